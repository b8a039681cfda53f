/**
 * A small reading of docs/figures.md over households as they are generated, for tests and the bench: who is counted by the figures of the article. It knows
 * facts only, nothing of plans and kinds of lives, and shares no code with the engine. Every clause can be left out, to see whom it excludes.
 */
import { dayOf, dayOfParts, dayText } from '../days.ts';
import type { DemoHousehold, DemoWorker, Fact, Version } from '../shapes.ts';
import type { Evidence, Spell } from '../shapesWork.ts';
import type { Target } from '../targets.ts';

/** Leaving one out counts those whom it excludes. `corrected` reads what was known first, `merged` counts records. */
export const CLAUSES = {
  I01: ['assisted', 'internship', 'evidence', 'contradicted', 'period', 'rural', 'corrected', 'merged'],
  I02: ['assisted', 'internship', 'evidence', 'contradicted', 'period', 'rural', 'corrected', 'merged', 'poor'],
  // a project stands behind nobody who is not assisted
  I04: ['evidence', 'period', 'origin', 'programme', 'near', 'main'],
  I06: ['assisted', 'internship', 'verified', 'months', 'first', 'period', 'poor', 'guangdong'],
  I07: ['internship', 'verified', 'counted', 'poor', 'guangdong'],
} as const;
export type Clause = (typeof CLAUSES)[keyof typeof CLAUSES][number];

const days = new Map<string, number>();
const day = (text: string): number => {
  const found = days.get(text);
  if (found !== undefined) return found;
  const n = dayOf(text);
  days.set(text, n);
  return n;
};
const addMonths = (from: number, months: number): number => {
  const [y, m, d] = dayText(from).split('-').map(Number) as [number, number, number];
  return Math.min(dayOfParts(y, m + months, d), dayOfParts(y, m + months + 1, 1) - 1);
};

interface Said {
  readonly class: number;
  readonly inPost: boolean;
  readonly a: number;
  readonly b: number;
  readonly observed: number;
  readonly recorded: number;
}
interface Work {
  readonly worker: string;
  readonly internship: boolean;
  readonly organisation: string | null;
  readonly place: string;
  readonly start: number;
  readonly ended: number | null;
  readonly assisted: boolean;
  readonly programme: string;
  readonly pay: number;
  readonly said: readonly Said[];
}

/** The version that stands; `first`: the one that was known first. */
const standing = <T>(fact: Fact<T>, first: boolean): T | undefined => {
  const v: Version<T> = first ? fact.versions[0]! : fact.versions.at(-1)!;
  return first || v.superseded === null ? v.value : undefined;
};
const workOf = (w: DemoWorker, first: boolean): Work[] =>
  w.work.spells.flatMap((s): Work[] => {
    const v: Spell | undefined = standing(s, first);
    if (!v) return [];
    const said = s.evidence.flatMap((f): Said[] => {
      const e: Evidence | undefined = standing(f, false);
      if (!e) return [];
      const a = day(e.from);
      let b = e.to === null ? a : day(e.to);
      // the month of a recorded end is covered to that end
      if (e.class <= 2 && v.ended !== null && e.to !== null && e.to.slice(0, 7) === v.ended.slice(0, 7)) b = Math.min(b, day(v.ended));
      return [{ class: e.class, inPost: e.says === 'in_post', a, b, observed: day(e.observed), recorded: f.versions[0]!.recorded }];
    });
    return [
      {
        worker: w.id,
        internship: v.kind === 'internship',
        organisation: v.organisation,
        place: v.place,
        start: day(v.start),
        ended: v.ended === null ? null : day(v.ended),
        assisted: v.assistedKind !== '',
        programme: v.programme,
        pay: v.pay ?? 0,
        said,
      },
    ];
  });

interface Folded {
  readonly last: number;
  readonly closed: number;
}
const fold = (w: Work, c: number, contradicted: boolean): Folded => {
  const last = new Array<number>(7).fill(-Infinity);
  let [closed, by] = [Infinity, 0];
  const order = w.said
    .filter((e) => e.class <= c && (contradicted || e.inPost))
    .sort(
      (x, y) =>
        x.observed - y.observed ||
        y.class - x.class ||
        x.recorded - y.recorded ||
        Number(y.inPost) - Number(x.inPost) ||
        x.a - y.a ||
        x.b - y.b,
    );
  for (const e of order) {
    if (e.inPost) {
      if (e.b < Math.max(e.a, w.start)) continue;
      let b = e.b;
      if (b > closed) {
        if (e.class < by || (e.class === by && e.a <= closed + 16)) closed = Infinity;
        else b = closed;
      }
      last[e.class] = Math.max(last[e.class]!, b);
    } else {
      if (closed < Infinity && by < e.class) continue;
      closed = Math.max(e.a - 1, w.start - 1, ...last.slice(0, e.class));
      by = e.class;
      for (let k = 0; k < 7; k++) last[k] = Math.min(last[k]!, closed);
    }
  }
  const l = Math.max(...last);
  return { last: l, closed: w.ended === null ? closed : Math.min(closed, Math.max(w.ended, l)) };
};
interface Days {
  readonly from: number;
  readonly to: number;
}
const until = (w: Work, c: number, carry: number, contradicted = true): Days | null => {
  const { last, closed } = fold(w, c, contradicted);
  const to = Math.min(closed, last + carry);
  return last >= w.start && to >= w.start ? { from: w.start, to } : null;
};

const bestClass = (w: Work, c: number): number =>
  Math.min(7, ...w.said.filter((e) => e.inPost && e.class <= c && e.b >= Math.max(e.a, w.start)).map((e) => e.class));
/** The latest start; then better evidence, then higher pay. What comes after decides nothing here. */
const mainFirst =
  (c: number) =>
  (x: Work, y: Work): number =>
    y.start - x.start || bestClass(x, c) - bestClass(y, c) || y.pay - x.pay;
/** Spells of different records of one person that are one. */
const united = (works: readonly Work[], c: number): readonly Work[] => {
  const meet = (x: Work, y: Work): boolean =>
    x.worker !== y.worker &&
    x.organisation !== null &&
    x.organisation === y.organisation &&
    x.internship === y.internship &&
    x.start <= (y.ended ?? Infinity) &&
    y.start <= (x.ended ?? Infinity);
  const sets: Work[][] = [];
  for (const w of works) {
    const met = sets.filter((s) => s.some((x) => meet(x, w)));
    for (const s of met) sets.splice(sets.indexOf(s), 1);
    sets.push([...met.flat(), w]);
  }
  return sets.map((set) => {
    if (set.length === 1) return set[0]!;
    const one = [...set].sort(mainFirst(c));
    return {
      ...one[0]!,
      worker: '',
      start: Math.min(...set.map((s) => s.start)),
      ended: set.some((s) => s.ended === null) ? null : Math.max(...set.map((s) => s.ended!)),
      assisted: set.some((s) => s.assisted),
      programme: one.find((s) => s.programme !== '')?.programme ?? '',
      said: set.flatMap((s) => s.said),
    };
  });
};

interface Person {
  readonly works: readonly Work[];
  readonly firstWorks: readonly Work[];
  readonly poor: (on: number) => boolean;
  readonly home: (on: number) => { readonly rural: boolean; readonly province: string };
}
export type Rural = (village: string) => boolean;

const personOf = (records: readonly DemoWorker[], rural: Rural): Person => {
  const homes = records.flatMap((w) => w.homes.flatMap((h) => standing(h, false) ?? []));
  const poor = records.flatMap((w) => w.identities.flatMap((i) => standing(i, false) ?? [])).filter((i) => i.kind.startsWith('poverty'));
  return {
    works: records.flatMap((w) => workOf(w, false)),
    firstWorks: records.flatMap((w) => workOf(w, true)),
    poor: (on) => poor.some((i) => day(i.from) <= on && (i.to === null || on <= day(i.to))),
    home: (on) => {
      const holding = homes.filter((h) => day(h.from) <= on && (h.to === null || on <= day(h.to)));
      const first = [...homes].sort((x, y) => (x.from < y.from ? -1 : 1))[0];
      const one =
        holding.sort((x, y) => (x.from !== y.from ? (x.from > y.from ? -1 : 1) : x.village < y.village ? -1 : 1))[0] ??
        (first && on < day(first.from) ? first : undefined);
      if (!one) return { rural: true, province: '' };
      return { rural: one.hukou !== 'non_agricultural' || rural(one.village), province: one.village.slice(0, 2) };
    },
  };
};

const inGuangdong = (w: Work): boolean => w.place.startsWith('44');
/** Days on which somebody is stable for the first time: each run of vouched days, holes of 15 days bridged. */
const stableDays = (works: readonly Work[], c: number, months: number): number[] => {
  const runs = works.flatMap((w) => until(w, c, 0) ?? []).sort((x, y) => x.from - y.from);
  const found: number[] = [];
  let run: Days | undefined;
  const close = (): void => {
    if (run && addMonths(run.from, months) <= run.to) found.push(addMonths(run.from, months));
  };
  for (const r of runs)
    if (run && r.from <= run.to + 16) run = { from: run.from, to: Math.max(run.to, r.to) };
    else {
      close();
      run = r;
    }
  close();
  return found;
};

/** Is the person counted by the figure of the target; without a clause: would they be? */
export const isCounted = (p: Person, t: Target, without: Clause | null = null): boolean => {
  const all = without === 'corrected' ? p.firstWorks : p.works;
  const [A, D] = [day(t.from), day(t.to)];
  const work = (w: Work): boolean => without === 'internship' || !w.internship;
  if (t.figure === 'I07') {
    const c = without === 'verified' ? 6 : 5;
    const there = (w: Work): boolean => {
      if (without === 'counted') return w.start <= D && until(w, c, 0) !== null;
      const days = until(w, c, 92);
      return days !== null && days.from <= D && D <= days.to;
    };
    return (
      (without === 'poor' || p.poor(D)) && united(all, c).some((w) => work(w) && (without === 'guangdong' || inGuangdong(w)) && there(w))
    );
  }
  if (t.figure === 'I06') {
    const c = without === 'verified' ? 6 : 5;
    const fitting = united(all, c).filter((w) => work(w) && (without === 'guangdong' || inGuangdong(w)));
    const found = stableDays(fitting, c, without === 'months' ? 0 : 3);
    const within = (on: number): boolean => without === 'period' || (A <= on && on <= D);
    const on = without === 'first' ? found.find(within) : found[0];
    if (on === undefined || !within(on) || !(without === 'poor' || p.poor(on))) return false;
    return fitting.some((w) => {
      const days = until(w, c, 92);
      return (without === 'assisted' || w.assisted) && days !== null && days.from <= on && on <= days.to;
    });
  }
  const qualifying = united(all, 6)
    .filter((w) => work(w) && (without === 'assisted' || w.assisted))
    .flatMap((w) => {
      const days =
        without === 'evidence' ? (until(w, 6, 0) ?? { from: w.start, to: w.ended ?? D }) : until(w, 6, 0, without !== 'contradicted');
      return days && (without === 'period' || (days.from <= D && A <= days.to)) ? [{ w, days }] : [];
    });
  if (!qualifying.length) return false;
  const on = Math.min(D, Math.max(A, Math.min(...qualifying.map((q) => q.days.from))));
  const home = p.home(on);
  if (without !== 'rural' && !home.rural) return false;
  if (t.figure === 'I02') return without === 'poor' || p.poor(on);
  if (t.figure === 'I01') return true;
  const fits = ({ w }: (typeof qualifying)[number]): boolean =>
    (without === 'programme' || w.programme === t.programme) &&
    (without === 'near' || (w.place.slice(0, 2) === home.province && home.province !== '44'));
  if (without !== 'origin' && home.province !== t.origin) return false;
  if (without === 'main') return qualifying.some(fits);
  return fits([...qualifying].sort((x, y) => mainFirst(6)(x.w, y.w))[0]!);
};

/** Counts of households as they come: the targets' figures, and how many more each clause would let in. */
export const newReading = (targets: readonly Target[], rural: Rural, clauses: boolean) => {
  const counts = new Map(targets.map((t) => [t.id, 0]));
  const without = new Map<string, number>();
  const more = (key: string): void => void without.set(key, (without.get(key) ?? 0) + 1);
  let [records, persons] = [0, 0];
  return {
    add(h: DemoHousehold): void {
      records += h.workers.length;
      for (const set of Map.groupBy(h.workers, (w) => w.links.at(-1)!.value.person).values()) {
        persons++;
        const person = personOf(set, rural);
        if (!person.works.length && !clauses) continue;
        // what is known of the person, and the work of one record
        const alone = clauses && set.length > 1 ? set.map((w) => ({ ...person, works: workOf(w, false) })) : [];
        for (const t of targets) {
          const counted = isCounted(person, t);
          if (counted) counts.set(t.id, counts.get(t.id)! + 1);
          if (!clauses) continue;
          for (const clause of CLAUSES[t.figure] as readonly Clause[])
            if (clause === 'merged') {
              const several = alone.filter((one) => isCounted(one, t)).length;
              for (let i = 1; i < several; i++) more(`${t.id} ${clause}`);
            } else if (!counted && person.works.length && isCounted(person, t, clause)) more(`${t.id} ${clause}`);
        }
      }
    },
    result: () => ({ counts, without, records, persons }),
  };
};
