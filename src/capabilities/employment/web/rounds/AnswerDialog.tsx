import { Button, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import type { CallFailed } from '#platform/web/api.ts';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { addDays } from '#standards/calendar/calendar.ts';
import type { Text } from '#standards/text.ts';
import type { RoundRow, RoundSide } from '../../contractRounds.ts';
import { leaveReasonTexts } from '../../rulesLeaving.ts';
import { notReachedTexts, type Via } from '../../rulesRounds.ts';

interface Props {
  readonly what: 'left' | 'notReached';
  readonly name: string;
  readonly day: string;
  readonly start: string;
  readonly side: RoundSide;
  readonly via: Via;
  readonly end: RoundRow['end'];
  readonly busy: boolean;
  readonly problem: CallFailed | null;
  readonly onGive: (more: { readonly reason: string; readonly lastDay?: string }) => void;
  readonly onClose: () => void;
}

/** Whether "left" also records the end of the spell, said before it does. */
const endWords = ({ end, via, side, lastDay, start }: Pick<Props, 'end' | 'via' | 'side' | 'start'> & { lastDay: string }): Text => {
  if (end.by.includes(via) && lastDay !== end.recorded && lastDay >= start)
    return end.recorded
      ? { zh: `同时把登记的离岗日由 ${end.recorded} 改为这一天`, en: `The recorded end moves from ${end.recorded} to this day` }
      : {
          zh: '同时登记离岗；当天撤回，离岗也一起撤回',
          en: 'Records the end of the spell as well; taken back together with it on the same day',
        };
  if (end.recorded)
    return { zh: `已登记 ${end.recorded} 离岗；这里的回答只作证据`, en: `The end is on record for ${end.recorded}; this is evidence only` };
  return side === 'home'
    ? { zh: '只作证据，不登记离岗', en: 'Evidence only: no end is recorded' }
    : { zh: '只作证据；离岗由户籍地登记', en: 'Evidence only: the home area records the end' };
};

/** 走了: the last day in post and why. 没联系上: why. */
export const AnswerDialog = ({ what, name, day, start, side, via, end, busy, problem, onGive, onClose }: Props) => {
  const t = useT();
  const [reason, setReason] = useState<string | undefined>(undefined);
  const [lastDay, setLastDay] = useState(day);
  const left = what === 'left';
  const texts = left ? leaveReasonTexts : notReachedTexts;
  // whoever never came may have left the day before they began
  const wrong = left && (lastDay === '' || lastDay > day || lastDay < addDays(start, -1));
  const options = Object.entries(texts).map(([value, words]) => ({ value, label: t(words) }));
  return (
    <Modal
      open
      title={left ? t(`${name}：走了`, `${name}: left`) : t(`${name}：没联系上`, `${name}: not reached`)}
      onCancel={onClose}
      destroyOnHidden
      closable={{ 'aria-label': t('关上', 'Close') }}
      footer={
        <div className="row gap12 confirm-foot">
          <WriteProblem problem={problem} />
          <Button onClick={onClose}>{t('先不办', 'Not now')}</Button>
          <Button
            type="primary"
            loading={busy}
            disabled={!reason || wrong}
            onClick={() => reason && onGive({ reason, ...(left ? { lastDay } : {}) })}
          >
            {left ? t('记为走了', 'Record: left') : t('记为没联系上', 'Record: not reached')}
          </Button>
        </div>
      }
    >
      {left && (
        <div className="field">
          <label htmlFor="round-last-day">{t('最后上班的那一天', 'Last day in post')}</label>
          <input
            id="round-last-day"
            className="round-date"
            type="date"
            value={lastDay}
            max={day}
            aria-describedby="round-last-hint"
            onChange={(e) => setLastDay(e.target.value)}
          />
          <p id="round-last-hint" className="note">
            {t(`${start} 上岗；不晚于核验日期 ${day}`, `In post since ${start}; not after ${day}`)}
          </p>
          {wrong ? (
            <p className="round-ends" role="alert">
              <St k="no">
                {lastDay === ''
                  ? t('还没有填', 'Not filled in')
                  : lastDay > day
                    ? t(`${lastDay} 还没有到，或晚于核验日期 ${day}`, `${lastDay} is later than ${day}, the day of this answer`)
                    : t(`早于上岗（${start}），请改正`, `Before the work began (${start}); correct it`)}
              </St>
            </p>
          ) : (
            <p className="round-ends">{t(endWords({ end, via, side, lastDay, start }))}</p>
          )}
        </div>
      )}
      <div className="field">
        {left ? (
          <>
            <label htmlFor="round-reason">{t('为什么走', 'Why')}</label>
            <Select
              id="round-reason"
              className="round-wide"
              value={reason ?? null}
              options={options}
              placeholder={t('选一个', 'Choose one')}
              onChange={(v: string) => setReason(v)}
            />
          </>
        ) : (
          <Radio.Group
            aria-label={t('为什么没联系上', 'Why not reached')}
            className="round-radios"
            value={reason ?? null}
            options={options}
            onChange={(e) => setReason(e.target.value as string)}
          />
        )}
      </div>
    </Modal>
  );
};
