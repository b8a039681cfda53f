// The sweep for duplicates: every night whoever has changed against everybody, on demand all against all.
import { sql } from 'kysely';
import { sendNotice } from '#capabilities/access/server/service.ts';
import { defineJob, type JobContext } from '#platform/server/jobs.ts';
import type { Db } from '#platform/server/store.ts';
import { type BlockKind, blockKinds } from '../../rulesDuplicateBlocks.ts';
import { MOST_PHONE_HOLDERS } from '../../rulesDuplicateWeights.ts';
import { type Pass, passKinds, readBlocks } from './blocks.ts';
import { type CompareThread, startCompareThread } from './compareThread.ts';
import type { FoundPair } from './compareWorker.ts';
import { readFrequencies, readRecords, readSealed } from './records.ts';
import { dropPairs, type OpenPair, readOpenPairs, writePairs } from './writePairs.ts';

export interface SweepInput {
  /** All against all, also where nothing has changed. */
  readonly full?: boolean;
}

interface Skipped {
  readonly blocks: number;
  readonly records: number;
}
interface Done {
  /** Passes of blocks. */
  readonly passes: number;
  readonly compared: number;
  readonly pairs: number;
  readonly joined: number;
  /** Taken off the desk: a record was corrected, and they are no longer alike. */
  readonly dropped: number;
  readonly skipped: Readonly<Partial<Record<BlockKind, Skipped>>>;
}
interface Checkpoint extends Done {
  /** What this sweep looks at; fixed at its start, also over a restart. */
  readonly since: string | null;
  readonly started: string;
  readonly parts: number;
}

/** Records of one pass: an aggregate over so many takes about a second on a server, a tenth on the embedded database. */
const SERVER_PART = 500_000;
const EMBEDDED_PART = 20_000;
const RECORDS = { server: 10_000, embedded: 1_000 } as const;
const PAIRS = { server: 1_000, embedded: 200 } as const;
const COMPARED = 100_000;

const begin = async (db: Db, input: SweepInput, kind: 'server' | 'embedded'): Promise<Checkpoint> => {
  // what began to be written before may be committed after: a transaction lives a minute at most, so five are looked back
  const { rows } = await sql<{ n: number; since: string | null; started: string }>`
    select (select count(*)::int from worker_now) as n, (select until - interval '5 minutes' from duplicate_sweep where id = 1) as since,
      clock_timestamp() as started`.execute(db);
  const { n, since, started } = rows[0]!;
  const part = kind === 'embedded' ? EMBEDDED_PART : SERVER_PART;
  const parts = 2 ** Math.ceil(Math.log2(Math.max(1, n / part)));
  return { since: input.full ? null : since, started, parts, passes: 0, compared: 0, pairs: 0, joined: 0, dropped: 0, skipped: {} };
};

/** The ids of records changed since, 16 bytes each. */
const readChanged = async (db: Db, since: string): Promise<Uint8Array> => {
  const { rows } = await sql<{ ids: Buffer | null }>`
    select string_agg(uuid_send(worker_id), ''::bytea) as ids from worker_now where described > ${since}::timestamptz`.execute(db);
  return new Uint8Array(rows[0]?.ids ?? []);
};

type Context = JobContext<Checkpoint>;

/** Compares all that waits in the thread and writes what was found. */
const settle = async (context: Context, thread: CompareThread, at: Checkpoint): Promise<Checkpoint> => {
  const { store } = context.services;
  for (;;) {
    const ids = await thread.needed(RECORDS[store.kind]);
    if (!ids.length) break;
    await thread.addRecords(await context.step((db) => readRecords(db, ids)));
  }
  let now = at;
  for (let left = 1; left > 0; ) {
    const screened = await thread.screen(COMPARED);
    now = { ...now, compared: now.compared + screened.compared };
    left = screened.left;
  }
  for (;;) {
    const ids = await thread.closed(RECORDS[store.kind]);
    if (!ids.length) break;
    await thread.addSealed(await context.step((db) => readSealed(db, ids)));
  }
  for (let left = 1; left > 0; ) {
    const decided = await thread.decide(PAIRS[store.kind]);
    left = decided.left;
    if (decided.found.length) now = await write(context, decided.found, now);
  }
  return now;
};

const write = async (context: Context, found: readonly FoundPair[], at: Checkpoint): Promise<Checkpoint> => {
  const written = await context.step(
    async (db) => {
      const w = await writePairs(db, found, 'sweep');
      for (const county of w.counties)
        await sendNotice(db, {
          to: { role: 'county_bureau', areaCode: `${county}000000` },
          kind: 'workers.crossArea',
          link: '/duplicates?crossArea=true',
        });
      return w;
    },
    {},
    { role: 'system', writesFacts: true },
  );
  return { ...at, pairs: at.pairs + written.pairs, joined: at.joined + written.joined };
};

const idsOf = (pairs: readonly OpenPair[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(pairs.map((p) => (p.workerId + p.otherId).replaceAll('-', '')).join(''), 'hex'));

/** Compares anew what still waits on the desk and takes off it what is no longer alike. */
const recheck = async (context: Context, thread: CompareThread, at: Checkpoint): Promise<Checkpoint> => {
  const most = RECORDS[context.services.store.kind];
  let now = at;
  for (let after = NOBODY; ; ) {
    const from = after;
    const open = await context.step((db) => readOpenPairs(db, at.since, from, most));
    if (!open.length) return now;
    const ids = idsOf(open);
    await thread.addBlocks({ ids: ids.slice(), sizes: new Uint32Array(open.length).fill(2), skipped: { blocks: 0, records: 0 } });
    now = await settle(context, thread, now);
    const gone = (await thread.gone(ids)).map((place) => open[place]!.id);
    await context.step((db) => dropPairs(db, gone));
    now = { ...now, dropped: now.dropped + gone.length };
    after = open.at(-1)!.id;
  }
};
const NOBODY = '00000000-0000-0000-0000-000000000000';

const sweep = async (context: Context, input: SweepInput): Promise<Omit<Done, 'passes'>> => {
  const { store, keys } = context.services;
  let at =
    context.checkpoint ??
    (await context.step(
      (db) => begin(db, input, store.kind),
      (c) => ({ checkpoint: c }),
    ));
  const passes: Pass[] = Array.from({ length: at.parts }, (_, part) => part).flatMap((part) =>
    passKinds.map((kind) => ({ kind, part, parts: at.parts, since: at.since })),
  );
  const frequencies = await context.step((db) => readFrequencies(db, MOST_PHONE_HOLDERS));
  const thread = startCompareThread({ keys: keys.file, frequencies });
  try {
    if (at.since !== null) {
      const { since } = at;
      await thread.only(await context.step((db) => readChanged(db, since)));
    }
    while (at.passes < passes.length) {
      const pass = passes[at.passes]!;
      const blocks = await context.step((db) => readBlocks(db, pass));
      const before = at.skipped[pass.kind] ?? { blocks: 0, records: 0 };
      const skipped = blocks.skipped.blocks
        ? { [pass.kind]: { blocks: before.blocks + blocks.skipped.blocks, records: before.records + blocks.skipped.records } }
        : {};
      await thread.addBlocks(blocks);
      const settled = await settle(context, thread, { ...at, skipped: { ...at.skipped, ...skipped } });
      at = { ...settled, passes: at.passes + 1 };
      const reached = at;
      await context.step(async () => undefined, {
        checkpoint: reached,
        progress: { done: reached.passes, total: passes.length, note: noteOf(pass.kind) },
      });
    }
    at = await recheck(context, thread, at);
  } finally {
    await thread.stop();
  }
  const { started } = at;
  await context.step((db) =>
    sql`insert into duplicate_sweep (id, until, finished) values (1, ${started}::timestamptz, clock_timestamp())
      on conflict (id) do update set until = excluded.until, finished = excluded.finished`.execute(db),
  );
  return { compared: at.compared, pairs: at.pairs, joined: at.joined, dropped: at.dropped, skipped: at.skipped };
};
const noteOf = (kind: BlockKind) => ({
  zh: `已比对${blockKinds[kind].zh}相同的档案`,
  en: `Compared records that share: ${blockKinds[kind].en}`,
});

/** What was left out for its size stands in the result, by kind of block. */
export const sweepDuplicates = defineJob<SweepInput, Checkpoint>({
  kind: 'workers.sweepDuplicates',
  summary: { zh: '查找重复档案', en: 'Look for records of one person' },
  run: sweep,
});
