import { Link } from 'react-router';
import { Sec } from '#platform/web/kit.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { useSlotSubject } from '#platform/web/Slot.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { type RollLesson, readAttendance } from '../../contractRoll.ts';
import { slotText } from '../../rules.ts';

/** On the page of a class: how far the roll is called, who can no longer reach the share, today's lesson. */
export const AttendancePart = () => {
  const t = useT();
  const id = useSlotSubject();
  const read = useRead(readAttendance, { id });
  const a = read.data;
  if (read.error) return <WriteProblem problem={read.error} />;
  if (!a) return null;
  const held = a.lessons.filter((l) => l.over && l.state === 'planned');
  const gaps = held.filter((l) => l.marked < l.expected);
  const lost = a.people.filter((p) => p.standing === 'lost').length;
  const today = a.lessons.filter((l) => l.day === a.today && l.state === 'planned' && !l.over);
  const page = `/training/classes/${id}/attendance`;
  return (
    <section className="tr-part">
      <Sec t={t('签到', 'Attendance')} x={<Link to={page}>{t('看签到表', 'The whole table')}</Link>} />
      {a.people.length === 0 ? (
        <p className="sub">
          {t('名单里还没有您看得到的学员，有了才能点名。', 'There is nobody on the list whom you may see; the roll needs people.')}
        </p>
      ) : (
        <>
          <p>
            {t(
              `已上 ${held.length} 次课、${number(a.held)} 课时，全程 ${number(a.total)} 课时。`,
              `${held.length} lessons and ${number(a.held)} of ${number(a.total)} hours have been held. `,
            )}
            {a.needed !== null &&
              t(
                `标准要求出勤 ${a.percent}%，即 ${number(a.needed)} 课时。`,
                `The standard asks for ${a.percent}%, that is ${number(a.needed)} hours.`,
              )}
          </p>
          <ul className="plain">
            <li>
              {gaps.length === 0 ? (
                <St k="ok">{t('上过的课都点了名', 'The roll was called in every lesson')}</St>
              ) : (
                <St k="due">
                  {t(
                    `${gaps.length} 次课没有点全，最近一次 ${slotText(gaps.at(-1)!)}`,
                    `${gaps.length} lessons are not fully called, the last on ${slotText(gaps.at(-1)!)}`,
                  )}
                </St>
              )}
            </li>
            {lost > 0 && (
              <li>
                <St k="no">
                  <Link to={page}>{t(`${lost} 人的出勤已经达不到标准`, `${lost} can no longer reach the share`)}</Link>
                </St>
              </li>
            )}
            {a.may.roll &&
              today.map((l) => (
                <li key={l.id}>
                  <OpenScreen of={l} />
                </li>
              ))}
          </ul>
        </>
      )}
    </section>
  );
};

/** The classroom screen is a page of the phone's light stack, in a window of its own. */
export const OpenScreen = ({ of }: { of: RollLesson }) => {
  const t = useT();
  return (
    <a href={`/phone/#screen/${of.id}`} target="_blank" rel="noreferrer">
      {t(`开 ${slotText(of)} 的教室点名屏（新窗口）`, `Open the classroom screen of ${slotText(of)} (new window)`)}
    </a>
  );
};
