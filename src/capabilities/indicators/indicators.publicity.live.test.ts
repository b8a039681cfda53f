// 公示名单: masked names of people whom the asker sees, homes as far as the rule says, no numbers; by its own right, on record.
import exceljs from 'exceljs';
import { expect, test, vi } from 'vitest';
import { listFigureMembers, takePublicityList } from './contract.ts';
import { placedPeople } from './testing/placedPeople.ts';

vi.setConfig({ testTimeout: 240_000 });

const YEAR = { from: '2026-01-01', to: '2026-11-27' } as const;
const rule = { title: '稳岗补贴拟发放对象', basis: '某县就业补助资金公示办法', until: '2026-12-05' } as const;

test('the list that is posted up', async () => {
  const { as, placed } = await placedPeople();
  await placed('石阿朵', { poverty: true });
  await placed('陈谷', { poverty: true });
  await placed('岑有田', { home: '522726000000', poverty: true });
  const county = await as({
    name: '县人社局',
    roles: [{ role: 'county_bureau', areaCode: '522727000000', relation: null }],
    steppedUp: true,
  });
  const ask = { figure: 'I02', ...YEAR, where: { origin: ['522727000000'] }, ...rule };
  const read = async (input: object) => {
    const file = (await county(takePublicityList, { ...ask, ...input } as never)) as unknown as Uint8Array;
    const book = new exceljs.Workbook();
    await book.xlsx.load(Buffer.from(file) as never);
    const text = book.worksheets
      .flatMap((s) => s.getSheetValues())
      .map((r) => (Array.isArray(r) ? r.join(' ') : ''))
      .join('\n');
    return { book, text };
  };
  const { book, text } = await read({ home: 'village', contact: '0854-0000000' });
  const names = [5, 6].map((r) => book.worksheets[0]!.getCell(r, 2).text).sort();
  expect(names).toEqual(['石*朵', '陈*']);
  expect(book.worksheets[0]!.getCell(5, 3).text).toMatch(/^贵州黔南州平塘县.+/);
  for (const wanted of ['公示到 2026-12-05 为止', '到期请撤下', rule.basis, '监督电话 0854-0000000', '共 2 人', '水印'])
    expect(text).toContain(wanted);
  for (const never of ['石阿朵', '陈谷', '岑有田']) expect(text).not.toContain(never);
  expect(text).not.toMatch(/\d{15,18}[\dXx]?/);
  expect((await read({ home: 'county' })).book.worksheets[0]!.getCell(5, 3).text).toBe('贵州黔南州平塘县');
  expect((await read({ home: 'none' })).text).not.toContain('平塘县');

  for (const [input, code] of [
    [{ until: '2026-11-01' }, 'indicators.publicityUntil'],
    [{ figure: 'I08' }, 'indicators.publicityNotRates'],
    [{ figure: 'I10' }, 'indicators.awaited'],
    [{ where: { origin: ['522726000000'] } }, 'indicators.notYourCell'],
    [{ where: { origin: ['522727000000'], sex: ['9'] } }, 'indicators.publicityNobody'],
    [{ basis: '因' }, 'platform.invalid'],
  ] as const)
    await expect(county(takePublicityList, { ...ask, ...input } as never), code).rejects.toMatchObject({ code });
  const station = await as('白云劳务站');
  await expect(station(takePublicityList, ask)).rejects.toMatchObject({ code: 'platform.forbidden' });
});

test('a place of work is told the county of a home and no more: neither in the column, nor by the order, nor by asking village by village', async () => {
  const { as, placed } = await placedPeople();
  for (const name of ['石阿朵', '陈谷雨', '莫桂兰']) await placed(name, { poverty: true });
  const host = await as({
    name: '白云区人社局',
    roles: [{ role: 'county_bureau', areaCode: '440111000000', relation: null }],
    steppedUp: true,
  });
  const ask = { figure: 'I02', ...YEAR, where: { host: ['440111000000'] }, ...rule, home: 'village' as const };
  const book = new exceljs.Workbook();
  await book.xlsx.load(Buffer.from((await host(takePublicityList, ask)) as unknown as Uint8Array) as never);
  expect([5, 6, 7].map((r) => book.worksheets[0]!.getCell(r, 3).text)).toEqual(Array(3).fill('贵州黔南州平塘县'));

  // the same by a filter: a list of those of one village says of everybody on it where they come from
  const county = await as('平塘县人社局');
  const homes = await county(listFigureMembers, { figure: 'I02', ...YEAR, where: { origin: ['522727000000'] } });
  expect(homes.visible).toBe(3);
  for (const origin of ['522727101000', '522727101201']) {
    const where = { host: ['440111000000'], origin: [origin] };
    const refused = { code: 'indicators.homeTooFine', status: 403 };
    await expect(host(takePublicityList, { ...ask, where })).rejects.toMatchObject(refused);
    await expect(host(listFigureMembers, { figure: 'I02', ...YEAR, where })).rejects.toMatchObject(refused);
    // whose own village it is asks as before
    expect((await county(listFigureMembers, { figure: 'I02', ...YEAR, where })).visible).toEqual(expect.any(Number));
  }
  const county2 = { host: ['440111000000'], origin: ['522727000000'] };
  expect(await host(listFigureMembers, { figure: 'I02', ...YEAR, where: county2 })).toMatchObject({ total: 3, visible: 3 });
});
