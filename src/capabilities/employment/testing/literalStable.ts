// docs/figures.md §2 (united spells), §3 (home) and §4, read aloud, day by day. Nothing of the program is used.
import { literalCover, literalDays, literalFold, plus, type Said, type SaidSpell } from './literalFold.ts';

export interface SaidLife {
  readonly homes: readonly { readonly from: string; readonly to: string | null; readonly code: string }[];
  readonly spells: readonly SaidWork[];
}
export interface SaidWork extends SaidSpell {
  readonly worker: string;
  readonly kind: string;
  readonly organisation: string | null;
  readonly organisationCode: string | null;
  readonly place: string;
  readonly occupation: string;
  readonly channel: string;
  readonly programme: string;
  readonly industry: string;
  readonly pay: number | null;
  readonly assisted: boolean;
  readonly contract: { readonly from: string; readonly to: string | null } | null;
  readonly evidence: readonly Said[];
}
export interface SaidRule {
  readonly mode: string;
  readonly m: number;
  readonly g: number;
  readonly place: string; // '' any, digits, or 'other province'
  readonly same: string;
  readonly c: number;
  readonly payMonth: number;
  readonly payWindow: number;
  readonly proofs: readonly { readonly what: string; readonly class: number; readonly months: number }[];
}

export const monthsOn = (day: string, m: number): string => {
  const [y, mo, d] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(y, mo - 1 + m, 1));
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(d, length))).toISOString().slice(0, 10);
};

const best = (s: SaidWork, c: number): number => {
  const taken = s.evidence.filter((e) => {
    if (e.says !== 'in post' || e.class > c) return false;
    const { a, b: until } = literalCover(s, e);
    return until >= a && until >= s.start;
  });
  return Math.min(7, ...taken.map((e) => e.class));
};
/** The order of main, as a text that sorts. */
const rank = (s: SaidWork, c: number): string => {
  const number = (n: number) => String(10_000_000 + n).padStart(10, '0');
  const text = (t: string | null) => (t ? `0${t}`.padEnd(20) : '1'.padEnd(20));
  return [
    number(-Date.parse(s.start) / 86_400_000 + 100_000),
    best(s, c),
    number(-(s.pay ?? 0)),
    text(s.organisationCode),
    s.organisation === null ? '1' : '0',
    ...[s.place, s.occupation, s.channel, s.programme, s.kind].map(text),
    s.end ?? '9999',
    text(s.industry),
  ].join('|');
};
export const literalMain = (set: readonly SaidWork[], c: number): SaidWork | undefined =>
  [...set].sort((x, y) => (rank(x, c) < rank(y, c) ? -1 : 1))[0];

export const literalUnited = (spells: readonly SaidWork[], c: number): readonly SaidWork[] => {
  const overlap = (x: SaidWork, y: SaidWork) => (y.end === null || x.start <= y.end) && (x.end === null || y.start <= x.end);
  const meet = (x: SaidWork, y: SaidWork) =>
    x.worker !== y.worker &&
    x.organisation !== null &&
    x.organisation === y.organisation &&
    (x.kind === 'internship') === (y.kind === 'internship') &&
    overlap(x, y);
  let sets = spells.map((s) => [s]);
  for (let changed = true; changed; ) {
    changed = false;
    for (const one of sets)
      for (const two of sets)
        if (!changed && one !== two && one.some((x) => two.some((y) => meet(x, y)))) {
          sets = [...sets.filter((s) => s !== one && s !== two), [...one, ...two]];
          changed = true;
        }
  }
  return sets.map((set) => {
    if (set.length === 1) return set[0] as SaidWork;
    const order = [...set].sort((x, y) => (rank(x, c) < rank(y, c) ? -1 : 1));
    const first = <K extends keyof SaidWork>(key: K) => (order.find((s) => s[key] !== null && s[key] !== '') ?? order[0]!)[key];
    return {
      ...order[0]!,
      place: first('place'),
      occupation: first('occupation'),
      channel: first('channel'),
      programme: first('programme'),
      industry: first('industry'),
      pay: first('pay'),
      contract: first('contract'),
      start: set.map((s) => s.start).sort()[0]!,
      end: set.some((s) => s.end === null)
        ? null
        : set
            .map((s) => s.end!)
            .sort()
            .at(-1)!,
      assisted: set.some((s) => s.assisted),
      evidence: set.flatMap((s) => s.evidence),
    };
  });
};

export const literalHome = (life: SaidLife, t: string): string => {
  const holding = life.homes.filter((h) => h.from <= t && (h.to === null || t <= h.to));
  const order = (x: { from: string; code: string }, y: { from: string; code: string }) => x.code.localeCompare(y.code);
  if (holding.length) {
    const from = holding
      .map((h) => h.from)
      .sort()
      .at(-1)!;
    return holding.filter((h) => h.from === from).sort(order)[0]!.code;
  }
  const from = life.homes.map((h) => h.from).sort()[0];
  return from !== undefined && t < from ? life.homes.filter((h) => h.from === from).sort(order)[0]!.code : '';
};

/** Days in order, cut where more than g days lie between two. */
export const literalRuns = (days: ReadonlySet<string>, g: number): string[][] => {
  const runs: string[][] = [];
  for (const day of [...days].sort()) {
    const last = runs.at(-1)?.at(-1);
    if (last !== undefined && day <= plus(last, g + 1)) runs.at(-1)!.push(day);
    else runs.push([day]);
  }
  return runs;
};
const between = (from: string, to: string): string[] => {
  const out: string[] = [];
  for (let t = from; t <= to; t = plus(t, 1)) out.push(t);
  return out;
};
const unionOf = (sets: readonly ReadonlySet<string>[]): Set<string> => new Set(sets.flatMap((s) => [...s]));

/** All days on which p is stable by the rule. */
export const literalStable = (life: SaidLife, rule: SaidRule): ReadonlySet<string> => {
  const fitting = literalUnited(life.spells, rule.c).filter((s) => {
    if (s.kind === 'internship' || (s.pay ?? 0) < rule.payMonth) return false;
    if (rule.place !== 'other province') return s.place.startsWith(rule.place);
    const home = literalHome(life, s.start);
    return home !== '' && s.place !== '' && home.slice(0, 2) !== s.place.slice(0, 2);
  });
  const keyOf = (s: SaidWork): string | null => {
    if (rule.same === 'any') return 'all';
    if (rule.same === 'province') return s.place === '' ? null : s.place.slice(0, 2);
    if (s.organisation === null) return null;
    return rule.same === 'enterprise' ? s.organisation : JSON.stringify([s.organisation, s.occupation]);
  };
  const stable = new Set<string>();
  for (const key of new Set(fitting.map(keyOf))) {
    if (key === null) continue;
    const spells = fitting.filter((s) => keyOf(s) === key);
    const days = (s: SaidWork, carry: number) => literalDays(s, literalFold(s, s.evidence, rule.c), carry);
    const vouchedDays = unionOf(spells.map((s) => days(s, 0)));
    const carried = literalRuns(unionOf(spells.map((s) => days(s, 92))), rule.g);
    if (rule.mode === 'continuous')
      for (const run of literalRuns(vouchedDays, rule.g)) {
        const from = monthsOn(run[0]!, rule.m);
        if (run.at(-1)! < from) continue;
        for (const t of between(from, carried.find((r) => r.includes(run[0]!))!.at(-1)!)) stable.add(t);
      }
    if (rule.mode === 'cumulative') {
      const all = [...vouchedDays].sort();
      if (all.length === 0) continue;
      const bySpell = spells.map((s) => ({ pay: s.pay ?? 0, days: [...days(s, 0)] }));
      for (const t of between(all[0]!, plus(all.at(-1)!, 365))) {
        const first = plus(t, -364);
        const inWindow = (d: string) => first <= d && d <= t;
        const worked = all.filter(inWindow).length;
        const earned = bySpell.reduce((sum, s) => sum + s.days.filter(inWindow).length * s.pay, 0);
        if (worked >= 30 * rule.m && earned >= 30 * rule.payWindow) stable.add(t);
      }
    }
    if (rule.mode === 'proofs')
      for (const run of carried) {
        const here = spells.filter((s) => [...days(s, 92)].some((d) => run.includes(d)));
        const holds = (t: string) =>
          rule.proofs.every((p) => {
            const own = (s: SaidWork) =>
              s.evidence.flatMap((e) => {
                if (e.says !== 'in post' || e.class !== p.class) return [];
                const { a, b } = literalCover(s, e);
                return b >= a && b >= s.start ? [between(a, b)] : [];
              });
            if (p.what === 'contract')
              return here.some((s) => {
                const c = s.contract;
                if (c === null || c.from > t || own(s).length === 0) return false;
                return c.to === null || plus(monthsOn(c.from, p.months), -1) <= c.to;
              });
            const covered = new Set(here.flatMap(own).flat());
            // only the first day of an unbroken stretch need be tried: a later one is full later
            return [...covered].some((u) => {
              if (covered.has(plus(u, -1))) return false;
              const full = plus(monthsOn(u, p.months), -1);
              return full <= t && between(u, full).every((d) => covered.has(d));
            });
          });
        for (const t of run[0] === undefined ? [] : between(run[0], run.at(-1)!)) if (holds(t)) stable.add(t);
      }
  }
  return stable;
};
