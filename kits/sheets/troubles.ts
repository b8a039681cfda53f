// Every trouble of the corpus as data: how it is laid over a row, or what it is called where a layout or a writer makes it.
import { checkCharacter } from '#standards/id-number/idNumberMath.ts';
import { type Draft, judge, lost, personOf, type Roster, repaired, without, write } from './roster.ts';
import type { Cell } from './shapes.ts';
import { containerTroubles, faultTroubles, layoutTroubles } from './troublesOfFiles.ts';

/** Lays a trouble over row `at`; some need the row after it. */
type Lay = (roster: Roster, at: number) => void;

const on =
  (deed: (row: Draft, roster: Roster) => void): Lay =>
  (roster, at) =>
    deed(roster.rows[at]!, roster);
const id = (row: Draft): string => row.values.idNumber as string;
const phone = (row: Draft): string => row.values.phone as string;
const full = (text: string): string => [...text].map((c) => String.fromCodePoint(c.codePointAt(0)! + 0xfee0)).join('');
const income = (row: Draft): number => row.values.monthlyIncome as number;

/** A start month written in a way of its own. */
const startAs = (cell: Cell, value: string): Lay => on((row) => repaired(row, 'start', cell, value));
const unreadStart = (cell: Cell, arguable = true): Lay =>
  on((row) => {
    lost(row, 'start', cell);
    judge(row, 'doubtful', 'unread', arguable);
  });
const placeAs = (cell: string, value: string): Lay => on((row) => repaired(row, 'place', cell, value));
/** Too wide a place may be told as what it is (太原 is 140100); it is refused all the same. */
const placeRefused = (cell: string, deed: typeof lost = without): Lay =>
  on((row) => {
    deed(row, 'place', cell);
    judge(row, 'refused', 'V03');
  });
const missing = (field: 'monthlyIncome' | 'employer' | 'industry' | 'channel' | 'escorted', cell: Cell = null): Lay =>
  on((row) => {
    without(row, field, cell);
    judge(row, 'refused', 'V04');
  });
const badNumber = (cell: (row: Draft) => Cell): Lay =>
  on((row) => {
    without(row, 'idNumber', cell(row));
    judge(row, 'refused', 'V01');
  });
const lostNumber = (cell: (row: Draft) => Cell): Lay =>
  on((row) => {
    lost(row, 'idNumber', cell(row));
    judge(row, 'refused', 'V01');
  });
const dressed = (cell: (number: string) => Cell): Lay => on((row) => repaired(row, 'idNumber', cell(id(row))));
/** A person whose number ends in X, born in that year. */
const becomes = (row: Draft, roster: Roster, year: number, fits: (number: string) => boolean): void => {
  for (let ordinal = 60_000; ; ordinal++) {
    const { number } = personOf(roster.random, year, row.sex, ordinal);
    if (!fits(number) || roster.rows.some((r) => r.values.idNumber === number)) continue;
    write(row, 'idNumber', number, number);
    return;
  }
};
const born = (row: Draft, roster: Roster, year: number): void => becomes(row, roster, year, () => true);
const named = (cell: string, value = cell): Lay =>
  on((row) => (cell === value ? write(row, 'name', cell, value) : repaired(row, 'name', cell, value)));
const stopped = (row: Draft, end: Cell, value: string | null): void => {
  write(row, 'working', '否');
  write(row, 'start', '2021年03月', '2021-03');
  write(row, 'end', end, value);
};

/** Sixteen digits kept of eighteen are not eighteen; what Excel stores keeps fifteen. */
const asExcelKeeps = (number: string): { raw: string; shown: string } => {
  const digits = number.replace('X', '0').slice(0, 15);
  return { raw: `${digits[0]}.${digits.slice(1).replace(/0+$/, '')}E+17`, shown: `${digits[0]}.${digits.slice(1, 6)}E+17` };
};

/** Troubles of a cell or a row, by what they touch. */
export const lays = {
  // V01
  idFloat: lostNumber((row) => asExcelKeeps(id(row))),
  idFloatText: lostNumber((row) => asExcelKeeps(id(row)).shown),
  idRounded: lostNumber((row) => {
    const kept = id(row).slice(0, 15);
    // one in eleven rounded numbers has a right check digit by chance; then it is a wrong number nobody can tell
    return checkCharacter(`${kept}00`) === '0' ? `${kept.slice(0, 14)}${(Number(kept[14]) + 1) % 10}000` : `${kept}000`;
  }),
  idFormula: dressed((n) => ({ formula: `"${n}"`, result: n })),
  idFormulaText: dressed((n) => `="${n}"`),
  idApostrophe: dressed((n) => `'${n}`),
  idFullWidth: dressed(full),
  idLowerX: on((row, roster) => {
    becomes(row, roster, 1988, (n) => n.endsWith('X'));
    repaired(row, 'idNumber', id(row).toLowerCase());
  }),
  idBlanks: dressed((n) => ` ${n.slice(0, 6)} ${n.slice(6, 14)}\u00a0${n.slice(14)}　`),
  id15: on((row, roster) => {
    becomes(row, roster, 1972, () => true);
    repaired(row, 'idNumber', id(row).slice(0, 6) + id(row).slice(8, 17));
  }),
  idWrongCheck: badNumber((row) => id(row).slice(0, 17) + (id(row)[17] === '7' ? '4' : '7')),
  idTooShort: badNumber((row) => id(row).slice(0, 17)),
  idBirthday: badNumber((row) => {
    const body = `${id(row).slice(0, 10)}1331${id(row).slice(14, 17)}`;
    return body + checkCharacter(body);
  }),
  idDisability: on((row) => repaired(row, 'idNumber', `${id(row)}43`)),
  idMissing: on((row) => {
    lost(row, 'idNumber', null);
    judge(row, 'refused', 'V01', true);
  }),
  idCopied: (roster, at) => {
    // the whole row once more: the first stands, the copy is refused
    const [one, copy] = [roster.rows[at]!, roster.rows[at + 1]!];
    Object.assign(copy.cells, one.cells, { serial: at + 2 });
    Object.assign(copy.values, one.values);
    judge(copy, 'refused', 'V01', true);
    copy.troubles.push('idCopied');
  },
  idOfTwo: (roster, at) => {
    // one number, two names: which of the two is right the file does not say
    // (their spells follow one another, so that the number is the only thing to say)
    stopped(roster.rows[at]!, '2021年12月', '2021-12');
    write(roster.rows[at + 1]!, 'start', '2022年02月', '2022-02');
    for (const row of [roster.rows[at]!, roster.rows[at + 1]!]) {
      write(row, 'idNumber', id(roster.rows[at]!), id(roster.rows[at]!));
      judge(row, 'doubtful', 'V01', true);
    }
    roster.rows[at + 1]!.troubles.push('idOfTwo');
  },
  // V02
  phoneFloat: on((row) => repaired(row, 'phone', `${phone(row)}.0`)),
  phoneNumber: on((row) => write(row, 'phone', { raw: phone(row) })),
  phoneExponent: on((row) => repaired(row, 'phone', { raw: `${phone(row)[0]}.${phone(row).slice(1)}E10`, shown: phone(row) })),
  phonePlus86: on((row) => repaired(row, 'phone', `+86 ${phone(row)}`)),
  phoneBlanks: on((row) => repaired(row, 'phone', `${phone(row).slice(0, 3)} ${phone(row).slice(3, 7)}-${phone(row).slice(7)} `)),
  phoneShort: on((row) => {
    without(row, 'phone', phone(row).slice(0, 10));
    judge(row, 'refused', 'V02');
  }),
  phoneTwo: on((row, roster) => {
    lost(row, 'phone', `${phone(row)}/${personOf(roster.random, 1980, '1', 69_000).phone}`);
    judge(row, 'doubtful', 'V02', true);
  }),
  phoneShared: (roster, at) => {
    for (let n = 0; n < 4; n++) {
      const row = roster.rows[at + n]!;
      write(row, 'phone', phone(roster.rows[at]!), phone(roster.rows[at]!));
      judge(row, 'doubtful', 'V02');
      if (n > 0) row.troubles.push('phoneShared');
    }
  },
  phoneOfHousehold: (roster, at) => {
    // man and wife with one telephone and one household: nothing wrong
    const [one, other] = [roster.rows[at]!, roster.rows[at + 1]!];
    write(other, 'phone', phone(one), phone(one));
    write(other, 'household', one.cells.household ?? null);
    write(other, 'place', one.cells.place ?? null, one.values.place ?? null);
  },
  // days
  dateChinese: startAs('2022年5月', '2022-05'),
  dateChineseDay: startAs('2022年5月17日', '2022-05-17'),
  dateDotted: startAs('2022.5', '2022-05'),
  dateDigits: startAs('202205', '2022-05'),
  dateDigitsNumber: startAs(20220517, '2022-05-17'),
  dateSlashed: startAs('2022/5/1', '2022-05-01'),
  dateTimed: startAs('2022-05-01 00:00:00', '2022-05-01'),
  dateSerial: startAs({ day: '2022-05-17' }, '2022-05-17'),
  dateSerialBare: unreadStart(44_698),
  dateClipped: unreadStart(2022.1),
  dateImpossible: unreadStart('2022.13'),
  dateShortYear: unreadStart('22.5'),
  dateUntilNow: on((row) => repaired(row, 'end', '至今', null)),
  // V03
  placeShort: placeAs('广东广州白云', '440111'),
  placeDetailed: placeAs('广东省佛山市顺德区大良街道演示路8号', '440606'),
  placeSpaced: placeAs('广东省 惠州市 惠阳区', '441303'),
  placeWithoutCounties: placeAs('广东东莞', '441900'),
  placeCode: placeAs('440306', '440306'),
  placeOfTwo: on((row) => {
    lost(row, 'place', '白云区');
    judge(row, 'doubtful', 'V03', true);
  }),
  placePrefecture: placeRefused('太原'),
  placeProvince: placeRefused('广东省'),
  placeOutside: placeRefused('省外', lost),
  placeInside: placeRefused('县内', lost),
  // V09 and the ways to write money
  incomeComma: on((row) => repaired(row, 'monthlyIncome', `${String(income(row)).replace(/(\d{3})$/, ',$1')}`)),
  incomeUnit: on((row) => repaired(row, 'monthlyIncome', `${income(row)}元`)),
  incomeFullWidth: on((row) => repaired(row, 'monthlyIncome', full(String(income(row))))),
  incomeK: on((row) => repaired(row, 'monthlyIncome', '3k', 3000)),
  incomeRange: on((row) => {
    lost(row, 'monthlyIncome', '3000-4500');
    judge(row, 'doubtful', 'unread', true);
  }),
  incomeWords: on((row) => {
    lost(row, 'monthlyIncome', '面议');
    judge(row, 'doubtful', 'unread', true);
  }),
  incomeHuge: on((row) => {
    write(row, 'monthlyIncome', 100_000, 100_000);
    judge(row, 'doubtful', 'V09');
  }),
  incomeTiny: on((row) => {
    write(row, 'monthlyIncome', 50, 50);
    judge(row, 'doubtful', 'V09');
  }),
  incomeZero: on((row) => {
    write(row, 'monthlyIncome', 0, 0);
    judge(row, 'doubtful', 'V09');
  }),
  // codes, many values, nothing
  codeCircled: on((row) => repaired(row, 'channel', '④企业招聘', '企业招聘')),
  codeBracketed: on((row) => repaired(row, 'channel', '(9)其他', '其他')),
  codeBare: on((row) => {
    without(row, 'channel', '⑤');
    judge(row, 'doubtful', 'unread', true);
  }),
  manyDunhao: on((row) => repaired(row, 'intention', '粤菜师傅、广东技工', ['粤菜师傅', '广东技工'])),
  manyComma: on((row) => repaired(row, 'intention', '粤菜师傅，广东技工,南粤家政', ['粤菜师傅', '广东技工', '南粤家政'])),
  manySemicolon: on((row) => repaired(row, 'intention', '粤菜师傅;广东技工；南粤家政', ['粤菜师傅', '广东技工', '南粤家政'])),
  manyBar: on((row) => repaired(row, 'intention', '粤菜师傅|广东技工', ['粤菜师傅', '广东技工'])),
  manySlash: on((row) => repaired(row, 'intention', '粤菜师傅/南粤家政', ['粤菜师傅', '南粤家政'])),
  nullWords: on((row) => {
    write(row, 'end', '无', null);
    write(row, 'phone', '/', null);
  }),
  nullDash: on((row) => {
    write(row, 'end', '-', null);
    write(row, 'phone', '空', null);
  }),
  nullBlank: on((row) => {
    write(row, 'end', '　', null);
    write(row, 'phone', ' ', null);
  }),
  nullInNeeded: missing('industry', '/'),
  errorCell: on((row) => {
    without(row, 'employer', { error: '#N/A' });
    judge(row, 'refused', 'V04', true);
  }),
  ditto: (roster, at) => {
    const [above, row] = [roster.rows[at - 1]!, roster.rows[at]!];
    repaired(row, 'employer', '同上', above.values.employer ?? null);
    row.arguable = true;
  },
  // V04
  incomeMissing: missing('monthlyIncome'),
  employerMissing: missing('employer'),
  industryMissing: missing('industry'),
  channelMissing: missing('channel'),
  escortMissing: missing('escorted'),
  // V05, V06
  postAway: on((row) => {
    write(row, 'channel', '公益性岗位', '公益性岗位');
    judge(row, 'doubtful', 'V05');
  }),
  postTooYoung: on((row, roster) => {
    // born late enough to be under sixteen until 2030; V10 is broken with it
    born(row, roster, 2016);
    write(row, 'skill', '无劳动力');
    write(row, 'channel', '公益性岗位', '公益性岗位');
    write(row, 'place', '贵州省黔南布依族苗族自治州平塘县', '522727');
    write(row, 'county', '平塘县');
    judge(row, 'refused', 'V06');
    judge(row, 'refused', 'V10');
  }),
  postTooOld: on((row, roster) => {
    born(row, roster, 1948);
    write(row, 'skill', '弱劳动力或半劳动力');
    write(row, 'channel', '公益性岗位', '公益性岗位');
    write(row, 'place', '贵州省黔南布依族苗族自治州平塘县', '522727');
    write(row, 'county', '平塘县');
    judge(row, 'doubtful', 'V06');
  }),
  postWithoutMonths: on((row) => {
    write(row, 'postType', '保洁员');
    write(row, 'postMonths', null);
    judge(row, 'doubtful', 'V06', true);
  }),
  postThree: (roster, at) => {
    // three posts of one person at one time; three after one another would be a life
    for (let n = 0; n < 3; n++) {
      const row = roster.rows[at + n]!;
      const first = roster.rows[at]!;
      for (const field of ['name', 'idNumber', 'phone'] as const)
        write(row, field, first.cells[field] ?? null, first.values[field] ?? null);
      for (const field of ['county', 'household'] as const) write(row, field, field === 'county' ? '平塘县' : (first.cells[field] ?? null));
      write(row, 'channel', '公益性岗位', '公益性岗位');
      write(row, 'place', '贵州省黔南布依族苗族自治州平塘县', '522727');
      write(row, 'employer', ['演示村保洁组', '演示村护林队', '演示村护路队'][n]!, ['演示村保洁组', '演示村护林队', '演示村护路队'][n]!);
      write(row, 'start', '2022年03月', '2022-03');
      judge(row, 'doubtful', 'V06', true);
      if (n > 0) judge(row, 'doubtful', 'V07', true);
      if (n > 0) row.troubles.push('postThree');
    }
  },
  // V07: two spells of one person; the second begins before the first ends
  spellsOverlap: (roster, at) => {
    twoSpells(roster, at, '2021年06月', '2021-06');
    judge(roster.rows[at + 1]!, 'doubtful', 'V07');
    roster.rows[at + 1]!.troubles.push('spellsOverlap');
  },
  spellsInTurn: (roster, at) => twoSpells(roster, at, '2022年02月', '2022-02'),
  // V08
  stoppedWithoutEnd: on((row) => {
    stopped(row, null, null);
    judge(row, 'doubtful', 'V08');
  }),
  stoppedInFuture: on((row) => {
    stopped(row, '2099年12月', '2099-12');
    judge(row, 'doubtful', 'V08');
  }),
  stoppedWithEnd: on((row) => stopped(row, '2021年12月', '2021-12')),
  // V10–V14
  startedTooYoung: on((row, roster) => {
    // a grown-up on every day the corpus is read, a child when the work began
    born(row, roster, 2004);
    write(row, 'start', '2017年03月', '2017-03');
    judge(row, 'refused', 'V10');
  }),
  withoutLabour: on((row) => {
    write(row, 'skill', '无劳动力');
    judge(row, 'doubtful', 'V11');
  }),
  studentWorking: on((row) => {
    write(row, 'student', '本科二年级');
    judge(row, 'doubtful', 'V12');
  }),
  monthsTooMany: on((row) => {
    write(row, 'months', 14);
    judge(row, 'refused', 'V14');
  }),
  monthsMissing: on((row) => {
    write(row, 'months', null);
    judge(row, 'refused', 'V14');
  }),
  // names
  nameOne: named('韦'),
  nameTwenty: named('买买提依明阿卜杜热合曼古丽巴哈尔江努尔买'),
  nameDotted: named('阿依·洛古'),
  nameDotVariant: named('吉木•阿牛', '吉木·阿牛'),
  nameRare: named('莫𬭚'),
  nameRareToo: named('罗㙟龙'),
  nameSpaced: named('韦  军', '韦军'),
  nameBreak: named('陆\n秀英', '陆秀英'),
  nameSame: (roster, at) => {
    // two people of one name: nothing wrong, and no duplicate
    const [one, other] = [roster.rows[at]!, roster.rows[at + 1]!];
    write(other, 'name', one.cells.name ?? null, one.values.name ?? null);
    other.troubles.push('nameSame');
  },
  // organisations
  usccWrong: on((row) => {
    const code = row.values.uscc as string;
    without(row, 'uscc', code.slice(0, 17) + (code[17] === '1' ? '2' : '1'));
    judge(row, 'refused', 'uscc', true);
  }),
  usccShort: on((row) => {
    without(row, 'uscc', (row.values.uscc as string).slice(0, 15));
    judge(row, 'refused', 'uscc', true);
  }),
  usccDressed: on((row) => repaired(row, 'uscc', full((row.values.uscc as string).toLowerCase()))),
} as const satisfies Record<string, Lay>;

const twoSpells = (roster: Roster, at: number, start: string, value: string): void => {
  const [one, other] = [roster.rows[at]!, roster.rows[at + 1]!];
  for (const field of ['name', 'idNumber', 'phone'] as const) write(other, field, one.cells[field] ?? null, one.values[field] ?? null);
  for (const field of ['county', 'household'] as const) write(other, field, one.cells[field] ?? null);
  write(one, 'working', '否');
  write(one, 'start', '2021年01月', '2021-01');
  write(one, 'end', '2021年12月', '2021-12');
  write(one, 'employer', '演示一号电子厂', '演示一号电子厂');
  write(other, 'employer', '演示二号家具厂', '演示二号家具厂');
  write(other, 'start', start, value);
};

export type LayName = keyof typeof lays;

export const lay = (roster: Roster, at: number, ...names: readonly LayName[]): void => {
  for (const name of names) {
    lays[name](roster, at);
    roster.rows[at]!.troubles.push(name);
  }
};

export const troubleNames: readonly string[] = [lays, layoutTroubles, containerTroubles, faultTroubles].flatMap((group) =>
  Object.keys(group),
);
