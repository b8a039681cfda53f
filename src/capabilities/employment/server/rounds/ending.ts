// The end of a spell that an answer of the home side records, and what stood before given back with the answer.
import { sql } from 'kysely';
import { holds } from '#capabilities/access/rules.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Db } from '#platform/server/store.ts';
import { restoreMany, supersedeMany } from '#platform/server/versionsMany.ts';
import type { Day } from '#standards/calendar/calendar.ts';
import { type EndStanding, type EndWritten, endOfAnswer } from '../../rulesRoundEnd.ts';
import { classOfVia, type SaidAnswer, type Via } from '../../rulesRounds.ts';
import { BY_ROUND } from './roundRows.ts';

/** What a version of a spell names that an answer wrote: the line of a sheet, else the answer. */
export const answerRef = (id: string, sheetRef = ''): string => sheetRef || `answer:${id}`;

/** May this one record an end where that person lives? On whichever side they look at it. */
export const endsAt = (actor: Pick<Actor, 'areas' | 'permissions'>, home: string): boolean =>
  actor.permissions.has('employment.tell') && actor.areas.some((a) => holds(a, home));

/** How the ends of these spells stand. */
export const endStandings = async (db: Db, spellIds: readonly string[]): Promise<ReadonlyMap<string, EndStanding>> => {
  if (!spellIds.length) return new Map();
  const { rows } = await sql<{ id: string; start: Day; ended: Day | null; via: Via | null; diedOn: Day | null }>`
    select s.id, s.start, s.ended, n.died_on, (select v.via from verification_answer v
      where v.spell_id = s.id and v.wrote_spell and v.undone is null and s.source = ${BY_ROUND}
        and s.source_ref = case when v.source_ref <> '' then v.source_ref else 'answer:' || v.id end limit 1) as via
    from spell s join worker_now n on n.worker_id = s.worker_id where s.id = any (${spellIds}::uuid[]) and s.superseded = 'infinity'`.execute(
    db,
  );
  return new Map(
    rows.map(({ id, via, ...r }) => [id, { start: r.start, ended: r.ended, diedOn: r.diedOn, byAnswer: via && classOfVia[via] }]),
  );
};

export interface EndPlan {
  readonly spellId: string;
  readonly ref: string;
  readonly said: SaidAnswer;
  readonly home: boolean;
}
/** What each of these answers writes of its spell, one after the other; those that write nothing are left out. */
export const endsOf = async (db: Db, plans: readonly EndPlan[]): Promise<ReadonlyMap<string, EndWritten>> => {
  const standing = new Map(
    await endStandings(
      db,
      plans.filter((p) => p.home).map((p) => p.spellId),
    ),
  );
  const out = new Map<string, EndWritten>();
  for (const { spellId, ref, said, home } of plans) {
    const at = standing.get(spellId);
    const written = at && endOfAnswer(said, at, home);
    if (!written) continue;
    standing.set(spellId, { ...at, ended: written.ended, byAnswer: classOfVia[said.via!] });
    out.set(ref, written);
  }
  return out;
};

/** One version of the spell for each. */
export const writeEnds = (
  db: Db,
  by: string | null,
  ends: readonly { readonly spellId: string; readonly ref: string; readonly written: EndWritten }[],
): Promise<unknown> =>
  supersedeMany(
    db,
    'spell',
    'id',
    ends.map(({ spellId, ref, written: w }) => ({
      id: spellId,
      changes: {
        ended: w.ended,
        end_precision: 'day',
        end_inferred: false,
        leave_reason: w.leaveReason,
        source: BY_ROUND,
        source_ref: ref,
        recorded_by: by,
        reason: '',
      },
    })),
  );

interface Version {
  readonly id: string;
  readonly sourceRef: string;
  readonly recorded: string;
  readonly superseded: string;
}
/**
 * Gives back what stood before these answers, the latest answer first, exactly as it was. Returns the refs of those whose spell somebody has corrected since:
 * nothing is given back of these, and the answer must stay.
 */
export const giveBackEnds = async (
  db: Db,
  answers: readonly { readonly spellId: string; readonly ref: string }[],
): Promise<ReadonlySet<string>> => {
  const ids = [...new Set(answers.map((a) => a.spellId))];
  if (!ids.length) return new Set();
  const { rows } = await sql<Version>`select id, source_ref, recorded, superseded from spell where id = any (${ids}::uuid[])
    order by id, recorded`.execute(db);
  const versions = Map.groupBy(rows, (v) => v.id);
  const at = new Map([...versions].map(([id, all]) => [id, all.find((v) => v.superseded === 'infinity') ?? null]));
  const stuck = new Set<string>();
  const back = new Map<string, Version>();
  for (const { spellId, ref } of answers) {
    const all = versions.get(spellId) ?? [];
    // written once; later ones of the same ref were given back by taking back what came after
    const wrote = all.findIndex((v) => v.sourceRef === ref);
    const before = all[wrote - 1];
    if (at.get(spellId)?.sourceRef !== ref || !before) {
      stuck.add(ref);
      continue;
    }
    at.set(spellId, before);
    back.set(spellId, before);
  }
  await restoreMany(
    db,
    'spell',
    'id',
    [...back].map(([id, v]) => ({ id, recorded: v.recorded })),
  );
  return stuck;
};
