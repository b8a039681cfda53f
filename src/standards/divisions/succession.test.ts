import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadDivisions, loadHistory } from './server/loadDivisions.ts';
import { indexHistory, parseSuccession } from './succession.ts';

const divisions = loadDivisions();
const history = loadHistory();

describe('succession of codes', () => {
  test.each([
    ['520522', '520581'],
    ['450127', '450181'],
    ['520222', '520281'],
    ['520202', '520281'],
    ['522322', '522302'],
    ['450331', '450381'],
    ['452331', '450381'],
    ['451025', '451081'],
    ['452626', '451081'],
    ['451023', '451082'],
    ['522401', '520502'],
    ['522423', '520581'],
    ['522421', '520502'],
    ['522222', '520621'],
    ['451281', '451203'],
    ['450122', '450110'],
    ['450322', '450312'],
    ['450221', '450206'],
    ['440183', '440118'],
    ['440125', '440118'],
    ['441421', '441403'],
    ['441283', '441204'],
    ['440923', '440904'],
    ['520421', '520403'],
    ['522400', '520500'],
    ['522200', '520600'],
    ['442502', '441900'],
    ['440620', '442000'],
    ['110103', '110101'],
    ['440101', '440100'],
  ])('%s is %s today', (old, now) => {
    expect(history.mapToTree(old)).toBe(now.padEnd(12, '0'));
  });

  test('a divided area is not mapped unless the main part is asked for', () => {
    expect(history.mapToTree('520321')).toBeUndefined();
    expect(history.mapToTree('520321', { mainPart: true })).toBe('520304000000');
    expect(history.mapToTree('522121', { mainPart: true })).toBe('520304000000');
    expect(history.partsOf('522121')).toEqual(['520304000000', '520302000000', '520303000000']);
    expect(history.mapToTree('440321', { mainPart: true })).toBeUndefined();
    expect(history.mapToTree('445221')).toBeUndefined();
  });

  test('a code in the tree is itself; below a changed county the county answers; nonsense is 待确认', () => {
    expect(history.mapToTree('522727')).toBe('522727000000');
    expect(history.mapToTree('520522103000')).toBe('520581000000');
    expect(history.mapToTree('520321101000')).toBeUndefined();
    expect(['', 'x', '999999', '522799', '522727999000'].map((code) => history.mapToTree(code))).toEqual(Array(5).fill(undefined));
  });

  test('on a day', () => {
    expect(history.successor('522423', '2005-01-01')).toBe('522423000000');
    expect(history.successor('522423', '2015-01-01')).toBe('520522000000');
    expect(history.successor('522423', '2021-03-15')).toBe('520522000000');
    expect(history.successor('522423', '2021-03-16')).toBe('520581000000');
    expect(history.successor('522122', '1997-06-01')).toBe('522122000000');
    expect(history.successor('522122', '1998-01-01')).toBe('520322000000');
    expect(history.successor('999999', '2020-01-01')).toBeUndefined();
  });

  test('every step ends in the tree, or says why not, and no code is its own ancestor', () => {
    for (const step of history.successions) {
      if (step.livesOn) expect(divisions.get(step.oldCode)?.name).toBe(step.oldName);
      else expect(divisions.get(step.oldCode)).toBeUndefined();
      expect(history.partsOf(step.oldCode).length).toBeGreaterThan(0);
      expect(history.prefixStatus(step.oldCode)).toBe(step.livesOn ? 'current' : 'revoked');
      expect(step.source.length).toBeGreaterThan(5);
    }
  });

  test('a damaged file says which line', () => {
    expect(() => parseSuccession('520522 黔西县 > 520581')).toThrow('line 1');
    expect(() => parseSuccession('@ 2021 grew mirror x')).toThrow('line 1');
    expect(() => parseSuccession('@ 2021 split mirror x\n520522 > 1')).toThrow('line 2');
  });

  test('a ring in the data ends', () => {
    const ring = indexHistory(divisions, parseSuccession('@ 2001 rename mirror x\n999901 甲 > 999902\n999902 乙 > 999901'), []);
    expect(ring.mapToTree('999901')).toBeUndefined();
    expect(ring.partsOf('999901')).toEqual([]);
  });
});

describe('prefix of an identity number', () => {
  test('current, revoked, unknown', () => {
    expect(['522727', '520581', '441900', '440000', '810000', '830000'].map(history.prefixStatus)).toEqual(Array(6).fill('current'));
    expect(['522401', '520522', '450127', '110103', '522121', '440121', '452402', '441901', '620201'].map(history.prefixStatus)).toEqual(
      Array(9).fill('revoked'),
    );
    expect(['000000', '999999', '529999', '52272', '522727000000', 'abcdef', '', '130171'].map(history.prefixStatus)).toEqual(
      Array(8).fill('unknown'),
    );
  });

  test('names of withdrawn codes', () => {
    expect(history.lastName('520522')).toBe('黔西县');
    expect(history.lastName('110103')).toBe('崇文区');
    expect(history.lastName('522727')).toBe('平塘县');
    expect(history.lastName('999999')).toBeUndefined();
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        history.prefixStatus(text);
        history.mapToTree(text);
        history.successor(text, text);
        history.partsOf(text);
      }),
    );
  });
});
