// The phone: who is signed in, what is kept for days without a network, and which page. Its parts are chosen by what the account may do.

import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Me } from '#capabilities/access/contract.ts';
import type { RollPack } from '#capabilities/training/contractRoll.ts';
import type { Says } from '#capabilities/training/rulesRoll.ts';
import { ask, NoAnswer, Refusal } from './kit/ask.ts';
import { allOf, forget, keep, kept, putAll, removeAll } from './kit/database.ts';
import { DEMO, Frame } from './kit/Frame.tsx';
import { t } from './kit/lang.ts';
import { newUuid } from './kit/newUuid.ts';
import { go, useRoute } from './kit/route.ts';
import { shownMarks } from './roll/folded.ts';
import { newQueue, type Queue, type Queued, type QueueState } from './roll/queue.ts';

// react-dom alone is 69 kB: what is not the first page comes after it, and lies in the service worker from then on
const TeacherHome = lazy(() => import('./roll/TeacherHome.tsx').then((m) => ({ default: m.TeacherHome })));
const SignIn = lazy(() => import('./SignIn.tsx').then((m) => ({ default: m.SignIn })));
const LessonPage = lazy(() => import('./roll/LessonPage.tsx').then((m) => ({ default: m.LessonPage })));
const QueuePage = lazy(() => import('./roll/QueuePage.tsx').then((m) => ({ default: m.QueuePage })));
const StudyPage = lazy(() => import('./study/StudyPage.tsx').then((m) => ({ default: m.StudyPage })));
const UnitPage = lazy(() => import('./study/UnitPage.tsx').then((m) => ({ default: m.UnitPage })));
const TraineePage = lazy(() => import('./roll/TraineePage.tsx').then((m) => ({ default: m.TraineePage })));
/** Fetched behind the first page, before the network can go. */
const fetchTheRest = (): void =>
  void Promise.all([import('./roll/LessonPage.tsx'), import('./roll/QueuePage.tsx'), import('./SignIn.tsx')]).catch(() => undefined);
const ScreenPage = lazy(() => import('./roll/ScreenPage.tsx').then((m) => ({ default: m.ScreenPage })));
const ROLL = 'training.roll';
const SCAN = 'training.scan';
const LEARN = 'training.learn';
/** ○ A list older than this is thrown away: names are not kept longer than they are needed. */
const LIST_DAYS = 14;

interface Who {
  readonly login: string;
  readonly name: string;
  readonly permissions: readonly string[];
}
/** Whose it is stands in it: a list that was on its way while somebody signed out is nobody else's to read. */
type Pack = RollPack & { readonly takenAt: number; readonly login: string };
const DEVICE = 'wengang.phone.device';
const deviceOf = (): string => {
  const had = localStorage.getItem(DEVICE);
  if (had) return had;
  const made = newUuid();
  localStorage.setItem(DEVICE, made);
  return made;
};
const OWES = 'wengang.phone.signOut';
/** Ends the session, or leaves it owed where there is no answer. */
const leave = async (): Promise<void> => {
  await ask('POST', '/sign-out').catch((error: unknown) => {
    if (!(error instanceof Refusal && error.status === 401)) throw error;
  });
  localStorage.removeItem(OWES);
};
const BEHIND = 'wengang.phone.behind';
const behindKept = (): number | null => {
  const v = localStorage.getItem(BEHIND);
  return v === null ? null : Number(v);
};

export const App = () => (
  <Suspense fallback={<main aria-busy="true" />}>
    <Pages />
  </Suspense>
);
const Pages = () => {
  const [page, subject] = useRoute();
  const [who, setWho] = useState<Who | null | undefined>(undefined);
  const [why, setWhy] = useState('');
  const device = useMemo(deviceOf, []);

  useEffect(() => {
    const timer = window.setTimeout(fetchTheRest, 500);
    return () => window.clearTimeout(timer);
  }, []);
  useEffect(() => {
    const begin = async () => {
      try {
        // whoever signed out without a network is signed out with the first one, before anybody is greeted
        if (localStorage.getItem(OWES) !== null) {
          await leave();
          return setWho(null);
        }
        const about = await ask<{ readonly demonstration: boolean }>('GET', '/about');
        localStorage.setItem(DEMO, about.demonstration ? '1' : '0');
        const me = await ask<Me>('GET', '/me');
        const found = { login: me.account.login, name: me.account.name, permissions: me.permissions };
        await keep('who', found);
        setWho(found);
      } catch (error) {
        if (localStorage.getItem(OWES) !== null) return setWho(null);
        // without a network, and after a session has ended, whoever was here last goes on; what they mark is sent after signing in
        const before = await kept<Who>('who');
        if (error instanceof Refusal && error.status === 401 && !before?.permissions.includes(ROLL)) return setWho(null);
        setWho(before ?? null);
      }
    };
    void begin();
  }, []);

  const signedIn = async (me: Me) => {
    const found = { login: me.account.login, name: me.account.name, permissions: me.permissions };
    const before = await kept<Who>('who');
    localStorage.removeItem(OWES);
    if (before?.login !== found.login) await forget(['pack']);
    await keep('who', found);
    setWhy('');
    setWho(found);
  };
  const signOut = async () => {
    localStorage.setItem(OWES, '1');
    await forget(['who', 'pack']);
    // keys of roll-call screens
    for (const key of Object.keys(sessionStorage)) if (key.startsWith('wengang.roll.')) sessionStorage.removeItem(key);
    await leave().catch(() => undefined);
    go('');
    setWho(null);
  };
  if (who === undefined) return <main aria-busy="true" />;
  if (who === null || page === 'signIn')
    return (
      <SignIn
        {...(why === 'ended'
          ? { why: t('登录过期了，请重新登录。点过的都在。', 'The session has ended; sign in again. Nothing is lost.') }
          : {})}
        onIn={(me) => void signedIn(me).then(() => page === 'signIn' && go(''))}
      />
    );
  const ended = () => {
    setWhy('ended');
    setWho(null);
  };
  if (who.permissions.includes(LEARN) && page === 'study') return <StudyPage failed={ended} />;
  if (who.permissions.includes(LEARN) && page === 'unit') return <UnitPage key={subject} id={subject} failed={ended} />;
  if (who.permissions.includes(SCAN))
    return <TraineePage name={who.name} device={device} token={page === 'c' ? subject : ''} signOut={() => void signOut()} ended={ended} />;
  if (who.permissions.includes(ROLL))
    return <Teacher key={who.login} who={who} device={device} page={page} subject={subject} signOut={() => void signOut()} />;
  return (
    <Frame title={t('这里没有您要办的', 'Nothing to do here')}>
      <p className="lead">
        {t(
          '手机页现在给老师点名、给学员签到用。您的账号请用电脑打开工作台。',
          'The phone page is for teachers who call the roll and trainees who sign in. Please open the workbench on a computer.',
        )}
      </p>
      <p>
        <a href="/">{t('打开工作台', 'Open the workbench')}</a>
      </p>
      <button type="button" onClick={() => void signOut()}>
        {t('退出登录', 'Sign out')}
      </button>
    </Frame>
  );
};

interface TeacherProps {
  readonly who: Who;
  readonly device: string;
  readonly page: string;
  readonly subject: string;
  readonly signOut: () => void;
}
const EMPTY: QueueState = { items: [], is: 'idle', next: 0, behind: null };
const Teacher = ({ who, device, page, subject, signOut }: TeacherProps) => {
  const [pack, setPack] = useState<Pack | null>(null);
  const [queue, setQueue] = useState<QueueState>(EMPTY);
  const [problem, setProblem] = useState('');
  const [ended, setEnded] = useState(false);
  const deeds = useRef<Queue | null>(null);

  useEffect(() => {
    const made = newQueue(
      { login: who.login, device, behind: behindKept() },
      {
        store: { all: () => allOf<Queued>(), put: putAll, remove: removeAll },
        send: (body) => ask('POST', '/training/roll/marks', body),
        now: () => Date.now(),
        random: () => Math.random(),
        later: (work, ms) => {
          const timer = window.setTimeout(work, ms);
          return () => window.clearTimeout(timer);
        },
        refusal: (error) => (error instanceof Refusal ? error : undefined),
      },
      (state) => {
        if (state.behind !== null) localStorage.setItem(BEHIND, String(state.behind));
        setQueue(state);
      },
    );
    deeds.current = made;
    const wake = () => {
      if (document.visibilityState === 'visible') made.wake();
    };
    window.addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
    return () => {
      made.stop();
      window.removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
    };
  }, [who.login, device]);

  const refresh = useCallback(async () => {
    const asked = Date.now();
    try {
      const told = await ask<RollPack>('GET', '/training/roll/pack');
      localStorage.setItem(BEHIND, String(Math.round(told.now - (asked + Date.now()) / 2)));
      const taken = { ...told, takenAt: asked, login: who.login };
      setPack(taken);
      setProblem('');
      setEnded(false);
      await keep('pack', taken);
      deeds.current?.wake();
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) {
        setEnded(true);
        setProblem(t('登录过期了。照常点名，登录后自动上传', 'The session has ended. Go on; marks are sent after signing in'));
      } else if (error instanceof NoAnswer)
        setProblem(t('没有网络，用的是存在本机的名单', 'No network: this is the list kept on the phone'));
      else setProblem(String(error));
    }
  }, [who.login]);
  useEffect(() => {
    const begin = async () => {
      const had = await kept<Pack>('pack');
      if (had && (had.login !== who.login || Date.now() - had.takenAt > LIST_DAYS * 86_400_000)) await forget(['pack']);
      else if (had) setPack(had);
      await refresh();
    };
    void begin();
  }, [refresh, who.login]);

  const marks = useMemo(() => shownMarks(pack ?? { marks: [], takenAt: 0 }, queue.items), [pack, queue]);
  const ours = () => Date.now() + (behindKept() ?? 0);
  const say = (lessonId: string, workerIds: readonly string[], says: Says) => {
    const lesson = pack!.lessons.find((l) => l.id === lessonId)!;
    const at = Date.now();
    void deeds.current!.add(
      workerIds.map((workerId) => ({
        id: newUuid(),
        lessonId,
        workerId,
        says,
        at,
        behind: behindKept(),
        known: { day: lesson.day, fromMinute: lesson.fromMinute, toMinute: lesson.toMinute },
        offline: !navigator.onLine,
      })),
    );
  };
  const taken = pack
    ? t(
        `名单存于 ${new Date(pack.takenAt).toLocaleString('zh-CN', { dateStyle: 'short', timeStyle: 'short' })}，没有网络也能点名`,
        `List of ${new Date(pack.takenAt).toLocaleString('en-GB', { dateStyle: 'short', timeStyle: 'short' })}; the roll can be called without a network`,
      )
    : '';
  if (page === 'screen') return <ScreenPage lessonId={subject} ended={() => go('signIn')} />;
  if (page === 'queue' && deeds.current) return <QueuePage queue={queue} deeds={deeds.current} pack={pack} login={who.login} />;
  if (page === 'lesson' && pack)
    return (
      <LessonPage pack={pack} lessonId={subject} marks={marks} queue={queue} now={ours()} say={(ids, says) => say(subject, ids, says)} />
    );
  return (
    <TeacherHome
      pack={pack}
      marks={marks}
      queue={queue}
      name={who.name}
      taken={taken}
      problem={problem}
      ended={ended}
      refresh={() => void refresh()}
      signOut={signOut}
    />
  );
};
