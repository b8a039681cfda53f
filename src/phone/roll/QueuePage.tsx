// Everything that waits, was sent, or was not taken, one by one.
import type { RollPack } from '#capabilities/training/contractRoll.ts';
import { Frame } from '../kit/Frame.tsx';
import { t, tt } from '../kit/lang.ts';
import { Mark } from '../kit/marks.tsx';
import type { Queue, Queued, QueueState } from './queue.ts';
import { dayWord, hours, saidWord } from './words.ts';

interface Props {
  readonly queue: QueueState;
  readonly deeds: Queue;
  readonly pack: RollPack | null;
  readonly login: string;
}
export const QueuePage = ({ queue, deeds, pack, login }: Props) => {
  const items = [...queue.items].sort((a, b) => b.mark.at - a.mark.at);
  const waiting = items.filter((i) => i.state === 'waiting');
  const answered = items.filter((i) => i.state !== 'waiting');
  const line = (q: Queued) => {
    const lesson = pack?.lessons.find((l) => l.id === q.mark.lessonId);
    const person = pack?.classes.flatMap((c) => c.people).find((p) => p.workerId === q.mark.workerId);
    return (
      <li key={q.id}>
        <Mark of={q.state === 'waiting' ? 'later' : q.state === 'done' ? 'ok' : 'no'} />
        <span>
          <strong>
            {person?.name ?? t('名单里没有的学员', 'Not on the list')} {saidWord(q.mark.says)}
          </strong>
          <span className="note">
            {lesson && pack ? `${dayWord(lesson.day, pack.today)} ${hours(lesson)}` : ''}
            {q.login === login ? '' : t(` 用账号 ${q.login} 记的，用它登录才传`, ` Marked as ${q.login}; sign in as it to send`)}
          </span>
          {q.text && <span className="why">{tt(q.text)}</span>}
        </span>
        <span className="state">
          {q.state === 'waiting' ? t('等网络', 'Waiting') : q.state === 'done' ? t('已上传', 'Sent') : t('没有收', 'Not taken')}
        </span>
      </li>
    );
  };
  return (
    <Frame title={t(`${waiting.length} 条待上传`, `${waiting.length} waiting`)} back="">
      {waiting.length === 0 && <p className="lead">{t('点过的都上传了。', 'Everything was sent.')}</p>}
      {waiting.length > 0 && (
        <>
          <ul className="lines">{waiting.map(line)}</ul>
          <button type="button" className="primary" onClick={() => deeds.wake()} disabled={queue.is === 'sending'}>
            {queue.is === 'sending' ? t('正在上传', 'Sending') : t(`现在上传 ${waiting.length} 条`, `Send ${waiting.length} now`)}
          </button>
        </>
      )}
      {answered.length > 0 && (
        <>
          <h2>{t('有结果的', 'Answered')}</h2>
          <ul className="lines">{answered.map(line)}</ul>
          <button type="button" onClick={() => void deeds.dismiss(answered.map((a) => a.id))}>
            {t(`看过了，收起 ${answered.length} 条`, `Put ${answered.length} away`)}
          </button>
        </>
      )}
    </Frame>
  );
};
