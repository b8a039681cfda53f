import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, NEVER } from './rulesFold.ts';
import type { EvidenceClass } from './rulesSpell.ts';
import { type EvidenceVersion, type SpellVersion, vouchedAt, vouchedHistory } from './rulesVouched.ts';
import { evidenceIn, spellIn } from './testing/worlds.ts';

const at = (n: number): string => `2026-01-01T00:00:00.${String(n).padStart(6, '0')}Z`;
/** Versions of one fact one after the other, with holes where it did not exist. */
const versionsOf = <T extends object>(value: fc.Arbitrary<T>): fc.Arbitrary<(T & { recorded: string; superseded: string })[]> =>
  fc
    .record({
      values: fc.array(value, { minLength: 1, maxLength: 3 }),
      times: fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { minLength: 6, maxLength: 6 }),
      chained: fc.boolean(),
      current: fc.boolean(),
    })
    .map(({ values, times, chained, current }) => {
      const t = [...times].sort((a, b) => a - b);
      return values.map((v, i) => {
        const last = i === values.length - 1;
        return {
          ...v,
          recorded: at(t[2 * i]!),
          superseded: last && current ? 'infinity' : chained && !last ? at(t[2 * i + 2]!) : at(t[2 * i + 1]!),
        };
      });
    });
const history = fc.integer({ min: 10, max: 80 }).chain((span) =>
  fc.record({
    spell: versionsOf(spellIn(span)) as fc.Arbitrary<SpellVersion[]>,
    evidence: fc
      .array(versionsOf(evidenceIn(span).map(({ recorded: _, ...e }) => e)), { maxLength: 5 })
      .map((facts) => facts.flatMap((versions, i): EvidenceVersion[] => versions.map((v) => ({ ...v, id: `e${i}` })))),
  }),
);

test('what is stored says, at any instant and for any class, what the fold of the facts known then says', () => {
  fc.assert(
    fc.property(history, ({ spell, evidence }) => {
      const rows = vouchedHistory(spell, evidence);
      const first = (id: string) =>
        evidence
          .filter((e) => e.id === id)
          .map((e) => e.recorded)
          .sort()[0]!;
      for (let k = 0; k <= 13; k++) {
        const known = <T extends { recorded: string; superseded: string }>(all: readonly T[]) =>
          all.filter((v) => v.recorded <= at(k) && at(k) < v.superseded);
        const [now] = known(spell);
        for (const c of [1, 2, 3, 4, 5, 6] as const) {
          const row = vouchedAt(rows, c, at(k));
          expect(rows.filter((r) => r.c <= c && c <= r.upto && r.recorded <= at(k) && at(k) < r.superseded).length).toBeLessThan(2);
          if (!now) {
            expect(row).toBeNull();
            continue;
          }
          const f = fold(
            now,
            known(evidence).map((e) => ({ ...e, recorded: Date.parse(first(e.id)) * 1000 + Number(first(e.id).slice(20, 26)) })),
            c as EvidenceClass,
          );
          expect(row ? [row.from, row.last, row.closed, row.closingClass] : [now.start, NEVER, now.ended, 0]).toEqual([
            now.start,
            f.last,
            f.closed,
            f.closingClass,
          ]);
        }
      }
    }),
    { numRuns: 1500 },
  );
});

test('rows of one class never overlap, and no two that follow each other say the same', () => {
  fc.assert(
    fc.property(history, ({ spell, evidence }) => {
      const rows = vouchedHistory(spell, evidence);
      for (const c of [1, 2, 3, 4, 5, 6]) {
        const mine = rows.filter((r) => r.c === c).sort((a, b) => (a.recorded < b.recorded ? -1 : 1));
        for (let i = 0; i + 1 < mine.length; i++) {
          const [a, b] = [mine[i]!, mine[i + 1]!];
          expect(a.superseded <= b.recorded).toBe(true);
          if (a.superseded === b.recorded) {
            const facts = ({ upto, best, from, last, closed, closingClass }: typeof a) => [upto, best, from, last, closed, closingClass];
            expect(facts(a)).not.toEqual(facts(b));
          }
        }
      }
      expect(vouchedHistory([...spell].reverse(), [...evidence].reverse())).toEqual(rows);
    }),
  );
});
