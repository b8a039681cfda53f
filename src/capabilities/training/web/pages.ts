// What the console mounts of training.
import { call } from '#platform/web/api.ts';
import type { WebCapability } from '#platform/web/pages.ts';
import { ADOPT, APPROVE, READ, STANDARDS, WRITE } from '../names.ts';
import { enrolmentPages, enrolmentSlots } from './enrolment/pagesEnrolment.ts';
import { remotePages, remoteSlots } from './remote/pagesRemote.ts';
import { rollPages, rollSlots } from './rollcall/pagesRoll.ts';
import { schoolingPages, schoolingSlots } from './schooling/pagesSchooling.ts';

export const training: WebCapability = {
  pages: [
    ...enrolmentPages,
    {
      path: '/training/classes',
      can: READ,
      load: async () => (await import('./ClassListPage.tsx')).ClassListPage,
      nav: {
        group: 'journey',
        text: { zh: '培训班', en: 'Classes' },
        icon: 'note',
        order: 20,
        key: 'c',
        count: { can: APPROVE, load: async () => (await import('./ClassCount.tsx')).ClassCount },
      },
    },
    { path: '/training/classes/new', can: WRITE, load: async () => (await import('./ClassNewPage.tsx')).ClassNewPage },
    { path: '/training/classes/:id', can: READ, load: async () => (await import('./ClassPage.tsx')).ClassPage },
    {
      path: '/training/standards',
      can: READ,
      load: async () => (await import('./StandardListPage.tsx')).StandardListPage,
      nav: { group: 'records', text: { zh: '培训标准', en: 'Course standards' }, icon: 'cert', order: 7 },
    },
    { path: '/training/standards/new', can: STANDARDS, load: async () => (await import('./StandardNewPage.tsx')).StandardNewPage },
    { path: '/training/standards/:id', can: READ, load: async () => (await import('./StandardPage.tsx')).StandardPage },
    { path: '/training/programmes', can: READ, load: async () => (await import('./ProgrammesPage.tsx')).ProgrammesPage },
    ...rollPages,
    ...schoolingPages,
    ...remotePages,
  ],
  slots: [
    ...enrolmentSlots,
    ...rollSlots,
    ...schoolingSlots,
    ...remoteSlots,
    {
      slot: 'home.inbox',
      id: 'training.classes',
      order: 24,
      can: WRITE,
      load: async () => (await import('./HomeTraining.tsx')).HomeClasses,
    },
    {
      slot: 'home.inbox',
      id: 'training.standards',
      order: 25,
      can: ADOPT,
      load: async () => (await import('./HomeTraining.tsx')).HomeStandards,
    },
  ],
  searches: [
    {
      id: 'training.classes',
      can: READ,
      text: { zh: '培训班', en: 'Classes' },
      find: async (q, lang, signal) => {
        const { classStateTexts, listClasses } = await import('../contract.ts');
        const { items } = await call(listClasses, { q, size: 6 }, { signal });
        return items.map((c) => ({
          id: `class:${c.id}`,
          title: c.title,
          sub: `${classStateTexts[c.state][lang]} · ${c.school.name} · ${c.planFrom}`,
          to: `/training/classes/${c.id}`,
        }));
      },
    },
    {
      id: 'training.standards',
      can: READ,
      text: { zh: '培训标准', en: 'Course standards' },
      find: async (q, lang, signal) => {
        const { listStandards } = await import('../contract.ts');
        const { items } = await call(listStandards, { q, size: 4 }, { signal });
        return items.map((s) => ({
          id: `standard:${s.standardId}`,
          title: s.title,
          sub: `${s.code} ${s.label} · ${s.hours.total} ${lang === 'zh' ? '课时' : 'h'}`,
          to: `/training/standards/${s.standardId}`,
        }));
      },
    },
  ],
};
