import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { stepUpNeeded } from '../contract.ts';
import { commitAccountSheet, previewAccountSheet } from '../contractAccounts.ts';
import { exportAudit, listAuditActions, listOverrides, readSecurity, saveSecurity, searchAudit, takeOverride } from '../contractWatch.ts';
import { AccountSheetPage } from './AccountSheetPage.tsx';
import { AuditPage } from './AuditPage.tsx';
import { OverridesPage } from './OverridesPage.tsx';
import { SecuritySettingsPage } from './SecuritySettingsPage.tsx';
import { auditActions, auditPage, override, preview } from './testing/fixtures.ts';

const audit = [answer(searchAudit, auditPage), answer(listAuditActions, auditActions)];

describe('audit', () => {
  it('opens a row to readable facts, and says whose eyes were used', async () => {
    renderPage(<AuditPage />, { answers: audit, at: '/audit' });
    const times = await screen.findAllByRole('button', { name: /看详情/ });
    fireEvent.click(times[2]!);
    const drawer = await screen.findByRole('dialog');
    expect(within(drawer).getByText('本人来所里，忘了密码')).toBeTruthy();
    expect(within(drawer).getByText('以 罗安民 的视角')).toBeTruthy();
    expect(within(drawer).getByText('7F3K-20D2')).toBeTruthy();
  });

  it('exports after a confirmation; where that is declined the sentence stays', async () => {
    const page = renderPage(<AuditPage />, {
      at: '/audit?outcome=refused',
      answers: [
        ...audit,
        answer(exportAudit, () => {
          throw stepUpNeeded();
        }),
      ],
    });
    await screen.findAllByRole('button', { name: /看详情/ });
    fireEvent.click(screen.getByRole('button', { name: /导出/ }));
    await screen.findByText(/再确认一次是您本人/);
    expect(page.callsOf(exportAudit.id)[0]?.input).toMatchObject({ outcome: 'refused' });
  });
});

describe('temporary looks', () => {
  it('says how long one still runs, and offers its end instead of another', async () => {
    const mine = { ...override(0, true), account: { id: '00000000-0000-7000-8000-000000000001', login: 'pt-county', name: '罗县办' } };
    renderPage(<OverridesPage />, {
      permissions: ['access.override'],
      answers: [answer(listOverrides, { items: [mine], total: 1, next: null })],
    });
    await screen.findByRole('button', { name: '现在结束' });
    expect(screen.getAllByText(/还有 1 小时 1[12] 分钟/).length).toBeGreaterThan(0);
    expect(screen.queryByLabelText('要看哪里')).toBeNull();
  });

  it('refuses a short reason before asking the server', async () => {
    const page = renderPage(<OverridesPage />, {
      permissions: ['access.override'],
      answers: [answer(listOverrides, { items: [], total: 0, next: null })],
    });
    fireEvent.change(await screen.findByLabelText('原因'), { target: { value: '看看' } });
    fireEvent.click(screen.getByRole('button', { name: '临时查看 30 分钟' }));
    await screen.findByText('太短，至少 10 个字');
    expect(screen.getByText('没有选要看的地方')).toBeTruthy();
    expect(page.callsOf(takeOverride.id)).toHaveLength(0);
  });
});

describe('settings', () => {
  it('is in English without Chinese left over, and saves', async () => {
    const settings = { idleMinutes: 30, absoluteHours: 12, codeRoles: [] };
    const page = renderPage(<SecuritySettingsPage />, {
      lang: 'en',
      answers: [answer(readSecurity, settings), answer(saveSecurity, (input) => ({ ...input, codeRoles: input.codeRoles }))],
    });
    fireEvent.click(await screen.findByLabelText('Auditor'));
    expect(document.body.textContent).not.toMatch(/[\u4e00-\u9fff]/);
    fireEvent.click(screen.getByRole('button', { name: 'Save the settings' }));
    await screen.findByText('Saved');
    expect(page.callsOf(saveSecurity.id)[0]?.input).toMatchObject({ codeRoles: ['auditor'] });
  });
});

describe('accounts by sheet', () => {
  it('shows the balance, writes nothing before the commit, and hands the sheet back', async () => {
    URL.createObjectURL = vi.fn(() => 'blob:test');
    URL.revokeObjectURL = vi.fn();
    const page = renderPage(<AccountSheetPage />, {
      answers: [answer(previewAccountSheet, preview), answer(commitAccountSheet, new Blob(['sheet']) as never)],
    });
    const choose = document.querySelector<HTMLInputElement>('input[type=file]')!;
    fireEvent.change(choose, { target: { files: [new File(['x'], '名册.doc')] } });
    await screen.findByText(/不是 xlsx 或 csv/);
    expect(page.calls).toHaveLength(0);
    fireEvent.change(choose, { target: { files: [new File(['x'], '名册.csv')] } });
    await screen.findByText('合计对得上');
    expect(screen.getByText(/没有到县/)).toBeTruthy();
    expect(page.callsOf(commitAccountSheet.id)).toHaveLength(0);
    fireEvent.click(screen.getByRole('button', { name: '提交 2 行' }));
    await screen.findByText(/名册-开户结果\.xlsx/);
    await waitFor(() => expect(URL.createObjectURL).toHaveBeenCalledTimes(1));
  });
});
