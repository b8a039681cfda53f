// The words of schooling 学制培养, who may do what, and how deeds are told. Part of contractSchooling.ts.
import { z } from 'zod';
import type { Permissions } from '#capabilities/access/rules.ts';
import type { Text } from '#standards/text.ts';
import { COHORTS, SCHOOLING } from './names.ts';

export { COHORTS, SCHOOLING } from './names.ts';

export const CohortKind = z.enum(['schools', 'enterprise']);
export type CohortKind = z.infer<typeof CohortKind>;
export const cohortKindTexts: Record<CohortKind, Text> = {
  schools: { zh: '校校合作', en: 'School with school' },
  enterprise: { zh: '校企合作', en: 'School with employer' },
};
export const StudentState = z.enum(['studying', 'suspended', 'transferred', 'withdrawn', 'graduated', 'completed', 'left']);
export type StudentState = z.infer<typeof StudentState>;
export const studentStateTexts: Record<StudentState, Text> = {
  studying: { zh: '在籍', en: 'Studying' },
  suspended: { zh: '休学', en: 'Suspended' },
  transferred: { zh: '已转出', en: 'Transferred' },
  withdrawn: { zh: '退学', en: 'Left school' },
  graduated: { zh: '毕业', en: 'Graduated' },
  completed: { zh: '结业', en: 'Completed' },
  left: { zh: '肄业', en: 'Left with terms finished' },
};
export const StudentStep = z.enum(['enter', 'transferIn', 'suspend', 'resume', 'transferOut', 'withdraw', 'graduate', 'complete', 'leave']);
export type StudentStep = z.infer<typeof StudentStep>;
/** Verbs of buttons. */
export const studentStepTexts: Record<StudentStep, Text> = {
  enter: { zh: '注册学籍', en: 'Enter as a student' },
  transferIn: { zh: '转入', en: 'Transfer in' },
  suspend: { zh: '休学', en: 'Suspend' },
  resume: { zh: '复学', en: 'Resume' },
  transferOut: { zh: '转学、转专业', en: 'Transfer' },
  withdraw: { zh: '退学', en: 'Leave school' },
  graduate: { zh: '毕业', en: 'Graduate' },
  complete: { zh: '结业', en: 'Complete' },
  leave: { zh: '肄业', en: 'Leave with terms finished' },
};

export const schoolingPermissions = {
  [COHORTS]: {
    text: { zh: '查看学制班的届、学期和学籍', en: 'Look at cohorts, terms and student status' },
    roles: ['village_cadre', 'township_cadre', 'county_bureau', 'school', 'employer', 'steering', 'auditor'],
  },
  [SCHOOLING]: {
    text: { zh: '登记届和学期，办学籍和顶岗实习', en: 'Enter cohorts and terms, student status and internships' },
    roles: ['school', 'county_bureau', 'steering'],
  },
} as const satisfies Permissions;

export const schoolingAuditTexts = {
  'training.createCohort': { zh: '登记学制班的届', en: 'Entered a cohort' },
  'training.correctCohort': { zh: '更正学制班的届', en: 'Corrected a cohort' },
  'training.saveTerm': { zh: '登记学期', en: 'Entered a term' },
  'training.goUp': { zh: '升学期', en: 'Took students into a term' },
  'training.enterStudents': { zh: '注册学籍', en: 'Entered students' },
  'training.stepStudent': { zh: '办理学籍', en: 'Changed a student status' },
  'training.takeBackStudentStep': { zh: '收回学籍的一步', en: 'Took a step of a student status back' },
  'training.addInternship': { zh: '登记顶岗实习', en: 'Entered an internship' },
  'training.correctInternship': { zh: '更正顶岗实习', en: 'Corrected an internship' },
  'training.takeBackInternship': { zh: '收回顶岗实习', en: 'Took an internship back' },
} as const satisfies Record<string, Text>;
