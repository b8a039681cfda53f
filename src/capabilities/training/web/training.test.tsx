import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import {
  ADOPT,
  aboveSize,
  addLessons,
  adoptVersion,
  checkClass,
  countClasses,
  createClass,
  createStandard,
  EXPORT,
  listClasses,
  listProgrammes,
  listStandards,
  listTeachers,
  READ,
  readClass,
  readStandard,
  STANDARDS,
  takeStep,
  teacherTaken,
  WRITE,
} from '../contract.ts';
import { ClassListPage } from './ClassListPage.tsx';
import { ClassNewPage } from './ClassNewPage.tsx';
import { ClassPage } from './ClassPage.tsx';
import { HomeClasses, HomeStandards } from './HomeTraining.tsx';
import { lessonsOf } from './PlanLessons.tsx';
import { ProgrammesPage } from './ProgrammesPage.tsx';
import { nextLabel } from './StandardEdit.tsx';
import { StandardListPage } from './StandardListPage.tsx';
import { StandardNewPage } from './StandardNewPage.tsx';
import { StandardPage } from './StandardPage.tsx';
import { ID, oneClass, oneStandard, STANDARD, VERSION } from './testing/fixtures.ts';
import { addDays, mondayOf, weekdayOf, weekdayText } from './weeks.ts';

const CAN = [READ, WRITE, EXPORT];
const onClass = (more: Parameters<typeof renderPage>[1]['answers'] = [], of = oneClass, lang: 'zh' | 'en' = 'zh') =>
  renderPage(<ClassPage />, {
    at: `/training/classes/${ID}`,
    route: '/training/classes/:id',
    permissions: CAN,
    lang,
    answers: [answer(readClass, of), answer(listTeachers, { items: [], mayWrite: false }), ...more],
  });

test('one class: where it stands, what the next step lacks, its timetable, mentors and money', async () => {
  onClass();
  expect(await screen.findByRole('heading', { level: 1, name: /广东烧味制作订单班/ })).toBeTruthy();
  const line = within(screen.getByRole('list', { name: '这个班走到哪一步' }));
  expect(line.getAllByRole('listitem').map((li) => li.className)).toEqual(['n', '', '', '', '', '', '', '', '']);
  expect(screen.getByRole('heading', { name: /下一步：报审批/ })).toBeTruthy();
  expect(screen.getByText('课表没有排满：模块 2 实操还差 16 课时')).toBeTruthy();
  expect((screen.getByRole('button', { name: '报审批' }) as HTMLButtonElement).disabled).toBe(true);
  // a week of lessons, the cancelled one said to be so
  expect(screen.getByText('周四')).toBeTruthy();
  expect(screen.getByText('停课', { selector: '.stt' })).toBeTruthy();
  expect(screen.getByRole('button', { name: '调课：2022-10-13 09:00' })).toBeTruthy();
  expect(screen.getByText('还没有签协议')).toBeTruthy();
  expect(screen.getAllByText('84,000').length).toBeGreaterThan(0);
  // the list tells what a lesson was before
  fireEvent.click(screen.getByRole('radio', { name: '列表' }));
  expect(await screen.findByText(/场地停电/)).toBeTruthy();
});

test('a step asks for its day, sends the state that was seen, and cancelling needs a reason', async () => {
  const ready = { ...oneClass, next: [{ ...oneClass.next[0]!, conditions: [] }, oneClass.next[1]!] };
  const { callsOf } = onClass([answer(takeStep, { ...ready, state: 'approval' })], ready);
  fireEvent.click(await screen.findByRole('button', { name: '报审批' }));
  const dialog = within(await screen.findByRole('dialog'));
  fireEvent.click(dialog.getByRole('button', { name: '报审批' }));
  await waitFor(() => expect(callsOf(takeStep.id)).toHaveLength(1));
  expect(callsOf(takeStep.id)[0]!.input).toMatchObject({ id: ID, seen: 'plan', step: 'submit', onDay: '2022-10-12' });
});
test('cancelling is not offered without a reason', async () => {
  onClass();
  fireEvent.click(await screen.findByRole('button', { name: '取消这个班' }));
  const dialog = within(await screen.findByRole('dialog'));
  const act = dialog.getByRole('button', { name: '取消这个班' }) as HTMLButtonElement;
  expect(act.disabled).toBe(true);
  fireEvent.change(dialog.getByLabelText('理由或依据'), { target: { value: '报名人数不足' } });
  expect(act.disabled).toBe(false);
});

test('planning a series proposes what is missing; a refusal keeps it and names the other lesson', async () => {
  const { callsOf } = onClass([
    answer(addLessons, () => {
      throw teacherTaken({ teacher: '陈师傅', slot: '2022-10-13 09:00–12:00', where: { zh: '“另一个班”的课', en: '“another”' } });
    }),
  ]);
  fireEvent.click(await screen.findByRole('button', { name: '排课' }));
  const dialog = within(await screen.findByRole('dialog'));
  fireEvent.click(dialog.getByRole('button', { name: '排 1 次课' }));
  expect(await dialog.findByText(/陈师傅在 2022-10-13 09:00–12:00 已有“另一个班”的课/)).toBeTruthy();
  expect((callsOf(addLessons.id)[0]!.input as { lessons: unknown[] }).lessons).toEqual([
    expect.objectContaining({ module: 1, kind: 'theory', day: '2022-10-12', fromMinute: 540, toMinute: 720, hours: 4 }),
  ]);
});

test('a series stands on its weekdays until its hours are full or the class is over', () => {
  const series = {
    module: 2,
    kind: 'practice' as const,
    from: '2022-10-12',
    weekdays: [1, 3],
    fromMinute: 540,
    toMinute: 720,
    hours: 4,
    total: 10,
    teacherId: null,
    room: '',
  };
  const { lessons, left } = lessonsOf(series, '2022-12-31');
  expect(lessons.map((l) => [l.day, l.hours])).toEqual([
    ['2022-10-12', 4],
    ['2022-10-17', 4],
    ['2022-10-19', 2],
  ]);
  expect(left).toBe(0);
  expect(lessonsOf(series, '2022-10-16')).toMatchObject({ left: 6 });
  expect(lessonsOf({ ...series, weekdays: [] }, '2022-12-31').lessons).toEqual([]);
  expect([mondayOf('2022-10-16'), weekdayOf('2022-10-16'), addDays('2022-02-28', 1), weekdayText('2022-10-10', 'en')]).toEqual([
    '2022-10-10',
    7,
    '2022-03-01',
    'Mon',
  ]);
  expect([nextLabel('v2.1'), nextLabel('v1'), nextLabel('试行')]).toEqual(['v2.2', 'v2', '试行']);
});

test('a new class: every empty field says so; beside it the standards, the pairing and who approves; a refusal keeps what was typed', async () => {
  renderPage(<ClassNewPage />, {
    at: '/training/classes/new',
    route: '/training/classes/new',
    permissions: CAN,
    answers: [
      answer(createClass, () => {
        throw aboveSize({ seats: 60, label: 'v1.0', from: 20, to: 50 });
      }),
      answer(checkClass, {
        standards: [],
        refused: [],
        agreements: [],
        paired: [],
        approver: { code: '522727000000', name: { zh: '平塘县', en: 'Pingtang' } },
      }),
    ],
  });
  fireEvent.change(await screen.findByLabelText('班名'), { target: { value: '广东烧味制作班' } });
  fireEvent.click(screen.getByRole('button', { name: '存为计划' }));
  expect((await screen.findAllByText(/还没有选。写名称/)).length).toBe(2);
  expect((screen.getByLabelText('班名') as HTMLInputElement).value).toBe('广东烧味制作班');
  expect(screen.getByText(/选了来源地和开始日期，这里会列出/)).toBeTruthy();
});

test('the list: filters in the address, in English too; empty says how to begin', async () => {
  const { callsOf } = renderPage(<ClassListPage />, {
    at: '/training/classes?state=teaching&order=true',
    permissions: CAN,
    lang: 'en',
    answers: [
      answer(listClasses, { items: [oneClass], total: 1, next: null, previous: null, asOf: '2022-10-12' }),
      answer(countClasses, { asOf: '2022-10-12', total: 1, states: [], waiting: 0, order: 1 }),
    ],
  });
  expect(await screen.findByRole('link', { name: /广东烧味制作订单班/ })).toBeTruthy();
  expect(callsOf(listClasses.id)[0]!.input).toMatchObject({ state: 'teaching', order: true });
  expect(screen.getByRole('button', { name: /Remove the filter: State In training/ })).toBeTruthy();
  renderPage(<ClassListPage />, {
    at: '/training/classes',
    permissions: CAN,
    answers: [answer(listClasses, { items: [], total: 0, next: null, previous: null, asOf: '2022-10-12' })],
  });
  expect(await screen.findByRole('link', { name: '登记第一个' })).toBeTruthy();
});

test('home: what waits for this office or school, nothing where nothing does', async () => {
  const home = (total: number) =>
    renderPage(<HomeClasses />, {
      permissions: CAN,
      answers: [
        answer(listClasses, {
          items: total ? [{ ...oneClass, state: 'approval' }] : [],
          total,
          next: null,
          previous: null,
          asOf: '2022-10-12',
        }),
      ],
    });
  home(1);
  expect((await screen.findByRole('link', { name: /等审批/ })).getAttribute('href')).toBe(`/training/classes/${ID}`);
  home(3);
  expect((await screen.findByRole('link', { name: '等审批或办下一步' })).getAttribute('href')).toBe('/training/classes?waiting=true');
  renderPage(<HomeStandards />, {
    permissions: [READ, ADOPT],
    answers: [answer(listStandards, { items: [oneStandard.versions[0]!], total: 1, next: null, previous: null })],
  });
  expect((await screen.findByRole('link', { name: /等本地采用/ })).getAttribute('href')).toBe(`/training/standards/${STANDARD}`);
});

test('a standard: the version in force first, who adopted it; adopting sends the revision that is seen', async () => {
  const { callsOf } = renderPage(<StandardPage />, {
    at: `/training/standards/${STANDARD}?v=v2.0`,
    route: '/training/standards/:id',
    permissions: [READ, STANDARDS, ADOPT],
    answers: [answer(readStandard, oneStandard), answer(adoptVersion, oneStandard)],
  });
  expect(await screen.findByRole('heading', { level: 1, name: /广东烧味制作 v2.0/ })).toBeTruthy();
  expect(screen.getByRole('img', { name: '未采用' })).toBeTruthy();
  expect(screen.getByText('2022-10-01')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '采用这一版' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/这是最后一方/)).toBeTruthy();
  fireEvent.click(dialog.getByRole('button', { name: '采用' }));
  expect(await dialog.findAllByRole('alert')).toHaveLength(1);
  fireEvent.change(dialog.getByLabelText('采用日期'), { target: { value: '2022-10-11' } });
  fireEvent.keyDown(dialog.getByLabelText('采用日期'), { key: 'Enter', code: 'Enter' });
  fireEvent.click(dialog.getByRole('button', { name: '采用' }));
  await waitFor(() => expect(callsOf(adoptVersion.id)).toHaveLength(1));
  expect(callsOf(adoptVersion.id)[0]!.input).toMatchObject({
    versionId: VERSION,
    revision: 3,
    side: '440000000000',
    adoptedOn: '2022-10-11',
  });
});

test('drafting a standard: modules with their sum, every rule a sentence', async () => {
  renderPage(<StandardNewPage />, {
    at: '/training/standards/new',
    route: '/training/standards/new',
    permissions: [READ, STANDARDS],
    answers: [answer(createStandard, oneStandard)],
  });
  fireEvent.change(await screen.findByLabelText('模块 1 理论课时'), { target: { value: '8' } });
  expect(await screen.findByText('理论 8 + 实操 0 = 8 课时')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '加一个模块' }));
  fireEvent.change(screen.getByLabelText('模块 2 名称'), { target: { value: '烧腊制作' } });
  fireEvent.click(screen.getByRole('button', { name: '存为草案' }));
  expect(await screen.findByText(/代码用 2 到 20 位大写字母/)).toBeTruthy();
  expect(screen.getByText('理论和实操课时不能都是 0')).toBeTruthy();
});

test('standards in a list, programmes in a catalogue with what they rest on', async () => {
  renderPage(<StandardListPage />, {
    at: '/training/standards',
    permissions: [READ],
    answers: [answer(listStandards, { items: [...oneStandard.versions], total: 2, next: null, previous: null })],
  });
  expect((await screen.findAllByRole('link', { name: /广东烧味制作/ })).length).toBe(2);
  const programme = {
    code: 'homeService' as const,
    text: { zh: '南粤家政', en: 'Nanyue Home Service' },
    kind: 'project' as const,
    project: 'homeService' as const,
    province: '44',
    since: null,
    source: '工作方案（新闻转载）',
    certainty: 'mirror' as const,
    occupations: [{ code: '4-10-01-06', name: { zh: '家政服务员', en: 'Domestic worker' }, certainty: 'mirror' as const }],
    standards: 3,
    classes: 7,
    running: 2,
  };
  renderPage(<ProgrammesPage />, {
    at: '/training/programmes',
    permissions: [READ],
    answers: [
      answer(listProgrammes, {
        items: [programme, { ...programme, code: 'homeMaternity', text: { zh: '母婴服务', en: 'Mother and infant' }, kind: 'branch' }],
        today: '2022-10-12',
      }),
    ],
  });
  expect(await screen.findByRole('heading', { name: /南粤家政/ })).toBeTruthy();
  expect(screen.getAllByText(/工作方案（新闻转载）/).length).toBe(2);
  expect(screen.getAllByRole('link', { name: '7' }).map((a) => a.getAttribute('href'))).toContain(
    '/training/classes?programme=homeService',
  );
});
