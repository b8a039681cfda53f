// Values that somebody, or a program, filled in for everybody: one income, one industry for people of many employers in many places. What one
// employer pays at one place is alike in life, so people are no witnesses here: independent employers and places are.

import type { Finding } from '#capabilities/rosters/rules.ts';
import { findIndustrySection, findIndustrySectionByText, parseEconomicSector } from '#standards/industries/industries.ts';
import { holdsPublicPost } from './rulesChecksShapes.ts';
import { binomialTail, entropyOf } from './rulesConstantsMath.ts';
import { newPhoneDigits, type PhoneStatistics } from './rulesConstantsPhone.ts';
import { sayColumn, sayPhones } from './rulesConstantsTexts.ts';
import { type NumberColumn, newColumn, newKeyTable } from './rulesKeyTable.ts';
import { spanOf } from './rulesSpan.ts';
import type { WorkerRow } from './rulesWorkerRow.ts';

// No authority has set a threshold. All of these are ours, tried on made batches (rulesConstants.unit.test.ts).

/** Below so many rows with a value nothing is said: five cousins may well earn the same. */
const MIN_ROWS = 20;
/** The value must come from so many employers: one labour company may pay alike on all its sites. */
const MIN_EMPLOYERS = 5;
/** … and so many counties: growers of one county pay one day's wage, factories of one zone hire at one rate. */
const MIN_PLACES = 4;
/** A sheet without employers, or without places, needs more of the other. */
const MIN_ALONE = 12;
/** Odds under which chance is no explanation: of the columns asked, one honest file in some thousands at the worst. */
const ODDS = 1e-4;
/** Two values are what a crew of masons and helpers has by right: far rarer odds, which only many employers and counties can give. */
const ODDS_OF_TWO = 1e-6;
/** Income and industry that are each as rare as this accuse together: a program fills both. */
const ODDS_TOGETHER = 5e-3;
/** Mean share of the value within an employer at a place; below it people are alike, not made. */
const LEAST_SHARE = 0.75;
/** Of the people; a clerk who fills in what he does not know leaves the rest true. */
const LEAST_TOP = 0.7;

/**
 * Share that the most frequent value has between employers and places in a usual list, on the generous side: incomes of village lists 15–25 %
 * (the two most frequent 30–45 %), manufacturing up to 70 %, 第三产业 up to 60 %, one month after the Spring Festival up to 70 %.
 * Masons and cane cutters (a list of one such trade) earn the day's wage of the region, whoever pays it.
 */
const USUAL = {
  oneIncome: 0.35,
  dayWage: 0.7,
  twoIncomes: 0.55,
  industry: 0.8,
  tertiary: 0.65,
  startMonth: 0.85,
  startDay: 0.6,
  noEmployer: 0.5,
} as const;

/** Words in the column of employers that name none: such people have no employer in common. */
const NO_EMPLOYER =
  /^(?:[无\-/]|没有|不详|未知|其他|个体|个体户|私企|私人|私人老板|私营企业|民营企业|企业|公司|工厂|厂|打工|务工|外出务工|零工|散工|自由职业|灵活就业|建筑工地|工地)$/;

type ConstantColumn = 'monthlyIncome' | 'industry' | 'sector' | 'start' | 'employer';

export interface ColumnStatistics {
  readonly column: ConstantColumn;
  /** Rows with a value that may count as evidence. */
  readonly rows: number;
  readonly distinct: number;
  /** In bits. */
  readonly entropy: number;
  /** The most frequent value; two where the two together are what is odd. */
  readonly top: readonly string[];
  readonly topRows: number;
  /** Of the rows with that value. */
  readonly employers: number;
  readonly places: number;
  readonly shareWithin: number;
  /** Independent witnesses among all rows: employers and places, where each new one adds one. */
  readonly witnesses: number;
  readonly usual: number;
  /** Odds of it in an honest list; 1 where too little is known to say anything. */
  readonly odds: number;
}

interface ConstantsReport {
  readonly columns: readonly ColumnStatistics[];
  readonly phones: PhoneStatistics;
  /** About the sheet as a whole; its rows stand as they are. */
  readonly findings: readonly Finding[];
}

interface ConstantsDetector {
  readonly note: (row: WorkerRow) => void;
  readonly report: () => ConstantsReport;
}

/** Words by number, and the number of each row's word. */
interface Words {
  readonly list: string[];
  readonly put: (row: number, word: string | null | undefined) => number;
  readonly of: NumberColumn;
}

const newWords = (): Words => {
  const list: string[] = [];
  const numbers = new Map<string, number>();
  const of = newColumn('int', -1);
  return {
    list,
    of,
    put: (row, word) => {
      if (word === null || word === undefined || word === '') return -1;
      let number = numbers.get(word);
      if (number === undefined) {
        number = list.push(word) - 1;
        numbers.set(word, number);
      }
      of.set(row, number);
      return number;
    },
  };
};

/** A day on the 1st is a month in disguise; January is where the yearly register begins anew for everybody, and says nothing. */
const startWord = (row: WorkerRow): string | null => {
  const span = spanOf(row.start);
  if (!span || span.precision === 'year') return null;
  if (span.precision === 'day' && !span.firstDay.endsWith('-01')) return span.firstDay;
  return span.firstDay.slice(5, 7) === '01' ? null : span.firstDay.slice(0, 7);
};

const usualIndustry = (word: string): number => (parseEconomicSector(word) === 3 ? USUAL.tertiary : USUAL.industry);

const isDayWork = ({ top: [word = ''], topRows, rows }: ColumnStatistics): boolean => {
  const section = findIndustrySection(word) ?? findIndustrySectionByText(word);
  return topRows >= rows * 0.9 && (section?.code === 'A' || section?.code === 'E');
};

/** About 40 bytes a row. */
export const newConstantsDetector = (): ConstantsDetector => {
  let rows = 0;
  const [employers, places, noEmployers] = [newWords(), newWords(), newWords()];
  const [incomes, industries, sectors, starts] = [newWords(), newWords(), newWords(), newWords()];
  const phones = newPhoneDigits();
  // what the column of employers says, and whether that is anybody
  const isNamed = new Map<string, boolean>();
  const named = (employer: string): boolean => {
    let is = isNamed.get(employer);
    if (is === undefined) {
      is = !NO_EMPLOYER.test(employer);
      if (isNamed.size < 4096) isNamed.set(employer, is);
    }
    return is;
  };

  const note = (row: WorkerRow): void => {
    const at = rows++;
    const employer = row.employer?.trim();
    const known = employer ? named(employer) : false;
    const number = employers.put(at, known ? employer : null);
    if (row.employer !== undefined) noEmployers.put(at, known ? 'named' : employer);
    places.put(at, row.place?.slice(0, 6));
    if (row.phone) phones.note(row.phone, row.idNumber ?? row.name ?? '', number);
    // wages and work of public posts are set by the county, and who does not work earns nothing: alike by right
    if (!holdsPublicPost(row) && row.working !== false) {
      if (typeof row.monthlyIncome === 'number') incomes.put(at, String(row.monthlyIncome));
      industries.put(at, row.industry?.trim());
      sectors.put(at, row.sector ? String(row.sector) : null);
    }
    // who travelled together began together, so only those count of whom it is known that they went by themselves
    if (row.pointToPoint === false && row.channel !== 'government') starts.put(at, startWord(row));
  };

  const report = (): ConstantsReport => {
    const where = { rows, employers: employers.of, places: places.of };
    const measure = (column: ConstantColumn, words: Words, usual: (top: string) => number) => measureColumn(column, words, where, 1, usual);
    const industry = measure('industry', industries, usualIndustry);
    const one = measure('monthlyIncome', incomes, () => (isDayWork(industry) ? USUAL.dayWage : USUAL.oneIncome));
    const two = one.distinct > 1 ? measureColumn('monthlyIncome', incomes, where, 2, () => USUAL.twoIncomes) : one;
    const columns = [
      one.odds >= ODDS && two.odds < ODDS_OF_TWO ? two : one,
      industry,
      measure('sector', sectors, (word) => (word === '3' ? USUAL.tertiary : USUAL.industry)),
      measure('start', starts, (word) => (word.length === 10 ? USUAL.startDay : USUAL.startMonth)),
      // here the employer is what is asked, so places alone are witnesses
      measureColumn('employer', noEmployers, { ...where, employers: newColumn('int', -1) }, 1, (word) =>
        word === 'named' ? 1 : USUAL.noEmployer,
      ),
    ];
    const digits = phones.statistics();
    return { columns, phones: digits, findings: [...accused(columns).map(sayColumn), ...sayPhones(digits, MIN_ROWS, ODDS)] };
  };
  return { note, report };
};

interface Where {
  readonly rows: number;
  readonly employers: NumberColumn;
  readonly places: NumberColumn;
}

/** `tops`: how many of the most frequent values are taken together. */
const measureColumn = (
  column: ConstantColumn,
  words: Words,
  where: Where,
  tops: 1 | 2,
  usualOf: (top: string) => number,
): ColumnStatistics => {
  const counts = new Array<number>(words.list.length).fill(0);
  let rows = 0;
  for (let at = 0; at < where.rows; at++) {
    const word = words.of.get(at);
    if (word < 0) continue;
    rows++;
    counts[word]!++;
  }
  const ranked = counts.map((_, word) => word).sort((a, b) => counts[b]! - counts[a]! || (words.list[a]! < words.list[b]! ? -1 : 1));
  const top = ranked.slice(0, tops);

  // a cell is an employer at a place
  const cells = newKeyTable();
  const [size, hits, employerOf, placeOf] = [newColumn(), newColumn(), newColumn(), newColumn()];
  let topRows = 0;
  for (let at = 0; at < where.rows; at++) {
    const word = words.of.get(at);
    if (word < 0) continue;
    const [employer, place] = [where.employers.get(at), where.places.get(at)];
    const cell = cells.take((employer + 1) * 4_194_304 + place + 2);
    if (size.get(cell) === 0) {
      employerOf.set(cell, employer);
      placeOf.set(cell, place);
    }
    size.set(cell, size.get(cell) + 1);
    if (word !== top[0] && word !== top[1]) continue;
    topRows++;
    hits.set(cell, hits.get(cell) + 1);
  }
  const all = { employers: new Set<number>(), places: new Set<number>() };
  const hit = { employers: new Set<number>(), places: new Set<number>() };
  let sum = 0;
  for (let cell = 0; cell < cells.size(); cell++) {
    sum += hits.get(cell) / size.get(cell);
    for (const set of hits.get(cell) > 0 ? [all, hit] : [all]) {
      if (employerOf.get(cell) >= 0) set.employers.add(employerOf.get(cell));
      if (placeOf.get(cell) >= 0) set.places.add(placeOf.get(cell));
    }
  }
  const shareWithin = cells.size() > 0 ? sum / cells.size() : 0;
  // employers and places as a graph: a new one adds one thing that could have been otherwise, a second site of a known employer does not
  const witnesses = Math.min(
    cells.size(),
    Math.max(0, all.employers.size + all.places.size - (all.employers.size > 0 && all.places.size > 0 ? 1 : 0)),
  );
  const usual = top.length > 0 ? usualOf(words.list[top[0]!]!) : 1;
  const enough =
    rows >= MIN_ROWS &&
    topRows >= rows * LEAST_TOP &&
    shareWithin >= LEAST_SHARE &&
    isSpread(hit.employers.size, hit.places.size, all.employers.size, all.places.size);
  return {
    column,
    rows,
    distinct: ranked.length,
    entropy: rows === 0 ? 0 : entropyOf(counts, rows),
    top: top.map((word) => words.list[word]!),
    topRows,
    employers: hit.employers.size,
    places: hit.places.size,
    shareWithin,
    witnesses,
    usual,
    odds: enough && usual < 1 ? binomialTail(witnesses, usual, Math.round(shareWithin * witnesses)) : 1,
  };
};

const isSpread = (employers: number, places: number, allEmployers: number, allPlaces: number): boolean => {
  if (allEmployers === 0) return places >= MIN_ALONE;
  if (allPlaces === 0) return employers >= MIN_ALONE;
  return employers >= MIN_EMPLOYERS && places >= MIN_PLACES;
};

/** One trade for a whole village is true of villages of cooks, so industry and sector only stand beside an income, never alone. */
const accused = (columns: readonly ColumnStatistics[]): readonly ColumnStatistics[] => {
  const isWork = (c: ColumnStatistics) => c.column === 'industry' || c.column === 'sector';
  const income = columns.find((c) => c.column === 'monthlyIncome')!;
  const beside = columns.filter((c) => isWork(c) && c.odds < ODDS_TOGETHER && income.odds < ODDS_TOGETHER);
  return columns.filter((c) => (isWork(c) ? beside.includes(c) : c.odds < ODDS || (c === income && beside.length > 0)));
};
