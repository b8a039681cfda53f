// The classroom screen 点名屏: a code that changes every 20 seconds, made here from the lesson's own key, so that it goes on when the network breaks; and who
// came, names masked, as far as was last heard. A reload without a network goes on too: the key is kept in this tab until the lesson ends.

import './screen.css';
import { useEffect, useRef, useState } from 'react';
import type { RollScreen, RollSeen } from '#capabilities/training/contractRoll.ts';
import { digitsOf, fromText, STEP_MS, stepAt, tokenOf } from '#capabilities/training/rulesRollCodes.ts';
import { ask, NoAnswer, Refusal } from '../kit/ask.ts';
import { t, tt } from '../kit/lang.ts';
import { Mark } from '../kit/marks.tsx';
import { pathOf } from './qrPath.ts';
import { hours, shapeOf, short } from './words.ts';

interface Held {
  readonly screen: RollScreen;
  /** Ours less this machine's, by the clock that nobody sets (performance.now). */
  readonly ahead: number;
}
const keyOf = (lessonId: string): string => `wengang.roll.${lessonId}`;
/** ○ Who came is asked so often. */
const ASK_MS = 5000;
/** Milliseconds that only go forward, also where somebody sets the clock meanwhile; of this machine's clock at the beginning. */
const began = Date.now() - performance.now();
const steady = (): number => began + performance.now();
const clock = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(11, 19);

export const ScreenPage = ({ lessonId, ended }: { readonly lessonId: string; readonly ended: () => void }) => {
  const [held, setHeld] = useState<Held | null>(null);
  const [seen, setSeen] = useState<RollSeen | null>(null);
  const [lost, setLost] = useState<number | null>(null);
  const [problem, setProblem] = useState('');
  const [now, setNow] = useState(steady);
  const lateAfter = useRef(10);

  // biome-ignore lint/correctness/useExhaustiveDependencies: opened once for a lesson
  useEffect(() => {
    let over = false;
    const open = async () => {
      const asked = steady();
      try {
        const screen = await ask<RollScreen>('POST', `/training/lessons/${lessonId}/roll`, { lateAfter: lateAfter.current });
        const made = { screen, ahead: screen.now - (asked + steady()) / 2 };
        sessionStorage.setItem(keyOf(lessonId), JSON.stringify({ ...made, ahead: screen.now - (Date.now() - (steady() - asked) / 2) }));
        if (!over) setHeld(made);
      } catch (error) {
        if (error instanceof Refusal && error.status === 401) return ended();
        const before = sessionStorage.getItem(keyOf(lessonId));
        if (error instanceof NoAnswer && before) setHeld(JSON.parse(before) as Held);
        else if (error instanceof NoAnswer) {
          setProblem(
            t(
              '没有网络，点名屏要先联网开一次。连上以后会自动开',
              'No network: the screen is opened with one first, by itself once connected',
            ),
          );
          window.setTimeout(() => {
            if (!over) void open();
          }, ASK_MS);
          return;
        } else setProblem(error instanceof Refusal ? tt(error.text) : String(error));
      }
      setProblem((p) => (p.startsWith(t('没有网络', 'No network')) ? '' : p));
    };
    void open();
    const tick = window.setInterval(() => setNow(steady()), 250);
    return () => {
      over = true;
      window.clearInterval(tick);
    };
  }, [lessonId]);

  const rollId = held?.screen.rollId;
  useEffect(() => {
    if (rollId === undefined) return;
    const look = () =>
      ask<RollSeen>('GET', `/training/roll/${rollId}`)
        .then((s) => {
          setSeen(s);
          setLost(null);
        })
        .catch((error: unknown) => {
          // a session that ended changes nothing about the codes
          setLost((l) => l ?? steady());
          if (error instanceof Refusal && error.status !== 401 && error.status !== 429) setProblem(tt(error.text));
        });
    void look();
    const timer = window.setInterval(() => void look(), ASK_MS);
    return () => window.clearInterval(timer);
  }, [rollId]);

  useEffect(() => {
    document.title = `${t('点名屏', 'Roll-call screen')} · ${t('稳岗', 'Wengang')}`;
  }, []);

  if (problem !== '')
    return (
      <main className="board">
        <h1>{t('点名屏没有开', 'The screen is not open')}</h1>
        <p>{problem}</p>
        <p>
          <a href="#home">{t('返回', 'Back')}</a>
        </p>
      </main>
    );
  if (!held) return <main className="board" aria-busy="true" />;
  const { screen, ahead } = held;
  const ours = now + ahead;
  const step = stepAt(ours);
  const key = fromText(screen.key)!;
  const over = ours > screen.until || seen?.closed === true;
  const url = `${window.location.origin}/phone/#c/${tokenOf(key, screen.rollId, step)}`;
  const left = Math.ceil(((step + 1) * STEP_MS - ours) / 1000);
  const close = async () => {
    await ask('POST', `/training/roll/${screen.rollId}/close`).catch(() => undefined);
    sessionStorage.removeItem(keyOf(lessonId));
    window.location.hash = '';
  };
  return (
    <main className="board">
      {lost !== null && (
        <p className="bar" role="status">
          <span>
            <strong>{t('网络断了，码照常换', 'The network is down; codes go on')}</strong>
            <span className="second">
              {seen === null
                ? t('人数还没有取到，有网自动更新', 'Who came is not known yet; updated once there is a network')
                : t(
                    `人数停在 ${clock(lost + ahead)}，有网自动更新`,
                    `Who came is of ${clock(lost + ahead)}; updated once there is a network`,
                  )}
            </span>
          </span>
        </p>
      )}
      <header>
        <h1>{screen.classTitle}</h1>
        <p>
          {screen.lesson.day} {hours(screen.lesson)} {screen.lesson.room}{' '}
          {t(`第 ${screen.lesson.number} 次课`, `Lesson ${screen.lesson.number}`)} {screen.lesson.moduleTitle}
        </p>
      </header>
      <section className="code" aria-label={t('签到码', 'Code')}>
        {over ? (
          <p className="over">{t('下课了，不再扫码', 'The lesson is over; no code any more')}</p>
        ) : (
          <>
            <svg viewBox="0 0 100 100" role="img" aria-label={t('签到二维码，每 20 秒换一次', 'QR code, changes every 20 seconds')}>
              <rect width="100" height="100" fill="#fff" />
              <path d={pathOf(url)} fill="#15201E" />
            </svg>
            <p className="digits">{digitsOf(key, step)}</p>
            <progress max={STEP_MS} value={(step + 1) * STEP_MS - ours} aria-label={t('换码还有', 'Until the next code')} />
            <p>
              {t(
                `用手机相机扫码，或者在手机页输入六位数字。${left} 秒后换`,
                `Scan with the phone's camera, or type the digits on the phone page. Changes in ${left} s`,
              )}
            </p>
          </>
        )}
      </section>
      <section className="came" aria-label={t('谁到了', 'Who came')}>
        <p className="count">
          <strong>{seen?.came ?? '…'}</strong> / {seen?.expected ?? '…'}
          <span>{t('人已到', 'have come')}</span>
        </p>
        <ul>
          {(seen?.people ?? []).map((p) => (
            <li key={`${p.seat} ${p.name}`} className={p.says ?? 'none'}>
              <Mark of={p.says === null ? 'later' : shapeOf[p.says]} />
              <span className="seat">{p.seat ?? ''}</span> {p.name}
              <span className="state">{p.says === null ? '' : short[p.says]}</span>
            </li>
          ))}
        </ul>
      </section>
      <footer>
        <button type="button" onClick={() => void document.documentElement.requestFullscreen?.()}>
          {t('全屏', 'Full screen')}
        </button>
        <button type="button" onClick={() => void close()}>
          {t('关点名屏', 'Close the screen')}
        </button>
        <span>{t(`上课 ${screen.lateAfter} 分钟后扫码算迟到`, `Late from ${screen.lateAfter} minutes after the start`)}</span>
      </footer>
    </main>
  );
};
