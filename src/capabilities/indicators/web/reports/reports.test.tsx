import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { type Output, readAbout } from '#platform/contract.ts';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { listFigures } from '../../contractFigures.ts';
import type { ReportContent } from '../../contractReportShapes.ts';
import {
  deleteReport,
  listReportForms,
  listReports,
  previewReport,
  type ReportLine,
  readReport,
  readReportForm,
  saveReportForm,
  startReport,
  takePublicityList,
} from '../../contractReports.ts';
import { shippedForm } from '../../rulesReportShipped.ts';
import { catalogue } from '../testing/figureFixtures.ts';
import { FormPage } from './FormPage.tsx';
import { ReportPage } from './ReportPage.tsx';
import { ReportsPage } from './ReportsPage.tsx';
import { sent } from './words.ts';

const ID = '01900000-0000-7000-8000-000000000001';
const K = '2026-11-27T10:03:00.000001Z';
const about: Output<typeof readAbout> = {
  name: '稳岗',
  version: '0.1.0',
  database: { kind: 'embedded', version: '18' },
  today: '2026-11-27',
  demonstrationDay: null,
  demonstration: true,
  preparing: null,
};
const t = (zh: string, en: string) => ({ zh, en });
const line: ReportLine = {
  id: ID,
  title: t('劳务协作月报表', 'Monthly report'),
  form: 'monthly',
  formVersion: 1,
  period: '2026-10',
  side: 'origin',
  area: '522727000000',
  areaName: t('贵州黔南州平塘县', 'Pingtang'),
  lang: 'zh',
  asked: K,
  made: K,
  scheduled: false,
  state: 'made',
  frozen: false,
  jobId: ID,
  progress: null,
  error: null,
  files: [{ format: 'pdf', size: 17_000, watermark: 'ABCDEFGHJK' }],
};
const column = (figure: string, more: Partial<ReportContent['columns'][number]> = {}): ReportContent['columns'][number] => ({
  head: t('累计', 'to date'),
  figure,
  version: 1,
  name: t('帮助就业', 'helped'),
  narrowed: t('', ''),
  where: { origin: ['522727000000'] },
  from: '2026-01-01',
  to: '2026-10-31',
  asOf: '2026-10-31',
  knownAt: K,
  class: 6,
  measure: 'persons',
  days: null,
  state: 'measured',
  why: null,
  frozen: false,
  words: t('怎么算', 'how'),
  ...more,
});
const content: ReportContent = {
  format: 1,
  title: line.title,
  unit: line.areaName,
  side: 'origin',
  area: line.area,
  period: { kind: 'month', key: '2026-10', from: '2026-10-01', to: '2026-10-31', unfinished: false, words: t('2026 年 10 月', '2026-10') },
  by: ['origin:township'],
  rowHeads: [t('户籍乡镇', 'town')],
  groups: [
    { head: t('帮助就业 I01', 'helped I01'), columns: 1 },
    { head: t('完成率', 'of target'), columns: 1 },
  ],
  columns: [
    column('I01'),
    column('I19', {
      head: t('完成率', 'of target'),
      state: 'awaited',
      why: t('协议与目标（尚未启用）', 'agreements, not in use'),
      knownAt: null,
      version: 0,
    }),
  ],
  rows: [
    {
      level: 'total',
      keys: [],
      names: [],
      cells: [
        { value: 1234, mark: null },
        { value: null, mark: 'awaited' },
      ],
    },
    {
      level: 'row',
      keys: ['522727104000'],
      names: [t('克度镇', 'Kedu')],
      cells: [
        { value: 1234, mark: null },
        { value: null, mark: 'awaited' },
      ],
    },
  ],
  checks: [{ text: t('每栏各行之和等于合计', 'sums'), holds: true }],
  seal: null,
  homeless: [],
  withheld: false,
  notes: [],
};
const all = ['indicators.read', 'indicators.reports', 'indicators.reportForms', 'indicators.publicity'];
const forms: Output<typeof listReportForms> = {
  forms: [
    {
      ref: 'monthly',
      version: 1,
      title: line.title,
      period: 'month',
      columns: 14,
      shipped: true,
      office: null,
      mayEdit: false,
      savedBy: null,
      saved: null,
    },
  ],
  schedules: [],
  offices: [{ code: '522727000000', name: line.areaName }],
};
const shell = [answer(listFigures, catalogue), answer(readAbout, about), answer(listReportForms, forms)];

test('a report is asked for with the last month that is over and one’s own area', async () => {
  const page = renderPage(<ReportsPage />, {
    at: '/figures/reports',
    route: '/figures/reports',
    permissions: all,
    answers: [
      ...shell,
      answer(listReports, { items: [line], total: 1, next: null, previous: null }),
      answer(startReport, { id: ID, jobId: ID }),
    ],
  });
  await screen.findByText('未封账');
  fireEvent.click(await screen.findByRole('button', { name: '做一份 劳务协作月报表' }));
  fireEvent.click(await screen.findByRole('button', { name: '做这份报表' }));
  await waitFor(() =>
    expect(page.callsOf(startReport.id)[0]?.input).toEqual({
      ...{ form: 'monthly', version: 1, period: '2026-10', side: 'origin', area: '522727000000', basis: 'auto' },
      ...{ formats: ['xlsx', 'pdf'], lang: 'zh' },
    }),
  );
  await waitFor(() => expect(page.place()).toBe(`/figures/reports/${ID}`));
});

test('a report is deleted after a question that says what goes and what stays', async () => {
  const page = renderPage(<ReportsPage />, {
    at: '/figures/reports',
    route: '/figures/reports',
    permissions: all,
    answers: [...shell, answer(listReports, { items: [line], total: 1, next: null, previous: null }), answer(deleteReport, { id: ID })],
  });
  fireEvent.click(await screen.findByRole('button', { name: '删除 劳务协作月报表 2026-10' }));
  await screen.findByText(/找不回来/);
  fireEvent.click(screen.getByRole('button', { name: '删除这份报表' }));
  await waitFor(() => expect(page.callsOf(deleteReport.id)[0]?.input).toEqual({ id: ID }));
});

test('a report on the page: numbers open their question, what is not measured is no number, the reason stands below', async () => {
  renderPage(<ReportPage />, {
    at: `/figures/reports/${ID}`,
    route: '/figures/reports/:id',
    permissions: all,
    answers: [...shell, answer(readReport, { ...line, content })],
  });
  const table = await screen.findByRole('table');
  const number = within(table).getAllByRole('link', { name: /1,234/ });
  expect(number).toHaveLength(2);
  expect(number[1]!.getAttribute('href')).toBe(
    `/figures?period=own&from=2026-01-01&to=2026-10-31&k=${encodeURIComponent(K)}&side=origin&area=522727104000&open=I01`,
  );
  expect(within(table).getAllByText('未计量')).toHaveLength(2);
  screen.getByText(/未计量的不写 0：第 2 栏 协议与目标/);
  expect(screen.getAllByText(/未封账：以后补来的证据/)).toHaveLength(2);
  screen.getByRole('button', { name: /打印版/ });
});

test('a publicity list of a report that is weeks old is public for a week from today', async () => {
  const page = renderPage(<ReportPage />, {
    at: `/figures/reports/${ID}`,
    route: '/figures/reports/:id',
    permissions: all,
    answers: [...shell, answer(readReport, { ...line, content }), answer(takePublicityList, new Blob(['list']) as never)],
  });
  URL.createObjectURL ??= () => 'blob:list';
  URL.revokeObjectURL ??= () => undefined;
  fireEvent.click(await screen.findByRole('button', { name: '公示名单' }));
  const dialog = within(await screen.findByRole('dialog'));
  const type = (name: string, value: string) => fireEvent.change(dialog.getByRole('textbox', { name }), { target: { value } });
  type('公示标题', '帮助就业人员');
  type('公示依据', '公开办法第三条');
  await waitFor(() => expect(dialog.getByRole('textbox', { name: '公示到' })).toHaveProperty('value', '2026-12-04'));
  fireEvent.click(dialog.getByRole('button', { name: '导出这份名单' }));
  await waitFor(() => expect(page.callsOf(takePublicityList.id)[0]?.input).toMatchObject({ until: '2026-12-04' }));
});

test('no publicity list of a row that the column excludes: it would be of others', async () => {
  const poor: ReportContent = {
    ...content,
    by: ['people'],
    columns: [column('I01', { where: { origin: ['522727000000'], people: ['poverty'] } }), content.columns[1]!],
    rows: [{ ...content.rows[1]!, keys: ['none'], names: [t('其他', 'others')] }],
  };
  renderPage(<ReportPage />, {
    at: `/figures/reports/${ID}`,
    route: '/figures/reports/:id',
    permissions: all,
    answers: [...shell, answer(readReport, { ...line, content: poor })],
  });
  fireEvent.click(await screen.findByRole('button', { name: '公示名单' }));
  const dialog = within(await screen.findByRole('dialog'));
  fireEvent.change(dialog.getByRole('textbox', { name: '公示标题' }), { target: { value: '脱贫人员' } });
  fireEvent.change(dialog.getByRole('textbox', { name: '公示依据' }), { target: { value: '公开办法第三条' } });
  await waitFor(() => expect(dialog.getByRole('textbox', { name: '公示到' })).toHaveProperty('value', '2026-12-04'));
  dialog.getByText(/这一格没有人/);
  expect(dialog.getByRole('button', { name: '导出这份名单' })).toHaveProperty('disabled', true);
});

test('a report under way tells how far it is and can be cancelled; a failed one tells why', async () => {
  const running: ReportLine = {
    ...line,
    made: null,
    files: [],
    state: 'running',
    progress: { done: 3, total: 9, note: t('正在统计 I06', 'Counting I06') },
  };
  renderPage(<ReportPage />, {
    at: `/figures/reports/${ID}`,
    route: '/figures/reports/:id',
    permissions: all,
    answers: [...shell, answer(readReport, { ...running, content: null })],
  });
  await screen.findByText('正在统计 I06，第 3 步，共 9 步');
  screen.getByRole('button', { name: '取消这份报表' });
  renderPage(<ReportPage />, {
    at: `/figures/reports/${ID}`,
    route: '/figures/reports/:id',
    permissions: all,
    answers: [
      ...shell,
      answer(readReport, { ...running, state: 'failed', progress: null, error: t('不在您的辖区', 'not yours'), content: null }),
    ],
  });
  await screen.findByText('不在您的辖区');
});

test('a form that contradicts itself says so where it stands and cannot be saved; mended it is', async () => {
  const base = shippedForm('monthly')!.form;
  const form = sent({ ...base, groups: [{ head: t('甲', 'a'), columns: [base.groups[0]!.columns[0]!, base.groups[0]!.columns[0]!] }] });
  const page = renderPage(<FormPage />, {
    at: '/figures/reports/forms/new?like=monthly',
    route: '/figures/reports/forms/new',
    permissions: all,
    answers: [
      ...shell,
      answer(readReportForm, { ...forms.forms[0]!, form, versions: [] }),
      answer(previewReport, content),
      answer(saveReportForm, { ref: ID, version: 1 }),
    ],
  });
  await screen.findByText(/第 1 列和第 2 列问的是同一件事/);
  expect(screen.getByRole('button', { name: '存这张表样' })).toHaveProperty('disabled', true);
  fireEvent.click(screen.getByRole('button', { name: '去掉第 2 栏' }));
  fireEvent.click(screen.getByRole('button', { name: '预览' }));
  await screen.findByText('克度镇');
  fireEvent.click(screen.getByRole('button', { name: '存这张表样' }));
  await waitFor(() =>
    expect(page.callsOf(saveReportForm.id)[0]?.input).toMatchObject({
      office: '522727000000',
      form: { title: { zh: '劳务协作月报表（本单位）' } },
    }),
  );
});

test('whoever may only look sees forms and reports without deeds', async () => {
  renderPage(<ReportsPage />, {
    at: '/figures/reports',
    route: '/figures/reports',
    permissions: ['indicators.read'],
    answers: [...shell, answer(listReports, { items: [], total: 0, next: null, previous: null })],
  });
  await screen.findByText('您还没有做过报表');
  expect(screen.queryByRole('button', { name: /做一份|定期做/ })).toBeNull();
  expect(screen.queryByRole('link', { name: /新编/ })).toBeNull();
});
