import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { Sec } from '#platform/web/kit.tsx';
import { instant, useLang, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { type ClassOut, type LessonOut, lessonDeedTexts, lessonKindTexts } from '../contract.ts';
import { clockText } from '../rules.ts';
import { CancelLesson, MoveLesson } from './LessonDialog.tsx';
import { PlanLessons } from './PlanLessons.tsx';
import { amount } from './parts.tsx';
import { addDays, mondayOf, weekdayText } from './weeks.ts';

type Open = { readonly kind: 'plan' } | { readonly kind: 'move' | 'cancel'; readonly lesson: LessonOut };

/** 课表: what the standard asks and what is planned, then the lessons by week or as a list. */
export const TimetablePart = ({ of: c }: { of: ClassOut }) => {
  const t = useT();
  const [view, setView] = useState<'week' | 'list'>('week');
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const planned = c.lessons.filter((l) => l.state === 'planned');
  const hours = planned.reduce((sum, l) => sum + l.hours, 0);
  return (
    <section className="tr-part">
      <Sec
        t={t('课表', 'Timetable')}
        sub={t(
          `${planned.length} 次课，排了 ${amount(hours)} 课时${c.hours ? `，标准 ${c.hours.total} 课时` : ''}`,
          `${planned.length} lessons, ${amount(hours)} hours planned${c.hours ? ` of ${c.hours.total}` : ''}`,
        )}
        x={
          c.may.timetable && (
            <Button type="link" size="small" className="noprint" onClick={() => setOpen({ kind: 'plan' })}>
              {t('排课', 'Plan lessons')}
            </Button>
          )
        }
      />
      {c.cover.length > 0 && <Cover of={c} />}
      <Meeting of={c} />
      {c.version === null ? (
        <p className="note tr-body">
          {t(
            '还没有选培训标准。选了标准才知道有哪些模块、要排多少课时。',
            'No standard is chosen yet; its modules and hours are what is planned.',
          )}
        </p>
      ) : c.lessons.length === 0 ? (
        <p className="note tr-body">
          {t('课表是空的。', 'The timetable is empty. ')}
          {c.may.timetable && t('点“排课”，可以按每周的固定时间一次排好。', '“Plan lessons” fills it from fixed hours of the week.')}
        </p>
      ) : (
        <>
          <div className="row tr-views noprint">
            <Segmented
              aria-label={t('怎么看课表', 'How to see the timetable')}
              size="small"
              value={view}
              options={[
                { value: 'week', label: t('按周', 'By week') },
                { value: 'list', label: t('列表', 'List') },
              ]}
              onChange={(v) => setView(v as 'week' | 'list')}
            />
          </div>
          {view === 'week' ? <Weeks of={c} onOpen={setOpen} /> : <List of={c} onOpen={setOpen} />}
        </>
      )}
      {open?.kind === 'plan' && <PlanLessons of={c} onClose={close} />}
      {open?.kind === 'move' && <MoveLesson of={c} lesson={open.lesson} onClose={close} />}
      {open?.kind === 'cancel' && <CancelLesson of={c} lesson={open.lesson} onClose={close} />}
    </section>
  );
};

/** A moved lesson may meet another class of the same people: both schools are told, neither is told who it is. */
const Meeting = ({ of: c }: { of: ClassOut }) => {
  const t = useT();
  const meeting = c.lessons.filter((l) => l.meeting > 0);
  if (meeting.length === 0) return null;
  return (
    <div className="tr-body" role="status">
      <St k="due">{t('有学员同一时间在别的班也有课', 'Trainees have lessons of another class at the same hour')}</St>
      <ul className="plain s12">
        {meeting.map((l) => (
          <li key={l.id} className="num">
            {l.day} {clockText(l.fromMinute)}–{clockText(l.toMinute)} {t(`${l.meeting} 人`, `${l.meeting} of them`)}
          </li>
        ))}
      </ul>
      <p className="note">
        {t('请把课调开，或者和学员商量退出其中一个班。', 'Move the lesson, or agree with them which class they leave.')}
      </p>
    </div>
  );
};

const Cover = ({ of: c }: { of: ClassOut }) => {
  const t = useT();
  const cell = (x: { needed: number; planned: number }) =>
    x.needed === 0 && x.planned === 0 ? (
      <span className="mute">—</span>
    ) : (
      <span className="num nowrap">
        {amount(x.planned)} / {amount(x.needed)}{' '}
        {x.planned < x.needed && <St k="due">{t(`差 ${amount(x.needed - x.planned)}`, `${amount(x.needed - x.planned)} short`)}</St>}
      </span>
    );
  return (
    <table className="t3 tr-cover">
      <caption className="vh">{t('各模块的课时：已排 / 标准', 'Hours by module: planned / standard')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('模块', 'Module')}</th>
          <th scope="col" className="r">
            {t('理论 已排 / 标准', 'Theory planned / standard')}
          </th>
          <th scope="col" className="r">
            {t('实操 已排 / 标准', 'Practice planned / standard')}
          </th>
        </tr>
      </thead>
      <tbody>
        {c.cover.map((m) => (
          <tr key={m.number}>
            <th scope="row" lang="zh-CN">
              {m.number} {m.title}
            </th>
            <td className="r">{cell(m.theory)}</td>
            <td className="r">{cell(m.practice)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

interface ViewProps {
  readonly of: ClassOut;
  readonly onOpen: (open: Open) => void;
}
/** One week after the other, a column a day; on a narrow screen the days stand below each other. */
const Weeks = ({ of: c, onOpen }: ViewProps) => {
  const t = useT();
  const { lang } = useLang();
  const weeks = [...new Set(c.lessons.map((l) => mondayOf(l.day)))].sort();
  // the week of today where there is one, else the next to come, else the last
  const [at, setAt] = useState(() => {
    const now = weeks.findIndex((w) => w >= mondayOf(c.today));
    return now === -1 ? Math.max(0, weeks.length - 1) : now;
  });
  const monday = weeks[Math.min(at, weeks.length - 1)]!;
  const days = Array.from({ length: 7 }, (_, i) => addDays(monday, i));
  return (
    <>
      <div className="row sp tr-week-head noprint">
        <Button size="small" disabled={at <= 0} onClick={() => setAt(at - 1)}>
          {t('上一周', 'Week before')}
        </Button>
        <span className="num" role="status">
          {t(`第 ${at + 1} 周，共 ${weeks.length} 周：`, `Week ${at + 1} of ${weeks.length}: `)}
          <span className="nowrap">
            {monday} {t('至', '–')} {addDays(monday, 6)}
          </span>
        </span>
        <Button size="small" disabled={at >= weeks.length - 1} onClick={() => setAt(at + 1)}>
          {t('下一周', 'Week after')}
        </Button>
      </div>
      <ol className="tr-week">
        {days.map((day) => {
          const lessons = c.lessons.filter((l) => l.day === day);
          return (
            <li key={day} className={day === c.today ? 'today' : lessons.length === 0 ? 'free' : ''}>
              <h3>
                {weekdayText(day, lang)} <span className="num">{day.slice(5)}</span>
                {day === c.today && <span className="vh">{t('，今天', ', today')}</span>}
              </h3>
              {lessons.length === 0 ? (
                <span className="mute s12">{t('没有课', 'none')}</span>
              ) : (
                lessons.map((l) => <LessonCell key={l.id} of={c} lesson={l} onOpen={onOpen} />)
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
};
const LessonCell = ({ of: c, lesson: l, onOpen }: ViewProps & { lesson: LessonOut }) => {
  const t = useT();
  const module = c.modules.find((m) => m.number === l.module);
  return (
    <div className={`tr-lesson ${l.state === 'cancelled' ? 'off' : ''}`}>
      <b className="num nowrap">
        {clockText(l.fromMinute)}–{clockText(l.toMinute)}
      </b>
      <div lang="zh-CN">{module?.title ?? l.module}</div>
      <div className="mute">
        {t(lessonKindTexts[l.kind])} {amount(l.hours)} {t('课时', 'h')}
      </div>
      {(l.teacher || l.room) && (
        <div className="mute" lang="zh-CN">
          {[l.teacher?.name, l.room].filter(Boolean).join('，')}
        </div>
      )}
      {l.state === 'cancelled' ? (
        <St k="off">{t('停课', 'cancelled')}</St>
      ) : (
        l.history.length > 1 && (
          <span className="mute">{t(`调过 ${l.history.length - 1} 次`, `changed ${l.history.length - 1} time(s)`)}</span>
        )
      )}
      {c.may.timetable && l.state === 'planned' && <Deeds of={c} lesson={l} onOpen={onOpen} />}
    </div>
  );
};
const Deeds = ({ of: c, lesson: l, onOpen }: ViewProps & { lesson: LessonOut }) => {
  const t = useT();
  const when = `${l.day} ${clockText(l.fromMinute)}`;
  const past = l.day < c.today;
  return (
    <span className="row gap8 noprint">
      <Button
        type="link"
        size="small"
        className="tr-link"
        aria-label={past ? t(`更正：${when} 的课`, `Correct: lesson of ${when}`) : t(`调课：${when}`, `Move: lesson of ${when}`)}
        onClick={() => onOpen({ kind: 'move', lesson: l })}
      >
        {past ? t('更正', 'Correct') : t('调课', 'Move')}
      </Button>
      {!past && (
        <Button
          type="link"
          size="small"
          className="tr-link"
          aria-label={t(`停课：${when}`, `Cancel: lesson of ${when}`)}
          onClick={() => onOpen({ kind: 'cancel', lesson: l })}
        >
          {t('停课', 'Cancel')}
        </Button>
      )}
    </span>
  );
};

/** Every lesson in a row, with what it was before. */
const List = ({ of: c, onOpen }: ViewProps) => {
  const t = useT();
  const { lang } = useLang();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area is reached by the keyboard
    <section className="table-scroll" tabIndex={0} aria-label={t('课表列表', 'List of lessons')}>
      <table className="t3">
        <thead>
          <tr>
            <th scope="col">{t('日期', 'Day')}</th>
            <th scope="col">{t('时间', 'Time')}</th>
            <th scope="col">{t('模块', 'Module')}</th>
            <th scope="col" className="r">
              {t('课时', 'Hours')}
            </th>
            <th scope="col">{t('教师', 'Teacher')}</th>
            <th scope="col">{t('教室', 'Room')}</th>
            <th scope="col">{t('变动', 'Changes')}</th>
            {c.may.timetable && (
              <th scope="col" className="noprint">
                {t('办理', 'Deeds')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {c.lessons.map((l) => (
            <tr key={l.id} className={l.state === 'cancelled' ? 'tr-off' : ''}>
              <th scope="row" className="num nowrap">
                {l.day} {weekdayText(l.day, lang)}
              </th>
              <td className="num nowrap">
                {clockText(l.fromMinute)}–{clockText(l.toMinute)}
              </td>
              <td lang="zh-CN">
                {l.module} {c.modules.find((m) => m.number === l.module)?.title}
                <span className="mute">
                  {t('，', ', ')}
                  {t(lessonKindTexts[l.kind])}
                </span>
              </td>
              <td className="r num">{amount(l.hours)}</td>
              <td lang="zh-CN">{l.teacher?.name ?? '—'}</td>
              <td lang="zh-CN">{l.room || '—'}</td>
              <td>
                {l.history.length === 0 ? (
                  l.state === 'cancelled' && <St k="off">{t('停课', 'Cancelled')}</St>
                ) : (
                  <ul className="tr-history s12">
                    {l.history.map((h) => (
                      <li key={h.recorded}>
                        {t(lessonDeedTexts[h.deed])} <span className="num">{h.day}</span> {clockText(h.fromMinute)}–{clockText(h.toMinute)}
                        {h.reason && (
                          <span lang="zh-CN">
                            {t('，', ', ')}
                            {h.reason}
                          </span>
                        )}
                        <span className="mute">
                          {' '}
                          {h.by} {instant(h.recorded)}
                        </span>
                      </li>
                    ))}
                  </ul>
                )}
              </td>
              {c.may.timetable && <td className="noprint">{l.state === 'planned' && <Deeds of={c} lesson={l} onOpen={onOpen} />}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
