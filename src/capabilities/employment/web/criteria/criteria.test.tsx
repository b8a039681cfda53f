import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { PERSON_TIMELINE } from '#capabilities/workers/contract.ts';
import type { Output } from '#platform/contract.ts';
import { Slot, SlotsContext } from '#platform/web/Slot.tsx';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { certaintyTexts } from '#standards/certainty.ts';
import { type CriterionOut, listCriteria, readStability, retireCriterion, saveCriterion } from '../../contractCriteria.ts';
import { runCases } from '../../rulesCriteriaCheck.ts';
import { shippedCriteria } from '../../rulesCriteriaShipped.ts';
import { explainCriterion } from '../../rulesCriteriaTexts.ts';
import { CriteriaPage } from './CriteriaPage.tsx';
import { CriterionRevisePage } from './CriterionRevisePage.tsx';
import { criteriaSlots } from './pagesCriteria.ts';

const items: CriterionOut[] = shippedCriteria.map((criterion) => ({
  key: criterion.id,
  province: '',
  provinceName: { zh: '', en: '' },
  from: 'shipped',
  shipped: true,
  criterion,
  words: explainCriterion(criterion),
  certainty: certaintyTexts[criterion.certainty],
  cases: runCases(criterion).map((r) => ({ ...r, differences: [...r.differences] })),
  versions: [],
}));
const GUIZHOU = { code: '520000000000', name: { zh: '贵州', en: 'Guizhou' } };
const list = (mayRevise = [GUIZHOU]) => answer(listCriteria, { mayRevise, items, retired: [] });
const permissions = ['employment.criteria', 'employment.reviseCriterion'];

describe('stability criteria', () => {
  it('each in words, with certainty and test cases; only who may revise is offered to', async () => {
    renderPage(<CriteriaPage />, { at: '/criteria', route: '/criteria', permissions, answers: [list()] });
    const one = within(await screen.findByRole('region', { name: '国家交通补助口径' }));
    expect(one.getByText(/连续在岗满 3 个月/)).toBeTruthy();
    expect(one.getByText('依据的可靠程度：转载或公开数据')).toBeTruthy();
    expect(one.getAllByText('通过')).toHaveLength(2);
    expect(one.getByRole('link', { name: '修订：国家交通补助口径' }).getAttribute('href')).toBe(
      '/criteria/revise?province=520000000000&of=all&key=transportSubsidy',
    );
    renderPage(<CriteriaPage />, { at: '/criteria', route: '/criteria', permissions, answers: [list([])] });
    await screen.findByRole('region', { name: '国家交通补助口径' });
    expect(screen.queryByRole('link', { name: /修订/ })).toBeNull();
  });

  it('the editor runs the cases with every change, says what is wrong, and sends the version it began with', async () => {
    const { calls } = renderPage(<CriterionRevisePage />, {
      at: '/criteria/revise?province=520000000000&of=all&key=transportSubsidy',
      route: '/criteria/revise',
      permissions,
      answers: [list(), answer(saveCriterion, { key: 'transportSubsidy', version: 2 })],
    });
    expect(await screen.findByText('2 个用例都通过')).toBeTruthy();
    fireEvent.change(screen.getByRole('spinbutton', { name: '月数' }), { target: { value: '2' } });
    expect(await screen.findByText('1 个用例没有通过')).toBeTruthy();
    const first = within(screen.getByRole('region', { name: '用例 1' }));
    expect(first.getByText('期望稳定自 2022-04-01，算出 2022-03-01')).toBeTruthy();
    fireEvent.change(first.getByLabelText('应当稳定自（从不稳定留空）'), { target: { value: '2022-03-01' } });
    expect(await screen.findByText('2 个用例都通过')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('依据（英文）'), { target: { value: '' } });
    expect(await screen.findByText('请写明依据，中文和英文')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('依据（英文）'), { target: { value: 'order 7' } });
    fireEvent.change(screen.getByLabelText('为什么改'), { target: { value: '试行' } });
    fireEvent.click(screen.getByRole('button', { name: '存为新版本' }));
    await waitFor(() => expect(calls.find((c) => c.id === saveCriterion.id)).toBeTruthy());
    expect(calls.find((c) => c.id === saveCriterion.id)!.input).toMatchObject({
      province: GUIZHOU.code,
      basedOn: 1,
      reason: '试行',
      criterion: { months: 2, source: { en: 'order 7' } },
    });
  });

  it('what must hold on a day is written with the case, and judged', async () => {
    renderPage(<CriterionRevisePage />, {
      at: '/criteria/revise?province=520000000000&of=all&key=transportSubsidy',
      route: '/criteria/revise',
      permissions,
      answers: [list()],
    });
    const first = within(await screen.findByRole('region', { name: '用例 1' }));
    const days = first.queryAllByRole('button', { name: /^删去某一天/ }).length;
    fireEvent.click(first.getByRole('button', { name: '加一天：那天应当稳定还是不稳定' }));
    fireEvent.change(first.getByLabelText(`某一天 ${days + 1}`), { target: { value: '2000-01-01' } });
    expect(await first.findByText('2000-01-01 应当稳定，算出不稳定')).toBeTruthy();
    fireEvent.click(first.getByRole('button', { name: `删去某一天 ${days + 1}` }));
    expect(await screen.findByText('2 个用例都通过')).toBeTruthy();
  });

  it('a province gives up its own one with a reason; what it gave up is told', async () => {
    const own: CriterionOut = {
      ...items[0]!,
      from: 'saved',
      province: GUIZHOU.code,
      provinceName: GUIZHOU.name,
      criterion: { ...items[0]!.criterion, version: 2 },
    };
    const version = { version: 3, by: '省局', recorded: '2026-11-27T01:00:00.000000Z', reason: '试行期满', words: null };
    const retired = { key: 'x', province: GUIZHOU.code, provinceName: GUIZHOU.name, name: items[1]!.criterion.name, shipped: true };
    const { calls } = renderPage(<CriteriaPage />, {
      at: '/criteria',
      route: '/criteria',
      permissions,
      answers: [
        answer(listCriteria, { mayRevise: [GUIZHOU], items: [own], retired: [{ ...retired, versions: [version] }] }),
        answer(retireCriterion, { key: 'transportSubsidy', version: 3 }),
      ],
    });
    fireEvent.click(await screen.findByRole('button', { name: '停用本省的：国家交通补助口径' }));
    fireEvent.change(screen.getByLabelText(/原因/), { target: { value: '试行期满' } });
    fireEvent.click(screen.getByRole('button', { name: '停用，改回通用的' }));
    await waitFor(() => expect(calls.find((c) => c.id === retireCriterion.id)).toBeTruthy());
    expect(calls.find((c) => c.id === retireCriterion.id)!.input).toEqual({
      province: GUIZHOU.code,
      key: 'transportSubsidy',
      basedOn: 2,
      reason: '试行期满',
    });
    const gone = within(screen.getByRole('region', { name: '停用了的省内版本' }));
    expect(gone.getByText(/第 3 版：试行期满/)).toBeTruthy();
  });

  it('a criterion that is not there leads back', async () => {
    renderPage(<CriterionRevisePage />, {
      at: '/criteria/revise?province=440000000000',
      route: '/criteria/revise',
      permissions,
      answers: [list()],
    });
    expect(await screen.findByRole('link', { name: '回到稳定口径' })).toBeTruthy();
  });
});

const ME = '00000000-0000-4000-8000-000000000001';
const told: Output<typeof readStability> = {
  on: '2026-11-27',
  whole: true,
  criteria: [
    {
      key: 'transportSubsidy',
      province: '',
      provinceName: { zh: '', en: '' },
      version: 1,
      name: items[0]!.criterion.name,
      rule: items[0]!.words,
      state: 'notYet',
      since: null,
      until: null,
      missingDays: 31,
      words: { zh: '还差 31 天：2026-09-01 起的在岗证明到 2026-10-31', en: '31 days missing' },
    },
  ],
  windows: [
    {
      spellId: ME,
      start: '2026-03-15',
      forms: (['province', 'enterprise', 'post'] as const).map((form) => ({
        form,
        answers: [
          { window: 30, day: '2026-04-14', answer: 'yes', class: 4, words: { zh: '仍在', en: 'still there' } },
          { window: 365, day: '2027-03-15', answer: 'notYetDue', class: null, words: { zh: '未到期', en: 'not yet' } },
        ],
      })),
    },
  ],
};
const person = (given: Output<typeof readStability>) =>
  renderPage(
    <SlotsContext.Provider value={criteriaSlots}>
      <Slot name={PERSON_TIMELINE} of={ME} />
    </SlotsContext.Provider>,
    { at: '/', route: '/', permissions, answers: [answer(readStability, given)] },
  );

describe('how a person stands', () => {
  it('what is missing, and the four answers with the best evidence', async () => {
    person(told);
    const block = within(await screen.findByRole('region', { name: '稳定情况' }));
    expect(block.getByText(/国家交通补助口径 还没有满/)).toBeTruthy();
    expect(block.getByText(/还差 31 天/)).toBeTruthy();
    expect(block.getAllByText('已核验在岗')).toHaveLength(3);
    expect(block.getAllByRole('img', { name: '证据：走访（当面或视频）' })).toHaveLength(3);
    expect(block.getAllByText('未到期')).toHaveLength(3);
  });
  it('a host is told why nothing is judged', async () => {
    person({ on: '2026-11-27', whole: false, criteria: [], windows: [] });
    expect(await screen.findByText(/是否稳定由户籍地判断/)).toBeTruthy();
  });
});
