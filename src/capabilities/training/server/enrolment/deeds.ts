// Inviting, entering, admitting, and everything that may become of an enrolment.
import { sql } from 'kysely';
import { accountsOver, sendNotice } from '#capabilities/access/server/service.ts';
import type { Output, Parsed } from '#platform/contract.ts';
import { changed, notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import {
  ENROL,
  type EnrolmentState,
  type EnrolmentStep,
  type EnrolmentWay,
  enrolmentStateTexts,
  enrolmentStepTexts,
  type enter,
  type invite,
  type LeaveCode,
  leaveCodeNeeded,
  leaveCodesOf,
  notAdmitted,
  notYourTrainee,
  promiseDay,
  type stepEnrolment,
  stepRefused,
  unknownPeople,
} from '../../contract.ts';
import { classStateTexts } from '../../contractTexts.ts';
import { ASKED_FROM, doubtsOf, ENROLMENT_STEPS, stepFits, whyNotAdmitted, whyNotStepDay } from '../../rules.ts';
import { admitMany, promote } from './admit.ts';
import { ahead, already, answer, type Dealt, noted, recount, told } from './dealt.ts';
import { judge } from './judging.ts';
import {
  attendedLast,
  type Brief,
  briefsOf,
  carriesOn,
  type Enrolment,
  enrolmentsById,
  enrolmentsIn,
  followEnrolments,
  getBrief,
  lockPeople,
  lockSeats,
  numbersOf,
  openedOn,
  standingOf,
  writeEnrolment,
  writer,
} from './target.ts';

/** Those of the chosen people whose home lies in an area of the account's own; all of them, or none. */
const ownPeople = async (call: Call, workerIds: readonly string[]): Promise<void> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from unnest(${workerIds}::uuid[]) as w (id) where at_home_here(w.id, true)`.execute(call.db);
  const missing = new Set(workerIds).size - rows[0]!.n;
  if (missing > 0) throw unknownPeople({ count: missing });
};

/** Asks for people: invited, or entered. Each is judged alone; whoever cannot be admitted is told why and nothing is written of them. */
export const askFor = async (
  call: Pick<Call, 'db' | 'today'>,
  brief: Brief,
  workerIds: readonly string[],
  as: {
    readonly state: 'invited' | 'applied';
    readonly way: EnrolmentWay;
    readonly onDay: string;
    readonly source?: string;
    readonly refs?: ReadonlyMap<string, string>;
  },
  by: { readonly recordedBy: string | null; readonly recordedName: string },
): Promise<{ readonly items: readonly Dealt[]; readonly written: readonly string[] }> => {
  const { db, today } = call;
  await lockSeats(db, brief.classId);
  await lockPeople(db, workerIds);
  const judged = await judge(db, brief, workerIds, today);
  const standing = await enrolmentsIn(db, brief.classId, workerIds);
  const items: Dealt[] = [];
  const written: string[] = [];
  for (const id of new Set(workerIds)) {
    const j = judged.get(id);
    if (!j) continue;
    const before = standing.get(id);
    const free = before === undefined || ASKED_FROM.includes(before.state);
    if (!free || (as.state === 'invited' && before?.state === 'invited')) {
      items.push(told(j, before!.state, already(before!.state)));
      continue;
    }
    const why = whyNotAdmitted(j.admission);
    if (why) {
      items.push(told(j, before?.state ?? null, why));
      continue;
    }
    written.push(
      await writeEnrolment(
        db,
        { classId: brief.classId, workerId: id },
        before,
        {
          state: as.state,
          way: before?.state === 'invited' && as.way !== 'list' ? 'invited' : as.way,
          askedOn: as.onDay,
          waitingNo: null,
          enrolledOn: null,
          endedOn: null,
          doubts: doubtsOf(j.admission),
          source: as.source ?? 'form',
          sourceRef: as.refs?.get(id) ?? '',
        },
        by,
      ),
    );
    items.push(told(j, as.state));
  }
  await followEnrolments(db, written, brief, today);
  return { items, written };
};

export const inviteMany = async (call: Call, { id, workerIds }: Parsed<typeof invite>): Promise<Output<typeof invite>> => {
  const brief = await getBrief(call, id);
  await ownPeople(call, workerIds);
  const { items, written } = await askFor(call, brief, workerIds, { state: 'invited', way: 'invited', onDay: call.today }, writer(call));
  noted(call, brief, { invited: written.length, refused: items.length - written.length });
  return answer(call, brief, items);
};
export const enterMany = async (call: Call, { id, workerIds, onDay = call.today }: Parsed<typeof enter>): Promise<Output<typeof enter>> => {
  const brief = await getBrief(call, id);
  await ownPeople(call, workerIds);
  if (onDay > call.today) throw promiseDay(ahead(onDay, call.today));
  const { items, written } = await askFor(call, brief, workerIds, { state: 'applied', way: 'office', onDay }, writer(call));
  noted(call, brief, { entered: written.length, refused: items.length - written.length });
  return answer(call, brief, items);
};
// One enrolment ---------------------------------------------------------------------------------------------------------------------

const TO: Record<EnrolmentStep, EnrolmentState> = {
  accept: 'applied',
  decline: 'declined',
  admit: 'enrolled',
  refuse: 'refused',
  withdraw: 'withdrawn',
  finish: 'finished',
  fail: 'failed',
  takeBack: 'enrolled',
};
type Step = Omit<Parsed<typeof stepEnrolment>, 'enrolmentId'>;
/** Whose step it is: the person's own, or that of an office of their home; of whoever carries the class on. */
export const standsFor = async (
  call: Pick<Call, 'db' | 'actor'>,
  e: Pick<Enrolment, 'workerId'>,
  brief: Brief,
): Promise<readonly ('home' | 'class')[]> => {
  const self = call.actor.keys.includes(`worker:${e.workerId}`);
  const { rows } = await sql<{ home: boolean }>`select at_home_here(${e.workerId}::uuid, true) as home`.execute(call.db);
  return [
    ...(self || (rows[0]!.home && call.actor.permissions.has(ENROL)) ? (['home'] as const) : []),
    ...(carriesOn(call.actor, brief) ? (['class'] as const) : []),
  ];
};

export const stepOne = async (call: Call, enrolmentId: string, { step, seen, onDay = call.today, reasonCode, reason }: Step) => {
  const { db, today } = call;
  const first = (await enrolmentsById(db, [enrolmentId])).get(enrolmentId);
  if (!first) throw notFound();
  await lockSeats(db, first.classId);
  await lockPeople(db, [first.workerId]);
  const e = (await enrolmentsById(db, [enrolmentId])).get(enrolmentId);
  const brief = (await briefsOf(db, [first.classId], today)).get(first.classId);
  if (!e || !brief) throw notFound();
  const rule = ENROLMENT_STEPS[step];
  const stands = await standsFor(call, e, brief);
  if (!rule.by.some((b) => stands.includes(b))) throw notYourTrainee();
  if (e.recorded !== seen) throw changed({ by: e.recordedName || '—', at: e.recorded });
  if (!stepFits(step, e.state, brief.state))
    throw stepRefused({ state: enrolmentStateTexts[e.state], classState: classStateTexts[brief.state], step: enrolmentStepTexts[step] });
  const codes = step in leaveCodesOf ? leaveCodesOf[step as keyof typeof leaveCodesOf] : [];
  if (codes.length > 0 && (reasonCode === null || !codes.includes(reasonCode) || (reasonCode === 'other' && reason.length < 4)))
    throw leaveCodeNeeded();
  if (step === 'takeBack' && reason.length < 4) throw leaveCodeNeeded();
  const why =
    step === 'accept'
      ? onDay > today
        ? { zh: ahead(onDay, today).why, en: ahead(onDay, today).whyEn }
        : undefined
      : whyNotStepDay(onDay, { ...e, ...(await daysHeld(db, e, step)) }, today);
  if (why) throw promiseDay({ why: why.zh, whyEn: why.en });
  if (step === 'admit') {
    const done = await admitMany(call, { id: brief.classId, enrolmentIds: [enrolmentId], onDay });
    const [item] = done.items;
    if (item?.why) throw notAdmitted({ name: item.name, why: item.why.zh, whyEn: item.why.en });
    return { state: item?.state ?? e.state, promoted: 0, standing: done.standing };
  }
  const change = await changeOf(call, brief, e, step, onDay, { reasonCode, reason });
  await writeEnrolment(db, e, e, change, writer(call));
  await followEnrolments(db, [enrolmentId], brief, today);
  const promoted = step === 'withdraw' && e.seat !== null ? await promote(call, brief) : 0;
  if (promoted > 0) await tellOffices(db, brief, promoted, call.actor.accountId);
  await recount(call, brief);
  call.note({
    area: brief.originCode,
    subject: { kind: 'class', id: brief.classId },
    details: { step, enrolment: enrolmentId, onDay, promoted },
  });
  return { state: change.state, promoted, standing: standingOf(await numbersOf(db, brief.classId), brief) };
};
/** Nobody leaves or finishes before the last lesson they came to, nor finishes before the class opened. */
const daysHeld = async (db: Db, e: Enrolment, step: EnrolmentStep) => {
  if (!['withdraw', 'finish', 'fail'].includes(step)) return {};
  return {
    openedOn: step === 'withdraw' ? null : await openedOn(db, e.classId),
    attendedOn: (await attendedLast(db, e.classId, [e.workerId])).get(e.workerId) ?? null,
  };
};
const changeOf = async (
  call: Call,
  brief: Brief,
  e: Enrolment,
  step: EnrolmentStep,
  onDay: string,
  why: { readonly reasonCode: LeaveCode | null; readonly reason: string },
) => {
  const said = { reasonCode: why.reasonCode ?? '', reason: why.reason };
  if (step === 'accept') {
    const j = (await judge(call.db, brief, [e.workerId], call.today)).get(e.workerId);
    const refused = j && whyNotAdmitted(j.admission);
    if (j && refused) throw notAdmitted({ name: j.name, why: refused.zh, whyEn: refused.en });
    return {
      state: 'applied' as const,
      askedOn: onDay,
      waitingNo: null,
      enrolledOn: null,
      endedOn: null,
      doubts: j ? doubtsOf(j.admission) : [],
    };
  }
  if (step === 'takeBack') return { state: 'enrolled' as const, endedOn: null, ...said };
  return { state: TO[step], endedOn: onDay, ...said };
};

/** The offices of the class's origin. */
const tellOffices = async (db: Db, brief: Brief, n: number, but: string | null): Promise<void> => {
  for (const a of await accountsOver(db, brief.originCode, ['county_bureau', 'steering'])) {
    if (a.areaCode !== brief.originCode || a.id === but) continue;
    await sendNotice(db, {
      to: { account: a.id },
      kind: 'training.promoted',
      params: { title: brief.title, n },
      link: `/training/classes/${brief.classId}`,
    });
  }
};
