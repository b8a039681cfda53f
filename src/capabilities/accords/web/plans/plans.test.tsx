import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { changed } from '#platform/problem.ts';
import { type Answer, answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import {
  closeItem,
  closesOwnItem,
  correctItem,
  correctMeeting,
  countItems,
  listItems,
  listPlans,
  readItem,
  readMeeting,
  SEE_PLANS,
  sayItemDone,
  WORK_PLANS,
  type WorkItem,
  type WorkItemWhole,
} from '../../contractPlans.ts';
import { HomePlans } from './HomePlans.tsx';
import { MeetingPage } from './MeetingPage.tsx';
import { PlanItemListPage } from './PlanItemListPage.tsx';
import { PlanItemPage } from './PlanItemPage.tsx';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const MAY = [SEE_PLANS, WORK_PLANS];
const agreement = { id: uuid(90), title: '粤黔协议', origin: { zh: '贵州省', en: 'Guizhou' }, host: { zh: '广东省', en: 'Guangdong' } };
const unit = (name: string, areaCode: string) => ({ organisationId: null, name, areaCode, area: { zh: name, en: name } });
const item = (n: number, more: Partial<WorkItem> = {}): WorkItem => ({
  id: uuid(n),
  number: n,
  planId: uuid(80),
  year: 2022,
  agreement,
  title: `事项 ${n}`,
  outcome: '看得见的结果',
  lead: 'origin',
  units: { origin: unit('平塘县人社局', '522727000000'), host: unit('白云区人社局', '440111000000') },
  dueDay: '2022-09-20',
  state: 'in_progress',
  stands: { standing: 'late', days: 22 },
  changed: '2022-09-01T00:00:00.000000Z',
  speaks: ['origin'],
  ...more,
});
const whole = (more: Partial<WorkItemWhole> = {}): WorkItemWhole => ({
  ...item(1),
  resolution: { id: uuid(70), number: 3, text: '每周对账', meetingId: uuid(60), meeting: '粤黔联席会议', heldOn: '2022-03-25' },
  history: [
    {
      deed: 'due_moved',
      side: 'host',
      state: 'in_progress',
      changes: [{ field: 'dueDay', from: '2022-08-31', to: '2022-09-20' }],
      reason: '等对方的印章',
      by: '陈佩仪',
      at: '2022-08-20T01:00:00.000000Z',
    },
    { deed: 'opened', side: 'host', state: 'open', changes: [], reason: '', by: '陈佩仪', at: '2022-03-25T01:00:00.000000Z' },
  ],
  notes: [
    {
      id: uuid(50),
      kind: 'proof',
      side: 'origin',
      words: '9 周',
      file: null,
      link: '/verification',
      at: '2022-09-01T01:00:00.000000Z',
      by: '韦正平',
    },
  ],
  steps: ['said_done', 'due_moved'],
  seen: '2022-09-01T00:00:00.000000Z',
  ...more,
});

test('the list says lateness in words and keeps its filters in the address', async () => {
  const page = renderPage(<PlanItemListPage />, {
    at: '/plan-items?which=late&mine=true',
    route: '/plan-items',
    permissions: MAY,
    answers: [
      answer(listPlans, { items: [], total: 0, next: null, today: '2022-10-12', mayPlan: false }),
      answer(listItems, {
        items: [item(1), item(2, { stands: { standing: 'soon', days: 3 }, state: 'sent_back' })],
        total: 2,
        next: null,
        today: '2022-10-12',
      }),
    ],
  });
  expect((await screen.findByText('事项 1')).closest('a')!.getAttribute('href')).toBe(`/plan-items/${uuid(1)}`);
  expect(screen.getByText('逾期 22 天')).toBeTruthy();
  expect(screen.getByText('还有 3 天')).toBeTruthy();
  expect(screen.getByText('已退回')).toBeTruthy();
  expect(page.callsOf(listItems.id)[0]!.input).toMatchObject({ which: 'late', mine: true });
  fireEvent.click(screen.getByRole('button', { name: '去掉筛选：哪些 逾期' }));
  await waitFor(() => expect(page.place()).toContain('mine=true'));
  expect(page.place()).not.toContain('which');
});

describe('one item', () => {
  const shown = (of: WorkItemWhole, more: readonly Answer[] = []) =>
    renderPage(<PlanItemPage />, {
      at: `/plan-items/${of.id}`,
      route: '/plan-items/:id',
      permissions: MAY,
      answers: [answer(readItem, of), ...more],
    });
  test('tells what moved, why, by what it is proved and which resolution it carries out', async () => {
    shown(whole());
    await screen.findByText('等对方的印章');
    expect(screen.getByText('2022-08-31 → 2022-09-20')).toBeTruthy();
    expect(screen.getByRole('link', { name: '打开那条记录' }).getAttribute('href')).toBe('/verification');
    expect(screen.getByRole('link', { name: '粤黔联席会议' }).getAttribute('href')).toBe(`/joint-meetings/${uuid(60)}`);
    expect(screen.getByRole('button', { name: '报办完' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: '确认办结' })).toBeNull();
  });
  test('saying done waits for proof; a pasted address becomes a path', async () => {
    const page = shown(whole(), [answer(sayItemDone, whole({ state: 'said_done', steps: [] }))]);
    fireEvent.click(await screen.findByRole('button', { name: '报办完' }));
    const dialog = await screen.findByRole('dialog');
    const send = within(dialog).getByRole('button', { name: '报办完' }) as HTMLButtonElement;
    expect(send.disabled).toBe(true);
    fireEvent.change(within(dialog).getByLabelText('或者记录的网址'), { target: { value: `${window.location.origin}/agreements/1` } });
    fireEvent.click(send);
    await waitFor(() => expect(page.callsOf(sayItemDone.id)[0]?.input).toMatchObject({ link: '/agreements/1' }));
  });
  test('a correction names what was seen and offers the units of one’s own side; somebody faster is told of, and mine goes over theirs', async () => {
    let calls = 0;
    const newer = whole({ outcome: '别人刚写的', seen: '2022-09-02T00:00:00.000000Z' });
    const page = shown(whole({ steps: ['corrected'] }), [
      answer(correctItem, () => {
        calls += 1;
        if (calls === 1) throw changed({ by: '陈佩仪', at: '2022-09-02T00:00:00.000000Z', current: newer });
        return newer;
      }),
    ]);
    fireEvent.click(await screen.findByRole('button', { name: '更正' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByRole('group', { name: '输出地责任单位' })).toBeTruthy();
    expect(within(dialog).queryByRole('group', { name: '输入地责任单位' })).toBeNull();
    fireEvent.change(within(dialog).getByLabelText('事项'), { target: { value: '每周对账单' } });
    fireEvent.change(within(dialog).getByLabelText(/理由或依据/), { target: { value: '写漏一个字' } });
    fireEvent.click(within(dialog).getByRole('button', { name: '存下更正' }));
    await within(dialog).findByText('别人刚写的');
    expect(page.callsOf(correctItem.id)[0]!.input).toMatchObject({ seen: whole().seen, title: '每周对账单' });
    fireEvent.click(within(dialog).getByRole('button', { name: '用我填的再存' }));
    await waitFor(() => expect(page.callsOf(correctItem.id)[1]?.input).toMatchObject({ seen: newer.seen, title: '每周对账单' }));
  });
  test('a refusal stands in the dialog and keeps what was typed', async () => {
    const page = shown(whole({ state: 'said_done', steps: ['closed', 'sent_back'], speaks: ['host'] }), [
      answer(closeItem, () => {
        throw closesOwnItem({ lead: '输出地', leadEn: 'origin', other: '输入地', otherEn: 'host', unit: '白云区人社局' });
      }),
    ]);
    fireEvent.click(await screen.findByRole('button', { name: '确认办结' }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.change(within(dialog).getByLabelText(/意见/), { target: { value: '齐了' } });
    fireEvent.click(within(dialog).getByRole('button', { name: '确认办结' }));
    await within(dialog).findByText(/自己一边不能给自己办结/);
    expect(page.callsOf(closeItem.id)[0]!.input).toMatchObject({ seen: whole().seen, words: '齐了' });
    expect((within(dialog).getByLabelText(/意见/) as HTMLInputElement).value).toBe('齐了');
  });
});

test('a correction of a meeting names what was seen', async () => {
  const seen = '2022-03-25T01:00:00.000000Z';
  const meeting = {
    id: uuid(60),
    agreement,
    title: '粤黔联席会议',
    heldOn: '2022-03-25',
    place: '贵阳市',
    chairs: { origin: '分管副省长', host: '分管副省长' },
    minutes: null,
    resolutions: 0,
    items: 0,
    list: [],
    versions: [{ reason: '', by: '演示数据', at: seen }],
    seen,
    may: true,
    planId: null,
  };
  const page = renderPage(<MeetingPage />, {
    at: `/joint-meetings/${uuid(60)}`,
    route: '/joint-meetings/:id',
    permissions: MAY,
    answers: [answer(readMeeting, meeting), answer(correctMeeting, meeting)],
  });
  fireEvent.click(await screen.findByRole('button', { name: '更正' }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.change(within(dialog).getByLabelText('地点'), { target: { value: '贵阳' } });
  fireEvent.change(within(dialog).getByLabelText(/理由或依据/), { target: { value: '地点写错' } });
  fireEvent.click(within(dialog).getByRole('button', { name: '存下更正' }));
  await waitFor(() => expect(page.callsOf(correctMeeting.id)[0]?.input).toMatchObject({ seen, place: '贵阳' }));
});

test('a meeting: each resolution says what became of it, or offers to make it an item', async () => {
  renderPage(<MeetingPage />, {
    at: `/joint-meetings/${uuid(60)}`,
    route: '/joint-meetings/:id',
    permissions: MAY,
    answers: [
      answer(readMeeting, {
        id: uuid(60),
        agreement,
        title: '粤黔联席会议',
        heldOn: '2022-03-25',
        place: '贵阳市',
        chairs: { origin: '分管副省长', host: '分管副省长' },
        minutes: null,
        resolutions: 2,
        items: 1,
        list: [
          {
            id: uuid(70),
            number: 1,
            text: '每周对账',
            item: {
              id: uuid(1),
              number: 4,
              year: 2022,
              title: '对账',
              state: 'in_progress',
              stands: { standing: 'late', days: 22 },
              dueDay: '2022-09-20',
            },
          },
          { id: uuid(71), number: 2, text: '听取汇报', item: null },
        ],
        versions: [{ reason: '', by: '演示数据', at: '2022-03-25T01:00:00.000000Z' }],
        seen: '2022-03-25T01:00:00.000000Z',
        may: true,
        planId: uuid(80),
      }),
    ],
  });
  expect((await screen.findByRole('link', { name: '2022 年要点第 4 件' })).getAttribute('href')).toBe(`/plan-items/${uuid(1)}`);
  expect(screen.getByText('逾期 22 天')).toBeTruthy();
  expect(screen.getByRole('button', { name: '把第 2 条列成要点' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: '把第 1 条列成要点' })).toBeNull();
});

test('the inbox: late first, each line opens what it counts; silent where nothing waits', async () => {
  const counts = { late: 2, soon: 1, toClose: 3, toRedo: 0, oldest: 22, next: '2022-10-20' };
  const view = renderPage(<HomePlans />, { permissions: MAY, answers: [answer(countItems, counts)] });
  const links = await screen.findAllByRole('link');
  expect(links.map((a) => a.getAttribute('href'))).toEqual([
    '/plan-items?mine=true&which=late',
    '/plan-items?mine=true&which=soon',
    '/plan-items?which=toClose',
  ]);
  expect(screen.getByText('逾期 22 天')).toBeTruthy();
  view.unmount();
  const none = renderPage(<HomePlans />, {
    permissions: MAY,
    answers: [answer(countItems, { late: 0, soon: 0, toClose: 0, toRedo: 0, oldest: null, next: null })],
  });
  await waitFor(() => expect(none.callsOf(countItems.id)).toHaveLength(1));
  expect(none.container.textContent).toBe('');
});
