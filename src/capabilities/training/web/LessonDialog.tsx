import { Select } from 'antd';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { EventDialog, ReasonField } from '#platform/web/EventDialog.tsx';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useEvent } from '#platform/web/useEvent.ts';
import { type ClassOut, cancelLesson, type LessonKind, type LessonOut, lessonKindTexts, moveLesson } from '../contract.ts';
import { clockText } from '../rules.ts';
import { RoomField, TimeFields } from './lessonFields.tsx';
import { TeacherPicker } from './TeacherPicker.tsx';

interface Props {
  readonly of: ClassOut;
  readonly lesson: LessonOut;
  readonly onClose: () => void;
}

/** Another day, hour, teacher or room; of a lesson that was held, a correction with its reason. */
export const MoveLesson = ({ of: c, lesson: l, onClose }: Props) => {
  const t = useT();
  const past = l.day < c.today;
  const event = useEvent(
    moveLesson,
    {
      id: c.id,
      lessonId: l.id,
      seen: l.recorded,
      module: l.module,
      kind: l.kind,
      day: l.day,
      fromMinute: l.fromMinute,
      toMinute: l.toMinute,
      hours: l.hours,
      teacherId: l.teacher?.id ?? null,
      room: l.room,
      reason: '',
    },
    onClose,
  );
  const { values } = event;
  return (
    <EventDialog
      wide
      title={
        past
          ? t(`更正 ${l.day} ${clockText(l.fromMinute)} 的课`, `Correct the lesson of ${l.day} ${clockText(l.fromMinute)}`)
          : t(`调 ${l.day} ${clockText(l.fromMinute)} 的课`, `Move the lesson of ${l.day} ${clockText(l.fromMinute)}`)
      }
      note={
        past
          ? t('这次课已经上过，只更正登记错的，要写原因。', 'It was held; only what was entered wrongly is put right, with a reason.')
          : t('原来的时间留在记录里。', 'The old time stays on record.')
      }
      action={past ? t('存更正', 'Save the correction') : t('调课', 'Move it')}
      event={event}
      onClose={onClose}
    >
      <div className="form-2">
        <Field name="day" label={t('上课日期', 'Day')} error={event.errorOf('day')}>
          <DayPicker value={values.day || undefined} onChange={(d) => event.set('day', d ?? '')} />
        </Field>
        <Field name="module" label={t('模块', 'Module')} error={event.errorOf('module')}>
          <Select
            value={`${values.module} ${values.kind}`}
            options={c.modules.flatMap((m) =>
              (['theory', 'practice'] as const)
                .filter((k) => (k === 'theory' ? m.theoryHours : m.practiceHours) > 0)
                .map((k) => ({ value: `${m.number} ${k}`, label: `${m.number} ${m.title}，${t(lessonKindTexts[k])}` })),
            )}
            onChange={(v: string) => {
              const [module, kind] = v.split(' ') as [string, LessonKind];
              event.setValues({ ...values, module: Number(module), kind });
            }}
          />
        </Field>
      </div>
      <TimeFields
        value={values}
        lessonMinutes={c.lessonMinutes}
        errorOf={event.errorOf}
        onChange={(next) => event.setValues({ ...values, ...next })}
      />
      <Field name="teacherId" label={t('教师', 'Teacher')} optional error={event.errorOf('teacherId')}>
        <TeacherPicker
          value={values.teacherId ?? null}
          onChange={(id) => event.set('teacherId', id)}
          organisations={[c.school, ...(c.employer ? [c.employer] : [])]}
          sent={c.mentors.map((m) => ({ id: m.teacher.id, name: m.teacher.name }))}
          on={values.day}
        />
      </Field>
      {c.mode !== 'remote' && (
        <RoomField
          value={values.room ?? ''}
          error={event.errorOf('room')}
          onChange={(room) => event.set('room', room)}
          known={[...new Set(c.lessons.map((x) => x.room).filter(Boolean))]}
        />
      )}
      <ReasonField
        value={values.reason}
        {...(past ? {} : { optional: true })}
        error={event.errorOf('reason')}
        onChange={(r) => event.set('reason', r ?? '')}
      />
    </EventDialog>
  );
};

export const CancelLesson = ({ of: c, lesson: l, onClose }: Props) => {
  const t = useT();
  const event = useEvent(cancelLesson, { id: c.id, lessonId: l.id, seen: l.recorded, reason: '' }, onClose);
  return (
    <EventDialog
      title={t(`停 ${l.day} ${clockText(l.fromMinute)} 的课？`, `Cancel the lesson of ${l.day} ${clockText(l.fromMinute)}?`)}
      note={t('停的课不计课时，教师和教室空出来；记录还在。', 'It counts no hours and frees teacher and room; it stays on record.')}
      action={t('停课', 'Cancel the lesson')}
      danger
      event={event}
      onClose={onClose}
    >
      <ReasonField value={event.values.reason} error={event.errorOf('reason')} onChange={(r) => event.set('reason', r ?? '')} />
    </EventDialog>
  );
};
