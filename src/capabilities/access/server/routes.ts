// All endpoints of access, as the composition mounts them.
import type { ActorSource } from '#platform/server/actor.ts';
import type { Authenticator, Constraints, Route } from '#platform/server/http.ts';
import { alreadyHeld, dutiesClash, loginTaken } from '../contractAccounts.ts';
import { viewNameTaken } from '../contractDesk.ts';
import { overrideOpen } from '../contractWatch.ts';
import { accountDeedRoutes } from './accountDeeds.ts';
import { accountSheetRoutes } from './accountSheet.ts';
import { accountRoutes } from './accounts.ts';
import { auditRoutes } from './auditSearch.ts';
import { newActorSource, newAuthenticator } from './authenticator.ts';
import { changeRoutes } from './changes.ts';
import { codeRoutes } from './codeRoutes.ts';
import { demoRoutes } from './demoAccounts.ts';
import { grantRoutes } from './grants.ts';
import { meRoutes } from './me.ts';
import { noticeRoutes } from './notices.ts';
import type { AccessParts } from './parts.ts';
import { savedViewRoutes } from './savedViews.ts';
import { signInRoutes } from './signIn.ts';
import { watchRoutes } from './watch.ts';

export interface Access {
  readonly routes: readonly Route[];
  readonly authenticator: Authenticator;
  readonly actorFor: ActorSource;
}

export const newAccess = (parts: AccessParts): Access => ({
  authenticator: newAuthenticator(parts.permissions),
  actorFor: newActorSource(parts.permissions),
  routes: [
    ...signInRoutes(parts),
    ...meRoutes,
    ...codeRoutes,
    ...noticeRoutes(parts),
    ...changeRoutes(parts),
    ...accountRoutes(parts),
    ...grantRoutes(parts),
    ...accountDeedRoutes(parts),
    ...demoRoutes,
    ...accountSheetRoutes(parts),
    ...watchRoutes(parts),
    ...auditRoutes(parts),
    ...savedViewRoutes,
  ],
});

export const accessConstraints: Constraints = {
  account_login: () => loginTaken(),
  role_grant_once: () => alreadyHeld(),
  role_grant_duties: () => dutiesClash(),
  saved_view_name: () => viewNameTaken(),
  override_look_open: () => overrideOpen(),
};
