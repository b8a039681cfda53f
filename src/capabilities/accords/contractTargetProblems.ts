// What cannot be proposed or decided of targets, each in its own words. Part of contract.ts.
import { problem } from '#platform/problem.ts';

export const noSuchIndicator = problem('accords.noSuchIndicator', 422, '没有指标 {id}', 'There is no indicator {id}');
export const noTarget = problem('accords.noTarget', 422, '{id} 定不了目标：{why}', '{id} can have no target: {why}');
export const targetTwice = problem('accords.targetTwice', 422, '{name}写了两次，留一个', '{name} is written twice; keep one');
export const targetOtherYear = problem(
  'accords.targetOtherYear',
  422,
  '{name}从 {day} 起，不在 {year} 年里。目标按年定，请写 {year} 年里的一天',
  '{name} begins on {day}, which is not in {year}. Targets are set by year: write a day in {year}',
);
export const targetEarlier = problem(
  'accords.targetEarlier',
  422,
  '{name}从 {since} 起已经调整过一次，新的调整不能早于那一天',
  '{name} was adjusted from {since} on; a new adjustment cannot begin before that day',
);
export const targetSame = problem(
  'accords.targetSame',
  422,
  '{name}现在就是 {persons} 人，没有要调整的',
  '{name} is {persons} already: nothing to adjust',
);
export const targetMore = problem(
  'accords.targetMore',
  422,
  '{name}是“{whole}”的其中一部分，不能超过它的 {limit} 人',
  '{name} is a part of “{whole}” and cannot exceed its {limit}',
);
export const targetLess = problem(
  'accords.targetLess',
  422,
  '{name}不能少于其中“{part}”的 {limit} 人；要降，请把它一起降',
  '{name} cannot be less than its part “{part}” of {limit}; lower that one too',
);
export const proposalOpen = problem(
  'accords.proposalOpen',
  409,
  '{name}已有一份提议在等对方答复（{by}，{day}，{persons} 人），先答复或收回它',
  'A proposal for {name} is waiting already ({by}, {day}, {persons}): answer it or take it back first',
);
export const proposalDecided = problem(
  'accords.proposalDecided',
  409,
  '这份提议已经{state}（{by}，{day}），不能再办',
  'This proposal was {state} already ({by}, {day})',
);
export const sameSide = problem(
  'accords.sameSide',
  403,
  '这份提议是本方提出的，要由{other}一方批准或退回；本方可以收回',
  'This was proposed by your own side: {other} approves or refuses it; your side may take it back',
);
export const sameProposer = problem(
  'accords.sameProposer',
  403,
  '提出和批准要两个人办：这份是您自己提出的',
  'Proposing and approving take two people: you proposed this one',
);
export const targetNotYours = problem(
  'accords.targetNotYours',
  403,
  '只有{origin}和{host}的主管部门能定这份协议的目标，您的辖区不包括其中任何一方',
  'Only the offices of {origin} and {host} set targets of this agreement; your area includes neither',
);
export const agreementNotSigned = problem(
  'accords.targetNotSigned',
  422,
  '这份协议双方还没有签署，签了以后再定目标',
  'This agreement is not signed by both sides yet; set targets once it is',
);
export const targetTooFine = problem(
  'accords.targetTooFine',
  422,
  '这份协议的{party}比县还细，档案里的户籍和就业地分不出它，完成多少核对不了，定不了人数目标；目标请定在上一级协议',
  'The party {party} is finer than a county: homes and places of work on record cannot tell it apart, so a target could not be held against anything. Set it on the agreement above',
);
export const yearOutside = problem(
  'accords.targetYearOutside',
  422,
  '协议从 {from} 到 {to}，{year} 年不在期内，定不了 {year} 年的目标',
  'The agreement holds from {from} to {to}; {year} lies outside, so it has no target for {year}',
);
