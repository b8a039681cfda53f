import { Button } from 'antd';
import { cloneElement, isValidElement, type ReactElement, type ReactNode, useId, useState } from 'react';
import type { AnyEndpoint, Input } from '../contract.ts';
import type { FieldError } from '../problem.ts';
import { formErrors } from '../validate.ts';
import type { CallFailed } from './api.ts';
import { instant, useLang, useT } from './lang.tsx';
import { G } from './marks.tsx';

/**
 * The values of a form whose rules are the endpoint's own: the same sentences stand under the field before sending and after a refusal.
 * What a person typed is kept, whatever the server answers.
 */
export const useForm = <E extends AnyEndpoint>(endpoint: E, initial: Input<E>) => {
  type Values = Input<E> & Record<string, unknown>;
  const [values, setValues] = useState<Values>(initial as Values);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const check = (candidate: Values): readonly FieldError[] => {
    const read = endpoint.input.safeParse(candidate);
    return read.success ? [] : formErrors(read.error, candidate);
  };
  const change = (next: Values) => {
    setValues(next);
    // once a sentence stands there, it goes as soon as the field is right
    if (errors.length) setErrors(check(next).filter((e) => left.has(top(e.path)) || errors.some((o) => o.path === e.path)));
  };
  const set = (name: keyof Input<E> & string, value: unknown) => change({ ...values, [name]: value });
  return {
    values,
    setValues: (next: Input<E>) => change(next as Values),
    set,
    errors,
    /** Leaving a field shows its sentence; nothing is said about fields not yet reached. */
    leave: (name: string) => {
      const seen = new Set([...left, name]);
      setLeft(seen);
      // what stood there and still holds stays: a button that moves while it is pressed is not pressed
      setErrors(check(values).filter((e) => seen.has(top(e.path)) || errors.some((o) => o.path === e.path)));
    },
    /** True where the form may be sent; otherwise every sentence is shown and the first field takes the focus. */
    validate: (): boolean => {
      const found = check(values);
      setErrors(found);
      if (found[0]) (document.getElementById(`f-${last(found[0].path)}`) ?? document.getElementById(`f-${top(found[0].path)}`))?.focus();
      return found.length === 0;
    },
    /** Puts the sentences of a refusal under their fields. */
    refused: (problem: CallFailed) => {
      if (problem.body.errors) setErrors(problem.body.errors);
    },
    errorOf: (name: string): FieldError | undefined => errors.find((e) => top(e.path) === name),
  };
};
const top = (path: string): string => path.split('.')[0]!;
const last = (path: string): string => path.split('.').at(-1)!;

interface FieldProps {
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What the system understood of what was typed, in green. */
  readonly understood?: ReactNode;
  readonly optional?: boolean;
  readonly error?: FieldError | undefined;
  readonly children: ReactElement<Record<string, unknown>>;
}

/** Label above, hint below, the sentence of an error under the field. Required is the default; others say 选填. */
export const Field = ({ name, label, hint, understood, optional, error, children }: FieldProps) => {
  const t = useT();
  const { lang } = useLang();
  const id = `f-${name}`;
  const noteId = useId();
  const control = isValidElement(children)
    ? cloneElement(children, {
        id,
        'aria-describedby': noteId,
        'aria-invalid': error ? true : undefined,
        ...(error ? { status: 'error' } : {}),
      })
    : children;
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {optional && <span className="mute">{t('（选填）', ' (optional)')}</span>}
      </label>
      {control}
      <div id={noteId} className="s13">
        {error ? (
          <span className="stt stt-no" role="alert">
            <G k="no" />
            {error.text[lang]}
          </span>
        ) : understood ? (
          <span className="stt stt-ok">
            <G k="ok" />
            {understood}
          </span>
        ) : hint ? (
          <span className="mute">{hint}</span>
        ) : null}
      </div>
    </div>
  );
};

interface ChangedProps {
  readonly problem: CallFailed;
  /** Label of each field, in the order of the form. */
  readonly fields: Readonly<Record<string, ReactNode>>;
  readonly mine: Readonly<Record<string, unknown>>;
  readonly onTheirs: (current: Record<string, unknown>) => void;
  readonly onMine: (current: Record<string, unknown>) => void;
}

/** Two people edited one record: what the other wrote stands beside what was typed; nothing is lost either way. */
export const ChangedNotice = ({ problem, fields, mine, onTheirs, onMine }: ChangedProps) => {
  const t = useT();
  if (problem.code !== 'platform.changed') return null;
  const details = problem.body.details as { by?: string; at?: string; current?: Record<string, unknown> };
  const current = details.current ?? {};
  const differing = Object.keys(fields).filter((f) => f in current && JSON.stringify(current[f]) !== JSON.stringify(mine[f]));
  return (
    <section className="changed" role="alert" aria-label={t('别处先改过', 'Changed elsewhere')}>
      <p>
        <G k="doubt" />{' '}
        {t(
          `您打开之后，${details.by ?? '…'} 在 ${details.at ? instant(details.at) : '…'} 先改过了。您填的都还在。`,
          `${details.by ?? '…'} changed this at ${details.at ? instant(details.at) : '…'} after you opened it. What you typed is still here.`,
        )}
      </p>
      {differing.length > 0 && (
        <table className="t3">
          <thead>
            <tr>
              <th scope="col">{t('项目', 'Field')}</th>
              <th scope="col">{t('现在存着的', 'Saved now')}</th>
              <th scope="col">{t('您填的', 'Yours')}</th>
            </tr>
          </thead>
          <tbody>
            {differing.map((f) => (
              <tr key={f}>
                <th scope="row">{fields[f]}</th>
                <td>{String(current[f] ?? '—')}</td>
                <td>{String(mine[f] ?? '—')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="row gap12">
        <Button type="primary" onClick={() => onMine(current)}>
          {t('用我填的再存', 'Save mine over it')}
        </Button>
        <Button onClick={() => onTheirs(current)}>{t('用已存的，放弃我填的', 'Take the saved one')}</Button>
      </div>
    </section>
  );
};
