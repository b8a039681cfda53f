// Work points of the year 年度工作要点 and joint meetings 联席会议 of an agreement: what the outside sees. Part of contract.ts, which passes it on.
import { z } from 'zod';
import type { Permissions } from '#capabilities/access/rules.ts';
import { Code12, Day, Download, endpoint, Id, Instant, line, named, page, paged, prose, rule, TextOut } from '#platform/contract.ts';
import { changed } from '#platform/problem.ts';
import * as p from './contractPlansProblems.ts';
import { SEE_PLANS, WORK_PLANS } from './names.ts';
import { ITEM_DEEDS, ITEM_STATES, isRecordLink } from './rulesPlans.ts';

export * from './contractPlansProblems.ts';
export { SEE_PLANS, WORK_PLANS };

export const plansPermissions = {
  [SEE_PLANS]: {
    text: { zh: '查看工作要点和联席会议', en: 'see work points and joint meetings' },
    roles: ['county_bureau', 'station', 'steering', 'auditor'],
  },
  [WORK_PLANS]: {
    text: { zh: '办理工作要点、记联席会议', en: 'work on work points, record joint meetings' },
    roles: ['county_bureau', 'station', 'steering'],
  },
} as const satisfies Permissions;

/** Purpose of files: minutes of meetings, proofs of items. */
export const PLAN_FILE = 'accords.plan';

// Shapes --------------------------------------------------------------------------------------------------------------------------------

const SideIn = z.enum(['origin', 'host']);
export const ItemStateIn = z.enum(ITEM_STATES);
const ItemDeedIn = z.enum(ITEM_DEEDS);
const StandingOut = z.object({ standing: z.enum(['late', 'today', 'soon', 'later', 'over']), days: z.int() });
const FileOut = z.object({ id: Id, name: z.string() });

const UnitOut = z.object({ organisationId: Id.nullable(), name: z.string(), areaCode: Code12, area: TextOut });
export type UnitOut = z.infer<typeof UnitOut>;
/** Who the parties are. */
export const AgreementBrief = z.object({ id: Id, title: z.string(), origin: TextOut, host: TextOut });

export const WorkItem = z.object({
  id: Id,
  number: z.int(),
  planId: Id,
  year: z.int(),
  agreement: AgreementBrief,
  title: z.string(),
  outcome: z.string(),
  lead: SideIn,
  units: z.object({ origin: UnitOut, host: UnitOut }),
  dueDay: Day,
  state: ItemStateIn,
  stands: StandingOut,
  /** Last deed. */
  changed: Instant,
  /** For which of its units the asker speaks. */
  speaks: z.array(SideIn),
});
export type WorkItem = z.infer<typeof WorkItem>;

export const ItemNote = z.object({
  id: Id,
  kind: z.enum(['progress', 'proof']),
  side: SideIn,
  words: z.string(),
  file: FileOut.nullable(),
  link: z.string(),
  at: Instant,
  by: z.string(),
});
const ItemVersion = z.object({
  deed: ItemDeedIn,
  side: SideIn,
  state: ItemStateIn,
  /** What this deed changed, each as it was and as it became; of the due day, the words, the units. */
  changes: z.array(z.object({ field: z.enum(['title', 'outcome', 'origin', 'host', 'dueDay']), from: z.string(), to: z.string() })),
  reason: z.string(),
  by: z.string(),
  at: Instant,
});
export const WorkItemWhole = WorkItem.extend({
  /** Where it comes from. */
  resolution: z.object({ id: Id, number: z.int(), text: z.string(), meetingId: Id, meeting: z.string(), heldOn: Day }).nullable(),
  history: z.array(ItemVersion),
  notes: z.array(ItemNote),
  steps: z.array(ItemDeedIn),
  /** `recorded` of the version that is shown: what a step is taken on. */
  seen: Instant,
});
export type WorkItemWhole = z.infer<typeof WorkItemWhole>;

const Counts = z.object({ total: z.int(), living: z.int(), late: z.int(), soon: z.int(), saidDone: z.int(), closed: z.int() });
export const WorkPlan = z.object({
  id: Id,
  year: z.int(),
  title: z.string(),
  document: z.string(),
  agreement: AgreementBrief,
  counts: Counts,
});
export type WorkPlan = z.infer<typeof WorkPlan>;

// Plans ---------------------------------------------------------------------------------------------------------------------------------

const Year = named(z.int().min(2000).max(2100), '年份', 'Year');
export const listPlans = endpoint({
  id: 'accords.listPlans',
  method: 'GET',
  path: '/plans',
  can: SEE_PLANS,
  summary: { zh: '年度工作要点：哪几份，各办到哪', en: 'Plans of the year, and how far each is' },
  input: z.object({ agreementId: Id.optional(), year: Year.optional(), cursor: paged.cursor, size: z.int().min(1).max(200).default(50) }),
  output: page(WorkPlan).extend({ today: Day, mayPlan: z.boolean() }),
});
export const createPlan = endpoint({
  id: 'accords.createPlan',
  method: 'POST',
  path: '/plans',
  can: WORK_PLANS,
  summary: { zh: '建一年的工作要点', en: 'Begin the plan of a year' },
  input: z.object({
    agreementId: Id,
    year: Year,
    title: named(line(80), '名称', 'Title'),
    document: named(z.string().trim().max(80).default(''), '文号', 'Document'),
  }),
  output: WorkPlan,
  problems: [p.planThere, p.yearOutside, p.notYourAgreement, p.notSignedYet],
});

// Items ---------------------------------------------------------------------------------------------------------------------------------

/** Who is responsible: an organisation of the register, or an office by its name and where it sits. */
const Unit = (zh: string, en: string) =>
  named(
    rule(
      z.object({
        organisationId: Id.nullable().default(null),
        name: z.string().trim().max(60).default(''),
        areaCode: z.union([Code12, z.literal('')]).default(''),
      }),
      (u) => u.organisationId !== null || (u.name !== '' && u.areaCode !== ''),
      'accords.unitMissing',
      `${zh}还没有写全：选一家机构，或者写办公室名称和所在地。要点和决议都要两边各有一个单位负责`,
      `The ${en.toLowerCase()} is not complete: choose an organisation, or write the office and where it sits. Items and resolutions have a responsible unit on each side`,
    ),
    zh,
    en,
  );
const words = {
  title: named(line(80, 2), '事项', 'Item'),
  outcome: named(prose(400, 4), '做到什么算完', 'What shall be there at the end'),
  origin: Unit('输出地责任单位', 'Unit of the origin'),
  host: Unit('输入地责任单位', 'Unit of the host'),
};
const itemProblems = [p.unitOutside, p.unitUnknown, p.unitPlaceUnknown] as const;
export const openItem = endpoint({
  id: 'accords.openItem',
  method: 'POST',
  path: '/plans/:id/items',
  can: WORK_PLANS,
  summary: { zh: '列一件工作要点', en: 'Put an item on the plan' },
  input: z.object({
    id: Id,
    ...words,
    lead: named(SideIn, '由哪边牵头', 'Lead'),
    dueDay: named(Day, '完成日', 'Due day'),
    /** The resolution it carries out. */
    resolutionId: Id.optional(),
  }),
  output: WorkItemWhole,
  problems: [p.notYourAgreement, p.notSignedYet, p.dueOutsideYear, p.resolutionTaken, p.resolutionElsewhere, ...itemProblems],
});

export const itemFilters = {
  agreementId: Id.optional(),
  year: Year.optional(),
  state: ItemStateIn.optional(),
  /** late: behind its due day. soon: due within the next days. living: not closed, not dropped. toClose: waits for my side to look. toRedo: sent back to my side. */
  which: z.enum(['late', 'soon', 'living', 'toClose', 'toRedo']).optional(),
  /** Where a unit of it is mine. */
  mine: z.boolean().optional(),
  /** Which side leads. */
  lead: SideIn.optional(),
  /** A unit, or a party, lies in this area. */
  area: Code12.optional(),
  q: named(line(40).optional(), '查什么', 'Query'),
};
export const listItems = endpoint({
  id: 'accords.listItems',
  method: 'GET',
  path: '/plan-items',
  can: SEE_PLANS,
  summary: { zh: '工作要点清单', en: 'List of work points' },
  input: z.object({ ...itemFilters, ...paged }),
  output: page(WorkItem).extend({ today: Day }),
});
export const countItems = endpoint({
  id: 'accords.countItems',
  method: 'GET',
  path: '/plan-items/count',
  can: SEE_PLANS,
  summary: { zh: '等我这边办的工作要点', en: 'Work points that wait for my side' },
  input: z.object({}),
  /** Of items with a unit of mine. */
  output: z.object({
    late: z.int(),
    soon: z.int(),
    toClose: z.int(),
    toRedo: z.int(),
    /** Days of the oldest that is late. */
    oldest: z.int().nullable(),
    /** The next due day of those that are not late. */
    next: Day.nullable(),
  }),
});
export const exportItems = endpoint({
  id: 'accords.exportItems',
  method: 'POST',
  path: '/plan-items/export',
  can: SEE_PLANS,
  stepUp: true,
  summary: { zh: '导出工作要点', en: 'Work points as a spreadsheet' },
  input: z.object(itemFilters),
  output: Download,
  problems: [p.tooManyItems],
});
export const readItem = endpoint({
  id: 'accords.readItem',
  method: 'GET',
  path: '/plan-items/:id',
  can: SEE_PLANS,
  summary: { zh: '一件工作要点和它的经过', en: 'One work point and its history' },
  input: z.object({ id: Id }),
  output: WorkItemWhole,
});

const reason = named(line(200, 4), '原因', 'Reason');
/** `seen` of what was read: a step that rests on what is written there is refused where it is written otherwise by now. */
const seen = Instant;
const stepProblems = [p.stepNotNow, p.notYourItem, p.closesOwnItem] as const;
const Link = named(
  rule(
    z.string().trim().max(200).default(''),
    (s) => s === '' || isRecordLink(s),
    'accords.badLink',
    '要写本系统里那条记录的网址，从域名后面的 / 开始，如 /organisations/… ；外面的网址请把内容存成文件再传',
    'Name a page of this system from its first slash, such as /organisations/…; save what lies elsewhere as a file and send it',
  ),
  '记录的网址',
  'Page of the record',
);
const saying = { id: Id, words: named(prose(600).default(''), '进展', 'Progress'), fileId: Id.optional(), link: Link };
const step = <T extends z.ZodRawShape>(
  id: string,
  path: string,
  zh: string,
  en: string,
  input: T,
  problems: readonly (typeof p.stepNotNow)[] = [],
) =>
  endpoint({
    id: `accords.${id}`,
    method: 'POST',
    path: `/plan-items/:id/${path}`,
    can: WORK_PLANS,
    summary: { zh, en },
    input: z.object({ id: Id, ...input }),
    output: WorkItemWhole,
    problems: [...stepProblems, ...problems],
  });
export const startItem = step('startItem', 'start', '开始办一件要点', 'Start a work point', {});
export const noteItem = step('noteItem', 'notes', '写进展', 'Note progress of a work point', saying, [p.noteEmpty, p.fileNotYours]);
export const sayItemDone = step('sayItemDone', 'done', '报办完', 'Say a work point is done', saying, [p.proofMissing, p.fileNotYours]);
export const closeItem = step(
  'closeItem',
  'close',
  '确认办结',
  'Close a work point of the other side',
  { seen, words: named(z.string().trim().max(200).default(''), '意见', 'Remark') },
  [changed, p.closesOwnSaying],
);
export const sendItemBack = step('sendItemBack', 'send-back', '退回', 'Send a work point back', { seen, reason }, [changed]);
export const moveItemDue = step(
  'moveItemDue',
  'due',
  '改完成日',
  'Move the due day',
  { dueDay: named(Day, '新的完成日', 'New due day'), reason },
  [p.dueOutsideYear, p.dueSame],
);
export const correctItem = step('correctItem', 'correct', '更正要点', 'Correct a work point', { seen, ...words, reason }, [
  ...itemProblems,
  p.unitOfOtherSide,
  changed,
]);
export const dropItem = step('dropItem', 'drop', '不办了', 'Drop a work point', { reason });

// Meetings ------------------------------------------------------------------------------------------------------------------------------

const Resolution = z.object({
  id: Id,
  number: z.int(),
  text: z.string(),
  item: z
    .object({ id: Id, number: z.int(), year: z.int(), title: z.string(), state: ItemStateIn, stands: StandingOut, dueDay: Day })
    .nullable(),
});
export const Meeting = z.object({
  id: Id,
  agreement: AgreementBrief,
  title: z.string(),
  heldOn: Day,
  place: z.string(),
  chairs: z.object({ origin: z.string(), host: z.string() }),
  minutes: FileOut.nullable(),
  resolutions: z.int(),
  /** How many of them are items. */
  items: z.int(),
});
export type Meeting = z.infer<typeof Meeting>;
export const MeetingWhole = Meeting.extend({
  list: z.array(Resolution),
  versions: z.array(z.object({ reason: z.string(), by: z.string(), at: Instant })),
  seen: Instant,
  may: z.boolean(),
  /** The plan its resolutions go on, where it is there. */
  planId: Id.nullable(),
});
export type MeetingWhole = z.infer<typeof MeetingWhole>;

const facts = {
  title: named(line(80, 2), '会议名称', 'Title'),
  heldOn: named(Day, '开会日期', 'Day'),
  place: named(line(80), '地点', 'Place'),
  originChair: named(line(60), '输出地主持人职务', 'Post in the chair, origin'),
  hostChair: named(line(60), '输入地主持人职务', 'Post in the chair, host'),
  fileId: named(Id.nullable().default(null), '会议纪要', 'Minutes'),
};
const meetingProblems = [p.notYourAgreement, p.notSignedYet, p.meetingLater, p.meetingOutside, p.fileNotYours] as const;
export const listMeetings = endpoint({
  id: 'accords.listMeetings',
  method: 'GET',
  path: '/joint-meetings',
  can: SEE_PLANS,
  summary: { zh: '联席会议', en: 'Joint meetings' },
  input: z.object({ agreementId: Id.optional(), cursor: paged.cursor, size: z.int().min(1).max(200).default(50) }),
  output: page(Meeting).extend({ mayPlan: z.boolean() }),
});
export const readMeeting = endpoint({
  id: 'accords.readMeeting',
  method: 'GET',
  path: '/joint-meetings/:id',
  can: SEE_PLANS,
  summary: { zh: '一次联席会议和它的决议', en: 'One joint meeting and its resolutions' },
  input: z.object({ id: Id }),
  output: MeetingWhole,
});
export const recordMeeting = endpoint({
  id: 'accords.recordMeeting',
  method: 'POST',
  path: '/joint-meetings',
  can: WORK_PLANS,
  summary: { zh: '记一次联席会议', en: 'Record a joint meeting' },
  input: z.object({ agreementId: Id, ...facts }),
  output: MeetingWhole,
  problems: meetingProblems,
});
export const correctMeeting = endpoint({
  id: 'accords.correctMeeting',
  method: 'POST',
  path: '/joint-meetings/:id/correct',
  can: WORK_PLANS,
  summary: { zh: '更正联席会议', en: 'Correct a joint meeting' },
  input: z.object({ id: Id, seen, ...facts, reason }),
  output: MeetingWhole,
  problems: [...meetingProblems, changed],
});
export const addResolution = endpoint({
  id: 'accords.addResolution',
  method: 'POST',
  path: '/joint-meetings/:id/resolutions',
  can: WORK_PLANS,
  summary: { zh: '记一条决议', en: 'Add a resolution' },
  input: z.object({ id: Id, text: named(prose(600, 4), '决议', 'Resolution') }),
  output: MeetingWhole,
  problems: [p.notYourAgreement, p.notSignedYet],
});

export const plansAuditTexts = {
  'accords.createPlan': { zh: '建年度工作要点', en: 'Began the plan of a year' },
  'accords.openItem': { zh: '列工作要点', en: 'Put an item on a plan' },
  'accords.startItem': { zh: '开始办工作要点', en: 'Started a work point' },
  'accords.noteItem': { zh: '写工作要点的进展', en: 'Noted progress of a work point' },
  'accords.sayItemDone': { zh: '报工作要点办完', en: 'Said a work point was done' },
  'accords.closeItem': { zh: '确认工作要点办结', en: 'Closed a work point' },
  'accords.sendItemBack': { zh: '退回工作要点', en: 'Sent a work point back' },
  'accords.moveItemDue': { zh: '改工作要点的完成日', en: 'Moved a due day' },
  'accords.correctItem': { zh: '更正工作要点', en: 'Corrected a work point' },
  'accords.dropItem': { zh: '工作要点不办了', en: 'Dropped a work point' },
  'accords.exportItems': { zh: '导出工作要点', en: 'Exported work points' },
  'accords.recordMeeting': { zh: '记联席会议', en: 'Recorded a joint meeting' },
  'accords.correctMeeting': { zh: '更正联席会议', en: 'Corrected a joint meeting' },
  'accords.addResolution': { zh: '记决议', en: 'Added a resolution' },
} as const;
export const plansNoticeTexts = {
  'accords.itemsWeekly': {
    zh: '工作要点：逾期 {late} 件，14 天内到期 {soon} 件，等您确认办结 {toClose} 件',
    en: 'Work points: {late} late, {soon} due within 14 days, {toClose} waiting for you to close',
  },
  'accords.itemSaidDone': {
    zh: '{by}报办完“{title}”，等您这边确认或退回',
    en: '{by} says “{title}” is done; your side closes it or sends it back',
  },
  'accords.itemSentBack': { zh: '{by}退回“{title}”：{reason}', en: '{by} sent “{title}” back: {reason}' },
  'accords.itemClosed': { zh: '{by}确认“{title}”办结', en: '{by} closed “{title}”' },
  'accords.itemDueMoved': {
    zh: '{by}把“{title}”的完成日从 {from} 改到 {to}：{reason}',
    en: '{by} moved “{title}” from {from} to {to}: {reason}',
  },
  'accords.itemCorrected': { zh: '{by}更正了“{title}”：{reason}', en: '{by} corrected “{title}”: {reason}' },
  'accords.itemDropped': { zh: '{by}说“{title}”不办了：{reason}', en: '{by} dropped “{title}”: {reason}' },
  'accords.itemOpened': { zh: '{by}列了一件工作要点“{title}”，{day} 前办完', en: '{by} put “{title}” on the plan, due {day}' },
} as const;
export const plansExportTexts = { 'accords.items': { zh: '工作要点', en: 'work points' } } as const;
