// 期 and 人次 of a run of I09, kept beside its persons, so that all three are of one instant.
import { insertMany } from '#platform/server/bulkWrite.ts';
import type { Db } from '#platform/server/store.ts';
import type { TrainedAsk } from './classSql.ts';
import { type ClassUnit, classUnitsQuery, type TraineeRow, traineesOf } from './trainees.ts';

const ROWS_A_STATEMENT = 2000;
const put = async <R>(
  db: Db,
  table: string,
  run: string,
  rows: readonly R[],
  columns: Readonly<Record<string, readonly ['uuid' | 'date' | 'text' | 'int4' | 'numeric', (row: R) => unknown]>>,
): Promise<void> => {
  const types = { run_id: 'uuid', ...Object.fromEntries(Object.entries(columns).map(([name, [type]]) => [name, type])) } as const;
  for (let i = 0; i < rows.length; i += ROWS_A_STATEMENT)
    await insertMany(
      db,
      { table, columns: types },
      rows.slice(i, i + ROWS_A_STATEMENT).map((r) => [run, ...Object.values(columns).map(([, of]) => of(r))]),
    );
};
const text = <R>(of: (row: R) => unknown) => ['text', of] as const;
const date = <R>(of: (row: R) => unknown) => ['date', of] as const;

export const keepTrained = async (db: Db, run: string, ask: TrainedAsk): Promise<void> => {
  const { rows: classes } = await classUnitsQuery(ask).execute(db);
  await put<ClassUnit>(db, 'figure_class', run, classes, {
    class_id: ['uuid', (c) => c.classId],
    opened_on: date((c) => c.openedOn),
    seats: ['int4', (c) => c.seats],
    budget: ['numeric', (c) => String(c.budget)],
    origin: text((c) => c.origin),
    host: text((c) => c.host),
    programme: text((c) => c.programme),
    mode: text((c) => c.mode),
    order: text((c) => c.order),
    school: text((c) => c.school),
    employer: text((c) => c.employer),
    pairing: text((c) => c.pairing),
  });
  await put<TraineeRow>(db, 'figure_trained', run, await traineesOf(db, ask), {
    class_id: ['uuid', (x) => x.classId],
    worker_id: ['uuid', (x) => x.person],
    on_day: date((x) => x.onDay),
    enrolled_on: date((x) => x.enrolledOn),
    attended_on: date((x) => x.attendedOn),
    finished_on: date((x) => x.finishedOn),
    employed_on: date((x) => x.employedOn),
    reported_on: date((x) => x.reportedOn),
    stable3_on: date((x) => x.stable3On),
    stable6_on: date((x) => x.stable6On),
    origin: text((x) => x.origin),
    host: text((x) => x.host),
    where: text((x) => x.where),
    people: text((x) => x.people),
    monitored: text((x) => x.monitored),
    relocated: text((x) => x.relocated),
    sex: text((x) => x.sex),
    age: text((x) => x.age),
    programme: text((x) => x.programme),
    mode: text((x) => x.mode),
    order: text((x) => x.order),
    school: text((x) => x.school),
    employer: text((x) => x.employer),
    pairing: text((x) => x.pairing),
  });
};
