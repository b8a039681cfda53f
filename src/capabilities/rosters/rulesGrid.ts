// The first rows of a sheet as a grid: lines without gaps, merged areas known per cell.

import type { Area, Cell, SheetInfo, SheetRow } from './rulesBook.ts';
import { type PlainHeader, plainHeader, squeeze } from './rulesHeader.ts';
import { kindsOf, type ShapeKind, textOf } from './rulesShapes.ts';

export interface GridCell {
  readonly text: string;
  readonly squeezed: string;
  readonly cell: Cell;
  readonly kinds: readonly ShapeKind[];
  /** Read when first asked for. */
  readonly header: () => PlainHeader;
}

export interface Line {
  readonly at: number;
  /** By column; null where the cell is blank or covered by a merged area that starts elsewhere. */
  readonly cells: readonly (GridCell | null)[];
  /** Columns that have a cell. */
  readonly filled: readonly number[];
  readonly areas: ReadonlyMap<number, Area>;
}

export interface Grid {
  /** In order, blank lines between them included (at most five for a longer gap). */
  readonly lines: readonly Line[];
  readonly width: number;
}

const longestGap = 5;
const noAreas: ReadonlyMap<number, Area> = new Map();

const gridCell = (cell: Cell): GridCell | null => {
  const text = textOf(cell);
  const squeezed = squeeze(text);
  if (squeezed === '') return null;
  let header: PlainHeader | undefined;
  const read = () => {
    header ??= plainHeader(text);
    return header;
  };
  return { text, squeezed, cell, kinds: kindsOf(cell), header: read };
};

// Merged areas per line and column. Areas beyond the cells are clipped; of overlapping ones, which no program writes, the first holds.
function areasOf(merges: readonly Area[], lines: ReadonlySet<number>, width: number): Map<number, Map<number, Area>> {
  const last = Math.max(-1, ...lines);
  const byLine = new Map<number, Map<number, Area>>();
  let budget = 4 * (lines.size + 1) * (width + 1);
  for (const area of merges) {
    if (area.top > last || (area.top === area.bottom && area.left === area.right)) continue;
    for (let at = area.top; at <= Math.min(area.bottom, last) && budget > 0; at += 1) {
      if (!lines.has(at)) continue;
      const line = byLine.get(at) ?? new Map<number, Area>();
      byLine.set(at, line);
      for (let c = area.left; c <= Math.min(area.right, width - 1) && budget > 0; c += 1, budget -= 1) if (!line.has(c)) line.set(c, area);
    }
  }
  return byLine;
}

export function gridOf(rows: readonly SheetRow[], sheet: Pick<SheetInfo, 'merges'>): Grid {
  const sorted = rows.toSorted((a, b) => a.at - b.at);
  const dense: { at: number; cells: readonly (Cell | null)[] }[] = [];
  for (const row of sorted) {
    const before = dense.at(-1)?.at ?? row.at - 1;
    for (let at = before + 1; at < row.at && at <= before + longestGap; at += 1) dense.push({ at, cells: [] });
    dense.push(row);
  }
  const read = dense.map(({ at, cells }) => ({
    at,
    cells: cells.map((cell) => (cell === null || cell === undefined ? null : gridCell(cell))),
  }));
  const width = read.reduce((most, { cells }) => Math.max(most, cells.findLastIndex((cell) => cell !== null) + 1), 0);
  const merged = areasOf(sheet.merges, new Set(read.map(({ at }) => at)), width);
  const lines = read.map(({ at, cells }): Line => {
    const areas = merged.get(at) ?? noAreas;
    const own = cells.map((cell, c) => {
      const area = areas.get(c);
      return cell && (!area || (area.top === at && area.left === c)) ? cell : null;
    });
    return { at, cells: own, filled: own.flatMap((cell, c) => (cell ? [c] : [])), areas };
  });
  return { lines, width };
}

/** Columns from `left` to `right` of a line that have a cell. */
export const filledIn = (line: Line, left: number, right: number): readonly number[] =>
  left === 0 && right >= line.cells.length - 1 ? line.filled : line.filled.filter((c) => c >= left && c <= right);

const LABEL =
  /^(?:填[报表写制]|制表|报送|上报|呈报|审[核批]|复核|负责人|经办|联系[人电方]|统计[人时日截]|截[止至]|汇总|录入|采集|核实|单位|部门|日期|时间|年度|月份|编号|表号|批准|有效期|签[字章名]|盖章|附[件注]|备注|说明|注|第\d+页|[^:]{1,12}\((?:盖章|签字|签章|公章)\)).{0,30}:|^(?:附[件表]\d*|表\d+)$/;
/** Cells around a table that say who filled it in and when: 填报单位：…, 单位：元. */
export const isLabel = (squeezed: string): boolean => LABEL.test(squeezed) || /^\(?单位[:(]?[万千]?[元人户名个]\)?$/.test(squeezed);

const VALUE_KINDS: ReadonlySet<ShapeKind> = new Set(['idNumber', 'damagedId', 'phone', 'landline', 'uscc', 'date', 'number', 'money']);
/** What stands in a body and not in a header: numbers, dates, identity numbers. */
export const isValue = (cell: GridCell): boolean => cell.kinds.some((kind) => VALUE_KINDS.has(kind));
