import { ethnicGroups } from '#standards/ethnic-groups/ethnicGroups.ts';
import type { Text } from '#standards/text.ts';

const names = new Map(ethnicGroups.map((g) => [g.code, { zh: g.zh, en: g.en }]));
/** The name of an ethnic group's code; the code itself where the standard lacks it. */
export const ethnicName = (code: string): Text => names.get(code) ?? { zh: code, en: code };
