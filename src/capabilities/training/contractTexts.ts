// The words of training 培训, who may do what, and how deeds are told. Part of contract.ts, which passes it on.
import { z } from 'zod';
import type { Permissions } from '#capabilities/access/rules.ts';
import type { Text } from '#standards/text.ts';
import { ADOPT, APPROVE, READ, STANDARDS, WRITE } from './names.ts';
import { PROGRAMMES } from './rulesProgrammes.ts';

export { ADOPT, APPROVE, CLASS_HEAD, CLASS_SECTIONS, READ, STANDARDS, WRITE } from './names.ts';

/** Purpose of the scan of a mentor's agreement. */
export const MENTOR_FILE = 'training.mentorAgreement';

// Words -----------------------------------------------------------------------------------------------------------------------------

export const Programme = z.enum(PROGRAMMES);
export type Programme = z.infer<typeof Programme>;
/** 四项行动: how a class is given. */
export const ClassMode = z.enum(['schooling', 'doorstep', 'remote', 'organised']);
export type ClassMode = z.infer<typeof ClassMode>;
export const classModeTexts: Record<ClassMode, Text> = {
  schooling: { zh: '请进来学制培养', en: 'Schooling in Guangdong' },
  doorstep: { zh: '送上门短期培训', en: 'Short course at the doorstep' },
  remote: { zh: '普及性远程教育', en: 'Remote lessons' },
  organised: { zh: '组织化劳务协作', en: 'Organised with the transfer' },
};
export const classModeShort: Record<ClassMode, Text> = {
  schooling: { zh: '请进来', en: 'Schooling' },
  doorstep: { zh: '送上门', en: 'Doorstep' },
  remote: { zh: '远程', en: 'Remote' },
  organised: { zh: '组织化', en: 'Organised' },
};
/** What kind of order class 订单班; a class without one is none. */
export const OrderKind = z.enum(['named', 'directed', 'enterprise']);
export type OrderKind = z.infer<typeof OrderKind>;
export const orderKindTexts: Record<OrderKind, Text> = {
  named: { zh: '冠名班', en: 'Named after an employer' },
  directed: { zh: '定向班', en: 'Directed to posts' },
  enterprise: { zh: '企业班', en: 'Inside an enterprise' },
};
/** In the order of a class's life; `cancelled` ends it before it is finished. */
export const ClassState = z.enum([
  'plan',
  'approval',
  'enrolling',
  'opened',
  'teaching',
  'finished',
  'assessed',
  'tracking',
  'archived',
  'cancelled',
]);
export type ClassState = z.infer<typeof ClassState>;
export const classStateTexts: Record<ClassState, Text> = {
  plan: { zh: '计划', en: 'Planned' },
  approval: { zh: '审批', en: 'Up for approval' },
  enrolling: { zh: '招生', en: 'Enrolling' },
  opened: { zh: '开班', en: 'Opened' },
  teaching: { zh: '在训', en: 'In training' },
  finished: { zh: '结业', en: 'Finished' },
  assessed: { zh: '考核', en: 'Assessed' },
  tracking: { zh: '就业跟踪', en: 'Followed into work' },
  archived: { zh: '归档', en: 'Archived' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
};
export const ClassStep = z.enum([
  'submit',
  'approve',
  'sendBack',
  'open',
  'begin',
  'finish',
  'assess',
  'track',
  'archive',
  'cancel',
  'takeBack',
]);
export type ClassStep = z.infer<typeof ClassStep>;
/** Verbs of buttons. */
export const classStepTexts: Record<ClassStep, Text> = {
  submit: { zh: '报审批', en: 'Hand in for approval' },
  approve: { zh: '批准，开始招生', en: 'Approve; enrolment begins' },
  sendBack: { zh: '退回', en: 'Send back' },
  open: { zh: '开班', en: 'Open the class' },
  begin: { zh: '开始授课', en: 'Begin lessons' },
  finish: { zh: '结业', en: 'Finish' },
  assess: { zh: '考核完成', en: 'Assessment done' },
  track: { zh: '转就业跟踪', en: 'Follow into work' },
  archive: { zh: '归档', en: 'Archive' },
  cancel: { zh: '取消这个班', en: 'Cancel the class' },
  takeBack: { zh: '收回上一步', en: 'Take the last step back' },
};
export const LeadsTo = z.enum(['certificate', 'ability', 'completion']);
export type LeadsTo = z.infer<typeof LeadsTo>;
export const leadsToTexts: Record<LeadsTo, Text> = {
  certificate: { zh: '职业技能等级证书', en: 'Vocational skill certificate' },
  ability: { zh: '专项职业能力证书', en: 'Special ability certificate' },
  completion: { zh: '结业证书', en: 'Certificate of completion' },
};
/** On a day. `draft`: no side adopted it. `adopting`: some did. `coming`: all did, and its first day has not come. `force`, `replaced` by a later version. */
export const VersionState = z.enum(['draft', 'adopting', 'coming', 'force', 'replaced']);
export type VersionState = z.infer<typeof VersionState>;
export const versionStateTexts: Record<VersionState, Text> = {
  draft: { zh: '草案', en: 'Draft' },
  adopting: { zh: '等其他方采用', en: 'Adopted by some' },
  coming: { zh: '已采用，未施行', en: 'Adopted, not in force' },
  force: { zh: '施行中', en: 'In force' },
  replaced: { zh: '已被新版代替', en: 'Replaced' },
};
export const LessonKind = z.enum(['theory', 'practice']);
export type LessonKind = z.infer<typeof LessonKind>;
export const lessonKindTexts: Record<LessonKind, Text> = {
  theory: { zh: '理论', en: 'Theory' },
  practice: { zh: '实操', en: 'Practice' },
};
export const LessonDeed = z.enum(['planned', 'moved', 'corrected', 'cancelled']);
export type LessonDeed = z.infer<typeof LessonDeed>;
export const lessonDeedTexts: Record<LessonDeed, Text> = {
  planned: { zh: '排入课表', en: 'Planned' },
  moved: { zh: '调课', en: 'Moved' },
  corrected: { zh: '更正', en: 'Corrected' },
  cancelled: { zh: '停课', en: 'Cancelled' },
};
export const TeacherKind = z.enum(['teacher', 'mentor', 'guest']);
export type TeacherKind = z.infer<typeof TeacherKind>;
export const teacherKindTexts: Record<TeacherKind, Text> = {
  teacher: { zh: '教师', en: 'Teacher' },
  mentor: { zh: '企业导师', en: 'Mentor of an enterprise' },
  guest: { zh: '外聘', en: 'From elsewhere' },
};
export const Fund = z.enum(['linkage', 'employment', 'unemployment', 'cooperation', 'county', 'employer', 'other']);
export type Fund = z.infer<typeof Fund>;
export const fundTexts: Record<Fund, Text> = {
  linkage: { zh: '衔接资金', en: 'Rural linkage fund' },
  employment: { zh: '就业补助资金', en: 'Employment subsidy fund' },
  unemployment: { zh: '失业保险基金', en: 'Unemployment insurance fund' },
  cooperation: { zh: '东西部协作资金', en: 'East–west cooperation fund' },
  county: { zh: '县级资金', en: 'County budget' },
  employer: { zh: '用人单位出资', en: 'Paid by the employer' },
  other: { zh: '其他', en: 'Other' },
};
export const BudgetPurpose = z.enum(['tuition', 'materials', 'living', 'transport', 'mentors', 'examination', 'other']);
export type BudgetPurpose = z.infer<typeof BudgetPurpose>;
export const budgetPurposeTexts: Record<BudgetPurpose, Text> = {
  tuition: { zh: '培训费', en: 'Tuition' },
  materials: { zh: '教材、耗材', en: 'Materials' },
  living: { zh: '学员食宿', en: 'Board and lodging' },
  transport: { zh: '交通', en: 'Transport' },
  mentors: { zh: '导师', en: 'Mentors' },
  examination: { zh: '考核鉴定', en: 'Examination' },
  other: { zh: '其他', en: 'Other' },
};
export const StandardCertainty = z.enum(['official', 'press', 'unverified']);
export type StandardCertainty = z.infer<typeof StandardCertainty>;
export const standardCertaintyTexts: Record<StandardCertainty, Text> = {
  official: { zh: '官方文件', en: 'Official' },
  press: { zh: '媒体报道', en: 'Press' },
  unverified: { zh: '未核实', en: 'Unverified' },
};

// Permissions -----------------------------------------------------------------------------------------------------------------------

export const EXPORT = 'training.export';
/**
 * Which classes an account sees follows from its area and its organisation (`classReach` in rules.ts, and row-level security); what it may do with one it sees,
 * from `writes` and `approves` there. Standards are no secret: whoever reads classes reads them.
 */
export const permissions = {
  [READ]: {
    text: { zh: '查看培训标准和培训班', en: 'Look at course standards and classes' },
    roles: ['village_cadre', 'township_cadre', 'county_bureau', 'station', 'school', 'employer', 'steering', 'auditor'],
  },
  [WRITE]: {
    text: { zh: '登记和推进培训班，排课，登记教师、导师和经费', en: 'Enter and carry on classes: timetable, teachers, mentors, budget' },
    roles: ['school', 'county_bureau', 'steering'],
  },
  [APPROVE]: { text: { zh: '审批培训班', en: 'Approve classes' }, roles: ['county_bureau', 'steering'] },
  [STANDARDS]: { text: { zh: '起草培训标准', en: 'Draft course standards' }, roles: ['steering'] },
  [ADOPT]: { text: { zh: '代表本地采用培训标准', en: 'Adopt course standards for the own area' }, roles: ['steering'] },
  [EXPORT]: { text: { zh: '导出培训班', en: 'Export the list of classes' }, roles: ['county_bureau', 'school', 'steering', 'auditor'] },
} as const satisfies Permissions;

/** How the audit page calls the deeds of this capability. */
export const auditTexts = {
  'training.createStandard': { zh: '起草培训标准', en: 'Drafted a course standard' },
  'training.draftVersion': { zh: '起草培训标准的新版', en: 'Drafted a new version of a course standard' },
  'training.saveVersion': { zh: '修改培训标准草案', en: 'Changed the draft of a course standard' },
  'training.discardVersion': { zh: '撤销培训标准草案', en: 'Discarded the draft of a course standard' },
  'training.adoptVersion': { zh: '采用培训标准', en: 'Adopted a course standard' },
  'training.unadoptVersion': { zh: '收回对培训标准的采用', en: 'Took the adoption of a course standard back' },
  'training.createClass': { zh: '登记培训班', en: 'Entered a class' },
  'training.correctClass': { zh: '更正培训班', en: 'Corrected a class' },
  'training.takeStep': { zh: '推进培训班', en: 'Carried a class on' },
  'training.addLessons': { zh: '排课', en: 'Planned lessons' },
  'training.moveLesson': { zh: '调课', en: 'Moved a lesson' },
  'training.cancelLesson': { zh: '停课', en: 'Cancelled a lesson' },
  'training.addTeacher': { zh: '登记教师', en: 'Entered a teacher' },
  'training.endTeacher': { zh: '教师离任', en: 'Ended a teacher' },
  'training.addMentor': { zh: '派导师', en: 'Sent a mentor' },
  'training.signMentor': { zh: '登记导师协议', en: 'Entered the agreement of a mentor' },
  'training.endMentor': { zh: '导师结束', en: 'Ended a mentor' },
  'training.addBudget': { zh: '登记培训经费', en: 'Entered a line of a budget' },
  'training.correctBudget': { zh: '更正培训经费', en: 'Corrected a line of a budget' },
  'training.exportClasses': { zh: '导出培训班', en: 'Exported the list of classes' },
} as const satisfies Record<string, Text>;
export const exportTexts = { 'training.classes': { zh: '培训班一览', en: 'List of classes' } } as const satisfies Record<string, Text>;
export const noticeTexts = {
  'training.approvalAwaited': { zh: '培训班“{title}”报上来了，等审批', en: 'The class “{title}” awaits approval' },
  'training.approved': { zh: '培训班“{title}”已批准，可以招生', en: 'The class “{title}” is approved and may enrol' },
  'training.sentBack': { zh: '培训班“{title}”被退回，原因写在班的页面上', en: 'The class “{title}” was sent back; its page says why' },
  'training.classCancelled': { zh: '培训班“{title}”取消了', en: 'The class “{title}” was cancelled' },
  'training.adoptionAwaited': {
    zh: '培训标准《{title}》已有一方采用，等本地采用',
    en: 'The course standard “{title}” awaits adoption by your side',
  },
} as const satisfies Record<string, Text>;
