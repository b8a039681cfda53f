// Retention of a cohort as known at an instant: set by set, and by the pure rules where spells of several records are one.
import type { Db } from '#platform/server/store.ts';
import { overWholeSets } from '#platform/server/wholeSets.ts';
import { dayNumber } from '#standards/calendar/calendar.ts';
import { bestClassOf, homeAt, type LedgerPerson, united } from '../rulesPerson.ts';
import { cohortSpell, lastingOf, retentionOf, WINDOWS, type WindowAnswer, windowAnswer } from '../rulesWindows.ts';
import { ledgerPeople } from './ledgerPeople.ts';
import { isMany } from './ledgerQuery.ts';
import { meetingPersons } from './stableQuery.ts';
import { CODES, type WindowsAsk, type WindowsRow, windowsQuery } from './windowsQuery.ts';

export const codeOf = (a: WindowAnswer): number => (a.answer === 'yes' ? a.class! : CODES[a.answer]);

/** One person by the pure rules, in the shape of the query; null: not in the cohort. */
export const windowsOfPerson = (person: string, ledger: LedgerPerson, ask: WindowsAsk): WindowsRow | null => {
  const spells = united(ledger.spells, ask.cohortClass);
  const cohort = cohortSpell(spells, dayNumber(ask.from), dayNumber(ask.to), ask.cohortClass);
  if (cohort === null) return null;
  const asOf = dayNumber(ask.asOf);
  const retention = retentionOf(spells, cohort, ask.form, ask.c);
  const lasting = lastingOf(retention, asOf);
  return {
    person,
    spellId: cohort.id,
    home: homeAt(ledger.homes, cohort.start),
    best: bestClassOf(cohort, 6),
    channel: cohort.channel,
    organisation: cohort.organisation,
    answers: WINDOWS.map((w) => codeOf(windowAnswer(retention, w, asOf))),
    time: lasting?.time ?? null,
    event: lasting?.event ?? false,
  };
};

/** Everybody of the cohort, in no order. */
export const cohortWindows = async (db: Db, ask: WindowsAsk): Promise<readonly WindowsRow[]> => {
  const query = () => windowsQuery(ask).execute(db);
  const { rows } = await (isMany(ask) ? overWholeSets(db, query) : query());
  const together = (await meetingPersons(ask).execute(db)).rows.map((r) => r.person);
  if (together.length === 0) return rows;
  const people = await ledgerPeople(db, ask.k, together);
  return [...rows, ...[...people].flatMap(([person, ledger]) => windowsOfPerson(person, ledger, ask) ?? [])];
};
