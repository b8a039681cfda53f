import type { PageDef, SearchDef, SlotDef } from '#platform/web/pages.ts';

/** Finding and registering people. */
export const listPages: readonly PageDef[] = [];
export const listSlots: readonly SlotDef[] = [];
export const listSearches: readonly SearchDef[] = [];
