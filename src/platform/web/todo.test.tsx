import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { inOrder, Todo, TodoBoard, type TodoLine } from './Todo.tsx';
import { renderPage } from './testing/renderPage.tsx';

const line = (key: string, more: Partial<TodoLine> = {}): TodoLine => ({
  key,
  mark: 'due',
  kind: '疑点',
  title: key,
  to: `/${key}`,
  ...more,
});

test('late first, then by due day, then as they came', () => {
  const lines = [
    line('later', { day: '2022-10-20' }),
    line('none'),
    line('late', { late: true }),
    line('soon', { day: '2022-10-13' }),
    line('last'),
  ];
  expect(inOrder(lines).map((l) => l.key)).toEqual(['late', 'soon', 'later', 'none', 'last']);
});

test('lines of several capabilities are one list; nobody is told that nothing waits while one has not answered', async () => {
  const board = (second: readonly TodoLine[] | undefined) => (
    <TodoBoard expected={2}>
      <Todo id="a" lines={[line('one', { kind: '核验', count: 1214, unit: '段' })]} />
      <Todo id="b" lines={second} />
    </TodoBoard>
  );
  const view = renderPage(board([line('two', { key: 'one', late: true, due: '逾期 1 天', count: null })]), { answers: [] });
  await screen.findByRole('heading', { name: '等我办的 2 类事' });
  expect(screen.getAllByRole('link').map((a) => a.textContent)).toEqual(['two', 'one']);
  expect(screen.getByText('1,214')).toBeTruthy();
  expect(screen.getByText('超过 10,000')).toBeTruthy();
  expect(screen.getByText('逾期 1 天')).toBeTruthy();
  view.unmount();
  const none = (lines: readonly TodoLine[] | undefined) => (
    <TodoBoard expected={1}>
      <Todo id="a" lines={lines} />
    </TodoBoard>
  );
  const waiting = renderPage(none(undefined), { answers: [] });
  await screen.findByRole('heading', { name: '等我办的事' });
  expect(screen.queryByText('现在没有等您办的事。')).toBeNull();
  waiting.unmount();
  renderPage(none([]), { answers: [] });
  await screen.findByText('现在没有等您办的事。');
});
