import type { Text } from '#standards/text.ts';
import type { PairingLevel } from '../contract.ts';

export const levelWord: Record<PairingLevel, Text> = {
  prefecture: { zh: '市级', en: 'Prefecture' },
  county: { zh: '县级', en: 'County' },
};
/** The provinces of the programme. */
export const provinceWords: readonly { readonly code: string; readonly text: Text }[] = [
  { code: '45', text: { zh: '广西', en: 'Guangxi' } },
  { code: '52', text: { zh: '贵州', en: 'Guizhou' } },
  { code: '44', text: { zh: '广东', en: 'Guangdong' } },
];
