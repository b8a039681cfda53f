// Puts a world into a real database, every version with the very instants it has, and all that follows from spells and evidence.
import { sql } from 'kysely';
import { settleLedger } from '#capabilities/employment/server/service.ts';
import { refreshWorkers } from '#capabilities/workers/server/service.ts';
import { insertMany } from '#platform/server/bulkWrite.ts';
import type { BulkType } from '#platform/server/copyBinary.ts';
import { inRecordedHistory } from '#platform/server/recordedHistory.ts';
import type { Db } from '#platform/server/store.ts';
import type { Day } from '#standards/calendar/calendar.ts';
import { NEVER, type World } from './world.ts';

const GUARDED = [
  'organisation_fact',
  'organisation_link',
  'worker',
  'worker_basic',
  'worker_link',
  'home_period',
  'identity_period',
  'spell',
  'evidence',
] as const;
/** Where nobody says otherwise: no figure asks for it. */
const SOMEWHERE = '450102001201';
/** Facts that a world has without a time are known before every one that has. */
const BEFORE_ALL = '2000-01-01T00:00:00.000000Z';
const versions = { recorded: 'timestamptz', superseded: 'timestamptz' } as const;

/** A column of a table: its type, and what of a fact stands there. */
type Columns<F> = Readonly<Record<string, readonly [BulkType, (fact: F) => unknown]>>;
const put = async <F>(db: Db, table: string, facts: readonly F[], columns: Columns<F>): Promise<void> => {
  const types = Object.fromEntries(Object.entries(columns).map(([name, [type]]) => [name, type]));
  const rows = facts.map((fact) => Object.values(columns).map(([, of]) => of(fact)));
  for (let i = 0; i < rows.length; i += 500) await insertMany(db, { table, columns: types }, rows.slice(i, i + 500));
};
const known = {
  recorded: [versions.recorded, (f: { recorded: string }) => f.recorded],
  superseded: [versions.superseded, (f: { superseded: string }) => f.superseded],
} as const;

/** The programme of a spell has a column of its own in newer editions of the table. */
const hasColumn = async (db: Db, table: string, column: string): Promise<boolean> => {
  const { rows } =
    await sql`select from information_schema.columns where table_schema = 'public' and table_name = ${table} and column_name = ${column}`.execute(
      db,
    );
  return rows.length > 0;
};

/**
 * In the caller's transaction, which must be the owner's, into a database without facts (`clearWorld`). `today` is the day that lists and states of work are
 * derived for; figures do not ask for it.
 */
export const loadWorld = async (db: Db, world: World, today: Day = '2026-01-01'): Promise<void> => {
  const programme = await hasColumn(db, 'spell', 'programme');
  await inRecordedHistory(db, GUARDED, async () => {
    await put(db, 'organisation', world.organisations, { id: ['uuid', (o) => o.id] });
    await put(db, 'organisation_fact', world.organisations, {
      organisation_id: ['uuid', (o) => o.id],
      name: ['text', (o) => `用工单位${o.id.slice(-2)}`],
      kinds: ['text[]', () => ['employer']],
      uscc: ['text', (o) => o.uscc],
      uscc_missing: ['text', (o) => (o.uscc === null ? '未登记' : '')],
      place: ['text', () => '440111000000'],
      state: ['text', () => 'active'],
      source: ['text', () => 'test'],
      recorded: ['timestamptz', () => BEFORE_ALL],
      superseded: ['timestamptz', () => NEVER],
    });
    await put(db, 'organisation_link', world.organisationLinks, {
      organisation_id: ['uuid', (l) => l.organisation],
      into_id: ['uuid', (l) => l.main],
      main_id: ['uuid', (l) => l.main],
      reason: ['text', () => 'test'],
      ...known,
    });
    await put(db, 'worker', world.workers, {
      id: ['uuid', (w) => w.id],
      area: ['text', () => SOMEWHERE],
      registered: ['date', () => BEFORE_ALL.slice(0, 10)],
      source: ['text', () => 'form'],
    });
    // lists ask worker_now whom a viewer sees; a record that has neither a name nor a link has none otherwise
    await put(db, 'worker_now', world.workers, {
      worker_id: ['uuid', (w) => w.id],
      person_id: ['uuid', (w) => w.id],
      home: ['text', () => SOMEWHERE],
    });
    await put(db, 'worker_basic', world.basics, {
      worker_id: ['uuid', (b) => b.worker],
      name: ['text', (b) => `某${b.worker.slice(-2)}`],
      document_kind: ['text', () => 'none'],
      birthday: ['date', (b) => b.birthday],
      sex: ['text', (b) => b.sex],
      died_on: ['date', (b) => b.diedOn],
      ...known,
    });
    await put(db, 'worker_link', world.links, {
      worker_id: ['uuid', (l) => l.worker],
      person_id: ['uuid', (l) => l.person],
      cause: ['text', (l) => (l.worker === l.person ? 'own' : 'desk')],
      ...known,
    });
    await put(db, 'home_period', world.homes, {
      id: ['uuid', (h) => h.id],
      worker_id: ['uuid', (h) => h.worker],
      code: ['text', (h) => h.code],
      hukou: ['text', (h) => h.hukou],
      valid_from: ['date', (h) => h.from],
      valid_to: ['date', (h) => h.to],
      ...known,
    });
    await put(db, 'identity_period', world.identities, {
      id: ['uuid', (i) => i.id],
      worker_id: ['uuid', (i) => i.worker],
      kind: ['text', (i) => i.kind],
      valid_from: ['date', (i) => i.from],
      valid_to: ['date', (i) => i.to],
      risk_removed: ['date', (i) => i.riskRemoved],
      ...known,
    });
    await put(db, 'spell', world.spells, {
      id: ['uuid', (s) => s.id],
      worker_id: ['uuid', (s) => s.worker],
      kind: ['text', (s) => s.kind],
      organisation_id: ['uuid', (s) => s.organisation],
      occupation: ['text', (s) => s.occupation],
      industry: ['text', (s) => s.industry],
      place: ['text', (s) => s.place],
      start: ['date', (s) => s.start],
      start_precision: ['text', (s) => s.startPrecision],
      ended: ['date', (s) => s.ended],
      end_precision: ['text', (s) => s.endPrecision],
      pay_month: ['int4', (s) => s.payMonth],
      channel: ['text', (s) => s.channel],
      assisted_kind: ['text', (s) => s.assistedKind],
      contract_from: ['date', (s) => s.contractFrom],
      contract_to: ['date', (s) => s.contractTo],
      ...(programme ? { programme: ['text', (s: World['spells'][number]) => s.programme] as const } : {}),
      ...known,
    });
    await put(db, 'evidence', world.evidence, {
      id: ['uuid', (e) => e.id],
      spell_id: ['uuid', (e) => e.spell],
      worker_id: ['uuid', (e) => e.worker],
      class: ['int2', (e) => e.class],
      says: ['text', (e) => e.says],
      covers_from: ['date', (e) => e.coversFrom],
      covers_to: ['date', (e) => e.coversTo],
      observed: ['date', (e) => e.observed],
      ...known,
    });
  });
  // this table is older than the versioned ones: an end that is open is null, and its instants are the writer's
  await put(db, 'pairing', world.pairings, {
    id: ['uuid', (p) => p.id],
    level: ['text', () => 'prefecture'],
    origin_code: ['text', (p) => p.origin],
    host_code: ['text', (p) => p.host],
    // two pairings of one prefecture pair are told apart by name
    host_name: ['text', (p) => p.id],
    valid_from: ['date', (p) => p.from],
    valid_to: ['date', (p) => p.to],
    from_precision: ['text', () => 'day'],
    to_precision: ['text', (p) => (p.to === null ? null : 'day')],
    source: ['text', () => 'test'],
    certainty: ['text', () => 'official'],
    recorded: ['timestamptz', (p) => p.recorded],
    superseded: ['timestamptz', (p) => (p.superseded === NEVER ? null : p.superseded)],
  });
  const told = new Set([...world.basics, ...world.links].filter((f) => f.superseded === NEVER).map((f) => f.worker));
  await refreshWorkers(db, [...told], today);
  await settleLedger(db, {
    workerIds: [...new Set(world.spells.map((s) => s.worker))],
    spellIds: [...new Set(world.spells.map((s) => s.id))],
    today,
  });
};

const CLEARED = [...GUARDED, 'organisation', 'worker_now', 'worker_gram', 'worker_scope', 'pairing', 'spell_vouched'];
/** Takes all facts away, so that the next world finds an empty database. The guards against it are off for the caller's transaction, the owner's. */
export const clearWorld = async (db: Db, also: readonly string[] = []): Promise<void> => {
  const { rows } = await sql<{ tab: string; tgname: string }>`
    select tgrelid::regclass::text as tab, tgname from pg_trigger where not tgisinternal and tgname like '%\\_keeps' and tgenabled <> 'D'`.execute(
    db,
  );
  for (const { tab, tgname } of rows) await sql.raw(`alter table ${tab} disable trigger ${tgname}`).execute(db);
  await sql`truncate ${sql.join([...CLEARED, ...also].map((t) => sql.table(t)))} cascade`.execute(db);
  for (const { tab, tgname } of rows) await sql.raw(`alter table ${tab} enable trigger ${tgname}`).execute(db);
};
