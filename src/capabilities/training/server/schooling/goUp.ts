// 升学期: everybody who studies is taken into the class of the term. Done twice it is the same; who cannot be taken is told one by one.

import { sql } from 'kysely';
import type { Output, Parsed } from '#platform/contract.ts';
import type { Call } from '#platform/server/http.ts';
import { type goUp, notYourCohort, termRefused } from '../../contractSchooling.ts';
import { classStateTexts } from '../../contractTexts.ts';
import { doubtsOf, isSeated, whyNotAdmitted } from '../../rulesEnrolment.ts';
import { studentStateOn } from '../../rulesSchooling.ts';
import { recount } from '../enrolment/dealt.ts';
import { judge, toldAdmission } from '../enrolment/judging.ts';
import {
  carriesOn,
  enrolmentsIn,
  followEnrolments,
  getBrief,
  lockPeople,
  lockSeats,
  numbersOf,
  writeEnrolment,
} from '../enrolment/target.ts';
import { writer } from '../target.ts';
import { termsOf } from './cohorts.ts';
import { lockOwnCohort, noted, type Student, stepsOf } from './target.ts';

export const take = async (call: Call, { id, number, onDay }: Parsed<typeof goUp>): Promise<Output<typeof goUp>> => {
  const { db, actor, today } = call;
  const cohort = await lockOwnCohort(call, id);
  const refuse = (zh: string, en: string) => termRefused({ number, why: zh, whyEn: en });
  const term = (await termsOf(call, id)).find((t) => t.number === number);
  if (!term?.classId) throw refuse('还没有班，请先选哪个班是这一学期', 'it has no class yet; choose which class it is held as');
  const brief = await getBrief(call, term.classId);
  if (!carriesOn(actor, brief)) throw notYourCohort();
  if (!['enrolling', 'opened', 'teaching'].includes(brief.state))
    throw refuse(
      `班现在是“${classStateTexts[brief.state].zh}”，招生、开班、在训时才能编入`,
      `its class is at “${classStateTexts[brief.state].en}”; people are taken in while it enrols, is opened or in training`,
    );
  const day = onDay ?? [today, term.fromDay].sort()[0]!;
  if (day > today) throw refuse(`日期 ${day} 还没有到，今天是 ${today}`, `${day} has not come; today is ${today}`);
  const { rows: all } =
    await sql<Student>`select id, cohort_id, worker_id from training_student where cohort_id = ${id}::uuid order by id`.execute(db);
  const steps = Map.groupBy(
    await stepsOf(
      db,
      all.map((s) => s.id),
    ),
    (s) => s.studentId,
  );
  const students = all.filter((s) => studentStateOn(steps.get(s.id) ?? [], today) === 'studying');
  const workerIds = students.map((s) => s.workerId);
  await lockSeats(db, brief.classId);
  await lockPeople(db, workerIds);
  const judged = await judge(db, brief, workerIds, today);
  const before = await enrolmentsIn(db, brief.classId, workerIds);
  const items: Output<typeof goUp>['items'] = [];
  const written: string[] = [];
  let already = 0;
  for (const workerId of workerIds) {
    const j = judged.get(workerId);
    if (!j) continue;
    const e = before.get(workerId);
    if (e && isSeated(e.state)) {
      already += 1;
      continue;
    }
    const say = (why: { zh: string; en: string } | null) => items.push({ workerId, name: j.name, why });
    // the cohort is its own time of enrolment
    const why = whyNotAdmitted(toldAdmission(actor, j).filter((c) => c.key !== 'time'));
    const seat = why ? null : (await numbersOf(db, brief.classId)).freeSeat;
    if (why) say({ ...why });
    else if (seat === null) say({ zh: `班里 ${brief.seats} 个名额已满`, en: `All ${brief.seats} seats of the class are taken` });
    else {
      const askedOn = e?.askedOn ?? day;
      written.push(
        await writeEnrolment(
          db,
          { classId: brief.classId, workerId },
          e,
          {
            state: 'enrolled',
            way: 'office',
            askedOn,
            waitingNo: null,
            seat,
            enrolledOn: [day, askedOn].sort()[1]!,
            endedOn: null,
            doubts: doubtsOf(j.admission),
            source: 'cohort',
          },
          writer(call),
        ),
      );
      say(null);
    }
  }
  await followEnrolments(db, written, brief, today);
  await recount(call, brief);
  const refused = items.filter((i) => i.why !== null).length;
  noted(call, cohort, { term: number, enrolled: written.length, refused, already }, [{ kind: 'class', id: brief.classId }]);
  return { items, done: written.length, refused, already };
};
