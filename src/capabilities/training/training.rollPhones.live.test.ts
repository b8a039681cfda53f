// 1,000 marks of 50 phones that had no network: clocks hours wrong or set in between, requests and answers that get lost, pages that are killed, pieces shuffled
// and sent twice at once. The phones run the very queue of src/phone. None is lost, none doubled, and what holds is what was said last.
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, signedInAs } from '#capabilities/access/testing/people.ts';
import { buildHttp } from '#platform/server/http.ts';
import { newTestDatabase, type TestDatabase } from '#platform/testing/databases.ts';
import { testClock, testServices } from '#platform/testing/testServices.ts';
import { authenticator, constraints, plain, routes } from '../../composition.ts';
import { newQueue, type Queue, type Queued } from '../../phone/roll/queue.ts';
import { type MarkSent, readAttendance, syncMarks } from './contractRoll.ts';
import { markOf } from './rulesAttendance.ts';
import { madeClass } from './testing/roll.ts';

let database: TestDatabase;
let app: FastifyInstance;
let services: ReturnType<typeof testServices>;
const START = Date.parse('2026-05-06T09:00:00+08:00');
const clock = testClock(new Date(START).toISOString());
beforeAll(async () => {
  database = await newTestDatabase();
  services = testServices(database.store, { clock });
  app = await buildHttp({ services, routes, constraints, plain, authenticator });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

/** Numbers that come again with the seed (mulberry32). */
const numbers = (seed: number) => {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let x = Math.imul(a ^ (a >>> 15), 1 | a);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296;
  };
};
const PHONES = 50;
const MARKS = 1000;
const H = 3_600_000;
const SEED = 20260506;

interface Truth {
  readonly at: number;
  readonly mark: MarkSent;
}

test('1,000 queued marks from 50 phones: none lost, none doubled, the last word holds', async () => {
  const random = numbers(SEED);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const shuffled = <T>(of: readonly T[]): T[] =>
    of
      .map((v) => [random(), v] as const)
      .sort((a, b) => a[0] - b[0])
      .map(([, v]) => v);
  const classes = [];
  for (let i = 0; i < 5; i += 1)
    classes.push(await madeClass(services, { from: '2026-05-06', lessons: 1, people: 30, after: i * 30, title: `离线点名班 ${i + 1}` }));
  const schools: Person[] = [];

  let now = START;
  let network = false;
  let lost = 0;
  let cut = 0;
  let twice = 0;
  let killed = 0;
  const phones = Array.from({ length: PHONES }, (_, n) => {
    const store = new Map<string, Queued>();
    // a fifth is right; the others are up to three hours off; a fifth had contact before and is set right (or wrong) between marking and sending
    const had = n % 5 < 3;
    const phone = {
      offset: n % 5 === 0 ? 0 : Math.round((random() - 0.5) * 6 * H),
      behind: null as number | null,
      due: [] as { at: number; work: () => void; off: boolean }[],
      queue: undefined as unknown as Queue,
      flights: 0,
      store,
    };
    if (had) phone.behind = -phone.offset;
    const begin = () => {
      phone.queue = newQueue(
        { login: 'school', device: `phone-${n}-0000`, behind: phone.behind },
        {
          store: {
            all: async () => [...store.values()],
            put: async (items) => {
              for (const i of items) store.set(i.id, i);
            },
            remove: async (ids) => {
              for (const id of ids) store.delete(id);
            },
          },
          send: async (body) => {
            if (!network) throw new Error('no network');
            phone.flights += 1;
            try {
              const dice = random();
              if (dice < 0.2) {
                lost += 1;
                throw new Error('the request was lost');
              }
              const sent = { ...body, items: shuffled(body.items) };
              const again = random() < 0.15;
              if (again) twice += 1;
              const [answer] = await Promise.all([
                schools[n % schools.length]!(syncMarks, sent),
                ...(again ? [schools[n % schools.length]!(syncMarks, sent)] : []),
              ]);
              if (dice < 0.45) {
                cut += 1;
                throw new Error('the answer was lost');
              }
              return answer!;
            } finally {
              phone.flights -= 1;
            }
          },
          now: () => now + phone.offset,
          random,
          later: (work, ms) => {
            const timer = { at: now + ms, work, off: false };
            phone.due.push(timer);
            return () => {
              timer.off = true;
            };
          },
          refusal: () => undefined,
        },
        () => undefined,
      );
    };
    begin();
    return { ...phone, phone, begin };
  });

  // without a network: each mark at its own moment, three seconds apart, many about the same trainee by different phones
  const truths: Truth[] = [];
  for (let k = 0; k < MARKS; k += 1) {
    now += 3000;
    const n = k % PHONES;
    const of = classes[n % classes.length]!;
    const lesson = of.lessons[0]!;
    const mark: MarkSent = {
      id: randomUUID(),
      lessonId: lesson.id,
      workerId: pick(of.people).id,
      says: pick(['present', 'late', 'absent', 'excused', 'leftEarly', 'nothing'] as const),
      at: now + phones[n]!.phone.offset,
      behind: phones[n]!.phone.behind,
      known: { day: lesson.day, fromMinute: 540, toMinute: 690 },
      offline: true,
    };
    truths.push({ at: now, mark });
    await phones[n]!.phone.queue.add([mark]);
  }
  // some set their clocks before they come back
  for (const [n, p] of phones.entries()) if (n % 5 === 1) p.phone.offset = Math.round((random() - 0.5) * 4 * H);

  network = true;
  now += 60_000;
  clock.set(new Date(now).toISOString());
  // whoever was signed in this morning is not any more
  for (let i = 0; i < 5; i += 1) schools.push(await signedInAs(app, services, '培训学校'));
  for (const { phone } of phones) phone.queue.wake();
  const waits = () => phones.some(({ phone }) => [...phone.store.values()].some((q) => q.state === 'waiting'));
  const settle = async () => {
    do await new Promise((r) => setTimeout(r, 1));
    while (phones.some(({ phone }) => phone.flights > 0));
    await new Promise((r) => setTimeout(r, 1));
  };
  for (let round = 0; round < 400 && waits(); round += 1) {
    await settle();
    now += 5000;
    clock.set(new Date(now).toISOString());
    for (const one of shuffled(phones)) {
      if (random() < 0.05) {
        // the page is closed and opened again: what was kept goes on
        killed += 1;
        one.phone.queue.stop();
        one.phone.due.length = 0;
        one.begin();
        continue;
      }
      const due = one.phone.due.filter((d) => d.at <= now);
      one.phone.due = one.phone.due.filter((d) => d.at > now);
      for (const d of due) if (!d.off) d.work();
    }
  }
  await settle();
  expect(waits()).toBe(false);
  expect(Math.min(lost, cut, twice, killed), JSON.stringify({ lost, cut, twice, killed })).toBeGreaterThan(5);
  expect(phones.flatMap(({ phone }) => [...phone.store.values()]).filter((q) => q.state !== 'done')).toEqual([]);

  // the oracle: what was said last about each, by the true time; it knows neither the server's rules nor its tables
  const last = new Map<string, Truth>();
  for (const t of truths) {
    const key = `${t.mark.lessonId} ${t.mark.workerId}`;
    if ((last.get(key)?.at ?? 0) < t.at) last.set(key, t);
  }
  const { kept, marks } = await database.store.transact({ role: 'system' }, async (db) => ({
    kept: (await sql<{ id: string; at: string; clock: string }>`select id, at, clock from training_mark_sent`.execute(db)).rows,
    marks: (
      await sql<{
        lessonId: string;
        workerId: string;
        says: string;
        sentId: string;
      }>`select lesson_id, worker_id, says, sent_id from training_mark where superseded = 'infinity'`.execute(db)
    ).rows,
  }));
  expect(kept).toHaveLength(MARKS);
  expect(new Set(kept.map((k) => k.id))).toEqual(new Set(truths.map((t) => t.mark.id)));
  const trueAt = new Map(truths.map((t) => [t.mark.id, t.at]));
  for (const k of kept) expect(Math.abs(Date.parse(k.at) - trueAt.get(k.id)!), `${k.clock} ${k.at}`).toBeLessThan(1000);
  expect(new Set(kept.map((k) => k.clock))).toEqual(new Set(['right', 'wrong', 'changed']));
  const expected = [...last.values()].filter((t) => t.mark.says !== 'nothing');
  expect(new Map(marks.map((m) => [`${m.lessonId} ${m.workerId}`, m.says]))).toEqual(
    new Map(expected.map((t) => [`${t.mark.lessonId} ${t.mark.workerId}`, t.mark.says])),
  );
  expect(marks).toHaveLength(expected.length);
  // and the page of each class says the same
  for (const of of classes) {
    const told = await schools[0]!(readAttendance, { id: of.id });
    for (const p of told.people) {
      const t = last.get(`${of.lessons[0]!.id} ${p.workerId}`);
      expect(markOf(p.marks[0]!) ?? 'nothing').toBe(t?.mark.says ?? 'nothing');
    }
  }
});
