import { Link } from 'react-router';
import { WINDOWS } from '#capabilities/employment/rules.ts';
import { instant, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import type { ReportContent, SheetColumn, SheetRow } from '../../contractReportShapes.ts';
import { figureOf } from '../../rulesDefinitions.ts';
import { cellWhere, cellWords, columnWords, footnotes, headOf, rowNames } from '../../rulesReportSheet.ts';
import { FILTERS } from '../useAsk.ts';

/** The question of a cell as an address of the figure table; undefined where that table cannot ask it. */
export const linkOfCell = (content: ReportContent, row: SheetRow, column: SheetColumn): string | undefined => {
  const where = cellWhere(content.by, row.keys, column);
  if (!where) return undefined;
  const far = content.side === 'origin' ? 'host' : 'origin';
  const params = new URLSearchParams({ period: 'own', from: column.from, to: column.to, k: column.knownAt ?? '', side: content.side });
  for (const [id, values] of Object.entries(where)) {
    const place = id === 'origin' || id === 'host';
    if (place ? values.length !== 1 || values[0]!.length !== 12 : !(FILTERS as readonly string[]).includes(id)) return undefined;
    params.set(id === content.side ? 'area' : id === far ? 'other' : id, values.map((v) => v || '-').join(','));
  }
  if (column.days !== null) params.set('window', String((WINDOWS as readonly number[]).indexOf(column.days)));
  params.set('open', column.figure);
  if (column.class === 6 && (figureOf(column.figure)?.evidenceClass ?? 6) < 6) params.set('said', '1');
  return `/figures?${params}`;
};

/** A report as it stands on the page: the same rows and heads as in the files. Each number opens the figure table at its question. */
export const SheetTable = ({ content, label }: { content: ReportContent; label: string }) => {
  const t = useT();
  const heads = headOf(content);
  const stubs = content.rowHeads.length;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable by keyboard
    <section className="table-scroll rp-scroll" tabIndex={0} aria-label={label}>
      <table className="t3 figs rp-table">
        <thead>
          {heads.map((cells, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a head never reorder
            <tr key={i} className={i === 2 ? 'rp-no' : ''}>
              {cells.map((c) => (
                <th
                  key={`${c.at} ${c.text.zh}`}
                  scope={c.across > 1 ? 'colgroup' : 'col'}
                  className={c.at < stubs ? '' : c.across > 1 ? 'rp-group' : 'r'}
                  {...(c.across > 1 ? { colSpan: c.across } : {})}
                  {...(c.down > 1 ? { rowSpan: c.down } : {})}
                >
                  {t(c.text)}
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {content.rows.map((row) => (
            <tr key={`${row.level} ${row.keys.join(' ')}`} className={row.level === 'row' ? '' : 'sum'}>
              {rowNames(row, stubs).map((name, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the heads of a row never reorder
                <th key={i} scope="row">
                  {t(name)}
                </th>
              ))}
              {row.cells.map((cell, i) => {
                const column = content.columns[i]!;
                const words = t(cellWords(cell, column));
                const to = cell.mark === null && cell.value !== 0 ? linkOfCell(content, row, column) : undefined;
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns never reorder
                  <td key={i} className={`r num${cell.mark ? ' rp-mark' : ''}`}>
                    {to ? (
                      <Link
                        className="fig num"
                        to={to}
                        aria-label={`${t(rowNames(row, stubs).at(row.level === 'total' ? 0 : -1)!)} ${t(column.head)} ${words}`}
                      >
                        {words}
                      </Link>
                    ) : (
                      words
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

/** What stands below the table, as in print. */
export const SheetNotes = ({ content }: { content: ReportContent }) => {
  const t = useT();
  const broken = content.checks.filter((c) => !c.holds);
  return (
    <div className="rp-notes">
      {content.checks.length > 0 && broken.length === 0 && (
        <p>
          <St k="ok">
            {t(`校验：${content.checks.map((c) => c.text.zh).join('；')}`, `Checked: ${content.checks.map((c) => c.text.en).join('; ')}`)}
          </St>
        </p>
      )}
      {broken.map((c) => (
        <p key={c.text.zh} role="alert">
          <St k="no">{t(c.text)}</St>
        </p>
      ))}
      <ol className="note">
        {footnotes(content, instant)
          .slice(content.checks.length)
          .map((n) => (
            <li key={n.zh}>{t(n)}</li>
          ))}
      </ol>
      <details>
        <summary>{t(`每一栏怎么算（${content.columns.length} 栏）`, `How each column is counted (${content.columns.length})`)}</summary>
        <ol className="note">
          {content.columns.map((c, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns never reorder
            <li key={i}>{t(columnWords(c, i, instant))}</li>
          ))}
        </ol>
      </details>
    </div>
  );
};
