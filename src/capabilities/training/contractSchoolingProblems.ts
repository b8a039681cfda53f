// What schooling refuses, each with its sentence. Part of contractSchooling.ts.
import { problem } from '#platform/problem.ts';

export const notYourCohort = problem(
  'training.notYourCohort',
  403,
  '这一届由办学的学校和所在地、来源地、输入地的人社部门办理，您的账号不能办',
  'Its school and the offices over place, origin and host carry this cohort on; your account cannot',
);
export const cohortRefused = problem('training.cohortRefused', 422, '{why}', '{whyEn}');
export const termRefused = problem('training.termRefused', 422, '第 {number} 学期：{why}', 'Term {number}: {whyEn}');
export const studentRefused = problem('training.studentRefused', 422, '不能办“{step}”：{why}', '“{step}” is refused: {why}');
export const studentState = problem(
  'training.studentState',
  409,
  '学籍现在是“{state}”，不能办“{step}”',
  'The status is “{state}” now; “{step}” is not possible',
);
export const otherCohort = problem(
  'training.otherCohort',
  422,
  '转到那一届要由两边都归您办理的账号来办。转到别的学校，请来源地的人社部门办',
  'A transfer takes an account that carries both cohorts on. To another school: the office of the origin does it',
);
export const internshipRefused = problem('training.internshipRefused', 422, '{why}', '{whyEn}');
export const cohortSeats = problem(
  'training.cohortSeats',
  409,
  '这一届有 {students} 个学生在籍，名额不能减到 {seats} 个',
  '{students} students are on the list of this cohort; its seats cannot be cut to {seats}',
);
