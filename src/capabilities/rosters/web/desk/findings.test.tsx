import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import {
  askExemption,
  assignFindings,
  countFindings,
  decideExemption,
  type Finding,
  type FindingCase,
  listDeskAccounts,
  listExemptions,
  listFindings,
  listRules,
  readFinding,
} from '../../contractDesk.ts';
import { ExemptionsPage } from './ExemptionsPage.tsx';
import { FindingsPage } from './FindingsPage.tsx';
import { HomeFindings } from './HomeFindings.tsx';
import { RuleBookPage } from './RuleBookPage.tsx';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const MAY = ['rosters.findings', 'rosters.desk', 'workers.see'];
const finding = (n: number, more: Partial<Finding> = {}): Finding => ({
  id: uuid(n),
  rule: 'V07',
  ruleName: { zh: '两段务工时间重叠', en: 'Two spells overlap' },
  severity: 'doubt',
  text: { zh: `两段务工时间重叠 ${n} 天`, en: `Two spells overlap by ${n} days` },
  advice: { zh: '补填前一段的结束时间', en: 'Fill in the end of the earlier spell' },
  person: { workerId: uuid(100 + n), name: `杨春禾${n}`, sex: '1', age: 30, numberMasked: '522727********7185', homeName: '克度镇先进村' },
  state: 'open',
  closedHow: '',
  source: 'sheet',
  opened: '2026-11-25',
  days: 2,
  late: false,
  reopened: 0,
  closed: null,
  assignee: null,
  officeName: '克度镇',
  version: 1,
  ...more,
});
const caseOf = (f: Finding, more: Partial<FindingCase> = {}): FindingCase => ({
  ...f,
  why: { zh: '同一个人不能在两地同时在岗', en: 'Nobody is in post in two places at once' },
  todo: null,
  sides: [
    {
      label: { zh: '启明电器', en: '启明电器' },
      values: [{ field: { zh: '起', en: 'From' }, value: { zh: '2026-03-02', en: '2026-03-02' }, odd: true }],
      source: { zh: '表格导入', en: 'from a spreadsheet' },
      list: { batchId: uuid(7), number: 9, name: '九月.xlsx', row: 214 },
      recorded: null,
      workerId: null,
      span: { from: '2026-03-02', to: '2026-08-14' },
    },
    {
      label: { zh: '云雀皮具', en: '云雀皮具' },
      values: [{ field: { zh: '起', en: 'From' }, value: { zh: '2026-07-01', en: '2026-07-01' }, odd: true }],
      source: { zh: '窗口登记', en: 'entered by hand' },
      list: null,
      recorded: null,
      workerId: null,
      span: { from: '2026-07-01', to: null },
    },
  ],
  suggestion: null,
  correctPath: `/workers/${f.person.workerId}`,
  history: [],
  exemptions: [],
  latest: '2027-11-27',
  may: { work: true, ask: true, decide: false, reopen: false },
  ...more,
});
const counts = {
  open: 2,
  hints: 0,
  late: 0,
  mine: 0,
  oldest: 41,
  openedLately: 52,
  closedLately: 77,
  rules: [{ rule: 'V07', name: { zh: '两段务工时间重叠', en: 'Two spells overlap' }, severity: 'doubt' as const, open: 2, oldest: 41 }],
  bands: [
    { band: 'week' as const, open: 1 },
    { band: 'fortnight' as const, open: 0 },
    { band: 'month' as const, open: 0 },
    { band: 'older' as const, open: 1 },
  ],
  waiting: 0,
  batches: 0,
};
const page = <T,>(items: readonly T[]) => ({ items: [...items], total: items.length, next: null, previous: null });
const title = (name: RegExp | string) => screen.findByRole('heading', { level: 2, name });
const key = (k: string) => fireEvent.keyDown(document.body, { key: k });

describe('the desk of findings', () => {
  const desk = (all: readonly Finding[], more: Partial<FindingCase> = {}) => {
    return {
      at: '/findings',
      route: '/findings',
      permissions: MAY,
      answers: [
        answer(countFindings, () => counts),
        answer(listFindings, (input) => page(all.filter((f) => f.state === (input.state ?? 'open')))),
        answer(readFinding, (input) => caseOf(all.find((f) => f.id === input.id)!, more)),
        answer(listDeskAccounts, () => ({ items: [{ id: uuid(50), name: '韦站长', role: 'township_cadre', areaName: '克度镇' }] })),
        answer(assignFindings, (input) => ({ assigned: input.ids.length, passed: 0 })),
        answer(askExemption, (input) => caseOf(all.find((f) => f.id === input.id)!)),
      ],
    };
  };

  it('tells what is open, opens the first case with both sources and the line of time', async () => {
    renderPage(<FindingsPage />, desk([finding(1), finding(2)]));
    await title('杨春禾1：两段务工时间重叠');
    expect(screen.getByText('未了 2 件，最久 41 天；上周新增 52，了结 77')).toBeTruthy();
    const sides = within(screen.getByRole('region', { name: '谁说的什么' }));
    expect(sides.getByRole('row', { name: /启明电器/ }).textContent).toContain('第 9 批“九月.xlsx”第 214 行');
    expect(screen.getByRole('img', { name: /时间条：启明电器 2026-03-02 至 2026-08-14；云雀皮具 2026-07-01 至 今/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: /30 天以上/ })).toBeTruthy();
  });

  it('goes by keys, ticks, hands several over', async () => {
    renderPage(<FindingsPage />, desk([finding(1), finding(2)]));
    await title(/杨春禾1：/);
    key('j');
    await title(/杨春禾2：/);
    key('x');
    key('k');
    await title(/杨春禾1：/);
    key('x');
    fireEvent.click(await screen.findByRole('button', { name: '转派选中的 2 件' }));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(await dialog.findByRole('button', { name: '转派' }));
    await screen.findByText('已转派 2 件');
  });

  it('asks for an exemption with a reason and a day, and says that somebody else decides', async () => {
    renderPage(<FindingsPage />, desk([finding(1)]));
    await title(/杨春禾1：/);
    key('3');
    const dialog = within(await screen.findByRole('dialog'));
    const ask = dialog.getByRole('button', { name: '申请' }) as HTMLButtonElement;
    expect(ask.disabled).toBe(true);
    fireEvent.change(dialog.getByLabelText(/理由/), { target: { value: '确有两份工，已看合同' } });
    await waitFor(() => expect(ask.disabled).toBe(false));
    fireEvent.click(ask);
    await screen.findByText('已申请豁免，等另一人批准');
  });

  it('shows only what may be done: an auditor reads', async () => {
    renderPage(<FindingsPage />, {
      ...desk([finding(1)], { may: { work: false, ask: false, decide: false, reopen: false } }),
      permissions: ['rosters.findings'],
    });
    await title(/杨春禾1：/);
    expect(screen.queryByRole('button', { name: /^转派/ })).toBeNull();
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('says where nothing is open, and in English', async () => {
    renderPage(<FindingsPage />, { ...desk([]), lang: 'en' });
    expect(await screen.findByText('No open findings')).toBeTruthy();
  });
});

it('the second person approves; one’s own request only waits', async () => {
  const waiting = {
    id: uuid(30),
    state: 'asked' as const,
    reason: '残疾证在办',
    fileId: null,
    by: '克度镇',
    mine: false,
    asked: '2026-11-20T02:00:00Z',
    until: '2027-01-31',
    decidedBy: null,
    decided: null,
    decision: '',
  };
  const f = finding(1);
  const told = caseOf(f, { exemptions: [waiting], may: { work: true, ask: false, decide: true, reopen: false } });
  let decided: unknown;
  renderPage(<FindingsPage />, {
    at: '/findings',
    route: '/findings',
    permissions: [...MAY, 'rosters.exempt'],
    answers: [
      answer(countFindings, () => ({ ...counts, waiting: 1 })),
      answer(listFindings, () => page([f])),
      answer(readFinding, () => told),
      answer(decideExemption, (input) => {
        decided = input;
        return { ...told, state: 'exempt' as const };
      }),
    ],
  });
  fireEvent.click(await screen.findByRole('button', { name: '批准' }));
  const dialog = within(await screen.findByRole('dialog'));
  fireEvent.click(dialog.getByRole('button', { name: '批准' }));
  await screen.findByText('已批准豁免');
  expect(decided).toMatchObject({ id: uuid(30), approve: true, until: '2027-01-31' });
});

it('the rule book, the list of exemptions and the line of what waits', async () => {
  const rule = {
    id: 'V13',
    name: { zh: '劳动技能与年龄不符', en: 'Ability does not fit age' },
    text: { zh: '一般有劳动力', en: 'have ability' },
    why: { zh: '是分母', en: 'a denominator' },
    todo: { zh: '核对', en: 'check' },
    severity: 'doubt' as const,
    source: { zh: '核查工具', en: 'tools' },
    certainty: 'practice' as const,
    living: true,
    open: 3,
  };
  const book = renderPage(<RuleBookPage />, {
    at: '/findings/rules',
    route: '/findings/rules',
    permissions: MAY,
    answers: [answer(listRules, () => ({ items: [rule] }))],
  });
  expect((await screen.findByRole('link', { name: '未了 3 件' })).getAttribute('href')).toBe('/findings?rule=V13');
  book.unmount();
  const list = renderPage(<ExemptionsPage />, {
    at: '/findings/exemptions',
    route: '/findings/exemptions',
    permissions: MAY,
    answers: [answer(listExemptions, () => page([]))],
  });
  await screen.findByText('没有等批准的豁免');
  list.unmount();
  renderPage(<HomeFindings />, {
    at: '/',
    route: '/',
    permissions: MAY,
    answers: [answer(countFindings, () => ({ ...counts, waiting: 2 }))],
  });
  await screen.findByText('最久的 41 天');
  expect((await screen.findByRole('link', { name: '豁免等您批准' })).getAttribute('href')).toBe('/findings/exemptions');
});
