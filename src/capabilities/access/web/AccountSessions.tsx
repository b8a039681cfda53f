import { Button } from 'antd';
import { Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { type AccountDetail, listAccountSessions } from '../contractAccounts.ts';

/** Where the account is signed in now. */
export const AccountSessions = ({ account, onEnd }: { account: AccountDetail; onEnd: () => void }) => {
  const t = useT();
  const read = useRead(listAccountSessions, { id: account.id });
  const items = read.data?.items ?? [];
  return (
    <section className="block">
      <Sec
        t={t('正在登录的地方', 'Signed in at')}
        x={
          account.may.manage &&
          items.length > 0 && (
            <Button type="link" size="small" onClick={onEnd}>
              {t('结束全部', 'End all')}
            </Button>
          )
        }
      />
      {read.isPending ? (
        <Loading rows={2} />
      ) : read.error ? (
        <ProblemView problem={read.error} onRetry={() => void read.refetch()} />
      ) : items.length === 0 ? (
        <p className="prose sub">{t('现在没有在任何地方登录', 'Not signed in anywhere now')}</p>
      ) : (
        <ul className="session-list">
          {items.map((s) => (
            <li key={s.id}>
              {t(s.device)}
              <div className="s13 sub">
                {t(
                  `${instant(s.started)} 登录，最近一次操作 ${instant(s.lastSeen)}`,
                  `since ${instant(s.started)}, last active ${instant(s.lastSeen)}`,
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
