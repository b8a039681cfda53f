/**
 * Who lives together. Ages come first, in an order that makes parents older than their children; then the register takes some of them in: nearly all of
 * working age (16–65), the head always, few children and old people. Shares are ours, made to look like rural Guizhou and Guangxi; unverified.
 */
import { TODAY_YEAR } from './days.ts';
import { type Random, weighted } from './random.ts';
import type { Relation, Sex } from './shapes.ts';

export interface Member {
  readonly relation: Relation;
  readonly sex: Sex;
  readonly year: number;
  /** Whose child it is, by position: for the surname. */
  readonly father: number | null;
  /** Is this member a record of the register? */
  readonly registered: boolean;
}

export interface Family {
  readonly members: readonly Member[];
  /** 脱贫户. */
  readonly poor: boolean;
}

const CHILDREN = weighted([
  [0, 0.05],
  [1, 0.2],
  [2, 0.45],
  [3, 0.24],
  [4, 0.06],
]);
/** 42.87 of 101.99 in the article's figures were 脱贫; more of a poor household are registered. */
export const POOR_SHARE = 0.41;

const clamp = (n: number, least: number, most: number): number => Math.min(Math.max(Math.round(n), least), most);
const other = (sex: Sex): Sex => (sex === '1' ? '2' : '1');
const anySex = (random: Random): Sex => (random.chance(0.52) ? '1' : '2');

/** A head who must be a certain person (the namesake of a neighbour, or one who stands in a guide). */
export interface GivenHead {
  readonly sex: Sex;
  readonly year: number;
}

export const composeFamily = (random: Random, given?: GivenHead): Family => {
  const poor = random.chance(POOR_SHARE);
  const taken = (year: number): boolean => {
    const age = TODAY_YEAR - year;
    if (age < 2) return false;
    if (age < 16) return random.chance(poor ? 0.08 : 0.05);
    if (age > 65) return random.chance(poor ? 0.12 : 0.08);
    return random.chance(poor ? 0.98 : 0.95);
  };
  const members: Member[] = [];
  const add = (relation: Relation, sex: Sex, year: number, father: number | null = null, registered = taken(year)): number =>
    members.push({ relation, sex, year, father, registered }) - 1;

  const sex = given?.sex ?? (random.chance(0.87) ? '1' : '2');
  const year = given?.year ?? TODAY_YEAR - clamp(random.around(49, 11), 24, 74);
  const age = TODAY_YEAR - year;
  const head = add('head', sex, year, null, true);
  const married = random.chance(age < 28 ? 0.5 : age > 66 ? 0.6 : 0.86);
  const spouseYear = clamp(year + random.around(sex === '1' ? 2.5 : -2.5, 3), year - 12, Math.min(year + 12, TODAY_YEAR - 19));
  if (married) add('spouse', other(sex), spouseYear);
  const father = sex === '1' ? head : 1;

  // the younger of the two parents was at least twenty
  let born = Math.max(year, married ? spouseYear : year) + random.int(20, 25);
  let heir = false;
  const children = married || random.chance(0.3) ? random.draw(CHILDREN) : 0;
  for (let i = 0; i < children && born < TODAY_YEAR - 1 && born - Math.min(year, spouseYear) < 46; i++, born += random.int(2, 4)) {
    const childSex = anySex(random);
    const childAge = TODAY_YEAR - born;
    const grown = childAge >= 22;
    // married daughters live elsewhere, and grown sons but one often do
    if (grown && random.chance(childSex === '2' ? 0.62 : heir ? 0.5 : 0.12)) continue;
    const child = add(childSex === '1' ? 'son' : 'daughter', childSex, born, married || sex === '1' ? father : null);
    if (!grown || heir || childAge < 23 || !random.chance(Math.min(0.9, (childAge - 21) * 0.12))) continue;
    if (childSex === '2' && !random.chance(0.15)) continue;
    heir = true;
    const inLaw = clamp(born + random.around(childSex === '1' ? 1 : -1, 2.5), born - 6, Math.min(born + 6, TODAY_YEAR - 20));
    const second = add(childSex === '1' ? 'daughterInLaw' : 'sonInLaw', other(childSex), inLaw);
    let grandBorn = Math.max(born, inLaw) + random.int(19, 23);
    for (let g = random.int(0, 3); g > 0 && grandBorn < TODAY_YEAR; g--, grandBorn += random.int(2, 4)) {
      const s = anySex(random);
      add(s === '1' ? 'grandson' : 'granddaughter', s, grandBorn, childSex === '1' ? child : second);
    }
  }
  if (age < 56) {
    // the head bears his father's name: the father is named after him
    if (random.chance(0.3)) add('father', '1', year - random.int(21, 30));
    if (random.chance(0.42)) add('mother', '2', year - random.int(19, 27));
  }
  if (random.chance(0.03)) add('brother', '1', clamp(year + random.int(-7, 9), TODAY_YEAR - 80, TODAY_YEAR - 18));
  return { members, poor };
};
