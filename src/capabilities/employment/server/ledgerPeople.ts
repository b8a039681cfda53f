// The ledger of persons as known at an instant, as the pure rules ask for it.
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';
import { asKnownAt } from '#platform/server/versions.ts';
import { type FoldEvidence, OPEN } from '../rulesFold.ts';
import type { Home, LedgerPerson, LedgerSpell } from '../rulesPerson.ts';

const number = (day: string) => sql`${sql.ref(day)} - date '1970-01-01'`;
const numberOr = (day: string, none: number) => sql`coalesce(${number(day)}, ${sql.lit(none)})`;

/** Whom a record belongs to at K: `join` is for a query with the record's table as `of`. */
export const personAt = (of: string, k: string): { readonly join: RawBuilder<unknown>; readonly person: RawBuilder<string> } => {
  const worker = sql.ref(`${of}.worker_id`);
  return {
    // whoever is a person by themselves needs no link
    join: sql`left join worker_link l on l.worker_id = ${worker} and l.person_id <> l.worker_id and ${asKnownAt('l', k)}`,
    person: sql<string>`coalesce(l.person_id, ${worker})`,
  };
};
/** Only records of these persons; everybody where null. */
export const recordsOf = (of: string, k: string, persons: readonly string[] | null): RawBuilder<unknown> =>
  persons === null
    ? sql`true`
    : sql`${sql.ref(`${of}.worker_id`)} = any (array(select x.worker_id from worker_link x where x.person_id = any (${persons}::uuid[]) and ${asKnownAt('x', k)})
        || ${persons}::uuid[]) and ${personAt(of, k).person} = any (${persons}::uuid[])`;

/** Spells, evidence and homes by person (the smallest worker id of the set), as known at K. */
export const ledgerPeople = async (db: Db, k: string, persons: readonly string[] | null): Promise<ReadonlyMap<string, LedgerPerson>> => {
  const read = async <T>(
    table: string,
    columns: RawBuilder<unknown>,
    joins = sql``,
  ): Promise<readonly (T & { readonly person: string })[]> => {
    const of = personAt('f', k);
    const { rows } = await sql<
      T & { readonly person: string }
    >`select ${of.person} as person, ${columns} from ${sql.table(table)} f ${of.join} ${joins}
      where ${asKnownAt('f', k)} and ${recordsOf('f', k, persons)}`.execute(db);
    return rows;
  };
  const spells = await read<Omit<LedgerSpell, 'evidence'>>(
    'spell',
    sql`f.id, f.worker_id, f.kind, coalesce(o.main_id, f.organisation_id) as organisation, c.uscc as organisation_code, f.place, f.occupation, f.industry, f.channel,
      f.programme, f.pay_month, f.assisted_kind <> '' as assisted, ${number('f.start')} as start, ${numberOr('f.ended', OPEN)} as ended,
      ${number('f.contract_from')} as contract_from, case when f.contract_from is not null then ${numberOr('f.contract_to', OPEN)} end as contract_to`,
    sql`left join organisation_link o on o.organisation_id = f.organisation_id and ${asKnownAt('o', k)}
      left join organisation_fact c on c.organisation_id = coalesce(o.main_id, f.organisation_id) and ${asKnownAt('c', k)}`,
  );
  const evidence = await read<FoldEvidence & { readonly spellId: string }>(
    'evidence',
    sql`f.id, f.spell_id, f.class, f.says = 'in_post' as in_post, ${number('f.covers_from')} as "from",
      coalesce(${number('f.covers_to')}, ${number('f.covers_from')}) as "to", ${number('f.observed')} as observed,
      (select to_micros(min(v.recorded)) from evidence v where v.id = f.id) as recorded`,
  );
  const homes = await read<Home>('home_period', sql`${number('f.valid_from')} as "from", ${numberOr('f.valid_to', OPEN)} as "to", f.code`);
  const said = Map.groupBy(evidence, (e) => e.spellId);
  const lived = Map.groupBy(homes, (h) => h.person);
  return new Map(
    [...Map.groupBy(spells, (s) => s.person)].map(([person, own]) => [
      person,
      { spells: own.map((s) => ({ ...s, evidence: said.get(s.id) ?? [] })), homes: lived.get(person) ?? [] },
    ]),
  );
};
