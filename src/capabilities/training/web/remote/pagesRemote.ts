// What remote lessons add to the pages of training.
import type { WebCapability } from '#platform/web/pages.ts';
import { AUTHOR, CLASS_SECTIONS, PROGRESS } from '../../names.ts';

export const remotePages: WebCapability['pages'] = [
  { path: '/training/classes/:id/remote/:lessonId', can: AUTHOR, load: async () => (await import('./UnitEditPage.tsx')).UnitEditPage },
];
export const remoteSlots: NonNullable<WebCapability['slots']> = [
  {
    slot: CLASS_SECTIONS,
    id: 'training.remote',
    order: 25,
    can: PROGRESS,
    load: async () => (await import('./RemotePart.tsx')).RemotePart,
  },
];
