import type { BirthdayLevel } from './rulesDuplicateDate.ts';
import type { NameLevel } from './rulesDuplicateName.ts';
import type { NumberLevel } from './rulesDuplicateNumber.ts';

/**
 * The weights of the comparison, in bits: log2 of how much more often a level is met among two records of one person than among records of two people
 * (Fellegi and Sunter 1969). m and u of each level are counted on the training seeds of kits/duplicates by `kits/duplicates/fit.ts`; its README says how
 * the counts became these numbers. One point of the score is half a bit.
 *
 * What depends on something else is not counted twice: a birthday says nothing new beside the number that holds it, a surname little inside a village
 * of three clans, a phone little inside a household, a birthday less inside a household (twins).
 */
export const POINTS_PER_BIT = 2;

/** Two arbitrary records are one person in 1 of 2^25 cases; so 25 bits of evidence, 50 points, are even odds. */
export const EVEN_BITS = 25;

/** From here the two are shown on the desk. */
export const DESK_SCORE = 54;
/** From here, and only without a guard, they are linked without asking. */
export const ACCEPT_SCORE = 70;

/** Bits a whole name is worth at most, and what is taken away where it agrees less than wholly. */
export const MOST_SURNAME_BITS = 9;
export const MOST_GIVEN_BITS = 15;
export const LONG_NAME_BITS = 18;

/** Minus what is lost against the same characters (a level is rarer among true pairs and more names fit it), or fixed. */
export const nameWeights: Readonly<Record<NameLevel, { readonly of: 'whole' | 'surname' | 'given' | 'none'; readonly bits: number }>> = {
  same: { of: 'whole', bits: 0 },
  variant: { of: 'whole', bits: -0.5 },
  homophone: { of: 'whole', bits: -5.5 },
  lookalike: { of: 'whole', bits: -5 },
  sound: { of: 'whole', bits: -7.5 },
  twoReplaced: { of: 'whole', bits: -9.5 },
  near: { of: 'none', bits: 10 },
  swapped: { of: 'whole', bits: -5.5 },
  shorter: { of: 'surname', bits: 2 },
  oneCharacter: { of: 'surname', bits: -4 },
  otherSurname: { of: 'given', bits: -8 },
  surnameOnly: { of: 'surname', bits: -10 },
  different: { of: 'none', bits: -10 },
};

/** What a surname can be worth at most where both live in one village, township, county: clans live together. */
export const surnameCaps = { household: 1, village: 2.5, township: 3.5, county: 4.5 } as const;

export const birthdayWeights: Readonly<Record<BirthdayLevel, number>> = {
  same: 13.5,
  swapped: 9,
  lunar: 8.5,
  oneYear: 6,
  oneDigit: 5,
  oneDay: 3,
  placeholder: 3,
  different: -8,
  unknown: 0,
};
/** 1 January stands for “not known” so often that it is shared by many. */
export const PLACEHOLDER_DAY_BITS = 8;
/** The same birthday inside one household: twins are one birth in ninety. */
export const HOUSEHOLD_BIRTHDAY_BITS = 7;
/** Beside a number that holds it. */
export const BIRTHDAY_IN_NUMBER_BITS = { same: 0, near: -1, different: -8 } as const;

export const numberWeights: Readonly<Record<NumberLevel, number>> = {
  same: 28,
  sameOld: 28,
  sameInvalid: 26,
  oneDigit: 9,
  swappedDigits: 10,
  digitMissing: 9,
  lostTail: 3,
  oneApart: -8,
  conflict: -14,
  unlike: -4,
  renewed: 0,
  unknown: 0,
};

export const sexWeights = { same: 1, different: -6 } as const;

export type PlaceLevel = 'household' | 'village' | 'township' | 'county' | 'prefecture' | 'elsewhere' | 'unknown';
export const placeWeights: Readonly<Record<PlaceLevel, number>> = {
  household: 16,
  village: 9,
  township: 6.5,
  county: 4,
  prefecture: 1.5,
  elsewhere: -2,
  unknown: 0,
};
/** Two different households of one village: most records of one person are in one. */
export const OTHER_HOUSEHOLD_BITS = -1.5;

export type PhoneLevel = 'same' | 'sameShared' | 'near' | 'different' | 'unknown';
export const phoneWeights: Readonly<Record<PhoneLevel, number>> = { same: 11, sameShared: 2, near: 6, different: -1, unknown: 0 };
/** Inside one household people give one another's phone. */
export const HOUSEHOLD_PHONE_BITS = 2;
/** A phone in more records than this is a cadre's or an agent's. */
export const MOST_PHONE_HOLDERS = 4;

export const ethnicWeights = { same: 0.5, different: -1.5 } as const;
