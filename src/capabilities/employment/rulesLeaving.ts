// Coded reasons of leaving, and what may stand behind a spell as assistance. No source we know prints a list of either for this trade.
import type { Text } from '#standards/text.ts';

/**
 * 离岗原因. 照顾老小, 身体原因, 无技能, 上学, 其他 are values of 未就业原因 (research domain-cn §1.2); all others are ours ○: what stations and employers
 * say when somebody goes. `transfer` is written by the deed 转岗.
 */
export const leaveReasonTexts = {
  contractEnd: { zh: '合同期满', en: 'contract ended' },
  resigned: { zh: '本人辞职', en: 'resigned' },
  dismissed: { zh: '单位辞退', en: 'dismissed' },
  laidOff: { zh: '裁员或停工', en: 'laid off, or work stopped' },
  closedDown: { zh: '单位关停或搬走', en: 'employer closed or moved away' },
  pay: { zh: '工资待遇或欠薪', en: 'pay, or wages owed' },
  skill: { zh: '无技能，做不来', en: 'lacks the skill' },
  health: { zh: '身体原因', en: 'health' },
  care: { zh: '照顾老小', en: 'caring for family' },
  home: { zh: '返乡（农忙、过年等）', en: 'went home (farming, new year)' },
  school: { zh: '上学或参军', en: 'school or army' },
  ownBusiness: { zh: '自己创业', en: 'started a business' },
  transfer: { zh: '转岗', en: 'changed post' },
  postEnd: { zh: '公益性岗位期满或退出', en: 'public-welfare post ended' },
  retired: { zh: '到龄退休', en: 'retired' },
  died: { zh: '去世', en: 'died' },
  lost: { zh: '失去联系', en: 'out of reach' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Record<string, Text>;
export type LeaveReason = keyof typeof leaveReasonTexts;

/** What of the cooperation stands behind a spell (docs/figures.md §2, *assisted*). */
export const assistedTexts = {
  programme: { zh: '培养工程', en: 'training programme' },
  class: { zh: '培训班', en: 'class' },
  order: { zh: '订单班', en: 'order class' },
  station: { zh: '劳务站', en: 'labour station' },
  agency: { zh: '劳务公司或中介', en: 'agency' },
  trip: { zh: '点对点输送', en: 'official trip' },
  publicPlacement: { zh: '公益性岗位安置', en: 'public placement' },
} as const satisfies Record<string, Text>;
export type AssistedKind = keyof typeof assistedTexts;
/** 四项工程 of Guangdong: training and posts under one name each. A spell comes from one of them, or from none. */
export const programmeTexts = {
  cook: { zh: '粤菜师傅', en: 'Cantonese Chef' },
  technician: { zh: '广东技工', en: 'Guangdong Technician' },
  homeService: { zh: '南粤家政', en: 'Nanyue Home Service' },
  artisan: { zh: '乡村工匠', en: 'Rural Artisan' },
} as const satisfies Record<string, Text>;
export type Programme = keyof typeof programmeTexts;

/** Kinds whose record is a registered organisation: `org:<id>`. The others name theirs in words until it can be picked. */
export const byOrganisation = (kind: string): boolean => kind === 'station' || kind === 'agency';
