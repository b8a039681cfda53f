// The words of this capability, its problems and the shapes that several endpoints share. Part of contract.ts, which passes it on.
import { z } from 'zod';
import type { Permissions } from '#capabilities/access/rules.ts';
import { Code12, Day, Id, named, rule, TextOut } from '#platform/contract.ts';
import { problem } from '#platform/problem.ts';
import type { Text } from '#standards/text.ts';
import { MANAGE_PAIRINGS } from './names.ts';

export { MANAGE_PAIRINGS };

// Words -----------------------------------------------------------------------------------------------------------------------------

export const Level = z.enum(['country', 'province', 'prefecture', 'county', 'township', 'village']);
export type Level = z.infer<typeof Level>;
export const levelTexts: Record<Level, Text> = {
  country: { zh: '全国', en: 'Country' },
  province: { zh: '省级', en: 'Province' },
  prefecture: { zh: '市级', en: 'Prefecture' },
  county: { zh: '县级', en: 'County' },
  township: { zh: '乡级', en: 'Township' },
  village: { zh: '村级', en: 'Village' },
};
export const VillageKind = z.enum(['village', 'neighbourhood', 'unknown']);
export type VillageKind = z.infer<typeof VillageKind>;
export const villageKindTexts: Record<VillageKind, Text> = {
  village: { zh: '村委会', en: 'Village committee' },
  neighbourhood: { zh: '居委会（社区）', en: 'Neighbourhood committee' },
  unknown: { zh: '名称没有写明', en: 'Not told by the name' },
};

export const Certainty = z.enum(['official', 'press', 'unverified']);
export type Certainty = z.infer<typeof Certainty>;
export const certaintyTexts: Record<Certainty, Text> = {
  official: { zh: '官方文件', en: 'Official' },
  press: { zh: '媒体报道', en: 'Press' },
  unverified: { zh: '未核实', en: 'Unverified' },
};
export const Precision = z.enum(['day', 'month', 'year']);
export type Precision = z.infer<typeof Precision>;
export const precisionTexts: Record<Precision, Text> = {
  day: { zh: '到日', en: 'To the day' },
  month: { zh: '只知道月份', en: 'Month only' },
  year: { zh: '只知道年份', en: 'Year only' },
};
export const PairingLevel = z.enum(['prefecture', 'county']);
export type PairingLevel = z.infer<typeof PairingLevel>;
export const PairingState = z.enum(['current', 'ended', 'coming']);
export type PairingState = z.infer<typeof PairingState>;
export const pairingStateTexts: Record<PairingState, Text> = {
  current: { zh: '结对中', en: 'In force' },
  ended: { zh: '已结束', en: 'Ended' },
  coming: { zh: '未开始', en: 'Not yet begun' },
};

export const permissions = {
  [MANAGE_PAIRINGS]: { text: { zh: '登记、结束和更正结对', en: 'Enter, end and correct pairings' }, roles: ['steering', 'system_admin'] },
} as const satisfies Permissions;
/** How the audit page calls the deeds of this capability. */
export const auditTexts = {
  'regions.createPairing': { zh: '登记结对', en: 'Entered a pairing' },
  'regions.endPairing': { zh: '结束结对', en: 'Ended a pairing' },
  'regions.correctPairing': { zh: '更正结对', en: 'Corrected a pairing' },
} as const satisfies Record<string, Text>;

// Problems --------------------------------------------------------------------------------------------------------------------------

export const noSuchDivision = problem(
  'regions.noSuchDivision',
  404,
  '没有代码是 {code} 的区划。请查代码有没有少一位，或者按名称查找',
  'There is no division with code {code}. Check for a missing digit, or search by name',
);
export const pairingTwice = problem(
  'regions.pairingTwice',
  409,
  '这两地在这段日子里已经结对。请先结束原来的一条，或者改开始日期',
  'These two areas are already paired in that period. End the earlier entry first, or change the first day',
);
export const pairingRefused = problem('regions.pairingRefused', 422, '{why}', '{whyEn}');
export const pairingOutside = problem(
  'regions.pairingOutside',
  403,
  '结对由省级登记和更正，并且要有一头在您的省里。请报省里办',
  'Pairings are entered by a province that one side lies in; please ask the province',
);
export const endBeforeStart = problem(
  'regions.endBeforeStart',
  422,
  '结束日期 {validTo} 早于开始日期 {validFrom}',
  'The last day {validTo} is before the first day {validFrom}',
);

// Shapes ----------------------------------------------------------------------------------------------------------------------------

/** 2, 4, 6, 9 or 12 digits. */
export const AnyCode = rule(
  named(z.string().trim(), '区划代码', 'Division code'),
  (code) => /^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(code),
  'regions.codeLength',
  '区划代码是 2、4、6、9 或 12 位数字',
  'A division code has 2, 4, 6, 9 or 12 digits',
);

export const KeyCounty = z.object({
  code: Code12,
  name: z.string(),
  shortFullName: z.string(),
  english: z.string(),
  list: z.literal('national'),
  validFrom: Day,
  validTo: Day.nullable(),
  source: z.string(),
  certainty: Certainty,
});
export type KeyCounty = z.infer<typeof KeyCounty>;

export const Pairing = z.object({
  id: Id,
  /** The version in force; an end or a correction must name it. */
  rowId: z.int(),
  level: PairingLevel,
  originCode: Code12,
  /** As people read it: 贵州黔南州平塘县. */
  origin: TextOut,
  originName: z.string(),
  hostCode: Code12,
  host: TextOut,
  hostName: z.string(),
  validFrom: Day,
  validTo: Day.nullable(),
  fromPrecision: Precision,
  toPrecision: Precision.nullable(),
  source: z.string(),
  certainty: Certainty,
  note: z.string(),
  state: PairingState,
});
export type Pairing = z.infer<typeof Pairing>;
