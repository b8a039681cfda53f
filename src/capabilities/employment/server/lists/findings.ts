// What rows of lists from outside are told. Nothing here says anything of somebody whom the owner of the list does not know.
import type { Finding } from '#capabilities/rosters/rules.ts';
import type { Text } from '#standards/text.ts';
import type { Contradiction } from '../../rulesContradict.ts';
import { tell } from '../../rulesListChecks.ts';
import { monthRuns, writtenRuns } from '../../rulesMonths.ts';
import { spellKindTexts } from '../../rulesSpell.ts';
import type { KnownSpell } from '../../rulesWork.ts';

/** One answer for somebody who is on record elsewhere and for somebody who is not. */
export const outside = tell(
  'outside',
  'doubt',
  ['idNumber'],
  '不是您能登记的人：在您辖区和名下没有对上。别处如有建档，且姓名、身份证号都一致，已请户籍地核对；有没有，这里不告诉',
  'Nobody of yours: not matched in your area or among your people. Should another area have a record with the very same name and number, its home area was asked; whether it does is not told here',
  ['应当在您辖区的，请先建档再导入', 'If the person belongs to your area, open the record first and import again'],
);
export const conflict = tell(
  'conflict',
  'doubt',
  ['name', 'idNumber'],
  '同号不同名：这个身份证号登记的是另一个姓名，这一行没有用',
  'Same number, other name: this number is on record under another name; the row was not used',
  ['核对证件；确是更名的，先在人员页面更正', 'Check the document; a changed name is corrected on the person’s page first'],
);
export const employerClash = tell(
  'employerClash',
  'doubt',
  ['uscc', 'employer'],
  '信用代码和单位名称登记的是两家单位，按信用代码算',
  'Credit code and name are on record for two organisations; the code was taken',
  ['核对是哪一家', 'Check which one is meant'],
);
export const notYourEmployer = tell(
  'notYourEmployer',
  'error',
  ['employer', 'uscc'],
  '这一行写的不是贵单位，只能报贵单位自己的人',
  'The row names another employer; you can hand in your own people only',
  ['删去这一行，或者改正单位名称', 'Delete the row or correct the employer'],
);
export const employerMissing = tell(
  'employer',
  'error',
  ['employer', 'uscc'],
  '没有写单位名称，不知道是哪家单位的人',
  'No employer is named',
  ['补上单位全称或统一社会信用代码', 'Give the full name of the employer or its credit code'],
);
export const noMonth = tell(
  'noMonth',
  'error',
  ['month', 'paidFrom', 'paidOn'],
  '没有写是哪个月的，标题和文件名里也没有',
  'No month is given, neither in the row nor in the title or the file’s name',
  ['补上“所属月份”一列，或者在标题写明年月', 'Add a column with the month, or name it in the title'],
);
export const monthLater = (field: string, months: string, observed: string): Finding =>
  tell(
    'monthLater',
    'error',
    [field],
    `${months} 还没有到：名单只到 ${observed}`,
    `${months} has not come: the list reaches to ${observed}`,
    ['改正月份；名单的“截至”写错了的，改截至再导入', 'Correct the month, or the day the list reaches to'],
  );
export const startLater = (observed: string): Finding =>
  tell('V08', 'error', ['start'], `入职日期在名单截至的 ${observed} 以后`, `In post only after ${observed}, the day of the list`, [
    '核对入职日期；名单的“截至”写错了的，改截至再导入',
    'Check the day, or the day the list reaches to',
  ]);
export const tooLong = (field: string): Finding =>
  tell('unread', 'doubt', [field], '起止时间隔了五十年以上，没有用', 'More than fifty years from beginning to end; not used', [
    '核对起止年月',
    'Check both months',
  ]);
export const onlyYear = (field: string): Finding =>
  tell('unread', 'doubt', [field], '只写了年份，不知道是哪几个月，没有用', 'Only a year is given, no month; not used', [
    '写明年和月，如 2026-07',
    'Give year and month, such as 2026-07',
  ]);
export const negativeMonth = (field: string, month: string): Finding =>
  tell(
    'negative',
    'doubt',
    [field],
    `${month} 的金额是负数，按退款看，不算`,
    `${month}: a negative amount, taken as a refund; not counted`,
    ['核对金额；确是退款的不用处理', 'Check the amount; a refund needs nothing'],
  );
export const unreadMonth = (field: string, month: string): Finding =>
  tell('unread', 'doubt', [field], `看不懂 ${month} 填的是什么，这个月没有算`, `What stands under ${month} cannot be read; not counted`, [
    '缴了填 √ 或金额，没缴留空',
    'A mark or an amount where it was paid, nothing where it was not',
  ]);
export const byPayday = tell(
  'byPayday',
  'hint',
  ['paidOn'],
  '没有写哪个月的工资，按发放日期所在的月算',
  'Which month the pay is for is not told; the month of payment was taken',
  ['补上“工资月份”一列', 'Add a column with the month the pay is for'],
);
export const proposed = (months: string, employer: string): Finding =>
  tell(
    'proposed',
    'hint',
    ['employer'],
    `登记里没有这段务工（${employer}，${months}），已列入“待确认的务工”`,
    `No spell on record (${employer}, ${months}): put among the work to be confirmed`,
  );
export const proposedEarlier = (months: string, employer: string): Finding =>
  tell(
    'proposed',
    'hint',
    ['employer'],
    `在${employer}比登记的开始时间早（${months}），已列入“待确认的务工”`,
    `With ${employer} before the recorded start (${months}): put among the work to be confirmed`,
  );

const nameOf = (k: KnownSpell): Text => (k.employerWords ? { zh: k.employerWords, en: k.employerWords } : spellKindTexts[k.kind]);
export const contradiction = (c: Contradiction): Finding => {
  const months = writtenRuns(monthRuns(c.months));
  if (c.kind === 'dead')
    return tell(
      'paidDead',
      'doubt',
      ['name', 'month'],
      `登记 ${c.diedOn} 去世，名单上 ${months} 还有缴费或发薪，这些月没有算`,
      `On record as having died on ${c.diedOn}, yet paid for ${months}; those months were not counted`,
      [
        '核对是不是同一人、是不是补缴；去世登记错了的，在人员页面撤回',
        'Check who is meant and whether it was in arrears; withdraw a wrong record of death',
      ],
    );
  const name = nameOf(c.spell);
  if (c.kind === 'left')
    return tell(
      'paidLeft',
      'doubt',
      ['employer', 'month'],
      `登记 ${c.left} 已离开${name.zh}，名单上 ${months} 还在缴费或发薪`,
      `On record as having left ${name.en} on ${c.left}, yet paid for ${months}`,
      ['核对哪天离岗；没有离岗的，更正结束时间', 'Find out when the post was left; if it was not, correct the end'],
    );
  return tell(
    'paidElsewhere',
    'doubt',
    ['employer', 'month'],
    `登记 ${months} 在${name.zh}，名单上是别的单位`,
    `On record with ${name.en} in ${months}; the list names another employer`,
    [
      '核对实际在哪家；已离开的补填结束时间，劳务派遣的在备注写明',
      'Find out which one; end the spell that is over; of labour dispatch say so in a remark',
    ],
  );
};
