// What refuses a freeze, in sentences. Part of contract.ts.
import { problem } from '#platform/problem.ts';

export const monthNotOver = problem(
  'indicators.monthNotOver',
  422,
  '{month} 还没有过完，今天是 {today}；过完这个月才能封账',
  '{month} is not over: today is {today}. A month is frozen when it has ended',
);
export const frozenAlready = problem(
  'indicators.frozenAlready',
  409,
  '{month} 已经在 {at} 封账，不能再封；之后的更正请看差异说明',
  '{month} was frozen on {at} and is not frozen again; what was corrected since stands in its difference note',
);
export const freezeOpen = problem(
  'indicators.freezeOpen',
  409,
  '这一对省份的 {month} 正在封账，还没有办完；请先批准或退回它',
  'The freeze of {month} of this pair is still open: approve or refuse it first',
);
export const notYourSide = problem(
  'indicators.notYourSide',
  403,
  '只有{province}的省级主管能代表这一边；您的辖区是：{areas}',
  'Only the steering of the whole of {provinceEn} speaks for this side; your areas: {areasEn}',
);
export const sameApprover = problem(
  'indicators.sameApprover',
  409,
  '另一边是您自己批准的。两边要由两个账号批准',
  'You approved for the other side yourself. The two sides are approved by two accounts',
);
export const approvedAlready = problem('indicators.approvedAlready', 409, '这一边已经批准过了', 'This side has approved already');
export const freezeNotReady = problem(
  'indicators.freezeNotReady',
  409,
  '{month} 现在是“{state}”，不能办这一步',
  '{month} is “{stateEn}” now; this cannot be done',
);
export const digestDiffers = problem(
  'indicators.digestDiffers',
  409,
  '您看到的和现在等批准的不是同一份（校验码不同），请刷新后再看一遍',
  'What you saw is not what waits for approval (the digests differ); reload and look again',
);
export const freezeBroken = problem(
  'indicators.freezeBroken',
  422,
  '{month} 没有封账：{figure} 各部分（{parts}）对不上，有 {n} 人不在其中任何一部分或者在几部分里；名单在这次封账的核对里',
  '{month} was not frozen: the parts of {figure} ({partsEn}) do not add up; {n} person(s) stand in none of them or in several, listed with the checks of this freeze',
);
export const freezeGone = problem(
  'indicators.freezeGone',
  409,
  '这次封账在统计时已被退回，没有留下任何内容',
  'This freeze was refused while it was being counted; nothing of it stays',
);
export const storedDiffers = problem(
  'indicators.storedDiffers',
  500,
  '{month} 存下的成员和封账时的校验码对不上，文件没有生成。数据库可能被改动过，请停用并从备份核对',
  'The stored members of {month} do not match the digest of the freeze, and no file was made. The database may have been tampered with: stop and compare it with a backup',
);
export const notFrozen = problem('indicators.notFrozen', 409, '{month} 还没有封账', '{month} is not frozen');
export const reportedAlready = problem('indicators.reportedAlready', 409, '{month} 已经记为已上报', '{month} is noted as reported already');
