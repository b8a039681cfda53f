import { Mask } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import type { BatchRow } from '../contractShapes.ts';
import type { Tab } from './RowsPart.tsx';
import { bySeverity, OldValues, Outcome, Repaired, RowName, RowNumber, rowKey, Steps, Why } from './rowParts.tsx';

interface Props {
  readonly tab: Tab;
  readonly rows: readonly BatchRow[];
  readonly severalSheets: boolean;
  readonly label: string;
}

/** Rows as the picture has them: number, name, old value, why, how to mend; a row with several findings takes several lines. */
export const RowsTable = ({ tab, rows, severalSheets, label }: Props) => {
  const t = useT();
  const judged = tab === 'refused' || tab === 'doubtful' || tab === 'kept';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="table-scroll" aria-label={label} tabIndex={0}>
      <table className="t3 rows-table">
        <thead>
          <tr>
            <th scope="col" className="r">
              {t('行', 'Row')}
            </th>
            <th scope="col">{t('姓名', 'Name')}</th>
            {judged ? (
              <>
                <th scope="col">{t('原值', 'Value')}</th>
                <th scope="col">
                  {tab === 'refused'
                    ? t('为什么不收', 'Why refused')
                    : tab === 'kept'
                      ? t('为什么没有撤', 'Why it stays')
                      : t('为什么存疑', 'Why doubtful')}
                </th>
                <th scope="col">{tab === 'refused' ? t('怎么改', 'How to mend it') : t('怎么核', 'How to check it')}</th>
              </>
            ) : tab === 'changed' ? (
              <th scope="col">{t('改了什么：原来 → 这次', 'What changes: old → new')}</th>
            ) : (
              <>
                <th scope="col">{t('证件号', 'Number')}</th>
                <th scope="col">{t('结果', 'Outcome')}</th>
                <th scope="col">{t('自动修好的：原值 → 现值', 'Put right: old → new')}</th>
              </>
            )}
          </tr>
        </thead>
        {rows.map((row) =>
          judged ? (
            <Judged key={rowKey(row)} row={row} severalSheets={severalSheets} />
          ) : (
            <Plain key={rowKey(row)} row={row} tab={tab} severalSheets={severalSheets} />
          ),
        )}
      </table>
    </section>
  );
};

const Judged = ({ row, severalSheets }: { row: BatchRow; severalSheets: boolean }) => {
  const t = useT();
  const findings = bySeverity(row.findings);
  const more = row.repairs.length + row.changes.length > 0;
  const lines = Math.max(1, findings.length) + (more ? 1 : 0);
  const head = (
    <>
      <td rowSpan={lines} className="r mute">
        <RowNumber row={row} severalSheets={severalSheets} />
      </td>
      <th scope="rowgroup" rowSpan={lines}>
        <RowName row={row} />
        {row.numberMasked && !row.findings.some((f) => f.values.some((v) => v.value === row.numberMasked)) && (
          <div className="s12 mute">
            <Mask text={row.numberMasked} />
          </div>
        )}
      </th>
    </>
  );
  return (
    <tbody className="batch-row" tabIndex={-1}>
      {findings.length === 0 ? (
        <tr>
          {head}
          <td colSpan={3} className="mute">
            —
          </td>
        </tr>
      ) : (
        findings.map((f, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the findings of one row never reorder
          <tr key={i}>
            {i === 0 && head}
            <td>
              <OldValues finding={f} />
            </td>
            {/* many a sentence says itself how to mend it */}
            <td colSpan={f.advice ? 1 : 2}>
              <Why finding={f} />
            </td>
            {f.advice && <td className="s12 sub">{t(f.advice)}</td>}
          </tr>
        ))
      )}
      {more && (
        <tr>
          <td colSpan={3}>
            <Steps steps={row.changes} title={t('会改：', 'Would change:')} />
            <Repaired row={row} />
          </td>
        </tr>
      )}
    </tbody>
  );
};

const Plain = ({ row, tab, severalSheets }: { row: BatchRow; tab: Tab; severalSheets: boolean }) => (
  <tbody className="batch-row" tabIndex={-1}>
    <tr>
      <td className="r mute">
        <RowNumber row={row} severalSheets={severalSheets} />
      </td>
      <th scope="row">
        <RowName row={row} />
      </th>
      {tab === 'changed' ? (
        <td>
          <Steps steps={row.changes} />
        </td>
      ) : (
        <>
          <td className="nowrap">{row.numberMasked ? <Mask text={row.numberMasked} /> : '—'}</td>
          <td className="nowrap">
            <Outcome row={row} />
          </td>
          <td>{row.repairs.length ? <Steps steps={row.repairs} /> : <span className="mute">—</span>}</td>
        </>
      )}
    </tr>
  </tbody>
);
