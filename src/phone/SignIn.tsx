// Signing in on the phone: the same account and the same session as everywhere.

import { type FormEvent, useState } from 'react';
import type { Me } from '#capabilities/access/contract.ts';
import { ask, NoAnswer, Refusal } from './kit/ask.ts';
import { Frame } from './kit/Frame.tsx';
import { t, tt } from './kit/lang.ts';

interface Props {
  /** Why one is asked again. */
  readonly why?: string;
  readonly onIn: (me: Me) => void;
}
export const SignIn = ({ why, onIn }: Props) => {
  const [problem, setProblem] = useState('');
  const [code, setCode] = useState(false);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem('');
    try {
      const given = String(form.get('code') ?? '').trim();
      const { me } = await ask<{ me: Me }>('POST', '/sign-in', {
        login: String(form.get('login')).trim(),
        password: form.get('password'),
        ...(given === '' ? {} : { code: given }),
      });
      onIn(me);
    } catch (error) {
      if (error instanceof Refusal && error.code === 'access.codeNeeded') setCode(true);
      else
        setProblem(
          error instanceof Refusal
            ? tt(error.text)
            : error instanceof NoAnswer
              ? t('没有网络，登录要联网。连上以后再试', 'No network; signing in needs one. Try again once connected')
              : String(error),
        );
    } finally {
      setBusy(false);
    }
  };
  return (
    <Frame title={t('登录', 'Sign in')}>
      {why && <p className="lead">{why}</p>}
      <form onSubmit={(e) => void submit(e)}>
        <label>
          {t('登录名', 'Login')}
          <input id="login" name="login" autoComplete="username" autoCapitalize="none" autoCorrect="off" required />
        </label>
        <label>
          {t('密码', 'Password')}
          <input id="password" name="password" type="password" autoComplete="current-password" required />
        </label>
        {code && (
          <label>
            {t('手机动态码（六位）', 'Six-digit code')}
            <input name="code" inputMode="numeric" autoComplete="one-time-code" required />
          </label>
        )}
        <p className="problem" role="alert">
          {problem}
        </p>
        <button type="submit" className="primary" disabled={busy}>
          {busy ? t('正在登录', 'Signing in') : t('登录', 'Sign in')}
        </button>
      </form>
    </Frame>
  );
};
