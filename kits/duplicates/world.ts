import { addDays, dayOf } from '#standards/calendar/calendar.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import { checkCharacter } from '#standards/id-number/idNumberMath.ts';
import { generationCharacters, givenName, surnames } from './names.ts';
import type { Dice, Mix } from './shapes.ts';

/** A person as they really are. */
export interface Person {
  readonly id: string;
  name: string;
  readonly male: boolean;
  birthday: string;
  number: string;
  /** '' where they have none. */
  phone: string;
  readonly village: string;
  readonly household: string;
  readonly relation: string;
  readonly ethnic: string;
}

// A prefecture's own code stands where a county's code belongs; no police station issues numbers under one, so no living person has such a number.
const reservedPrefix = (code: string): string => `${code.slice(0, 4)}00`;
const COUNTIES = ['522727', '522731', '451221', '451228', '522325', '451027'];

/** The reserved number of a birthday: prefix of the prefecture, order code, check character. */
export const numberOf = (prefix: string, birthday: string, order: number): string => {
  const body = prefix + birthday.replaceAll('-', '') + String(order).padStart(3, '0');
  return body + checkCharacter(body);
};
export const orderFor = (dice: Dice, male: boolean): number => dice.between(0, 499) * 2 + (male ? 1 : 0);
/** 141 numbers have 13 digits (things, not people), so an 11-digit one rings nowhere. */
export const anyPhone = (dice: Dice): string => `141${String(dice.below(100_000_000)).padStart(8, '0')}`;

const dayIn = (dice: Dice, year: number): string => addDays(dayOf(year, 1, 1)!, dice.below(365));

interface Rates {
  readonly twins: number;
  readonly noPhone: number;
  readonly householdPhone: number;
  readonly cadrePhone: number;
}
const rates: Readonly<Record<Mix, Rates>> = {
  A: { twins: 0.011, noPhone: 0.2, householdPhone: 0.12, cadrePhone: 0.03 },
  B: { twins: 0.011, noPhone: 0.12, householdPhone: 0.1, cadrePhone: 0.01 },
  C: { twins: 0.03, noPhone: 0.2, householdPhone: 0.22, cadrePhone: 0.1 },
};

/** All counties of the two provinces, for sets larger than six counties hold. */
export const allCounties = (): readonly string[] =>
  [
    ...new Set(
      loadDivisions().all.flatMap((d) =>
        /^(52|45)/.test(d.code) && !d.placeholder && !d.code.endsWith('000') ? [d.code.slice(0, 6)] : [],
      ),
    ),
  ].sort();

/** Whole villages, so that neighbours, brothers and namesakes are there; people of 16 to 65 on the demonstration day. */
export const makeWorld = (dice: Dice, mix: Mix, persons: number, counties: readonly string[] = COUNTIES): Person[] => {
  const divisions = loadDivisions();
  const all = divisions.all.filter((d) => !d.placeholder && /^(52|45)/.test(d.code) && !d.code.endsWith('000'));
  const byCounty = Map.groupBy(all, (d) => d.code.slice(0, 6));
  const people: Person[] = [];
  const rate = rates[mix];
  let households = 0;
  const used = new Set<string>();
  const numbers = new Set<string>();
  // no two people share a number
  const ownNumber = (prefix: string, birthday: string, male: boolean): string => {
    for (;;) {
      const number = numberOf(prefix, birthday, orderFor(dice, male));
      if (numbers.has(number)) continue;
      numbers.add(number);
      return number;
    }
  };
  while (people.length < persons) {
    const villages = byCounty.get(dice.pick(counties)) ?? [];
    const township = dice.pick(villages).code.slice(0, 9);
    for (const { code: village } of villages.filter((d) => d.code.startsWith(township))) {
      if (people.length >= persons) break;
      if (used.has(village)) continue;
      used.add(village);
      const prefix = reservedPrefix(village);
      const ethnic = dice.weighted([
        [5, '布依族'],
        [5, '壮族'],
        [3, '汉族'],
        [2, '苗族'],
        [1, '毛南族'],
      ]);
      const clans = Array.from({ length: dice.between(2, 5) }, (_, n) => ({
        weight: 1 / (n + 1),
        surname: dice.weighted(surnames),
        generations: Array.from({ length: 5 }, () => dice.pick(generationCharacters)),
      }));
      const cadre = anyPhone(dice);
      const target = people.length + dice.between(250, 700);
      while (people.length < target) {
        const household = `H${String(++households).padStart(6, '0')}`;
        const clan = dice.weighted(clans.map((c) => [c.weight, c] as const));
        const shared = anyPhone(dice);
        // nobody gives two people of one household the same name
        const names = new Set<string>();
        const ownName = (surname: string, year: number, male: boolean, generation: string): string => {
          for (;;) {
            const name = surname + givenName(dice, year, male, generation);
            if (names.has(name)) continue;
            names.add(name);
            return name;
          }
        };
        const add = (surname: string, male: boolean, birthday: string, relation: string, generation: string): void => {
          const year = Number(birthday.slice(0, 4));
          if (year < 1957 || year > 2006) return;
          const phone = dice.next();
          people.push({
            id: `P${String(people.length + 1).padStart(6, '0')}`,
            name: ownName(surname, year, male, generation),
            male,
            birthday,
            number: ownNumber(prefix, birthday, male),
            phone:
              phone < rate.noPhone
                ? ''
                : phone < rate.noPhone + rate.householdPhone
                  ? shared
                  : phone < rate.noPhone + rate.householdPhone + rate.cadrePhone
                    ? cadre
                    : anyPhone(dice),
            village,
            household,
            relation,
            ethnic: dice.chance(0.93) ? ethnic : '汉族',
          });
        };
        const headYear = dice.between(1945, 1985);
        const wifeOf = (year: number) => dayIn(dice, year + dice.between(-3, 5));
        const generationOf = (year: number) => clan.generations[Math.floor((year - 1930) / 25) % 5]!;
        const byClan = dice.chance(0.5);
        add(clan.surname, true, dayIn(dice, headYear), '户主', dice.chance(0.4) ? generationOf(headYear) : '');
        if (dice.chance(0.9)) add(dice.weighted(surnames), false, wifeOf(headYear), '配偶', '');
        let year = headYear + dice.between(20, 26);
        for (let child = dice.between(0, 4); child > 0; child--) {
          const many = dice.chance(rate.twins) ? 2 : 1;
          const birthday = dayIn(dice, year);
          for (let n = 0; n < many; n++) {
            const male = dice.chance(0.53);
            if (!male && year < 1995 && dice.chance(0.6)) continue;
            add(clan.surname, male, birthday, male ? '子' : '女', byClan ? generationOf(year) : '');
            if (male && year < 1998 && dice.chance(0.4)) add(dice.weighted(surnames), false, wifeOf(year), '儿媳', '');
          }
          year += dice.between(1, 4);
        }
      }
    }
  }
  return people.slice(0, persons);
};
