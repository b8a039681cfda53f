import { Button, Input } from 'antd';
import { useState } from 'react';
import { Field, useForm } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { changePassword, type Me } from '../contract.ts';

interface Props {
  readonly login: string;
  readonly onDone: (me: Me) => void;
  /** At the first sign-in the present one is the one-time password. */
  readonly first?: boolean;
}

/** The present password, and the new one twice; which rule failed stands under the field. */
export const PasswordForm = ({ login, onDone, first }: Props) => {
  const t = useT();
  const form = useForm(changePassword, { current: '', next: '' });
  const [again, setAgain] = useState('');
  const [differs, setDiffers] = useState(false);
  const write = useWrite(changePassword, {
    stales: ['access.'],
    onDone: (me) => {
      form.setValues({ current: '', next: '' });
      setAgain('');
      onDone(me);
    },
  });
  const weak =
    write.error && (write.error.code === 'access.weakPassword' || write.error.code === 'access.samePassword') ? write.error : null;
  const wrong = write.error?.code === 'access.wrongPassword' ? write.error : null;
  const at = (name: string) =>
    form.errorOf(name) ??
    (name === 'next' && weak ? { path: 'next', rule: weak.code, text: weak.body.text } : undefined) ??
    (name === 'current' && wrong ? { path: 'current', rule: wrong.code, text: wrong.body.text } : undefined);
  return (
    <form
      className="form"
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        setDiffers(form.values.next !== again);
        if (form.validate() && form.values.next === again) write.mutate(form.values, { onError: form.refused });
      }}
    >
      <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
      <Field
        name="current"
        label={first ? t('发给您的初始密码', 'The one-time password you were given') : t('现在的密码', 'Present password')}
        error={at('current')}
      >
        <Input.Password autoComplete="current-password" value={form.values.current} onChange={(e) => form.set('current', e.target.value)} />
      </Field>
      <Field
        name="next"
        label={t('新密码', 'New password')}
        hint={t(
          '至少 10 个字符，越长越好；不要用名字、登录名和常见密码',
          'At least 10 characters, the longer the better; not your name, login or a common password',
        )}
        error={at('next')}
      >
        <Input.Password autoComplete="new-password" value={form.values.next} onChange={(e) => form.set('next', e.target.value)} />
      </Field>
      <Field
        name="again"
        label={t('再填一次新密码', 'New password again')}
        error={
          differs && form.values.next !== again
            ? { path: 'again', rule: 'differs', text: { zh: '两次填的不一样', en: 'The two are not the same' } }
            : undefined
        }
      >
        <Input.Password autoComplete="new-password" value={again} onChange={(e) => setAgain(e.target.value)} />
      </Field>
      <div className="row gap12 wrap">
        <Button type="primary" htmlType="submit" loading={write.isPending}>
          {t('换成新密码', 'Change the password')}
        </Button>
        <WriteProblem problem={weak || wrong || write.error?.body.errors ? null : write.error} />
      </div>
      <p className="note">{t('换了以后，其他地方的登录会结束。', 'Sessions elsewhere end when it is changed.')}</p>
    </form>
  );
};
