// The teacher's first page: the lessons of these days, each with its roll.
import type { RollPack } from '#capabilities/training/contractRoll.ts';
import { Frame } from '../kit/Frame.tsx';
import { t } from '../kit/lang.ts';
import { Mark } from '../kit/marks.tsx';
import { type Shown, shownOf } from './folded.ts';
import { QueueBar } from './QueueBar.tsx';
import type { QueueState } from './queue.ts';
import { dayWord, hours } from './words.ts';

interface Props {
  readonly pack: RollPack | null;
  readonly marks: ReadonlyMap<string, Shown>;
  readonly queue: QueueState;
  readonly name: string;
  /** When the list was fetched, in words. */
  readonly taken: string;
  readonly problem: string;
  /** The session has ended. */
  readonly ended: boolean;
  readonly refresh: () => void;
  readonly signOut: () => void;
}
export const TeacherHome = ({ pack, marks, queue, name, taken, problem, ended, refresh, signOut }: Props) => {
  const today = pack?.today ?? '';
  const days = [...new Set((pack?.lessons ?? []).map((l) => l.day))].sort();
  const order = [...days.filter((d) => d === today), ...days.filter((d) => d > today), ...days.filter((d) => d < today).reverse()];
  return (
    <Frame title={t('点名', 'Roll call')} bar={<QueueBar queue={queue} />}>
      <p className="lead">{name}</p>
      {problem !== '' && (
        <p className="why" role="status">
          <Mark of="doubt" /> {problem} {ended && <a href="#signIn">{t('登录', 'Sign in')}</a>}
        </p>
      )}
      {pack && days.length === 0 && (
        <p className="lead">
          {t(
            '前后几天没有您的课。课表在工作台的班里排。',
            'There is no lesson of yours in these days. The timetable is made in the workbench.',
          )}
        </p>
      )}
      {order.map((day) => (
        <section key={day}>
          <h2>{dayWord(day, today)}</h2>
          <ul className="lessons">
            {pack!.lessons
              .filter((l) => l.day === day)
              .map((l) => {
                const of = pack!.classes.find((c) => c.id === l.classId)!;
                const people = of.people.filter((p) => p.from <= l.day && (p.to === null || l.day <= p.to));
                const said = people.filter((p) => shownOf(marks, l.id, p.workerId).says !== 'nothing').length;
                const whole = said === people.length && people.length > 0;
                return (
                  <li key={l.id}>
                    <a className="lesson" href={`#lesson/${l.id}`}>
                      <strong>{of.title}</strong>
                      <span>
                        {hours(l)} {l.room}
                      </span>
                      <span className="state">
                        <Mark of={l.state === 'cancelled' ? 'no' : whole ? 'ok' : said > 0 ? 'due' : 'later'} />
                        {l.state === 'cancelled'
                          ? t('已停课', 'Cancelled')
                          : t(`点了 ${said} 人，共 ${people.length} 人`, `${said} of ${people.length} called`)}
                      </span>
                    </a>
                    {l.state !== 'cancelled' && day === today && (
                      <a className="screen" href={`#screen/${l.id}`}>
                        {t('开教室点名屏', 'Open the classroom screen')}
                      </a>
                    )}
                  </li>
                );
              })}
          </ul>
        </section>
      ))}
      <p className="note">{taken}</p>
      <p className="row">
        <button type="button" onClick={refresh}>
          {t('更新课表和名单', 'Update the list')}
        </button>
        <button type="button" onClick={signOut}>
          {t('退出登录', 'Sign out')}
        </button>
      </p>
    </Frame>
  );
};
