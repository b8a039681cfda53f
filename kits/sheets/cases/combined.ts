// Troubles as real files have them: several at once, in the layout, in the bytes and in the rows.
import { type Layout, layOut, otherSheet } from '../layOut.ts';
import { type Field, FULL, type Roster, repaired } from '../roster.ts';
import type { Case, Format, Sheet } from '../shapes.ts';
import { lay } from '../troubles.ts';
import { writeHtml, writeOds, writeXls, writeXlsxBySheetJs, writeXml2003 } from '../writeOthers.ts';
import { writeByExceljs, writeXlsx } from '../writeXlsx.ts';
import { MIXED, RULES, VALUES, WORDS } from './combinedRows.ts';
import { halved, textCase } from './containers.ts';
import { ALIASES, broken, CODES, GUIDE, inTenThousands, LEGEND, NOTES, relabelled, required, TITLE, UNIT } from './layouts.ts';
import { hireAll, organisationRoster } from './rows.ts';
import { caseOf, type Laid, roster, xlsx } from './shared.ts';

const WIDE: readonly Field[] = [...FULL, 'skill', 'student', 'postType', 'postMonths', 'intention'];
type Write = (sheets: readonly Sheet[]) => Buffer | Promise<Buffer>;

const book = (file: string, about: string, troubles: readonly string[], format: Format, of: Roster, layout: Layout, write: Write): Case =>
  caseOf({ file, about, troubles }, format, [layOut(of, layout)], write);

const aliased = (of: Roster): Roster => relabelled(of, (label, field) => ALIASES[field] ?? label);

const constants = (): Case => {
  const file = 'mix-constants.xls';
  const of = roster(file, 40, [
    [3, 'idWrongCheck'],
    [9, 'phoneShort'],
    [12, 'placePrefecture'],
  ]);
  for (const row of of.rows) {
    Object.assign(row.cells, { monthlyIncome: 1500, industry: '第三产业' });
    row.values.monthlyIncome = 1500;
  }
  return book(
    file,
    'filled by a program under a title, and three wrong rows besides',
    ['xls', 'titleRows', 'constants'],
    'xls',
    of,
    { above: [TITLE], findings: ['constants'] },
    writeXls,
  );
};

const factory = (): Case => {
  const file = 'mix-factory.xlsx';
  const of = roster(file, 300);
  hireAll(of);
  for (const [at, ...names] of [
    [7, 'idFullWidth'],
    [20, 'phonePlus86'],
    [33, 'idWrongCheck'],
    [150, 'nameSpaced', 'incomeComma'],
    [299, 'idLowerX'],
  ] as Laid)
    lay(of, at, ...names);
  return xlsx(
    {
      file,
      about: 'a hiring of 300 people with a title, the header on every page and a total; five rows have troubles',
      troubles: ['large', 'factory', 'titleRows', 'headerRepeated', 'totals', 'notes'],
    },
    of,
    { above: [TITLE], repeatEvery: 25, total: true, below: NOTES },
  );
};

const merged = (): Case => {
  const file = 'mix-merged.xlsx';
  const of = aliased(
    roster(file, 14, [
      [1, 'idBlanks'],
      [8, 'incomeMissing'],
      [10, 'ditto'],
    ]),
  );
  for (const n of [4, 5]) repaired(of.rows[n]!, 'employer', of.rows[3]!.cells.employer ?? null, of.rows[3]!.values.employer ?? null);
  of.rows[6]!.hidden = true;
  return book(
    file,
    'by exceljs: title, two header rows with other words, merged employers, a hidden row and column, blank rows',
    ['exceljs', 'titleRows', 'headerTwoRows', 'headerAliases', 'bodyMerged', 'hiddenRows', 'hiddenColumns', 'blankRows'],
    'xlsx',
    of,
    { above: [TITLE], mergeTitle: true, headerRows: 2, merged: [['employer', 3, 5]], hiddenFields: ['household'], blankEvery: 7 },
    writeByExceljs,
  );
};

const manySheets = (): Case => {
  const file = 'mix-sheets.xlsx';
  const sheets = [
    otherSheet('填表说明', GUIDE),
    layOut(roster(`${file}-1`, 8, [[2, 'idApostrophe', 'phoneFloat']]), { name: '甲村', above: [TITLE], total: true }),
    layOut(roster(`${file}-2`, 8, [[4, 'placeOutside']]), { name: '乙村', above: [TITLE, UNIT, [], []], numberedEmpties: 6 }),
    otherSheet('字典', CODES, true),
  ];
  return caseOf(
    {
      file,
      about: 'instructions, two villages with different layouts, a hidden code list',
      troubles: ['readmeSheet', 'severalSheets', 'hiddenSheet', 'titleRows', 'headerOn5', 'totals', 'numberedEmpties'],
    },
    'xlsx',
    sheets,
    (s) => writeXlsx(s),
  );
};

const organisations = (): Case => {
  const file = 'mix-organisations.csv';
  const of = organisationRoster(file, 9);
  for (const [at, name] of [
    [1, 'usccDressed'],
    [3, 'usccWrong'],
    [3, 'phonePlus86'],
    [5, 'usccShort'],
    [7, 'phoneShort'],
  ] as const)
    lay(of, at, name);
  return textCase(
    { file, about: 'organisations in GBK with a title and a total', troubles: ['csvGbk', 'organisations', 'titleRows', 'totals'] },
    layOut(of, { above: [['企业名录']], total: true }),
    { encoding: 'gbk' },
  );
};

const months = (file: string): Roster =>
  roster(
    file,
    10,
    [
      [2, 'monthsTooMany', 'idBlanks'],
      [5, 'monthsMissing', 'phonePlus86'],
    ],
    { fields: [...FULL, 'months'] },
  );

export const combinedCases = (): readonly Case[] => {
  const mixed = (file: string, laid: Laid, rows = 14) => roster(file, rows, laid, { fields: WIDE });
  return [
    book(
      'mix-village.xls',
      'title, office, two header rows; wrong numbers, phones, days, places',
      ['xls', 'titleRows', 'headerOn3', 'headerTwoRows', 'totals', 'notes'],
      'xls',
      mixed('mix-village.xls', MIXED),
      { above: [TITLE, UNIT], mergeTitle: true, headerRows: 2, total: true, below: NOTES },
      writeXls,
    ),
    book(
      'mix-values.xlsx',
      'number cells where texts belong; required marks and line breaks in the header',
      ['titleRows', 'headerRequired', 'headerBreaks', 'totals'],
      'xlsx',
      relabelled(mixed('mix-values.xlsx', VALUES), (l, f) => broken(required(l, f))),
      { above: [TITLE], total: true },
      (s) => writeXlsx(s),
    ),
    book(
      'mix-values.et',
      'the same kinds of rows from WPS',
      ['et', 'headerAliases'],
      'xls',
      aliased(mixed('mix-values.et', VALUES)),
      {},
      writeXls,
    ),
    book(
      'mix-words.ods',
      'codes and lists, three header rows, groups of the village',
      ['ods', 'headerThreeRows', 'groupRows'],
      'ods',
      mixed('mix-words.ods', WORDS, 12),
      { headerRows: 3, groupEvery: 6 },
      writeOds,
    ),
    book(
      'mix-rules.xlsx',
      'every rule broken by somebody; inline texts, no references',
      ['inlineStrings', 'noReferences', 'sampleRow'],
      'xlsx',
      mixed('mix-rules.xlsx', RULES, 36),
      { sample: true },
      (s) => writeXlsx(s, { strings: 'inline', noReferences: true }),
    ),
    book(
      'mix-rules.ods',
      'every rule broken, under a title, notes below',
      ['ods', 'titleRows', 'notes'],
      'ods',
      mixed('mix-rules.ods', RULES, 36),
      { above: [TITLE], below: NOTES },
      writeOds,
    ),
    book(
      'mix-2003.xls',
      'XML-2003 with a title and a header of two rows',
      ['xml2003', 'titleRows', 'headerTwoRows'],
      'xml2003',
      roster('mix-2003.xls', 10, MIXED),
      { above: [TITLE], mergeTitle: true, headerRows: 2 },
      writeXml2003,
    ),
    book(
      'mix-export.xls',
      'HTML named .xls with title, header of two rows and total',
      ['htmlAsXls', 'titleRows', 'headerTwoRows', 'totals'],
      'html',
      mixed('mix-export.xls', MIXED),
      { name: '', above: [TITLE], mergeTitle: true, headerRows: 2, total: true },
      ([s]) => writeHtml(s!),
    ),
    book(
      'mix-export-gbk.xls',
      'HTML in GBK named .xls with other header words',
      ['htmlAsXls', 'htmlGbk', 'headerAliases'],
      'html',
      aliased(mixed('mix-export-gbk.xls', MIXED)),
      { name: '' },
      ([s]) => writeHtml(s!, 'gb2312'),
    ),
    textCase(
      {
        file: 'mix-gb18030.csv',
        about: 'GB18030, semicolons, title; rare names, and codes with commas inside',
        troubles: ['csvGb18030', 'semicolon', 'titleRows', 'quotedBreaks'],
      },
      layOut(mixed('mix-gb18030.csv', [...WORDS, [10, 'nameRare'], [11, 'nameRareToo', 'idFullWidth']]), { above: [TITLE] }),
      { encoding: 'gb18030', delimiter: ';' },
    ),
    textCase(
      { file: 'mix-utf16.txt', about: 'UTF-16 with tabs, the header repeated', troubles: ['csvUtf16', 'tabs', 'headerRepeated'] },
      layOut(mixed('mix-utf16.txt', MIXED), { repeatEvery: 5 }),
      { encoding: 'utf-16le', delimiter: '\t' },
    ),
    textCase(
      { file: 'mix-utf16-no-bom.csv', about: 'UTF-16 LE without BOM, title and total', troubles: ['csvUtf16NoBom', 'titleRows', 'totals'] },
      layOut(mixed('mix-utf16-no-bom.csv', MIXED), { above: [TITLE], total: true }),
      { encoding: 'utf-16le', noBom: true },
    ),
    halved('mix-broken.csv', MIXED, ['csvBroken', 'tabs', 'titleRows'], { above: [TITLE] }, '\t'),
    textCase(
      {
        file: 'mix-utf8.csv',
        about: 'UTF-8 without BOM, title, notes, blank records',
        troubles: ['csvUtf8', 'titleRows', 'notes', 'blankRows'],
      },
      layOut(mixed('mix-utf8.csv', MIXED), { above: [TITLE], blankEvery: 6, below: NOTES }),
      {},
    ),
    textCase(
      { file: 'mix-bom.csv', about: 'BOM, rules broken, a total', troubles: ['csvBom', 'totals'] },
      layOut(mixed('mix-bom.csv', RULES, 36), { total: true }),
      { encoding: 'utf-8-bom' },
    ),
    textCase(
      {
        file: '台账 (最终版)(2).xls',
        about: 'tabs in GBK under the name of an xls, as old systems export',
        troubles: ['csvAsXls', 'tabs', 'csvGbk', 'chineseName', 'titleRows'],
      },
      layOut(mixed('台账 (最终版)(2).xls', MIXED), { above: [TITLE] }),
      { encoding: 'gbk', delimiter: '\t' },
    ),
    book(
      'mix-1904.xlsx',
      '1904, prefixed names, wrong dimension, days as serial numbers',
      ['date1904', 'prefixedNames', 'wrongDimension'],
      'xlsx',
      mixed('mix-1904.xlsx', VALUES),
      {},
      (s) => writeXlsx(s, { date1904: true, prefix: 'x', dimension: 'A1' }),
    ),
    book(
      'mix-strict.xlsx',
      'Strict, rich text, no dimension; header of three rows on row 5',
      ['strictXml', 'richText', 'noDimension', 'headerThreeRows', 'headerOn5', 'titleRows'],
      'xlsx',
      mixed('mix-strict.xlsx', MIXED),
      { above: [TITLE, UNIT, [], []], headerRows: 3 },
      (s) => writeXlsx(s, { strict: true, richText: true, dimension: null }),
    ),
    book(
      'mix-million.xlsx',
      'a million rows declared below a total and notes',
      ['millionRows', 'totals', 'notes', 'numberedEmpties'],
      'xlsx',
      mixed('mix-million.xlsx', MIXED),
      { numberedEmpties: 5, total: true, below: NOTES },
      (s) => writeXlsx(s, { emptyRows: 200 }),
    ),
    book(
      'mix-odd.xlsx.xlsx',
      'odd parts, formula texts, a code table beside the list',
      ['oddParts', 'formulaStrings', 'doubleEnding', 'sideLegend'],
      'xlsx',
      mixed('mix-odd.xlsx.xlsx', VALUES),
      { legend: LEGEND },
      (s) => writeXlsx(s, { oddParts: true, strings: 'str' }),
    ),
    book(
      'mix-named.csv',
      'an xlsx by SheetJS named .csv; columns reversed; the header on row 15',
      ['xlsxAsCsv', 'sheetjs', 'columnsOrder', 'headerOn15', 'titleRows'],
      'xlsx',
      roster('mix-named.csv', 14, MIXED, { fields: [...WIDE].reverse() }),
      { above: [TITLE, ...Array.from({ length: 13 }, () => [])] },
      writeXlsxBySheetJs,
    ),
    book(
      'mix-months.xls',
      'months of work; an xlsx named .xls; income in 万元',
      ['xlsxAsXls', 'incomeInTenThousands', 'titleRows'],
      'xlsx',
      inTenThousands(months('mix-months.xls')),
      { above: [TITLE] },
      (s) => writeXlsx(s),
    ),
    book(
      'mix-two-up.xls',
      'two people in a row under a title',
      ['xls', 'sideBySide', 'titleRows', 'totals'],
      'xls',
      roster(
        'mix-two-up.xls',
        12,
        [
          [2, 'idFullWidth'],
          [3, 'phonePlus86', 'placeOutside'],
          [8, 'idWrongCheck'],
        ],
        { fields: ['serial', 'name', 'idNumber', 'phone', 'place', 'employer', 'monthlyIncome'] },
      ),
      { above: [TITLE], twoUp: true, total: true },
      writeXls,
    ),
    yearly(),
    constants(),
    factory(),
    merged(),
    manySheets(),
    organisations(),
  ];
};

const yearly = (): Case => {
  const file = 'mix-year.xls';
  const of = roster(file, 10, [
    [2, 'idLowerX'],
    [4, 'placeShort'],
    [6, 'phoneShort'],
  ]);
  of.labels.monthlyIncome = '年收入\n（万元）';
  for (const row of of.rows) {
    row.cells.monthlyIncome = ((row.values.monthlyIncome as number) * 10) / 10_000;
    row.values.monthlyIncome = null;
  }
  return book(
    file,
    'a year’s income in 万元 under a title, BIFF8',
    ['xls', 'incomeOfYear', 'headerBreaks', 'titleRows'],
    'xls',
    of,
    { above: [TITLE] },
    writeXls,
  );
};
