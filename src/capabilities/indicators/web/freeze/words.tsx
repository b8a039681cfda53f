import type { Output } from '#platform/contract.ts';
import { useT } from '#platform/web/lang.tsx';
import { type MarkKind, St } from '#platform/web/marks.tsx';
import { type FreezeState, freezeStateTexts, type listMonths, type MonthState, monthStateTexts } from '../../contractFreeze.ts';

export type Pair = Output<typeof listMonths>['pairs'][number];

const FREEZE_MARKS: Record<FreezeState, MarkKind> = { computing: 'later', proposed: 'due', approved: 'due', frozen: 'ok', refused: 'no' };
const MONTH_MARKS: Record<MonthState, MarkKind> = { notOver: 'later', open: 'off', freezing: 'due', frozen: 'ok', reported: 'ok' };

export const FreezeMark = ({ state }: { state: FreezeState }) => {
  const t = useT();
  return <St k={FREEZE_MARKS[state]}>{t(freezeStateTexts[state])}</St>;
};
export const MonthMark = ({ state }: { state: MonthState }) => {
  const t = useT();
  return <St k={MONTH_MARKS[state]}>{t(monthStateTexts[state])}</St>;
};
export const sideText = (side: 'origin' | 'host', of: { originName: { zh: string; en: string }; hostName: { zh: string; en: string } }) =>
  side === 'origin' ? of.originName : of.hostName;
