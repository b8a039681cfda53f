// One person's page: who, household, what is known, the timeline, which record said what, who looked, the full number.
import { z } from 'zod';
import { Code12, Day, endpoint, Id, Instant, line, named, page, paged, TextOut } from '#platform/contract.ts';
import { notFound } from '#platform/problem.ts';
import {
  DocumentKind,
  Hukou,
  IdentitiesNow,
  IdentityKind,
  Precision,
  Relation,
  reasonNeeded,
  Sex,
  Source,
  Working,
} from './contractShapes.ts';
import { SourceLine } from './contractSources.ts';

/** How a fact came in. `by`: the account's name, null where a job wrote it. */
const Origin = {
  workerId: Id,
  source: Source,
  sourceRef: z.string(),
  by: z.string().nullable(),
  recorded: Instant,
  reason: z.string(),
};

export const HomeOut = z.object({
  id: Id,
  code: Code12,
  name: z.string(),
  hukou: Hukou,
  address: z.string().optional(),
  from: Day,
  fromPrecision: Precision,
  to: Day.nullable(),
  ...Origin,
});
export const IdentityOut = z.object({
  id: Id,
  kind: IdentityKind,
  from: Day,
  fromPrecision: Precision,
  to: Day.nullable(),
  riskRemoved: Day.nullable(),
  holds: z.boolean(),
  ...Origin,
});
export const ContactOut = z.object({ id: Id, kind: z.string(), holder: z.string(), phoneMasked: z.string(), ...Origin });
export const SkillOut = z.object({
  id: Id,
  occupation: z.string(),
  name: z.string(),
  words: z.string(),
  years: z.int().nullable(),
  ...Origin,
});
export const ConsentOut = z.object({
  id: Id,
  purposes: z.array(z.string()),
  givenOn: Day,
  way: z.string(),
  witness: z.string(),
  withdrawnOn: Day.nullable(),
  ...Origin,
});
export const ConditionOut = z.object({
  education: z.string(),
  schoolStage: z.string(),
  schoolStageName: TextOut.nullable(),
  health: z.array(z.string()).optional(),
  disability: z.string().optional(),
  ability: z.string(),
  validFrom: Day,
  ...Origin,
});
export const IntentionOut = z.object({
  willing: z.string(),
  hindered: z.array(z.string()),
  occupations: z.array(z.object({ code: z.string(), name: z.string() })),
  places: z.array(z.object({ code: Code12, name: z.string() })),
  payMin: z.int().nullable(),
  together: z.array(z.object({ workerId: Id, name: z.string() })),
  training: z.string(),
  note: z.string(),
  statedOn: Day,
  ...Origin,
});
export const HouseholdOut = z.object({
  id: Id,
  number: z.string(),
  members: z.array(
    z.object({
      factId: Id,
      workerId: Id,
      name: z.string(),
      relation: Relation,
      sex: Sex,
      age: z.int().nullable(),
      working: Working,
      diedOn: Day.nullable(),
    }),
  ),
  /** 户主 is missing: a sentence on the page asks for it. */
  lacksHead: z.boolean(),
});

export const TIMELINE_KINDS = [
  'register',
  'basic',
  'home',
  'identity',
  'condition',
  'skill',
  'intention',
  'contact',
  'consent',
  'household',
  'person',
  'death',
] as const;
/** One line of the timeline; the sentence is made by the server in both languages, so that page, print and API say the same. */
export const TimelineEvent = z.object({
  id: z.string(),
  kind: z.enum(TIMELINE_KINDS),
  /** The day it is about; the timeline's order, newest first. */
  day: Day,
  precision: Precision,
  mark: z.enum(['ok', 'no', 'due', 'later', 'doubt', 'info', 'off']),
  title: TextOut,
  detail: TextOut.nullable(),
  /** A version that was corrected later: what stood there before. */
  superseded: Instant.nullable(),
  /** True where this version corrects an earlier one. */
  correction: z.boolean(),
  ...Origin,
});
export type TimelineEvent = z.infer<typeof TimelineEvent>;

export const PersonPage = z.object({
  workerId: Id,
  personId: Id,
  /** The version a correction starts from: `recorded` of the basic facts. */
  recorded: Instant,
  /** Field classes this viewer may see, and how: plain, stepUp, reason. */
  fields: z.record(z.string(), z.string()),
  /** May record events and corrections here. */
  writes: z.boolean(),
  name: z.string(),
  /** 生僻字 and other readings: pinyin as people say it. */
  pinyin: z.string(),
  sex: Sex,
  age: z.int().nullable(),
  /** The year alone: with the masked number a whole birthday would tell the whole number. */
  birthYear: z.int().nullable(),
  ethnic: z.string(),
  ethnicName: TextOut.nullable(),
  documentKind: DocumentKind,
  numberMasked: z.string().optional(),
  diedOn: Day.nullable(),
  registered: Day,
  homeName: z.string().optional(),
  homeCode: Code12.optional(),
  identitiesNow: IdentitiesNow.optional(),
  /** All records of the person. Those out of one's sight are counted and named by county only. */
  records: z.array(
    z.object({
      workerId: Id.nullable(),
      county: z.string(),
      registered: Day.nullable(),
      source: Source.nullable(),
      sourceRef: z.string(),
      current: z.boolean(),
      name: z.string().nullable(),
    }),
  ),
  homes: z.array(HomeOut).optional(),
  identities: z.array(IdentityOut).optional(),
  contacts: z.array(ContactOut).optional(),
  condition: ConditionOut.nullable().optional(),
  skills: z.array(SkillOut).optional(),
  intention: IntentionOut.nullable().optional(),
  consents: z.array(ConsentOut).optional(),
  household: HouseholdOut.nullable().optional(),
  state: z
    .object({
      working: Working.optional(),
      workPlace: z.string().optional(),
      workSince: Day.nullable().optional(),
      verifiedUntil: Day.nullable().optional(),
      verifiedClass: z.int().nullable().optional(),
      certificates: z.int().optional(),
      inClass: z.boolean().optional(),
    })
    .optional(),
  timeline: z.array(TimelineEvent),
  /** The lines of lists behind the `sourceRef`s above. */
  lines: z.record(z.string(), SourceLine).optional(),
  /** Open pairs: this may be somebody's second record. */
  openPairs: z.int(),
  /** How often the page was opened in the last 90 days; who, is for auditors and the person. */
  looks: z.int(),
});
export type PersonPage = z.infer<typeof PersonPage>;

export const readWorker = endpoint({
  id: 'workers.readWorker',
  method: 'GET',
  path: '/workers/:id',
  can: 'workers.see',
  summary: { zh: '一个人的全部：身份、家庭、时间线（留痕）', en: 'One person: facts, household, timeline (on record)' },
  input: z.object({ id: Id }),
  output: PersonPage,
  audited: true,
  problems: [notFound],
});
export const listLooks = endpoint({
  id: 'workers.listLooks',
  method: 'GET',
  path: '/workers/:id/looks',
  can: 'workers.looks',
  summary: { zh: '谁看过、改过这个人', en: 'Who looked at or changed this person' },
  input: z.object({ id: Id, ...paged }),
  output: page(z.object({ id: z.int(), at: Instant, by: z.string(), roles: z.array(z.string()), action: TextOut, area: z.string() })),
  problems: [notFound],
});
export const revealNumber = endpoint({
  id: 'workers.revealNumber',
  method: 'POST',
  path: '/workers/:id/number',
  can: 'workers.full',
  summary: { zh: '查看完整证件号、出生日期和电话（再次确认，留痕）', en: 'The full number, birthday and telephones (on record)' },
  input: z.object({ id: Id, reason: named(line(200).optional(), '理由', 'Reason') }),
  output: z.object({
    number: z.string().nullable(),
    birthday: Day.nullable(),
    phones: z.array(z.object({ id: Id, number: z.string() })),
    addresses: z.array(z.object({ id: Id, text: z.string() })),
    name: z.string(),
  }),
  stepUp: true,
  problems: [notFound, reasonNeeded],
});
