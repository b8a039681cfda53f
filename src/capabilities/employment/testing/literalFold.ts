// docs/figures.md §2, the fold, read aloud: sets of days and sentences, one after the other, without anything of the program. Slow on purpose; tests compare.

const DAY = 86_400_000;
export const plus = (day: string, n: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY).toISOString().slice(0, 10);
const latest = (days: readonly string[]): string | null => (days.length ? ([...days].sort().at(-1) as string) : null);
const earliest = (days: readonly string[]): string => [...days].sort()[0] as string;

export interface SaidSpell {
  readonly start: string;
  /** Recorded end; null: still. */
  readonly end: string | null;
}
export interface Said {
  readonly class: number;
  readonly says: 'in post' | 'not in post';
  /** In post: [a, b]. Not in post: from this day on, b is null. */
  readonly a: string;
  readonly b: string | null;
  readonly observed: string;
  /** When the first version of it was recorded, any comparable text. */
  readonly recorded: string;
}
export interface LiteralFold {
  readonly L: Readonly<Record<number, string>>;
  readonly closed: string | null;
  readonly closingClass: number | null;
  readonly findings: number;
}

export const literalCover = (spell: SaidSpell, e: Said): { readonly a: string; readonly b: string } => {
  const b = e.b as string;
  const named = (e.class === 1 || e.class === 2) && spell.end !== null && b.slice(0, 7) === spell.end.slice(0, 7);
  return { a: e.a, b: named ? earliest([b, spell.end as string]) : b };
};

export const literalFold = (spell: SaidSpell, evidence: readonly Said[], c: number): LiteralFold => {
  const told = evidence
    .filter((e) => e.class <= c)
    .map((e) => [e.observed, String(9 - e.class), e.recorded, e.says === 'in post' ? '0' : '1', e.a, e.b ?? '', e] as const)
    .sort((x, y) => (x.slice(0, 6).join('|') < y.slice(0, 6).join('|') ? -1 : 1))
    .map((x) => x[6]);
  let L: Record<number, string> = {};
  let closed: { day: string; by: number } | null = null;
  let findings = 0;
  for (const e of told) {
    if (e.says === 'in post') {
      let { a, b } = literalCover(spell, e);
      if (b < (latest([a, spell.start]) as string)) continue; // ignored
      if (closed !== null && b > closed.day) {
        const sameClassSoonAfter = e.class === closed.by && a <= plus(closed.day, 1 + 15);
        if (e.class < closed.by || sameClassSoonAfter) closed = null;
        else {
          findings++;
          b = closed.day;
        }
      }
      L[e.class] = latest([...(L[e.class] ? [L[e.class] as string] : []), b]) as string;
    } else {
      const lastDayInPost = plus(e.a, -1);
      const B = latest(Object.entries(L).flatMap(([j, day]) => (Number(j) < e.class ? [day] : [])));
      if (closed !== null && closed.by < e.class) {
        if (lastDayInPost < closed.day) findings++;
        continue; // nothing changes
      }
      if (B !== null && lastDayInPost < B) findings++;
      const day = latest([lastDayInPost, ...(B === null ? [] : [B]), plus(spell.start, -1)]) as string;
      closed = { day, by: e.class };
      L = Object.fromEntries(Object.entries(L).map(([j, l]) => [j, earliest([l, day])]));
    }
  }
  const last = latest(Object.values(L));
  let closing = closed?.by ?? null;
  let end = closed?.day ?? null;
  if (spell.end !== null) {
    if (last !== null && spell.end < last) findings++;
    const other = latest([spell.end, ...(last === null ? [] : [last])]) as string;
    if (end === null || other < end) {
      end = other;
      closing = null;
    }
  }
  return { L, closed: end, closingClass: closing, findings };
};

/** The days themselves, one by one. `carry` 0: vouched. */
export const literalDays = (spell: SaidSpell, f: LiteralFold, carry: number): ReadonlySet<string> => {
  const days = new Set<string>();
  const last = latest(Object.values(f.L));
  if (last === null || last < spell.start) return days;
  const until = plus(last, carry);
  for (let t = spell.start; t <= until; t = plus(t, 1)) if (f.closed === null || t <= f.closed) days.add(t);
  return days;
};
