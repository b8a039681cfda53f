// What the facts of a spell are called.
import type { RuleNames } from '#capabilities/rosters/rules.ts';
import { sourceTexts } from '#capabilities/workers/contract.ts';
import type { Text } from '#standards/text.ts';
import type { SpellFacts } from './rulesSpell.ts';

export const spellFactTexts: Readonly<Record<keyof SpellFacts, Text>> = {
  kind: { zh: '就业类型', en: 'kind of work' },
  organisationId: { zh: '用人单位已登记', en: 'registered employer' },
  employerWords: { zh: '务工企业名称', en: 'employer' },
  occupation: { zh: '职业', en: 'occupation' },
  postWords: { zh: '岗位', en: 'post' },
  industry: { zh: '所属行业', en: 'industry' },
  industryWords: { zh: '所属行业', en: 'industry' },
  place: { zh: '务工地点', en: 'place of work' },
  start: { zh: '开始时间', en: 'start' },
  startPrecision: { zh: '开始时间的精度', en: 'precision of the start' },
  ended: { zh: '结束时间', en: 'end' },
  endPrecision: { zh: '结束时间的精度', en: 'precision of the end' },
  endInferred: { zh: '结束时间是推定的', en: 'inferred end' },
  leaveReason: { zh: '离岗原因', en: 'reason of leaving' },
  sideJob: { zh: '兼职', en: 'second job' },
  payMonth: { zh: '务工月收入', en: 'monthly income' },
  channel: { zh: '就业渠道', en: 'channel of employment' },
  pointToPoint: { zh: '是否点对点输送', en: 'point-to-point transport or not' },
  publicPostKind: { zh: '公益性岗位类型', en: 'kind of public-welfare post' },
  assistedKind: { zh: '帮扶方式', en: 'assisted by' },
  assistedRef: { zh: '帮扶依据', en: 'record of the assistance' },
  programme: { zh: '所属工程', en: 'project' },
  contractFrom: { zh: '合同起始', en: 'contract from' },
  contractTo: { zh: '合同截止', en: 'contract to' },
};

/** How a spell or its evidence came in. */
export const spellSourceTexts: Readonly<Record<string, Text>> = { ...sourceTexts, round: { zh: '在岗核验', en: 'verification round' } };

/** What a row of work may be told, beside the numbered rules and the words of every sheet. */
export const workRuleNames: RuleNames = {
  noStart: { zh: '没有开始时间', en: 'no start' },
  outside: { zh: '不在辖区和名下', en: 'nobody of yours' },
  employerClash: { zh: '代码和名称是两家单位', en: 'code and name of two employers' },
  notYourEmployer: { zh: '不是贵单位', en: 'not your employer' },
  noMonth: { zh: '没有写哪个月', en: 'no month' },
  monthLater: { zh: '还没有到的月份', en: 'a month that has not come' },
  negative: { zh: '金额是负数', en: 'a negative amount' },
  nothingPaid: { zh: '金额是 0', en: 'an amount of 0' },
  byPayday: { zh: '按发放日期算月份', en: 'month taken from the payday' },
  proposed: { zh: '列入待确认的务工', en: 'put among work to be confirmed' },
  recordsEnd: { zh: '同时登记离岗', en: 'records the end too' },
  evidenceConflict: { zh: '在岗证据互相矛盾', en: 'evidence contradicts itself' },
  paidDead: { zh: '去世后还有缴费或发薪', en: 'paid after death' },
  paidLeft: { zh: '离岗后还有缴费或发薪', en: 'paid after the post was left' },
  paidElsewhere: { zh: '同一时间在两家单位', en: 'paid by another employer at the time' },
};
