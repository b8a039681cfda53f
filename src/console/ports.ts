// What the shell hands to the platform's web layer on behalf of capabilities: who knows divisions, who keeps views. Their contracts are loaded when asked.
import type { AreaSource } from '#platform/web/AreaPicker.tsx';
import { call } from '#platform/web/api.ts';
import type { OrganisationSource } from '#platform/web/OrganisationPicker.tsx';
import type { ViewKeeper } from '#platform/web/savedViews.ts';

const views = () => import('#capabilities/access/contractDesk.ts');
const organisations = () => import('#capabilities/organisations/contract.ts');
const regions = () => import('#capabilities/regions/contract.ts');

export const areaSource: AreaSource = {
  async find(query, lang, signal) {
    const { searchDivisions } = await regions();
    const { items } = await call(searchDivisions, { q: query, size: 12 }, { signal });
    return items.map((d) => ({ code: d.code, name: lang === 'zh' ? d.shortFullName : d.englishFullName, sub: d.code }));
  },
  async nameOf(code, lang) {
    const { readDivision } = await regions();
    const division = await call(readDivision, { code });
    return lang === 'zh' ? division.fullName : division.englishFullName;
  },
};

export const organisationSource: OrganisationSource = {
  async find(query, lang, kind, signal) {
    const { findOrganisations, OrganisationKind, organisationKindTexts } = await organisations();
    const known = OrganisationKind.safeParse(kind).data;
    const { items } = await call(findOrganisations, { q: query, size: 12, ...(known ? { kind: known } : {}) }, { signal });
    const kinds = (of: (typeof items)[number]) => of.kinds.map((k) => organisationKindTexts[k][lang]).join(lang === 'zh' ? '、' : ', ');
    return items.map((o) => ({
      id: o.id,
      name: o.name,
      sub: [
        o.place[lang],
        kinds(o),
        ...(o.matched ? [o.matched] : []),
        ...(o.state === 'closed' ? [lang === 'zh' ? '已停业' : 'closed'] : []),
      ].join(' · '),
    }));
  },
  nameOf: async (id) => (await call((await organisations()).readOrganisation, { id })).name,
};

export const viewKeeper: ViewKeeper = {
  list: async (page) => (await call((await views()).listSavedViews, { page })).items,
  create: async (page, name, query, columns) => {
    await call((await views()).createSavedView, { page, name, query, columns: [...columns] });
  },
  remove: async (id) => {
    await call((await views()).deleteSavedView, { id });
  },
};
