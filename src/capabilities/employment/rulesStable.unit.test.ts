import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mainOf, united } from './rulesPerson.ts';
import { isStableOn, stabilityOf } from './rulesStable.ts';
import { literalMain, literalStable, literalUnited } from './testing/literalStable.ts';
import { aRule, EPOCH, personIn, saidLife, saidRule, saidWork, steadyPersonIn, textOf } from './testing/worlds.ts';

const aClass = fc.constantFrom(1, 3, 5, 6) as fc.Arbitrary<1 | 3 | 5 | 6>;

test('spells of several records of a person are united as the text says; main is the main of the text', () => {
  fc.assert(
    fc.property(personIn(200), aClass, (person, c) => {
      const evidenceOf = (s: { evidence: readonly unknown[] }) => JSON.stringify(s.evidence.map((e) => JSON.stringify(e)).sort());
      const plain = (s: ReturnType<typeof saidWork>) => JSON.stringify({ ...s, worker: '', evidence: evidenceOf(s) });
      const fast = united(person.spells, c).map(saidWork).map(plain).sort();
      const slow = literalUnited(saidLife(person).spells, c).map(plain).sort();
      expect(fast).toEqual(slow);
      const main = mainOf(person.spells, c)!;
      const { worker: _1, organisation: _2, evidence: _3, assisted: _4, contract: _5, ...same } = saidWork(main);
      expect(literalMain(saidLife(person).spells, c)).toMatchObject(same);
    }),
    { numRuns: 1000 },
  );
});

test('stable days are those of the literal reading, for any criterion', () => {
  let everStable = 0;
  fc.assert(
    fc.property(fc.oneof(personIn(260), steadyPersonIn(120)), aRule, (person, rule) => {
      const fast = stabilityOf(person, rule);
      const slow = literalStable(saidLife(person), saidRule(rule));
      const days: string[] = [];
      for (let t = EPOCH - 60; t < EPOCH + 1100; t++) if (isStableOn(fast, t)) days.push(textOf(t));
      expect(days).toEqual([...slow].sort().filter((t) => t < textOf(EPOCH + 1100)));
      expect(fast.stableFrom === null ? undefined : textOf(fast.stableFrom)).toBe([...slow].sort()[0]);
      if (slow.size) everStable++;
    }),
    { numRuns: 400 },
  );
  expect(everStable).toBeGreaterThan(80);
});
