import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { stepUpNeeded } from '#capabilities/access/contract.ts';
import { readAbout } from '#platform/contract.ts';
import { readJob } from '#platform/jobsContract.ts';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { bulkIdentity } from '../contractBulk.ts';
import { countWorkers, exportWorkers, filterNotAllowed, listWorkers } from '../contractList.ts';
import { HomeLead } from './HomeLead.tsx';
import { bareRow, chineseLeft, id, row } from './testing/rows.ts';
import { WorkerListPage } from './WorkerListPage.tsx';

const OFFICE = ['workers.see', 'workers.register', 'workers.lookUp', 'workers.export', 'workers.full'];
const rows = [
  row(0),
  row(1, { records: 2, identities: { poverty: '', monitored: 'marginal', riskOpen: true, lowIncome: '', relocated: true } }),
  row(2, { diedOn: '2022-03-01', identities: { poverty: '', monitored: 'unstable', riskOpen: false, lowIncome: '', relocated: false } }),
];
const listed = (more: object = {}) =>
  answer(listWorkers, {
    items: rows,
    next: null,
    previous: null,
    mode: null,
    side: 'home',
    sides: ['home'],
    filters: ['identity', 'working', 'certified', 'ability', 'household', 'area'],
    ...more,
  });
const counted = (count: number | null) => answer(countWorkers, (input) => ({ count: input.exact ? 21384 : count }));
const at = { at: '/workers', route: '/workers', permissions: OFFICE };
afterEach(cleanup);

describe('the list of people', () => {
  it('shows who, where, which group, in words; opens the record; asks for no count where one page is all', async () => {
    const page = renderPage(<WorkerListPage />, { ...at, answers: [listed(), counted(5)] });
    const second = (await screen.findByRole('link', { name: '石阿朵' })).closest('tr')!;
    expect(within(second).getByText('2 份档案')).toBeTruthy();
    expect(within(second).getByText('边缘易致贫户').className).toContain('mon');
    expect(within(second).getByText('易地搬迁')).toBeTruthy();
    expect(within(second).getByText('克度镇・先锋村')).toBeTruthy();
    expect(within(second).getByText('已遮蔽')).toBeTruthy();
    const third = screen.getByRole('link', { name: '陆安平' }).closest('tr')!;
    expect(within(third).getByText('已去世 2022-03-01')).toBeTruthy();
    expect(within(third).getByText('脱贫不稳定户，风险已消除').className).not.toContain('mon');
    expect(screen.getByText('共 3 人，本页 3')).toBeTruthy();
    expect(page.callsOf(countWorkers.id)).toHaveLength(0);
    fireEvent.click(screen.getByRole('link', { name: '石阿朵' }));
    expect(page.place()).toBe(`/workers/${id(1)}`);
  });

  it('has no column for what no row holds', async () => {
    renderPage(<WorkerListPage />, { ...at, answers: [listed()] });
    await screen.findByRole('link', { name: '石阿朵' });
    expect(screen.getAllByRole('columnheader').map((h) => h.textContent)).toEqual(['', '姓名', '证件号', '户籍村', '身份', '最近变动']);
    renderPage(<WorkerListPage />, {
      ...at,
      answers: [listed({ items: [row(0, { working: 'working', workPlace: '广州・白云', certificates: 2 })] })],
    });
    await screen.findByText('广州・白云');
    expect(screen.getAllByRole('columnheader').map((h) => h.textContent)).toContain('证书');
  });

  it('counts in a second call, and exactly when somebody wants it', async () => {
    const page = renderPage(<WorkerListPage />, { ...at, answers: [listed({ next: 'sealed' }), counted(null)] });
    await screen.findByText(/超过 10,000 人，本页 3/);
    fireEvent.click(screen.getByRole('button', { name: '精确计数' }));
    await screen.findByText('共 21,384 人，本页 3');
    expect(page.callsOf(countWorkers.id).map((c) => c.input.exact)).toEqual([undefined, true]);
  });

  it('asks for what the address says, tells it in chips, and leaves out what is no filter of ours', async () => {
    const page = renderPage(<WorkerListPage />, {
      ...at,
      at: '/workers?identity=poverty,risk_open&ageFrom=18&ageTo=45&certified=false&working=nonsense&skill=4-03&sort=changed',
      answers: [listed({ next: 'sealed', mode: 'fuzzy' }), counted(12)],
    });
    await screen.findByRole('link', { name: '石阿朵' });
    expect(page.callsOf(listWorkers.id)[0]?.input).toEqual({
      identity: ['poverty', 'risk_open'],
      ageFrom: 18,
      ageTo: 45,
      certified: false,
      skill: '4-03',
      sort: 'changed',
    });
    await screen.findByText('共 12 人，本页 3');
    expect(page.callsOf(countWorkers.id)[0]?.input).toMatchObject({ identity: ['poverty', 'risk_open'], mode: 'fuzzy' });
    fireEvent.click(screen.getByRole('button', { name: '去掉筛选：年龄 18–45 岁' }));
    expect(page.place()).not.toContain('age');
    expect(page.place()).toContain('identity=poverty');
    fireEvent.click(screen.getByRole('button', { name: '下一页' }));
    expect(page.place()).toContain('cursor=sealed');
    expect(page.place()).toContain('mode=fuzzy');
  });

  it('says how a search was understood', async () => {
    renderPage(<WorkerListPage />, { ...at, kept: { q: 'mogl' }, answers: [listed({ mode: 'fuzzy' })] });
    await screen.findByText('“mogl”按近音拼音找到');
  });

  it('switches between the two sides where the account has both', async () => {
    const page = renderPage(<WorkerListPage />, { ...at, answers: [listed({ sides: ['home', 'scope'] })] });
    await screen.findByRole('link', { name: '石阿朵' });
    fireEvent.click(screen.getByText('来这里务工或在我处'));
    await waitFor(() => expect(page.place()).toBe('/workers?side=scope'));
    expect(page.callsOf(listWorkers.id).at(-1)?.input).toMatchObject({ side: 'scope' });
  });

  it('shows an employer name and telephone only, and offers nothing else', async () => {
    renderPage(<WorkerListPage />, {
      ...at,
      permissions: ['workers.see'],
      answers: [listed({ items: [bareRow(0)], side: 'scope', sides: ['scope'], filters: [] })],
    });
    await screen.findByRole('link', { name: '莫桂兰' });
    expect(screen.getAllByRole('columnheader').map((h) => h.textContent)).toEqual(['', '姓名', '手机', '最近变动']);
    expect(screen.queryByRole('button', { name: '导出' })).toBeNull();
    expect(screen.queryByRole('link', { name: '建档' })).toBeNull();
    expect(screen.queryByRole('link', { name: '脱贫户' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: '加筛选' }));
    expect(screen.getByRole('combobox', { name: '性别' })).toBeTruthy();
    expect(screen.queryByRole('combobox', { name: '身份' })).toBeNull();
  });

  it('says it where an address filters by what this account does not see, and gives the way out', async () => {
    const page = renderPage(<WorkerListPage />, {
      ...at,
      at: '/workers?side=scope&education=primary',
      answers: [
        answer(listWorkers, (input) => {
          if (input.education) throw filterNotAllowed({ filters: 'education' });
          return { items: rows, next: null, previous: null, mode: null, side: 'scope' as const, sides: ['scope' as const], filters: [] };
        }),
      ],
    });
    await screen.findByText(/您的账号看不到这一项，不能按它筛选/);
    fireEvent.click(screen.getByRole('button', { name: '清除筛选' }));
    await screen.findByRole('link', { name: '石阿朵' });
    expect(page.place()).toBe('/workers?side=scope');
  });

  it('tells an empty register from a filter and from a search that found nobody, each with a next step', async () => {
    const none = listed({ items: [] });
    renderPage(<WorkerListPage />, { ...at, answers: [none] });
    await screen.findByText('您的辖区还没有人建档');
    expect(screen.getByRole('link', { name: '建一份档案' })).toBeTruthy();
    const page = renderPage(<WorkerListPage />, { ...at, at: '/workers?sex=2&side=home', answers: [none] });
    await screen.findByText('按“性别 女”没有找到人');
    fireEvent.click(screen.getByRole('button', { name: '清除筛选' }));
    expect(page.place()).toBe('/workers?side=home');
    renderPage(<WorkerListPage />, { ...at, kept: { q: '莫桂' }, answers: [none] });
    await screen.findByText('没有查到“莫桂”');
    expect(screen.getByText(/换一种写法再查/)).toBeTruthy();
    expect(screen.getByRole('link', { name: '给这个人建档' })).toBeTruthy();
  });

  it('walks with j and k, ticks with x, and forgets the ticks when the filter changes', async () => {
    renderPage(<WorkerListPage />, { ...at, at: '/workers?sex=2', answers: [listed()] });
    await screen.findByRole('link', { name: '石阿朵' });
    const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
    press('j');
    expect(document.activeElement?.textContent).toBe('莫桂兰');
    press('j');
    press('j');
    press('j');
    expect(document.activeElement?.textContent).toBe('陆安平');
    press('k');
    press('x');
    expect(await screen.findByText('已选 1 人')).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: '选择 石阿朵' }).checked).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: '去掉筛选：性别 女' }));
    await waitFor(() => expect(screen.queryByText('已选 1 人')).toBeNull());
  });

  it('exports the ticked: whole numbers want a purpose, the person is asked, the file is offered when it is ready', async () => {
    let state: 'running' | 'done' = 'running';
    let confirmed = false;
    const page = renderPage(<WorkerListPage />, {
      ...at,
      at: '/workers?sex=2',
      stepUp: async () => {
        confirmed = true;
        return true;
      },
      answers: [
        listed(),
        answer(exportWorkers, () => {
          if (!confirmed) throw stepUpNeeded();
          return { jobId: id(900) };
        }),
        answer(readJob, () => ({
          id: id(900),
          kind: 'workers.export',
          summary: { zh: '导出人员', en: 'Export' },
          state,
          progress: { done: 1, total: 2, note: null },
          result: state === 'done' ? { fileId: id(901), rows: 2, name: '人员名册.xlsx', watermark: 'WM7K' } : null,
          error: null,
          subject: null,
          cancelRequested: false,
          attempts: 1,
          area: '522727000000',
          created: '2022-10-12T00:00:00Z',
          createdBy: id(1),
          finished: null,
        })),
      ],
    });
    fireEvent.click(await screen.findByRole('checkbox', { name: '选择 莫桂兰' }));
    fireEvent.click(screen.getByRole('checkbox', { name: '选择 石阿朵' }));
    fireEvent.click(screen.getByRole('button', { name: '导出 2 人' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/这次导出记入导出记录/)).toBeTruthy();
    const go = () => within(screen.getByRole('dialog')).getByRole<HTMLButtonElement>('button', { name: '导出 2 人' });
    fireEvent.click(within(dialog).getByRole('checkbox', { name: '含完整证件号' }));
    expect(go().disabled).toBe(true);
    fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: '报送月监测表' } });
    expect(go().disabled).toBe(false);
    fireEvent.click(go());
    await screen.findByText(/正在写，1 \/ 2 人/);
    expect(page.callsOf(exportWorkers.id).at(-1)?.input).toEqual({ side: 'home', ids: [id(0), id(1)], full: true, reason: '报送月监测表' });
    state = 'done';
    await screen.findByText('2 人，文件备好了');
    expect(screen.getByText('水印码 WM7K')).toBeTruthy();
    expect(screen.getByRole('button', { name: '下载' })).toBeTruthy();
  });

  it('records a group for the ticked, and says of each who was refused why', async () => {
    const page = renderPage(<WorkerListPage />, {
      ...at,
      permissions: [...OFFICE, 'workers.correct'],
      answers: [
        listed(),
        answer(readAbout, {
          name: '稳岗',
          version: '0',
          database: { kind: 'embedded', version: '17' },
          today: '2022-10-12',
          demonstrationDay: '2022-10-12',
          demonstration: true,
          preparing: null,
        }),
        answer(bulkIdentity, {
          done: 1,
          refused: [{ workerId: id(1), text: { zh: '这一天不在这一类里，没有可结束的', en: 'not in that group' } }],
        }),
      ],
    });
    fireEvent.click(await screen.findByRole('checkbox', { name: '选择 莫桂兰' }));
    fireEvent.click(screen.getByRole('checkbox', { name: '选择 石阿朵' }));
    fireEvent.click(screen.getByRole('button', { name: '登记身份' }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.click(within(dialog).getByRole('radio', { name: '风险消除' }));
    fireEvent.mouseDown(within(dialog).getByRole('combobox', { name: '身份' }));
    expect(screen.queryByTitle('一般脱贫户')).toBeNull();
    fireEvent.click(await screen.findByTitle('边缘易致贫户'));
    const go = within(dialog).getByRole<HTMLButtonElement>('button', { name: '登记 2 人风险消除' });
    expect(go.disabled).toBe(true);
    fireEvent.change(within(dialog).getByLabelText(/原因/), { target: { value: '县里公示期满' } });
    fireEvent.click(go);
    await screen.findByText('办好 1 人，没办 1 人');
    expect(screen.getByText('这一天不在这一类里，没有可结束的')).toBeTruthy();
    expect(page.callsOf(bulkIdentity.id)[0]?.input).toEqual({
      ids: [id(0), id(1)],
      deed: 'riskRemoved',
      kind: 'monitored_marginal',
      on: '2022-10-12',
      reason: '县里公示期满',
    });
    fireEvent.click(screen.getByRole('button', { name: '看过了' }));
    await waitFor(() => expect(screen.queryByText('已选 2 人')).toBeNull());
  });

  it('has no Chinese left over in English, and writes names in pinyin beside the characters', async () => {
    renderPage(<WorkerListPage />, {
      ...at,
      at: '/workers?sex=2',
      kept: { q: 'mo' },
      lang: 'en',
      answers: [listed({ mode: 'pinyin', sides: ['home', 'scope'] })],
    });
    await screen.findByRole('link', { name: 'Mo Guilan 莫桂兰' });
    for (const place of document.querySelectorAll('td')) if (/先锋/.test(place.textContent ?? '')) place.remove();
    for (const box of screen.getAllByRole('checkbox')) box.removeAttribute('aria-label');
    expect(chineseLeft()).toEqual([]);
  });
});

describe('the sentence on the home page', () => {
  it('counts exactly in a county and above it, and opens the lists', async () => {
    const answers = [listed(), counted(null)];
    const county = renderPage(<HomeLead />, { answers, permissions: OFFICE });
    await waitFor(() => expect(screen.getAllByRole('link', { name: '21,384' })).toHaveLength(4));
    expect(screen.getAllByRole('link').map((a) => a.getAttribute('href'))).toEqual([
      '/workers',
      '/workers?working=working',
      '/workers?identity=poverty',
      '/workers?identity=risk_open',
    ]);
    expect(county.callsOf(countWorkers.id).every((c) => c.input.exact === true)).toBe(true);
    renderPage(<HomeLead />, { answers, permissions: OFFICE, session: { areaCodes: ['522700000000'] } });
    await waitFor(() => expect(screen.getAllByRole('link', { name: '21,384' })).toHaveLength(4));
  });
  it('tells both sides where an office has both, and of the host side alone where nobody is from there', async () => {
    const both = listed({ sides: ['home', 'scope'], filters: ['identity', 'working'] });
    const sides = (home: number) => answer(countWorkers, (input) => ({ count: input.side === 'home' ? home : 461 }));
    const county = renderPage(<HomeLead />, { answers: [both, sides(1567)], permissions: OFFICE });
    await waitFor(() =>
      expect(screen.getAllByRole('link').map((a) => a.getAttribute('href'))).toContain('/workers?side=scope&working=working'),
    );
    expect(screen.getAllByRole('link', { name: '1,567' })[0]!.getAttribute('href')).toBe('/workers?side=home');
    expect(screen.getAllByRole('link', { name: '461' })[0]!.getAttribute('href')).toBe('/workers?side=scope');
    county.unmount();
    renderPage(<HomeLead />, { answers: [both, sides(0)], permissions: OFFICE });
    await screen.findByText(/来您辖区务工的人在册/);
    expect(screen.queryByText(/还没有人建档/)).toBeNull();
    expect(screen.queryByText(/现有/)).toBeNull();
  });
});
