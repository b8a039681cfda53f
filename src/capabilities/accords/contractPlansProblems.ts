// What refuses a step of plans, work points and meetings, in sentences. Part of contractPlans.ts.
import { problem } from '#platform/problem.ts';

export const planThere = problem(
  'accords.planThere',
  409,
  '这份协议 {year} 年的要点已经建了，直接往里面列就行',
  'The plan of {year} of this agreement is there already; put the item on it',
);
export const yearOutside = problem(
  'accords.yearOutside',
  422,
  '协议的期限是 {from} 至 {to}，{year} 年不在里面',
  'The agreement holds from {from} to {to}; {year} lies outside',
);
export const notYourAgreement = problem(
  'accords.notYourAgreement',
  403,
  '只有协议两边的人社部门能列要点、记会议；您的辖区是：{areas}',
  'Only the labour offices of the two sides of the agreement plan and record meetings; your areas: {areasEn}',
);
export const notSignedYet = problem(
  'accords.notSignedYet',
  409,
  '《{title}》还没有两边都签字，签了再列要点、记会议',
  '“{title}” is not signed by both sides yet; plans and meetings follow the signatures',
);
export const unitOutside = problem(
  'accords.unitOutside',
  422,
  '{side}的责任单位“{unit}”在{place}，不在{party}里，也不是它的上级；请换一个单位',
  'The responsible unit “{unit}” of the {sideEn} is in {placeEn}, which is neither in {partyEn} nor above it; choose another',
);
export const unitUnknown = problem(
  'accords.unitUnknown',
  422,
  '{side}的责任单位没有查到这家机构，请重新选',
  'The organisation named as the unit of the {sideEn} is not on record; choose again',
);
export const unitPlaceUnknown = problem(
  'accords.unitPlaceUnknown',
  422,
  '{side}的责任单位所在地 {code} 不是现行区划代码，请从列出的里面选',
  'The place {code} of the unit of the {sideEn} is no division in use; choose one of the list',
);
export const dueOutsideYear = problem(
  'accords.dueOutsideYear',
  422,
  '完成日 {day} 不在 {year} 年里。这是 {year} 年的要点，完成日要在 {year}-01-01 至 {year}-12-31 之间；跨年的事请列进下一年',
  'The due day {day} does not lie in {year}. Items of the plan of {year} are due between {year}-01-01 and {year}-12-31; what takes longer goes on the next plan',
);
export const dueSame = problem('accords.dueSame', 422, '完成日本来就是 {day}，没有要改的', 'It is due on {day} already; nothing to change');
export const proofMissing = problem(
  'accords.proofMissing',
  422,
  '报办完要有凭据：传一份文件，或者写上本系统里那条记录的网址（以 / 开头）',
  'Saying it is done needs proof: send a file, or name the page of the record in this system (from its first slash)',
);
export const noteEmpty = problem(
  'accords.noteEmpty',
  422,
  '还没有写进展。写一句话，或者传一份文件',
  'There is nothing in the note yet: write a sentence or send a file',
);
export const fileNotYours = problem(
  'accords.fileNotYours',
  422,
  '这份文件不是您传的，或者已经不在了；请重新传一次',
  'This file was not sent by you or is gone; send it again',
);
export const closesOwnItem = problem(
  'accords.closesOwnItem',
  409,
  '这件事由{lead}牵头并报办完，要由{other}的“{unit}”确认或退回；自己一边不能给自己办结',
  'The {leadEn} leads this item and said it was done; “{unit}” of the {otherEn} closes it or sends it back. A side never closes its own',
);
export const closesOwnSaying = problem(
  'accords.closesOwnSaying',
  409,
  '这件事是您这个账号报办完的，要由对方的别的账号确认；您可以退回',
  'This account said it was done, so another account of the other side closes it; you can send it back',
);
export const unitOfOtherSide = problem(
  'accords.unitOfOtherSide',
  403,
  '{side}的责任单位“{unit}”由{side}自己改，您只能改自己一边的；别的更正可以先存',
  'The responsible unit “{unit}” of the {sideEn} is for the {sideEn} to change, you change that of your own side; the rest can be saved without it',
);
export const notYourItem = problem(
  'accords.notYourItem',
  403,
  '这一步由“{unit}”（{side}）或它的上级办；您的辖区是：{areas}',
  'This step is for “{unit}” ({sideEn}) or the office above it; your areas: {areasEn}',
);
export const stepNotNow = problem(
  'accords.stepNotNow',
  409,
  '这件事现在是“{state}”，不能“{deed}”；可能别人刚办过，请刷新再看',
  'This item is “{stateEn}” now, so “{deedEn}” cannot be done; somebody may just have acted, look again',
);
export const resolutionTaken = problem(
  'accords.resolutionTaken',
  409,
  '这条决议已经列成要点了，一条决议只列一件；直接看那一件就行',
  'This resolution is an item already; one resolution makes one item',
);
export const resolutionElsewhere = problem(
  'accords.resolutionElsewhere',
  422,
  '这条决议是另一份协议的会议作出的，不能列进这份要点',
  'This resolution was taken at a meeting of another agreement and cannot go on this plan',
);
export const meetingLater = problem(
  'accords.meetingLater',
  422,
  '会议日期 {day} 还没有到，今天是 {today}；开过再记',
  'The meeting is on {day} and today is {today}; record it once it has been held',
);
export const meetingOutside = problem(
  'accords.meetingOutside',
  422,
  '会议日期 {day} 不在协议期限 {from} 至 {to} 里',
  'The day {day} lies outside the period of the agreement, {from} to {to}',
);
export const tooManyItems = problem(
  'accords.tooManyItems',
  422,
  '超过 {limit} 件，表格装不下，请先筛选',
  'More than {limit} items do not fit into a spreadsheet; narrow the list first',
);
