// Numbers of a run of I09 in 期, 人 and 人次, of the classes that are asked for. Under the role of figures; which classes those may be is the asker's matter.
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import { significantDigits } from '#standards/divisions/codes.ts';
import type { TrainingWhere } from '../../contractTraining.ts';
import { dimensionOf } from '../../rulesDimensions.ts';
import { AFTER_DAYS, type PeopleStage, type TrainedCounts, type TrainingDimension } from '../../rulesTraining.ts';
import { keyOn } from '../question.ts';
import type { ClassUnit, TraineeRow } from './trainees.ts';

export const STAGE_COLUMNS: Readonly<Record<PeopleStage, string>> = {
  enrolled: 'enrolled_on',
  attended: 'attended_on',
  finished: 'finished_on',
  employed: 'employed_on',
  stable3: 'stable3_on',
  stable6: 'stable6_on',
};
export const STAGE_KEYS = Object.keys(STAGE_COLUMNS) as readonly PeopleStage[];

/** A row of a dimension, of a class `m`. */
export const keyOfClass = (by: TrainingDimension): RawBuilder<string> => keyOn(dimensionOf(by)!) as RawBuilder<string>;
/** Which classes `m` of a run. Null: all of them, where the asker may see all. */
export const classesWhere = (where: TrainingWhere, seen: readonly string[] | null): RawBuilder<unknown> => {
  const parts: RawBuilder<unknown>[] = seen === null ? [] : [sql`m.class_id = any (${[...seen]}::uuid[])`];
  for (const column of ['origin', 'host'] as const) {
    const codes = where[column];
    if (codes?.length)
      parts.push(
        sql`(${sql.join(
          codes.map((c) =>
            c === ''
              ? sql`${sql.ref(`m.${column}`)} = ''`
              : sql`starts_with(${sql.ref(`m.${column}`)}, ${c.slice(0, significantDigits(c))})`,
          ),
          sql` or `,
        )})`,
      );
  }
  for (const column of ['programme', 'mode', 'order', 'school', 'employer'] as const)
    if (where[column]?.length) parts.push(sql`${sql.ref(`m.${column}`)} = any (${[...where[column]]}::text[])`);
  return sql.join([sql`true`, ...parts], sql` and `);
};

interface ClassRow {
  readonly key: string;
  readonly classes: number;
  readonly seats: number;
  readonly budget: number;
}
type PeopleRow = { readonly key: string; readonly reported: number; readonly open: number } & Readonly<
  Record<`${'p' | 't'}${number}`, number>
>;
const NONE = Object.fromEntries(STAGE_KEYS.map((s) => [s, 0])) as Record<PeopleStage, number>;

/** By the dimension, or one row with the key ''. */
export const countRun = async (
  db: Db,
  run: string,
  to: string,
  {
    where,
    seen,
    by,
  }: { readonly where: TrainingWhere; readonly seen: readonly string[] | null; readonly by?: TrainingDimension | undefined },
): Promise<ReadonlyMap<string, TrainedCounts>> => {
  const key = by ? keyOfClass(by) : sql<string>`''`;
  const asked = sql`select m.class_id, m.seats, m.budget, ${key} as key from figure_class m where m.run_id = ${run}::uuid and ${classesWhere(where, seen)}`;
  const { rows: classes } = await sql<ClassRow>`
    select key, count(*)::int as classes, sum(seats)::int as seats, sum(budget)::float8 as budget from (${asked}) c group by key`.execute(
    db,
  );
  const columns = STAGE_KEYS.flatMap((s, i) => {
    const reached = sql`filter (where ${sql.ref(`x.${STAGE_COLUMNS[s]}`)} is not null)`;
    return [sql`count(*) ${reached}::int as ${sql.ref(`t${i}`)}`, sql`count(distinct x.worker_id) ${reached}::int as ${sql.ref(`p${i}`)}`];
  });
  const { rows: people } = await sql<PeopleRow>`
    select c.key, count(*) filter (where x.reported_on is not null)::int as reported,
      count(*) filter (where x.finished_on > ${addDays(to, -AFTER_DAYS)}::date)::int as open, ${sql.join(columns)}
    from (${asked}) c join figure_trained x on x.run_id = ${run}::uuid and x.class_id = c.class_id group by c.key`.execute(db);
  const of = new Map(people.map((r) => [r.key, r]));
  return new Map(
    classes.map(({ key: k, ...c }) => {
      const r = of.get(k);
      const read = (letter: 'p' | 't') =>
        r ? (Object.fromEntries(STAGE_KEYS.map((s, i) => [s, r[`${letter}${i}`]])) as Record<PeopleStage, number>) : NONE;
      return [k, { ...c, persons: read('p'), times: read('t'), reported: r?.reported ?? 0, open: r?.open ?? 0 }];
    }),
  );
};
export const NO_COUNTS: TrainedCounts = { classes: 0, seats: 0, budget: 0, persons: NONE, times: NONE, reported: 0, open: 0 };

/** The day on which a stage was reached; null: not by D. */
export const reachedOn = (x: TraineeRow, s: PeopleStage): string | null =>
  ({
    enrolled: x.enrolledOn,
    attended: x.attendedOn,
    finished: x.finishedOn,
    employed: x.employedOn,
    stable3: x.stable3On,
    stable6: x.stable6On,
  })[s];
/** The same of rows that no run keeps: of one class. */
export const countRows = (to: string, classes: readonly ClassUnit[], rows: readonly TraineeRow[]): TrainedCounts => {
  const times = Object.fromEntries(STAGE_KEYS.map((s) => [s, rows.filter((x) => reachedOn(x, s) !== null).length])) as Record<
    PeopleStage,
    number
  >;
  const persons = Object.fromEntries(
    STAGE_KEYS.map((s) => [s, new Set(rows.flatMap((x) => (reachedOn(x, s) === null ? [] : [x.person]))).size]),
  ) as Record<PeopleStage, number>;
  return {
    classes: classes.length,
    seats: classes.reduce((sum, c) => sum + c.seats, 0),
    budget: classes.reduce((sum, c) => sum + c.budget, 0),
    persons,
    times,
    reported: rows.filter((x) => x.reportedOn !== null).length,
    open: rows.filter((x) => x.finishedOn !== null && x.finishedOn > addDays(to, -AFTER_DAYS)).length,
  };
};
