import type { Certainty } from '../certainty.ts';
import type { Text } from '../text.ts';

/** What a disability certificate number 残疾人证号 adds to the identity number: category, grade and, after a reissue, two more. */
export interface DisabilitySuffix {
  /** As written: 2 or 4 characters. */
  readonly text: string;
  readonly category: '1' | '2' | '3' | '4' | '5' | '6' | '7';
  readonly grade: '1' | '2' | '3' | '4';
  /** 补办 mark, usually B1, B2 …; null on a first issue. */
  readonly reissue: string | null;
}

/** Categories of GB/T 26341-2010 残疾人残疾分类和分级, in the order the certificate numbers use. */
export const disabilityCategories: Record<DisabilitySuffix['category'], Text> = {
  '1': { zh: '视力残疾', en: 'visual' },
  '2': { zh: '听力残疾', en: 'hearing' },
  '3': { zh: '言语残疾', en: 'speech' },
  '4': { zh: '肢体残疾', en: 'physical' },
  '5': { zh: '智力残疾', en: 'intellectual' },
  '6': { zh: '精神残疾', en: 'mental' },
  '7': { zh: '多重残疾', en: 'multiple' },
};

/**
 * 20 characters, categories and grades: read on the page of a municipal disabled persons' federation. The two characters of a reissue were only seen
 * in checkers used by village cadres, and not their form, so any two pass.
 */
export const disabilitySuffixCertainty: Certainty = 'mirror';

/** Read the 2 or 4 characters after the identity number; null when they cannot be such a suffix. */
export function parseDisabilitySuffix(text: string): DisabilitySuffix | null {
  const match = /^([1-7])([1-4])([A-Z0-9]{2})?$/.exec(text);
  if (!match) return null;
  return {
    text,
    category: match[1] as DisabilitySuffix['category'],
    grade: match[2] as DisabilitySuffix['grade'],
    reissue: match[3] ?? null,
  };
}
