import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { PERSON_TIMELINE } from '#capabilities/workers/contract.ts';
import type { Output } from '#platform/contract.ts';
import { Slot, SlotsContext } from '#platform/web/Slot.tsx';
import { type Answer, answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { explainFigure, listFigureMembers, readFigureSql, readFigureTable } from '../contractFigures.ts';
import { notYourCell, periodBackwards } from '../contractProblems.ts';
import { awaited } from '../rulesDefinitions.ts';
import { FigurePage } from './FigurePage.tsx';
import { FiguresPage } from './FiguresPage.tsx';
import { indicators } from './pages.ts';
import { aboutNow, catalogue, K, listed, tableOf, tables } from './testing/figureFixtures.ts';

const PERMISSIONS = ['indicators.read', 'workers.see'];
const show = (at = '/figures', more: readonly Answer[] = [], lang: 'zh' | 'en' = 'zh') =>
  renderPage(<FiguresPage />, { at, route: '/figures', lang, permissions: PERMISSIONS, answers: [aboutNow, listed, tables, ...more] });
const rowOf = async (name: string) => (await screen.findByRole('rowheader', { name })).closest('tr')!;
const told = (row: HTMLElement) => [...row.querySelectorAll('td')].map((td) => td.textContent);
const whole = async () => {
  const row = await rowOf('合计');
  await waitFor(() => expect(told(row)).not.toContain('…'));
  return row;
};

test('all figures by the level below, as known at one instant; unknown last; what balances is said; nothing awaited is 0', async () => {
  const { callsOf } = show();
  expect(told(await whole())).toEqual(['18', '5', '10', '5', '3', '2', '4', '1', '7', '9', '66.7%', '66.7%', '3', '7']);
  expect(told(await rowOf('克度镇'))).toEqual(['12', '4', '7', '3', '2', '2', '3', '1', '6', '7', '66.7%', '66.7%', '3', '5']);
  expect(told(await rowOf('牙舟镇')).slice(10)).toEqual(['—', '—', '0', '2']);
  expect(screen.getAllByRole('rowheader').map((r) => r.textContent)).toEqual(['合计', '牙舟镇', '克度镇', '未知']);
  expect(screen.getByText(/校验：帮助就业 = 在粤 \+ 就近 \+ 其他地区，合计和 3 行都平；每列各行之和等于合计/)).toBeTruthy();
  const asked = callsOf('indicators.readFigureTable').map((c) => c.input);
  expect(asked).toHaveLength(9);
  expect(asked[0]).toMatchObject({
    figure: 'I01',
    from: '2026-01-01',
    to: '2026-11-27',
    by: ['origin:township'],
    where: { origin: ['522727000000'] },
  });
  expect(asked[0]).not.toHaveProperty('knownAt');
  expect(asked.slice(1).every((i) => i.knownAt === K)).toBe(true);
  expect(screen.getByText('新增在粤稳定 2 人，其中上年末不在在粤存量里的 1 人，相差 1 人')).toBeTruthy();
  expect(screen.getByText(`另有 ${awaited.length} 项指标尚未启用，没有数，不显示为 0`)).toBeTruthy();
  expect(screen.getByText('I10 招聘会')).toBeTruthy();
  expect(screen.getByText(/2026-11-27 18:03 算出/)).toBeTruthy();
  // a place leads to the level below
  expect(screen.getByRole('link', { name: '克度镇' }).getAttribute('href')).toBe('/figures?area=522727104000');
});

test('rows are sorted by a figure, unknown ones stay last; arrows go from number to number', async () => {
  const { place } = show();
  await whole();
  fireEvent.click(screen.getByRole('button', { name: /^帮助就业\s*人数/ }));
  expect(place()).toBe('/figures?sort=-I01');
  expect(screen.getAllByRole('rowheader').map((r) => r.textContent)).toEqual(['合计', '克度镇', '牙舟镇', '未知']);
  const first = screen.getByRole('link', { name: '合计，帮助就业 人数：18' });
  expect(first.tabIndex).toBe(0);
  first.focus();
  fireEvent.keyDown(first, { key: 'ArrowDown' });
  fireEvent.keyDown(document.activeElement!, { key: 'ArrowRight' });
  expect(document.activeElement!.getAttribute('aria-label')).toBe('克度镇，其中脱贫 人数：4');
});

test('a partition that does not sum is told in red and leads to its people', async () => {
  show('/figures', [
    answer(readFigureTable, (input) => {
      const table = tableOf(input);
      return input.figure === 'I05' ? { ...table, cells: table.cells.slice(1) } : table;
    }),
  ]);
  await whole();
  expect(await screen.findByText('克度镇：帮助就业 不等于 在粤 + 就近 + 其他地区')).toBeTruthy();
  expect(screen.queryByText(/合计和 3 行都平/)).toBeNull();
  expect(screen.getByRole('link', { name: '看这些人' }).getAttribute('href')).toBe('/figures?open=I01&row=522727104000');
});

const ID = '00000000-0000-4000-8000-00000000000';
const member = (n: number, more: Partial<Output<typeof listFigureMembers>['items'][number]> = {}) => ({
  workerId: `${ID}${n}`,
  on: '2026-03-02',
  card: { name: '石阿朵', sex: '2', age: 38, homeName: '克度镇先进村' },
  placeName: { zh: '广东广州市白云区', en: 'Baiyun District' },
  people: { zh: '脱贫劳动力', en: 'lifted out of poverty' },
  evidence: 1,
  answers: [] as string[],
  ...more,
});

test('a number opens its people: as many as it says, those whom one may see by name, the others as one line; pages stay out of the address', async () => {
  const { callsOf, place } = show('/figures', [
    answer(listFigureMembers, (input) => ({
      ...{ knownAt: K, total: 12, visible: 10 },
      items: input.cursor ? [member(3)] : [member(1), member(2, { card: null })],
      next: input.cursor ? null : `${ID}2`,
    })),
  ]);
  await whole();
  fireEvent.click(screen.getByRole('link', { name: '克度镇，帮助就业 人数：12' }));
  expect(place()).toBe('/figures?open=I01&row=522727104000');
  const panel = within(await screen.findByRole('complementary', { name: '这个数的来历' }));
  expect(await panel.findByText('名单 12 人，与数字相等')).toBeTruthy();
  expect(panel.getByRole('heading', { name: '克度镇，帮助就业' })).toBeTruthy();
  expect(panel.getByText(/其中您可查看 10 人/)).toBeTruthy();
  expect(panel.getByRole('link', { name: '石阿朵' }).getAttribute('href')).toBe(`/workers/${ID}1`);
  expect(within(panel.getByRole('list', { name: '名单' })).getAllByRole('listitem')).toHaveLength(1);
  expect(panel.getByText('这一页另有 1 人，计在数里，不在您可查看的范围')).toBeTruthy();
  expect(callsOf('indicators.listFigureMembers')[0]!.input).toMatchObject({
    figure: 'I01',
    knownAt: K,
    where: { origin: ['522727104000'] },
  });
  fireEvent.click(panel.getByRole('button', { name: '下一页' }));
  await panel.findByRole('button', { name: '回到第一页' });
  expect(callsOf('indicators.listFigureMembers')[1]!.input).toMatchObject({ cursor: `${ID}2` });
  expect(place()).not.toContain(ID);
  fireEvent.keyDown(panel.getByRole('link', { name: '石阿朵' }), { key: 'Escape' });
  expect(place()).toBe('/figures');
  expect(document.activeElement!.getAttribute('aria-label')).toBe('克度镇，帮助就业 人数：12');
});

test('a list that is not as long as the number is told; the reported are asked for as such; unknown has a sign of its own', async () => {
  const { callsOf } = show('/figures?open=I07&row=522727104000&said=1', [
    answer(listFigureMembers, { knownAt: K, total: 5, visible: 5, items: [], next: null }),
  ]);
  expect(await screen.findByText('名单 5 人，数字是 7，请报障')).toBeTruthy();
  expect(callsOf('indicators.listFigureMembers')[0]!.input).toMatchObject({ figure: 'I07', reported: true });
  const again = show('/figures?open=I01&row=-', [answer(listFigureMembers, { knownAt: K, total: 1, visible: 1, items: [], next: null })]);
  expect(await screen.findByText('名单 1 人，与数字相等')).toBeTruthy();
  expect(again.callsOf('indicators.listFigureMembers')[0]!.input).toMatchObject({ where: { origin: [''] } });
});

test('retention opens by window and answer', async () => {
  const { callsOf, place } = show('/figures?open=I08&row=522727104000', [
    answer(listFigureMembers, (input) => ({
      ...{ knownAt: K, visible: 1, next: null },
      total: input.answer === 'no' ? 1 : 4,
      items: [member(1, { answers: ['1', '7', '0', '0'] })],
    })),
  ]);
  const panel = within(await screen.findByRole('complementary'));
  expect(await panel.findByText('名单 4 人，与数字相等')).toBeTruthy();
  expect(panel.getByText('66.7% = 在岗 2 ÷ 到期 3')).toBeTruthy();
  fireEvent.click(panel.getByRole('button', { name: /已不在 1/ }));
  expect(await panel.findByText('名单 1 人，与数字相等')).toBeTruthy();
  expect(callsOf('indicators.listFigureMembers').at(-1)!.input).toMatchObject({ window: 1, answer: 'no' });
  expect(place()).toContain('answer=no');
});

test('a question that cannot be answered keeps its sentence, and the way back', async () => {
  const { place } = show('/figures?period=own&from=2026-05-01&to=2026-01-01', [
    answer(readFigureTable, ({ from, to }) => {
      throw periodBackwards({ from, to });
    }),
  ]);
  expect(await screen.findByText('起始日 2026-05-01 在截止日 2026-01-01 之后，请对调或改正')).toBeTruthy();
  expect(screen.getByRole('combobox', { name: '期间' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '回到我的辖区，本年累计' }));
  expect(place()).toBe('/figures');
  show(
    '/figures?area=520100000000',
    [
      answer(readFigureTable, () => {
        throw notYourCell({ areas: '贵州黔南州平塘县', areasEn: 'Pingtang County' });
      }),
    ],
    'en',
  );
  expect(
    await screen.findByText(/^Neither home nor place of work of this figure lies in your area.*within: Pingtang County$/),
  ).toBeTruthy();
});

test('one figure by two dimensions, with the sums of rows and columns', async () => {
  show('/figures?by2=where&figure=I02', [
    answer(readFigureTable, (input) => ({
      ...tableOf({ ...input, by: [] }),
      total: { keys: [], names: [], value: { persons: 6 } },
      cells: (
        [
          ['522727104000', 'guangdong', 3],
          ['522727104000', 'near', 1],
          ['522727101000', 'guangdong', 2],
        ] as const
      ).map(([a, b, n]) => ({
        keys: [a, b],
        names: [
          { zh: a, en: a },
          { zh: b === 'near' ? '就近就业' : '广东就业', en: b },
        ],
        value: { persons: n },
      })),
    })),
  ]);
  expect(told(await whole())).toEqual(['6', '5', '1']);
  expect(told(await rowOf('522727101000'))).toEqual(['2', '2', '0']);
  expect(screen.getByRole('link', { name: /522727104000，.*就近就业：1/ }).getAttribute('href')).toBe(
    '/figures?by2=where&figure=I02&open=I02&row=522727104000&col=near',
  );
});

test('what is shown is handed out with what it means', async () => {
  const kept: Blob[] = [];
  URL.createObjectURL = (blob) => {
    kept.push(blob as Blob);
    return 'blob:x';
  };
  URL.revokeObjectURL = () => undefined;
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  show('/figures?people=poverty');
  await whole();
  fireEvent.click(screen.getByRole('button', { name: /下载这张表（3 行）/ }));
  click.mockRestore();
  const lines = (await kept[0]!.text()).replace('\uFEFF', '').split('\r\n');
  expect(lines[0]).toBe('贵州黔南州平塘县：劳务协作指标');
  expect(lines[3]).toBe('合计,18,5,10,5,3,2,4,1,7,9,66.7%,66.7%,3,7');
  expect(lines).toContain(`按 2026-11-27 18:03 所知（${K}）`);
  expect(lines.join('\n')).toContain('范围：户籍 贵州黔南州平塘县；人员类别 脱贫劳动力');
  expect(lines.filter((l) => /^"?I0\d .*（第 1 版）/.test(l))).toHaveLength(9);
});

test('a figure’s own page: words, evidence, relations, twelve month ends, the query; awaited and unknown ones have no number', async () => {
  const page = (id: string) =>
    renderPage(<FigurePage />, {
      at: `/figures/${id}`,
      route: '/figures/:id',
      permissions: PERMISSIONS,
      answers: [aboutNow, listed, tables, answer(readFigureSql, { sql: '-- I01 v1\nselect 1' })],
    });
  const { callsOf } = page('I01');
  expect(await screen.findByRole('heading', { level: 1, name: '帮助农村劳动力实现就业人数' })).toBeTruthy();
  expect(screen.getByText(catalogue.figures[0]!.words.zh)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'I03 在粤' }).getAttribute('href')).toBe('/figures/I03');
  await screen.findByText('每月末，从当年 1 月 1 日累计；1 月从头算。');
  const asked = callsOf('indicators.readFigureTable').map((c) => c.input);
  expect(asked.map((i) => i.to)).toEqual([
    ...['2026-11-27', '2026-10-31', '2026-09-30', '2026-08-31', '2026-07-31', '2026-06-30'],
    ...['2026-05-31', '2026-04-30', '2026-03-31', '2026-02-28', '2026-01-31', '2025-12-31'],
  ]);
  expect(asked.at(-1)).toMatchObject({ from: '2025-01-01', knownAt: K });
  expect(screen.getByRole('img', { name: /最近 12 个月/ }).getAttribute('aria-label')).toContain('都是 18 人');
  fireEvent.click(screen.getByRole('button', { name: '看 I01 的查询语句' }));
  expect((await screen.findByRole('region', { name: '查询语句' })).textContent).toContain('select 1');
  page('I10');
  expect(await screen.findByText('等：岗位与招聘会（尚未启用）。没有数就不出数，不显示为 0。')).toBeTruthy();
  page('I77');
  expect(await screen.findByText('没有指标 I77')).toBeTruthy();
});

test('why a person is counted, step by step; asked for only when somebody wants to know', async () => {
  const explained = (whole: boolean): Output<typeof explainFigure> => ({
    ...{ from: '2026-01-01', to: '2026-11-27', knownAt: K, whole },
    figures: whole
      ? [
          {
            ...{ id: 'I01', name: { zh: '帮助就业', en: 'helped' }, counted: true, on: '2026-03-02' },
            steps: [{ text: { zh: '有一天在岗', en: 'in post' }, holds: true }],
          },
          {
            ...{ id: 'I02', name: { zh: '其中脱贫', en: 'ex-poor' }, counted: false, on: null },
            steps: [
              { text: { zh: '有一天在岗', en: 'in post' }, holds: true },
              { text: { zh: '人员类别为脱贫劳动力', en: 'lifted out of poverty' }, holds: false },
            ],
          },
        ]
      : [],
  });
  const person = (whole: boolean) =>
    renderPage(
      <SlotsContext.Provider value={indicators.slots ?? []}>
        <Slot name={PERSON_TIMELINE} of={`${ID}1`} />
      </SlotsContext.Provider>,
      { permissions: PERMISSIONS, answers: [aboutNow, answer(explainFigure, explained(whole))] },
    );
  const { callsOf } = person(true);
  fireEvent.click(await screen.findByRole('button', { name: '看算不算、为什么' }));
  const block = within(await screen.findByRole('region', { name: '计入哪些指标' }));
  expect(await block.findByText('2026-01-01 至 2026-11-27，计入 1 项；按 2026-11-27 18:03 所知')).toBeTruthy();
  expect(callsOf('indicators.explainFigure').map((c) => c.input)).toEqual([{ workerId: `${ID}1`, from: '2026-01-01', to: '2026-11-27' }]);
  expect(block.getByText('2026-03-02 计入')).toBeTruthy();
  expect(block.getByText('不计入，差在：人员类别为脱贫劳动力')).toBeTruthy();
  expect(block.getAllByRole('img', { name: '不满足', hidden: true })).toHaveLength(1);
  person(false);
  fireEvent.click(await screen.findByRole('button', { name: '看算不算、为什么' }));
  expect(await screen.findByText(/由户籍地判断/)).toBeTruthy();
});
