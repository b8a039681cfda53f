// What the roll call says to finishing a class: every lesson that was held has a mark for everybody on its roll. A class whose roll was never called here is not
// judged by it.
import { sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';
import type { ClassStep } from '../../contract.ts';
import type { Condition } from '../../rules.ts';

export const rollConditions = async (
  db: Db,
  classId: string,
  today: string,
): Promise<readonly (Condition & { readonly step: ClassStep })[]> => {
  const { rows } = await sql<{ lessons: number; gaps: number; last: string | null; marks: number }>`
    with held as (
      select l.lesson_id, l.day from training_lesson_fact l
      where l.class_id = ${classId}::uuid and l.superseded = 'infinity' and l.state = 'planned' and l.day < ${today}::date),
    roll as (
      select f.worker_id, f.enrolled_on, f.ended_on from training_enrolment_fact f
      where f.class_id = ${classId}::uuid and f.superseded = 'infinity' and f.enrolled_on is not null
        and f.state in ('enrolled', 'finished', 'failed', 'withdrawn')),
    bare as (
      select distinct h.lesson_id, h.day from held h join roll r on r.enrolled_on <= h.day and (r.ended_on is null or h.day <= r.ended_on)
        left join training_mark m on m.lesson_id = h.lesson_id and m.worker_id = r.worker_id and m.superseded = 'infinity'
      where m.id is null)
    select (select count(*) from held)::int as lessons, (select count(*) from bare)::int as gaps, (select max(day) from bare) as last,
      (select count(*) from training_mark m where m.class_id = ${classId}::uuid and m.superseded = 'infinity')::int as marks`.execute(db);
  const { lessons, gaps, last, marks } = rows[0]!;
  const condition = (met: boolean, zh: string, en: string) => [{ key: 'roll', step: 'finish' as const, met, text: { zh, en } }];
  if (marks === 0) return [];
  return gaps === 0
    ? condition(true, `上过的 ${lessons} 次课都点了名`, `The roll was called in all ${lessons} lessons held`)
    : condition(
        false,
        `${gaps} 次课没有点全，最近一次在 ${last}。请在“签到”里补上`,
        `${gaps} lessons are not fully called, the last on ${last}. Complete them under Attendance`,
      );
};
