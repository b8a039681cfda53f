import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Providers } from '#platform/web/app.tsx';
import { SessionContext, type SessionInfo } from '#platform/web/session.tsx';
import { MANAGE_PAIRINGS } from '../contract.ts';
import { csvText } from './csv.ts';
import { DivisionTree } from './DivisionTree.tsx';
import { PairingsPage } from './PairingsPage.tsx';

// The outside world of a page is the network; everything else is real.
const file = (name: string) => readFileSync(join(import.meta.dirname, `../../../standards/divisions/data/${name}.txt`), 'utf8');
const asked: string[] = [];
let pairings: unknown[] = [];
const answers = (url: string): unknown => {
  if (url === '/api/regions/tree')
    return {
      version: { id: 'v', hash: 'h', source: 's', validFrom: '2023-06-30', note: '' },
      files: ['national', '52'].map((province) => ({
        province,
        name: province,
        hash: 'x',
        bytes: 1,
        url: `/api/regions/tree/${province}.x.txt`,
      })),
    };
  if (url.startsWith('/api/regions/pairings'))
    return { items: pairings, total: pairings.length, next: null, previous: null, asOf: '2022-10-12' };
  return undefined;
};
beforeEach(() => {
  asked.length = 0;
  localStorage.clear();
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    const text = /tree\/(\w+)\.x\.txt$/.exec(url)?.[1];
    if (text) return new Response(file(text), { headers: { 'content-type': 'text/plain' } });
    const body = answers(url);
    return body
      ? Response.json(body)
      : Response.json({ code: 'platform.notFound', status: 404, text: { zh: '没有', en: 'none' } }, { status: 404 });
  });
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const session = (permissions: string[], areaCodes: string[]): SessionInfo => ({
  accountId: 'a',
  login: 'a',
  name: '韦',
  permissions: new Set(permissions),
  areaCodes,
  viewing: false,
  demonstration: false,
});
const open = (path: string, who: SessionInfo, element: React.ReactElement) => {
  const router = createMemoryRouter([{ path: '*', element }], { initialEntries: [path] });
  render(
    <Providers>
      <SessionContext.Provider value={who}>
        <RouterProvider router={router} />
      </SessionContext.Provider>
    </Providers>,
  );
  return router;
};

test('the tree: one tab stop, arrows walk and open, Enter goes there; a province is fetched when it is opened', async () => {
  const went: string[] = [];
  open('/', session([], []), <DivisionTree code="000000000000" onOpen={(code) => went.push(code)} />);
  const guizhou = await screen.findByRole('treeitem', { name: '贵州' });
  expect(screen.getAllByRole('treeitem').filter((i) => i.tabIndex === 0)).toHaveLength(1);
  expect(asked.some((u) => u.includes('/52.'))).toBe(false);
  expect(screen.getByRole('treeitem', { name: '澳门' }).getAttribute('aria-expanded')).toBeNull();
  guizhou.focus();
  fireEvent.keyDown(guizhou, { key: 'ArrowRight' });
  const guiyang = await screen.findByRole('treeitem', { name: '贵阳市' });
  expect(guiyang.getAttribute('aria-level')).toBe('2');
  fireEvent.keyDown(document.activeElement!, { key: 'ArrowRight' });
  expect(document.activeElement?.textContent).toBe('贵阳市');
  fireEvent.keyDown(document.activeElement!, { key: 'Enter' });
  expect(went).toEqual(['520100000000']);
  fireEvent.keyDown(document.activeElement!, { key: 'ArrowLeft' });
  expect(document.activeElement?.textContent).toBe('贵州');
  fireEvent.keyDown(document.activeElement!, { key: 'ArrowLeft' });
  await waitFor(() => expect(screen.queryByRole('treeitem', { name: '贵阳市' })).toBeNull());
  // 北京: the heading 市辖区 is no place, its districts stand directly below
  const beijing = screen.getByRole('treeitem', { name: '北京' });
  beijing.focus();
  fireEvent.keyDown(beijing, { key: 'ArrowRight' });
  expect(await screen.findByRole('treeitem', { name: '朝阳区' })).toBeTruthy();
  expect(screen.queryByRole('treeitem', { name: '市辖区' })).toBeNull();
});

test('a chosen village opens the way down to it', async () => {
  open('/', session([], []), <DivisionTree code="522727104000" onOpen={() => undefined} />);
  const chosen = await screen.findByRole('treeitem', { name: '克度镇', selected: true });
  expect(chosen.getAttribute('aria-level')).toBe('4');
});

const pairing = (more: object) => ({
  id: '01a20ab6-98d1-78bb-9d93-e376eb6ee2a2',
  rowId: 1,
  level: 'county',
  originCode: '522727000000',
  origin: { zh: '贵州黔南州平塘县', en: 'Pingtang County, Qiannan Prefecture, Guizhou' },
  originName: '',
  hostCode: '440111000000',
  host: { zh: '广东广州市白云区', en: 'Baiyun District, Guangzhou City, Guangdong' },
  hostName: '',
  validFrom: '2016-01-01',
  validTo: null,
  fromPrecision: 'year',
  toPrecision: null,
  source: '来源',
  certainty: 'unverified',
  note: '',
  state: 'current',
  ...more,
});

test('pairings: certainty in a word, the day as far as it is known, no controls without the right', async () => {
  pairings = [pairing({})];
  open('/regions/pairings', session([MANAGE_PAIRINGS], ['522700000000']), <PairingsPage />);
  const row = (await screen.findByText('贵州黔南州平塘县')).closest('tr')!;
  expect(within(row).getByText('未核实')).toBeTruthy();
  expect(within(row).getByText(/2016 – 至今/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /登记结对/ })).toBeNull();
});

test('pairings: the filters stand in the address and are told in words when nothing is found', async () => {
  pairings = [];
  const router = open('/regions/pairings?state=ended&province=52', session([MANAGE_PAIRINGS], ['520000000000']), <PairingsPage />);
  expect(await screen.findByText(/按“已结束、贵州”没有找到/)).toBeTruthy();
  expect(asked.find((u) => u.includes('pairings'))).toContain('state=ended&province=52');
  expect(screen.getByRole('button', { name: /登记结对/ })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '清除筛选' }));
  await waitFor(() => expect(router.state.location.search).toBe(''));
  expect(await screen.findByText('还没有登记结对')).toBeTruthy();
});

test('a sheet keeps its codes as text and lets no cell become a formula', () => {
  expect(csvText([['522727000000', '平塘,县', '=1+1', 3]])).toBe('\ufeff"\t522727000000","平塘,县","\t=1+1",3\r\n');
});
