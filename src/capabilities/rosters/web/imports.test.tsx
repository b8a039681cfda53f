import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fileEncrypted, uploadFile } from '#platform/filesContract.ts';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { handIn, listBatches, listSheets, readTemplate } from '../contractBatches.ts';
import { type BatchLine, ROSTER_FILE } from '../contractShapes.ts';
import { shortArea } from './batchWords.ts';
import { HomeBatches } from './HomeBatches.tsx';
import { ImportsPage } from './ImportsPage.tsx';
import { batch, counts, line, noCounts, offers, uuid } from './testing/fixtures.ts';

const MAY = ['rosters.see', 'rosters.import'];
const file = (name: string, content = 'x') => new File([content], name);
const pick = (...files: File[]) => fireEvent.change(document.getElementById('hand-in-file')!, { target: { files } });

const opened = (lines: readonly BatchLine[], more: Partial<Parameters<typeof renderPage>[1]> = {}) => {
  let n = 0;
  let all = [...lines];
  const names = new Map<string, string>();
  return renderPage(<ImportsPage />, {
    at: '/imports',
    route: '/imports',
    permissions: MAY,
    ...more,
    answers: [
      answer(listSheets, { items: offers() }),
      answer(listBatches, (input) => {
        const items = all.filter((b) => !input.state || b.state === input.state);
        return { items, total: items.length, next: null };
      }),
      answer(uploadFile, (input) => {
        if (input.name.includes('密码')) throw fileEncrypted();
        n += 1;
        names.set(uuid(600 + n), input.name);
        return {
          id: uuid(600 + n),
          name: input.name,
          type: 'xlsx' as const,
          size: 1,
          purpose: input.purpose,
          created: '2026-11-23T01:12:00Z',
        };
      }),
      answer(handIn, (input) => {
        const made = batch({ id: input.fileId.replace('0006', '0007'), fileName: names.get(input.fileId)! });
        all = [made, ...all];
        return made;
      }),
      answer(readTemplate, () => new Blob(['x']) as never),
      ...(more.answers ?? []),
    ],
  });
};

describe('handing in', () => {
  it('takes many files at once; one that is refused stops none of the others, and can be tried again', async () => {
    const page = opened([]);
    await screen.findByText('还没有交过表');
    pick(file('甲村.xlsx'), file('有密码.xlsx'), file('空.csv', ''), file('乙村.xls'));
    await screen.findByText('选了 4 份，2 份已交上来');
    const list = within(screen.getByRole('region', { name: '刚选的表' }));
    expect(list.getByText(/设了打开密码/)).toBeTruthy();
    expect(list.getByText(/文件是空的/)).toBeTruthy();
    await waitFor(() => expect(list.getAllByRole('link', { name: '去提交 1,167 行' })).toHaveLength(2));
    // neither more than once, nor under one key
    expect(page.callsOf(uploadFile.id).map((c) => c.input.name)).toEqual(['甲村.xlsx', '有密码.xlsx', '乙村.xls']);
    expect(page.callsOf(uploadFile.id).every((c) => c.input.purpose === ROSTER_FILE)).toBe(true);
    expect(new Set(page.callsOf(handIn.id).map((c) => c.idempotencyKey)).size).toBe(2);
    fireEvent.click(list.getByRole('button', { name: '再试一次 有密码.xlsx' }));
    await waitFor(() => expect(page.callsOf(uploadFile.id)).toHaveLength(4));
    await list.findByText(/设了打开密码/);
    fireEvent.click(list.getByRole('button', { name: '拿掉 空.csv' }));
    expect(list.queryByText(/文件是空的/)).toBeNull();
  });

  it('opens the batch of a single file at once', async () => {
    const page = opened([]);
    await screen.findByText('还没有交过表');
    pick(file('甲村.xlsx'));
    await waitFor(() => expect(page.place()).toMatch(/^\/imports\/[0-9a-f-]{36}$/));
  });

  it('takes files that are dropped', async () => {
    const page = opened([]);
    await screen.findByText('还没有交过表');
    const zone = document.querySelector('.hand-in-drop')!;
    fireEvent.dragEnter(zone);
    expect(zone.classList.contains('over')).toBe(true);
    fireEvent.drop(zone, { dataTransfer: { files: [file('甲村.xlsx'), file('乙村.xlsx')] } });
    await screen.findByText('选了 2 份，2 份已交上来');
    expect(page.callsOf(handIn.id)).toHaveLength(2);
  });

  it('asks an account of several areas whose lists they are, and sends then without choosing again', async () => {
    const page = opened([], { session: { areaCodes: ['522727000000', '522728000000'] } });
    await screen.findByText('还没有交过表');
    pick(file('甲村.xlsx'), file('乙村.xlsx'));
    await screen.findByText(/选好的 2 份在等/);
    expect(page.callsOf(uploadFile.id)).toHaveLength(0);
    fireEvent.mouseDown(screen.getByRole('combobox', { name: '这些表是哪个地区的' }));
    fireEvent.click(await waitFor(() => document.querySelectorAll('.ant-select-item-option')[1]!));
    await screen.findByText('选了 2 份，2 份已交上来');
    expect(page.callsOf(handIn.id).map((c) => c.input.area)).toEqual(['522728000000', '522728000000']);
  });

  it('offers empty templates of the lists that have one', async () => {
    const page = opened([]);
    URL.createObjectURL = () => 'blob:x';
    fireEvent.click(await screen.findByRole('button', { name: '下载 务工月监测' }));
    await waitFor(() => expect(page.callsOf(readTemplate.id)[0]?.input).toEqual({ id: 'workers' }));
    expect(screen.queryByRole('button', { name: /企业名单/ })).toBeNull();
  });

  it('shows who may only look no way to hand in', async () => {
    opened([line()], { permissions: ['rosters.see'] });
    await screen.findByRole('link', { name: '克度镇 2026 年 10 月务工月监测.xls' });
    expect(document.getElementById('hand-in-file')).toBeNull();
  });
});

describe('the list of batches', () => {
  it('has state in words, counts, who and when; nothing counted before it is checked', async () => {
    opened([line(), line({ id: uuid(2), fileName: '读着.csv', state: 'reading', counts: noCounts() })]);
    const rows = await screen.findAllByRole('row');
    expect(rows[1]?.textContent).toContain('批次 14，平塘县克度镇');
    expect(rows[1]?.textContent).toMatch(/预检完，还没有提交1,121463184388695克度镇人社所2026-11-23 09:12/);
    expect(rows[2]?.textContent).toContain('正在预检——————');
  });

  it('narrows by state and by me in the address, and says so where nothing is left', async () => {
    const page = opened([line()], { at: '/imports?state=failed&mine=1' });
    await screen.findByText('按“状态 没有办成，谁交的 我”没有找到。');
    expect(page.callsOf(listBatches.id)[0]?.input).toMatchObject({ state: 'failed', mine: true });
    fireEvent.click(screen.getByRole('button', { name: '去掉筛选：状态 没有办成' }));
    await screen.findByText('克度镇 2026 年 10 月务工月监测.xls');
  });

  it('walks by keys', async () => {
    opened([line(), line({ id: uuid(2), fileName: '第二份.csv' })]);
    await screen.findByText('第二份.csv');
    fireEvent.keyDown(document.body, { key: 'j' });
    expect(document.activeElement?.textContent).toContain('克度镇');
    fireEvent.keyDown(document.activeElement!, { key: 'j' });
    expect(document.activeElement?.textContent).toBe('第二份.csv');
  });
});

describe('what waits for me at home', () => {
  const home = (lines: readonly BatchLine[]) =>
    renderPage(<HomeBatches />, {
      permissions: MAY,
      answers: [
        answer(listBatches, (input) => {
          const items = lines.filter((b) => b.state === input.state);
          return { items, total: items.length, next: null };
        }),
      ],
    });
  it('names my files and what they wait for', async () => {
    home([
      line({ state: 'asks', fileName: '甲.xlsx' }),
      line({ id: uuid(2) }),
      line({ id: uuid(3), fileName: '坏.csv', counts: counts({ accepted: 0, doubtful: 0 }) }),
    ]);
    expect((await screen.findByRole('link', { name: '“甲.xlsx”等您确认列的对应' })).getAttribute('href')).toBe(`/imports/${uuid(1)}`);
    await screen.findByText('“克度镇 2026 年 10 月务工月监测.xls”预检完了，1,167 行等您提交，拒收 31 行');
    expect(screen.getByText('“坏.csv”没有一行能写入，看看原因')).toBeTruthy();
  });
  it('is silent where nothing waits', async () => {
    const page = home([]);
    await waitFor(() => expect(page.callsOf(listBatches.id)).toHaveLength(2));
    expect(page.container.textContent).toBe('');
  });
});

it('shortens an area to what tells it apart', () => {
  expect(shortArea('贵州省黔南布依族苗族自治州平塘县克度镇')).toBe('平塘县克度镇');
  expect(shortArea('广东省广州市白云区')).toBe('白云区');
  expect(shortArea('贵州省')).toBe('贵州省');
  expect(shortArea('广东省东莞市')).toBe('东莞市');
});
