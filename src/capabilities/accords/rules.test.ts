import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areaOf } from '#capabilities/access/rules.ts';
import {
  changedFields,
  type Facts,
  type Held,
  type Life,
  lastDayOf,
  maySee,
  officeOf,
  pairingVerdict,
  sidesSigned,
  sidesWritten,
  signedTogether,
  stateOn,
  voidingFields,
  whyNotParties,
} from './rules.ts';

const life = (more: Partial<Life> = {}): Life => ({
  validFrom: '2022-01-01',
  validTo: '2022-12-31',
  originSigned: '2022-01-10',
  hostSigned: '2022-01-20',
  endedOn: null,
  ...more,
});

describe('the state on a day', () => {
  test('nobody, one side, both; a signature counts from its own day', () => {
    expect(stateOn(life({ originSigned: null, hostSigned: null }), '2022-06-01')).toBe('draft');
    expect(stateOn(life({ hostSigned: null }), '2022-06-01')).toBe('signing');
    expect(stateOn(life(), '2022-01-09')).toBe('draft');
    expect(stateOn(life(), '2022-01-19')).toBe('signing');
    expect(stateOn(life(), '2022-01-20')).toBe('force');
  });
  test('not begun, the last day, the day after; an early end, and one that comes too late to matter', () => {
    const early = life({ originSigned: '2021-11-01', hostSigned: '2021-11-02' });
    expect(stateOn(early, '2021-12-31')).toBe('coming');
    expect(stateOn(early, '2022-01-01')).toBe('force');
    expect(stateOn(early, '2022-12-31')).toBe('force');
    expect(stateOn(early, '2023-01-01')).toBe('ended');
    expect(stateOn(life({ endedOn: '2022-03-31' }), '2022-03-31')).toBe('force');
    expect(stateOn(life({ endedOn: '2022-03-31' }), '2022-04-01')).toBe('ended');
    expect(lastDayOf({ validTo: '2022-12-31', endedOn: '2023-05-01' })).toBe('2022-12-31');
    // never signed by both, never ended
    expect(stateOn(life({ hostSigned: null }), '2030-01-01')).toBe('signing');
  });
  test('in force only with both signatures by then, within the days; once ended for ever ended', () => {
    const days = fc.integer({ min: 0, max: 1500 }).map((n) => new Date(Date.UTC(2020, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
    const lives = fc
      .record({ a: days, b: days, originSigned: fc.option(days), hostSigned: fc.option(days), endedOn: fc.option(days) })
      .map(({ a, b, ...rest }): Life => {
        const [validFrom, validTo] = [a, b].sort() as [string, string];
        return { validFrom, validTo, ...rest };
      });
    fc.assert(
      fc.property(lives, days, days, (l, d1, d2) => {
        const [first, second] = d1 < d2 ? [d1, d2] : [d2, d1];
        const state = stateOn(l, first);
        if (state === 'force') {
          expect(l.originSigned! <= first && l.hostSigned! <= first).toBe(true);
          expect(l.validFrom <= first && first <= l.validTo).toBe(true);
          expect(l.endedOn === null || first <= l.endedOn || l.endedOn >= l.validTo).toBe(true);
        }
        if (state === 'ended') expect(stateOn(l, second)).toBe('ended');
      }),
    );
  });
});

const sides = (originCode: string, hostCode: string, hostName = '') => ({ originCode, originName: '', hostCode, hostName });
const facts = (level: 'province' | 'prefecture' | 'county' | 'township', inCountylessPrefecture = false) => ({
  level,
  inCountylessPrefecture,
});

test('who can be a side: two provinces, both of the level; towns of 东莞 and named functional areas stand for counties', () => {
  const why = (
    level: 'province' | 'prefecture' | 'county',
    s: ReturnType<typeof sides>,
    o: ReturnType<typeof facts>,
    h: ReturnType<typeof facts>,
  ) => whyNotParties({ level, ...s }, o, h);
  expect(why('county', sides('522727000000', '440111000000'), facts('county'), facts('county'))).toBeUndefined();
  expect(why('county', sides('520628000000', '441900121000'), facts('county'), facts('township', true))).toBeUndefined();
  expect(why('county', sides('520324000000', '440400000000', '横琴'), facts('county'), facts('prefecture'))).toBeUndefined();
  expect(why('prefecture', sides('522700000000', '440100000000'), facts('prefecture'), facts('prefecture'))).toBeUndefined();
  expect(why('province', sides('520000000000', '440000000000'), facts('province'), facts('province'))).toBeUndefined();
  expect(why('county', sides('522727000000', '520115000000'), facts('county'), facts('county'))?.zh).toMatch('同一个省');
  expect(why('county', sides('522700000000', '440111000000'), facts('prefecture'), facts('county'))?.zh).toMatch('输出地一方要写到县');
  expect(why('county', sides('522727000000', '440111001000'), facts('county'), facts('township'))?.en).toMatch('The host side');
  expect(why('prefecture', sides('522700000000', '440111000000'), facts('prefecture'), facts('county'))?.zh).toMatch('市（州）');
  expect(why('province', sides('520000000000', '440100000000'), facts('province'), facts('prefecture'))?.zh).toMatch('写到省');
});

test('paired, not on record, on record with others; a prefecture pair covers its counties', () => {
  const pairings = [
    {
      level: 'prefecture' as const,
      originCode: '522700000000',
      originName: '',
      hostCode: '440100000000',
      hostName: '',
      validFrom: '2021-01-01',
      validTo: null,
    },
  ];
  const verdict = (s: ReturnType<typeof sides>, day = '2022-01-01') => pairingVerdict(pairings, s, day).verdict;
  expect(verdict(sides('522727000000', '440111000000'))).toBe('paired');
  expect(verdict(sides('520000000000', '440000000000'))).toBe('paired');
  expect(verdict(sides('522727000000', '440306000000'))).toBe('elsewhere');
  expect(verdict(sides('522700000000', '440300000000'))).toBe('elsewhere');
  expect(verdict(sides('520100000000', '440100000000'))).toBe('unrecorded');
  expect(verdict(sides('522727000000', '440306000000'), '2020-06-01')).toBe('unrecorded');
});

const held = (role: string, areaCode: string, relation: string | null = null): Held => ({
  role,
  areaCode,
  area: areaOf(areaCode),
  relation,
});
test('who writes, who signs, who sees', () => {
  const county = sides('522727000000', '440111000000');
  expect(sidesWritten([held('county_bureau', '522727000000')], county)).toEqual(['origin']);
  expect(sidesWritten([held('steering', '520000000000')], county)).toEqual(['origin']);
  expect(sidesWritten([held('steering', '440100000000')], county)).toEqual(['host']);
  expect(sidesWritten([held('county_bureau', '522726000000')], county)).toEqual([]);
  expect(sidesWritten([held('auditor', '522727000000'), held('station', '440111000000')], county)).toEqual([]);
  // the office itself, neither above nor below
  expect(sidesSigned([held('county_bureau', '522727000000')], county)).toEqual(['origin']);
  expect(sidesSigned([held('steering', '522700000000'), held('steering', '520000000000')], county)).toEqual([]);
  expect(sidesSigned([held('county_bureau', '440111000000', 'org:00000000-0000-4000-8000-000000000001')], county)).toEqual([]);
  expect(officeOf({ code: '441900121000', name: '' })).toBe('441900000000');
  expect(officeOf({ code: '440400000000', name: '横琴' })).toBe('440400000000');
  expect(sidesSigned([held('county_bureau', '441900000000')], sides('520628000000', '441900121000'))).toEqual(['host']);
  // both sides from the draft on; inside a side once both signed
  const prefecture = sides('522700000000', '440100000000');
  expect(maySee([held('county_bureau', '522727000000')], prefecture, false)).toBe(false);
  expect(maySee([held('county_bureau', '522727000000')], prefecture, true)).toBe(true);
  expect(maySee([held('steering', '520000000000')], prefecture, false)).toBe(true);
  expect(maySee([held('station', '440111000000')], prefecture, true)).toBe(true);
  expect(maySee([held('county_bureau', '522627000000')], prefecture, true)).toBe(false);
  expect(maySee([held('village_cadre', '522727104213'), held('employer', '440111000000')], prefecture, true)).toBe(false);
  // a functional area is a part of the division whose code it carries, and holds nothing
  expect(maySee([held('county_bureau', '440402000000')], sides('520324000000', '440400000000', '横琴'), true)).toBe(false);
});

const said: Facts = {
  level: 'county',
  originCode: '522727000000',
  originName: '',
  hostCode: '440111000000',
  hostName: '',
  title: '平塘县—白云区劳务协作协议（2021—2025年）',
  validFrom: '2021-01-01',
  validTo: '2025-12-31',
  programmes: ['cook', 'technician'],
  covers: '每年输送1.5万人',
  documentNumber: '',
  fileId: null,
  source: '原件',
  certainty: 'official',
  note: '',
};
test('signed together: both signatures stood at one time, whatever became of them', () => {
  const version = (side: 'origin' | 'host', recorded: string, superseded = 'infinity', state = 'signed') => ({
    side,
    state,
    recorded,
    superseded,
  });
  expect(signedTogether([])).toBe(false);
  expect(signedTogether([version('origin', '2022-01-01T00:00:00Z'), version('host', '2022-01-02T00:00:00Z')])).toBe(true);
  const void_ = [
    version('origin', '2022-01-01T00:00:00Z', '2022-01-03T00:00:00Z'),
    version('origin', '2022-01-03T00:00:00Z', 'infinity', 'void'),
  ];
  expect(signedTogether([...void_, version('host', '2022-01-02T00:00:00Z', '2022-01-03T00:00:00Z')])).toBe(true);
  // the second signed only when the first was void already
  expect(signedTogether([...void_, version('host', '2022-01-03T00:00:00Z')])).toBe(false);
});
test('what a correction voids: substance does, the record of it and punctuation do not', () => {
  const voids = (more: Partial<Facts>) => voidingFields(said, { ...said, ...more });
  expect(voids({ documentNumber: '示例〔2021〕3号', fileId: 'x', source: '网页', certainty: 'press', note: '补登' })).toEqual([]);
  expect(voids({ title: '平塘县－白云区劳务协作协议 (2021—2025年)'.replace('－', '—') })).toEqual([]);
  expect(voids({ programmes: ['technician', 'cook'] })).toEqual([]);
  expect(voids({ covers: '每年输送 1.5万人。' })).toEqual([]);
  expect(voids({ covers: '每年输送15万人' })).toEqual(['covers']);
  expect(voids({ validTo: '2024-12-31', programmes: ['cook'] })).toEqual(['validTo', 'programmes']);
  expect(voids({ hostCode: '440106000000' })).toEqual(['hostCode']);
  expect(changedFields(said, { ...said })).toEqual([]);
  expect(changedFields(said, { ...said, note: '补登' })).toEqual(['note']);
});
