/**
 * The pairings this program comes with, entered once at the first start (server/service.ts); afterwards they belong to the people who end and
 * correct them. Days are inclusive. Where a source tells only the year or month, the first (last) day of it stands here with that precision.
 *
 * `official`: read on a page of one of the two governments or in a state document; `press`: a newspaper, an agency or a copy of one;
 * `unverified`: from the trade's knowledge, to be confirmed before anything rests on it. Nothing here was made up to fill a gap: the 2021 round
 * has 66 counties of Guizhou and 33 of Guangxi, of which only those below were found in public.
 */
import type { Certainty, PairingLevel, Precision } from './contract.ts';

export interface PairingSeed {
  /** Stable for ever: it tells whether this row was entered before. */
  readonly key: string;
  readonly level: PairingLevel;
  readonly originCode: string;
  readonly originName?: string;
  readonly hostCode: string;
  readonly hostName?: string;
  readonly validFrom: string;
  readonly fromPrecision: Precision;
  readonly validTo?: string;
  readonly toPrecision?: Precision;
  readonly source: string;
  readonly certainty: Certainty;
  readonly note?: string;
}

const ROUND_2021 = '2021 年东西部协作结对关系调整，广东结对广西、贵州';
const NANFANG = '2021-05-01 转载的报道（hwsss.com）：广东与广西结对帮扶关系一览';
const FILE = '行业资料汇编（粤桂、粤黔结对表）';

type Row = readonly [origin: string, host: string, certainty: Certainty, source: string, note?: string];
const since2021 = (level: PairingLevel, rows: readonly Row[]): PairingSeed[] =>
  rows.map(([originCode, hostCode, certainty, source, note]) => ({
    key: `2021-${originCode}-${hostCode}`,
    level,
    originCode: originCode.padEnd(12, '0'),
    hostCode: hostCode.padEnd(12, '0'),
    validFrom: '2021-01-01',
    fromPrecision: 'year',
    source,
    certainty,
    ...(note ? { note } : {}),
  }));

const GZ = '广州市政府网 2022-07-28，广州市党政代表团赴毕节、安顺、黔南推进东西部协作';

/** 市（州）to 市: the eight of Guizhou and the eight of Guangxi. */
const prefectures: readonly PairingSeed[] = [
  {
    key: '2013-5227-4401',
    level: 'prefecture',
    originCode: '522700000000',
    hostCode: '440100000000',
    validFrom: '2013-01-01',
    fromPrecision: 'year',
    source: '国办发〔2013〕11号（据贵州日报 2016-10-08）；沿用至今见广州市政府网 2022-07-28',
    certainty: 'official',
    note: '2013 年起结对，2021 年调整后继续',
  },
  ...since2021('prefecture', [
    ['5205', '4401', 'official', GZ],
    ['5204', '4401', 'official', GZ],
    ['5226', '4406', 'press', '黔东南日报 2021-07-11，佛山市接棒杭州市结对黔东南州'],
    ['5203', '4404', 'press', `${FILE}；${ROUND_2021}`],
    ['5206', '4419', 'press', '“东莞+”2025-06-20，莞铜协作'],
    ['5202', '4420', 'press', `${FILE}；${ROUND_2021}`],
    ['5223', '4413', 'press', `${FILE}；${ROUND_2021}`],
    ['4510', '4403', 'press', NANFANG],
    ['4512', '4403', 'press', NANFANG],
    ['4501', '4403', 'press', NANFANG, '此前由茂名结对'],
    ['4503', '4403', 'press', NANFANG, '此前由肇庆结对'],
    ['4502', '4408', 'press', NANFANG, '报道称两广结对大体不变；原先的起始年没有查到'],
    ['4513', '4409', 'press', NANFANG, '报道称两广结对大体不变；“2017 年以来”茂名、来宾已有协作，起始日没有查到'],
    ['4511', '4412', 'press', NANFANG, '报道称两广结对大体不变；原先的起始年没有查到'],
    ['4514', '4407', 'press', NANFANG, '报道称两广结对大体不变；原先的起始年没有查到'],
  ]),
];

/** County to county (district, city), towns of Dongguan, functional areas. */
const counties: readonly PairingSeed[] = [
  {
    key: '2016-522727-440111',
    level: 'county',
    originCode: '522727000000',
    hostCode: '440111000000',
    validFrom: '2016-01-01',
    fromPrecision: 'year',
    source: '广州市政府网 2023-12-21，白云区党政代表团赴荔波、平塘、罗甸；2016 年起见 2020-07-22 报道',
    certainty: 'official',
    note: '起始年只据报道',
  },
  ...since2021('county', [
    ['522728', '440111', 'official', '广州市政府网 2023-12-21：白云区与罗甸县缔结山海之盟的第三个年头'],
    ['522722', '440111', 'unverified', '广州市政府网 2023-12-21：白云区代表团同行调研荔波', '报道没有明写两地结对'],
    ['451229', '440306', 'unverified', FILE],
    ['451223', '440309', 'unverified', FILE],
    ['522636', '440605', 'press', '国际在线 2024-07-30；南海区 2024-03-07 党政联席会议'],
    ['522635', '440605', 'press', '南海区 2024-03-07 与从江、榕江、麻江、丹寨党政联席会议'],
    ['522632', '440605', 'press', '南海区 2024-03-07 与从江、榕江、麻江、丹寨党政联席会议'],
    ['522633', '440605', 'press', '南海区 2024-03-07 与从江、榕江、麻江、丹寨党政联席会议'],
    ['522623', '440608', 'unverified', FILE],
    ['522622', '440608', 'unverified', FILE],
    ['520628', '441900121', 'press', '“东莞+”2025-06-20，虎门镇赴松桃开展结对交流', '东莞不设县，写到镇街'],
    ['520622', '441900110', 'unverified', FILE, '东莞不设县，写到镇街'],
    ['520622', '441900107', 'unverified', FILE, '东莞不设县，写到镇街'],
    ['520622', '441900108', 'unverified', FILE, '东莞不设县，写到镇街'],
    ['522323', '441324', 'unverified', FILE],
    ['451123', '441200', 'unverified', FILE],
    ['451121', '441200', 'unverified', FILE],
    ['451423', '440700', 'unverified', FILE],
    ['451425', '440700', 'unverified', FILE],
    ['451422', '440703', 'unverified', FILE, '另有报道写的是新会–宁明，两条都留，待核'],
    ['451422', '440705', 'press', '2021 年以来新会、宁明协作的报道（公众号文章转载）', '资料汇编写的是蓬江–宁明，两条都留，待核'],
  ]).map((seed) => named(seed)),
  {
    key: '2021-520324-hengqin',
    level: 'county',
    originCode: '520324000000',
    hostCode: '440400000000',
    hostName: '横琴（功能区）',
    validFrom: '2021-01-01',
    fromPrecision: 'year',
    source: FILE,
    certainty: 'unverified',
    note: '横琴是珠海的功能区，没有县级代码，写珠海市的代码',
  },
  {
    key: '2017-450225-440881',
    level: 'county',
    originCode: '450225000000',
    hostCode: '440881000000',
    validFrom: '2017-09-01',
    fromPrecision: 'month',
    source: '新华社 2022-11-09 图片报道：2017 年 9 月签订框架协议，两地继续推进',
    certainty: 'press',
  },
  {
    key: '2017-451321-440983',
    level: 'county',
    originCode: '451321000000',
    hostCode: '440983000000',
    validFrom: '2017-01-01',
    fromPrecision: 'year',
    source: '茂名、来宾深化产业合作的报道（转载）：2017 年以来信宜与忻城开展协作',
    certainty: 'press',
    note: '2021 年以后是否仍由信宜结对，资料汇编这样写，没有查到报道',
  },
  {
    key: '2017-450226-440883',
    level: 'county',
    originCode: '450226000000',
    hostCode: '440883000000',
    validFrom: '2017-01-01',
    fromPrecision: 'year',
    source: '吴川市政府网 2025-06-11：粤桂协作第二次联席会议，两地协作的第九年',
    certainty: 'official',
  },
  {
    key: '2016-451081-440307',
    level: 'county',
    originCode: '451081000000',
    hostCode: '440307000000',
    validFrom: '2016-01-01',
    fromPrecision: 'year',
    source: '香港商报 2025-09-16：2016 年起龙岗区结对靖西市、那坡县',
    certainty: 'press',
  },
  {
    key: '2016-451026-440307',
    level: 'county',
    originCode: '451026000000',
    hostCode: '440307000000',
    validFrom: '2016-01-01',
    fromPrecision: 'year',
    source: '香港商报 2025-09-16：2016 年起龙岗区结对靖西市、那坡县',
    certainty: 'press',
  },
];

/** A county paired with a whole prefecture of which the district is not on record carries the prefecture's code and a name that says so. */
function named(seed: PairingSeed): PairingSeed {
  return seed.hostCode.endsWith('00000000') && seed.hostCode !== '441900000000'
    ? { ...seed, hostName: '（区、市没有写明）', note: '资料只写到市，结对的区、市没有写明' }
    : seed;
}

/** The round of 2016–2020: kept, because figures of those years stay with the old pair. */
const ENDED = { validTo: '2020-12-31', toPrecision: 'year' } as const;
const MAOMING = '茂名日报 2017-12-23：电白结对马山，高州结对上林，化州结对隆安；国际在线 2020-11-16：2017-09-05 会上决定';
const old: readonly PairingSeed[] = [
  ...(
    [
      ['450124', '440904'],
      ['450125', '440981'],
      ['450123', '440982'],
    ] as const
  ).map(
    ([originCode, hostCode]): PairingSeed => ({
      key: `2017-${originCode}-${hostCode}`,
      level: 'county',
      originCode: `${originCode}000000`,
      hostCode: `${hostCode}000000`,
      validFrom: '2017-09-05',
      fromPrecision: 'day',
      ...ENDED,
      source: MAOMING,
      certainty: 'press',
      note: `2021 年起南宁改由深圳结对（${NANFANG}）；结束日按上一轮的末年写`,
    }),
  ),
  {
    key: '2017-4501-4409',
    level: 'prefecture',
    originCode: '450100000000',
    hostCode: '440900000000',
    validFrom: '2017-09-05',
    fromPrecision: 'day',
    ...ENDED,
    source: `${MAOMING}；结束见${NANFANG}`,
    certainty: 'press',
    note: '2021 年起改由深圳结对；结束日按上一轮的末年写',
  },
  {
    key: '2017-4503-4412',
    level: 'prefecture',
    originCode: '450300000000',
    hostCode: '441200000000',
    validFrom: '2017-01-01',
    fromPrecision: 'year',
    ...ENDED,
    source: `${NANFANG}：此前由肇庆结对`,
    certainty: 'unverified',
    note: '结束有报道，开始的年份未核实；2021 年起改由深圳结对',
  },
];

export const pairingSeeds: readonly PairingSeed[] = [...prefectures, ...counties, ...old];
