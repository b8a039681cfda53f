import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { type Article, readArticle } from '../../contractArticle.ts';
import { scaledStatements, statements } from '../../rulesArticle.ts';
import { awaited, external, figureOf } from '../../rulesDefinitions.ts';
import { unitFigure } from '../../rulesUnits.ts';
import { ArticlePage } from './ArticlePage.tsx';

const K = '2022-10-12T02:00:00.000Z';
const expected = scaledStatements(0.01, 0);
const articleOf = (
  demonstration: Article['demonstration'],
  change: Partial<Record<string, Partial<Article['statements'][number]>>> = {},
): Article => ({
  demonstration,
  knownAt: K,
  statements: statements.map(({ of: _, where, ...s }) => ({
    ...s,
    where: Object.fromEntries(Object.entries(where).map(([k, v]) => [k, [...v]])),
    name: (s.units
      ? unitFigure
      : (figureOf(s.figure) ?? awaited.find((a) => a.id === s.figure) ?? external.find((e) => e.id === s.figure)!)
    ).name,
    source: null,
    expected: demonstration ? (s.units ? s.target : (expected.get(s.id) ?? null)) : null,
    value: s.units ? s.target : figureOf(s.figure) ? (expected.get(s.id) ?? null) : null,
    withheld: false,
    awaits: awaited.find((a) => a.id === s.figure)?.awaits ?? null,
    ...change[s.id],
  })),
});
const show = (article: Article) =>
  renderPage(<ArticlePage />, {
    at: '/figures/article',
    route: '/figures/article',
    permissions: ['indicators.read'],
    answers: [answer(readArticle, article)],
  });
const cells = async (said: string) =>
  [...(await screen.findByRole('rowheader', { name: said })).closest('tr')!.querySelectorAll('td')].map((td) => td.textContent);

test('each statement at the scale of the demonstration beside what is computed; what is not computed says why', async () => {
  show(articleOf({ scale: 0.01, shift: 0, complete: true }, { poor2021: { value: 3689 }, helped2022: { value: null, withheld: true } }));
  expect(await cells('2021年，广东省帮助两省区99.2万农村劳动力实现就业')).toEqual([
    'I01 帮助农村劳动力实现就业人数',
    '2021-01-01 至 2021-12-31',
    '9,920',
    '9,920',
    '相等',
  ]);
  expect((await cells('其中脱贫劳动力36.9万')).slice(2)).toEqual(['3,690', '3,689', '差 1']);
  expect((await cells('截至2022年9月底，帮助广西、贵州两省区101.99万农村劳动力实现就业')).slice(2)).toEqual([
    '10,199',
    '—',
    '不在您的辖区',
  ]);
  expect((await cells('2021年粤黔开展“粤菜师傅”技能培训106期')).slice(2)).toEqual(['1', '1', '相等']);
  expect((await cells('培训贵州农村劳动力4714人次')).slice(2)).toEqual(['44', '44', '相等']);
  expect(screen.getByText('演示数据规模 0.01：文中数字 × 0.01')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'I04 其中：就近就业' }).getAttribute('href')).toBe(
    `/figures?period=own&from=2021-01-01&to=2021-12-31&figure=I04&open=I04&side=origin&area=450000000000&programme=homeService&k=${encodeURIComponent(K)}`,
  );
});

test('agreements and stations stand there as the article has them, whatever the scale, and lead to their list', async () => {
  show(articleOf({ scale: 0.01, shift: 0.03, complete: true }, { stations52: { value: 100 } }));
  expect(await cells('广东与广西共同签署地市级劳务协作协议8份')).toEqual(['I15 协议与劳务站', '2022-09-30', '8', '8', '相等']);
  expect((await cells('县级协议99份')).slice(2)).toEqual(['99', '99', '相等']);
  expect((await cells('建立劳务站101个')).slice(2)).toEqual(['101', '100', '差 1']);
  expect(screen.getAllByRole('link', { name: 'I15 协议与劳务站' })[1]!.getAttribute('href')).toBe(
    `/figures/I15?asOf=2022-09-30&origin=450000000000&host=440000000000&kind=agreement&level=county&k=${encodeURIComponent(K)}`,
  );
});

test('without a demonstration nothing is compared', async () => {
  show(articleOf(null));
  expect((await cells('其中脱贫劳动力36.9万')).slice(2)).toEqual(['369,000', '3,690', '—']);
  expect(screen.getByText('这里没有装整份演示数据，只列算出的数')).toBeTruthy();
});
