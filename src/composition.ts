// The server's composition: with cli.ts and the shells, the only place that lists all capabilities.
import { regionsConstraints, regionsRoutes } from './capabilities/regions/server/routes.ts';
import { serveTreeFiles } from './capabilities/regions/server/service.ts';
import type { Constraints, HttpOptions, Route } from './platform/server/http.ts';
import type { AnyJobKind } from './platform/server/jobs.ts';
import { platformRoutes } from './platform/server/platformRoutes.ts';

export const routes: readonly Route[] = [...platformRoutes, ...regionsRoutes];
/** Every kind of work that outlives a request. */
export const jobKinds: readonly AnyJobKind[] = [];
export const constraints: Constraints = { ...regionsConstraints };
/** Files that bring their own caching. */
export const plain: NonNullable<HttpOptions['plain']> = [serveTreeFiles];
