// Who may have what computed, and when. Every new question costs seconds of the whole server and is kept as rows, so a few are computed at once, the same one
// once, and each account has so many in an hour. Reading what stands costs nothing of this.
import type { Store } from '#platform/server/store.ts';
import * as p from '../contractProblems.ts';

/** ○ Three, so that a freeze or a report, which asks two at once, does not keep pages waiting, and they do not take all connections. */
const AT_ONCE = 3;
/** ○ A page of all figures asks seven questions and a trend of twelve months up to thirty-six: some of them at once. */
const WAITING_OF_ONE = 24;
const WAITING = 100;
const HOUR = 3_600_000;
/** ○ Per account: four trends and a dozen pages, each as known at another instant. */
export const COMPUTED_AN_HOUR = 240;

export interface Limits {
  readonly anHour: number;
  readonly waitingOfOne: number;
}
const LIMITS: Limits = { anHour: COMPUTED_AN_HOUR, waitingOfOne: WAITING_OF_ONE };

interface Turns {
  running: number;
  readonly queue: (() => void)[];
  readonly flights: Map<string, Promise<unknown>>;
  /** By account: when something was computed for it, the oldest first; and how many wait or run. */
  readonly spent: Map<string, number[]>;
  readonly waiting: Map<string, number>;
}
const turns = new WeakMap<Store, Turns>();
const turnsOf = (store: Store): Turns => {
  const known = turns.get(store);
  if (known) return known;
  const made: Turns = { running: 0, queue: [], flights: new Map(), spent: new Map(), waiting: new Map() };
  turns.set(store, made);
  return made;
};

const enter = async (t: Turns): Promise<void> => {
  if (t.running < AT_ONCE) t.running++;
  // whoever leaves hands its place on
  else await new Promise<void>((resolve) => t.queue.push(resolve));
};
const leave = (t: Turns): void => {
  const next = t.queue.shift();
  if (next) next();
  else t.running--;
};

const spend = (t: Turns, account: string, limits: Limits): void => {
  const now = Date.now();
  const of = (t.spent.get(account) ?? []).filter((at) => at > now - HOUR);
  t.spent.set(account, of);
  if (of.length >= limits.anHour)
    throw p.tooManyQuestions({ n: of.length, minutes: Math.max(1, Math.ceil((of[0]! + HOUR - now) / 60_000)) });
  if (t.queue.length >= WAITING || (t.waiting.get(account) ?? 0) >= limits.waitingOfOne) throw p.questionsWait();
  of.push(now);
  // accounts that asked for nothing in the hour are forgotten
  if (t.spent.size > 1000) for (const [id, at] of t.spent) if ((at.at(-1) ?? 0) < now - HOUR) t.spent.delete(id);
};

/** What `work` gives, computed once for all who ask `key` meanwhile. `account`: for whom; null: the program itself, which is not counted. */
export const inTurn = async <T>(
  store: Store,
  key: string,
  account: string | null,
  work: () => Promise<T>,
  limits: Limits = LIMITS,
): Promise<T> => {
  const t = turnsOf(store);
  const flying = t.flights.get(key) as Promise<T> | undefined;
  if (flying) return flying;
  if (account !== null) spend(t, account, limits);
  const flight = (async () => {
    if (account !== null) t.waiting.set(account, (t.waiting.get(account) ?? 0) + 1);
    await enter(t);
    try {
      return await work();
    } finally {
      leave(t);
      t.flights.delete(key);
      const left = account === null ? 0 : (t.waiting.get(account) ?? 1) - 1;
      if (account !== null && left > 0) t.waiting.set(account, left);
      else if (account !== null) t.waiting.delete(account);
    }
  })();
  t.flights.set(key, flight);
  return flight;
};
