// Puts records of a truth set into a register's tables, past its doors: for benches and tests of what runs over a whole register. Needs an owner who may
// switch off triggers; never use it on a register that people work with.
import { sql } from 'kysely';
import type { DuplicateRecord } from '#capabilities/workers/rulesDuplicates.ts';
import { type BulkTarget, bulkWrite } from '#platform/server/bulkWrite.ts';
import type { Keys } from '#platform/server/keys.ts';
import type { Session, Store } from '#platform/server/store.ts';

const OWNER: Session = { role: 'owner', settings: { session_replication_role: 'replica' } };
const DAY = '2022-10-12';

/** The id of the nth record. */
export const workerIdOf = (n: number): string =>
  `0000${(n >>> 16).toString(16).padStart(4, '0')}-${(n & 0xffff).toString(16).padStart(4, '0')}-7000-8000-000000000001`;

const targets = {
  worker: { table: 'worker', columns: { id: 'uuid', area: 'text', registered: 'date', source: 'text' } },
  basic: {
    table: 'worker_basic',
    columns: {
      worker_id: 'uuid',
      name: 'text',
      pinyin: 'text',
      fuzzy: 'text',
      other_keys: 'text[]',
      document_kind: 'text',
      number_sealed: 'bytea',
      number_index: 'uuid',
      tail_index: 'uuid',
      birthday: 'date',
      sex: 'text',
      ethnic: 'text',
    },
  },
  link: { table: 'worker_link', columns: { worker_id: 'uuid', person_id: 'uuid', cause: 'text' } },
  contact: {
    table: 'worker_contact',
    columns: { id: 'uuid', worker_id: 'uuid', kind: 'text', phone_sealed: 'bytea', phone_index: 'uuid' },
  },
  household: { table: 'household', columns: { id: 'uuid', home: 'text' } },
  member: {
    table: 'household_member',
    columns: { id: 'uuid', household_id: 'uuid', worker_id: 'uuid', relation: 'text', valid_from: 'date' },
  },
  now: {
    table: 'worker_now',
    columns: {
      worker_id: 'uuid',
      person_id: 'uuid',
      home: 'text',
      name: 'text',
      pinyin: 'text',
      fuzzy: 'text',
      document_kind: 'text',
      has_number: 'bool',
      birthday: 'date',
      sex: 'text',
      ethnic: 'text',
      household_id: 'uuid',
      has_phone: 'bool',
    },
  },
  gram: { table: 'worker_gram', columns: { gram: 'text', home: 'text', worker_id: 'uuid' } },
} as const satisfies Record<string, BulkTarget>;

/** What a register takes of a record: a number that fails its check is not taken. */
export const asRegistered = (r: DuplicateRecord): DuplicateRecord => {
  const valid = r.number !== null && /^\d{17}[\dX]$/.test(r.number);
  return { ...r, number: valid ? r.number : null, documentKind: valid ? r.documentKind : 'none', home: r.home };
};

const householdIdOf = (household: string): string => `00000000-0000-7000-9000-${household.replace(/\D/g, '').padStart(12, '0')}`;

/** Records in the order of `workerIdOf`. */
export const loadRecords = async (store: Store, keys: Keys, records: readonly DuplicateRecord[]): Promise<void> => {
  const put = (target: BulkTarget, rows: Iterable<readonly unknown[]>) => bulkWrite(store, OWNER, target, rows);
  const each = function* (of: (r: DuplicateRecord, id: string, n: number) => Iterable<readonly unknown[]>) {
    for (const [n, r] of records.entries()) yield* of(r, workerIdOf(n), n);
  };
  const readings = (r: DuplicateRecord) => ({ fuzzy: r.fuzzy.split(' '), pinyin: r.pinyin.split(' ')[0] ?? '' });
  await put(
    targets.worker,
    each((r, id) => [[id, r.home, DAY, 'demo']]),
  );
  await put(
    targets.basic,
    each((r, id) => {
      const { fuzzy, pinyin } = readings(r);
      const n = r.number;
      return [
        [
          id,
          r.name,
          pinyin,
          fuzzy[0] ?? '',
          fuzzy.slice(1).map((f) => `f:${f}`),
          r.documentKind,
          n && keys.seal(n),
          n && keys.index('number', n),
          n && keys.index('tail', n.slice(-6)),
          r.birthday,
          r.sex,
          r.ethnic ?? '',
        ],
      ];
    }),
  );
  await put(
    targets.link,
    each((_, id) => [[id, id, 'own']]),
  );
  await put(
    targets.contact,
    each((r, id, n) =>
      r.phones.map((p, i) => [
        `00000000-0000-7000-a00${i}-${n.toString(16).padStart(12, '0')}`,
        id,
        'own',
        keys.seal(p),
        keys.index('phone', p),
      ]),
    ),
  );
  const homes = new Map(records.flatMap((r) => (r.householdId === null ? [] : [[r.householdId, r.home] as const])));
  await put(
    targets.household,
    [...homes].map(([h, home]) => [householdIdOf(h), home]),
  );
  await put(
    targets.member,
    each((r, id, n) =>
      r.householdId === null
        ? []
        : [[`00000000-0000-7000-b000-${n.toString(16).padStart(12, '0')}`, householdIdOf(r.householdId), id, 'other', '2020-01-01']],
    ),
  );
  await put(
    targets.now,
    each((r, id) => {
      const { fuzzy, pinyin } = readings(r);
      return [
        [
          id,
          id,
          r.home,
          r.name,
          pinyin,
          fuzzy[0] ?? '',
          r.documentKind,
          r.number !== null,
          r.birthday,
          r.sex,
          r.ethnic ?? '',
          r.householdId === null ? null : householdIdOf(r.householdId),
          r.phones.length > 0,
        ],
      ];
    }),
  );
  await put(
    targets.gram,
    each((r, id) =>
      readings(r)
        .fuzzy.slice(1)
        .map((f) => [`f:${f}`, r.home, id]),
    ),
  );
};

/** Takes the indexes that no constraint needs off the large tables and returns what puts them back: loading a million rows is ten times faster. */
export const withoutIndexes = async (store: Store): Promise<() => Promise<void>> => {
  const tables = Object.values(targets).map((t) => t.table);
  const found = await store.transact(OWNER, async (db) => {
    const { rows } = await sql<{ indexname: string; indexdef: string }>`
      select i.indexname, i.indexdef from pg_indexes i where i.schemaname = 'public' and i.tablename = any(${tables}::text[])
        and not exists (select from pg_constraint c where c.conname = i.indexname)`.execute(db);
    for (const { indexname } of rows) await sql`drop index ${sql.ref(indexname)}`.execute(db);
    return rows;
  });
  return async () => {
    for (const { indexdef } of found)
      await store.transact({ ...OWNER, settings: { ...OWNER.settings, maintenance_work_mem: '1GB' } }, (db) =>
        sql.raw(indexdef).execute(db),
      );
    for (const table of tables) await store.transact(OWNER, (db) => sql.raw(`analyze ${table}`).execute(db));
  };
};
