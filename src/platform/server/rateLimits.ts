// How often somebody may ask. Signed in: each account by itself, so that an office behind one address does not share it; before that: each address.
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { tooMany } from '../problem.ts';
import type { Actor } from './actor.ts';
import type { RatesPerMinute } from './rates.ts';

export interface RateLimits {
  /** Counts a request of whom it turned out to be from; refuses it where that is too much. */
  count(request: FastifyRequest, actor: Actor): Promise<void>;
}

const ASSETS = /^\/((screen|phone)\/)?assets\//;

/** Must be registered before the routes. Without `rates` nothing is counted. */
export const addRateLimits = async (app: FastifyInstance, rates: RatesPerMinute | undefined, cookieName: string): Promise<RateLimits> => {
  if (!rates) return { count: async () => undefined };
  const askers = new WeakMap<FastifyRequest, string>();
  await app.register(rateLimit, { global: false, timeWindow: 60_000 });
  // the plugin's own key is the address: IPv6 by its /64, which one household changes in as it likes
  const ofAddress = app.createRateLimit({ max: rates.address });
  const ofStranger = app.createRateLimit({ max: rates.stranger });
  const ofAccount = app.createRateLimit({ max: rates.account, keyGenerator: (request) => askers.get(request)! });
  const spend = async (limit: typeof ofAddress, request: FastifyRequest): Promise<void> => {
    const spent = await limit(request);
    if (!spent.isAllowed && spent.isExceeded) throw tooMany({ seconds: spent.ttlInSeconds });
  };
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config?.always) return;
    // hashed files of the pages: a page without one of its files stays blank
    if (request.method === 'GET' && ASSETS.test(request.url)) return;
    await spend(ofAddress, request);
    // who brings no session is a stranger before anything is asked of the database; who brings one is known later, or is a stranger then
    if (!request.cookies[cookieName]) await spend(ofStranger, request);
  });
  return {
    async count(request, actor) {
      // while somebody looks through another's eyes it is they who ask
      const account = actor.viewedBy?.accountId ?? actor.accountId;
      if (account) {
        askers.set(request, account);
        await spend(ofAccount, request);
      } else if (request.cookies[cookieName]) await spend(ofStranger, request);
    },
  };
};
