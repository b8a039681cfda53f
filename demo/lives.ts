/**
 * What lives of each kind look like, so that the figures of the article surely count them, or surely do not: by days and bounds of their own facts, never by
 * luck. A kind says what the figures see; everything else about it (where, how long, by whom, what was said and when) is drawn. README.md, "The figures".
 */
import { dayOf, TODAY } from './days.ts';
import type { LifeGiven, Span, Want, Where } from './kinds.ts';
import { type Random, weighted } from './random.ts';

const d = dayOf;
const Y21: Span = [d('2021-01-05'), d('2021-12-20')];
const Y22 = d('2022-01-06');
const NEW_YEAR = d('2022-01-01');
const LONG_AGO: Span = [d('2018-02-01'), d('2020-08-31')];
const SETTLED: Span = [d('2018-06-01'), d('2021-08-20')];
const SPRING: Span = [d('2022-01-20'), d('2022-06-05')];
/** Verified on such a day, somebody still counts at the end of September: within 92 days. */
const LATELY: Span = [d('2022-07-08'), TODAY - 4];
/** Verified last by this day, they do not. */
const FADED = d('2022-06-20');
const NEVER = Number.NEGATIVE_INFINITY;
/** Sixteen years and a little, so that no wrong start makes them younger. */
const GROWN = 5930;

type Noise = 'unassisted' | 'silent' | 'internship' | 'corrected' | 'contradicted';
const NOISE = {
  young: weighted<Noise>([
    ['unassisted', 16],
    ['silent', 13],
    ['internship', 54],
    ['corrected', 11],
    ['contradicted', 6],
  ]),
  grown: weighted<Noise>([
    ['unassisted', 32],
    ['silent', 22],
    ['corrected', 20],
    ['contradicted', 26],
  ]),
};

export const wantsOf = (random: Random, g: LifeGiven): readonly Want[] => {
  const { kind, poor, until } = g;
  const grown = g.born + GROWN;
  const young = until - g.born < 30 * 365;
  const within = ([from, to]: Span): number => {
    const first = Math.max(from, Math.min(grown, to));
    return random.int(first, Math.max(first, to));
  };
  const after = (day: number, [least, most]: Span, last: number): number => Math.min(last, day + random.int(least, most));
  /** Of the poor in Guangdong only kinds that are meant to be are verified there. */
  const unverified = (where: Where): Partial<Want> => (poor && where === 'guangdong' ? { cap5: NEVER } : {});
  const open = (share: number, last: Span): number | null => (random.chance(share) ? null : Math.min(until, random.int(...last)));
  const [w21, w22] = g.where;
  const service: Partial<Want> = g.near ? { homeService: 'must' } : g.guangxi ? { homeService: 'never' } : {};
  const where21: Where = g.near ? 'near' : w21;

  /** Long over before 2021, helped or not. */
  const past = (share: number, where: Where): Want[] => {
    if (!random.chance(share) || grown > LONG_AGO[1] - 100) return [];
    const start = within(LONG_AGO);
    const end = after(start, [30, 600], d('2020-12-20'));
    return [{ where, helped: random.chance(0.6), start, end, cap6: d('2020-12-31'), ...unverified(where) }];
  };
  const helped21 = (): Want[] => {
    if (g.overtaken) {
      const start = within([d('2020-06-01'), d('2021-04-15')]);
      const first = after(Math.max(start, Y21[0]), [20, 60], d('2021-06-25'));
      const next = within([d('2021-07-08'), d('2021-10-20')]);
      const where: Where = random.chance(0.6) ? 'guangdong' : 'elsewhere';
      const second = after(next, [20, 120], Y21[1]);
      return [
        {
          where: 'near',
          helped: true,
          homeService: 'must',
          start,
          end: first,
          cap6: d('2021-06-30'),
          sure: [{ most: 6, by: [Math.max(start, Y21[0]), first] }],
        },
        {
          where,
          helped: true,
          start: next,
          end: second,
          notBefore: d('2021-07-01'),
          cap6: d('2021-12-31'),
          sure: [{ most: 6, by: [next, second] }],
          ...unverified(where),
        },
      ];
    }
    const before = past(0.12, where21);
    const start = within(before.length || random.chance(0.5) ? [d('2021-01-08'), d('2021-10-20')] : [d('2019-06-01'), d('2021-10-20')]);
    const end = after(Math.max(start, d('2021-01-15')), [20, 330], Y21[1]);
    return [
      ...before,
      {
        where: where21,
        helped: true,
        start,
        end,
        cap6: d('2021-12-31'),
        sure: [{ most: 6, by: [Math.max(start, Y21[0]), end] }],
        ...unverified(where21),
        ...service,
      },
    ];
  };
  const helped22 = (): Want => {
    const start = within([d('2022-01-08'), d('2022-08-15')]);
    const end = random.chance(0.75) ? null : after(start, [20, 200], until);
    return {
      where: w22,
      helped: true,
      start,
      end,
      notBefore: NEW_YEAR,
      sure: [{ most: 6, by: [start, end ?? until] }],
      ...unverified(w22),
    };
  };
  /** Helped from before the end of 2021 into 2022. */
  const through = (): Want[] => {
    const before = past(0.12, where21);
    const start = within(before.length || random.chance(0.4) ? [d('2021-01-08'), d('2021-11-10')] : [d('2018-06-01'), d('2021-11-10')]);
    const end = open(0.72, [d('2022-02-01'), d('2022-10-05')]);
    return [
      ...before,
      { where: where21, helped: true, start, end, sure: [{ most: 6, by: [Y22, end ?? until] }], ...unverified(where21), ...service },
    ];
  };
  /** Looks like help in these years, and is none; `into` the second year or only in one of them. */
  const noise = (years: readonly (21 | 22)[], where: Where): Want[] => {
    const what = random.draw(young ? NOISE.young : NOISE.grown);
    const first: Span = years[0] === 21 ? [d('2020-09-05'), d('2021-10-20')] : [d('2022-01-08'), d('2022-07-31')];
    const last = years.at(-1) === 21 ? d('2021-12-15') : until;
    const start = within(first);
    const end =
      years.at(-1) === 22 && random.chance(0.7) ? null : after(Math.max(start, years.at(-1) === 22 ? Y22 : Y21[0]), [25, 300], last);
    const sure = [{ most: 6, by: [Math.max(start, years.at(-1) === 22 ? Y22 : Y21[0]), end ?? until] }] as const;
    const plain = { where, start, end, sure, ...unverified(where) };
    if (what === 'silent') {
      const over = random.chance(0.75) ? { end: end ?? after(Math.max(start, Y22), [25, 250], until), endTold: true as const } : {};
      const service = where === 'near' && random.chance(0.5) ? ({ homeService: 'must' } as const) : {};
      return [{ ...plain, helped: true, sure: [], cap5: NEVER, cap6: NEVER, ...over, ...service }];
    }
    if (what === 'internship') {
      // the last year of school, from autumn on; mostly in Guangdong
      const began = years.length > 1 ? within([d('2021-10-02'), d('2021-10-20')]) : start;
      const ends = years.at(-1) === 22 ? (random.chance(0.5) ? null : Math.min(until, began + random.int(120, 240))) : end;
      return [
        {
          where: random.chance(0.85) ? 'guangdong' : where,
          helped: true,
          internship: true,
          start: began,
          end: ends,
          sure: [{ most: 5, by: [years.length > 1 ? Y22 + 20 : began + 20, ends ?? until] }],
        },
      ];
    }
    if (what === 'corrected') return [{ ...plain, helped: false, corrected: true }];
    if (what === 'contradicted' && grown < d('2020-07-01') && years[0] === 21) {
      // left in 2020 as a visit found out; lists said otherwise
      const began = within([d('2019-03-01'), d('2020-09-20')]);
      const left = after(began, [20, 90], d('2020-12-20'));
      const listed = years.length > 1 ? random.int(d('2022-01-20'), d('2022-06-30')) : random.int(d('2021-02-20'), d('2021-10-31'));
      return [{ where, helped: true, start: began, end: left, contradicted: { listed }, ...unverified(where) }];
    }
    return [{ ...plain, helped: false }];
  };
  const guangdong = { where: 'guangdong', helped: true } as const;
  const lately = (start: number): NonNullable<Want['sure']> => [{ most: 5, by: [Math.max(LATELY[0], start + 100), LATELY[1]] }];
  const fresh = (helped: boolean): Want => {
    const start = within(SPRING);
    return { ...guangdong, helped, start, end: null, notBefore: NEW_YEAR, sure: lately(start) };
  };
  const gone = (): Want => {
    const start = within([d('2022-01-20'), d('2022-04-20')]);
    const end = start + random.int(112, 140);
    return {
      ...guangdong,
      start,
      end,
      endTold: true,
      notBefore: NEW_YEAR,
      cap5: end,
      cap6: end,
      sure: [{ most: 5, by: [start + 98, end] }],
    };
  };
  const settled = (helped: boolean): Want => {
    const start = within(SETTLED);
    return { ...guangdong, helped, start, end: null, sure: lately(start) };
  };
  const noise21 = (): Want[] => (random.chance(0.42) ? past(0.5, w21) : noise([21], w21));

  switch (kind) {
    case 'veteran': {
      if (random.chance(0.8)) return [settled(true)];
      const start = within([d('2018-06-01'), d('2021-05-15')]);
      const end = after(Math.max(start, d('2020-12-20')), [135, 320], d('2021-12-10'));
      const next = random.int(end + 5, Math.min(end + 120, d('2022-05-20')));
      return [
        {
          ...guangdong,
          start,
          end,
          sure: [
            { most: 5, by: [start + 100, end] },
            { most: 6, by: [Math.max(start, Y21[0]), end] },
          ],
        },
        { ...guangdong, start: next, end: null, notBefore: end + 1, sure: lately(next) },
      ];
    }
    case 'returned': {
      const start = within([d('2018-06-01'), d('2020-10-31')]);
      const end = after(Math.max(start, d('2020-10-01')), [135, 260], d('2021-07-20'));
      return [
        {
          ...guangdong,
          start,
          end,
          cap6: d('2021-12-31'),
          sure: [
            { most: 5, by: [start + 100, end] },
            { most: 6, by: [Math.max(start, Y21[0]), end] },
          ],
        },
        fresh(true),
      ];
    }
    case 'arrived': {
      const start = random.int(d('2022-07-08'), d('2022-08-20'));
      return [
        ...helped21(),
        { ...guangdong, start, end: null, notBefore: d('2022-07-06'), sure: [{ most: 5, by: [start + 4, LATELY[1]] }] },
      ];
    }
    case 'stayed':
      return [...helped21(), fresh(true)];
    case 'passed':
      return [...helped21(), gone()];
    case 'stayedOnly':
      return [...noise21(), fresh(true)];
    case 'passedOnly':
      return [...noise21(), gone()];
    case 'newcomer':
      return [...noise21(), fresh(false)];
    case 'resident':
      return [settled(false)];
    case 'left': {
      const start = within(SETTLED);
      const end = random.int(Y22 + 14, d('2022-05-31'));
      return [
        {
          ...guangdong,
          start,
          end,
          cap5: FADED,
          cap6: FADED,
          sure: [
            { most: 5, by: [start + 100, end] },
            { most: 6, by: [Y22, end] },
          ],
        },
      ];
    }
    case 'unverified': {
      const start = within(SETTLED);
      return [
        {
          ...guangdong,
          start,
          end: null,
          cap5: FADED,
          sure: [
            { most: 5, by: [start + 100, FADED] },
            { most: 6, by: [Y22, until] },
          ],
        },
      ];
    }
    case 'short': {
      const start = within([d('2022-02-01'), d('2022-06-20')]);
      const end = start + random.int(24, 70);
      return [
        ...helped21(),
        { ...guangdong, start, end, endTold: true, notBefore: start, cap5: end, cap6: end, sure: [{ most: 5, by: [start + 4, end] }] },
      ];
    }
    case 'both':
      return !g.overtaken && random.chance(0.62) ? through() : [...helped21(), helped22()];
    case 'first': {
      if (!g.near && !g.overtaken && random.chance(0.2) && grown < d('2020-12-01')) {
        // a visit found that they had left in 2021; lists of 2022 said otherwise
        const start = within([d('2020-03-01'), d('2021-09-10')]);
        const left = after(Math.max(start, Y21[0]), [40, 200], Y21[1]);
        return [
          {
            where: w21,
            helped: true,
            start,
            end: left,
            contradicted: { listed: random.int(d('2022-01-20'), d('2022-06-30')) },
            ...unverified(w21),
            homeService: 'never',
          },
        ];
      }
      return [...helped21(), ...(random.chance(0.35) ? [] : noise([22], w22))];
    }
    case 'second':
      return [...noise21(), helped22()];
    case 'none':
      if (random.chance(0.24)) return [];
      if (random.chance(0.25)) return [...noise([21], w21), ...noise([22], w22)];
      return [...past(0.3, w21), ...noise([21, 22], w21)];
  }
};
