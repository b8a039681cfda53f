import { Link } from 'react-router';
import { number, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import type { Batch } from '../contractShapes.ts';
import { toTab } from './Balance.tsx';

/** What was found about the file as a whole: improbable constants, hidden rows, formulas that were not run. */
export const ReportNotes = ({ batch }: { batch: Batch }) => {
  const t = useT();
  if (!batch.report.length) return null;
  return (
    <ul className="report-notes" aria-label={t('整份表的情况', 'About the file as a whole')}>
      {batch.report.map((f, i) => {
        const rows = batch.counts.byRule[f.rule] ?? 0;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the findings of one report never reorder
          <li key={i} className={f.severity}>
            <G k={f.severity === 'error' ? 'no' : f.severity === 'doubt' ? 'doubt' : 'info'} s={16} />
            <div className="s13">
              <b className="b">{t(f.text)}</b>
              {(f.advice || rows > 0) && (
                <p className="sub">
                  {f.advice && t(f.advice)}{' '}
                  {rows > 0 && <Link to={toTab('doubtful', f.rule)}>{t(`看这 ${number(rows)} 行`, `See these ${number(rows)} rows`)}</Link>}
                </p>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
};
