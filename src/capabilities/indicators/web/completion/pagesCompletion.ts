// What the console mounts of completion.
import { AGREEMENT_SECTIONS } from '#capabilities/accords/names.ts';
import type { PageDef, SlotDef } from '#platform/web/pages.ts';

export const completionPages: readonly PageDef[] = [
  {
    path: '/completion',
    can: 'indicators.read',
    load: async () => (await import('./CompletionPage.tsx')).CompletionPage,
    nav: { group: 'figures', text: { zh: '目标完成', en: 'Completion of targets' }, icon: 'check', order: 30 },
  },
];
export const completionSlots: readonly SlotDef[] = [
  {
    slot: AGREEMENT_SECTIONS as 'accords.agreement',
    id: 'indicators.completion',
    order: 10,
    can: 'indicators.read',
    load: async () => (await import('./CompletionSection.tsx')).CompletionSection,
  },
  {
    slot: 'home.cards',
    id: 'indicators.targets',
    order: 5,
    can: 'indicators.read',
    load: async () => (await import('./HomeTargets.tsx')).HomeTargets,
  },
];
