// How much a block of lines looks like the header of what stands below it.

import { type Block, partsOf } from './rulesColumns.ts';
import { filledIn, type Grid, type GridCell, isLabel, isValue } from './rulesGrid.ts';
import { type HeaderWords, soundsLikeHeader } from './rulesHeader.ts';
import type { ShapeKind } from './rulesShapes.ts';
import type { Reason } from './rulesTableShapes.ts';

/** Lines below a header that are looked at. */
const looked = 30;
const longHeader = 24;
const longValue = 30;

interface Below {
  readonly filled: number;
  /** Kinds that at least 70 % of the values have. */
  readonly kinds: ReadonlySet<ShapeKind>;
  readonly long: number;
  /** Times the header itself stands below. */
  readonly echoes: number;
  /** Other words of headers below: 姓名 王桂香 / 性别 女 is a form for one person, no table. */
  readonly otherWords: number;
}

function belowOf(grid: Grid, block: Block, c: number, head: GridCell | undefined, words: HeaderWords): Below {
  const counts = new Map<ShapeKind, number>();
  let filled = 0;
  let long = 0;
  let echoes = 0;
  let otherWords = 0;
  for (let r = block.bottom + 1; r < Math.min(grid.lines.length, block.bottom + 1 + looked); r += 1) {
    const cell = grid.lines[r]!.cells[c];
    if (!cell) continue;
    filled += 1;
    if (cell.squeezed.length > longValue) long += 1;
    if (head && cell.squeezed === head.squeezed) echoes += 1;
    else if (cell.squeezed.length <= longHeader && words.find(cell.header()).length > 0) otherWords += 1;
    for (const kind of cell.kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const kinds = new Set([...counts].filter(([kind, count]) => kind !== 'text' && count >= filled * 0.7).map(([kind]) => kind));
  return { filled, kinds, long, echoes, otherWords };
}

export interface Score {
  readonly confidence: number;
  readonly reasons: readonly Reason[];
  /** First and last column that the header names or the body uses next to it. */
  readonly left: number;
  readonly right: number;
}

/** How much each share counts. Found on the layouts of the tests: known words alone nearly suffice, values in the header rule it out. */
const weights = {
  knownWords: 2.6,
  formWords: 1.4,
  covered: 1,
  shapedBelow: 1.2,
  distinct: 0.4,
  values: -4,
  labels: -3,
  longTexts: -2,
  likeBelow: -2.5,
};
const fullEvidence = 5;

export function scoreOf(grid: Grid, block: Block, left: number, right: number, words: HeaderWords): Score | undefined {
  const parts = partsOf(grid, block.top, block.words, left, right);
  const named = parts.flatMap((cells, offset) => (cells.length > 0 ? [left + offset] : []));
  if (named.length === 0) return undefined;
  const below = parts.map((cells, offset) => belowOf(grid, block, left + offset, cells.at(-1), words));
  const bodyRows = Math.max(0, ...below.map(({ filled }) => filled));
  const inUse = (c: number) => bodyRows > 0 && below[c - left]!.filled >= Math.max(1, bodyRows * 0.3);

  const count = { known: 0, form: 0, value: 0, label: 0, long: 0, like: 0, shaped: 0, longBelow: 0, usedNamed: 0 };
  const seen = new Set<string>();
  for (const c of named) {
    const cells = parts[c - left]!;
    const leaf = cells.at(-1)!;
    const header = leaf.header();
    const isKnown = words.find(header).length > 0;
    const { kinds, filled, long, echoes } = below[c - left]!;
    if (isKnown) count.known += 1;
    const sounds = isKnown || soundsLikeHeader(header.name);
    if (sounds) count.form += 1;
    const alike = leaf.kinds.some((kind) => kind !== 'text' && kinds.has(kind));
    if (isValue(leaf)) count.value += alike || filled === 0 ? 1 : 0.5;
    if (isLabel(leaf.squeezed) || /[:：]./.test(header.name)) count.label += 1;
    if (header.name.length > longHeader) count.long += 1;
    // A header that is repeated down the sheet recurs a few times; a value recurs often.
    if (!sounds && (alike || (echoes > 0 && echoes >= filled * 0.3))) count.like += 1;
    if (kinds.size > 0 && !alike) count.shaped += 1;
    if (filled > 0 && long >= filled * 0.5) count.longBelow += 1;
    if (inUse(c)) count.usedNamed += 1;
    seen.add(cells.map((cell) => cell.header().name).join('/'));
  }
  const n = named.length;
  let from = named[0]!;
  let to = named.at(-1)!;
  while (from > left && inUse(from - 1)) from -= 1;
  while (to < right && inUse(to + 1)) to += 1;
  let used = n;
  for (let c = left; c <= right; c += 1) if (parts[c - left]!.length === 0 && inUse(c)) used += 1;
  // One word is a header only where somebody knows it, and over one column; a single unknown one over several is a title.
  if (n === 1 && (count.known === 0 || used > 1)) return undefined;
  if (count.value >= n * 0.5) return undefined;
  // 户主 and 脱贫户 are words of headers and values as well: below a full row of headers they are values
  const formLike = n <= 2 || count.form < n * 0.8;
  if (formLike && below.some(({ filled, otherWords }) => otherWords > 0 && otherWords >= filled * 0.7)) return undefined;
  // With nothing below only the words speak: 家庭住址 大坪村 is the last line of a form.
  if (bodyRows === 0 && count.form < n * 0.75) return undefined;

  const reasons: Reason[] = [
    { why: 'knownWords', count: count.known, of: n },
    { why: 'formWords', count: count.form, of: n },
    { why: 'covered', count: n, of: used },
    { why: 'shapedBelow', count: count.shaped, of: n },
    { why: 'distinct', count: seen.size, of: n },
    { why: 'values', count: count.value, of: n },
    { why: 'labels', count: count.label, of: n },
    { why: 'longTexts', count: Math.max(count.long, count.longBelow >= n * 0.5 ? count.longBelow : 0), of: n },
    { why: 'likeBelow', count: count.like, of: n },
  ];
  let evidence = 0;
  for (const { why, count: some, of } of reasons) {
    // Two known words prove less than ten; three are as good as all.
    const share = why === 'knownWords' ? Math.min(1, (some / of) * 1.25) * Math.min(1, some / 3) : some / of;
    evidence += (weights[why as keyof typeof weights] ?? 0) * share;
  }
  const confidence = Math.round(Math.max(0, Math.min(1, evidence / fullEvidence)) * 1000) / 1000;
  return { confidence, reasons: reasons.filter((reason) => reason.count > 0), left: from, right: to };
}

/** Columns of a range that hold anything from a line on; lines with one cell only, titles and notes, do not count. */
export function usedColumns(grid: Grid, from: number, left: number, right: number): Set<number> {
  const used = new Set<number>();
  for (const line of grid.lines.slice(from)) {
    const own = filledIn(line, left, right);
    if (own.length < 2) continue;
    for (const c of own) {
      used.add(c);
      const area = line.areas.get(c);
      if (area) for (let k = area.left; k <= Math.min(area.right, right); k += 1) used.add(k);
    }
  }
  return used;
}
