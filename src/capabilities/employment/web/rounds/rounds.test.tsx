import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { readRoundRules, setRoundRule } from '../../contractRoundRules.ts';
import { AnswerDialog } from './AnswerDialog.tsx';
import { RoundRules } from './RoundRules.tsx';
import { stillAsked } from './roundWords.ts';

const dialog = (more: Partial<Parameters<typeof AnswerDialog>[0]>) =>
  renderPage(
    <AnswerDialog
      what="left"
      name="石阿朵"
      day="2026-11-20"
      start="2026-03-01"
      side="home"
      via="phone"
      end={{ recorded: null, by: ['visit', 'phone'] }}
      busy={false}
      problem={null}
      onGive={() => {}}
      onClose={() => {}}
      {...more}
    />,
    { at: '/', route: '/', permissions: [], answers: [] },
  );

describe('what "left" does is said before', () => {
  it('a last day that cannot be is said at once, and not sent', async () => {
    dialog({});
    const day = await screen.findByLabelText('最后上班的那一天');
    fireEvent.change(day, { target: { value: '2025-12-01' } });
    expect((await screen.findByRole('alert')).textContent).toContain('早于上岗（2026-03-01）');
    fireEvent.change(day, { target: { value: '2026-11-21' } });
    expect((await screen.findByRole('alert')).textContent).toContain('晚于核验日期 2026-11-20');
    expect((screen.getByRole('button', { name: '记为走了' }) as HTMLButtonElement).disabled).toBe(true);
    fireEvent.change(day, { target: { value: '2026-02-28' } });
    expect(await screen.findByText('只作证据，不登记离岗')).toBeTruthy();
  });
  it.each([
    [{}, '同时登记离岗；当天撤回，离岗也一起撤回'],
    [{ via: 'roster' as const }, '只作证据，不登记离岗'],
    [{ side: 'host' as const, end: { recorded: null, by: [] } }, '只作证据；离岗由户籍地登记'],
    [{ end: { recorded: '2026-11-10', by: [] } }, '已登记 2026-11-10 离岗；这里的回答只作证据'],
    [{ end: { recorded: '2026-11-10', by: ['visit' as const, 'phone' as const] } }, '同时把登记的离岗日由 2026-11-10 改为这一天'],
  ])('%j', async (more, words) => {
    dialog(more);
    expect(await screen.findByText(words)).toBeTruthy();
  });
});

it('whoever works without an employer is asked about the work', () => {
  const employer = { key: '', name: '' };
  expect(stillAsked({ kind: 'self_employed', employer }).zh).toBe('还在自己做吗？');
  expect(stillAsked({ kind: 'employed', employer: { key: 'x', name: '穗味餐饮' } }).zh).toBe('还在穗味餐饮上班吗？');
});

it('the due day: what holds, what held, and the province changes it with a reason', async () => {
  const rule = {
    version: 1,
    fromMonth: '2000-01',
    dueDay: 25,
    remindDays: 3,
    reason: '默认值，可改',
    by: null,
    recorded: '2026-11-27T01:00:00.000000Z',
  };
  const own = { ...rule, fromMonth: '2026-11', dueDay: 20, reason: '提前核', by: '贵州省' };
  const { calls } = renderPage(<RoundRules />, {
    at: '/',
    route: '/',
    permissions: [],
    answers: [
      answer(readRoundRules, {
        month: '2026-11',
        items: [
          { province: '', provinceName: { zh: '', en: '' }, now: rule, history: [rule] },
          { province: '520000000000', provinceName: { zh: '贵州', en: 'Guizhou' }, now: own, history: [own] },
        ],
        maySet: [{ code: '520000000000', name: { zh: '贵州', en: 'Guizhou' }, version: 1 }],
      }),
      answer(setRoundRule, { version: 2 }),
    ],
  });
  expect(await screen.findByText(/2026-11 起，20 号，提前 3 天；提前核/)).toBeTruthy();
  fireEvent.click(screen.getByText('改贵州的期限'));
  fireEvent.change(await screen.findByLabelText('几号前核完'), { target: { value: '22' } });
  fireEvent.change(screen.getByLabelText(/原因/), { target: { value: '国庆顺延' } });
  fireEvent.click(screen.getByRole('button', { name: '改期限' }));
  await waitFor(() => expect(calls.find((c) => c.id === setRoundRule.id)).toBeTruthy());
  expect(calls.find((c) => c.id === setRoundRule.id)!.input).toEqual({
    province: '520000000000',
    basedOn: 1,
    fromMonth: '2026-11',
    dueDay: 22,
    remindDays: 3,
    reason: '国庆顺延',
  });
});
