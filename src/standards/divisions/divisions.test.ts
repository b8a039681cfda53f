import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aliasesOf, shortNameOf } from './aliases.ts';
import { ancestorCodes, COUNTRY_CODE, contains, covers, levelOf, padCode, rangeOf } from './codes.ts';
import { indexDivisions, villageKindByCode, villageKindOf } from './divisions.ts';
import { parseTree } from './parseTree.ts';
import { detailedProvinces, loadDivisions, readDivisionFile } from './server/loadDivisions.ts';

const divisions = loadDivisions();
const one = fc.nat({ max: divisions.all.length - 1 }).map((i) => divisions.all[i]!);

describe('what the files hold', () => {
  test('the counts of the source (323 county rows less 东莞 and 中山, which the source repeats as counties)', () => {
    const sum = detailedProvinces.map((code) => divisions.countBelow(code));
    const total = (level: 'prefecture' | 'county' | 'township' | 'village') => sum.reduce((n, each) => n + each[level], 0);
    expect([total('prefecture'), total('county'), total('township'), total('village')]).toEqual([44, 321, 4551, 61487]);
    expect(sum.map(({ prefecture, county, township, village }) => [prefecture, county, township, village])).toEqual([
      [21, 122, 1757, 26842],
      [14, 111, 1284, 16681],
      [9, 88, 1510, 17964],
    ]);
  });

  test('the nation: 31 + 3 provinces, 342 prefecture rows, 2978 county rows less the four repeated ones', () => {
    const { province, prefecture, county } = divisions.countBelow(COUNTRY_CODE);
    expect([province, prefecture, county]).toEqual([34, 342, 2974]);
  });

  test('codes are unique, of twelve digits, and rise', () => {
    let last = '';
    for (const { code } of divisions.all) {
      expect(code > last && code.length === 12).toBe(true);
      last = code;
    }
  });

  test('every division lies in its parent’s range and is one of its children', () => {
    for (const { code, level } of divisions.all) {
      const up = divisions.parents(code)[0];
      if (!up) expect(level).toBe('province');
      else if (!contains(rangeOf(up.code)!, code)) throw new Error(code);
    }
    fc.assert(
      fc.property(one, ({ code }) => {
        const up = divisions.parents(code)[0];
        expect(divisions.children(up?.code ?? COUNTRY_CODE).some((child) => child.code === code)).toBe(true);
      }),
    );
  });

  test('the level told by the digits is the level in the tree', () => {
    for (const { code, level } of divisions.all) if (levelOf(code) !== level) throw new Error(code);
  });

  test('national and provincial files agree; a contradiction throws', () => {
    const national = parseTree(readDivisionFile('national.txt'));
    expect(national.asOf).toBe('2023-06-30');
    const wrong = parseTree('!wengang-divisions 1\nP52 黔\n');
    expect(() => indexDivisions([national, wrong])).toThrow('520000000000');
  });

  test('a broken file says which line', () => {
    expect(() => parseTree('P52 贵州省')).toThrow('line 1');
    expect(() => parseTree('!wengang-divisions 1\nP52 贵州省\nC01 贵阳市\n先锋\n')).toThrow('line 4');
    expect(() => parseTree('!wengang-divisions 1\nP52 贵州省\nC02 六盘水市\nC01 贵阳市')).toThrow('out of order');
  });
});

describe('special places', () => {
  test('东莞 中山 儋州 嘉峪关 are prefectures without counties', () => {
    for (const [code, name] of [
      ['441900', '东莞市'],
      ['442000', '中山市'],
      ['460400', '儋州市'],
      ['620200', '嘉峪关市'],
    ] as const) {
      expect(divisions.get(code)).toMatchObject({ name, level: 'prefecture' });
      expect(divisions.children(code).some(({ level }) => level === 'county')).toBe(false);
      expect(divisions.countyOf(code)?.name).toBe(name);
    }
    expect(divisions.children('441900').every(({ level }) => level === 'township')).toBe(true);
    expect(divisions.fullName('441900121000')).toBe('广东省东莞市虎门镇');
    expect(divisions.countyOf('441900121201')?.name ?? divisions.countyOf('441900121000')?.name).toBe('东莞市');
  });

  test('headings of the code list are no places', () => {
    expect(divisions.get('110100')).toMatchObject({ name: '市辖区', placeholder: true });
    expect(divisions.fullName('110105')).toBe('北京市朝阳区');
    expect(divisions.fullName('429004')).toBe('湖北省仙桃市');
    expect(divisions.fullName('500235')).toBe('重庆市云阳县');
    expect(divisions.countyOf('429000')).toBeUndefined();
  });

  test('Taiwan, Hong Kong, Macao at province level', () => {
    expect(['710000', '810000', '820000'].map((code) => divisions.fullName(code))).toEqual(['台湾省', '香港特别行政区', '澳门特别行政区']);
    expect(divisions.children('81')).toEqual([]);
  });

  test('names in force', () => {
    expect(['520581', '450181', '520204', '520304', '520281'].map((code) => divisions.get(code)?.name)).toEqual([
      '黔西市',
      '横州市',
      '水城区',
      '播州区',
      '盘州市',
    ]);
  });
});

describe('codes and areas', () => {
  test('pads', () => {
    expect(padCode('522727')).toBe('522727000000');
    expect(['52', '5227', '522727104', '522727104200'].map(padCode)).toEqual([
      '520000000000',
      '522700000000',
      '522727104000',
      '522727104200',
    ]);
    expect(['', '5', '52272', '52272x', '5227271042001'].map(padCode)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  test('half-open ranges', () => {
    expect(rangeOf('522727')).toEqual({ lo: '522727000000', hi: '522728000000' });
    expect(rangeOf('52')).toEqual({ lo: '520000000000', hi: '530000000000' });
    expect(rangeOf('441900')).toEqual({ lo: '441900000000', hi: '442000000000' });
    expect(rangeOf('522727104200')).toEqual({ lo: '522727104200', hi: '522727104201' });
    expect(contains(rangeOf('522727')!, '522727')).toBe(true);
    expect(contains(rangeOf('522727')!, '522728')).toBe(false);
    expect(contains(rangeOf(COUNTRY_CODE)!, '659012')).toBe(true);
    expect(covers(rangeOf('52')!, rangeOf('5227')!)).toBe(true);
    expect(ancestorCodes('441900121000')).toEqual(['441900000000', '440000000000']);
  });

  test('a range holds exactly the divisions below', () => {
    fc.assert(
      fc.property(one, one, (a, b) => {
        const below = a.code === b.code || divisions.parents(b.code).some(({ code }) => code === a.code);
        expect(contains(rangeOf(a.code)!, b.code)).toBe(below);
      }),
    );
  });
});

describe('names', () => {
  test('short names by rule', () => {
    expect(['5227', '522727', '52', '45', '4512', '451229', '522732', '620000'].map((code) => divisions.shortName(code))).toEqual([
      '黔南州',
      '平塘县',
      '贵州',
      '广西',
      '河池市',
      '大化县',
      '三都县',
      '甘肃',
    ]);
    expect(shortNameOf('连平县绣缎镇金溪村民委员会', 'village', ['广东省', '河源市', '连平县', '绣缎镇'])).toBe('金溪村');
    expect(shortNameOf('东乡族自治县', 'county')).toBe('东乡县');
    expect(shortNameOf('湖潮苗族布依族乡', 'township')).toBe('湖潮乡');
  });

  test('aliases', () => {
    expect(aliasesOf('黔南布依族苗族自治州', 'prefecture')).toEqual(expect.arrayContaining(['黔南布依族苗族自治州', '黔南州', '黔南']));
    expect(aliasesOf('大化瑶族自治县', 'county')).toEqual(expect.arrayContaining(['大化县', '大化', '大化自治县']));
    expect(aliasesOf('内蒙古自治区', 'province')).toContain('内蒙');
    expect(aliasesOf('横县', 'county')).toEqual(['横县']);
  });

  test('village kind from the suffix; the code rule agrees wherever the suffix speaks, but for one village', () => {
    expect(['先锋村民委员会', '虎门社区居委会', '纪念塔社区', '落烟村', '农场生活区'].map(villageKindOf)).toEqual([
      'village',
      'neighbourhood',
      'neighbourhood',
      'unknown',
      'unknown',
    ]);
    const odd = divisions.all.filter(({ level, code, name }) => {
      const [a, b] = [villageKindOf(name), villageKindByCode(code)];
      return level === 'village' && a !== 'unknown' && b !== 'unknown' && a !== b;
    });
    expect(odd.map(({ name }) => name)).toEqual(['梅花村村居民委员会']);
  });
});
