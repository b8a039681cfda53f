// What somebody typed about who a person is, read into the columns of worker_basic; or refused field by field with the sentence that says why.
import type { z } from 'zod';
import type { FieldError } from '#platform/problem.ts';
import { RefusedFields } from '#platform/server/answerProblem.ts';
import type { Keys } from '#platform/server/keys.ts';
import { tailOf } from '#platform/server/rotation.ts';
import type { Day } from '#standards/calendar/calendar.ts';
import { loadDivisions, loadHistory } from '#standards/divisions/server/loadDivisions.ts';
import { ethnicGroups, otherEthnicCodes } from '#standards/ethnic-groups/ethnicGroups.ts';
import { maskDocument, parseDocument } from '#standards/id-number/document.ts';
import { maskIdNumber, parseIdNumber } from '#standards/id-number/idNumber.ts';
import { type PrefixLookup, provincePrefix } from '#standards/id-number/prefixStatus.ts';
import { parseMobileNumber } from '#standards/mobile-number/mobileNumber.ts';
import { normaliseName } from '#standards/pinyin/normaliseName.ts';
import { nameKeys } from '#standards/pinyin/pinyin.ts';
import { sexCodeOf } from '#standards/sex/sex.ts';
import type { Text } from '#standards/text.ts';
import { type BasicIn, birthContradicts, birthdayNeeded, type DocumentKind, sexContradicts } from '../contractShapes.ts';

/** The first six digits against today's divisions and those withdrawn; unknown ones stay a doubt for the desk, never a refusal. */
export const prefixLookup: PrefixLookup = (code6) => {
  if (loadDivisions().get(`${code6}000000`)) return 'current';
  if (loadHistory().mapToTree(`${code6}000000`, { mainPart: true })) return 'revoked';
  // withdrawn codes of before about 1998 are not all on our list
  return provincePrefix(code6);
};

export interface Keyed {
  readonly name: string;
  readonly pinyin: string;
  readonly initials: string;
  readonly fuzzy: string;
  readonly otherKeys: readonly string[];
}
/** The search keys of a name: the usual reading in columns, the others as terms of worker_gram. */
export const keysOfName = (name: string): Keyed => {
  const { pinyin, initials, fuzzy } = nameKeys(name);
  const rest = (kind: string, all: readonly string[]) => all.slice(1).map((k) => `${kind}:${k}`);
  return {
    name,
    pinyin: pinyin[0] ?? '',
    initials: initials[0] ?? '',
    fuzzy: fuzzy[0] ?? '',
    otherKeys: [...new Set([...rest('p', pinyin), ...rest('i', initials), ...rest('f', fuzzy)])],
  };
};

export interface Basics extends Keyed {
  readonly documentKind: DocumentKind;
  /** Plain; sealed by `sealNumber`. Null for kind 'none'. */
  readonly number: string | null;
  readonly birthday: Day | null;
  readonly sex: '0' | '1' | '2' | '9';
  readonly ethnic: string;
}

const field = (path: string, rule: string, text: Text): FieldError => ({ path, rule, text });

type Typed = z.output<z.ZodObject<typeof BasicIn>>;

/** Throws RefusedFields with a sentence per field, or the problem of a contradiction between the fields. */
export const readBasics = (typed: Typed, today: Day): Basics => {
  const errors: FieldError[] = [];
  const name = normaliseName(typed.name);
  // documents of foreigners may carry one Chinese character or a single word; a resident's name has two at least
  const foreign = typed.documentKind === 'foreignPassport' || typed.documentKind === 'foreignPermanentResidentCard';
  if (!name.ok && !(foreign && name.rule === 'tooShort')) errors.push(field('name', `name.${name.rule}`, name.message));
  const number = readNumber(typed, today);
  if (number && 'error' in number) errors.push(number.error);
  if (typed.birthday && typed.birthday > today)
    errors.push(field('birthday', 'workers.inFuture', { zh: '出生日期还没有到', en: 'The birthday lies in the future' }));
  if (typed.ethnic && !knownEthnic(typed.ethnic))
    errors.push(field('ethnic', 'workers.ethnic', { zh: `没有民族代码 ${typed.ethnic}`, en: `There is no ethnic code ${typed.ethnic}` }));
  if (errors.length) throw new RefusedFields(errors);
  const told = number && 'number' in number ? number : null;
  if (told?.birthday && typed.birthday && told.birthday !== typed.birthday) throw birthContradicts();
  if (told?.sex && typed.sex && (typed.sex === '1' || typed.sex === '2') && told.sex !== typed.sex) throw sexContradicts();
  const birthday = told?.birthday ?? typed.birthday ?? null;
  const sex = told?.sex ?? typed.sex ?? '9';
  if (typed.documentKind !== 'none' && (birthday === null || sex === '9')) throw birthdayNeeded();
  return {
    ...keysOfName(name.ok ? name.name : typed.name.trim()),
    documentKind: typed.documentKind,
    number: told?.number ?? null,
    birthday,
    sex,
    ethnic: typed.ethnic,
  };
};

const knownEthnic = (code: string): boolean => ethnicGroups.some((g) => g.code === code) || Object.hasOwn(otherEthnicCodes, code);
export const ethnicText = (code: string): Text | null =>
  ethnicGroups.find((g) => g.code === code) ?? (Object.hasOwn(otherEthnicCodes, code) ? otherEthnicCodes[code as '97'] : null) ?? null;

interface Told {
  readonly number: string;
  readonly birthday: Day | null;
  readonly sex: '1' | '2' | null;
}
const readNumber = ({ documentKind, number }: Typed, today: Day): Told | { readonly error: FieldError } | null => {
  const typed = number?.trim() ?? '';
  if (documentKind === 'none') {
    if (typed === '') return null;
    return {
      error: field('number', 'workers.numberWithoutKind', {
        zh: '填了证件号，请把证件类型改成对应的一种',
        en: 'There is a number; choose the kind of document it belongs to',
      }),
    };
  }
  if (typed === '')
    return {
      error: field('number', 'required', {
        zh: '没有填证件号。一时没有，请把证件类型选成“暂无证件号”',
        en: 'No number given. If there is none yet, choose “No number yet”',
      }),
    };
  if (documentKind === 'residentIdCard') {
    const read = parseIdNumber(typed, { today, prefixStatus: prefixLookup });
    if (!read.ok) return { error: field('number', `idNumber.${read.rule}`, read.message) };
    return { number: read.number, birthday: read.birthday, sex: sexCodeOf(read.sex) };
  }
  const read = parseDocument(documentKind, typed);
  return read.ok ? { number: read.number, birthday: null, sex: null } : { error: field('number', `document.${read.rule}`, read.message) };
};

/** The telephone as 11 digits; throws RefusedFields under `path`. */
export const readPhone = (typed: string, path = 'phone'): string => {
  const read = parseMobileNumber(typed);
  if (read.ok) return read.number;
  throw new RefusedFields([field(path, `mobileNumber.${read.rule}`, read.message)]);
};

export const sealNumber = (keys: Keys, number: string | null) =>
  number === null
    ? { numberSealed: null, numberIndex: null, numberIndexNext: null, tailIndex: null, tailIndexNext: null }
    : {
        numberSealed: keys.seal(number),
        numberIndex: keys.index('number', number),
        numberIndexNext: keys.nextIndex('number', number),
        tailIndex: keys.index('tail', tailOf(number)),
        tailIndexNext: keys.nextIndex('tail', tailOf(number)),
      };
export const sealPhone = (keys: Keys, phone: string) => ({
  phoneSealed: keys.seal(phone),
  phoneIndex: keys.index('phone', phone),
  phoneIndexNext: keys.nextIndex('phone', phone),
});

export const maskNumber = (kind: string, number: string): string =>
  kind === 'residentIdCard' ? maskIdNumber(number) : maskDocument(number);
