// Teachers and mentors: who they are, by the organisation they work for.
import { organisationsById } from '#capabilities/organisations/server/service.ts';
import type { Output, Parsed } from '#platform/contract.ts';
import { notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { insertVersion, isCurrent, supersede, withdraw } from '#platform/server/versions.ts';
import {
  type addTeacher,
  type endTeacher,
  type listTeachers,
  notYourTeacher,
  type TeacherOut,
  unknownOrganisation,
  WRITE,
} from '../../contract.ts';
import { areasReaching } from '../../rules.ts';
import { seenClasses } from '../classes/queries.ts';
import { writer } from '../target.ts';

interface Organisation {
  readonly id: string;
  readonly name: string;
  readonly place: string;
}
const organisationOf = async (call: Call, id: string): Promise<Organisation> => {
  const found = (await organisationsById(call.db, [id])).get(id);
  if (!found) throw unknownOrganisation();
  return found;
};
/** Its own account, or an office over where it lies. */
const mayWrite = (call: Call, of: Organisation): boolean =>
  call.actor.permissions.has(WRITE) &&
  call.actor.grants.some((g) =>
    g.relation === null
      ? (g.role === 'county_bureau' || g.role === 'steering') && of.place >= g.area.from && of.place <= g.area.to
      : g.relation === `org:${of.id}`,
  );
/** Besides: whoever sees a class of theirs, and areas that hold them. */
export const maySeeTeachers = async (call: Call, of: Organisation): Promise<boolean> => {
  if (call.actor.keys.includes(`org:${of.id}`) || areasReaching(call.actor).some((a) => of.place >= a.from && of.place <= a.to))
    return true;
  const held = await seenClasses(call.db, call.actor, call.today, {})
    .where((w) => w.or([w('a.schoolId', '=', of.id), w('a.employerId', '=', of.id)]))
    .limit(1)
    .executeTakeFirst();
  return held !== undefined;
};

export const list = async (call: Call, { organisation, on }: Parsed<typeof listTeachers>): Promise<Output<typeof listTeachers>> => {
  const of = await organisationOf(call, organisation);
  if (!(await maySeeTeachers(call, of))) throw notFound();
  const day = on ?? call.today;
  const rows = await call.db
    .selectFrom('trainingTeacher')
    .select(['id', 'name', 'kind', 'duty', 'fromDay', 'toDay', 'recorded'])
    .where('organisationId', '=', of.id)
    .where(isCurrent('training_teacher'))
    .where('fromDay', '<=', day)
    .where((w) => w.or([w('toDay', 'is', null), w('toDay', '>=', day)]))
    .orderBy('kind')
    .orderBy('name')
    .orderBy('id')
    .execute();
  return { items: rows.map((r) => ({ ...r, organisation: { id: of.id, name: of.name } })), mayWrite: mayWrite(call, of) };
};

export const add = async (call: Call, input: Parsed<typeof addTeacher>): Promise<TeacherOut> => {
  const of = await organisationOf(call, input.organisationId);
  if (!mayWrite(call, of)) throw notYourTeacher();
  const id = newId();
  const recorded = await insertVersion(call.db, 'training_teacher', { id, ...input, ...writer(call) });
  // names of people stand in no audit row
  call.note({ area: of.place, subject: { kind: 'organisation', id: of.id }, details: { kind: input.kind } });
  return {
    id,
    organisation: { id: of.id, name: of.name },
    name: input.name,
    kind: input.kind,
    duty: input.duty,
    fromDay: input.fromDay,
    toDay: null,
    recorded,
  };
};

export const end = async (call: Call, { id, toDay, reason }: Parsed<typeof endTeacher>) => {
  const teacher = await call.db
    .selectFrom('trainingTeacher')
    .select(['organisationId'])
    .where('id', '=', id)
    .where(isCurrent('training_teacher'))
    .executeTakeFirst();
  if (!teacher) throw notFound();
  const of = await organisationOf(call, teacher.organisationId);
  if (!mayWrite(call, of)) throw notYourTeacher();
  if (toDay === null) await withdraw(call.db, 'training_teacher', { id });
  else await supersede(call.db, 'training_teacher', { id }, { toDay, reason, ...writer(call) });
  call.note({ area: of.place, subject: { kind: 'organisation', id: of.id }, details: { to: toDay, reason } });
  return {};
};
