// Since when a person is stable by a criterion, and until when (docs/figures.md §4). Pure; days are numbers.
import { addMonthsToNumber } from '#standards/calendar/calendar.ts';
import type { CriterionRule } from './rulesCriteria.ts';
import { cumulativeStretches } from './rulesCumulative.ts';
import { coverEnd, type Days, OPEN } from './rulesFold.ts';
import { homeAt, type LedgerPerson, type LedgerSpell, united } from './rulesPerson.ts';
import { type FoldedSpell, folded, joinRuns, type Run, runsOf } from './rulesRuns.ts';

/** A time in which a person is stable. */
export interface Stretch extends Days {
  /** Province, organisation, or organisation and occupation; '' where all spells are one. */
  readonly group: string;
  /** The proved run it rests on. */
  readonly run: Days;
  /** Its spells, by start. */
  readonly spells: readonly FoldedSpell[];
}
export interface Stability {
  /** By their first day. */
  readonly stretches: readonly Stretch[];
  /** The first day ever; null: never. */
  readonly stableFrom: number | null;
  /** Spells that fit, but have no organisation (or no province) to be held together by: shown apart. */
  readonly notApplicable: readonly LedgerSpell[];
}

const provinceOf = (code: string): string => code.slice(0, 2);
export const fits = (person: LedgerPerson, rule: CriterionRule, s: LedgerSpell): boolean => {
  if (s.kind === 'internship') return false;
  if (rule.pay?.per === 'month' && (s.payMonth ?? 0) < rule.pay.yuan) return false;
  if (rule.place.kind === 'any') return true;
  if (rule.place.kind === 'area') return s.place.startsWith(rule.place.code);
  const home = homeAt(person.homes, s.start);
  return home !== '' && s.place !== '' && provinceOf(home) !== provinceOf(s.place);
};

/** What spells are held together by; null: not applicable. */
export const groupOf = (same: CriterionRule['same'], s: LedgerSpell): string | null => {
  if (same === 'any') return '';
  if (same === 'province') return provinceOf(s.place) || null;
  return same === 'enterprise' ? s.organisation : s.organisation && `${s.organisation} ${s.occupation}`;
};

const continuous = (group: string, spells: readonly FoldedSpell[], rule: CriterionRule): Stretch[] => {
  const carried = runsOf(spells, 'counted', rule.gapDays);
  return runsOf(spells, 'vouched', rule.gapDays).flatMap((run) => {
    const from = addMonthsToNumber(run.from, rule.months!);
    if (run.to < from) return [];
    const until = carried.find((r) => r.from <= run.from && run.from <= r.to)!;
    return [{ group, from, to: until.to, run: { from: run.from, to: run.to }, spells: run.parts }];
  });
};

/** The months of a class's own evidence about these spells, joined where they touch. */
const ownCover = (spells: readonly FoldedSpell[], evidenceClass: number): readonly Run[] =>
  joinRuns(
    spells.flatMap((of) =>
      of.spell.evidence.flatMap((e) => {
        const to = coverEnd(of.spell, e);
        return e.inPost && e.class === evidenceClass && to >= e.from && to >= of.spell.start ? [{ days: { from: e.from, to }, of }] : [];
      }),
    ),
    0,
  );

/** First day from which each proof of the rule holds within this run of spells; null where one never does. */
const provedFrom = (spells: readonly FoldedSpell[], rule: CriterionRule): number | null => {
  let from = -Infinity;
  for (const proof of rule.proofs) {
    const days =
      proof.what === 'cover'
        ? ownCover(spells, proof.class).flatMap((r) => {
            const full = addMonthsToNumber(r.from, proof.months) - 1;
            return r.to >= full ? [full] : [];
          })
        : spells.flatMap(({ spell: s }) => {
            if (s.contractFrom === null) return [];
            const full = addMonthsToNumber(s.contractFrom, proof.months) - 1;
            const shown = s.evidence.some((e) => e.inPost && e.class === proof.class && e.to >= e.from && e.to >= s.start);
            return shown && (s.contractTo ?? OPEN) >= full ? [s.contractFrom] : [];
          });
    if (days.length === 0) return null;
    from = Math.max(from, Math.min(...days));
  }
  return from;
};
const proofs = (group: string, spells: readonly FoldedSpell[], rule: CriterionRule): Stretch[] =>
  runsOf(spells, 'counted', rule.gapDays).flatMap((run) => {
    const proved = provedFrom(run.parts, rule);
    const from = proved === null ? OPEN : Math.max(proved, run.from);
    return from <= run.to ? [{ group, from, to: run.to, run: { from: run.from, to: run.to }, spells: run.parts }] : [];
  });

/** The spells that fit a rule, by what holds them together, and those that nothing does. */
export const groupsOf = (person: LedgerPerson, rule: CriterionRule) => {
  const groups = new Map<string, FoldedSpell[]>();
  const notApplicable: LedgerSpell[] = [];
  for (const s of united(person.spells, rule.evidenceClass)) {
    if (!fits(person, rule, s)) continue;
    const group = groupOf(rule.same, s);
    if (group === null) {
      notApplicable.push(s);
      continue;
    }
    const of = folded(s, rule.evidenceClass);
    const others = groups.get(group);
    if (others) others.push(of);
    else groups.set(group, [of]);
  }
  return { groups: groups as ReadonlyMap<string, readonly FoldedSpell[]>, notApplicable };
};

export const stabilityOf = (person: LedgerPerson, rule: CriterionRule): Stability => {
  const { groups, notApplicable } = groupsOf(person, rule);
  const way = rule.mode === 'continuous' ? continuous : rule.mode === 'cumulative' ? cumulativeStretches : proofs;
  const stretches: Stretch[] = [];
  for (const [group, spells] of groups) stretches.push(...way(group, spells, rule));
  stretches.sort((a, b) => a.from - b.from || a.to - b.to);
  return { stretches, stableFrom: stretches[0]?.from ?? null, notApplicable };
};

/** stable(p, C, t). */
export const isStableOn = (stability: Stability, t: number): boolean => stability.stretches.some((s) => s.from <= t && t <= s.to);
