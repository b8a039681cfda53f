// What the steps of a class ask about, gathered once for a page or a deed.
import { organisationsById } from '#capabilities/organisations/server/service.ts';
import type { Call } from '#platform/server/http.ts';
import { isCurrent } from '#platform/server/versions.ts';
import type { ConditionFacts } from '../../rules.ts';
import { enrolmentConditions } from '../enrolment/conditions.ts';
import { rollConditions } from '../rollcall/conditions.ts';
import { siblingsOf, type Version } from '../standards/rows.ts';
import { budgetOf, lessonVersions, mentorsOf } from '../timetable/load.ts';
import type { ClassFactRow } from './queries.ts';

export const stepsOf = (call: Pick<Call, 'db'>, id: string) =>
  call.db
    .selectFrom('trainingClassStep')
    .select(['state', 'onDay', 'reason', 'recordedName', 'recordedBy', 'recorded'])
    .where('classId', '=', id)
    .where(isCurrent('training_class_step'))
    .orderBy('recorded')
    .execute();

export const gather = async (call: Pick<Call, 'db' | 'today' | 'actor'>, row: ClassFactRow) => {
  const { db, today } = call;
  const steps = await stepsOf(call, row.id);
  const all = row.versionId === null ? [] : await siblingsOf(db, [row.versionId]);
  const version: Version | null = all.find((v) => v.id === row.versionId) ?? null;
  const lessons = await lessonVersions(db, row.id);
  const mentors = await mentorsOf(db, row.id);
  const budget = await budgetOf(db, row.id);
  const organisations = await organisationsById(db, [row.schoolId, ...(row.employerId === null ? [] : [row.employerId])]);
  const school = organisations.get(row.schoolId);
  const employer = row.employerId === null ? undefined : organisations.get(row.employerId);
  const facts: ConditionFacts = {
    today,
    mode: row.mode,
    orderKind: row.orderKind,
    originCode: row.originCode,
    hostCode: row.hostCode,
    planFrom: row.planFrom,
    planTo: row.planTo,
    seats: row.seats,
    version,
    versions: all,
    school: { name: school?.name ?? '', active: school?.state === 'active', isSchool: school?.kinds.includes('school') ?? false },
    employer: employer ? { name: employer.name, active: employer.state === 'active' } : null,
    lessons: lessons
      .filter((l) => l.superseded === 'infinity')
      .map((l) => ({
        module: l.module,
        kind: l.kind,
        hours: Number(l.hours),
        day: l.day,
        state: l.state,
        taught: l.teacherId !== null,
        roomed: l.roomKey !== '',
      })),
    mentors: { sent: mentors.length, signed: mentors.filter((m) => m.signedOn !== null).length },
    budget: { total: budget.reduce((sum, b) => sum + Number(b.amount), 0), funds: new Set(budget.map((b) => b.fund)).size },
    steps,
    more: [...(await enrolmentConditions(call, row.id, version)), ...(await rollConditions(db, row.id, today))],
  };
  return { facts, steps, version, lessons, mentors, budget, organisations };
};
export type Gathered = Awaited<ReturnType<typeof gather>>;
