import { type Constraints, handle, type Route } from '#platform/server/http.ts';
import { startJob } from '#platform/server/jobs.ts';
import {
  acknowledgePair,
  addContact,
  addIdentity,
  addSkill,
  bulkConsent,
  bulkIdentity,
  checkWorker,
  correctBasic,
  correctHome,
  correctIdentity,
  countWorkers,
  decidePair,
  giveConsent,
  householdNumberTaken,
  joinHousehold,
  joinWorkers,
  listLooks,
  listPairs,
  listSources,
  listWorkers,
  moveHome,
  notYoursToJoin,
  readPair,
  readWorker,
  recordDeath,
  registerWorker,
  revealNumber,
  saveCondition,
  saveIntention,
  searchWorkers,
  splitWorkers,
  startSweep,
  withdrawConsent,
  withdrawFact,
} from '../contract.ts';
import { manyConsents, manyIdentities } from './bulk.ts';
import { sweepDuplicates } from './duplicates/sweep.ts';
import {
  agree,
  die,
  enterContact,
  enterGroup,
  learn,
  mendGroup,
  mendHome,
  move,
  takeBack,
  takeBackConsent,
  tellCondition,
  tellIntention,
} from './events.ts';
import { exportRoutes } from './exportRoutes.ts';
import { join } from './households.ts';
import { count, list, search } from './list.ts';
import { looks } from './looks.ts';
import { acknowledge, decide, joinByHand, list as pairs, read as readOnePair, split } from './pairs.ts';
import { read, reveal } from './person.ts';
import { check, correctWho, register } from './register.ts';
import { sources } from './sources.ts';

export const workersRoutes: readonly Route[] = [
  handle(listWorkers, list),
  handle(countWorkers, count),
  handle(searchWorkers, search),
  handle(registerWorker, register),
  handle(checkWorker, check),
  handle(readWorker, (call, { id }) => read(call, id)),
  handle(listLooks, looks),
  handle(listSources, sources),
  handle(revealNumber, reveal),
  handle(correctBasic, correctWho),
  handle(moveHome, move),
  handle(correctHome, mendHome),
  handle(addIdentity, enterGroup),
  handle(correctIdentity, mendGroup),
  handle(saveCondition, tellCondition),
  handle(addSkill, learn),
  handle(saveIntention, tellIntention),
  handle(addContact, enterContact),
  handle(giveConsent, agree),
  handle(withdrawConsent, takeBackConsent),
  handle(recordDeath, die),
  handle(withdrawFact, takeBack),
  handle(joinHousehold, join),
  handle(bulkIdentity, manyIdentities),
  handle(bulkConsent, manyConsents),
  handle(listPairs, pairs),
  handle(readPair, readOnePair),
  handle(decidePair, decide),
  handle(acknowledgePair, acknowledge),
  handle(joinWorkers, joinByHand),
  handle(splitWorkers, split),
  ...exportRoutes,
  handle(startSweep, async (call) => ({ jobId: await startJob(call, sweepDuplicates, {}, { dedupeKey: 'sweep' }) })),
];

export const workersConstraints: Constraints = {
  join_persons_area: () => notYoursToJoin(),
  // a number in use out of sight, or founded by somebody else at the same moment
  household_number: () => householdNumberTaken(),
};
