// What the console mounts of rosters.
import type { WebCapability } from '#platform/web/pages.ts';
import { deskPages, deskSlots } from './pagesDesk.ts';
import { importPages, importSlots } from './pagesImports.ts';

export const rosters: WebCapability = {
  pages: [...importPages, ...deskPages],
  slots: [...importSlots, ...deskSlots],
};
