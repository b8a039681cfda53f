import { Fragment } from 'react';
import { Link } from 'react-router';
import { useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { type BatchRow, outcomeTexts } from '../contractShapes.ts';

export type Finding = BatchRow['findings'][number];
const weight = { error: 0, doubt: 1, hint: 2 } as const;
/** What refuses stands first. */
export const bySeverity = (findings: readonly Finding[]): readonly Finding[] =>
  [...findings].sort((a, b) => weight[a.severity] - weight[b.severity]);
export const rowKey = (r: BatchRow): string => `${r.sheet}.${r.row}.${r.side}`;

/** The number WPS shows at the left; with its sheet where several go in, and the side where two tables stand in one row. */
export const RowNumber = ({ row, severalSheets }: { row: BatchRow; severalSheets: boolean }) => {
  const t = useT();
  return (
    <>
      <span className="num">{row.row}</span>
      {row.side > 0 && <span className="s12 mute nowrap"> {t(`第 ${row.side + 1} 块`, `table ${row.side + 1}`)}</span>}
      {severalSheets && <div className="s12 mute raw">{row.sheetName}</div>}
    </>
  );
};

const PAGES = { worker: 'workers', organisation: 'organisations', agreement: 'agreements' } as const;
export const RowName = ({ row }: { row: BatchRow }) => {
  const t = useT();
  const name = row.name || t('没有姓名', 'no name');
  return row.subject ? <Link to={`/${PAGES[row.subject.kind]}/${row.subject.id}`}>{name}</Link> : name;
};

/** The field's name over the value as the file has it, underlined. */
export const OldValues = ({ finding }: { finding: Finding }) => {
  const t = useT();
  if (!finding.values.length) return <span className="mute">—</span>;
  return (
    <>
      {finding.values.map((v, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the values of one finding never reorder
        <Fragment key={i}>
          <div className="s12 mute">{t(v.field)}</div>
          <span className={`old-value raw ${finding.severity} ${v.value.length <= 20 ? 'short' : ''}`}>
            {v.value || t('空着', 'blank')}
          </span>
        </Fragment>
      ))}
    </>
  );
};

export const Why = ({ finding }: { finding: Finding }) => {
  const t = useT();
  return (
    <>
      {finding.severity === 'doubt' && <G k="doubt" s={12} label={t('存疑', 'doubtful')} />}
      {finding.severity === 'hint' && <G k="info" s={12} label={t('提示', 'hint')} />} {t(finding.text)}
    </>
  );
};

/** What was put right by itself, or what the row would change: field, old → new. */
export const Steps = ({ steps, title }: { steps: BatchRow['repairs'] | BatchRow['changes']; title?: string }) => {
  const t = useT();
  // one value may be put right in two fields by the same step: told once
  const say = (words: BatchRow['changes'][number]['to'] | string) => (typeof words === 'string' ? words : t(words));
  const all = steps.map((s) => ({ field: s.field, from: say(s.from), to: say(s.to) }));
  const told = all.filter((s, i) => all.findIndex((o) => o.field.zh === s.field.zh && o.from === s.from && o.to === s.to) === i);
  if (!told.length) return null;
  return (
    <ul className="row-steps s12">
      {told.map((s, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the steps of one row never reorder
        <li key={i}>
          {title && i === 0 && <span className="mute">{title} </span>}
          <span className="sub">{t(s.field)}</span> <s className="raw">{s.from || t('空', 'blank')}</s> <span aria-hidden="true">→</span>
          <span className="vh">{t('改为', 'becomes')}</span> <b className="b raw">{s.to || t('空', 'blank')}</b>
        </li>
      ))}
    </ul>
  );
};

/** Of a row that must be looked at for something else, what was put right is told in a word and opened by whoever wants to see it. */
export const Repaired = ({ row }: { row: BatchRow }) => {
  const t = useT();
  const { repairs } = row;
  if (!repairs.length) return null;
  return (
    <details className="row-repaired s12">
      <summary>{t(`自动修好 ${repairs.length} 处`, `${repairs.length} put right`)}</summary>
      <Steps steps={repairs} />
    </details>
  );
};

export const Outcome = ({ row }: { row: BatchRow }) => {
  const t = useT();
  return <>{t(outcomeTexts[row.outcome])}</>;
};
