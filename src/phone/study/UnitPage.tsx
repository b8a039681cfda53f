// One remote lesson: read, then answered. The page only says that it is looked at; the server counts and judges. Text is text: nothing of it is ever markup.
import { useEffect, useRef, useState } from 'react';
import type { OpenedUnit, Pinged, Studied } from '#capabilities/training/contractRemote.ts';
import { ask } from '../kit/ask.ts';
import { Frame } from '../kit/Frame.tsx';
import { t } from '../kit/lang.ts';
import { Mark } from '../kit/marks.tsx';
import { QuizPart } from './QuizPart.tsx';
import { type Failed, length, reasonOf } from './words.ts';

export const UnitPage = ({ id, failed }: { readonly id: string; readonly failed: Failed }) => {
  const [unit, setUnit] = useState<OpenedUnit | null>(null);
  const [at, setAt] = useState<Studied | null>(null);
  const [elsewhere, setElsewhere] = useState(false);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const token = useRef('');
  const fail = (error: unknown) => setProblem(reasonOf(error, failed));
  const open = async () => {
    try {
      const told = await ask<OpenedUnit>('POST', `/training/my/units/${id}/open`);
      token.current = told.token;
      setUnit(told);
      setAt(told);
      setElsewhere(false);
      setProblem('');
    } catch (error) {
      fail(error);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each lesson
  useEffect(() => {
    void open();
  }, [id]);
  const every = unit?.pingSeconds;
  const counting = unit !== null && !elsewhere && at !== null && !at.completed && at.seconds < at.leastSeconds;
  // biome-ignore lint/correctness/useExhaustiveDependencies: one clock while something is to be counted
  useEffect(() => {
    if (!counting || every === undefined) return;
    const ping = async () => {
      if (document.visibilityState !== 'visible') return;
      try {
        const told = await ask<Pinged>('POST', `/training/my/units/${id}/ping`, { token: token.current });
        token.current = told.token;
        setElsewhere(told.elsewhere);
        setAt((had) => had && { ...had, seconds: told.seconds });
        setProblem('');
      } catch (error) {
        fail(error);
      }
    };
    const timer = window.setInterval(() => void ping(), every * 1000);
    return () => window.clearInterval(timer);
  }, [counting, every, id]);
  const finish = async () => {
    setBusy(true);
    setProblem('');
    try {
      setAt(await ask<Studied>('POST', `/training/my/units/${id}/finish`));
    } catch (error) {
      fail(error);
    } finally {
      setBusy(false);
    }
  };
  const read = at !== null && at.seconds >= at.leastSeconds;
  return (
    <Frame title={unit?.title ?? t('远程课', 'Remote lesson')} back="study">
      <div role="status" aria-live="polite">
        {problem !== '' && (
          <p className="verdict no">
            <Mark of="no" /> <span>{problem}</span>
          </p>
        )}
        {at?.completed && (
          <p className="verdict ok">
            <Mark of="ok" />
            <span>
              <strong>{t('学完了', 'Done')}</strong>
              <span>{t(`记了 ${unit?.hours ?? 0} 课时`, `${unit?.hours ?? 0} hours are counted`)}</span>
            </span>
          </p>
        )}
      </div>
      {elsewhere && (
        <p className="why">
          <Mark of="off" /> {t('在别处打开了课，这里不再记时间。', 'A lesson was opened elsewhere; no time is counted here.')}{' '}
          <button type="button" className="small" onClick={() => void open()}>
            {t('在这里接着看', 'Go on here')}
          </button>
        </p>
      )}
      {unit && (
        <>
          <p className="note">
            {unit.classTitle} {t(`${unit.hours} 课时`, `${unit.hours} hours`)}
          </p>
          <article className="unit">
            {unit.blocks.map((b, i) =>
              b.kind === 'text' ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: fixed once published
                <p key={i}>{b.text}</p>
              ) : b.kind === 'picture' ? (
                <img key={b.fileId} src={`/api/files/${b.fileId}`} alt={b.alt} loading="lazy" />
              ) : (
                <p key={b.url}>
                  <a href={b.url} target="_blank" rel="noopener noreferrer">
                    {t(`看视频：${b.title}`, `Watch: ${b.title}`)}
                  </a>
                  <span className="note">{t('（另开页面，要另外的流量）', ' (opens another page)')}</span>
                </p>
              ),
            )}
          </article>
        </>
      )}
      {at && !at.completed && (
        <>
          <p className="studied">
            <progress max={at.leastSeconds} value={Math.min(at.seconds, at.leastSeconds)} aria-label={t('看了多久', 'Time read')} />
            {read
              ? t('时间够了。', 'Read long enough.')
              : t(
                  `看了 ${length(at.seconds)}，按篇幅至少 ${length(at.leastSeconds)}`,
                  `Read ${length(at.seconds)} of at least ${length(at.leastSeconds)}`,
                )}
          </p>
          {at.quiz ? (
            <QuizPart id={id} quiz={at.quiz} ready={read} failed={failed} onStudied={setAt} />
          ) : (
            <button type="button" className="primary" disabled={!read || busy} onClick={() => void finish()}>
              {t('学完这一课', 'Finish this lesson')}
            </button>
          )}
        </>
      )}
      {at?.completed && (
        <p>
          <a href="#study">{t('下一课', 'Next lesson')}</a>
        </p>
      )}
    </Frame>
  );
};
