import type { Text } from '#standards/text.ts';

// What speaks for and against two records being one person. Plain data: pages import it without the comparison.
const t = (zh: string, en: string): Text => ({ zh, en });

export const duplicateReasonTexts = {
  nameSame: t('姓名相同', 'Same name'),
  nameRareSame: t('姓名相同，且少见', 'Same name, and a rare one'),
  nameVariant: t('姓名相同，写法不同（繁体字或异体字）', 'Same name in another form of its characters'),
  nameHomophone: t('姓名有一字同音不同字', 'One character of the name sounds the same'),
  nameLookalike: t('姓名有一字形近', 'One character of the name looks alike'),
  nameSound: t('姓名有一字音近', 'One character of the name sounds alike'),
  nameTwoReplaced: t('姓名有两字音近或形近', 'Two characters of the name sound or look alike'),
  nameNear: t('长姓名大体相同', 'Long names, nearly the same'),
  nameSwapped: t('名字两字前后颠倒', 'The two characters of the given name are swapped'),
  nameShorter: t('一个姓名少一字', 'One name has a character less'),
  nameOneCharacter: t('名字有一字不同', 'One character of the given name differs'),
  nameOtherSurname: t('名同姓不同', 'Same given name, another surname'),
  nameSurnameOnly: t('同姓，名不同', 'Same surname, another given name'),
  nameDifferent: t('姓名不同', 'Different names'),
  birthdaySame: t('出生日期相同', 'Same birthday'),
  birthdaySwapped: t('出生日期月日颠倒', 'Day and month of the birthday are swapped'),
  birthdayLunar: t('一方出生日期是另一方的农历', 'One birthday is the lunar form of the other'),
  birthdayOneYear: t('出生日期差整一年', 'Birthdays exactly one year apart'),
  birthdayOneDigit: t('出生日期一位数字不同，或相邻两位颠倒', 'One digit of the birthday differs, or two neighbours are swapped'),
  birthdayOneDay: t('出生日期差一天', 'Birthdays one day apart'),
  birthdayPlaceholder: t('出生年份相同，一方只知年或月', 'Same year of birth; one side knows the year or month only'),
  birthdayDifferent: t('出生日期不同', 'Different birthdays'),
  birthdayInNumber: t('登记的出生日期不一致', 'The birthdays on record differ'),
  numberSame: t('证件号相同', 'Same document number'),
  numberSameOld: t('证件号相同（一方是 15 位旧号）', 'Same number; one side has the old 15 digits'),
  numberSameInvalid: t('证件号相同，但校验位不对', 'Same number, with a wrong check character'),
  numberOneDigit: t('证件号一位不同，其中一个校验位不对', 'One digit of the number differs, and one of the two fails its check'),
  numberSwappedDigits: t('证件号相邻两位颠倒，其中一个校验位不对', 'Two neighbouring digits are swapped, and one number fails its check'),
  numberDigitMissing: t('一个证件号少一位', 'One number lacks a digit'),
  numberLostTail: t('证件号前 15 位相同，一方后 3 位被表格丢失', 'The first 15 digits agree; a spreadsheet lost the last 3 of one'),
  numberOneApart: t('两个证件号都有效，除末位校验码外只差一位', 'Both numbers are valid and, check character aside, one digit apart'),
  numberConflict: t('两个证件号都有效，且不同', 'Both numbers are valid, and different'),
  numberUnlike: t('证件号不同，其中有号码无效', 'The numbers differ, and one is not valid'),
  sexSame: t('性别相同', 'Same sex'),
  sexDifferent: t('性别不同', 'Different sex'),
  placeHousehold: t('同一户', 'Same household'),
  placeVillage: t('同一村', 'Same village'),
  placeTownship: t('同一乡镇', 'Same township'),
  placeCounty: t('同一县', 'Same county'),
  placePrefecture: t('同一市州', 'Same prefecture'),
  placeElsewhere: t('不在同一市州', 'In different prefectures'),
  householdOther: t('不同户', 'Different households'),
  phoneSame: t('手机号相同', 'Same mobile number'),
  phoneSameShared: t('手机号相同，但多人共用或共用人数不明', 'Same mobile number, but many share it or how many is not known'),
  phoneNear: t('手机号一位不同', 'One digit of the mobile number differs'),
  phoneDifferent: t('手机号不同', 'Different mobile numbers'),
  phoneInHousehold: t('同户同手机号', 'Same household and mobile number'),
  ethnicSame: t('民族相同', 'Same ethnic group'),
  ethnicDifferent: t('民族不同', 'Different ethnic groups'),
  bounded: t('总分限于 0 至 100', 'The score stays between 0 and 100'),
} as const satisfies Record<string, Text>;

export type ReasonCode = keyof typeof duplicateReasonTexts;

/** Why two records are never linked without a person looking, whatever the score. */
export const duplicateGuardTexts = {
  numberConflict: t('两个有效证件号不同', 'Two different valid numbers'),
  numbersOneApart: t(
    '两个有效证件号只差一位（校验码不算），可能是两个人',
    'Two valid numbers one digit apart (check character aside) may be two people',
  ),
  numberUnlike: t('证件号对不上', 'The numbers do not fit'),
  otherName: t('证件号相同但姓名对不上，可能填了别人的号', "Same number but another name; it may be someone else's number"),
  twins: t(
    '同日出生、同户或同姓同村，而名字或证件号不同，可能是双胞胎',
    'Born on one day in one household or clan with different given names or numbers: perhaps twins',
  ),
  namesakes: t('同村同名同日出生，没有别的依据，可能是两个人', 'Same name, birthday and village and nothing else: perhaps two people'),
  thinEvidence: t('没有证件号、同户或本人手机号可以印证', 'No number, household or phone of their own confirms it'),
  nameDiffers: t('姓名不完全相同', 'The names are not quite the same'),
  birthdayDiffers: t('出生日期不一致', 'The birthdays differ'),
  sexDiffers: t('性别不一致', 'The sexes differ'),
} as const satisfies Record<string, Text>;

export type Guard = keyof typeof duplicateGuardTexts;

const duplicateBandTexts = {
  accept: t('可自动合并', 'Can be linked without asking'),
  desk: t('待人工核对', 'To be looked at'),
  reject: t('不是同一人', 'Not one person'),
} as const satisfies Record<string, Text>;

export type Band = keyof typeof duplicateBandTexts;
