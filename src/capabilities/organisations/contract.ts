// Organisations 机构 and labour stations 劳务站: what the outside sees. Shared by server and pages; no IO.
import { z } from 'zod';
import { Download, endpoint, Id, Instant, line, named, page, paged, rule, TextOut } from '#platform/contract.ts';
import { forbidden } from '#platform/problem.ts';
import {
  addAlias,
  closeOrganisation,
  correctOrganisation,
  createOrganisation,
  mergeOrganisation,
  removeAlias,
  reopenOrganisation,
  splitOrganisation,
} from './contractDeeds.ts';
import {
  addContact,
  addStaff,
  correctIncident,
  editContact,
  endStaff,
  listContacts,
  listIncidents,
  recordIncident,
  removeContact,
  settleIncident,
  withdrawIncident,
} from './contractParts.ts';
import {
  Alias,
  Candidate,
  EXPORT,
  Facts,
  OrganisationKind,
  OrganisationRow,
  OrganisationState,
  READ,
  Ref,
  Service,
  Staff,
  tooManyRows,
  Version,
} from './contractShapes.ts';
import { addService, endService, listStations, listStationsFor } from './contractStations.ts';

export * from './contractDeeds.ts';
export * from './contractParts.ts';
export * from './contractShapes.ts';
export * from './contractStations.ts';

const AreaCode = rule(
  z.string().trim(),
  (code) => /^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(code),
  'organisations.areaCode',
  '区划代码是 2、4、6、9 或 12 位数字',
  'A division code has 2, 4, 6, 9 or 12 digits',
);
/** What narrows a list; the same for reading and for the export. */
const filter = {
  /** Part of a name or another name, its pinyin or initials, or the beginning of a code. */
  q: named(line(60).optional(), '查什么', 'Query'),
  kind: OrganisationKind.optional(),
  areaCode: named(AreaCode.optional(), '所在地', 'Place'),
  state: OrganisationState.optional(),
  /** Letter of a section, or digits of a division with it: C, C13. */
  industry: named(
    z
      .string()
      .regex(/^[A-T](\d{2})?$/)
      .optional(),
    '行业',
    'Industry',
  ),
  openIncidents: z.boolean().optional(),
  /** Those that may be registered twice. */
  twice: z.boolean().optional(),
};

export const listOrganisations = endpoint({
  id: 'organisations.listOrganisations',
  method: 'GET',
  path: '/organisations',
  can: READ,
  summary: { zh: '机构名册，按名称、所在地、类别、行业筛选', en: 'Organisations by name, place, kind and industry' },
  input: z.object({ ...paged, ...filter, sort: z.enum(['name', 'recent']).default('name'), exact: z.boolean().optional() }),
  output: page(OrganisationRow),
  problems: [forbidden],
});
export const exportOrganisations = endpoint({
  id: 'organisations.exportOrganisations',
  method: 'POST',
  path: '/organisations/export',
  can: EXPORT,
  stepUp: true,
  summary: { zh: '导出机构名册（xlsx，记入导出记录）', en: 'The list as a spreadsheet; the export is on record' },
  input: z.object(filter),
  output: Download,
  problems: [tooManyRows, forbidden],
});

export const FindReason = z.enum(['uscc', 'name', 'former', 'short', 'other', 'part', 'pinyin', 'initials']);
export type FindReason = z.infer<typeof FindReason>;
export const findOrganisations = endpoint({
  id: 'organisations.findOrganisations',
  method: 'GET',
  path: '/organisations/search',
  can: READ,
  summary: { zh: '按名称、别名、拼音、统一社会信用代码查机构', en: 'Find organisations by name, pinyin or code' },
  input: z.object({
    q: named(line(60), '查什么', 'Query'),
    kind: OrganisationKind.optional(),
    size: z.int().min(1).max(20).default(12),
  }),
  output: z.object({
    items: z.array(
      z.object({
        id: Id,
        name: z.string(),
        kinds: z.array(OrganisationKind),
        place: TextOut,
        state: OrganisationState,
        uscc: z.string().nullable(),
        reason: FindReason,
        /** The name that was met, where it is not the name shown. */
        matched: z.string(),
      }),
    ),
    /** How many there are in all, null beyond 10,000. */
    total: z.int().nullable(),
  }),
});

export const checkOrganisation = endpoint({
  id: 'organisations.checkOrganisation',
  method: 'GET',
  path: '/organisations/check',
  can: READ,
  summary: { zh: '登记之前：代码对不对，是不是已经有了', en: 'Before registering: is the code right, is it here already' },
  input: z.object({
    name: z.string().trim().max(120).default(''),
    uscc: z.string().trim().max(60).default(''),
    place: z.string().trim().max(80).default(''),
    /** The one that is being corrected. */
    except: Id.optional(),
  }),
  output: z.object({
    /** Null where none was given. */
    uscc: z
      .object({
        ok: z.boolean(),
        code: z.string().nullable(),
        /** What is wrong, or who registers it and as what. */
        text: TextOut,
        repairs: z.array(TextOut),
      })
      .nullable(),
    place: z.object({ code: z.string(), text: TextOut }).nullable(),
    candidates: z.array(Candidate),
    total: z.int(),
  }),
});

export const Organisation = Facts.extend({
  id: Id,
  /** The version before one's eyes; a correction must name it. */
  recorded: Instant,
  by: z.string(),
  /** Set where this record was merged into another: that one speaks for it. */
  mergedInto: Ref.nullable(),
  /** Records merged into this one; `into` tells which they were merged into themselves. */
  members: z.array(
    z.object({
      id: Id,
      name: z.string(),
      uscc: z.string().nullable(),
      place: TextOut,
      into: Ref,
      reason: z.string(),
      by: z.string(),
      recorded: Instant,
    }),
  ),
  versions: z.array(Version),
  aliases: z.array(Alias),
  staff: z.array(Staff),
  /** Of a station: what it serves, now and before. */
  services: z.array(Service),
  below: z.array(Ref),
  duplicates: z.array(Candidate),
  may: z.object({
    write: z.boolean(),
    contacts: z.boolean(),
    editContacts: z.boolean(),
    incidents: z.boolean(),
  }),
  /** One's own organisation. */
  own: z.boolean(),
});
export type Organisation = z.infer<typeof Organisation>;
export const readOrganisation = endpoint({
  id: 'organisations.readOrganisation',
  method: 'GET',
  path: '/organisations/:id',
  can: READ,
  summary: { zh: '一家机构：资料、各版、别名、人员、服务范围', en: 'One organisation: facts, versions, names, staff, services' },
  input: z.object({
    id: Id,
    /** As it was known at this instant. */
    knownAt: z.iso.datetime({ precision: null }).optional(),
  }),
  output: Organisation,
});

export const organisationsEndpoints = [
  listOrganisations,
  exportOrganisations,
  findOrganisations,
  checkOrganisation,
  readOrganisation,
  createOrganisation,
  correctOrganisation,
  closeOrganisation,
  reopenOrganisation,
  mergeOrganisation,
  splitOrganisation,
  addAlias,
  removeAlias,
  listContacts,
  addContact,
  editContact,
  removeContact,
  addStaff,
  endStaff,
  listIncidents,
  recordIncident,
  correctIncident,
  settleIncident,
  withdrawIncident,
  listStations,
  listStationsFor,
  addService,
  endService,
] as const;
