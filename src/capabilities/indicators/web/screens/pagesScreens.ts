import type { PageDef } from '#platform/web/pages.ts';
import { SCREENS } from '../../names.ts';

/** 看板, 大屏. */
export const picturePages: readonly PageDef[] = [
  {
    path: '/dashboard',
    can: 'indicators.read',
    load: async () => (await import('../pictures/DashboardPage.tsx')).DashboardPage,
    nav: { group: 'figures', text: { zh: '看板', en: 'Dashboard' }, icon: 'flow', order: 20 },
  },
  {
    path: '/screens',
    can: SCREENS,
    load: async () => (await import('./ScreensPage.tsx')).ScreensPage,
    nav: { group: 'figures', text: { zh: '大屏', en: 'Big screens' }, icon: 'eye', order: 70 },
  },
];
