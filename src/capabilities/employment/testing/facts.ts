// Organisations with ids that tests know, and spells the short way.
import { sql } from 'kysely';
import type { Store } from '#platform/server/store.ts';
import { bareSpell, type SpellFacts } from '../rulesSpell.ts';
import type { Deed } from '../server/deeds.ts';

export const SUIWEI = '00000000-0000-4000-8000-0000000000a4';
export const OTHER = '00000000-0000-4000-8000-0000000000a5';

/** Registers organisations under ids of the test's own; names are findable as written. */
export const organisations = (store: Store, named: Readonly<Record<string, string>>): Promise<void> =>
  store.transact({ role: 'system' }, async (db) => {
    for (const [id, name] of Object.entries(named)) {
      await sql`insert into organisation (id) values (${id}::uuid)`.execute(db);
      await sql`insert into organisation_fact (organisation_id, name, kinds, uscc_missing, place, state, source)
        values (${id}::uuid, ${name}, '{employer}', '测试', '440111000000', 'active', '测试')`.execute(db);
      await sql`insert into organisation_name (organisation_id, main_id, what, name, plain, stem, pinyin, initials, stem_pinyin, stem_initials, county)
        values (${id}::uuid, ${id}::uuid, 'name', ${name}, ${name}, ${name}, '', '', '', '', '440111')`.execute(db);
    }
  });

export const spell = (more: Partial<SpellFacts> = {}): SpellFacts => ({
  ...bareSpell('employed', '2026-03-01', 'month'),
  place: '440111000000',
  employerWords: '穗味餐饮',
  channel: 'self',
  payMonth: 5200,
  ...more,
});

/** A deed of nobody in particular, as the system. */
export const asSystem = <T>(store: Store, today: string, work: (deed: Deed) => Promise<T>): Promise<T> =>
  store.transact({ role: 'system', writesFacts: true }, (db) => work({ db, today, source: 'form', recordedBy: null }));
