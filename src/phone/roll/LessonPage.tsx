// Calling the roll from the list, with a network or without.

import { useState } from 'react';
import type { RollPack } from '#capabilities/training/contractRoll.ts';
import { EARLY_MINUTES, instantOf, type Mark as MarkOf, type Says } from '#capabilities/training/rulesRoll.ts';
import { Frame } from '../kit/Frame.tsx';
import { t, tt } from '../kit/lang.ts';
import { Mark } from '../kit/marks.tsx';
import { type Shown, shownOf } from './folded.ts';
import { QueueBar } from './QueueBar.tsx';
import type { QueueState } from './queue.ts';
import { dayWord, hours, saidWord, shapeOf, short } from './words.ts';

const CHOICES: readonly MarkOf[] = ['present', 'late', 'absent', 'excused', 'leftEarly'];
interface Props {
  readonly pack: RollPack;
  readonly lessonId: string;
  readonly marks: ReadonlyMap<string, Shown>;
  readonly queue: QueueState;
  /** Ours, as far as this phone knows it. */
  readonly now: number;
  readonly say: (workerIds: readonly string[], says: Says) => void;
}
export const LessonPage = ({ pack, lessonId, marks, queue, now, say }: Props) => {
  const [open, setOpen] = useState(false);
  const lesson = pack.lessons.find((l) => l.id === lessonId);
  const of = lesson && pack.classes.find((c) => c.id === lesson.classId);
  if (!lesson || !of)
    return (
      <Frame title={t('没有这次课', 'No such lesson')} back="">
        <p className="lead">
          {t(
            '名单里没有这次课，可能调到了别的日子。联网后回首页更新。',
            'The list has no such lesson; it may have moved. Update it from the first page.',
          )}
        </p>
      </Frame>
    );
  const people = of.people.filter((p) => p.from <= lesson.day && (p.to === null || lesson.day <= p.to));
  const saidOf = (workerId: string) => shownOf(marks, lesson.id, workerId);
  const bare = people.filter((p) => saidOf(p.workerId).says === 'nothing');
  const early = instantOf(lesson.day, lesson.fromMinute) - EARLY_MINUTES * 60_000 > now;
  const closed = lesson.state === 'cancelled' || early;
  const count = (m: MarkOf) => people.filter((p) => saidOf(p.workerId).says === m).length;
  const shown = open ? bare : people;
  return (
    <Frame
      title={of.title}
      back=""
      bar={<QueueBar queue={queue} />}
      foot={
        !closed &&
        bare.length > 0 && (
          <footer className="foot">
            <button
              type="button"
              className="primary"
              onClick={() =>
                say(
                  bare.map((p) => p.workerId),
                  'present',
                )
              }
            >
              {t(`没点的 ${bare.length} 人都到`, `The other ${bare.length} are here`)}
            </button>
          </footer>
        )
      }
    >
      <p className="lead">
        {dayWord(lesson.day, pack.today)} {hours(lesson)} {lesson.room}
        <br />
        {t(`第 ${lesson.number} 次课`, `Lesson ${lesson.number}`)} {lesson.moduleTitle}
      </p>
      {lesson.state === 'cancelled' && (
        <p className="why">
          <Mark of="no" /> {t('这次课停了，不用点名。', 'This lesson was cancelled; there is no roll to call.')}
        </p>
      )}
      {early && lesson.state !== 'cancelled' && (
        <p className="why">
          <Mark of="later" />{' '}
          {t(`上课前 ${EARLY_MINUTES} 分钟才能点名。`, `The roll is called from ${EARLY_MINUTES} minutes before the lesson.`)}
        </p>
      )}
      <p className="sum" role="status">
        {t(
          `${people.length} 人，到 ${count('present')}，迟到 ${count('late')}，缺课 ${count('absent')}，请假 ${count('excused')}，没点 ${bare.length}`,
          `${people.length} in all: ${count('present')} here, ${count('late')} late, ${count('absent')} absent, ${count('excused')} excused, ${bare.length} not called`,
        )}
      </p>
      {people.length === 0 && (
        <p className="lead">{t('名单是空的。先在工作台“学员”里录取。', 'The list is empty. Enrol people in the workbench first.')}</p>
      )}
      <p>
        <button type="button" aria-pressed={open} onClick={() => setOpen(!open)}>
          {open
            ? t(`看全部 ${people.length} 人`, `Show all ${people.length}`)
            : t(`只看没点的 ${bare.length} 人`, `Only the ${bare.length} not called`)}
        </button>
      </p>
      <ul className="people">
        {shown.map((p) => {
          const at = saidOf(p.workerId);
          return (
            <li key={p.workerId}>
              <p className="name" id={`n-${p.workerId}`}>
                <span className="seat">{p.seat ?? ''}</span>
                <strong>{p.name}</strong>
                <span className="state">
                  {at.says === 'nothing' ? t('没点', 'Not called') : saidWord(at.says)}
                  {at.from === 'waiting' && ` ${t('待上传', 'waiting')}`}
                </span>
              </p>
              <fieldset disabled={closed} aria-labelledby={`n-${p.workerId}`}>
                {CHOICES.map((m) => (
                  <button
                    type="button"
                    key={m}
                    aria-pressed={at.says === m}
                    className={at.says === m ? `on ${shapeOf[m]}` : ''}
                    onClick={() => say([p.workerId], at.says === m ? 'nothing' : m)}
                  >
                    {at.says === m && <Mark of={shapeOf[m]} />}
                    {short[m]}
                  </button>
                ))}
              </fieldset>
              {at.from === 'refused' && at.queued?.text && (
                <p className="why">
                  <Mark of="no" /> {tt(at.queued.text)}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </Frame>
  );
};
