import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Output } from '#platform/contract.ts';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { type FiguresOut, listSignals, readRetention } from '../../contractRetention.ts';
import { RetentionPage } from './RetentionPage.tsx';
import { SignalsPage } from './SignalsPage.tsx';

const PERMISSIONS = ['employment.retention', 'employment.signals', 'employment.rounds', 'workers.see'];
const figures = (n: number): FiguresOut => ({
  n,
  notApplicable: 1,
  curve: {
    n,
    events: 1,
    steps: [{ time: 20, atRisk: n, events: 1, survival: 0.8, low: 0.3, high: 0.95 }],
    until: 200,
    median: { time: null, low: null, high: null },
    paleFrom: 20,
  },
  windows: [30, 90, 180, 365].map((days) => ({
    days,
    n,
    due: 5,
    yes: 4,
    no: 1,
    unverified: 0,
    notYetDue: 0,
    rate: 0.8,
    reportedRate: 0.9,
    verifiedShare: 1,
    sources: [3, 0, 0, 1, 0, 0],
    survival: 0.8,
    atRisk: 4,
    reliance: { level: 'few' as const, text: { zh: '人数太少，只供参考', en: 'too few to rely on' } },
  })),
});
const told: Output<typeof readRetention> = {
  from: '2025-01-01',
  to: '2025-12-31',
  asOf: '2026-11-27',
  knownAt: '2026-11-27T00:00:00.000000Z',
  all: figures(5),
  groups: [],
  pooled: 0,
  comparison: null,
  keyed: { counted: 0, apart: 0 },
  biased: false,
};
const show = (more: Partial<Output<typeof readRetention>> = {}, at = '/retention') =>
  renderPage(<RetentionPage />, {
    at,
    route: '/retention',
    permissions: PERMISSIONS,
    answers: [answer(readRetention, { ...told, ...more })],
  });

test('the curve says in words what it draws; every rate stands with the numbers behind it', async () => {
  show();
  const drawn = await screen.findByRole('img', { name: /^留岗曲线。/ });
  await waitFor(() => expect(drawn.getAttribute('aria-label')).toContain('同一岗位'));
  // beyond the last day that anybody was followed, 200, nothing is told: cut off, not 0
  expect(drawn.getAttribute('aria-label')).toContain('同一省都是 80.0%');
  fireEvent.click(screen.getByRole('radio', { name: '表' }));
  const told = within(screen.getByRole('region', { name: '留岗曲线' })).getAllByRole('row');
  expect(told.map((r) => r.textContent)).toEqual([
    '开始帮扶后同一省同一企业同一岗位',
    '第 30 天80.0%80.0%80.0%',
    '第 90 天80.0%80.0%80.0%',
    '第 180 天80.0%80.0%80.0%',
    '第 365 天———',
  ]);
  const rows = within(screen.getByRole('region', { name: '窗口，全部' })).getAllByRole('row');
  expect(rows).toHaveLength(5);
  expect(rows[1]!.textContent).toContain('30 天80.0%90.0%54100100.0%社保 3，走访 180.0%4人数太少，只供参考');
  expect(screen.getByText(/5 人；截至 2026-11-27；其中 1 人没有登记地点或企业/)).toBeTruthy();
});

test('what a viewer cannot know is said; groups are compared; nobody there is no dead end', async () => {
  show(
    {
      biased: true,
      keyed: { counted: 2, apart: 3 },
      groups: [
        { key: 'a', name: { zh: '穗味餐饮', en: 'Suiwei' }, figures: figures(4) },
        { key: '+', name: { zh: '其余 3 组', en: '3 other groups' }, figures: figures(3) },
      ],
      pooled: 3,
      comparison: { chiSquare: 1, df: 1, p: 0.3, rough: true, text: { zh: '没有显示出各组的差别', en: 'No difference was shown' } },
    },
    '/retention?group=employer',
  );
  expect(await screen.findByText(/稳岗率偏高/)).toBeTruthy();
  expect(screen.getByText(/另有 3 人户籍不在辖区/)).toBeTruthy();
  expect(screen.getByText('没有显示出各组的差别')).toBeTruthy();
  expect(within(screen.getByRole('region', { name: '窗口，分组' })).getAllByRole('row')).toHaveLength(9);
  show({ all: figures(0) });
  expect(await screen.findByText('这段时间没有受帮扶开始就业的人')).toBeTruthy();
});

test('each person with score and reasons; links to the person and to verification', async () => {
  const id = '00000000-0000-4000-8000-000000000001';
  renderPage(<SignalsPage />, {
    at: '/signals',
    route: '/signals',
    permissions: PERMISSIONS,
    answers: [
      answer(listSignals, {
        items: [
          {
            workerId: id,
            score: 7,
            name: '石阿朵',
            kind: 'employed',
            homeName: { zh: '克度镇先进村', en: 'Xianjin Village, Kedu Town' },
            employer: { id: null, name: '穗味餐饮' },
            placeName: { zh: '广东广州市白云区', en: 'Baiyun District, Guangzhou City, Guangdong' },
            start: '2026-03-01',
            verifiedUntil: null,
            reasons: [
              { signal: 'arrears', weight: 4, text: { zh: '单位欠薪未了结', en: 'Wages owed' } },
              { signal: 'unseen', weight: 3, text: { zh: '从没有核实过', en: 'never verified' } },
            ],
          },
        ],
        next: null,
        previous: null,
        total: 1,
      }),
    ],
  });
  expect((await screen.findByRole('link', { name: '石阿朵' })).getAttribute('href')).toBe(`/workers/${id}`);
  expect(screen.getByRole('link', { name: '去核验' }).getAttribute('href')).toBe('/verification');
  const item = within(screen.getByRole('list', { name: '离岗预警' })).getAllByRole('listitem')[0]!;
  expect(item.textContent).toContain('分数 7');
  expect(item.textContent).toContain('单位欠薪未了结 +4');
});
