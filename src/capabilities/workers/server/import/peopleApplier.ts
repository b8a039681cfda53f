// The list of people 人员名册 (sheet workers.people), and corrections of many at once by an export that comes back (档案号).
import type { SheetApplier } from '#capabilities/rosters/server/service.ts';
import { peopleUndone } from '../listPeople.ts';
import { resolvePeople } from './resolvePeople.ts';
import type { PersonPlan } from './shapes.ts';
import { undoPeople, writtenPeople } from './undoPeople.ts';
import { writePeople } from './writePeople.ts';

const applierOf = (sheet: string): SheetApplier<PersonPlan> => ({
  sheet,
  // stations may hand in telephones, steering corrections; what else a row would do is asked row by row
  can: 'workers.contact',
  resolve: resolvePeople,
  write: writePeople,
  writtenRows: (context, after, limit) => writtenPeople(context, after, limit, sheet),
  undo: undoPeople,
  undoneSubjects: peopleUndone,
});

export const peopleApplier = applierOf('workers.people');
/** 计划外出务工信息: what somebody means to do is an intention of theirs, nothing more. */
export const plansApplier = applierOf('workers.plans');
