import { expect, test } from 'vitest';
import type { MarkSent, SyncAnswer } from '#capabilities/training/contractRoll.ts';
import { newQueue, pauseAfter, type Queued, type QueueWorld } from './queue.ts';

const mark = (id: string, says: MarkSent['says'] = 'present'): MarkSent => ({ id, lessonId: 'l', workerId: id, says, at: 0 });
const taken = (items: readonly MarkSent[], now = 0): SyncAnswer => ({
  now,
  items: items.map((i) => ({ id: i.id, outcome: 'taken' as const, text: null, says: 'present' as const })),
});
const began = (send: QueueWorld['send'], kept: readonly Queued[] = []) => {
  const store = new Map(kept.map((k) => [k.id, k]));
  const due: { work: () => void; ms: number }[] = [];
  const queue = newQueue(
    { login: 'me', device: 'device-01', behind: null },
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
      send,
      now: () => 1000,
      random: () => 0,
      later: (work, ms) => {
        due.push({ work, ms });
        return () => undefined;
      },
      refusal: (e) =>
        e instanceof Error && e.message.startsWith('refused ')
          ? { status: Number(e.message.slice(8)), text: { zh: '不收', en: 'no' } }
          : undefined,
    },
    () => undefined,
  );
  const rest = () => new Promise((r) => setTimeout(r, 5));
  return { queue, store, due, rest };
};

test('kept before it is sent, answered one by one, and the clock is measured', async () => {
  const { queue, store, rest } = began(async ({ items }) => ({
    now: 61_000,
    items: items.map((i) => ({
      id: i.id,
      outcome: i.id === 'b' ? ('refused' as const) : ('taken' as const),
      text: i.id === 'b' ? { zh: '停课', en: 'off' } : null,
      says: 'present' as const,
    })),
  }));
  await queue.add([mark('a'), mark('b')]);
  await rest();
  expect([...store.values()].map((q) => [q.id, q.state, q.text?.zh])).toEqual([
    ['a', 'done', undefined],
    ['b', 'refused', '停课'],
  ]);
  expect(queue.state()).toMatchObject({ is: 'idle', behind: 60_000 });
  await queue.dismiss(['a', 'b']);
  expect(store.size).toBe(0);
});

test('without an answer it waits longer each time, and nothing is lost', async () => {
  let up = false;
  const { queue, store, due, rest } = began(async ({ items }) => {
    if (!up) throw new Error('no network');
    return taken(items);
  });
  await queue.add([mark('a')]);
  await rest();
  for (let n = 0; n < 3; n += 1) {
    due.at(-1)!.work();
    await rest();
  }
  expect(due.map((d) => d.ms)).toEqual([2000, 4000, 8000, 16_000]);
  expect(pauseAfter(30, 0)).toBe(300_000);
  expect(queue.state().is).toBe('later');
  up = true;
  queue.wake();
  await rest();
  expect([...store.values()].map((q) => q.state)).toEqual(['done']);
});

test('a session that has ended keeps all; another account sends its own marks only', async () => {
  const sent: string[] = [];
  const theirs: Queued = { id: 'x', login: 'other', mark: mark('x'), state: 'waiting', text: null, answeredAt: null };
  let ended = true;
  const { queue, store, rest } = began(
    async ({ items }) => {
      if (ended) throw new Error('refused 401');
      sent.push(...items.map((i) => i.id));
      return taken(items);
    },
    [theirs],
  );
  await queue.add([mark('a')]);
  await rest();
  expect(queue.state().is).toBe('signIn');
  ended = false;
  queue.wake();
  await rest();
  expect(sent).toEqual(['a']);
  expect(store.get('x')?.state).toBe('waiting');
});

test('one mark the server takes at no price keeps nobody else waiting', async () => {
  const { queue, store, rest } = began(async ({ items }) => {
    if (items.some((i) => i.id === 'bad')) throw new Error('refused 422');
    return taken(items);
  });
  await queue.add([...'abcdefg'].map((c) => mark(c)));
  await rest();
  await queue.add([...'hijk', 'bad', ...'lmno'].map((c) => mark(c)));
  await rest();
  await rest();
  const states = [...store.values()].map((q) => [q.id, q.state]);
  expect(states.filter(([, s]) => s !== 'done')).toEqual([['bad', 'refused']]);
});
