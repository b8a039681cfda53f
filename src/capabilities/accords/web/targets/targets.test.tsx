import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Output } from '#platform/contract.ts';
import { Slot, SlotsContext } from '#platform/web/Slot.tsx';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import {
  AGREEMENT_SECTIONS,
  approveTargets,
  listProposals,
  listTargets,
  type ProposalOut,
  proposeTargets,
  SET_TARGETS,
  type TargetLine,
  targetMore,
} from '../../contract.ts';
import { HomeProposals } from './HomeProposals.tsx';
import { ProposalsPage } from './ProposalsPage.tsx';
import { targetSlots } from './pagesTargets.ts';

const ID = '01900000-0000-7000-8000-000000000001';
const proposal = (more: Partial<ProposalOut> = {}): ProposalOut => ({
  id: '01900000-0000-7000-8000-000000000002',
  agreementId: ID,
  originName: { zh: '平塘县', en: 'Pingtang' },
  hostName: { zh: '白云区', en: 'Baiyun' },
  indicator: 'I01',
  name: { zh: '帮助农村劳动力实现就业人数', en: 'Rural workers helped into work' },
  year: 2026,
  fromDay: '2026-07-01',
  persons: 1100,
  before: 900,
  side: 'host',
  reason: '增加岗位（示例）',
  proposedBy: '白云人社',
  proposedOn: '2026-06-20',
  proposed: '2026-06-20T02:00:00.000000Z',
  state: 'open',
  decidedBy: '',
  decidedOn: null,
  answer: '',
  mayDecide: true,
  mayWithdraw: false,
  ...more,
});
const line = (more: Partial<TargetLine>): TargetLine => ({
  indicator: 'I01',
  name: { zh: '帮助农村劳动力实现就业人数', en: 'Rural workers helped into work' },
  short: { zh: '帮助就业', en: 'helped' },
  kind: 'flow',
  inForce: null,
  history: [],
  open: null,
  past: [],
  ...more,
});
const told: Output<typeof listTargets> = {
  year: 2026,
  years: [2026],
  day: '2026-11-27',
  originName: { zh: '平塘县', en: 'Pingtang' },
  hostName: { zh: '白云区', en: 'Baiyun' },
  speaksFor: ['origin'],
  signed: true,
  lines: [
    line({
      inForce: { persons: 900, fromDay: '2026-01-01' },
      open: proposal(),
      history: [
        {
          ...{
            fromDay: '2026-01-01',
            persons: 900,
            before: null,
            reason: '工作要点',
            side: 'origin',
            proposedBy: '平塘人社',
            proposedOn: '2026-02-20',
          },
          ...{ approvedBy: '白云人社', approvedOn: '2026-03-05', late: false, recorded: '2026-03-05T02:00:00.000000Z', superseded: null },
        },
      ],
    }),
    line({ indicator: 'I06', name: { zh: '新增在粤稳定', en: 'Newly stable' } }),
  ],
  without: [{ id: 'I08', why: { zh: '是比率', en: 'a rate' } }],
};
const onPage = (more: Parameters<typeof renderPage>[1]['answers'] = []) =>
  renderPage(
    <SlotsContext value={targetSlots}>
      <Slot name={AGREEMENT_SECTIONS} of={ID} />
    </SlotsContext>,
    {
      at: '/agreements/x',
      route: '/agreements/:id',
      permissions: ['accords.read', SET_TARGETS],
      answers: [answer(listTargets, () => told), ...(more ?? [])],
    },
  );

test('what is in force, what waits and for whom, how it came about, and why others have none', async () => {
  const { callsOf } = onPage([answer(approveTargets, () => ({ items: [proposal({ state: 'approved' })] }))]);
  expect(await screen.findByText('白云区提出由 900 调为 1,100，自 2026-07-01')).toBeTruthy();
  expect(screen.getByText('历次定目标和调整 1 次')).toBeTruthy();
  expect(screen.getByText(/平塘县 平塘人社 2026-02-20 提出：工作要点；白云人社批准/)).toBeTruthy();
  expect(screen.getByText('未定')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '批准 1,100 人' }));
  fireEvent.click(await screen.findByRole('button', { name: '批准 1 项' }));
  await waitFor(() => expect(callsOf('accords.approveTargets').map((c) => c.input)).toEqual([{ ids: [proposal().id] }]));
});

test('only what was filled in is sent, with its reason; a refusal keeps what was typed', async () => {
  const { callsOf } = onPage([
    answer(proposeTargets, () => {
      throw targetMore({ name: { zh: '其中脱贫', en: 'ex-poor' }, whole: { zh: '帮助就业', en: 'helped' }, limit: 900 });
    }),
  ]);
  fireEvent.click(await screen.findByRole('button', { name: '提出目标或调整' }));
  const field = await screen.findByLabelText(/I06 新增在粤稳定/);
  expect(screen.getByRole('button', { name: '送对方批准' })).toHaveProperty('disabled', true);
  expect(screen.getByLabelText(/I01 帮助农村劳动力/)).toHaveProperty('disabled', true);
  fireEvent.change(field, { target: { value: '70' } });
  fireEvent.change(screen.getByLabelText('事由'), { target: { value: '年度要点（示例）' } });
  fireEvent.click(await screen.findByRole('button', { name: '送白云区批准 1 项' }));
  expect(await screen.findByText(/不能超过它的 900 人/)).toBeTruthy();
  expect(callsOf('accords.proposeTargets')[0]!.input).toEqual({
    id: ID,
    year: 2026,
    // the first target of I06 is of the whole year, whatever other indicators have
    items: [{ indicator: 'I06', persons: 70, fromDay: '2026-01-01' }],
    reason: '年度要点（示例）',
  });
  expect(field).toHaveProperty('value', '70');
});

test('each indicator by its own history: a first target of the whole year, an adjustment from today; a day that is chosen holds for all', async () => {
  const lines = told.lines.map((l) => ({ ...l, open: null }));
  const { callsOf } = onPage([
    answer(listTargets, () => ({ ...told, lines })),
    answer(proposeTargets, () => {
      throw targetMore({ name: { zh: '其中脱贫', en: 'ex-poor' }, whole: { zh: '帮助就业', en: 'helped' }, limit: 900 });
    }),
  ]);
  fireEvent.click(await screen.findByRole('button', { name: '提出目标或调整' }));
  fireEvent.change(await screen.findByLabelText(/I01 帮助农村劳动力/), { target: { value: '1000' } });
  fireEvent.change(screen.getByLabelText(/I06 新增在粤稳定/), { target: { value: '70' } });
  fireEvent.change(screen.getByLabelText('事由'), { target: { value: '年度要点（示例）' } });
  expect(screen.getByText(/第一次定的从 2026-01-01 起，调整的从 2026-11-27 起/)).toBeTruthy();
  fireEvent.click(await screen.findByRole('button', { name: '送白云区批准 2 项' }));
  await waitFor(() => expect(callsOf('accords.proposeTargets')).toHaveLength(1));
  expect(callsOf('accords.proposeTargets')[0]!.input).toMatchObject({
    items: [
      { indicator: 'I01', persons: 1000, fromDay: '2026-11-27' },
      { indicator: 'I06', persons: 70, fromDay: '2026-01-01' },
    ],
  });
});

test('many proposals are approved with one press; the home page tells how many wait', async () => {
  const two = [proposal(), proposal({ id: '01900000-0000-7000-8000-000000000003', indicator: 'I02' })];
  const list = answer(listProposals, () => ({ items: two, total: 2, next: null, previous: null, year: 2022 }));
  const { callsOf } = renderPage(<ProposalsPage />, {
    at: '/agreement-targets',
    route: '/agreement-targets',
    permissions: ['accords.read', SET_TARGETS],
    answers: [list, answer(approveTargets, () => ({ items: [] }))],
  });
  fireEvent.click(await screen.findByRole('checkbox', { name: '全选本页' }));
  fireEvent.click(screen.getByRole('button', { name: '批准 2 项' }));
  fireEvent.click((await screen.findAllByRole('button', { name: '批准 2 项' })).at(-1)!);
  await waitFor(() => expect(callsOf('accords.approveTargets')[0]!.input).toEqual({ ids: two.map((p) => p.id) }));
  renderPage(<HomeProposals />, { at: '/', route: '/', permissions: [SET_TARGETS], answers: [list] });
  expect((await screen.findByRole('link', { name: '对方提出的目标，等您这一方答复' })).getAttribute('href')).toBe('/agreement-targets');
});
