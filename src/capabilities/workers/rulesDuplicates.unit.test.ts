import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#standards/calendar/calendar.ts';
import { checkCharacter } from '#standards/id-number/idNumberMath.ts';
import { nameKeys } from '#standards/pinyin/pinyin.ts';
import { blockingKeys, blockPairs, largestBlock } from './rulesDuplicateBlocks.ts';
import { compareBirthdays } from './rulesDuplicateDate.ts';
import { compareNames, editsBetween, prepareName } from './rulesDuplicateName.ts';
import { compareNumbers, prepareNumber } from './rulesDuplicateNumber.ts';
import { compareRecords, type DuplicateRecord } from './rulesDuplicates.ts';
import { duplicateGuardTexts, duplicateReasonTexts } from './rulesDuplicateTexts.ts';
import { ACCEPT_SCORE, DESK_SCORE } from './rulesDuplicateWeights.ts';
import { defaultNameFrequency, frequencyOf, splitName } from './rulesNameFrequency.ts';

const numberOf = (body: string) => body + checkCharacter(body);
const record = (more: Partial<DuplicateRecord> = {}): DuplicateRecord => {
  const name = more.name ?? '覃甫玖';
  const keys = nameKeys(name);
  return {
    id: '1',
    name,
    pinyin: keys.pinyin.join(' '),
    fuzzy: keys.fuzzy.join(' '),
    birthday: '1975-06-13',
    sex: '2',
    number: null,
    documentKind: 'residentIdCard',
    phones: [],
    home: '522727100210',
    householdId: null,
    ...more,
  };
};
/** Nobody shares a phone with more than one other. */
const context = { frequency: defaultNameFrequency, phoneHolders: () => 2 };
const compare = (a: Partial<DuplicateRecord>, b: Partial<DuplicateRecord>) => compareRecords(record(a), record(b), context);
const codes = (a: Partial<DuplicateRecord>, b: Partial<DuplicateRecord>) => compare(a, b).reasons.map((r) => r.code);
const NUMBER = numberOf('52270019750613302');

describe('names', () => {
  const level = (a: string, b: string) => compareNames(prepareName(a), prepareName(b));
  test.each([
    ['韦秀英', '韦秀英', 'same'],
    ['韦 秀英', '韦秀英', 'same'],
    ['阿卜杜·买买提', '阿卜杜买买提', 'same'],
    ['陸國雲', '陆国云', 'variant'],
    ['王喆', '王哲', 'variant'],
    ['韦秀英', '韦秀瑛', 'homophone'],
    ['韦秀英', '魏秀英', 'homophone'],
    ['覃未玖', '覃末玖', 'lookalike'],
    ['萧明', '肖明', 'homophone'],
    ['傅国强', '付国强', 'homophone'],
    ['李丽娜', '李丽拉', 'sound'],
    ['张志明', '张智铭', 'twoReplaced'],
    ['王小明', '王明小', 'swapped'],
    ['王小明', '王明', 'shorter'],
    ['莫明贵', '莫明富', 'oneCharacter'],
    ['吴学建', '陈学建', 'otherSurname'],
    ['莫明', '莫国强', 'surnameOnly'],
    ['欧阳海', '欧阳国', 'oneCharacter'],
    ['莫明', '罗国强', 'different'],
    ['买买提江·吐尔逊', '买买提江', 'near'],
    ['买买提江·吐尔逊', '买买提将·吐尔逊', 'near'],
    ['阿依古丽·买买提', '古丽娜尔·阿不都', 'different'],
    ['𬭚㙟', '𬭚㙟', 'same'],
    ['John Smith', 'Jon Smith', 'near'],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(level(a, b)).toBe(expected);
    expect(level(b, a)).toBe(expected);
  });
  test('edits count insertions, deletions, replacements and swaps of neighbours', () => {
    const edits = (a: string, b: string, most = 9) => editsBetween([...a], [...b], most);
    expect([edits('abc', 'abc'), edits('abc', 'acb'), edits('abc', 'abd'), edits('abc', 'abcd'), edits('', 'abc')]).toEqual([
      0, 1, 1, 1, 3,
    ]);
    expect(edits('abcdef', 'uvwxyz', 2)).toBe(3);
  });
  test('a compound surname is the surname', () => {
    expect(splitName([...'欧阳修文'])).toEqual({ surname: '欧阳', given: '修文' });
    expect(splitName([...'韦英'])).toEqual({ surname: '韦', given: '英' });
  });
});

describe('birthdays', () => {
  test.each([
    ['1975-06-12', '1975-06-12', 'same'],
    ['1975-06-12', '1975-12-06', 'swapped'],
    ['1975-06-12', '1976-06-12', 'oneYear'],
    ['1975-06-12', '1965-06-12', 'oneDigit'],
    ['1998-10-06', '2008-10-06', 'oneDigit'],
    ['1975-06-12', '1975-06-21', 'oneDigit'],
    ['1975-06-12', '1957-06-12', 'oneDigit'],
    ['1967-12-09', '1968-01-08', 'lunar'],
    ['1975-01-01', '1975-06-12', 'placeholder'],
    ['1975-06-01', '1975-06-12', 'placeholder'],
    ['1975-06-30', '1975-07-01', 'oneDay'],
    ['1975-06-12', '1983-11-25', 'different'],
    ['1975-06-12', null, 'unknown'],
  ] as const)('%s and %s: %s', (a, b, expected) => {
    expect(compareBirthdays(a, b)).toBe(expected);
    expect(compareBirthdays(b, a)).toBe(expected);
  });
});

describe('numbers', () => {
  const level = (a: string | null, b: string | null, kind = 'residentIdCard') =>
    compareNumbers(prepareNumber(a, 'residentIdCard'), prepareNumber(b, kind));
  const withDigit = (at: number, digit: string) => NUMBER.slice(0, at) + digit + NUMBER.slice(at + 1);
  test.each([
    ['the same', NUMBER, 'same'],
    ['the old one', NUMBER.slice(0, 6) + NUMBER.slice(8, 17), 'sameOld'],
    ['one digit off, so invalid', withDigit(8, NUMBER[8] === '1' ? '2' : '1'), 'oneDigit'],
    ['neighbours swapped', `${NUMBER.slice(0, 12)}${NUMBER[13]}${NUMBER[12]}${NUMBER.slice(14)}`, 'swappedDigits'],
    ['a digit missing', NUMBER.slice(0, 9) + NUMBER.slice(10), 'digitMissing'],
    ['rounded by a sheet', `${NUMBER.slice(0, 15)}000`, 'lostTail'],
    ['valid, one digit of the body off', numberOf(`${NUMBER.slice(0, 16)}4`), 'oneApart'],
    ['valid, another', numberOf('52270019880101123'), 'conflict'],
    ['invalid, another', '522700198801011239', 'unlike'],
    ['nothing', null, 'unknown'],
    ['what a sheet made of it', '5.227E+17', 'unknown'],
  ])('%s', (_, other, expected) => {
    expect(level(NUMBER, other)).toBe(expected);
    expect(level(other, NUMBER)).toBe(expected);
  });
  test('documents of other kinds say nothing about this one', () => {
    expect(level(NUMBER, 'E12345678', 'chinesePassport')).toBe('unknown');
    const passport = prepareNumber('E12345678', 'chinesePassport');
    expect(compareNumbers(passport, prepareNumber('E87654321', 'chinesePassport'))).toBe('renewed');
    expect(compareNumbers(passport, prepareNumber('e12345678', 'chinesePassport'))).toBe('same');
  });
  test('two valid numbers never differ in one character alone', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^5227001975\d{7}$/), fc.nat({ max: 17 }), fc.nat({ max: 9 }), (body, at, digit) => {
        const number = numberOf(body);
        const other = number.slice(0, at) + digit + number.slice(at + 1);
        fc.pre(other !== number && other.slice(0, 15) !== number.slice(0, 15));
        expect(prepareNumber(other, 'residentIdCard')!.kind).not.toBe('valid');
      }),
    );
  });
});

describe('reasons', () => {
  test.each<[string, Partial<DuplicateRecord>, Partial<DuplicateRecord>]>([
    ['nameSame', { name: '王秀英' }, { name: '王秀英' }],
    ['nameRareSame', { home: '' }, { home: '' }],
    ['nameHomophone', { name: '王秀英' }, { name: '王秀瑛' }],
    ['nameLookalike', { name: '覃未玖' }, { name: '覃末玖' }],
    ['numberSame', { number: NUMBER }, { number: NUMBER }],
    ['numberConflict', { number: NUMBER }, { number: numberOf('52270019880101123') }],
    ['birthdaySame', {}, {}],
    ['birthdaySwapped', { birthday: '1975-06-12' }, { birthday: '1975-12-06' }],
    ['birthdayLunar', { birthday: '1967-12-09' }, { birthday: '1968-01-08' }],
    ['birthdayInNumber', { number: NUMBER }, { number: NUMBER, birthday: '1988-01-31' }],
    ['sexSame', {}, {}],
    ['sexDifferent', {}, { sex: '1' }],
    ['placeHousehold', { householdId: 'h' }, { householdId: 'h', home: '' }],
    ['placeVillage', {}, {}],
    ['placeTownship', {}, { home: '522727100000' }],
    ['placeCounty', {}, { home: '522727101201' }],
    ['placePrefecture', {}, { home: '522731101201' }],
    ['placeElsewhere', {}, { home: '451027101201' }],
    ['householdOther', { householdId: 'h' }, { householdId: 'i' }],
    ['phoneSame', { phones: ['14100000001'] }, { phones: ['14100000002', '14100000001'] }],
    ['phoneNear', { phones: ['14100000001'] }, { phones: ['14100000002'] }],
    ['phoneDifferent', { phones: ['14100000001'] }, { phones: ['14199999999'] }],
    ['phoneInHousehold', { phones: ['14100000001'], householdId: 'h' }, { phones: ['14100000001'], householdId: 'h' }],
    ['ethnicSame', { ethnic: '09' }, { ethnic: '09' }],
    ['ethnicDifferent', { ethnic: '09' }, { ethnic: '01' }],
    ['bounded', { number: NUMBER, householdId: 'h' }, { number: NUMBER, householdId: 'h' }],
  ])('%s', (code, a, b) => expect(codes(a, b)).toContain(code));
  test('what many share, or nobody counted, is not somebody’s own phone', () => {
    const both = [record({ phones: ['14100000001'] }), record({ phones: ['14100000001'] })] as const;
    const with9 = compareRecords(...both, { frequency: defaultNameFrequency, phoneHolders: () => 9 });
    expect(with9.reasons.map((r) => r.code)).toContain('phoneSameShared');
    expect(compareRecords(...both).reasons.map((r) => r.code)).toContain('phoneSameShared');
  });
  test('a rare name says more than a common one, in the register’s own count too', () => {
    expect(compare({}, {}).score).toBeGreaterThan(compare({ name: '王秀英' }, { name: '王秀英' }).score);
    const frequency = frequencyOf(new Map([['覃', 90_000]]), new Map([['甫玖', 50_000]]));
    expect(compareRecords(record(), record(), { frequency }).score).toBeLessThan(compare({}, {}).score);
  });
  test('every text is there twice', () => {
    for (const { zh, en } of [...Object.values(duplicateReasonTexts), ...Object.values(duplicateGuardTexts)]) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/^[A-Z]/);
    }
  });
});

describe('never without a person looking', () => {
  const guarded = (a: Partial<DuplicateRecord>, b: Partial<DuplicateRecord>) => {
    const verdict = compare(a, b);
    expect(verdict.band).not.toBe('accept');
    return verdict.guards;
  };
  test('twins', () => {
    const one = { name: '莫明贵', householdId: 'h', phones: ['14100000001'] };
    expect(guarded(one, { ...one, name: '莫明富' })).toContain('twins');
    expect(guarded(one, { ...one, name: '莫明桂' })).toContain('twins');
    const number = numberOf('52270019750613304');
    expect(guarded({ ...one, number: NUMBER }, { ...one, number })).toEqual(expect.arrayContaining(['twins', 'numbersOneApart']));
  });
  test('same name, birthday and village and nothing else', () => expect(guarded({}, {})).toEqual(['namesakes']));
  test('two valid numbers one digit apart, whatever else agrees', () => {
    const number = numberOf(`${NUMBER.slice(0, 16)}4`);
    const rest = { householdId: 'h', phones: ['14100000001'] };
    expect(guarded({ ...rest, number: NUMBER }, { ...rest, number })).toContain('numbersOneApart');
  });
  test('one number under two names', () => {
    expect(guarded({ number: NUMBER }, { number: NUMBER, name: '罗雅琪' })).toContain('otherName');
    expect(compare({ number: NUMBER }, { number: NUMBER, name: '罗雅琪' }).band).toBe('desk');
  });
  test('another sex, another birthday, another place and nothing to confirm it', () => {
    expect(guarded({ number: NUMBER }, { number: NUMBER, sex: '1' })).toEqual(['sexDiffers']);
    expect(guarded({ number: NUMBER }, { number: NUMBER, birthday: '1981-11-28' })).toEqual(['birthdayDiffers']);
    expect(guarded({}, { home: '451027101201' })).toEqual(['thinEvidence']);
  });
  test('but the same number and name is accepted, and so is a name and birthday with a phone of their own or a household', () => {
    expect(compare({ number: NUMBER }, { number: NUMBER }).band).toBe('accept');
    expect(compare({ number: NUMBER }, { number: NUMBER, name: '覃甫久', home: '451027101201' }).band).toBe('accept');
    expect(compare({ phones: ['14100000001'] }, { phones: ['14100000001'] }).band).toBe('accept');
    expect(compare({ householdId: 'h' }, { householdId: 'h' }).band).toBe('accept');
  });
});

const anyNumber = fc
  .tuple(fc.constantFrom('522700', '451200'), fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 999 }))
  .map(([prefix, days, order]) => numberOf(prefix + addDays('1950-01-01', days).replaceAll('-', '') + String(order).padStart(3, '0')));
const anyRecord: fc.Arbitrary<DuplicateRecord> = fc
  .record({
    name: fc.constantFrom(
      '韦秀英',
      '韦秀瑛',
      '莫明贵',
      '莫明富',
      '莫明',
      '覃未玖',
      '覃末玖',
      '欧阳海',
      '陸國雲',
      '陆国云',
      '阿依古丽·买买提',
      '𬭚㙟',
    ),
    birthday: fc.option(fc.constantFrom('1975-06-12', '1975-12-06', '1975-01-01', '1976-06-12', '1967-12-09', '1968-01-08')),
    sex: fc.constantFrom('1' as const, '2' as const, '9' as const),
    number: fc.option(
      fc.oneof(anyNumber, fc.constantFrom(NUMBER, `${NUMBER.slice(0, 15)}000`, NUMBER.slice(0, 17), numberOf(`${NUMBER.slice(0, 16)}4`))),
    ),
    phones: fc.uniqueArray(fc.constantFrom('14100000001', '14100000002', '14199999999'), { maxLength: 2 }),
    home: fc.constantFrom('', '522727100210', '522727100000', '522727101201', '451027101201'),
    householdId: fc.option(fc.constantFrom('h', 'i')),
    ethnic: fc.option(fc.constantFrom('01', '09')),
  })
  .map((more) => record(more));

describe('always', () => {
  test('symmetric, deterministic, within 0 and 100, and the points add up to the score', () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (a, b) => {
        const verdict = compareRecords(a, b, context);
        expect(compareRecords(b, a, context)).toEqual(verdict);
        expect(compareRecords(a, b, context)).toEqual(verdict);
        expect(verdict.reasons.reduce((sum, r) => sum + r.points, 0)).toBe(verdict.score);
        expect(verdict.score >= 0 && verdict.score <= 100 && Number.isInteger(verdict.score)).toBe(true);
        expect(verdict.reasons.every((r) => Number.isInteger(r.points) && r.points !== 0)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
  test('a guard keeps it from being accepted; two different valid numbers are a guard', () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (a, b) => {
        const { band, guards, score } = compareRecords(a, b, context);
        expect(band === 'accept').toBe(guards.length === 0 && score >= ACCEPT_SCORE);
        if (score >= DESK_SCORE) expect(band).not.toBe('reject');
        const [one, other] = [prepareNumber(a.number, a.documentKind), prepareNumber(b.number, b.documentKind)];
        if (one?.kind === 'valid' && other?.kind === 'valid' && one.text !== other.text) expect(band).not.toBe('accept');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('blocks', () => {
  test('what is compared: number, tail, phone, household, sound of the name with birthday or place, county and birthday', () => {
    const keys = blockingKeys(record({ number: NUMBER, phones: ['14100000001'], householdId: 'h' }));
    expect(
      keys
        .map((k) => k[0])
        .sort()
        .join(''),
    ).toBe('AABBCCDDEHNPTT'); // 覃 is read in two ways
    expect(new Set(keys).size).toBe(keys.length);
    expect(blockingKeys(record({ birthday: null, home: '' }))).toEqual([]);
  });
  test('a swapped birthday and a homophone stand in one block with the right ones', () => {
    const a = record({ id: 'a', birthday: '1975-06-12' });
    const b = record({ id: 'b', name: '覃甫久', birthday: '1975-12-06', home: '451027101201' });
    expect([...blockPairs([a, b]).pairs]).toEqual([[0, 1]]);
  });
  test('each pair once; too large a block is left out and counted', () => {
    expect([...blockPairs([record(), record(), record()]).pairs]).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    const crowd = Array.from({ length: largestBlock.P + 1 }, (_, n) =>
      record({ birthday: null, home: '', phones: ['14100000001'], id: String(n) }),
    );
    const { pairs, skipped } = blockPairs(crowd);
    expect([...pairs]).toEqual([]);
    expect([...skipped]).toEqual([['P', { blocks: 1, records: largestBlock.P + 1 }]]);
  });
});
