// A made roster as a county hands it in, and what must become of each row, known because the row was made so. Nobody in it exists.
import { open } from 'node:fs/promises';
import { sheetXml, xlsxOf } from '#capabilities/rosters/testing/xlsxWriter.ts';
import { numberOf } from '../../demo/numbers.ts';
import { mix, scatter } from '../../demo/random.ts';

export interface RosterPerson {
  readonly name: string;
  readonly number: string;
  readonly phone: string;
  /** The home county as a clerk writes it. */
  readonly home: string;
  /** Where the register knows them to be working, in the words of a list; whoever has none is said to have begun somewhere. */
  readonly work?: {
    readonly place: string;
    readonly code: string;
    readonly employer: string;
    readonly industry: string;
    readonly channel: string;
    readonly start: string;
    readonly pay: number;
  };
}

export type Fate = 'accepted' | 'doubtful' | 'refused';
export interface RosterRow {
  readonly cells: readonly string[];
  readonly fate: Fate;
  /** The rule that says so. */
  readonly rule: string | null;
  /** Values as they must be read; null where there is none to take. */
  readonly number: string | null;
  readonly place: string | null;
  readonly income: number;
  readonly start: string;
  readonly repaired: boolean;
}

export const HEADER = [
  '姓名',
  '身份证号',
  '联系电话',
  '户籍县',
  '务工地点',
  '务工单位',
  '所属行业',
  '就业渠道',
  '务工开始时间',
  '月收入',
] as const;

const SURNAMES = [...'韦覃莫黄蒙陆罗岑潘吴杨王李张刘陈石龙田梁'];
const GIVEN = [...'秀英志强丽华建国红梅文军小燕永明芳兰春海玉珍光荣福贵'];
const INDUSTRIES = ['制造业', '建筑业', '批发和零售业', '住宿和餐饮业', '居民服务、修理和其他服务业', '农、林、牧、渔业'];
const CHANNELS = ['自主/亲友', '政府组织', '劳务公司/经纪人/合作社', '企业招聘', '自主就业', '其他'];
const TRADES = ['餐饮', '电子', '服装', '家具', '玩具', '五金', '物流', '家政', '塑料', '印刷'];
const CITIES = ['广州', '深圳', '佛山', '珠海', '惠州', '江门', '肇庆', '清远'];
/** As the place stands in the cell, and its code. The second half is written shorter, which is a repair. */
const PLACES: readonly (readonly [text: string, code: string])[] = [
  ['广东省广州市白云区', '440111'],
  ['广东省广州市番禺区', '440113'],
  ['广东省广州市天河区', '440106'],
  ['广东省深圳市宝安区', '440306'],
  ['广东省深圳市龙岗区', '440307'],
  ['广东省佛山市南海区', '440605'],
  ['广东省佛山市顺德区', '440606'],
  ['广东省东莞市', '441900'],
  ['广东省中山市', '442000'],
  ['广东省珠海市香洲区', '440402'],
];
const SHORT_PLACES: readonly (readonly [text: string, code: string])[] = [
  ['广州市白云区', '440111'],
  ['深圳宝安区', '440306'],
  ['佛山市顺德区', '440606'],
];
export const HOME = { text: '贵州省黔南布依族苗族自治州平塘县', code: '522727' } as const;

/** Of six million people of whom no register knows: their numbers begin with the code of 云浮, which the demonstration world does not use. */
export const newPerson = (i: number): RosterPerson => {
  const at = scatter(i >> 1, 500, 12_000, 0x726f7374);
  return {
    name: SURNAMES[i % 20]! + GIVEN[mix(i, 2) % GIVEN.length]! + GIVEN[mix(i, 3) % GIVEN.length]!,
    number: numberOf('4453', i % 2 === 0 ? '1' : '2', { day: (at % 12_000) - 1826, sequence: Math.floor(at / 12_000) }),
    phone: `142${String(scatter(i, 10_000, 10_000, 0x706e)).padStart(8, '0')}`,
    home: HOME.text,
  };
};

const full = (text: string): string => [...text].map((c) => String.fromCodePoint(c.codePointAt(0)! + 0xfee0)).join('');
const wrongCheck = (number: string): string => number.slice(0, 17) + (number[17] === '1' ? '2' : '1');
const two = (n: number): string => String(n).padStart(2, '0');

/** What is the matter with every hundredth row, by its place among them; the others are as they should be. */
type Trouble = 'check' | 'landline' | 'income' | 'place' | 'copy' | 'full' | 'points' | 'yuan' | 'spaced' | 'short';
const TROUBLES = new Map<number, Trouble>([
  [0, 'check'],
  [20, 'check'],
  [40, 'check'],
  [60, 'check'],
  [80, 'check'],
  [5, 'landline'],
  [6, 'income'],
  [7, 'place'],
  [99, 'copy'],
  [10, 'full'],
  [30, 'full'],
  [12, 'points'],
  [32, 'points'],
  [52, 'points'],
  [14, 'yuan'],
  [34, 'yuan'],
  [16, 'spaced'],
  [18, 'short'],
  [38, 'short'],
  [58, 'short'],
]);

/** Row `i` (0-based) about a person. The 100th of each hundred is its neighbour's, copied to the letter. */
export const rosterRow = (i: number, person: RosterPerson, personBefore: RosterPerson): RosterRow => {
  const trouble = TROUBLES.get(i % 100);
  if (trouble === 'copy') {
    const before = rosterRow(i - 1, personBefore, personBefore);
    return { ...before, fate: 'refused', rule: 'V01' };
  }
  const work = person.work;
  const [place, code] =
    trouble === 'short'
      ? SHORT_PLACES[mix(i, 5) % SHORT_PLACES.length]!
      : work
        ? [work.place, work.code]
        : PLACES[mix(i, 4) % PLACES.length]!;
  const employer = mix(i, 6) % 8000;
  const [year, month, day] = work
    ? (work.start.split('-').map(Number) as [number, number, number])
    : [2018 + (mix(i, 7) % 4), 1 + (mix(i, 8) % 12), 1 + (mix(i, 9) % 28)];
  const income = trouble === 'income' ? 50_000 : work ? work.pay : 2500 + 50 * (mix(i, 10) % 120);
  const start = `${year}-${two(month)}-${two(day)}`;
  const number = trouble === 'check' ? wrongCheck(person.number) : person.number;
  const cells = [
    person.name,
    trouble === 'full' ? full(number) : number,
    trouble === 'landline' ? '0854-4821234' : trouble === 'spaced' ? `${person.phone.slice(0, 3)} ${person.phone.slice(3)}` : person.phone,
    person.home,
    trouble === 'place' ? '广东省' : place,
    work?.employer ?? `${CITIES[employer % CITIES.length]}${TRADES[(employer >> 3) % TRADES.length]}第${employer}有限公司`,
    work?.industry ?? INDUSTRIES[mix(i, 11) % INDUSTRIES.length]!,
    work?.channel ?? CHANNELS[mix(i, 12) % CHANNELS.length]!,
    trouble === 'points' ? `${year}.${month}.${day}` : start,
    trouble === 'yuan' ? `${Math.floor(income / 1000)},${String(income % 1000).padStart(3, '0')}元` : String(income),
  ];
  const refused = trouble === 'check' ? 'V01' : trouble === 'place' ? 'V03' : null;
  const doubt = trouble === 'landline' ? 'V02' : trouble === 'income' ? 'V09' : null;
  return {
    cells,
    fate: refused ? 'refused' : doubt ? 'doubtful' : 'accepted',
    rule: refused ?? doubt,
    number: trouble === 'check' ? null : number,
    place: trouble === 'place' ? null : code,
    income,
    start,
    repaired: trouble === 'full' || trouble === 'points' || trouble === 'yuan' || trouble === 'spaced' || trouble === 'short',
  };
};

/** What all rows together must come to. */
export interface Tally {
  rows: number;
  accepted: number;
  doubtful: number;
  refused: number;
  repaired: number;
  rules: Record<string, number>;
  /** Of accepted and doubtful rows, in yuan. */
  income: number;
}
export const newTally = (): Tally => ({ rows: 0, accepted: 0, doubtful: 0, refused: 0, repaired: 0, rules: {}, income: 0 });
export const addTo = (tally: Tally, row: RosterRow): void => {
  tally.rows++;
  tally[row.fate]++;
  if (row.repaired) tally.repaired++;
  if (row.rule !== null) tally.rules[row.rule] = (tally.rules[row.rule] ?? 0) + 1;
  if (row.fate !== 'refused') tally.income += row.income;
};

const csvCell = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export interface Written {
  readonly bytes: number;
  readonly tally: Tally;
}
type PersonOf = (i: number) => RosterPerson;
const rowsOf = function* (rows: number, personOf: PersonOf, tally: Tally): Generator<RosterRow> {
  let before = personOf(0);
  for (let i = 0; i < rows; i++) {
    const person = personOf(i);
    const row = rosterRow(i, person, before);
    addTo(tally, row);
    yield row;
    before = person;
  }
};

/** Writes the roster as CSV in UTF-8; `personOf` says whom row i is about. */
export const writeCsv = async (path: string, rows: number, personOf: PersonOf): Promise<Written> => {
  const tally = newTally();
  const file = await open(path, 'w', 0o600);
  try {
    let bytes = 0;
    let held = `\ufeff${HEADER.join(',')}\r\n`;
    const flush = async (): Promise<void> => {
      const piece = Buffer.from(held);
      bytes += piece.length;
      held = '';
      await file.write(piece);
    };
    for (const row of rowsOf(rows, personOf, tally)) {
      held += `${row.cells.map(csvCell).join(',')}\r\n`;
      if (held.length > 1 << 18) await flush();
    }
    await flush();
    return { bytes, tally };
  } finally {
    await file.close();
  }
};

const columnName = (at: number): string => (at < 26 ? String.fromCharCode(65 + at) : `A${String.fromCharCode(39 + at)}`);
const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
/** The same as .xlsx with so many columns, every cell text as the national system exports it; those beyond the ten are nobody's. */
export const writeXlsx = async (path: string, rows: number, columns: number, personOf: PersonOf): Promise<Written> => {
  const tally = newTally();
  const more = Array.from({ length: columns - HEADER.length }, (_, at) => `自填栏${at + 1}`);
  const line = (at: number, cells: readonly string[]): string =>
    `<row r="${at}">${cells.map((c, i) => `<c r="${columnName(i)}${at}" t="inlineStr"><is><t>${xml(c)}</t></is></c>`).join('')}</row>`;
  const pieces: Buffer[] = [Buffer.from(line(1, [...HEADER, ...more]))];
  let at = 2;
  for (const row of rowsOf(rows, personOf, tally))
    pieces.push(Buffer.from(line(at++, [...row.cells, ...more.map((_, i) => (i % 3 === 0 ? '' : `第${at}行第${i}格`))])));
  const file = await open(path, 'w', 0o600);
  try {
    const bytes = xlsxOf({ sheets: [{ name: '台账', xml: sheetXml(Buffer.concat(pieces).toString()) }] });
    await file.write(bytes);
    return { bytes: bytes.length, tally };
  } finally {
    await file.close();
  }
};
