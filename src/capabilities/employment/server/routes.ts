import { handle, handleFile, type Route } from '#platform/server/http.ts';
import {
  changePost,
  dropEvidence,
  dropSpell,
  exportPeople,
  finishSpell,
  listPeople,
  listSpells,
  recordSpell,
  reviseSpell,
  vouchSpell,
} from '../contract.ts';
import { criteriaRoutes } from './criteria/routes.ts';
import { dropOne, vouch } from './entry/evidenceDeeds.ts';
import { drop, end, record, revise, transfer } from './entry/spellDeeds.ts';
import { list } from './listSpells.ts';
import { listRoutes } from './lists/routes.ts';
import { list as people } from './people/list.ts';
import { prepare, send } from './people/sheet.ts';
import { retentionRoutes } from './retention/routes.ts';
import { roundRoutes } from './rounds/routes.ts';

const spellRoutes: readonly Route[] = [
  handle(listSpells, list),
  handle(recordSpell, record),
  handle(reviseSpell, revise),
  handle(finishSpell, end),
  handle(dropSpell, drop),
  handle(changePost, transfer),
  handle(vouchSpell, vouch),
  handle(dropEvidence, dropOne),
];

const peopleRoutes: readonly Route[] = [handle(listPeople, people), handleFile(exportPeople, prepare, send)];

export const employmentRoutes: readonly Route[] = [
  ...spellRoutes,
  ...peopleRoutes,
  ...listRoutes,
  ...roundRoutes,
  ...criteriaRoutes,
  ...retentionRoutes,
];
