import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { OrganisationContext } from '#platform/web/OrganisationPicker.tsx';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import {
  checkOrganisation,
  correctOrganisation,
  createOrganisation,
  INCIDENTS,
  listContacts,
  listIncidents,
  listOrganisations,
  listStations,
  mergeOrganisation,
  readOrganisation,
  settleIncident,
  splitOrganisation,
  usccTaken,
  WRITE,
} from '../contract.ts';
import { OrganisationListPage } from './OrganisationListPage.tsx';
import { OrganisationNewPage } from './OrganisationNewPage.tsx';
import { OrganisationPage } from './OrganisationPage.tsx';
import { StationsPage } from './StationsPage.tsx';
import { checked, incident, list, organisation, source, stations, uuid } from './testing/fixtures.ts';

const one = { at: `/organisations/${uuid(1)}`, route: '/organisations/:id', permissions: [WRITE, INCIDENTS] };
const answers = [answer(readOrganisation, organisation), answer(listContacts, { items: [] }), answer(listIncidents, { items: [incident] })];
const chosen = (page: React.ReactElement) => <OrganisationContext.Provider value={source}>{page}</OrganisationContext.Provider>;

describe('the list', () => {
  it('asks for what the address says, shows state and incidents in words, pages by key', async () => {
    const page = renderPage(<OrganisationListPage />, {
      answers: [answer(listOrganisations, list)],
      at: '/organisations?kind=employer&incidents=open&q=示例',
      permissions: [INCIDENTS, WRITE],
    });
    const first = (await screen.findByRole('link', { name: /示例 1 号/ })).closest('tr')!;
    expect(within(first).getByText('1 件')).toBeTruthy();
    expect(within(first).getByText('含并入的 2 条')).toBeTruthy();
    expect(screen.getByText('2026-10-31 停业')).toBeTruthy();
    expect(page.calls.at(-1)?.input).toMatchObject({ kind: 'employer', openIncidents: true, q: '示例', sort: 'name' });
    fireEvent.click(screen.getByRole('button', { name: '去掉筛选：类别 用人单位' }));
    expect(page.place()).not.toContain('kind');
    fireEvent.click(screen.getByRole('button', { name: '下一页' }));
    expect(page.place()).toContain('cursor=sealed');
  });

  it('neither shows nor asks for incidents where the reader may not know of them', async () => {
    const page = renderPage(<OrganisationListPage />, { answers: [answer(listOrganisations, list)], at: '/organisations?incidents=open' });
    await screen.findByRole('link', { name: /示例 1 号/ });
    expect(screen.queryByText('未了事件')).toBeNull();
    expect(screen.queryByText('有未了事件')).toBeNull();
    expect(screen.queryByRole('button', { name: '登记机构' })).toBeNull();
    expect(page.calls.at(-1)?.input).not.toHaveProperty('openIncidents');
  });

  it('tells an empty list from one emptied by filters', async () => {
    const none = answer(listOrganisations, { items: [], total: 0, next: null });
    renderPage(<OrganisationListPage />, { answers: [none], at: '/organisations' });
    await screen.findByText('还没有登记过机构');
    const page = renderPage(<OrganisationListPage />, { answers: [none], at: '/organisations?state=closed' });
    await screen.findByText(/按“状态 已停业”没有找到/);
    fireEvent.click(screen.getByRole('button', { name: '清除筛选' }));
    expect(page.place()).toBe('/organisations');
  });
});

describe('one organisation', () => {
  it('shows facts, what each version changed, names, incidents and possible duplicates', async () => {
    renderPage(<OrganisationPage />, { ...one, answers });
    await screen.findByRole('heading', { level: 1, name: /穗味餐饮有限公司/ });
    expect(screen.getByText('H62 餐饮业')).toBeTruthy();
    expect(screen.getByText(/穗味酒楼 →/)).toBeTruthy();
    expect(screen.getByText('穗味酒家')).toBeTruthy();
    expect(await screen.findByText('拖欠 7、8 两月工资')).toBeTruthy();
    expect(screen.getByText('2026-08')).toBeTruthy();
    expect(screen.getByText('涉及 37 人，318,600 元')).toBeTruthy();
    expect(screen.getByRole('link', { name: '打开看看' }).getAttribute('href')).toBe(`/organisations/${uuid(9)}`);
  });

  it('offers nothing to those who may only look, and no incidents to an employer', async () => {
    const page = renderPage(<OrganisationPage />, {
      ...one,
      permissions: [],
      answers: [
        answer(readOrganisation, { ...organisation, may: { write: false, contacts: false, editContacts: false, incidents: false } }),
      ],
    });
    await screen.findByRole('heading', { level: 1, name: /穗味餐饮有限公司/ });
    expect(screen.queryByRole('button', { name: '更正' })).toBeNull();
    expect(screen.queryByText('欠薪等事件')).toBeNull();
    expect(screen.queryByText('联系人')).toBeNull();
    expect(page.callsOf(listIncidents.id)).toHaveLength(0);
    expect(page.callsOf(listContacts.id)).toHaveLength(0);
  });

  it('settles an incident only with a day and what came of it', async () => {
    const page = renderPage(<OrganisationPage />, {
      ...one,
      answers: [...answers, answer(settleIncident, { ...incident, state: 'settled', settledOn: '2026-10-08' })],
    });
    fireEvent.click(await screen.findByRole('button', { name: '了结 欠薪 2026-08' }));
    const act = await screen.findByRole('button', { name: '登记了结' });
    expect((act as HTMLButtonElement).disabled).toBe(true);
    fireEvent.change(screen.getByLabelText('处理结果（至少 4 个字）'), { target: { value: '全额补发' } });
    const day = screen.getByLabelText('哪天了结');
    fireEvent.mouseDown(day);
    fireEvent.change(day, { target: { value: '2026-10-08' } });
    fireEvent.keyDown(day, { key: 'Enter', keyCode: 13 });
    await waitFor(() => expect((act as HTMLButtonElement).disabled).toBe(false));
    fireEvent.click(act);
    await waitFor(() =>
      expect(page.callsOf(settleIncident.id)[0]?.input).toMatchObject({
        settledOn: '2026-10-08',
        outcome: '全额补发',
        incidentId: uuid(21),
      }),
    );
  });

  it('merges into the likely one with a reason and goes there; splits a member off', async () => {
    const page = renderPage(chosen(<OrganisationPage />), {
      ...one,
      answers: [
        ...answers,
        answer(mergeOrganisation, { id: uuid(9), name: '广州穗味餐饮有限公司' }),
        answer(splitOrganisation, { id: uuid(3), name: '穗味食府' }),
      ],
    });
    fireEvent.click(await screen.findByRole('button', { name: '拆开 穗味食府' }));
    fireEvent.change(await screen.findByLabelText(/原因/), { target: { value: '其实是两家' } });
    fireEvent.click(screen.getByRole('button', { name: '拆开' }));
    await waitFor(() => expect(page.callsOf(splitOrganisation.id)[0]?.input).toMatchObject({ id: uuid(3), reason: '其实是两家' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    fireEvent.click(screen.getByRole('button', { name: '并入另一家' }));
    fireEvent.change(await screen.findByLabelText(/原因/), { target: { value: '同一家，重复登记' } });
    fireEvent.click(screen.getByRole('button', { name: '并入这一家' }));
    await waitFor(() => expect(page.callsOf(mergeOrganisation.id)[0]?.input).toMatchObject({ into: uuid(9), reason: '同一家，重复登记' }));
    await waitFor(() => expect(page.place()).toBe(`/organisations/${uuid(9)}`));
  });

  it('says of a merged record which one speaks for it, and offers nothing but the split', async () => {
    renderPage(<OrganisationPage />, {
      ...one,
      answers: [answer(readOrganisation, { ...organisation, members: [], mergedInto: { id: uuid(9), name: '总店' } }), ...answers.slice(1)],
    });
    const link = await screen.findByRole('link', { name: '总店' });
    expect(link.getAttribute('href')).toBe(`/organisations/${uuid(9)}`);
    expect(screen.queryByRole('button', { name: '更正' })).toBeNull();
    expect(screen.getByRole('button', { name: '拆开' })).toBeTruthy();
  });
});

describe('registering', () => {
  it('says under each field what is missing, checks the code as one types, and lists who it may be', async () => {
    const page = renderPage(<OrganisationNewPage />, { answers: [answer(checkOrganisation, checked)], at: '/organisations/new' });
    fireEvent.change(screen.getByLabelText('名称'), { target: { value: '穗味餐饮' } });
    await screen.findByText('广州穗味餐饮有限公司');
    expect(screen.getByText('1 家，边填边查')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('18 位代码'), { target: { value: '91350100M000100Y44' } });
    fireEvent.blur(screen.getByLabelText('18 位代码'));
    expect(screen.getByText('代码最后一位应为 3，现在是 4，请对照营业执照')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '登记“穗味餐饮”' }));
    expect(screen.getAllByText(/太短|没有填/).length).toBeGreaterThan(1);
    expect(page.callsOf(createOrganisation.id)).toHaveLength(0);
  });

  it('a correction whose code is taken leads to the holder, and keeps what was typed', async () => {
    const page = renderPage(<OrganisationPage />, {
      ...one,
      at: `/organisations/${uuid(1)}?do=correct`,
      answers: [
        ...answers,
        answer(checkOrganisation, { ...checked, candidates: [], total: 0 }),
        answer(correctOrganisation, () => {
          throw usccTaken({ id: uuid(9), name: '先来的', place: '广东广州市白云区', placeEn: 'Baiyun' });
        }),
      ],
    });
    const name = await screen.findByLabelText('名称');
    fireEvent.change(name, { target: { value: '穗味餐饮总店' } });
    fireEvent.click(screen.getByRole('button', { name: '存下更正' }));
    expect(page.callsOf(correctOrganisation.id)).toHaveLength(0);
    fireEvent.change(screen.getByLabelText('为什么更正'), { target: { value: '换了营业执照' } });
    fireEvent.click(screen.getByRole('button', { name: '存下更正' }));
    await screen.findByText(/已经登记给“先来的”/);
    expect(screen.getByRole('link', { name: '打开那一家' }).getAttribute('href')).toBe(`/organisations/${uuid(9)}`);
    expect((name as HTMLInputElement).value).toBe('穗味餐饮总店');
    expect(page.callsOf(correctOrganisation.id)[0]?.input).toMatchObject({
      seen: organisation.recorded,
      name: '穗味餐饮总店',
      place: '440111000000',
    });
  });

  it('asks a station for its level and why it has no code', async () => {
    renderPage(<OrganisationNewPage />, { answers: [answer(checkOrganisation, checked)], at: '/organisations/new?kind=station' });
    expect(screen.getByRole('heading', { name: '劳务站' })).toBeTruthy();
    fireEvent.click(screen.getByRole('checkbox', { name: '没有代码' }));
    fireEvent.change(screen.getByLabelText('名称'), { target: { value: '平塘工作站' } });
    fireEvent.click(screen.getByRole('button', { name: '登记“平塘工作站”' }));
    expect(screen.queryByLabelText('18 位代码')).toBeNull();
    expect(screen.getByLabelText('为什么没有')).toBeTruthy();
  });
});

describe('stations', () => {
  it('three levels as a tree, and who serves where for whom; narrowed by place', async () => {
    renderPage(<StationsPage />, { answers: [answer(listStations, stations)], at: '/stations' });
    const matrix = await screen.findByRole('region', { name: '输入地和输出地' });
    expect(
      within(matrix)
        .getAllByRole('columnheader')
        .map((h) => h.textContent),
    ).toEqual(['服务的地方', '为贵州', '为贵州黔南州平塘县']);
    const line = within(matrix).getByRole('rowheader', { name: '广东广州市白云区' }).closest('tr')!;
    expect(within(line).getByRole('link', { name: '平塘工作站' }).getAttribute('href')).toBe(`/organisations/${uuid(32)}`);
    // below the upper station, in a list of its own
    const upper = screen
      .getAllByRole('link', { name: '省总站' })
      .find((l) => !matrix.contains(l))!
      .closest('li')!;
    expect(within(upper).getByRole('link', { name: '平塘工作站' }).closest('ul')!.closest('li')).toBe(upper);
    renderPage(<StationsPage />, { answers: [answer(listStations, stations)], at: '/stations?origin=522727000000&host=441900000000' });
    // only what serves that place, or holds it
    await screen.findByText('1 项服务');
  });

  it('begins with two ways where there is none, in English without Chinese', async () => {
    renderPage(<StationsPage />, {
      answers: [answer(listStations, { asOf: '2026-11-26', stations: [], services: [] })],
      at: '/stations',
      lang: 'en',
      permissions: [WRITE],
    });
    await screen.findByText('There is no labour station on this day');
    expect(document.querySelector('.page')!.textContent!.replace('罗县办', '')).not.toMatch(/[\u4e00-\u9fff]/);
  });
});
