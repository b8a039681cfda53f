// Marks and sentences of a round.
import type { MarkKind } from '#platform/web/marks.tsx';
import type { Text } from '#standards/text.ts';
import type { RoundRow } from '../../contractRounds.ts';
import { leaveReasonTexts } from '../../rulesLeaving.ts';
import { answerTexts, notReachedTexts, type RoundState, roundStateTexts, viaTexts } from '../../rulesRounds.ts';
import { type EvidenceClass, evidenceShortTexts } from '../../rulesSpell.ts';

export const stateMarks: Record<RoundState, MarkKind> = {
  overdue: 'due',
  due: 'later',
  notReached: 'doubt',
  verified: 'ok',
  left: 'off',
  silent: 'info',
};
/** Of an employer's own list "verified" means that it has said so. */
export const stateWord = (state: RoundState, employer: boolean): Text =>
  employer && state === 'verified' ? { zh: '已确认在岗', en: 'confirmed by us' } : roundStateTexts[state];

const text = (zh: string, en: string): Text => ({ zh, en });
const reasons: Readonly<Record<string, Text>> = { ...leaveReasonTexts, ...notReachedTexts };
/** The question of a card. */
export const stillAsked = ({ kind, employer }: Pick<RoundRow, 'kind' | 'employer'>): Text =>
  kind === 'self_employed'
    ? text('还在自己做吗？', 'Still running the business?')
    : kind === 'flexible'
      ? text('还在做灵活就业吗？', 'Still in this work?')
      : text(`还在${employer.name || '这里'}上班吗？`, 'Still in this post?');
/** 11-20 走了（本人辞职，最后上班 11-10），打了电话，罗大雁. */
export const answerWords = (a: RoundRow['answers'][number]): Text => {
  const reason = reasons[a.reason];
  const inside = [reason, a.lastDay ? text(`最后上班 ${a.lastDay}`, `last day ${a.lastDay}`) : null].filter((x) => x != null);
  const parts = (lang: 'zh' | 'en'): string =>
    [
      `${a.day} ${answerTexts[a.answer][lang]}${inside.length ? (lang === 'zh' ? `（${inside.map((x) => x.zh).join('，')}）` : ` (${inside.map((x) => x.en).join(', ')})`) : ''}`,
      a.via ? viaTexts[a.via][lang] : '',
      a.place,
      a.by ?? '',
    ]
      .filter(Boolean)
      .join(lang === 'zh' ? '，' : ', ');
  return text(parts('zh'), parts('en'));
};
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
/** Until when it is proved, by what, and whether that still counts. Undefined where this viewer is not told. */
export const verifiedWords = (r: RoundRow, carry: number): Text | undefined => {
  if (r.verified === undefined) return undefined;
  if (r.verified === null)
    return text('还没有电话、走访或更好的证据，不计入已核验存量', 'Never proved by telephone, visit or better: not of the verified stock');
  const by = evidenceShortTexts[r.verified.class as EvidenceClass];
  return r.inStock || r.state === 'left'
    ? text(`${by.zh}，核到 ${r.verified.until}`, `${capital(by.en)}, proved to ${r.verified.until}`)
    : text(
        `${by.zh}，核到 ${r.verified.until}，已超过 ${carry} 天，不计入已核验存量`,
        `${capital(by.en)}, proved to ${r.verified.until}, more than ${carry} days ago: not of the verified stock`,
      );
};
