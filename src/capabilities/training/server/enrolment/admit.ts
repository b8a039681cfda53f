// Admitting and finishing: seats under the lock of the class, the waiting list first.
import { sql } from 'kysely';
import type { Output, Parsed } from '#platform/contract.ts';
import type { Call } from '#platform/server/http.ts';
import { type admit, type markFinished, notYourTrainee, promiseDay, unknownPeople } from '../../contract.ts';
import { doubtsOf, stepFits, whyNotAdmitted, whyNotStepDay } from '../../rules.ts';
import { ahead, already, answer, type Dealt, noted, recount, told } from './dealt.ts';
import { judge, toldAdmission } from './judging.ts';
import {
  attendedLast,
  type Brief,
  carriesOn,
  type Enrolment,
  enrolmentsById,
  followEnrolments,
  getBrief,
  lockPeople,
  lockSeats,
  numbersOf,
  openedOn,
  writeEnrolment,
  writer,
} from './target.ts';

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
  // two records of one person may be asked for at once: of the second it is told that the first is in
  const persons = new Set<string>();
  for (const { enrolmentId, workerId } of asked) {
    const first = judged.get(workerId);
    const j = first && persons.has(first.personId) ? (await judge(db, brief, [workerId], today)).get(workerId) : first;
    const e = current.get(enrolmentId)!;
    if (!j) continue;
    persons.add(j.personId);
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
  const workers = asked.map((e) => e.workerId);
  await lockPeople(call.db, workers);
  const names = await judge(call.db, brief, workers, call.today);
  const opened = await openedOn(call.db, id);
  const attended = await attendedLast(call.db, id, workers);
  const items: Dealt[] = [];
  const written: string[] = [];
  for (const e of asked) {
    const j = names.get(e.workerId);
    if (!j) continue;
    const why = stepFits('finish', e.state, brief.state)
      ? whyNotStepDay(onDay, { ...e, openedOn: opened, attendedOn: attended.get(e.workerId) ?? null }, call.today)
      : already(e.state);
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
