/**
 * Employers, schools, agencies, exam bodies and stations. All names are invented and say 示例; credit codes are of the reserved pattern (numbers.ts).
 * Stations are all that the article counts: 28 for Guangxi, 101 for Guizhou, whatever the scale. Where they sit follows the recorded pairings; which of them
 * exist in life is not known here, only how many.
 */
import { batchesOf } from './batches.ts';
import { dayOf, dayText, instantOn, TODAY } from './days.ts';
import type { Hosts, PairingFact } from './hosts.ts';
import { idOf } from './ids.ts';
import { phoneOf, type Registered, usccOf } from './numbers.ts';
import type { Village } from './places.ts';
import { hashText, mix, Random, weighted } from './random.ts';
import type { DemoOrganisation, OrganisationKind } from './shapes.ts';

export const STATIONS: Readonly<Record<'45' | '52', number>> = { '45': 28, '52': 101 };
/** Besides, of each province: served to the end of March, opened in October. Neither is at work on 2022-09-30. */
const IDLE = [
  ['结束服务的', { servedTo: '2022-03-31' }],
  ['新设的', { servesFrom: '2022-10-08' }],
] as const;
export const IDLE_STATIONS = IDLE.length;
/** Their codes and telephones stand apart, so that those of all others stay what they are. */
const IDLE_ORDINAL = 90_000;
const ORG = '00000000-0000-4000-8000-0000000000';
/** Of an origin, for 校校合作 (schooling.ts). */
export const PARTNER_SCHOOL = '百色职业技术学校（示例）';
/** The demonstration accounts' own (src/capabilities/access/server/demoAccounts.ts). */
export const DEMO_ORGANISATIONS = { station: `${ORG}d1`, school: `${ORG}d2`, examBody: `${ORG}d3`, employer: `${ORG}d4` } as const;

/** Districts where the programme's people work; names for organisations' towns. */
const TOWNS: readonly (readonly [code: string, name: string])[] = [
  ['440111', '白云'],
  ['440106', '天河'],
  ['440113', '番禺'],
  ['440118', '增城'],
  ['440306', '宝安'],
  ['440307', '龙岗'],
  ['440309', '龙华'],
  ['440605', '南海'],
  ['440606', '顺德'],
  ['440608', '高明'],
  ['440402', '香洲'],
  ['441900', '东莞'],
  ['442000', '中山'],
  ['441302', '惠城'],
  ['440703', '蓬江'],
  ['441202', '端州'],
  ['440902', '茂南'],
  ['440803', '霞山'],
];
interface Trade {
  readonly words: readonly string[];
  readonly industry: string;
  readonly end: string;
}
const TRADES = weighted<Trade>([
  [{ words: ['电子', '精密电子', '光电'], industry: 'C', end: '科技有限公司' }, 26],
  [{ words: ['制衣', '针织', '鞋业'], industry: 'C', end: '有限公司' }, 18],
  [{ words: ['家具', '五金', '塑胶'], industry: 'C', end: '制品有限公司' }, 14],
  [{ words: ['餐饮', '酒家', '食品'], industry: 'H', end: '管理有限公司' }, 12],
  [{ words: ['家政', '养老'], industry: 'O', end: '服务有限公司' }, 8],
  [{ words: ['建筑', '装饰'], industry: 'E', end: '工程有限公司' }, 8],
  [{ words: ['物流', '仓储'], industry: 'G', end: '有限公司' }, 8],
  [{ words: ['物业', '保安'], industry: 'K', end: '服务有限公司' }, 6],
]);
/** Two characters that no firm of the programme begins with on purpose. */
const FIRST = [...'恒鑫隆盛瑞泰嘉宏博裕福源祥和顺达康宁旺昌'];
const SECOND = [...'达创丰联诚信兴华美佳通利安辉腾越凯立方圆'];

const EMPLOYERS_AT_ONE = 6000;
const atScale = (n: number, scale: number, least: number): number => Math.max(least, Math.round(n * scale));

type Draft = Omit<DemoOrganisation, 'id' | 'uscc' | 'phone' | 'registered' | 'incidents' | 'aliases'> & {
  readonly code: Registered;
  readonly aliases?: readonly string[];
  readonly id?: string;
};

const stationDrafts = (hosts: Hosts, counties: ReadonlyMap<string, string>): Draft[] => {
  const served = (p: PairingFact) => ({
    host: p.hostCode,
    origin: p.originCode,
    from: p.validFrom < '2021-01-01' ? '2021-01-01' : p.validFrom,
  });
  const drafts: Draft[] = [];
  for (const province of ['45', '52'] as const) {
    const of = hosts.pairs.filter((p) => p.originCode.startsWith(province));
    const prefectures = of.filter((p) => p.level === 'prefecture');
    const countyPairs = of.filter((p) => p.level === 'county');
    const stations: Draft[] = [];
    const add = (
      level: 'province' | 'prefecture' | 'county',
      area: string,
      name: string,
      serves: readonly PairingFact[],
      id?: string,
    ): void => {
      stations.push({
        kind: 'station',
        name: `${name}劳务协作站（示例）`,
        area,
        industry: 'S',
        size: 'micro',
        code: '12',
        station: { level, serves: serves.map(served) },
        ...(id ? { id } : {}),
      });
    };
    const short = province === '45' ? '桂' : '黔';
    add('province', '440100000000', `${short}粤省级`, prefectures);
    for (const p of prefectures)
      add('prefecture', p.hostCode, `${placeName(counties, p.originCode)}驻${placeName(counties, p.hostCode)}`, [p]);
    const byHost = Map.groupBy(countyPairs, (p) => p.hostCode);
    for (const [host, pairs] of byHost) {
      const baiyun = host.startsWith('440111') && province === '52';
      if (baiyun) {
        stations.push({
          kind: 'station',
          name: '白云劳务站（示例）',
          aliases: ['白云区劳务协作站（示例）'],
          area: host,
          industry: 'S',
          size: 'micro',
          code: '12',
          station: { level: 'county', serves: pairs.map(served) },
          id: DEMO_ORGANISATIONS.station,
        });
      } else for (const p of pairs) add('county', host, `${placeName(counties, p.originCode)}驻${placeName(counties, host)}`, [p]);
    }
    // the rest sit in the paired city and serve counties whose own pair is not on record
    const known = new Set(countyPairs.map((p) => p.originCode));
    const rest = [...counties.keys()].filter((c) => c.length === 6 && c.startsWith(province) && !known.has(c.padEnd(12, '0')));
    for (let i = 0; stations.length < STATIONS[province]; i++) {
      const county = rest[i % rest.length]!;
      const pair = prefectures.find((p) => p.originCode.startsWith(county.slice(0, 4)))!;
      if (!pair) continue;
      const round = Math.floor(i / rest.length);
      add('county', pair.hostCode, `${counties.get(county)}驻${placeName(counties, pair.hostCode)}${round ? '第二' : ''}`, [
        { ...pair, originCode: county.padEnd(12, '0') },
      ]);
    }
    drafts.push(...stations.slice(0, STATIONS[province]));
  }
  return drafts;
};

const placeName = (names: ReadonlyMap<string, string>, code: string): string => {
  for (const digits of [9, 6, 4, 2]) {
    const name = names.get(code.slice(0, digits));
    if (name && (digits === 2 || /[^0]/.test(code.slice(digits - 2, digits)))) return name;
  }
  return code;
};

const idleDrafts = (hosts: Hosts, names: ReadonlyMap<string, string>): Draft[] =>
  (['45', '52'] as const).flatMap((province) => {
    const pair = hosts.pairs.find((p) => p.level === 'prefecture' && p.originCode.startsWith(province))!;
    return IDLE.map(
      ([word, idle]): Draft => ({
        kind: 'station',
        name: `${placeName(names, pair.originCode)}驻${placeName(names, pair.hostCode)}${word}劳务协作站（示例）`,
        area: pair.hostCode,
        industry: 'S',
        size: 'micro',
        code: '12',
        station: { level: 'prefecture', serves: [{ host: pair.hostCode, origin: pair.originCode, from: '2021-01-01' }], idle },
      }),
    );
  });

const employerDrafts = (random: Random, n: number): Draft[] =>
  Array.from({ length: n }, (_, i): Draft => {
    const [town, townName] = TOWNS[Math.floor(random.next() ** 1.5 * TOWNS.length)]!;
    const trade = random.draw(TRADES);
    const word = random.pick(trade.words);
    const size = random.draw(SIZES);
    const name = `${townName}${random.pick(FIRST)}${random.pick(SECOND)}${word}${trade.end}（示例${i + 1}）`;
    return {
      kind: 'employer',
      name,
      area: town.padEnd(12, '0'),
      industry: trade.industry,
      size,
      code: size === 'micro' ? '92' : '91',
      station: null,
    };
  });
const SIZES = weighted<DemoOrganisation['size']>([
  ['large', 0.08],
  ['medium', 0.3],
  ['small', 0.44],
  ['micro', 0.18],
]);

const bodyDrafts = (random: Random, scale: number): Draft[] => {
  const drafts: Draft[] = [
    {
      id: DEMO_ORGANISATIONS.school,
      kind: 'school',
      name: '精工职业培训学校（示例）',
      area: '440111000000',
      industry: 'P',
      size: 'medium',
      code: '52',
      station: null,
    },
    {
      id: DEMO_ORGANISATIONS.examBody,
      kind: 'examBody',
      name: '广州职业能力考评中心（示例）',
      area: '440100000000',
      industry: 'P',
      size: 'small',
      code: '12',
      station: null,
    },
    {
      id: DEMO_ORGANISATIONS.employer,
      kind: 'employer',
      name: '穗味餐饮管理有限公司（示例）',
      aliases: ['穗味餐饮（示例）'],
      area: '440111000000',
      industry: 'H',
      size: 'medium',
      code: '91',
      station: null,
    },
  ];
  const several = (kind: OrganisationKind, n: number, word: string, industry: string, code: Registered): void => {
    for (let i = 0; i < n; i++) {
      const [town, townName] = random.pick(TOWNS);
      drafts.push({
        kind,
        name: `${townName}${random.pick(FIRST)}${random.pick(SECOND)}${word}（示例${i + 1}）`,
        area: town.padEnd(12, '0'),
        industry,
        size: 'small',
        code,
        station: null,
      });
    }
  };
  several('school', atScale(240, scale, 14), '职业培训学校', 'P', '52');
  several('agency', atScale(300, scale, 12), '人力资源有限公司', 'L', '91');
  several('examBody', atScale(60, scale, 6), '职业能力考评中心', 'P', '12');
  return drafts;
};

/** All organisations of a world; small (six thousand at scale 1), so made at once. */
export const organisationsOf = (
  seed: number,
  scale: number,
  hosts: Hosts,
  villages: readonly Village[],
  names: ReadonlyMap<string, string>,
): readonly DemoOrganisation[] => {
  const random = new Random(mix(seed, 0x6f726773), 0);
  const counties = new Set(villages.map((v) => v.county));
  const drafts = [...stationDrafts(hosts, new Map([...names].filter(([c]) => c.length !== 6 || !/^(?:45|52)/.test(c) || counties.has(c))))];
  drafts.push(...bodyDrafts(new Random(mix(seed, 0x626f6479), 0), scale));
  drafts.push(...employerDrafts(random, atScale(EMPLOYERS_AT_ONE, scale, 90)));
  const many = drafts.length;
  drafts.push(...idleDrafts(hosts, names));
  // behind all others, so that theirs stay what they are
  drafts.push({
    kind: 'school',
    name: PARTNER_SCHOOL,
    area: '451002000000',
    industry: 'P',
    size: 'medium',
    code: '12',
    station: null,
  });
  return drafts.map(({ code, id, aliases = [], ...draft }, i): DemoOrganisation => {
    // what an organisation is depends on its own place in its own kind, so that a larger world keeps the smaller one's
    random.restart(mix(seed, hashText(draft.name)), i < 0 ? 0 : 1);
    const ordinal = i < many ? i : IDLE_ORDINAL + i - many;
    const day = draft.station?.idle?.servesFrom
      ? dayOf(draft.station.idle.servesFrom)
      : draft.kind === 'station'
        ? dayOf('2021-01-18') + random.int(0, 300)
        : batchesOf(seed, draft.area.slice(0, 6))[0]! + random.int(0, 200);
    const registered = instantOn(Math.min(day, TODAY - 3), 9, random.int(0, 25_000_000));
    const trouble = draft.kind === 'employer' && id === undefined && random.chance(0.04);
    const on = Math.min(day + random.int(20, 300), TODAY - 20);
    return {
      ...draft,
      id: id ?? idOf(registered, mix(seed, hashText(draft.name)), 7),
      aliases,
      uscc: usccOf(code, ordinal + 1),
      phone: phoneOf(seed, 99_000_000 + ordinal),
      registered,
      incidents: trouble
        ? [
            {
              kind: random.chance(0.7) ? 'arrears' : 'accident',
              on: dayText(on),
              persons: random.int(1, 40),
              recorded: instantOn(on + random.int(1, 15), 10),
            },
          ]
        : [],
    };
  });
};
