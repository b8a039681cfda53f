import { expect, test } from 'vitest';
import { type ItemState, isInYear, isRecordLink, isUnitOf, standsOn } from '#capabilities/accords/rulesPlans.ts';
import { DEMONSTRATION_DAY } from './days.ts';
import { type DemoWorkItem, workPlans } from './workPlans.ts';

const AFTER: Readonly<Record<string, ItemState>> = {
  started: 'in_progress',
  said_done: 'said_done',
  sent_back: 'sent_back',
  closed: 'closed',
};
const endOf = (i: DemoWorkItem): { state: ItemState; dueDay: string } => ({
  state: i.deeds.reduce<ItemState>((state, d) => AFTER[d.deed] ?? state, 'open'),
  dueDay: i.deeds.reduce((due, d) => (d.deed === 'due_moved' ? d.to : due), i.due),
});

test('each province has something closed, late, soon due, sent back, and said done', () => {
  for (const plan of workPlans) {
    const ends = plan.items.map(endOf);
    const stands = ends.map((e) => standsOn(e, DEMONSTRATION_DAY).standing);
    for (const state of ['open', 'in_progress', 'said_done', 'sent_back', 'closed'] as const)
      expect(
        ends.some((e) => e.state === state),
        `${plan.province} ${state}`,
      ).toBe(true);
    for (const standing of ['late', 'soon', 'later', 'over'] as const) expect(stands, plan.province).toContain(standing);
  }
});

test('days are in order and in the year, units sit on their sides, a resolution is one item, all says 示例', () => {
  const ids = new Set<string>();
  for (const plan of workPlans) {
    const taken = plan.items.flatMap((i) => i.resolution ?? []);
    expect(new Set(taken).size).toBe(taken.length);
    expect(Math.max(...taken)).toBeLessThanOrEqual(plan.meeting.resolutions.length);
    for (const i of plan.items) {
      ids.add(i.id);
      const days = [i.opened, ...i.deeds.map((d) => d.on)];
      expect(days, i.title).toEqual([...days].sort());
      expect(new Set(days).size, `${i.title}: two deeds on one day`).toBe(days.length);
      expect(
        days.every((d) => d <= DEMONSTRATION_DAY),
        i.title,
      ).toBe(true);
      expect(isInYear(endOf(i).dueDay, plan.year)).toBe(true);
      expect(isUnitOf(i.units.origin.area, `${plan.province}0000000000`)).toBe(true);
      expect(isUnitOf(i.units.host.area, '440000000000')).toBe(true);
      for (const words of [i.units.origin.name, i.units.host.name, ...i.deeds.flatMap((d) => ('words' in d ? d.words : []))])
        expect(words).toContain('示例');
    }
    for (const r of plan.meeting.resolutions) expect(r.text).toContain('示例');
  }
  expect(ids.size).toBe(workPlans.reduce((n, p) => n + p.items.length, 0));
  expect(isRecordLink('/agreements/017eebb6-2e61-8bec-8ff0-bf20340ac72d')).toBe(true);
});
