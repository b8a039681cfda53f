import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, isDay } from '#standards/calendar/calendar.ts';
import { figures } from './rulesDefinitions.ts';
import { publicName } from './rulesPublicity.ts';
import { formFaults, spansFor } from './rulesReportForm.ts';
import { cellWhere, headOf, rowNames } from './rulesReportSheet.ts';
import { shippedForms } from './rulesReportShipped.ts';
import {
  CELLS,
  columnsOf,
  daysOf,
  dueDay,
  duePeriods,
  lastPeriod,
  laterFigures,
  narrow,
  PERIODS,
  periodOf,
  type ReportColumn,
  type ReportForm,
  rowDimension,
  SPANS,
  within,
} from './rulesReports.ts';

const column = (figure: string, more: Partial<ReportColumn> = {}): ReportColumn => ({
  figure,
  where: {},
  span: 'ytd',
  lastYear: false,
  evidence: 'verified',
  measure: 'persons',
  window: 1,
  head: { zh: '', en: '' },
  ...more,
});
const form = (columns: readonly ReportColumn[], more: Partial<ReportForm> = {}): ReportForm => ({
  title: { zh: '试', en: 'trial' },
  period: 'month',
  rows: ['origin:below'],
  where: {},
  groups: [{ head: { zh: '组', en: 'group' }, columns }],
  notes: [],
  ...more,
});
const faults = (f: ReportForm) => formFaults(f).map((x) => [x.at, x.code]);
const day = fc.integer({ min: 0, max: 11_000 }).map((n) => addDays('2000-01-01', n));

test('the shipped forms contradict nothing, and the yearly one holds every figure there is, measured or not', () => {
  for (const { id, form: f } of shippedForms) expect(faults(f), id).toEqual([]);
  const yearly = new Set(columnsOf(shippedForms.find((f) => f.id === 'yearly')!.form).map((c) => c.figure));
  expect([...figures, ...laterFigures].filter((f) => !yearly.has(f.id)).map((f) => f.id)).toEqual([]);
});

test('each contradiction has its place and its sentence', () => {
  const told = (f: ReportForm) => formFaults(f).map((x) => x.text.zh);
  expect(faults(form([column('I99')]))).toEqual([['columns.0', 'noFigure']]);
  expect(told(form([column('I07')]))).toEqual(['在粤存量是某一天的存量，没有“本年累计”。请选“截至日”']);
  expect(told(form([column('I01', { span: 'day' })]))).toEqual([
    '帮助就业按一段时间统计，不是某一天的存量，不能选“截至日”。请选本月、本年累计',
  ]);
  expect(told(form([column('I01', { span: 'month' })], { period: 'year' }))).toEqual([
    '年报里没有“本月”这种列。可以用：本年累计；要“本月”请另做一张',
  ]);
  expect(told(form([column('I01', { span: 'cohort' })]))).toEqual(['“上年和本年上岗的”只用于稳岗率，帮助就业没有起点批次']);
  expect(told(form([column('I01', { measure: 'rate' })]))).toEqual(['帮助就业是人数，没有“多少天后还在”的比率。请选“人数”，或换成稳岗率']);
  expect(told(form([column('I01', { evidence: 'reported' })]))).toEqual([
    '帮助就业只有一个数（名单、自报也算），没有另外的“已上报”。请选“已核验”',
  ]);
  expect(told(form([column('I02', { where: { people: ['lowIncome'] } })]))).toEqual([
    '其中脱贫只数脱贫劳动力，这一列的条件“人员类别为农村低收入”在它之外，永远没有人。请改条件，或换指标',
  ]);
  expect(faults(form([column('I06', { where: { host: ['330000000000'] } })]))).toEqual([['columns.0', 'outsideParent']]);
  expect(faults(form([column('I03', { where: { host: ['450000000000'] } })]))).toEqual([['columns.0', 'outsideParent']]);
  expect(faults(form([column('I03', { where: { host: ['440100000000'] } })]))).toEqual([]);
  expect(faults(form([column('I01', { where: { sex: ['1'] } })], { where: { sex: ['2'] } }))).toEqual([['columns.0', 'outsideForm']]);
  expect(told(form([column('I01'), column('I03'), column('I01')]))).toEqual([
    '第 1 列和第 3 列问的是同一件事（帮助就业，本年累计）。请删去一列，或改其中一列',
  ]);
  expect(faults(form([column('I01'), column('I01', { lastYear: true })]))).toEqual([]);
  expect(faults(form([column('I01', { where: { shoe: ['42'] } })]))).toEqual([['columns.0', 'noDimension']]);
  expect(faults(form([column('I01', { where: { people: ['rich'] } })]))).toEqual([['columns.0', 'noValue']]);
  expect(faults(form([column('I01', { where: { origin: ['贵州'] } })]))).toEqual([['columns.0', 'notAPlace']]);
  expect(faults(form([column('I01')], { rows: ['shoe'] }))).toEqual([['rows.0', 'noDimension']]);
  expect(faults(form([column('I01')], { rows: ['people', 'people'] }))).toEqual([['rows.1', 'sameRows']]);
  expect(faults(form([column('I01')], { rows: ['origin:county', 'origin:prefecture'] }))).toEqual([['rows.1', 'levelsReversed']]);
  expect(faults(form([column('I01')], { rows: ['origin:prefecture', 'origin:county'] }))).toEqual([]);
  expect(faults(form([column('I01')], { rows: ['origin:below', 'origin:county'] }))).toEqual([['rows.1', 'belowTwice']]);
  const [named, unnamed] = [
    { head: { zh: '空', en: 'empty' }, columns: [] },
    { head: { zh: '', en: '' }, columns: [] },
  ];
  const full = { head: { zh: '', en: '' }, columns: [column('I01')] };
  expect(faults(form([], { groups: [named, full, unnamed] }))).toEqual([
    ['groups.0', 'emptyGroup'],
    ['groups.2', 'emptyGroup'],
  ]);
  expect(told(form([], { groups: [full, named] }))).toEqual(['第 2 组没有栏。请加一栏，或去掉这一组']);
  expect(faults(form([]))).toEqual([['groups', 'noColumns']]);
  expect(faults(form([column('I01')], { title: { zh: ' ', en: '' } }))).toEqual([['title', 'noTitle']]);
  const many = Array.from({ length: 41 }, (_, i) => column('I01', { where: { origin: [String(450000000000 + i)] } }));
  expect(faults(form(many))).toEqual([['groups', 'tooManyColumns']]);
  // not measured yet: a column of its own, not a contradiction
  expect(faults(form([column('I19'), column('I15'), column('X01'), column('I09')]))).toEqual([]);
});

test('every span that is offered for a figure is one it can have, and no other', () => {
  for (const f of figures)
    for (const period of PERIODS)
      for (const span of SPANS) {
        const measure = f.kind === 'retention' ? 'rate' : 'persons';
        const fine = faults(form([column(f.id, { span, measure })], { period })).length === 0;
        expect(fine, `${f.id} ${period} ${span}`).toBe(spansFor(f, period).includes(span));
      }
});

test('days of periods and columns', () => {
  expect(periodOf('month', '2026-09', '2026-11-27')).toEqual({
    kind: 'month',
    key: '2026-09',
    from: '2026-09-01',
    to: '2026-09-30',
    unfinished: false,
  });
  expect(periodOf('month', '2026-11', '2026-11-27')).toMatchObject({ to: '2026-11-27', unfinished: true });
  expect(periodOf('quarter', '2026-Q4', '2026-11-27')).toMatchObject({ from: '2026-10-01', to: '2026-11-27', unfinished: true });
  expect(periodOf('year', '2025', '2026-11-27')).toMatchObject({ from: '2025-01-01', to: '2025-12-31', unfinished: false });
  expect([
    periodOf('month', '2026-13', '2026-11-27'),
    periodOf('quarter', '2026-Q5', '2026-11-27'),
    periodOf('year', '26', '2026-11-27'),
  ]).toEqual([undefined, undefined, undefined]);
  const september = { from: '2026-09-01', to: '2026-09-30' };
  const asked = (span: ReportColumn['span'], lastYear = false) => daysOf({ span, lastYear }, september);
  expect([asked('month'), asked('quarter'), asked('ytd'), asked('cohort'), asked('ytd', true)]).toEqual([
    { from: '2026-09-01', to: '2026-09-30' },
    { from: '2026-07-01', to: '2026-09-30' },
    { from: '2026-01-01', to: '2026-09-30' },
    { from: '2025-01-01', to: '2026-09-30' },
    { from: '2025-01-01', to: '2025-09-30' },
  ]);
  // a February that is longer than the one before or after it
  expect(daysOf({ span: 'month', lastYear: true }, { from: '2024-02-01', to: '2024-02-29' }).to).toBe('2023-02-28');
  expect(daysOf({ span: 'month', lastYear: true }, { from: '2025-02-01', to: '2025-02-28' }).to).toBe('2024-02-29');
  expect([
    lastPeriod('month', '2026-01-15'),
    lastPeriod('month', '2026-01-31'),
    lastPeriod('quarter', '2026-02-10'),
    lastPeriod('year', '2026-12-30'),
  ]).toEqual(['2025-12', '2026-01', '2025-Q4', '2025']);
  expect(dueDay({ from: '', to: '2026-09-30' }, 5)).toBe('2026-10-05');
});

test('the last period of any day is over on it, and the days of every column are days that end no later than the report', () => {
  fc.assert(
    fc.property(
      day,
      fc.constantFrom('month', 'quarter', 'year' as const),
      fc.constantFrom(...SPANS),
      fc.boolean(),
      (today, kind, span, lastYear) => {
        const period = periodOf(kind, lastPeriod(kind, today), today)!;
        expect(period.unfinished).toBe(false);
        expect(period.to <= today).toBe(true);
        const next = periodOf(kind, lastPeriod(kind, addDays(today, 370)), '9999-12-31')!;
        expect(next.to > period.to).toBe(true);
        const days = daysOf({ span, lastYear }, period);
        expect(isDay(days.from) && isDay(days.to) && days.from <= days.to && days.to <= period.to).toBe(true);
      },
    ),
  );
});

test('on schedule each period is made once and never early, on whichever day of the month and though mornings are missed', () => {
  const [start, end] = ['2023-01-01', '2026-12-31'];
  const span = (Date.parse(end) - Date.parse(start)) / 86_400_000;
  const walk = (every: 'month' | 'quarter' | 'year', onDay: number, started: string, awake: (i: number) => boolean) => {
    const made = new Map<string, string>();
    for (let i = 0; i <= span; i++) {
      const today = addDays(start, i);
      if (today < started || !awake(i)) continue;
      for (const key of duePeriods({ every, onDay, started }, today)) if (!made.has(key)) made.set(key, today);
    }
    return made;
  };
  for (const every of ['month', 'quarter', 'year'] as const)
    for (let onDay = 1; onDay <= 28; onDay++) {
      const started = addDays('2023-01-05', onDay * 7);
      const made = walk(every, onDay, started, () => true);
      const asked = new Map<string, string>();
      for (let i = 0; i <= span; i++) {
        const key = lastPeriod(every, addDays(start, i));
        const due = dueDay(periodOf(every, key, '9999-12-31')!, onDay);
        if (due >= started && due <= end) asked.set(key, due);
      }
      expect(made, `${every} ${onDay}`).toEqual(asked);
      // a report that was cleared away after a year is not made again
      for (const [key, due] of asked) expect(duePeriods({ every, onDay, started }, addDays(due, 365))).not.toContain(key);
      // a fortnight without a morning: late, and still all of them
      const late = walk(every, onDay, started, (i) => i % 15 === 14);
      const missed = [...asked].filter(([key, due]) => due <= addDays(end, -15) && !(late.get(key)! >= due));
      expect(missed, `${every} ${onDay}`).toEqual([]);
    }
});

test('two conditions at once: of places the narrower, of values those in both, nobody where none is left', () => {
  expect(narrow({ origin: ['520000000000'] }, { origin: ['522700000000'] })).toEqual({ origin: ['522700000000'] });
  expect(narrow({ origin: ['522700000000'] }, { origin: ['520000000000'] })).toEqual({ origin: ['522700000000'] });
  expect(narrow({ origin: ['520000000000'] }, { origin: ['450000000000'] })).toBeNull();
  expect(narrow({ people: ['poverty', 'none'] }, { people: ['none'], sex: ['1'] })).toEqual({ people: ['none'], sex: ['1'] });
  expect(within('522727000000', '522700000000')).toBe(true);
  expect(within('', '522700000000')).toBe(false);
  expect([
    rowDimension('origin:below', {})?.id,
    rowDimension('origin:below', { origin: ['522700000000'] })?.id,
    rowDimension('origin:below', { origin: ['522727104001'] }),
  ]).toEqual(['origin:prefecture', 'origin:county', null]);
});

test('a cell asks for its row and its column at once, and for nobody where they exclude each other', () => {
  const of = (by: string[], keys: string[], where: Record<string, string[]>) => cellWhere(by, keys, { where });
  expect(of(['people'], ['none'], { people: ['poverty'] })).toBeNull();
  expect(of(['people'], ['poverty'], { people: ['poverty', 'monitored'] })).toEqual({ people: ['poverty'] });
  expect(of(['origin:prefecture'], ['522700000000'], { origin: ['522727000000'] })).toEqual({ origin: ['522727000000'] });
  expect(of(['origin:county', 'sex'], ['522727000000', '2'], { origin: ['520000000000'] })).toEqual({
    origin: ['522727000000'],
    sex: ['2'],
  });
  expect(of(['origin:county'], ['?'], { origin: ['520000000000'] })).toBeNull();
  expect(of([], [], { host: ['440000000000'] })).toEqual({ host: ['440000000000'] });
});

test('a name that is posted up: the first and the last character, never what lies between', () => {
  expect(['石阿朵', '李明', '欧', ' 阿依古丽·买买提 ', ''].map(publicName)).toEqual(['石*朵', '李*', '*', '阿******提', '']);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 2, maxLength: 12 }), (name) => {
      const shown = [...publicName(name)];
      const hidden = [...name.trim()];
      expect(shown.length).toBe(hidden.length === 0 ? 0 : hidden.length);
      expect(shown.slice(1, -1).every((c) => c === '*')).toBe(true);
    }),
  );
});

test('the head covers every column once in each of its lines', () => {
  for (const { form: f } of shippedForms) {
    const columns = columnsOf(f);
    const head = headOf({
      groups: f.groups.map((g) => ({ head: g.head, columns: g.columns.length })),
      columns: columns as never,
      rowHeads: [{ zh: '地区', en: 'area' }],
    });
    const covered = Array.from({ length: 3 }, () => new Array<number>(columns.length + 1).fill(0));
    head.forEach((cells, line) => {
      for (const c of cells) for (let d = 0; d < c.down; d++) for (let x = 0; x < c.across; x++) covered[line + d]![c.at + x]!++;
    });
    expect(covered.flat().every((n) => n === 1)).toBe(true);
  }
  // an old version of a form may have a group without columns: nothing stands over it and nothing is shifted
  const [before, after] = [column('I01'), column('I03')].map((c) => ({ ...c, head: { zh: c.figure, en: c.figure } }));
  const old = headOf({
    rowHeads: [{ zh: '地区', en: 'area' }],
    columns: [before, after] as never,
    groups: [
      { head: { zh: '空', en: 'empty' }, columns: 0 },
      { head: { zh: '甲', en: 'a' }, columns: 1 },
      { head: { zh: '也空', en: 'empty, too' }, columns: 0 },
      { head: { zh: '乙', en: 'b' }, columns: 1 },
    ],
  });
  expect(old[0]!.map((c) => [c.text.zh, c.at, c.across])).toEqual([
    ['地区', 0, 1],
    ['甲', 1, 1],
    ['乙', 2, 1],
  ]);
  const row = { level: 'group', keys: ['a'], names: [{ zh: '甲', en: 'a' }], cells: [] } as never;
  expect(rowNames(row, 2).map((n) => n.zh)).toEqual(['甲', '小计']);
});

test('every cell of a report has a line on its sheet of cells', () => {
  expect(Math.max(CELLS.file, CELLS.preview)).toBeLessThan(1_048_576);
  expect(CELLS.preview).toBeLessThanOrEqual(CELLS.file);
});
