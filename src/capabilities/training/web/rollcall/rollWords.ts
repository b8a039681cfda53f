// One sign for a mark in the grid: a character that stays readable in black and white, and the whole word for those who hear it.
import type { Text } from '#standards/text.ts';
import type { Mark, ShareStanding } from '../../rules.ts';
import { MARK_LETTERS, NO_MARK, NOT_IN_CLASS } from '../../rules.ts';

export const signs: Record<Mark, Text> = {
  present: { zh: '✓', en: '✓' },
  late: { zh: '迟', en: 'L' },
  leftEarly: { zh: '退', en: 'E' },
  absent: { zh: '缺', en: 'A' },
  excused: { zh: '假', en: 'X' },
};
export const letterSigns: Readonly<Record<string, Text>> = {
  ...Object.fromEntries(Object.entries(signs).map(([mark, sign]) => [MARK_LETTERS[mark as Mark], sign])),
  [NO_MARK]: { zh: '·', en: '·' },
  [NOT_IN_CLASS]: { zh: '', en: '' },
};
export const standingMarks: Record<ShareStanding, 'ok' | 'no' | 'later' | 'off'> = {
  reached: 'ok',
  open: 'later',
  lost: 'no',
  none: 'off',
};
