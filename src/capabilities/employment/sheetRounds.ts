// 在岗核验名单: taken out with one row a spell, filled in with an answer, handed in again.
import type { CheckedSheet, CodeList, FieldDeclaration, Finding } from '#capabilities/rosters/rules.ts';
import type { Text } from '#standards/text.ts';
import { leaveReasonTexts } from './rulesLeaving.ts';
import { answerTexts, notReachedTexts, viaTexts } from './rulesRounds.ts';

export const ROUND_SHEET = 'employment.round';

const list = (id: string, texts: Readonly<Record<string, Text>>, more: Readonly<Record<string, readonly string[]>> = {}): CodeList => ({
  id,
  items: Object.entries(texts).map(([code, t]) => ({ code, words: [t.zh, ...(more[code] ?? [])] })),
});
const text = (max: number) => ({ type: 'text', max }) as const;
const told = (
  id: string,
  zh: string,
  en: string,
  aliases: readonly string[] = [],
  shapes: FieldDeclaration['shapes'] = ['text'],
): FieldDeclaration => ({
  id,
  text: { zh, en },
  aliases: [zh, ...aliases],
  type: text(200),
  shapes,
  readOnly: true,
});

const fields: readonly FieldDeclaration[] = [
  {
    id: 'spellId',
    text: { zh: '核验编号', en: 'number of the verification' },
    aliases: ['核验编号'],
    type: text(40),
    shapes: ['text'],
    key: 'spellId',
    exact: true,
  },
  { id: 'name', text: { zh: '姓名', en: 'name' }, aliases: ['姓名'], type: text(60), shapes: ['name', 'text'] },
  told('employer', '用人单位', 'employer', ['单位', '务工企业名称'], ['organisation', 'text', 'name']),
  told('post', '岗位', 'post', [], ['text', 'name']),
  told('placeName', '务工地点', 'place of work', [], ['place', 'text']),
  told('home', '户籍地', 'home', [], ['place', 'text']),
  told('start', '开始时间', 'start', [], ['date', 'serial', 'text']),
  told('phone', '联系电话', 'telephone', [], ['phone', 'text']),
  told('verified', '上次核验', 'verified last', [], ['text', 'date']),
  told('state', '本月情况', 'state of the month', [], ['text', 'name']),
  {
    id: 'answer',
    text: { zh: '核验结果', en: 'answer' },
    aliases: ['核验结果', '是否在岗'],
    type: {
      type: 'codes',
      list: list('roundAnswer', answerTexts, {
        still: ['在岗', '在', '是', '仍在岗'],
        left: ['离岗', '已离岗', '不在了', '否', '不在岗'],
        notReached: ['联系不上', '未联系上', '失联'],
      }),
      many: false,
    },
    shapes: ['text', 'yesNo', 'name'],
  },
  { id: 'day', text: { zh: '核验日期', en: 'day' }, aliases: ['核验日期', '核验时间'], type: { type: 'day' }, shapes: ['date', 'serial'] },
  {
    id: 'via',
    text: { zh: '怎么核的', en: 'how' },
    aliases: ['怎么核的', '核验方式'],
    type: {
      type: 'codes',
      list: list(
        'roundVia',
        { visit: viaTexts.visit, phone: viaTexts.phone, employer: viaTexts.employer },
        { visit: ['走访', '上门', '见面', '视频'], phone: ['电话', '电话回访'], employer: ['单位', '企业'] },
      ),
      many: false,
    },
    shapes: ['text', 'name'],
  },
  {
    id: 'lastDay',
    text: { zh: '最后上班日', en: 'last day in post' },
    aliases: ['最后上班日', '离岗日期', '最后在岗日'],
    type: { type: 'day' },
    shapes: ['date', 'serial'],
  },
  {
    id: 'reason',
    text: { zh: '原因', en: 'reason' },
    aliases: ['原因', '离岗原因', '没联系上的原因'],
    type: { type: 'codes', list: list('roundReason', { ...leaveReasonTexts, ...notReachedTexts }), many: false },
    shapes: ['text', 'name'],
  },
  { id: 'note', text: { zh: '备注', en: 'note' }, aliases: ['备注', '说明'], type: text(200), shapes: ['text'] },
];

const TWICE = (name: Text): Finding => ({
  rule: 'twice',
  severity: 'error',
  fields: ['spellId'],
  text: { zh: `与${name.zh}是同一个核验编号`, en: `The same number as in ${name.en}` },
  advice: { zh: '一段务工只填一行，多的一行删去', en: 'One row a spell; delete the other' },
});

export const roundSheet: CheckedSheet = {
  id: ROUND_SHEET,
  text: { zh: '在岗核验名单', en: 'List of a verification round' },
  fields,
  about: ['answer'],
  checks: ({ rowName }) => {
    const first = new Map<unknown, number>();
    return {
      note: (row, { spellId }) => {
        const before = first.get(spellId);
        if (spellId && (before === undefined || row < before)) first.set(spellId, row);
      },
      findings: (row, { spellId }) => {
        const before = first.get(spellId);
        return spellId && before !== undefined && before !== row ? [TWICE(rowName(before))] : [];
      },
      report: () => [],
    };
  },
};
