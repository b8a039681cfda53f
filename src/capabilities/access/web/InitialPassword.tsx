import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { I } from '#platform/web/icons.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { useSession } from '#platform/web/session.tsx';
import './accounts.css';

interface Props {
  readonly login: string;
  readonly name: string;
  readonly password: string;
  readonly onDone?: () => void;
}

/** The one time an initial password is seen: large, to copy or to print as a slip, and how to pass it on. */
export const InitialPassword = ({ login, name, password, onDone }: Props) => {
  const t = useT();
  const session = useSession();
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);
  const host = useRef<HTMLElement>(null);
  useEffect(() => host.current?.focus(), []);
  const copy = () =>
    (navigator.clipboard?.writeText(password) ?? Promise.reject(new Error('no clipboard'))).then(
      () => setCopied('yes'),
      () => setCopied('no'),
    );
  const print = () => {
    document.documentElement.classList.add('printing-slip');
    window.print();
    document.documentElement.classList.remove('printing-slip');
  };
  return (
    <section className="one-time" aria-label={t('初始密码', 'Initial password')} tabIndex={-1} ref={host}>
      <p className="sub noprint">
        {t(`${name}（${login}）的初始密码，只显示这一次`, `Initial password of ${name} (${login}), shown only now`)}
      </p>
      <p className="one-time-secret raw noprint">{password}</p>
      <p className="sub noprint">
        {t(
          '请当面交给本人，或打电话念给本人听，不要发到群里。本人第一次登录时必须改掉。',
          'Hand it over in person or read it out on the phone; do not post it in a group chat. It must be changed at the first sign-in.',
        )}
      </p>
      <div className="row gap12 wrap noprint">
        <Button onClick={() => void copy()}>{t('复制密码', 'Copy the password')}</Button>
        <Button icon={<I n="print" />} onClick={print}>
          {t('打印通知单', 'Print the slip')}
        </Button>
        {onDone && (
          <Button type="text" onClick={onDone}>
            {t('已交给本人，收起', 'Passed on, put it away')}
          </Button>
        )}
        <span role="status">
          {copied === 'yes' && <St k="ok">{t('已复制', 'Copied')}</St>}
          {copied === 'no' && (
            <St k="due">{t('浏览器不让复制，请选中密码自己抄', 'The browser does not allow it; select the password')}</St>
          )}
        </span>
      </div>
      <div className="slip" aria-hidden="true">
        <p className="slip-title doc">{t('账号通知单', 'Account slip')}</p>
        <dl>
          <dt>{t('姓名', 'Name')}</dt>
          <dd>{name}</dd>
          <dt>{t('网址', 'Address')}</dt>
          <dd className="raw">{window.location.origin}</dd>
          <dt>{t('登录名', 'Login')}</dt>
          <dd className="raw">{login}</dd>
          <dt>{t('初始密码', 'Initial password')}</dt>
          <dd className="raw slip-secret">{password}</dd>
        </dl>
        <p>
          {t(
            '第一次登录时要把初始密码改掉，至少 10 个字，一句好记的话也可以。改好以后请销毁这张单子，不要拍照，不要转给别人。',
            'Change the initial password at the first sign-in: at least 10 characters; a sentence you remember is fine. Then destroy this slip; do not photograph it or pass it on.',
          )}
        </p>
        <p className="slip-sign">
          <span>
            {t('开具', 'Issued by')} {session.name}
          </span>
          <span>{instant(new Date().toISOString())}</span>
          <span>{t('领取人签字：', 'Received (signature):')}</span>
        </p>
        {session.demonstration && <p>{t('演示数据，均为虚构', 'Demonstration data, all fictional')}</p>}
      </div>
    </section>
  );
};
