import { handle, type Route } from '#platform/server/http.ts';
import { listCriteria, readStability, retireCriterion, saveCriterion, tryCriterion } from '../../contractCriteria.ts';
import { list, retire, save, tryOut } from './criteria.ts';
import { ofPerson } from './ofPerson.ts';

export const criteriaRoutes: readonly Route[] = [
  handle(listCriteria, list),
  handle(tryCriterion, tryOut),
  handle(saveCriterion, save),
  handle(retireCriterion, retire),
  handle(readStability, ofPerson),
];
