import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { sessionFor } from '#capabilities/access/testing/people.ts';
import type { Input } from '#platform/contract.ts';
import { testClock } from '#platform/testing/testServices.ts';
import { testApp } from '#testApp.ts';
import {
  closeRoll,
  correctMark,
  listMyLessons,
  openRoll,
  readAttendance,
  readMark,
  readRoll,
  readRollPack,
  scanCode,
  syncMarks,
} from './contractRoll.ts';
import { digitsOf, fromText, instantOf, stepAt, tokenOf } from './rules.ts';
import { madeClass, SCHOOL_ID } from './testing/roll.ts';

const DAY = '2026-05-06';
const at = (hhmm: string, day = DAY): number => Date.parse(`${day}T${hhmm}:00+08:00`);
const begin = async (hhmm = '09:05', wanted: Partial<Parameters<typeof madeClass>[1]> = {}) => {
  const clock = testClock(new Date(at(hhmm)).toISOString());
  const app = await testApp({ clock });
  const made = await madeClass(app.services, { from: '2026-05-04', ...wanted });
  const school = await app.as('培训学校');
  const lesson = made.lessons.find((l) => l.day === DAY)!;
  return { ...app, clock, made, school, lesson };
};
type Begun = Awaited<ReturnType<typeof begin>>;
const trainee = ({ as, made }: Pick<Begun, 'as' | 'made'>, i = 0) =>
  as({ role: 'worker', areaCode: '522727000000', relation: `worker:${made.people[i]!.id}` });
type Item = Input<typeof syncMarks>['items'][number];
const mark = (
  { lesson, made }: Pick<Begun, 'lesson' | 'made'>,
  i: number,
  says: Item['says'],
  when: string,
  more: Partial<Item> = {},
): Item => ({
  id: randomUUID(),
  lessonId: lesson.id,
  workerId: made.people[i]!.id,
  says,
  at: at(when),
  known: { day: lesson.day, fromMinute: lesson.fromMinute, toMinute: lesson.toMinute },
  ...more,
});
const letters = async (b: Begun): Promise<string[]> => {
  const told = await b.school(readAttendance, { id: b.made.id });
  const i = told.lessons.findIndex((l) => l.id === b.lesson.id);
  return told.people.map((p) => p.marks[i]!);
};

test('a phone takes the list along, calls the roll, and sends: twice, out of order, some refused, each with its answer', async () => {
  const b = await begin();
  const pack = await b.school(readRollPack, {});
  expect(pack).toMatchObject({ today: DAY, now: at('09:05') });
  expect(pack.lessons.map((l) => [l.day, l.number])).toEqual(b.made.lessons.map((l, i) => [l.day, i + 1]));
  expect(pack.classes[0]!.people.map((p) => [p.name, p.seat])).toEqual(b.made.people.map((m, i) => [m.name, i + 1]));

  const first = mark(b, 0, 'absent', '09:00', { offline: true });
  const then = mark(b, 0, 'late', '09:04', { offline: true });
  const other = mark(b, 1, 'present', '09:01');
  const stranger = { ...mark(b, 2, 'present', '09:01'), workerId: randomUUID() };
  const nowhere = { ...mark(b, 2, 'present', '09:01'), lessonId: randomUUID() };
  const early = mark(b, 2, 'present', '08:10');
  const sent = await b.school(syncMarks, { device: 'phone-0001', sentAt: at('09:05'), items: [then, other, stranger, nowhere, early] });
  expect(sent.items.map((i) => [i.outcome, i.says])).toEqual([
    ['taken', 'late'],
    ['taken', 'present'],
    ['refused', 'nothing'],
    ['refused', 'nothing'],
    ['refused', 'nothing'],
  ]);
  expect(sent.items.map((i) => i.text?.zh ?? '').slice(2)).toEqual([
    expect.stringContaining('不在这个班的名单里'),
    expect.stringContaining('没有这次课'),
    expect.stringContaining('最早提前 30 分钟'),
  ]);
  // the reply was lost: all again, and what was said before comes after
  const again = await b.school(syncMarks, { device: 'phone-0001', sentAt: at('09:05'), items: [first, then, other, other] });
  expect(again.items.map((i) => [i.outcome, i.says])).toEqual([
    ['older', 'late'],
    ['again', 'late'],
    ['again', 'present'],
    ['again', 'present'],
  ]);
  expect(await letters(b)).toEqual(['l', 'p', '.']);
  const story = await b.school(readMark, { lessonId: b.lesson.id, workerId: b.made.people[0]!.id });
  expect(story.said.map((s) => [s.says, s.how, s.holds])).toEqual([
    ['late', 'offline', true],
    ['absent', 'offline', false],
  ]);
  expect(story.versions).toHaveLength(1);
  // an id that was used for somebody else is no second mark
  const reused = await b.school(syncMarks, { sentAt: at('09:05'), items: [{ ...mark(b, 2, 'present', '09:02'), id: other.id }] });
  expect(reused.items[0]).toMatchObject({ outcome: 'refused', text: { zh: expect.stringContaining('编号已经用在另一条') } });
  expect(await letters(b)).toEqual(['l', 'p', '.']);
});

test('a phone whose clock is wrong tells the time all the same, and that is kept', async () => {
  const b = await begin('18:00');
  // three hours behind, marks made at 09:01 by a clock that said 06:01
  const sent = await b.school(syncMarks, {
    sentAt: at('15:00'),
    items: [mark(b, 0, 'present', '06:01'), mark(b, 1, 'present', '09:01', { behind: 0 })],
  });
  // the second says that the clock was right when it marked, and was set back since
  expect(sent.items.map((i) => i.outcome)).toEqual(['taken', 'taken']);
  const [one, two] = await Promise.all([0, 1].map((i) => b.school(readMark, { lessonId: b.lesson.id, workerId: b.made.people[i]!.id })));
  expect(one!.said[0]).toMatchObject({ clock: 'wrong', behindMs: 3 * 3_600_000, at: '2026-05-06T01:01:00.000000Z' });
  expect(two!.said[0]).toMatchObject({ clock: 'changed', behindMs: 0, at: '2026-05-06T01:01:00.000000Z' });
});

test('a lesson that was moved or cancelled meanwhile: each mark is told so, the rest is taken', async () => {
  const b = await begin('09:05');
  const other = b.made.lessons[1]!;
  await b.store.transact({ role: 'system', writesFacts: true }, async (db) => {
    for (const [id, day, state, reason] of [
      [b.lesson.id, '2026-05-20', 'planned', '调课'],
      [other.id, other.day, 'cancelled', '停电'],
    ] as const) {
      await sql`update training_lesson_fact set superseded = '-infinity' where lesson_id = ${id}::uuid and superseded = 'infinity'`.execute(
        db,
      );
      await sql`insert into training_lesson_fact (lesson_id, class_id, module, kind, day, from_minute, to_minute, hours, room, state, deed, reason)
        values (${id}::uuid, ${b.made.id}::uuid, 1, 'theory', ${day}::date, 540, 690, 3, '301', ${state}, 'moved', ${reason})`.execute(db);
    }
  });
  const yesterday = { day: other.day, fromMinute: 540, toMinute: 690 };
  const third = b.made.lessons[0]!;
  const sent = await b.school(syncMarks, {
    sentAt: at('09:05'),
    items: [
      mark(b, 0, 'present', '09:00'),
      mark(b, 0, 'present', '09:00', { lessonId: other.id, at: at('09:00', other.day), known: yesterday }),
      mark(b, 0, 'present', '09:00', { lessonId: third.id, at: at('09:00', third.day), known: { ...yesterday, day: third.day } }),
    ],
  });
  expect(sent.items.map((i) => [i.outcome, i.text?.zh])).toEqual([
    ['refused', expect.stringContaining('这次课已从 2026-05-06 09:00–11:30 调到 2026-05-20 09:00–11:30')],
    ['refused', '2026-05-05 09:00–11:30 的课已停（停电），这条签到没有收'],
    ['taken', undefined],
  ]);
});

test('the screen shows a code every 20 seconds; a trainee signs in with it, once, as themselves', async () => {
  const b = await begin('08:50');
  const screen = await b.school(openRoll, { lessonId: b.lesson.id, lateAfter: 5 });
  expect((await b.school(openRoll, { lessonId: b.lesson.id, lateAfter: 5 })).rollId).toBe(screen.rollId);
  const key = fromText(screen.key)!;
  const one = await trainee(b, 0);
  const mine = await one(listMyLessons, {});
  expect(mine.items.find((i) => i.lesson.id === b.lesson.id)).toMatchObject({ classTitle: '粤菜师傅·测试班', open: true, says: null });

  b.clock.set(new Date(at('09:03')).toISOString());
  const token = tokenOf(key, screen.rollId, stepAt(at('09:03')));
  expect(await one(scanCode, { id: randomUUID(), token })).toMatchObject({ says: 'present', again: false });
  expect(await one(scanCode, { id: randomUUID(), token })).toMatchObject({ says: 'present', again: true });

  // photographed, and used by a friend two minutes later
  b.clock.advance(120_000);
  const two = await trainee(b, 1);
  const late = await two(scanCode, { id: randomUUID(), token }).catch((e) => e);
  expect(late.code).toBe('training.codeOld');
  expect(late.body.text.zh).toContain('这个码是 09:03:00 显示的，现在是 09:05:00');
  // the friend is in the room after all, and types what stands there now
  b.clock.set(new Date(at('09:12')).toISOString());
  expect(await two(scanCode, { id: randomUUID(), digits: digitsOf(key, stepAt(at('09:12'))), lessonId: b.lesson.id })).toMatchObject({
    says: 'late',
    missed: 12,
  });
  await expect(two(scanCode, { id: randomUUID(), token: 'https://example.org/' })).rejects.toMatchObject({ code: 'training.codeUnread' });
  await expect(
    two(scanCode, { id: randomUUID(), token: tokenOf(new Uint8Array(32), screen.rollId, stepAt(at('09:12'))) }),
  ).rejects.toMatchObject({
    code: 'training.codeWrong',
  });

  const seen = await b.school(readRoll, { rollId: screen.rollId });
  expect(seen).toMatchObject({ expected: 3, came: 2, closed: false });
  expect(seen.people.map((p) => [p.seat, p.says])).toEqual([
    [2, 'late'],
    [1, 'present'],
    [3, null],
  ]);
  for (const p of seen.people) expect(p.name).toMatch(/^.\*+$/);
  expect((await b.school(readAttendance, { id: b.made.id })).refusedCodes).toEqual([{ lessonId: b.lesson.id, count: 1 }]);

  await b.school(closeRoll, { rollId: screen.rollId });
  const three = await trainee(b, 2);
  await expect(three(scanCode, { id: randomUUID(), token: tokenOf(key, screen.rollId, stepAt(at('09:12'))) })).rejects.toMatchObject({
    code: 'training.rollClosed',
  });
});

test('codes are not to be guessed, and are of no use to anybody else', async () => {
  const b = await begin();
  const screen = await b.school(openRoll, { lessonId: b.lesson.id });
  const key = fromText(screen.key)!;
  const one = await trainee(b, 0);
  const right = digitsOf(key, stepAt(at('09:05')));
  const wrong = right === '123456' ? '654321' : '123456';
  for (const left of [4, 3, 2, 1])
    await expect(one(scanCode, { id: randomUUID(), digits: wrong, lessonId: b.lesson.id })).rejects.toMatchObject({
      code: 'training.codeWrong',
      body: { details: { left } },
    });
  await expect(one(scanCode, { id: randomUUID(), digits: wrong, lessonId: b.lesson.id })).rejects.toMatchObject({
    code: 'training.codeTries',
  });
  await expect(one(scanCode, { id: randomUUID(), digits: right, lessonId: b.lesson.id })).rejects.toMatchObject({
    code: 'training.codeTries',
  });
  b.clock.advance(11 * 60_000);
  const again = await sessionFor(b.app, b.services, one.account);
  expect(await again(scanCode, { id: randomUUID(), digits: digitsOf(key, stepAt(at('09:16'))), lessonId: b.lesson.id })).toMatchObject({
    says: 'late',
  });

  const elsewhere = await madeClass(b.services, { from: '2026-05-04', after: 50, people: 1 });
  const foreign = await b.as({ role: 'worker', areaCode: '522727000000', relation: `worker:${elsewhere.people[0]!.id}` });
  await expect(foreign(scanCode, { id: randomUUID(), token: tokenOf(key, screen.rollId, stepAt(at('09:16'))) })).rejects.toMatchObject({
    code: 'training.markRefused',
    body: { text: { zh: expect.stringContaining('不在这个班的名单里') } },
  });
  await expect(b.school(scanCode, { id: randomUUID(), digits: right, lessonId: b.lesson.id })).rejects.toMatchObject({
    code: 'platform.forbidden',
  });
});

test('a code for a lesson of another hour, and a screen after the lesson', async () => {
  const b = await begin('12:00');
  await expect(b.school(openRoll, { lessonId: b.lesson.id })).rejects.toMatchObject({
    body: { text: { zh: expect.stringContaining('已经下课') } },
  });
  await expect(b.school(openRoll, { lessonId: b.made.lessons[3]!.id })).rejects.toMatchObject({
    body: { text: { zh: expect.stringContaining('最早提前 30 分钟') } },
  });
});

test('a correction has a reason, supersedes, and is on record; two at once do not overwrite each other', async () => {
  const b = await begin('12:00');
  await b.school(syncMarks, { sentAt: at('12:00'), items: [mark(b, 0, 'absent', '09:01')] });
  const pair = { lessonId: b.lesson.id, workerId: b.made.people[0]!.id };
  const had = (await b.school(readMark, pair)).mark!;
  const asked = { ...pair, seen: had.recorded, says: 'late', missed: 50, reason: '班车晚点，老师证明' } as const;
  expect((await b.school(correctMark, asked)).mark).toMatchObject({ says: 'late', missed: 50, how: 'desk' });
  await expect(b.school(correctMark, asked)).rejects.toMatchObject({ code: 'platform.changed' });
  const now = (await b.school(readMark, pair)).mark!;
  await expect(b.school(correctMark, { ...asked, seen: now.recorded })).rejects.toMatchObject({ code: 'training.markUnchanged' });
  const told = await b.school(readAttendance, { id: b.made.id });
  expect(told.people[0]).toMatchObject({ attended: 2, missedHours: 1, mayMiss: 0.5, standing: 'open' });
  // taken back: nothing is known, and what was known is still there
  expect((await b.school(correctMark, { ...pair, seen: now.recorded, says: 'nothing', reason: '点错了人，撤回' })).mark).toBeNull();
  const story = await b.school(readMark, pair);
  expect(story.mark).toBeNull();
  expect(story.versions.map((v) => [v.says, v.superseded === null])).toEqual([
    ['late', false],
    ['absent', false],
  ]);
  const { rows } = await b.store.transact({ role: 'system' }, (db) =>
    sql<{ n: number }>`select count(*)::int as n from audit where action = 'training.correctMark'`.execute(db),
  );
  expect(rows[0]!.n).toBeGreaterThanOrEqual(2);
});

test('whose the marks are: the school and the offices of the place and the origin; nobody else, and no other school', async () => {
  const b = await begin();
  await b.school(syncMarks, { sentAt: at('09:05'), items: [mark(b, 0, 'present', '09:01')] });
  for (const who of ['平塘县人社局', '克度镇', '贵州省'] as const) {
    const told = await (await b.as(who))(readAttendance, { id: b.made.id });
    expect(told.people.map((p) => p.marks[2])).toEqual(['p', '.', '.']);
    expect(told.may.roll).toBe(who !== '贵州省');
  }
  // an auditor reads masked
  const audited = await (await b.as('审计'))(readAttendance, { id: b.made.id });
  expect(audited.people[0]!.name).toMatch(/^.\*+$/);
  // the host side sees the class and nobody who has not come to it
  expect((await (await b.as('广东省'))(readAttendance, { id: b.made.id })).people).toEqual([]);
  for (const who of ['独山县人社局', '广西'] as const)
    await expect((await b.as(who))(readAttendance, { id: b.made.id })).rejects.toMatchObject({ code: 'platform.notFound' });
  const foreign = await b.as({ role: 'school', areaCode: '440111000000', relation: 'org:00000000-0000-4000-8000-0000000000c9' });
  await expect(foreign(readAttendance, { id: b.made.id })).rejects.toMatchObject({ code: 'platform.notFound' });
  expect((await foreign(readRollPack, {})).lessons).toEqual([]);
  const sent = await foreign(syncMarks, { sentAt: at('09:05'), items: [mark(b, 1, 'present', '09:01')] });
  expect(sent.items[0]).toMatchObject({ outcome: 'refused', text: { zh: expect.stringContaining('没有这次课') } });
  await expect(foreign(openRoll, { lessonId: b.lesson.id })).rejects.toMatchObject({ code: 'platform.notFound' });
  expect(instantOf(DAY, 545)).toBe(at('09:05'));
  expect(SCHOOL_ID).toHaveLength(36);
});

test('who left is on the roll until the day they left, and their earlier marks stay', async () => {
  const b = await begin();
  const first = b.made.lessons[0]!;
  const known = { day: first.day, fromMinute: 540, toMinute: 690 };
  await b.school(syncMarks, {
    sentAt: at('09:05'),
    items: [mark(b, 0, 'present', '09:00', { lessonId: first.id, at: at('09:00', first.day), known })],
  });
  await b.store.transact({ role: 'system', writesFacts: true }, async (db) => {
    await sql`update training_enrolment_fact set superseded = '-infinity' where worker_id = ${b.made.people[0]!.id}::uuid and superseded = 'infinity'`.execute(
      db,
    );
    await sql`insert into training_enrolment_fact (enrolment_id, class_id, worker_id, way, state, asked_on, enrolled_on, ended_on)
      select id, class_id, worker_id, 'office', 'withdrawn', '2026-04-24', '2026-04-29', '2026-05-05' from training_enrolment
      where worker_id = ${b.made.people[0]!.id}::uuid`.execute(db);
  });
  const told = await b.school(readAttendance, { id: b.made.id });
  expect(told.people.find((p) => p.workerId === b.made.people[0]!.id)).toMatchObject({ marks: 'p.---', standing: 'lost' });
  const sent = await b.school(syncMarks, { sentAt: at('09:05'), items: [mark(b, 0, 'present', '09:01')] });
  expect(sent.items[0]).toMatchObject({ outcome: 'refused', text: { zh: expect.stringContaining('2026-05-05 已离开') } });
});
