// Who fits a class: what the register knows of people, held against what the class asks.
import { sql } from 'kysely';
import type { Actor } from '#platform/server/actor.ts';
import type { Db } from '#platform/server/store.ts';
import type { EducationLevel } from '#standards/education/education.ts';
import { admissionKeyTexts } from '../../contractEnrolmentTexts.ts';
import { type Admission, type Asked, admissionOf, type Candidate } from '../../rules.ts';
import { areaNamed } from '../places.ts';
import { type Brief, briefsOf } from './target.ts';

interface Known {
  readonly workerId: string;
  readonly personId: string;
  readonly name: string;
  readonly home: string;
  readonly birthday: string | null;
  readonly diedOn: string | null;
  readonly sex: string;
  readonly education: EducationLevel | '';
  readonly ability: string;
  readonly schoolStage: string;
}
export interface Judged {
  readonly workerId: string;
  readonly personId: string;
  readonly name: string;
  readonly home: string;
  readonly admission: readonly Admission[];
}
interface Version {
  readonly label: string;
  readonly title: string;
  readonly ageFrom: number;
  readonly ageTo: number | null;
  readonly education: string;
  readonly occupation: string;
  readonly leadsLevel: number | null;
  readonly hours: number;
}
export const versionsAsked = async (db: Db, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, Version>> => {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<Version & { id: string }>`
    select v.id, v.label, v.title, v.age_from, v.age_to, v.education, v.occupation, v.leads_level,
      coalesce((select sum(m.theory_hours + m.practice_hours) from training_module m where m.version_id = v.id), 0)::int as hours
    from training_standard_version v where v.id = any (${wanted}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, ...v }) => [id, v]));
};
export const askedOf = (brief: Brief, version: Version | undefined): Asked => ({
  state: brief.state,
  enrolUntil: brief.enrolUntil,
  planFrom: brief.planFrom,
  originCode: brief.originCode,
  originName: areaNamed(brief.originCode).name,
  mode: brief.mode,
  version: version ?? null,
});

/** Of those the reader may see; as `system`, of all. */
const knownOf = async (db: Db, workerIds: readonly string[]): Promise<readonly Known[]> => {
  const { rows } =
    await sql<Known>`select n.worker_id, n.person_id, n.name, n.home, n.birthday, n.died_on, n.sex, n.education, n.ability, coalesce(c.school_stage, '') as school_stage
    from worker_now n left join worker_condition c on c.worker_id = n.worker_id and c.superseded = 'infinity'
    where n.worker_id = any (${workerIds}::uuid[])`.execute(db);
  return rows;
};
interface Met {
  readonly workerId: string;
  readonly otherClass: string;
  readonly day: string | null;
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly otherFrom: number;
  readonly otherTo: number;
}
/** Whether each of these people fits the class, condition by condition. People who are not to be seen are left out. */
export const judge = async (db: Db, brief: Brief, workerIds: readonly string[], today: string): Promise<ReadonlyMap<string, Judged>> => {
  if (workerIds.length === 0) return new Map();
  const known = await knownOf(db, workerIds);
  const ids = known.map((k) => k.workerId);
  const { rows: meets } = await sql<Met>`select * from classes_meeting(${brief.classId}::uuid, ${ids}::uuid[], ${today}::date)`.execute(db);
  // which class it is, is told only to whoever may see that class or is in it
  const others = await briefsOf(
    db,
    meets.map((m) => m.otherClass),
    today,
  );
  const { rows: trainings } = await sql<Candidate['trainings'][number] & { workerId: string }>`
    select worker_id, enrolled_on, occupation, level, subsidised from trainings_of(${ids}::uuid[], ${brief.classId}::uuid)`.execute(db);
  const byWorker = Map.groupBy(trainings, (t) => t.workerId);
  const met = new Map(meets.map((m) => [m.workerId, m]));
  const version = brief.versionId === null ? undefined : (await versionsAsked(db, [brief.versionId])).get(brief.versionId);
  const asked = askedOf(brief, version);
  return new Map(
    known.map((k): [string, Judged] => {
      const m = met.get(k.workerId);
      const slot =
        m && m.day !== null
          ? { day: m.day, fromMinute: Math.max(m.fromMinute, m.otherFrom), toMinute: Math.min(m.toMinute, m.otherTo) }
          : null;
      const candidate: Candidate = {
        ...k,
        trainings: byWorker.get(k.workerId) ?? [],
        meets: m ? { title: others.get(m.otherClass)?.title ?? null, slot } : null,
      };
      return [
        k.workerId,
        { workerId: k.workerId, personId: k.personId, name: k.name, home: k.home, admission: admissionOf(candidate, asked, today) },
      ];
    }),
  );
};

/** Whether the reader is the person or stands on the side of their home, who are told everything. */
export const atHome = (actor: Actor, of: { readonly workerId: string; readonly home: string }): boolean =>
  actor.keys.includes(`worker:${of.workerId}`) || [...actor.areas, ...actor.lookAreas].some((a) => of.home >= a.from && of.home <= a.to);
/** Age, hours and the time of enrolment a school and an employer may know; of education, schooling and ability only that something is not met. */
const OPEN: readonly Admission['key'][] = ['age', 'hours', 'time'];
export const toldAdmission = (actor: Actor, j: Judged): readonly Admission[] =>
  atHome(actor, j)
    ? j.admission
    : j.admission
        .filter((a) => a.stops)
        .map((a) =>
          OPEN.includes(a.key)
            ? a
            : {
                ...a,
                text: {
                  zh: `${admissionKeyTexts[a.key].zh}${a.met === true ? '符合' : a.met === null ? '待核' : '不符合，请向户籍地了解'}`,
                  en: `${admissionKeyTexts[a.key].en}: ${a.met === true ? 'met' : a.met === null ? 'to be checked' : 'not met; ask the office of their home'}`,
                },
              },
        );
