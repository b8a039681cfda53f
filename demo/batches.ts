/** When a county's rosters came in: one large wave in early 2021, then some every month until just before the demonstration day. */
import { dayOf, instantOn, TODAY } from './days.ts';
import { hashText, mix, type Random, share } from './random.ts';

const FIRST = dayOf('2021-01-11');
const FIRST_SPREAD = 70;
const LAST = TODAY - 2;

const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7; // 0 Monday
const onWeekday = (day: number): number => day - Math.max(0, weekdayOf(day) - 4);

const held = new Map<number, Map<string, readonly number[]>>();
/** The days of a county's batches, first to last; the same for every village in it. */
export const batchesOf = (seed: number, county: string): readonly number[] => {
  const ofSeed = held.get(seed) ?? new Map<string, readonly number[]>();
  held.set(seed, ofSeed);
  let days = ofSeed.get(county);
  if (!days) {
    const own = mix(seed, hashText(county));
    const list = [FIRST + Math.floor(share(own, 1) * FIRST_SPREAD)];
    for (let month = 1; ; month++) {
      const day = list[0]! + month * 30 + Math.floor(share(own, month + 1) * 9);
      if (day > LAST) break;
      list.push(day);
    }
    days = list.map(onWeekday);
    ofSeed.set(county, days);
  }
  return days;
};

/** The instant a household's rows were written: half of all in the first wave. */
export const drawRegistered = (random: Random, seed: number, county: string): number => {
  const days = batchesOf(seed, county);
  const day = random.chance(0.5) ? days[0]! : days[random.int(1, days.length - 1)]!;
  return instantOn(day, 9, Math.floor(random.next() * 8 * 3_600_000));
};

/** Working hours of a day a while after, or null where that would be after the demonstration day's eve. */
export const drawLater = (random: Random, after: number, fromDays: number, toDays: number): number | null => {
  const day = onWeekday(Math.floor(after / 86_400_000) + random.int(fromDays, toDays));
  const at = instantOn(day, 9, Math.floor(random.next() * 8 * 3_600_000));
  return at > after && day < TODAY ? at : null;
};
