// What schooling adds to the pages of training.
import type { WebCapability } from '#platform/web/pages.ts';
import { CLASS_HEAD, COHORTS } from '../../names.ts';

export const schoolingPages: WebCapability['pages'] = [
  {
    path: '/training/cohorts',
    can: COHORTS,
    load: async () => (await import('./CohortsPage.tsx')).CohortsPage,
    nav: { group: 'journey', text: { zh: '学制培养', en: 'Schooling' }, icon: 'cert', order: 22 },
  },
  { path: '/training/cohorts/:id', can: COHORTS, load: async () => (await import('./CohortPage.tsx')).CohortPage },
];
export const schoolingSlots: NonNullable<WebCapability['slots']> = [
  { slot: CLASS_HEAD, id: 'training.term', order: 5, can: COHORTS, load: async () => (await import('./TermLine.tsx')).TermLine },
];
