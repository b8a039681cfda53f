import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useT } from './lang.tsx';

/** A section: its title over a 1.5 px rule. Structure by rules and space, never by boxes. */
export const Sec = ({ t, x, sub, h = 2, id }: { t: ReactNode; x?: ReactNode; sub?: ReactNode; h?: 2 | 3; id?: string }) => {
  const H = h === 2 ? 'h2' : 'h3';
  return (
    <div className="sec">
      <H id={id}>{t}</H>
      {sub && <span className="note">{sub}</span>}
      {x && <span className="x">{x}</span>}
    </div>
  );
};

/** A figure that opens: dotted underline in running text. `off` where there is nothing behind it yet. */
export const Fig = ({ v, u, to, strong }: { v: ReactNode; u?: string; to?: string; strong?: boolean }) => (
  <span className="nowrap">
    {to ? (
      <Link to={to} className={`fig num ${strong ? 'b' : ''}`}>
        {v}
      </Link>
    ) : (
      <span className={`num ${strong ? 'b' : ''}`}>{v}</span>
    )}
    {u && <span className="u">{u}</span>}
  </span>
);

/** The cinnabar seal: frozen, signed, recognised. Never a button, never a status pill. */
export const Seal = ({ t }: { t: string }) => (
  <span className="seal seal-34" aria-hidden="true">
    {t}
  </span>
);

/** Hidden digits are drawn dots and a hidden word. */
export const Mask = ({ text }: { text: string }) => {
  const t = useT();
  const [head = '', tail = ''] = text.split(/\*+/);
  return (
    <span className="mask num">
      <span className="vh">{t('已遮蔽 ', 'masked ')}</span>
      {head}
      <i aria-hidden="true" className="mask-dots" />
      {tail}
    </span>
  );
};

/** A legend-less chip: identity, kind, certainty. */
export const Chip = ({ kind, children }: { kind?: 'k' | 'mon' | 'pov'; children: ReactNode }) => (
  <span className={`chip ${kind ?? ''}`}>{children}</span>
);

/** The term and its value, as in a record's head. */
export const Facts = ({ rows }: { rows: readonly (readonly [ReactNode, ReactNode])[] }) => (
  <dl className="facts">
    {rows.map(([term, value], i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the rows of one record never reorder
      <div key={i}>
        <dt>{term}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
