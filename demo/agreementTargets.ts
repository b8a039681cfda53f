/**
 * Targets of the demonstration's agreements for 2021 and 2022: some met, some missed, some adjusted with a reason, some waiting for the other side. They are set from
 * how many people of one side the loaded world says work in the other, and by chance above or below: no figure is asked, so what completion comes to is the engine's.
 */
import { hashText, mix, share } from './random.ts';

/** About how many people work between two sides in a year, counted of the lives as they were told, not of evidence. */
export interface Between {
  readonly helped: number;
  readonly poor: number;
  /** Poor and helped into work that began in the year. */
  readonly fresh: number;
  /** Poor and in work on the last day. */
  readonly stock: number;
}
export interface DemoTarget {
  readonly indicator: 'I01' | 'I02' | 'I03' | 'I06' | 'I07';
  readonly year: number;
  readonly fromDay: string;
  readonly persons: number;
  readonly before: number | null;
  readonly side: 'origin' | 'host';
  readonly reason: string;
  readonly proposedOn: string;
  /** Null: waits for the other side. */
  readonly decidedOn: string | null;
}
export interface DemoAgreementBrief {
  readonly id: string;
  readonly level: 'province' | 'prefecture' | 'county';
  readonly validFrom: string;
  readonly lastDay: string;
}

/** What of the lives evidence usually vouches for, about. */
const VOUCHED = { helped: 0.8, poor: 0.8, fresh: 0.25, stock: 0.5 } as const;
const ROUNDS = [
  [10_000, 500],
  [1000, 50],
  [200, 10],
  [40, 5],
] as const;
const nice = (n: number): number => {
  const [, step] = ROUNDS.find(([from]) => n >= from) ?? [0, 1];
  return Math.max(2, Math.round(n / step) * step);
};
const KIND = { ratio: 71, adjusted: 72, waits: 73, side: 74 } as const;

/** `waits`: also those two proposals that every demonstration account is shown. */
export const targetsOf = (
  seed: number,
  a: DemoAgreementBrief,
  of: (year: 2021 | 2022) => Between,
  shown: boolean,
): readonly DemoTarget[] => {
  const own = mix(seed, hashText(a.id));
  const out: DemoTarget[] = [];
  for (const year of [2021, 2022] as const) {
    // of those of one pair exactly one holds in the middle of the year
    if (a.validFrom > `${year}-06-30` || a.lastDay < `${year}-07-01`) continue;
    const between = of(year);
    // at a small scale hardly anybody goes from one county to one district: nothing to agree on
    if (between.helped === 0) continue;
    const fromDay = a.validFrom > `${year}-01-01` ? a.validFrom : `${year}-01-01`;
    const decidedOn = fromDay > `${year}-03-05` ? fromDay : `${year}-03-05`;
    const first = (indicator: DemoTarget['indicator'], n: number, most = Number.POSITIVE_INFINITY): number => {
      // a year that is over came to between 84 and 118 per cent; of one under way more is still to come
      const ratio = (year === 2021 ? 0.84 : 0.76) + 0.34 * share(mix(own, hashText(`${year}${indicator}`)), KIND.ratio);
      const persons = Math.min(most, nice(n / ratio));
      out.push({
        indicator,
        year,
        fromDay,
        persons,
        before: null,
        side: share(own, KIND.side) < 0.5 ? 'origin' : 'host',
        reason: `${year} 年度工作要点（示例）`,
        proposedOn: fromDay > `${year}-02-20` ? fromDay : `${year}-02-20`,
        decidedOn,
      });
      return persons;
    };
    const helped = first('I01', between.helped * VOUCHED.helped);
    first('I02', between.poor * VOUCHED.poor, helped);
    if (a.level === 'province') first('I03', between.helped * VOUCHED.helped, helped);
    const fresh = year === 2022 ? first('I06', between.fresh * VOUCHED.fresh) : 0;
    if (a.level !== 'county' && year === 2022) first('I07', between.stock * VOUCHED.stock);
    if (year !== 2022) continue;
    const change = (
      indicator: 'I01' | 'I06',
      before: number,
      by: number,
      side: 'origin' | 'host',
      reason: string,
      on: string,
      decided: string | null,
    ) => {
      const persons = Math.max(2, nice(before * by));
      if (persons !== before) out.push({ indicator, year, fromDay: on, persons, before, side, reason, proposedOn: on, decidedOn: decided });
    };
    if (!shown && share(own, KIND.adjusted) < 0.17)
      change(
        'I01',
        helped,
        share(own, KIND.adjusted) < 0.1 ? 1.1 : 1.05,
        'host',
        '上半年进度快于预期，双方商定上调（示例）',
        '2022-07-01',
        '2022-07-08',
      );
    else if (shown || share(own, KIND.waits) < 0.08) {
      change('I01', helped, 1.06, 'origin', '新增订单班岗位，申请上调（示例）', '2022-10-08', null);
      change('I06', fresh, 0.9, 'host', '部分企业订单减少，商请下调（示例）', '2022-10-10', null);
    }
  }
  return out;
};
