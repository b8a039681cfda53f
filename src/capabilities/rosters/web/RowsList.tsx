import { Mask } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import type { BatchRow } from '../contractShapes.ts';
import type { Tab } from './RowsPart.tsx';
import { bySeverity, type Finding, Outcome, Repaired, RowName, rowKey, Steps } from './rowParts.tsx';

/** The same rows on a narrow screen: the name and where it stands, then what is wrong and how to mend it. */
export const RowsList = ({ tab, rows, severalSheets }: { tab: Tab; rows: readonly BatchRow[]; severalSheets: boolean }) => {
  const t = useT();
  return (
    <ul className="rows-list">
      {rows.map((row) => (
        <li key={rowKey(row)} className="batch-row" tabIndex={-1}>
          <p className="row sp base">
            <b className="b">
              <RowName row={row} />
            </b>
            <span className="s12 mute num nowrap">
              {severalSheets && `${row.sheetName} `}
              {t(`第 ${row.row} 行`, `row ${row.row}`)}
              {row.side > 0 && t(`，第 ${row.side + 1} 块`, `, table ${row.side + 1}`)}
            </span>
          </p>
          {tab === 'accepted' && (
            <p className="s13 sub">
              {row.numberMasked && (
                <>
                  <Mask text={row.numberMasked} />{' '}
                </>
              )}
              <Outcome row={row} />
            </p>
          )}
          {tab !== 'changed' &&
            bySeverity(row.findings).map((f, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the findings of one row never reorder
              <FindingLine key={i} finding={f} />
            ))}
          <Steps steps={row.changes} />
          {tab !== 'changed' && <Repaired row={row} />}
        </li>
      ))}
    </ul>
  );
};

const FindingLine = ({ finding }: { finding: Finding }) => {
  const t = useT();
  return (
    <div className="s13 finding-line">
      <G k={finding.severity === 'error' ? 'no' : finding.severity === 'doubt' ? 'doubt' : 'info'} s={12} />
      <div>
        {t(finding.text)}
        {finding.values.map((v, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the values of one finding never reorder
          <span key={i} className="nowrap">
            {' '}
            <span className="mute">{t(v.field)}</span>{' '}
            <span className={`old-value raw ${finding.severity}`}>{v.value || t('空着', 'blank')}</span>
          </span>
        ))}
        {finding.advice && <p className="s12 sub">{t(finding.advice)}</p>}
      </div>
    </div>
  );
};
