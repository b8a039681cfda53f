// What the pages of completion say of a number: its percent, its mark, where it opens.

import type { MarkKind } from '#platform/web/marks.tsx';
import type { Text } from '#standards/text.ts';
import type { CompletionRow, TargetMet } from '../../contractCompletion.ts';
import type { Standing } from '../../rulesCompletion.ts';

/** Cut, not rounded: 99.96 % is not 100.0 %. */
export const percent = (part: number, whole: number): string => `${(Math.floor((part * 1000) / whole) / 10).toFixed(1)}%`;
export const markOf: Readonly<Record<Standing, MarkKind | null>> = { met: 'ok', onPlan: null, behind: 'due', short: null };

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
