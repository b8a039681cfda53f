// What the console mounts of this capability.
import { call } from '#platform/web/api.ts';
import type { WebCapability } from '#platform/web/pages.ts';
import { MANAGE_PAIRINGS } from '../names.ts';

export const regions: WebCapability = {
  pages: [
    {
      path: '/regions/:code?',
      can: 'signedIn',
      load: async () => (await import('./RegionsPage.tsx')).RegionsPage,
      nav: { group: 'records', text: { zh: '区划', en: 'Divisions' }, icon: 'site', order: 10, key: 'r' },
    },
    {
      path: '/regions/pairings',
      can: 'signedIn',
      load: async () => (await import('./PairingsPage.tsx')).PairingsPage,
      nav: { group: 'records', text: { zh: '结对', en: 'Pairings' }, icon: 'link', order: 11 },
    },
    { path: '/regions/pairings/new', can: MANAGE_PAIRINGS, load: async () => (await import('./PairingNewPage.tsx')).PairingNewPage },
    { path: '/regions/pairings/:id', can: 'signedIn', load: async () => (await import('./PairingPage.tsx')).PairingPage },
  ],
  slots: [
    { slot: 'home.lead', id: 'regions.lead', order: 90, can: 'signedIn', load: async () => (await import('./MyAreaLead.tsx')).MyAreaLead },
    { slot: 'home.cards', id: 'regions.mine', order: 70, can: 'signedIn', load: async () => (await import('./MyAreaCard.tsx')).MyAreaCard },
  ],
  searches: [
    {
      id: 'regions',
      can: 'signedIn',
      text: { zh: '区划', en: 'Divisions' },
      find: async (q, lang, signal) => {
        const { searchDivisions } = await import('../contract.ts');
        const { items } = await call(searchDivisions, { q, size: 6 }, { signal });
        return items.map((d) => ({
          id: `division:${d.code}`,
          title: lang === 'zh' ? d.shortName : `${d.english} ${d.shortName}`,
          sub: lang === 'zh' ? d.shortFullName : d.englishFullName,
          to: `/regions/${d.code}`,
        }));
      },
    },
  ],
};
