// The rules that need the other rows of the file, and what holds for any file.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '#capabilities/rosters/rules.ts';
import { ownTime } from '#platform/testing/ownTime.ts';
import { addDays, monthEnd, monthStart } from '#standards/calendar/calendar.ts';
import { checkRow, newFileChecks } from './rulesChecks.ts';
import type { CheckContext } from './rulesChecksShapes.ts';
import { hashOf, newKeyTable } from './rulesKeyTable.ts';
import { dayNumberOf, spanOf } from './rulesSpan.ts';
import type { WorkerRow } from './rulesWorkerRow.ts';

const today = '2026-11-23';
const check = (rows: readonly WorkerRow[], over: Partial<CheckContext> = {}): Finding[][] => {
  const checks = newFileChecks({ today, kind: 'spells', ...over });
  rows.forEach((row, at) => {
    checks.note(at + 1, row);
  });
  return rows.map((row, at) => [...checks.findings(at + 1, row)]);
};
const rules = (rows: readonly WorkerRow[], over: Partial<CheckContext> = {}): string[] =>
  check(rows, over).map((findings) => findings.map((f) => `${f.rule} ${f.severity}`).join());
const texts = (rows: readonly WorkerRow[]): string[] => check(rows).map((findings) => findings.map((f) => f.text.zh).join());

const one = { idNumber: '520000199005170011', name: '韦军' } as const;
const two = { idNumber: '520000199106180022', name: '莫兰' } as const;
const spell = (start: string | null, end: string | null, more: WorkerRow = {}): WorkerRow => ({
  ...one,
  working: end === null,
  start,
  end,
  ...more,
});

test('V01: of a copied row only the copy is refused; it says nothing else', () => {
  const row = spell('2026-03', null, { phone: '14100000000', householdNumber: 'H1', monthlyIncome: 50 });
  expect(rules([row, { ...two, start: '2026-03' }, { ...row }, { ...row }])).toEqual([
    'V09 doubt',
    '',
    'V01 error,V09 doubt',
    'V01 error,V09 doubt',
  ]);
  expect(texts([one, one])).toEqual(['', '与第 1 行完全相同，是重复录入']);
});

test('V01: one number under two names is doubtful in every row of it', () => {
  const rows = [
    { ...one, start: '2021-01', end: '2021-12', working: false },
    { ...one, name: '韦君', start: '2022-02', end: null, working: true },
    two,
  ];
  expect(rules(rows)).toEqual(['V01 doubt', 'V01 doubt', '']);
  expect(rules([{ idNumber: one.idNumber }, { idNumber: two.idNumber }])).toEqual(['', '']);
});

test('V01: a person may have several spells, but a list of persons has each one once', () => {
  const rows = [spell('2021-01', '2021-12'), spell('2022-02', null)];
  expect(rules(rows)).toEqual(['', '']);
  expect(rules(rows, { kind: 'people' })).toEqual(['V01 doubt', 'V01 doubt']);
  // nothing tells two spells from one entered twice
  expect(
    rules([
      { ...one, employer: '甲' },
      { ...one, employer: '乙' },
    ]),
  ).toEqual(['V01 doubt', 'V01 doubt']);
  expect(
    rules([
      { ...one, employer: '甲' },
      { ...one, employer: '乙', start: '2022-01' },
    ]),
  ).toEqual(['', '']);
});

test('V02: one telephone in several households', () => {
  const at = (householdNumber: string | null, more: WorkerRow = {}): WorkerRow => ({ phone: '14100000000', householdNumber, ...more });
  expect(texts([at('H1', one), at('H2', two), at('H3')])).toEqual(Array(3).fill('同一个联系电话在本文件里有 3 户在用'));
  expect(rules([at('H1', one), at('H1', two)])).toEqual(['', '']);
  expect(rules([at('H1', one), at(null, two)])).toEqual(['', '']);
  expect(
    rules([
      { ...one, phone: '14100000000' },
      { ...two, phone: '14100000000' },
    ]),
  ).toEqual(['', '']);
  expect(rules([at('H1', one), { ...at('H2', two), phone: null }])).toEqual(['', '']);
});

test('V02: a family that shares a telephone and works in two counties is a hint', () => {
  const at = (place: string, more: WorkerRow): WorkerRow => ({
    phone: '14100000000',
    householdNumber: 'H1',
    place,
    working: true,
    ...more,
  });
  expect(rules([at('440306', one), at('441303', two)])).toEqual(['V02 hint', 'V02 hint']);
  expect(rules([at('440306', one), at('440306', two)])).toEqual(['', '']);
  expect(rules([at('440306', one), at('441303', { ...two, working: false, end: '2025-12' })])).toEqual(['', '']);
  expect(
    rules([
      at('440306', { ...one, working: false, start: '2021-01', end: '2021-12' }),
      at('441303', { ...one, start: '2022-01', end: null }),
    ]),
  ).toEqual(['', '']);
});

test('V02: two open spells of one person are no matter of the telephone', () => {
  const at = (place: string, start: string): WorkerRow => spell(start, null, { phone: '14100000000', householdNumber: 'H1', place });
  expect(rules([at('440306', '2021-01'), at('441303', '2022-01')])).toEqual(['', 'V07 doubt']);
});

test('V06: three public posts at one time', () => {
  const post = (start: string, end: string | null, employer: string) =>
    spell(start, end, { channel: 'publicPost', employer, overlapAllowed: true });
  expect(rules([post('2022-03', null, '甲'), post('2022-03', null, '乙'), post('2022-03', null, '丙')])).toEqual(
    Array(3).fill('V06 doubt'),
  );
  expect(rules([post('2022-03', null, '甲'), post('2022-03', null, '乙')])).toEqual(['', '']);
  // three in turn, or two at a time for ever: a life
  expect(rules([post('2020-01', '2020-12', '甲'), post('2021-01', '2021-12', '乙'), post('2022-01', null, '丙')])).toEqual(['', '', '']);
  expect(rules([post('2020-01', null, '甲'), post('2020-02', '2021-01', '乙'), post('2021-02', '2022-01', '丙')])).toEqual(['', '', '']);
  expect(
    rules([post('2020-01', null, '甲'), post('2020-02', '2021-03', '乙'), post('2021-01', '2022-01', '丙'), post('2025-01', null, '丁')]),
  ).toEqual(['V06 doubt', 'V06 doubt', 'V06 doubt', '']);
});

test('V07: told on the later spell, whatever the order of the rows', () => {
  const [early, late] = [spell('2021-01', '2021-12', { employer: '甲' }), spell('2021-06', null, { employer: '乙' })];
  expect(rules([early, late])).toEqual(['', 'V07 doubt']);
  expect(rules([late, early])).toEqual(['V07 doubt', '']);
  expect(texts([late, early])[0]).toBe('这段务工从 2021-06 开始，第 2 行同一个人的那段还没有结束');
  expect(rules([early, { ...late, overlapAllowed: true }])).toEqual(['', '']);
  expect(rules([{ ...early, overlapAllowed: true }, late])).toEqual(['', '']);
  expect(rules([early, { ...late, ...two }])).toEqual(['', '']);
});

test.each([
  // earlier start, end, later start, end: overlap for sure
  ['2021-01', '2021-12', '2021-12', null, false],
  ['2021-01', '2021-12', '2021-12-31', null, false],
  ['2021-01', '2021-12-30', '2021-12-31', null, false],
  ['2021-01', '2021-12-31', '2021-12-31', null, false],
  ['2021-01', '2021-12-31', '2021-12-30', null, true],
  ['2021-01', '2021-12', '2021-11', null, true],
  ['2021-01', '2021-12', '2021-11-30', null, true],
  ['2021-01', '2021', '2021-06', null, false],
  ['2021', '2021-12', '2021-03', '2021-05', false],
  ['2021', '2022-12', '2022-03', '2022-05', true],
  ['2022-03', null, '2022-03-15', null, true],
  ['2022-03', '2022-03', '2022-03-15', '2022-03', false],
  ['2022-01', null, '2022-06', null, true],
  // who still works elsewhere and begins next year does not overlap yet
  ['2022-01', null, '2027-06', null, false],
  ['2026-11', null, '2026-11-20', null, true],
])('V07: %s to %s, then %s to %s: %s', (a, b, c, d, overlaps) => {
  const found = rules([spell(a, b, { employer: '甲' }), spell(c, d, { employer: '乙' })]);
  expect(found.map((f) => f.includes('V07'))).toEqual([false, overlaps]);
});

test('V07: an end nobody knows accuses nobody', () => {
  const unknown: WorkerRow = { ...one, start: '2021-01', employer: '甲' };
  expect(rules([unknown, spell('2022-02', null)])).toEqual(['', '']);
  expect(rules([spell('2021-01', null, { working: false }), spell('2022-02', null)])).toEqual(['V08 doubt', '']);
});

test('V17: help into work where nobody of the household works', () => {
  const member = (working: boolean | null, more: WorkerRow = {}): WorkerRow => ({
    householdNumber: 'H1',
    working,
    measures: ['employment'],
    ...more,
  });
  const idle = { start: null, end: null } as const;
  expect(rules([member(false, { ...one, ...idle }), member(false, { ...two, ...idle })])).toEqual(['V17 doubt', 'V17 doubt']);
  expect(rules([member(false, { ...one, ...idle }), member(true, two)])).toEqual(['', '']);
  expect(rules([member(false, { ...one, ...idle }), member(null, two)])).toEqual(['', '']);
});

test('V20: households', () => {
  const member = (relation: string, birthday: string, sex: '1' | '2', more: WorkerRow = {}): WorkerRow => ({
    householdNumber: 'H1',
    relation,
    birthday,
    sex,
    name: `${relation}${birthday}`,
    ...more,
  });
  const head = member('head', '1970-01-01', '1');
  const family = [head, member('spouse', '1972-01-01', '2'), member('son', '1995-01-01', '1'), member('mother', '1948-01-01', '2')];
  const asHousehold = (rows: readonly WorkerRow[]) => rules(rows, { kind: 'households' });
  expect(asHousehold(family)).toEqual(['', '', '', '']);
  expect(asHousehold([head, member('spouse', '1972-01-01', '1')])).toEqual(['', 'V20 doubt']);
  expect(asHousehold([head, member('son', '1969-01-01', '1')])).toEqual(['', 'V20 doubt']);
  expect(asHousehold([head, member('daughter', '1970-01-02', '2')])).toEqual(['', '']);
  expect(asHousehold([head, member('father', '1970-01-01', '1')])).toEqual(['', 'V20 doubt']);
  expect(asHousehold([head, member('head', '1971-01-01', '2'), member('son', '1960-01-01', '1')])).toEqual(['V20 doubt', 'V20 doubt', '']);
  expect(asHousehold([member('son', '1995-01-01', '1')])).toEqual(['V20 doubt']);
  // a list of workers may leave the head out
  expect(rules([member('son', '1995-01-01', '1')])).toEqual(['']);
  // the head's second spell is no second head
  expect(
    rules([
      member('head', '1970-01-01', '1', { ...one, start: '2020-01', end: '2020-12' }),
      member('head', '1970-01-01', '1', { ...one, start: '2021-02' }),
    ]),
  ).toEqual(['', '']);
  expect(asHousehold([head, member('spouse', '1972-01-01', '1', { householdNumber: 'H2' })])[0]).toBe('');
  expect(checkRow(member('son', '1960-01-01', '1'), { today, kind: 'households' })).toEqual([]);
});

const aRow: fc.Arbitrary<WorkerRow> = fc.record(
  {
    idNumber: fc.option(fc.constantFrom(one.idNumber, two.idNumber, 'C12345678', 'x')),
    name: fc.option(fc.constantFrom('韦军', '莫兰')),
    phone: fc.option(fc.constantFrom('14100000000', '14100000001')),
    birthday: fc.option(fc.constantFrom('1990-05-17', '2012-01-01', '9999-99-99', '')),
    sex: fc.option(fc.constantFrom('1' as const, '2' as const)),
    householdNumber: fc.option(fc.constantFrom('H1', 'H2', 'H3')),
    relation: fc.option(fc.constantFrom('head', 'spouse', 'son', 'mother', 'other')),
    working: fc.option(fc.boolean()),
    start: fc.option(fc.oneof(fc.constantFrom('2020', '2021-03', '2021-03-15', '9999-12-31'), fc.string({ maxLength: 10 }))),
    end: fc.option(fc.constantFrom('2021', '2021-03', '2022-01-31', '2099-12', 'x')),
    place: fc.option(fc.oneof(fc.constantFrom('440306', '522727', '522700', '441900'), fc.string({ maxLength: 12 }))),
    homeCounty: fc.option(fc.constantFrom('522727', '522728', '')),
    channel: fc.option(fc.constantFrom('publicPost' as const, 'workshop' as const, 'self' as const)),
    monthlyIncome: fc.option(fc.double()),
    months: fc.option(fc.integer({ min: -2, max: 20 })),
    year: fc.option(fc.integer()),
    labour: fc.option(fc.constantFrom('none' as const, 'weak' as const, 'skilled' as const)),
    health: fc.option(fc.constantFrom(['healthy' as const], [])),
    school: fc.option(fc.constantFrom('bachelor2', 'toString', '')),
    measures: fc.option(fc.subarray(['employment', 'labourExport', 'training'])),
    identifiedOn: fc.option(fc.constantFrom('2021', '9999-12-31', '2026-01')),
    removedOn: fc.option(fc.constantFrom('2021-02', '0001')),
    riskRemoved: fc.option(fc.boolean()),
    overlapAllowed: fc.option(fc.boolean()),
  },
  { requiredKeys: [] },
);

test('never throws; no number or telephone in a sentence; every finding colours a field; both languages', () => {
  fc.assert(
    fc.property(
      fc.array(aRow, { maxLength: 25 }),
      fc.constantFrom('spells' as const, 'people' as const, 'households' as const),
      (rows, kind) => {
        for (const finding of check(rows, { kind }).flat()) {
          const said = JSON.stringify([finding.text, finding.advice]);
          for (const secret of [one.idNumber, two.idNumber, 'C12345678', '1410000000']) expect(said).not.toContain(secret);
          expect(finding.fields.length).toBeGreaterThan(0);
          expect(finding.advice?.zh).toMatch(/[\u4e00-\u9fff]/);
          expect(finding.text.en).not.toMatch(/undefined|null|NaN|[\u4e00-\u9fff]/);
          expect(finding.text.zh).not.toMatch(/undefined|null|NaN/);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('the order of rows changes no finding, but which of the copies is the copy and which of two spells that began together the later one', () => {
  const order = fc
    .array(aRow, { maxLength: 12 })
    .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows.keys()], { minLength: rows.length })));
  fc.assert(
    fc.property(order, ([rows, shuffled]) => {
      const told = (findings: readonly Finding[]) =>
        findings
          .filter((f) => f.rule !== 'V07')
          .map((f) => `${f.rule} ${f.text.zh}`)
          .join();
      const straight = check(rows);
      const mixed = check(shuffled.map((at) => rows[at]!));
      const isCopy = (findings: readonly Finding[]) => findings.some((f) => f.text.zh.includes('完全相同'));
      const key = (row: WorkerRow) => JSON.stringify(row, Object.keys(row).sort());
      shuffled.forEach((at, place) => {
        const twin = rows.some((other, n) => n !== at && key(other) === key(rows[at]!));
        if (!twin) expect(told(mixed[place]!)).toBe(told(straight[at]!));
      });
      const copies = (all: readonly Finding[][]) => all.filter(isCopy).length;
      expect(copies(mixed)).toBe(copies(straight));
      const starts = rows.map((r) => r.start).filter(Boolean);
      const overlaps = (all: readonly Finding[][]) => all.flat().filter((f) => f.rule === 'V07').length;
      if (new Set(starts).size === starts.length) expect(overlaps(mixed)).toBe(overlaps(straight));
    }),
    { numRuns: 300 },
  );
});

test('V07 agrees with asking every pair', () => {
  const days = fc.constantFrom('2020', '2021', '2020-03', '2020-05', '2021-01', '2020-03-10', '2020-04-02', '2020-05-20', '2021-02-01');
  const aSpell = fc.record({ start: days, end: fc.option(days), open: fc.boolean() });
  const first = (day: string) => `${day}-01-01`.slice(0, 10);
  const last = (day: string) =>
    day.length === 4
      ? `${day}-12-31`
      : day.length === 7
        ? new Date(Date.UTC(+day.slice(0, 4), +day.slice(5), 0)).toISOString().slice(0, 10)
        : day;
  fc.assert(
    fc.property(fc.array(aSpell, { maxLength: 12 }), (spells) => {
      const rows = spells.map((s, n): WorkerRow => spell(s.start, s.end, { working: s.end === null && s.open, employer: `甲${n}` }));
      const until = spells.map((s) => (s.end ? first(s.end) : s.open ? '2026-11-24' : first(s.start)));
      const expected = spells.map((b, n) =>
        spells.some((a, m) => {
          const [x, y] = [
            [first(a.start), last(a.start), m],
            [first(b.start), last(b.start), n],
          ] as const;
          const earlier = x[0] < y[0] || (x[0] === y[0] && (x[1] < y[1] || (x[1] === y[1] && m < n)));
          return earlier && last(b.start) < until[m]! && last(a.start) < until[n]!;
        }),
      );
      expect(check(rows).map((f) => f.some((one) => one.rule === 'V07'))).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test('spans: the calendar’s own days', () => {
  fc.assert(
    fc.property(fc.integer({ min: -300_000, max: 2_900_000 }), (n) => {
      const day = addDays('1970-01-01', n);
      expect(spanOf(day)).toEqual({ first: n, last: n, firstDay: day, lastDay: day, precision: 'day' });
      const month = spanOf(day.slice(0, 7))!;
      expect([month.firstDay, month.lastDay]).toEqual([monthStart(day), monthEnd(day)]);
      expect([month.first, month.last]).toEqual([dayNumberOf(month.firstDay), dayNumberOf(month.lastDay)]);
      const year = spanOf(day.slice(0, 4))!;
      expect([year.first, year.last]).toEqual([dayNumberOf(year.firstDay), dayNumberOf(year.lastDay)]);
    }),
  );
  for (const no of ['', '2022-13', '2022-00', '2022-02-30', '2022-2', '22', '20220501', '2022-05-01T00', '0000', null, undefined])
    expect(spanOf(no)).toBeNull();
});

test('key table: as a Map', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 3000 }), (words) => {
      const [table, map] = [newKeyTable(), new Map<string, number>()];
      for (const word of words) {
        if (!map.has(word)) map.set(word, map.size);
        expect(table.take(hashOf(word))).toBe(map.get(word));
      }
      expect(table.size()).toBe(map.size);
      expect(table.find(hashOf('not there'))).toBe(-1);
    }),
    { numRuns: 20 },
  );
});

/** Processor milliseconds for both passes. */
const timed = (rows: number, make: (at: number) => WorkerRow): number => {
  const started = ownTime();
  const checks = newFileChecks({ today, kind: 'spells' });
  for (let at = 0; at < rows; at++) checks.note(at, make(at));
  for (let at = 0; at < rows; at++) checks.findings(at, make(at));
  return ownTime() - started;
};

test('time grows with the rows, even where all are one person, one telephone or one household', () => {
  const kinds: Record<string, (at: number) => WorkerRow> = {
    'all different': (at) => ({ ...one, idNumber: `n${at}`, phone: `${at}`, householdNumber: `H${at}`, start: '2021-03', working: true }),
    'one person': (at) => spell(`${2000 + (at % 20)}-03`, `${2001 + (at % 20)}-03`, { employer: `${at}`, channel: 'publicPost' }),
    'one telephone': (at) => ({ idNumber: `n${at}`, phone: '1', householdNumber: `H${at}`, place: '440306', working: true }),
    'one household': (at) => ({ idNumber: `n${at}`, householdNumber: 'H', relation: 'son', birthday: '1990-01-01' }),
  };
  for (const [name, make] of Object.entries(kinds)) {
    timed(2000, make);
    const [small, large] = [5000, 20_000].map((n) => Math.min(timed(n, make), timed(n, make))) as [number, number];
    // four times the rows; a quadratic pass would take sixteen times as long
    expect(large / small, `${name}: ${small} ms, ${large} ms`).toBeLessThan(10);
  }
});
