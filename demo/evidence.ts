/** What is said of a spell, by whom, when, and when it was known: evidence of all six classes, some late, some against the rest. */
import { dayOf, dayOfInstant, dayOfParts, dayText, instantOn, TODAY } from './days.ts';
import { type Job, WORLD_ENDS } from './jobs.ts';
import type { Random } from './random.ts';
import type { Fact, Version } from './shapes.ts';
import type { Evidence, Spell } from './shapesWork.ts';

/** The last day of the month `months` after that of `day`. */
const monthEnd = (day: number, months = 0): number => {
  const [y, m] = dayText(day).split('-').map(Number) as [number, number];
  return dayOfParts(y, m + 1 + months, 1) - 1;
};
const monthStart = (day: number): number => dayOf(`${dayText(day).slice(0, 7)}-01`);

export const evidenceOf = (
  random: Random,
  job: Job,
  versions: readonly Version<Spell>[],
  idFor: (k: number) => string,
  until: number,
): readonly Fact<Evidence>[] => {
  const facts: Fact<Evidence>[] = [];
  const known = versions[0]!.recorded;
  const { start, end } = job;
  const last = Math.min(end ?? until, until);
  const put = (e: Evidence, recorded: number): void => {
    const at = Math.max(recorded, known);
    if (at < WORLD_ENDS) facts.push({ id: idFor(facts.length), versions: [{ recorded: at, superseded: null, value: e, reason: '' }] });
  };
  const capOf = (c: Evidence['class']): number => Math.min(job.cap6, c < 6 ? job.cap5 : Number.POSITIVE_INFINITY);
  const inPost = (c: Evidence['class'], from: number, to: number, observed: number, recorded: number, note = ''): void => {
    if (to >= from && observed <= TODAY && to <= capOf(c))
      put({ class: c, says: 'in_post', from: dayText(from), to: dayText(to), observed: dayText(observed), note }, recorded);
  };
  const soon = (day: number, most: number): number => instantOn(day + random.int(0, most), 10, random.int(0, 20_000_000));

  // the list that told of it, and a few after it
  const listed = dayOfInstant(known);
  inPost(6, start, Math.min(listed, last, job.cap6), listed, known);
  if (job.contradicted !== null) {
    // lists that nobody keeps up, and somebody who went to see
    const { listed: until } = job.contradicted;
    for (let on = monthEnd(last, random.int(1, 3)); on < until; on = monthEnd(on, random.int(3, 6))) inPost(6, start, on, on, soon(on, 9));
    inPost(6, start, until, until, soon(until, 9), '名单未更新');
    const found = until + random.int(4, 50);
    const not = { says: 'not_in_post', from: dayText(last + 1), to: null, observed: dayText(found) } as const;
    put({ class: random.chance(0.5) ? 5 : 4, ...not, note: '已离岗' }, soon(found, 3));
    return facts;
  }
  for (let n = random.int(0, 2); n > 0; n--) {
    const on = monthEnd(listed, random.int(1, 14));
    if (on <= last) inPost(6, start, on, on, soon(on, 9));
  }
  /** What the life rests on is there, whatever else was drawn. */
  const makeSure = (): readonly Fact<Evidence>[] => {
    for (const { most, by } of job.sure) {
      const [from, to] = [Math.max(by[0], start), Math.min(by[1], last, TODAY - 4)];
      const there = facts.some(
        ({ versions: [v] }) => v!.value.says === 'in_post' && v!.value.class <= most && v!.value.to! >= dayText(from),
      );
      if (there) continue;
      const on = random.int(from, Math.max(from, to));
      const c = most === 6 ? 6 : random.chance(0.7) ? 5 : 4;
      inPost(
        c,
        start,
        on,
        on,
        instantOn(on + random.int(0, 2), 10, random.int(0, 20_000_000)),
        c === 6 ? '' : c === 5 ? '电话回访' : '走访',
      );
    }
    return facts;
  };
  const { kind, organisation, place } = job.value;
  const regular = kind === 'employed' && organisation !== null;
  // insurance and payroll name whole months
  const months = (c: 1 | 2): void => {
    if (capOf(c) < start) return;
    const first = monthStart(start + (c === 1 ? random.int(0, 40) : 0));
    // the month before this one is the last that has been paid for
    const paid = Math.min(monthEnd(last), monthEnd(TODAY, -1));
    const to = paid <= capOf(c) ? paid : monthEnd(capOf(c) + 1, -1);
    if (!(to >= first && to >= start)) return;
    const gap = random.chance(0.06) && to - first > 200 ? random.int(60, 150) : 0;
    const late = random.chance(0.06);
    const middle = monthEnd(first + Math.floor((to - first) / 2));
    const told = (day: number): number => (late ? instantOn(TODAY - random.int(1, 9), 11, random.int(0, 9_000_000)) : soon(day + 8, 20));
    if (gap) {
      inPost(c, first, middle, middle, told(middle));
      inPost(c, monthStart(middle + gap), to, to, told(to));
    } else inPost(c, first, to, to, told(to));
  };
  if (regular && random.chance(place.startsWith('44') ? 0.42 : 0.25)) months(1);
  if (regular && random.chance(0.26)) months(2);
  if (job.value.contractFrom !== null) {
    const on = Math.min(start + random.int(0, 25), last);
    inPost(3, start, on, on, soon(on, 30));
  }
  const heard = (c: 4 | 5, share: number, note: string): void => {
    for (let n = random.chance(share) ? random.int(1, 3) : 0; n > 0; n--) {
      const from = Math.max(start + 5, dayOfInstant(known));
      if (from > last) return;
      const on = from + Math.floor(random.next() ** 0.6 * (last - from + 1));
      inPost(c, start, on, on, soon(on, 3), note);
    }
  };
  heard(4, place.startsWith('44') ? 0.3 : 0.2, '走访');
  heard(5, 0.42, '电话回访');
  if (end === null) {
    // most of those at work have been asked within the last quarter
    const on = TODAY - random.int(3, 85);
    if (on > dayOfInstant(known) && random.chance(0.88)) {
      const c = on > job.cap5 ? 6 : random.chance(0.7) ? 5 : 4;
      inPost(c, start, on, on, soon(on, 2), c === 6 ? '' : '核验');
    }
    return makeSure();
  }
  // somebody says that it is over; of some a list goes on saying that it is not
  if (random.chance(0.55)) {
    const on = end + random.int(1, 40);
    if (on < TODAY) {
      const c = random.chance(0.6) ? 5 : random.chance(0.7) ? 6 : 4;
      put({ class: c, says: 'not_in_post', from: dayText(end + 1), to: null, observed: dayText(on), note: '' }, soon(on, 4));
    }
  }
  if (random.chance(0.05)) {
    const on = monthEnd(end, random.int(1, 3));
    if (on < TODAY) inPost(6, start, on, on, soon(on, 9), '名单未更新');
  }
  return makeSure();
};
