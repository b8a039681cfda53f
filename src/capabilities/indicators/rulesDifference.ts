// Why somebody is counted otherwise now than in a frozen month, in words. Pure.
import type { Text } from '#standards/text.ts';

/** In the order in which one of several is named first. */
export const REASONS = [
  'merged',
  'split',
  'spellWithdrawn',
  'spellAdded',
  'spellCorrected',
  'evidenceWithdrawn',
  'evidenceAdded',
  'evidenceCorrected',
  'homeWithdrawn',
  'homeAdded',
  'homeCorrected',
  'identityWithdrawn',
  'identityAdded',
  'identityCorrected',
  'basicWithdrawn',
  'basicAdded',
  'basicCorrected',
  'organisation',
  'pairing',
  'unexplained',
] as const;
export type Reason = (typeof REASONS)[number];

const t = (zh: string, en: string): Text => ({ zh, en });
export const reasonTexts: Record<Reason, Text> = {
  merged: t('档案合并', 'records merged'),
  split: t('档案拆开', 'records split'),
  spellWithdrawn: t('务工记录撤销', 'work withdrawn'),
  spellAdded: t('补录务工', 'work entered late'),
  spellCorrected: t('务工记录更正', 'work corrected'),
  evidenceWithdrawn: t('证据撤销', 'evidence withdrawn'),
  evidenceAdded: t('后到的证据', 'late evidence'),
  evidenceCorrected: t('证据更正', 'evidence corrected'),
  homeWithdrawn: t('户籍撤销', 'home withdrawn'),
  homeAdded: t('补录户籍', 'home entered late'),
  homeCorrected: t('户籍更正', 'home corrected'),
  identityWithdrawn: t('人员类别撤销', 'group withdrawn'),
  identityAdded: t('补录人员类别', 'group entered late'),
  identityCorrected: t('人员类别更正', 'group corrected'),
  basicWithdrawn: t('性别、出生日期撤销', 'sex or birthday withdrawn'),
  basicAdded: t('补录性别、出生日期', 'sex or birthday entered late'),
  basicCorrected: t('性别、出生日期更正', 'sex or birthday corrected'),
  organisation: t('用人单位合并或更正', 'employer merged or corrected'),
  pairing: t('结对更正', 'pairing corrected'),
  unexplained: t('没有找到原因', 'no reason found'),
};
export const kindTexts = {
  in: t('新计入', 'came in'),
  out: t('不再计入', 'went out'),
  moved: t('换了行', 'moved'),
} as const satisfies Record<string, Text>;
