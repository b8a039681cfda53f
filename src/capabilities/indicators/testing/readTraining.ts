// Facts of some classes as a database holds them, every version with its instants: what the independent count of I09 is asked about.
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';
import type { TrainingWorld } from './trainingWorld.ts';

/** `workers`: every record of everybody in them. Under a role that reads all facts. */
export const readTraining = async (
  db: Db,
  classes: readonly string[],
): Promise<{ readonly training: TrainingWorld; readonly workers: readonly string[] }> => {
  const rows = async <T>(query: RawBuilder<T>): Promise<readonly T[]> => (await query.execute(db)).rows;
  type Rows<K extends keyof TrainingWorld> = TrainingWorld[K][number];
  const these = sql`class_id = any (${[...classes]}::uuid[])`;
  const training: TrainingWorld = {
    classes: await rows(
      sql<
        Rows<'classes'>
      >`select class_id as id, programme, mode, coalesce(order_kind, '') as "order", school_id as school, employer_id as employer,
        origin_code as origin, coalesce(host_code, '') as host, seats, recorded, superseded from training_class_fact where ${these}`,
    ),
    steps: await rows(
      sql<
        Rows<'steps'>
      >`select class_id as class, state, on_day as on, recorded, superseded from training_class_step where ${these} and state in ('opened', 'cancelled')`,
    ),
    lessons: await rows(
      sql<
        Rows<'lessons'>
      >`select lesson_id as id, class_id as class, day, from_minute as minute, state, recorded, superseded from training_lesson_fact where ${these}`,
    ),
    enrolments: await rows(
      sql<
        Rows<'enrolments'>
      >`select enrolment_id as id, class_id as class, worker_id as worker, state, enrolled_on as from, ended_on as ended, recorded, superseded
        from training_enrolment_fact where ${these}`,
    ),
    marks: await rows(
      sql<
        Rows<'marks'>
      >`select id, class_id as class, lesson_id as lesson, worker_id as worker, says, recorded, superseded from training_mark where ${these}`,
    ),
    books: await rows(
      sql<
        Rows<'books'>
      >`select class_id as class, worker_id as worker, lessons, says, recorded, superseded from training_attendance_book where ${these}`,
    ),
    budget: await rows(
      sql<Rows<'budget'>>`select id, class_id as class, amount::float8 as amount, recorded, superseded from training_budget where ${these}`,
    ),
  };
  const people = [...new Set(training.enrolments.map((e) => e.worker))];
  const records = await rows(
    sql<{
      id: string;
    }>`select distinct o.worker_id as id from worker_link l join worker_link o on o.person_id = l.person_id where l.worker_id = any (${people}::uuid[])`,
  );
  return { training, workers: [...new Set([...people, ...records.map((r) => r.id)])] };
};
