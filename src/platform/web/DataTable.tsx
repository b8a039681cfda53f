import { Button, Checkbox } from 'antd';
import { Fragment, type ReactNode, useState } from 'react';
import { I } from './icons.tsx';
import { number, useT } from './lang.tsx';
import { useNarrow } from './useNarrow.ts';

export interface Column<R> {
  readonly key: string;
  readonly title: ReactNode;
  readonly cell: (row: R) => ReactNode;
  /** Figures stand right. */
  readonly right?: boolean;
  /** Stays on narrow screens; the first column always does. The rest opens below the row. */
  readonly main?: boolean;
  readonly width?: number | string;
}

export interface Paging {
  /** Exact, or null beyond 10,000; undefined while it is being counted. */
  readonly total: number | null | undefined;
  readonly next: string | null;
  readonly previous?: string | null | undefined;
  readonly onPage: (cursor: string | undefined) => void;
  /** Unit of the rows: 人, 个, 条. */
  readonly unit: string;
  readonly first?: boolean;
  readonly onCountExactly?: () => void;
}

interface Props<R> {
  readonly label: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string;
  readonly paging?: Paging;
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (selected: ReadonlySet<string>) => void;
  /** What can be done with the ticked rows; stands in the footer. */
  readonly selectionActions?: ReactNode;
  readonly legend?: ReactNode;
  /** Keys of columns the person has hidden. */
  readonly hidden?: ReadonlySet<string>;
  readonly rowName?: (row: R) => string;
}

/** The three-line table: 1.5 px ink above and below, hairlines between rows; on paper as on screen. */
export const DataTable = <R,>({
  label,
  columns,
  rows,
  rowKey,
  paging,
  selected,
  onSelect,
  selectionActions,
  legend,
  hidden,
  rowName,
}: Props<R>) => {
  const t = useT();
  const narrow = useNarrow(1024);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const shown = columns.filter((c, i) => i === 0 || !hidden?.has(c.key));
  const inRow = narrow ? shown.filter((c, i) => i === 0 || c.main).slice(0, 3) : shown;
  const below = narrow ? shown.filter((c) => !inRow.includes(c)) : [];
  const keys = rows.map(rowKey);
  const all = keys.length > 0 && keys.every((k) => selected?.has(k));
  const toggle = (set: ReadonlySet<string>, key: string) => {
    const next = new Set(set);
    next.has(key) ? next.delete(key) : next.add(key);
    return next;
  };
  return (
    <div className="table-wrap">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="table-scroll" aria-label={label} tabIndex={0}>
        <table className="t3">
          <thead>
            <tr>
              {onSelect && (
                <th className="tick">
                  <Checkbox
                    aria-label={t('全选本页', 'Select this page')}
                    checked={all}
                    indeterminate={!all && keys.some((k) => selected?.has(k))}
                    onChange={(e) =>
                      onSelect(
                        e.target.checked
                          ? new Set([...(selected ?? []), ...keys])
                          : new Set([...(selected ?? [])].filter((k) => !keys.includes(k))),
                      )
                    }
                  />
                </th>
              )}
              {inRow.map((c) => (
                <th key={c.key} scope="col" className={c.right ? 'r' : ''} style={c.width ? { width: c.width } : undefined}>
                  {c.title}
                </th>
              ))}
              {below.length > 0 && (
                <th scope="col">
                  <span className="vh">{t('详情', 'More')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const key = rowKey(row);
              return (
                <Fragment key={key}>
                  <tr className={selected?.has(key) ? 'on' : ''}>
                    {onSelect && (
                      <td className="tick">
                        <Checkbox
                          aria-label={`${t('选择', 'Select')} ${rowName?.(row) ?? key}`}
                          checked={selected?.has(key) ?? false}
                          onChange={() => onSelect(toggle(selected ?? new Set(), key))}
                        />
                      </td>
                    )}
                    {inRow.map((c, i) =>
                      i === 0 ? (
                        <th key={c.key} scope="row" className={c.right ? 'r num' : ''}>
                          {c.cell(row)}
                        </th>
                      ) : (
                        <td key={c.key} className={c.right ? 'r num' : ''}>
                          {c.cell(row)}
                        </td>
                      ),
                    )}
                    {below.length > 0 && (
                      <td className="r">
                        <Button
                          type="text"
                          size="small"
                          aria-expanded={open.has(key)}
                          aria-label={`${t('详情', 'More')} ${rowName?.(row) ?? ''}`}
                          icon={<I n="down" />}
                          onClick={() => setOpen(toggle(open, key))}
                        />
                      </td>
                    )}
                  </tr>
                  {below.length > 0 && open.has(key) && (
                    <tr className="below">
                      <td colSpan={inRow.length + (onSelect ? 2 : 1)}>
                        <dl className="facts">
                          {below.map((c) => (
                            <div key={c.key}>
                              <dt>{c.title}</dt>
                              <dd>{c.cell(row)}</dd>
                            </div>
                          ))}
                        </dl>
                      </td>
                    </tr>
                  )}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      </section>
      {(paging || onSelect || legend) && (
        <footer className="table-foot">
          {onSelect && selected && selected.size > 0 && (
            <div className="row gap12">
              <b className="b" role="status">
                {t(`已选 ${selected.size} ${paging?.unit ?? '行'}`, `${selected.size} selected`)}
              </b>
              {selectionActions}
              <Button type="text" size="small" onClick={() => onSelect(new Set())}>
                {t('取消', 'Clear')}
              </Button>
            </div>
          )}
          <div className="row gap16 foot-right">
            {legend && <div className="row gap12 s12 wrap">{legend}</div>}
            {paging && <Pager paging={paging} shown={rows.length} />}
          </div>
        </footer>
      )}
    </div>
  );
};

const Pager = ({ paging, shown }: { paging: Paging; shown: number }) => {
  const t = useT();
  const { total, next, previous, onPage, unit, first } = paging;
  return (
    <div className="row gap12 noprint">
      <span className="s13 sub" role="status">
        {total === undefined ? (
          t(`本页 ${shown}`, `${shown} on this page`)
        ) : total === null ? (
          <>
            {t(`超过 10,000 ${unit}，本页 ${shown}`, `more than 10,000, ${shown} on this page`)}
            {paging.onCountExactly && (
              <Button type="link" size="small" onClick={paging.onCountExactly}>
                {t('精确计数', 'Count exactly')}
              </Button>
            )}
          </>
        ) : (
          t(`共 ${number(total)} ${unit}，本页 ${shown}`, `${number(total)} in all, ${shown} on this page`)
        )}
      </span>
      <Button
        size="small"
        aria-label={t('上一页', 'Previous page')}
        icon={<I n="left" />}
        disabled={first ?? !previous}
        onClick={() => onPage(previous ?? undefined)}
      />
      <Button
        size="small"
        aria-label={t('下一页', 'Next page')}
        icon={<I n="right" />}
        disabled={!next}
        onClick={() => onPage(next ?? undefined)}
      />
    </div>
  );
};
