import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { Link } from 'react-router';
import { I } from '#platform/web/icons.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useNarrow } from '#platform/web/useNarrow.ts';
import { type Cell, type Figure, type Grid, type GridRow, type Opens, told } from './grid.ts';

interface Props {
  readonly label: string;
  readonly grid: Grid;
  /** Head of the first column. */
  readonly rows: string;
  readonly sort: string | undefined;
  readonly onSort: (sort: string | undefined) => void;
  readonly linkOf: (opens: Opens) => string;
  readonly figureLink: (figure: Figure) => string;
  /** Where the name of a row leads: the same table of that area. */
  readonly rowLink: (row: GridRow) => string | undefined;
  readonly open: Opens | null;
  readonly cross: boolean;
  /** Of retention, in days. */
  readonly window: number;
}
/** Rows drawn at once; the file has all. */
const AT_ONCE = 300;
const same = (a: Opens | null, b: Opens | null): boolean =>
  a !== null && b !== null && a.figure === b.figure && a.row === b.row && a.col === b.col && Boolean(a.said) === Boolean(b.said);
const sortWords = {
  ascending: { zh: '从小到大', en: 'ascending' },
  descending: { zh: '从大到小', en: 'descending' },
} as const;

/** The figures as a three-line table: each number opens its people. Arrow keys go from number to number, Enter opens; the tab key passes the table in one step. */
export const GridTable = ({ label, grid, rows, sort, onSort, linkOf, figureLink, rowLink, open, cross, window }: Props) => {
  const t = useT();
  const host = useRef<HTMLTableElement>(null);
  const [all, setAll] = useState(false);
  const [here, setHere] = useState('0.0');
  const phone = useNarrow(600);
  const shown = all ? grid.rows : grid.rows.slice(0, AT_ONCE);
  const lines = [...(grid.total ? [grid.total] : []), ...shown];
  const move = (event: KeyboardEvent) => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    const from = (event.target as HTMLElement).dataset.at?.split('.').map(Number);
    if (!step || !from || event.altKey || event.ctrlKey || event.metaKey) return;
    let [r, c] = from as [number, number];
    // numbers with nothing behind them are passed over
    for (;;) {
      r += step[0]!;
      c += step[1]!;
      if (r < 0 || c < 0 || r >= lines.length || c >= grid.columns.length) return;
      const next = host.current?.querySelector<HTMLElement>(`[data-at="${r}.${c}"]`);
      if (!next) continue;
      event.preventDefault();
      next.focus();
      next.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
      return;
    }
  };
  const first = lines.flatMap((l, r) => l.cells.flatMap((c, i) => (c.opens ? [`${r}.${i}`] : [])));
  const reach = first.includes(here) ? here : first[0];
  const number = (cell: Cell, at: string, row: GridRow, column: Grid['columns'][number]): ReactNode => {
    const words = told(cell);
    if (!cell.opens) return <span className={`num ${cell.value === 0 ? 'fg-zero' : 'fg-none'}`}>{words}</span>;
    const figure = t(column.figure.short);
    return (
      <Link
        className="fig num"
        to={linkOf(cell.opens)}
        data-at={at}
        tabIndex={at === reach ? 0 : -1}
        onFocus={() => setHere(at)}
        aria-label={t(`${row.name.zh}，${figure} ${t(column.sub)}：${words}`, `${row.name.en}, ${figure} ${t(column.sub)}: ${words}`)}
        {...(same(cell.opens, open) ? { 'aria-current': true as const } : {})}
      >
        {words}
      </Link>
    );
  };
  const head = (column: Grid['columns'][number]) => {
    const direction = sort === column.key ? 'ascending' : sort === `-${column.key}` ? 'descending' : undefined;
    // the largest first, then the smallest, then as they come
    const next = direction === undefined ? `-${column.key}` : direction === 'descending' ? column.key : undefined;
    return (
      <th key={column.key} scope="col" className="r" {...(direction ? { 'aria-sort': direction } : {})}>
        <button type="button" className="sort" onClick={() => onSort(next)}>
          <span className="vh">{t(column.figure.short)} </span>
          {t(column.sub)}
          {direction && <I n={direction === 'descending' ? 'down' : 'right'} s={12} />}
          {direction && <span className="vh">{t(sortWords[direction])}</span>}
        </button>
      </th>
    );
  };
  const groups = grid.columns.filter((c, i) => i === 0 || grid.columns[i - 1]!.figure.id !== c.figure.id);
  return (
    <>
      {phone && grid.total && <Totals of={grid.total} columns={grid.columns} linkOf={linkOf} window={window} cross={cross} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable by keyboard */}
      <section className="table-scroll fg-scroll" tabIndex={0} aria-label={label}>
        <table className="t3 figs fg-table" ref={host} onKeyDown={move}>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                {rows}
              </th>
              {groups.map(({ figure }) => (
                <th
                  key={figure.id}
                  scope="colgroup"
                  className="fg-group"
                  colSpan={grid.columns.filter((c) => c.figure.id === figure.id).length}
                >
                  <Link to={figureLink(figure)}>
                    {t(cross ? figure.name : figure.short)}
                    {figure.unit === 'rate' && t(`（${window} 天）`, ` (${window} days)`)} <span className="fg-id">{figure.id}</span>
                  </Link>
                </th>
              ))}
            </tr>
            <tr>{grid.columns.map(head)}</tr>
          </thead>
          <tbody>
            {lines.map((line, r) => {
              const to = rowLink(line);
              const total = line === grid.total;
              const on = !total && open !== null && open.row === line.key;
              return (
                <tr key={total ? 'total' : `of ${line.key}`} className={total ? 'sum' : on ? 'on' : ''}>
                  <th scope="row">{to ? <Link to={to}>{t(line.name)}</Link> : t(line.name)}</th>
                  {line.cells.map((cell, c) => (
                    <td
                      key={grid.columns[c]!.key}
                      className={`r num${same(cell.opens, open) ? ' fg-on' : ''}`}
                      {...(cell.value === null ? { 'aria-busy': true } : {})}
                    >
                      {number(cell, `${r}.${c}`, line, grid.columns[c]!)}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      {grid.rows.length > shown.length && (
        <p className="note">
          {t(`先列 ${AT_ONCE} 行，共 ${grid.rows.length} 行。`, `The first ${AT_ONCE} of ${grid.rows.length} rows.`)}{' '}
          <button type="button" className="link-button" onClick={() => setAll(true)}>
            {t(`列出全部 ${grid.rows.length} 行`, `Show all ${grid.rows.length} rows`)}
          </button>
        </p>
      )}
    </>
  );
};

/** On a phone the total comes first, one figure a line: what is asked for most, without looking sideways. */
const Totals = ({
  of,
  columns,
  linkOf,
  window,
  cross,
}: {
  of: GridRow;
  columns: Grid['columns'];
  linkOf: Props['linkOf'];
  window: number;
  cross: boolean;
}) => {
  const t = useT();
  return (
    <dl className="fg-totals">
      {columns.map((c, i) => {
        const cell = of.cells[i]!;
        const name = `${t(c.figure.short)}${c.figure.unit === 'rate' ? t(`（${window} 天）`, ` (${window} days)`) : ''}`;
        return (
          <div key={c.key}>
            <dt>
              {cross ? t(c.sub) : name} {!cross && <span className="note">{t(c.sub)}</span>}
            </dt>
            <dd className="num">
              {cell.opens ? (
                <Link className="fig num" to={linkOf(cell.opens)}>
                  {told(cell)}
                </Link>
              ) : (
                told(cell)
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
};
