import type { Text } from '#standards/text.ts';

/** Short words of the rules, for filters and counts; the sentence of a finding says the rest. V01 … V20 are the numbers of the trade. */
const words: Readonly<Record<string, Text>> = {
  V01: { zh: '证件号码', en: 'identity number' },
  V02: { zh: '手机号', en: 'mobile number' },
  V03: { zh: '地点没有到县', en: 'place above a county' },
  V04: { zh: '在务工但缺项', en: 'at work, fields missing' },
  V05: { zh: '跨县却填公益岗或车间', en: 'away, yet a public post' },
  V06: { zh: '公益岗年龄或数量', en: 'public posts' },
  V07: { zh: '两段务工重叠', en: 'spells overlap' },
  V08: { zh: '是否务工与结束时间不合', en: 'working or ended' },
  V09: { zh: '月收入过高或过低', en: 'income far off' },
  V10: { zh: '不满 16 岁务工', en: 'worked before 16' },
  V11: { zh: '弱劳力却登记外出', en: 'weak labour, yet away' },
  V12: { zh: '在校生登记务工', en: 'pupil at work' },
  V13: { zh: '劳动能力与年龄不合', en: 'labour and age' },
  V14: { zh: '月数与务工地不合', en: 'months worked' },
  V15: { zh: '想务工没填服务需求', en: 'wish without a service' },
  V16: { zh: '风险户没有就业帮扶', en: 'at risk, no help' },
  V17: { zh: '补贴与务工不合', en: 'subsidy and work' },
  V18: { zh: '风险原因与记录不合', en: 'cause of risk' },
  V19: { zh: '有学历或技能还没就业', en: 'skilled, not employed' },
  V20: { zh: '户内关系', en: 'household' },
  constants: { zh: '像是统一填报', en: 'looks filled in alike' },
  uscc: { zh: '统一社会信用代码', en: 'credit code' },
  name: { zh: '姓名', en: 'name' },
  unread: { zh: '读不懂的内容', en: 'cannot be read' },
  foreign: { zh: '不归您写入', en: 'not yours to write' },
  code: { zh: '填的选项不认识', en: 'unknown option' },
  kept: { zh: '撤销时保留', en: 'kept when undone' },
};
export const ruleText = (rule: string): Text => words[rule] ?? { zh: rule, en: rule };
/** V03 地点没有到县. */
export const ruleName = (rule: string): Text => {
  const text = ruleText(rule);
  return /^V\d\d$/.test(rule) ? { zh: `${rule} ${text.zh}`, en: `${rule} ${text.en}` } : text;
};
