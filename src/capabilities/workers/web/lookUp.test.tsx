import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { fileEncrypted } from '#platform/filesContract.ts';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { lookUpWorkers, readLookUpFile } from '../contractList.ts';
import { LookUpPage } from './LookUpPage.tsx';
import { chineseLeft, row } from './testing/rows.ts';

const result = answer(lookUpWorkers, {
  items: [
    { line: 1, asked: '522700********3020', understood: 'number', note: null, found: [row(0)], total: 1 },
    { line: 2, asked: '韦小满', understood: 'name', note: null, found: [row(3), row(7)], total: 8 },
    {
      line: 3,
      asked: '522700********3029',
      understood: null,
      note: { zh: '最后一位应为 5，现在是 9', en: 'last digit' },
      found: [],
      total: 0,
    },
    { line: 4, asked: '罗天顺', understood: null, note: null, found: [], total: 0 },
  ],
  asked: 4,
  matched: 1,
  several: 1,
  none: 2,
});
const at = { at: '/workers/look-up', route: '/workers/look-up', permissions: ['workers.see', 'workers.lookUp'] };
const paste = (text: string) => fireEvent.change(screen.getByLabelText(/名单，一行一个|The list, one a line/), { target: { value: text } });
afterEach(cleanup);

describe('looking up many', () => {
  it('sends the lines, shows the sum balancing, and groups by what was found with the reason per line', async () => {
    const page = renderPage(<LookUpPage />, { ...at, answers: [result] });
    paste('522700199604023020\n\n 韦小满 \n522700199604023029\n罗天顺\n');
    fireEvent.click(screen.getByRole('button', { name: '查 4 行' }));
    await screen.findByText(/这次查询已记录/);
    expect(page.callsOf(lookUpWorkers.id)[0]?.input).toEqual({
      lines: ['522700199604023020', '韦小满', '522700199604023029', '罗天顺'],
    });
    const found = screen.getByRole('link', { name: '莫桂兰' }).closest('tr')!;
    expect(within(found).getByText('证件号')).toBeTruthy();
    expect(within(found).getByText('克度镇・先锋村')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '不止一人 1' }));
    expect(screen.getAllByRole('link', { name: '韦小满' })).toHaveLength(2);
    expect(screen.getByText('还有 6 人，请写得更细再查')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '没找到 2' }));
    expect(screen.getByText('最后一位应为 5，现在是 9')).toBeTruthy();
    expect(screen.getByText('辖区里没有这样的档案')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '改名单再查' }));
    expect(screen.getByLabelText<HTMLTextAreaElement>(/名单，一行一个/).value).toContain('罗天顺');
    expect(`${JSON.stringify({ ...sessionStorage })}${JSON.stringify({ ...localStorage })}${page.place()}`).not.toContain('5227001996');
  });

  it('refuses more than 1,000 lines before anything is sent, and says how many too many', async () => {
    const page = renderPage(<LookUpPage />, { ...at, answers: [result] });
    paste(Array.from({ length: 1003 }, (_, i) => `人${i}`).join('\n'));
    expect(screen.getByText(/有 1,003 行，一次最多 1,000 行，请去掉 3 行/)).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '查 1,003 行' }).disabled).toBe(true);
    expect(page.calls).toHaveLength(0);
  });

  it('takes the list from a sheet, says from which column, and keeps what was typed when the file cannot be read', async () => {
    let ok = false;
    renderPage(<LookUpPage />, {
      ...at,
      answers: [
        answer(readLookUpFile, () => {
          if (!ok) throw fileEncrypted();
          return { lines: ['莫桂兰', '石阿朵'], column: '姓名', left: 12 };
        }),
      ],
    });
    paste('韦小满');
    const choose = () =>
      fireEvent.change(document.querySelector('input[type=file]')!, { target: { files: [new File(['x'], '名单.xlsx')] } });
    choose();
    await screen.findByText(/设了打开密码/);
    expect(screen.getByLabelText<HTMLTextAreaElement>(/名单，一行一个/).value).toBe('韦小满');
    ok = true;
    choose();
    await screen.findByText(/从表里“姓名”一列取了 2 行，还有 12 行没有取/);
    expect(screen.getByRole('button', { name: '查 2 行' })).toBeTruthy();
  });

  it('has no Chinese left over in English', async () => {
    renderPage(<LookUpPage />, { ...at, lang: 'en', answers: [result] });
    expect(chineseLeft()).toEqual([]);
    paste('x');
    fireEvent.click(screen.getByRole('button', { name: 'Look up 1' }));
    await screen.findByRole('link', { name: 'Mo Guilan 莫桂兰' });
    for (const cell of document.querySelectorAll('td')) if (/先锋/.test(cell.textContent ?? '')) cell.remove();
    expect(chineseLeft()).toEqual([]);
  });
});
