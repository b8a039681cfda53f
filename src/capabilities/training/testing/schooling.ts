// A cohort with its terms and people in the class of the first, the short way.
import { AREAS, ORG } from '#capabilities/access/testing/personas.ts';
import type { Input } from '#platform/contract.ts';
import type { Services } from '#platform/server/services.ts';
import type { createCohort } from '../contractSchooling.ts';
import { fillSeats, makeClass } from './enrolments.ts';
import { SCHOOL } from './facts.ts';

export const PARTNER = ORG.employer.slice(4);
export const cohortDraft = (more: Partial<Input<typeof createCohort>> = {}): Input<typeof createCohort> => ({
  title: '2024 级中式烹饪班',
  programme: 'cook',
  major: '中式烹饪',
  kind: 'enterprise',
  schoolId: SCHOOL,
  partnerId: PARTNER,
  place: AREAS.baiyun,
  originCode: '522727000000',
  hostCode: AREAS.baiyun,
  fromDay: '2024-09-01',
  toDay: '2027-07-10',
  terms: 6,
  seats: 40,
  ...more,
});
/** A class of schooling with so many people in it. */
export const termClass = async (
  services: Pick<Services, 'store' | 'keys'>,
  more: Parameters<typeof makeClass>[1] = {},
  people = 0,
): Promise<{ readonly id: string; readonly people: readonly string[] }> => {
  const id = await makeClass(services.store, { mode: 'schooling', state: 'teaching', place: AREAS.baiyun, seats: 40, ...more });
  return { id, people: people ? await fillSeats(services, id, people, '2026-11-01') : [] };
};
