// Sentences of what makes two records alike.
import type { Text } from '#standards/text.ts';
import { duplicateGuardTexts, duplicateReasonTexts } from '../rulesDuplicateTexts.ts';

const own: Readonly<Record<string, Text>> = {
  ...duplicateReasonTexts,
  ...duplicateGuardTexts,
  sameNumberAndName: { zh: '证件号和姓名都相同', en: 'Same number and same name' },
  sameNumberOtherName: { zh: '证件号相同，姓名不同', en: 'Same number, another name' },
  byHand: { zh: '由人认定', en: 'Decided by a person' },
};
export const tellReason = (code: string): Text => own[code] ?? { zh: code, en: code };
export const tellGuard = tellReason;
