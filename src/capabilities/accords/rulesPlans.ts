// Work points 工作要点: what may follow what, by which side, and how an item stands on a day. Pure; no clock.
import { significantDigits } from '#standards/divisions/codes.ts';
import type { Text } from '#standards/text.ts';

export type Side = 'origin' | 'host';
export const otherSide = (side: Side): Side => (side === 'origin' ? 'host' : 'origin');
export const sideTexts: Record<Side, Text> = {
  origin: { zh: '输出地', en: 'origin' },
  host: { zh: '输入地', en: 'host' },
};

export const ITEM_STATES = ['open', 'in_progress', 'said_done', 'sent_back', 'closed', 'dropped'] as const;
export type ItemState = (typeof ITEM_STATES)[number];
export const itemStateTexts: Record<ItemState, Text> = {
  open: { zh: '未开始', en: 'not started' },
  in_progress: { zh: '进行中', en: 'in progress' },
  said_done: { zh: '已报办完，待对方确认', en: 'said done, waiting for the other side' },
  sent_back: { zh: '已退回', en: 'sent back' },
  closed: { zh: '已办结', en: 'closed' },
  dropped: { zh: '不办了', en: 'dropped' },
};
/** Still to be done by somebody. */
export const LIVING: readonly ItemState[] = ['open', 'in_progress', 'said_done', 'sent_back'];

export const ITEM_DEEDS = ['opened', 'started', 'said_done', 'closed', 'sent_back', 'due_moved', 'corrected', 'dropped'] as const;
export type ItemDeed = (typeof ITEM_DEEDS)[number];
/** What stands in the history. */
export const itemDeedTexts: Record<ItemDeed, Text> = {
  opened: { zh: '列为要点', en: 'put on the plan' },
  started: { zh: '开始办', en: 'started' },
  said_done: { zh: '报办完', en: 'said done' },
  closed: { zh: '确认办结', en: 'closed' },
  sent_back: { zh: '退回', en: 'sent back' },
  due_moved: { zh: '改完成日', en: 'due day moved' },
  corrected: { zh: '更正', en: 'corrected' },
  dropped: { zh: '不办了', en: 'dropped' },
};

/** Who may do it: the side in the lead, the other one, or either. */
type By = 'lead' | 'other' | 'either';
interface Step {
  readonly from: readonly ItemState[];
  /** null: the state stays. */
  readonly to: ItemState | null;
  readonly by: By;
}
const UNFINISHED: readonly ItemState[] = ['open', 'in_progress', 'sent_back'];
export const STEPS: Record<Exclude<ItemDeed, 'opened'>, Step> = {
  started: { from: ['open'], to: 'in_progress', by: 'lead' },
  said_done: { from: UNFINISHED, to: 'said_done', by: 'lead' },
  // nobody closes what they said themselves
  closed: { from: ['said_done'], to: 'closed', by: 'other' },
  sent_back: { from: ['said_done'], to: 'sent_back', by: 'other' },
  due_moved: { from: UNFINISHED, to: null, by: 'either' },
  corrected: { from: UNFINISHED, to: null, by: 'either' },
  dropped: { from: ['open'], to: 'dropped', by: 'either' },
};

export type StepRefusal = 'state' | 'sameSide' | 'notYourSide';
export interface StepAsked {
  readonly deed: Exclude<ItemDeed, 'opened'>;
  readonly state: ItemState;
  readonly lead: Side;
  /** For which units of the item the one who asks speaks. */
  readonly speaks: readonly Side[];
}
export type StepDecided = { readonly to: ItemState; readonly side: Side } | { readonly refused: StepRefusal };

/** Whether the step may be taken, and for which side it is taken; the state is told before the side, so that nobody asks an office for what is over. */
export const decideStep = ({ deed, state, lead, speaks }: StepAsked): StepDecided => {
  const step = STEPS[deed];
  if (!step.from.includes(state)) return { refused: 'state' };
  const wanted: readonly Side[] = step.by === 'lead' ? [lead] : step.by === 'other' ? [otherSide(lead)] : [lead, otherSide(lead)];
  const side = wanted.find((s) => speaks.includes(s));
  if (!side) return { refused: step.by === 'other' && speaks.includes(lead) ? 'sameSide' : 'notYourSide' };
  return { to: step.to ?? state, side };
};
/** What the one who asks may do now, for the buttons of a page. */
export const stepsOpen = (asked: Omit<StepAsked, 'deed'>): Exclude<ItemDeed, 'opened'>[] =>
  (Object.keys(STEPS) as Exclude<ItemDeed, 'opened'>[]).filter((deed) => 'to' in decideStep({ ...asked, deed }));

/** ○ So many days before its due day an item is "soon due". */
export const SOON_DAYS = 14;
export type Standing = 'late' | 'today' | 'soon' | 'later' | 'over';
export interface Stands {
  readonly standing: Standing;
  /** Days behind (late) or before the due day. */
  readonly days: number;
}
const DAY = 86_400_000;
const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);

/** How an item stands on a day. What was said to be done on time is not late while the other side has not looked. */
export const standsOn = (item: { readonly state: ItemState; readonly dueDay: string }, today: string): Stands => {
  const days = daysBetween(today, item.dueDay);
  if (!UNFINISHED.includes(item.state)) return { standing: 'over', days: Math.abs(days) };
  if (days < 0) return { standing: 'late', days: -days };
  if (days === 0) return { standing: 'today', days: 0 };
  return { standing: days <= SOON_DAYS ? 'soon' : 'later', days };
};
/** 逾期 3 天: lateness in words, never by colour alone. */
export const standingText = ({ standing, days }: Stands): Text => {
  if (standing === 'over') return { zh: '', en: '' };
  if (standing === 'late') return { zh: `逾期 ${days} 天`, en: days === 1 ? '1 day late' : `${days} days late` };
  if (standing === 'today') return { zh: '今天到期', en: 'due today' };
  return { zh: `还有 ${days} 天`, en: days === 1 ? '1 day left' : `${days} days left` };
};

/** A due day lies in the year of its plan. */
export const isInYear = (day: string, year: number): boolean => day.slice(0, 4) === String(year).padStart(4, '0');

/** A year of which at least one day lies in the agreement's period, an agreed earlier end included. */
export const isYearOf = (agreement: { readonly validFrom: string; readonly lastDay: string }, year: number): boolean =>
  agreement.validFrom.slice(0, 4) <= String(year) && String(year) <= agreement.lastDay.slice(0, 4);

const significant = (code: string): string => code.slice(0, significantDigits(code));
/** A unit of a side sits in the party's area, or in an area that holds it (an upper office of the same province). */
export const isUnitOf = (area: string, party: string): boolean =>
  area.startsWith(significant(party)) || party.startsWith(significant(area));

/** A page of this system: one slash, a word, ids. Never an address elsewhere. */
export const isRecordLink = (link: string): boolean => /^\/[a-z][a-z-]*(\/[\w-]+)*(\?[\w=&,-]*)?$/.test(link);
