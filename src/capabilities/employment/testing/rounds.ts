// People in post, the short way: registered by the county, one spell each, with evidence.
import { sql } from 'kysely';
import { registerWorker } from '#capabilities/workers/contract.ts';
import { numberFor, someone } from '#capabilities/workers/testing/folk.ts';
import type { Store } from '#platform/server/store.ts';
import type { Caller } from '#platform/testing/caller.ts';
import type { Day } from '#standards/calendar/calendar.ts';
import type { Evidence, SpellFacts } from '../rulesSpell.ts';
import { addEvidence, addSpell } from '../server/deeds.ts';
import { asSystem, SUIWEI, spell } from './facts.ts';

let made = 0;
export interface InPost {
  readonly workerId: string;
  readonly spellId: string;
}
/** In post at 穗味餐饮 in 白云 since March; a list of October says so. */
export const inPost = async (
  county: Caller,
  store: Store,
  today: Day,
  more: {
    readonly name?: string;
    readonly phone?: string;
    readonly home?: string;
    readonly facts?: Partial<SpellFacts>;
    /** `null`: no evidence at all. */
    readonly list?: Day | null;
  } = {},
): Promise<InPost> => {
  made++;
  const name = more.name ?? `覃${'一二三四五六七八九十'[made % 10]}${'甲乙丙丁戊己庚辛壬癸'[Math.floor(made / 10) % 10]}`;
  const { id } = await county(
    registerWorker,
    someone(name, {
      number: numberFor('1990-05-06', 100 + made),
      ...(more.phone ? { phone: more.phone } : {}),
      ...(more.home ? { home: { code: more.home, hukou: 'agricultural' } } : {}),
    }),
  );
  const facts = spell({ organisationId: SUIWEI, ...more.facts });
  const spellId = await asSystem(store, today, (deed) => addSpell(deed, id, facts));
  const list = more.list === undefined ? '2026-10-31' : more.list;
  if (list !== null)
    await evidence(store, today, { workerId: id, spellId }, { class: 6, coversFrom: facts.start, coversTo: list, observed: list });
  return { workerId: id, spellId };
};
export const evidence = (
  store: Store,
  today: Day,
  of: InPost,
  e: Partial<Evidence> & Pick<Evidence, 'class' | 'coversFrom' | 'coversTo' | 'observed'>,
): Promise<string> =>
  asSystem(store, today, (deed) => addEvidence(deed, of.workerId, { says: 'in_post', template: '', ...e, spellId: of.spellId }));

/** All rows of round_spell and what stands of evidence and answers, without ids: two that are equal are the same rounds. */
export const standingRounds = (store: Store): Promise<unknown> =>
  store.transact({ role: 'owner' }, async (db) => {
    const { rows } = await sql`select to_jsonb(r) as r from round_spell r order by spell_id`.execute(db);
    const { rows: e } = await sql`select to_jsonb(x) - '{recorded,superseded,id}'::text[] as e from evidence x where superseded = 'infinity'
      order by x.spell_id, x.observed, x.class, x.covers_from`.execute(db);
    return { rows, e };
  });
