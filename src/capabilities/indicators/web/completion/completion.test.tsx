import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { AGREEMENT_SECTIONS } from '#capabilities/accords/contract.ts';
import type { Output } from '#platform/contract.ts';
import { notFound } from '#platform/problem.ts';
import { Slot, SlotsContext } from '#platform/web/Slot.tsx';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { type CompletionRow, exportCompletion, readCompletion, readForecast, type TargetMet } from '../../contractCompletion.ts';
import { CompletionPage } from './CompletionPage.tsx';
import { HomeTargets } from './HomeTargets.tsx';
import { completionSlots } from './pagesCompletion.ts';

const id = (n: number): string => `01900000-0000-7000-8000-00000000000${n}`;
const met = (more: Partial<TargetMet>): TargetMet => ({
  indicator: 'I01',
  name: { zh: '帮助农村劳动力实现就业人数', en: 'Rural workers helped into work' },
  short: { zh: '帮助就业', en: 'helped into work' },
  kind: 'flow',
  persons: 786,
  reported: null,
  target: 1000,
  since: '2026-01-01',
  adjusted: false,
  standing: 'behind',
  gap: 214,
  place: { place: 2, of: 3, ties: 0 },
  frozen: null,
  ...more,
});
const row = (n: number, more: Partial<CompletionRow>): CompletionRow => ({
  agreementId: id(n),
  title: '协议',
  level: 'county',
  originCode: '522727000000',
  originName: { zh: '平塘县', en: 'Pingtang' },
  hostCode: '440111000000',
  hostName: { zh: '白云区', en: 'Baiyun' },
  lastDay: '2026-12-31',
  tooFine: null,
  out: null,
  own: false,
  targets: [],
  ...more,
});
const told: Output<typeof readCompletion> = {
  year: 2026,
  asOf: '2026-11-23',
  knownAt: '2026-11-23T10:03:00.000000Z',
  targetsAt: '2026-11-23T10:03:00.000000Z',
  time: { days: 327, of: 365 },
  years: [2026, 2025],
  rows: [
    row(1, {
      own: true,
      targets: [
        met({ frozen: { freezeId: id(9), month: '2026-10', persons: 700, target: 900 } }),
        met({
          indicator: 'I07',
          name: { zh: '在粤存量', en: 'stock' },
          kind: 'stock',
          standing: 'short',
          persons: 90,
          target: 100,
          gap: 10,
          reported: 120,
        }),
      ],
    }),
    row(2, {
      originName: { zh: '独山县', en: 'Dushan' },
      targets: [met({ persons: 1300, standing: 'met', gap: 0, place: { place: 1, of: 3, ties: 0 } })],
    }),
    row(3, { originName: { zh: '荔波县', en: 'Libo' } }),
    row(4, {
      originName: { zh: '惠水县', en: 'Huishui' },
      targets: [met({ persons: 99_960, target: 100_000, standing: 'onPlan', gap: 40, place: { place: 2, of: 3, ties: 0 } })],
    }),
  ],
};
const read = answer(readCompletion, () => told);
// the page keeps what it shows whatever becomes of the file
const taken = answer(exportCompletion, () => {
  throw notFound();
});
const show = (lang: 'zh' | 'en' = 'zh', at = '/completion') =>
  renderPage(<CompletionPage />, { at, route: '/completion', lang, permissions: ['indicators.read'], answers: [read, taken] });

test('time passed first, who is behind by name and by how many persons; places by how far the target is met; those without a target apart', async () => {
  show();
  expect(await screen.findByText(/时间过去 89\.5%。4 个目标里/)).toBeTruthy();
  expect(screen.getByText('低于时间进度 1')).toBeTruthy();
  const behind = screen.getByText(/落后的 1 个/).closest('details')!;
  expect(within(behind).getByText('还差 214 人')).toBeTruthy();
  const table = screen.getByRole('region', { name: '各协议完成情况' });
  expect(
    within(table)
      .getAllByRole('rowheader')
      .map((r) => r.textContent),
  ).toEqual(['独山县—白云区', '惠水县—白云区', '平塘县—白云区']);
  // never rounded up to a whole that is not there
  expect(within(table).getByText('99.9%')).toBeTruthy();
  expect(within(table).getByText('130.0%')).toBeTruthy();
  const number = within(table).getByRole('link', { name: '786' });
  expect(number.getAttribute('href')).toBe(
    '/figures?period=own&from=2026-01-01&to=2026-11-23&side=origin&area=522727000000&other=440111000000&k=2026-11-23T10%3A03%3A00.000000Z&open=I01',
  );
  expect(screen.getByText('另有 1 份没有这个目标，不排名')).toBeTruthy();
  // one's own first, whole: gap, place, frozen beside live
  const own = document.querySelector('.tc-own')! as HTMLElement;
  expect(own.textContent).toContain('第 2 位，共 3 份');
  expect(own.textContent).toContain('2026-10 封账时 700 / 900，77.7%');
  expect(own.textContent).toContain('存量按当天看，不比时间进度');
  expect(within(own).getByRole('img', { name: '低于时间进度' })).toBeTruthy();
});

test('two provinces beside each other: a place says whose it is; who ended early or whose signatures are void stands last, told so, and is not behind; pages of 100', async () => {
  const names = { '45': '凌云县', '52': '平塘县' };
  const many = Array.from({ length: 240 }, (_, n) => {
    const [province, place] = [n % 2 ? '45' : '52', Math.floor(n / 2) + 1] as const;
    return row(0, {
      agreementId: `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`,
      originCode: `${province}2727000000`,
      originName: { zh: names[province], en: names[province] },
      targets: [met({ persons: 900 - place, place: { place, of: 120, ties: 0 } })],
    });
  });
  const out = [
    row(8, {
      originName: { zh: '独山县', en: 'Dushan' },
      out: { why: 'ended', on: '2026-06-30' },
      targets: [met({ persons: 990, standing: 'out', place: null })],
    }),
    row(9, {
      originName: { zh: '荔波县', en: 'Libo' },
      out: { why: 'void', on: null },
      own: true,
      targets: [met({ persons: 980, standing: 'out', place: null })],
    }),
  ];
  renderPage(<CompletionPage />, {
    at: '/completion',
    route: '/completion',
    permissions: ['indicators.read'],
    answers: [answer(readCompletion, () => ({ ...told, rows: [...out, ...many] }))],
  });
  expect(await screen.findByText(/240 个目标里/)).toBeTruthy();
  expect(screen.getByText('低于时间进度 240')).toBeTruthy();
  const table = screen.getByRole('region', { name: '各协议完成情况' });
  const places = () =>
    within(table)
      .getAllByRole('row')
      .slice(1)
      .map((r) => r.querySelectorAll('td')[0]!.textContent);
  expect(places()).toHaveLength(100);
  expect(places().slice(0, 4).sort()).toEqual(['广西 1', '广西 2', '贵州 1', '贵州 2']);
  expect(screen.getByText(/共 242 份，本页 100/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '下一页' }));
  fireEvent.click(screen.getByRole('button', { name: '下一页' }));
  expect(places()).toHaveLength(42);
  expect(places().slice(-2)).toEqual(['—', '—']);
  const heads = within(table)
    .getAllByRole('rowheader')
    .map((r) => r.textContent);
  expect(heads.slice(-2)).toEqual(['独山县—白云区已于 2026-06-30 提前结束', '荔波县—白云区签字作废']);
  // one's own, in whole, says so as well and speaks of nobody to go
  const own = document.querySelector('.tc-own')!.textContent!;
  expect([own.includes('签字作废，不排名，也不比时间进度'), own.includes('还差')]).toEqual([true, false]);
});

test('a first target that begins in mid-year was adjusted by nobody', async () => {
  const two = [
    row(1, { own: true, targets: [met({ since: '2026-05-01' })] }),
    row(2, { own: true, targets: [met({ since: '2026-07-01', adjusted: true })] }),
    row(3, { own: true, targets: [met({})] }),
  ];
  renderPage(<CompletionPage />, {
    at: '/completion',
    route: '/completion',
    permissions: ['indicators.read'],
    answers: [answer(readCompletion, () => ({ ...told, rows: two }))],
  });
  expect(await screen.findByText('目标自 2026-05-01 起')).toBeTruthy();
  expect(screen.getAllByText(/目标.*起/).map((e) => e.textContent)).toEqual(['目标自 2026-05-01 起', '目标 2026-07-01 起调整过']);
});

test('another year is not counted anew because this one was', async () => {
  const { callsOf } = show('zh', '/completion?year=2026');
  fireEvent.click(await screen.findByRole('button', { name: '重新统计' }));
  await waitFor(() => expect(callsOf('indicators.readCompletion').map((c) => c.input)).toContainEqual({ year: 2026, fresh: true }));
  fireEvent.mouseDown(screen.getByRole('combobox', { name: '年度' }));
  fireEvent.click(await screen.findByTitle('2025'));
  await waitFor(() => expect(callsOf('indicators.readCompletion').map((c) => c.input)).toContainEqual({ year: 2025 }));
  expect(
    callsOf('indicators.readCompletion')
      .filter((c) => c.input.fresh)
      .map((c) => c.input.year),
  ).toEqual([2026]);
});

test('the file is asked for by the very instants that the page shows', async () => {
  const { callsOf } = show();
  fireEvent.click(await screen.findByRole('button', { name: /导出/ }));
  await waitFor(() =>
    expect(callsOf('indicators.exportCompletion').map((c) => c.input)).toEqual([
      { year: 2026, asOf: '2026-11-23', knownAt: told.knownAt, targetsAt: told.targetsAt },
    ]),
  );
});

test('another figure and level stand in the address; counting again asks anew', async () => {
  const { callsOf, place } = show('en', '/completion?indicator=I07');
  expect(await screen.findByText(/89\.5% of the year has passed/)).toBeTruthy();
  const table = screen.getByRole('region', { name: 'Completion by agreement' });
  expect(within(table).getAllByRole('rowheader')).toHaveLength(1);
  expect(within(table).getByRole('link', { name: '120' }).getAttribute('href')).toContain('said=1');
  fireEvent.click(screen.getByRole('button', { name: 'Count again' }));
  await waitFor(() => expect(callsOf('indicators.readCompletion').map((c) => c.input)).toContainEqual({ fresh: true }));
  expect(place()).toBe('/completion?indicator=I07');
});

test('on the home page one’s own agreement with the line of time; nothing where there is no target', async () => {
  renderPage(<HomeTargets />, {
    at: '/',
    route: '/',
    permissions: ['indicators.read'],
    answers: [answer(readCompletion, () => ({ ...told, rows: [told.rows[0]!] }))],
  });
  expect(await screen.findByText('2026 年协议目标')).toBeTruthy();
  expect(screen.getByText('竖线 = 时间进度 89.5%')).toBeTruthy();
  expect(screen.getByRole('link', { name: '平塘县—白云区' }).getAttribute('href')).toBe(`/agreements/${id(1)}`);
  expect(document.querySelectorAll('.tc-meter')).toHaveLength(2);
  // a stock has no line of time
  expect(document.querySelectorAll('.tc-meter u')).toHaveLength(1);
  const empty = renderPage(<HomeTargets />, {
    at: '/',
    route: '/',
    permissions: ['indicators.read'],
    answers: [answer(readCompletion, () => ({ ...told, rows: [] }))],
  });
  await waitFor(() => expect(empty.callsOf('indicators.readCompletion')).toHaveLength(1));
  expect(document.querySelector('.tc-home')).toBeNull();
});

const forecast: Output<typeof readForecast> = {
  asOf: '2026-11-23',
  knownAt: told.knownAt!,
  targetsAt: told.targetsAt,
  target: 1000,
  kind: 'flow',
  curve: { year: 2026, first: 500, months: [86, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 0] },
  earlier: [{ year: 2025, first: 400, months: [100, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 40] }],
  shares: [{ year: 2025, months: [0.31, 0.38, 0.44, 0.5, 0.56, 0.63, 0.69, 0.75, 0.81, 0.88, 0.94, 1], knownAt: told.knownAt! }],
  earlierOf: 'agreement',
  forecast: { by: 'earlier', years: [2025], share: 0.882, now: 786, low: 800, likely: 824, high: 880, certainty: 'close', reach: 'no' },
  without: null,
};
test('on the agreement’s page: bars, and where the year will end with its range and how it was estimated', async () => {
  const targetsAt = '2026-11-23T12:30:00.000000Z';
  const { callsOf } = renderPage(
    <SlotsContext value={completionSlots}>
      <Slot name={AGREEMENT_SECTIONS} of={id(1)} />
    </SlotsContext>,
    {
      at: '/agreements/x',
      route: '/agreements/:id',
      permissions: ['indicators.read'],
      answers: [answer(readCompletion, () => ({ ...told, targetsAt, rows: [told.rows[0]!] })), answer(readForecast, () => forecast)],
    },
  );
  const lead = await screen.findByText(/照现在的进度，到年底约/);
  expect(lead.textContent).toBe('照现在的进度，到年底约 824 人，多半在 800–880 人之间；目标 1,000 人。 照现在的进度到不了目标');
  expect(screen.getByText(/按 2025 年同一协议的进度：到这一天已有全年新增的 88\.2%；只有一年可比/)).toBeTruthy();
  expect(screen.getByRole('img', { name: /^2026 年逐月累计/ })).toBeTruthy();
  // the same persons and the same targets as the bars above it; where these are of two instants, both are told
  expect(callsOf('indicators.readForecast').map((c) => c.input)).toEqual([
    { agreementId: id(1), indicator: 'I01', year: 2026, knownAt: told.knownAt, targetsAt },
  ]);
  expect(screen.getByText(/人数按 2026-11-23 18:03 所知，目标按 2026-11-23 20:30 所知。/)).toBeTruthy();
});
