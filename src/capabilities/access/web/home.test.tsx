import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { readChanges } from '../contractHome.ts';
import { HomeChanges } from './HomeChanges.tsx';

const since = '2022-10-10T06:05:00.000000Z';
const one = { kind: 'rosters.imports', n: 3, text: { zh: '提交导入 3 批', en: '3 import(s) submitted' }, link: '/imports' };

test('says from when on, and each kind opens', async () => {
  renderPage(<HomeChanges />, { answers: [answer(readChanges, { last: since, since, days: 30, items: [one] })] });
  expect((await screen.findByRole('link', { name: '提交导入 3 批' })).getAttribute('href')).toBe('/imports');
  expect(screen.getByText('2022-10-10 14:05 起，别人在您的辖区办的')).toBeTruthy();
});
test('a first visit and a long absence are said as such; nothing is said plainly', async () => {
  const first = renderPage(<HomeChanges />, { answers: [answer(readChanges, { last: null, since, days: 30, items: [] })] });
  await screen.findByText('没有别人办的变化。');
  expect(screen.getByText('第一次来，看最近 7 天（2022-10-10 14:05 起）')).toBeTruthy();
  first.unmount();
  renderPage(<HomeChanges />, { answers: [answer(readChanges, { last: '2022-01-01T00:00:00.000000Z', since, days: 30, items: [] })] });
  await waitFor(() => expect(screen.getByText('最多看 30 天（2022-10-10 14:05 起），别人在您的辖区办的')).toBeTruthy());
});
