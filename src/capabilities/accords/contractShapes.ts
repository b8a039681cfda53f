// The words of agreements 协作协议, who may do what, and the shapes that several endpoints share. Part of contract.ts, which passes it on.
import { z } from 'zod';
import type { Permissions } from '#capabilities/access/rules.ts';
import { Code12, Day, Id, Instant, TextOut } from '#platform/contract.ts';
import { FileType } from '#platform/filesContract.ts';
import type { Text } from '#standards/text.ts';
import { READ, SIGN, WRITE } from './names.ts';

export { AGREEMENT_SECTIONS, READ, SIGN, WRITE } from './names.ts';

/** Purpose of the scan or print of an agreement's text. */
export const AGREEMENT_FILE = 'accords.text';

// Words -----------------------------------------------------------------------------------------------------------------------------

export const AgreementLevel = z.enum(['province', 'prefecture', 'county']);
export type AgreementLevel = z.infer<typeof AgreementLevel>;
export const agreementLevelTexts: Record<AgreementLevel, Text> = {
  province: { zh: '省级', en: 'Province' },
  prefecture: { zh: '地市级', en: 'Prefecture' },
  county: { zh: '县级', en: 'County' },
};
/**
 * On a day. `draft`: nobody signed. `signing`: one side did. `coming`: both did and the period has not begun. `force`: both did, within the period.
 * `ended`: the period is over, or both sides ended it before.
 */
export const AgreementState = z.enum(['draft', 'signing', 'coming', 'force', 'ended']);
export type AgreementState = z.infer<typeof AgreementState>;
export const agreementStateTexts: Record<AgreementState, Text> = {
  draft: { zh: '草稿', en: 'Draft' },
  signing: { zh: '一方已签', en: 'Signed by one side' },
  coming: { zh: '已签，未生效', en: 'Signed, not begun' },
  force: { zh: '生效中', en: 'In force' },
  ended: { zh: '已结束', en: 'Ended' },
};
export const AgreementSide = z.enum(['origin', 'host']);
export type AgreementSide = z.infer<typeof AgreementSide>;
export const agreementSideTexts: Record<AgreementSide, Text> = {
  origin: { zh: '输出地一方', en: 'Origin side' },
  host: { zh: '输入地一方', en: 'Host side' },
};
export const otherSide = (side: AgreementSide): AgreementSide => (side === 'origin' ? 'host' : 'origin');
/** 四项工程, under the codes the ledger of work uses. */
export const AgreementProgramme = z.enum(['cook', 'technician', 'homeService', 'artisan']);
export type AgreementProgramme = z.infer<typeof AgreementProgramme>;
export const agreementProgrammeTexts: Record<AgreementProgramme, Text> = {
  cook: { zh: '粤菜师傅', en: 'Cantonese Chef' },
  technician: { zh: '广东技工', en: 'Guangdong Technician' },
  homeService: { zh: '南粤家政', en: 'Nanyue Home Service' },
  artisan: { zh: '乡村工匠', en: 'Rural Artisan' },
};
export const AgreementCertainty = z.enum(['official', 'press', 'unverified']);
export type AgreementCertainty = z.infer<typeof AgreementCertainty>;
export const agreementCertaintyTexts: Record<AgreementCertainty, Text> = {
  official: { zh: '官方文件', en: 'Official' },
  press: { zh: '媒体报道', en: 'Press' },
  unverified: { zh: '未核实', en: 'Unverified' },
};
export const GroupSide = z.enum(['origin', 'host', 'joint']);
export type GroupSide = z.infer<typeof GroupSide>;
export const groupSideTexts: Record<GroupSide, Text> = {
  origin: { zh: '输出地', en: 'Origin' },
  host: { zh: '输入地', en: 'Host' },
  joint: { zh: '双方联合', en: 'Joint' },
};
/** Whether the two sides are paired on the first day: recorded so, nothing recorded of the origin, or recorded with others. */
export const PairingVerdict = z.enum(['paired', 'unrecorded', 'elsewhere']);
export type PairingVerdict = z.infer<typeof PairingVerdict>;

// Permissions -----------------------------------------------------------------------------------------------------------------------

export const EXPORT = 'accords.export';
/**
 * Agreements hold no personal data. Both sides read theirs from the draft on; offices inside a side read it once both have signed. Who may sign is the
 * permission and the office: the role over exactly the area that is a party.
 */
export const permissions = {
  [READ]: {
    text: { zh: '查看协作协议', en: 'Look at agreements' },
    roles: ['county_bureau', 'station', 'steering', 'auditor'],
  },
  [WRITE]: {
    text: { zh: '登记、更正辖区一方的协议和工作专班', en: 'Enter and correct agreements and working groups of the own side' },
    roles: ['county_bureau', 'steering'],
  },
  [SIGN]: {
    text: { zh: '代表本地签字、提出或确认提前结束', en: 'Sign for the own area, end an agreement early' },
    roles: ['county_bureau', 'steering'],
  },
  [EXPORT]: { text: { zh: '导出协作协议', en: 'Export the list of agreements' }, roles: ['county_bureau', 'steering', 'auditor'] },
} as const satisfies Permissions;

/** How the audit page calls the deeds of this capability. */
export const auditTexts = {
  'accords.createAgreement': { zh: '登记协作协议', en: 'Entered an agreement' },
  'accords.correctAgreement': { zh: '更正协作协议', en: 'Corrected an agreement' },
  'accords.discardDraft': { zh: '撤销协议草稿', en: 'Discarded the draft of an agreement' },
  'accords.signAgreement': { zh: '签署协作协议', en: 'Signed an agreement' },
  'accords.withdrawSignature': { zh: '收回协议签字', en: 'Took back a signature under an agreement' },
  'accords.layText': { zh: '提出协议的新文本', en: 'Laid a new text beside a signed agreement' },
  'accords.correctText': { zh: '更正等签的新文本', en: 'Corrected a text that waits for signatures' },
  'accords.withdrawText': { zh: '撤回等签的新文本', en: 'Took back a text that waited for signatures' },
  'accords.proposeEnd': { zh: '提出提前结束协议', en: 'Proposed to end an agreement early' },
  'accords.answerEnd': { zh: '答复提前结束协议', en: 'Answered a proposal to end an agreement early' },
  'accords.addGroup': { zh: '登记工作专班', en: 'Entered a working group' },
  'accords.endGroup': { zh: '结束工作专班', en: 'Ended a working group' },
  'accords.exportAgreements': { zh: '导出协作协议', en: 'Exported the list of agreements' },
} as const satisfies Record<string, Text>;
export const exportTexts = { 'accords.list': { zh: '协作协议一览', en: 'List of agreements' } } as const satisfies Record<string, Text>;
export const noticeTexts = {
  'accords.signatureAwaited': {
    zh: '《{title}》对方已签字，等本地签署',
    en: '“{title}” has been signed by the other side and awaits yours',
  },
  'accords.signaturesVoid': { zh: '《{title}》有更正，原来的签字作废，要重新签', en: '“{title}” was corrected; its signatures are void' },
  'accords.agreementCorrected': { zh: '《{title}》有更正，签字不受影响', en: '“{title}” was corrected; signatures are not touched' },
  'accords.sideMoved': {
    zh: '协议草稿改了两方，现在叫《{title}》，本地不再是其中一方',
    en: 'A draft agreement, now “{title}”, was given other sides; yours is no longer one of them',
  },
  'accords.draftDiscarded': { zh: '协议草稿《{title}》已撤销', en: 'The draft agreement “{title}” was discarded' },
  'accords.signatureWithdrawn': { zh: '《{title}》对方收回了签字', en: 'The other side took back its signature under “{title}”' },
  'accords.textLaid': {
    zh: '《{title}》提出了新文本，等双方签字；签好以前照原来的文本',
    en: 'A new text of “{title}” waits for both signatures; until then the signed one holds',
  },
  'accords.textCorrected': {
    zh: '《{title}》等签的新文本有更正，请看了再签',
    en: 'The text of “{title}” that waits was corrected; read it before signing',
  },
  'accords.textAwaited': {
    zh: '《{title}》的新文本对方已签，等本地签署',
    en: 'The other side has signed the new text of “{title}”; it awaits your signature',
  },
  'accords.textAgreed': {
    zh: '《{title}》的新文本双方已签，从 {day} 起按新文本',
    en: 'Both sides signed the new text of “{title}”; it holds from {day}',
  },
  'accords.textWithdrawn': {
    zh: '《{title}》等签的新文本已撤回，照原来的文本',
    en: 'The new text of “{title}” was taken back; the signed one holds',
  },
  'accords.endAwaited': {
    zh: '《{title}》对方提出提前结束，等本地答复',
    en: 'The other side proposes to end “{title}” early and awaits your answer',
  },
} as const satisfies Record<string, Text>;

// Shapes ----------------------------------------------------------------------------------------------------------------------------

export const AgreementRow = z.object({
  id: Id,
  /** The version before one's eyes; a correction or a signature must name it. */
  recorded: Instant,
  level: AgreementLevel,
  originCode: Code12,
  /** As people read it: 贵州黔南州平塘县. */
  origin: TextOut,
  originName: z.string(),
  hostCode: Code12,
  host: TextOut,
  hostName: z.string(),
  title: z.string(),
  documentNumber: z.string(),
  validFrom: Day,
  validTo: Day,
  /** The last day it holds: that of its text, or an earlier one that both sides agreed on. */
  lastDay: Day,
  programmes: z.array(AgreementProgramme),
  state: AgreementState,
  originSigned: Day.nullable(),
  hostSigned: Day.nullable(),
  /** Both had signed once and a correction made it void: it waits to be signed anew. */
  voided: z.boolean(),
  /** Proposed and not answered: the last day. */
  endProposed: Day.nullable(),
  /** Beside the signed text another one waits for its signatures. */
  textWaits: z.boolean(),
  hasFile: z.boolean(),
});
export type AgreementRow = z.infer<typeof AgreementRow>;

export const Signature = z.object({
  side: AgreementSide,
  /** `void`: by a correction of what was signed. `withdrawn`: its own side took it back before the other had signed. */
  state: z.enum(['signed', 'void', 'withdrawn']),
  post: z.string(),
  signedOn: Day,
  by: z.string(),
  recorded: Instant,
  /** Why it is void or taken back. */
  reason: z.string(),
});
export type Signature = z.infer<typeof Signature>;
export const EarlyEnd = z.object({
  state: z.enum(['proposed', 'confirmed', 'declined']),
  lastDay: Day,
  side: AgreementSide,
  reason: z.string(),
  answer: z.string(),
  by: z.string(),
  recorded: Instant,
});
export type EarlyEnd = z.infer<typeof EarlyEnd>;
export const WorkingGroup = z.object({
  id: Id,
  side: GroupSide,
  name: z.string(),
  leadingPost: z.string(),
  memberPosts: z.array(z.string()),
  fromDay: Day,
  toDay: Day.nullable(),
  source: z.string(),
  current: z.boolean(),
});
export type WorkingGroup = z.infer<typeof WorkingGroup>;
/** A station that serves a pair of places within the two sides, on a day the agreement holds. */
export const AgreementStation = z.object({
  id: Id,
  name: z.string(),
  level: z.enum(['province', 'prefecture', 'county']),
  place: TextOut,
  services: z.array(z.object({ host: TextOut, origin: TextOut, fromDay: Day, toDay: Day.nullable() })),
});
export type AgreementStation = z.infer<typeof AgreementStation>;
export const AgreementRef = z.object({ id: Id, title: z.string(), validFrom: Day, lastDay: Day });
export type AgreementRef = z.infer<typeof AgreementRef>;
const Change = z.object({ field: z.string(), from: z.string(), to: z.string() });
export const AgreementVersion = z.object({
  /** Of which text: 1 is the first that was signed. */
  text: z.int(),
  recorded: Instant,
  superseded: Instant.nullable(),
  by: z.string(),
  reason: z.string(),
  /** What differs from the version before; empty for the first. */
  changes: z.array(Change),
});
export type AgreementVersion = z.infer<typeof AgreementVersion>;

const AgreementFile = z.object({ id: Id, name: z.string(), type: FileType, size: z.int() });
/** A text after the first: laid beside the signed one, in force once both sides have signed it, from the day it takes over. */
export const AgreementText = z.object({
  /** 2, 3, … */
  number: z.int(),
  /** The version before one's eyes. */
  recorded: Instant,
  state: z.enum(['waiting', 'agreed']),
  fromDay: Day,
  /** Once both have signed: its day, or that of the later signature. */
  takesOver: Day.nullable(),
  title: z.string(),
  documentNumber: z.string(),
  validFrom: Day,
  validTo: Day,
  programmes: z.array(AgreementProgramme),
  covers: z.string(),
  source: z.string(),
  certainty: AgreementCertainty,
  note: z.string(),
  file: AgreementFile.nullable(),
  by: z.string(),
  reason: z.string(),
  /** Newest first, void and withdrawn ones too. */
  signatures: z.array(Signature),
  /** What differs from the text it replaces. */
  changes: z.array(Change),
  may: z.object({ write: z.boolean(), withdraw: z.boolean(), sign: z.array(AgreementSide), unsign: z.array(AgreementSide) }),
});
export type AgreementText = z.infer<typeof AgreementText>;

export const Agreement = AgreementRow.extend({
  /** The text in force today: 1 is the first. */
  text: z.int(),
  covers: z.string(),
  source: z.string(),
  certainty: AgreementCertainty,
  note: z.string(),
  file: AgreementFile.nullable(),
  /** The texts after the first, newest first; one that waits is told to both sides and those above them. */
  texts: z.array(AgreementText),
  /** Of the first text, newest first, void and withdrawn ones too. */
  signatures: z.array(Signature),
  end: EarlyEnd.nullable(),
  groups: z.array(WorkingGroup),
  stations: z.array(AgreementStation),
  /** The day the stations are told of: today, of an ended agreement its last day. */
  stationsDay: Day,
  versions: z.array(AgreementVersion),
  pairing: PairingVerdict,
  /** Others of this pair and level whose days meet these and that both sides have signed. */
  overlaps: z.array(AgreementRef),
  /** What this account may do now. */
  may: z.object({
    write: z.boolean(),
    discard: z.boolean(),
    /** Lay a new text beside the signed one. */
    lay: z.boolean(),
    sign: z.array(AgreementSide),
    unsign: z.array(AgreementSide),
    proposeEnd: z.array(AgreementSide),
    answerEnd: z.boolean(),
    groups: z.array(GroupSide),
  }),
});
export type Agreement = z.infer<typeof Agreement>;
