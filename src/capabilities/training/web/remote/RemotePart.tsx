import { Link } from 'react-router';
import { Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { useSlotSubject } from '#platform/web/Slot.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listUnits, type UnitList } from '../../contractRemote.ts';
import { lengthText } from './words.ts';
import '../training.css';
import './remote.css';

/** 远程课 of a class: which lessons have their content, and how far each trainee has come. */
export const RemotePart = () => {
  const t = useT();
  const id = useSlotSubject();
  const read = useRead(listUnits, { id });
  if (read.error) return <ProblemView problem={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Loading rows={2} />;
  const d = read.data;
  if (!d.remote) return null;
  return (
    <section className="tr-part">
      <Sec
        t={t('远程课', 'Remote lessons')}
        sub={t('学员在手机上学，学完自动记出勤', 'Studied on the phone; a finished one counts as attended')}
      />
      {d.lessons.length === 0 ? (
        <p className="note tr-body">{t('先排课表，再给每次课编写内容。', 'Plan the timetable first, then write each lesson.')}</p>
      ) : (
        <table className="t3">
          <caption className="vh">{t('远程课', 'Remote lessons')}</caption>
          <tbody>
            {d.lessons.map((l) => (
              <tr key={l.lessonId}>
                <th scope="row">
                  {d.may.author ? (
                    <Link className="tr-under nowrap" to={`/training/classes/${id}/remote/${l.lessonId}`}>
                      {t(`第 ${l.number} 课`, `Lesson ${l.number}`)}
                    </Link>
                  ) : (
                    t(`第 ${l.number} 课`, `Lesson ${l.number}`)
                  )}{' '}
                  <span lang="zh-CN">{l.unit?.title ?? l.moduleTitle}</span>
                </th>
                <td className="num nowrap">{t(`${l.hours} 课时`, `${l.hours} h`)}</td>
                <td>
                  <State of={l.unit} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {d.people.length > 0 && <People of={d} />}
    </section>
  );
};

const State = ({ of: u }: { of: UnitList['lessons'][number]['unit'] }) => {
  const t = useT();
  if (!u) return <St k="later">{t('还没有编写', 'Not written yet')}</St>;
  if (u.state === 'draft') return <St k="due">{t('草稿，学员看不见', 'Draft, trainees do not see it')}</St>;
  return (
    <>
      <St k="ok">
        {u.state === 'changed' ? t('已发布，新版在编写', 'Published; the next version is being written') : t('已发布', 'Published')}
      </St>
      {/* not `num`: in a narrow column this sentence wraps, or the title would */}
      <div className="s13 mute">
        {t(
          `学完 ${u.completed}，在学 ${u.reading}；至少看 ${lengthText(u.leastSeconds).zh}，${u.questions} 道题`,
          `${u.completed} done, ${u.reading} reading; at least ${lengthText(u.leastSeconds).en}, ${u.questions} ${u.questions === 1 ? 'question' : 'questions'}`,
        )}
      </div>
    </>
  );
};
const People = ({ of: d }: { of: UnitList }) => {
  const t = useT();
  return (
    <div className="rm-people">
      <Sec h={3} t={t('学习进度', 'Progress')} />
      <table className="t3">
        <caption className="vh">{t('学习进度', 'Progress')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('学员', 'Trainee')}</th>
            <th scope="col" className="r">
              {t('学完', 'Done')}
            </th>
            <th scope="col" className="r">
              {t('看了', 'Read')}
            </th>
            <th scope="col">{t('最近', 'Last')}</th>
          </tr>
        </thead>
        <tbody>
          {d.people.map((p) => (
            <tr key={p.workerId}>
              <th scope="row">
                <Link to={`/workers/${p.workerId}`} lang="zh-CN">
                  {p.name}
                </Link>
              </th>
              <td className="r num">
                {p.done} / {p.of}
              </td>
              <td className="r num nowrap">{p.seconds === 0 ? '—' : t(lengthText(p.seconds))}</td>
              <td className="num nowrap">{p.last ? instant(p.last) : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
