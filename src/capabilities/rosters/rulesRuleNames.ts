// The names of rules: one place to ask for the words of V01 … V20 and of what has no number.
import type { Text } from '#standards/text.ts';

/** By the word a finding carries (`Finding.rule`). A capability that raises a word of its own names it in a table like this one. */
export type RuleNames = Readonly<Record<string, Text>>;

/** What the engine itself says of a row or a list, and what every sheet may say. */
export const engineRuleNames = {
  unread: { zh: '读不懂的内容', en: 'cannot be read' },
  most: { zh: '数额大得不像', en: 'larger than likely' },
  tooLong: { zh: '内容太长', en: 'too long' },
  pay: { zh: '薪资', en: 'pay' },
  name: { zh: '姓名或名称', en: 'name' },
  uscc: { zh: '统一社会信用代码', en: 'credit code' },
  document: { zh: '其他证件', en: 'another document' },
  masked: { zh: '证件号码带星号', en: 'masked number' },
  twice: { zh: '同一项写了两处', en: 'told twice' },
  filled: { zh: '来自上面的合并格', en: 'from a merged cell above' },
  above: { zh: '写的是“同上”', en: 'says “as above”' },
  hidden: { zh: '隐藏的工作表', en: 'hidden sheet' },
  otherTable: { zh: '下面另有一种表', en: 'another table below' },
  hiddenSheet: { zh: '隐藏的工作表没有读', en: 'hidden sheet not read' },
  unknownSheet: { zh: '没有认出的工作表', en: 'sheet not recognised' },
  noList: { zh: '没有认出名单', en: 'no list recognised' },
  trialOnly: { zh: '只能试读', en: 'checked only' },
  handedInBefore: { zh: '同一个文件交过', en: 'handed in before' },
  older: { zh: '登记里的更新', en: 'older than what is on record' },
  foreign: { zh: '不归您写入', en: 'not yours to write' },
  kept: { zh: '撤销时保留', en: 'kept when undone' },
} as const satisfies RuleNames;

/** V03 of a numbered rule; '' of a word, which says nothing to who reads it. */
export const ruleNumber = (rule: string): string => (/^V\d\d$/.test(rule) ? rule : '');

/** 「V03 务工地没有到县」; a name alone where there is no number. */
export const numberedName = (rule: string, name: Text): Text => {
  const number = ruleNumber(rule);
  return number === '' ? name : { zh: `${number} ${name.zh}`, en: `${number} ${name.en}` };
};

/** Old rows may carry words nobody raises any more. */
export const nameOfRule = (names: RuleNames, rule: string): Text => names[rule] ?? { zh: '表格里的疑点', en: 'a doubt of the sheet' };

/** For who reads a terminal: 「  V03 务工地没有到县 / V03 Place of work above the county: 12」. */
export const reasonLines = (names: RuleNames, byRule: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(byRule)
    .sort()
    .map(([rule, n]) => {
      const { zh, en } = numberedName(rule, nameOfRule(names, rule));
      return `  ${zh} / ${en}: ${n}`;
    });
