/**
 * What becomes of somebody whatever else is drawn: school, sickness, death. Decided by their lot (outline.ts) and by no stream of draws, so that the plan can
 * ask it of a million people without making them.
 */
import { share } from './random.ts';
import type { Health } from './shapes.ts';

const KIND = { school: 31, health: 32, ability: 33, death: 34 } as const;

/** At school at 18 and over, by year of birth. */
export const isStudent = (lot: number, year: number): boolean => year >= 2000 && share(lot, KIND.school) < 0.38;

const HEALTH: readonly (readonly [upTo: number, health: readonly Health[]])[] = [
  [0.915, ['healthy']],
  [0.96, ['chronic']],
  [0.985, ['disabled']],
  [0.994, ['serious']],
  [1, ['chronic', 'disabled']],
];
export const healthOf = (lot: number): readonly Health[] => {
  const x = share(lot, KIND.health);
  return HEALTH.find(([upTo]) => x < upTo)![1];
};
/** What sickness left of the ability to work: null as others of that age. */
export const frailty = (lot: number): 'lost' | 'weak' | null => {
  const health = healthOf(lot);
  const x = share(lot, KIND.ability);
  if (health.includes('serious')) return x < 0.4 ? 'lost' : 'weak';
  return health.includes('disabled') && x < 0.3 ? (x < 0.12 ? 'lost' : 'weak') : null;
};
/** Dies while the register looks on (or is told of it too late). */
export const isMortal = (lot: number, age: number): boolean => share(lot, KIND.death) < (age > 65 ? 0.03 : 0.002);
