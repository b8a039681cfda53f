import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { changed } from '#platform/problem.ts';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { stepUpNeeded } from '../contract.ts';
import {
  createAccount,
  disableAccount,
  editAccount,
  listAccountSessions,
  listAccounts,
  listRoles,
  loginTaken,
  notYourself,
  readAccount,
  resetPassword,
  unlockAccount,
} from '../contractAccounts.ts';
import { AccountListPage } from './AccountListPage.tsx';
import { AccountPage } from './AccountPage.tsx';
import { NewAccountPage } from './NewAccountPage.tsx';
import { accountDetail, accountPage, accountRow, roleList, sessions, uuid } from './testing/fixtures.ts';

const list = answer(listAccounts, accountPage);
const one = [answer(readAccount, accountDetail), answer(listAccountSessions, sessions)];
const onePage = { at: `/accounts/${accountDetail.id}`, route: '/accounts/:id', permissions: ['access.accounts', 'access.viewAs'] };

describe('list of accounts', () => {
  it('shows rows, their state in words, the total, and opens the record', async () => {
    const page = renderPage(<AccountListPage />, { answers: [list], at: '/accounts', route: '/accounts' });
    const row = (await screen.findByRole('link', { name: /莫桂兰 pt-/ })).closest('tr')!;
    expect(within(row).getByText(/已锁到/)).toBeTruthy();
    expect(screen.getByText('共 128 个账号，本页 15')).toBeTruthy();
    fireEvent.click(within(row).getByRole('link', { name: /莫桂兰/ }));
    expect(page.place()).toBe(`/accounts/${uuid(101)}`);
  });

  it('asks the server for what the URL says, and goes on by key', async () => {
    const page = renderPage(<AccountListPage />, { answers: [list], at: '/accounts?role=station&locked=true&cursor=abc' });
    await screen.findByRole('link', { name: /莫桂兰 pt-/ });
    expect(page.calls.at(-1)?.input).toMatchObject({ role: 'station', locked: true, cursor: 'abc' });
    fireEvent.click(screen.getByRole('button', { name: '下一页' }));
    expect(page.place()).toContain('cursor=sealed');
    fireEvent.click(screen.getByRole('button', { name: '去掉筛选：角色 劳务站' }));
    expect(page.place()).toBe('/accounts?locked=true');
  });

  it('tells an empty list from one emptied by filters', async () => {
    const none = answer(listAccounts, { items: [], total: 0, next: null });
    renderPage(<AccountListPage />, { answers: [none], at: '/accounts' });
    await screen.findByText('您这一级还没有开过账号');
    const page = renderPage(<AccountListPage />, { answers: [none], at: '/accounts?state=disabled' });
    await screen.findByText(/按“状态 已停用”没有找到/);
    fireEvent.click(screen.getByRole('button', { name: '清除筛选' }));
    expect(page.place()).toBe('/accounts');
  });

  it('says of each ticked row what became of it', async () => {
    const page = renderPage(<AccountListPage />, {
      at: '/accounts',
      answers: [
        list,
        answer(unlockAccount, (input) => {
          if (input.id === uuid(106)) throw notYourself();
          return { ...accountDetail, id: input.id };
        }),
      ],
    });
    fireEvent.click(await screen.findByRole('checkbox', { name: /选择 莫桂兰$/ }));
    fireEvent.click(screen.getByRole('checkbox', { name: new RegExp(`选择 ${accountRow(6).name}`) }));
    fireEvent.click(screen.getByRole('button', { name: '解锁 2 个' }));
    await screen.findByText('办好 1 个，没办 1 个');
    expect(screen.getByText(/不能给自己授权、解锁或停用/)).toBeTruthy();
    expect(page.callsOf(unlockAccount.id)).toHaveLength(2);
    expect(page.callsOf(disableAccount.id)).toHaveLength(0);
  });

  it('has no Chinese left over in English', async () => {
    renderPage(<AccountListPage />, {
      answers: [answer(listAccounts, { ...accountPage, items: [] })],
      at: '/accounts?role=station',
      lang: 'en',
      session: { name: 'Luo' },
    });
    await screen.findByText(/Nothing matches/);
    expect(document.body.textContent).not.toMatch(/[\u4e00-\u9fff]/);
  });
});

describe('one account', () => {
  it('shows the initial password after a confirmation that it is really this person', async () => {
    let confirmed = false;
    const page = renderPage(<AccountPage />, {
      ...onePage,
      stepUp: async () => {
        confirmed = true;
        return true;
      },
      answers: [
        ...one,
        answer(resetPassword, () => {
          if (!confirmed) throw stepUpNeeded();
          return { initialPassword: 'qiao-liang-7381' };
        }),
      ],
    });
    fireEvent.click(await screen.findByRole('button', { name: '重置密码' }));
    const dialog = await screen.findByRole('dialog');
    expect((within(dialog).getByRole('button', { name: '重置，给出初始密码' }) as HTMLButtonElement).disabled).toBe(true);
    fireEvent.change(within(dialog).getByLabelText(/原因/), { target: { value: '本人来所里办' } });
    fireEvent.click(within(dialog).getByRole('button', { name: '重置，给出初始密码' }));
    expect((await screen.findAllByText('qiao-liang-7381')).length).toBeGreaterThan(0);
    expect(page.callsOf(resetPassword.id).map((c) => c.input.reason)).toEqual(['本人来所里办', '本人来所里办']);
  });

  it('keeps what was typed where somebody else was faster, and saves it on the second try', async () => {
    const page = renderPage(<AccountPage />, {
      ...onePage,
      answers: [
        ...one,
        answer(editAccount, (input) => {
          if (input.version === 3) throw changed({ by: '覃站长', at: '2026-11-23T06:00:00Z', current: { name: '罗安明', version: 4 } });
          return { ...accountDetail, name: input.name ?? '', version: 5 };
        }),
      ],
    });
    fireEvent.click(await screen.findByRole('button', { name: '更正姓名、手机' }));
    fireEvent.change(screen.getByLabelText('姓名'), { target: { value: '罗安民民' } });
    fireEvent.click(screen.getByRole('button', { name: '存下更正' }));
    await screen.findByText(/覃站长 在 .* 先改过了/);
    expect(screen.getByText('罗安明')).toBeTruthy();
    expect((screen.getByLabelText('姓名') as HTMLInputElement).value).toBe('罗安民民');
    fireEvent.click(screen.getByRole('button', { name: '用我填的再存' }));
    await waitFor(() => expect(page.callsOf(editAccount.id).at(-1)?.input).toMatchObject({ version: 4, name: '罗安民民' }));
  });

  it('says nothing of whether a record exists', async () => {
    renderPage(<AccountPage />, { ...onePage, answers: [] });
    await screen.findByText(/可能不在您的辖区，也可能没有这条记录/);
  });
});

describe('new account', () => {
  it('says what is missing, and keeps the text of a refused form', async () => {
    const page = renderPage(<NewAccountPage />, {
      answers: [
        answer(listRoles, roleList),
        answer(createAccount, (input) => {
          throw loginTaken({ login: input.login });
        }),
      ],
    });
    fireEvent.change(await screen.findByLabelText('姓名'), { target: { value: '陆安平' } });
    fireEvent.change(screen.getByLabelText('登录名'), { target: { value: 'pt_kedu' } });
    fireEvent.click(screen.getByRole('button', { name: '给 陆安平 开账号' }));
    await screen.findByText(/登录名只用小写字母/);
    expect(screen.getByText('没有选角色')).toBeTruthy();
    expect(page.callsOf(createAccount.id)).toHaveLength(0);
    fireEvent.change(screen.getByLabelText('登录名'), { target: { value: 'pt-kedu' } });
    const role = screen.getByLabelText('角色');
    fireEvent.mouseDown(role);
    fireEvent.click(await screen.findByText('用人单位', { selector: '.ant-select-item-option-content' }));
    await screen.findByText(/用人单位能做什么/);
    fireEvent.click(screen.getByLabelText('管全国，不限一地'));
    fireEvent.change(screen.getByLabelText('所属机构编号'), { target: { value: uuid(77) } });
    expect(screen.getByText(`认作 org:${uuid(77)}`)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '给 陆安平 开账号' }));
    await screen.findByText('登录名 pt-kedu 已经有人用了');
    expect((screen.getByLabelText('登录名') as HTMLInputElement).value).toBe('pt-kedu');
    expect(page.callsOf(createAccount.id)[0]?.input).toMatchObject({
      role: { role: 'employer', areaCode: '', relation: `org:${uuid(77)}` },
    });
  });
});
