import { PERSON_TIMELINE } from '#capabilities/workers/names.ts';
import type { PageDef, SlotDef } from '#platform/web/pages.ts';

/** 稳定口径. */
export const criteriaPages: readonly PageDef[] = [
  {
    path: '/criteria',
    can: 'employment.criteria',
    load: async () => (await import('./CriteriaPage.tsx')).CriteriaPage,
    nav: { group: 'records', text: { zh: '稳定口径', en: 'Stability criteria' }, icon: 'pact', order: 40 },
  },
  {
    path: '/criteria/revise',
    can: 'employment.reviseCriterion',
    load: async () => (await import('./CriterionRevisePage.tsx')).CriterionRevisePage,
  },
];
export const criteriaSlots: readonly SlotDef[] = [
  {
    slot: PERSON_TIMELINE,
    id: 'employment.stability',
    order: 12,
    can: 'employment.criteria',
    load: async () => (await import('./PersonStability.tsx')).PersonStability,
  },
];
