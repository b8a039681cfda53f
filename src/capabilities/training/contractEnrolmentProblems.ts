// What enrolment and order classes refuse, each with its sentence. Part of contract.ts.
import { problem } from '#platform/problem.ts';

export const notAdmitted = problem('training.notAdmitted', 422, '{name}不能报这个班：{why}', '{name} cannot enrol in this class: {whyEn}');
export const enrolledAlready = problem(
  'training.enrolledAlready',
  409,
  '{name}已经是这个班的“{state}”',
  '{name} is “{state}” in this class already',
);
export const notYourTrainee = problem(
  'training.notYourTrainee',
  403,
  '这一步由学员本人、户籍地的单位或办班的学校办理，您的账号不能办',
  'This step is taken by the trainee, an office of their home or the school; your account cannot take it',
);
export const stepRefused = problem(
  'training.stepRefused',
  409,
  '学员现在是“{state}”，班现在是“{classState}”，不能“{step}”',
  'The trainee is “{state}” and the class at “{classState}”; “{step}” is not possible',
);
export const leaveCodeNeeded = problem(
  'training.leaveCodeNeeded',
  422,
  '请选一个原因；选“其他”要写明（至少 4 个字）',
  'Choose a reason; “Other” needs words (at least 4 characters)',
);
export const seatsTaken = problem(
  'training.seatsTaken',
  409,
  '已经录取 {enrolled} 人，名额不能减到 {seats} 个。有人退出之后再减',
  '{enrolled} people are admitted; the seats cannot be cut to {seats}. Do it once somebody has left',
);
export const unknownPeople = problem(
  'training.unknownPeople',
  422,
  '选的人里有 {count} 人不在您的辖区，或者已不在册。请刷新名单再选',
  '{count} of the chosen people are not in your area or no longer on record. Reload the list and choose again',
);
export const tooManyTrainees = problem(
  'training.tooManyTrainees',
  422,
  '有 {count} 人，一次最多导出 {most} 人',
  'There are {count} people; one file holds {most}',
);

// Order classes ---------------------------------------------------------------------------------------------------------------------

export const notAnOrderClass = problem(
  'training.notAnOrderClass',
  409,
  '这个班不是订单班。先在班的信息里选订单班的种类和用人单位',
  'This is no order class. Choose its kind and its employer in the details of the class first',
);
export const notAParty = problem(
  'training.notAParty',
  403,
  '订单班协议由用人单位、学校和学员来源地的人社部门三方登记',
  'The terms of an order class are entered by its employer, its school and the office over the area of origin',
);
export const orderRefused = problem('training.orderRefused', 422, '{why}', '{whyEn}');
export const noTerms = problem(
  'training.noTerms',
  409,
  '还没有登记三方协议，没有可签的',
  'The agreement of three is not entered; there is nothing to sign',
);
export const notYourParty = problem(
  'training.notYourParty',
  403,
  '{party}的字要由{party}自己的账号签；人社部门要由{office}本级的账号签',
  'The signature of {party} is entered by its own account; that of the government by an account over exactly {office}',
);
export const partySigned = problem('training.partySigned', 409, '{party}已于 {day} 签字', '{party} signed on {day}');
export const bothParties = problem(
  'training.bothParties',
  409,
  '您这个账号已经代表另一方签了，不能再代表{party}签',
  'This account signed for another party and does not sign for {party} as well',
);
export const signedAhead = problem(
  'training.signedAhead',
  422,
  '签字日期 {day} 还没有到，今天是 {today}',
  'The day {day} has not come; today is {today}',
);
export const intentsStand = problem(
  'training.intentsStand',
  409,
  '岗位“{post}”已有 {count} 人签意向书，不能去掉或少于 {count} 个。先更正这些意向书',
  'The post “{post}” is named in {count} intents and cannot be removed or have fewer than {count} heads. Correct those intents first',
);
export const unknownPost = problem(
  'training.unknownPost',
  422,
  '没有这个预留岗位，可能已改。请从列表里重新选',
  'There is no such reserved post; it may have changed. Choose again from the list',
);
export const postFull = problem(
  'training.postFull',
  409,
  '岗位“{post}”{heads} 个名额都有人签了意向书，请选另一个岗位',
  'All {heads} heads of the post “{post}” are named in intents; choose another post',
);
export const promiseDay = problem('training.promiseDay', 422, '{why}', '{whyEn}');
export const nothingEntered = problem(
  'training.nothingEntered',
  409,
  '还没有登记，没有要撤销的',
  'Nothing is entered; there is nothing to take back',
);
