import { Button } from 'antd';
import { I } from '#platform/web/icons.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { flushQueue, forgetRefused } from './roundQueue.ts';
import type { RoundQueue } from './useRoundQueue.ts';

/** What waits for a network, and what the server did not take. */
export const QueueBar = ({ queue }: { queue: RoundQueue }) => {
  const t = useT();
  const { waiting, refused, account, stale } = queue;
  return (
    <div role="status">
      {waiting.length > 0 && (
        <div className="round-offline">
          <I n="cloud" s={20} />
          <span className="grow">
            <b>{t('没有连上，照常核', 'Not connected; go on as usual')}</b>
            <br />
            {t(
              `已存在这台设备上 ${number(waiting.length)} 个回答，连上自动交`,
              `${number(waiting.length)} answer(s) kept on this device, sent when connected`,
            )}
          </span>
          <Button type="link" size="small" onClick={() => void flushQueue(account).then(() => stale())}>
            {t('现在交', 'Send now')}
          </Button>
        </div>
      )}
      {refused.length > 0 && (
        <div className="round-refused">
          <St k="no">{t(`${number(refused.length)} 个回答没有收下`, `${number(refused.length)} answer(s) were not taken`)}</St>
          <ul>
            {refused.map((w) => (
              <li key={w.input.id}>
                {w.input.day}：{t(w.refused!)}
              </li>
            ))}
          </ul>
          <Button size="small" onClick={() => forgetRefused(account)}>
            {t('知道了，不再交', 'Understood; drop them')}
          </Button>
        </div>
      )}
    </div>
  );
};
