// The sentences of the detector of constants: always the figures, and what is usual.

import type { Finding } from '#capabilities/rosters/rules.ts';
import { economicSectorTexts, findIndustrySection } from '#standards/industries/industries.ts';
import { yuan } from './rulesChecksShapes.ts';
import type { ColumnStatistics } from './rulesConstants.ts';
import { type PhoneStatistics, USUAL_PHONES } from './rulesConstantsPhone.ts';
import { workerFieldTexts } from './rulesWorkerRow.ts';

const percent = (share: number): string => `${Math.round(share * 100)}%`;

const ADVICE = {
  zh: '抽几户打电话核实，请填表人按实际情况重填；属实的请说明原因',
  en: 'Call some of the households, and have the list filled in as things are; explain it where it is true',
};

const spread = ({ employers, places }: ColumnStatistics): { zh: string; en: string } => {
  const zh = [employers > 0 ? `${employers} 家企业` : '', places > 0 ? `${places} 个县` : ''].filter(Boolean);
  const en = [employers > 0 ? `${employers} employers` : '', places > 0 ? `${places} counties` : ''].filter(Boolean);
  return { zh: `分属 ${zh.join('、')}`, en: `of ${en.join(' in ')}` };
};

const wordsOf = ({ column, top }: ColumnStatistics, lang: 'zh' | 'en'): string => {
  const say = (word: string) => {
    if (column === 'monthlyIncome') return lang === 'zh' ? `${yuan(Number(word))} 元` : `${yuan(Number(word))} yuan`;
    if (column === 'sector') return economicSectorTexts[Number(word) as 1 | 2 | 3][lang];
    return `“${(column === 'industry' ? findIndustrySection(word)?.name[lang] : null) ?? word}”`;
  };
  return top.map(say).join(lang === 'zh' ? '或 ' : ' or ');
};

export const sayColumn = (of: ColumnStatistics): Finding => {
  const [field, where] = [workerFieldTexts[of.column], spread(of)];
  const what =
    of.column === 'industry' || of.column === 'sector' ? '行业' : of.column === 'start' ? '时间' : of.column === 'employer' ? '写法' : '数';
  const most =
    of.top.length === 2
      ? { zh: `最常见的两个${what}合计`, en: 'the two most frequent values make up' }
      : { zh: `最常见的${what}`, en: 'the most frequent value makes up' };
  const value = wordsOf(of, 'zh');
  const gap = value.startsWith('“') ? '' : ' ';
  return {
    rule: 'constants',
    severity: 'doubt',
    fields: [of.column],
    top: of.top,
    text: {
      zh: `${of.rows} 人中 ${of.topRows} 人的${field.zh}都是${gap}${value}，${where.zh}；同类名单里${most.zh}通常不超过 ${percent(of.usual)}`,
      en: `${of.topRows} of ${of.rows} people have the same ${field.en}, ${wordsOf(of, 'en')}: ${where.en}; in lists of this kind ${most.en} ${percent(of.usual)} at most, as a rule`,
    },
    advice: ADVICE,
  };
};

export const sayPhones = (of: PhoneStatistics, least: number, odds: number): readonly Finding[] => {
  const say = (zh: string, en: string): Finding => ({
    rule: 'constants',
    severity: 'doubt',
    fields: ['phone'],
    text: { zh, en },
    advice: ADVICE,
  });
  const found: Finding[] = [];
  if (of.people >= least && of.odds.shared < odds)
    found.push(
      say(
        `${of.people} 人中 ${of.topShared} 人填的是同一个联系电话；同类名单里通常不超过 ${percent(USUAL_PHONES.shared)}`,
        `${of.topShared} of ${of.people} people have one and the same telephone; as a rule ${percent(USUAL_PHONES.shared)} at most do`,
      ),
    );
  if (of.numbers >= least && of.odds.digit < odds)
    found.push(
      say(
        `${of.numbers} 个联系电话中 ${of.lastDigits[of.topDigit]} 个的末位都是 ${of.topDigit}；通常不超过 ${percent(USUAL_PHONES.digit)}`,
        `${of.lastDigits[of.topDigit]} of ${of.numbers} telephones end in ${of.topDigit}; as a rule ${percent(USUAL_PHONES.digit)} at most do`,
      ),
    );
  if (of.numbers >= least && of.odds.inARow < odds)
    found.push(
      say(
        `${of.numbers} 个联系电话中 ${of.inARow} 个是连号，机主却不在同一家企业；通常不超过 ${percent(USUAL_PHONES.inARow)}`,
        `${of.inARow} of ${of.numbers} telephones are consecutive though their owners have different employers; as a rule ${percent(USUAL_PHONES.inARow)} at most are`,
      ),
    );
  return found;
};
