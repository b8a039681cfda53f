import { readAbout } from '../contract.ts';
import { deliveryRoutes } from './deliveryRoutes.ts';
import { fileRoutes } from './fileRoutes.ts';
import { handle, type Route } from './http.ts';
import { jobRoutes } from './jobRoutes.ts';

/** Every endpoint of the platform itself. */
export const platformRoutes: readonly Route[] = [
  handle(readAbout, async ({ services, today }) => ({
    name: '稳岗 Wengang',
    version: services.config.version,
    database: { kind: services.store.kind, version: services.store.version },
    today,
    demonstrationDay: services.clock.demonstrationDay,
    demonstration: services.config.demonstration,
  })),
  ...jobRoutes,
  ...fileRoutes,
  ...deliveryRoutes,
];
