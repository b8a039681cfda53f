import type { PageDef, SlotDef } from '#platform/web/pages.ts';

/** 待确认的务工. */
export const listPages: readonly PageDef[] = [
  {
    path: '/proposals',
    can: 'employment.proposals',
    load: async () => (await import('./ProposalsPage.tsx')).ProposalsPage,
    nav: {
      group: 'records',
      text: { zh: '待确认的务工', en: 'Work to be confirmed' },
      icon: 'doubt',
      order: 12,
      key: 'w',
      count: { can: 'employment.decide', load: async () => (await import('./small.tsx')).ProposalCount },
    },
  },
];
export const listSlots: readonly SlotDef[] = [
  {
    slot: 'home.inbox',
    id: 'employment.proposals',
    order: 16,
    can: 'employment.decide',
    load: async () => (await import('./small.tsx')).HomeProposals,
  },
  {
    slot: 'workers.person.side',
    id: 'employment.proposals',
    order: 11,
    can: 'employment.proposals',
    load: async () => (await import('./small.tsx')).PersonProposals,
  },
];
