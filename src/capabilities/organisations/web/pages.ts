// What the console mounts of this capability.
import { call } from '#platform/web/api.ts';
import type { WebCapability } from '#platform/web/pages.ts';
import { READ, WRITE } from '../names.ts';

export const organisations: WebCapability = {
  pages: [
    {
      path: '/organisations',
      can: READ,
      load: async () => (await import('./OrganisationListPage.tsx')).OrganisationListPage,
      nav: { group: 'records', text: { zh: '机构与场所', en: 'Organisations' }, icon: 'org', order: 5, key: 'o' },
    },
    { path: '/organisations/new', can: WRITE, load: async () => (await import('./OrganisationNewPage.tsx')).OrganisationNewPage },
    { path: '/organisations/:id', can: READ, load: async () => (await import('./OrganisationPage.tsx')).OrganisationPage },
    {
      path: '/stations',
      can: READ,
      load: async () => (await import('./StationsPage.tsx')).StationsPage,
      nav: { group: 'records', text: { zh: '劳务站', en: 'Labour stations' }, icon: 'pin', order: 6 },
    },
  ],
  searches: [
    {
      id: 'organisations',
      can: READ,
      text: { zh: '机构', en: 'Organisations' },
      find: async (q, lang, signal) => {
        const { findOrganisations, organisationKindTexts } = await import('../contract.ts');
        const { items } = await call(findOrganisations, { q, size: 6 }, { signal });
        return items.map((o) => ({
          id: `organisation:${o.id}`,
          title: o.name,
          sub: `${o.kinds.map((k) => organisationKindTexts[k][lang]).join(lang === 'zh' ? '、' : ', ')} · ${o.place[lang]}`,
          to: `/organisations/${o.id}`,
        }));
      },
    },
  ],
};
