// Inviting, entering, admitting, and everything that may become of an enrolment.
import { sql } from 'kysely';
import { accountsOver, sendNotice } from '#capabilities/access/server/service.ts';
import type { Output, Parsed } from '#platform/contract.ts';
import { changed, notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { enqueue } from '#platform/server/jobs.ts';
import type { Db } from '#platform/server/store.ts';
import type { Text } from '#standards/text.ts';
import {
  type admit,
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
  type markFinished,
  notAdmitted,
  notYourTrainee,
  promiseDay,
  type stepEnrolment,
  stepRefused,
  unknownPeople,
} from '../../contract.ts';
import { classStateTexts } from '../../contractTexts.ts';
import { ASKED_FROM, doubtsOf, ENROLMENT_STEPS, stepFits, whyNotAdmitted, whyNotStepDay } from '../../rules.ts';
import { countPromises } from '../orders/count.ts';
import { type Judged, judge, toldAdmission } from './judging.ts';
import {
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
  standingOf,
  writeEnrolment,
  writer,
} from './target.ts';

type Dealt = Output<typeof invite>['items'][number];
const told = (j: Judged, state: EnrolmentState | null, why: Text | null = null): Dealt => ({
  workerId: j.workerId,
  name: j.name,
  state,
  why,
});
const answer = async (call: Call, brief: Brief, items: readonly Dealt[]): Promise<Output<typeof invite>> => ({
  items: [...items],
  done: items.filter((i) => i.why === null).length,
  refused: items.filter((i) => i.why !== null).length,
  standing: standingOf(await numbersOf(call.db, brief.classId), brief),
});
const noted = (call: Call, brief: Brief, details: Record<string, unknown>): void =>
  call.note({ area: brief.originCode, subject: { kind: 'class', id: brief.classId }, details });
const already = (state: EnrolmentState): Text => ({
  zh: `已经是这个班的“${enrolmentStateTexts[state].zh}”`,
  en: `“${enrolmentStateTexts[state].en}” in this class already`,
});

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
const ahead = (day: string, today: string) => ({
  why: `日期 ${day} 还没有到，今天是 ${today}`,
  whyEn: `${day} has not come; today is ${today}`,
});

// Admitting -------------------------------------------------------------------------------------------------------------------------

/** Free seats go to the waiting list, in its order. Returns how many moved up. Under the lock of the seats. */
export const promote = async (call: Pick<Call, 'db' | 'today'>, brief: Brief): Promise<number> => {
  if (!takesPeople(brief, call.today)) return 0;
  const { rows } = await sql<{
    enrolmentId: string;
  }>`select enrolment_id from promote_waiting(${brief.classId}::uuid, ${call.today}::date)`.execute(call.db);
  return rows.length;
};
const takesPeople = (brief: Brief, today: string): boolean =>
  brief.state === 'enrolling' || ((brief.state === 'opened' || brief.state === 'teaching') && brief.enrolUntil >= today);

/** The enrolments of this class that the account carries on; all of them, or none. */
const ownEnrolments = async (call: Call, brief: Brief, ids: readonly string[]): Promise<readonly Enrolment[]> => {
  if (!carriesOn(call.actor, brief)) throw notYourTrainee();
  const found = await enrolmentsById(call.db, ids);
  const mine = [...new Set(ids)].flatMap((id) => {
    const e = found.get(id);
    return e?.classId === brief.classId ? [e] : [];
  });
  if (mine.length < new Set(ids).size) throw unknownPeople({ count: new Set(ids).size - mine.length });
  return mine;
};

export const admitMany = async (
  call: Call,
  { id, enrolmentIds, onDay = call.today }: Parsed<typeof admit>,
): Promise<Output<typeof admit>> => {
  const { db, today } = call;
  const brief = await getBrief(call, id);
  if (onDay > today) throw promiseDay(ahead(onDay, today));
  await lockSeats(db, id);
  const asked = await ownEnrolments(call, brief, enrolmentIds);
  await lockPeople(
    db,
    asked.map((e) => e.workerId),
  );
  // whoever waits already comes first
  await promote(call, brief);
  const judged = await judge(
    db,
    brief,
    asked.map((e) => e.workerId),
    today,
  );
  const current = await enrolmentsById(db, enrolmentIds);
  const items: Dealt[] = [];
  const written: string[] = [];
  for (const { enrolmentId, workerId } of asked) {
    const j = judged.get(workerId);
    const e = current.get(enrolmentId)!;
    if (!j) continue;
    if (e.state === 'enrolled' && asked.some((a) => a.enrolmentId === enrolmentId && a.state === 'waiting')) {
      items.push(told(j, 'enrolled'));
      continue;
    }
    if (!stepFits('admit', e.state, brief.state)) {
      items.push(told(j, e.state, already(e.state)));
      continue;
    }
    const why = whyNotAdmitted(toldAdmission(call.actor, j).filter((c) => c.key !== 'time' || !takesPeople(brief, today)));
    if (why) {
      items.push(told(j, e.state, why));
      continue;
    }
    const numbers = await numbersOf(db, id);
    if (e.state === 'waiting') {
      items.push(
        told(j, 'waiting', {
          zh: `${brief.seats} 个名额已满，仍在候补`,
          en: `All ${brief.seats} seats are taken; still on the waiting list`,
        }),
      );
      continue;
    }
    const day = onDay < e.askedOn ? e.askedOn : onDay;
    const seat = numbers.waiting > 0 ? null : numbers.freeSeat;
    written.push(
      await writeEnrolment(
        db,
        e,
        e,
        seat === null
          ? { state: 'waiting', waitingNo: numbers.nextWaiting, endedOn: null, doubts: doubtsOf(j.admission) }
          : { state: 'enrolled', seat, enrolledOn: day, endedOn: null, doubts: doubtsOf(j.admission) },
        writer(call),
      ),
    );
    items.push(told(j, seat === null ? 'waiting' : 'enrolled'));
  }
  await followEnrolments(db, written, brief, today);
  await recount(call, brief);
  noted(call, brief, {
    admitted: items.filter((i) => i.state === 'enrolled' && i.why === null).length,
    waiting: items.filter((i) => i.state === 'waiting' && i.why === null).length,
  });
  return answer(call, brief, items);
};

export const finishMany = async (
  call: Call,
  { id, enrolmentIds, onDay }: Parsed<typeof markFinished>,
): Promise<Output<typeof markFinished>> => {
  const brief = await getBrief(call, id);
  if (onDay > call.today) throw promiseDay(ahead(onDay, call.today));
  await lockSeats(call.db, id);
  const asked = await ownEnrolments(call, brief, enrolmentIds);
  const names = await judge(
    call.db,
    brief,
    asked.map((e) => e.workerId),
    call.today,
  );
  const items: Dealt[] = [];
  const written: string[] = [];
  for (const e of asked) {
    const j = names.get(e.workerId);
    if (!j) continue;
    const why = stepFits('finish', e.state, brief.state) ? whyNotStepDay(onDay, e, call.today) : already(e.state);
    if (why) {
      items.push(told(j, e.state, why));
      continue;
    }
    written.push(await writeEnrolment(call.db, e, e, { state: 'finished', endedOn: onDay }, writer(call)));
    items.push(told(j, 'finished'));
  }
  await followEnrolments(call.db, written, brief, call.today);
  await recount(call, brief);
  noted(call, brief, { finished: written.length, onDay });
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
      : whyNotStepDay(onDay, e, today);
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
/** The counts everybody reads are derived after the deed, by a job: nobody who writes sees all trainees of a class. */
export const recount = async (call: Pick<Call, 'db' | 'services' | 'actor' | 'afterCommit'>, brief: Brief): Promise<void> => {
  if (brief.orderKind === null) return;
  await enqueue(call.db, call.services.keys, countPromises, { classId: brief.classId }, { dedupeKey: brief.classId });
  call.afterCommit(() => call.services.jobs.wake());
};
