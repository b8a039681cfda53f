// What the console mounts of agreements.
import { call } from '#platform/web/api.ts';
import type { WebCapability } from '#platform/web/pages.ts';
import { READ, SIGN, WRITE } from '../names.ts';
import { planPages, planSlots } from './plans/pagesPlans.ts';
import { targetPages, targetSlots } from './targets/pagesTargets.ts';

export const accords: WebCapability = {
  pages: [
    {
      path: '/agreements',
      can: READ,
      load: async () => (await import('./AgreementListPage.tsx')).AgreementListPage,
      nav: { group: 'figures', text: { zh: '协作协议', en: 'Agreements' }, icon: 'pact', order: 5, key: 'a' },
    },
    { path: '/agreements/new', can: WRITE, load: async () => (await import('./AgreementNewPage.tsx')).AgreementNewPage },
    ...planPages,
    ...targetPages,
    { path: '/agreements/:id', can: READ, load: async () => (await import('./AgreementPage.tsx')).AgreementPage },
  ],
  slots: [
    ...planSlots,
    ...targetSlots,
    {
      slot: 'home.inbox',
      id: 'accords.waiting',
      order: 20,
      can: SIGN,
      load: async () => (await import('./HomeAgreements.tsx')).HomeAgreements,
    },
  ],
  searches: [
    {
      id: 'accords',
      can: READ,
      text: { zh: '协作协议', en: 'Agreements' },
      find: async (q, lang, signal) => {
        const { agreementLevelTexts, listAgreements } = await import('../contract.ts');
        const { items } = await call(listAgreements, { q, size: 6 }, { signal });
        return items.map((a) => ({
          id: `agreement:${a.id}`,
          title: a.title,
          sub: `${agreementLevelTexts[a.level][lang]} · ${a.validFrom} – ${a.lastDay}`,
          to: `/agreements/${a.id}`,
        }));
      },
    },
  ],
};
