// Every night: what worker_now says of work against spells and evidence, a chunk at a time. What the day alone has changed (a spell begins, an end comes) is
// carried over; what differs otherwise is mended and told.
import { sendNotice } from '#capabilities/access/server/service.ts';
import { noteStates, statesWritten, type WorkState } from '#capabilities/workers/server/service.ts';
import { defineJob } from '#platform/server/jobs.ts';
import type { Recurring } from '#platform/server/recurring.ts';
import type { Db } from '#platform/server/store.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import { statesOf } from './follow.ts';
import { roundsRecurring } from './rounds/nightly.ts';
import { recomputeVouched } from './vouched.ts';

const CHUNK = 1000;
/** A night that was missed is no fault: what held on one of so many days before has only not been carried over yet. */
const DAYS_BACK = 31;

export interface Compared {
  /** The last worker compared; null at the end. */
  readonly last: string | null;
  readonly compared: number;
  readonly carried: number;
  readonly differed: number;
}
const same = (a: WorkState, b: WorkState): boolean =>
  a.working === b.working &&
  a.workPlace === b.workPlace &&
  a.workOrg === b.workOrg &&
  a.workSince === b.workSince &&
  a.verifiedUntil === b.verifiedUntil &&
  a.verifiedClass === b.verifiedClass;

export const compareStates = async (db: Db, after: string | null, today: string, chunk = CHUNK): Promise<Compared> => {
  const written = await statesWritten(db, after, chunk);
  if (!written.length) return { last: null, compared: 0, carried: 0, differed: 0 };
  const of = async (workers: readonly WorkState[], day: string) =>
    new Map(
      (
        await statesOf(
          db,
          workers.map((w) => w.workerId),
          day,
        )
      ).map((s) => [s.workerId, s]),
    );
  const now = await of(written, today);
  const off = written.filter((w) => !same(w, now.get(w.workerId)!));
  let unexplained: readonly WorkState[] = off;
  for (let back = 1; unexplained.length && back <= DAYS_BACK; back++) {
    const then = await of(unexplained, addDays(today, -back));
    unexplained = unexplained.filter((w) => !same(w, then.get(w.workerId)!));
  }
  await noteStates(
    db,
    off.map((w) => now.get(w.workerId)!),
  );
  return {
    last: written.at(-1)!.workerId,
    compared: written.length,
    carried: off.length - unexplained.length,
    differed: unexplained.length,
  };
};

interface Checkpoint {
  readonly after: string | null;
  readonly compared: number;
  readonly carried: number;
  readonly differed: number;
}
const sum = (a: Checkpoint, c: Compared): Checkpoint => ({
  after: c.last ?? a.after,
  compared: a.compared + c.compared,
  carried: a.carried + c.carried,
  differed: a.differed + c.differed,
});

const checkStates = defineJob<unknown, Checkpoint>({
  kind: 'employment.checkStates',
  summary: { zh: '核对务工现状', en: 'Compare the state of work with the facts' },
  async run(context) {
    const today = context.services.clock.today();
    let at: Checkpoint = context.checkpoint ?? { after: null, compared: 0, carried: 0, differed: 0 };
    for (;;) {
      const before = at;
      const done = await context.step(
        (db) => compareStates(db, before.after, today),
        (c) => ({ checkpoint: sum(before, c), progress: { done: before.compared + c.compared } }),
      );
      if (done.last === null) break;
      at = sum(before, done);
    }
    if (at.differed > 0)
      await context.step((db) =>
        sendNotice(db, { to: { role: 'system_admin', areaCode: '' }, kind: 'employment.statesDiffered', params: { n: at.differed } }),
      );
    return { compared: at.compared, carried: at.carried, differed: at.differed };
  },
});

interface VouchedCheckpoint {
  readonly after: string | null;
  readonly spells: number;
  readonly differed: number;
}
const checkVouched = defineJob<unknown, VouchedCheckpoint>({
  kind: 'employment.checkVouched',
  summary: { zh: '核对在岗证据的折算', en: 'Compare what evidence vouches for with the facts' },
  async run(context) {
    let at: VouchedCheckpoint = context.checkpoint ?? { after: null, spells: 0, differed: 0 };
    for (;;) {
      const before = at;
      const next = await context.step(
        (db) => recomputeVouched(db, before.after, CHUNK / 2),
        (r) => ({
          checkpoint: { after: r.last ?? before.after, spells: before.spells + r.spells, differed: before.differed + r.differed },
          progress: { done: before.spells + r.spells },
        }),
      );
      if (next.last === null) break;
      at = { after: next.last, spells: before.spells + next.spells, differed: before.differed + next.differed };
    }
    if (at.differed > 0)
      await context.step((db) =>
        sendNotice(db, { to: { role: 'system_admin', areaCode: '' }, kind: 'employment.vouchedDiffered', params: { n: at.differed } }),
      );
    return { compared: at.spells, differed: at.differed };
  },
});

export const employmentRecurring: readonly Recurring[] = [
  { name: 'employment.checkStates', at: '01:30', job: checkStates },
  { name: 'employment.checkVouched', at: '01:50', job: checkVouched },
  ...roundsRecurring,
];
