// A server on a database of its own, with accounts of every kind and people who found work: for tests of figures by API.
import { onTestFinished } from 'vitest';
import { signedInAs, type Who } from '#capabilities/access/testing/people.ts';
import { addEvidence, addSpell } from '#capabilities/employment/server/service.ts';
import { asSystem, organisations, SUIWEI, spell } from '#capabilities/employment/testing/facts.ts';
import { registerWorker } from '#capabilities/workers/contract.ts';
import { someone } from '#capabilities/workers/testing/folk.ts';
import { buildHttp } from '#platform/server/http.ts';
import { newTestDatabase } from '#platform/testing/databases.ts';
import { testClock, testServices } from '#platform/testing/testServices.ts';
import { actorFor, authenticator, constraints, filePurposes, jobKinds, plain, routes } from '../../../composition.ts';
import { preparePlaces } from '../server/places.ts';

export const placedPeople = async () => {
  const database = await newTestDatabase();
  const { store } = database;
  const services = testServices(store, { clock: testClock('2026-11-27T02:00:00Z'), actorFor, jobs: jobKinds, purposes: filePurposes });
  const app = await buildHttp({ services, routes, constraints, plain, authenticator });
  onTestFinished(async () => {
    await app.close();
    await database.drop();
  });
  await store.transact({ role: 'system' }, preparePlaces);
  await organisations(store, { [SUIWEI]: '穗味餐饮' });
  const as = (who: Who) => signedInAs(app, services, who);
  const county = await as('平塘县人社局');
  const dushan = await as('独山县人社局');
  const today = services.clock.today();
  const bureaus = new Map([
    ['522727', county],
    ['522726', dushan],
  ]);
  const bureauOf = async (home: string) => {
    const code = home.slice(0, 6);
    const there = bureaus.get(code) ?? (await as({ role: 'county_bureau', areaCode: `${code}000000`, relation: null }));
    bureaus.set(code, there);
    return there;
  };
  /** Somebody with one job since March, seen in May. */
  const placed = async (
    name: string,
    more: {
      home?: string;
      place?: string;
      assisted?: boolean;
      poverty?: boolean;
      class?: 4 | 6;
      ended?: string;
      channel?: 'self' | 'government';
      start?: string;
    } = {},
  ) => {
    const { id } = await (more.home ? await bureauOf(more.home) : county)(
      registerWorker,
      someone(name, {
        ...(more.home ? { home: { code: more.home } } : {}),
        ...(more.poverty ? { identities: [{ kind: 'poverty_general', from: '2015-01-01' }] } : {}),
      } as never),
    );
    await asSystem(store, today, async (deed) => {
      const spellId = await addSpell(
        deed,
        id,
        spell({
          organisationId: SUIWEI,
          place: more.place ?? '440111000000',
          start: more.start ?? '2026-03-02',
          startPrecision: 'day',
          ...(more.ended ? { ended: more.ended, endPrecision: 'day' as const } : {}),
          channel: more.channel ?? 'self',
          assistedKind: more.assisted === false ? '' : 'trip',
        }),
      );
      await addEvidence(deed, id, {
        spellId,
        class: more.class ?? 4,
        says: 'in_post',
        coversFrom: more.start ?? '2026-03-02',
        coversTo: more.ended ?? '2026-09-20',
        observed: more.ended ?? '2026-09-20',
        template: '',
      });
    });
    return id;
  };
  return { app, as, store, services, county, dushan, placed };
};
