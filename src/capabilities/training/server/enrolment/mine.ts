// A trainee's own page: classes that enrol, one's own enrolments, and what one answers.
import { sql } from 'kysely';
import { organisationsById } from '#capabilities/organisations/server/service.ts';
import type { Output, Parsed } from '#platform/contract.ts';
import { notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import {
  type answerMyself,
  type applyMyself,
  type ClassBrief,
  EnrolmentStep,
  enrolledAlready,
  enrolmentStateTexts,
  type listOpen,
  notAdmitted,
  notYourTrainee,
  type OwnEnrolment,
  type readMine,
} from '../../contract.ts';
import { ENROLMENT_STEPS, stepFits, verdictOf } from '../../rules.ts';
import { promisesByEnrolment } from '../orders/checks.ts';
import type { TrainingParts } from '../parts.ts';
import { areaNamed } from '../places.ts';
import { recount } from './dealt.ts';
import { askFor, stepOne } from './deeds.ts';
import { judge, versionsAsked } from './judging.ts';
import { reasonCodeOf } from './lists.ts';
import { type Brief, briefsOf, type Enrolment, enrolmentColumns, enrolmentsIn, numbersOf, writer } from './target.ts';

/** Records that are the account's own. */
const ownWorkers = (call: Call): readonly string[] => call.actor.keys.flatMap((k) => (k.startsWith('worker:') ? [k.slice(7)] : []));

const tellBriefs = async (call: Call, briefs: readonly Brief[]): Promise<ReadonlyMap<string, ClassBrief>> => {
  const names = await organisationsById(
    call.db,
    briefs.flatMap((b) => [b.schoolId, ...(b.employerId === null ? [] : [b.employerId])]),
  );
  const versions = await versionsAsked(
    call.db,
    briefs.map((b) => b.versionId),
  );
  const out = new Map<string, ClassBrief>();
  for (const b of briefs) {
    const numbers = await numbersOf(call.db, b.classId);
    const version = b.versionId === null ? undefined : versions.get(b.versionId);
    const org = (id: string) => ({ id, name: names.get(id)?.name ?? '' });
    out.set(b.classId, {
      id: b.classId,
      title: b.title,
      programme: b.programme,
      mode: b.mode,
      orderKind: b.orderKind,
      state: b.state,
      school: org(b.schoolId),
      employer: b.employerId === null ? null : org(b.employerId),
      place: areaNamed(b.place),
      address: b.address,
      planFrom: b.planFrom,
      planTo: b.planTo,
      enrolUntil: b.enrolUntil,
      seats: b.seats,
      free: Math.max(0, b.seats - numbers.enrolled),
      waiting: numbers.waiting,
      standard: version ? `${version.title} ${version.label}` : '',
      hours: version?.hours ?? 0,
    });
  }
  return out;
};

/** The next lessons of a class, for one of its trainees: told by the class, not by row-level security, which knows no trainee. */
const lessonsOf = async (call: Call, classIds: readonly string[]) => {
  const { rows } = await sql<{ classId: string; day: string; fromMinute: number; toMinute: number; title: string; room: string }>`
    select * from lessons_told(${classIds}::uuid[], ${call.today}::date)`.execute(call.db);
  return Map.groupBy(rows, (r) => r.classId);
};

export const readOwn =
  (parts: TrainingParts) =>
  async (call: Call, _: Parsed<typeof readMine>): Promise<Output<typeof readMine>> => {
    const workers = ownWorkers(call);
    const { rows } = await sql<Enrolment>`select ${enrolmentColumns} from training_enrolment_fact f
      where f.worker_id = any (${workers}::uuid[]) and f.superseded = 'infinity' order by f.asked_on desc, f.enrolment_id`.execute(call.db);
    const briefs = await briefsOf(
      call.db,
      rows.map((r) => r.classId),
      call.today,
    );
    const told = await tellBriefs(call, [...briefs.values()]);
    const lessons = await lessonsOf(
      call,
      rows.filter((r) => r.state === 'enrolled').map((r) => r.classId),
    );
    const promises = await promisesByEnrolment(
      call,
      parts,
      [...briefs.values()],
      rows.filter((r) => r.enrolledOn !== null),
    );
    const items: OwnEnrolment[] = [];
    for (const e of rows) {
      const brief = briefs.get(e.classId);
      const of = told.get(e.classId);
      if (!brief || !of) continue;
      items.push({
        enrolmentId: e.enrolmentId,
        recorded: e.recorded,
        state: e.state,
        askedOn: e.askedOn,
        enrolledOn: e.enrolledOn,
        endedOn: e.endedOn,
        line: e.state === 'waiting' ? await lineOf(call, e) : null,
        seat: e.seat,
        reasonCode: reasonCodeOf(e.reasonCode),
        reason: e.reason,
        may: EnrolmentStep.options.filter((s) => ENROLMENT_STEPS[s].by.includes('home') && stepFits(s, e.state, brief.state)),
        class: of,
        lessons: (lessons.get(e.classId) ?? []).map(({ classId: _, ...l }) => l).slice(0, 12),
        promises: [...(promises.get(e.enrolmentId) ?? [])],
      });
    }
    return { items, today: call.today };
  };
const lineOf = async (call: Call, e: Enrolment): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select place_in_line(${e.classId}::uuid, ${e.waitingNo}::int) as n`.execute(call.db);
  return rows[0]!.n;
};

export const listOpenClasses = async (call: Call, _: Parsed<typeof listOpen>): Promise<Output<typeof listOpen>> => {
  const { db, today } = call;
  const items: Output<typeof listOpen>['items'] = [];
  for (const workerId of ownWorkers(call)) {
    const { rows } = await sql<{
      id: string;
    }>`select o as id from worker_now n, open_classes(n.home, ${today}::date) o where n.worker_id = ${workerId}::uuid`.execute(db);
    const briefs = await briefsOf(
      db,
      rows.map((r) => r.id),
      today,
    );
    const told = await tellBriefs(call, [...briefs.values()]);
    for (const brief of [...briefs.values()].sort((a, b) => (a.planFrom < b.planFrom ? -1 : 1))) {
      const j = (await judge(db, brief, [workerId], today)).get(workerId);
      if (!j) continue;
      const mine = (await enrolmentsIn(db, brief.classId, [workerId])).get(workerId)?.state ?? null;
      items.push({
        ...told.get(brief.classId)!,
        workerId,
        verdict: verdictOf(j.admission),
        admission: j.admission.map((a) => ({ ...a })),
        mine,
      });
    }
  }
  return { items };
};

export const apply = async (call: Call, { id, workerId }: Parsed<typeof applyMyself>): Promise<Output<typeof applyMyself>> => {
  if (!ownWorkers(call).includes(workerId)) throw notYourTrainee();
  const brief = (await briefsOf(call.db, [id], call.today)).get(id);
  if (!brief) throw notFound();
  const { items, written } = await askFor(call, brief, [workerId], { state: 'applied', way: 'self', onDay: call.today }, writer(call));
  const [item] = items;
  if (!item) throw notFound();
  if (written.length === 0) {
    if (item.state !== null && !['declined', 'refused', 'withdrawn', 'invited'].includes(item.state))
      throw enrolledAlready({ name: item.name, state: enrolmentStateTexts[item.state] });
    throw notAdmitted({ name: item.name, why: item.why?.zh ?? '', whyEn: item.why?.en ?? '' });
  }
  await recount(call, brief);
  call.note({ area: brief.originCode, subject: { kind: 'class', id }, details: { enrolment: written[0] } });
  return { enrolmentId: written[0]!, state: 'applied' };
};

export const answerOwn = async (
  call: Call,
  { enrolmentId, ...step }: Parsed<typeof answerMyself>,
): Promise<Output<typeof answerMyself>> => ({
  state: (await stepOne(call, enrolmentId, step)).state,
});
