import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { acknowledgePair, decidePair, listPairs, type Pair, pairChanged, readPair, readWorker, startSweep } from '../contract.ts';
import { DuplicatesPage } from './DuplicatesPage.tsx';
import { HomeDuplicates } from './HomeDuplicates.tsx';
import { pair, pairPage, person, side, uuid } from './testing/personFixtures.ts';

const MAY = ['workers.duplicates', 'workers.see'];
/** A desk whose decided pairs leave the list, as the server's do. */
const desk = (pairs: readonly Pair[], at = '/duplicates') => {
  let open = [...pairs];
  return {
    at,
    route: '/duplicates',
    permissions: MAY,
    answers: [
      answer(listPairs, (input) => pairPage(open.filter((p) => p.state === (input.state ?? 'open')))),
      answer(readPair, (input) => pairs.find((p) => p.id === input.id)!),
      answer(decidePair, (input) => {
        const found = pairs.find((p) => p.id === input.id)!;
        open = open.filter((p) => p.id !== input.id);
        return { ...found, state: input.same ? ('same' as const) : ('different' as const), version: found.version + 1 };
      }),
      answer(acknowledgePair, (input) => ({ ...pairs.find((p) => p.id === input.id)!, unread: false })),
      answer(startSweep, () => ({ jobId: uuid(900) })),
    ],
  };
};
const caseTitle = (name: RegExp | string) => screen.findByRole('heading', { level: 2, name });
const key = (k: string) => fireEvent.keyDown(document.body, { key: k });

describe('the desk of likely duplicates', () => {
  it('puts both records side by side, says what agrees and differs, and shows points that add up', async () => {
    renderPage(<DuplicatesPage />, desk([pair(1)]));
    await caseTitle('石阿朵 与 石阿多1');
    const sides = within(screen.getByRole('region', { name: '两份档案对照' }));
    const row = (name: string) => sides.getByRole('row', { name: new RegExp(`^${name}`) });
    expect(row('姓名').textContent).toContain('不同');
    expect(row('出生').textContent).toContain('相同');
    expect(row('证件号').textContent).toContain('有一份没有');
    expect(row('户籍地').textContent).toContain('相同');
    const sum = screen.getByRole('row', { name: /^合计/ });
    expect(sum.textContent).toBe('合计80');
    expect(screen.queryByText(/各项相加/)).toBeNull();
    expect(screen.getByText('同村同名同日出生，可能是双胞胎')).toBeTruthy();
    expect(document.querySelector('.case-lead')?.textContent).toMatch(/两份档案的.*出生.*相同。不同的是姓名、手机/);
  });

  it('goes by keys: next, one person, different; the next case opens by itself', async () => {
    const page = renderPage(<DuplicatesPage />, desk([pair(1), pair(2), pair(3)]));
    await caseTitle(/石阿多1/);
    key('j');
    await caseTitle(/石阿多2/);
    key('k');
    await caseTitle(/石阿多1/);
    fireEvent.change(screen.getByLabelText(/依据/), { target: { value: '户口簿' } });
    key('1');
    await caseTitle(/石阿多2/);
    await screen.findByText(/判为同一个人，已合并/);
    expect(page.callsOf(decidePair.id)[0]?.input).toEqual({ id: uuid(201), version: 3, same: true, reason: '户口簿' });
    key('2');
    await caseTitle(/石阿多3/);
    await waitFor(() => expect(page.callsOf(decidePair.id)[1]?.input).toEqual({ id: uuid(202), version: 3, same: false }));
  });

  it('puts a case aside without deciding it', async () => {
    const page = renderPage(<DuplicatesPage />, desk([pair(1), pair(2)]));
    await caseTitle(/石阿多1/);
    key('3');
    await caseTitle(/石阿多2/);
    expect(page.callsOf(decidePair.id)).toHaveLength(0);
    expect(screen.getByText('先放着')).toBeTruthy();
  });

  it('keys are silent while one types', async () => {
    const page = renderPage(<DuplicatesPage />, desk([pair(1), pair(2)]));
    await caseTitle(/石阿多1/);
    fireEvent.keyDown(screen.getByLabelText(/依据/), { key: '1' });
    expect(page.callsOf(decidePair.id)).toHaveLength(0);
  });

  it('says so where somebody else was faster', async () => {
    const given = desk([pair(1)]);
    renderPage(<DuplicatesPage />, {
      ...given,
      answers: [
        ...given.answers,
        answer(decidePair, () => {
          throw pairChanged();
        }),
      ],
    });
    await caseTitle(/石阿多1/);
    fireEvent.change(screen.getByLabelText(/依据/), { target: { value: '户口簿' } });
    fireEvent.click(screen.getByRole('button', { name: /^是同一个人/ }));
    await screen.findByText('这一对刚被别人处理过，请刷新后再看');
    expect((screen.getByLabelText(/依据/) as HTMLInputElement).value).toBe('户口簿');
  });

  it('shows only the county of a record outside the area, decides nothing there, and takes note', async () => {
    const across = pair(1, {
      crossArea: true,
      mine: false,
      unread: true,
      kind: 'number',
      reasons: [{ text: { zh: '证件号和姓名都相同', en: 'Same number and name' }, points: 100 }],
      score: 100,
      guards: [],
      b: side(9, { visible: false, county: '贵州黔南州独山县', name: '', homeName: '', numberMasked: '', phoneMasked: '' }),
    });
    const page = renderPage(<DuplicatesPage />, desk([across]));
    await screen.findByText(/有一份不在您的辖区，由同管两地的上级来判/);
    expect(screen.queryByRole('button', { name: /^是同一个人/ })).toBeNull();
    expect(screen.getByRole('columnheader', { name: '乙：贵州黔南州独山县，辖区外' })).toBeTruthy();
    expect(screen.getAllByText('只显示区县').length).toBeGreaterThan(3);
    key('1');
    fireEvent.click(screen.getByRole('button', { name: /已知悉/ }));
    await waitFor(() => expect(page.callsOf(acknowledgePair.id)[0]?.input).toEqual({ id: uuid(201) }));
    expect(page.callsOf(decidePair.id)).toHaveLength(0);
  });

  it('opens what a notice links to, and splits a decided pair again', async () => {
    const same = pair(1, {
      state: 'same',
      decided: '2022-10-11T02:00:00Z',
      decidedBy: '韦县办',
      decision: '户口簿',
      crossArea: true,
      unread: true,
    });
    const given = desk([same], '/duplicates?crossArea=true&state=same');
    const page = renderPage(<DuplicatesPage />, { ...given, answers: [...given.answers, answer(readWorker, person)] });
    await screen.findByText(/韦县办判定，依据：户口簿/);
    expect(page.callsOf(listPairs.id)[0]?.input).toMatchObject({ state: 'same', crossArea: true });
    expect(screen.getByRole('button', { name: /已知悉/ })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '拆开' }));
    await within(await screen.findByRole('dialog')).findByRole('checkbox', { name: /莫贵兰/ });
    expect(page.callsOf(readWorker.id)[0]?.input).toEqual({ id: same.a.workerId });
  });

  it('tells an empty desk from one emptied by filters', async () => {
    renderPage(<DuplicatesPage />, desk([]));
    await screen.findByText('没有待判的重复档案');
    fireEvent.click(screen.getByRole('button', { name: '现在就查一遍' }));
    await screen.findByText(/已开始查/);
    const page = renderPage(<DuplicatesPage />, desk([], '/duplicates?kind=conflict'));
    await screen.findByText(/按“同号不同名”没有找到/);
    fireEvent.click(screen.getByRole('button', { name: '清除筛选' }));
    expect(page.place()).toBe('/duplicates');
  });

  it('has no Chinese left over in English', async () => {
    const plain = { name: 'Shi', county: 'Pingtang', homeName: 'Pingtang' };
    renderPage(<DuplicatesPage />, {
      ...desk([pair(1, { a: side(1, plain), b: side(2, { ...plain, phoneMasked: '' }) })]),
      lang: 'en',
      session: { name: 'Luo' },
    });
    await caseTitle(/Shi/);
    expect(document.body.textContent).not.toMatch(/[\u4e00-\u9fff]/);
  });
});

describe('today', () => {
  it('says how many pairs wait, and nothing where none does', async () => {
    renderPage(<HomeDuplicates />, { answers: [answer(listPairs, { ...pairPage([pair(1)]), total: 12 })] });
    expect((await screen.findByRole('link', { name: '可能是同一个人的两份档案，等您判定' })).getAttribute('href')).toBe('/duplicates');
    expect(screen.getByText('12')).toBeTruthy();
    const none = renderPage(<HomeDuplicates />, { answers: [answer(listPairs, pairPage([]))] });
    await waitFor(() => expect(none.callsOf(listPairs.id)).toHaveLength(1));
    expect(screen.queryByRole('link')).toBeNull();
  });
});
