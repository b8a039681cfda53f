import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { listPairings } from '#capabilities/regions/contract.ts';
import type { Input, Output } from '#platform/contract.ts';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { readFigureTable } from '../../contractFigures.ts';
import { createScreen, listScreens, revokeScreen } from '../../contractScreens.ts';
import { ScreensPage } from '../screens/ScreensPage.tsx';
import { aboutNow, K, listed, tableOf } from '../testing/figureFixtures.ts';
import { DashboardPage } from './DashboardPage.tsx';

const name = (zh: string) => ({ zh, en: zh });
const by =
  (cells: readonly (readonly [string, string, number])[]) =>
  (input: Input<typeof readFigureTable>): Output<typeof readFigureTable> => ({
    ...tableOf({ ...input, by: [] }),
    cells: cells.map(([a, b, persons]) => ({ keys: [a, b], names: [name(a), name(b)], value: { persons } })),
  });
const [KEDU, YAZHOU, GUANGZHOU, FOSHAN] = ['522727104000', '522727101000', '440100000000', '440600000000'];
const flows = by([
  [KEDU, GUANGZHOU, 6],
  [YAZHOU, FOSHAN, 2],
]);
const hosts = by([
  [GUANGZHOU, 'poverty', 6],
  [FOSHAN, 'poverty', 2],
]);
const ages = by([
  ['25-34', '1', 5],
  ['35-44', '2', 3],
]);
const tables = answer(readFigureTable, (input) => {
  const rows = (input.by ?? []).join();
  return rows === 'age,sex' ? ages(input) : rows === 'host:prefecture,people' ? hosts(input) : flows(input);
});
const pair = {
  ...{
    id: '00000000-0000-4000-8000-000000000001',
    rowId: 1,
    level: 'prefecture' as const,
    originCode: '522700000000',
    origin: name('黔南州'),
    originName: '',
  },
  ...{
    hostCode: GUANGZHOU,
    host: name('广州市'),
    hostName: '',
    validFrom: '2021-01-01',
    validTo: null,
    fromPrecision: 'day' as const,
    toPrecision: null,
  },
  ...{ source: 'x', certainty: 'press' as const, note: '', state: 'current' as const },
};
const pairs = answer(listPairings, { items: [pair], total: 1, next: null, asOf: '2026-11-27' });

test('the dashboard: one picture, the table of the very same cells beside it, each number opens; all at one instant', async () => {
  const { callsOf } = renderPage(<DashboardPage />, {
    at: '/dashboard',
    route: '/dashboard',
    permissions: ['indicators.read'],
    answers: [aboutNow, listed, tables, pairs],
  });
  const table = within(await screen.findByRole('region', { name: '流向表' }));
  expect(table.getAllByRole('row').map((r) => r.textContent)).toEqual([
    '户籍地就业地结对人',
    `${KEDU}${GUANGZHOU}是6`,
    `${YAZHOU}${FOSHAN}否2`,
  ]);
  expect(table.getByRole('link', { name: '6' }).getAttribute('href')).toContain(`area=${KEDU}&other=${GUANGZHOU}`);
  expect(screen.getByRole('img', { name: /共 2 支 8 人，走结对的 75.0%/ })).toBeTruthy();
  expect(screen.getByText('75.0%')).toBeTruthy();
  expect(await screen.findByRole('img', { name: /在岗的人：性别与年龄/ })).toBeTruthy();
  const asked = callsOf('indicators.readFigureTable').map((c) => c.input);
  expect(asked.map((i) => [i.figure, i.by])).toEqual([
    ['I07', ['origin:township', 'host:prefecture']],
    ['I07', ['host:prefecture', 'people']],
    ['I07', ['age', 'sex']],
  ]);
  expect(asked.map((i) => i.knownAt)).toEqual([undefined, K, K]);
  // the table alone, one switch away
  fireEvent.click(within(screen.getByRole('radiogroup', { name: '怎么看流向' })).getByRole('radio', { name: '表' }));
  await waitFor(() => expect(screen.queryByRole('img', { name: /共 2 支/ })).toBeNull());
});

test('nobody under the filters is no dead end; a rate has no flows and says so', async () => {
  const none = answer(readFigureTable, by([]));
  renderPage(<DashboardPage />, {
    at: '/dashboard?people=none',
    route: '/dashboard',
    permissions: ['indicators.read'],
    answers: [aboutNow, listed, none, pairs],
  });
  expect(await screen.findByText('按现在的筛选，没有这样的人')).toBeTruthy();
  expect(screen.getByRole('button', { name: '回到我的辖区，去掉筛选' })).toBeTruthy();
  renderPage(<DashboardPage />, {
    at: '/dashboard?figure=I08',
    route: '/dashboard',
    permissions: ['indicators.read'],
    answers: [aboutNow, listed, tables, pairs],
  });
  expect(await screen.findByText('这个指标没有流向图')).toBeTruthy();
});

test('a screen is set up, its link shown once behind #; a revoked one says by whom', async () => {
  const ID = '00000000-0000-4000-8000-000000000009';
  const screenOf = (state: 'live' | 'revoked') => ({
    ...{
      id: ID,
      title: '平塘劳务协作',
      side: 'origin' as const,
      area: '522727000000',
      areaName: name('平塘县'),
      state,
      created: K,
      createdBy: '罗县办',
    },
    ...{ expires: '2027-02-25T02:00:00Z', revoked: state === 'revoked' ? { at: K, by: '罗县办' } : null },
  });
  let items = [screenOf('live')];
  const { callsOf } = renderPage(<ScreensPage />, {
    permissions: ['indicators.screens'],
    answers: [
      ...[aboutNow, listed],
      answer(listScreens, () => ({ items })),
      answer(createScreen, { id: ID, token: 'T0ken', expires: '2027-02-25T02:00:00Z' }),
      answer(revokeScreen, () => {
        items = [screenOf('revoked')];
        return items[0]!;
      }),
    ],
  });
  await screen.findByRole('button', { name: '停用“平塘劳务协作”' });
  await waitFor(() => expect(screen.getByRole('button', { name: '开通 90 天' })).toBeTruthy());
  fireEvent.click(screen.getByRole('button', { name: '开通 90 天' }));
  // nothing is sent without a title, and the sentence stands under it
  expect(callsOf('indicators.createScreen')).toEqual([]);
  fireEvent.change(screen.getByLabelText('标题'), { target: { value: '平塘劳务协作' } });
  fireEvent.click(screen.getByRole('button', { name: '开通 90 天' }));
  const link = (await screen.findByRole('textbox', { name: '大屏链接' })) as HTMLInputElement;
  expect(link.value).toMatch(/\/screen#T0ken$/);
  expect(callsOf('indicators.createScreen')[0]!.input).toEqual({ title: '平塘劳务协作', side: 'origin', area: '522727000000', days: 90 });
  fireEvent.click(screen.getByRole('button', { name: '已复制好，收起' }));
  expect(screen.queryByRole('textbox', { name: '大屏链接' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '停用“平塘劳务协作”' }));
  fireEvent.click(await screen.findByRole('button', { name: '停用这个大屏' }));
  expect(await screen.findByText(/罗县办 2026-11-27 18:03 停用/)).toBeTruthy();
});

test('a screen whose answer was lost says so when it is sent again; one whose maker is gone can be revoked', async () => {
  const ID = '00000000-0000-4000-8000-000000000009';
  const suspended = {
    ...{ id: ID, title: '旧大厅', side: 'origin' as const, area: '522727000000', areaName: name('平塘县'), state: 'suspended' as const },
    ...{ created: K, createdBy: '罗县办', expires: '2027-02-25T02:00:00Z', revoked: null },
  };
  renderPage(<ScreensPage />, {
    permissions: ['indicators.screens'],
    answers: [
      ...[aboutNow, listed],
      answer(listScreens, { items: [suspended] }),
      answer(createScreen, { id: '00000000-0000-4000-8000-000000000010', token: '', expires: '2027-02-25T02:00:00Z' }),
    ],
  });
  expect(await screen.findByRole('button', { name: '停用“旧大厅”' })).toBeTruthy();
  expect(screen.getByText(/已暂停/)).toBeTruthy();
  fireEvent.change(screen.getByLabelText('标题'), { target: { value: '平塘劳务协作' } });
  fireEvent.click(screen.getByRole('button', { name: '开通 90 天' }));
  expect(await screen.findByText(/链接没有送到您这里/)).toBeTruthy();
  expect(screen.queryByRole('textbox', { name: '大屏链接' })).toBeNull();
});
