import { type BirthdayLevel, compareBirthdays, isPlaceholderDay } from './rulesDuplicateDate.ts';
import { guardsOf } from './rulesDuplicateGuards.ts';
import { compareNames, type NameLevel, type PreparedName, prepareName } from './rulesDuplicateName.ts';
import { compareNumbers, type NumberLevel, type PreparedNumber, prepareNumber } from './rulesDuplicateNumber.ts';
import type { Band, Guard, ReasonCode } from './rulesDuplicateTexts.ts';
import * as w from './rulesDuplicateWeights.ts';
import { defaultNameFrequency, type NameFrequency } from './rulesNameFrequency.ts';

/** What is compared of one worker record. Numbers are in clear: only ever inside the comparing thread. */
export interface DuplicateRecord {
  readonly id: string;
  readonly name: string;
  /** Search keys of the name; several readings are separated by a space. Used for blocking only. */
  readonly pinyin: string;
  readonly fuzzy: string;
  /** YYYY-MM-DD. */
  readonly birthday: string | null;
  readonly sex: '1' | '2' | '9';
  readonly number: string | null;
  readonly documentKind: string;
  readonly phones: readonly string[];
  /** 12-digit code of the village, or of the township or county where no more is known; '' unknown. */
  readonly home: string;
  readonly householdId: string | null;
  readonly relationToHead?: string | null;
  readonly ethnic?: string | null;
}

export interface Reason {
  readonly code: ReasonCode;
  readonly points: number;
}

export interface Verdict {
  /** 0–100; 50 are even odds. The points of the reasons add up to it. */
  readonly score: number;
  readonly band: Band;
  readonly reasons: readonly Reason[];
  readonly guards: readonly Guard[];
}

export interface CompareContext {
  readonly frequency: NameFrequency;
  /** In how many records a phone stands. Where it is not given, no phone counts as somebody's own. */
  readonly phoneHolders?: (phone: string) => number;
}

const defaultContext: CompareContext = { frequency: defaultNameFrequency };

/** A record made ready once, to be compared with many. */
export interface Prepared {
  readonly record: DuplicateRecord;
  readonly name: PreparedName;
  readonly surnameBits: number;
  readonly givenBits: number;
  readonly number: PreparedNumber | null;
}

export function prepare(record: DuplicateRecord, context: CompareContext = defaultContext): Prepared {
  const name = prepareName(record.name);
  const bits = (p: number, most: number) => Math.min(most, -Math.log2(p));
  return {
    record,
    name,
    surnameBits: bits(context.frequency.surname(name.surname), w.MOST_SURNAME_BITS),
    givenBits: name.given === '' ? 0 : bits(context.frequency.given(name.given), w.MOST_GIVEN_BITS),
    number: prepareNumber(record.number, record.documentKind),
  };
}

/** What was found field by field. */
export interface Levels {
  readonly name: NameLevel;
  readonly birthday: BirthdayLevel;
  readonly number: NumberLevel;
  readonly sex: 'same' | 'different' | 'unknown';
  readonly place: w.PlaceLevel;
  readonly otherHousehold: boolean;
  readonly phone: w.PhoneLevel;
  readonly ethnic: 'same' | 'different' | 'unknown';
}

const placeOf = (a: DuplicateRecord, b: DuplicateRecord): w.PlaceLevel => {
  if (a.householdId !== null && a.householdId === b.householdId) return 'household';
  if (a.home === '' || b.home === '') return 'unknown';
  if (a.home === b.home && !a.home.endsWith('000')) return 'village';
  if (a.home.slice(0, 9) === b.home.slice(0, 9) && !a.home.startsWith('000', 6)) return 'township';
  if (a.home.slice(0, 6) === b.home.slice(0, 6) && !a.home.startsWith('00', 4)) return 'county';
  return a.home.slice(0, 4) === b.home.slice(0, 4) && !a.home.startsWith('00', 2) ? 'prefecture' : 'elsewhere';
};

const oneDigitApart = (a: string, b: string): boolean => {
  if (a.length !== b.length) return false;
  let n = 0;
  for (let i = 0; i < a.length && n < 2; i++) if (a[i] !== b[i]) n++;
  return n === 1;
};

const phoneOf = (a: DuplicateRecord, b: DuplicateRecord, context: CompareContext): w.PhoneLevel => {
  if (a.phones.length === 0 || b.phones.length === 0) return 'unknown';
  let shared = false;
  for (const phone of a.phones)
    if (b.phones.includes(phone)) {
      const holders = context.phoneHolders?.(phone);
      if (holders !== undefined && holders <= w.MOST_PHONE_HOLDERS) return 'same';
      shared = true;
    }
  if (shared) return 'sameShared';
  return a.phones.some((one) => b.phones.some((other) => oneDigitApart(one, other))) ? 'near' : 'different';
};

const known = (a: string | null | undefined, b: string | null | undefined): 'same' | 'different' | 'unknown' =>
  !a || !b ? 'unknown' : a === b ? 'same' : 'different';

/** Field by field, how two records relate. Symmetric. */
export function levelsOf(a: Prepared, b: Prepared, context: CompareContext): Levels {
  const [one, other] = [a.record, b.record];
  return {
    name: compareNames(a.name, b.name),
    birthday: compareBirthdays(one.birthday, other.birthday),
    number: compareNumbers(a.number, b.number),
    sex: one.sex === '9' || other.sex === '9' ? 'unknown' : known(one.sex, other.sex),
    place: placeOf(one, other),
    otherHousehold: one.householdId !== null && other.householdId !== null && one.householdId !== other.householdId,
    phone: phoneOf(one, other, context),
    ethnic: known(one.ethnic, other.ethnic),
  };
}

const nameBits = (a: Prepared, b: Prepared, levels: Levels): number => {
  const { of, bits } = w.nameWeights[levels.name];
  if (of === 'none') return bits;
  if (a.name.long && of === 'whole') return w.LONG_NAME_BITS + bits;
  const cap = w.surnameCaps[levels.place as keyof typeof w.surnameCaps] ?? w.MOST_SURNAME_BITS;
  const surname = Math.min(a.surnameBits, b.surnameBits, cap);
  const given = Math.min(a.givenBits, b.givenBits);
  return bits + (of === 'surname' ? surname : of === 'given' ? given : surname + given);
};

const holdsBirthday = (level: NumberLevel): boolean => level === 'same' || level === 'sameOld' || level === 'sameInvalid';

const birthdayReason = (a: Prepared, levels: Levels): readonly [ReasonCode, number] | undefined => {
  const { birthday: level } = levels;
  if (level === 'unknown') return undefined;
  const code = `birthday${level[0]!.toUpperCase()}${level.slice(1)}` as ReasonCode;
  if (holdsBirthday(levels.number)) {
    const near = w.BIRTHDAY_IN_NUMBER_BITS[level === 'same' || level === 'different' ? level : 'near'];
    return level === 'same' ? undefined : ['birthdayInNumber', near];
  }
  let bits = w.birthdayWeights[level];
  if (level === 'same' && isPlaceholderDay(a.record.birthday!)) bits = w.PLACEHOLDER_DAY_BITS;
  const sameName = levels.name === 'same' || levels.name === 'variant';
  if (level === 'same' && levels.place === 'household' && !sameName) bits = Math.min(bits, w.HOUSEHOLD_BIRTHDAY_BITS);
  return [code, bits];
};

const numberCodes: Readonly<Partial<Record<NumberLevel, ReasonCode>>> = {
  same: 'numberSame',
  sameOld: 'numberSameOld',
  sameInvalid: 'numberSameInvalid',
  oneDigit: 'numberOneDigit',
  swappedDigits: 'numberSwappedDigits',
  digitMissing: 'numberDigitMissing',
  lostTail: 'numberLostTail',
  oneApart: 'numberOneApart',
  conflict: 'numberConflict',
  unlike: 'numberUnlike',
};

const codeOf = (field: string, level: string): ReasonCode => `${field}${level[0]!.toUpperCase()}${level.slice(1)}` as ReasonCode;

/** The evidence in bits. Reasons without weight are left out. */
const evidence = (a: Prepared, b: Prepared, levels: Levels): readonly (readonly [ReasonCode, number])[] => {
  const found: (readonly [ReasonCode, number])[] = [];
  const whole = nameBits(a, b, levels);
  found.push([levels.name === 'same' && whole >= 16 ? 'nameRareSame' : codeOf('name', levels.name), whole]);
  const number = numberCodes[levels.number];
  if (number) found.push([number, w.numberWeights[levels.number]]);
  const birthday = birthdayReason(a, levels);
  if (birthday) found.push(birthday);
  if (levels.sex !== 'unknown') found.push([codeOf('sex', levels.sex), w.sexWeights[levels.sex]]);
  if (levels.place !== 'unknown') found.push([codeOf('place', levels.place), w.placeWeights[levels.place]]);
  if (levels.otherHousehold) found.push(['householdOther', w.OTHER_HOUSEHOLD_BITS]);
  if (levels.phone === 'same' && levels.place === 'household') found.push(['phoneInHousehold', w.HOUSEHOLD_PHONE_BITS]);
  else if (levels.phone !== 'unknown') found.push([codeOf('phone', levels.phone), w.phoneWeights[levels.phone]]);
  if (levels.ethnic !== 'unknown') found.push([codeOf('ethnic', levels.ethnic), w.ethnicWeights[levels.ethnic]]);
  return found;
};

/** Compare two prepared records of one context. Symmetric and deterministic. */
export function comparePrepared(a: Prepared, b: Prepared, context: CompareContext): Verdict {
  const levels = levelsOf(a, b, context);
  const reasons: Reason[] = evidence(a, b, levels)
    .map(([code, bits]) => ({ code, points: Math.round(bits * w.POINTS_PER_BIT) }))
    .filter(({ points }) => points !== 0);
  const sum = reasons.reduce((total, { points }) => total + points, 0);
  const score = Math.min(100, Math.max(0, sum));
  if (score !== sum) reasons.push({ code: 'bounded', points: score - sum });
  const guards = guardsOf(a, b, levels);
  // One valid number in two records is one person under another name, unless birthday or sex say that it was copied from somebody else.
  const oneNumber = levels.number === 'same' || levels.number === 'sameOld';
  const desk = score >= w.DESK_SCORE || (oneNumber && levels.sex !== 'different' && levels.birthday !== 'different');
  return { score, band: score >= w.ACCEPT_SCORE && guards.length === 0 ? 'accept' : desk ? 'desk' : 'reject', reasons, guards };
}

/** Are two records one person? Explained: the points of the reasons add up to the score. */
export function compareRecords(a: DuplicateRecord, b: DuplicateRecord, context: CompareContext = defaultContext): Verdict {
  return comparePrepared(prepare(a, context), prepare(b, context), context);
}
