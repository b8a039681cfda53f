// The fields of an agreement's text and what holds of them, for entering, correcting and laying a text beside the signed one. Part of contract.ts.
import { z } from 'zod';
import { Day, Id, line, named, prose, rule } from '#platform/contract.ts';
import type { Text } from '#standards/text.ts';
import { AgreementCertainty, AgreementLevel, AgreementProgramme } from './contractShapes.ts';

export const Chosen = rule(
  z.string().trim(),
  (code) => /^\d{12}$/.test(code),
  'accords.chooseDivision',
  '还没有选。写名称、拼音或代码，再从列出的里面选一个',
  'Nothing is chosen yet: type a name, pinyin or code and choose one of the list',
);
/** Who agrees with whom: fixed once somebody has signed. */
export const parties = {
  level: named(AgreementLevel, '层级', 'Level'),
  originCode: named(Chosen, '输出地一方', 'Origin side'),
  originName: named(z.string().trim().max(40).default(''), '输出地的功能区名称', 'Functional area on the origin side'),
  hostCode: named(Chosen, '输入地一方', 'Host side'),
  hostName: named(z.string().trim().max(40).default(''), '输入地的功能区名称', 'Functional area on the host side'),
};
/** What they agree on, and where that is known from. */
export const words = {
  title: named(line(120, 4), '协议名称', 'Title'),
  documentNumber: named(z.string().trim().max(80).default(''), '文号', 'Document number'),
  validFrom: named(Day, '从哪天起', 'First day'),
  validTo: named(Day, '到哪天止', 'Last day'),
  programmes: named(z.array(AgreementProgramme).max(4).default([]), '涉及的工程', 'Programmes'),
  covers: named(prose(2000).default(''), '主要内容', 'What it covers'),
  fileId: named(Id.nullable().default(null), '协议文件', 'Document'),
  source: named(line(200), '依据', 'Source'),
  certainty: named(AgreementCertainty.default('official'), '可靠程度', 'Certainty'),
  note: named(prose(500).default(''), '说明', 'Note'),
};
/** Said under the field already while it is filled in; the server refuses it as `accords.endBeforeStart` where a program sends it. */
export const daysInOrder = (draft: { readonly validFrom: string; readonly validTo: string }, context: z.core.$RefinementCtx): void => {
  if (draft.validTo >= draft.validFrom) return;
  const text = {
    zh: `结束日期 ${draft.validTo} 早于开始日期 ${draft.validFrom}，请对调或改正`,
    en: `The last day ${draft.validTo} is before the first day ${draft.validFrom}; swap or correct them`,
  };
  context.addIssue({ code: 'custom', params: { rule: 'accords.endBeforeStart', text }, message: text.zh, path: ['validTo'] });
};
export const reason = named(line(200, 4), '原因', 'Reason');

/** How the fields are called in a sentence. */
export const factTexts = {
  level: { zh: '层级', en: 'level' },
  originCode: { zh: '输出地一方', en: 'origin side' },
  originName: { zh: '输出地的功能区', en: 'functional area, origin' },
  hostCode: { zh: '输入地一方', en: 'host side' },
  hostName: { zh: '输入地的功能区', en: 'functional area, host' },
  title: { zh: '协议名称', en: 'title' },
  documentNumber: { zh: '文号', en: 'document number' },
  validFrom: { zh: '开始日期', en: 'first day' },
  validTo: { zh: '结束日期', en: 'last day' },
  programmes: { zh: '涉及的工程', en: 'programmes' },
  covers: { zh: '主要内容', en: 'what it covers' },
  fileId: { zh: '协议文件', en: 'document' },
  source: { zh: '依据', en: 'source' },
  certainty: { zh: '可靠程度', en: 'certainty' },
  note: { zh: '说明', en: 'note' },
  fromDay: { zh: '从哪天起按新文本', en: 'in force from' },
} as const satisfies Record<string, Text>;
