// The server's composition: with cli.ts and the shells, the only place that lists all capabilities.
import { readAbout } from './platform/contract.ts';
import { type Constraints, handle, type Route } from './platform/server/http.ts';

const platformRoutes: readonly Route[] = [
  handle(readAbout, async ({ services, today }) => ({
    name: '稳岗 Wengang',
    version: services.config.version,
    database: { kind: services.store.kind, version: services.store.version },
    today,
    demonstrationDay: services.clock.demonstrationDay,
    demonstration: services.config.demonstration,
  })),
];

export const routes: readonly Route[] = [...platformRoutes];
export const constraints: Constraints = {};
