import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contradictionsOf } from './rulesContradict.ts';
import { monthOfDay, monthOfHeader, monthRuns, monthsFrom, readMonthCell, writtenMonth, writtenRuns } from './rulesMonths.ts';
import {
  type Declined,
  evidenceDifference,
  followsOf,
  OUTSIDE_TEMPLATES,
  type OutsideEvidence,
  type OutsideLine,
  type Proposed,
  proposalDifference,
} from './rulesOutside.ts';
import { endOfProposal, faultOf, holeBefore, spellOfProposal } from './rulesProposal.ts';
import { bareSpell } from './rulesSpell.ts';
import type { KnownSpell } from './rulesWork.ts';

const JAN = 2026 * 12;
const employerOf = (name: string) => (name === '穗味' ? { main: 'org-1', plain: '穗味' } : { main: null, plain: name });
const line = (at: string, months: readonly number[], more: Partial<OutsideLine> = {}): OutsideLine => ({
  ref: `b${more.batchNumber ?? 1}#0!${at}${months.join('.')}${more.list ?? ''}`,
  list: 'insurance',
  class: 1,
  employer: employerOf(at),
  organisationId: employerOf(at).main,
  employerWords: at,
  months: [...months].sort((a, b) => a - b),
  fromDay: null,
  toDay: null,
  payMonth: null,
  postWords: '',
  observed: '2026-10-31',
  batchNumber: 1,
  ...more,
});
const known = (id: string, at: string, start: string, ended: string | null = null, more: Partial<KnownSpell> = {}): KnownSpell => ({
  ...bareSpell('employed', start),
  id,
  employer: employerOf(at),
  employerWords: at,
  organisationId: employerOf(at).main,
  byHandOn: null,
  ended,
  ...more,
});
const view = (
  lines: readonly OutsideLine[],
  spells: readonly KnownSpell[] = [],
  declined: readonly Declined[] = [],
  diedOn: string | null = null,
) => ({
  lines,
  spells,
  declined,
  diedOn,
});
const m = (...months: number[]) => months.map((x) => JAN + x - 1);
const covers = (e: readonly OutsideEvidence[]) => e.map((x) => `${x.spellId} ${x.class} ${x.coversFrom}…${x.coversTo}`).sort();
const days = (p: readonly Proposed[]) => p.map((x) => `${x.kind} ${x.employerWords} ${x.fromDay}…${x.toDay} [${x.lists}]`).sort();

test('months of a known spell confirm it; a hole is two covers; what nobody entered is proposed, each stretch by itself', () => {
  const spell = known('s', '穗味', '2026-01-15');
  const { evidence, proposals } = followsOf(view([line('穗味', m(1, 2, 3, 5)), line('甲厂', m(6, 7, 9))], [spell]));
  expect(covers(evidence)).toEqual(['s 1 2026-01-01…2026-03-31', 's 1 2026-05-01…2026-05-31']);
  expect(days(proposals)).toEqual(['spell 甲厂 2026-06-01…2026-07-31 [insurance]', 'spell 甲厂 2026-09-01…2026-09-30 [insurance]']);
});

test('months that go on behind a recorded end belong to that spell; after a hole they are another one; months before it are an earlier start', () => {
  const spell = known('s', '穗味', '2026-03-10', '2026-05-20');
  const { evidence, proposals } = followsOf(view([line('穗味', m(2, 3, 4, 5, 6, 8))], [spell]));
  expect(covers(evidence)).toEqual(['s 1 2026-03-01…2026-06-30']);
  expect(days(proposals)).toEqual(['earlier 穗味 2026-02-01…2026-02-28 [insurance]', 'spell 穗味 2026-08-01…2026-08-31 [insurance]']);
});

test('insurance and payroll of one employer are one proposal and two covers; the organisation behind a name is the same employer', () => {
  const lines = [
    line('穗味', m(1, 2)),
    line('穗味', m(3), {
      list: 'payroll',
      class: 2,
      payMonth: 5200,
      batchNumber: 2,
      employer: { main: null, plain: '穗味' },
      organisationId: null,
    }),
  ];
  expect(days(followsOf(view(lines)).proposals)).toEqual(['spell 穗味 2026-01-01…2026-03-31 [insurance,payroll]']);
  expect(followsOf(view(lines)).proposals[0]).toMatchObject({ class: 1, payMonth: 5200, organisationId: 'org-1' });
  expect(covers(followsOf(view(lines, [known('s', '穗味', '2026-01-01')])).evidence)).toEqual([
    's 1 2026-01-01…2026-02-28',
    's 2 2026-03-01…2026-03-31',
  ]);
});

test('an employer’s list proposes days; once the spell stands it is evidence up to the day of the list', () => {
  const staff = line('乙厂', m(3, 4, 5), { list: 'staff', class: 3, fromDay: '2026-03-09', toDay: '2026-05-20', observed: '2026-06-30' });
  const { proposals } = followsOf(view([staff]));
  expect(days(proposals)).toEqual(['spell 乙厂 2026-03-09…2026-05-20 [staff]']);
  expect(endOfProposal(proposals[0]!, [], [])).toEqual({ ended: '2026-05-20', endPrecision: 'day', endInferred: false });
  expect(followsOf(view([staff], [known('s', '乙厂', '2026-03-09')])).evidence).toEqual([
    {
      spellId: 's',
      class: 3,
      coversFrom: '2026-03-09',
      coversTo: '2026-05-20',
      observed: '2026-06-30',
      template: OUTSIDE_TEMPLATES.staff,
      ref: staff.ref,
    },
  ]);
});

test('what was declined stays so while months go on without a hole; months after a death count for nothing', () => {
  const first = followsOf(view([line('甲厂', m(1, 2))])).proposals[0]!;
  const declined: Declined[] = [first];
  expect(followsOf(view([line('甲厂', m(1, 2, 3))], [], declined)).proposals).toEqual([]);
  expect(days(followsOf(view([line('甲厂', m(1, 2, 5))], [], declined)).proposals)).toEqual([
    'spell 甲厂 2026-05-01…2026-05-31 [insurance]',
  ]);
  const dead = followsOf(view([line('甲厂', m(1, 2, 3, 4))], [], [], '2026-02-10'));
  expect(days(dead.proposals)).toEqual(['spell 甲厂 2026-01-01…2026-02-28 [insurance]']);
});

test('contradictions: dead, left, at another employer at the time; the month of a change contradicts nothing', () => {
  const spells = [known('a', '甲厂', '2026-01-01', '2026-04-15'), known('b', '乙厂', '2026-04-16')];
  const evidence = [] as const;
  expect(contradictionsOf(line('甲厂', m(3, 4)), { spells, evidence, diedOn: null })).toEqual([]);
  const after = contradictionsOf(line('甲厂', m(4, 5)), { spells, evidence, diedOn: null });
  expect(after.map((c) => [c.kind, c.months.map(writtenMonth)])).toEqual([
    ['left', ['2026-05']],
    ['elsewhere', ['2026-05']],
  ]);
  expect(contradictionsOf(line('丙厂', m(5)), { spells, evidence, diedOn: null })).toMatchObject([
    { kind: 'elsewhere', spell: { id: 'b' } },
  ]);
  expect(
    contradictionsOf(line('丙厂', m(2)), { spells: [known('c', '别处', '2026-01-01', null, { sideJob: true })], evidence, diedOn: null }),
  ).toEqual([]);
  expect(contradictionsOf(line('丙厂', m(5, 6)), { spells: [], evidence, diedOn: '2026-05-02' })).toMatchObject([
    { kind: 'dead', months: [JAN + 5] },
  ]);
});

test('what is accepted: open as long as nothing later began; ended with its months where something did; holes are told', () => {
  const p = followsOf(view([line('甲厂', m(1, 2, 3))])).proposals[0]!;
  expect(spellOfProposal(p, endOfProposal(p, [], []), '', {})).toMatchObject({ start: '2026-01-01', startPrecision: 'month', ended: null });
  const end = endOfProposal(p, [known('b', '乙厂', '2026-04-02')], []);
  expect(end).toEqual({ ended: '2026-03-31', endPrecision: 'month', endInferred: true });
  expect(spellOfProposal(p, end, '', {}, { ended: null }).ended).toBeNull();
  expect(spellOfProposal(p, null, '', {}, { start: '2026-01-12' })).toMatchObject({ start: '2026-01-12', startPrecision: 'day' });
  const who = { today: '2026-11-27', birthday: '2010-03-01', diedOn: null };
  expect(faultOf(p, '2026-01-01', null, who)).toBe('underSixteen');
  expect(faultOf(p, '2026-03-01', null, who)).toBeNull();
  expect(faultOf(p, '2026-04-01', null, who)).toBe('days');
  expect(faultOf(p, '2026-02-01', '2026-01-31', { ...who, birthday: null })).toBe('days');
  expect(faultOf(p, '2026-02-01', null, { ...who, birthday: null, diedOn: '2026-01-31' })).toBe('dead');
  expect(holeBefore(m(1, 2, 5, 6), '2026-05-01')).toEqual(m(3, 4));
});

test('months in headers and cells, as people write them', () => {
  const cases: readonly (readonly [string, string | null])[] = [
    ['2026年7月', '2026-07'],
    ['2026-07', '2026-07'],
    ['202607', '2026-07'],
    ['2026.7', '2026-07'],
    ['２０２６年０７月', '2026-07'],
    ['7月', '2026-07'],
    ['七月份', '2026-07'],
    ['十二月', '2026-12'],
    ['2025年12月缴费', '2025-12'],
    ['2026', null],
    ['20267', null],
    ['姓名', null],
    ['13月', null],
  ];
  for (const [header, month] of cases) {
    const read = monthOfHeader(header, 2026);
    expect(read === null ? null : writtenMonth(read), header).toBe(month);
  }
  const is = (cell: string) => readMonthCell(cell).is;
  expect(['√', '✓', '是', '已缴', '1', '320.5', '￥1,280.00', '580元'].map(is)).toEqual(Array(8).fill('paid'));
  expect(['', '×', '未缴', '0', '0.00', '/', '-'].map(is)).toEqual(Array(7).fill('none'));
  expect(['-320', '−12.5', '(320)'].map(is)).toEqual(Array(3).fill('negative'));
  expect(is('待核')).toBe('unread');
});

// Laws -----------------------------------------------------------------------------------------------------------------------------

const lineArb = fc
  .record({
    at: fc.constantFrom('穗味', '甲厂', '乙厂'),
    list: fc.constantFrom('insurance' as const, 'payroll' as const),
    months: fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 6 }),
    observed: fc.constantFrom('2026-06-30', '2026-10-31', '2026-12-31'),
    batchNumber: fc.integer({ min: 1, max: 4 }),
    pay: fc.option(fc.constantFrom(4000, 5000)),
  })
  .map((x) => ({ ...x, key: JSON.stringify(x) }))
  .map((x) =>
    line(
      x.at,
      x.months.map((i) => JAN + i),
      {
        ref: `b${x.batchNumber}#${x.key}`,
        list: x.list,
        class: x.list === 'insurance' ? 1 : 2,
        observed: x.observed,
        batchNumber: x.batchNumber,
        payMonth: x.pay,
      },
    ),
  );
const spellArb = fc
  .record({
    at: fc.constantFrom('穗味', '甲厂', '丙厂'),
    start: fc.integer({ min: 0, max: 11 }),
    length: fc.option(fc.integer({ min: 0, max: 6 })),
    id: fc.uuid(),
  })
  .map((x) => {
    const first = writtenMonth(JAN + x.start);
    return known(x.id, x.at, `${first}-01`, x.length === null ? null : `${writtenMonth(JAN + x.start + x.length)}-28`);
  });
const world = fc.record({
  lines: fc.uniqueArray(lineArb, { selector: (l) => l.ref, maxLength: 8 }),
  spells: fc.array(spellArb, { maxLength: 3 }),
});
const asText = (f: ReturnType<typeof followsOf>) =>
  JSON.stringify([[...f.evidence].map((e) => JSON.stringify(e)).sort(), [...f.proposals].map((p) => JSON.stringify(p)).sort()]);

/** What stands after lines come one by one, each time only the difference being written. */
const kept = (steps: readonly (readonly OutsideLine[])[], spells: readonly KnownSpell[]) => {
  let evidence: readonly (OutsideEvidence & { readonly id: string })[] = [];
  let proposals: readonly (Proposed & { readonly id: string })[] = [];
  let ids = 0;
  let written = 0;
  for (const lines of steps) {
    const f = followsOf(view(lines, spells));
    const e = evidenceDifference(evidence, f.evidence);
    const p = proposalDifference(proposals, f.proposals);
    written = e.added.length + e.changed.length + e.gone.length + p.added.length + p.changed.length + p.gone.length;
    const gone = new Set(e.gone.map((x) => x.id));
    const changed = new Map(e.changed.map(({ was, is }) => [was.id, is]));
    evidence = [
      ...evidence.flatMap((x) => (gone.has(x.id) ? [] : [{ ...x, ...changed.get(x.id) }])),
      ...e.added.map((x) => ({ ...x, id: String(++ids) })),
    ];
    const left = new Set(p.gone.map((x) => x.id));
    const moved = new Map(p.changed.map(({ was, is }) => [was.id, is]));
    proposals = [
      ...proposals.flatMap((x) => (left.has(x.id) ? [] : [{ ...x, ...moved.get(x.id) }])),
      ...p.added.map((x) => ({ ...x, id: String(++ids) })),
    ];
  }
  const bare = <T extends { readonly id: string }>(all: readonly T[]) => all.map(({ id: _, ...x }) => x);
  return { follows: { evidence: bare(evidence), proposals: bare(proposals) }, written };
};

test('the order of lines, files and months does not matter, written one by one or at once', () => {
  fc.assert(
    fc.property(world, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), ({ lines, spells }, dice) => {
      const shuffled = [...lines]
        .map((l) => [dice.next().value, l] as const)
        .sort((a, b) => a[0] - b[0])
        .map(([, l]) => l);
      const whole = followsOf(view(lines, spells));
      expect(asText(followsOf(view(shuffled, [...spells].reverse())))).toBe(asText(whole));
      const stepwise = kept(
        shuffled.map((_, i) => shuffled.slice(0, i + 1)),
        spells,
      );
      expect(asText(stepwise.follows)).toBe(asText(lines.length ? whole : { evidence: [], proposals: [] }));
    }),
    { numRuns: 300 },
  );
});

test('the same list twice writes nothing; lines that are taken away leave what was before', () => {
  fc.assert(
    fc.property(world, fc.uniqueArray(lineArb, { selector: (l) => l.ref, maxLength: 4 }), ({ lines, spells }, batch) => {
      const before = lines.filter((l) => !batch.some((b) => b.ref === l.ref));
      const again = before.map((l) => ({ ...l, ref: `b9${l.ref}`, batchNumber: 9 }));
      expect(kept([before, [...before, ...again]], spells).written).toBe(0);
      expect(asText(kept([before, [...before, ...batch], before], spells).follows)).toBe(asText(kept([before], spells).follows));
    }),
    { numRuns: 300 },
  );
});

test('every month of the living is covered, proposed or declined, once for each class and employer', () => {
  fc.assert(
    fc.property(world, ({ lines, spells }) => {
      const f = followsOf(view(lines, spells));
      for (const l of lines)
        for (const month of l.months) {
          const at = `${writtenMonth(month)}-15`;
          const covered = f.evidence.filter(
            (e) =>
              e.template === OUTSIDE_TEMPLATES[l.list] &&
              e.coversFrom <= at &&
              at <= e.coversTo &&
              spells.some((s) => s.id === e.spellId && s.employer.plain === l.employer.plain),
          );
          const proposed = f.proposals.filter((p) => p.employerWords === l.employerWords && p.fromDay <= at && at <= p.toDay);
          expect(covered.length + proposed.length).toBe(1);
        }
      for (const e of f.evidence) {
        const spell = spells.find((s) => s.id === e.spellId)!;
        expect(e.coversTo >= spell.start).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test('runs of months hold exactly the months, in order and apart', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 24000, max: 24060 })), (months) => {
      const runs = monthRuns(months);
      expect(runs.flatMap((r) => monthsFrom(r.first, r.last))).toEqual([...new Set(months)].sort((a, b) => a - b));
      expect(runs.every((r, i) => i === 0 || r.first > runs[i - 1]!.last + 1)).toBe(true);
    }),
  );
  expect(writtenRuns(monthRuns(m(1, 2, 4)))).toBe('2026-01～2026-02、2026-04');
  expect(writtenMonth(monthOfDay('2026-12-31'))).toBe('2026-12');
});
