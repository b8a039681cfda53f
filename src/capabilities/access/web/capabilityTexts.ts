import type { Text } from '#standards/text.ts';

/** Capabilities as people call them; one that is not named here yet shows its own key. */
export const capabilityTexts: Readonly<Record<string, Text>> = {
  access: { zh: '账号与权限', en: 'Accounts and access' },
  regions: { zh: '区划与结对', en: 'Regions' },
  platform: { zh: '系统', en: 'System' },
};
