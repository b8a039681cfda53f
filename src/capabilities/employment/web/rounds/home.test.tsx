import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Output } from '#platform/contract.ts';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { LOOK_AT_ROUNDS, readRound, VERIFY } from '../../contractRounds.ts';
import { HomeRounds } from './HomeRounds.tsx';
import { HomeWork } from './HomeWork.tsx';

type Round = Output<typeof readRound>;
const NONE = { total: 0, verified: 0, left: 0, notReached: 0, due: 0, overdue: 0, silent: 0 };
const round = (side: Round['side'], sides: Round['sides'], totals: Partial<Round['totals']>): Round => ({
  month: '2022-10',
  today: '2022-10-12',
  dueDay: '2022-10-25',
  answersFrom: '2022-10-01',
  carryDays: 92,
  side,
  sides,
  answers: true,
  area: null,
  totals: { ...NONE, ...totals },
  groups: [],
  moreGroups: 0,
});
const MAY = [LOOK_AT_ROUNDS, VERIFY];
const hrefs = () => screen.getAllByRole('link').map((a) => a.getAttribute('href'));

test('the sentence of one side: each number opens its people, what is nought is not said', async () => {
  renderPage(<HomeWork />, {
    permissions: MAY,
    answers: [answer(readRound, round('employer', ['employer'], { total: 52, left: 1, due: 50, overdue: 1 }))],
  });
  await screen.findByText('52');
  expect(document.body.textContent).toContain('10 月要核在岗 52段，已核实在岗 0段，已核实离岗 1段，待核 50段，到期未核 1段。');
  expect(hrefs()).toEqual(
    ['', '&state=verified', '&state=left', '&state=due', '&state=overdue'].map((s) => `/verification?side=employer&month=2022-10${s}`),
  );
});

test('an office with both sides reads one sentence, and finds both in what waits, the overdue one first', async () => {
  const both = answer(readRound, (input) =>
    input.side === 'host'
      ? round('host', ['home', 'host'], { total: 183, due: 150, overdue: 5 })
      : round('home', ['home', 'host'], { total: 568, due: 476, notReached: 3 }),
  );
  const lead = renderPage(<HomeWork />, { permissions: MAY, answers: [both] });
  await screen.findByText('183');
  expect(document.body.textContent).toContain(
    '10 月要核在岗：户籍在本地的 568段，待核 476段，没联系上 3段；在本地务工的 183段，待核 150段，到期未核 5段。',
  );
  lead.unmount();
  renderPage(<HomeRounds />, { permissions: MAY, answers: [both] });
  await waitFor(() => expect(screen.getAllByRole('link')).toHaveLength(3));
  expect(screen.getAllByRole('link').map((a) => a.textContent)).toEqual([
    '在本地务工的，到期还没有核验',
    '户籍在本地的，10 月要核的',
    '在本地务工的，10 月要核的',
  ]);
  expect(screen.getByText('479')).toBeTruthy();
  expect(screen.getByText('其中 3 段没联系上')).toBeTruthy();
});
