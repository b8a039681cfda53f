/**
 * What the figures of the demonstration programme have to come out as: the article's statements as data. Which persons bring them about is `plan.ts`; that
 * they do is the engine's to say, through the definitions that any user sees (docs/figures.md §7, "The article, read so").
 */
import { apportion } from '#standards/apportion/apportion.ts';

export interface Target {
  readonly id: 'helped2021' | 'poor2021' | 'near2021' | 'helped2022' | 'poor2022' | 'newlyStable2022' | 'stock2022';
  readonly figure: 'I01' | 'I02' | 'I04' | 'I06' | 'I07';
  /** First day of the period; of a stock its day. */
  readonly from: string;
  readonly to: string;
  /** '' is both provinces. */
  readonly origin: '' | '45';
  readonly programme: '' | 'homeService';
  /** Persons at scale 1. */
  readonly value: number;
  /** The figure whose part it is: a part is scaled inside its whole. */
  readonly of: Target['id'] | null;
}

const YEAR = { from: '2021-01-01', to: '2021-12-31', origin: '', programme: '' } as const;
const TO_DATE = { from: '2022-01-01', to: '2022-09-30', origin: '', programme: '' } as const;
export const TARGETS: readonly Target[] = [
  { ...YEAR, id: 'helped2021', figure: 'I01', value: 992_000, of: null },
  { ...YEAR, id: 'poor2021', figure: 'I02', value: 369_000, of: 'helped2021' },
  { ...YEAR, id: 'near2021', figure: 'I04', origin: '45', programme: 'homeService', value: 40_000, of: 'helped2021' },
  { ...TO_DATE, id: 'helped2022', figure: 'I01', value: 1_019_900, of: null },
  { ...TO_DATE, id: 'poor2022', figure: 'I02', value: 428_700, of: 'helped2022' },
  { ...TO_DATE, id: 'newlyStable2022', figure: 'I06', value: 65_500, of: null },
  { ...TO_DATE, id: 'stock2022', figure: 'I07', from: '2022-09-30', value: 160_000, of: null },
];

/** The same article with every figure larger by this share (−0.03: smaller). */
export const shifted = (shift: number, targets: readonly Target[] = TARGETS): readonly Target[] =>
  targets.map((t) => ({ ...t, value: Math.round(t.value * (1 + shift)) }));

/** At a smaller scale: wholes first, rounded; each part by the largest remainder within its whole. */
export const scaledTargets = (targets: readonly Target[], scale: number): ReadonlyMap<Target['id'], number> => {
  const values = new Map<Target['id'], number>();
  for (const t of targets.filter((x) => x.of === null)) values.set(t.id, Math.round(t.value * scale));
  for (const t of targets) {
    const whole = targets.find((x) => x.id === t.of);
    if (whole) values.set(t.id, apportion(values.get(whole.id)!, [t.value, whole.value - t.value])[0]!);
  }
  return values;
};
