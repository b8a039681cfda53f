// Computed once, read many times: a figure's members at an instant are kept as a run.
import { sql } from 'kysely';
import { Problem } from '#platform/problem.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db, Store } from '#platform/server/store.ts';
import { readWatermark } from '#platform/server/versions.ts';
import { overWholeSets } from '#platform/server/wholeSets.ts';
import { runGone } from '../contractProblems.ts';
import type { BaseFigure } from '../rulesDefinitions.ts';
import { figureQuery } from './figures.ts';
import type { EvidenceClass, FigureAsk } from './memberQuery.ts';
import { packsText } from './packs.ts';
import { inTurn } from './runTurns.ts';
import { keepTrained } from './training/keep.ts';
import type { SharedUnited } from './unitedRows.ts';

export interface RunAsk extends Omit<FigureAsk, 'k' | 'persons'> {
  /** Null: as known now. */
  readonly knownAt: string | null;
}
export interface Run {
  readonly id: string;
  readonly knownAt: string;
  readonly members: number;
}

/** ○ What was computed so many minutes ago is "now" on a page, which prints the instant; whoever wants it newer asks for it. */
export const FRESH_MINUTES = 10;
/** Runs that nobody froze are kept so many days, and no more than so many of them, of so many members together (some four gigabytes). ○ */
const KEPT_DAYS = 3;
const KEPT = { runs: 400, members: 20_000_000 } as const;
/** Longer than anything is read that was just computed. */
const SPARED_MINUTES = 2;

/**
 * ○ What took long to compute stays "now" for longer, so that the machine does not compute all day what few look at; and a page is shown what stood at most a day
 * ago at once, while it is computed anew behind it. The instant is printed with every number.
 */
const FRESH = { times: 40, most: 6 * 60 } as const;
const STALE_HOURS = 24;

export interface How {
  /** Computed anew, though an answer of some minutes ago stands. */
  readonly fresh?: boolean;
  /** The account it is computed for; left out: the program itself. */
  readonly account?: string | null;
  /** Not cleared away for so many hours. */
  readonly holdHours?: number;
  /** Called where what is returned is older than fresh: it should be computed anew, by whoever has the time. Left out: nobody takes what is not fresh. */
  readonly stale?: () => void;
  /** Where several questions at one instant are asked: what they have in common is read once. */
  readonly shared?: SharedUnited;
}

const formOf = (base: BaseFigure, ask: RunAsk): string => (base.kind === 'retention' ? ask.form : '');
const keyOf = (base: BaseFigure, ask: RunAsk): string =>
  [base.id, base.version, ask.from, ask.to, ask.asOf, ask.c, formOf(base, ask), ask.knownAt ?? ''].join(' ');
type Found = Run & { readonly fresh: boolean };
const findRun = async (db: Db, base: BaseFigure, ask: RunAsk, stale = false): Promise<Found | undefined> => {
  const fresh = sql`known_at > clock_timestamp() - greatest(make_interval(mins => ${FRESH_MINUTES}),
    least(${FRESH.times} * (finished - started), make_interval(mins => ${FRESH.most})))`;
  const known =
    ask.knownAt !== null
      ? sql`known_at = ${ask.knownAt}::timestamptz`
      : stale
        ? sql`known_at > clock_timestamp() - make_interval(hours => ${STALE_HOURS})`
        : fresh;
  const { rows } = await sql<Found>`select id, known_at, members, ${ask.knownAt === null ? fresh : sql`true`} as fresh from figure_run
    where figure = ${base.id} and version = ${base.version} and from_day = ${ask.from}::date and to_day = ${ask.to}::date and as_of = ${ask.asOf}::date
      and class = ${ask.c} and form = ${formOf(base, ask)} and packs = ${packsText(base)} and ${known} order by known_at desc limit 1`.execute(
    db,
  );
  return rows[0];
};
/** False where it was cleared away since it was found. */
const hold = async (db: Db, run: Run, hours: number): Promise<boolean> => {
  const { rows } = await sql`update figure_run set held_until = greatest(held_until, clock_timestamp() + make_interval(hours => ${hours}))
    where id = ${run.id}::uuid returning 1`.execute(db);
  return rows.length > 0;
};

const compute = async (db: Db, base: BaseFigure, ask: RunAsk, k: string, { fresh = false, shared }: How): Promise<Run> => {
  // several processes on one database: the second takes what the first has made
  await sql`select pg_advisory_xact_lock(7300485, hashtext(${keyOf(base, { ...ask, knownAt: k })}))`.execute(db);
  const made = fresh ? undefined : await findRun(db, base, { ...ask, knownAt: k });
  if (made) return made;
  const id = newId();
  const query = await figureQuery(db, base, { ...ask, k, persons: null }, shared);
  // the members come first into being and the run is written with their number: both in one transaction
  await sql`insert into figure_run (id, figure, version, from_day, to_day, as_of, class, form, packs, known_at, members, started)
    values (${id}::uuid, ${base.id}, ${base.version}, ${ask.from}::date, ${ask.to}::date, ${ask.asOf}::date, ${ask.c}, ${formOf(base, ask)}, ${packsText(base)}, ${k}::timestamptz, 0, clock_timestamp())`.execute(
    db,
  );
  const fill = sql`insert into figure_member (run_id, worker_id, on_day, spell_id, origin, host, "where", people, monitored, relocated, sex, age, channel,
      programme, industry, occupation, evidence, pairing, mode, "order", school, employer, answers)
    select ${id}::uuid, person, "on", spell, origin, host, "where", people, monitored, relocated, sex, age, channel, programme, industry, occupation, evidence, pairing,
      mode, "order", school, employer, answers
    from (${query}) m`;
  const { numAffectedRows } = await overWholeSets(db, () => fill.execute(db));
  const members = Number(numAffectedRows ?? 0);
  if (base.kind === 'trained') await keepTrained(db, id, { ...ask, k, persons: null });
  await sql`update figure_run set members = ${members}, finished = clock_timestamp() where id = ${id}::uuid`.execute(db);
  return { id, knownAt: k, members };
};

/** The members of a figure as known at the instant, or now: those of a run that stands, else of one that is computed here. */
export const runOf = async (store: Store, base: BaseFigure, ask: RunAsk, how: How = {}): Promise<Run> => {
  const { fresh = false, account = null, holdHours, stale } = how;
  if (!fresh) {
    const standing = await store.transact({ role: 'figures', readOnly: holdHours === undefined }, async (db) => {
      const run = await findRun(db, base, ask, stale !== undefined);
      return run && (holdHours === undefined || (await hold(db, run, holdHours))) ? run : undefined;
    });
    if (standing) {
      if (!standing.fresh) stale?.();
      return standing;
    }
  }
  const before = fresh ? await readWatermark(store) : '';
  const turn = () =>
    inTurn(store, `${keyOf(base, ask)} ${fresh} ${holdHours ?? ''}`, account, async () => {
      const k = ask.knownAt ?? (await readWatermark(store));
      const run = await store.transact({ role: 'figures' }, async (db) => {
        const made = await compute(db, base, ask, k, how);
        if (holdHours !== undefined) await hold(db, made, holdHours);
        return made;
      });
      await clearRuns(store);
      return run;
    });
  const run = await turn();
  // joined one that began before it was asked for anew
  return fresh && ask.knownAt === null && run.knownAt < before ? turn() : run;
};

/** Throws where one of them was cleared away: what was read of it since may have been nobody. */
export const stillThere = async (db: Db, runs: readonly (Pick<Run, 'id'> | null)[]): Promise<void> => {
  const ids = [...new Set(runs.flatMap((r) => r?.id ?? []))];
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from figure_run where id = any (${ids}::uuid[])`.execute(db);
  if (rows[0]!.n !== ids.length) throw runGone();
};
/** Reads of runs that stand from first to last; once more where one went meanwhile. */
export const overRuns = async <R extends readonly (Run | null)[], T>(
  store: Store,
  find: () => Promise<R>,
  read: (db: Db, runs: R) => Promise<T>,
): Promise<T> => {
  for (let again = false; ; again = true) {
    const runs = await find();
    try {
      return await store.transact({ role: 'figures', readOnly: true }, async (db) => {
        let told: T;
        try {
          told = await read(db, runs);
        } catch (error) {
          if (error instanceof Problem) await stillThere(db, runs);
          throw error;
        }
        await stillThere(db, runs);
        return told;
      });
    } catch (error) {
      if (again || !(error instanceof Problem && error.type.code === runGone.code)) throw error;
    }
  }
};

const UNHELD = sql`(held_until is null or held_until < clock_timestamp())`;
/** Beyond what is kept the oldest go. */
export const clearRuns = async (store: Store, kept: { readonly runs: number; readonly members: number } = KEPT): Promise<void> => {
  await store.transact({ role: 'figures' }, async (db) => {
    const { rows } = await sql<{ id: string }>`select id from (
        select id, finished, held_until, row_number() over newest as nth, sum(members) over newest as members from figure_run
        window newest as (order by finished desc, id)) x
      where (nth > ${kept.runs} or members > ${kept.members}) and finished < clock_timestamp() - make_interval(mins => ${SPARED_MINUTES}) and ${UNHELD}`.execute(
      db,
    );
    if (rows.length === 0) return;
    // whoever clears already clears for all
    const { rows: turn } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(7300486) as mine`.execute(db);
    if (turn[0]!.mine) await sql`delete from figure_run where id = any (${rows.map((r) => r.id)}::uuid[])`.execute(db);
  });
};
/** As `system`. Returns how many runs went. */
export const dropOldRuns = async (db: Db): Promise<number> => {
  const { rows } =
    await sql`delete from figure_run where finished < clock_timestamp() - make_interval(days => ${KEPT_DAYS}) and ${UNHELD} returning 1`.execute(
      db,
    );
  return rows.length;
};
export type { EvidenceClass };
