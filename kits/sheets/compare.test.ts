import { expect, test } from 'vitest';
import { type AnswerLine, compare, type DifferenceKind, readAnswer, totalOf } from './compare.ts';
import { reportOf } from './report.ts';
import { expectedHeaders, expectedOf, scoreCorpus } from './scoreCorpus.ts';
import type { ExpectedHeader, ExpectedRow } from './shapes.ts';

const header: ExpectedHeader = {
  file: 'a.xlsx',
  about: '',
  troubles: [],
  format: 'xlsx',
  sheets: [{ name: 'Sheet1', kind: 'workers', headerRows: [1], columns: ['姓名'] }],
};
const row = (at: number, over: Partial<ExpectedRow> = {}): ExpectedRow => ({
  sheet: 'Sheet1',
  row: at,
  verdict: 'accepted',
  reasons: [],
  values: { name: '韦军', start: '2022-05', monthlyIncome: 3000, place: '440111' },
  repairs: [],
  ...over,
});
const expected: readonly ExpectedRow[] = [
  row(1, { verdict: 'not-a-row', values: {} }),
  row(2),
  row(3, { verdict: 'refused', reasons: ['V01'], values: { name: '陆英', idNumber: null }, troubles: ['idFloat'] }),
  row(4, { verdict: 'doubtful', reasons: ['unread'], values: { start: null, end: '2022-06' }, arguable: true }),
];
const good: readonly AnswerLine[] = expected.map(({ sheet, row: at, verdict, reasons, values, repairs }) => ({
  sheet,
  row: at,
  verdict,
  reasons,
  values,
  repairs,
}));
const scoreWith = (at: number, over: AnswerLine) =>
  compare(
    header,
    expected,
    good.map((line, n) => (n === at ? { ...line, ...over } : line)),
  );
const kinds = (score: ReturnType<typeof compare>): DifferenceKind[] => score.differences.map((d) => d.kind);

test('the right answer is perfect, and so is one that says it in other lawful words', () => {
  expect(compare(header, expected, good)).toMatchObject({ perfect: true, balanced: true, right: 4, rows: 4, lines: 4, differences: [] });
  expect(
    kinds(scoreWith(1, { values: { name: '韦军', start: '2022-05-01', monthlyIncome: '3000', place: '440111107000', employer: '甲厂' } })),
  ).toEqual([]);
  expect(kinds(scoreWith(3, { reasons: ['date'], values: { end: '2022-06-30' } }))).toEqual([]);
  // the name of the only sheet, blank rows told, an unreadable number as it stands
  expect(
    kinds(compare(header, expected, [...good.map((l) => ({ ...l, sheet: '' })), { sheet: '', row: 9, verdict: 'not-a-row' }])),
  ).toEqual([]);
  expect(kinds(scoreWith(2, { values: { name: '陆英', idNumber: '5.20000E+17' } }))).toEqual([]);
});

test.each<[string, number, AnswerLine, DifferenceKind[]]>([
  ['another verdict', 1, { verdict: 'doubtful' }, ['verdict']],
  ['a title taken for a person', 0, { verdict: 'accepted' }, ['verdict']],
  ['a person taken for a note', 1, { verdict: 'not-a-row' }, ['verdict']],
  ['a rule too much', 2, { reasons: ['V01', 'V04'] }, ['reasons']],
  ['another rule', 2, { reasons: ['V02'] }, ['reasons']],
  ['no reason', 2, { reasons: [] }, ['reasons']],
  ['praise with a reason', 1, { reasons: ['odd'] }, ['reasons']],
  ['a rule where a cell cannot be read', 3, { reasons: ['V03'] }, ['reasons']],
  ['another value', 1, { values: { name: '韦君', start: '2022-05', monthlyIncome: 3000, place: '440111' } }, ['value']],
  [
    'another month, a day where none is',
    1,
    { values: { name: '韦军', start: '2022-05-17', monthlyIncome: 3000, place: '440111' } },
    ['value'],
  ],
  ['a place of another county', 1, { values: { name: '韦军', start: '2022-05', monthlyIncome: 3000, place: '520113' } }, ['value']],
  ['a value short, another wrong', 1, { values: { name: '韦军', start: '2022-05', place: '44' } }, ['value', 'value']],
  ['a number made up', 2, { values: { name: '陆英', idNumber: '520000198001010019' } }, ['guessed']],
  ['a day made up', 3, { values: { start: '2022-01', end: '2022-06' } }, ['guessed']],
  ['repairs that were none', 1, { repairs: ['name:space'] }, ['repair']],
])('%s', (_, at, over, want) => {
  const score = scoreWith(at, over);
  expect(kinds(score)).toEqual(want);
  expect(score.balanced).toBe(true);
  expect(score.perfect).toBe(want[0] === 'repair');
  expect(score.right).toBe(want[0] === 'repair' ? 4 : 3);
});

test('rows in are rows out: lost ones, invented ones, doubled ones, broken lines', () => {
  const without = compare(header, expected, good.slice(0, 3));
  expect([kinds(without), without.balanced, without.arguable]).toEqual([['lost'], false, 0]);
  const more = compare(header, expected, [...good, { sheet: 'Sheet1', row: 7, verdict: 'accepted' }]);
  expect([kinds(more), more.balanced, more.right]).toEqual([['invented'], false, 4]);
  expect(kinds(compare(header, expected, [...good, good[0]!]))).toEqual(['invented']);
  expect(kinds(compare(header, expected, [...good, { sheet: 'Sheet1', row: 2.5, verdict: 'accepted' }]))).toEqual(['invented']);
  expect(kinds(compare(header, expected, [...good, { sheet: 'Sheet1', row: 2, verdict: 'perhaps' }]))).toEqual(['invented']);
  expect(kinds(compare(header, expected, new Error('out of memory')))).toEqual(['crash', 'lost', 'lost', 'lost', 'lost']);
});

test('of two sheets the names count; of two people in a row the order', () => {
  const both: ExpectedHeader = { ...header, sheets: [header.sheets[0]!, { ...header.sheets[0]!, name: '乙' }] };
  const rows = [row(2), row(2, { sheet: '乙' })];
  expect(kinds(compare(both, rows, [{ ...good[1]!, sheet: '乙' }, good[1]!]))).toEqual([]);
  expect(kinds(compare(both, rows, [good[1]!, good[1]!]))).toEqual(['lost', 'invented']);
  const pair = [row(2), row(2, { verdict: 'refused', reasons: ['V01'] })];
  const [left, right] = [good[1]!, { ...good[1]!, verdict: 'refused', reasons: ['V01'] }];
  expect(kinds(compare(header, pair, [left, right]))).toEqual([]);
  expect(kinds(compare(header, pair, [right, left]))).toEqual(['verdict', 'reasons', 'verdict', 'reasons']);
});

test('faults and findings', () => {
  const faulty: ExpectedHeader = { ...header, fault: 'password', sheets: [] };
  expect(compare(faulty, [], [{ fault: 'password' }]).perfect).toBe(true);
  expect(kinds(compare(faulty, [], [{ fault: 'damaged' }]))).toEqual(['fault']);
  expect(kinds(compare(faulty, [], []))).toEqual(['fault']);
  expect(kinds(compare(faulty, [], [{ fault: 'password' }, good[1]!]))).toEqual(['invented']);
  expect(kinds(compare(header, expected, [...good, { fault: 'damaged' }]))).toEqual(['fault']);
  const found: ExpectedHeader = { ...header, sheets: [{ ...header.sheets[0]!, findings: ['constants'] }] };
  expect(compare(found, expected, [...good, { sheet: 'Sheet1', finding: 'constants' }]).perfect).toBe(true);
  expect(kinds(compare(found, expected, good))).toEqual(['finding']);
  expect(kinds(compare(header, expected, [...good, { sheet: 'Sheet1', finding: 'constants' }]))).toEqual(['finding']);
});

test('totals: strict, without the arguable, by trouble', () => {
  const total = totalOf([compare(header, expected, good), scoreWith(3, { verdict: 'refused' }), scoreWith(2, { verdict: 'accepted' })]);
  expect(total).toMatchObject({ files: 3, perfectFiles: 1, rows: 12, right: 10, arguable: 1, unbalanced: [], kinds: { verdict: 2 } });
  expect(total.strict).toBeCloseTo(10 / 12);
  expect(total.lenient).toBeCloseTo(10 / 11);
  expect(total.byTrouble).toEqual({ idFloat: { right: 2, of: 3 } });
  expect(total.confusion).toMatchObject({ 'refused>refused': 2, 'refused>accepted': 1 });
});

test('an answer is JSON lines', () => {
  expect(readAnswer('{"row":1}\n\n{"row":2}\r\n')).toEqual([{ row: 1 }, { row: 2 }]);
  expect(() => readAnswer('oops')).toThrow('line 1');
  expect(() => readAnswer('{}\n[1]')).toThrow('line 2');
});

test('over the corpus: the truth scores whole, a reader that says nothing or breaks scores nothing', async () => {
  const headers = new Map(expectedHeaders().map((h) => [h.file, h]));
  const truth = await scoreCorpus(async (_, file) => {
    const of = headers.get(file)!;
    if (of.fault) return [{ fault: of.fault }];
    return [...of.sheets.flatMap((s) => (s.findings ?? []).map((finding) => ({ sheet: s.name, finding }))), ...expectedOf(file)];
  });
  expect(truth.total).toMatchObject({ strict: 1, unbalanced: [], kinds: {}, perfectFiles: headers.size });
  const silent = await scoreCorpus(async () => '');
  expect(silent.total.right).toBe(0);
  expect(silent.total.kinds.lost).toBe(truth.total.rows);
  const broken = await scoreCorpus(async () => Promise.reject(new Error('broke')), ['phones.xlsx']);
  expect(broken.total).toMatchObject({ files: 1, right: 0, unbalanced: ['phones.xlsx'] });
  expect(reportOf(broken.files, broken.total, false)).toContain('crash: broke');
});
