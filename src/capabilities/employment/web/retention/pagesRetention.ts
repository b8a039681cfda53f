import type { PageDef } from '#platform/web/pages.ts';

/** 稳岗率, 离岗预警. */
export const retentionPages: readonly PageDef[] = [
  {
    path: '/retention',
    can: 'employment.retention',
    load: async () => (await import('./RetentionPage.tsx')).RetentionPage,
    nav: { group: 'journey', text: { zh: '稳岗率', en: 'Retention' }, icon: 'flow', order: 74 },
  },
  {
    path: '/signals',
    can: 'employment.signals',
    load: async () => (await import('./SignalsPage.tsx')).SignalsPage,
    nav: { group: 'journey', text: { zh: '离岗预警', en: 'Signals of leaving' }, icon: 'bell', order: 72 },
  },
];
