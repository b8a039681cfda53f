// What lists from outside (social insurance, payroll, an employer's own list) mean for one worker: evidence for spells that are known, proposals for those nobody
// entered. A pure function of the set of all lines: order of lists and of months in them cannot matter, and taking lines away is the same as never having had them.
import type { Day } from '#standards/calendar/calendar.ts';
import { firstDayOfMonth, lastDayOfMonth, monthOfDay, monthRuns, monthsFrom } from './rulesMonths.ts';
import type { EvidenceClass } from './rulesSpell.ts';
import { type Employer, earlierDay, type KnownSpell, laterDay } from './rulesWork.ts';

export type OutsideList = 'insurance' | 'payroll' | 'staff';
export const LISTS: readonly OutsideList[] = ['insurance', 'payroll', 'staff'];
/** What the evidence of such lines is known by: it follows from them and is written by nobody else. */
export const OUTSIDE_TEMPLATES: Readonly<Record<OutsideList, string>> = {
  insurance: 'employment.insurance',
  payroll: 'employment.payroll',
  // what a list says of people whom its owner has nothing to do with; of others it writes evidence of its own
  staff: 'employment.staff.line',
};

export interface OutsideLine {
  /** source_ref of the line. */
  readonly ref: string;
  readonly list: OutsideList;
  readonly class: EvidenceClass;
  readonly employer: Employer;
  readonly organisationId: string | null;
  readonly employerWords: string;
  readonly months: readonly number[];
  /** Of a staff list. */
  readonly fromDay: Day | null;
  readonly toDay: Day | null;
  readonly payMonth: number | null;
  readonly postWords: string;
  readonly observed: Day;
  readonly batchNumber: number;
}
export interface OutsideEvidence {
  readonly spellId: string;
  readonly class: EvidenceClass;
  readonly coversFrom: Day;
  readonly coversTo: Day;
  readonly observed: Day;
  readonly template: string;
  /** The line that speaks for it. */
  readonly ref: string;
}
export type ProposalKind = 'spell' | 'earlier';
export interface Proposed {
  readonly kind: ProposalKind;
  /** Of `earlier`: the spell it is about. */
  readonly spellId: string | null;
  readonly employerKey: string;
  readonly organisationId: string | null;
  readonly employerWords: string;
  readonly fromDay: Day;
  readonly toDay: Day;
  /** The best of what stands behind it. */
  readonly class: EvidenceClass;
  readonly lists: readonly OutsideList[];
  readonly payMonth: number | null;
  readonly postWords: string;
  readonly observed: Day;
}
/** What somebody said no to. */
export interface Declined {
  readonly kind: ProposalKind;
  readonly employerKey: string;
  readonly fromDay: Day;
  readonly toDay: Day;
}
export interface OutsideView {
  readonly spells: readonly KnownSpell[];
  readonly lines: readonly OutsideLine[];
  readonly declined: readonly Declined[];
  readonly diedOn: Day | null;
}

type Keyed = { readonly employer: Employer };
/** Who is one employer: the organisation, else the name; a name that some line or spell gives an organisation to means that one. */
export const employerKeys = (all: readonly Keyed[]): ((of: Keyed) => string) => {
  const byName = new Map<string, string>();
  for (const { employer: e } of all)
    if (e.main !== null && e.plain !== '' && (byName.get(e.plain) ?? '\uffff') > e.main) byName.set(e.plain, e.main);
  return ({ employer: e }) => e.main ?? byName.get(e.plain) ?? (e.plain === '' ? '' : `plain:${e.plain}`);
};

interface Interval {
  readonly spell: KnownSpell;
  readonly first: number;
  readonly last: number;
}
const intervalOf = (spell: KnownSpell): Interval => ({
  spell,
  first: monthOfDay(spell.start),
  last: spell.ended === null ? Number.POSITIVE_INFINITY : monthOfDay(spell.ended),
});
/** The spell of this employer a month belongs to: the one it lies in, else the one that ended before it; `before`: all of them begin later. */
const spellOf = (touching: readonly Interval[], month: number): { readonly of: Interval; readonly before: boolean } => {
  const latest = (of: readonly Interval[]) =>
    of.reduce<Interval | null>(
      (best, s) => (best && (best.first > s.first || (best.first === s.first && best.spell.id < s.spell.id)) ? best : s),
      null,
    );
  const within = latest(touching.filter((s) => s.first <= month && month <= s.last)) ?? latest(touching.filter((s) => s.last < month));
  if (within) return { of: within, before: false };
  const first = touching.reduce((best, s) => (s.first < best.first || (s.first === best.first && s.spell.id < best.spell.id) ? s : best));
  return { of: first, before: true };
};

/** Of lines that say the same the first one speaks: a list that comes again says nothing new. */
const speaks = (a: OutsideLine, b: OutsideLine): number =>
  a.observed < b.observed ? -1 : a.observed > b.observed ? 1 : a.batchNumber - b.batchNumber || (a.ref < b.ref ? -1 : 1);
const firstOf = (lines: readonly OutsideLine[]): OutsideLine => lines.reduce((best, l) => (speaks(l, best) < 0 ? l : best));

/** Months of the living. */
const upTo = (months: readonly number[], diedOn: Day | null): readonly number[] =>
  diedOn === null ? months : months.filter((m) => m <= monthOfDay(diedOn));

export const touches = (a: { readonly fromDay: Day; readonly toDay: Day }, b: { readonly first: number; readonly last: number }): boolean =>
  monthOfDay(a.fromDay) <= b.last + 1 && monthOfDay(a.toDay) >= b.first - 1;

const proposalOf = (
  lines: readonly OutsideLine[],
  key: string,
  run: { readonly first: number; readonly last: number },
  spellId: string | null,
): Proposed => {
  const behind = lines.filter((l) => l.months.some((m) => m >= run.first && m <= run.last));
  const best = Math.min(...behind.map((l) => l.class)) as EvidenceClass;
  const named = firstOf(behind.filter((l) => l.organisationId !== null).length ? behind.filter((l) => l.organisationId !== null) : behind);
  // the latest month's pay, of lines for it the first that tells one
  const paid = behind.filter((l) => l.payMonth !== null).sort((a, b) => b.months.at(-1)! - a.months.at(-1)! || speaks(a, b))[0];
  const days = behind.flatMap((l) => (l.fromDay !== null && monthOfDay(l.fromDay) === run.first ? [l.fromDay] : [])).sort();
  const ends = behind.flatMap((l) => (l.toDay !== null && monthOfDay(l.toDay) === run.last ? [l.toDay] : [])).sort();
  const monthlyEnd = behind.some((l) => l.list !== 'staff' && l.months.includes(run.last));
  return {
    kind: spellId === null ? 'spell' : 'earlier',
    spellId,
    employerKey: key,
    organisationId: named.organisationId,
    employerWords: named.employerWords,
    fromDay: days[0] ?? firstDayOfMonth(run.first),
    toDay: (monthlyEnd ? undefined : ends.at(-1)) ?? lastDayOfMonth(run.last),
    class: best,
    lists: LISTS.filter((list) => behind.some((l) => l.list === list)),
    payMonth: paid?.payMonth ?? null,
    postWords: behind.find((l) => l.postWords !== '')?.postWords ?? '',
    observed: behind
      .map((l) => l.observed)
      .sort()
      .at(-1)!,
  };
};

export interface OutsideFollows {
  readonly evidence: readonly OutsideEvidence[];
  readonly proposals: readonly Proposed[];
}

/** Everything that follows from these lines. */
export const followsOf = ({ spells, lines: all, declined, diedOn }: OutsideView): OutsideFollows => {
  const keyOf = employerKeys([...all, ...spells]);
  const evidence: OutsideEvidence[] = [];
  const proposals: Proposed[] = [];
  const living = all.map((l) => ({ ...l, months: upTo(l.months, diedOn) })).filter((l) => l.months.length > 0);
  for (const [key, lines] of Map.groupBy(living.toSorted(speaks), keyOf)) {
    const own = key === '' ? [] : spells.filter((s) => keyOf(s) === key).map(intervalOf);
    const propose = (run: { readonly first: number; readonly last: number }, spellId: string | null): void => {
      const made = proposalOf(lines, key, run, spellId);
      if (!declined.some((d) => d.kind === made.kind && d.employerKey === key && touches(d, run))) proposals.push(made);
    };
    const assigned = new Map<string, number[]>();
    for (const run of monthRuns(lines.flatMap((l) => l.months))) {
      const touching = own.filter((s) => s.first <= run.last + 1 && s.last >= run.first - 1);
      if (touching.length === 0) {
        propose(run, null);
        continue;
      }
      const earlier: number[] = [];
      let earliest: string | null = null;
      for (const month of monthsFrom(run.first, run.last)) {
        const { of, before } = spellOf(touching, month);
        if (before) {
          earlier.push(month);
          earliest = of.spell.id;
        } else {
          const mine = assigned.get(of.spell.id);
          if (mine) mine.push(month);
          else assigned.set(of.spell.id, [month]);
        }
      }
      if (earliest !== null) propose({ first: earlier[0]!, last: earlier.at(-1)! }, earliest);
    }
    for (const [spellId, months] of assigned) {
      const mine = new Set(months);
      for (const [list, theirs] of Map.groupBy(lines, (l) => l.list)) {
        if (list === 'staff') {
          evidence.push(...ofStaff(own.find((s) => s.spell.id === spellId)!.spell, theirs, mine));
          continue;
        }
        for (const run of monthRuns(theirs.flatMap((l) => l.months.filter((m) => mine.has(m))))) {
          const line = firstOf(theirs.filter((l) => l.months.includes(run.last)));
          evidence.push({
            spellId,
            class: line.class,
            coversFrom: firstDayOfMonth(run.first),
            coversTo: lastDayOfMonth(run.last),
            observed: line.observed,
            template: OUTSIDE_TEMPLATES[list],
            ref: line.ref,
          });
        }
      }
    }
  }
  return { evidence, proposals };
};

/** One piece of evidence for each class of list: the one that reaches furthest. */
const ofStaff = (spell: KnownSpell, lines: readonly OutsideLine[], months: ReadonlySet<number>): readonly OutsideEvidence[] =>
  [...Map.groupBy(lines, (l) => l.class).values()].flatMap((same) => {
    const covers = same.flatMap((l) => {
      if (!l.months.some((m) => months.has(m))) return [];
      const from = laterDay(l.fromDay ?? firstDayOfMonth(l.months[0]!), spell.start);
      const to = earlierDay(l.toDay ?? l.observed, l.observed);
      return to < from ? [] : [{ line: l, from, to }];
    });
    const best = covers.toSorted((a, b) => (a.to === b.to ? speaks(a.line, b.line) : a.to < b.to ? 1 : -1))[0];
    if (!best) return [];
    const { line, from, to } = best;
    return [
      {
        spellId: spell.id,
        class: line.class,
        coversFrom: from,
        coversTo: to,
        observed: line.observed,
        template: OUTSIDE_TEMPLATES.staff,
        ref: line.ref,
      },
    ];
  });

// What differs from what stands ----------------------------------------------------------------------------------------------------

export interface StandingEvidence extends OutsideEvidence {
  readonly id: string;
}
export interface Difference<S, W> {
  readonly added: readonly W[];
  readonly changed: readonly { readonly was: S; readonly is: W }[];
  readonly gone: readonly S[];
}
const differenceOf = <S, W>(
  standing: readonly S[],
  wanted: readonly W[],
  group: (x: S | W) => string,
  meet: (s: S, w: W) => boolean,
  same: (s: S, w: W) => boolean,
): Difference<S, W> => {
  const left = new Map([...Map.groupBy(standing, group)].map(([k, of]) => [k, [...of]]));
  const added: W[] = [];
  const changed: { was: S; is: W }[] = [];
  const take = (w: W, fits: (s: S, w: W) => boolean): S | undefined => {
    const of = left.get(group(w)) ?? [];
    const at = of.findIndex((s) => fits(s, w));
    return at < 0 ? undefined : of.splice(at, 1)[0];
  };
  // what stands unchanged first, so that it is not taken for another's
  for (const w of wanted.filter((one) => take(one, same) === undefined)) {
    const was = take(w, meet);
    if (was === undefined) added.push(w);
    else changed.push({ was, is: w });
  }
  return { added, changed, gone: [...left.values()].flat() };
};

export const evidenceDifference = (
  standing: readonly StandingEvidence[],
  wanted: readonly OutsideEvidence[],
): Difference<StandingEvidence, OutsideEvidence> =>
  differenceOf(
    standing,
    wanted,
    (e) => `${e.spellId} ${e.class} ${e.template}`,
    (s, w) => s.coversFrom <= w.coversTo && w.coversFrom <= s.coversTo,
    (s, w) => s.coversFrom === w.coversFrom && s.coversTo === w.coversTo && s.observed === w.observed && s.ref === w.ref,
  );

const PROPOSAL_FACTS = ['organisationId', 'employerWords', 'fromDay', 'toDay', 'class', 'payMonth', 'postWords', 'observed'] as const;
export const proposalDifference = <S extends Proposed>(standing: readonly S[], wanted: readonly Proposed[]): Difference<S, Proposed> =>
  differenceOf(
    standing,
    wanted,
    (p) => `${p.kind} ${p.spellId ?? ''} ${p.employerKey}`,
    (s, w) => s.fromDay <= w.toDay && w.fromDay <= s.toDay,
    (s, w) => PROPOSAL_FACTS.every((f) => s[f] === w[f]) && s.lists.join() === w.lists.join(),
  );
