import { fireEvent, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderPage } from '../testing/renderPage.tsx';
import { Picture } from './Picture.tsx';
import type { AxisPicture } from './picture.ts';

const t = (zh: string, en = zh) => ({ zh, en });
const hosts: AxisPicture = {
  kind: 'bars',
  title: t('输入地前 2', 'The 2 largest places'),
  unit: t('人', 'people'),
  asOf: t('截至 2026-11-27', 'as of 2026-11-27'),
  of: t('就业地', 'Place'),
  categories: [
    { key: 'a', name: t('广州市', 'Guangzhou') },
    { key: 'b', name: t('佛山市', 'Foshan') },
  ],
  series: [
    { key: 'all', name: t('人数', 'people'), values: [37_595, 22_226], links: ['/figures?area=a', '/figures?area=b'] },
    { key: 'poor', name: t('脱贫', 'ex-poor'), values: [13_910, null], links: [], partOf: true },
  ],
  notes: [t('口径 I07', 'by I07')],
};

test('a picture has its sentence, unit, day and note; its table is one switch away, each number a link to its figure', () => {
  renderPage(<Picture picture={hosts} height={200} file="x" />, { answers: [] });
  expect(screen.getByRole('heading', { name: '输入地前 2' })).toBeTruthy();
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
    '输入地前 2。人数最高 广州市 37,595 人，最低 佛山市 22,226 人；脱贫最高 广州市 13,910 人，最低 广州市 13,910 人。截至 2026-11-27',
  );
  expect(screen.getByText('单位：人；截至 2026-11-27')).toBeTruthy();
  expect(screen.getByText('口径 I07')).toBeTruthy();
  fireEvent.click(screen.getByRole('radio', { name: '表' }));
  const table = within(screen.getByRole('region', { name: '输入地前 2' }));
  expect(table.getAllByRole('row').map((r) => r.textContent)).toEqual(['就业地人数脱贫', '广州市37,59513,910', '佛山市22,226—']);
  expect(table.getByRole('link', { name: '37,595' }).getAttribute('href')).toBe('/figures?area=a');
  expect(screen.queryByRole('img')).toBeNull();
});

test('reached by keyboard: arrows walk over the values and each is said; Enter opens the figure behind; leaving forgets', () => {
  const { place } = renderPage(<Picture picture={hosts} height={200} file="x" />, { answers: [], at: '/here' });
  const walk = screen.getByRole('application');
  expect(walk.tabIndex).toBe(0);
  const said = () => screen.getByRole('status').textContent;
  fireEvent.keyDown(walk, { key: 'ArrowRight' });
  expect(said()).toBe('人数，广州市 37,595 人，第 1 / 2 个；回车或点击看来历');
  fireEvent.keyDown(walk, { key: 'ArrowRight' });
  expect(said()).toContain('人数，佛山市 22,226 人，第 2 / 2 个');
  fireEvent.keyDown(walk, { key: 'ArrowDown' });
  // what is not known is told as a dash and opens nothing
  expect(said()).toBe('脱贫，佛山市 —，第 2 / 2 个');
  fireEvent.keyDown(walk, { key: 'Enter' });
  expect(place()).toBe('/here');
  fireEvent.keyDown(walk, { key: 'ArrowUp' });
  fireEvent.keyDown(walk, { key: 'Enter' });
  expect(place()).toBe('/figures?area=b');
});

test('files: all three while it is whole, none while something is computed, no picture of a table', async () => {
  renderPage(<Picture picture={hosts} height={200} file="x" waits="5 / 12" />, { answers: [] });
  fireEvent.click(screen.getByRole('button', { name: '下载' }));
  const names = ['表，CSV', '表，Excel（WPS 可打开）', '图，PNG'];
  expect(names.map((name) => (screen.getByRole('button', { name }) as HTMLButtonElement).disabled)).toEqual([true, true, true]);
  expect(screen.getByText('5 / 12')).toBeTruthy();
  renderPage(<Picture picture={hosts} height={200} file="x" />, { answers: [] });
  fireEvent.click(screen.getByRole('button', { name: '下载' }));
  expect(names.map((name) => (screen.getByRole('button', { name }) as HTMLButtonElement).disabled)).toEqual([false, false, false]);
  fireEvent.click(screen.getByRole('radio', { name: '表' }));
  expect((screen.getByRole('button', { name: '图，PNG' }) as HTMLButtonElement).disabled).toBe(true);
});
