// The queue of marks: what the teacher says is kept first and sent when there is a network, in pieces, again and again until each has its answer. Without a
// page and without a browser: the store, the network, the clock and the timer are handed in, and the test of fifty phones runs this very code.
import type { MarkSent, SyncAnswer } from '#capabilities/training/contractRoll.ts';
import type { Text } from '#standards/text.ts';

export interface Queued {
  readonly id: string;
  /** The login it was marked under; only that account sends it. */
  readonly login: string;
  readonly mark: MarkSent;
  /** waiting: not sent, or no answer yet. done, refused: answered. */
  readonly state: 'waiting' | 'done' | 'refused';
  readonly text: Text | null;
  /** Of this device's clock, when the answer came. */
  readonly answeredAt: number | null;
}
export interface QueueStore {
  all(): Promise<readonly Queued[]>;
  put(items: readonly Queued[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}
export interface QueueWorld {
  readonly store: QueueStore;
  readonly send: (body: { readonly device: string; readonly sentAt: number; readonly items: readonly MarkSent[] }) => Promise<SyncAnswer>;
  readonly now: () => number;
  readonly random: () => number;
  readonly later: (work: () => void, ms: number) => () => void;
  /** How a refusal of the whole request is told from no answer: its status and sentence. */
  readonly refusal: (error: unknown) => { readonly status: number; readonly text: Text } | undefined;
}
export interface QueueState {
  readonly items: readonly Queued[];
  /** idle: nothing waits. sending. later: without an answer, tried again at `next`. signIn: the session has ended. */
  readonly is: 'idle' | 'sending' | 'later' | 'signIn';
  readonly next: number;
  /** Measured with the last answer: by so much this device's clock is behind. */
  readonly behind: number | null;
}
/** ○ Marks of one piece: a slow network loses less. */
const PIECE = 50;
const [FIRST_MS, MOST_MS] = [2000, 5 * 60_000];
/** ○ Answered marks are shown so long. */
const SHOWN_MS = 24 * 3_600_000;
/** 2, 4, 8 … seconds, five minutes at most, up to a fifth more so that fifty phones do not come at once. */
export const pauseAfter = (failures: number, random: number): number =>
  Math.min(MOST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1)) * (1 + random / 5);

export interface Queue {
  /** Kept before it returns. */
  add(marks: readonly MarkSent[]): Promise<void>;
  /** There may be a network, or a session, again. */
  wake(): void;
  /** Answered ones that were read. */
  dismiss(ids: readonly string[]): Promise<void>;
  state(): QueueState;
  stop(): void;
}
export const newQueue = (
  of: { readonly login: string; readonly device: string; readonly behind: number | null },
  world: QueueWorld,
  show: (state: QueueState) => void,
): Queue => {
  let items: readonly Queued[] = [];
  let is: QueueState['is'] = 'idle';
  let next = 0;
  let behind = of.behind;
  let failures = 0;
  let cancel: (() => void) | undefined;
  let stopped = false;
  /** A piece is cut in half where the server takes it not whole, so that one bad mark keeps nobody waiting. */
  let most = PIECE;
  const state = (): QueueState => ({ items, is, next, behind });
  const tell = () => {
    if (!stopped) show(state());
  };
  const put = async (changed: readonly Queued[]) => {
    await world.store.put(changed);
    const by = new Map(changed.map((c) => [c.id, c]));
    items = [...items.filter((i) => !by.has(i.id)), ...changed];
  };
  const mine = () => items.filter((i) => i.state === 'waiting' && i.login === of.login);
  const wait = () => {
    failures += 1;
    const ms = pauseAfter(failures, world.random());
    is = 'later';
    next = world.now() + ms;
    cancel?.();
    cancel = world.later(() => void step(), ms);
    tell();
  };
  let stepping = false;
  const step = async (): Promise<void> => {
    if (stepping || stopped) return;
    stepping = true;
    try {
      for (let piece = mine().slice(0, most); piece.length > 0 && !stopped; piece = mine().slice(0, most)) {
        is = 'sending';
        tell();
        const sentAt = world.now();
        let answer: SyncAnswer;
        try {
          answer = await world.send({ device: of.device, sentAt, items: piece.map((p) => p.mark) });
        } catch (error) {
          const refused = world.refusal(error);
          if (refused?.status === 401) {
            is = 'signIn';
            tell();
            return;
          }
          if (!refused || refused.status === 429 || refused.status === 408 || refused.status === 403) return wait();
          if (piece.length > 1) {
            most = Math.max(1, Math.floor(piece.length / 2));
            continue;
          }
          await put(piece.map((p) => ({ ...p, state: 'refused', text: refused.text, answeredAt: world.now() })));
          continue;
        }
        failures = 0;
        most = PIECE;
        behind = Math.round(answer.now - (sentAt + world.now()) / 2);
        const told = new Map(answer.items.map((a) => [a.id, a]));
        await put(
          piece.flatMap((p) => {
            const a = told.get(p.id);
            return a
              ? [{ ...p, state: a.outcome === 'refused' ? ('refused' as const) : ('done' as const), text: a.text, answeredAt: world.now() }]
              : [];
          }),
        );
        if (!piece.some((p) => told.has(p.id))) return wait();
      }
      is = 'idle';
      tell();
    } catch {
      // the phone's own store failed: tried again, nothing is thrown away
      wait();
    } finally {
      stepping = false;
    }
  };
  const begin = (async () => {
    const found = await world.store.all();
    const old = found.filter((i) => i.state === 'done' && (i.answeredAt ?? 0) < world.now() - SHOWN_MS).map((i) => i.id);
    if (old.length) await world.store.remove(old);
    items = found.filter((i) => !old.includes(i.id));
    tell();
    await step();
  })();
  return {
    add: async (marks) => {
      await begin.catch(() => undefined);
      await put(marks.map((mark) => ({ id: mark.id, login: of.login, mark, state: 'waiting', text: null, answeredAt: null })));
      tell();
      void step();
    },
    wake: () => {
      failures = 0;
      cancel?.();
      void begin.then(step, step);
    },
    dismiss: async (ids) => {
      const gone = items.filter((i) => ids.includes(i.id) && i.state !== 'waiting').map((i) => i.id);
      await world.store.remove(gone);
      items = items.filter((i) => !gone.includes(i.id));
      tell();
    },
    state,
    stop: () => {
      stopped = true;
      cancel?.();
    },
  };
};
