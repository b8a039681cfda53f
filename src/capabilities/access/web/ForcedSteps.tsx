import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect } from 'react';
import { call } from '#platform/web/api.ts';
import { useT } from '#platform/web/lang.tsx';
import { Mark } from '#platform/web/marks.tsx';
import { type Me, readMe, signOut } from '../contract.ts';
import { CodesSetup } from './CodesSetup.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { StepUpProvider } from './StepUpProvider.tsx';
import './access.css';

/** What must be done before anything else: a password of one's own, and codes where the role needs them. */
export const ForcedSteps = ({ me, onDone }: { me: Me; onDone: (me: Me) => void }) => {
  const t = useT();
  const client = useQueryClient();
  const title = me.mustChangePassword
    ? t('先换成您自己的密码', 'First choose a password of your own')
    : t('您的角色要用动态码', 'Your role needs codes');
  useEffect(() => {
    document.title = `${title} · ${t('稳岗', 'Wengang')}`;
  }, [title, t]);
  return (
    <StepUpProvider codesOn={me.codesOn}>
      <main className="narrow-page">
        <div className="row gap12">
          <Mark s={30} />
          <b className="sign-in-brand">{t('稳岗', 'Wengang')}</b>
        </div>
        <h1 className="forced-title">{title}</h1>
        <p className="sub">
          {t(
            `${me.account.name}（${me.account.login}），办完这一步就能开始用。`,
            `${me.account.name} (${me.account.login}): after this step you can begin.`,
          )}
        </p>
        {me.mustChangePassword ? (
          <PasswordForm login={me.account.login} first onDone={onDone} />
        ) : (
          <CodesSetup onDone={() => void client.invalidateQueries({ queryKey: [readMe.id] })} />
        )}
        <p>
          <Button
            type="link"
            onClick={() =>
              void call(signOut, {}).finally(() => {
                window.location.assign('/');
              })
            }
          >
            {t('换一个账号登录', 'Sign in with another account')}
          </Button>
        </p>
      </main>
    </StepUpProvider>
  );
};
