// What the register refuses, each with its sentence. Details never carry personal data.
import { problem } from '#platform/problem.ts';

/** `details.workerId` opens the record. */
export const numberTaken = problem(
  'workers.numberTaken',
  409,
  '这个证件号已在您的辖区建档。请打开那一份，不要再建',
  'This number is already on record in your area. Open that record instead of making another',
);
export const reasonNeeded = problem(
  'workers.reasonNeeded',
  422,
  '请写明为什么要看完整证件号，理由会记录在案',
  'Say why you need the full number; the reason goes on record',
);
export const notYours = problem(
  'workers.notYours',
  403,
  '户籍不在您的辖区，这一项由户籍地登记',
  'The home lies outside your area; its own office records this',
);
/** `details.workerIds` lists them. */
export const looksLike = problem(
  'workers.looksLike',
  409,
  '有 {count} 份档案很像同一个人，请先看一看；确认不是，再存一次',
  '{count} record(s) look like the same person. Look at them first; if none is, save again',
);
export const homeOutside = problem(
  'workers.homeOutside',
  422,
  '{place}不在您的辖区。请由那里建档，或者先建档在本地再登记迁移',
  '{place} lies outside your area; let its office register the person',
);
export const unknownPlace = problem(
  'workers.unknownPlace',
  422,
  '没有区划 {code}，请从列表里选，至少到区县',
  'There is no division {code}; choose from the list, down to the county at least',
);
export const birthContradicts = problem(
  'workers.birthContradicts',
  422,
  '填的出生日期与证件号里的不一样，请对照户口簿改一处；两者都不改就存不上',
  'The birthday differs from the one in the number; correct one of them',
);
export const sexContradicts = problem(
  'workers.sexContradicts',
  422,
  '填的性别与证件号第 17 位不一样，请对照户口簿',
  'The sex differs from what the 17th digit of the number says',
);
export const birthdayNeeded = problem(
  'workers.birthdayNeeded',
  422,
  '这种证件看不出出生日期和性别，请填上',
  'This document does not tell birthday and sex; please enter them',
);
export const tooManySaid = problem(
  'workers.educationAndSchool',
  422,
  '文化程度和在校生状况只能填一样：在校的人还没有最后学历',
  'Give either education or the stage of schooling, not both',
);
export const noSuchFact = problem(
  'workers.noSuchFact',
  409,
  '这一条已经被更正或撤回，请刷新后再看',
  'This entry has been corrected or withdrawn meanwhile; reload the page',
);
export const periodsOverlap = problem(
  'workers.periodsOverlap',
  422,
  '与已有的一段重叠：{kind}，{from} 至 {to}。请先结束或更正那一段',
  'It overlaps an existing period: {kind}, {from} to {to}. End or correct that one first',
);
export const beforeBirth = problem(
  'workers.beforeBirth',
  422,
  '这一天在出生之前，请核对日期',
  'That day lies before the birth; check the date',
);
export const inFuture = problem('workers.inFuture', 422, '这一天还没有到，请核对日期', 'That day has not come yet; check the date');
export const riskOnlyMonitored = problem(
  'workers.riskOnlyMonitored',
  422,
  '只有监测对象才有风险消除日',
  'Only monitored households have a day of risk removal',
);
export const alreadyDead = problem(
  'workers.alreadyDead',
  409,
  '已登记 {on} 去世。登错了请用“更正”撤回',
  'The death on {on} is already on record. If it is wrong, correct it',
);
export const secondHead = problem(
  'workers.secondHead',
  422,
  '这一户已有户主。请先更正原户主与户主的关系，一户只能有一位户主',
  'This household already has a head; correct that relation first',
);
export const noSuchHousehold = problem(
  'workers.noSuchHousehold',
  422,
  '没有找到这个户编号，请核对；新的一户请选“新立一户”',
  'There is no such household number; to found a new household choose so',
);
export const householdTaken = problem(
  'workers.householdTaken',
  409,
  '户编号 {number} 已有一户在用',
  'Household number {number} is already in use',
);
export const householdNumberTaken = problem(
  'workers.householdNumberTaken',
  409,
  '这个户编号已有一户在用，请核对',
  'This household number is already in use; check it',
);
export const withThemselves = problem(
  'workers.withThemselves',
  422,
  '选的是同一份档案，不能与自己合并',
  'That is the very same record; it cannot be merged with itself',
);
export const alreadyOne = problem('workers.alreadyOne', 409, '这两份档案已经是同一个人', 'These two records already belong to one person');
export const notYoursToJoin = problem(
  'workers.notYoursToJoin',
  422,
  '有一份档案不在您的辖区，要由同管两地的上级合并或拆分',
  'One of the records lies outside your area; the level above both must merge or split them',
);
export const nothingToSplit = problem(
  'workers.nothingToSplit',
  422,
  '这个人只有一份档案，没有可拆的',
  'This person has a single record; there is nothing to split',
);
export const splitLeavesNobody = problem(
  'workers.splitLeavesNobody',
  422,
  '不能把所有档案都拆出去，至少留下一份',
  'Not all records can leave; at least one must stay',
);
export const splitOrphans = problem(
  'workers.splitOrphans',
  422,
  '这样拆开后，剩下的档案之间没有依据说明是同一个人：它们只是通过拆出的那份连在一起。请把它们一起拆出，或者先说明它们本来就是同一个人',
  'After this split nothing says that the remaining records are one person: they were joined only through the one that leaves. Take them out as well, or first confirm them as a pair',
);
export const pairChanged = problem(
  'workers.pairChanged',
  409,
  '这一对刚被别人处理过，请刷新后再看',
  'Somebody has just dealt with this pair; reload it',
);
