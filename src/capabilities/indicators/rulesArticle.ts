// What the article says of the programme, statement by statement, each as a question to the engine (docs/figures.md §7, "The article, read so"). The
// demonstration is generated so that they come out exactly; this list is the reader's, not the generator's.
import { apportion } from '#standards/apportion/apportion.ts';
import type { Text } from '#standards/text.ts';
import type { UnitKind, UnitLevel } from './rulesUnits.ts';

const t = (zh: string, en: string): Text => ({ zh, en });

/** Of classes: 期, distinct 人, 人次. */
export const TRAINED = ['classes', 'persons', 'times'] as const;
export type Trained = (typeof TRAINED)[number];
export interface Statement {
  readonly id: string;
  /** As the article has it. */
  readonly said: Text;
  readonly figure: string;
  readonly from: string;
  readonly to: string;
  readonly where: Readonly<Record<string, readonly string[]>>;
  /** Null where what the article counts is not measured yet. */
  readonly target: number | null;
  /** Of I15: which units; they are as many at every scale. Null where persons are counted. */
  readonly units: { readonly kind: UnitKind; readonly level: UnitLevel | null } | null;
  /** Of I09: what is counted of classes; 人 where left out is persons of all. Null of every other figure. */
  readonly trained: Trained | null;
  /** The statement whose part it is; scaled inside it. */
  readonly of: string | null;
}

const ORIGINS = ['450000000000', '520000000000'];
const GUANGDONG = ['440000000000'];
const YEAR = { from: '2021-01-01', to: '2021-12-31' } as const;
const TO_DATE = { from: '2022-01-01', to: '2022-09-30' } as const;
const SINCE = { from: '2021-01-01', to: '2022-09-30' } as const;

const units = (
  province: string,
  en: string,
  prefecture: string,
  county: string,
  stations: string,
  n: readonly [number, number, number],
): readonly Statement[] => {
  const one = (id: string, said: Text, kind: UnitKind, level: UnitLevel | null, target: number): Statement => ({
    id: `${id}${province}`,
    said,
    figure: 'I15',
    from: TO_DATE.to,
    to: TO_DATE.to,
    where: { origin: [`${province}0000000000`], host: GUANGDONG },
    target,
    units: { kind, level },
    trained: null,
    of: null,
  });
  return [
    one('prefectureAgreements', t(prefecture, `${n[0]} prefecture agreements of Guangdong with ${en}`), 'agreement', 'prefecture', n[0]),
    one('countyAgreements', t(county, `${n[1]} county agreements with ${en}`), 'agreement', 'county', n[1]),
    one('stations', t(stations, `${n[2]} labour stations set up with ${en}`), 'station', null, n[2]),
  ];
};

const ORDERS = ['named', 'directed', 'enterprise'];
const trained = (
  id: string,
  zh: string,
  en: string,
  what: Trained,
  target: number,
  days: typeof YEAR | typeof SINCE,
  where: Statement['where'],
): Statement => ({
  id,
  said: t(zh, en),
  figure: 'I09',
  ...days,
  where,
  target,
  units: null,
  trained: what,
  of: null,
});
const [GUANGXI, GUIZHOU] = [{ origin: [ORIGINS[0]!] }, { origin: [ORIGINS[1]!] }];
const COOKS = { ...GUIZHOU, programme: ['cook'] };
const ORDERED = { origin: ORIGINS, order: ORDERS };
const trainedStatements: readonly Statement[] = [
  trained(
    'cooks2021',
    '2021年粤黔开展“粤菜师傅”技能培训106期',
    '106 “Cantonese chef” classes with Guizhou in 2021',
    'classes',
    106,
    YEAR,
    COOKS,
  ),
  trained('cooksTimes2021', '培训贵州农村劳动力4714人次', '4,714 attendances of them', 'times', 4714, YEAR, COOKS),
  trained('classes45', '2021年以来与广西举办培训班160期', 'Since 2021, 160 classes with Guangxi', 'classes', 160, SINCE, GUANGXI),
  trained('trained45', '培训6324人', '6,324 people in them', 'persons', 6324, SINCE, GUANGXI),
  trained('classes52', '与贵州举办培训班630期', '630 classes with Guizhou', 'classes', 630, SINCE, GUIZHOU),
  trained('trained52', '培训25410人', '25,410 people in them', 'persons', 25_410, SINCE, GUIZHOU),
  trained('classesOrder', '其中订单定向班81期', 'of them 81 order classes', 'classes', 81, SINCE, ORDERED),
  trained('trainedOrder', '订单定向班2649人', '2,649 people in order classes', 'persons', 2649, SINCE, ORDERED),
];

export const statements: readonly Statement[] = [
  {
    id: 'helped2021',
    said: t(
      '2021年，广东省帮助两省区99.2万农村劳动力实现就业',
      'In 2021 Guangdong helped 992,000 rural workers of the two provinces into work',
    ),
    figure: 'I01',
    ...YEAR,
    where: { origin: ORIGINS },
    target: 992_000,
    units: null,
    trained: null,
    of: null,
  },
  {
    id: 'poor2021',
    said: t('其中脱贫劳动力36.9万', 'of them 369,000 lifted out of poverty'),
    figure: 'I02',
    ...YEAR,
    where: { origin: ORIGINS },
    target: 369_000,
    units: null,
    trained: null,
    of: 'helped2021',
  },
  {
    id: 'near2021',
    said: t(
      '2021年粤桂两地通过“南粤家政”品牌带动广西当地就近就业4万人',
      'In 2021 “Nanyue home service” brought 40,000 people of Guangxi into work near home',
    ),
    figure: 'I04',
    ...YEAR,
    where: { origin: [ORIGINS[0]!], programme: ['homeService'] },
    target: 40_000,
    units: null,
    trained: null,
    of: 'helped2021',
  },
  {
    id: 'helped2022',
    said: t(
      '截至2022年9月底，帮助广西、贵州两省区101.99万农村劳动力实现就业',
      'By the end of September 2022, 1,019,900 rural workers of Guangxi and Guizhou helped into work',
    ),
    figure: 'I01',
    ...TO_DATE,
    where: { origin: ORIGINS },
    target: 1_019_900,
    units: null,
    trained: null,
    of: null,
  },
  {
    id: 'poor2022',
    said: t('其中脱贫劳动力42.87万', 'of them 428,700 lifted out of poverty'),
    figure: 'I02',
    ...TO_DATE,
    where: { origin: ORIGINS },
    target: 428_700,
    units: null,
    trained: null,
    of: 'helped2022',
  },
  {
    id: 'newlyStable2022',
    said: t(
      '新增帮扶广西、贵州两省区6.55万脱贫劳动力在粤稳定就业',
      '65,500 ex-poor of Guangxi and Guizhou newly helped into stable work in Guangdong',
    ),
    figure: 'I06',
    ...TO_DATE,
    where: { origin: ORIGINS, host: GUANGDONG },
    target: 65_500,
    units: null,
    trained: null,
    of: null,
  },
  {
    id: 'stock2022',
    said: t('目前两省区在广东务工脱贫人口已达16万人', '160,000 ex-poor of the two provinces are now at work in Guangdong'),
    figure: 'I07',
    from: TO_DATE.to,
    to: TO_DATE.to,
    where: { origin: ORIGINS, host: GUANGDONG },
    target: 160_000,
    units: null,
    trained: null,
    of: null,
  },
  ...trainedStatements,
  ...units('45', 'Guangxi', '广东与广西共同签署地市级劳务协作协议8份', '县级协议43份', '建立劳务站28个', [8, 43, 28]),
  ...units('52', 'Guizhou', '广东与贵州共同签署地市级劳务协作协议10份', '县级协议99份', '建立劳务站101个', [10, 99, 101]),
  {
    id: 'eastern',
    said: t(
      '全国现有408.5万脱贫人口在广东就业，占东部8省市吸纳总数的44.71%',
      '4,085,000 ex-poor of the whole country work in Guangdong, 44.71 % of those in eight eastern provinces',
    ),
    figure: 'X01',
    from: TO_DATE.to,
    to: TO_DATE.to,
    where: {},
    target: null,
    units: null,
    trained: null,
    of: null,
  },
];

/**
 * Classes of a demonstration, kind by kind: at least one of each, and at every scale as many people in a class as the article has (a third of a class has nobody).
 * Nothing of it is shifted. At scale 1 they are the article's own numbers.
 */
const CLASSES = [
  { province: '45', order: true, cooks: false, classes: 16, persons: 523 },
  { province: '45', order: false, cooks: false, classes: 144, persons: 5801 },
  { province: '52', order: true, cooks: false, classes: 65, persons: 2126 },
  { province: '52', order: false, cooks: true, classes: 106, persons: 4714 },
  { province: '52', order: false, cooks: false, classes: 459, persons: 18_570 },
] as const;
const trainedAt = (scale: number): ReadonlyMap<string, number> => {
  const kinds = CLASSES.map((k) => {
    const classes = Math.max(1, Math.round(k.classes * scale));
    return { ...k, of: { classes, persons: Math.round((k.persons * classes) / k.classes) } };
  });
  const sum = (what: 'classes' | 'persons', fits: (k: (typeof kinds)[number]) => boolean): number =>
    kinds.filter(fits).reduce((n, k) => n + k.of[what], 0);
  const told = (id: string, fits: (k: (typeof kinds)[number]) => boolean): readonly (readonly [string, number])[] => [
    [`classes${id}`, sum('classes', fits)],
    [`trained${id}`, sum('persons', fits)],
  ];
  return new Map([
    ['cooks2021', sum('classes', (k) => k.cooks)],
    ['cooksTimes2021', sum('persons', (k) => k.cooks)],
    ...told('45', (k) => k.province === '45'),
    ...told('52', (k) => k.province === '52'),
    ...told('Order', (k) => k.order),
  ]);
};

/** The statements' numbers of persons in a demonstration of this scale whose figures lie so much above the article: wholes rounded, parts inside their whole. */
export const scaledStatements = (scale: number, shift: number): ReadonlyMap<string, number> => {
  const shifted = new Map(
    statements.flatMap((s) =>
      s.target === null || s.units !== null || s.trained !== null ? [] : [[s.id, Math.round(s.target * (1 + shift))] as const],
    ),
  );
  const values = new Map<string, number>();
  for (const [id, n] of trainedAt(scale)) values.set(id, n);
  for (const s of statements) if (s.of === null && shifted.has(s.id)) values.set(s.id, Math.round(shifted.get(s.id)! * scale));
  for (const { id, of } of statements)
    if (of !== null) values.set(id, apportion(values.get(of)!, [shifted.get(id)!, shifted.get(of)! - shifted.get(id)!])[0]!);
  return values;
};
