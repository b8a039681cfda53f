// What a row of a verification list is told: a sentence, and what to do about it.
import type { Finding } from '#capabilities/rosters/rules.ts';
import type { Day } from '#standards/calendar/calendar.ts';
import type { Text } from '#standards/text.ts';
import { leaveReasonTexts } from '../../rulesLeaving.ts';
import { type AnswerFault, notReachedTexts, type RoundEyes, viaOf, viaTexts } from '../../rulesRounds.ts';

const finding = (rule: string, fields: readonly string[], zh: string, en: string, adviceZh: string, adviceEn: string): Finding => ({
  rule,
  severity: 'error',
  fields,
  text: { zh, en },
  advice: { zh: adviceZh, en: adviceEn },
});
const words = (texts: Readonly<Record<string, { readonly zh: string; readonly en: string }>>, lang: 'zh' | 'en'): string =>
  Object.values(texts)
    .map((t) => t[lang])
    .join(lang === 'zh' ? '、' : ', ');

export const notYours = finding(
  'foreign',
  ['spellId'],
  '这一段务工不在您这里核验：户籍地、务工地和单位都不是您的，或者已经过了可以看的期限',
  'This work is not yours to verify: home, place of work and employer are not yours, or the time to see it is over',
  '请把这一行交给户籍地或务工地的人社部门',
  'Hand this row to the office of the home or of the place of work',
);
/** Told before the list is submitted: the row writes more than evidence. */
export const endHint = (ended: Day | null): Finding => ({
  rule: 'recordsEnd',
  severity: 'hint',
  fields: ['lastDay'],
  text: ended
    ? { zh: `同时登记离岗，最后在岗 ${ended}`, en: `Records the end of the work too, last day in post ${ended}` }
    : { zh: '取消先前核验登记的离岗', en: 'Takes away the end that an earlier answer recorded' },
  advice: { zh: '不对的，改好“最后上班日”再导入', en: 'If it is wrong, correct the last day and import again' },
});
/** Why a row of a batch that is taken back stays. */
export const spellCorrected: Text = {
  zh: '这一行同时登记了离岗，之后这段务工又有更正，没有撤回；要改请在人员页面更正',
  en: 'This row recorded the end of the spell, which was corrected since; not taken back. Correct it on the person’s page',
};
export const unknownSpell = finding(
  'spellId',
  ['spellId'],
  '核验编号找不到，可能改动过，也可能这一段已经撤销',
  'There is no such number: it may have been changed, or the record was withdrawn',
  '从“在岗核验”重新导出名单再填',
  'Export the list of the round again and fill that in',
);
export const otherName = finding(
  'name',
  ['name', 'spellId'],
  '姓名和核验编号对不上',
  'Name and number do not belong together',
  '行可能错位了：整行复制，不要单独挪动一列',
  'The rows may have slipped: copy whole rows, never one column alone',
);
export const noDay = finding(
  'day',
  ['day'],
  '没有填核验日期，或者没有写到日',
  'The day of asking is missing, or is no full day',
  '填看到或问到的那一天，如 2026-11-05',
  'Give the day on which it was seen or asked, such as 2026-11-05',
);

export const faultFinding = (fault: AnswerFault, day: string, start: string, first: string, eyes: RoundEyes): Finding => {
  switch (fault) {
    case 'tomorrow':
      return finding('day', ['day'], `核验日期 ${day} 还没到`, `The day ${day} has not come yet`, '最晚填今天', 'Today at the latest');
    case 'tooLate':
      return finding(
        'day',
        ['day'],
        `核验日期 ${day} 太早，只收 ${first} 起的回答`,
        `The day ${day} is too long ago; answers are taken from ${first}`,
        '更早的情况请在人员页面登记证据',
        'Enter older evidence on the page of the person',
      );
    case 'beforeStart':
      return finding(
        'day',
        ['day'],
        `核验日期 ${day} 早于这段务工的开始 ${start}`,
        `The day ${day} lies before the start ${start} of this work`,
        '核对日期；开始时间有误的先更正',
        'Check the day; correct the start first if it is wrong',
      );
    case 'lastDay':
    case 'lastDayEarly':
      return finding(
        'lastDay',
        ['lastDay'],
        `走了的要填最后上班日：不晚于核验日期 ${day}，不早于开始前一天`,
        `Whoever left needs a last day in post: not after ${day}, not before the eve of the start`,
        '填最后上班的那一天',
        'Give the last day in post',
      );
    case 'reason':
      return finding(
        'reason',
        ['reason'],
        '走了、没联系上的要填原因',
        'Left or not reached needs a reason',
        `走了：${words(leaveReasonTexts, 'zh')}；没联系上：${words(notReachedTexts, 'zh')}`,
        `Left: ${words(leaveReasonTexts, 'en')}; not reached: ${words(notReachedTexts, 'en')}`,
      );
    default: {
      const allowed = viaOf[eyes].filter((v) => v !== 'roster').map((v) => viaTexts[v]);
      return finding(
        'via',
        ['via'],
        '没有填怎么核的，或者不能这样核',
        'How it was found out is missing, or is not possible here',
        `填：${allowed.map((v) => v.zh).join('、')}。盖章花名册要附照片，请在页面上核`,
        `Give: ${allowed.map((v) => v.en).join(', ')}. A stamped roster needs a photograph: verify on the page`,
      );
    }
  }
};
