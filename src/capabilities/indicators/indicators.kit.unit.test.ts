// The kit's cells, worked by hand, against the brute-force count: two readings of docs/figures.md that share nothing.
import { expect, test } from 'vitest';
import { bruteMembers } from './testing/bruteCount.ts';
import { holds, readKitCells, readKitWorld } from './testing/readKit.ts';
import type { Ask, CountedMember } from './testing/world.ts';

test('the independent count reaches every cell of the kit', () => {
  const world = readKitWorld();
  const counted = new Map<string, readonly CountedMember[]>();
  const membersOf = (ask: Ask): readonly CountedMember[] => {
    const key = JSON.stringify(ask);
    const found = counted.get(key) ?? bruteMembers(world, ask);
    counted.set(key, found);
    return found;
  };
  const wrong: string[] = [];
  for (const cell of readKitCells()) {
    const members = membersOf(cell.ask).filter((m) => holds(cell, m));
    if (members.length !== cell.value) wrong.push(`${cell.id} ${cell.ask.indicator}: ${members.length}, not ${cell.value}`);
    // what the kit states of the one person of a cell
    for (const m of cell.on === null ? [] : members) {
      const stated = { ...m.dimensions, ...cell.dimensions };
      if (m.on !== cell.on) wrong.push(`${cell.id}: on ${m.on}, not ${cell.on}`);
      if (JSON.stringify(stated) !== JSON.stringify(m.dimensions)) wrong.push(`${cell.id}: ${JSON.stringify(m.dimensions)}`);
      if (cell.answer !== null && m.answer !== cell.answer) wrong.push(`${cell.id}: ${m.answer}, not ${cell.answer}`);
    }
  }
  expect(wrong).toEqual([]);
});
