// What the console mounts of figures.
import { CLASS_SECTIONS, READ as READ_CLASSES } from '#capabilities/training/names.ts';
import { PERSON_TIMELINE } from '#capabilities/workers/names.ts';
import { SHELL_MONTHS, type WebCapability } from '#platform/web/pages.ts';
import { FREEZE } from '../names.ts';
import { completionPages, completionSlots } from './completion/pagesCompletion.ts';
import { freezePages } from './freeze/pagesFreeze.ts';
import { reportPages } from './reports/pagesReports.ts';
import { picturePages } from './screens/pagesScreens.ts';

export const indicators: WebCapability = {
  pages: [
    {
      path: '/figures',
      can: 'indicators.read',
      load: async () => (await import('./FiguresPage.tsx')).FiguresPage,
      nav: { group: 'figures', text: { zh: '指标大表', en: 'Figure table' }, icon: 'table', order: 10, key: 'f' },
    },
    {
      path: '/figures/article',
      can: 'indicators.read',
      load: async () => (await import('./article/ArticlePage.tsx')).ArticlePage,
      nav: { group: 'figures', text: { zh: '文中数字', en: 'The article’s figures' }, icon: 'check', order: 70 },
    },
    {
      path: '/figures/I15',
      can: 'indicators.read',
      load: async () => (await import('./units/UnitsPage.tsx')).UnitsPage,
    },
    {
      path: '/training/results',
      can: READ_CLASSES,
      load: async () => (await import('./training/ResultsPage.tsx')).ResultsPage,
      nav: { group: 'figures', text: { zh: '培训成效', en: 'Results of training' }, icon: 'cert', order: 35 },
    },
    { path: '/figures/:id', can: 'indicators.read', load: async () => (await import('./FigurePage.tsx')).FigurePage },
    ...completionPages,
    ...freezePages,
    ...picturePages,
    ...reportPages,
  ],
  slots: [
    {
      slot: CLASS_SECTIONS,
      id: 'indicators.classFunnel',
      order: 40,
      can: READ_CLASSES,
      load: async () => (await import('./training/ClassFunnel.tsx')).ClassFunnel,
    },
    ...completionSlots,
    {
      slot: SHELL_MONTHS,
      id: 'indicators.months',
      order: 10,
      can: 'indicators.read',
      load: async () => (await import('./freeze/MonthPlate.tsx')).MonthPlate,
    },
    {
      slot: 'home.inbox',
      id: 'indicators.freezes',
      order: 20,
      can: FREEZE,
      load: async () => (await import('./freeze/HomeFreezes.tsx')).HomeFreezes,
    },
    {
      slot: PERSON_TIMELINE,
      id: 'indicators.person',
      order: 14,
      can: 'indicators.read',
      load: async () => (await import('./PersonFigures.tsx')).PersonFigures,
    },
    {
      slot: 'home.cards',
      id: 'indicators.places',
      order: 30,
      can: 'indicators.read',
      load: async () => (await import('./pictures/HomePlaces.tsx')).HomePlaces,
    },
  ],
};
