// The independent count of the figures I01–I08: docs/figures.md read aloud over a world of plain facts, person by person and day by day. It shares nothing
// with the engine but `src/standards` (calendar, divisions); tests compare the two. Numbers in brackets are the notes of §9.
import type { Day } from '#standards/calendar/calendar.ts';
import { eachDay } from './bruteDays.ts';
import { dimensionsOf, peopleAt } from './bruteDimensions.ts';
import { knownAt, type Person, personsAt, type Work } from './bruteFacts.ts';
import { counted, vouched, within } from './bruteFold.ts';
import { mainOf, united } from './bruteMain.ts';
import { homeAt, isRural } from './brutePlaces.ts';
import { guangdongSpells, stableInGuangdongFrom } from './bruteStable.ts';
import { cohortSpell, windowAnswer } from './bruteWindows.ts';
import type { Ask, CountedMember, World } from './world.ts';

/** A person, the day they are read on, and the spell that speaks for them. */
interface Standing {
  readonly on: Day;
  readonly main: Work;
  readonly answer?: CountedMember['answer'];
}
interface Reading {
  readonly person: Person;
  /** United first (§2), with the c of the figure [5]. */
  readonly spells: readonly Work[];
  readonly ask: Ask;
  readonly c: number;
}

/** I01: rural home at t*, qualifying = assisted, not internship (§6, persons in a period; §7). */
const helped = ({ person, spells, ask, c }: Reading): Standing | null => {
  const qualifying = spells
    .filter((s) => s.assisted && s.kind !== 'internship')
    .map((s) => ({ s, days: vouched(s, c) }))
    .filter(({ days }) => days !== null && days.from <= ask.to && ask.from <= days.to);
  const main = mainOf(
    qualifying.map(({ s }) => s),
    c,
  );
  if (main === undefined) return null;
  for (const on of eachDay(ask.from, ask.to))
    if (qualifying.some(({ days }) => within(days, on))) return isRural(homeAt(person, on), ask.asOf) ? { on, main } : null;
  return null;
};

/** I06: 脱贫 at stableFrom ∈ [A, D]; S = the Guangdong spells with t* ∈ counted(s, 5, 92); one of S is assisted; `main` over S. */
const newlyStable = ({ person, spells, ask, c }: Reading): Standing | null => {
  const on = stableInGuangdongFrom(spells, c);
  if (on === null || on < ask.from || ask.to < on || peopleAt(person, on) !== 'poverty') return null;
  const S = guangdongSpells(spells).filter((s) => within(counted(s, c), on));
  const main = mainOf(S, c);
  return main !== undefined && S.some((s) => s.assisted) ? { on, main } : null;
};

/** I07: 脱贫 at D; some spell (not internship) in Guangdong counted at D; `main` over the Guangdong spells counted at D. */
const stock = ({ person, spells, ask, c }: Reading): Standing | null => {
  const on = ask.asOf;
  if (peopleAt(person, on) !== 'poverty') return null;
  const main = mainOf(
    guangdongSpells(spells).filter((s) => within(counted(s, c), on)),
    c,
  );
  return main === undefined ? null : { on, main };
};

/** I08: everybody of the cohort, read at σ, with their answer. */
const retained = ({ spells, ask, c }: Reading): Standing | null => {
  const main = cohortSpell(spells, ask.from, ask.to, c);
  if (main === undefined) return null;
  const answer = windowAnswer(spells, main, { form: ask.form, window: ask.window, D: ask.asOf, c });
  return { on: main.start, main, answer };
};

const RULES: Readonly<Record<Ask['indicator'], (reading: Reading) => Standing | null>> = {
  I01: helped,
  I02: helped,
  I03: helped,
  I04: helped,
  I05: helped,
  I06: newlyStable,
  I07: stock,
  I08: retained,
};
/** 其中 figures "are the same figure with one more condition". */
const MORE: Partial<Record<Ask['indicator'], (m: CountedMember) => boolean>> = {
  I02: (m) => m.dimensions.people === 'poverty',
  I03: (m) => m.dimensions.where === 'guangdong',
  I04: (m) => m.dimensions.where === 'near',
  I05: (m) => m.dimensions.where === 'elsewhere',
};
/** §6: ○ c = 6 for help (I01–I05), 5 for stock and stability. */
export const classOf = (ask: Ask): number => ask.evidenceClass ?? (ask.indicator <= 'I05' ? 6 : 5);

/** The members of a figure with all their dimensions, by person. The figure is how many there are; of I08 how many of each answer. */
export const bruteMembers = (world: World, ask: Ask): CountedMember[] => {
  const c = classOf(ask);
  const pairings = world.pairings.filter(knownAt(ask.knownAt));
  return personsAt(world, ask.knownAt)
    .flatMap((person): CountedMember[] => {
      const standing = RULES[ask.indicator]({ person, spells: united(person.spells, c), ask, c });
      if (standing === null) return [];
      const { on, main, answer = null } = standing;
      return [{ person: person.id, on, dimensions: dimensionsOf(person, main, { on, D: ask.asOf, c, pairings }), answer }];
    })
    .filter(MORE[ask.indicator] ?? (() => true))
    .sort((x, y) => (x.person < y.person ? -1 : 1));
};
