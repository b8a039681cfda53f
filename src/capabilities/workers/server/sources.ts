// Lines of lists that speak of a person, for the page of the person.
import { sql } from 'kysely';
import type { z } from 'zod';
import { keysReaching } from '#capabilities/access/server/service.ts';
import { batchLabels, readSourceRef, sourceRef } from '#capabilities/rosters/server/service.ts';
import { notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { cappedTotal, pageOf } from '#platform/server/paging.ts';
import type { Db } from '#platform/server/store.ts';
import type { Text } from '#standards/text.ts';
import type { listSources, SourceLine } from '../contractSources.ts';
import { fieldsOf, keysOfMany, readFound } from './rows.ts';

/** Seven digits or more, however they are set apart: the first three and the last four stay. */
const mask = (value: string): string =>
  (/[０-９]/.test(value) ? value.normalize('NFKC') : value).replace(/\d(?:[\s\-.·/_,、]?[\dXx]){6,}/g, (n) => {
    const digits = n.replace(/[\s\-.·/_,、]/g, '');
    return `${digits.slice(0, 3)}${'*'.repeat(Math.max(1, digits.length - 7))}${digits.slice(-4)}`;
  });

/** Lines behind the references of facts: what the timeline shows instead of a bare word. */
export const sourceLines = async (
  { db, services }: Pick<Call, 'db' | 'services'>,
  refs: readonly string[],
): Promise<Record<string, SourceLine>> => {
  const read = new Map(
    refs.flatMap((ref) => {
      const at = readSourceRef(ref);
      return at ? [[ref, at] as const] : [];
    }),
  );
  const labels = await batchLabels(
    db,
    services.keys,
    [...read.values()].map((r) => r.batchId),
  );
  return Object.fromEntries(
    [...read].map(([ref, { batchId, sheet, row }]) => {
      const label = labels.get(batchId);
      return [ref, { batchId, batch: label?.number ?? null, file: label?.fileName ?? null, sheet: sheet + 1, row }];
    }),
  );
};

const t = (zh: string, en: string): Text => ({ zh, en });
const WROTE = {
  worker_basic: t('姓名与证件', 'name and document'),
  home_period: t('户籍', 'home'),
  identity_period: t('身份', 'groups'),
  worker_condition: t('文化、健康与劳动能力', 'education, health, ability'),
  worker_intention: t('就业意愿', 'intention'),
  worker_contact: t('电话', 'telephone'),
  household_member: t('家庭', 'household'),
} as const satisfies Record<string, Text>;

/** Kinds of facts each line wrote, whether they still stand or not. */
const writtenBy = async (db: Db, workers: readonly string[], refs: readonly string[]): Promise<ReadonlyMap<string, Text[]>> => {
  const out = new Map<string, Text[]>();
  if (!refs.length) return out;
  const asked = Object.keys(WROTE).map(
    (table) => sql`select distinct source_ref, ${table}::text as "table" from ${sql.table(table)}
      where worker_id = any(${workers}::uuid[]) and source_ref = any(${refs}::text[])`,
  );
  const { rows } = await sql<{ sourceRef: string; table: keyof typeof WROTE }>`${sql.join(asked, sql` union all `)}`.execute(db);
  for (const table of Object.keys(WROTE) as (keyof typeof WROTE)[])
    for (const r of rows) if (r.table === table) out.set(r.sourceRef, [...(out.get(r.sourceRef) ?? []), WROTE[table]]);
  return out;
};

export const sources = async (call: Call, { id, q, cursor, size }: z.output<(typeof listSources)['input']>) => {
  const { db, services, actor, today } = call;
  const [row] = await readFound(db, [id]);
  if (!row) throw notFound();
  const whole = fieldsOf(actor, row.home, await keysReaching(db, id, today)).household !== undefined;
  const { rows: members } = await sql<{ workerId: string; home: string }>`
    select worker_id, home from person_members(${row.personId}::uuid)`.execute(db);
  const reaching = await keysOfMany(
    db,
    actor,
    members.map((m) => m.workerId),
    today,
  );
  // the other records of the person where they are told as much as this one
  const workers = whole
    ? members.filter((m) => fieldsOf(actor, m.home, reaching.get(m.workerId) ?? []).household !== undefined).map((m) => m.workerId)
    : [id];
  const said = q?.trim() ? `%${q.trim().replace(/[%_\\]/g, '\\$&')}%` : null;
  const query = db
    .selectFrom('workerSource as s')
    .select([
      's.id',
      's.workerId',
      's.batchId',
      's.sheet',
      's.row',
      's.side',
      's.outcome',
      's.observedOn',
      's.written',
      's.undone',
      's.extra',
      's.extraSealed',
    ])
    .where('s.workerId', 'in', workers)
    // a host and an employer read the lists they handed in themselves; what others say of a household is none of their business
    .$if(!whole, (x) => x.where(sql<boolean>`exists (select from roster_batch b where b.id = s.batch_id)`))
    .$if(said !== null, (x) =>
      x.where(sql<boolean>`exists (select from jsonb_each_text(s.extra) e where e.key ilike ${said} or e.value ilike ${said})`),
    );
  const found = await pageOf(services.keys, query, {
    list: `workers.listSources ${id}`,
    sort: {
      by: [
        { column: 's.written', key: 'written' },
        { column: 's.id', key: 'id' },
      ],
      descending: true,
    },
    cursor,
    size,
  });
  const labels = await batchLabels(
    db,
    services.keys,
    found.items.map((i) => i.batchId),
  );
  const wrote = await writtenBy(
    db,
    workers,
    found.items.map((i) => sourceRef(i.batchId, i)),
  );
  return {
    ...found,
    items: found.items.map(({ extra, extraSealed, side: _, ...i }) => ({
      ...i,
      sheet: i.sheet + 1,
      batch: labels.get(i.batchId)?.number ?? null,
      file: labels.get(i.batchId)?.fileName ?? null,
      wrote: wrote.get(sourceRef(i.batchId, { sheet: i.sheet, row: i.row, side: _ })) ?? [],
      extra: [
        ...Object.entries(extra as Record<string, string>),
        ...(extraSealed ? Object.entries(JSON.parse(services.keys.open(extraSealed)) as Record<string, string>) : []),
      ].map(([header, value]) => ({ header: mask(header), value: mask(value) })),
    })),
    total: await cappedTotal(db, query),
  };
};
