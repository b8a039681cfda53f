import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  asked,
  judge,
  leastSecondsOf,
  nextTry,
  type Question,
  STUDY,
  type StudyClock,
  shuffled,
  standingsOf,
  tick,
} from './rulesRemote.ts';

/** A server that keeps the clock, and devices that send whatever they like. */
type Move = { readonly do: 'open' | 'ping' | 'replay' | 'wait'; readonly device: number; readonly unit: number; readonly ms: number };
const move = fc.record<Move>({
  do: fc.constantFrom('open', 'ping', 'ping', 'ping', 'replay', 'wait'),
  device: fc.nat({ max: 2 }),
  unit: fc.nat({ max: 1 }),
  ms: fc.nat({ max: 90_000 }),
});
test('whatever is sent, in any order, from any number of devices: no more is gained than has passed, and never less than nothing', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
      let now = 1_000_000;
      const begin = now;
      let clock: StudyClock | null = null;
      let made = 0;
      const held = new Map<number, { token: string; unit: number }>();
      const sent: { token: string; unit: number }[] = [];
      const gained = [0, 0];
      for (const m of moves) {
        now += m.ms;
        if (m.do === 'open') {
          const token = `t${made++}`;
          clock = { unitId: `u${m.unit}`, token, before: null, at: now };
          held.set(m.device, { token, unit: m.unit });
        } else if (m.do !== 'wait') {
          const shown = m.do === 'ping' ? held.get(m.device) : sent[m.device % Math.max(1, sent.length)];
          if (!shown) continue;
          sent.push(shown);
          const ticked = tick(clock, { unitId: `u${shown.unit}`, token: shown.token }, now);
          expect(ticked.seconds).toBeGreaterThanOrEqual(0);
          expect(ticked.seconds).toBeLessThanOrEqual(STUDY.gapSeconds);
          if (ticked.is !== 'counted') expect(ticked.seconds).toBe(0);
          else {
            gained[shown.unit]! += ticked.seconds;
            const token = `t${made++}`;
            clock = { ...clock!, before: shown.token, token, at: ticked.at };
            held.set(m.device, { token, unit: shown.unit });
          }
        }
        expect(gained[0]! + gained[1]!).toBeLessThanOrEqual((now - begin) / 1000);
      }
    }),
  );
});
test('one who keeps reading gains every whole second; a ping sent twice is worth once', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 200, max: 30_000 }), { minLength: 1, maxLength: 40 }), (steps) => {
      let clock: StudyClock = { unitId: 'u', token: 't0', before: null, at: 0 };
      let now = 0;
      let gained = 0;
      steps.forEach((ms, i) => {
        now += ms;
        const one = tick(clock, { unitId: 'u', token: clock.token }, now);
        gained += one.seconds;
        const shown = clock.token;
        clock = { ...clock, before: shown, token: `t${i + 1}`, at: one.at };
        expect(tick(clock, { unitId: 'u', token: shown }, now + 1)).toMatchObject({ is: 'again', seconds: 0 });
      });
      expect(gained).toBe(Math.floor(now / 1000));
    }),
  );
});
const questions = fc
  .array(
    fc.array(fc.boolean(), { minLength: 2, maxLength: 6 }).filter((r) => r.some(Boolean) && !r.every(Boolean)),
    { minLength: 1, maxLength: 12 },
  )
  .map((all): Question[] =>
    all.map((right, q) => ({ id: `q${q}`, text: `题 ${q}`, options: right.map((r, o) => ({ id: `o${o}`, text: `${o}`, right: r })) })),
  );
test('a quiz is asked whole, in an order of its seed, without what is right; only the exact answers pass it all', () => {
  fc.assert(
    fc.property(questions, fc.integer(), (list, seed) => {
      const shown = asked(list, seed);
      expect(JSON.stringify(shown)).not.toContain('"right"');
      expect(shown.map((q) => q.id).sort()).toEqual(list.map((q) => q.id).sort());
      for (const q of shown)
        expect(q.options.map((o) => o.id).sort()).toEqual(
          list
            .find((x) => x.id === q.id)!
            .options.map((o) => o.id)
            .sort(),
        );
      expect(asked(list, seed)).toEqual(shown);
      const right = Object.fromEntries(list.map((q) => [q.id, q.options.filter((o) => o.right).map((o) => o.id)]));
      expect(judge(list, right, 100)).toMatchObject({ mark: 100, passed: true });
      const all = Object.fromEntries(list.map((q) => [q.id, q.options.map((o) => o.id)]));
      expect(judge(list, all, 1)).toMatchObject({ mark: 0, passed: false });
      expect(judge(list, {}, 1)).toMatchObject({ mark: 0, passed: false });
    }),
  );
});
test('shuffling keeps everything and gives every place its chance', () => {
  const first = new Set(Array.from({ length: 200 }, (_, seed) => shuffled([0, 1, 2, 3, 4], seed)[0]));
  expect(first.size).toBe(5);
});
test('lessons open one after the other; a done one stays done', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 20 }), (done) => {
      const s = standingsOf(done);
      expect(s.filter((x) => x === 'open').length).toBe(done.includes(false) ? 1 : 0);
      expect(s.map((x) => x === 'done')).toEqual(done);
      const open = s.indexOf('open');
      if (open >= 0) expect(done.slice(0, open).every(Boolean)).toBe(true);
    }),
  );
});
test('the time asked for grows with what there is to read; a video adds none; the pause after a wrong try ends', () => {
  expect(leastSecondsOf([{ kind: 'text', text: '字'.repeat(1000) }])).toBe(120);
  expect(leastSecondsOf([{ kind: 'text', text: '短' }])).toBe(STUDY.leastSeconds);
  expect(leastSecondsOf([{ kind: 'video', url: 'https://example.org', title: '片' }])).toBe(STUDY.leastSeconds);
  fc.assert(
    fc.property(fc.nat({ max: 5000 }), fc.nat({ max: 20 }), (n, p) => {
      const blocks = [
        { kind: 'text' as const, text: '字'.repeat(n + 1) },
        ...Array.from({ length: p }, () => ({ kind: 'picture' as const, fileId: '', alt: '' })),
      ];
      expect(leastSecondsOf([...blocks, { kind: 'text', text: '再一段' }])).toBeGreaterThanOrEqual(leastSecondsOf(blocks));
    }),
  );
  expect(nextTry(null, 5)).toBeNull();
  expect(nextTry(0, 599_999)).toBe(600_000);
  expect(nextTry(0, 600_000)).toBeNull();
});
