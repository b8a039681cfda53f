// The demonstration's classes, read as docs/figures.md §7 reads I09: what is counted, and that every clause leaves some out.
import { expect, test } from 'vitest';
import { dayText, TODAY } from './days.ts';
import { CELLS, classesAt } from './training.ts';
import type { DemoClass } from './trainingShapes.ts';
import { newWorld } from './world.ts';

const made = newWorld({ scale: 1 }).training();
const at = (c: DemoClass) => c.versions.at(-1)!;
const entered = (c: DemoClass, state: string) => c.steps.find((s) => s.state === state)?.onDay;
const opened = (c: DemoClass, from: string, to: string): boolean => {
  const day = entered(c, 'opened');
  return day !== undefined && day >= from && day <= to;
};
const counted = (c: DemoClass): boolean => opened(c, '2021-01-01', '2022-09-30') && entered(c, 'cancelled') === undefined;
const project = (c: DemoClass): string => (/^(home)/.test(at(c).programme) ? 'homeService' : at(c).programme);

test('the article’s classes: 160 and 630, of them 81 order classes, 106 of cooks with Guizhou in 2021', () => {
  const all = made.classes.filter(counted);
  const of = (province: string) =>
    all.filter((c) => at(c).originCode.startsWith(province) && !c.versions[0]!.title.includes('2022 年第 3 期（'));
  // the demonstration accounts' own are opened in October
  expect(of('45')).toHaveLength(160);
  expect(of('52')).toHaveLength(630);
  expect(all.filter((c) => at(c).orderKind !== null)).toHaveLength(81);
  const cooks = all.filter(
    (c) => at(c).originCode.startsWith('52') && at(c).orderKind === null && project(c) === 'cook' && opened(c, '2021-01-01', '2021-12-31'),
  );
  expect(cooks).toHaveLength(106);
  expect(CELLS.reduce((sum, c) => sum + c.persons, 0)).toBe(6324 + 25_410);
  expect(CELLS.filter((c) => c.order).reduce((sum, c) => sum + c.persons, 0)).toBe(2649);
  for (const cell of CELLS) expect(cell.persons / cell.classes, cell.key).toBeLessThanOrEqual(50);
});

test('every clause leaves some out: before, after, cancelled, not opened', () => {
  const all = made.classes;
  const share = (n: number) => n / all.filter(counted).length;
  expect(share(all.filter((c) => (entered(c, 'opened') ?? '9') < '2021-01-01').length)).toBeGreaterThan(0.01);
  expect(share(all.filter((c) => opened(c, '2022-10-01', '2022-12-31')).length)).toBeGreaterThan(0.01);
  expect(share(all.filter((c) => opened(c, '2021-01-01', '2022-09-30') && entered(c, 'cancelled') !== undefined).length)).toBeGreaterThan(
    0.01,
  );
  expect(share(all.filter((c) => entered(c, 'opened') === undefined).length)).toBeGreaterThan(0.01);
});

test('what the product would refuse is not there: size, hours, days, one teacher or room twice at one hour', () => {
  const versions = new Map(made.standards.flatMap((s) => s.versions.map((v) => [v.id, v])));
  const taken = new Map<string, [number, number][]>();
  let moved = 0;
  for (const c of made.classes) {
    const now = at(c);
    const v = versions.get(now.versionId!)!;
    expect(now.seats).toBeLessThanOrEqual(v.sizeTo);
    expect(now.seats).toBeGreaterThanOrEqual(v.sizeFrom);
    expect(v.validFrom <= now.planFrom && v.adoptions.length === v.sides.length, now.title).toBe(true);
    expect(v.sides.some((s) => now.originCode.startsWith(s.slice(0, 2)))).toBe(true);
    const days = c.steps.map((s) => s.onDay);
    expect([...days].sort()).toEqual(days);
    expect(days.at(-1)! <= dayText(TODAY)).toBe(true);
    v.modules.forEach((m, i) => {
      const hours = (kind: string) =>
        c.lessons.reduce(
          (sum, l) => sum + (l.versions.at(-1)!.module === i + 1 && l.versions.at(-1)!.kind === kind ? l.versions.at(-1)!.hours : 0),
          0,
        );
      expect([hours('theory'), hours('practice')], now.title).toEqual([m.theoryHours, m.practiceHours]);
    });
    for (const l of c.lessons) {
      const x = l.versions.at(-1)!;
      if (l.versions.length > 1) moved++;
      expect(x.day >= now.planFrom && x.day <= now.planTo, `${now.title} ${x.day}`).toBe(true);
      for (const key of [`t ${x.teacherId} ${x.day}`, ...(x.room ? [`r ${now.place} ${now.address} ${x.room} ${x.day}`] : [])]) {
        const held = taken.get(key) ?? [];
        expect(
          held.every(([a, b]) => x.toMinute <= a || x.fromMinute >= b),
          `${key} ${now.title}`,
        ).toBe(true);
        held.push([x.fromMinute, x.toMinute]);
        taken.set(key, held);
      }
    }
  }
  expect(moved).toBeGreaterThan(50);
  expect(new Set(made.classes.map((c) => c.id)).size).toBe(made.classes.length);
  expect(new Set(made.teachers.map((t) => t.id)).size).toBe(made.teachers.length);
});

test('a handful at small scales, in all states, and the demonstration accounts’ own', () => {
  const small = newWorld({ scale: 0.003 }).training();
  for (const cell of CELLS) expect(classesAt(cell, 0.003)).toBeGreaterThan(0);
  const states = new Set(small.classes.map((c) => c.steps.at(-1)!.state));
  for (const state of ['plan', 'approval', 'enrolling', 'teaching', 'cancelled']) expect(states, state).toContain(state);
  expect(small.classes.filter((c) => at(c).originCode === '522727000000').length).toBeGreaterThanOrEqual(4);
  expect(newWorld({ scale: 0.003 }).training()).toEqual(small);
});
