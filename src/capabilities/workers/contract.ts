// Workers 人员: what the outside sees. Shared by server and pages; no IO.

import type { AnyEndpoint } from '#platform/contract.ts';
import type { Text } from '#standards/text.ts';
import { bulkConsent, bulkIdentity } from './contractBulk.ts';
import { compareEndpoints } from './contractCompare.ts';
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
import { listSources } from './contractSources.ts';

export * from './contractBulk.ts';
export * from './contractCompare.ts';
export * from './contractExport.ts';
export * from './contractFacts.ts';
export * from './contractList.ts';
export * from './contractPairs.ts';
export * from './contractPerson.ts';
export * from './contractShapes.ts';
export * from './contractSources.ts';
export { PERSON_SIDE, PERSON_TIMELINE } from './names.ts';

/** What later capabilities do with ticked people; its subject is their worker ids, with commas between. */
export const LIST_BULK = 'workers.list.bulk';
/** Steps of the loop line 环线. A later capability fills the slot of its step with a `.loop-done` or `.loop-now` that says the day. */
export const LOOP_STEPS = [
  'register',
  'intention',
  'training',
  'exam',
  'match',
  'trip',
  'post',
  'verify',
  'stay',
  'visit',
  'service',
  'subsidy',
  'count',
] as const;
export type LoopStep = (typeof LOOP_STEPS)[number];
export const loopSlot = (step: LoopStep) => `workers.person.loop.${step}` as const;

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
  listSources,
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
  bulkIdentity,
  bulkConsent,
  joinWorkers,
  splitWorkers,
  listPairs,
  readPair,
  decidePair,
  acknowledgePair,
  startSweep,
  ...compareEndpoints,
];

/** What the audit calls each deed. */
export const auditTexts: Readonly<Record<string, Text>> = {
  ...Object.fromEntries(workersEndpoints.filter((e) => e.audited).map((e) => [e.id, e.summary])),
  'workers.crossArea': { zh: '导入的表里有外地已有的证件号', en: 'A sheet named numbers that other areas hold' },
};
