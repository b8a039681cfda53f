import type { Text } from '#standards/text.ts';

export type Lang = 'zh' | 'en';
export type Say = (text: Text) => string;
/** Prefectures are told apart without their province. */
export const placeName = (name: Text): Text => ({
  zh: name.zh.replace(/^(广东|广西|贵州)(?=.)/, ''),
  en: name.en.replace(/, (Guangdong|Guangxi|Guizhou)$/, ''),
});
export type Told = number | 'few' | 'hidden';
/** Under ten, or not told, for such a one could be reckoned from it. */
export const told = (persons: Told): string =>
  typeof persons === 'number' ? persons.toLocaleString('en-US') : persons === 'few' ? '<10' : '—';
/** For lengths of bars: what is not told has none. */
export const lengthOf = (persons: Told): number => (typeof persons === 'number' ? persons : 0);
const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });
/** 2026-10-31 14:05 (Shanghai). */
export const instant = (iso: string): string => parts.format(new Date(iso));

/** 一人一程: the steps of the loop, and the figure that counts one; a step without one is not measured yet. */
export const LOOP: readonly { readonly name: Text; readonly figure?: string }[] = [
  { name: { zh: '建档', en: 'register' } },
  { name: { zh: '意愿', en: 'intention' } },
  { name: { zh: '培养', en: 'train' } },
  { name: { zh: '鉴定', en: 'certify' } },
  { name: { zh: '匹配', en: 'match' } },
  { name: { zh: '输送', en: 'travel' } },
  { name: { zh: '上岗', en: 'in post' }, figure: 'I01' },
  { name: { zh: '核验', en: 'verified' } },
  { name: { zh: '稳岗', en: 'stable' }, figure: 'I06' },
  { name: { zh: '回访', en: 'visited' } },
  { name: { zh: '服务', en: 'helped' } },
  { name: { zh: '兑现', en: 'paid' } },
  { name: { zh: '计入', en: 'counted' } },
];
