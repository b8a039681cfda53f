import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { type FormEvent, useEffect, useState } from 'react';
import { SIGNED_OUT } from '#platform/web/api.ts';
import { useT } from '#platform/web/lang.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { readMe, signIn } from '../contract.ts';

/** The session ended while somebody was working: sign in again over the page; what was typed stays under it. */
export const SignInAgain = ({ login, name }: { login: string; name: string }) => {
  const t = useT();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const write = useWrite(signIn, {
    onDone: ({ me }) => {
      client.setQueryData([readMe.id, {}], me);
      setPassword('');
      setCode('');
      setOpen(false);
      // what was refused in between is read again; forms keep their text
      void client.invalidateQueries({ predicate: (q) => q.state.status === 'error' });
    },
  });
  useEffect(() => {
    const hear = () => setOpen(true);
    window.addEventListener(SIGNED_OUT, hear);
    return () => window.removeEventListener(SIGNED_OUT, hear);
  }, []);
  const codeStep = write.error?.code === 'access.codeNeeded' || code !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password) write.mutate({ login, password, ...(codeStep && code ? { code } : {}) });
  };
  return (
    <Modal
      open={open}
      title={t('登录已结束，请再登录一次', 'Your session has ended; sign in again')}
      footer={null}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
    >
      <form onSubmit={submit} noValidate>
        <p className="sub">
          {t(
            `${name}（${login}），可能是闲置太久，或者在别处结束了登录。您填的都还在这一页下面。`,
            `${name} (${login}): you were idle too long, or the session was ended elsewhere. What you typed is still on the page below.`,
          )}
        </p>
        <div className="field">
          <label htmlFor="again-password">{t('密码', 'Password')}</label>
          <Input.Password
            id="again-password"
            autoFocus
            autoComplete="current-password"
            value={password}
            onChange={(e) => setPassword(e.target.value)}
          />
        </div>
        {codeStep && (
          <div className="field">
            <label htmlFor="again-code">{t('动态码', 'Code')}</label>
            <Input id="again-code" className="raw" autoComplete="one-time-code" value={code} onChange={(e) => setCode(e.target.value)} />
          </div>
        )}
        <div className="row gap12 wrap">
          <Button type="primary" htmlType="submit" loading={write.isPending} disabled={!password}>
            {t('登录，接着办', 'Sign in and go on')}
          </Button>
          <Button type="link" onClick={() => window.location.assign('/')}>
            {t('换一个账号', 'Another account')}
          </Button>
          <WriteProblem problem={write.error?.code === 'access.codeNeeded' ? null : write.error} />
        </div>
      </form>
    </Modal>
  );
};
