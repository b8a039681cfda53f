import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { Sec } from './kit.tsx';
import { number, useT } from './lang.tsx';
import { G, type MarkKind } from './marks.tsx';
import './todo.css';

/** Something that waits for the reader: plain data, so that lines of all capabilities can be put into one order. */
export interface TodoLine {
  readonly key: string;
  readonly mark: MarkKind;
  /** What kind of work it is: 疑点, 在岗核验. */
  readonly kind: string;
  readonly title: string;
  /** Opens exactly what is counted. */
  readonly to: string;
  readonly why?: string;
  /** null: more than 10,000. */
  readonly count?: number | null;
  readonly unit?: string;
  /** When it is due, in words: 逾期 1 天, 今天, 11-25. */
  readonly due?: string;
  readonly late?: boolean;
  /** Due day, for the order; those without one come last. */
  readonly day?: string;
}

interface Keeper {
  put(id: string, lines: readonly TodoLine[] | undefined): void;
}
const Board = createContext<Keeper | null>(null);

/** Late first, then by due day, then as they came. */
export const inOrder = (lines: readonly TodoLine[]): readonly TodoLine[] => {
  const rank = (l: TodoLine): string => `${l.late ? '0' : '1'}${l.day ?? '9999-12-31'}`;
  return [...lines].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
};

/**
 * What one capability has waiting; undefined while it is being read, nothing where nothing waits. On the home page the lines of all stand in one list; alone
 * (in a test, on another page) they are a list of their own.
 */
export const Todo = ({ id, lines }: { id: string; lines: readonly TodoLine[] | undefined }) => {
  const keeper = useContext(Board);
  const told = lines === undefined ? '' : JSON.stringify(lines);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is said counts, not which array says it
  useEffect(() => keeper?.put(id, lines), [keeper, id, told]);
  if (keeper || !lines?.length) return null;
  return <TodoList lines={lines} />;
};

const TodoList = ({ lines }: { lines: readonly TodoLine[] }) => (
  <ul className="todo-lines">
    {inOrder(lines).map((l) => (
      <Line key={l.key} of={l} />
    ))}
  </ul>
);
const Line = ({ of }: { of: TodoLine }) => {
  const t = useT();
  return (
    <li>
      <span className="kind">
        <G k={of.mark} />
        {of.kind}
      </span>
      <span className="what">
        <Link to={of.to}>{of.title}</Link>
        {of.why && <span className="why">{of.why}</span>}
      </span>
      <span className="count num">
        {of.count === undefined ? null : (
          <>
            {of.count === null ? t('超过 10,000', 'over 10,000') : number(of.count)}
            {of.unit && <span className="u"> {of.unit}</span>}
          </>
        )}
      </span>
      <span className={of.late ? 'due late num' : 'due num'}>{of.due}</span>
    </li>
  );
};

/** 等我办的事: gathers what the parts inside it have waiting. `expected`: how many of them there are; until all have answered nobody is told that nothing waits. */
export const TodoBoard = ({ expected, children }: { expected: number; children: ReactNode }) => {
  const t = useT();
  const [told, setTold] = useState<ReadonlyMap<string, readonly TodoLine[] | undefined>>(new Map());
  const put = useCallback<Keeper['put']>((id, lines) => setTold((old) => new Map(old).set(id, lines)), []);
  const keeper = useMemo(() => ({ put }), [put]);
  // two capabilities may call a line of theirs the same
  const lines = [...told].flatMap(([id, l]) => (l ?? []).map((one) => ({ ...one, key: `${id} ${one.key}` })));
  const kinds = new Set(lines.map((l) => l.kind)).size;
  const all = told.size >= expected && [...told.values()].every((l) => l !== undefined);
  return (
    <section>
      <Sec
        t={
          lines.length
            ? t(`等我办的 ${kinds} 类事`, kinds === 1 ? '1 kind of work waits for me' : `${kinds} kinds of work wait for me`)
            : t('等我办的事', 'What waits for me')
        }
        sub={lines.length ? t('逾期的在前，按期限排', 'late first, then by due day') : undefined}
      />
      <Board.Provider value={keeper}>{children}</Board.Provider>
      {lines.length > 0 && <TodoList lines={lines} />}
      {lines.length === 0 && all && (
        <p className="home-none">
          <G k="ok" /> {t('现在没有等您办的事。', 'Nothing waits for you now.')}
        </p>
      )}
    </section>
  );
};
