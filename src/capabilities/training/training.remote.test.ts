// Remote lessons: written, published, read by the server's clock, answered, and counted through the roll. What somebody might try instead.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Input } from '#platform/contract.ts';
import { actorSettings } from '#platform/server/actor.ts';
import { testClock } from '#platform/testing/testServices.ts';
import { testApp } from '#testApp.ts';
import { actorFor } from '../../composition.ts';
import {
  answerQuiz,
  discardUnit,
  finishUnit,
  listMyUnits,
  listUnits,
  openUnit,
  pingUnit,
  publishUnit,
  readUnit,
  saveUnit,
  startQuiz,
} from './contractRemote.ts';
import { readAttendance } from './contractRoll.ts';
import { OTHER_SCHOOL, withOrganisations } from './testing/facts.ts';
import { type ClassWanted, madeClass } from './testing/roll.ts';

const NOW = '2026-05-06T02:00:00Z';
const CONTENT = {
  title: '食品安全（一）',
  blocks: [
    { kind: 'text', text: '生熟分开，七步洗手。'.repeat(10) },
    { kind: 'video', url: 'https://example.org/v/1', title: '洗手示范' },
  ],
  questions: [
    {
      id: 'q1',
      text: '生熟要不要分开？',
      options: [
        { id: 'a', text: '要', right: true },
        { id: 'b', text: '不要', right: false },
      ],
    },
    {
      id: 'q2',
      text: '哪些要做？',
      options: [
        { id: 'a', text: '洗手', right: true },
        { id: 'b', text: '戴帽', right: true },
        { id: 'c', text: '抽烟', right: false },
      ],
    },
  ],
  passMark: 100,
} satisfies Omit<Input<typeof saveUnit>, 'lessonId' | 'seen'>;
const RIGHT = [
  { id: 'q1', options: ['a'] },
  { id: 'q2', options: ['b', 'a'] },
];

const begin = async (more: Partial<ClassWanted> = {}) => {
  const clock = testClock(NOW);
  const app = await testApp({ clock });
  await withOrganisations(app.store);
  const made = await madeClass(app.services, { from: '2026-05-04', lessons: 3, people: 2, mode: 'remote', ...more });
  const school = await app.as('培训学校');
  const trainee = (i: number) => app.as({ role: 'worker', areaCode: '522727000000', relation: `worker:${made.people[i]!.id}` });
  return { ...app, clock, made, school, trainee, lessons: made.lessons.map((l) => l.id) };
};
const published = async () => {
  const b = await begin();
  for (const [i, lessonId] of b.lessons.slice(0, 2).entries()) {
    await b.school(saveUnit, { lessonId, seen: 0, ...CONTENT, ...(i === 1 ? { title: '食品安全（二）', questions: [] } : {}) });
    await b.school(publishUnit, { lessonId, seen: 1 });
  }
  const one = await b.trainee(0);
  const units = (await one(listMyUnits, {})).classes[0]!.units;
  return { ...b, one, units };
};
type Opened = Awaited<ReturnType<typeof published>>;
/** Reads until the server has counted so many seconds. */
const readFor = async ({ one, clock }: Pick<Opened, 'one' | 'clock'>, id: string, seconds: number): Promise<string> => {
  let { token } = await one(openUnit, { id });
  for (let s = 0; s < seconds; s += 15) {
    clock.advance(15_000);
    token = (await one(pingUnit, { id, token })).token;
  }
  return token;
};
const refused = (input: Promise<unknown>) =>
  input.then(
    () => null,
    (e) => JSON.stringify(e.body ?? String(e)),
  );

test('written by the school: what cannot be is told with its sentence; published it no longer changes', async () => {
  const { school, as, lessons, store } = await begin();
  const [lessonId] = lessons as [string];
  const save = (more: object) => school(saveUnit, { lessonId, seen: 0, ...CONTENT, ...more });
  expect(await refused(save({ blocks: [] }))).toContain('还没有内容');
  for (const url of ['javascript:alert(1)', 'http://example.org/v', 'https://user:pw@example.org/', 'data:text/html,x', 'https:/'])
    expect(await refused(save({ blocks: [{ kind: 'video', url, title: '视频' }] })), url).toContain('https:// 开头的网址');
  expect(await refused(save({ passMark: 101 }))).toContain('及格分是 1 到 100 分');
  const [q1] = CONTENT.questions;
  const wrong = (right: readonly boolean[]) => [{ ...q1!, options: q1!.options.map((o, i) => ({ ...o, right: right[i]! })) }];
  expect(await refused(save({ questions: wrong([false, false]) }))).toContain('第 1 题没有标正确答案');
  expect(await refused(save({ questions: wrong([true, true]) }))).toContain('都标成了正确');
  expect(await refused(save({ questions: [{ ...q1!, options: q1!.options.slice(0, 1) }] }))).toContain('至少要有两个选项');
  expect(await refused(save({ blocks: [{ kind: 'picture', fileId: lessonId, alt: '图' }] }))).toContain('不是为远程课上传的');
  // markup is text
  const html = '<script>alert(1)</script><b>粗</b>';
  const draft = await save({ blocks: [{ kind: 'text', text: html }] });
  expect(draft.draft).toMatchObject({ revision: 1, blocks: [{ kind: 'text', text: html }], leastSeconds: 30 });
  await expect(save({})).rejects.toMatchObject({ code: 'platform.changed' });
  const again = await school(saveUnit, { lessonId, seen: 1, ...CONTENT });
  expect(again.draft).toMatchObject({ revision: 2, ordinal: 1 });
  expect((await school(publishUnit, { lessonId, seen: 2 })).published).toMatchObject({ ordinal: 1 });
  // the next version is another one; the database itself keeps the first
  const next = await school(saveUnit, { lessonId, seen: 0, ...CONTENT, title: '食品安全，新版' });
  expect(next).toMatchObject({ draft: { ordinal: 2 }, published: { ordinal: 1, title: '食品安全（一）' } });
  await expect(
    store.transact({ role: 'system' }, (db) => sql`update training_unit_version set title = '改' where state = 'published'`.execute(db)),
  ).rejects.toThrow();
  expect((await school(discardUnit, { lessonId, seen: 1 })).draft).toBeNull();
  // another school, a county elsewhere, a trainee: nothing
  const other = await as({ role: 'school', areaCode: '522727000000', relation: `org:${OTHER_SCHOOL}` });
  await expect(other(readUnit, { lessonId })).rejects.toMatchObject({ status: 404 });
  await expect(
    (await as({ role: 'steering', areaCode: '450000000000', relation: null }))(saveUnit, { lessonId, seen: 0, ...CONTENT }),
  ).rejects.toMatchObject({ status: 404 });
});

test('only a class of remote lessons has content', async () => {
  const { school, lessons } = await begin({ mode: 'doorstep' });
  await expect(school(saveUnit, { lessonId: lessons[0]!, seen: 0, ...CONTENT })).rejects.toMatchObject({ code: 'training.notRemote' });
});

test('a trainee reads, answers and is counted in the roll; nothing can be clicked through', async () => {
  const b = await published();
  const { one, clock, units, school, made } = b;
  const [first, second] = units as [(typeof units)[0], (typeof units)[0]];
  expect(units.map((u) => [u.title, u.standing])).toEqual([
    ['食品安全（一）', 'open'],
    ['食品安全（二）', 'locked'],
  ]);
  expect(await refused(one(openUnit, { id: second.id }))).toContain('先学完“食品安全（一）”');
  const opened = await one(openUnit, { id: first.id });
  expect(JSON.stringify(opened)).not.toContain('right');
  expect(opened).toMatchObject({ seconds: 0, leastSeconds: 30, completed: false, quiz: { questions: 2, passMark: 100, tries: 0 } });
  expect(await refused(one(startQuiz, { id: first.id }))).toContain('至少看 30 秒');
  expect(await refused(one(finishUnit, { id: first.id }))).toContain('至少看 30 秒');
  await readFor(b, first.id, 30);
  expect(await refused(one(finishUnit, { id: first.id }))).toContain('有 2 道题');
  const quiz = await one(startQuiz, { id: first.id });
  expect(JSON.stringify(quiz)).not.toContain('right');
  expect(quiz.questions.find((q) => q.id === 'q2')?.many).toBe(true);
  // begun again it is the same try
  expect(await one(startQuiz, { id: first.id })).toEqual(quiz);
  const failed = await one(answerQuiz, {
    tryId: quiz.tryId,
    answers: [
      { id: 'q1', options: ['b'] },
      { id: 'q2', options: ['a', 'b'] },
    ],
  });
  expect(failed).toMatchObject({ mark: 50, passed: false, completed: false, quiz: { tries: 1, best: 50 } });
  // the right answers for a try that is over change nothing
  expect(await one(answerQuiz, { tryId: quiz.tryId, answers: RIGHT })).toMatchObject({ mark: 50, passed: false, completed: false });
  expect(await refused(one(startQuiz, { id: first.id }))).toContain('10 分钟以后可以重答');
  clock.advance(10 * 60_000);
  const second2 = await one(startQuiz, { id: first.id });
  expect(second2.number).toBe(2);
  expect(await one(answerQuiz, { tryId: second2.tryId, answers: RIGHT })).toMatchObject({ mark: 100, passed: true, completed: true });
  // somebody else's try is nobody's
  const two = await b.trainee(1);
  await expect(two(answerQuiz, { tryId: second2.tryId, answers: RIGHT })).rejects.toMatchObject({ status: 404 });
  const told = await school(readAttendance, { id: made.id });
  expect(told.people.map((p) => [p.marks, p.attended])).toEqual([
    ['p..', 3],
    ['...', 0],
  ]);
  expect((await one(listMyUnits, {})).classes[0]!.units.map((u) => u.standing)).toEqual(['done', 'open']);
  await readFor(b, second.id, 30);
  expect(await one(finishUnit, { id: second.id })).toMatchObject({ completed: true });
  expect(await one(finishUnit, { id: second.id })).toMatchObject({ completed: true });
  expect((await school(readAttendance, { id: made.id })).people[0]).toMatchObject({ marks: 'pp.', attended: 6 });
  const list = await school(listUnits, { id: made.id });
  expect(list.people.map((p) => [p.done, p.of])).toEqual([
    [2, 2],
    [0, 2],
  ]);
  // a new version changes nothing for who has finished
  await school(saveUnit, { lessonId: b.lessons[0]!, seen: 0, ...CONTENT, title: '新版' });
  await school(publishUnit, { lessonId: b.lessons[0]!, seen: 1 });
  expect((await one(listMyUnits, {})).classes[0]!.units.map((u) => [u.title, u.standing])).toEqual([
    ['食品安全（一）', 'done'],
    ['食品安全（二）', 'done'],
  ]);
  expect((await two(listMyUnits, {})).classes[0]!.units.map((u) => [u.title, u.standing])).toEqual([
    ['新版', 'open'],
    ['食品安全（二）', 'locked'],
  ]);
});

test('time is the server’s: pings played again, two devices at once, a page left alone, all gain what passed and no more', async () => {
  const b = await published();
  const { one, clock, units } = b;
  const id = units[0]!.id;
  const phone = await one(openUnit, { id });
  clock.advance(15_000);
  const first = await one(pingUnit, { id, token: phone.token });
  expect(first).toMatchObject({ seconds: 15, elsewhere: false });
  // the answer was lost and the ping is sent again; then somebody plays it a hundred times
  for (let i = 0; i < 5; i++) expect(await one(pingUnit, { id, token: phone.token })).toEqual({ ...first, elsewhere: false });
  clock.advance(5_000);
  expect(await one(pingUnit, { id, token: phone.token })).toMatchObject({ seconds: 15 });
  // a second device takes over; the first gains nothing from then on
  const tablet = await one(openUnit, { id });
  clock.advance(10_000);
  expect(await one(pingUnit, { id, token: first.token })).toMatchObject({ seconds: 15, elsewhere: true });
  const second = await one(pingUnit, { id, token: tablet.token });
  expect(second).toMatchObject({ seconds: 25 });
  // ten minutes of nothing are worth one gap
  clock.advance(600_000);
  expect(await one(pingUnit, { id, token: second.token })).toMatchObject({ seconds: 65 });
  // somebody else's clock is not theirs to move
  const two = await b.trainee(1);
  await expect(two(pingUnit, { id, token: second.token })).rejects.toMatchObject({ status: 404 });
});

test('progress is seen by the school, the home and the person; nobody else, and no content by a trainee past the deeds', async () => {
  const b = await published();
  await readFor(b, b.units[0]!.id, 15);
  const rowsSeen = (account: string) =>
    b.store
      .transact({ role: 'system' }, (db) => actorFor(db, account, b.services.clock.now()))
      .then((actor) =>
        b.store.transact({ role: 'app', settings: actorSettings(actor, '2026-05-06'), readOnly: true }, async (db) => {
          const n: number[] = [];
          for (const t of ['training_unit', 'training_unit_version', 'training_unit_progress', 'training_study_clock', 'training_quiz_try'])
            n.push((await sql`select 1 from ${sql.table(t)}`.execute(db)).rows.length);
          return n;
        }),
      );
  expect((await rowsSeen(b.school.account.id)).slice(0, 4)).toEqual([2, 2, 1, 1]);
  expect(await rowsSeen(b.one.account.id)).toEqual([0, 0, 1, 1, 0]);
  expect(await rowsSeen((await b.trainee(1)).account.id)).toEqual([0, 0, 0, 0, 0]);
  for (const who of [
    { role: 'school', areaCode: '522727000000', relation: `org:${OTHER_SCHOOL}` },
    { role: 'steering', areaCode: '450000000000', relation: null },
  ] as const) {
    const stranger = await b.as(who);
    expect(await rowsSeen(stranger.account.id), who.role).toEqual([0, 0, 0, 0, 0]);
    await expect(stranger(listUnits, { id: b.made.id })).rejects.toMatchObject({ status: 404 });
  }
});
