import type { PageDef, SlotDef } from '#platform/web/pages.ts';

/** One person, and the desk of likely duplicates. */
export const personPages: readonly PageDef[] = [];
export const personSlots: readonly SlotDef[] = [];
