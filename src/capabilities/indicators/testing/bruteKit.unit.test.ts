// The oracle and the kit were made by two readers of docs/figures.md who did not see each other's work: every cell worked by hand is what the oracle counts.
import { expect, test } from 'vitest';
import { bruteMembers } from './bruteCount.ts';
import { holds, readKitCells, readKitWorld } from './readKit.ts';
import type { CountedMember } from './world.ts';

test('every cell of kits/indicators, with the day and the dimensions it states', () => {
  const world = readKitWorld();
  const cells = readKitCells();
  const asked = new Map<string, readonly CountedMember[]>();
  const wrong: unknown[] = [];
  for (const cell of cells) {
    const key = JSON.stringify(cell.ask);
    const members = asked.get(key) ?? bruteMembers(world, cell.ask);
    asked.set(key, members);
    const found = members.filter((m) => holds(cell, m));
    const said = { value: found.length, ...(found.length === 1 && cell.on !== null ? { on: found[0]!.on } : {}) };
    const stated = { value: cell.value, ...(found.length === 1 && cell.on !== null ? { on: cell.on } : {}) };
    const dimensions = found.length === 1 ? Object.keys(cell.dimensions).map((d) => [d, found[0]!.dimensions[d as 'origin']]) : [];
    const answer = found.length === 1 && cell.answer !== null ? found[0]!.answer : cell.answer;
    const mine = JSON.stringify([said, Object.fromEntries(dimensions), answer]);
    const theirs = JSON.stringify([stated, found.length === 1 ? cell.dimensions : {}, cell.answer]);
    if (mine !== theirs) wrong.push({ id: cell.id, mine, theirs });
  }
  expect(wrong).toEqual([]);
  expect(cells.length).toBeGreaterThan(600);
});
