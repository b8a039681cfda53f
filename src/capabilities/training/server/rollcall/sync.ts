// The teacher's phone: what it takes along, and what it sends when it has a network again. Each mark is judged by itself; what is good is kept, the rest is told.
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Call } from '#platform/server/http.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import type { Text } from '#standards/text.ts';
import { PACK_DAYS, type readRollPack, type syncMarks } from '../../contractRoll.ts';
import { businessMoment, callsRoll, type InClass, timeOf, whyNotLessonMarked, whyNotPerson } from '../../rules.ts';
import { classesNow, classesOfDays, coursesOf, type LessonRow, lessonsOfDays, slotsById, tellLesson } from './lessons.ts';
import { keepSaid, lockRolls, type MarkRow, markAt, marksOf, type Pair, refold, type Said } from './marks.ts';
import { namesFor, rollOf } from './roster.ts';

/** The business moment, and how far it lies from the real one. */
export const momentOf = (call: Pick<Call, 'services' | 'today'>): { readonly now: number; readonly shift: number } => {
  const real = call.services.clock.now().getTime();
  const now = businessMoment(real, call.today);
  return { now, shift: now - real };
};
/** In these the roll is called. */
const RUNNING = new Set(['opened', 'teaching', 'finished']);

export const tellMark = (m: MarkRow) => ({
  lessonId: m.lessonId,
  workerId: m.workerId,
  says: m.says,
  missed: m.missed,
  how: m.how,
  at: m.at,
  recorded: m.recorded,
});

export const rollPack = async (call: Call): Promise<z.input<(typeof readRollPack)['output']>> => {
  const { db, actor, today } = call;
  const { now } = momentOf(call);
  const [from, to] = [addDays(today, -PACK_DAYS.before), addDays(today, PACK_DAYS.after)];
  const all = await classesNow(db, await classesOfDays(db, from, to), today);
  const classes = new Map([...all].filter(([, c]) => RUNNING.has(c.state) && callsRoll(actor.grants, c)));
  const own = await lessonsOfDays(db, [...classes.keys()], from, to);
  const courses = await coursesOf(
    db,
    [...classes.values()].map((c) => c.versionId),
  );
  const people = await rollOf(db, [...classes.keys()]);
  const names = await namesFor(call, people);
  const { rows: marks } =
    await sql<MarkRow>`select id, lesson_id, class_id, worker_id, says, missed, how, at, sent_id, recorded from training_mark
    where superseded = 'infinity' and lesson_id = any (${own.map((l) => l.id)}::uuid[])`.execute(db);
  return {
    now,
    today,
    lessons: own.map((l) => tellLesson(l, courses.get(classes.get(l.classId)!.versionId ?? ''))),
    classes: [...classes.values()].map((c) => ({
      id: c.id,
      title: c.title,
      school: c.school,
      people: people
        .filter((p) => p.classId === c.id)
        .map((p) => ({ workerId: p.workerId, name: names.get(p.workerId)!, seat: p.seat, from: p.from, to: p.to })),
    })),
    marks: marks.map(tellMark),
  };
};

/** The same whether there is none or it is not the account's. */
const noSuchLesson: Text = {
  zh: '没有这次课，或者不由您点名。请联网更新名单再点',
  en: 'There is no such lesson, or its roll is not yours to call. Update the list with a network and call again',
};
const usedId: Text = {
  zh: '这条签到的编号已经用在另一条上，没有收。请重新点一次',
  en: 'The id of this mark belongs to another one; it was not taken. Mark it again',
};

type Item = z.output<(typeof syncMarks)['input']>['items'][number];
/** Everything one batch asks about, read once. */
const readFor = async (call: Call, items: readonly Item[]) => {
  const { db, actor, today } = call;
  const lessons = await slotsById(db, [...new Set(items.map((i) => i.lessonId))]);
  const classes = await classesNow(db, [...new Set([...lessons.values()].map((l) => l.classId))], today);
  const allowed = new Set([...classes.values()].filter((c) => callsRoll(actor.grants, c)).map((c) => c.id));
  const own = new Map([...lessons].filter(([, l]) => allowed.has(l.classId)));
  const people = await rollOf(db, [...allowed], [...new Set(items.map((i) => i.workerId))]);
  const spans = Map.groupBy(people, (p) => `${p.classId} ${p.workerId}`) as ReadonlyMap<string, readonly InClass[]>;
  return { lessons: own, classes, spans };
};
const whyNot = (item: Item, at: number, lesson: LessonRow, read: Awaited<ReturnType<typeof readFor>>): Text | undefined =>
  whyNotLessonMarked({ at, known: item.known }, lesson, read.classes.get(lesson.classId)!.state) ??
  whyNotPerson(read.spans.get(`${lesson.classId} ${item.workerId}`) ?? [], lesson.day);

export const sync = async (call: Call, input: z.output<(typeof syncMarks)['input']>): Promise<z.input<(typeof syncMarks)['output']>> => {
  const { db, actor } = call;
  const { now, shift } = momentOf(call);
  const read = await readFor(call, input.items);
  await lockRolls(
    db,
    [...read.lessons.values()].map((l) => l.classId),
  );
  const refused = new Map<string, Text>();
  const good = new Map<string, Said>();
  for (const item of input.items) {
    const timed = timeOf({ deviceAt: item.at, sentAt: input.sentAt, receivedAt: now, behindThen: item.behind, shift });
    const lesson = read.lessons.get(item.lessonId);
    const why = lesson ? whyNot(item, timed.at, lesson, read) : noSuchLesson;
    if (why || !lesson) refused.set(item.id, why ?? noSuchLesson);
    else if (!good.has(item.id))
      good.set(item.id, {
        id: item.id,
        lessonId: item.lessonId,
        classId: lesson.classId,
        workerId: item.workerId,
        says: item.says,
        missed: item.says === 'late' || item.says === 'leftEarly' ? item.missed : null,
        how: item.offline ? 'offline' : 'list',
        deviceAt: item.at,
        ...timed,
        device: input.device,
        reason: '',
        sourceRef: '',
        givenBy: actor.accountId,
        givenName: actor.name,
      });
  }
  const fresh = await keepSaid(db, [...good.values()]);
  // an id that came before must have meant the same
  const { rows: before } = await sql<Pair & { id: string }>`select id, lesson_id, class_id, worker_id from training_mark_sent
    where id = any (${[...good.keys()].filter((id) => !fresh.has(id))}::uuid[])`.execute(db);
  const earlier = new Map(before.map((b) => [b.id, b]));
  for (const [id, s] of good) {
    const b = earlier.get(id);
    if (!fresh.has(id) && (b?.lessonId !== s.lessonId || b.workerId !== s.workerId)) refused.set(id, usedId);
  }
  const taken = [...good.values()].filter((s) => !refused.has(s.id));
  await refold(db, taken);
  const marks = await marksOf(db, taken);
  const origin = read.classes.get(taken[0]?.classId ?? '')?.originCode;
  call.note({
    ...(origin === undefined ? {} : { area: origin }),
    subjects: [...new Set(taken.map((t) => t.classId))].map((id) => ({ kind: 'class', id })),
    details: { marks: input.items.length, new: fresh.size, refused: refused.size, device: input.device },
  });
  return {
    now,
    items: input.items.map((item) => {
      const mark = markAt(marks, item);
      const text = refused.get(item.id);
      if (text) return { id: item.id, outcome: 'refused' as const, text, says: 'nothing' as const };
      const holds = mark?.sentId === item.id || (item.says === 'nothing' && !mark);
      return {
        id: item.id,
        outcome: !fresh.has(item.id) ? ('again' as const) : holds ? ('taken' as const) : ('older' as const),
        text: null,
        says: mark?.says ?? ('nothing' as const),
      };
    }),
  };
};
