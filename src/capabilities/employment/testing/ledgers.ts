// Random ledgers in a real database: people with one or two records, their spells and evidence, then corrections, withdrawals, merges.
import fc from 'fast-check';
import { sql } from 'kysely';
import { newId } from '#platform/server/newId.ts';
import type { Db, Store } from '#platform/server/store.ts';
import { supersede, withdraw } from '#platform/server/versions.ts';
import { addDays, fromDayNumber } from '#standards/calendar/calendar.ts';
import { OPEN } from '../rulesFold.ts';
import type { LedgerPerson, LedgerSpell } from '../rulesPerson.ts';
import type { SpellFacts } from '../rulesSpell.ts';
import { addEvidence, addSpell, correctSpell, type Deed, withdrawSpell } from '../server/deeds.ts';
import { refold } from '../server/vouched.ts';
import { asSystem, OTHER, organisations, SUIWEI, spell } from './facts.ts';
import { personIn, steadyPersonIn } from './worlds.ts';

const TODAY = '2026-11-27';
const ORGANISATIONS: Readonly<Record<string, string>> = { A: SUIWEI, B: OTHER };
const day = (n: number): string | null => (n === OPEN ? null : fromDayNumber(n));

const factsOf = (s: LedgerSpell): SpellFacts =>
  spell({
    kind: s.kind,
    organisationId: s.organisation && ORGANISATIONS[s.organisation]!,
    employerWords: s.organisation ?? '',
    place: s.place,
    occupation: s.occupation,
    channel: s.channel as SpellFacts['channel'],
    payMonth: s.payMonth,
    start: fromDayNumber(s.start),
    startPrecision: 'day',
    ended: day(s.ended),
    assistedKind: s.assisted ? 'trip' : '',
    programme: s.programme as SpellFacts['programme'],
    contractFrom: s.contractFrom === null ? null : fromDayNumber(s.contractFrom),
    contractTo: s.contractTo === null ? null : day(s.contractTo),
  });
const evidenceOf = (s: LedgerSpell['evidence'][number], spellId: string) => ({
  spellId,
  class: s.class,
  says: s.inPost ? ('in_post' as const) : ('not_in_post' as const),
  coversFrom: fromDayNumber(s.from),
  coversTo: s.inPost ? fromDayNumber(s.to) : null,
  // whoever sees something vouches for no day to come
  observed: fromDayNumber(s.inPost && s.class > 2 ? Math.max(s.observed, s.to) : s.observed),
  template: '',
});

export interface Ledger {
  readonly workers: readonly string[];
  readonly spells: readonly { readonly id: string; readonly workerId: string; readonly facts: SpellFacts }[];
  readonly evidence: readonly { readonly id: string; readonly workerId: string; readonly spellId: string }[];
}

const link = async (db: Db, workerId: string, personId: string): Promise<void> => {
  if (!(await supersede(db, 'worker_link', { workerId }, { personId, cause: 'demo' })))
    await sql`insert into worker_link (worker_id, person_id, cause) values (${workerId}::uuid, ${personId}::uuid, 'demo')`.execute(db);
};

/** `n` random people, and those `besides`, written one after the other; each person is one transaction, so that facts of one transaction share an instant. */
export const writeLedger = async (store: Store, n: number, seed: number, besides: readonly LedgerPerson[] = []): Promise<Ledger> => {
  await organisations(store, { [SUIWEI]: '甲', [OTHER]: '乙' });
  const people = [...besides, ...fc.sample(fc.oneof(personIn(260), steadyPersonIn(150)), { numRuns: n, seed })];
  const ledger = { workers: [] as string[], spells: [] as Ledger['spells'][number][], evidence: [] as Ledger['evidence'][number][] };
  for (const p of people) {
    const ids = [newId(), newId()].sort() as [string, string];
    const records = p.spells.some((s) => s.workerId === 'w2') ? ids : [ids[0]];
    await asSystem(store, TODAY, async ({ db }) => {
      for (const id of records)
        await sql`insert into worker (id, area, registered, source) values (${id}::uuid, '522727104213', ${TODAY}::date, 'form')`.execute(
          db,
        );
      for (const id of records) await link(db, id, records[0]!);
      for (const h of p.homes)
        await sql`insert into home_period (id, worker_id, code, valid_from, valid_to)
          values (${newId()}::uuid, ${ids[0]}::uuid, ${h.code}, ${fromDayNumber(h.from)}::date, ${day(h.to)}::date)`.execute(db);
    });
    await asSystem(store, TODAY, async (deed) => {
      for (const s of p.spells) {
        const workerId = s.workerId === 'w2' ? ids[1] : ids[0];
        const facts = factsOf(s);
        const id = await addSpell(deed, workerId, facts);
        ledger.spells.push({ id, workerId, facts });
        for (const e of s.evidence)
          ledger.evidence.push({ id: await addEvidence(deed, workerId, evidenceOf(e, id)), workerId, spellId: id });
      }
    });
    ledger.workers.push(...records);
  }
  return ledger;
};

/** Corrections of every kind, some of them several to one fact within one transaction. */
export const stir = async (store: Store, ledger: Ledger, n: number, seed: number): Promise<void> => {
  const picks = fc.sample(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 0, max: 6 }), fc.integer({ min: -40, max: 200 })), {
    numRuns: n,
    seed,
  });
  for (const [i, j, what, shift] of picks) {
    const s = ledger.spells[i % ledger.spells.length]!;
    const e = ledger.evidence[j % ledger.evidence.length]!;
    await asSystem(store, TODAY, async (deed: Deed) => {
      const moved = addDays(s.facts.start, shift);
      const least = [moved, s.facts.start].sort()[1]!;
      if (what === 0) await correctSpell(deed, s, { start: moved, ended: null });
      if (what === 1) await correctSpell(deed, s, { ended: addDays(s.facts.start, 200 + Math.abs(shift)) });
      if (what === 2) {
        await correctSpell(deed, s, { payMonth: 4000 });
        await correctSpell(deed, s, { start: moved, ended: addDays(moved, 90), payMonth: 4100 });
      }
      if (what === 3) await withdrawSpell(deed, s);
      if (what === 4) {
        await withdraw(deed.db, 'evidence', { id: e.id });
        await refold(deed.db, [e.spellId]);
      }
      if (what === 5)
        await addEvidence(deed, s.workerId, {
          spellId: s.id,
          class: (1 + (j % 6)) as 1,
          says: j % 3 ? 'in_post' : 'not_in_post',
          coversFrom: s.facts.start,
          coversTo: j % 3 ? least : null,
          observed: addDays(least, 3),
          template: '',
        });
      if (what === 6) {
        // a record leaves its person, or comes to another
        const [a, b] = [ledger.workers[i % ledger.workers.length]!, ledger.workers[j % ledger.workers.length]!];
        await link(deed.db, a, shift < 60 ? a : [a, b].sort()[0]!);
      }
    });
  }
};
