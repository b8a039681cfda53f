import type { PageDef, SlotDef } from '#platform/web/pages.ts';
import { SEE_PLANS, WORK_PLANS } from '../../names.ts';

/** 工作要点 and 联席会议. */
export const planPages: readonly PageDef[] = [
  {
    path: '/plan-items',
    can: SEE_PLANS,
    load: async () => (await import('./PlanItemListPage.tsx')).PlanItemListPage,
    nav: { group: 'figures', text: { zh: '工作要点', en: 'Work points' }, icon: 'note', order: 45, key: 'y' },
  },
  { path: '/plan-items/new', can: WORK_PLANS, load: async () => (await import('./PlanItemNewPage.tsx')).PlanItemNewPage },
  { path: '/plan-items/:id', can: SEE_PLANS, load: async () => (await import('./PlanItemPage.tsx')).PlanItemPage },
  { path: '/joint-meetings/new', can: WORK_PLANS, load: async () => (await import('./MeetingNewPage.tsx')).MeetingNewPage },
  { path: '/joint-meetings/:id', can: SEE_PLANS, load: async () => (await import('./MeetingPage.tsx')).MeetingPage },
];
export const planSlots: readonly SlotDef[] = [
  {
    slot: 'accords.agreement',
    id: 'accords.plans',
    order: 30,
    can: SEE_PLANS,
    load: async () => (await import('./AgreementPlans.tsx')).AgreementPlans,
  },
  {
    slot: 'home.inbox',
    id: 'accords.plans',
    order: 14,
    can: WORK_PLANS,
    load: async () => (await import('./HomePlans.tsx')).HomePlans,
  },
];
