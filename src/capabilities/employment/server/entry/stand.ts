// Who stands how to a person and each of their spells, for whoever wants to write there.
import { sql } from 'kysely';
import { holds, hostKey, standingsOf } from '#capabilities/access/rules.ts';
import { keysReaching, sourcesReaching } from '#capabilities/access/server/service.ts';
import { lifeOf, lockForWork, type RecordSeen, recordsSeen } from '#capabilities/workers/server/service.ts';
import { changed } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Call } from '#platform/server/http.ts';
import { keptBySchool, noSuchSpell, notYourDeed, notYourSpell } from '../../contractSpellProblems.ts';
import { deedsOf, NOWHERE, type Permitted, type SpellDeed, type Stand, sourceOf } from '../../rulesDeeds.ts';
import type { Life } from '../../rulesEntry.ts';
import type { KnownSpell, Work } from '../../rulesWork.ts';
import type { Deed } from '../deeds.ts';
import { scopeSource } from '../follow.ts';
import { findSpells, readWork, type StoredSpell } from '../spells.ts';

type Reader = Pick<Call, 'db' | 'actor' | 'today'>;
type Where = Pick<StoredSpell, 'place' | 'organisationId'>;

export const permittedTo = (actor: Actor): Permitted => ({
  enter: actor.permissions.has('employment.enter'),
  tell: actor.permissions.has('employment.tell'),
});
/** Is the place in one of the actor's host areas? */
const hostHolds = (actor: Actor, place: string): boolean => {
  if (place === '') return false;
  const key = hostKey(place);
  return actor.keys.includes(key) || actor.keyRanges.some((r) => key >= r.from && key <= r.to);
};

export interface Stands {
  /** Somewhere at least the actor is this person's host. */
  readonly hosts: boolean;
  /** Towards work at a place: what a new spell would be. */
  readonly toPlace: (place: string) => Stand;
  /** Towards a spell that stands on this record. */
  readonly toSpell: (spell: Where & { readonly id: string }) => Stand;
}
/** How the actor stands to the spells of one record. */
export const standsOn = async (
  { db, actor, today }: Reader,
  record: Pick<RecordSeen, 'workerId' | 'home'>,
  opened?: ReadonlySet<string>,
): Promise<Stands> => {
  const keyed = actor.keys.length + actor.keyRanges.length > 0;
  const keys = keyed ? await keysReaching(db, record.workerId, today) : [];
  const sources = opened ?? (keyed ? await sourcesReaching(db, [record.workerId], today) : new Set<string>());
  const standings = standingsOf(actor.grants, { homeCode: record.home, keys });
  const home = standings.includes('origin') && actor.areas.some((a) => holds(a, record.home));
  const hosts = standings.includes('host');
  const employs = standings.includes('employer');
  return {
    hosts,
    toPlace: (place) => ({ ...NOWHERE, home, host: hosts && hostHolds(actor, place) }),
    toSpell: ({ id, place, organisationId }) => {
      const open = sources.has(scopeSource(id));
      return {
        home,
        host: hosts && open && hostHolds(actor, place),
        employer: employs && open && organisationId !== null && actor.keys.includes(`org:${organisationId}`),
      };
    },
  };
};

/** One record somebody writes to, with the person's work as far as they see it; nobody else writes to it until the transaction ends. */
export interface Desk extends Stands {
  readonly workerId: string;
  readonly home: string;
  readonly life: Life;
  /** Of all the person's records that the actor sees. */
  readonly work: Work;
  readonly spells: readonly StoredSpell[];
}
export const openDesk = async (call: Call, id: string): Promise<Desk> => {
  const { db } = call;
  const records = await recordsSeen(call, id);
  const ids = records.map((r) => r.workerId);
  await lockForWork(db, ids);
  const [own] = records as [RecordSeen];
  const known = await readWork(db, ids);
  const work = [...known.values()].reduce<Work>(
    (all, w) => ({ spells: [...all.spells, ...w.spells], evidence: [...all.evidence, ...w.evidence], noWork: all.noWork ?? w.noWork }),
    { spells: [], evidence: [], noWork: null },
  );
  const stands = await standsOn(call, own);
  return { workerId: own.workerId, home: own.home, life: await lifeOf(db, id), work, spells: await findSpells(db, [id]), ...stands };
};

export interface Held {
  readonly spell: StoredSpell;
  readonly known: KnownSpell;
  readonly stand: Stand;
}
/** The spell a deed is about, where this actor may do it. Of one they are not told of they hear what they hear of none. */
export const getSpell = ({ actor }: Call, desk: Desk, spellId: string, deed: SpellDeed): Held => {
  const spell = desk.spells.find((s) => s.id === spellId);
  const stand = spell ? desk.toSpell(spell) : NOWHERE;
  if (!spell || !(stand.home || stand.host || stand.employer)) throw noSuchSpell();
  const { enter, tell } = permittedTo(actor);
  // whether it is over already is told by the deed itself
  if (!deedsOf(stand, { enter, tell }, { source: spell.source, ended: deed === 'return' ? '-' : null, endInferred: false }).includes(deed))
    throw stand.home || stand.host ? notYourDeed() : notYourSpell();
  return { spell, known: desk.work.spells.find((k) => k.id === spellId)!, stand };
};

/** Sent with `recorded` of what stood on the screen: another version in between is told, not overwritten. */
export const sameVersion = async (spell: StoredSpell, version: string, nameOf: (accountId: string) => Promise<string>): Promise<void> => {
  if (spell.recorded === version) return;
  throw changed({
    by: spell.recordedBy ? await nameOf(spell.recordedBy) : '—',
    at: spell.recorded,
    current: { version: spell.recorded, start: spell.start, ended: spell.ended, employerWords: spell.employerWords },
  });
};

/** An internship of schooling follows the student's status (internships.ts): what was corrected here by hand would be written over with its next news. */
export const refuseSchools = async ({ db }: Pick<Call, 'db'>, spell: StoredSpell): Promise<void> => {
  const { rows } = await sql`select from spell where id = ${spell.id}::uuid and source_ref = ${`internship:${spell.id}`} limit 1`.execute(
    db,
  );
  if (rows.length > 0) throw keptBySchool();
};

export const deedOf = (call: Call, stand: Stand, reason = ''): Deed => ({
  db: call.db,
  today: call.today,
  source: sourceOf(stand),
  recordedBy: call.actor.accountId,
  reason,
});
