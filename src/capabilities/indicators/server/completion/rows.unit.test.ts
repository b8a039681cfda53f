import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaOf } from '#capabilities/access/rules.ts';
import { targetKindOf } from '#capabilities/accords/rules.ts';
import type { AgreementStanding, TargetKnown } from '#capabilities/accords/server/service.ts';
import { ownTime } from '#platform/testing/ownTime.ts';
import type { Grid } from './grids.ts';
import { baseOfKind, byAgreement, completionRows, summedOver } from './rows.ts';

const kinds = ['I01', 'I06', 'I07'].map((id) => targetKindOf(id)!);
/** County n of the sending province with county n of the receiving one. */
const county = (province: string, n: number): string =>
  `${province}${String(1 + Math.floor(n / 80)).padStart(2, '0')}${String(1 + (n % 80)).padStart(2, '0')}000000`;
const agreement = (n: number): AgreementStanding => ({
  id: String(n).padStart(6, '0'),
  level: 'county',
  originCode: county('52', n % 1500),
  originName: '',
  hostCode: county('44', (7 * n) % 1500),
  hostName: '',
  title: '协议',
  validFrom: '2025-01-01',
  validTo: '2026-12-31',
  lastDay: '2026-12-31',
  signed: true,
  signedOnce: true,
  void: false,
});
/** So many agreements with three targets each, and how often a target's agreement is looked at. */
const world = (agreements: number) => {
  let looks = 0;
  const all = Array.from({ length: agreements }, (_, n) => agreement(n));
  const targets = all.flatMap(({ id }) =>
    kinds.map(
      (k): TargetKnown => ({
        get agreementId() {
          looks++;
          return id;
        },
        indicator: k.id,
        fromDay: '2026-01-01',
        persons: 100,
      }),
    ),
  );
  const grid = (figure: string): Grid =>
    all.map((a, n) => ({
      origin: a.originCode,
      host: a.hostCode,
      figure,
      counts: Array.from({ length: 13 }, (_, m) => (n * 13 + m) % 17),
    }));
  const counted = new Map(kinds.map((k) => [baseOfKind(k).id, { persons: grid(k.id), reported: grid(k.id) }]));
  const frozenOf = { id: 'f', month: '2026-10', origin: '520000000000', seq: 1, knownAt: '' };
  const grids = new Map([...counted].map(([base, c]) => [base, c.persons]));
  return {
    looks: () => looks,
    rows: () => {
      const frozen = new Map([['520000000000', { freeze: frozenOf, grids, targets: byAgreement(targets) }]]);
      return completionRows({ year: 2026, asOf: '2026-11-27', agreements: all, targets, kinds, counted, frozen });
    },
  };
};

test('3,000 agreements with three targets each: every target is looked at as often as in a world of 30, and time grows with their number', () => {
  const small = world(30);
  expect(small.rows()).toHaveLength(30);
  const each = small.looks() / 90;
  const large = world(3000);
  const rows = large.rows();
  expect([rows.length, rows.every((r) => r.targets.length === 3 && r.targets.every((m) => m.place && m.frozen))]).toEqual([3000, true]);
  expect(large.looks() / 9000).toBe(each);
  const timeOf = (n: number): number => {
    const { rows: make } = world(n);
    const before = ownTime();
    make();
    return ownTime() - before;
  };
  timeOf(750);
  // eight times as many: sixty-four times the time, were each held against all
  expect(timeOf(6000)).toBeLessThan(Math.max(24 * timeOf(750), 1500));
});

test('an agreement that ended before its time, or whose signatures are void, keeps its number and is neither behind nor has a place', () => {
  const asOf = '2026-11-27';
  const more: readonly Partial<AgreementStanding>[] = [
    {},
    { lastDay: '2026-06-30' },
    { signed: false, void: true },
    { signed: false },
    // still holds on the day, and one that ran to the end of its text
    { lastDay: asOf },
    { validTo: '2026-09-30', lastDay: '2026-09-30' },
  ];
  const agreements = more.map((m, n) => ({ ...agreement(n), ...m }));
  const targets = agreements.map(({ id }): TargetKnown => ({ agreementId: id, indicator: 'I01', fromDay: '2026-01-01', persons: 100 }));
  const grid: Grid = agreements.map((a, n) => ({ origin: a.originCode, host: a.hostCode, figure: 'I01', counts: [10 + n] }));
  const counted = new Map([[baseOfKind(kinds[0]!).id, { persons: grid, reported: null }]]);
  const rows = completionRows({ year: 2026, asOf, agreements, targets, kinds: kinds.slice(0, 1), counted, frozen: new Map() });
  expect(
    rows.map((r) => [
      r.out?.why ?? null,
      r.out?.on ?? null,
      r.targets[0]!.persons,
      r.targets[0]!.standing,
      r.targets[0]!.place?.place ?? null,
    ]),
  ).toEqual([
    [null, null, 10, 'behind', 3],
    ['ended', '2026-06-30', 11, 'out', null],
    ['void', null, 12, 'out', null],
    ['unsigned', null, 13, 'out', null],
    [null, null, 14, 'behind', 2],
    [null, null, 15, 'behind', 1],
  ]);
  expect(rows[0]!.targets[0]!.place).toMatchObject({ of: 3 });
});

test('a target was adjusted where an earlier one of the year was in force before it; a first one that begins in mid-year was not', () => {
  const agreements = [agreement(0), agreement(1)];
  const target = (n: number, fromDay: string): TargetKnown => ({ agreementId: agreement(n).id, indicator: 'I01', fromDay, persons: 100 });
  const targets = [target(0, '2026-05-01'), target(0, '2026-12-01'), target(1, '2026-01-01'), target(1, '2026-07-01')];
  const counted = new Map([[baseOfKind(kinds[0]!).id, { persons: [], reported: null }]]);
  const given = { year: 2026, asOf: '2026-11-27', agreements, targets, kinds: kinds.slice(0, 1), counted, frozen: new Map() };
  expect(completionRows(given).map((r) => [r.targets[0]!.since, r.targets[0]!.adjusted])).toEqual([
    ['2026-05-01', false],
    ['2026-07-01', true],
  ]);
});

test('the sum over an agreement is that of every cell whose two counties lie in its two sides, at any level, whatever is not known left out', () => {
  const code = fc.oneof(
    fc.tuple(fc.constantFrom('44', '45', '52'), fc.nat(300)).map(([p, n]) => county(p, n)),
    fc.constantFrom('', '52', '5227'),
  );
  const cells = fc.array(
    fc.record({
      origin: code,
      host: code,
      figure: fc.constantFrom('I01', 'I02'),
      counts: fc.array(fc.nat(9), { minLength: 13, maxLength: 13 }),
    }),
  );
  const party = fc
    .oneof(code, fc.constantFrom('520000000000', '520100000000', '440000000000', '440200000000'))
    .filter((c) => c.length === 12);
  fc.assert(
    fc.property(cells, party, party, (grid, originCode, hostCode) => {
      const slow = new Map<string, number>();
      const lies = (c: string, area: string) => c.length === 12 && c >= areaOf(area).from && c <= areaOf(area).to;
      for (const c of grid)
        if (lies(c.origin, originCode) && lies(c.host, hostCode))
          slow.set(c.figure, (slow.get(c.figure) ?? 0) + c.counts.reduce((a, b) => a + b, 0));
      const fast = [...summedOver(grid, { originCode, hostCode })].map(([f, counts]) => [f, counts.reduce((a, b) => a + b, 0)] as const);
      expect(new Map(fast)).toEqual(slow);
    }),
  );
});
