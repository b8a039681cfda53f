// The whole way into the register: handed in, judged, written, handed in again, taken back; the floor beside it, and pages asked for meanwhile.
import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { type Person, signedInAs } from '#capabilities/access/testing/people.ts';
import { personas } from '#capabilities/access/testing/personas.ts';
import { type Batch, commitBatch, handIn, readBatch, undoBatch } from '#capabilities/rosters/contract.ts';
import { ROSTER_FILE } from '#capabilities/rosters/contractShapes.ts';
import { listWorkers } from '#capabilities/workers/contract.ts';
import { channelTexts } from '#capabilities/workers/rules.ts';
import { uploadFile } from '#platform/filesContract.ts';
import { requestOf } from '#platform/requestOf.ts';
import { buildHttp } from '#platform/server/http.ts';
import { startJobRunner } from '#platform/server/jobRunner.ts';
import type { Services } from '#platform/server/services.ts';
import type { Store } from '#platform/server/store.ts';
import { testClock, testServices } from '#platform/testing/testServices.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import { actorFor, authenticator, constraints, filePurposes, jobKinds, plain, routes, subscribers } from '../../src/composition.ts';
import { percentile } from '../support/bench.ts';
import type { RosterPerson } from './roster.ts';

export interface World {
  readonly services: Services & { readonly unexpected: unknown[] };
  readonly owner: Person;
  /** Hands a file in and waits until it is judged. */
  hand(path: string): Promise<Batch>;
  write(batch: Batch): Promise<Batch>;
  undo(batch: Batch): Promise<Batch>;
  /** Milliseconds of one page of the list of people. */
  page(): Promise<number>;
  close(): Promise<void>;
}

/** The server in this process over the bench's database, and somebody who may open records in every county of the province, for this bench alone. */
export const openWorld = async (store: Store, keys: Services['keys']): Promise<World> => {
  const clock = testClock('2022-10-12T02:00:00Z');
  const services = { ...testServices(store, { clock, actorFor, jobs: jobKinds, purposes: filePurposes, subscribers }), keys };
  const app = await buildHttp({ services, routes, constraints, plain, authenticator });
  const owner = await signedInAs(app, services, {
    roles: loadDivisions()
      .all.filter((d) => d.level === 'county' && d.code.startsWith('52'))
      .map((d) => ({ ...personas.平塘县人社局, areaCode: d.code })),
  });
  const reader = await signedInAs(app, services, { roles: [personas.平塘县人社局] });
  const runner = startJobRunner(services, { pollMs: 50 });
  const cookie = [...owner.jar].map(([k, v]) => `${k}=${v}`).join('; ');
  const settled = async (id: string): Promise<Batch> => {
    for (;;) {
      const batch = await owner(readBatch, { id });
      if (!['reading', 'writing', 'undoing'].includes(batch.state)) return batch;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };
  return {
    services,
    owner,
    async hand(path) {
      const reply = await app.inject({
        method: 'POST',
        url: requestOf(uploadFile, { name: 'roster.csv', purpose: ROSTER_FILE }).url,
        headers: { 'content-type': 'application/octet-stream', cookie },
        payload: await readFile(path),
      });
      if (reply.statusCode !== 200) throw new Error(`the file was not taken: ${reply.statusCode} ${reply.body.slice(0, 300)}`);
      const batch = await owner(handIn, { fileId: (reply.json() as { id: string }).id, area: '522727000000' });
      return settled(batch.id);
    },
    async write(batch) {
      const begun = await owner(commitBatch, { id: batch.id, version: batch.version });
      return settled(begun.id);
    },
    async undo(batch) {
      const begun = await owner(undoBatch, { id: batch.id, version: batch.version });
      return settled(begun.id);
    },
    async page() {
      const from = performance.now();
      await reader(listWorkers, { side: 'home', size: 20 });
      return performance.now() - from;
    },
    async close() {
      await runner.stop();
      await app.close();
    },
  };
};

/** People of the register whose home the owner holds, each as the register has them, so that a row says nothing new about the person. */
export const knownPeople = async (client: pg.Client, keys: Services['keys'], most: number): Promise<RosterPerson[]> => {
  const { rows } = await client.query<{
    name: string;
    number: Buffer;
    phone: Buffer;
    home: string;
    place: string | null;
    employer: string | null;
    industry: string | null;
    channel: string | null;
    start: string | null;
    pay: number | null;
  }>(
    `select n.name, b.number_sealed as number, c.phone_sealed as phone, n.home, w.*
    from worker_now n
    left join lateral (
      select s.place, coalesce(o.name, nullif(s.employer_words, '')) as employer, s.industry, s.channel, s.start::text as start, s.pay_month as pay from spell s
      left join organisation_fact o on o.organisation_id = s.organisation_id and o.superseded = 'infinity'
      where s.worker_id = n.worker_id and s.superseded = 'infinity' and s.ended is null and s.start_precision = 'day' and s.kind = 'employed'
      order by s.start desc limit 1) w on true
    join worker_basic b on b.worker_id = n.worker_id and b.superseded = 'infinity' and b.number_sealed is not null
    join lateral (select phone_sealed from worker_contact c where c.worker_id = n.worker_id and c.superseded = 'infinity' limit 1) c on phone_sealed is not null
    where n.home between '520000000000' and '529999999999' and n.died_on is null and not n.shadowed and length(n.name) between 2 and 3
      and not exists (select from worker_basic o where o.number_index = b.number_index and o.worker_id <> b.worker_id)
    order by n.worker_id limit $1`,
    [most * 2],
  );
  const divisions = loadDivisions();
  return rows
    .flatMap((r) => {
      const home = divisions.fullName(`${r.home.slice(0, 6)}000000`);
      const number = keys.open(r.number);
      // the made spells begin in 2018: nobody may be below sixteen then
      if (!home || Number(number.slice(6, 10)) > 2001) return [];
      const place = r.place === null ? undefined : divisions.fullName(`${r.place.slice(0, 6)}000000`);
      const known = place && r.employer !== null && r.start !== null && r.pay !== null;
      const work = known
        ? {
            place,
            code: r.place!.slice(0, 6),
            employer: r.employer!,
            industry: r.industry!,
            channel: r.channel ? channelTexts[r.channel as keyof typeof channelTexts].zh : '',
            start: r.start!,
            pay: r.pay!,
          }
        : undefined;
      return [{ name: r.name, number, phone: keys.open(r.phone), home, ...(work ? { work } : {}) }];
    })
    .slice(0, most);
};

/** Asks for the page again and again until stopped; the milliseconds of each. */
export const asking = (world: World): { stop(): Promise<number[]> } => {
  const took: number[] = [];
  let going = true;
  const done = (async () => {
    while (going) {
      // once the server is gone nobody waits for an answer
      const ms = await world.page().catch((error: unknown) => {
        if (going) throw error;
        return null;
      });
      if (ms === null) return;
      took.push(ms);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  // a failure is told by `stop`
  done.catch(() => undefined);
  return {
    async stop() {
      going = false;
      await done;
      return took;
    },
  };
};

/** Tables of facts: not what the platform and the engine note about the work itself. */
const NOTES = ['job', 'audit', 'audit_subject', 'delivery', 'file', 'account', 'account_grant', 'session', 'idempotency', 'sequence'];
const isFact = (table: string): boolean =>
  !NOTES.includes(table) && !/^(roster_batch|roster_row|roster_mapping|audit|job|session|file)/.test(table);

/** Every row version written since a transaction, by table. */
export const writtenSince = async (client: pg.Client, xid: string): Promise<Map<string, number>> => {
  const { rows: tables } = await client.query<{ name: string }>(
    "select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' order by 1",
  );
  const written = new Map<string, number>();
  for (const { name } of tables.filter((t) => isFact(t.name))) {
    const { rows } = await client.query<{ n: string }>(`select count(*) as n from "${name}" where xmin::text::bigint >= $1`, [xid]);
    if (Number(rows[0]!.n)) written.set(name, Number(rows[0]!.n));
  }
  return written;
};
export const currentXid = async (client: pg.Client): Promise<string> =>
  (await client.query<{ x: string }>('select txid_current()::text as x')).rows[0]!.x;

/** The same rows inserted set-based into the same tables with the same indexes, which hold what they held before: the least that writing them costs. Seconds. */
export const floorOf = async (client: pg.Client, written: ReadonlyMap<string, number>, xid: string): Promise<number> => {
  let seconds = 0;
  for (const name of written.keys()) {
    await client.query(`create temp table floor_rows as select * from "${name}" where xmin::text::bigint >= ${BigInt(xid)}`);
    await client.query(`create table floor_table (like "${name}" including all)`);
    const { rows: columns } = await client.query<{ column: string }>(
      "select string_agg(quote_ident(attname), ', ' order by attnum) as column from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''",
      [name],
    );
    const list = columns[0]!.column;
    await client.query(
      `insert into floor_table (${list}) overriding system value select ${list} from "${name}" where xmin::text::bigint < ${BigInt(xid)}`,
    );
    await client.query('analyze floor_rows');
    const from = performance.now();
    await client.query(`insert into floor_table (${list}) overriding system value select ${list} from floor_rows on conflict do nothing`);
    seconds += (performance.now() - from) / 1000;
    await client.query('drop table floor_table');
    await client.query('drop table floor_rows');
  }
  return seconds;
};

export const p95 = (values: readonly number[]): number => percentile(values, 95);
