import { createHash, createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attendanceOf, attendedHours, type LessonHeld } from './rulesAttendance.ts';
import { businessMoment, instantOf, lateOf, type Statement, standingOf, timeOf, whyNotLessonMarked, whyNotPerson } from './rulesRoll.ts';
import {
  digitsOf,
  fromText,
  hmac,
  judgeDigits,
  judgeToken,
  readToken,
  STEP_MS,
  sha256,
  stepAt,
  tokenOf,
  toText,
} from './rulesRollCodes.ts';

const text = (s: string) => new TextEncoder().encode(s);

test('SHA-256 and HMAC agree with node for every length', () => {
  for (const n of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000]) {
    const m = randomBytes(n);
    expect(Buffer.from(sha256(m)).toString('hex')).toBe(createHash('sha256').update(m).digest('hex'));
    const key = randomBytes((n % 130) + 1);
    expect(Buffer.from(hmac(key, m)).toString('hex')).toBe(createHmac('sha256', key).update(m).digest('hex'));
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (b) => {
      expect(Buffer.from(fromText(toText(b))!)).toEqual(Buffer.from(b));
      expect(toText(b)).toBe(Buffer.from(b).toString('base64url'));
    }),
  );
});

const KEY = text('0123456789abcdef0123456789abcdef');
const ROLL = '0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b';
test('a code holds for its 20 seconds and the next 20; later it is old, and says since when', () => {
  const shown = 1_800_000_000_000;
  const token = readToken(tokenOf(KEY, ROLL, stepAt(shown)))!;
  expect(token).toMatchObject({ rollId: ROLL, step: stepAt(shown) });
  const start = stepAt(shown) * STEP_MS;
  expect(judgeToken(KEY, token, start)).toEqual({ is: 'good' });
  expect(judgeToken(KEY, token, start + 2 * STEP_MS - 1)).toEqual({ is: 'good' });
  expect(judgeToken(KEY, token, start + 2 * STEP_MS)).toEqual({ is: 'old', shownAt: start });
  expect(judgeToken(KEY, token, start + 3_600_000)).toEqual({ is: 'old', shownAt: start });
  expect(judgeToken(KEY, token, start - 1)).toEqual({ is: 'ahead', shownAt: start });
  expect(judgeToken(text('another key'), token, start)).toEqual({ is: 'wrong' });
  // moved to another step the signature fails: nobody makes a fresh code out of an old one
  expect(judgeToken(KEY, { ...token, step: token.step + 1 }, start + STEP_MS)).toEqual({ is: 'wrong' });
  const digits = digitsOf(KEY, stepAt(shown));
  expect(digits).toMatch(/^\d{6}$/);
  expect(judgeDigits(KEY, digits, start + 25_000)).toEqual({ is: 'good' });
  expect(judgeDigits(KEY, digits, start + 12 * STEP_MS)).toEqual({ is: 'old', shownAt: start });
  expect(judgeDigits(KEY, digits === '000000' ? '000001' : '000000', start)).toEqual({ is: 'wrong' });
  for (const bad of ['', 'https://elsewhere', 'a.b.c', `${tokenOf(KEY, ROLL, 5)}x`]) expect(readToken(bad)).toBeUndefined();
});

test('the same set of statements ends in the same mark, in whatever order and however often they come', () => {
  const statement = fc.record({
    id: fc.integer({ min: 1, max: 40 }).map(String),
    says: fc.constantFrom('present', 'late', 'leftEarly', 'absent', 'excused', 'nothing'),
    at: fc.integer({ min: 0, max: 9 }).map((n) => `2026-05-06T01:0${n}:00.000000Z`),
    how: fc.constantFrom('code', 'list', 'offline', 'desk', 'sheet'),
  }) as fc.Arbitrary<Statement>;
  fc.assert(
    fc.property(fc.uniqueArray(statement, { selector: (s) => s.id, maxLength: 12 }), fc.infiniteStream(fc.nat()), (said, numbers) => {
      const end = standingOf(said);
      const shuffled = [...said, ...said].sort(() => (numbers.next().value! % 2 ? 1 : -1));
      expect(standingOf(shuffled)).toEqual(end);
      // one by one, each arrival folded anew: as the server does it
      let kept: Statement[] = [];
      for (const s of shuffled) if (!kept.some((k) => k.id === s.id)) kept = [...kept, s];
      expect(standingOf(kept)?.id).toBe(end?.id);
    }),
    { numRuns: 300 },
  );
});

test('a code proves that somebody came and undoes nothing the teacher said', () => {
  const s = (id: string, says: Statement['says'], how: Statement['how'], minute: number): Statement => ({
    id,
    says,
    how,
    at: `2026-05-06T01:${String(minute).padStart(2, '0')}:00.000000Z`,
  });
  expect(standingOf([s('1', 'absent', 'list', 0), s('2', 'late', 'code', 20)])?.says).toBe('late');
  expect(standingOf([s('1', 'leftEarly', 'list', 0), s('2', 'present', 'code', 20)])?.says).toBe('leftEarly');
  expect(standingOf([s('1', 'present', 'code', 0), s('2', 'absent', 'offline', 20)])?.says).toBe('absent');
  expect(standingOf([s('1', 'present', 'list', 0), s('2', 'nothing', 'desk', 20)])).toBeNull();
  expect(standingOf([s('1', 'nothing', 'desk', 0), s('2', 'late', 'code', 20)])?.says).toBe('late');
  expect(standingOf([])).toBeNull();
});

test('a device whose clock is wrong, or was set in between, tells the time all the same', () => {
  const real = 1_800_000_000_000;
  const H = 3_600_000;
  // right
  expect(timeOf({ deviceAt: real, sentAt: real + H, receivedAt: real + H, behindThen: 0 })).toEqual({
    at: real,
    behind: 0,
    clock: 'right',
  });
  // two hours behind the whole time
  expect(timeOf({ deviceAt: real - 2 * H, sentAt: real - H, receivedAt: real + H, behindThen: null })).toEqual({
    at: real,
    behind: 2 * H,
    clock: 'wrong',
  });
  // two hours behind when it marked, put right before it sent
  expect(timeOf({ deviceAt: real - 2 * H, sentAt: real + H, receivedAt: real + H, behindThen: 2 * H })).toEqual({
    at: real,
    behind: 2 * H,
    clock: 'changed',
  });
  // a time to come is now
  expect(timeOf({ deviceAt: real + 5 * H, sentAt: real, receivedAt: real, behindThen: null }).at).toBe(real);
  // a demonstration day is nobody's fault
  expect(timeOf({ deviceAt: real, sentAt: real, receivedAt: real - 30 * 24 * H, behindThen: null, shift: -30 * 24 * H }).clock).toBe(
    'right',
  );
  expect(businessMoment(Date.parse('2027-01-15T06:30:00Z'), '2026-10-31')).toBe(Date.parse('2026-10-31T06:30:00Z'));
});

const LESSON = { day: '2026-05-06', fromMinute: 540, toMinute: 690, state: 'planned' as const, reason: '' };
test('a lesson that was moved, cancelled or has not come is told by day and hour', () => {
  const known = { day: '2026-05-06', fromMinute: 540, toMinute: 690 };
  const at = instantOf('2026-05-06', 545);
  expect(whyNotLessonMarked({ at, known }, LESSON, 'teaching')).toBeUndefined();
  const moved = { ...LESSON, day: '2026-05-08', fromMinute: 840, toMinute: 990 };
  expect(whyNotLessonMarked({ at, known }, moved, 'teaching')?.zh).toBe(
    '这次课已从 2026-05-06 09:00–11:30 调到 2026-05-08 14:00–16:30，这条签到是 2026-05-06 09:05 记的，没有收。请按新时间点名',
  );
  // moved to an earlier day: what is marked on the old day is no mark of it either
  expect(whyNotLessonMarked({ at, known }, { ...LESSON, day: '2026-05-04' }, 'teaching')?.en).toContain(
    'was moved from 2026-05-06 09:00–11:30 to 2026-05-04',
  );
  // an old timetable in the phone, but marked in the lesson itself
  expect(whyNotLessonMarked({ at: instantOf('2026-05-08', 850), known }, moved, 'teaching')).toBeUndefined();
  expect(whyNotLessonMarked({ at, known }, { ...LESSON, state: 'cancelled', reason: '停电' }, 'teaching')?.zh).toContain('已停（停电）');
  expect(whyNotLessonMarked({ at: instantOf('2026-05-06', 500), known }, LESSON, 'teaching')?.zh).toContain('最早提前 30 分钟');
  expect(whyNotLessonMarked({ at, known }, LESSON, 'enrolling')?.zh).toContain('还没有开班');
  expect(whyNotLessonMarked({ at, known }, LESSON, 'archived')?.zh).toContain('归档');
  expect(whyNotLessonMarked({ at, known }, LESSON, 'cancelled')?.zh).toContain('取消');
  expect(whyNotPerson([{ from: '2026-05-01', to: null }], '2026-05-06')).toBeUndefined();
  expect(whyNotPerson([{ from: '2026-05-01', to: '2026-05-05' }], '2026-05-06')?.zh).toContain('2026-05-05 已离开');
  expect(whyNotPerson([{ from: '2026-05-07', to: null }], '2026-05-06')?.zh).toContain('2026-05-07 才进班');
  expect(whyNotPerson([], '2026-05-06')?.zh).toContain('不在这个班的名单里');
  expect(lateOf(instantOf('2026-05-06', 550), LESSON, 10)).toEqual({ says: 'present', missed: null });
  expect(lateOf(instantOf('2026-05-06', 551), LESSON, 10)).toEqual({ says: 'late', missed: 11 });
});

const lesson = (more: Partial<LessonHeld> = {}): LessonHeld => ({ ...LESSON, module: 1, kind: 'theory', hours: 3, ...more });
test('hours: whole, by minutes, none; the share of the standard is reached, open or lost', () => {
  expect(attendedHours(lesson(), { says: 'present', missed: null })).toBe(3);
  expect(attendedHours(lesson(), { says: 'late', missed: 50 })).toBe(2);
  expect(attendedHours(lesson(), { says: 'late', missed: null })).toBe(3);
  expect(attendedHours(lesson(), { says: 'leftEarly', missed: 200 })).toBe(0);
  expect(attendedHours(lesson(), { says: 'excused', missed: null })).toBe(0);
  const course = { attendancePercent: 90, modules: [{ number: 1, title: '刀工', theoryHours: 30, practiceHours: 0, units: [] }] };
  const lessons = Array.from({ length: 10 }, (_, i) => lesson({ day: `2026-05-${String(i + 1).padStart(2, '0')}` }));
  const after = instantOf('2026-05-10', 700);
  const present = { says: 'present', missed: null } as const;
  const absent = { says: 'absent', missed: null } as const;
  expect(
    attendanceOf(
      lessons,
      lessons.map((_, i) => (i < 9 ? present : undefined)),
      course,
      after,
    ),
  ).toMatchObject({
    attended: 27,
    held: 30,
    total: 30,
    needed: 27,
    mayMiss: 3,
    standing: 'reached',
    unmarked: 1,
  });
  expect(
    attendanceOf(
      lessons,
      lessons.map((_, i) => (i < 1 ? absent : undefined)),
      course,
      after,
    ),
  ).toMatchObject({ standing: 'open', mayMiss: 0 });
  expect(
    attendanceOf(
      lessons,
      lessons.map((_, i) => (i < 2 ? absent : undefined)),
      course,
      after,
    ),
  ).toMatchObject({ standing: 'lost', mayMiss: -3 });
  expect(attendanceOf(lessons, [], { attendancePercent: null, modules: [] }, after)).toMatchObject({
    standing: 'none',
    needed: null,
    total: 30,
  });
  // a cancelled lesson is no lesson
  expect(attendanceOf([...lessons, lesson({ state: 'cancelled' })], [], course, after).total).toBe(30);
});

test('hours never add up to more than was held, whatever the marks', () => {
  const mark = fc.option(
    fc.record({
      says: fc.constantFrom('present', 'late', 'leftEarly', 'absent', 'excused'),
      missed: fc.option(fc.integer({ min: 0, max: 400 })),
    }),
    { nil: undefined },
  ) as fc.Arbitrary<{ says: 'present'; missed: number | null } | undefined>;
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          mark,
          fc.integer({ min: 1, max: 24 }).map((h) => h / 2),
        ),
        { maxLength: 40 },
      ),
      (rows) => {
        const lessons = rows.map(([, hours]) => lesson({ hours }));
        const sum = attendanceOf(
          lessons,
          rows.map(([m]) => m),
          { attendancePercent: 80, modules: [] },
          instantOf('2026-06-01', 0),
        );
        const marked = rows.filter(([m]) => m !== undefined).reduce((t, [, h]) => t + h, 0);
        expect(sum.attended + sum.missed).toBeCloseTo(marked, 6);
        expect(sum.modules.reduce((t, m) => t + m.theory + m.practice, 0)).toBeCloseTo(sum.attended, 6);
        expect(sum.standing === 'lost').toBe(sum.attended < sum.needed! && sum.mayMiss! < 0);
      },
    ),
  );
});
