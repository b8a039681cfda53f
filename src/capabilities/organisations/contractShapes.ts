// The shapes that several endpoints share. Part of contract.ts, which passes it on.
import { z } from 'zod';
import { Code12, Day, Id, Instant, line, named, prose, rule, TextOut } from '#platform/contract.ts';
import { findIndustryDivision, findIndustrySection } from '#standards/industries/industries.ts';
import { parseUscc } from '#standards/uscc/uscc.ts';
import {
  AliasKind,
  DayPrecision,
  IncidentKind,
  IncidentState,
  OrganisationKind,
  OrganisationState,
  SameReason,
  SizeClass,
  StationLevel,
} from './contractTexts.ts';

export * from './contractProblems.ts';
export * from './contractTexts.ts';

/** The sentence of `standards` stands under the field, on the page and from the server alike. */
export const Uscc = named(
  z
    .string()
    .trim()
    .max(60)
    .superRefine((text, context) => {
      if (text === '') return;
      const read = parseUscc(text);
      if (!read.ok)
        context.addIssue({ code: 'custom', message: read.message.zh, params: { rule: `uscc.${read.rule}`, text: read.message } });
    }),
  '统一社会信用代码',
  'Unified social credit code',
);
export const Industry = rule(
  named(z.string().trim().max(6), '行业', 'Industry'),
  (code) => code === '' || Boolean(findIndustryDivision(code) ?? findIndustrySection(code)),
  'organisations.industry',
  '没有这个行业代码。写门类字母（如 H）或者大类数字（如 62），可以带门类字母和更细的数字（如 C1331）',
  'There is no such industry. Write the letter of a section (H) or the digits of a division (62), with the letter and finer digits if known (C1331)',
);
/** 12 digits, or the place in words; what is not plain comes back with candidates. */
export const PlaceText = named(line(80), '所在地', 'Place');

/** What is known of one organisation; registering and correcting take the same. */
export const facts = {
  name: named(line(120, 2), '名称', 'Name'),
  kinds: named(z.array(OrganisationKind).min(1).max(5), '类别', 'Kinds'),
  uscc: Uscc.default(''),
  usccMissing: named(z.string().trim().max(100).default(''), '为什么没有代码', 'Why there is no code'),
  place: PlaceText,
  address: named(z.string().trim().max(200).default(''), '详细地址', 'Address'),
  industry: Industry.default(''),
  sizeClass: named(SizeClass.nullable().default(null), '规模', 'Size'),
  sizeStatedBy: named(z.string().trim().max(100).default(''), '规模出自', 'Size as stated by'),
  stationLevel: named(StationLevel.nullable().default(null), '站的层级', 'Level of the station'),
  stationAbove: named(Id.nullable().default(null), '上级站', 'Station above'),
  stationFrom: named(z.string().trim().max(80).default(''), '派出地', 'Sent by'),
  source: named(line(200), '依据', 'Source'),
  note: named(prose(500).default(''), '说明', 'Note'),
};
const said = (rule: string, zh: string, en: string) => ({ code: 'custom' as const, message: zh, params: { rule, text: { zh, en } } });
type Drafted = {
  readonly kinds: readonly OrganisationKind[];
  readonly uscc: string;
  readonly usccMissing: string;
  readonly sizeClass: SizeClass | null;
  readonly sizeStatedBy: string;
  readonly stationLevel: StationLevel | null;
};
/** What must go together, each said under its field. */
export const together = (draft: Drafted, context: z.core.$RefinementCtx): void => {
  if (draft.uscc === '' && draft.usccMissing === '')
    context.addIssue({
      ...said(
        'organisations.usccMissing',
        '填 18 位统一社会信用代码；确实没有的，写明为什么没有，如“尚未登记的合作社”',
        'Give the 18-character code; where there is none, say why, such as “cooperative not registered yet”',
      ),
      path: draft.kinds.includes('station') || draft.kinds.length === 0 ? ['usccMissing'] : ['uscc'],
    });
  if (draft.uscc !== '' && draft.usccMissing !== '')
    context.addIssue({
      ...said('organisations.usccBoth', '已经填了代码，这里不用再写', 'A code is given; leave this empty'),
      path: ['usccMissing'],
    });
  if (draft.sizeClass !== null && draft.sizeStatedBy === '')
    context.addIssue({
      ...said(
        'organisations.sizeStatedBy',
        '写明规模是谁说的、哪年的，如“企业年报 2025”',
        'Say who stated the size and for which year, such as “annual report 2025”',
      ),
      path: ['sizeStatedBy'],
    });
  if (draft.sizeClass === null && draft.sizeStatedBy !== '')
    context.addIssue({
      ...said('organisations.sizeClass', '写了出处，还没有选规模', 'A source is given but no size'),
      path: ['sizeClass'],
    });
  if (draft.kinds.includes('station') && draft.stationLevel === null)
    context.addIssue({
      ...said(
        'organisations.stationLevel',
        '劳务站要选层级：省级总站、市级分站或县级工作站',
        'A labour station needs its level: provincial, prefecture or county',
      ),
      path: ['stationLevel'],
    });
};

export const Ref = z.object({ id: Id, name: z.string() });
export const OrganisationRow = z.object({
  id: Id,
  name: z.string(),
  kinds: z.array(OrganisationKind),
  uscc: z.string().nullable(),
  placeCode: Code12,
  place: TextOut,
  industry: z.string(),
  sizeClass: SizeClass.nullable(),
  stationLevel: StationLevel.nullable(),
  state: OrganisationState,
  closedOn: Day.nullable(),
  /** How many records were merged into this one. */
  merged: z.int(),
  /** Null where the reader may not know. */
  openIncidents: z.int().nullable(),
  recorded: Instant,
});
export type OrganisationRow = z.infer<typeof OrganisationRow>;

export const Facts = z.object({
  name: z.string(),
  kinds: z.array(OrganisationKind),
  uscc: z.string().nullable(),
  usccMissing: z.string(),
  placeCode: Code12,
  place: TextOut,
  address: z.string(),
  industry: z.string(),
  sizeClass: SizeClass.nullable(),
  sizeStatedBy: z.string(),
  stationLevel: StationLevel.nullable(),
  stationAbove: Ref.nullable(),
  stationFrom: z.object({ code: Code12, text: TextOut }).nullable(),
  state: OrganisationState,
  closedOn: Day.nullable(),
  source: z.string(),
  note: z.string(),
});
export const Version = Facts.extend({ reason: z.string(), by: z.string(), recorded: Instant, superseded: Instant.nullable() });

export const Alias = z.object({
  id: Id,
  organisationId: Id,
  name: z.string(),
  kind: AliasKind,
  fromDay: Day.nullable(),
  toDay: Day.nullable(),
  source: z.string(),
  by: z.string(),
  recorded: Instant,
});
export type Alias = z.infer<typeof Alias>;
export const Staff = z.object({
  id: Id,
  organisationId: Id,
  name: z.string(),
  login: z.string().nullable(),
  duty: z.string(),
  fromDay: Day,
  toDay: Day.nullable(),
});
export type Staff = z.infer<typeof Staff>;
export const Service = z.object({
  id: Id,
  stationId: Id,
  stationName: z.string(),
  stationLevel: StationLevel.nullable(),
  hostCode: Code12,
  host: TextOut,
  originCode: Code12,
  origin: TextOut,
  fromDay: Day,
  toDay: Day.nullable(),
  source: z.string(),
  current: z.boolean(),
});
export type Service = z.infer<typeof Service>;
export const Contact = z.object({
  id: Id,
  organisationId: Id,
  version: z.int(),
  name: z.string(),
  duty: z.string(),
  /** Masked for auditors. */
  phone: z.string(),
  note: z.string(),
  by: z.string(),
  changed: Instant,
});
export type Contact = z.infer<typeof Contact>;
export const Incident = z.object({
  id: Id,
  organisationId: Id,
  kind: IncidentKind,
  happenedOn: Day,
  precision: DayPrecision,
  what: z.string(),
  amount: z.number().nullable(),
  persons: z.int().nullable(),
  state: IncidentState,
  settledOn: Day.nullable(),
  outcome: z.string(),
  source: z.string(),
  by: z.string(),
  recorded: Instant,
  /** How many versions there are: more than one means it was corrected or settled. */
  versions: z.int(),
});
export type Incident = z.infer<typeof Incident>;

export const Candidate = OrganisationRow.omit({ openIncidents: true, merged: true }).extend({ reason: SameReason });
export type Candidate = z.infer<typeof Candidate>;

export const reason = named(line(200, 4), '事由', 'Reason');
