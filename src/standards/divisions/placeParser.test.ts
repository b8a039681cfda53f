import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownTime } from '#platform/testing/ownTime.ts';
import { rangeOf } from './codes.ts';
import { indexDivisions } from './divisions.ts';
import { parseTree } from './parseTree.ts';
import { makePlaceParser, type PlaceOptions } from './placeParser.ts';
import { nearlySame } from './placeTypos.ts';
import { loadDivisions, loadHistory } from './server/loadDivisions.ts';

const divisions = loadDivisions();
const parsePlace = makePlaceParser(divisions, loadHistory());
const places = divisions.all.filter(({ placeholder }) => !placeholder);
const onePlace = fc.nat({ max: places.length - 1 }).map((i) => places[i]!);
/** All counties and above, and every 23rd of the rest: 6,200 names a run; all 69,379 were run once when this was written. */
const sample = places.filter(({ level }, i) => level === 'province' || level === 'prefecture' || level === 'county' || i % 23 === 0);

const said = (text: string, options?: PlaceOptions) => {
  const { status, note, best, candidates } = parsePlace(text, options);
  return { status, note, best: best?.code.replace(/(?:000){1,2}$|0{6,}$/, ''), codes: candidates.map(({ code }) => code) };
};
const area = (code: string) => rangeOf(code)!;

describe('round trip', () => {
  test('every official full name is surely itself', () => {
    for (const { code } of sample) {
      const name = divisions.fullName(code)!;
      const { status, best, rest, understood } = parsePlace(name);
      if (status !== 'sure' || best?.code !== code || rest !== '' || understood !== name)
        throw new Error(`${name}: ${status} ${best?.fullName}`);
    }
  });

  test('short names are never surely something else, and without the province it stays among the candidates', () => {
    for (const { code, level } of sample) {
      const short = parsePlace(divisions.shortFullName(code)!);
      if (!short.candidates.some((each) => each.code === code) || (short.best && short.best.code !== code))
        throw new Error(divisions.shortFullName(code));
      if (level === 'province') continue;
      const name = divisions.fullName(code)!.slice(divisions.parents(code).at(-1)!.name.length);
      const found = parsePlace(name);
      if (found.total <= 10 && !found.candidates.some((each) => each.code === code)) throw new Error(name);
      if (found.status === 'sure' && found.best?.code !== code) throw new Error(name);
    }
  });

  test('siblings of one name are ambiguous', () => {
    const twins = indexDivisions([
      parseTree('!wengang-divisions 1\nP52 贵州省\nC01 贵阳市\nA02 南明区\nT001 东街道\n新村委会\n向阳村委会\n向阳村委会\n'),
    ]);
    const parsed = makePlaceParser(twins)('贵州省贵阳市南明区东街道向阳村委会');
    expect(parsed.status).toBe('ambiguous');
    expect(parsed.candidates.map(({ code }) => code)).toEqual(['520102001002', '520102001003']);
    expect(parsed.best).toBeUndefined();
  });
});

describe('names as people write them', () => {
  test.each([
    ['平塘克度航龙', '522727104'],
    ['贵州省黔南州平塘县克度镇航龙村', '522727104'],
    ['贵州 平塘 - 克度 / 航龙 3组12号', '522727104'],
    ['黔南州', '5227'],
    ['黔东南', '5226'],
    ['黔西南州', '5223'],
    ['广东省广州市白云区', '440111'],
    ['广州白云', '440111'],
    ['贵阳白云', '520113'],
    ['北京市市辖区朝阳区', '110105'],
    ['北京北京市朝阳区', '110105'],
    ['重庆市重庆市万州区', '500101'],
    ['平塘县平塘县', '522727'],
    ['贵州省平塘县贵州省黔南州平塘县克度镇', '522727104'],
    ['上海浦东', '310115'],
    ['东莞虎门', '441900121'],
    ['东莞市长安镇', '441900119'],
    ['湖北仙桃', '429004'],
    ['大化县', '451229'],
    ['三江县', '450226'],
    ['融水苗族自治县', '450225'],
    ['环江县', '451226'],
    ['大化自治县', '451229'],
    ['太原', '1401'],
    ['内蒙', '15'],
    ['广西区', '45'],
    ['桂', '45'],
    ['桂林', '4503'],
    ['粤广州市', '4401'],
    ['户籍地址：贵州省平塘县', '522727'],
    ['浙江省温州市鹿城区藤桥镇某村', '330302'],
    ['平塘县牙舟镇兴隆街12号', '522727101'],
    ['香港', '81'],
    ['522727', '522727'],
    ['522727平塘县克度镇', '522727104'],
  ])('%s', (text, code) => {
    const parsed = parsePlace(text);
    expect(parsed.status).toBe('sure');
    expect(parsed.best?.code.startsWith(code)).toBe(true);
    if (!text.includes('航龙')) expect(parsed.best?.code).toBe(code.padEnd(12, '0'));
    expect(parsed.best?.confidence).toBe(1);
  });

  test('the house number and labels stay in the rest', () => {
    expect(parsePlace('贵州 平塘 - 克度 / 航龙 3组12号')).toMatchObject({ understood: '贵州 平塘 - 克度 / 航龙', rest: '3组12号' });
    expect(parsePlace('户籍地址：贵州省平塘县')).toMatchObject({ understood: '贵州省平塘县', rest: '户籍地址' });
  });

  test('old names', () => {
    for (const [name, code] of [
      ['黔西县', '520581'],
      ['梅县', '441403'],
      ['平果县', '451082'],
      ['靖西县', '451081'],
      ['横县', '450181'],
      ['盘县', '520281'],
      ['增城市', '440118'],
      ['花县', '440114'],
      ['顺德县', '440606'],
      ['铜仁地区', '520600'],
      ['毕节地区大方县', '520521'],
    ])
      expect(parsePlace(name!)).toMatchObject({ status: 'sure', best: { code: code!.padEnd(12, '0') } });
    // 遵义县 was divided: 播州区 has the main part, so a person has to agree.
    expect(parsePlace('遵义县')).toMatchObject({ status: 'likely', note: 'old-name', best: { code: '520304000000' }, total: 3 });
    expect(said('遵义县虾子镇')).toMatchObject({ status: 'likely', best: '520302109' });
    expect(parsePlace('宝安县')).toMatchObject({ status: 'ambiguous', total: 2 });
  });

  test('codes', () => {
    expect(said('520522')).toMatchObject({ status: 'likely', best: '520581' });
    expect(said('520321')).toMatchObject({ status: 'ambiguous', codes: ['520304000000', '520302000000', '520303000000'] });
    // A postcode looks the same.
    expect(parsePlace('510000').status).toBe('likely');
    expect(parsePlace('522727贵阳市')).toMatchObject({ status: 'ambiguous', note: 'contradiction' });
    expect(parsePlace('999999').status).toBe('unknown');
  });
});

describe('doubt is shown, never hidden', () => {
  test.each(['省外', '县内', '外地', '广东省外', '省内县外', '乡外县内', '在外', '市辖区', '县外务工'])('%s is too vague', (text) => {
    expect(parsePlace(text)).toMatchObject({ status: 'unknown', note: 'too-vague', candidates: [] });
  });

  test.each(['', ' ', '无', '/', '不详', '——'])('"%s" says nothing', (text) => {
    expect(parsePlace(text)).toMatchObject({ status: 'unknown', note: 'blank' });
  });

  test('one name, several places', () => {
    expect(said('白云区')).toMatchObject({ status: 'ambiguous', best: undefined, codes: ['440111000000', '520113000000'] });
    expect(said('朝阳区').codes).toEqual(['110105000000', '220104000000']);
    expect(parsePlace('鼓楼区')).toMatchObject({ status: 'ambiguous', total: 4 });
    expect(parsePlace('大理')).toMatchObject({ status: 'ambiguous' });
    expect(said('吉林').codes.slice(0, 2)).toEqual(['220000000000', '220200000000']);
    expect(parsePlace('新村').total).toBeGreaterThan(10);
    expect(parsePlace('新村').candidates.length).toBe(10);
  });

  test('the area and the preferred places decide', () => {
    expect(said('白云区', { within: area('44') })).toMatchObject({ status: 'sure', best: '440111' });
    expect(said('白云区', { within: area('52') })).toMatchObject({ status: 'sure', best: '520113' });
    expect(said('白云区', { prefer: ['522727'] })).toMatchObject({ status: 'likely', best: '520113' });
    expect(said('克度', { within: area('522727') })).toMatchObject({ status: 'sure', best: '522727104' });
    expect(said('贵州省', { within: area('522727') })).toMatchObject({ status: 'sure', best: '52' });
    expect(parsePlace('贵阳白云', { within: area('44') })).toMatchObject({ status: 'ambiguous', note: 'outside-area' });
    expect(parsePlace('522727', { within: area('44') })).toMatchObject({ status: 'ambiguous', note: 'outside-area' });
  });

  test('contradictions', () => {
    expect(parsePlace('广东省贵阳市')).toMatchObject({ status: 'ambiguous', note: 'contradiction' });
    expect(said('广东省贵阳市').codes).toEqual(expect.arrayContaining(['440000000000', '520100000000']));
    expect(parsePlace('贵州平塘县南宁市').status).toBe('ambiguous');
  });

  test('a township or village alone is not proved unique in China', () => {
    expect(parsePlace('克度镇')).toMatchObject({ status: 'likely', best: { code: '522727104000' } });
    expect(parsePlace('贵安新区湖潮乡')).toMatchObject({ status: 'ambiguous' });
  });

  test('streets and companies called after places', () => {
    for (const text of ['中山路12号', '北京路', '南京东路', '新加坡']) expect(parsePlace(text).status).not.toMatch(/sure|likely/);
    expect(said('广州市北京路12号')).toMatchObject({ status: 'sure', best: '4401' });
    expect(parsePlace('广州或深圳')).toMatchObject({ status: 'ambiguous', note: 'contradiction' });
    expect(parsePlace('云南大理').status).toBe('ambiguous');
    expect(parsePlace('江苏省苏州市工业园区').status).toBe('likely');
    expect(parsePlace('现在深圳上班')).toMatchObject({ status: 'likely', best: { code: '440300000000' } });
  });

  test('a town and a village of one name', () => {
    const parsed = parsePlace('广州南村');
    expect(parsed.status).not.toBe('sure');
    expect(parsed.candidates.map(({ code }) => code)).toContain('440113102000');
  });

  test('what could not be read', () => {
    expect(parsePlace('平塘县XX镇先锋村')).toMatchObject({
      status: 'likely',
      note: 'rest-unread',
      best: { code: '522727000000' },
      rest: 'XX镇先锋村',
    });
    expect(parsePlace('平安保险公司').status).toBe('likely');
    expect(parsePlace('晴隆县三宝乡').status).not.toBe('sure');
    for (const text of ['在家务农', '灵活就业', '电子厂', 'abc', '123'])
      expect(parsePlace(text)).toMatchObject({ status: 'unknown', note: 'not-found', rest: text });
  });

  test('one wrong character gives low candidates only', () => {
    const upper = parsePlace('黔南布依族苗族自治洲');
    expect(upper.status).not.toBe('sure');
    expect(upper.candidates[0]?.code).toBe('522700000000');
    const lower = parsePlace('平塘县克渡镇');
    expect(lower).toMatchObject({ status: 'likely', best: { code: '522727000000' } });
    expect(lower.candidates.find(({ code }) => code === '522727104000')).toMatchObject({ reasons: ['typo'] });
    expect(parsePlace('番愚区')).toMatchObject({
      status: 'ambiguous',
      note: 'typo',
      candidates: [{ code: '440113000000', reasons: ['typo'] }],
    });
    expect([
      nearlySame('克度镇', '克渡镇'),
      nearlySame('克度', '克度镇'),
      nearlySame('度克镇', '克度镇'),
      nearlySame('克度镇', '克度镇'),
      nearlySame('甲乙', '丙丁'),
    ]).toEqual([true, true, true, false, false]);
  });
});

describe('properties', () => {
  const fragments = fc.oneof(
    onePlace.map(({ code }) => divisions.fullName(code)!),
    onePlace.map(({ name }) => name),
    onePlace.map(({ code }) => divisions.shortName(code)!),
    fc.constantFrom('省', '市', '县', '外', '村', '镇', '新村', '地址', '3组', ' ', '-', '、', '522727', '无', '😀', '（', '第'),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  const messy = fc.array(fragments, { maxLength: 6 }).map((parts) => parts.join(''));

  test('never throws, and the answer keeps its own rules', () => {
    fc.assert(
      fc.property(messy, fc.option(onePlace, { nil: undefined }), (text, around) => {
        const parsed = parsePlace(text, around ? { within: area(around.code), prefer: [around.code] } : {});
        const { status, best, candidates, total } = parsed;
        expect(best !== undefined).toBe(status === 'sure' || status === 'likely');
        if (best) expect(candidates[0]).toEqual(best);
        if (status === 'sure') expect([best?.confidence, candidates.length]).toEqual([1, 1]);
        if (status === 'unknown') expect([candidates.length, parsed.note === undefined]).toEqual([0, false]);
        expect(candidates.length).toBe(Math.min(10, total));
        expect(new Set(candidates.map(({ code }) => code)).size).toBe(candidates.length);
        for (const each of candidates) {
          expect(divisions.get(each.code)).toBeDefined();
          expect(each.confidence > 0 && each.confidence <= 1).toBe(true);
        }
        expect(parsePlace(text, around ? { within: area(around.code), prefer: [around.code] } : {})).toEqual(parsed);
      }),
      { numRuns: 1500 },
    );
  });

  test('any unicode', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void parsePlace(text)),
      { numRuns: 1500 },
    );
  });

  test('two different places run together are never sure', () => {
    fc.assert(
      fc.property(onePlace, onePlace, (a, b) => {
        const [x, y] = [a, b].map(({ code }) => divisions.countyOf(code) ?? divisions.get(code)!);
        fc.pre(!area(x!.code) || !(y!.code.startsWith(x!.code.slice(0, 2)) || x!.code.startsWith(y!.code.slice(0, 2))));
        expect(parsePlace(divisions.fullName(x!.code)! + divisions.fullName(y!.code)!).status).not.toBe('sure');
      }),
      { numRuns: 500 },
    );
  });

  test('separators and full-width digits do not matter', () => {
    fc.assert(
      fc.property(onePlace, fc.constantFrom(' ', '/', '-', '　', '，', '\n', '>'), ({ code }, mark) => {
        const parts = [...divisions.parents(code).reverse(), divisions.get(code)!]
          .filter(({ placeholder }) => !placeholder)
          .map(({ name }) => name);
        expect(parsePlace(parts.join(mark)).best?.code).toBe(code);
      }),
      { numRuns: 300 },
    );
    expect(parsePlace('５２２７２７').best?.code).toBe('522727000000');
  });
});

test('fast enough: thousands a second even on a busy machine (20,000 and more alone)', () => {
  const texts = sample.slice(0, 3000).map(({ code }) => divisions.shortFullName(code)!);
  const begin = ownTime();
  for (const text of texts) parsePlace(text);
  expect(texts.length / ((ownTime() - begin) / 1000)).toBeGreaterThan(2000);
});
