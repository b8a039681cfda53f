// Spells of one person inside a file: which overlap for sure, and who holds three posts at one time. n log n, whoever has how many rows.
import type { Day } from '#standards/calendar/calendar.ts';
import { newColumn, newKeyTable } from './rulesKeyTable.ts';
import { dayNumberOf, spanOf } from './rulesSpan.ts';
import type { WorkerRow } from './rulesWorkerRow.ts';

export interface Spells {
  /** `ordinal`: of the row among rows that differ; `row`: its number in the file. */
  readonly note: (ordinal: number, row: number, person: number, values: WorkerRow, post: boolean) => void;
  /** Row with an earlier spell that was surely not over when this one began; null where there is none. */
  readonly overlaps: (ordinal: number) => number | null;
  readonly threePosts: (ordinal: number) => boolean;
}

const PRECISIONS = { day: 0, month: 1, year: 2 } as const;
const ALLOWED = 4;
const POST = 8;
const THREE = 16;
const KNOWN = 32;

/** A spell as far as it is sure: begun on `began` at the latest, still there the day before `until` at least. */
interface Spell {
  readonly ordinal: number;
  readonly first: number;
  readonly began: number;
  readonly until: number;
  readonly flags: number;
  readonly row: number;
}

export const newSpells = (today: Day): Spells => {
  const now = dayNumberOf(today);
  const people = newKeyTable();
  const lastOf = newColumn('int', -1);
  const spellsOf = newColumn();
  const previous = newColumn('int', -1);
  const [first, began, until, flags, rows] = [newColumn(), newColumn(), newColumn(), newColumn(), newColumn()];
  const other = newColumn('int', -1);
  let settled = true;

  const note: Spells['note'] = (ordinal, row, person, values, post) => {
    const start = spanOf(values.start);
    if (!start) return;
    const end = spanOf(values.end);
    const at = people.take(person);
    previous.set(ordinal, lastOf.get(at));
    lastOf.set(at, ordinal);
    spellsOf.set(at, spellsOf.get(at) + 1);
    rows.set(ordinal, row);
    first.set(ordinal, start.first);
    // "since this month" of somebody at work means today at the latest
    began.set(ordinal, Math.max(start.first, Math.min(start.last, now)));
    const open = values.end == null && (values.working === true || (values.working == null && values.end === null));
    until.set(ordinal, end ? end.first : open ? Math.max(now + 1, start.first) : start.first);
    flags.set(ordinal, PRECISIONS[start.precision] | (values.overlapAllowed === true ? ALLOWED : 0) | (post ? POST : 0) | KNOWN);
    settled = false;
  };

  const spellsAt = (person: number): Spell[] => {
    const list: Spell[] = [];
    for (let at = lastOf.get(person); at >= 0; at = previous.get(at))
      list.push({
        ordinal: at,
        first: first.get(at),
        began: began.get(at),
        until: until.get(at),
        flags: flags.get(at),
        row: rows.get(at),
      });
    return list.sort((a, b) => a.first - b.first || a.began - b.began || a.row - b.row);
  };

  const settle = () => {
    for (let person = 0; person < people.size(); person++) {
      if (spellsOf.get(person) < 2) continue;
      const list = spellsAt(person);
      findOverlaps(list, (spell, earlier) => other.set(spell.ordinal, earlier));
      const held = findThree(list.filter((s) => (s.flags & POST) !== 0));
      for (const spell of list) flags.set(spell.ordinal, held.has(spell.ordinal) ? spell.flags | THREE : spell.flags & ~THREE);
    }
    settled = true;
  };

  return {
    note,
    overlaps: (ordinal) => {
      if (!settled) settle();
      if ((flags.get(ordinal) & KNOWN) === 0) return null;
      const row = other.get(ordinal);
      return row < 0 ? null : row;
    },
    threePosts: (ordinal) => {
      if (!settled) settle();
      return (flags.get(ordinal) & THREE) !== 0;
    },
  };
};

/**
 * Two spells overlap for sure when each surely began before the other was over. Among spells written with one precision the order of starts
 * is the order of `began`, so the earlier ones that began in time are a prefix, and of a prefix the longest-lasting is enough.
 */
const findOverlaps = (list: readonly Spell[], told: (spell: Spell, earlierRow: number) => void): void => {
  const lanes = [0, 1, 2].map(() => ({ began: [] as number[], longest: [] as Spell[] }));
  for (const spell of list) {
    let earlier = -1;
    if ((spell.flags & ALLOWED) === 0) {
      let lasting = spell.began;
      for (const lane of lanes) {
        const count = countBelow(lane.began, spell.until);
        const longest = count > 0 ? lane.longest[count - 1]! : undefined;
        if (longest && longest.until > lasting) {
          lasting = longest.until;
          earlier = longest.row;
        }
      }
      const lane = lanes[spell.flags & 3]!;
      const before = lane.longest.at(-1);
      lane.began.push(spell.began);
      lane.longest.push(before && before.until >= spell.until ? before : spell);
    }
    told(spell, earlier);
  }
};

const countBelow = (sorted: readonly number[], limit: number): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Ordinals of the posts that are among three or more at some moment. */
const findThree = (posts: readonly Spell[]): ReadonlySet<number> => {
  const held = new Set<number>();
  if (posts.length < 3) return held;
  const sure = posts.filter((p) => p.began < p.until);
  const starts = sure.map((p) => p.began).sort((a, b) => a - b);
  const ends = sure.map((p) => p.until).sort((a, b) => a - b);
  // at a start, how many are held: those begun by then less those over by then
  const crowded = starts.map((day) => countBelow(starts, day + 1) - countBelow(ends, day + 1) >= 3);
  const before = [0];
  for (const is of crowded) before.push(before.at(-1)! + (is ? 1 : 0));
  // a crowd within a post's time begins at some start in it, or stood already when the post began, which is a start too
  for (const post of sure)
    if (before[countBelow(starts, post.until)]! - before[countBelow(starts, post.began)]! > 0) held.add(post.ordinal);
  return held;
};
