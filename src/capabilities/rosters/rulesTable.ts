// Finds the table in the first rows of a sheet: where its header stands, what its columns are called, where its body begins.

import type { SheetInfo, SheetRow } from './rulesBook.ts';
import { type Block, blockAt, isHeaderTail, partsOf } from './rulesColumns.ts';
import { ownColumns, withoutOwn } from './rulesErrorColumns.ts';
import { filledIn, type Grid, type GridCell, gridOf, isLabel } from './rulesGrid.ts';
import { type HeaderWords, soundsLikeHeader, unitOf } from './rulesHeader.ts';
import { type ShapeKind, shapeOf } from './rulesShapes.ts';
import { independent, mainOf, repeatsOf } from './rulesTableBeside.ts';
import { scoreOf, usedColumns } from './rulesTableScore.ts';
import type { FoundTable, TableColumn } from './rulesTableShapes.ts';

/** Lines with anything in them that may begin a header. */
const headerWithin = 15;
/** Below this a block of words is no header. */
const least = 0.4;
const mostRows = 60;
const mostCandidates = 4;
/** Other readings this much weaker than the best are not worth showing. */
const near = 0.3;

/**
 * The tables of a sheet, the likeliest first; give it the first 60 rows. Empty: a readme or an empty sheet. Several with `sideBySide`: one must be asked for.
 * Several without: other readings of the same sheet, the first is meant unless somebody says otherwise. Never throws.
 */
export function findTables(
  rows: readonly SheetRow[],
  sheet: Pick<SheetInfo, 'merges' | 'hiddenColumns'>,
  words: HeaderWords,
): readonly FoundTable[] {
  const first = rows.slice(0, mostRows);
  const own = ownColumns(first);
  if (own.length === 0) return tablesOf(first, sheet, words);
  const merges = sheet.merges.filter((a) => !(own.includes(a.left) && own.includes(a.right)));
  const found = tablesOf(
    first.map((row) => withoutOwn(row, own)),
    { ...sheet, merges },
    words,
  );
  return found.map((table) => ({ ...table, own }));
}

function tablesOf(
  rows: readonly SheetRow[],
  sheet: Pick<SheetInfo, 'merges' | 'hiddenColumns'>,
  words: HeaderWords,
): readonly FoundTable[] {
  const grid = gridOf(rows, sheet);
  if (grid.width === 0) return [];
  const hidden = new Set(sheet.hiddenColumns);
  const whole = tablesIn(grid, 0, grid.width - 1, hidden, words);
  const bands = bandsOf(grid);
  if (bands.length > 1) {
    const found = bands.flatMap(([left, right]) => tablesIn(grid, left, right, hidden, words)[0] ?? []);
    if (found.length > 1 && independent(grid, found)) {
      const main = mainOf(found);
      if (main) return [main, ...found.filter((table) => table !== main)];
      return found
        .map((table) => ({ ...table, sideBySide: true as const }))
        .toSorted((a, b) => b.confidence - a.confidence || a.left - b.left);
    }
  }
  const best = whole[0];
  if (!best) return headerless(grid, hidden);
  const repeats = repeatsOf(best);
  if (repeats.length > 0) return repeats;
  return whole;
}

function tablesIn(grid: Grid, left: number, right: number, hidden: ReadonlySet<number>, words: HeaderWords): FoundTable[] {
  const found: { table: FoundTable; rank: number }[] = [];
  let tried = 0;
  for (let top = 0; top < grid.lines.length && tried < headerWithin; top += 1) {
    if (filledIn(grid.lines[top]!, left, right).length === 0) continue;
    tried += 1;
    const block = blockAt(grid, top, left, right);
    if (!block) continue;
    const readings = isTied(grid, block, left, right, words) ? [block] : [block, { top, words: top, bottom: top }];
    for (const reading of readings) {
      const score = scoreOf(grid, reading, left, right, words);
      if (!score || score.confidence < least) continue;
      const table = tableOf(grid, reading, score, hidden);
      // Earlier rows first among equals: the same header may be repeated further down. Joined rows before their parts.
      found.push({ table, rank: score.confidence - tried * 0.01 + (reading.words - reading.top) * 0.04 });
    }
  }
  found.sort((a, b) => b.rank - a.rank);
  const names = (table: FoundTable) => table.columns.map(({ header }) => header).join('\n');
  // Of a header that is repeated down the sheet the first is meant, however the rows below it look.
  const firsts = new Map<string, FoundTable>();
  for (const { table } of found) {
    const known = firsts.get(names(table));
    if (!known || known.header!.top > table.header!.top) firsts.set(names(table), table);
  }
  const kept: FoundTable[] = [];
  for (const table of firsts.values()) {
    const overlaps = kept.some((other) => other.header!.top <= table.header!.bottom && table.header!.top <= other.header!.bottom);
    const weak = kept[0] !== undefined && table.confidence < kept[0].confidence - near;
    if (!overlaps && !weak && !kept.some((other) => repeatsPart(other, table)) && kept.length < mostCandidates) kept.push(table);
  }
  return kept;
}

// The first of its rows alone is a reading too, since a row of children may be the first of the body; not where a merged area ties them or the children
// are words of headers.
function isTied(grid: Grid, block: Block, left: number, right: number, words: HeaderWords): boolean {
  if (block.words === block.top) return true;
  const { at, areas } = grid.lines[block.top]!;
  if ([...areas.values()].some((area) => area.top === at && area.bottom > at && area.left >= left && area.right <= right)) return true;
  const child = grid.lines[block.top + 1]!;
  const headers = filledIn(child, left, right).map((c) => child.cells[c]!.header());
  return headers.filter((header) => soundsLikeHeader(header.name) || words.find(header).length > 0).length >= headers.length * 0.5;
}

// The children of a header that is repeated further down look like a header of their own.
const repeatsPart = (table: FoundTable, later: FoundTable): boolean =>
  later.columns.every(({ at, parts }) => parts.every((part) => table.columns[at - table.left]?.parts.includes(part)));

function tableOf(
  grid: Grid,
  block: Block,
  score: { left: number; right: number; confidence: number; reasons: FoundTable['reasons'] },
  hidden: ReadonlySet<number>,
): FoundTable {
  const { left, right, confidence, reasons } = score;
  const parts = withoutCovered(grid, block, left, partsOf(grid, block.top, block.words, left, right));
  const tail = grid.lines.slice(block.words + 1, block.bottom + 1);
  const names = parts.map((cells) => cells.map((cell) => cell.header().name).filter((name) => name !== ''));
  const joined = names.map((list) => list.join('/'));
  const times = new Map<string, number>();
  for (const name of joined) times.set(name, (times.get(name) ?? 0) + 1);
  const columns = parts.map((cells, offset): TableColumn => {
    const headers = cells.map((cell) => cell.header());
    const below = tail.flatMap((line) => line.cells[left + offset]?.text ?? []);
    const unit = headers.findLast((h) => h.unit !== undefined)?.unit ?? below.map(unitOf).find((u) => u !== undefined);
    const format = headers.findLast((h) => h.format !== undefined)?.format;
    // Two columns that differ only in their brackets keep them.
    const twin = times.get(joined[offset]!)! > 1 && headers.some((h) => h.notes.length > 0);
    return {
      at: left + offset,
      header: twin ? headers.map((h) => h.full).join('/') : joined[offset]!,
      parts: names[offset]!,
      written: cells.map((cell) => cell.text),
      ...(unit !== undefined && { unit }),
      ...(format !== undefined && { format }),
      hidden: hidden.has(left + offset),
      required: headers.some((h) => h.required) || below.some((text) => /^[(（【]?\s*[*※]*必/.test(text.trim())),
    };
  });
  const header = { top: grid.lines[block.top]!.at, bottom: grid.lines[block.bottom]!.at };
  const unit = unitAbove(grid, block.top);
  return { header, left, right, bodyFrom: header.bottom + 1, columns, ...(unit !== undefined && { unit }), confidence, reasons };
}

const MONEY_UNIT = /(?:^|[^报送填编制主管])单位[:：]?(?:人民币)?[:：]?(?:人[、,，/]|户[、,，/])?(万元|元)/;
/** 单位：万元 in the lines above a header, the nearest one first. */
function unitAbove(grid: Grid, top: number): string | undefined {
  for (let r = top - 1; r >= 0 && r >= top - 6; r -= 1)
    for (const c of grid.lines[r]!.filled) {
      const said = MONEY_UNIT.exec(grid.lines[r]!.cells[c]!.squeezed)?.[1];
      if (said !== undefined) return said;
    }
  return undefined;
}

// A header merged over two columns whose second never holds anything names the first: cells merged in pairs all the way down.
function withoutCovered(grid: Grid, block: Block, left: number, parts: readonly (readonly GridCell[])[]): readonly (readonly GridCell[])[] {
  const body = grid.lines.slice(block.bottom + 1).filter((line) => line.filled.length > 0);
  if (body.length === 0) return parts;
  return parts.map((cells, offset) => {
    const covered = cells.length > 0 && parts[offset - 1]?.at(-1) === cells.at(-1);
    return covered && body.every((line) => !line.cells[left + offset]) ? [] : cells;
  });
}

// Runs of at least two columns with empty columns between them.
function bandsOf(grid: Grid): (readonly [number, number])[] {
  const used = usedColumns(grid, 0, 0, grid.width - 1);
  const bands: [number, number][] = [];
  for (let c = 0; c < grid.width; c += 1) {
    if (!used.has(c)) continue;
    const last = bands.at(-1);
    if (last && last[1] === c - 1) last[1] = c;
    else bands.push([c, c]);
  }
  return bands.filter(([left, right]) => right > left);
}

/** Kinds that tell what a column is without a header. */
const telling: readonly ShapeKind[] = ['idNumber', 'phone', 'uscc'];
const helping: readonly ShapeKind[] = ['name', 'date', 'sex', 'organisation', 'place', 'money', 'yesNo', 'smallInteger', 'landline'];

// A sheet that begins with its data: one column of identity numbers, telephones or codes; or three rows at least of names beside two other clear columns.
function headerless(grid: Grid, hidden: ReadonlySet<number>): FoundTable[] {
  const fewest = grid.lines.some((line) => line.filled.length > 1) ? 2 : 1;
  const body = grid.lines.filter((line) => line.filled.length >= fewest && !line.filled.some((c) => isLabel(line.cells[c]!.squeezed)));
  const wide = Math.max(0, ...body.map((line) => line.filled.length));
  const rows = body.filter(
    (line) =>
      line.filled.length >= wide * 0.4 &&
      !isHeaderTail(
        line.filled.map((c) => line.cells[c]!.squeezed),
        wide,
      ),
  );
  if (rows.length === 0) return [];
  const used = new Set(rows.flatMap((line) => line.filled));
  const left = Math.min(...used);
  const right = Math.max(...used);
  const shapes = new Map([...used].map((c) => [c, shapeOf(rows.map((line) => line.cells[c]?.cell ?? null))]));
  const best = (kinds: readonly ShapeKind[]) => [...shapes.values()].filter((s) => s.best !== null && kinds.includes(s.best));
  const strong = best(telling).length;
  const clear = strong + best(helping).length;
  const names = best(['name', 'organisation']).length;
  if (strong === 0 && !(names > 0 && clear >= 3 && rows.length >= 3)) return [];
  const bodyFrom = rows[0]!.at;
  const columns = Array.from({ length: right - left + 1 }, (_, offset): TableColumn => {
    const at = left + offset;
    return { at, header: '', parts: [], written: [], hidden: hidden.has(at), required: false };
  });
  const confidence = Math.round(Math.min(0.75, 0.25 + 0.15 * strong + (0.3 * clear) / used.size) * 1000) / 1000;
  return [
    {
      header: null,
      left,
      right,
      bodyFrom,
      columns,
      confidence,
      reasons: [{ why: 'shapes', count: clear, of: used.size }],
      headerless: true,
    },
  ];
}
