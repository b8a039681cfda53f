// On top of every page as long as something waits, or there is no network.
import { t } from '../kit/lang.ts';
import { useOnline } from '../kit/useOnline.ts';
import type { QueueState } from './queue.ts';

export const QueueBar = ({ queue }: { readonly queue: QueueState }) => {
  const online = useOnline();
  const waiting = queue.items.filter((i) => i.state === 'waiting').length;
  const refused = queue.items.filter((i) => i.state === 'refused').length;
  if (online && waiting === 0 && refused === 0) return null;
  const second =
    waiting === 0
      ? ''
      : queue.is === 'signIn'
        ? t(`${waiting} 条待上传，登录后自动传`, `${waiting} waiting; sent after signing in`)
        : t(`${waiting} 条待上传，有网自动传`, `${waiting} waiting; sent once there is a network`);
  return (
    <div className="bar" role="status">
      <span>
        <strong>
          {!online
            ? t('没有网络，照常点名', 'No network; go on as usual')
            : queue.is === 'sending'
              ? t('正在上传', 'Sending')
              : refused > 0
                ? t(`${refused} 条没有收`, `${refused} not taken`)
                : t('等着上传', 'Waiting to be sent')}
        </strong>
        {second !== '' && <span className="second">{second}</span>}
      </span>
      {queue.is === 'signIn' && online ? <a href="#signIn">{t('登录', 'Sign in')}</a> : <a href="#queue">{t('查看', 'Look')}</a>}
    </div>
  );
};
