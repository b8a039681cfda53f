// Rules over one row about the spell of work: what must be filled, incomes, ends, months. V04, V05, V08, V09, V10, V14.
import { addDays } from '#standards/calendar/calendar.ts';
import {
  ageAt,
  birthdayOf,
  endOf,
  isBlank,
  isFilled,
  listed,
  none,
  type RowRule,
  startOf,
  tell,
  worksAway,
  yuan,
} from './rulesChecksShapes.ts';
import { monthsTouched } from './rulesSpan.ts';
import { channelTexts, type WorkerField } from './rulesWorkerRow.ts';

/** Yuan a month. The other tool seen takes 400 for 100 (domain-cn.md §1.3); the wider bound accuses fewer. */
const INCOME_LOW = 100;
const INCOME_HIGH = 30_000;
const WORKING_AGE = 16;

const NEEDED = ['monthlyIncome', 'employer', 'industry', 'pointToPoint', 'channel'] as const satisfies readonly WorkerField[];

const filledWhenWorking: RowRule = {
  id: 'V04',
  severity: 'error',
  text: {
    zh: '正在务工的，月收入、企业名称、行业、是否点对点、就业渠道都要填',
    en: 'Who works has income, employer, industry, transport and channel filled in',
  },
  fields: ['working', ...NEEDED],
  check: (row) => {
    if (row.working !== true) return none;
    const missing = NEEDED.filter((field) => isBlank(row, field));
    if (missing.length === 0) return none;
    const words = listed(missing);
    return tell('V04', 'error', [...missing, 'working'], `正在务工，没有填${words.zh}`, `Working, but not filled in: ${words.en}`, [
      '补填后再导入；已不务工的，把“是否务工”改为“否”并填结束时间',
      'Fill it in and import again; who no longer works gets “no” and the date of the end',
    ]);
  },
};

const localChannelAway: RowRule = {
  id: 'V05',
  severity: 'doubt',
  text: {
    zh: '在户籍县以外务工，就业渠道不应是公益性岗位或帮扶车间',
    en: 'Work outside the home county does not come through a public-welfare post or an assistance workshop',
  },
  fields: ['channel', 'place', 'homeCounty'],
  check: (row, context) => {
    if (row.channel !== 'publicPost' && row.channel !== 'workshop') return none;
    if (worksAway(row, context) !== true) return none;
    const word = channelTexts[row.channel];
    return tell(
      'V05',
      'doubt',
      ['channel', 'place', 'homeCounty'],
      `务工地点在户籍县以外，就业渠道却是“${word.zh}”`,
      `The place of work lies outside the home county, yet the channel is “${word.en}”`,
      ['核对务工地点和就业渠道，改正填错的一项', 'Check place and channel and put right the one that is wrong'],
    );
  },
};

const stoppedWithEnd: RowRule = {
  id: 'V08',
  severity: 'doubt',
  text: {
    zh: '不再务工的，结束时间要填，且不晚于今天、不早于开始时间',
    en: 'Who no longer works has an end, not in the future and not before the start',
  },
  fields: ['end', 'working', 'start'],
  check: (row, context) => {
    const end = endOf(row);
    const start = end ? startOf(row) : null;
    if (start && end && end.last < start.first)
      return tell(
        'V08',
        'doubt',
        ['end', 'start'],
        `结束时间 ${row.end} 早于开始时间 ${row.start}`,
        `The end ${row.end} lies before the start ${row.start}`,
        ['核对两个时间', 'Check both dates'],
      );
    if (row.working === true && end && end.lastDay < context.today)
      return tell(
        'V08',
        'doubt',
        ['end', 'working'],
        `还在务工，结束时间 ${row.end} 却已经过去`,
        `Still working, yet the end ${row.end} has passed`,
        ['核对是否还在务工；还在务工的不填结束时间', 'Check whether the person still works; who does has no end'],
      );
    if (row.working !== false) return none;
    // who never began has nothing to end
    if (row.end === null && row.start !== null)
      return tell('V08', 'doubt', ['end', 'working'], '已不务工，没有填结束时间', 'No longer working, but there is no end', [
        '补填结束时间；还在务工的，把“是否务工”改为“是”',
        'Fill in the end; who still works gets “yes”',
      ]);
    if (end && end.firstDay > context.today)
      return tell(
        'V08',
        'doubt',
        ['end', 'working'],
        `已不务工，结束时间 ${row.end} 却在今天以后`,
        `No longer working, yet the end ${row.end} lies in the future`,
        ['核对结束时间；还在务工的，把“是否务工”改为“是”', 'Check the end; who still works gets “yes”'],
      );
    return none;
  },
};

/** Days after the list was handed in by which somebody may be said to begin ○. */
const BEGINS_WITHIN = 31;
const startsInTime: RowRule = {
  id: 'V08',
  severity: 'error',
  text: {
    zh: `开始时间不应在以后；交表 ${BEGINS_WITHIN} 天以后才开始的不算务工`,
    en: `Work has begun; what begins more than ${BEGINS_WITHIN} days after the list was handed in is no work yet`,
  },
  fields: ['start', 'working'],
  kinds: ['spells'],
  check: (row, context) => {
    if (!row.start || row.start < context.today.slice(0, row.start.length)) return none;
    const start = startOf(row);
    if (!start || start.firstDay <= context.today) return none;
    const advice = ['核对开始时间；还没有外出的，等上岗以后再报', 'Check the start; who has not left yet is told of once in post'] as const;
    if (start.firstDay > addDays(context.today, BEGINS_WITHIN))
      return tell('V08', 'error', ['start'], `开始时间 ${row.start} 还没有到`, `The start ${row.start} lies in the future`, advice);
    if (row.working !== true) return none;
    return tell(
      'V08',
      'doubt',
      ['start', 'working'],
      `说是正在务工，开始时间 ${row.start} 却还没有到`,
      `Said to be working, yet the start ${row.start} lies ahead`,
      advice,
    );
  },
};

const incomeInBounds: RowRule = {
  id: 'V09',
  severity: 'doubt',
  text: { zh: '月收入一般在 100 元到 30,000 元之间', en: 'Monthly income lies between 100 and 30,000 yuan' },
  fields: ['monthlyIncome', 'yearlyIncome'],
  check: (row) => {
    const { monthlyIncome: month, yearlyIncome: year } = row;
    const advice = ['核对金额和单位（元、万元，月、年），属实的请说明', 'Check amount and unit; explain it where it is true'] as const;
    if (typeof month === 'number' && (month > INCOME_HIGH || month < INCOME_LOW)) {
      // who does not work earns nothing, and says so
      if (month === 0 && row.working === false) return none;
      const high = month > INCOME_HIGH;
      return tell(
        'V09',
        'doubt',
        ['monthlyIncome'],
        `月收入 ${yuan(month)} 元，${high ? `高于 ${yuan(INCOME_HIGH)} 元` : `低于 ${INCOME_LOW} 元`}`,
        `Monthly income of ${yuan(month)} yuan, ${high ? `above ${yuan(INCOME_HIGH)}` : `below ${INCOME_LOW}`}`,
        advice,
      );
    }
    // a year's income below what would do for a month was most likely written in 万元
    if (typeof year === 'number' && (year > INCOME_HIGH * 12 || year < 0 || (year > 0 && year < INCOME_LOW))) {
      const high = year > INCOME_HIGH * 12;
      return tell(
        'V09',
        'doubt',
        ['yearlyIncome'],
        `年收入 ${yuan(year)} 元，${high ? `合每月高于 ${yuan(INCOME_HIGH)} 元` : '太低，可能单位是万元'}`,
        `Yearly income of ${yuan(year)} yuan, ${high ? `more than ${yuan(INCOME_HIGH)} a month` : 'too little; perhaps 10,000 yuan were meant'}`,
        advice,
      );
    }
    return none;
  },
};

const oldEnoughAtStart: RowRule = {
  id: 'V10',
  severity: 'error',
  text: { zh: '开始务工时须年满 16 周岁', en: 'Nobody starts to work before the age of 16' },
  fields: ['start', 'working', 'idNumber'],
  check: (row, context) => {
    const start = startOf(row);
    if (!start && row.working === true) {
      // who works today without a start to look at is old enough today, or not at all
      const now = ageAt(row, context.today);
      if (now === null || now >= WORKING_AGE || now < 0) return none;
      return tell(
        'V10',
        'error',
        ['working', 'idNumber'],
        `正在务工，却只有 ${now} 岁，未满 16 周岁`,
        `Working at the age of ${now}; 16 is the least`,
        ['核对是否务工和证件号码', 'Check whether the person works, and the identity number'],
      );
    }
    if (!start || !birthdayOf(row)) return none;
    // only where every day that the cell may mean lies before the sixteenth birthday
    const age = ageAt(row, start.lastDay);
    if (age === null || age >= WORKING_AGE) return none;
    return tell(
      'V10',
      'error',
      ['start', 'idNumber'],
      age < 0 ? `开始务工的时间 ${row.start} 早于出生日期` : `开始务工（${row.start}）时只有 ${age} 岁，未满 16 周岁`,
      age < 0 ? `Work started (${row.start}) before birth` : `Only ${age} years old when work started (${row.start}); 16 is the least`,
      ['核对开始时间和证件号码', 'Check the start and the identity number'],
    );
  },
};

const monthsFit: RowRule = {
  id: 'V14',
  severity: 'error',
  text: {
    zh: '务工地点和务工月数要么都填、要么都不填；月数不超过 12 个月，也不超过实际经过的月数',
    en: 'Place and months of work go together; no more than 12 months, and no more than have gone by',
  },
  fields: ['months', 'place', 'start', 'end', 'year'],
  check: (row, context) => {
    const { months } = row;
    if (months === undefined) return none;
    if (months === null) {
      if (!isFilled(row, 'place')) return none;
      return tell('V14', 'error', ['months', 'place'], '填了务工地点，没有填务工月数', 'There is a place of work, but no months', [
        '补填这一年的务工月数',
        'Fill in the months worked in the year',
      ]);
    }
    const wrong = (zh: string, en: string) => tell('V14', 'error', ['months'], zh, en, ['核对务工月数', 'Check the months of work']);
    if (months < 0) return wrong(`务工月数是 ${months}，不能小于 0`, `${months} months of work: less than none`);
    if (months > 12) return wrong(`一年务工 ${months} 个月，超过 12 个月`, `${months} months of work in one year`);
    if (months > 0 && isBlank(row, 'place'))
      return tell('V14', 'error', ['place', 'months'], '填了务工月数，没有填务工地点', 'There are months of work, but no place', [
        '补填务工地点，填到县',
        'Fill in the place of work, down to the county',
      ]);
    const passed = row.year ? monthsTouched(`${String(row.year).padStart(4, '0')}-01-01`, context.today) : 12;
    if (months > passed)
      return wrong(
        `${row.year} 年到今天只过了 ${passed} 个月，务工月数却是 ${months}`,
        `Only ${passed} months of ${row.year} have gone by, yet there are ${months} months of work`,
      );
    // only where the row is one spell: a person's months may come from several
    const start = context.kind === 'spells' ? startOf(row) : null;
    if (!start) return none;
    const end = endOf(row);
    const last = end && end.lastDay < context.today ? end.lastDay : context.today;
    const most = monthsTouched(start.firstDay, last);
    if (months > most)
      return wrong(
        `从 ${row.start} 算起最多 ${most} 个月，务工月数却是 ${months}`,
        `At most ${most} months since ${row.start}, yet there are ${months} months of work`,
      );
    return none;
  },
};

export const workRules: readonly RowRule[] = [
  filledWhenWorking,
  localChannelAway,
  stoppedWithEnd,
  startsInTime,
  incomeInBounds,
  oldEnoughAtStart,
  monthsFit,
];
