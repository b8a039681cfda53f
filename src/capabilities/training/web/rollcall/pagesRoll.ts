// What the roll call adds to the pages of training.
import type { WebCapability } from '#platform/web/pages.ts';
import { ATTENDANCE, CLASS_SECTIONS } from '../../names.ts';

export const rollPages: WebCapability['pages'] = [
  {
    path: '/training/classes/:id/attendance',
    can: ATTENDANCE,
    load: async () => (await import('./AttendancePage.tsx')).AttendancePage,
  },
  {
    path: '/training/classes/:id/sheet/:lessonId',
    can: ATTENDANCE,
    load: async () => (await import('./SignInSheetPage.tsx')).SignInSheetPage,
  },
];
export const rollSlots: NonNullable<WebCapability['slots']> = [
  {
    slot: CLASS_SECTIONS,
    id: 'training.attendance',
    order: 30,
    can: ATTENDANCE,
    load: async () => (await import('./AttendancePart.tsx')).AttendancePart,
  },
];
