// What the console mounts of the register.
import type { WebCapability } from '#platform/web/pages.ts';
import { listPages, listSearches, listSlots } from './pagesList.ts';
import { personPages, personSlots } from './pagesPerson.ts';

export const workers: WebCapability = {
  pages: [...listPages, ...personPages],
  slots: [...listSlots, ...personSlots],
  searches: listSearches,
};
