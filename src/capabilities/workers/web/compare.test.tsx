import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { uploadFile } from '#platform/filesContract.ts';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { type Comparison, listComparison, readComparison, startCompare, workingTexts } from '../contract.ts';
import { ComparePage } from './ComparePage.tsx';
import { row } from './testing/rows.ts';

const ID = '01a21b25-e2f0-75cd-981e-ad2d00183ec3';
const comparison = (more: Partial<Comparison>): Comparison => ({
  id: ID,
  state: 'done',
  filters: { working: ['working'] },
  areaName: '',
  counts: { lines: 3, both: 1, mine: 2, yours: 4 },
  problem: null,
  jobId: null,
  ...more,
});
const at = { at: `/compare?id=${ID}`, route: '/compare', permissions: ['workers.see', 'workers.lookUp'] };
afterEach(cleanup);

describe('comparing a list', () => {
  it('sums that add up, rows as WPS shows them, each with its reason', async () => {
    renderPage(<ComparePage />, {
      ...at,
      answers: [
        answer(readComparison, comparison({})),
        answer(listComparison, {
          items: [
            {
              seq: 1,
              shown: '韦小满 522727********1145',
              row: 4,
              sheet: null,
              worker: row(3),
              note: { zh: '与第 3 行是同一个人，只算一次', en: 'twice' },
            },
            { seq: 2, shown: '石阿朵', row: 5, sheet: null, worker: null, note: { zh: '没有建档，或者您看不到', en: 'not on record' } },
          ],
          next: null,
          previous: null,
        }),
      ],
    });
    await screen.findByText('我的表 3 人次 = 两边都有 1 + 只有我的表有 2');
    screen.getByText(`系统（本辖区、${workingTexts.working.zh}）5 人 = 两边都有 1 + 只有系统有 4`);
    const line = (await screen.findByText('与第 3 行是同一个人，只算一次')).closest('tr')!;
    expect(line.textContent).toContain('韦小满 522727********1145');
    screen.getByText('没有建档，或者您看不到');
  });

  it('tells why a list was not compared', async () => {
    renderPage(<ComparePage />, {
      ...at,
      answers: [
        answer(
          readComparison,
          comparison({
            state: 'failed',
            counts: null,
            problem: { code: 'rosters.filePassword', text: { zh: '文件设了打开密码', en: 'password' } },
          }),
        ),
      ],
    });
    expect((await screen.findByRole('alert')).textContent).toContain('没有对成：文件设了打开密码');
  });

  it('takes one dropped list of any kind, and begins', async () => {
    const page = renderPage(<ComparePage />, {
      ...at,
      at: '/compare',
      answers: [
        answer(uploadFile, {
          id: ID,
          name: '花名册.xls',
          size: 3,
          type: 'xls',
          purpose: 'workers.compare',
          created: '2022-10-12T01:00:00Z',
        }),
        answer(startCompare, comparison({ state: 'running', counts: null })),
        answer(readComparison, comparison({ state: 'running', counts: null })),
      ],
    });
    const begin = screen.getByRole('button', { name: '开始对' });
    expect((begin as HTMLButtonElement).disabled).toBe(true);
    const zone = screen.getByRole('button', { name: '选名单' }).parentElement!;
    fireEvent.drop(zone, { dataTransfer: { files: [new File(['a'], 'a.xls'), new File(['b'], 'b.xls')] } });
    await screen.findByText('一次只对一份表，请只放一份');
    fireEvent.drop(zone, { dataTransfer: { files: [new File(['abc'], '花名册.xls')] } });
    await screen.findByText('花名册.xls');
    fireEvent.click(begin);
    await screen.findByRole('progressbar', { name: '正在对表' });
    expect(page.callsOf(startCompare.id)[0]?.input).toEqual({ fileId: ID });
  });
});
