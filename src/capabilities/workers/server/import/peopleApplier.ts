// The list of people 人员名册 (sheet workers.people), and corrections of many at once by an export that comes back (档案号).
import type { SheetApplier } from '#capabilities/rosters/server/service.ts';
import { resolvePeople } from './resolvePeople.ts';
import type { PersonPlan } from './shapes.ts';
import { undoPeople, writtenPeople } from './undoPeople.ts';
import { writePeople } from './writePeople.ts';

export const peopleApplier: SheetApplier<PersonPlan> = {
  sheet: 'workers.people',
  // stations may hand in telephones, steering corrections; what else a row would do is asked row by row
  can: 'workers.contact',
  resolve: resolvePeople,
  write: writePeople,
  writtenRows: writtenPeople,
  undo: undoPeople,
};

/** 计划外出务工信息: of a plan only the intention is written, and who it is where nobody knew; no spell of work. */
export const plansApplier: SheetApplier<PersonPlan> = { ...peopleApplier, sheet: 'workers.plans' };
