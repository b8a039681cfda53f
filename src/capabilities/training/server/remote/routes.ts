// Endpoint meets deed: remote lessons.
import { handle, type Route } from '#platform/server/http.ts';
import * as c from '../../contractRemote.ts';
import { discard, list, publish, read, save } from './author.ts';
import { learnRoutes } from './learn.ts';

export const remoteRoutes: readonly Route[] = [
  handle(c.listUnits, list),
  handle(c.readUnit, read),
  handle(c.saveUnit, save),
  handle(c.publishUnit, publish),
  handle(c.discardUnit, discard),
  ...learnRoutes,
];
