import type { Text } from './text.ts';

/**
 * How sure a table row or a rule is, shown to whoever relies on it.
 * `official`: read in the standard or on the issuing office's page; `mirror`: read in copies, digests or public data that agree;
 * `unverified`: from knowledge of the trade only, to be confirmed before anything is refused because of it.
 */
export type Certainty = 'official' | 'mirror' | 'unverified';

export const certaintyTexts: Record<Certainty, Text> = {
  official: { zh: '官方文本', en: 'official text' },
  mirror: { zh: '转载或公开数据', en: 'mirror or public data' },
  unverified: { zh: '未核实', en: 'unverified' },
};
