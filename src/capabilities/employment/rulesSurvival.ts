// How long people stay: Kaplan–Meier with right censoring, Greenwood's variance, log-log bands (docs/figures.md §5).
import type { Text } from '#standards/text.ts';
import { normalTwoSided } from './rulesDistributions.ts';
import type { Lasting } from './rulesWindows.ts';

export interface Step {
  readonly time: number;
  /** Just before the time; who is censored on the day still counts. */
  readonly atRisk: number;
  readonly events: number;
  readonly censored: number;
  /** S(t) from this time on. */
  readonly survival: number;
  /** Greenwood; 0 while nobody has left. */
  readonly standardError: number;
  /** Log-log band; null where there is none (before the first event, and where nobody is left). */
  readonly band: { readonly low: number; readonly high: number } | null;
}
export interface Curve {
  readonly n: number;
  readonly events: number;
  readonly level: number;
  /** One for each distinct time, events or not. */
  readonly steps: readonly Step[];
  /** The first time by which half have left; null: not reached. Its limits come from the band. */
  readonly median: { readonly time: number | null; readonly low: number | null; readonly high: number | null };
}

/** `level` of the pointwise band. */
export const kaplanMeier = (people: readonly Lasting[], level = 0.95): Curve => {
  const z = normalTwoSided(level);
  const byTime = new Map<number, { events: number; censored: number }>();
  for (const p of people) {
    const at = byTime.get(p.time) ?? { events: 0, censored: 0 };
    if (p.event) at.events++;
    else at.censored++;
    byTime.set(p.time, at);
  }
  let atRisk = people.length;
  let survival = 1;
  let greenwood = 0;
  let allEvents = 0;
  const steps: Step[] = [];
  for (const time of [...byTime.keys()].sort((a, b) => a - b)) {
    const { events, censored } = byTime.get(time)!;
    if (events > 0) {
      survival = events === atRisk ? 0 : survival * (1 - events / atRisk);
      greenwood += events === atRisk ? 0 : events / (atRisk * (atRisk - events));
      allEvents += events;
    }
    const known = survival > 0 && survival < 1;
    // log(−log S) is nearly normal also near 0 and 1 (Kalbfleisch and Prentice 1980): the band never leaves [0, 1]
    const theta = known ? Math.exp((z * Math.sqrt(greenwood)) / Math.abs(Math.log(survival))) : 1;
    steps.push({
      time,
      atRisk,
      events,
      censored,
      survival,
      standardError: survival * Math.sqrt(greenwood),
      band: known ? { low: survival ** theta, high: survival ** (1 / theta) } : null,
    });
    atRisk -= events + censored;
  }
  const firstBelow = (of: (s: Step) => number | undefined): number | null =>
    steps.find((s) => {
      const v = of(s);
      // a half that is only missed by rounding is a half
      return v !== undefined && v <= 0.5 + 1e-12;
    })?.time ?? null;
  return {
    n: people.length,
    events: allEvents,
    level,
    steps,
    median: {
      time: firstBelow((s) => s.survival),
      low: firstBelow((s) => s.band?.low ?? (s.survival === 0 ? 0 : undefined)),
      high: firstBelow((s) => s.band?.high),
    },
  };
};

/** The step that holds at t: the last one at or before it; null before the first time. */
export const stepAt = (curve: Curve, t: number): Step | null => {
  let [low, high] = [0, curve.steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (curve.steps[middle]!.time <= t) low = middle + 1;
    else high = middle;
  }
  return curve.steps[low - 1] ?? null;
};
/** Still there after t, and how many were still followed on the next day. */
export const survivalAt = (
  curve: Curve,
  t: number,
): { readonly survival: number; readonly band: Step['band']; readonly followed: number } => {
  const step = stepAt(curve, t);
  return step
    ? { survival: step.survival, band: step.band, followed: step.atRisk - step.events - step.censored }
    : { survival: 1, band: null, followed: curve.n };
};

// How far a curve can be relied on --------------------------------------------------------------------------------------------------

/** ○ Fewer people than this: a group is small, and the page says so. */
export const SMALL_GROUP = 30;
/** ○ Fewer still followed: from here on the curve is drawn pale. */
export const FEW_FOLLOWED = 10;
/** ○ A band wider than this says little. */
export const WIDE_BAND = 0.3;

export interface Reliance {
  readonly level: 'good' | 'small' | 'wide' | 'few' | 'none';
  readonly text: Text;
}
const percent = (share: number): string => `${(100 * share).toFixed(0)}%`;

/** How sure the share still there after t is, in words; always with the numbers behind it. */
export const relianceAt = (curve: Curve, t: number): Reliance => {
  const { band, followed } = survivalAt(curve, t);
  const between: Text = band
    ? {
        zh: `，真实比例有 ${percent(curve.level)} 的把握在 ${percent(band.low)}–${percent(band.high)} 之间`,
        en: `; the true share lies between ${percent(band.low)} and ${percent(band.high)} (${percent(curve.level)} confidence)`,
      }
    : { zh: '', en: '' };
  const people: Text = {
    zh: `本组 ${curve.n} 人，到这一天还在跟踪的 ${followed} 人`,
    en: `${curve.n} people, ${followed} of them still followed on that day`,
  };
  const say = (level: Reliance['level'], zh: string, en: string): Reliance => ({
    level,
    text: { zh: `${people.zh}${between.zh}${zh}`, en: `${people.en}${between.en}${en}` },
  });
  if (curve.n === 0) return { level: 'none', text: { zh: '本组没有人', en: 'Nobody in this group' } };
  if (followed < FEW_FOLLOWED) return say('few', '；人数太少，只供参考', '; too few to rely on');
  if (band && band.high - band.low > WIDE_BAND) return say('wide', '；范围很宽，请谨慎比较', '; the range is wide, compare with care');
  if (curve.n < SMALL_GROUP) return say('small', '；小组样本，波动大', '; a small group, figures jump');
  return say('good', '', '');
};
/** From this time on the curve is drawn pale; null: nowhere. */
export const paleFrom = (curve: Curve): number | null =>
  curve.steps.find((s) => s.atRisk - s.events - s.censored < FEW_FOLLOWED)?.time ?? null;
