import { Button, Input, type InputRef } from 'antd';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { CallFailed } from '#platform/web/api.ts';
import { I } from '#platform/web/icons.tsx';
import { useLang, useT } from '#platform/web/lang.tsx';
import { G, Mark } from '#platform/web/marks.tsx';
import { Ridge } from '#platform/web/Ridge.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { type Me, signIn } from '../contract.ts';
import { DemoAccounts } from './DemoAccounts.tsx';
import './access.css';

interface Props {
  readonly demonstration: boolean;
  readonly onSignedIn: (me: Me) => void;
}

/** Ridge left, form right; the second step (a code) opens in place, what was typed stays; lockout is said before it happens. */
export const SignInPage = ({ demonstration, onSignedIn }: Props) => {
  const t = useT();
  const { lang, chooseLang } = useLang();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [codeStep, setCodeStep] = useState(false);
  const [missing, setMissing] = useState<'login' | 'password' | 'code' | null>(null);
  const loginRef = useRef<InputRef>(null);
  const passwordRef = useRef<InputRef>(null);
  const codeRef = useRef<InputRef>(null);
  const write = useWrite(signIn, { onDone: ({ me }) => onSignedIn(me) });
  useEffect(() => {
    document.title = `${t('登录', 'Sign in')} · ${t('稳岗', 'Wengang')}`;
  }, [t]);
  useEffect(() => {
    if (codeStep) codeRef.current?.focus();
  }, [codeStep]);
  const problem: CallFailed | null = write.error && write.error.code !== 'access.codeNeeded' ? write.error : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const lacks = !login.trim() ? 'login' : !password ? 'password' : codeStep && !code.trim() ? 'code' : null;
    setMissing(lacks);
    if (lacks) {
      ({ login: loginRef, password: passwordRef, code: codeRef })[lacks].current?.focus();
      return;
    }
    write.mutate(
      { login: login.trim(), password, ...(codeStep ? { code } : {}) },
      {
        onError: (error) => {
          if (error.code === 'access.codeNeeded') setCodeStep(true);
          else if (error.code === 'access.wrongPassword') {
            setCodeStep(false);
            setCode('');
            passwordRef.current?.focus();
          } else codeRef.current?.focus();
        },
      },
    );
  };
  const hint = (name: typeof missing, zh: string, en: string) =>
    missing === name ? (
      <span className="stt stt-no s13" id={`${name}-missing`}>
        <G k="no" />
        {t(zh, en)}
      </span>
    ) : null;
  return (
    <div className="sign-in">
      <section className="sign-in-left" aria-label={t('关于稳岗', 'About Wengang')}>
        <div className="sign-in-ridge">
          <Ridge w={920} h={640} lines={34} />
        </div>
        <div className="sign-in-words">
          <div className="row gap12">
            <Mark s={34} />
            <b className="sign-in-brand">{t('稳岗', 'Wengang')}</b>
            <span className="sub s13">{t('粤桂 粤黔劳务协作工作台', 'Labour co-operation workbench')}</span>
          </div>
          <p className="doc sign-in-line">
            {lang === 'zh' ? (
              <>
                从山里到海边，
                <br />
                一人一程，步步有据。
              </>
            ) : (
              <>
                From the hills to the sea:
                <br />
                one journey each, every step on record.
              </>
            )}
          </p>
        </div>
      </section>
      <main className="sign-in-right">
        <div className="row sign-in-top">
          <Button type="link" size="small" lang={lang === 'zh' ? 'en' : 'zh-CN'} onClick={() => chooseLang(lang === 'zh' ? 'en' : 'zh')}>
            {lang === 'zh' ? 'English' : '中文'}
          </Button>
        </div>
        <div className="sign-in-middle">
          <h1>{t('登录', 'Sign in')}</h1>
          <p className="sub">
            {codeStep
              ? t(
                  '密码对了。请填手机上的动态码，或者一个备用码。',
                  'The password is right. Enter the code from your phone, or a recovery code.',
                )
              : t('用上一级发给您的账号。', 'Use the account your upper level gave you.')}
          </p>
          <form onSubmit={submit} noValidate>
            <div className="field">
              <label htmlFor="login">{t('登录名', 'Login')}</label>
              <Input
                id="login"
                ref={loginRef}
                size="large"
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                className="raw"
                value={login}
                {...(missing === 'login' ? { status: 'error' as const, 'aria-describedby': 'login-missing' } : {})}
                onChange={(e) => setLogin(e.target.value)}
              />
              {hint('login', '没有填登录名', 'Enter your login')}
            </div>
            <div className="field">
              <label htmlFor="password">{t('密码', 'Password')}</label>
              <Input.Password
                id="password"
                ref={passwordRef}
                size="large"
                autoComplete="current-password"
                value={password}
                {...(missing === 'password' ? { status: 'error' as const, 'aria-describedby': 'password-missing' } : {})}
                onChange={(e) => setPassword(e.target.value)}
              />
              {hint('password', '没有填密码', 'Enter your password')}
            </div>
            {codeStep && (
              <div className="field">
                <label htmlFor="code">{t('动态码', 'Code')}</label>
                <Input
                  id="code"
                  ref={codeRef}
                  size="large"
                  autoComplete="one-time-code"
                  inputMode="text"
                  className="raw"
                  value={code}
                  {...(missing === 'code' ? { status: 'error' as const, 'aria-describedby': 'code-missing' } : {})}
                  onChange={(e) => setCode(e.target.value)}
                />
                {hint('code', '没有填动态码', 'Enter the code')}
              </div>
            )}
            {problem && (
              <p className="sign-in-problem stt stt-no" role="alert">
                <G k="no" />
                {problem.body.text[lang]}
              </p>
            )}
            <Button type="primary" htmlType="submit" size="large" block loading={write.isPending}>
              {t('登录', 'Sign in')}
            </Button>
          </form>
          <details className="note sign-in-help">
            <summary>
              <I n="key" s={14} /> {t('忘了密码，或者登录不了', 'Forgot the password, or cannot sign in')}
            </summary>
            <p>
              {t(
                '请找给您开账号的上一级（镇找县，县找州、市）重置或解锁。重置后会给一个只用一次的初始密码，登录后要马上改掉。',
                'Ask the level above that made your account (a township asks its county, a county its prefecture) to reset or unlock it. You will get a one-time password that must be changed at once.',
              )}
            </p>
          </details>
          {demonstration && (
            <DemoAccounts
              onPick={(pickedLogin, pickedPassword) => {
                setLogin(pickedLogin);
                setPassword(pickedPassword);
                setCodeStep(false);
                setMissing(null);
                write.reset();
              }}
            />
          )}
        </div>
        <p className="note">
          {t(
            '连续输错 5 次，登录名停用 15 分钟。登录、查看与导出都会留痕，供审计查阅。',
            'Five wrong tries lock a login for 15 minutes. Sign-ins, looks and exports are on record for the auditors.',
          )}
        </p>
      </main>
    </div>
  );
};
