// What the console mounts of reports.
import type { PageDef } from '#platform/web/pages.ts';

export const reportPages: readonly PageDef[] = [
  {
    path: '/figures/reports',
    can: 'indicators.read',
    load: async () => (await import('./ReportsPage.tsx')).ReportsPage,
    nav: { group: 'figures', text: { zh: '报表', en: 'Reports' }, icon: 'sheet', order: 25 },
  },
  { path: '/figures/reports/forms/new', can: 'indicators.reportForms', load: async () => (await import('./FormPage.tsx')).FormPage },
  { path: '/figures/reports/forms/:ref', can: 'indicators.read', load: async () => (await import('./FormPage.tsx')).FormPage },
  { path: '/figures/reports/:id', can: 'indicators.read', load: async () => (await import('./ReportPage.tsx')).ReportPage },
];
