// What a post pays, as advertisements say it: 5000-8000, 6千, 4.5K-6K, 面议, 3000元以上, 20元/小时.
import type { NumberCell } from './rulesBook.ts';
import type { PayRange } from './rulesValue.ts';
import {
  BLANK,
  clean,
  finding,
  isNothing,
  mended,
  quoted,
  UNREAD,
  undress,
  type ValueContext,
  type ValueRead,
} from './rulesValueCommon.ts';

/** 4000+提成, 5000元加全勤奖: what comes on top is not counted. */
const ON_TOP = /(?:\+|加)(?:提成|绩效|奖金|全勤奖?|补贴|计件|加班费|年终奖).*$/;
const AGREED = /^(?:工资|薪资|待遇|薪酬)?(?:面议|面谈|详谈|另议|电议|协商)$/;
const NUMBER = String.raw`(\d{1,3}(?:,\d{3})+|\d{1,7}(?:\.\d{1,3})?)\s*(万|千|w|k)?\s*(?:元|块钱?)?`;
const PER = String.raw`(?:[/每一]{1,2}\s*(小时|时|天|日|工日|个?月|月|年|件|个))?`;
const LEAD = String.raw`^(?:(?:月|综合|税前|税后|底薪|保底|计件|综合月|平均)*(?:工资|薪资|收入|薪酬|薪|待遇)?[:：]?\s*)?(年薪|日薪|时薪|月薪)?[:：约¥￥]*`;
const BOTH = new RegExp(
  `${LEAD}${NUMBER}\\s*${PER}\\s*(?:-|~|－|—+|–|～|至|到)\\s*[¥￥]?${NUMBER}\\s*${PER}(?:左右|不等|以上|起|\\+)?$`,
  'i',
);
const ONE = new RegExp(`${LEAD}${NUMBER}\\s*${PER}\\s*(左右|以上|起|\\+|不等|以下|以内|封顶|保底|底薪)?${PER}$`, 'i');

const SCALE: Readonly<Record<string, number>> = { 万: 10_000, w: 10_000, 千: 1000, k: 1000 };
const yuanOf = (number: string, scale: string | undefined): number =>
  Math.round(Number(number.replaceAll(',', '')) * (scale === undefined ? 1 : SCALE[scale.toLowerCase()]!) * 100) / 100;
const perOf = (lead: string | undefined, ...said: readonly (string | undefined)[]): PayRange['per'] => {
  const word = said.find((s) => s !== undefined) ?? { 年薪: '年', 日薪: '天', 时薪: '时' }[lead ?? ''] ?? '月';
  if (word.includes('月')) return 'month';
  if (word === '年') return 'year';
  if (word.endsWith('时')) return 'hour';
  return word === '件' || word === '个' ? 'piece' : 'day';
};
const PER_WORDS: Readonly<Record<PayRange['per'], string>> = {
  month: '元/月',
  year: '元/年',
  day: '元/天',
  hour: '元/小时',
  piece: '元/件',
};
const shown = ({ least, most, per }: PayRange): string =>
  least === null && most === null ? '面议' : `${[...new Set([least, most])].map((n) => n ?? '').join('-')}${PER_WORDS[per]}`;

/** Yuan a month beyond which somebody should look ○. */
const MONTH_BOUNDS = [500, 100_000] as const;

const judged = (pay: PayRange, cell: string | NumberCell, plain: boolean, context: ValueContext): ValueRead<PayRange> => {
  const raw = typeof cell === 'string' ? cell : cell.raw;
  const read = plain ? clean(pay) : mended(context, pay, ['unit'], raw, shown(pay));
  const numbers = [pay.least, pay.most].filter((n): n is number => n !== null);
  const odd = pay.per === 'month' && numbers.some((n) => n < MONTH_BOUNDS[0] || n > MONTH_BOUNDS[1]);
  const turned = pay.least !== null && pay.most !== null && pay.least > pay.most;
  if (!odd && !turned) return read;
  const text = turned
    ? { zh: `薪资待遇「${quoted(raw)}」前大后小，请核对`, en: `The pay “${quoted(raw)}” goes from more to less; check it` }
    : { zh: `薪资待遇「${quoted(raw)}」不像月薪，请核对单位`, en: `“${quoted(raw)}” is hardly a month's pay; check the unit` };
  return { ...read, findings: [finding(context, 'doubt', 'pay', text)] };
};

export const readPay = (cell: string | NumberCell, context: ValueContext): ValueRead<PayRange> => {
  if (typeof cell !== 'string') {
    if (cell.as === 'date' || cell.as === 'percent' || cell.number < 0) return unreadPay(cell.shown ?? cell.raw, context);
    return cell.number === 0 ? BLANK : judged({ least: cell.number, most: cell.number, per: 'month' }, cell, true, context);
  }
  if (isNothing(cell)) return BLANK;
  const { text } = undress(cell, true);
  const tight = text
    .replace(/\s+/g, '')
    .replace(/[。.;；]$/, '')
    .replace(ON_TOP, '+');
  if (AGREED.test(tight)) return judged({ least: null, most: null, per: 'month' }, cell, true, context);
  const both = BOTH.exec(tight);
  if (both) {
    const [, lead, from, fromScale, fromPer, to, toScale, toPer] = both;
    // 4-6千: the scale behind the second is said of both; 5000-8千 is not
    const scale = fromScale ?? (toScale !== undefined && Number(from) < 100 ? toScale : undefined);
    const pay: PayRange = { least: yuanOf(from!, scale), most: yuanOf(to!, toScale), per: perOf(lead, toPer, fromPer) };
    return judged(pay, cell, /^\d+-\d+$/.test(cell), context);
  }
  const one = ONE.exec(tight);
  if (!one) return unreadPay(cell, context);
  const [, lead, number, scale, before, open, after] = one;
  const yuan = yuanOf(number!, scale);
  const least = open === '以下' || open === '以内' || open === '封顶' ? null : yuan;
  const most = open === '以上' || open === '起' || open === '+' || open === '保底' || open === '底薪' ? null : yuan;
  return judged({ least, most, per: perOf(lead, after, before) }, cell, /^\d+$/.test(cell), context);
};

const unreadPay = (raw: string, context: ValueContext): ValueRead<never> => ({
  value: null,
  blank: false,
  repairs: [],
  findings: [
    finding(
      context,
      'doubt',
      UNREAD,
      { zh: `看不懂薪资「${quoted(raw)}」`, en: `Cannot read the pay “${quoted(raw)}”` },
      { zh: '写成 5000-8000、6000 或“面议”', en: 'Write 5000-8000, 6000 or 面议' },
    ),
  ],
});
