// What agreements refuse, each with its sentence; names of places and titles come in both languages. Part of contract.ts, which passes it on.
import { problem } from '#platform/problem.ts';

export const unknownCode = problem(
  'accords.unknownCode',
  422,
  '没有代码是 {code} 的区划。请按名称选一个，或者查代码有没有少一位',
  'There is no division with code {code}. Choose it by name, or check for a missing digit',
);
export const partiesRefused = problem('accords.partiesRefused', 422, '{why}', '{whyEn}');
export const notPaired = problem(
  'accords.notPaired',
  422,
  '{origin}在 {day} 登记的结对是{paired}，不是{host}。请核对两方，结对有变动的先到“结对”里更正',
  'On {day} {origin} is on record as paired with {paired}, not with {host}. Check the two sides; if the pairing changed, correct it under Pairings first',
);
export const endBeforeStart = problem(
  'accords.endBeforeStart',
  422,
  '结束日期 {to} 早于开始日期 {from}，请对调或改正',
  'The last day {to} is before the first day {from}; swap or correct them',
);
export const overlapping = problem(
  'accords.overlapping',
  409,
  '同一对、同一级已有双方签过的《{title}》（{from} 至 {to}），和这一份的期间重叠。请把这一份的期间移到它之外，或者先由双方提前结束那一份',
  'The same pair already has an agreement of this level signed by both sides, “{title}” ({from} to {to}), whose days meet these. Move the period, or have both sides end that one first',
);
export const outsideArea = problem(
  'accords.outsideArea',
  403,
  '{origin}、{host}都不在您的辖区。协议由其中一方登记和更正',
  'Neither {origin} nor {host} lies in your area. One of the two sides enters and corrects the agreement',
);
export const notYourOffice = problem(
  'accords.notYourOffice',
  403,
  '{side}的职权不在您这个账号：要由{office}本级的主管账号办理，上级和下级都不能代办',
  'Your account does not hold the office of {side}: only an account in charge of {office} itself may do this, neither one above nor one below',
);
export const bothSides = problem(
  'accords.bothSides',
  409,
  '这份协议的另一方已经由您这个账号签过，一个账号不能代两方签字',
  'This account has already signed for the other side; one account cannot sign for both',
);
export const signedAlready = problem('accords.signedAlready', 409, '{side}已于 {day} 签过，不用再签', '{side} already signed on {day}');
export const signedLater = problem(
  'accords.signedLater',
  422,
  '签字日期 {day} 还没有到，今天是 {today}。签了再登记',
  'The day of signature {day} has not come; today is {today}. Enter it once it is signed',
);
export const signedAfterEnd = problem(
  'accords.signedAfterEnd',
  422,
  '签字日期 {day} 在协议结束（{to}）之后。请核对签字日期，或者先更正协议的期间',
  'The day of signature {day} lies after the end of the agreement ({to}). Check the day, or correct the period first',
);
export const reasonNeeded = problem(
  'accords.reasonNeeded',
  422,
  '已经有一方签过字，更正要写明原因（至少 4 个字）',
  'One side has signed already; a correction needs its reason (at least 4 characters)',
);
export const nothingChanged = problem(
  'accords.nothingChanged',
  422,
  '和现在登记的一样，没有要存的',
  'The same as on record; there is nothing to save',
);
export const notADraft = problem(
  'accords.notADraft',
  409,
  '已经有一方签过字，不能当草稿撤销。要改的话请更正，要停的话请提前结束',
  'One side has signed already, so it cannot be discarded as a draft. Correct it, or end it early',
);
export const signedByBothOnce = problem(
  'accords.signedByBothOnce',
  409,
  '《{title}》双方签过字，不能撤销，签字作废了也不能。请双方按现在的文本重新签字；要停的话，签好以后提前结束',
  '“{title}” was signed by both sides and cannot be discarded, also while its signatures are void. Sign the text as it stands; to stop it, end it early after that',
);
export const sidesFixed = problem(
  'accords.sidesFixed',
  409,
  '《{title}》已经有人签过字，层级和两方不能再改。两方错了，请另登记一份协议',
  '“{title}” has been signed, so its level and its two sides no longer change. If the sides are wrong, enter a new agreement',
);
export const agreedByBoth = problem(
  'accords.agreedByBoth',
  409,
  '《{title}》双方都签了，{fields}不能由一方更正。请提出新文本：原来的一直有效，双方都签了新文本才换',
  '“{title}” is signed by both sides, so one side does not correct its {fields}. Lay a new text beside it: the signed one stays in force until both have signed the new one',
);
export const sideNotSigned = problem(
  'accords.sideNotSigned',
  409,
  '{side}现在没有签字，没有可收回的',
  '{side} has not signed; there is no signature to take back',
);
export const signedByOther = problem(
  'accords.signedByOther',
  409,
  '另一方已于 {day} 签过，双方签好的不能由一方收回。要改请提出新文本，要停请提出提前结束',
  'The other side signed on {day}, and what both have signed is not taken back by one. Lay a new text beside it, or propose to end it early',
);
// A text beside the signed one
export const textNotSigned = problem(
  'accords.textNotSigned',
  409,
  '《{title}》现在没有双方签字，直接更正就行，不用另提新文本',
  '“{title}” does not bear both signatures, so it is corrected as it stands; no text is laid beside it',
);
export const textEnded = problem(
  'accords.textEnded',
  409,
  '双方已同意在 {day} 提前结束，不能再换文本',
  'Both sides agreed to end it on {day}; its text no longer changes',
);
export const textWaits = problem(
  'accords.textWaits',
  409,
  '已有一份新文本在等签字（{by}，{day} 起）。请改那一份，或者先撤回它',
  'A text waits for its signatures already ({by}, from {day}). Change that one, or take it back first',
);
export const noTextWaits = problem(
  'accords.noTextWaits',
  409,
  '没有等签的新文本：双方签好了，或者已经撤回',
  'No text waits: both sides have signed it, or it was taken back',
);
export const textSame = problem(
  'accords.textSame',
  422,
  '名称、起止、工程、主要内容都和已签的一样，不用双方重签。只改文号、文件、依据、说明的，用“更正”',
  'Title, days, programmes and contents are those already signed, so nothing is to be signed. To change number, file, source or note, correct the agreement',
);
export const textApart = problem(
  'accords.textApart',
  422,
  '新文本的期间（{from} 至 {to}）和已签的（{signedFrom} 至 {signedTo}）没有一天相同。接着签新一轮的，请另登记一份协议',
  'The new text ({from} to {to}) and the signed one ({signedFrom} to {signedTo}) have no day in common. For another round, enter an agreement of its own',
);
export const textDayOutside = problem(
  'accords.textDayOutside',
  422,
  '新文本从 {day} 起不行：要在 {from} 和 {to} 之间，既在新的期间里，也在已签文本有效的日子里',
  'The new text cannot hold from {day}: the day must lie from {from} to {to}, within its own period and while the signed text holds',
);
export const textSigned = problem(
  'accords.textSigned',
  409,
  '{side}已经签了这份新文本，不能撤回。先由它收回签字',
  '{side} has signed this text, so it is not taken back. That side takes its signature back first',
);
export const notSigned = problem(
  'accords.notSigned',
  409,
  '这份协议现在没有双方签字，谈不上提前结束。签字作废的请先重新签，没有签过的草稿可以撤销',
  'Both sides’ signatures do not stand, so there is nothing to end. Sign anew where they are void; a draft nobody signed can be discarded',
);
export const endedAlready = problem('accords.endedAlready', 409, '这份协议已在 {day} 结束', 'This agreement ended on {day}');
export const endOutside = problem(
  'accords.endOutside',
  422,
  '提前结束的最后一天 {day} 要在 {from} 和 {to} 之间（不含 {to}）',
  'The last day {day} of an early end must lie from {from} to the day before {to}',
);
export const endOpen = problem(
  'accords.endOpen',
  409,
  '{side}已经提出在 {day} 提前结束，等另一方答复，不用再提',
  '{side} has already proposed to end it on {day}; the other side is to answer',
);
export const noEndOpen = problem('accords.noEndOpen', 409, '没有等答复的提前结束', 'No proposal to end it waits for an answer');
export const otherSideAnswers = problem(
  'accords.otherSideAnswers',
  403,
  '提前结束是{side}提出的，要由另一方答复',
  '{side} proposed the early end; the other side answers it',
);
export const ownEnd = problem(
  'accords.ownEnd',
  409,
  '提前结束是您这个账号提出的，要由另一方的别的账号答复',
  'This account proposed the early end; another account of the other side answers it',
);
export const noSuchFile = problem(
  'accords.noSuchFile',
  422,
  '附件没有找到，请重新上传协议的扫描件（PDF 或 JPG）',
  'The attached file was not found; upload the scan of the agreement again (PDF or JPG)',
);
export const groupOutside = problem(
  'accords.groupOutside',
  422,
  '专班的起止（{from} 至 {to}）倒了，或者和协议的期间没有交集',
  'The days of the group ({from} to {to}) are the wrong way round, or do not meet the agreement’s period',
);
export const tooManyRows = problem(
  'accords.tooManyRows',
  422,
  '有 {rows} 份，一张表最多 {limit} 份。请先用层级、省或两方筛选',
  'There are {rows}, and one sheet takes at most {limit}. Filter by level, province or side first',
);
