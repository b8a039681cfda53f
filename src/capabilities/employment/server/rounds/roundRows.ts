// round_spell: what a round is decided by, derived from spells, evidence and answers in the transaction that wrote them.
import { sql } from 'kysely';
import { hostKey } from '#capabilities/access/rules.ts';
import type { Db } from '#platform/server/store.ts';
import { type Day, dayNumber } from '#standards/calendar/calendar.ts';
import { OPEN } from '../../rulesFold.ts';
import { type RoundEvidence, roundFacts, shownUntil } from '../../rulesRounds.ts';
import { type EvidenceClass, employerKey, type Says, type SpellKind } from '../../rulesSpell.ts';

/** `source` of evidence that an employer's own account gave. */
export const BY_EMPLOYER = 'employer';
/** `source` of evidence that an office gave in a round. */
export const BY_ROUND = 'round';

interface SpellRead {
  readonly id: string;
  readonly workerId: string;
  readonly kind: SpellKind;
  readonly organisationId: string | null;
  readonly employerWords: string;
  readonly place: string;
  readonly start: Day;
  readonly ended: Day | null;
}
interface EvidenceRead {
  readonly id: string;
  readonly spellId: string;
  readonly class: EvidenceClass;
  readonly says: Says;
  readonly coversFrom: Day;
  readonly coversTo: Day | null;
  readonly observed: Day;
  readonly source: string;
  /** Microseconds since 1970, of the first version. */
  readonly first: number;
}

const foldable = (e: EvidenceRead): RoundEvidence => ({
  id: e.id,
  class: e.class,
  inPost: e.says === 'in_post',
  from: dayNumber(e.coversFrom),
  to: dayNumber(e.coversTo ?? e.coversFrom),
  observed: dayNumber(e.observed),
  recorded: e.first,
  byEmployer: e.source === BY_EMPLOYER,
});

/** The rows of `round_spell` for these workers, as the facts have them now. */
export const roundRowsOf = async (db: Db, workerIds: readonly string[]): Promise<readonly Record<string, unknown>[]> => {
  // "not isfinite": see CURRENT in spells.ts
  const { rows: spells } = await sql<SpellRead>`select id, worker_id, kind, organisation_id, employer_words, place, start, ended from spell
    where worker_id = any (${workerIds}::uuid[]) and not isfinite(superseded) and kind <> 'internship'`.execute(db);
  if (!spells.length) return [];
  const { rows: evidence } = await sql<EvidenceRead>`
    select e.id, e.spell_id, e.class, e.says, e.covers_from, e.covers_to, e.observed, e.source,
      (extract(epoch from (select min(v.recorded) from evidence v where v.id = e.id)) * 1000000)::bigint as first
    from evidence e where e.worker_id = any (${workerIds}::uuid[]) and not isfinite(e.superseded)`.execute(db);
  const { rows: attempts } = await sql<{ spellId: string; day: Day }>`select spell_id, day from verification_answer
    where worker_id = any (${workerIds}::uuid[]) and answer = 'notReached' and undone is null and not by_employer`.execute(db);
  const said = Map.groupBy(evidence, (e) => e.spellId);
  const tried = Map.groupBy(attempts, (a) => a.spellId);
  return spells.map((s) => {
    const facts = roundFacts(
      { start: dayNumber(s.start), ended: s.ended === null ? OPEN : dayNumber(s.ended) },
      (said.get(s.id) ?? []).map(foldable),
      (tried.get(s.id) ?? []).map((a) => a.day),
    );
    return {
      spell_id: s.id,
      worker_id: s.workerId,
      host_key: s.place ? hostKey(s.place) : '',
      org_key: s.organisationId ? `org:${s.organisationId}` : '',
      employer: employerKey(s.kind, s.organisationId, s.employerWords),
      start: s.start,
      ended: s.ended,
      until: facts.until,
      closed: facts.closed,
      shown_until: shownUntil(facts) ?? 'infinity',
      verified_until: facts.verifiedUntil,
      verified_class: facts.verifiedClass,
      stock_until: facts.stockUntil,
      verified: facts.verified,
      left_in: facts.left,
      tried: facts.tried,
      employer_said: facts.employerSaid,
    };
  });
};

/** After spells, evidence or answers of these workers were written. Returns how many rows were not so before. */
export const refreshRounds = async (db: Db, workerIds: readonly string[]): Promise<number> => {
  if (workerIds.length === 0) return 0;
  const rows = await roundRowsOf(db, workerIds);
  const { rows: put } = await sql<{
    n: number;
  }>`select put_round_spells(${workerIds}::uuid[], ${JSON.stringify(rows)}::jsonb) as n`.execute(db);
  return put[0]!.n;
};
