// Troubles of cells and rows, each on a row of its own in an otherwise clean xlsx. In every file the first row is clean.
import { usccOf } from '../../../demo/numbers.ts';
import { type Field, FULL, type Roster } from '../roster.ts';
import type { Case } from '../shapes.ts';
import { type LayName, lay as layOn } from '../troubles.ts';
import { roster, xlsx } from './shared.ts';

/** One trouble a row, clean rows between those that take several. */
const alone = (file: string, about: string, names: readonly LayName[], fields: readonly Field[] = FULL): Case => {
  const laid: [number, LayName][] = [];
  let at = 1;
  for (const name of names) {
    laid.push([at, name]);
    at += SPAN[name] ?? 1;
  }
  return xlsx({ file, about }, roster(file, at + 2, laid, { fields }));
};
const SPAN: Partial<Record<LayName, number>> = {
  idCopied: 2,
  idOfTwo: 2,
  phoneShared: 4,
  phoneOfHousehold: 2,
  postThree: 3,
  spellsOverlap: 2,
  spellsInTurn: 2,
  nameSame: 2,
};

/** A list of employers; the numbers are of an office that does not exist (demo/numbers.ts). */
export const organisationRoster = (file: string, count: number): Roster => {
  const of = roster(file, count, [], { fields: ['serial', 'employer', 'uscc', 'contact', 'phone', 'address'] });
  const made: Roster = { ...of, kind: 'organisations' };
  made.labels.employer = '企业名称';
  for (const [at, row] of made.rows.entries()) {
    const uscc = usccOf('91', 31_000_000 + count * 100 + at);
    const employer = `演示${'一二三四五六七八九十'[at % 10]}号${at < 10 ? '电子' : '家具'}有限公司`;
    Object.assign(row.cells, { employer, uscc, contact: row.cells.name, address: '广东省广州市白云区' });
    const { phone } = row.values;
    for (const key of Object.keys(row.values)) delete row.values[key];
    Object.assign(row.values, { name: employer, uscc, phone });
  }
  return made;
};

const organisations = (): Case => {
  const file = 'organisations.xlsx';
  const of = organisationRoster(file, 10);
  const laid = (at: number, name: LayName) => ({ at, name });
  for (const { at, name } of [laid(2, 'usccWrong'), laid(4, 'usccShort'), laid(6, 'usccDressed')]) layOn(of, at, name);
  return xlsx(
    {
      file,
      about: 'employers; a credit code with a wrong check character, one too short, one in full-width small letters',
      troubles: ['organisations'],
    },
    of,
  );
};

const constants = (file: string): Case => {
  const of = roster(file, 60);
  for (const row of of.rows) {
    Object.assign(row.cells, { monthlyIncome: 2500, industry: '第三产业' });
    row.values.monthlyIncome = 2500;
  }
  return xlsx(
    {
      file,
      about: '60 people of many employers, every income 2,500 and every industry 第三产业: a finding on the sheet, the rows stand',
      troubles: ['constants'],
    },
    of,
    { findings: ['constants'] },
  );
};

const factory = (file: string): Case => {
  const of = roster(file, 60);
  hireAll(of);
  return xlsx(
    { file, about: '60 people hired by one factory on one day, pay as it differs in life: nothing to find', troubles: ['factory'] },
    of,
  );
};

/** One employer, place, start and industry; pay by hours, so no two in ten alike. */
export const hireAll = (of: Roster): void => {
  for (const row of of.rows) {
    const pay = of.random.int(3850, 6240);
    Object.assign(row.cells, {
      start: '2022年02月',
      place: '广东省深圳市宝安区',
      employer: '演示三号电子厂',
      monthlyIncome: pay,
      industry: '制造业',
      channel: '政府组织',
      escorted: '是',
    });
    Object.assign(row.values, { start: '2022-02', place: '440306', employer: '演示三号电子厂', monthlyIncome: pay });
  }
};

const WITH_MONTHS: readonly Field[] = [...FULL, 'months'];
const WITH_POSTS: readonly Field[] = [...FULL, 'postType', 'postMonths'];

export const rowCases = (): readonly Case[] => [
  alone('clean.xlsx', 'nothing wrong: two spells in turn, somebody who stopped with a date, a couple with one telephone', [
    'spellsInTurn',
    'stoppedWithEnd',
    'phoneOfHousehold',
  ]),
  alone('id-lost-digits.xlsx', 'identity numbers whose last digits the spreadsheet lost', ['idFloat', 'idFloatText', 'idRounded']),
  alone('id-dressed.xlsx', 'identity numbers that can be repaired for sure', [
    'idFormula',
    'idFormulaText',
    'idApostrophe',
    'idFullWidth',
    'idLowerX',
    'idBlanks',
    'id15',
    'idDisability',
  ]),
  alone('id-wrong.xlsx', 'identity numbers that are wrong, or missing', ['idWrongCheck', 'idTooShort', 'idBirthday', 'idMissing']),
  alone('id-twice.xlsx', 'one row copied; one number under two names', ['idCopied', 'idOfTwo']),
  alone('phones.xlsx', 'telephone numbers as floats, with +86, blanks, too short, two in a cell, one of four households', [
    'phoneFloat',
    'phoneNumber',
    'phoneExponent',
    'phonePlus86',
    'phoneBlanks',
    'phoneShort',
    'phoneTwo',
    'phoneShared',
    'phoneOfHousehold',
  ]),
  alone('dates.xlsx', 'days in every dress; those nobody can read for sure', [
    'dateChinese',
    'dateChineseDay',
    'dateDotted',
    'dateDigits',
    'dateDigitsNumber',
    'dateSlashed',
    'dateTimed',
    'dateSerial',
    'dateSerialBare',
    'dateClipped',
    'dateImpossible',
    'dateShortYear',
    'dateUntilNow',
  ]),
  alone('places.xlsx', 'places in free text', [
    'placeShort',
    'placeDetailed',
    'placeSpaced',
    'placeWithoutCounties',
    'placeCode',
    'placeOfTwo',
    'placePrefecture',
    'placeProvince',
    'placeOutside',
    'placeInside',
  ]),
  alone('incomes.xlsx', 'money as people write it, and too much or too little of it', [
    'incomeComma',
    'incomeUnit',
    'incomeFullWidth',
    'incomeK',
    'incomeRange',
    'incomeWords',
    'incomeHuge',
    'incomeTiny',
    'incomeZero',
  ]),
  alone(
    'codes-and-lists.xlsx',
    'codes before words, a code alone, many values in a cell, words for nothing, an error, 同上',
    [
      'codeCircled',
      'codeBracketed',
      'codeBare',
      'manyDunhao',
      'manyComma',
      'manySemicolon',
      'manyBar',
      'manySlash',
      'nullWords',
      'nullDash',
      'nullBlank',
      'nullInNeeded',
      'errorCell',
      'ditto',
    ],
    [...FULL, 'intention'],
  ),
  alone('working-but-blank.xlsx', 'V04: working, but income, employer, industry, channel or 点对点 missing', [
    'incomeMissing',
    'employerMissing',
    'industryMissing',
    'channelMissing',
    'escortMissing',
  ]),
  alone(
    'public-posts.xlsx',
    'V05, V06: public-welfare posts away from home, too young, too old, half filled, three of one person',
    ['postAway', 'postTooYoung', 'postTooOld', 'postWithoutMonths', 'postThree'],
    WITH_POSTS,
  ),
  alone('spells.xlsx', 'V07, V08: overlapping spells, spells in turn, stopped without an end or in 2099', [
    'spellsOverlap',
    'spellsInTurn',
    'stoppedWithoutEnd',
    'stoppedInFuture',
    'stoppedWithEnd',
  ]),
  alone('ages.xlsx', 'V10: began to work before sixteen', ['startedTooYoung']),
  alone(
    'labour-and-school.xlsx',
    'V11, V12: no labour yet away, a student yet working',
    ['withoutLabour', 'studentWorking'],
    [...FULL, 'skill', 'student'],
  ),
  alone('months.xlsx', 'V14: fourteen months of a year, months blank', ['monthsTooMany', 'monthsMissing'], WITH_MONTHS),
  alone('names.xlsx', 'names of one and of twenty characters, with dots, rare characters, blanks and line breaks; two people of one name', [
    'nameOne',
    'nameTwenty',
    'nameDotted',
    'nameDotVariant',
    'nameRare',
    'nameRareToo',
    'nameSpaced',
    'nameBreak',
    'nameSame',
  ]),
  organisations(),
  constants('constants.xlsx'),
  factory('factory.xlsx'),
];
