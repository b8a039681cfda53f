import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { stepUpNeeded } from '#capabilities/access/contract.ts';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { listLooks, listSources, type PersonPage as Person, readWorker, revealNumber } from '../contract.ts';
import { PersonPage } from './PersonPage.tsx';
import { looks, ME, person, sourcesOf, uuid } from './testing/personFixtures.ts';

const OFFICE = ['workers.see', 'workers.correct', 'workers.contact', 'workers.full', 'workers.duplicates'];
const page = (more: Partial<Person> = {}, permissions: readonly string[] = OFFICE) => ({
  at: `/workers/${ME}`,
  route: '/workers/:id',
  permissions,
  answers: [answer(readWorker, { ...person, ...more })],
});
const region = (name: string) => within(screen.getByRole('region', { name }));

describe('one person', () => {
  it('says who it is: name line, groups with their years, masked number, household', async () => {
    renderPage(<PersonPage />, page());
    const h1 = await screen.findByRole('heading', { level: 1, name: /莫桂兰/ });
    expect(h1.textContent).toContain('莫桂兰');
    expect(h1.textContent).toContain('女，34 岁，毛南族，初中');
    expect(document.querySelector('.person-chips')?.textContent).toBe('脱贫不稳定户 2022-06 至今一般脱贫户 2014 至今');
    expect(document.querySelector('.person-contact')?.textContent).toContain('522700');
    expect(screen.getAllByRole('link', { name: '陆安平' })[0]?.getAttribute('href')).toBe(`/workers/${uuid(3)}`);
    expect(document.querySelector('.person-contact')?.textContent).toContain('全户 2 人，1 人务工');
  });

  it('fills the loop where this register knows the day, and says openly what is not on record', async () => {
    renderPage(<PersonPage />, page());
    const steps = within(await screen.findByRole('list', { name: '闭环进度' })).getAllByRole('listitem');
    expect(steps).toHaveLength(13);
    expect(steps[0]!.textContent).toBe('建档2021-03-02');
    expect(steps[1]!.textContent).toBe('意愿2022-04-02');
    expect(steps.filter((s) => s.className === 'wait')).toHaveLength(11);
    expect(screen.getByText('其余 11 步待后续登记')).toBeTruthy();
  });

  it('tells the timeline as what matters, all of it, or corrections; old versions stay struck through', async () => {
    renderPage(<PersonPage />, page());
    await screen.findByText('户籍在先进村');
    const titles = () => [...document.querySelectorAll('.tl-title')].map((e) => e.textContent);
    expect(titles()).toEqual(['户籍在先进村', '更正姓名与证件：莫桂兰', '建档']);
    expect(document.querySelector('.tl time')?.textContent).toBe('2022-03');
    fireEvent.click(screen.getByText('全部 6'));
    expect(titles()).toHaveLength(6);
    fireEvent.click(screen.getByText('只看更正 3'));
    expect(titles()).toEqual(['更正姓名与证件：莫桂兰', '登记姓名：莫贵兰', '会开车']);
    const old = screen.getByText('登记姓名：莫贵兰').closest('li')!;
    expect(old.querySelector('del')?.textContent).toBe('登记姓名：莫贵兰');
    expect(old.textContent).toContain('更正于 2022-05-06');
    // no version followed: it was taken back, not corrected
    expect(screen.getByText('会开车').closest('li')!.textContent).toContain('撤回于 2022-07-01');
    expect(screen.getByText('理由：对照户口簿')).toBeTruthy();
  });

  it('names records out of the area by county only, and says which record a fact comes from', async () => {
    renderPage(<PersonPage />, page());
    await screen.findByRole('heading', { level: 1, name: /莫桂兰/ });
    const records = region('档案与来源');
    expect(records.getByText('贵州黔南州独山县的一份档案，不在您的辖区')).toBeTruthy();
    expect(records.getByRole('link', { name: /莫贵兰.*第 1187 行/ }).getAttribute('href')).toBe(`/workers/${uuid(2)}`);
    expect(screen.getByText('中式烹调师').closest('li')!.textContent).toContain('莫贵兰的一份写的');
  });

  it('shows the full number after a fresh confirmation and forgets it', async () => {
    let confirmed = false;
    const shown = renderPage(<PersonPage />, {
      ...page(),
      stepUp: async () => {
        confirmed = true;
        return true;
      },
      answers: [
        ...page().answers,
        answer(revealNumber, () => {
          if (!confirmed) throw stepUpNeeded();
          return {
            number: '522700199203041228',
            birthday: '1992-03-04',
            name: '莫桂兰',
            phones: [{ id: uuid(30), number: '13800000142' }],
            addresses: [{ id: uuid(10), text: '三组 12 号' }],
          };
        }),
      ],
    });
    fireEvent.click(await screen.findByRole('button', { name: '查看全号' }));
    await screen.findByText('522700199203041228');
    expect(screen.getAllByText('13800000142').length).toBeGreaterThan(0);
    expect(screen.getByText(/三组 12 号/)).toBeTruthy();
    expect(shown.callsOf(revealNumber.id)[0]?.input).toEqual({ id: ME });
    fireEvent.click(screen.getByRole('button', { name: '收起全号' }));
    expect(screen.queryByText('522700199203041228')).toBeNull();
  });

  it('asks an auditor for the reason first, and shows who looked', async () => {
    const shown = renderPage(<PersonPage />, {
      ...page({ writes: false, fields: { ...person.fields, number_full: 'reason' } }, ['workers.see', 'workers.full', 'workers.looks']),
      answers: [
        answer(readWorker, { ...person, writes: false, fields: { ...person.fields, number_full: 'reason' } }),
        answer(listLooks, looks),
        answer(revealNumber, { number: '522700199203041228', birthday: null, name: '莫桂兰', phones: [], addresses: [] }),
      ],
    });
    fireEvent.click(await screen.findByRole('button', { name: '查看全号' }));
    const dialog = await screen.findByRole('dialog');
    expect(shown.callsOf(revealNumber.id)).toHaveLength(0);
    fireEvent.change(within(dialog).getByLabelText(/原因/), { target: { value: '核对投诉件' } });
    fireEvent.click(within(dialog).getByRole('button', { name: '查看全号' }));
    await waitFor(() => expect(shown.callsOf(revealNumber.id)[0]?.input).toEqual({ id: ME, reason: '核对投诉件' }));
    await screen.findByText('522700199203041228');
    expect(screen.queryByRole('button', { name: '登记变动' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: '看名单' }));
    await screen.findByText('看了一个人');
  });

  it('tells which list said what: file or batch, line, what it wrote, columns nobody knows; found by what stands in them', async () => {
    const shown = renderPage(<PersonPage />, { ...page(), answers: [answer(readWorker, person), answer(listSources, sourcesOf)] });
    fireEvent.click(await screen.findByRole('button', { name: '看各份表' }));
    await screen.findByText('2026年务工台账.xlsx 第 1187 行');
    const lists = region('哪份表说了什么');
    const [mine, other] = lists.getAllByRole('listitem', { name: /行/ });
    expect(mine!.textContent).toContain('截至 2026-09-30');
    expect(mine!.textContent).toContain('改了电话');
    expect(mine!.textContent).toContain('包保干部韦老师');
    expect(other!.textContent).toContain('批次 7 第 2 张表 第 45 行');
    expect(other!.textContent).toContain('莫贵兰的一份');
    expect(other!.textContent).toContain('已随批次撤销');
    fireEvent.change(lists.getByRole('searchbox'), { target: { value: '包保' } });
    fireEvent.submit(lists.getByRole('searchbox').closest('form')!);
    await waitFor(() => expect(shown.callsOf(listSources.id).at(-1)?.input).toEqual({ id: ME, size: 20, q: '包保' }));
  });

  it('says nothing of lists where none spoke of the person', async () => {
    renderPage(<PersonPage />, {
      ...page(),
      answers: [answer(readWorker, person), answer(listSources, { items: [], total: 0, next: null })],
    });
    fireEvent.click(await screen.findByRole('button', { name: '看各份表' }));
    await screen.findByText('没有哪份表说过这个人。');
  });

  it('names the file and the line behind a fact of a list', async () => {
    const ref = `${uuid(71)}#0!1187`;
    const [first, ...rest] = person.timeline;
    renderPage(<PersonPage />, {
      ...page({
        timeline: [{ ...first!, source: 'sheet', sourceRef: ref }, ...rest],
        lines: { [ref]: { batchId: uuid(71), batch: 12, file: '2026年务工台账.xlsx', sheet: 1, row: 1187 } },
      }),
    });
    await screen.findByText('2026年务工台账.xlsx 第 1187 行', { exact: false });
    expect(document.body.textContent).not.toContain(uuid(71));
  });

  it('leaves out what the viewer may not know', async () => {
    const { household: _h, consents: _c, homes: _m, intention: _i, condition: _d, skills: _s, identities: _g, ...rest } = person;
    renderPage(<PersonPage />, {
      ...page(),
      permissions: ['workers.see'],
      answers: [answer(readWorker, { ...rest, writes: false, fields: { name: 'plain', phone: 'plain' }, timeline: [], openPairs: 0 })],
    });
    await screen.findByRole('heading', { level: 1, name: /莫桂兰/ });
    expect(screen.queryByText('家庭')).toBeNull();
    expect(screen.queryByText('知情同意')).toBeNull();
    expect(screen.queryByRole('button', { name: '查看全号' })).toBeNull();
    expect(screen.queryByRole('button', { name: /更正/ })).toBeNull();
  });

  it('says nothing of whether a record exists', async () => {
    renderPage(<PersonPage />, { ...page(), answers: [] });
    await screen.findByText(/可能不在您的辖区，也可能没有这条记录/);
  });

  it('has no Chinese left over in English, but names and places', async () => {
    renderPage(<PersonPage />, {
      ...page({
        name: 'Mo',
        homeName: 'Xianjin',
        homes: [],
        intention: null,
        skills: [],
        consents: [],
        records: [],
        household: null,
        timeline: [],
      }),
      lang: 'en',
      session: { name: 'Luo' },
    });
    await screen.findByRole('heading', { level: 1, name: /Mo/ });
    expect(document.body.textContent).not.toMatch(/[\u4e00-\u9fff]/);
  });
});
