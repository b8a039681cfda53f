// Who calls the roll of a class: the school that holds it, and the offices over its place or its origin. Pure.
import { holds } from '#capabilities/access/rules.ts';
import type { Held } from '#capabilities/accords/rules.ts';
import { ROLL, rollPermissions } from './contractRollTexts.ts';
import type { ClassPlace } from './rulesClasses.ts';

export const callsRoll = (held: readonly Held[], of: ClassPlace): boolean =>
  held.some((h) => {
    if (!(rollPermissions[ROLL].roles as readonly string[]).includes(h.role)) return false;
    if (h.relation !== null) return h.relation === `org:${of.schoolId}`;
    return holds(h.area, of.place) || holds(h.area, of.originCode);
  });
