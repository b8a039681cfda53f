// What remote lessons refuse, each with its sentence. Part of contractRemote.ts.
import { problem } from '#platform/problem.ts';

export const notRemote = problem(
  'training.notRemote',
  422,
  '“{title}”不是远程班，远程课只给“普及性远程教育”的班编写',
  '“{title}” is no remote class; content is written for classes of remote lessons only',
);
export const unitState = problem('training.unitState', 409, '{why}', '{whyEn}');
export const pictureUnknown = problem(
  'training.pictureUnknown',
  422,
  '有一张图片不是为远程课上传的，请删去这一段再上传一次',
  'A picture was not uploaded for remote lessons; remove it and upload it again',
);
export const notOpenYet = problem('training.notOpenYet', 409, '{why}', '{whyEn}');
export const tooFast = problem(
  'training.tooFast',
  409,
  '还没有看够时间：看了 {seconds} 秒，这一课按篇幅至少看 {least} 秒。请把内容看完再交',
  'Not read long enough: {seconds} of at least {least} seconds by its length. Read it to the end first',
);
export const quizFirst = problem(
  'training.quizFirst',
  409,
  '这一课有 {count} 道题，答对 {pass} 分以上才算学完',
  'Answer what this lesson asks ({count}); it is done with {pass} marks or more',
);
export const noQuiz = problem('training.noQuiz', 409, '这一课没有题', 'This lesson has no questions');
export const quizTooSoon = problem(
  'training.quizTooSoon',
  409,
  '上次没有答对。请再看看内容，{minutes} 分钟以后可以重答',
  'Not passed last time. Look at it again; the next try is possible in {minutes} minutes',
);
