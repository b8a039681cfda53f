// Workers 人员: what the outside sees. Shared by server and pages; no IO.

import type { AnyEndpoint } from '#platform/contract.ts';
import type { Text } from '#standards/text.ts';
import {
  addContact,
  addIdentity,
  addSkill,
  checkWorker,
  correctBasic,
  correctHome,
  correctIdentity,
  giveConsent,
  joinHousehold,
  moveHome,
  recordDeath,
  registerWorker,
  saveCondition,
  saveIntention,
  withdrawConsent,
  withdrawFact,
} from './contractFacts.ts';
import { countWorkers, exportWorkers, listWorkers, lookUpSheet, lookUpWorkers, readLookUpFile, searchWorkers } from './contractList.ts';
import { acknowledgePair, decidePair, joinWorkers, listPairs, readPair, splitWorkers, startSweep } from './contractPairs.ts';
import { listLooks, readWorker, revealNumber } from './contractPerson.ts';

export * from './contractFacts.ts';
export * from './contractList.ts';
export * from './contractPairs.ts';
export * from './contractPerson.ts';
export * from './contractShapes.ts';

/** Places on the person page that later capabilities fill. */
export const PERSON_TIMELINE = 'workers.person.timeline';
export const PERSON_SIDE = 'workers.person.side';

export const workersEndpoints: readonly AnyEndpoint[] = [
  listWorkers,
  countWorkers,
  searchWorkers,
  lookUpWorkers,
  lookUpSheet,
  readLookUpFile,
  exportWorkers,
  registerWorker,
  checkWorker,
  readWorker,
  listLooks,
  revealNumber,
  correctBasic,
  moveHome,
  correctHome,
  addIdentity,
  correctIdentity,
  saveCondition,
  addSkill,
  saveIntention,
  addContact,
  giveConsent,
  withdrawConsent,
  recordDeath,
  withdrawFact,
  joinHousehold,
  joinWorkers,
  splitWorkers,
  listPairs,
  readPair,
  decidePair,
  acknowledgePair,
  startSweep,
];

/** What the audit calls each deed. */
export const auditTexts: Readonly<Record<string, Text>> = Object.fromEntries(
  workersEndpoints.filter((e) => e.audited).map((e) => [e.id, e.summary]),
);
