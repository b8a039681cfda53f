// Agreements 协作协议: what the outside sees. Shared by server and pages; no IO.
import { z } from 'zod';
import { stepUpNeeded } from '#capabilities/access/contract.ts';
import { Day, Download, endpoint, Id, Instant, line, named, page, paged, rule } from '#platform/contract.ts';
import { changed } from '#platform/problem.ts';
import { Chosen, daysInOrder, parties, reason, words } from './contractFacts.ts';
import * as p from './contractProblems.ts';
import {
  Agreement,
  AgreementLevel,
  AgreementProgramme,
  AgreementRef,
  AgreementRow,
  AgreementSide,
  AgreementState,
  EXPORT,
  GroupSide,
  PairingVerdict,
  READ,
  SIGN,
  WorkingGroup,
  WRITE,
} from './contractShapes.ts';
import { correctText, layText, withdrawText } from './contractTexts.ts';

export { factTexts } from './contractFacts.ts';
export * from './contractProblems.ts';
export * from './contractShapes.ts';
export * from './contractTargets.ts';
export * from './contractTexts.ts';

const AreaCode = rule(
  z.string().trim(),
  (code) => /^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(code),
  'accords.areaCode',
  '区划代码是 2、4、6、9 或 12 位数字',
  'A division code has 2, 4, 6, 9 or 12 digits',
);
/** What narrows a list; the same for reading and for the export. */
const filter = {
  /** Part of the title or of the document number. */
  q: named(line(60).optional(), '查什么', 'Query'),
  level: AgreementLevel.optional(),
  state: AgreementState.optional(),
  /** A party lies in this area, is it, or holds it. */
  origin: named(AreaCode.optional(), '输出地', 'Origin'),
  host: named(AreaCode.optional(), '输入地', 'Host'),
  programme: AgreementProgramme.optional(),
  /** Those that wait for a signature or an answer of the reader's own office. */
  waiting: z.boolean().optional(),
  /** The state on this day; today where it is left out. */
  asOf: named(Day.optional(), '截至', 'As of'),
};

export const listAgreements = endpoint({
  id: 'accords.listAgreements',
  method: 'GET',
  path: '/agreements',
  can: READ,
  summary: { zh: '协作协议，按层级、状态、两方筛选', en: 'Agreements by level, state and sides' },
  input: z.object({ ...paged, ...filter }),
  output: page(AgreementRow).extend({ asOf: Day }),
  problems: [p.unknownCode],
});
export const exportAgreements = endpoint({
  id: 'accords.exportAgreements',
  method: 'POST',
  path: '/agreements/export',
  can: EXPORT,
  stepUp: true,
  summary: { zh: '导出协作协议（xlsx，记入导出记录）', en: 'The list as a spreadsheet; the export is on record' },
  input: z.object(filter),
  output: Download,
  problems: [p.tooManyRows, p.unknownCode],
});
export const readAgreement = endpoint({
  id: 'accords.readAgreement',
  method: 'GET',
  path: '/agreements/:id',
  can: READ,
  summary: { zh: '一份协议：两方、签字、各版、劳务站、专班', en: 'One agreement: sides, signatures, versions, stations, groups' },
  input: z.object({ id: Id }),
  output: Agreement,
});

const facts = { ...parties, ...words };
const writing = [p.unknownCode, p.partiesRefused, p.notPaired, p.endBeforeStart, p.overlapping, p.outsideArea, p.noSuchFile] as const;

export const createAgreement = endpoint({
  id: 'accords.createAgreement',
  method: 'POST',
  path: '/agreements',
  can: WRITE,
  summary: { zh: '登记协议（草稿）', en: 'Enter an agreement as a draft' },
  input: z.object(facts).superRefine(daysInOrder),
  output: Agreement,
  problems: writing,
});
export const correctAgreement = endpoint({
  id: 'accords.correctAgreement',
  method: 'POST',
  path: '/agreements/:id/correct',
  can: WRITE,
  summary: {
    zh: '更正协议；一方签字之后改实质内容，签字作废；双方签过的只能改文号、文件、依据和说明，要再确认是本人',
    en: 'Correct an agreement; a change of substance voids one signature; of what both have signed only the record changes, with a fresh password',
  },
  input: z
    .object({
      id: Id,
      seen: Instant,
      ...facts,
      /** Free while nobody has signed. */
      reason: named(z.string().trim().max(200).default(''), '原因', 'Reason'),
    })
    .superRefine(daysInOrder),
  output: Agreement,
  problems: [...writing, changed, p.reasonNeeded, p.nothingChanged, p.sidesFixed, p.agreedByBoth, stepUpNeeded],
});
export const discardDraft = endpoint({
  id: 'accords.discardDraft',
  method: 'POST',
  path: '/agreements/:id/discard',
  can: WRITE,
  summary: { zh: '撤销草稿', en: 'Discard a draft' },
  input: z.object({ id: Id, seen: Instant, reason }),
  output: z.object({}),
  problems: [p.outsideArea, p.notADraft, p.signedByBothOnce, changed],
});

export const CheckDraft = z.object({
  level: AgreementLevel,
  originCode: Chosen,
  originName: z.string().trim().max(40).default(''),
  hostCode: Chosen,
  hostName: z.string().trim().max(40).default(''),
  validFrom: Day,
  validTo: Day,
  /** The one that is being corrected. */
  except: Id.optional(),
});
export const checkAgreement = endpoint({
  id: 'accords.checkAgreement',
  method: 'GET',
  path: '/agreements/check',
  can: READ,
  summary: { zh: '登记之前：结对、重叠、谁来签', en: 'Before entering: pairing, overlaps, who signs' },
  input: CheckDraft,
  output: z.object({
    /** Why these two cannot be the sides; null where they can. */
    refused: z.object({ zh: z.string(), en: z.string() }).nullable(),
    pairing: PairingVerdict.nullable(),
    /** Signed by both and meeting these days: this one cannot be saved beside them. */
    overlaps: z.array(AgreementRef),
    /** Drafts of the same pair and level whose days meet: perhaps this one is here already. */
    drafts: z.array(AgreementRef),
    offices: z
      .object({ origin: z.object({ zh: z.string(), en: z.string() }), host: z.object({ zh: z.string(), en: z.string() }) })
      .nullable(),
  }),
});

export const signAgreement = endpoint({
  id: 'accords.signAgreement',
  method: 'POST',
  path: '/agreements/:id/sign',
  can: SIGN,
  stepUp: true,
  summary: { zh: '签署：由本级主管账号登记签字人职务和日期', en: 'Sign: the office of a side enters the post and the day' },
  input: z.object({
    id: Id,
    /** The text that is signed. */
    seen: Instant,
    /** The one that waits beside the signed text. */
    newText: z.boolean().default(false),
    side: named(AgreementSide, '哪一方', 'Side'),
    post: named(line(80, 2), '签字人职务', 'Post of the signatory'),
    signedOn: named(Day, '签字日期', 'Day of signature'),
  }),
  output: Agreement,
  problems: [
    p.notYourOffice,
    p.bothSides,
    p.signedAlready,
    p.signedLater,
    p.signedAfterEnd,
    p.overlapping,
    p.notPaired,
    p.noSuchFile,
    p.noTextWaits,
    p.textEnded,
    changed,
  ],
});
export const withdrawSignature = endpoint({
  id: 'accords.withdrawSignature',
  method: 'POST',
  path: '/agreements/:id/unsign',
  can: SIGN,
  stepUp: true,
  summary: { zh: '收回本方的签字，在另一方签字以前', en: 'Take back the signature of one’s own side before the other has signed' },
  input: z.object({
    id: Id,
    /** The signature that is taken back. */
    seen: Instant,
    newText: z.boolean().default(false),
    side: named(AgreementSide, '哪一方', 'Side'),
    reason,
  }),
  output: Agreement,
  problems: [p.notYourOffice, p.sideNotSigned, p.signedByOther, p.noTextWaits, changed],
});
export const proposeEnd = endpoint({
  id: 'accords.proposeEnd',
  method: 'POST',
  path: '/agreements/:id/end',
  can: SIGN,
  stepUp: true,
  summary: { zh: '提出提前结束，等另一方确认', en: 'Propose to end it early; the other side confirms' },
  input: z.object({ id: Id, side: named(AgreementSide, '哪一方', 'Side'), lastDay: named(Day, '最后一天', 'Last day'), reason }),
  output: Agreement,
  problems: [p.notYourOffice, p.notSigned, p.endedAlready, p.endOutside, p.endOpen],
});
export const answerEnd = endpoint({
  id: 'accords.answerEnd',
  method: 'POST',
  path: '/agreements/:id/end/answer',
  can: SIGN,
  stepUp: true,
  summary: { zh: '答复提前结束：确认或不同意', en: 'Confirm or decline an early end' },
  input: z.object({ id: Id, seen: Instant, confirm: z.boolean(), answer: named(z.string().trim().max(200).default(''), '答复', 'Answer') }),
  output: Agreement,
  problems: [p.notYourOffice, p.noEndOpen, p.otherSideAnswers, p.ownEnd, changed],
});

export const addGroup = endpoint({
  id: 'accords.addGroup',
  method: 'POST',
  path: '/agreements/:id/groups',
  can: WRITE,
  summary: { zh: '登记工作专班', en: 'Enter a working group' },
  input: z.object({
    id: Id,
    side: named(GroupSide, '哪一方', 'Side'),
    name: named(line(80, 2), '专班名称', 'Name of the group'),
    leadingPost: named(line(80, 2), '牵头职务', 'Leading post'),
    memberPosts: named(z.array(line(80)).max(40).default([]), '成员职务', 'Members’ posts'),
    fromDay: named(Day, '从哪天起', 'First day'),
    toDay: named(Day.nullable().default(null), '到哪天止', 'Last day'),
    source: named(z.string().trim().max(200).default(''), '依据', 'Source'),
  }),
  output: WorkingGroup,
  problems: [p.outsideArea, p.groupOutside],
});
export const endGroup = endpoint({
  id: 'accords.endGroup',
  method: 'POST',
  path: '/agreements/:id/groups/:groupId/end',
  can: WRITE,
  summary: { zh: '结束工作专班；不写日期就是登记错了，撤销', en: 'End a working group; without a day it was a mistake' },
  input: z.object({ id: Id, groupId: Id, toDay: named(Day.nullable(), '最后一天', 'Last day'), reason }),
  output: z.object({}),
  problems: [p.outsideArea, p.groupOutside],
});

export const accordsEndpoints = [
  listAgreements,
  exportAgreements,
  checkAgreement,
  readAgreement,
  createAgreement,
  correctAgreement,
  discardDraft,
  signAgreement,
  withdrawSignature,
  layText,
  correctText,
  withdrawText,
  proposeEnd,
  answerEnd,
  addGroup,
  endGroup,
] as const;
