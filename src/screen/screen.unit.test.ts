import { expect, test } from 'vitest';
import type { ScreenData } from '#capabilities/indicators/contractScreens.ts';
import { EVERY_MS, keepAsking, keyOf, pauseAfter, type Shown } from './asking.ts';
import { placeNames } from './layout.ts';

const data = (asOf: string): ScreenData => ({
  ...{ title: '粤黔', areaName: { zh: '贵州', en: 'Guizhou' }, side: 'origin', asOf, knownAt: `${asOf}T02:00:00Z`, demonstration: true },
  ...{ expires: '2027-01-01T00:00:00Z', frozen: null, figures: [], places: [], flows: [], programmes: [] },
  retention: { from: '2025-01-01', to: '2025-12-31', forms: [] },
});
/** A clock that is wound by hand, a network that is told what to answer. */
const worldOf = () => {
  let now = Date.parse('2026-11-27T02:00:00Z');
  const timers = new Map<number, { at: number; work: () => void }>();
  const kept = new Map<string, string>();
  const asked: { url: string; headers: Record<string, string> }[] = [];
  let id = 0;
  let answer: (init: RequestInit) => Promise<Response> = () => Promise.reject(new TypeError('network'));
  return {
    asked,
    kept,
    timers,
    answers: (next: typeof answer) => {
      answer = next;
    },
    world: {
      fetch: (url: string, init: RequestInit) => {
        asked.push({ url, headers: init.headers as Record<string, string> });
        return answer(init);
      },
      store: {
        getItem: (k: string) => kept.get(k) ?? null,
        setItem: (k: string, v: string) => void kept.set(k, v),
        removeItem: (k: string) => void kept.delete(k),
      },
      now: () => now,
      later: (work: () => void, ms: number) => {
        const mine = ++id;
        timers.set(mine, { at: now + ms, work });
        return () => void timers.delete(mine);
      },
    },
    /** So much later: what is due is done, and answers come. */
    pass: async (ms: number) => {
      now += ms;
      for (const [k, t] of [...timers]) if (t.at <= now && timers.delete(k)) t.work();
      for (let i = 0; i < 8; i++) await Promise.resolve();
      await new Promise((done) => setTimeout(done, 0));
    },
  };
};
const fine = (of: ScreenData) => () => Promise.resolve(new Response(JSON.stringify(of)));
const refusal = (code: string) => () =>
  Promise.resolve(new Response(JSON.stringify({ code, text: { zh: '已停用', en: 'revoked' } }), { status: 410 }));

test('a night: one question every five minutes, never two timers, the token in a header and in no address', async () => {
  const w = worldOf();
  const seen: Shown[] = [];
  w.answers(fine(data('2026-11-27')));
  const stop = keepAsking('secret', w.world, (s) => seen.push(s));
  await w.pass(0);
  for (let i = 0; i < 144; i++) {
    await w.pass(EVERY_MS);
    expect(w.timers.size).toBe(1);
  }
  expect(w.asked).toHaveLength(145);
  expect(w.asked.every((a) => a.url === '/api/screen' && a.headers.authorization === 'Bearer secret')).toBe(true);
  expect(seen.at(-1)).toMatchObject({ is: 'live' });
  // nothing kept tells the token
  expect([...w.kept].flat().join()).not.toContain('secret');
  stop();
  expect(w.timers.size).toBe(0);
});

test('a lost network: the last picture stays, the pauses grow to five minutes, and it comes back by itself', async () => {
  const w = worldOf();
  const seen: Shown[] = [];
  w.answers(fine(data('2026-11-27')));
  keepAsking('a', w.world, (s) => seen.push(s));
  await w.pass(0);
  w.answers(() => Promise.reject(new TypeError('network')));
  await w.pass(EVERY_MS);
  expect(seen.at(-1)).toMatchObject({ is: 'lost', data: { asOf: '2026-11-27' } });
  expect([1, 2, 3, 7, 40].map(pauseAfter)).toEqual([5000, 10_000, 20_000, 300_000, 300_000]);
  const before = w.asked.length;
  for (const ms of [5000, 10_000, 20_000]) await w.pass(ms);
  expect(w.asked.length - before).toBe(3);
  expect(w.timers.size).toBe(1);
  // an answer that is no answer (a proxy's page) is silence, too
  w.answers(() => Promise.resolve(new Response('<html>502', { status: 502 })));
  await w.pass(40_000);
  expect(seen.at(-1)!.is).toBe('lost');
  w.answers(fine(data('2026-11-28')));
  await w.pass(80_000);
  expect(seen.at(-1)).toMatchObject({ is: 'live', data: { asOf: '2026-11-28' } });
});

test('an answer that takes longer than a screen waits is no lost network: the server counts, the last picture stays, and it is asked again soon', async () => {
  const w = worldOf();
  const seen: Shown[] = [];
  const slow = (init: RequestInit) =>
    new Promise<Response>((_, refuse) => init.signal!.addEventListener('abort', () => refuse(new DOMException('', 'AbortError'))));
  w.answers(slow);
  keepAsking('a', w.world, (s) => seen.push(s));
  await w.pass(110_000);
  expect(seen.at(-1)).toMatchObject({ is: 'counting', data: null });
  w.answers(fine(data('2026-11-27')));
  await w.pass(5000);
  expect(seen.at(-1)).toMatchObject({ is: 'live' });
  w.answers(slow);
  await w.pass(EVERY_MS);
  await w.pass(110_000);
  expect(seen.at(-1)).toMatchObject({ is: 'counting', data: { asOf: '2026-11-27' } });
  expect(w.timers.size).toBe(1);
  // a line that is cut is told as such at once
  w.answers(() => Promise.reject(new TypeError('network')));
  await w.pass(5000);
  expect(seen.at(-1)!.is).toBe('lost');
});

test('a reload without a network shows the last answer; an ended token shows its sentence, forgets the answer and asks no more', async () => {
  const w = worldOf();
  w.answers(fine(data('2026-11-27')));
  keepAsking('a', w.world, () => undefined)();
  const seen: Shown[] = [];
  w.kept.set(keyOf('a'), JSON.stringify(data('2026-11-27')));
  w.answers(() => Promise.reject(new TypeError('network')));
  keepAsking('a', w.world, (s) => seen.push(s));
  expect(seen[0]).toMatchObject({ is: 'live', data: { asOf: '2026-11-27' } });
  await w.pass(0);
  expect(seen.at(-1)!.is).toBe('lost');
  w.answers(refusal('indicators.screenRevoked'));
  await w.pass(5000);
  expect(seen.at(-1)).toEqual({ is: 'ended', text: { zh: '已停用', en: 'revoked' } });
  expect([w.kept.size, w.timers.size]).toEqual([0, 0]);
  // past its day nobody need say so
  const late = worldOf();
  const told: Shown[] = [];
  late.kept.set(keyOf('a'), JSON.stringify({ ...data('2026-11-27'), expires: '2026-11-27T02:00:03Z' }));
  keepAsking('a', late.world, (s) => told.push(s));
  await late.pass(0);
  expect(told.at(-1)).toMatchObject({ is: 'lost', data: { asOf: '2026-11-27' } });
  await late.pass(5000);
  expect(told.at(-1)).toMatchObject({ is: 'ended', text: { zh: expect.stringContaining('已到期') } });
  expect([late.kept.size, late.timers.size]).toEqual([0, 0]);
  keepAsking('', late.world, (s) => told.push(s));
  expect(told.at(-1)).toMatchObject({ is: 'ended' });
});

test('names never lie upon each other and stay inside; one without room is left out', () => {
  const crowd = Array.from({ length: 30 }, (_, i) => ({
    key: `${i}`,
    text: '黔东南州',
    x: 100 + (i % 6) * 30,
    y: 100 + Math.floor(i / 6) * 12,
    first: 'left' as const,
  }));
  const placed = placeNames(crowd, 15, 400, 300);
  expect(placed.length).toBeGreaterThan(3);
  expect(placed.length).toBeLessThan(30);
  const boxes = placed.map((p) => {
    const l = p.anchor === 'end' ? p.x - 60 : p.anchor === 'middle' ? p.x - 30 : p.x;
    return { l, r: l + 60, t: p.y - 8, b: p.y + 8 };
  });
  for (const [i, a] of boxes.entries())
    for (const b of boxes.slice(i + 1)) expect(a.l < b.r && b.l < a.r && a.t < b.b && b.t < a.b).toBe(false);
});
