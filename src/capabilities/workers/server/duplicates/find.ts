// Who looks like one record: while it is typed in, on save, at import. By lookups in indexes, in the asker's own transaction and rights.
import { sql } from 'kysely';
import type { Keys } from '#platform/server/keys.ts';
import { tailOf } from '#platform/server/rotation.ts';
import type { Db } from '#platform/server/store.ts';
import { addDays, dayOf, partsOf } from '#standards/calendar/calendar.ts';
import { largestBlock } from '../../rulesDuplicateBlocks.ts';
import { type CompareContext, comparePrepared, type DuplicateRecord, prepare, type Verdict } from '../../rulesDuplicates.ts';
import { defaultNameFrequency } from '../../rulesNameFrequency.ts';
import { readRecords, readSealed } from './records.ts';

export interface FoundLike extends Omit<Verdict, 'band'> {
  readonly workerId: string;
  readonly band: 'accept' | 'desk';
}

/** Days that a slip makes of a birthday: day and month swapped, a year or ten off, the last digit of the year, a day. */
const nearDays = (day: string): string[] => {
  const { year, month, day: d } = partsOf(day);
  const years = new Set([year - 1, year + 1, year - 10, year + 10, ...Array.from({ length: 10 }, (_, n) => year - (year % 10) + n)]);
  const made = [
    dayOf(year, d, month),
    day > '0001-01-01' ? addDays(day, -1) : null,
    day < '9999-12-31' ? addDays(day, 1) : null,
    ...[...years].map((y) => dayOf(y, month, d)),
  ];
  return [...new Set([day, ...made.flatMap((x) => x ?? [])])];
};

/** The ids of records that share a key with this one (rulesDuplicateBlocks.ts), as far as the transaction sees them. */
const sharing = async (db: Db, keys: Keys, of: DuplicateRecord, except: string | null): Promise<string[]> => {
  const sounds = of.fuzzy.split(' ').filter((s) => s !== '');
  const { birthday, home, number } = of;
  const county = [`${home.slice(0, 6)}000000`, `${home.slice(0, 6)}999999`] as const;
  const town = [`${home.slice(0, 9)}000`, `${home.slice(0, 9)}999`] as const;
  const asked = [];
  if (number !== null) {
    asked.push(sql`(select worker_id from worker_basic where superseded = 'infinity' and number_index = any(${keys.lookups('number', number)}::uuid[])
      limit ${largestBlock.N})`);
    asked.push(sql`(select b.worker_id from worker_basic b join worker_now n on n.worker_id = b.worker_id where b.superseded = 'infinity'
      and b.tail_index = any(${keys.lookups('tail', tailOf(number))}::uuid[]) and left(n.fuzzy, 1) = any(${sounds.map((s) => s[0])}::text[]) limit ${largestBlock.T})`);
  }
  if (of.phones.length)
    asked.push(sql`(select worker_id from worker_contact where superseded = 'infinity'
      and phone_index = any(${of.phones.flatMap((p) => keys.lookups('phone', p))}::uuid[]) limit ${largestBlock.P})`);
  if (of.householdId !== null)
    asked.push(sql`(select worker_id from worker_now where household_id = ${of.householdId}::uuid limit ${largestBlock.H})`);
  if (sounds.length) {
    if (birthday !== null)
      asked.push(
        sql`(select worker_id from worker_now where fuzzy = any(${sounds}::text[]) and birthday = any(${nearDays(birthday)}::date[]) limit ${largestBlock.A})`,
      );
    if (home !== '') {
      asked.push(
        sql`(select worker_id from worker_now where fuzzy = any(${sounds}::text[]) and home >= ${town[0]} and home <= ${town[1]} limit ${largestBlock.B})`,
      );
      asked.push(sql`(select worker_id from worker_gram where gram = any(${sounds.map((s) => `f:${s}`)}::text[]) and home >= ${county[0]} and home <= ${county[1]}
        limit ${largestBlock.B})`);
      if (birthday !== null)
        asked.push(sql`(select worker_id from worker_now where fuzzy = any(${sounds}::text[]) and home >= ${county[0]} and home <= ${county[1]}
          and birthday between ${`${birthday.slice(0, 4)}-01-01`}::date and ${`${birthday.slice(0, 4)}-12-31`}::date limit ${largestBlock.C})`);
    }
  }
  if (birthday !== null && home !== '')
    asked.push(
      sql`(select worker_id from worker_now where birthday = ${birthday}::date and home >= ${county[0]} and home <= ${county[1]} limit ${largestBlock.E})`,
    );
  if (!asked.length) return [];
  const { rows } = await sql<{ id: string }>`select distinct x.worker_id as id from (${sql.join(asked, sql` union all `)}) x
    where x.worker_id is distinct from ${except}::uuid`.execute(db);
  return rows.map((r) => r.id);
};

/** How many visible records hold each of these phones. */
const holdersOf = async (db: Db, keys: Keys, phones: readonly string[]): Promise<CompareContext['phoneHolders']> => {
  if (!phones.length) return () => 0;
  const counts = new Map<string, number>();
  for (const phone of phones) {
    const { rows } = await sql<{ n: number }>`select count(distinct worker_id)::int as n from worker_contact
      where superseded = 'infinity' and phone_index = any(${keys.lookups('phone', phone)}::uuid[])`.execute(db);
    counts.set(phone, rows[0]!.n);
  }
  return (phone) => counts.get(phone) ?? Number.MAX_SAFE_INTEGER;
};

/**
 * Records that may be the same person, the likeliest first. Sees what the transaction sees and nothing else. Names are weighed by the default frequency;
 * the sweep counts those of the register, so its score may differ by a few points. `except`: the record itself.
 */
export const findDuplicatesOf = async (db: Db, keys: Keys, of: DuplicateRecord, except: string | null): Promise<FoundLike[]> => {
  const ids = await sharing(db, keys, of, except);
  if (!ids.length) return [];
  const context: CompareContext = { frequency: defaultNameFrequency, phoneHolders: (await holdersOf(db, keys, of.phones))! };
  const mine = prepare(of, context);
  const r = await readRecords(db, ids);
  const sealed = await readSealed(db, ids);
  const at = new Map(sealed.ids.map((id, i) => [id, i]));
  return r.ids
    .flatMap((workerId, i) => {
      const s = at.get(workerId);
      const number = s === undefined ? null : sealed.numbers[s];
      const sex = r.sexes[i];
      const other = prepare(
        {
          id: workerId,
          name: r.names[i]!,
          pinyin: '',
          fuzzy: '',
          birthday: r.birthdays[i] ?? null,
          sex: sex === '1' || sex === '2' ? sex : '9',
          // opened only where there is something to hold it against
          number: number && of.number !== null ? keys.open(number) : null,
          documentKind: r.documentKinds[i]!,
          phones: s !== undefined && of.phones.length ? sealed.phones[s]!.map((p) => keys.open(p)) : [],
          home: r.homes[i]!,
          householdId: r.households[i] ?? null,
          ethnic: r.ethnics[i] || null,
        },
        context,
      );
      const { band, ...verdict } = comparePrepared(mine, other, context);
      return band === 'reject' ? [] : [{ workerId, band, ...verdict }];
    })
    .sort((a, b) => b.score - a.score || (a.workerId < b.workerId ? -1 : 1));
};
