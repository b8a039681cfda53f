import type { WebCapability } from '#platform/web/pages.ts';
import { ownPages, ownSlots } from './ownPages.ts';

export const access: WebCapability = { pages: [...ownPages], slots: [...ownSlots] };
