// Counting a month for a freeze, in the background: each figure as known at K, its members stored as differences, the Merkle roots, the cells, the sums. Killed
// at any moment it goes on where it was; cancelled or refused it leaves nothing that anybody reads.
import { type RawBuilder, sql } from 'kysely';
import { areaOf } from '#capabilities/access/rules.ts';
import { sendNotice } from '#capabilities/access/server/service.ts';
import { fillText, Problem } from '#platform/problem.ts';
import { defineJob, type JobContext } from '#platform/server/jobs.ts';
import type { Db } from '#platform/server/store.ts';
import { freezeBroken, freezeGone } from '../../contractFreezeProblems.ts';
import { baseOfSeries, type CellLine, memberLine, type Series, seriesOf } from '../../rulesFrozen.ts';
import { checkSums } from '../../rulesFrozenSums.ts';
import { packsText } from '../packs.ts';
import { runOf, stillThere } from '../runs.ts';
import type { SharedUnited } from '../unitedRows.ts';
import { checkPartitions, type PartitionCheck } from './cells.ts';
import { bodyAtOnce, cellsOfStored } from './file.ts';
import { type Checks, type FreezeRow, getFreeze, seqsBefore } from './freezes.ts';
import { addDifferences, FIRST, LAST, readMembers } from './frozenMembers.ts';
import { EMPTY, grow, type MerkleState, rootOf } from './merkle.ts';

/** Persons of one step. */
const CHUNK = { embedded: 2000, server: 20_000 } as const;
/** A run is not cleared away while it is stored. */
const HELD_HOURS = 24;
export interface Place {
  /** Index in the series of the month, and how far it is. */
  readonly series: number;
  readonly after: string;
  readonly merkle: MerkleState;
  readonly done: number;
  readonly checks: readonly PartitionCheck[];
}
const START: Place = { series: 0, after: FIRST, merkle: EMPTY, done: 0, checks: [] };

const membersIn = (runId: string, origin: string, after = FIRST, upto = LAST): RawBuilder<unknown> => {
  const area = areaOf(origin);
  return sql`select m.* from figure_member m where m.run_id = ${runId}::uuid and m.origin >= ${area.from} and m.origin <= ${area.to}
    and m.worker_id > ${after}::uuid and m.worker_id <= ${upto}::uuid`;
};
/** A stock is counted on its one day: that is not stored with everybody. */
const stored = (series: Series, members: RawBuilder<unknown>): RawBuilder<unknown> =>
  baseOfSeries(series).kind === 'stock'
    ? sql`select x.worker_id, null::date as on_day, x.spell_id, x.origin, x.host, x."where", x.people, x.monitored, x.relocated, x.sex, x.age, x.channel, x.programme,
        x.industry, x.occupation, x.evidence, x.pairing, x.answers from (${members}) x`
    : members;

const chainOf = async (db: Db, freeze: FreezeRow, series: string): Promise<number> => {
  const year = Number(freeze.month.slice(0, 4));
  await sql`insert into frozen_chain (origin, year, series) values (${freeze.origin}, ${year}, ${series}) on conflict do nothing`.execute(
    db,
  );
  const { rows } = await sql<{
    id: number;
  }>`select id from frozen_chain where origin = ${freeze.origin} and year = ${year} and series = ${series}`.execute(db);
  return rows[0]!.id;
};
const countIn = async (db: Db, members: RawBuilder<unknown>): Promise<number> =>
  (await sql<{ n: number }>`select count(*)::int as n from (${members}) m`.execute(db)).rows[0]!.n;

/** Members that nobody will read: a freeze that was refused, or could not be. */
export const discard = async (context: JobContext<Place>, freezeId: string): Promise<void> => {
  const most = context.services.store.kind === 'embedded' ? 2000 : 50_000;
  let n: number;
  do {
    n = await context.step(
      async (db) => (await sql<{ n: number }>`select discard_frozen(${freezeId}::uuid, ${most}) as n`.execute(db)).rows[0]!.n,
    );
  } while (n === most);
};
export const discardFreeze = defineJob<{ freezeId: string }, Place>({
  kind: 'indicators.discardFreeze',
  summary: { zh: '清理没有封成的月份', en: 'Discard a month that was not frozen' },
  async run(context, { freezeId }) {
    await discard(context, freezeId);
    return {};
  },
});

const tell = async (db: Db, freeze: FreezeRow, kind: string, params: Record<string, string> = {}): Promise<void> => {
  for (const areaCode of [freeze.origin, freeze.host])
    await sendNotice(db, {
      to: { role: 'steering', areaCode },
      kind,
      params: { month: freeze.month, ...params },
      link: `/figures/freeze/${freeze.id}`,
    });
};

/** Retention takes longest to count: first, so that its members are stored while the others are counted. The file has the series in their own order. */
const longestFirst = (all: readonly Series[]): readonly Series[] => [
  ...all.filter((s) => s.form !== ''),
  ...all.filter((s) => s.form === ''),
];
/**
 * The next questions, two at a time, counted while the members of the one before are stored, and the cells of those before read: a turn is left to the pages
 * (runTurns.ts). The embedded database has one session.
 */
interface Ahead {
  readonly counting: Promise<unknown>[];
  /** Cells of series whose members are stored, one series after another. */
  readonly cells: Map<string, Promise<readonly CellLine[] | undefined>>;
  /** Index of the first series that is not begun. */
  next: number;
}
const count = async (context: JobContext<Place>, freeze: FreezeRow): Promise<{ readonly digest: string }> => {
  const ahead: Ahead = { counting: [], cells: new Map(), next: 0 };
  try {
    return await countAll(context, freeze, ahead);
  } finally {
    await Promise.all([...ahead.counting, ...ahead.cells.values()]);
  }
};
const countAll = async (context: JobContext<Place>, freeze: FreezeRow, ahead: Ahead): Promise<{ readonly digest: string }> => {
  const { store } = context.services;
  const all = longestFirst(seriesOf(freeze.month));
  const most = CHUNK[store.kind];
  const steps = all.length * 2 + 2;
  let place = context.checkpoint ?? START;
  const shared: SharedUnited = new Map();
  const question = (series: Series) => {
    const { from, to, asOf, class: c } = series;
    const asked = { from, to, asOf, c, form: series.form || 'province', knownAt: freeze.knownAt } as const;
    return runOf(store, baseOfSeries(series), asked, { holdHours: HELD_HOURS, shared });
  };
  // whoever asks for what is being counted gets the same answer; what fails here fails again where it is asked for
  const beginUpTo = (last: number): void => {
    if (store.kind === 'embedded') return;
    for (ahead.next = Math.max(ahead.next, place.series); ahead.next <= last && ahead.next < all.length; ahead.next++)
      ahead.counting.push(question(all[ahead.next]!).catch(() => undefined));
  };
  let reading: Promise<unknown> = Promise.resolve();
  const readAhead = (id: string): void => {
    if (store.kind === 'embedded') return;
    const cells = reading.then(() => cellsOfStored(store, freeze, id)).catch(() => undefined);
    ahead.cells.set(id, cells);
    reading = cells;
  };
  const progress = (done: number, zh: string, en: string) => ({ progress: { done, total: steps, note: { zh, en } } });
  for (let i = place.series; i < all.length; i++) {
    const series = all[i]!;
    const name = `${series.figure}（${series.class}）`;
    // looks whether it may go on, and says what it does now
    await context.step(async () => undefined, progress(i * 2, `正在统计 ${name}`, `Counting ${series.figure} (${series.class})`));
    const { from, to, asOf } = series;
    beginUpTo(i + 1);
    const run = await question(series);
    beginUpTo(i + 2);
    for (;;) {
      const at: Place = place.series === i ? place : { ...START, series: i, checks: place.checks };
      const left = await context.step(
        async (db): Promise<Place> => {
          const chainId = await chainOf(db, freeze, series.id);
          const { rows } = await sql<{
            id: string;
          }>`select worker_id as id from (${membersIn(run.id, freeze.origin, at.after)}) m order by worker_id limit 1 offset ${most - 1}`.execute(
            db,
          );
          const upto = rows[0]?.id ?? LAST;
          const now = membersIn(run.id, freeze.origin, at.after, upto);
          await addDifferences(db, {
            chainId,
            seq: freeze.seq,
            before: await seqsBefore(db, freeze),
            now: stored(series, now),
            after: at.after,
            upto,
          });
          const members = await readMembers(db, now);
          // of a run that was cleared away meanwhile nobody would have been stored
          await stillThere(db, [run]);
          const merkle = grow(
            at.merkle,
            members.map((m) => memberLine(series.id, m)),
          );
          if (upto !== LAST) return { ...at, after: upto, merkle, done: at.done + members.length };
          const everybody = membersIn(run.id, freeze.origin);
          const checks = await checkPartitions(db, series, everybody);
          const homeless = await countIn(db, sql`select 1 from figure_member m where m.run_id = ${run.id}::uuid and m.origin in ('', '?')`);
          await stillThere(db, [run]);
          await sql`insert into month_freeze_series (freeze_id, series, figure, version, class, form, from_day, to_day, as_of, members, homeless, merkle_root, packs)
            values (${freeze.id}::uuid, ${series.id}, ${series.figure}, ${series.version}, ${series.class}, ${series.form}, ${from}::date, ${to}::date,
              ${asOf}::date, ${merkle.size}, ${homeless}, ${rootOf(merkle)}, ${packsText(baseOfSeries(series))})`.execute(db);
          return { ...START, series: i + 1, checks: [...at.checks, ...checks] };
        },
        (next) => ({
          checkpoint: next,
          ...progress(i * 2 + 1, `正在记录 ${name} 的成员`, `Storing the members of ${series.figure} (${series.class})`),
        }),
      );
      place = left;
      if (left.series > i) {
        readAhead(series.id);
        break;
      }
    }
  }
  await context.step(async () => undefined, progress(all.length * 2, '正在核对各项之和', 'Checking the sums'));
  // a job: nobody's patience ends it
  const body = await bodyAtOnce(store, freeze, ahead.cells);
  const checks: Checks = {
    partitions: place.checks,
    broken: checkSums(body.cells).map((b) => ({ figure: b.figure, ...b.text })),
    cells: body.cells.length,
    totals: body.cells
      .filter((c) => c.by.length === 0)
      .map(({ series, figure, persons, windows }) => ({ series, figure, persons, windows: windows ?? null })),
  };
  return context
    .step(
      async (db) => {
        const held = await getFreeze(db, freeze.id, true);
        if (held.state !== 'computing') throw freezeGone();
        await sql`update month_freeze set checks = ${JSON.stringify(checks)}::jsonb where id = ${freeze.id}::uuid`.execute(db);
        const wrong = checks.partitions.find((p) => !p.holds);
        if (wrong)
          return {
            digest: body.digest,
            broken: freezeBroken({
              month: freeze.month,
              figure: wrong.figure,
              parts: wrong.into.join('＋'),
              partsEn: wrong.into.join(' + '),
              n: wrong.persons.length,
            }),
          };
        if (checks.broken[0])
          return {
            digest: body.digest,
            broken: freezeBroken({
              month: freeze.month,
              figure: checks.broken[0].figure,
              parts: checks.broken[0].zh,
              partsEn: checks.broken[0].en,
              n: 0,
            }),
          };
        await sql`update month_freeze set state = 'proposed', digest = ${body.digest}, cells = ${body.cells.length} where id = ${freeze.id}::uuid`.execute(
          db,
        );
        await tell(db, freeze, 'indicators.freezeProposed');
        return { digest: body.digest };
      },
      () => progress(steps, '已算好，等两边批准', 'Counted; waiting for both sides'),
    )
    .then((end) => {
      if ('broken' in end && end.broken) throw end.broken;
      return { digest: end.digest };
    });
};

export const computeFreeze = defineJob<{ freezeId: string }, Place>({
  kind: 'indicators.computeFreeze',
  summary: { zh: '封账：统计并记录一个月', en: 'Freeze: count and store a month' },
  subject: ({ freezeId }) => ({ kind: 'freeze', id: freezeId }),
  async run(context, { freezeId }) {
    const freeze = await context.services.store.transact({ role: 'system', readOnly: true }, (db) => getFreeze(db, freezeId));
    // killed between its last step and its end
    if (freeze.state !== 'computing') return { state: freeze.state, digest: freeze.digest };
    try {
      return await count(context, freeze);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { zh } = fillText(error.type.text, error.details);
      await context.step(async (db) => {
        await sql`update month_freeze set state = 'refused', refused = clock_timestamp(), reason = ${zh} where id = ${freezeId}::uuid and state = 'computing'`.execute(
          db,
        );
        await tell(db, freeze, 'indicators.freezeFailed', { why: zh });
      });
      await discard(context, freezeId);
      throw error;
    }
  },
});
export { tell as tellBothSides };
