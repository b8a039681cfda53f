import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addMonths, daysBetween } from '#standards/calendar/calendar.ts';
import { type Evidence, isOrganised, kindOfChannel, workAreaOf } from './rulesSpell.ts';
import type { Work } from './rulesWork.ts';
import { apply, type Short, told } from './testing/statements.ts';

test('a row becomes a spell with the evidence of a list; the same list again says nothing new', () => {
  const first = apply([{ at: '穗味餐饮', start: '2026-03', pay: 5000 }]);
  expect(told(first.work)).toEqual(['穗味餐饮 2026-03-01(month)… 5000 [+6 2026-03-01…2026-10-31 @2026-10-31]']);
  expect(first.rows[0]!.outcome).toBe('new');
  expect(first.writes.map((w) => w.write)).toEqual(['spell', 'evidence']);
  const again = apply([{ at: '穗味餐饮', start: '2026-03', pay: 5000 }], first.work);
  expect(again.writes).toEqual([]);
  expect(again.rows[0]!.outcome).toBe('unchanged');
  // handed in on another day of the month: the same statement
  expect(apply([{ at: '穗味餐饮', start: '2026-03-05', observed: '2026-10-31' }], first.work).writes.map((w) => w.write)).toEqual([
    'spell',
    'evidence',
  ]);
  const dayKnown = apply([{ at: '穗味餐饮', start: '2026-03-05' }]);
  expect(apply([{ at: '穗味餐饮', start: '2026-03' }], dayKnown.work).writes).toEqual([]);
  expect(apply([{ at: '穗味餐饮', start: '2026-03-05', observed: '2026-10-12' }], dayKnown.work).writes).toEqual([]);
});

test('the next month confirms: new evidence, the spell stays as it is', () => {
  const october = apply([{ at: '甲厂', start: '2026-03' }]);
  const november = apply([{ at: '甲厂', start: '2026-03', observed: '2026-11-30' }], october.work);
  expect(november.rows[0]!.outcome).toBe('changed');
  expect(november.writes.map((w) => w.write)).toEqual(['evidence']);
  expect(told(november.work)).toEqual([
    '甲厂 2026-03-01(month)…  [+6 2026-03-01…2026-10-31 @2026-10-31, +6 2026-03-01…2026-11-30 @2026-11-30]',
  ]);
});

test('another employer closes the older open spell on the day before, and reopens nothing', () => {
  const before = apply([{ at: '甲厂', start: '2026-03', observed: '2026-05-31' }]);
  const after = apply([{ at: '乙厂', start: '2026-06-10' }], before.work);
  expect(told(after.work)).toEqual([
    '乙厂 2026-06-10…  [+6 2026-06-10…2026-10-31 @2026-10-31]',
    '甲厂 2026-03-01(month)…~2026-06-09  [+6 2026-03-01…2026-05-31 @2026-05-31]',
  ]);
  expect(after.rows[0]!.remarks).toEqual([]);
  // both in one list: what the list says of the first ends there too
  const both = apply([
    { at: '甲厂', start: '2026-03' },
    { at: '乙厂', start: '2026-06' },
  ]);
  expect(told(both.work)[1]).toBe('甲厂 2026-03-01(month)…~2026-05-31(month)  [+6 2026-03-01…2026-05-31 @2026-10-31]');
  // and again next month, in either order
  for (const rows of [
    [
      { at: '甲厂', start: '2026-03' },
      { at: '乙厂', start: '2026-06' },
    ],
    [
      { at: '乙厂', start: '2026-06' },
      { at: '甲厂', start: '2026-03' },
    ],
  ]) {
    const next = apply(
      rows.map((r) => ({ ...r, observed: '2026-11-30' })),
      both.work,
    );
    expect(next.writes.map((w) => w.write)).toEqual(['evidence']);
    expect(next.work.spells.map((k) => k.ended)).toEqual(both.work.spells.map((k) => k.ended));
    expect(next.rows.map((r) => r.outcome).sort()).toEqual(['changed', 'unchanged']);
    expect(next.rows.flatMap((r) => r.remarks)).toEqual([]);
  }
  // a newer list has only the first: which of the two is held stays open
  const only = apply([{ at: '甲厂', start: '2026-03', observed: '2026-11-30' }], both.work);
  expect(only.writes).toEqual([]);
  expect(only.rows[0]!.remarks).toMatchObject([{ kind: 'overlap' }]);
});

const contract = (work: Work, spellId: string): Work => {
  const item: Evidence = {
    id: 'c',
    spellId,
    class: 3,
    says: 'in_post',
    coversFrom: '2026-03-01',
    coversTo: '2026-08-31',
    observed: '2026-08-31',
    template: '',
  };
  return { ...work, evidence: [...work.evidence, item] };
};
test('better evidence keeps both, as a doubt; a marked second job is none; an internship neither', () => {
  const first = apply([{ at: '甲厂', start: '2026-03' }]);
  const vouched = contract(first.work, first.work.spells[0]!.id);
  const both = apply([{ at: '乙厂', start: '2026-06' }], vouched);
  expect(both.work.spells.map((k) => k.ended)).toEqual([null, null]);
  expect(both.rows[0]!.remarks).toMatchObject([{ kind: 'overlap' }]);
  const side = apply([{ at: '乙厂', start: '2026-06', side: true }], first.work);
  expect(side.work.spells.map((k) => k.ended)).toEqual([null, null]);
  expect(side.rows[0]!.remarks).toEqual([]);
});

test('an older list adds evidence and changes no fact', () => {
  const now = apply([{ at: '甲厂', start: '2026-03', pay: 5000 }]);
  const late = apply([{ at: '甲厂', start: '2026-03', pay: 4000, observed: '2026-06-30' }], now.work);
  expect(late.writes.map((w) => w.write)).toEqual(['evidence']);
  expect(late.rows[0]!.remarks).toMatchObject([{ kind: 'older' }]);
  expect(late.work.spells[0]!.payMonth).toBe(5000);
  // another employer, said before: nobody knows which, so both stand
  const other = apply([{ at: '乙厂', start: '2026-05', observed: '2026-06-30' }], now.work);
  expect(other.work.spells.map((k) => k.ended)).toEqual([null, null]);
  expect(other.rows[0]!.remarks).toMatchObject([{ kind: 'overlap' }]);
});

test('what somebody corrected by hand is not undone by the list of before', () => {
  const listed = apply([{ at: '甲厂', start: '2026-03', pay: 5000 }]).work;
  const corrected: Work = { ...listed, spells: listed.spells.map((k) => ({ ...k, payMonth: 5500, byHandOn: '2026-11-02' })) };
  const again = apply([{ at: '甲厂', start: '2026-03', pay: 5000 }], corrected);
  expect(again.writes).toEqual([]);
  expect(again.rows[0]!.remarks).toMatchObject([{ kind: 'older' }]);
  expect(apply([{ at: '甲厂', start: '2026-03', pay: 6000, observed: '2026-11-30' }], corrected).work.spells[0]!.payMonth).toBe(6000);
});

test('not working: ends at the stated end, else "not in post" from the observed day; once a month', () => {
  const open = apply([{ at: '甲厂', start: '2026-03', observed: '2026-09-30' }]).work;
  const ended = apply([{ working: false, at: '甲厂', start: '2026-03', end: '2026-09' }], open);
  expect(told(ended.work)).toEqual(['甲厂 2026-03-01(month)…2026-09-30(month)  [+6 2026-03-01…2026-09-30 @2026-09-30]']);
  const gone = apply([{ working: false }], open);
  expect(told(gone.work)[0]).toContain('-6 2026-10-31… @2026-10-31');
  expect(gone.rows[0]!.outcome).toBe('changed');
  expect(apply([{ working: false, observed: '2026-10-20' }], gone.work).writes).toEqual([]);
  expect(apply([{ working: false, observed: '2026-11-30' }], gone.work).writes).toEqual([]);
  // nobody known to have worked
  const never = apply([{ working: false }]);
  expect(never.work).toMatchObject({ spells: [], noWork: '2026-10-31' });
  expect(apply([{ working: false }], never.work).writes).toEqual([]);
  // where only another employer is named, the known post is not concerned
  expect(apply([{ working: false, at: '乙厂' }], open).writes).toEqual([]);
  // an end alone ends the only spell there is
  expect(apply([{ working: false, end: '2026-10-08' }], open).work.spells[0]).toMatchObject({ ended: '2026-10-08', endInferred: false });
});

test('the end is taken back by the same list corrected, a return is a spell of its own', () => {
  const ended = apply([{ at: '甲厂', start: '2026-03', end: '2026-05' }]);
  expect(told(ended.work)[0]).toContain('2026-05-31(month)');
  const corrected = apply([{ at: '甲厂', start: '2026-03' }], ended.work);
  expect(told(corrected.work)).toEqual(['甲厂 2026-03-01(month)…  [+6 2026-03-01…2026-10-31 @2026-10-31]']);
  const back = apply([{ at: '甲厂', start: '2026-08' }], ended.work);
  expect(back.rows[0]!.outcome).toBe('new');
  expect(back.work.spells).toHaveLength(2);
  // seen there in June; a list of October says since August: those days stay true
  const june = apply([{ at: '甲厂', start: '2026-03', observed: '2026-06-30' }]).work;
  const again = apply([{ at: '甲厂', start: '2026-08' }], june);
  expect(again.work.spells.map((k) => [k.start, k.ended, k.endInferred])).toEqual([
    ['2026-03-01', '2026-07-31', true],
    ['2026-08-01', null, false],
  ]);
  // nobody saw them before August: a correction
  const october = apply([{ at: '甲厂', start: '2026-03' }]).work;
  const moved = apply([{ at: '甲厂', start: '2026-08', observed: '2026-11-30' }], october);
  expect(moved.work.spells.map((k) => k.start)).toEqual(['2026-08-01']);
  // from the day after the end on it goes on
  const touching = apply([{ at: '甲厂', start: '2026-06-01' }], ended.work);
  expect(touching.work.spells.map((k) => [k.start, k.ended])).toEqual([['2026-03-01', null]]);
});

test('employers: registered, by name, unknown; whom only one of two names', () => {
  const words = apply([{ at: '甲厂', start: '2026-03' }]).work;
  const registered = apply([{ at: '#甲厂', start: '2026-03' }], words);
  expect(registered.work.spells).toMatchObject([{ organisationId: '甲厂', start: '2026-03-01' }]);
  const nameless = apply([{ at: null, start: '2026-03' }]).work;
  expect(apply([{ at: null, start: '2026-03', place: '440100000000' }], nameless).work.spells).toHaveLength(2);
  expect(apply([{ at: null, start: '2026-04-02' }], nameless).work.spells).toHaveLength(1);
  expect(apply([{ at: '甲厂', start: '2026-03' }], nameless).work.spells).toMatchObject([{ employerWords: '甲厂' }]);
  expect(apply([{ at: null, start: '2026-03' }], words).writes).toEqual([]);
  expect(apply([{ at: '甲厂' }], words).writes).toEqual([]);
  expect(apply([{ at: '丙厂' }], words).rows[0]).toMatchObject({ outcome: 'unchanged', remarks: [{ kind: 'noStart' }] });
});

test('kinds follow from channels, areas from codes', () => {
  expect(['publicPost', 'flexible', 'ownBusiness', 'workshop', 'self'].map((c) => kindOfChannel(c as 'self'))).toEqual([
    'public_post',
    'flexible',
    'self_employed',
    'employed',
    'employed',
  ]);
  expect(kindOfChannel('')).toBeNull();
  const home = '522727104213';
  expect(
    ['522727000000', '522701000000', '440111000000', '810000000000', '', '520000000000', '522700000000', '520100000000'].map((p) =>
      workAreaOf(home, p),
    ),
  ).toEqual(['county', 'province', 'elsewhere', 'abroad', 'unknown', 'unknown', 'unknown', 'province']);
  expect(isOrganised('government')).toBe(true);
  expect(isOrganised('self')).toBe(false);
  expect(isOrganised('')).toBeNull();
});

// A person's true spells, one after the other, as lists tell them ------------------------------------------------------------------

interface True {
  readonly at: string;
  readonly start: string;
  readonly end: string | null;
}
const truth = fc
  .array(
    fc.record({
      at: fc.constantFrom('甲厂', '#乙厂', '丙厂'),
      gap: fc.integer({ min: 2, max: 200 }),
      days: fc.integer({ min: 1, max: 300 }),
      open: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => {
    let day = '2018-01-01';
    return parts.map(({ at, gap, days, open }, i): True => {
      const start = addDays(day, gap);
      const end = addDays(start, days);
      day = end;
      // an end that no list tells is inferred where somebody else follows; of two spells at one employer the list must tell it
      return { at, start, end: open && !parts.slice(i + 1).some((n) => n.at === at) ? null : end };
    });
  });
const rowsOf = (spells: readonly True[]): Short[] =>
  spells.map((s) => ({ at: s.at, start: s.start, end: s.end, working: s.end === null, observed: '2026-10-31' }));

test('the order of a person’s rows in a list does not matter; the list again changes nothing', () => {
  fc.assert(
    fc.property(truth, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (spells, keys) => {
      const rows = rowsOf(spells);
      const shuffled = rows
        .map((row, i) => ({ row, key: keys[i]! }))
        .sort((a, b) => a.key - b.key)
        .map((x) => x.row);
      const straight = apply(rows);
      const other = apply(shuffled);
      expect(told(other.work)).toEqual(told(straight.work));
      expect(apply(shuffled, straight.work).writes).toEqual([]);
      expect(apply(rows, other.work).writes).toEqual([]);
      // twice in one list is once
      expect(told(apply([...rows, ...shuffled]).work)).toEqual(told(straight.work));
    }),
    { numRuns: 400 },
  );
});

test('one row after the other, each written by itself, comes to the same spells', () => {
  fc.assert(
    fc.property(truth, (spells) => {
      const rows = rowsOf(spells);
      let work = apply([]).work;
      for (const row of rows) work = apply([row], work).work;
      const whole = apply(rows).work;
      expect(told(work)).toEqual(told(whole));
    }),
  );
});

test('spells never overlap, no end lies before its start, and what the lists told is in them', () => {
  fc.assert(
    fc.property(truth, (spells) => {
      const { work, rows } = apply(rowsOf(spells));
      expect(work.spells).toHaveLength(spells.length);
      const sorted = [...work.spells].sort((a, b) => (a.start < b.start ? -1 : 1));
      sorted.forEach((k, i) => {
        const was = spells[i]!;
        expect(k.start).toBe(was.start);
        const next = spells[i + 1];
        expect(k.ended).toBe(was.end ?? (next ? addDays(next.start, -1) : null));
        expect(k.endInferred).toBe(was.end === null && next !== undefined);
        expect(daysBetween(k.start, k.ended ?? '2026-10-31')).toBeGreaterThanOrEqual(0);
        const covers = work.evidence.filter((e) => e.spellId === k.id);
        expect(covers).toHaveLength(1);
        expect(covers[0]).toMatchObject({ coversFrom: k.start, coversTo: [k.ended ?? '9999', '2026-10-31'].sort()[0] });
      });
      expect(rows.every((r) => r.remarks.length === 0)).toBe(true);
    }),
  );
});

test('months of lists: the last one counts, whichever is handed in first', () => {
  fc.assert(
    fc.property(truth, fc.integer({ min: 1, max: 5 }), (spells, months) => {
      const at = (n: number) => rowsOf(spells).map((r) => ({ ...r, observed: addMonths('2026-10-31', n), pay: 4000 + n * 100 }));
      const forward = apply(at(months), apply(at(0)).work).work;
      const backward = apply(at(0), apply(at(months)).work).work;
      const days = (w: Work) => w.spells.map((k) => `${k.employerWords} ${k.start} ${k.ended} ${k.endInferred} ${k.payMonth}`).sort();
      expect(days(backward)).toEqual(days(forward));
      expect(forward.spells.every((k) => k.payMonth === 4000 + months * 100)).toBe(true);
    }),
  );
});
