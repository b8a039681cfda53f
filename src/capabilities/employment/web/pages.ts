// What the console mounts of the ledger.
import { PERSON_SIDE, PERSON_TIMELINE } from '#capabilities/workers/names.ts';
import type { WebCapability } from '#platform/web/pages.ts';
import { criteriaPages, criteriaSlots } from './criteria/pagesCriteria.ts';
import { listPages, listSlots } from './lists/pagesLists.ts';
import { retentionPages } from './retention/pagesRetention.ts';

export const employment: WebCapability = {
  pages: [
    ...listPages,
    ...retentionPages,
    ...criteriaPages,
    {
      path: '/organisations/:id/people',
      can: 'employment.people',
      load: async () => (await import('./people/OrganisationPeoplePage.tsx')).OrganisationPeoplePage,
    },
    {
      path: '/verification',
      can: 'employment.rounds',
      load: async () => (await import('./rounds/RoundPage.tsx')).RoundPage,
      nav: { group: 'journey', text: { zh: '在岗核验', en: 'Verification' }, icon: 'check', order: 70, key: 'v' },
    },
  ],
  slots: [
    ...listSlots,
    ...criteriaSlots,
    {
      slot: 'organisations.organisation.people',
      id: 'employment.people',
      order: 10,
      can: 'employment.people',
      load: async () => (await import('./people/OrganisationPeople.tsx')).OrganisationPeople,
    },
    {
      slot: 'home.lead',
      id: 'employment.work',
      order: 20,
      can: 'employment.rounds',
      load: async () => (await import('./rounds/HomeWork.tsx')).HomeWork,
    },
    {
      slot: 'home.inbox',
      id: 'employment.rounds',
      order: 12,
      can: 'employment.verify',
      load: async () => (await import('./rounds/HomeRounds.tsx')).HomeRounds,
    },
    {
      slot: PERSON_TIMELINE,
      id: 'employment.spells',
      order: 10,
      can: 'workers.see',
      load: async () => (await import('./PersonSpells.tsx')).PersonSpells,
    },
    {
      slot: PERSON_SIDE,
      id: 'employment.work',
      order: 10,
      can: 'workers.see',
      load: async () => (await import('./PersonWork.tsx')).PersonWork,
    },
  ],
};
