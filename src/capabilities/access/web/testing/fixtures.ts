// People and rows that tests and screenshots of these pages use. All fictional.
import type { z } from 'zod';
import type { Output } from '#platform/contract.ts';
import { type HeldRole, permissions } from '../../contract.ts';
import type { AccountDetail, AccountRow, listRoles, previewAccountSheet } from '../../contractAccounts.ts';
import type { AuditRow, ExportEntry, Override } from '../../contractWatch.ts';
import { permissionsOf, ROLES, type Role, roleKinds } from '../../rules.ts';

export const uuid = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const people = [
  ['罗安民', 'pt-kedu-01'],
  ['莫桂兰', 'pt-yazhou-01'],
  ['石阿朵', 'pt-datang-02'],
  ['杨春禾', 'pt-kapu-maonan-01'],
  ['黔东南苗族侗族自治州人社局经办一', 'qdn-rs-01'],
] as const;
const areas = [
  ['522727102000', '贵州省黔南布依族苗族自治州平塘县克度镇'],
  ['522727103000', '贵州省黔南布依族苗族自治州平塘县牙舟镇'],
  ['522727104000', '贵州省黔南布依族苗族自治州平塘县大塘镇'],
  ['522727201000', '贵州省黔南布依族苗族自治州平塘县卡蒲毛南族乡'],
  ['522600000000', '贵州省黔东南苗族侗族自治州'],
] as const;

export const heldRole = (n: number, role: Role = 'township_cadre'): HeldRole => ({
  id: uuid(500 + n),
  role,
  text: roleKinds[role].text,
  areaCode: areas[n % 5]![0],
  areaName: areas[n % 5]![1],
  relation: null,
  validFrom: '2026-03-01',
  validTo: n % 4 === 3 ? '2027-02-28' : null,
});
export const me = { id: uuid(1), login: 'pt-county', name: '罗县办' };
export const accountRow = (n: number): AccountRow => ({
  id: uuid(100 + n),
  login: n < 5 ? people[n]![1] : `pt-office-${n}`,
  name: n < 5 ? people[n]![0] : `${people[n % 4]![0]}${n}`,
  state: n % 7 === 2 ? 'disabled' : 'active',
  lockedUntil: n % 5 === 1 ? new Date(Date.now() + 600_000).toISOString() : null,
  mustChangePassword: n % 3 === 0 && n > 0,
  codesOn: n % 4 === 0,
  phoneMasked: n % 6 === 5 ? null : '138****0142',
  roles:
    n % 9 === 8
      ? []
      : n % 5 === 3
        ? [heldRole(n), heldRole(n + 20, 'village_cadre')]
        : [heldRole(n, n % 5 === 4 ? 'steering' : 'township_cadre')],
  lastSignIn: n % 4 === 2 ? null : '2026-11-20T02:05:00.000000Z',
  created: '2026-03-01T01:00:00.000000Z',
});
export const accountPage = { items: Array.from({ length: 15 }, (_, n) => accountRow(n)), total: 128, next: 'sealed', previous: null };

export const accountDetail: AccountDetail = {
  ...accountRow(0),
  codesOn: true,
  roles: [heldRole(0), heldRole(3, 'village_cadre')],
  version: 3,
  createdBy: me,
  history: [
    { ...heldRole(0), grantedBy: me, granted: '2026-03-01T01:00:00Z', ended: null, endedBy: null, endReason: '' },
    { ...heldRole(3, 'village_cadre'), grantedBy: me, granted: '2026-03-02T01:00:00Z', ended: null, endedBy: null, endReason: '' },
    {
      ...heldRole(1, 'village_cadre'),
      id: uuid(599),
      grantedBy: me,
      granted: '2025-03-02T01:00:00Z',
      ended: '2026-02-27T08:30:00Z',
      endedBy: me,
      endReason: '调到克度镇，不再驻村',
    },
  ],
  openSessions: 2,
  may: { manage: true, viewAs: true, self: false },
};
export const sessions = {
  items: [
    {
      id: uuid(700),
      device: { zh: 'Windows 上的 Chrome', en: 'Chrome on Windows' },
      started: '2026-11-23T00:30:00Z',
      lastSeen: '2026-11-23T06:05:00Z',
    },
    {
      id: uuid(701),
      device: { zh: '安卓手机上的微信', en: 'WeChat on Android' },
      started: '2026-11-22T12:30:00Z',
      lastSeen: '2026-11-23T01:05:00Z',
    },
  ],
};

const grantable: readonly Role[] = ['village_cadre', 'township_cadre', 'school', 'employer'];
export const roleList: Output<typeof listRoles> = {
  roles: ROLES.map((role) => ({
    role,
    text: roleKinds[role].text,
    levels: [...roleKinds[role].levels],
    relation: roleKinds[role].relation,
    relationNeeded: roleKinds[role].relationNeeded,
    grantable: grantable.includes(role),
    permissions: [...permissionsOf(permissions, [role])],
  })),
  permissions: Object.entries(permissions).map(([name, p]) => ({ name, text: p.text })),
};

export const preview: Output<typeof previewAccountSheet> = {
  id: uuid(800),
  rows: [
    {
      row: 2,
      login: 'pt-kedu-03',
      name: '陆安平',
      phoneMasked: '138****0143',
      roleText: '乡镇人社所',
      areaText: '克度镇',
      areaName: '贵州省黔南布依族苗族自治州平塘县克度镇',
      organisationText: '',
      faults: [],
    },
    {
      row: 3,
      login: 'pt-kedu-04',
      name: '韦小满',
      phoneMasked: '',
      roleText: '乡镇人社所',
      areaText: '平塘县牙舟镇',
      areaName: '贵州省黔南布依族苗族自治州平塘县牙舟镇',
      organisationText: '',
      faults: [],
    },
    {
      row: 4,
      login: 'Pt_05',
      name: '岑有田',
      phoneMasked: '1380000',
      roleText: '村干部',
      areaText: '省外',
      areaName: null,
      organisationText: '',
      faults: [
        {
          zh: '登录名只用小写字母、数字和中间的短横，如 pt-renshe-01',
          en: 'A login has lower-case letters, digits and inner hyphens only, such as pt-renshe-01',
        },
        { zh: '没有到县。您写的是“省外”，请写到区县，如“广州市白云区”', en: 'Not down to a county; write it as 广州市白云区' },
      ],
    },
  ],
  good: 2,
  bad: 1,
  headers: ['登录名', '姓名', '手机', '角色', '辖区'],
  ignored: ['备注'],
};

export const auditRow = (n: number): AuditRow => ({
  id: n,
  at: `2026-11-23T0${9 - (n % 9)}:1${n % 6}:00.000000Z`,
  account: { id: uuid(100), login: 'pt-kedu-01', name: '罗安民' },
  viewedBy: n % 5 === 2 ? me : null,
  roles: ['township_cadre'],
  action: ['access.signIn', 'access.grantRole', 'access.resetPassword'][n % 3]!,
  text: [
    { zh: '登录', en: 'Sign in' },
    { zh: '授予角色', en: 'Grant a role' },
    { zh: '重置密码；给出一次性初始密码，各处登录随即结束', en: 'Reset the password; shows an initial password once, ends all sessions' },
  ][n % 3]!,
  outcome: n % 4 === 3 ? 'refused' : 'done',
  areaCode: areas[n % 4]![0],
  areaName: areas[n % 4]![1],
  subjectKind: n % 3 ? 'account' : '',
  subjectId: n % 3 ? uuid(100 + n) : '',
  subjects: n % 3 ? [{ kind: 'account', id: uuid(100 + n) }, ...(n % 2 ? [{ kind: 'account', id: uuid(200 + n) }] : [])] : [],
  details: n % 3 ? { reason: '本人来所里，忘了密码', role: 'village_cadre', codesToo: false, until: '2026-12-01T00:00:00Z' } : {},
  requestId: `7F3K-20D${n}`,
  overrideId: null,
});
export const auditPage = { items: Array.from({ length: 15 }, (_, n) => auditRow(n)), total: null, next: 'sealed', previous: null };
export const auditActions = {
  items: [
    { action: 'access.signIn', text: { zh: '登录', en: 'Sign in' } },
    { action: 'access.grantRole', text: { zh: '授予角色', en: 'Grant a role' } },
    { action: 'regions.addPairing', text: { zh: '新增结对', en: 'Add a pairing' } },
  ],
};

export const exportEntry = (n: number): z.infer<typeof ExportEntry> => ({
  id: uuid(900 + n),
  at: `2026-11-2${n % 4}T0${n % 9}:12:00Z`,
  account: me,
  what: 'access.audit',
  text: { zh: '导出操作记录（CSV，有水印）', en: 'Export the audit (CSV, watermarked)' },
  rows: 1204 + n,
  filter: n % 2 ? 'outcome=refused&from=2026-11-01' : '',
  full: n % 3 === 0,
  watermark: `9F2C41D78A${10 + n}`,
  fileHash: 'a3f5c2d79b1e4c6f8a0b2d4e6f8091a3b5c7d9e1f3a5b7c9d1e3f5a7b9c1d3e5',
  areaCode: '522727000000',
});

export const override = (n: number, active = false): Override => ({
  id: uuid(950 + n),
  account: n % 2 ? { id: uuid(100), login: 'pt-kedu-01', name: '罗安民' } : me,
  areaCode: '440111000000',
  areaName: '广东省广州市白云区',
  reason: '石阿朵在白云区受伤住院，要联系她的同村老乡和家属',
  from: new Date(Date.now() - 600_000).toISOString(),
  until: new Date(Date.now() + (active ? 4_300_000 : -60_000)).toISOString(),
  ended: !active && n % 3 === 0 ? new Date(Date.now() - 90_000).toISOString() : null,
  active,
});
