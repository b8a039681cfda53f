// The trainee's own page: today's lessons, and signing in by the code of the screen. A code counts for seconds, so this needs a network.

import { useEffect, useState } from 'react';
import type { MyLessons, Scanned } from '#capabilities/training/contractRoll.ts';
import { ask, NoAnswer, Refusal } from '../kit/ask.ts';
import { Frame } from '../kit/Frame.tsx';
import { t, tt } from '../kit/lang.ts';
import { Mark } from '../kit/marks.tsx';
import { newUuid } from '../kit/newUuid.ts';
import { go } from '../kit/route.ts';
import { useOnline } from '../kit/useOnline.ts';
import { Camera, hasCamera } from './Camera.tsx';
import { dayWord, hours, shapeOf, short } from './words.ts';

interface Props {
  readonly name: string;
  readonly device: string;
  /** The code that opened this page. */
  readonly token: string;
  readonly signOut: () => void;
  readonly ended: () => void;
}
export const TraineePage = ({ name, device, token, signOut, ended }: Props) => {
  const online = useOnline();
  const [mine, setMine] = useState<MyLessons | null>(null);
  const [problem, setProblem] = useState('');
  const [done, setDone] = useState<Scanned | null>(null);
  const [busy, setBusy] = useState(false);
  const [camera, setCamera] = useState(false);
  const failed = (error: unknown) => {
    if (error instanceof Refusal && error.status === 401) return ended();
    setProblem(
      error instanceof Refusal
        ? tt(error.text)
        : error instanceof NoAnswer
          ? t(
              '没有网络，扫码签到要联网。请老师在名单上点您的名',
              'No network; signing in by code needs one. Ask the teacher to call your name',
            )
          : String(error),
    );
  };
  const load = () =>
    ask<MyLessons>('GET', '/training/my/lessons')
      .then(setMine)
      .catch((error: unknown) => {
        if (!(error instanceof NoAnswer)) failed(error);
      });
  const scan = async (said: { readonly token?: string; readonly digits?: string; readonly lessonId?: string }) => {
    setBusy(true);
    setProblem('');
    setDone(null);
    try {
      setDone(await ask<Scanned>('POST', '/training/roll/scan', { id: newUuid(), device, ...said }));
    } catch (error) {
      failed(error);
    } finally {
      setBusy(false);
    }
    await load();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each code
  useEffect(() => {
    if (token === '') {
      void load();
      return;
    }
    // a reload must not sign in again with a code that is old by then
    go('');
    void scan({ token });
  }, [token]);
  const items = mine?.items ?? [];
  const open = items.filter((i) => i.open && i.says === null);
  return (
    <Frame title={t('我的课', 'My lessons')}>
      <p className="lead">{name}</p>
      <p>
        <a href="#study">{t('我的远程课、学籍', 'My remote lessons and student status')}</a>
      </p>
      <div role="status" aria-live="polite">
        {busy && <p className="lead">{t('正在签到', 'Signing in')}</p>}
        {done && (
          <p className="verdict ok">
            <Mark of={shapeOf[done.says]} />
            <span>
              <strong>
                {done.says === 'late'
                  ? t(`签到了，迟到 ${done.missed ?? 0} 分钟`, `Signed in, ${done.missed ?? 0} minutes late`)
                  : done.again
                    ? t(`已经签过：${short[done.says]}`, `Was signed in: ${short[done.says]}`)
                    : t('签到了', 'Signed in')}
              </strong>
              <span>
                {done.classTitle} {hours(done.lesson)}
              </span>
            </span>
          </p>
        )}
        {problem !== '' && (
          <p className="verdict no">
            <Mark of="no" /> <span>{problem}</span>
          </p>
        )}
      </div>
      {!online && (
        <p className="why">
          <Mark of="off" />{' '}
          {t('没有网络，扫不了码。请老师点名。', 'No network, so no code can be scanned. Ask the teacher to call your name.')}
        </p>
      )}
      {hasCamera() && !camera && (
        <button type="button" className="primary" onClick={() => setCamera(true)}>
          {t('扫教室屏幕上的码', 'Scan the code on the screen')}
        </button>
      )}
      {camera && (
        <Camera
          onCode={(text) => {
            setCamera(false);
            void scan({ token: text.split('#c/').at(-1)! });
          }}
          onEnd={() => setCamera(false)}
        />
      )}
      {!hasCamera() && (
        <p className="note">
          {t(
            '用手机自带的相机对准教室屏幕，就会打开这一页并签到。',
            'Point the camera of the phone at the classroom screen: it opens this page and signs you in.',
          )}
        </p>
      )}
      {open.map(({ lesson, classTitle }) => (
        <form
          key={lesson.id}
          onSubmit={(e) => {
            e.preventDefault();
            void scan({ digits: String(new FormData(e.currentTarget).get('digits')).trim(), lessonId: lesson.id });
            e.currentTarget.reset();
          }}
        >
          <label>
            {t(`或者输入屏幕上的六位数字（${classTitle}）`, `Or type the six digits on the screen (${classTitle})`)}
            <input name="digits" inputMode="numeric" autoComplete="off" pattern="\d{6}" maxLength={6} required />
          </label>
          <button type="submit" disabled={busy}>
            {t('签到', 'Sign in')}
          </button>
        </form>
      ))}
      {mine && items.length === 0 && <p className="lead">{t('这几天没有课。', 'There is no lesson in these days.')}</p>}
      <ul className="lessons">
        {items.map(({ lesson, classTitle, school, address, teacher, says }) => (
          <li key={lesson.id}>
            <p className="lesson">
              <strong>
                {dayWord(lesson.day, mine!.today)} {hours(lesson)}
              </strong>
              <span>
                {classTitle} {lesson.moduleTitle}
              </span>
              <span className="note">
                {school} {address} {lesson.room} {teacher}
              </span>
              <span className="state">
                <Mark of={lesson.state === 'cancelled' ? 'no' : says === null ? 'later' : shapeOf[says]} />
                {lesson.state === 'cancelled'
                  ? t('停课了，不用去', 'Cancelled')
                  : says === null
                    ? t('还没有签到', 'Not signed in')
                    : short[says]}
              </span>
            </p>
          </li>
        ))}
      </ul>
      <button type="button" onClick={signOut}>
        {t('退出登录', 'Sign out')}
      </button>
    </Frame>
  );
};
