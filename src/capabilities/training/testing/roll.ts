// A class in the middle of its lessons, written the short way: a standard, a school, trainees with seats, lessons day after day.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { AREAS, ORG } from '#capabilities/access/testing/personas.ts';
import { crowd, type Member } from '#capabilities/workers/testing/crowd.ts';
import type { Services } from '#platform/server/services.ts';
import { addDays } from '#standards/calendar/calendar.ts';

export const SCHOOL_ID = ORG.school.slice(4);
export interface MadeClass {
  readonly id: string;
  readonly versionId: string;
  readonly lessons: readonly { readonly id: string; readonly day: string; readonly fromMinute: number; readonly toMinute: number }[];
  readonly people: readonly Member[];
}
export interface ClassWanted {
  /** The first lesson's day; one lesson a day, 09:00 to 11:30, three hours. */
  readonly from: string;
  readonly lessons?: number;
  readonly people?: number;
  readonly state?: 'enrolling' | 'opened' | 'teaching' | 'finished' | 'archived';
  readonly schoolId?: string;
  readonly title?: string;
  readonly attendancePercent?: number;
  /** An order class of this employer. */
  readonly employerId?: string;
  /** Trainees that are there already. */
  readonly members?: readonly Member[];
  /** Where the made people stand in the row of all made people. */
  readonly after?: number;
  readonly mode?: 'doorstep' | 'remote';
  /** Of each lesson; 09:00 to 11:30 unless told. */
  readonly fromMinute?: number;
  readonly toMinute?: number;
}
export const school = async (
  services: Pick<Services, 'store'>,
  id = SCHOOL_ID,
  name = '白云精工技校',
  kind: 'school' | 'employer' = 'school',
): Promise<void> =>
  services.store.transact({ role: 'system' }, async (db) => {
    await sql`insert into organisation (id) values (${id}::uuid) on conflict do nothing`.execute(db);
    await sql`insert into organisation_fact (organisation_id, name, kinds, uscc_missing, place, state, source)
      select ${id}::uuid, ${name}, array[${kind}], '测试', ${AREAS.baiyun}, 'active', '测试'
      where not exists (select from organisation_fact where organisation_id = ${id}::uuid)`.execute(db);
    await sql`insert into organisation_name (organisation_id, main_id, what, name, plain, stem, pinyin, initials, stem_pinyin, stem_initials, county)
      select ${id}::uuid, ${id}::uuid, 'name', ${name}, ${name}, ${name}, '', '', '', '', '440111'
      where not exists (select from organisation_name where organisation_id = ${id}::uuid)`.execute(db);
  });

const LETTERS = 'ABCDEFGHJK';
export const madeClass = async (services: Pick<Services, 'store' | 'keys'>, wanted: ClassWanted): Promise<MadeClass> => {
  const {
    from,
    lessons = 5,
    people = 3,
    state = 'teaching',
    schoolId = SCHOOL_ID,
    title = '粤菜师傅·测试班',
    attendancePercent = 90,
  } = wanted;
  const { fromMinute = 540, toMinute = 690 } = wanted;
  await school(services, schoolId);
  const members = wanted.members ?? (await crowd(services, people, undefined, wanted.after ?? 0));
  const [id, versionId, standardId] = [randomUUID(), randomUUID(), randomUUID()];
  const days = Array.from({ length: lessons }, (_, i) => ({ id: randomUUID(), day: addDays(from, i), fromMinute, toMinute }));
  const planTo = days.at(-1)!.day;
  await services.store.transact({ role: 'system', writesFacts: true }, async (db) => {
    const code = `T-${[...randomUUID().slice(0, 8)].map((c) => LETTERS[Number.parseInt(c, 16) % 10] ?? c).join('')}`;
    await sql`insert into training_standard (id, code) values (${standardId}::uuid, ${code})`.execute(db);
    await sql`insert into training_standard_version (id, standard_id, ordinal, label, title, programme, occupation, leads_to, leads_name, age_from, attendance_percent,
        size_from, size_to, valid_from, sides, source, certainty)
      values (${versionId}::uuid, ${standardId}::uuid, 1, 'v1', '测试标准', 'cook', '中式烹调师', 'completion', '结业证书', 16, ${attendancePercent}, 1, 500,
        '2020-01-01', '{520000000000,440000000000}', '测试', 'unverified')`.execute(db);
    await sql`insert into training_module (version_id, number, title, theory_hours, practice_hours) values (${versionId}::uuid, 1, '刀工', ${lessons * 3}, 0)`.execute(
      db,
    );
    await sql`insert into training_class (id) values (${id}::uuid)`.execute(db);
    await sql`insert into training_class_fact (class_id, title, programme, version_id, mode, order_kind, employer_id, school_id, place, origin_code, host_code, plan_from, plan_to, enrol_until, seats)
      values (${id}::uuid, ${title}, 'cook', ${versionId}::uuid, ${wanted.mode ?? 'doorstep'}, ${wanted.employerId ? 'named' : null}, ${wanted.employerId ?? null}::uuid,
        ${schoolId}::uuid, ${AREAS.kedu}, ${AREAS.pingtang}, ${AREAS.baiyun},
        ${from}::date, ${planTo}::date, ${from}::date, ${members.length + 5})`.execute(db);
    for (const s of ['plan', 'approval', 'enrolling', 'opened', 'teaching', 'finished', 'assessed', 'tracking', 'archived']) {
      await sql`insert into training_class_step (class_id, state, on_day) values (${id}::uuid, ${s}, ${addDays(from, -20)}::date)`.execute(
        db,
      );
      if (s === state) break;
    }
    await sql`insert into training_lesson (id, class_id) select l, ${id}::uuid from unnest(${days.map((d) => d.id)}::uuid[]) l`.execute(db);
    await sql`insert into training_lesson_fact (lesson_id, class_id, module, kind, day, from_minute, to_minute, hours, room, state, deed)
      select l, ${id}::uuid, 1, 'theory', d, ${fromMinute}, ${toMinute}, 3, '301', 'planned', 'planned' from unnest(${days.map((d) => d.id)}::uuid[], ${days.map((d) => d.day)}::date[]) as t (l, d)`.execute(
      db,
    );
    await sql`insert into training_enrolment (id, class_id, worker_id) select gen_random_uuid(), ${id}::uuid, w from unnest(${members.map((m) => m.id)}::uuid[]) w`.execute(
      db,
    );
    await sql`insert into training_enrolment_fact (enrolment_id, class_id, worker_id, way, state, asked_on, enrolled_on, seat)
      select e.id, ${id}::uuid, e.worker_id, 'office', 'enrolled', ${addDays(from, -10)}::date, ${addDays(from, -5)}::date, t.n
      from unnest(${members.map((m) => m.id)}::uuid[]) with ordinality as t (w, n) join training_enrolment e on e.class_id = ${id}::uuid and e.worker_id = t.w`.execute(
      db,
    );
    await sql`select grant_scope('enrolment:' || e.id, k, e.worker_id, ${addDays(from, -10)}::date, ${addDays(planTo, 365)}::date)
      from training_enrolment e, unnest(${[`org:${schoolId}`, `class:${id}`]}::text[]) k where e.class_id = ${id}::uuid`.execute(db);
  });
  return { id, versionId, lessons: days, people: members };
};
