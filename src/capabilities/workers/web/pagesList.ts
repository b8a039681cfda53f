import { call } from '#platform/web/api.ts';
import type { PageDef, SearchDef, SlotDef } from '#platform/web/pages.ts';

/** Finding and registering people. */
export const listPages: readonly PageDef[] = [
  {
    path: '/workers',
    can: 'workers.see',
    load: async () => (await import('./WorkerListPage.tsx')).WorkerListPage,
    nav: { group: 'journey', text: { zh: '人员', en: 'People' }, icon: 'user', order: 10, key: 'p' },
  },
  { path: '/workers/new', can: 'workers.register', load: async () => (await import('./NewWorkerPage.tsx')).NewWorkerPage },
  { path: '/compare', can: 'workers.lookUp', load: async () => (await import('./ComparePage.tsx')).ComparePage },
  { path: '/workers/look-up', can: 'workers.lookUp', load: async () => (await import('./LookUpPage.tsx')).LookUpPage },
];

export const listSlots: readonly SlotDef[] = [
  {
    slot: 'home.lead',
    id: 'workers.lead',
    order: 10,
    can: 'workers.see',
    load: async () => (await import('./HomeLead.tsx')).HomeLead,
  },
];

export const listSearches: readonly SearchDef[] = [
  {
    id: 'workers',
    can: 'workers.see',
    text: { zh: '人员', en: 'People' },
    // the words of the register stay out of the first load
    find: async (q, lang, signal) => {
      const [{ searchWorkers }, { tellApart }] = await Promise.all([import('../contractList.ts'), import('./workerWords.tsx')]);
      const { items } = await call(searchWorkers, { q, size: 6 }, { signal });
      const latin = lang === 'en' ? await latinNames(items.map((r) => r.name)) : [];
      return items.map((r, i) => ({
        id: `worker:${r.workerId}`,
        title: latin[i] ? `${latin[i]} ${r.name}` : r.name,
        sub: tellApart(r, lang),
        to: `/workers/${r.workerId}`,
      }));
    },
  },
];

const latinNames = async (names: readonly string[]): Promise<readonly string[]> => {
  const [{ latinName }, reader] = await Promise.all([import('./latinName.ts'), import('#standards/pinyin/pinyin.ts')]);
  return names.map((n) => latinName(n, reader));
};
