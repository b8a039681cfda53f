// What the roll call refuses, each with its sentence. Part of contract.ts.
import { problem } from '#platform/problem.ts';

export const notYourRoll = problem(
  'training.notYourRoll',
  403,
  '这个班的点名由承办的学校，以及授课地、来源地的人社部门办理',
  'The roll of this class is called by its school and by the offices over its place and its origin',
);
export const markRefused = problem('training.markRefused', 422, '{why}', '{whyEn}');
export const markUnchanged = problem(
  'training.markUnchanged',
  422,
  '和现在的签到一样，没有要更正的',
  'This is what the mark says already; nothing to correct',
);
export const codeUnread = problem(
  'training.codeUnread',
  422,
  '这不是点名屏上的码。请对准教室屏幕上的二维码，或者输入下面的六位数字',
  'This is no code of a roll-call screen. Point at the code on the classroom screen, or type the six digits below it',
);
export const codeWrong = problem(
  'training.codeWrong',
  422,
  '码不对，还可以试 {left} 次。请看着教室屏幕上现在的六位数字输入',
  'The code is wrong; {left} more tries. Type the six digits that stand on the classroom screen now',
);
export const codeOld = problem(
  'training.codeOld',
  422,
  '这个码是 {shown} 显示的，现在是 {now}。码每 20 秒换一次，拍下来、转发来的不算。请看着教室的屏幕重新扫；人在教室扫不了，请老师点名',
  'This code was shown at {shown}; it is {now} now. It changes every 20 seconds, and a photograph or a forwarded one does not count. Scan the screen again; if you are in the room and cannot, ask the teacher',
);
export const codeAhead = problem(
  'training.codeAhead',
  422,
  '教室屏幕的时间比服务器快，这个码还没有生效。请老师刷新点名屏，或者由老师点名',
  'The clock of the classroom screen is ahead of the server, so this code does not count yet. Ask the teacher to reload the screen, or to call the roll',
);
export const codeTries = problem(
  'training.codeTries',
  429,
  '10 分钟里有 5 个码不对，先不能再试。请老师点名',
  'Five wrong codes within ten minutes: no more tries for now. Ask the teacher to call your name',
);
export const rollClosed = problem(
  'training.rollClosed',
  409,
  '这次课的点名屏已经关了，或者不在上课时间。请老师点名',
  'The roll call of this lesson is closed, or it is not its time. Ask the teacher to call your name',
);
export const noTrainee = problem(
  'training.noTrainee',
  403,
  '您的账号没有对应的人员档案，不能扫码签到。请让村里或乡镇核对账号',
  'Your account is bound to no record of a person, so it cannot sign in to a lesson. Ask the village or township to check the account',
);
export const tooManyMarks = problem(
  'training.tooManyMarks',
  422,
  '这个班的签到有 {count} 条，一个文件最多 {most} 条。请按日期分开导出',
  'The class has {count} marks; one file holds {most}. Export it by days',
);
