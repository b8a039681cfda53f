// The console's composition: the only file of the shell that lists all capabilities.
import { access } from '#capabilities/access/web/pages.ts';
import { accords } from '#capabilities/accords/web/pages.ts';
import { employment } from '#capabilities/employment/web/pages.ts';
import { indicators } from '#capabilities/indicators/web/pages.ts';
import { organisations } from '#capabilities/organisations/web/pages.ts';
import { regions } from '#capabilities/regions/web/pages.ts';
import { rosters } from '#capabilities/rosters/web/pages.ts';
import { training } from '#capabilities/training/web/pages.ts';
import { workers } from '#capabilities/workers/web/pages.ts';
import type { PageDef, SearchDef, SlotDef, WebCapability } from '#platform/web/pages.ts';

const capabilities: readonly WebCapability[] = [
  access,
  regions,
  rosters,
  organisations,
  accords,
  workers,
  training,
  employment,
  indicators,
];

export const capabilityPages: readonly PageDef[] = capabilities.flatMap((c) => c.pages);
export const slots: readonly SlotDef[] = capabilities.flatMap((c) => c.slots ?? []);
export const searches: readonly SearchDef[] = capabilities.flatMap((c) => c.searches ?? []);
