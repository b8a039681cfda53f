// What the pages of completion say of a number: its percent, its mark, where it opens.

import { instant } from '#platform/web/lang.tsx';
import type { MarkKind } from '#platform/web/marks.tsx';
import type { Text } from '#standards/text.ts';
import type { CompletionRow, TargetMet } from '../../contractCompletion.ts';
import { type Standing, shareOf } from '../../rulesCompletion.ts';

/** Cut, not rounded: 99.96 % is not 100.0 %. */
export const percent = (part: number, whole: number): string => `${(100 * shareOf(part, whole)).toFixed(1)}%`;
export const markOf: Readonly<Record<Standing, MarkKind | null>> = { met: 'ok', onPlan: null, behind: 'due', short: null, out: null };

/** The same number in the figure table, as known at the same instant: its people, one by one. */
export const opens = (
  row: Pick<CompletionRow, 'originCode' | 'hostCode'>,
  indicator: string,
  { from, to, knownAt, said }: { readonly from: string; readonly to: string; readonly knownAt: string | null; readonly said?: boolean },
): string =>
  `/figures?${new URLSearchParams({
    period: 'own',
    from,
    to,
    side: 'origin',
    area: row.originCode,
    other: row.hostCode,
    ...(knownAt ? { k: knownAt } : {}),
    open: indicator,
    ...(said ? { said: '1' } : {}),
  })}`;

/** As known when: of the persons, and of the targets where that is another minute. */
export const knownWords = (told: { readonly knownAt: string | null; readonly targetsAt: string }): Text | null => {
  if (told.knownAt === null) return null;
  const [k, targets] = [instant(told.knownAt), instant(told.targetsAt)];
  return k === targets
    ? { zh: `按 ${k} 所知`, en: `as known at ${k}` }
    : { zh: `人数按 ${k} 所知，目标按 ${targets} 所知`, en: `persons as known at ${k}, targets as known at ${targets}` };
};

export const pairName = (row: Pick<CompletionRow, 'originName' | 'hostName'>): Text => ({
  zh: `${row.originName.zh}—${row.hostName.zh}`,
  en: `${row.originName.en} – ${row.hostName.en}`,
});
/** Only the last part of both names, where the page says the rest. */
export const placeWords = (t: TargetMet): Text | null =>
  t.place && t.place.of > 1
    ? {
        zh: `第 ${t.place.place} 位，共 ${t.place.of} 份${t.place.ties > 0 ? `（并列 ${t.place.ties + 1} 份）` : ''}`,
        en: `place ${t.place.place} of ${t.place.of}${t.place.ties > 0 ? ` (${t.place.ties + 1} share it)` : ''}`,
      }
    : null;

/** The sending provinces of this programme. */
export const provinceTexts: Readonly<Record<string, Text>> = { '45': { zh: '广西', en: 'Guangxi' }, '52': { zh: '贵州', en: 'Guizhou' } };
