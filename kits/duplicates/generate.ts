import { type Draft, type SlipName, slips } from './errors.ts';
import { givenName, surnames } from './names.ts';
import { Dice, type Mix, type RawRecord, type TruthSet } from './shapes.ts';
import { makeWorld, numberOf, orderFor, type Person } from './world.ts';

export interface Sizes {
  /** Persons before duplicates; default 20,000. */
  readonly persons?: number;
  /** Records beyond the first of a person; default 4,400. */
  readonly duplicates?: number;
  /** Counties of six digits; default: six of them. */
  readonly counties?: readonly string[];
}

// What befalls a record of each source, each slip on its own. Our own rates: no statistics of any office.
const firstSlips: Readonly<Partial<Record<SlipName, number>>> = {
  numberMissing: 0.05,
  birthdayYearOnly: 0.004,
  householdMissing: 0.1,
  homeTownship: 0.03,
  ethnicMissing: 0.1,
  sexMissing: 0.01,
};
const againSlips: Readonly<Record<Mix, Readonly<Partial<Record<SlipName, number>>>>> = {
  A: {
    nameHomophone: 0.1,
    nameByEar: 0.03,
    nameLookalike: 0.06,
    nameCharacterLost: 0.01,
    nameSwapped: 0.008,
    nameTraditional: 0.01,
    birthdaySwapped: 0.05,
    birthdayLunar: 0.06,
    birthdayDigit: 0.03,
    birthdayYear: 0.01,
    birthdayYearOnly: 0.02,
    numberMissing: 0.35,
    numberDigit: 0.05,
    numberSwapped: 0.03,
    numberDigitLost: 0.01,
    phoneMissing: 0.25,
    phoneChanged: 0.25,
    phoneDigit: 0.04,
    sexWrong: 0.01,
    sexMissing: 0.05,
    householdMissing: 0.4,
    homeTownship: 0.06,
    ethnicMissing: 0.3,
  },
  B: {
    nameSpaced: 0.12,
    nameHomophone: 0.03,
    nameLookalike: 0.02,
    nameTraditional: 0.02,
    birthdayShifted: 0.05,
    birthdaySwapped: 0.04,
    birthdayDigit: 0.01,
    birthdayYearOnly: 0.01,
    numberRounded: 0.2,
    number15: 0.06,
    numberDigit: 0.04,
    numberMissing: 0.1,
    numberDressed: 0.1,
    phoneFloat: 0.2,
    phoneChanged: 0.25,
    phoneMissing: 0.15,
    sexMissing: 0.1,
    householdMissing: 0.6,
    homeTownship: 0.15,
    ethnicMissing: 0.3,
  },
  C: {
    nameHomophone: 0.07,
    nameByEar: 0.02,
    nameLookalike: 0.04,
    nameSpaced: 0.04,
    nameCharacterLost: 0.01,
    birthdaySwapped: 0.03,
    birthdayLunar: 0.04,
    birthdayDigit: 0.02,
    birthdayYearOnly: 0.02,
    numberMissing: 0.2,
    numberRounded: 0.06,
    numberDigit: 0.04,
    numberSwapped: 0.02,
    number15: 0.02,
    phoneMissing: 0.2,
    phoneChanged: 0.3,
    householdMissing: 0.5,
    homeTownship: 0.06,
    sexMissing: 0.05,
    ethnicMissing: 0.3,
  },
};

const recordOf = (person: Person, id: string): Draft => ({
  id,
  person: person.id,
  errors: [],
  name: person.name,
  birthday: person.birthday,
  sex: person.male ? '男' : '女',
  number: person.number,
  phones: person.phone === '' ? [] : [person.phone],
  home: person.village,
  household: person.household,
  relation: person.relation,
  ethnic: person.ethnic,
});

// A birthday typed from the document is as right as the number; only slips of the birthday's own change it. Order matters little, a missing number ends
// what else befell it.
const ORDER: readonly SlipName[] = ['numberMissing', 'phoneMissing', 'phoneChanged'];
const befall = (dice: Dice, draft: Draft, rates: Readonly<Partial<Record<SlipName, number>>>): void => {
  const names = Object.keys(rates) as SlipName[];
  const sorted = [...ORDER.filter((n) => names.includes(n)), ...names.filter((n) => !ORDER.includes(n))];
  for (const name of sorted) {
    if (!dice.chance(rates[name]!)) continue;
    // one slip of the birthday and one of the number at most: who makes two is not recognised by anybody
    const field = /^(name|birthday|number|phone)/.exec(name)?.[0];
    if (field && field !== 'name' && draft.errors.some((e) => e.startsWith(field)) && name !== 'phoneFloat' && name !== 'numberDressed')
      continue;
    if (slips[name](dice, draft)) draft.errors.push(name);
  }
};

// The hard people of mix C. Each changes persons in place, before records are made.
const namesakes = (dice: Dice, people: readonly Person[], pairs: number): void => {
  for (let n = 0; n < pairs; n++) {
    const one = dice.pick(people);
    const others = people.filter((p) => p.village === one.village && p.household !== one.household && p.male === one.male);
    if (others.length === 0) continue;
    const other = dice.pick(others);
    other.name = one.name;
    other.birthday = one.birthday;
    other.number = numberOf(one.number.slice(0, 6), one.birthday, orderFor(dice, one.male));
    if (other.number === one.number)
      other.number = numberOf(one.number.slice(0, 6), one.birthday, 998 - Number(one.number.slice(14, 17)) + 2);
  }
};
const neighbours = (dice: Dice, people: readonly Person[], pairs: number): void => {
  for (let n = 0; n < pairs; n++) {
    const at = dice.below(people.length - 30);
    const one = people[at]!;
    const other = people.slice(at + 1, at + 30).find((p) => p.male === one.male && p.village === one.village && p.name !== one.name);
    if (!other) continue;
    // the order code differs by two in one digit, or one digit of the day
    other.birthday = one.birthday;
    const order = Number(one.number.slice(14, 17));
    const next = order % 10 > 7 ? order - 2 : order + 2;
    other.number = numberOf(one.number.slice(0, 6), one.birthday, next);
  }
};

const hardChange = (dice: Dice, draft: Draft, people: readonly Person[]): void => {
  const roll = dice.next();
  if (roll < 0.12) {
    draft.home = dice.pick(people).village;
    draft.household = '';
    draft.relation = '';
    draft.errors.push('movedVillage');
  } else if (roll < 0.15) {
    const year = Number(draft.birthday.slice(0, 4));
    const surname = [...draft.name][0]!;
    draft.name = dice.chance(0.7)
      ? surname + givenName(dice, year, draft.sex === '男', '')
      : dice.weighted(surnames) + [...draft.name].slice(1).join('');
    draft.errors.push('nameChanged');
  } else if (roll < 0.155) {
    // the number of somebody of the same household was copied
    const other = people.find((p) => p.household === draft.household && p.id !== draft.person);
    if (other) {
      draft.number = other.number;
      draft.errors.push('numberOfRelative');
    }
  }
};

/** One truth set: the same for the same mix, seed and sizes, on every machine. */
export function generateTruthSet(mix: Mix, seed: number, { persons = 20_000, duplicates = 4_400, counties }: Sizes = {}): TruthSet {
  const dice = new Dice(seed * 7919 + mix.charCodeAt(0));
  const people = makeWorld(dice, mix, persons, counties);
  if (mix === 'C') {
    namesakes(dice, people, Math.round(persons * 0.004));
    neighbours(dice, people, Math.round(persons * 0.015));
  }
  const records: RawRecord[] = [];
  const id = () => `R${String(records.length + 1).padStart(6, '0')}`;
  for (const person of people) {
    const draft = recordOf(person, id());
    befall(dice, draft, firstSlips);
    // dragged down in the sheet: the number of the line above
    if (mix === 'C' && records.length > 0 && dice.chance(0.0005) && records.at(-1)!.number !== '') {
      draft.number = records.at(-1)!.number;
      draft.errors.push('numberOfLineAbove');
    }
    records.push(draft);
  }
  for (let n = 0; n < duplicates; n++) {
    const person = dice.pick(people);
    const draft = recordOf(person, id());
    if (mix === 'C') hardChange(dice, draft, people);
    befall(dice, draft, againSlips[mix]);
    records.push(draft);
  }
  return { mix, seed, records: shuffled(dice, records), persons: people.length, duplicates };
}

// So that no matcher learns anything from the order. Identifiers are given anew.
const shuffled = (dice: Dice, records: readonly RawRecord[]): RawRecord[] => {
  const list = [...records];
  for (let i = list.length - 1; i > 0; i--) {
    const j = dice.below(i + 1);
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list.map((r, at) => ({ ...r, id: `R${String(at + 1).padStart(6, '0')}` }));
};
