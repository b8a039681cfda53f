// Lines of frozen members are canonical JSON, though they are written without the function that makes it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, type FrozenMember, memberLine } from './rulesFrozen.ts';

const word = fc.string({ maxLength: 12 });
const member: fc.Arbitrary<FrozenMember> = fc.record({
  workerId: fc.uuid(),
  onDay: fc.constantFrom('2022-08-31', '2022-02-01'),
  spellId: fc.option(fc.uuid()),
  origin: word,
  host: word,
  where: word,
  people: word,
  monitored: word,
  relocated: word,
  sex: word,
  age: word,
  channel: word,
  programme: word,
  industry: word,
  occupation: word,
  evidence: word,
  pairing: word,
  answers: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 6 }),
});

test('a member line is the canonical text of what it says', () => {
  fc.assert(
    fc.property(member, word, (m, series) => {
      const line = memberLine(series, m);
      const said = JSON.parse(line) as Parameters<typeof canonical>[0];
      expect(line).toBe(canonical(said));
      const { workerId, onDay, spellId, ...same } = m;
      expect(said).toEqual({ ...same, series, person: workerId, on: onDay, spell: spellId });
    }),
  );
});
test('an answer that is no whole number is refused', () => {
  const [m] = fc.sample(member, 1);
  expect(() => memberLine('I06', { ...m!, answers: [0.5] })).toThrow(RangeError);
});
