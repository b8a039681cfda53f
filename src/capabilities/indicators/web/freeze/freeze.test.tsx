import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Output } from '#platform/contract.ts';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { approveFreeze, type FreezeOut, listFreezes, listMonths, proposeFreeze, readFreeze } from '../../contractFreeze.ts';
import { FreezeOnePage } from './FreezeOnePage.tsx';
import { FreezePage } from './FreezePage.tsx';

const ID = '01900000-0000-7000-8000-000000000001';
const DIGEST = 'ab'.repeat(32);
const GUIZHOU = { zh: '贵州', en: 'Guizhou' };
const one: FreezeOut = {
  id: ID,
  month: '2022-09',
  origin: '520000000000',
  originName: GUIZHOU,
  host: '440000000000',
  hostName: { zh: '广东', en: 'Guangdong' },
  state: 'approved',
  knownAt: '2022-10-08T00:00:00.000000Z',
  proposed: '2022-10-08T00:00:00.000000Z',
  proposedBy: '龙黔明',
  approvals: [{ side: 'origin', by: '龙黔明', inPerson: true, at: '2022-10-08T01:00:00.000000Z' }],
  refused: null,
  frozen: null,
  reported: null,
  published: null,
  digest: DIGEST,
  cells: 179,
  speaksFor: ['host'],
};
const whole: Output<typeof readFreeze> = {
  ...one,
  job: null,
  figures: [
    {
      series: 'I01/6',
      figure: 'I01',
      name: { zh: '帮助就业', en: 'helped' },
      class: 6,
      from: '2022-01-01',
      to: '2022-09-30',
      persons: 12,
      windows: null,
      homeless: 3,
    },
  ],
  checks: [{ name: { zh: '在粤＋就近＋其他地区＝帮助就业', en: 'parts = whole' }, holds: false, parent: 12, children: 11, persons: [ID] }],
  key: null,
};
const months = (mayPropose: boolean): Output<typeof listMonths> => ({
  today: '2022-10-12',
  pairs: [
    {
      origin: '520000000000',
      originName: GUIZHOU,
      lastFrozen: '2022-07',
      lastReported: null,
      mayPropose,
      months: [
        { month: '2022-10', state: 'notOver', freezeId: null },
        { month: '2022-08', state: 'open', freezeId: null },
        { month: '2022-07', state: 'frozen', freezeId: ID },
      ],
    },
  ],
});
const frozen: FreezeOut = { ...one, month: '2022-07', state: 'frozen', frozen: '2022-08-09T00:00:00.000000Z' };

test('a month that is over is proposed by whoever speaks for a side, and by nobody else', async () => {
  const mine = renderPage(<FreezePage />, {
    at: '/figures/freeze',
    route: '/figures/freeze',
    permissions: ['indicators.read', 'indicators.freeze'],
    answers: [answer(listMonths, months(true)), answer(listFreezes, { items: [frozen] }), answer(proposeFreeze, { id: ID })],
  });
  fireEvent.click(await screen.findByRole('button', { name: '提出封账 2022-08' }));
  expect(screen.queryByRole('button', { name: '提出封账 2022-10' })).toBeNull();
  fireEvent.click(await screen.findByRole('button', { name: '统计 2022-08，请两边批准' }));
  await waitFor(() =>
    expect(mine.calls.find((c) => c.id === proposeFreeze.id)?.input).toEqual({ month: '2022-08', origin: '520000000000' }),
  );
});
test('whoever may not propose sees the months and their states', async () => {
  renderPage(<FreezePage />, {
    at: '/figures/freeze',
    route: '/figures/freeze',
    permissions: ['indicators.read'],
    answers: [answer(listMonths, months(false)), answer(listFreezes, { items: [frozen] })],
  });
  await screen.findByText('未封账');
  expect(screen.queryByRole('button', { name: /提出封账/ })).toBeNull();
  expect(screen.getByRole('link', { name: '2022-07 差异说明' })).toHaveProperty('pathname', `/figures/freeze/${ID}/difference`);
});

test('what is approved is the digest that was seen; a check that fails is told with its persons', async () => {
  const page = renderPage(<FreezeOnePage />, {
    at: `/figures/freeze/${ID}`,
    route: '/figures/freeze/:id',
    permissions: ['indicators.read', 'indicators.freeze'],
    answers: [answer(readFreeze, whole), answer(approveFreeze, { ...one, state: 'frozen' })],
  });
  const checks = await screen.findByRole('region', { name: '核对' });
  expect(checks.textContent).toContain('11 ≠ 12');
  expect(within(checks).getByRole('link', { name: '第 1 人' })).toHaveProperty('pathname', `/workers/${ID}`);
  expect(screen.getByText(/另有 3 人户籍不明/)).toBeDefined();
  expect(screen.queryByRole('button', { name: '代表贵州批准' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '代表广东批准' }));
  await screen.findByText(/另一边已经批准/);
  fireEvent.click(screen.getByRole('button', { name: '批准 2022-09' }));
  await waitFor(() => expect(page.calls.find((c) => c.id === approveFreeze.id)?.input).toEqual({ id: ID, side: 'host', digest: DIGEST }));
});
