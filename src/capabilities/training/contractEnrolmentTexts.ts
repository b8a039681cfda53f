// The words of enrolment 报名 and order classes 订单班, who may do what, and how deeds are told. Part of contract.ts.
import { z } from 'zod';
import type { Permissions } from '#capabilities/access/rules.ts';
import type { Text } from '#standards/text.ts';
import { ENROL, MINE, ORDER, SIGN_ORDER, TRAINEES } from './names.ts';

export { ENROL, MINE, ORDER, SIGN_ORDER, TRAINEES };

/** Purpose of the scan of a signed intent, an agreement at entry or a proof of practice. */
export const PROMISE_FILE = 'training.promiseFile';
/** Declared sheet: a village's list of people for a class. */
export const ENROL_SHEET = 'training.enrolment';

// Words -----------------------------------------------------------------------------------------------------------------------------

/** How somebody came to ask. */
export const EnrolmentWay = z.enum(['self', 'list', 'invited', 'office']);
export type EnrolmentWay = z.infer<typeof EnrolmentWay>;
export const enrolmentWayTexts: Record<EnrolmentWay, Text> = {
  self: { zh: '本人报名', en: 'Asked in person' },
  list: { zh: '村里报名单', en: 'By a list' },
  invited: { zh: '受邀', en: 'Invited' },
  office: { zh: '单位代报', en: 'Entered by an office' },
};
export const EnrolmentState = z.enum([
  'invited',
  'declined',
  'applied',
  'refused',
  'waiting',
  'enrolled',
  'withdrawn',
  'finished',
  'failed',
]);
export type EnrolmentState = z.infer<typeof EnrolmentState>;
export const enrolmentStateTexts: Record<EnrolmentState, Text> = {
  invited: { zh: '已邀请', en: 'Invited' },
  declined: { zh: '不参加', en: 'Declined' },
  applied: { zh: '已报名', en: 'Applied' },
  refused: { zh: '未录取', en: 'Refused' },
  waiting: { zh: '候补', en: 'Waiting list' },
  enrolled: { zh: '在读', en: 'Enrolled' },
  withdrawn: { zh: '退出', en: 'Withdrawn' },
  finished: { zh: '结业', en: 'Finished' },
  failed: { zh: '未结业', en: 'Not passed' },
};
export const EnrolmentStep = z.enum(['accept', 'decline', 'admit', 'refuse', 'withdraw', 'finish', 'fail', 'takeBack']);
export type EnrolmentStep = z.infer<typeof EnrolmentStep>;
/** Verbs of buttons. */
export const enrolmentStepTexts: Record<EnrolmentStep, Text> = {
  accept: { zh: '接受邀请', en: 'Accept' },
  decline: { zh: '不参加', en: 'Decline' },
  admit: { zh: '录取', en: 'Admit' },
  refuse: { zh: '不录取', en: 'Refuse' },
  withdraw: { zh: '退出', en: 'Withdraw' },
  finish: { zh: '结业', en: 'Finish' },
  fail: { zh: '未结业', en: 'Not passed' },
  takeBack: { zh: '收回', en: 'Take back' },
};
/** Why somebody was refused or left; `other` asks for words. */
export const LeaveCode = z.enum([
  'condition',
  'full',
  'work',
  'family',
  'health',
  'distance',
  'noShow',
  'classCancelled',
  'hours',
  'marks',
  'other',
]);
export type LeaveCode = z.infer<typeof LeaveCode>;
export const leaveCodeTexts: Record<LeaveCode, Text> = {
  condition: { zh: '不合条件', en: 'Conditions not met' },
  full: { zh: '名额已满', en: 'Class is full' },
  work: { zh: '外出务工', en: 'Went to work' },
  family: { zh: '照顾家里', en: 'Family' },
  health: { zh: '身体原因', en: 'Health' },
  distance: { zh: '路远', en: 'Too far' },
  noShow: { zh: '没有来', en: 'Did not come' },
  classCancelled: { zh: '班取消了', en: 'Class was cancelled' },
  hours: { zh: '出勤不够', en: 'Too few hours' },
  marks: { zh: '考核不合格', en: 'Did not pass' },
  other: { zh: '其他', en: 'Other' },
};
/** Those that a step may name. */
export const leaveCodesOf: Record<'refuse' | 'decline' | 'withdraw' | 'fail', readonly LeaveCode[]> = {
  refuse: ['condition', 'full', 'other'],
  decline: ['work', 'family', 'health', 'distance', 'other'],
  withdraw: ['work', 'family', 'health', 'distance', 'noShow', 'other'],
  fail: ['hours', 'marks', 'other'],
};

/** What admission asks; `shown` ones stop nobody. */
export const AdmissionKey = z.enum([
  'alive',
  'age',
  'education',
  'area',
  'student',
  'ability',
  'hours',
  'time',
  'yearly',
  'sameLevel',
  'subsidyAge',
]);
export type AdmissionKey = z.infer<typeof AdmissionKey>;
export const admissionKeyTexts: Record<AdmissionKey, Text> = {
  alive: { zh: '在世', en: 'Alive' },
  age: { zh: '年龄', en: 'Age' },
  education: { zh: '文化程度', en: 'Education' },
  area: { zh: '户籍地', en: 'Home' },
  student: { zh: '是否在校', en: 'At school' },
  ability: { zh: '劳动能力', en: 'Labour ability' },
  hours: { zh: '上课时间', en: 'Hours' },
  time: { zh: '报名时间', en: 'Time of enrolment' },
  yearly: { zh: '一年内补贴培训次数', en: 'Subsidised trainings of the year' },
  sameLevel: { zh: '同工种同等级只补一次', en: 'One subsidy an occupation and level' },
  subsidyAge: { zh: '补贴年龄', en: 'Age for the subsidy' },
};

/** 订单班的三方. */
export const OrderParty = z.enum(['employer', 'school', 'office']);
export type OrderParty = z.infer<typeof OrderParty>;
export const orderPartyTexts: Record<OrderParty, Text> = {
  employer: { zh: '用人单位', en: 'Employer' },
  school: { zh: '学校', en: 'School' },
  office: { zh: '人社部门', en: 'Government office' },
};
/** The four promises, in their order. */
export const Promise4 = z.enum(['intent', 'entry', 'practice', 'contract']);
export type Promise4 = z.infer<typeof Promise4>;
export const promiseTexts: Record<Promise4, Text> = {
  intent: { zh: '招生即招工', en: 'Recruited on enrolling' },
  entry: { zh: '入学即入职', en: 'Employed on entering' },
  practice: { zh: '顶岗即上岗', en: 'Practice in the post' },
  contract: { zh: '毕业即就业', en: 'In work on finishing' },
};
/** What each is decided by. `{n}`: days of the agreement. */
export const promiseRules: Record<Promise4, Text> = {
  intent: { zh: '第一次课之前签意向书，写明岗位', en: 'Intent with a named post signed before the first lesson' },
  entry: { zh: '入学后 {n} 天内与用人单位签协议', en: 'Agreement with the employer within {n} days of entry' },
  practice: { zh: '在意向书写的岗位上顶岗', en: 'Practice in the very post of the intent' },
  contract: { zh: '结业后 {n} 天内有劳动合同', en: 'Contract within {n} days of finishing' },
};
/** Short, for the heads of a table. */
export const promiseShort: Record<Promise4, Text> = {
  intent: { zh: '招工', en: 'Intent' },
  entry: { zh: '入职', en: 'Entry' },
  practice: { zh: '上岗', en: 'Practice' },
  contract: { zh: '就业', en: 'Work' },
};
export const PromiseState = z.enum(['met', 'not', 'yet']);
export type PromiseState = z.infer<typeof PromiseState>;
export const promiseStateTexts: Record<PromiseState, Text> = {
  met: { zh: '达到', en: 'Met' },
  not: { zh: '未达到', en: 'Not met' },
  yet: { zh: '未到期', en: 'Not yet' },
};
export const PromiseDeed = z.enum(['intent', 'entry', 'practice']);
export type PromiseDeed = z.infer<typeof PromiseDeed>;
export const promiseDeedTexts: Record<PromiseDeed, Text> = {
  intent: { zh: '意向书', en: 'Signed intent' },
  entry: { zh: '入职协议', en: 'Agreement at entry' },
  practice: { zh: '顶岗记录', en: 'Practice in post' },
};

// Permissions -----------------------------------------------------------------------------------------------------------------------

export const ADMIT = 'training.admit';
/**
 * Whom an account sees among trainees follows from the home of the person and from scope (sees_enrolment): origin sees its people in any class, school and
 * employer see the people of their own classes.
 */
export const enrolmentPermissions = {
  [TRAINEES]: {
    text: { zh: '查看学员', en: 'See trainees' },
    roles: ['village_cadre', 'township_cadre', 'county_bureau', 'station', 'school', 'employer', 'steering', 'auditor'],
  },
  [ENROL]: {
    text: { zh: '邀请本地人报名，代报名，退出', en: 'Invite and enter people of the own area' },
    roles: ['village_cadre', 'township_cadre', 'county_bureau', 'steering'],
  },
  [ADMIT]: { text: { zh: '录取、不录取、结业', en: 'Admit, refuse, finish' }, roles: ['school', 'county_bureau', 'steering'] },
  [MINE]: { text: { zh: '本人报名和查看自己的班', en: 'Enrol oneself, see the own classes' }, roles: ['worker'] },
  [ORDER]: {
    text: { zh: '登记订单班协议、岗位和四项承诺的凭据', en: 'Enter the terms, posts and evidence of order classes' },
    roles: ['employer', 'school', 'county_bureau', 'steering'],
  },
  [SIGN_ORDER]: {
    text: { zh: '代表本方签订单班协议', en: 'Sign the agreement of an order class for the own party' },
    roles: ['employer', 'school', 'county_bureau', 'steering'],
  },
} as const satisfies Permissions;

/** How the audit page calls the deeds. */
export const enrolmentAuditTexts = {
  'training.invite': { zh: '邀请报名', en: 'Invited to a class' },
  'training.enter': { zh: '代报名', en: 'Entered people for a class' },
  'training.admit': { zh: '录取', en: 'Admitted to a class' },
  'training.stepEnrolment': { zh: '办理学员', en: 'Dealt with an enrolment' },
  'training.markFinished': { zh: '登记结业', en: 'Entered who finished' },
  'training.applyMyself': { zh: '本人报名', en: 'Enrolled oneself' },
  'training.answerMyself': { zh: '本人答复', en: 'Answered oneself' },
  'training.saveOrder': { zh: '登记订单班协议', en: 'Entered the terms of an order class' },
  'training.signOrder': { zh: '签订单班协议', en: 'Signed the agreement of an order class' },
  'training.enterPromise': { zh: '登记订单班承诺的凭据', en: 'Entered evidence of a promise' },
  'training.exportTrainees': { zh: '导出学员花名册', en: 'Exported the list of trainees' },
} as const satisfies Record<string, Text>;
export const enrolmentExportTexts = { 'training.trainees': { zh: '学员花名册', en: 'List of trainees' } } as const satisfies Record<
  string,
  Text
>;
export const enrolmentNoticeTexts = {
  'training.promoted': { zh: '“{title}”空出名额，候补 {n} 人转为录取', en: '“{title}” had a free seat: {n} from the waiting list' },
  'training.orderToSign': {
    zh: '订单班“{title}”的三方协议等本方签',
    en: 'The agreement of the order class “{title}” awaits your signature',
  },
  'training.orderChanged': {
    zh: '订单班“{title}”的协议改了，原来的签字作废',
    en: 'The terms of the order class “{title}” changed; signatures are void',
  },
  'training.enrolmentsDiffered': {
    zh: '学员在读状态有 {n} 人与登记不符，已更正',
    en: '{n} people’s state of enrolment differed and was put right',
  },
} as const satisfies Record<string, Text>;
