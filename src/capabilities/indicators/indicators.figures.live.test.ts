// The engine against the brute-force count in random worlds, and against the kit's cells: figure = count = list, in every slice, as of and as known at.
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newTestDatabase, type TestDatabase, testsOn } from '#platform/testing/databases.ts';
import { baseOf, figureOf } from './rulesDefinitions.ts';
import { dimensions, LEVELS } from './rulesDimensions.ts';
import { figureMembers } from './server/figures.ts';
import type { EvidenceClass, MemberRow } from './server/memberQuery.ts';
import { preparePlaces } from './server/places.ts';
import { checkWhere } from './server/question.ts';
import { runOf } from './server/runs.ts';
import { cellsOf } from './server/table.ts';
import { bruteMembers } from './testing/bruteCount.ts';
import { clearWorld, loadWorld } from './testing/loadWorld.ts';
import { aKnownAsk } from './testing/randomAsks.ts';
import { worldIn } from './testing/randomWorlds.ts';
import { holds, readKitCells, readKitWorld } from './testing/readKit.ts';
import type { Ask, CountedMember, World } from './testing/world.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 120_000 });

let database: TestDatabase;
beforeAll(async () => {
  database = await newTestDatabase();
  await database.store.transact({ role: 'system' }, preparePlaces);
});
afterAll(() => database?.drop());

const WINDOWS = [30, 90, 180, 365] as const;
const CODES: Readonly<Record<string, CountedMember['answer']>> = { '-1': 'notApplicable', '0': 'notYetDue', '7': 'no', '8': 'unverified' };
const asked = (ask: Ask) => {
  const figure = figureOf(ask.indicator)!;
  const c = (ask.evidenceClass ?? figure.evidenceClass) as EvidenceClass;
  const retention = figure.kind === 'retention';
  return {
    figure,
    ask: { from: ask.from, to: ask.to, asOf: retention ? ask.asOf : ask.to, k: ask.knownAt, c, form: ask.form, persons: null },
  };
};
/** A row of the engine as the oracle tells a member. */
const told = (r: MemberRow, ask: Ask): CountedMember => {
  const { person, on, spell: _, answers, ...dims } = r;
  const answer = answers[WINDOWS.indexOf(ask.window)];
  return {
    person,
    on,
    dimensions: dims as CountedMember['dimensions'],
    answer: answer === undefined ? null : (CODES[String(answer)] ?? 'yes'),
  };
};
const engine = async (ask: Ask): Promise<readonly CountedMember[]> => {
  const { figure, ask: question } = asked(ask);
  const rows = await database.store.transact({ role: 'figures', readOnly: true }, (db) => figureMembers(db, figure, question));
  return rows.map((r) => told(r, ask)).sort((a, b) => (a.person < b.person ? -1 : 1));
};
const inWorld = async (world: World, work: () => Promise<void>) => {
  await database.store.transact({ role: 'owner' }, (db) => loadWorld(db, world));
  try {
    await work();
  } finally {
    await database.store.transact({ role: 'owner' }, async (db) => {
      await sql`truncate figure_grid, figure_member, figure_class, figure_trained, figure_run`.execute(db);
      await clearWorld(db);
    });
  }
};

test('everybody whom the brute-force count counts, and nobody else, with the same value of every dimension', async () => {
  const worlds = fc.sample(worldIn({ minPersons: 9, maxPersons: 14 }), { numRuns: testsOn === 'server' ? 32 : 20, seed: 20261127 });
  const seen = new Map<string, number>();
  for (const [i, world] of worlds.entries())
    await inWorld(world, async () => {
      for (const ask of fc.sample(aKnownAsk(world), { numRuns: 16, seed: i })) {
        const slow = bruteMembers(world, ask);
        expect(await engine(ask), `world ${i} ${JSON.stringify(ask)}`).toEqual(slow);
        seen.set(ask.indicator, (seen.get(ask.indicator) ?? 0) + slow.length);
      }
    });
  for (const id of ['I01', 'I02', 'I03', 'I04', 'I05', 'I06', 'I07', 'I08']) expect(seen.get(id) ?? 0, id).toBeGreaterThan(5);
});

/** A place at the level of the dimension, anything else as it is. */
const valueIn = (m: CountedMember, id: string): string => {
  const d = dimensions.find((x) => x.id === id)!;
  const value = m.dimensions[d.column as keyof CountedMember['dimensions']];
  return d.kind === 'place' && value.length === 12 ? value.slice(0, LEVELS[d.level]).padEnd(12, '0') : value;
};
const dimension = (id: string) => dimensions.find((d) => d.id === id)!;
const aSplit = fc.tuple(
  fc.shuffledSubarray(
    dimensions.map((d) => d.id),
    { minLength: 3, maxLength: 3 },
  ),
  fc.nat(2),
);

test('any figure by any two dimensions under any filter: each cell is the count of its slice, and the cells sum to the figure', async () => {
  const worlds = fc.sample(worldIn({ minPersons: 9, maxPersons: 14 }), { numRuns: 26, seed: 7 });
  let slices = 0;
  for (const [i, world] of worlds.entries())
    await inWorld(world, async () => {
      for (const ask of fc.sample(aKnownAsk(world), { numRuns: 8, seed: i })) {
        const { figure, ask: question } = asked(ask);
        const slow = bruteMembers(world, ask);
        const run = await runOf(database.store, baseOf(figure).base, { ...question, knownAt: question.k });
        for (const [[one, two, by], narrowed] of fc.sample(aSplit, { numRuns: 8, seed: slow.length })) {
          // two of three ask about a part: of a place all that lies below it
          const chosen = narrowed > 0 && slow.length ? valueIn(slow[0]!, by!) : null;
          const place = dimension(by!).kind === 'place' ? dimension(by!).column : null;
          const below = chosen?.length === 12 ? chosen.replace(/(0{10}|0{8}|0{6}|0{3})$/, '') : chosen;
          const within = (m: CountedMember): boolean =>
            chosen === null ||
            (place && chosen.length === 12 ? m.dimensions[place as 'origin'].startsWith(below!) : valueIn(m, by!) === chosen);
          const filters = chosen === null ? [] : checkWhere(figure, { [place ?? by!]: [chosen] });
          const cells = await database.store.transact({ role: 'figures', readOnly: true }, (db) =>
            cellsOf(db, figure, run, [dimension(one!), dimension(two!)], filters),
          );
          const wanted = new Map<string, number>();
          for (const m of slow.filter(within)) {
            const key = `${valueIn(m, one!)}\t${valueIn(m, two!)}`;
            wanted.set(key, (wanted.get(key) ?? 0) + 1);
          }
          expect(new Map(cells.map((c) => [c.keys.join('\t'), c.persons])), JSON.stringify([i, ask, one, two, by, chosen])).toEqual(wanted);
          slices += wanted.size;
        }
      }
    });
  expect(slices).toBeGreaterThan(1000);
});

test('the kit: every cell worked by hand is what the engine says', async () => {
  const wrong: string[] = [];
  await inWorld(readKitWorld(), async () => {
    const counted = new Map<string, readonly CountedMember[]>();
    for (const cell of readKitCells()) {
      const key = JSON.stringify(cell.ask);
      const members = counted.get(key) ?? (await engine(cell.ask));
      counted.set(key, members);
      const held = members.filter((m) => holds(cell, m));
      if (held.length !== cell.value) wrong.push(`${cell.id} ${cell.ask.indicator}: ${held.length}, not ${cell.value}`);
      for (const m of cell.on === null ? [] : held) {
        if (m.on !== cell.on) wrong.push(`${cell.id}: on ${m.on}, not ${cell.on}`);
        for (const [d, value] of Object.entries(cell.dimensions))
          if (m.dimensions[d as 'origin'] !== value) wrong.push(`${cell.id}: ${d} ${m.dimensions[d as 'origin']}, not ${value}`);
        if (cell.answer !== null && m.answer !== cell.answer) wrong.push(`${cell.id}: ${m.answer}, not ${cell.answer}`);
      }
    }
  });
  expect(wrong).toEqual([]);
});
