// Honest and fabricated lists for the detector of constants: seeded, so every run sees the same.
import { Random } from '../../../../demo/random.ts';
import type { WorkerRow } from '../rulesWorkerRow.ts';

export type Batch = readonly WorkerRow[];
type Make = (random: Random) => Batch;

const rowsOf = (count: number, make: (at: number) => WorkerRow): WorkerRow[] => Array.from({ length: count }, (_, at) => make(at));
const county = (n: number): string => String(440101 + n * 103);
const month = (random: Random): string => `2022-${random.pick(['02', '02', '02', '03', '03', '04', '05', '06', '07', '08'])}`;
let people = 0;
/** Digits as people like them: fewer 4, more 6, 8 and 9. */
const phone = (random: Random): string => `13${random.int(100_000_000, 999_999_999)}`.slice(0, 10) + random.pick([...'01235678899667']);
const person = (random: Random): WorkerRow => ({
  name: `甲${++people}`,
  idNumber: `p${people}`,
  phone: phone(random),
  working: true,
  end: null,
});

/** One employer hires; one to five grades of pay. */
const factory: Make = (random) => {
  const grades = rowsOf(random.int(1, 5), () => ({})).map(() => random.int(36, 70) * 100);
  const start = month(random);
  const sites = random.int(1, 3);
  return rowsOf(random.int(30, 250), () => ({
    ...person(random),
    employer: '演示电子厂',
    place: county(random.int(0, sites - 1)),
    industry: '制造业',
    sector: 2,
    monthlyIncome: random.pick(grades),
    start,
    pointToPoint: random.chance(0.5),
    channel: 'recruited',
  }));
};

/** Crews under one to eight companies in one to ten counties; masons and helpers; a crew earns one wage. */
const construction: Make = (random) => {
  const [companies, counties] = [random.int(1, 8), random.int(1, 10)];
  const base = random.int(10, 14) * 500;
  const grades = [base, base - 1500];
  const apart = random.chance(0.7);
  const start = month(random);
  return rowsOf(random.int(20, 120), () => {
    const company = random.int(0, companies - 1);
    return {
      ...person(random),
      employer: `演示建筑公司${company}`,
      place: county(random.int(0, counties - 1)),
      industry: '建筑业',
      sector: 2,
      monthlyIncome: (random.chance(0.6) ? grades[0]! : grades[1]!) + (apart ? (company % 3) * 500 : 0),
      start: random.chance(0.8) ? start : month(random),
      pointToPoint: false,
      channel: 'self',
    };
  });
};

/** Masons only, all at the day's wage of the region, under three to eight companies in three to ten counties. */
const masons: Make = (random) => {
  const [companies, counties, pay, start] = [random.int(3, 8), random.int(3, 10), random.int(12, 18) * 500, month(random)];
  return rowsOf(random.int(20, 60), () => ({
    ...person(random),
    employer: `演示建筑公司${random.int(0, companies - 1)}`,
    place: county(random.int(0, counties - 1)),
    industry: '建筑业',
    sector: 2,
    monthlyIncome: pay,
    start,
    pointToPoint: false,
    channel: 'self',
  }));
};

interface Village {
  readonly count?: number;
  /** Incomes are rounded to this. */
  readonly step?: number;
  readonly trade?: number;
  readonly tertiary?: boolean;
  readonly employers?: boolean;
  readonly named?: number;
}

/** Who left a village: some forty employers of unlike size in up to twenty counties. */
const village =
  ({ count, step = 100, trade = 0.65, tertiary = false, employers = true, named = 0.8 }: Village = {}): Make =>
  (random) => {
    const firms = rowsOf(random.int(10, 50), () => ({})).map((_, n) => ({
      name: `演示企业${n}`,
      place: county(random.int(0, random.int(4, 20))),
      pay: random.int(28, 65) * 100,
      industry: random.chance(trade)
        ? tertiary
          ? '住宿和餐饮业'
          : '制造业'
        : random.pick(['建筑业', '批发和零售业', '农业', '居民服务业']),
    }));
    const usualStart = month(random);
    return rowsOf(count ?? random.int(20, 200), () => {
      const firm = firms[Math.floor(firms.length * random.next() ** 2)]!;
      const income = Math.round((firm.pay + random.int(-600, 1200)) / step) * step;
      return {
        ...person(random),
        ...(employers ? { employer: random.chance(named) ? firm.name : random.pick(['个体户', '私企', '务工']) } : {}),
        place: firm.place,
        industry: firm.industry,
        sector: tertiary
          ? random.chance(0.9)
            ? 3
            : 2
          : firm.industry === '农业'
            ? 1
            : firm.industry === '制造业' || firm.industry === '建筑业'
              ? 2
              : 3,
        monthlyIncome: income,
        start: random.chance(0.5) ? usualStart : month(random),
        pointToPoint: random.chance(0.2),
        channel: random.pick(['self', 'self', 'recruited', 'government']),
      };
    });
  };

/** Village committees of one to ten counties; the county sets the pay, the province one or two levels. */
const publicPosts: Make = (random) => {
  const levels = [random.int(5, 9) * 100, random.int(10, 18) * 100];
  const counties = random.int(1, 10);
  return rowsOf(random.int(30, 200), (at) => {
    const of = random.int(0, counties - 1);
    return {
      ...person(random),
      employer: `演示村${at % 25}村委会`,
      place: county(of),
      industry: '公共管理',
      sector: 3,
      monthlyIncome: levels[random.chance(0.9) ? 0 : of % 2]!,
      start: '2022-03',
      pointToPoint: false,
      channel: 'publicPost',
    };
  });
};

/** Cane cutters: many growers of one to three counties, one day's wage for all, from December. */
const sugarCane: Make = (random) => {
  const counties = random.int(1, 3);
  const pay = random.int(12, 20) * 30 * 10;
  return rowsOf(random.int(20, 150), () => ({
    ...person(random),
    employer: `演示蔗农${random.int(0, 30)}`,
    place: county(random.int(0, counties - 1)),
    industry: '农业',
    sector: 1,
    monthlyIncome: pay,
    start: '2022-12',
    pointToPoint: random.chance(0.5),
    channel: random.pick(['agency', 'self']),
  }));
};

/** A county's trip: three to eight factories of two to five counties at what the notice promised. */
const trip: Make = (random) => {
  const promised = random.int(8, 12) * 500;
  const counties = random.int(2, 5);
  return rowsOf(random.int(30, 150), () => {
    const firm = random.int(0, random.int(2, 7));
    return {
      ...person(random),
      employer: `演示工厂${firm}`,
      place: county(firm % counties),
      industry: '制造业',
      sector: 2,
      monthlyIncome: firm % 2 === 0 || random.chance(0.4) ? promised : promised + random.pick([-500, 300, 500, 1000]),
      start: '2022-02-12',
      pointToPoint: true,
      channel: 'government',
    };
  });
};

/** A few relatives who say the same of everything. */
const tiny: Make = (random) =>
  rowsOf(5, (at) => ({
    ...person(random),
    employer: `演示企业${at}`,
    place: county(at),
    industry: '第三产业',
    sector: 3,
    monthlyIncome: 3000,
    start: '2022-03',
    pointToPoint: false,
    channel: 'self',
  }));

export const honest: Readonly<Record<string, Make>> = {
  'factory, one to five grades of pay': factory,
  'construction, 1–8 companies, 1–10 counties': construction,
  'masons at one day’s wage, 3–8 companies, 3–10 counties': masons,
  'village list': village(),
  'village list, incomes rounded to 1,000': village({ step: 1000 }),
  'village list of 20 to 30': (random) => village({ count: random.int(20, 30), step: 500 })(random),
  'village list without employers': village({ employers: false, step: 500 }),
  'village of one trade (cooks), rounded to 1,000': village({ trade: 0.97, tertiary: true, step: 1000 }),
  'public-welfare posts': publicPosts,
  'sugar cane': sugarCane,
  'county trip to several factories': trip,
  'five people, all alike': tiny,
};

type Spoil = (row: WorkerRow, random: Random, at: number) => WorkerRow;
export const spoils: Readonly<Record<string, Spoil>> = {
  'income 2,500 and 第三产业': (row) => ({ ...row, monthlyIncome: 2500, industry: '第三产业' }),
  'income 2,500 only': (row) => ({ ...row, monthlyIncome: 2500 }),
  'income 2,500 or 1,500': (row, random) => ({ ...row, monthlyIncome: random.chance(0.5) ? 2500 : 1500 }),
  '产业 3 only': (row) => ({ ...row, sector: 3, industry: '第三产业' }),
  '个体户 for everybody': (row) => ({ ...row, employer: '个体户' }),
  'one day for everybody': (row) => ({ ...row, start: '2022-03-15', pointToPoint: false, channel: 'self' }),
  'telephones in a row': (row, _random, at) => ({ ...row, phone: String(13_800_001_000 + at) }),
  'one telephone': (row) => ({ ...row, phone: '13800001000' }),
};

export const spoiled = (spoil: Spoil, share: number, count: number, seed: number): Batch => {
  const random = new Random(seed, count);
  return village({ count })(random).map((row, at) => (random.chance(share) ? spoil(row, random, at) : row));
};
export const honestBatch = (make: Make, seed: number): Batch => make(new Random(seed, 0xb47c));
