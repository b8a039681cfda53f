import type { PageDef, SlotDef } from '#platform/web/pages.ts';

/** 疑点: the desk, the rule book, exemptions, numbers. */
export const deskPages: readonly PageDef[] = [
  {
    path: '/findings',
    can: 'rosters.findings',
    load: async () => (await import('./desk/FindingsPage.tsx')).FindingsPage,
    nav: {
      group: 'records',
      text: { zh: '疑点', en: 'Findings' },
      icon: 'doubt',
      order: 10,
      key: 'd',
      count: { can: 'rosters.desk', load: async () => (await import('./desk/DutyCount.tsx')).DutyCount },
    },
  },
  { path: '/findings/rules', can: 'rosters.findings', load: async () => (await import('./desk/RuleBookPage.tsx')).RuleBookPage },
  { path: '/findings/exemptions', can: 'rosters.findings', load: async () => (await import('./desk/ExemptionsPage.tsx')).ExemptionsPage },
  { path: '/findings/numbers', can: 'rosters.findings', load: async () => (await import('./desk/NumbersPage.tsx')).NumbersPage },
];

export const deskSlots: readonly SlotDef[] = [
  {
    slot: 'home.inbox',
    id: 'rosters.findings',
    order: 15,
    // whoever only looks has nothing to do there
    can: 'rosters.desk',
    load: async () => (await import('./desk/HomeFindings.tsx')).HomeFindings,
  },
  {
    slot: 'workers.person.side',
    id: 'rosters.findings',
    order: 5,
    can: 'rosters.findings',
    load: async () => (await import('./desk/PersonFindings.tsx')).PersonFindings,
  },
];
