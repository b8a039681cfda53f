import { InputNumber, Modal, Radio } from 'antd';
import { EventDialog, ReasonField } from '#platform/web/EventDialog.tsx';
import { Field } from '#platform/web/form.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useEvent } from '#platform/web/useEvent.ts';
import { useRead } from '#platform/web/useRead.ts';
import { type AttendancePerson, correctMark, type MarkStory, type RollLesson, readMark } from '../../contractRoll.ts';
import { howTexts, markTexts, Says } from '../../contractRollTexts.ts';
import { slotText } from '../../rules.ts';

interface Props {
  readonly lesson: RollLesson;
  readonly person: AttendancePerson;
  readonly mayCorrect: boolean;
  readonly onClose: () => void;
}
/** Where a mark comes from, and its correction. What stood before stays on record. */
export const MarkDialog = ({ lesson, person, mayCorrect, onClose }: Props) => {
  const t = useT();
  const read = useRead(readMark, { lessonId: lesson.id, workerId: person.workerId });
  const title = `${person.name} · ${slotText(lesson)}`;
  if (!read.data || !mayCorrect || lesson.state === 'cancelled')
    return (
      <Modal open title={title} onCancel={onClose} footer={null} closable={{ 'aria-label': t('关上', 'Close') }}>
        <WriteProblem problem={read.error} />
        {lesson.state === 'cancelled' && <St k="off">{t('这次课停了，不用签到', 'This lesson was cancelled; it has no marks')}</St>}
        {read.data && <Story of={read.data} />}
      </Modal>
    );
  return <Correct story={read.data} title={title} {...{ lesson, person, onClose }} />;
};

const Correct = ({ story, title, lesson, person, onClose }: Omit<Props, 'mayCorrect'> & { story: MarkStory; title: string }) => {
  const t = useT();
  const event = useEvent(
    correctMark,
    {
      lessonId: lesson.id,
      workerId: person.workerId,
      seen: story.mark?.recorded ?? null,
      says: story.mark?.says ?? 'nothing',
      missed: story.mark?.missed ?? null,
      reason: '',
    },
    onClose,
    ['training.readAttendance', 'training.readMark'],
  );
  const partly = event.values.says === 'late' || event.values.says === 'leftEarly';
  return (
    <EventDialog
      title={title}
      note={<Story of={story} />}
      action={t('更正这条签到', 'Correct this mark')}
      event={event}
      ready={(event.values.reason ?? '').trim().length >= 4}
      onClose={onClose}
    >
      <Field name="says" label={t('改为', 'Change to')} error={event.errorOf('says')}>
        <Radio.Group
          value={event.values.says}
          onChange={(e) => event.set('says', e.target.value)}
          options={Says.options.map((s) => ({ value: s, label: t(markTexts[s]) }))}
        />
      </Field>
      {partly && (
        <Field name="missed" optional label={t('缺了多少分钟', 'Minutes missed')} error={event.errorOf('missed')}>
          <InputNumber
            min={1}
            max={lesson.toMinute - lesson.fromMinute}
            value={event.values.missed ?? null}
            onChange={(v) => event.set('missed', v)}
          />
        </Field>
      )}
      <ReasonField value={event.values.reason} error={event.errorOf('reason')} onChange={(r) => event.set('reason', r ?? '')} />
    </EventDialog>
  );
};

const Story = ({ of: { said } }: { of: MarkStory }) => {
  const t = useT();
  if (said.length === 0) return <span>{t('还没有人记过。', 'Nobody has said anything yet.')}</span>;
  return (
    <ul className="plain roll-story">
      {said.map((s) => (
        <li key={`${s.at} ${s.received} ${s.says}`}>
          <St k={s.holds ? 'ok' : 'off'}>
            <b className="b">{t(markTexts[s.says])}</b>
            {s.missed !== null && t(`，缺 ${s.missed} 分钟`, `, ${s.missed} minutes missed`)}
          </St>{' '}
          <span className="num nowrap">{instant(s.at)}</span> {t(howTexts[s.how])} <span lang="zh-CN">{s.by}</span>
          {s.undone && t('（已撤销）', ' (undone)')}
          {!s.holds && !s.undone && t('（后来又有新的）', ' (something later holds)')}
          {s.reason && <span className="s12 mute"> {t(`原因：${s.reason}`, `Reason: ${s.reason}`)}</span>}
          {s.clock !== 'right' && (
            <span className="s12 mute">
              {' '}
              {s.clock === 'changed'
                ? t(
                    '那部手机的时钟中途改过，按点名时的误差换算',
                    'The phone’s clock was set in between; put right by what was measured before',
                  )
                : t(
                    `那部手机的时钟${s.behindMs > 0 ? '慢' : '快'} ${Math.round(Math.abs(s.behindMs) / 60_000)} 分钟，已换算`,
                    `The phone’s clock was ${Math.round(Math.abs(s.behindMs) / 60_000)} minutes ${s.behindMs > 0 ? 'behind' : 'ahead'}; put right`,
                  )}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
};
