// Answers shaped like the contract's. Everything in them is invented.
import type { Output } from '#platform/contract.ts';
import type { OrganisationSource } from '#platform/web/OrganisationPicker.tsx';
import type {
  checkOrganisation,
  Incident,
  listOrganisations,
  listStations,
  Organisation,
  OrganisationRow,
  Service,
} from '../../contract.ts';

export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const baiyun = { zh: '广东广州市白云区', en: 'Baiyun District, Guangzhou City, Guangdong' };
const pingtang = { zh: '贵州黔南州平塘县', en: 'Pingtang County, Qiannan Prefecture, Guizhou' };
const AT = '2026-11-20T02:00:00.000000Z';

export const row = (n: number, more: Partial<OrganisationRow> = {}): OrganisationRow => ({
  id: uuid(n),
  name: `示例 ${n} 号餐饮有限公司`,
  kinds: ['employer'],
  uscc: '91440111DEMA00013Q',
  placeCode: '440111000000',
  place: baiyun,
  industry: 'H62',
  sizeClass: null,
  stationLevel: null,
  state: 'active',
  closedOn: null,
  merged: 0,
  openIncidents: 0,
  recorded: AT,
  ...more,
});
export const list: Output<typeof listOrganisations> = {
  items: [row(1, { merged: 2, openIncidents: 1 }), row(2, { state: 'closed', closedOn: '2026-10-31' })],
  total: 2,
  next: 'sealed',
  previous: null,
};

const facts = {
  name: '穗味餐饮有限公司',
  kinds: ['employer' as const],
  uscc: '91440111DEMA00013Q',
  usccMissing: '',
  placeCode: '440111000000',
  place: baiyun,
  address: '',
  industry: 'H62',
  sizeClass: null,
  sizeStatedBy: '',
  stationLevel: null,
  stationAbove: null,
  stationFrom: null,
  state: 'active' as const,
  closedOn: null,
  source: '营业执照',
  note: '',
};
export const organisation: Organisation = {
  ...facts,
  id: uuid(1),
  recorded: AT,
  by: '韦正平',
  mergedInto: null,
  members: [
    {
      id: uuid(3),
      name: '穗味食府',
      uscc: null,
      place: baiyun,
      into: { id: uuid(1), name: facts.name },
      reason: '同一家门店',
      by: '韦正平',
      recorded: AT,
    },
  ],
  versions: [
    { ...facts, reason: '换了营业执照', by: '韦正平', recorded: AT, superseded: null },
    { ...facts, name: '穗味酒楼', reason: '', by: '韦正平', recorded: '2026-01-01T00:00:00.000000Z', superseded: AT },
  ],
  aliases: [
    {
      id: uuid(11),
      organisationId: uuid(1),
      name: '穗味酒家',
      kind: 'former',
      fromDay: null,
      toDay: '2019-06-30',
      source: '',
      by: '',
      recorded: AT,
    },
  ],
  staff: [],
  services: [],
  below: [],
  duplicates: [{ ...row(9, { name: '广州穗味餐饮有限公司' }), reason: 'name' }],
  may: { write: true, contacts: true, editContacts: true, incidents: true },
  own: false,
};
export const incident: Incident = {
  id: uuid(21),
  organisationId: uuid(1),
  kind: 'wage_arrears',
  happenedOn: '2026-08-01',
  precision: 'month',
  what: '拖欠 7、8 两月工资',
  amount: 318600,
  persons: 37,
  state: 'open',
  settledOn: null,
  outcome: '',
  source: '劳动监察移送',
  by: '韦正平',
  recorded: AT,
  versions: 1,
};
export const checked: Output<typeof checkOrganisation> = {
  uscc: null,
  place: null,
  candidates: [{ ...row(9, { name: '广州穗味餐饮有限公司' }), reason: 'name' }],
  total: 1,
};

const service = (n: number, stationId: string, stationName: string, more: Partial<Service> = {}): Service => ({
  id: uuid(n),
  stationId,
  stationName,
  stationLevel: 'county',
  hostCode: '440111000000',
  host: baiyun,
  originCode: '522727000000',
  origin: pingtang,
  fromDay: '2024-01-01',
  toDay: null,
  source: '协议',
  current: true,
  ...more,
});
export const stations: Output<typeof listStations> = {
  asOf: '2026-11-26',
  stations: [
    { id: uuid(31), name: '省总站', level: 'province', above: null, placeCode: '440104000000', place: baiyun, from: null, staff: 0 },
    {
      id: uuid(32),
      name: '平塘工作站',
      level: 'county',
      above: { id: uuid(31), name: '省总站' },
      placeCode: '440111000000',
      place: baiyun,
      from: { code: '522727000000', text: pingtang },
      staff: 2,
    },
  ],
  services: [
    service(41, uuid(32), '平塘工作站'),
    service(42, uuid(31), '省总站', {
      hostCode: '440000000000',
      host: { zh: '广东', en: 'Guangdong' },
      originCode: '520000000000',
      origin: { zh: '贵州', en: 'Guizhou' },
    }),
  ],
};

export const source: OrganisationSource = {
  find: async (q) => (q === '穗味' ? [{ id: uuid(9), name: '广州穗味餐饮有限公司', sub: '广东广州市白云区' }] : []),
  nameOf: async (id) => (id === uuid(9) ? '广州穗味餐饮有限公司' : id),
};
