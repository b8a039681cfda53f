// The server's composition: with cli.ts and the shells, the only place that lists all capabilities.
import type { Constraints, Route } from './platform/server/http.ts';
import type { AnyJobKind } from './platform/server/jobs.ts';
import { platformRoutes } from './platform/server/platformRoutes.ts';

export const routes: readonly Route[] = [...platformRoutes];
/** Every kind of work that outlives a request. */
export const jobKinds: readonly AnyJobKind[] = [];
export const constraints: Constraints = {};
