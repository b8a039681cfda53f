// Computed once, read many times: a figure's members at an instant are kept as a run.
import { sql } from 'kysely';
import { newId } from '#platform/server/newId.ts';
import type { Db, Store } from '#platform/server/store.ts';
import { readWatermark } from '#platform/server/versions.ts';
import { overWholeSets } from '#platform/server/wholeSets.ts';
import type { BaseFigure } from '../rulesDefinitions.ts';
import { figureQuery } from './figures.ts';
import type { EvidenceClass, FigureAsk } from './memberQuery.ts';

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
/** Runs that nobody froze are kept so many days. */
const KEPT_DAYS = 3;

const formOf = (base: BaseFigure, ask: RunAsk): string => (base.kind === 'retention' ? ask.form : '');
const findRun = async (db: Db, base: BaseFigure, ask: RunAsk, fresh: boolean): Promise<Run | undefined> => {
  const known =
    ask.knownAt === null
      ? fresh
        ? sql`false`
        : sql`known_at > clock_timestamp() - make_interval(mins => ${FRESH_MINUTES})`
      : sql`known_at = ${ask.knownAt}::timestamptz`;
  const { rows } = await sql<Run>`select id, known_at, members from figure_run
    where figure = ${base.id} and version = ${base.version} and from_day = ${ask.from}::date and to_day = ${ask.to}::date and as_of = ${ask.asOf}::date
      and class = ${ask.c} and form = ${formOf(base, ask)} and ${known} order by known_at desc limit 1`.execute(db);
  return rows[0];
};

const compute = async (db: Db, base: BaseFigure, ask: RunAsk, k: string): Promise<Run> => {
  const id = newId();
  const query = await figureQuery(db, base, { ...ask, k, persons: null });
  // the members come first into being and the run is written with their number: both in one transaction
  await sql`insert into figure_run (id, figure, version, from_day, to_day, as_of, class, form, known_at, members, started)
    values (${id}::uuid, ${base.id}, ${base.version}, ${ask.from}::date, ${ask.to}::date, ${ask.asOf}::date, ${ask.c}, ${formOf(base, ask)}, ${k}::timestamptz, 0, clock_timestamp())`.execute(
    db,
  );
  const fill = sql`insert into figure_member (run_id, worker_id, on_day, spell_id, origin, host, "where", people, monitored, relocated, sex, age, channel,
      programme, industry, occupation, evidence, pairing, answers)
    select ${id}::uuid, person, "on", spell, origin, host, "where", people, monitored, relocated, sex, age, channel, programme, industry, occupation, evidence, pairing, answers
    from (${query}) m`;
  const { numAffectedRows } = await overWholeSets(db, () => fill.execute(db));
  const members = Number(numAffectedRows ?? 0);
  await sql`update figure_run set members = ${members}, finished = clock_timestamp() where id = ${id}::uuid`.execute(db);
  return { id, knownAt: k, members };
};

/** The members of a figure as known at the instant, or now: those of a run that stands, else of one that is computed here. `fresh`: computed anew. */
export const runOf = async (store: Store, base: BaseFigure, ask: RunAsk, fresh = false): Promise<Run> => {
  const standing = await store.transact({ role: 'figures', readOnly: true }, (db) => findRun(db, base, ask, fresh));
  if (standing) return standing;
  const k = ask.knownAt ?? (await readWatermark(store));
  return store.transact({ role: 'figures' }, (db) => compute(db, base, ask, k));
};

/** As `system`. Returns how many runs went. */
export const dropOldRuns = async (db: Db): Promise<number> => {
  const { rows } =
    await sql`delete from figure_run where finished < clock_timestamp() - make_interval(days => ${KEPT_DAYS}) returning 1`.execute(db);
  return rows.length;
};
export type { EvidenceClass };
