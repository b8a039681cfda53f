import { Link } from 'react-router';
import { useT } from '#platform/web/lang.tsx';
import type { FindingCase } from '../../contractDesk.ts';

type Side = FindingCase['sides'][number];

/** Who said what: the spells on a line of time, then each source beside the other. */
export const CaseSides = ({ sides }: { sides: readonly Side[] }) => {
  const t = useT();
  if (sides.length === 0) return null;
  const fields = [...new Map(sides.flatMap((s) => s.values.map((v) => [v.field.zh, v.field] as const))).values()];
  return (
    <>
      <SpanLines sides={sides} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable by keyboard */}
      <section className="case-sides" tabIndex={0} aria-label={t('谁说的什么', 'Who said what')}>
        <table className="t3">
          <thead>
            <tr>
              <th>{t('哪里', 'Where')}</th>
              {fields.map((f) => (
                <th key={f.zh}>{t(f)}</th>
              ))}
              <th>{t('谁说的', 'Said by')}</th>
            </tr>
          </thead>
          <tbody>
            {sides.map((s, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: sides of one case never reorder
              <tr key={i}>
                <th scope="row" className="side-name">
                  {s.workerId ? <Link to={`/workers/${s.workerId}`}>{t(s.label)}</Link> : t(s.label)}
                </th>
                {fields.map((f) => {
                  const v = s.values.find((x) => x.field.zh === f.zh);
                  return (
                    <td key={f.zh}>
                      {v ? <span className={v.odd ? 'side-odd' : ''}>{t(v.value)}</span> : <span className="mute">—</span>}
                    </td>
                  );
                })}
                <td className="s12">
                  {s.list ? (
                    <Link to={`/imports/${s.list.batchId}`}>
                      {t(
                        `第 ${s.list.number} 批“${s.list.name}”第 ${s.list.row} 行`,
                        `batch ${s.list.number}, “${s.list.name}”, row ${s.list.row}`,
                      )}
                    </Link>
                  ) : (
                    t(s.source)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
};

const dayOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/** Spells as bars of one line of time; where two run side by side it is hatched. */
const SpanLines = ({ sides }: { sides: readonly Side[] }) => {
  const t = useT();
  const spans = sides.flatMap((s) =>
    s.span ? [{ label: t(s.label), from: dayOf(s.span.from), to: s.span.to ? dayOf(s.span.to) : null, said: s.span }] : [],
  );
  if (spans.length < 2) return null;
  const last = Math.max(...spans.map((s) => s.to ?? s.from)) + 31;
  const first = Math.min(...spans.map((s) => s.from));
  const width = Math.max(1, last - first);
  const at = (day: number) => `${((day - first) / width) * 100}%`;
  const shared = spans.flatMap((a, i) =>
    spans.slice(i + 1).flatMap((b) => {
      const [from, to] = [Math.max(a.from, b.from), Math.min(a.to ?? last, b.to ?? last)];
      return to > from ? [{ from, to }] : [];
    }),
  );
  const words = spans
    .map((s) => t(`${s.label} ${s.said.from} 至 ${s.said.to ?? '今'}`, `${s.label} ${s.said.from} to ${s.said.to ?? 'now'}`))
    .join(t('；', '; '));
  return (
    <div className="spans" role="img" aria-label={t(`时间条：${words}`, `Time: ${words}`)}>
      {shared.map((s) => (
        <i key={`${s.from}-${s.to}`} className="spans-shared" style={{ left: at(s.from), width: `${((s.to - s.from) / width) * 100}%` }} />
      ))}
      {spans.map((s, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: spells of one case never reorder
        <div key={i} className="spans-line">
          <i
            className={i % 2 ? 'spans-b' : 'spans-a'}
            style={{ left: at(s.from), width: `${(((s.to ?? last) - s.from) / width) * 100}%` }}
          />
          <span style={{ paddingLeft: `min(${at(s.from)}, 60%)` }}>
            {s.label} <span className="num">{s.said.from}</span>–<span className="num">{s.said.to ?? t('在岗', 'still')}</span>
          </span>
        </div>
      ))}
    </div>
  );
};
