// "An agreement of theirs" (docs/figures.md §8, note 25): what an office inside a side is told, and what it is not. Real commits: rights and figures are read apart.
import { expect, test, vi } from 'vitest';
import { personas } from '#capabilities/access/testing/personas.ts';
import { answerEnd, createAgreement, proposeEnd, signAgreement } from '#capabilities/accords/contract.ts';
import { prepareRegions } from '#capabilities/regions/server/service.ts';
import { listFigureMembers, readFigureTable } from './contract.ts';
import { placedPeople } from './testing/placedPeople.ts';

vi.setConfig({ testTimeout: 240_000 });
const YEAR = { figure: 'I01', from: '2026-01-01', to: '2026-11-27' } as const;
const PAIR = { origin: ['522700000000'], host: ['440100000000'] };

test('a county is told the whole of its prefecture’s agreement, not its parts by place; before, after and elsewhere nothing', async () => {
  const { as, county, dushan, store, placed } = await placedPeople();
  await store.transact({ role: 'system' }, prepareRegions);
  const mine = await placed('石阿朵', { poverty: true });
  await placed('陈谷雨');
  await placed('岑有田', { home: '522726000000' });
  const table = (more: object = {}) => county(readFigureTable, { ...YEAR, where: PAIR, ...more } as never);
  const refused = { code: 'indicators.notYourCell' };
  await expect(table()).rejects.toMatchObject(refused);

  const qiannan = await as({ name: '黔南州', roles: [personas.黔南州], steppedUp: true });
  const guangzhou = await as({ name: '广州市', roles: [personas.广州市], steppedUp: true });
  const draft = await qiannan(createAgreement, {
    level: 'prefecture',
    originCode: '522700000000',
    hostCode: '440100000000',
    title: '黔南州—广州市劳务协作协议（示例）',
    validFrom: '2026-01-01',
    validTo: '2027-12-31',
    source: '原件（示例）',
  });
  const sign = { id: draft.id, seen: draft.recorded, post: '局长', signedOn: '2026-01-05' };
  await qiannan(signAgreement, { ...sign, side: 'origin' });
  // half signed binds nobody
  await expect(table()).rejects.toMatchObject(refused);
  await guangzhou(signAgreement, { ...sign, side: 'host' });

  const whole = await table();
  expect([whole.total!.value.persons, whole.withheld]).toEqual([3, false]);
  const split = await table({ by: ['people'] });
  expect(split.cells.map((c) => [c.keys[0], c.value.persons])).toEqual([
    ['none', 2],
    ['poverty', 1],
  ]);
  // by place only what is one's own: the others are of other offices
  const rows = await table({ by: ['origin:county'] });
  expect([rows.total!.value.persons, rows.withheld, rows.cells.map((c) => [c.keys[0], c.value.persons])]).toEqual([
    3,
    true,
    [['522727000000', 2]],
  ]);
  // the list has N; names go by one's own rights
  const list = await county(listFigureMembers, { ...YEAR, where: PAIR });
  expect([list.total, list.visible, list.items.filter((i) => i.workerId !== null).length]).toEqual([3, 2, 2]);
  expect(list.items.some((i) => i.workerId === mine)).toBe(true);
  // nothing narrower or wider, nobody else's pair; the other county and the district of the host see the same whole
  for (const where of [
    { origin: ['522726000000'], host: ['440100000000'] },
    { origin: ['522700000000'], host: ['440111000000'] },
    { origin: ['522700000000'] },
    { origin: ['520000000000'], host: ['440000000000'] },
    { origin: ['522700000000', '520500000000'], host: ['440100000000'] },
  ])
    await expect(table({ where })).rejects.toMatchObject(refused);
  for (const who of [dushan, await as('白云区人社局'), await as('白云劳务站')])
    expect((await who(readFigureTable, { ...YEAR, where: PAIR })).total!.value.persons).toBe(3);
  // a village reads figures and no agreements
  await expect((await as('先进村'))(readFigureTable, { ...YEAR, where: PAIR })).rejects.toMatchObject(refused);

  // over: the days since are nobody's below any more, those before stay
  const asked = await qiannan(proposeEnd, { id: draft.id, side: 'origin', lastDay: '2026-10-31', reason: '另签新一轮协议' });
  await guangzhou(answerEnd, { id: draft.id, seen: asked.end!.recorded, confirm: true });
  await expect(table()).rejects.toMatchObject(refused);
  expect((await table({ to: '2026-10-31' })).total!.value.persons).toBe(3);
});
