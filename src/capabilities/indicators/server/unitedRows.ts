// Spells of one person that several records tell of and that are counted as one (docs/figures.md §2): made by the pure rules, handed to the figures' SQL as rows.

import { sql } from 'kysely';
import {
  bestClassOf,
  CARRY_DAYS,
  type CriterionRule,
  counted,
  fold,
  type LedgerPerson,
  type LedgerSpell,
  OPEN,
  stabilityOf,
  united,
  vouched,
} from '#capabilities/employment/rules.ts';
import { ledgerPeople, meetingPersons } from '#capabilities/employment/server/service.ts';
import type { Db } from '#platform/server/store.ts';
import { fromDayNumber } from '#standards/calendar/calendar.ts';

type EvidenceClass = 1 | 2 | 3 | 4 | 5 | 6;

/** As `folded` of memberQuery has them; names are those of the columns. */
export interface UnitedRow {
  readonly person: string;
  readonly id: string;
  readonly org: string | null;
  readonly org_code: string | null;
  readonly kind: string;
  readonly place: string;
  readonly occupation: string;
  readonly industry: string;
  readonly channel: string;
  readonly programme: string;
  readonly assisted: boolean;
  readonly pay: number;
  readonly start: string;
  readonly ended: string | null;
  readonly v_to: string | null;
  readonly c_to: string | null;
  readonly best: number | null;
}
export interface United {
  readonly people: ReadonlyMap<string, LedgerPerson>;
  readonly rows: readonly UnitedRow[];
}

const rowOf = (person: string, s: LedgerSpell, c: EvidenceClass): UnitedRow => {
  const folded = fold(s, s.evidence, c);
  const [proved, counts] = [vouched(s, folded), counted(s, folded, CARRY_DAYS)];
  const best = bestClassOf(s, c);
  return {
    person,
    id: s.id,
    org: s.organisation,
    org_code: s.organisationCode,
    kind: s.kind,
    place: s.place,
    occupation: s.occupation,
    industry: s.industry,
    channel: s.channel,
    programme: s.programme,
    assisted: s.assisted,
    pay: s.payMonth ?? 0,
    start: fromDayNumber(s.start),
    ended: s.ended === OPEN ? null : fromDayNumber(s.ended),
    v_to: proved && fromDayNumber(proved.to),
    c_to: counts && fromDayNumber(counts.to),
    best: best > 6 ? null : best,
  };
};

const read = async (db: Db, ask: UnitedAsk): Promise<United> => {
  // what is compiled takes longer than it runs; for the rest of the caller's transaction
  if (ask.persons === null) await sql`select set_config('jit', 'off', true)`.execute(db);
  const together = (await meetingPersons(ask).execute(db)).rows.map((r) => r.person);
  if (together.length === 0) return { people: new Map(), rows: [] };
  const people = await ledgerPeople(db, ask.k, together);
  return {
    people,
    rows: [...people].flatMap(([person, ledger]) => united(ledger.spells, ask.c).map((s) => rowOf(person, s, ask.c))),
  };
};

export interface UnitedAsk {
  readonly k: string;
  /** Null: everybody. */
  readonly persons: readonly string[] | null;
  readonly c: EvidenceClass;
}
/** What questions to everybody at one instant have in common, for as long as whoever asks them keeps it: a freeze, a report. */
export type SharedUnited = Map<string, Promise<United>>;

/** Persons with united spells as known at K, whole: all of their spells are in `rows`, united or not. */
export const readUnited = async (db: Db, ask: UnitedAsk, shared?: SharedUnited): Promise<United> => {
  if (ask.persons !== null || !shared) return read(db, ask);
  const key = `${ask.k} ${ask.c}`;
  const known = shared.get(key);
  if (known) return known;
  const reading = read(db, ask);
  shared.set(key, reading);
  // the next one reads anew
  reading.catch(() => shared.delete(key));
  return reading;
};

/** `stableFrom` of these people, those who never are left out. */
export const stableDays = ({ people }: United, rule: CriterionRule): readonly { readonly person: string; readonly day: string }[] =>
  [...people].flatMap(([person, ledger]) => {
    const { stableFrom } = stabilityOf(ledger, rule);
    return stableFrom === null ? [] : [{ person, day: fromDayNumber(stableFrom) }];
  });
