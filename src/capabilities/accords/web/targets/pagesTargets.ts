// What the console mounts of targets.
import type { PageDef, SlotDef } from '#platform/web/pages.ts';
import { AGREEMENT_SECTIONS, READ, SET_TARGETS } from '../../names.ts';

export const targetPages: readonly PageDef[] = [
  { path: '/agreement-targets', can: READ, load: async () => (await import('./ProposalsPage.tsx')).ProposalsPage },
];
export const targetSlots: readonly SlotDef[] = [
  {
    slot: AGREEMENT_SECTIONS,
    id: 'accords.targets',
    order: 20,
    can: READ,
    load: async () => (await import('./TargetsSection.tsx')).TargetsSection,
  },
  {
    slot: 'home.inbox',
    id: 'accords.proposals',
    order: 30,
    can: SET_TARGETS,
    load: async () => (await import('./HomeProposals.tsx')).HomeProposals,
  },
];
