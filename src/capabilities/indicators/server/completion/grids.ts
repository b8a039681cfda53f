// Persons of a run, or of a frozen month, by county of home × county of work × month: read of the very members the figure table reads, by its own keys and conditions.
import { type RawBuilder, sql } from 'kysely';
import { targetKindOf } from '#capabilities/accords/rules.ts';
import type { Db, Store } from '#platform/server/store.ts';
import { overWholeSets } from '#platform/server/wholeSets.ts';
import { runGone } from '../../contractProblems.ts';
import { type BaseFigure, baseOf, figures } from '../../rulesDefinitions.ts';
import { dimensionOf } from '../../rulesDimensions.ts';
import { chainsOf, type FreezeRow } from '../freeze/freezes.ts';
import { membersOf } from '../freeze/frozenMembers.ts';
import { conditionsOn, keyOn } from '../question.ts';
import type { Run } from '../runs.ts';

export interface GridCell {
  /** Twelve digits of a county; shorter: not known. */
  readonly origin: string;
  readonly host: string;
  readonly figure: string;
  /** [0]: on the first day of the period; [1] … [12]: on other days of the month. */
  readonly counts: readonly number[];
}
export type Grid = readonly GridCell[];

/** The figures of a base that an agreement can be held to. */
const readOf = (base: BaseFigure) => figures.filter((f) => baseOf(f).base.id === base.id && targetKindOf(f.id));

const SLOTS = 13;
interface Row {
  readonly origin: string;
  readonly host: string;
  readonly slot: number;
  readonly persons: readonly number[];
}
/** `members` with the columns of figure_member; `first` the first day of the period. */
const count = async (db: Db, base: BaseFigure, members: RawBuilder<unknown>, first: string): Promise<Grid> => {
  const read = readOf(base);
  const [origin, host] = [keyOn(dimensionOf('origin:county')!), keyOn(dimensionOf('host:county')!)];
  const { rows } = await overWholeSets(db, () =>
    sql<Row>`select ${origin} as origin, ${host} as host,
        case when m.on_day = ${first}::date then 0 else extract(month from m.on_day)::int end as slot,
        array[${sql.join(read.map((f) => sql`count(*) filter (where ${conditionsOn(f, [])})::int`))}] as persons
      from (${members}) m group by 1, 2, 3`.execute(db),
  );
  const cells = new Map<string, { origin: string; host: string; figure: string; counts: number[] }>();
  for (const row of rows)
    for (const [i, figure] of read.entries()) {
      if (row.persons[i] === 0) continue;
      const key = `${row.origin} ${row.host} ${figure.id}`;
      const cell = cells.get(key) ?? {
        origin: row.origin,
        host: row.host,
        figure: figure.id,
        counts: Array.from({ length: SLOTS }, () => 0),
      };
      cell.counts[row.slot]! += row.persons[i]!;
      cells.set(key, cell);
    }
  return [...cells.values()];
};

/** ○ So many are kept in memory; each at most a few megabytes. They never change. */
const KEPT = 24;
const kept = new Map<string, Grid>();
const remember = (key: string, grid: Grid): Grid => {
  kept.delete(key);
  kept.set(key, grid);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
  return grid;
};
/** As a process that has just started: for benches. */
export const forgetGrids = (): void => kept.clear();
type Stored = readonly (readonly [string, string, string, ...number[]])[];
const written = (grid: Grid): string => JSON.stringify(grid.map((c) => [c.origin, c.host, c.figure, ...c.counts]));
const readBack = (cells: Stored): Grid => cells.map(([origin, host, figure, ...counts]) => ({ origin, host, figure, counts }));

type Of = { readonly run: string } | { readonly freeze: string; readonly series: string };
/** What stands in memory, else in the database, else counted now and kept in both. */
const gridOf = async (store: Store, of: Of, made: (db: Db) => Promise<Grid>): Promise<Grid> => {
  const key = 'run' in of ? of.run : `${of.freeze} ${of.series}`;
  const here = kept.get(key);
  if (here) return remember(key, here);
  const whose = 'run' in of ? sql`run_id = ${of.run}::uuid` : sql`freeze_id = ${of.freeze}::uuid and series = ${of.series}`;
  const find = async (db: Db) => (await sql<{ cells: Stored }>`select cells from figure_grid where ${whose}`.execute(db)).rows[0];
  const standing = await store.transact({ role: 'figures', readOnly: true }, find);
  if (standing) return remember(key, readBack(standing.cells));
  const grid = await store
    .transact({ role: 'figures' }, async (db) => {
      const counted = await made(db);
      const [run, freeze, series] = 'run' in of ? [of.run, null, ''] : [null, of.freeze, of.series];
      await sql`insert into figure_grid (run_id, freeze_id, series, cells) values (${run}::uuid, ${freeze}::uuid, ${series}, ${written(counted)}::jsonb)
      on conflict do nothing`.execute(db);
      return counted;
    })
    .catch((error: unknown) => {
      // the run was cleared away meanwhile: its key refuses, and nothing that was counted of it holds
      if ((error as { code?: string }).code === '23503') throw runGone();
      throw error;
    });
  return remember(key, grid);
};

export const gridOfRun = (store: Store, base: BaseFigure, run: Run, first: string): Promise<Grid> =>
  gridOf(store, { run: run.id }, (db) => count(db, base, sql`select * from figure_member where run_id = ${run.id}::uuid`, first));

export const gridOfFreeze = (
  store: Store,
  base: BaseFigure,
  freeze: Pick<FreezeRow, 'id' | 'origin' | 'month' | 'seq'>,
  series: string,
  days: { readonly first: string; readonly asOf: string },
): Promise<Grid> =>
  gridOf(store, { freeze: freeze.id, series }, async (db) => {
    const chain = (await chainsOf(db, freeze)).get(series);
    return chain ? count(db, base, membersOf(chain, days.asOf), days.first) : [];
  });
