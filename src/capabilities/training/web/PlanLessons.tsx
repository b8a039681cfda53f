import { Checkbox, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { EventDialog } from '#platform/web/EventDialog.tsx';
import { Field } from '#platform/web/form.tsx';
import { useLang, useT } from '#platform/web/lang.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { addLessons, type ClassOut, type LessonKind, lessonKindTexts } from '../contract.ts';
import { RoomField, TimeFields } from './lessonFields.tsx';
import { amount } from './parts.tsx';
import { TeacherPicker } from './TeacherPicker.tsx';
import { addDays, weekdayName, weekdayOf } from './weeks.ts';

interface Series {
  readonly module: number;
  readonly kind: LessonKind;
  readonly from: string;
  readonly weekdays: readonly number[];
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly hours: number;
  /** How many hours in all. */
  readonly total: number;
  readonly teacherId: string | null;
  readonly room: string;
}
/** The lessons of a series: on its weekdays from its day on, until its hours are full or the class is over. The last one takes what is left. */
export const lessonsOf = (s: Series, until: string) => {
  const out = [];
  let left = s.total;
  for (let day = s.from; left > 0 && day <= until && out.length < 200 && s.weekdays.length > 0; day = addDays(day, 1)) {
    if (!s.weekdays.includes(weekdayOf(day))) continue;
    const hours = Math.min(s.hours, left);
    left = Math.round((left - hours) * 10) / 10;
    out.push({
      module: s.module,
      kind: s.kind,
      day,
      fromMinute: s.fromMinute,
      toMinute: s.toMinute,
      hours,
      teacherId: s.teacherId,
      room: s.room,
    });
  }
  return { lessons: out, left };
};

/** Plans one module's hours by fixed hours of the week: what is still missing of the standard is proposed. */
export const PlanLessons = ({ of: c, onClose }: { of: ClassOut; onClose: () => void }) => {
  const t = useT();
  const { lang } = useLang();
  const missing = (module: number, kind: LessonKind): number => {
    const m = c.cover.find((x) => x.number === module)?.[kind];
    return m ? Math.max(0, Math.round((m.needed - m.planned) * 10) / 10) : 0;
  };
  const choices = c.modules.flatMap((m) =>
    (['theory', 'practice'] as const)
      .filter((kind) => (kind === 'theory' ? m.theoryHours : m.practiceHours) > 0)
      .map((kind) => ({ module: m.number, kind, title: m.title, missing: missing(m.number, kind) })),
  );
  const first = choices.find((x) => x.missing > 0) ?? choices[0];
  const [s, setS] = useState<Series>({
    module: first?.module ?? 1,
    kind: first?.kind ?? 'theory',
    from: [c.planFrom, c.today].sort().at(-1)!,
    weekdays: [1, 2, 3, 4, 5],
    fromMinute: 9 * 60,
    toMinute: 12 * 60,
    hours: Math.floor((180 / c.lessonMinutes) * 2) / 2,
    total: first?.missing || 4,
    teacherId: null,
    room: c.lessons.at(-1)?.room ?? '',
  });
  // a teacher who is entered from here comes back later than what is typed meanwhile
  const put = (next: Partial<Series>) => setS((was) => ({ ...was, ...next }));
  const { lessons, left } = lessonsOf(s, c.planTo);
  const write = useWrite(addLessons, { stales: ['training.'], onDone: onClose });
  const save = () => write.mutate({ id: c.id, lessons });
  return (
    <EventDialog
      wide
      title={t('排课', 'Plan lessons')}
      note={t(
        '按每周固定的时间排一个模块的课；排好以后每次课都可以单独调。',
        'Plans one module by fixed hours of the week; each lesson can be moved afterwards.',
      )}
      action={t(`排 ${lessons.length} 次课`, `Plan ${lessons.length} lesson(s)`)}
      ready={lessons.length > 0}
      event={{ busy: write.isPending, problem: write.error, errorOf: () => undefined, save }}
      onClose={onClose}
    >
      <Field name="module" label={t('模块', 'Module')}>
        <Select
          value={`${s.module} ${s.kind}`}
          options={choices.map((x) => ({
            value: `${x.module} ${x.kind}`,
            label: `${x.module} ${x.title}，${t(lessonKindTexts[x.kind])}（${x.missing > 0 ? t(`差 ${amount(x.missing)} 课时`, `${amount(x.missing)} h missing`) : t('已排满', 'full')}）`,
          }))}
          onChange={(v: string) => {
            const [module, kind] = v.split(' ') as [string, LessonKind];
            put({ module: Number(module), kind, total: missing(Number(module), kind) || s.total });
          }}
        />
      </Field>
      <div className="form-2">
        <Field name="from" label={t('从哪天起排', 'From')}>
          <DayPicker value={s.from || undefined} first={c.planFrom} onChange={(d) => put({ from: d ?? s.from })} />
        </Field>
        <Field name="total" label={t('一共排多少课时', 'Hours in all')}>
          <InputNumber min={0.5} max={2000} step={0.5} value={s.total} onChange={(n) => put({ total: n ?? 0 })} />
        </Field>
      </div>
      <Field name="weekdays" label={<span id="l-weekdays">{t('每周哪几天', 'Days of the week')}</span>}>
        <Checkbox.Group
          aria-labelledby="l-weekdays"
          value={[...s.weekdays]}
          options={[1, 2, 3, 4, 5, 6, 7].map((n) => ({ value: n, label: weekdayName(n, lang) }))}
          onChange={(v) => put({ weekdays: v as number[] })}
        />
      </Field>
      <TimeFields value={s} lessonMinutes={c.lessonMinutes} onChange={put} />
      <Field name="teacherId" label={t('教师', 'Teacher')} optional>
        <TeacherPicker
          value={s.teacherId}
          onChange={(teacherId) => put({ teacherId })}
          organisations={[c.school, ...(c.employer ? [c.employer] : [])]}
          sent={c.mentors.map((m) => ({ id: m.teacher.id, name: m.teacher.name }))}
          on={s.from}
        />
      </Field>
      {c.mode !== 'remote' && (
        <RoomField value={s.room} onChange={(room) => put({ room })} known={[...new Set(c.lessons.map((l) => l.room).filter(Boolean))]} />
      )}
      <p className="note" role="status">
        {lessons.length === 0
          ? t('这样排不出课：选每周哪几天，并检查日期。', 'Nothing can be planned so: choose days of the week and check the day.')
          : t(
              `从 ${lessons[0]!.day} 到 ${lessons.at(-1)!.day}，${lessons.length} 次课。${left > 0 ? `班在 ${c.planTo} 结束，还有 ${amount(left)} 课时排不下。` : ''}`,
              `From ${lessons[0]!.day} to ${lessons.at(-1)!.day}, ${lessons.length} lessons.${left > 0 ? ` The class ends on ${c.planTo}; ${amount(left)} hours do not fit.` : ''}`,
            )}
      </p>
    </EventDialog>
  );
};
