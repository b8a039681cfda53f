import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { I } from '#platform/web/icons.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import type { Me } from '../contract.ts';
import { endOverride, endViewAs } from '../contractWatch.ts';

/** Hatched bars over every page: whose eyes, why, until when. Never the normal bar. */
export const WatchBars = ({ me }: { me: Me }) => {
  const t = useT();
  const client = useQueryClient();
  const back = useWrite(endViewAs, {
    onDone: () => {
      client.clear();
      window.location.assign('/accounts');
    },
  });
  const end = useWrite(endOverride, { onDone: () => void client.invalidateQueries() });
  return (
    <>
      {me.viewedBy && (
        <div className="topbar hatch" role="status">
          <I n="eye" />{' '}
          <b className="b">
            {t(
              `您正以 ${me.account.name}（${me.account.login}）的视角查看，只看不改。`,
              `You are looking through the eyes of ${me.account.name} (${me.account.login}); read-only.`,
            )}
          </b>{' '}
          {t(`到 ${instant(me.viewedBy.until)} 为止，全程留痕。`, `Until ${instant(me.viewedBy.until)}; all of it is on record.`)}
          <Button size="small" loading={back.isPending} onClick={() => back.mutate({})}>
            {t('回到我自己', 'Back to myself')}
          </Button>
          <WriteProblem problem={back.error} />
        </div>
      )}
      {me.override && (
        <div className="topbar hatch" role="status">
          <I n="key" /> <b className="b">{t(`临时查看 ${me.override.areaName}`, `Temporary look at ${me.override.areaName}`)}</b>{' '}
          {t(
            `，到 ${instant(me.override.until)} 为止。事由：${me.override.reason}。已通知安全管理员。`,
            `, until ${instant(me.override.until)}. Reason: ${me.override.reason}. The security officer has been told.`,
          )}
          <Button size="small" loading={end.isPending} onClick={() => end.mutate({ id: me.override!.id })}>
            {t('现在结束', 'End now')}
          </Button>
          <WriteProblem problem={end.error} />
        </div>
      )}
    </>
  );
};
