// Whom a doubt about a whole list is about, where it is about work: those of whom that list said the value that stands out.
import { type RawBuilder, sql } from 'kysely';
import type { PeopleOfList } from '#capabilities/rosters/server/service.ts';

/** So many are counted; a list may hold a million. */
const COUNTED = 10_000;

const WITH: Readonly<Record<string, (top: readonly string[]) => RawBuilder<boolean>>> = {
  monthlyIncome: (top) => sql`pay_month = any(${top}::numeric[])`,
  // a month or a day
  start: (top) => sql`exists (select from unnest(${top}::text[]) t where starts_with(start::text, t))`,
  industry: (top) => sql`(industry = any(${top}::text[]) or industry_words = any(${top}::text[]))`,
  employer: (top) => sql`employer_words = any(${top}::text[])`,
};

export const peopleOfWork: PeopleOfList = async ({ db }, { batchId, field, top }, limit) => {
  const has = WITH[field]?.(top);
  if (!has || !top.length) return null;
  const { rows } = await sql<{ id: string; n: number }>`
    with found as (select distinct worker_id from spell
      where source_ref >= ${`${batchId}#`} and source_ref < ${`${batchId}$`} and superseded = 'infinity' and ${has} limit ${sql.lit(COUNTED + 1)})
    select worker_id as id, (select count(*) from found)::int as n from found order by md5(worker_id::text || ${batchId}) limit ${limit}`.execute(
    db,
  );
  const n = rows[0]?.n ?? 0;
  // a list that said what was known already changed no spell
  return n === 0 ? null : { total: Math.min(n, COUNTED), more: n > COUNTED, ids: rows.map((r) => r.id) };
};
