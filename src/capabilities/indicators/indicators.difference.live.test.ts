// The difference note: frozen + in − out = now in random worlds, person by person as the engine tells it, each with a reason; under the viewer's rights; as a sheet.

import exceljs from 'exceljs';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { signedInAs } from '#capabilities/access/testing/people.ts';
import { testsOn } from '#platform/testing/databases.ts';
import { listDifference, readDifference, takeDifference } from './contract.ts';
import { baseOf } from './rulesDefinitions.ts';
import { figuresOf, seriesOf } from './rulesFrozen.ts';
import { figureMembers } from './server/figures.ts';
import type { MemberRow } from './server/memberQuery.ts';
import { freezingWorld, GUANGDONG, GUANGXI } from './testing/freezing.ts';
import { worldIn } from './testing/randomWorlds.ts';
import { readKitWorld } from './testing/readKit.ts';

vi.setConfig({ testTimeout: 600_000 });
const cellOf = ({ person: _, on: __, spell: ___, ...cell }: MemberRow): string => JSON.stringify(cell);
const K = ['2021-06-01T10:00:00.000001Z', '2022-03-01T08:30:00.123456Z', '2022-10-08T01:00:00.999999Z'] as const;

test('random worlds: every difference is what the engine says at both instants, explained, and the sums hold', async () => {
  const worlds = fc.sample(worldIn({ minPersons: 8, maxPersons: 14 }), { numRuns: testsOn === 'server' ? 6 : 3, seed: 6 });
  const { steering, freeze, reload, store } = await freezingWorld(worlds[0]!);
  const [guangxi, guangdong] = [await steering(GUANGXI), await steering(GUANGDONG)];
  const seen = new Map<string, number>();
  for (const [w, world] of worlds.entries()) {
    await reload(world);
    const month = w % 2 ? '2022-02' : '2021-12';
    const frozenAt = K[w % 3]!;
    const { id } = await freeze(guangxi, guangdong, month, GUANGXI, frozenAt);
    for (const series of seriesOf(month)) {
      const note = await guangxi(readDifference, { id, series: series.id });
      expect(note).toMatchObject({ frozenAt, whole: true });
      for (const [f, figure] of figuresOf(series).entries()) {
        const at = async (k: string) => {
          const ask = { from: series.from, to: series.to, asOf: series.asOf, k, c: series.class, form: 'province' as const, persons: null };
          const rows = await store.transact({ role: 'figures', readOnly: true }, (db) => figureMembers(db, figure, ask));
          return new Map(rows.filter((r) => r.origin.startsWith('45')).map((r) => [r.person, cellOf(r)]));
        };
        const [before, now] = [await at(frozenAt), await at(note.knownAt)];
        const expected: string[] = [];
        for (const p of new Set([...before.keys(), ...now.keys()])) {
          const [a, b] = [before.get(p), now.get(p)];
          if (a !== b) expected.push(`${p} ${a === undefined ? 'in' : b === undefined ? 'out' : 'moved'}`);
        }
        const told = note.figures[f]!;
        const name = `world ${w} ${series.id} ${figure.id}`;
        expect([told.frozen, told.now, told.holds], name).toEqual([before.size, now.size, true]);
        const { items, total } = await guangxi(listDifference, {
          id,
          series: series.id,
          figure: figure.id,
          knownAt: note.knownAt,
          size: 200,
        });
        // of whoever lives elsewhere by now it is told that they are one of them
        const [named, others] = [items.filter((i) => i.card), items.filter((i) => !i.card)];
        const rest = expected.filter((e) => !named.some((i) => `${i.workerId} ${i.kind}` === e));
        expect(rest.map((e) => `null ${e.split(' ')[1]}`).sort(), name).toEqual(others.map((i) => `${i.workerId} ${i.kind}`).sort());
        if (named.length > 0) seen.set('named', (seen.get('named') ?? 0) + named.length);
        expect([total, told.in + told.out + told.moved], name).toEqual([expected.length, expected.length]);
        for (const r of told.reasons) {
          expect(r.reason, `${name} ${JSON.stringify(items)}`).not.toBe('unexplained');
          seen.set(r.reason, (seen.get(r.reason) ?? 0) + r.in + r.out + r.moved);
          const { total: of } = await guangxi(listDifference, {
            id,
            series: series.id,
            figure: figure.id,
            reason: r.reason,
            knownAt: note.knownAt,
          });
          expect(of, `${name} ${r.reason}`).toBe(r.in + r.out + r.moved);
        }
        expect(baseOf(figure).base.id).toBe(series.figure);
      }
    }
  }
  for (const reason of ['named', 'spellAdded', 'spellCorrected', 'spellWithdrawn', 'evidenceAdded', 'homeCorrected'])
    expect(seen.get(reason) ?? 0, `${reason} of ${JSON.stringify([...seen])}`).toBeGreaterThan(0);
});

test('under the viewer’s rights: a county sees its part and names of its own; a sheet with the sums; bad questions in sentences', async () => {
  const { app, services, store, steering, freeze } = await freezingWorld(readKitWorld());
  const [guangxi, guangdong] = [await steering(GUANGXI), await steering(GUANGDONG)];
  const { id } = await freeze(guangxi, guangdong, '2022-09', GUANGXI);
  const unchanged = await guangxi(readDifference, { id, series: 'I01/6' });
  expect(unchanged.figures.map((f) => [f.in, f.out, f.moved])).toEqual(unchanged.figures.map(() => [0, 0, 0]));
  // five spells that were counted were no work
  await store.transact({ role: 'system', writesFacts: true }, (db) =>
    sql`update spell set superseded = '-infinity' where superseded = 'infinity' and id in (select s.id from spell s join frozen_member m on m.spell_id = s.id order by s.id limit 5)`.execute(
      db,
    ),
  );
  // minutes later
  await store.transact({ role: 'owner' }, (db) =>
    sql`truncate figure_grid, figure_member, figure_class, figure_trained, figure_run`.execute(db),
  );
  const note = await guangxi(readDifference, { id, series: 'I01/6' });
  const i01 = note.figures[0]!;
  expect(i01.out).toBeGreaterThan(0);
  expect(i01.reasons.map((r) => r.text.zh)).toContain('务工记录撤销');
  const listed = await guangxi(listDifference, { id, series: 'I01/6', figure: 'I01', knownAt: note.knownAt, size: 200 });
  expect(listed.items).toHaveLength(listed.total);
  const where = listed.items.map((i) => i.workerId);
  const { rows } = await store.transact({ role: 'system' }, (db) =>
    sql<{
      origin: string;
    }>`select distinct rpad(left(origin, 6), 12, '0') as origin from frozen_member where worker_id = any (${where}::uuid[]) order by 1`.execute(
      db,
    ),
  );
  const county = await signedInAs(app, services, {
    roles: [{ role: 'county_bureau', areaCode: rows[0]!.origin, relation: null }],
    steppedUp: true,
  });
  const part = await county(readDifference, { id, series: 'I01/6', knownAt: note.knownAt });
  expect(part.whole).toBe(false);
  expect(part.figures[0]!.frozen).toBeLessThan(i01.frozen);
  expect(part.figures[0]!.holds).toBe(true);
  const book = new exceljs.Workbook();
  await book.xlsx.load(Buffer.from((await guangxi(takeDifference, { id, series: 'I01/6', knownAt: note.knownAt })) as never) as never);
  const sheet = book.worksheets[0]!;
  expect(sheet.rowCount).toBeGreaterThan(2);
  const about = book.worksheets[1]!.getSheetValues().flat().map(String).join('\n');
  expect(about).toContain(`封账 ${i01.frozen}，现在 ${i01.now}；新计入 ${i01.in}，不再计入 ${i01.out}`);
  await expect(guangxi(readDifference, { id, series: 'I09/6' })).rejects.toMatchObject({ code: 'indicators.noSuchSeries' });
  await expect(guangxi(readDifference, { id, series: 'I01/6', knownAt: '2099-01-01T00:00:00Z' })).rejects.toMatchObject({
    code: 'indicators.knownLater',
  });
  const unsteady = await signedInAs(app, services, { roles: [{ role: 'steering', areaCode: GUANGXI, relation: null }] });
  await expect(unsteady(takeDifference, { id, series: 'I01/6' })).rejects.toMatchObject({ code: 'access.stepUpNeeded' });
});
