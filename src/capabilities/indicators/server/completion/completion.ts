// How far the targets of all agreements are met. One run an indicator serves every agreement: the cells of the grid are added up, nothing is counted for one alone.
import { sql } from 'kysely';
import { type Area, areaOf } from '#capabilities/access/rules.ts';
import { type TargetKind, targetInForce, targetKinds } from '#capabilities/accords/rules.ts';
import { type AgreementKnown, agreementsKnown, partyNames, targetsKnown, tooFine } from '#capabilities/accords/server/service.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Services } from '#platform/server/services.ts';
import type { Store } from '#platform/server/store.ts';
import { readWatermark } from '#platform/server/versions.ts';
import { type CompletionRow, otherYearDay, type TargetMet } from '../../contractCompletion.ts';
import { dayLater } from '../../contractProblems.ts';
import { gapOf, passed, ranked, standingOf } from '../../rulesCompletion.ts';
import { type BaseFigure, baseOf, figureOf } from '../../rulesDefinitions.ts';
import { monthEndOf } from '../../rulesFrozen.ts';
import { type FreezeRow, findFreezes } from '../freeze/freezes.ts';
import { checkInstant, isOfTheirs, newMayRead, type Theirs } from '../question.ts';
import { type EvidenceClass, type How, runOf } from '../runs.ts';
import { type Grid, gridOfFreeze, gridOfRun } from './grids.ts';

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

const within = (area: Area, code: string): boolean => code.length === 12 && code >= area.from && code <= area.to;
const byOrigins = new WeakMap<Grid, ReadonlyMap<string, Grid>>();
const byOrigin = (grid: Grid): ReadonlyMap<string, Grid> => {
  const known = byOrigins.get(grid);
  if (known) return known;
  const made = Map.groupBy(grid, (c) => c.origin);
  byOrigins.set(grid, made);
  return made;
};
/** Of one home × place of work, by figure: all cells of counties that lie in both. */
export const summedOver = (grid: Grid, a: Pick<AgreementKnown, 'originCode' | 'hostCode'>): ReadonlyMap<string, readonly number[]> => {
  const [origin, host] = [areaOf(a.originCode), areaOf(a.hostCode)];
  const out = new Map<string, number[]>();
  for (const [code, cells] of byOrigin(grid)) {
    if (!within(origin, code)) continue;
    for (const cell of cells) {
      if (!within(host, cell.host)) continue;
      const sum = out.get(cell.figure) ?? cell.counts.map(() => 0);
      for (let i = 0; i < sum.length; i++) sum[i]! += cell.counts[i]!;
      out.set(cell.figure, sum);
    }
  }
  return out;
};
const total = (counts: readonly number[] | undefined): number => (counts ?? []).reduce((a, b) => a + b, 0);

const baseOfKind = (kind: Pick<TargetKind, 'id'>): BaseFigure => baseOf(figureOf(kind.id)!).base;
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

interface Counted {
  readonly persons: Grid;
  readonly reported: Grid | null;
}
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

interface FrozenPair {
  readonly freeze: FreezeRow;
  readonly grids: ReadonlyMap<string, Grid>;
  readonly targets: Awaited<ReturnType<typeof targetsKnown>>;
}
/** The last frozen month of the year up to the day, of each sending province that has one. */
const frozenPairs = async (store: Store, ask: CompletionAsk, kinds: readonly TargetKind[]): Promise<ReadonlyMap<string, FrozenPair>> => {
  const all = await store.transact({ role: 'figures', readOnly: true }, (db) => findFreezes(db, null));
  const k = ask.targetsAt ?? ask.knownAt;
  const last = new Map<string, FreezeRow>();
  for (const f of all) {
    if (f.state !== 'frozen' || Number(f.month.slice(0, 4)) !== ask.year || monthEndOf(f.month) > ask.asOf) continue;
    if (k !== null && f.knownAt > k) continue;
    const before = last.get(f.origin);
    if (!before || f.month > before.month) last.set(f.origin, f);
  }
  const out = new Map<string, FrozenPair>();
  for (const [origin, freeze] of last) {
    const grids = new Map<string, Grid>();
    const days = { first: `${ask.year}-01-01`, asOf: monthEndOf(freeze.month) };
    for (const base of new Map(kinds.map(baseOfKind).map((b) => [b.id, b])).values())
      grids.set(base.id, await gridOfFreeze(store, base, freeze, `${base.id}/${base.evidenceClass}`, days));
    const targets = await store.transact({ role: 'figures', readOnly: true }, (db) => targetsKnown(db, ask.year, freeze.knownAt));
    out.set(origin, { freeze, grids, targets });
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
  const { agreements, targets, kinds } = agreed;
  const { counted, knownAt } = count;
  const frozen = kinds.length ? await frozenPairs(store, ask, kinds) : new Map<string, FrozenPair>();
  const agreedOn = Map.groupBy(targets, (t) => `${t.agreementId} ${t.indicator}`);
  const shown = agreements.filter(
    (a) => targets.some((t) => t.agreementId === a.id) || (a.signed && a.lastDay >= `${ask.year}-01-01` && a.validFrom <= ask.asOf),
  );
  const rows = shown.map((a) => ({ a, fine: tooFine(a), targets: [] as { kind: TargetKind; met: Omit<TargetMet, 'place'> }[] }));
  const time = passed(ask.year, ask.asOf);
  for (const row of rows) {
    if (row.fine) continue;
    const own = kinds.flatMap((kind) => {
      const target = targetInForce(agreedOn.get(`${row.a.id} ${kind.id}`) ?? [], ask.asOf);
      return target ? [{ kind, target }] : [];
    });
    const sums = new Map<string, ReadonlyMap<string, readonly number[]>>();
    const sumOf = (key: string, grid: Grid | undefined, kind: TargetKind): number => {
      if (!grid) return 0;
      const sum = sums.get(key) ?? summedOver(grid, row.a);
      sums.set(key, sum);
      return total(sum.get(kind.id));
    };
    const pair = frozen.get(`${row.a.originCode.slice(0, 2)}0000000000`);
    for (const { kind, target } of own) {
      const base = baseOfKind(kind);
      const grids = counted.get(base.id)!;
      const persons = sumOf(base.id, grids.persons, kind);
      row.targets.push({
        kind,
        met: {
          indicator: kind.id,
          name: kind.name,
          short: kind.short,
          kind: kind.kind,
          persons,
          reported: grids.reported ? sumOf(`${base.id}/6`, grids.reported, kind) : null,
          target: target.persons,
          since: target.fromDay,
          standing: standingOf(persons, target.persons, kind.kind, time),
          gap: gapOf(persons, target.persons),
          frozen: pair
            ? {
                freezeId: pair.freeze.id,
                month: pair.freeze.month,
                persons: sumOf(`${base.id} frozen`, pair.grids.get(base.id), kind),
                target:
                  targetInForce(
                    pair.targets.filter((t) => t.agreementId === row.a.id && t.indicator === kind.id),
                    monthEndOf(pair.freeze.month),
                  )?.persons ?? null,
              }
            : null,
        },
      });
    }
  }
  // places: among agreements of one level and sending province, by indicator
  const places = new Map<string, NonNullable<TargetMet['place']>>();
  const classes = Map.groupBy(
    rows.flatMap((row) => row.targets.map((t) => ({ row, t }))),
    ({ row, t }) => `${row.a.level} ${row.a.originCode.slice(0, 2)} ${t.kind.id}`,
  );
  for (const members of classes.values())
    for (const [i, place] of ranked(members.map(({ t }) => ({ persons: t.met.persons, target: t.met.target }))).entries())
      if (place) places.set(`${members[i]!.row.a.id} ${members[i]!.t.kind.id}`, place);
  return {
    knownAt,
    targetsAt: agreed.at,
    rows: rows.map(({ a, fine, targets: met }) => ({
      agreementId: a.id,
      title: a.title,
      level: a.level,
      originCode: a.originCode,
      hostCode: a.hostCode,
      ...partyNames(a),
      lastDay: a.lastDay,
      tooFine: fine,
      targets: met.map((t) => ({ ...t.met, place: places.get(`${a.id} ${t.kind.id}`) ?? null })),
    })),
  };
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
