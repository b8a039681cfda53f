import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Facts, Mask, Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useCan } from '#platform/web/session.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import { type AccountDetail, readAccount, unlockAccount } from '../contractAccounts.ts';
import { type Deed, DeedDialog } from './AccountDeeds.tsx';
import { AccountRoles } from './AccountRoles.tsx';
import { AccountSessions } from './AccountSessions.tsx';
import { isLocked, StandingMark, Who } from './accountWords.tsx';
import { EditAccount } from './EditAccount.tsx';
import { InitialPassword } from './InitialPassword.tsx';
import './accounts.css';

/** One account: who it is, what it may do and since when, and the deeds of the level above. */
export const AccountPage = () => {
  const t = useT();
  const { id = '' } = useParams();
  const read = useRead(readAccount, { id });
  const account = read.data;
  return (
    <Screen
      title={account?.name ?? t('账号', 'Account')}
      heading={
        account && (
          <span className="name-line">
            {account.name} <span className="raw mute">{account.login}</span> <StandingMark account={account} />
          </span>
        )
      }
      crumb={
        <>
          <Link to="/accounts">{t('账号', 'Accounts')}</Link> / {account?.login ?? ''}
        </>
      }
      busy={read.isPending}
      problem={read.error}
      onRetry={() => void read.refetch()}
    >
      {account && <Account account={account} />}
    </Screen>
  );
};

const Account = ({ account }: { account: AccountDetail }) => {
  const t = useT();
  const [deed, setDeed] = useState<Deed | null>(null);
  const [editing, setEditing] = useState(false);
  const [password, setPassword] = useState<string | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const { manage, self } = account.may;
  return (
    <>
      {password && <InitialPassword login={account.login} name={account.name} password={password} onDone={() => setPassword(null)} />}
      {told && (
        <p className="moved" role="status">
          <St k="ok">{told}</St>
        </p>
      )}
      {manage ? (
        <Deeds account={account} onDeed={setDeed} onTold={setTold} />
      ) : (
        <p className="sub said noprint">
          {self ? (
            <>
              {t('这是您自己的账号。改密码、动态码和手机在', 'This is your own account. Change password, codes and phone in')}{' '}
              <Link to="/settings">{t('我的设置', 'my settings')}</Link>
              {t('；角色要请别的管理员来改。', '; ask another administrator to change roles.')}
            </>
          ) : (
            t('这个账号不归您这一级管，只能看。', 'Your level does not look after this account; you can only look.')
          )}
        </p>
      )}
      <div className="two">
        <div>
          <AccountRoles account={account} />
        </div>
        <div>
          <section className="block" aria-label={t('资料', 'Particulars')}>
            <Sec
              t={t('资料', 'Particulars')}
              x={
                manage &&
                !editing && (
                  <Button type="link" size="small" onClick={() => setEditing(true)}>
                    {t('更正姓名、手机', 'Correct name or phone')}
                  </Button>
                )
              }
            />
            {editing ? <EditAccount account={account} onDone={() => setEditing(false)} /> : <Particulars account={account} />}
          </section>
          <AccountSessions account={account} onEnd={() => setDeed('endSessions')} />
        </div>
      </div>
      {deed && (
        <DeedDialog
          deed={deed}
          account={account}
          onClose={() => setDeed(null)}
          onPassword={(p) => {
            setTold(null);
            setPassword(p);
          }}
          onTold={setTold}
        />
      )}
    </>
  );
};

interface DeedsProps {
  readonly account: AccountDetail;
  readonly onDeed: (deed: Deed) => void;
  readonly onTold: (told: string) => void;
}
const Deeds = ({ account, onDeed, onTold }: DeedsProps) => {
  const t = useT();
  const can = useCan();
  const unlock = useWrite(unlockAccount, {
    stales: ['access.'],
    onDone: () => onTold(t('已解锁，本人可以马上登录', 'Unlocked: they can sign in at once')),
  });
  return (
    <div className="row gap12 wrap said noprint">
      {isLocked(account) && (
        <Button type="primary" loading={unlock.isPending} onClick={() => unlock.mutate({ id: account.id })}>
          {t('解锁', 'Unlock')}
        </Button>
      )}
      <Button onClick={() => onDeed('reset')}>{t('重置密码', 'Reset the password')}</Button>
      <Button onClick={() => onDeed('handOver')}>{t('移交工作', 'Hand over work')}</Button>
      {account.may.viewAs && can('access.viewAs') && (
        <Button onClick={() => onDeed('viewAs')}>{t('以他的视角查看', 'Look through their eyes')}</Button>
      )}
      {account.state === 'active' ? (
        <Button danger onClick={() => onDeed('disable')}>
          {t('停用', 'Disable')}
        </Button>
      ) : (
        <Button onClick={() => onDeed('enable')}>{t('恢复', 'Enable')}</Button>
      )}
      <WriteProblem problem={unlock.error} />
    </div>
  );
};

const Particulars = ({ account }: { account: AccountDetail }) => {
  const t = useT();
  return (
    <Facts
      rows={[
        [
          t('登录名', 'Login'),
          <span className="raw" key="l">
            {account.login}
          </span>,
        ],
        [
          t('手机', 'Mobile'),
          account.phoneMasked ? (
            <Mask key="p" text={account.phoneMasked} />
          ) : (
            <span key="n" className="mute">
              {t('没有登记', 'none')}
            </span>
          ),
        ],
        [t('动态码', 'Codes'), account.codesOn ? t('已启用', 'on') : t('未启用', 'off')],
        [t('上次登录', 'Last sign-in'), account.lastSignIn ? instant(account.lastSignIn) : t('从未登录', 'never')],
        [
          t('开户', 'Created'),
          <span key="c">
            <span className="nowrap">{instant(account.created)}</span> <Who who={account.createdBy} />
          </span>,
        ],
      ]}
    />
  );
};
