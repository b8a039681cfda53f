// What an answer or a list of a round is refused for.
import { notFound, problem } from '#platform/problem.ts';

export const roundTomorrow = problem(
  'employment.roundTomorrow',
  422,
  '核验日期 {day} 还没到。填看到或问到的那一天，最晚今天',
  'The day {day} has not come yet. Give the day on which you saw or asked, today at the latest',
);
export const roundTooLate = problem(
  'employment.roundTooLate',
  422,
  '核验日期 {day} 太早：只收本月和上月的回答（{first} 起）。更早的情况请在人员页面登记证据',
  'The day {day} is too long ago: answers are taken for this month and the one before (from {first}). Enter older evidence on the page of the person',
);
export const roundBeforeStart = problem(
  'employment.roundBeforeStart',
  422,
  '核验日期 {day} 早于这段务工的开始 {start}。请核对日期，或先更正开始时间',
  'The day {day} lies before the start {start} of this work. Check the day, or correct the start first',
);
export const roundLastDay = problem(
  'employment.roundLastDay',
  422,
  '请填最后上班的那一天，不晚于核验日期 {day}，不早于开始前一天 {start}',
  'Give the last day in post, not after the day of asking {day} and not before the eve of the start {start}',
);
export const roundReason = problem('employment.roundReason', 422, '请选一个原因', 'Choose a reason');
export const roundVia = problem('employment.roundVia', 422, '请选怎么核的：{allowed}', 'Choose how it was found out: {allowedEn}');
export const roundRoster = problem(
  'employment.roundRoster',
  422,
  '按盖章花名册核的，请附上花名册的照片或扫描件',
  'Verified by a stamped roster: attach a photograph or scan of it',
);
export const roundFile = problem(
  'employment.roundFile',
  422,
  '附件找不到，或者不是您传的。请重新选照片',
  'The attachment cannot be found, or is not yours. Choose the photograph again',
);
export const roundMonth = problem(
  'employment.roundMonth',
  422,
  '没有 {month} 的核验：只能看到本月为止',
  'There is no round of {month}: months up to the present one can be seen',
);
export const roundIdTaken = problem(
  'employment.roundIdTaken',
  409,
  '这个编号已经用在另一个回答上，请重新提交',
  'This id has been used for another answer; submit again',
);
export const roundUndoLate = problem(
  'employment.roundUndoLate',
  409,
  '只能撤回自己当天给的回答。这个回答是{by}在 {day} 给的；有误的请重新核一次',
  'Only an answer of your own can be taken back, on the same day. This one was given by {byEn} on {day}; if it is wrong, verify again',
);
export const roundUndoCorrected = problem(
  'employment.roundUndoCorrected',
  409,
  '这个回答同时登记了离岗，之后这一段又有更正，撤回会盖掉它。请到这个人的档案里更正',
  'This answer recorded the end of the spell, and the spell was corrected since; taking it back would undo that. Correct it on the page of the person',
);
export const roundNobody = problem(
  'employment.roundNobody',
  422,
  '没有要核的人：选的都已有回答，或者不在您这里',
  'Nobody to verify: those chosen have been answered already, or are not yours',
);
export const roundTooMany = problem(
  'employment.roundTooMany',
  422,
  '一次最多核 {limit} 段，符合的有更多。请按单位分几次',
  'At most {limit} at once, and more match; go employer by employer',
);
export const answerProblems = [
  notFound,
  roundTomorrow,
  roundTooLate,
  roundBeforeStart,
  roundLastDay,
  roundReason,
  roundVia,
  roundRoster,
  roundFile,
  roundIdTaken,
];
