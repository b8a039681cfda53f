import type { PageDef, WebCapability } from '#platform/web/pages.ts';
import { ownPages, ownSlots } from './ownPages.ts';

/** Accounts of others, watching, settings: what the level above, the auditors and the administrators open. */
const officePages: readonly PageDef[] = [
  {
    path: '/accounts',
    can: 'access.accounts',
    load: async () => (await import('./AccountListPage.tsx')).AccountListPage,
    nav: { group: 'system', text: { zh: '账号', en: 'Accounts' }, icon: 'user', order: 10, key: 'a' },
  },
  { path: '/accounts/new', can: 'access.accounts', load: async () => (await import('./NewAccountPage.tsx')).NewAccountPage },
  { path: '/accounts/sheet', can: 'access.accounts', load: async () => (await import('./AccountSheetPage.tsx')).AccountSheetPage },
  { path: '/accounts/:id', can: 'access.accounts', load: async () => (await import('./AccountPage.tsx')).AccountPage },
  {
    path: '/roles',
    can: 'access.accounts',
    load: async () => (await import('./RolesPage.tsx')).RolesPage,
    nav: { group: 'system', text: { zh: '角色与权限', en: 'Roles' }, icon: 'key', order: 20 },
  },
  {
    path: '/security',
    can: 'access.settings',
    load: async () => (await import('./SecuritySettingsPage.tsx')).SecuritySettingsPage,
    nav: { group: 'system', text: { zh: '登录与会话', en: 'Sign-in settings' }, icon: 'lock', order: 30 },
  },
  {
    path: '/overrides',
    can: 'signedIn',
    load: async () => (await import('./OverridesPage.tsx')).OverridesPage,
    nav: { group: 'records', text: { zh: '临时查看', en: 'Temporary looks' }, icon: 'eye', order: 70 },
  },
  {
    path: '/audit',
    can: 'access.audit',
    load: async () => (await import('./AuditPage.tsx')).AuditPage,
    nav: { group: 'records', text: { zh: '操作记录', en: 'Audit' }, icon: 'audit', order: 80, key: 'l' },
  },
  {
    path: '/exports',
    can: 'access.exports',
    load: async () => (await import('./ExportLogPage.tsx')).ExportLogPage,
    nav: { group: 'records', text: { zh: '导出记录', en: 'Export log' }, icon: 'out', order: 90 },
  },
];

export const access: WebCapability = { pages: [...ownPages, ...officePages], slots: [...ownSlots] };
