// Who is stable by a criterion, and since when, as known at an instant: set by set, and by the pure rules where spells of several records are one.
import type { Db } from '#platform/server/store.ts';
import { overWholeSets } from '#platform/server/wholeSets.ts';
import { stabilityOf } from '../rulesStable.ts';
import { ledgerPeople } from './ledgerPeople.ts';
import { isMany } from './ledgerQuery.ts';
import { meetingPersons, type StableAsk, type StableRow, stableQuery } from './stableQuery.ts';

/** All stretches, in no order. Days are numbers (calendar.ts). */
export const stableStretches = async (db: Db, ask: StableAsk): Promise<readonly StableRow[]> => {
  const query = () => stableQuery(ask).execute(db);
  const { rows } = await (isMany(ask) ? overWholeSets(db, query) : query());
  const united = (await meetingPersons(ask).execute(db)).rows.map((r) => r.person);
  if (united.length === 0) return rows;
  const people = await ledgerPeople(db, ask.k, united);
  return [
    ...rows,
    ...[...people].flatMap(([person, ledger]) =>
      stabilityOf(ledger, ask.rule).stretches.map(({ group, from, to }) => ({ person, group, from, to })),
    ),
  ];
};

/** stableFrom(p, C) of everybody who ever is; days are numbers. */
export const stableSince = async (db: Db, ask: StableAsk): Promise<ReadonlyMap<string, number>> => {
  const first = new Map<string, number>();
  for (const { person, from } of await stableStretches(db, ask)) {
    const known = first.get(person);
    if (known === undefined || from < known) first.set(person, from);
  }
  return first;
};
