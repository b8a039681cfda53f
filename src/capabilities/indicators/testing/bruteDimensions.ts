// docs/figures.md §6: what a counted person is read as, on their day.
import { ageOn, type Day } from '#standards/calendar/calendar.ts';
import { holds } from './bruteDays.ts';
import type { Person, Work } from './bruteFacts.ts';
import { bestClass } from './bruteMain.ts';
import { homeAt, hostOf, originOf, pairingOf, whereOf } from './brutePlaces.ts';
import type { Dimensions, World } from './world.ts';

const some = (person: Person, kinds: RegExp, t: Day): boolean => person.identities.some((i) => kinds.test(i.kind) && holds(i, t));
/** "The first that holds of 脱贫, 监测, 农村低收入, none." *Risk removed* ends nothing (§2). */
export const peopleAt = (person: Person, t: Day): Dimensions['people'] => {
  if (some(person, /^poverty_/, t)) return 'poverty';
  if (some(person, /^monitored_/, t)) return 'monitored';
  return some(person, /^low_income_/, t) ? 'lowIncome' : 'none';
};
/** §9 [18]. */
const monitoredAt = (person: Person, t: Day): Dimensions['monitored'] => {
  if (peopleAt(person, t) !== 'monitored') return '';
  return (['unstable', 'marginal', 'sudden'] as const).find((kind) => some(person, new RegExp(`^monitored_${kind}$`), t)) ?? '';
};
/** §9 [18]; somebody not yet born on the day has no age. */
const bandOf = (birthday: Day | null, t: Day): Dimensions['age'] => {
  if (birthday === null) return '';
  const age = ageOn(birthday, t);
  if (age < 0) return '';
  const bands = [
    ['0-15', 15],
    ['16-24', 24],
    ['25-34', 34],
    ['35-44', 44],
    ['45-54', 54],
    ['55-59', 59],
  ] as const;
  return bands.find(([, last]) => age <= last)?.[0] ?? '60+';
};

export const dimensionsOf = (
  person: Person,
  main: Work,
  { on, D, c, pairings }: { readonly on: Day; readonly D: Day; readonly c: number; readonly pairings: World['pairings'] },
): Dimensions => {
  const home = homeAt(person, on);
  const origin = originOf(home, D);
  const host = hostOf(main.place, D);
  return {
    origin,
    host,
    where: whereOf(home, main.place, D),
    people: peopleAt(person, on),
    monitored: monitoredAt(person, on),
    relocated: some(person, /^relocated$/, on) ? 'yes' : 'no',
    // §9 [17]: each from the record with the smallest worker id that knows it
    sex: person.basics.find((b) => b.sex !== '9')?.sex ?? '9',
    age: bandOf(person.basics.find((b) => b.birthday !== null)?.birthday ?? null, on),
    channel: main.channel,
    programme: main.programme,
    industry: main.industry.slice(0, 1),
    occupation: main.occupation.slice(0, 1),
    evidence: String(bestClass(main, c)),
    pairing: pairingOf(pairings, origin, host, D),
    // of classes alone (note 27): '' of every figure that is not I09
    mode: '',
    order: '',
    school: '',
    employer: '',
  };
};
