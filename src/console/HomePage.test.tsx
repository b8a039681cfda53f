import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { readAbout } from '#platform/contract.ts';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { HomePage } from './HomePage.tsx';

const about = {
  name: '稳岗 Wengang',
  version: '0',
  database: { kind: 'embedded' as const, version: '18' },
  today: '2022-10-12',
  demonstrationDay: '2022-10-12',
  demonstration: true,
  preparing: null,
};

test('the home page says that data are still being loaded, and how far', async () => {
  const preparing = { text: { zh: '装入演示数据', en: 'Load the demonstration data' }, done: 4000, total: 16_000 };
  renderPage(<HomePage />, { answers: [answer(readAbout, { ...about, preparing })] });
  expect((await screen.findByRole('status')).textContent).toBe('装入演示数据，已完成 25 %');
});

test('and says nothing when all is there', async () => {
  renderPage(<HomePage />, { answers: [answer(readAbout, about)] });
  expect(await screen.findByText(/10 月 12 日/)).toBeTruthy();
  expect(screen.queryByText(/演示数据/)).toBeNull();
});
