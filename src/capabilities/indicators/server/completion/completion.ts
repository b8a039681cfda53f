// How far the targets of all agreements are met. One run an indicator serves every agreement: the cells of the grid are added up, nothing is counted for one alone.
import { sql } from 'kysely';
import { type TargetKind, targetKinds } from '#capabilities/accords/rules.ts';
import { agreementsKnown, targetsKnown } from '#capabilities/accords/server/service.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Services } from '#platform/server/services.ts';
import type { Store } from '#platform/server/store.ts';
import { readWatermark } from '#platform/server/versions.ts';
import { type CompletionRow, otherYearDay } from '../../contractCompletion.ts';
import { dayLater } from '../../contractProblems.ts';
import type { BaseFigure } from '../../rulesDefinitions.ts';
import { monthEndOf } from '../../rulesFrozen.ts';
import { lastFrozen } from '../freeze/freezes.ts';
import { checkInstant, isOfTheirs, newMayRead, type Theirs } from '../question.ts';
import { type EvidenceClass, type How, runOf } from '../runs.ts';
import { type Grid, gridOfFreeze, gridOfRun } from './grids.ts';
import { baseOfKind, byAgreement, type Counted, completionRows, type FrozenPair } from './rows.ts';

export interface CompletionAsk {
  readonly year: number;
  readonly asOf: string;
  /** Null: as known now. */
  readonly knownAt: string | null;
  /** Null: agreements and targets at `knownAt` too; where that is null as well, as known now. */
  readonly targetsAt?: string | null;
  /** False: the year is still to come, and there is nobody to count. */
  readonly begun?: boolean;
}
/** The question made sure of: a day of the year that has come. */
export const completionAsk = async (
  services: Pick<Services, 'store' | 'clock'>,
  asked: {
    readonly year?: number | undefined;
    readonly asOf?: string | undefined;
    readonly knownAt?: string | undefined;
    readonly targetsAt?: string | undefined;
  },
): Promise<CompletionAsk> => {
  const today = services.clock.today();
  const year = asked.year ?? Number((asked.asOf ?? today).slice(0, 4));
  const last = `${year}-12-31`;
  const asOf = asked.asOf ?? (today < `${year}-01-01` ? `${year}-01-01` : today < last ? today : last);
  if (Number(asOf.slice(0, 4)) !== year) throw otherYearDay({ day: asOf, year });
  if (asked.asOf !== undefined && asOf > today) throw dayLater({ day: asOf, today });
  const knownAt = await checkInstant(services, asked.knownAt);
  return { year, asOf, knownAt, targetsAt: await checkInstant(services, asked.targetsAt), begun: asOf <= today };
};

/** The grid of an indicator's base in a period, at a class of evidence, as known at the instant. */
export const gridAt = async (
  store: Store,
  base: BaseFigure,
  days: { readonly from: string; readonly to: string },
  c: EvidenceClass,
  knownAt: string | null,
  how: How,
): Promise<{ readonly grid: Grid; readonly knownAt: string }> => {
  const run = await runOf(store, base, { ...days, asOf: days.to, knownAt, c, form: 'province' }, how);
  return { grid: await gridOfRun(store, base, run, days.from), knownAt: run.knownAt };
};

/** Grids of all bases that are needed, at one instant: that of the first. */
const countAll = async (
  store: Store,
  ask: CompletionAsk,
  kinds: readonly TargetKind[],
  how: How,
): Promise<{ readonly counted: ReadonlyMap<string, Counted>; readonly knownAt: string | null }> => {
  const days = { from: `${ask.year}-01-01`, to: ask.asOf };
  let { knownAt } = ask;
  // anew, or as it stood, only the first: the others are asked for at its instant
  const next: How = { account: how.account ?? null };
  const counted = new Map<string, Counted>();
  for (const base of new Map(kinds.map(baseOfKind).map((b) => [b.id, b])).values()) {
    const first = await gridAt(store, base, days, base.evidenceClass, knownAt, counted.size ? next : how);
    knownAt = first.knownAt;
    const reported = base.evidenceClass === 6 ? null : (await gridAt(store, base, days, 6, knownAt, next)).grid;
    counted.set(base.id, { persons: first.grid, reported });
  }
  return { counted, knownAt };
};

/** The last frozen month of the year up to the day, of each sending province that has one. */
const frozenPairs = async (store: Store, ask: CompletionAsk, kinds: readonly TargetKind[]): Promise<ReadonlyMap<string, FrozenPair>> => {
  const k = ask.targetsAt ?? ask.knownAt;
  const last = await store.transact({ role: 'figures', readOnly: true }, (db) => lastFrozen(db, { year: ask.year, asOf: ask.asOf, k }));
  const out = new Map<string, FrozenPair>();
  for (const freeze of last) {
    const grids = new Map<string, Grid>();
    const days = { first: `${ask.year}-01-01`, asOf: monthEndOf(freeze.month) };
    for (const base of new Map(kinds.map(baseOfKind).map((b) => [b.id, b])).values())
      grids.set(base.id, await gridOfFreeze(store, base, freeze, `${base.id}/${base.evidenceClass}`, days));
    const targets = await store.transact({ role: 'figures', readOnly: true }, (db) => targetsKnown(db, ask.year, freeze.knownAt));
    out.set(freeze.origin, { freeze, grids, targets: byAgreement(targets) });
  }
  return out;
};

/** Agreements and targets as known at an instant. */
const agreedAt = (store: Store, ask: CompletionAsk, at: string) =>
  store.transact({ role: 'figures', readOnly: true }, async (db) => {
    const targets = await targetsKnown(db, ask.year, at);
    const kinds = targetKinds.filter((k) => targets.some((t) => t.indicator === k.id && t.fromDay <= ask.asOf));
    return { at, agreements: await agreementsKnown(db, { day: ask.asOf, k: at }), targets, kinds: ask.begun === false ? [] : kinds };
  });

export interface Completed {
  /** Of the persons; null where nothing had to be counted. */
  readonly knownAt: string | null;
  /** Of agreements and targets. */
  readonly targetsAt: string;
  readonly rows: readonly Omit<CompletionRow, 'own'>[];
}
/** Of all agreements that are signed and have not ended before the year, or have a target in it. */
export const completionOf = async (store: Store, ask: CompletionAsk, how: How): Promise<Completed> => {
  const asked = ask.targetsAt ?? ask.knownAt;
  // a run of last night does not know what was agreed on this morning, and whoever approved a target looks for it here: both instants are told
  let agreed = await agreedAt(store, ask, asked ?? (await readWatermark(store)));
  let count = await countAll(store, ask, agreed.kinds, how);
  if (asked === null && count.knownAt !== null && count.knownAt > agreed.at) {
    // counted just now: then everything as known at that one instant
    agreed = await agreedAt(store, ask, count.knownAt);
    count = await countAll(store, { ...ask, knownAt: count.knownAt }, agreed.kinds, { account: how.account ?? null });
  }
  const frozen = agreed.kinds.length ? await frozenPairs(store, ask, agreed.kinds) : new Map<string, FrozenPair>();
  return { knownAt: count.knownAt, targetsAt: agreed.at, rows: completionRows({ ...ask, ...agreed, counted: count.counted, frozen }) };
};

/** Whose cells they are (docs/figures.md §8): home or place of work lies in the asker's area, or the agreement is one of theirs. */
export const visibleRows = (actor: Actor, theirs: Theirs, rows: readonly Omit<CompletionRow, 'own'>[]): readonly CompletionRow[] => {
  const may = newMayRead(actor);
  const areas = new Set(actor.grants.map((g) => g.areaCode));
  return rows
    .filter((r) => may(r.originCode, r.hostCode) || isOfTheirs({ origin: [r.originCode], host: [r.hostCode] }, theirs))
    .map((r) => ({ ...r, targets: [...r.targets], own: areas.has(r.originCode) || areas.has(r.hostCode) }));
};

export const yearsOfTargets = async (store: Store): Promise<readonly number[]> => {
  const { rows } = await store.transact({ role: 'figures', readOnly: true }, (db) =>
    sql<{ year: number }>`select distinct year from agreement_target order by year desc`.execute(db),
  );
  return rows.map((r) => r.year);
};
