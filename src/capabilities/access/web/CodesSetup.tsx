import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { CallFailed, call } from '#platform/web/api.ts';
import { Field } from '#platform/web/form.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useSteppedUp } from '#platform/web/stepUp.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { beginCodes, confirmCodes } from '../contract.ts';

/** Scan, confirm with a code, keep the recovery codes. `onDone` runs when the person says that the codes are kept. */
export const CodesSetup = ({ onDone }: { onDone: () => void }) => {
  const t = useT();
  const stepped = useSteppedUp();
  const [begun, setBegun] = useState<{ uri: string; secret: string; until: string } | null>(null);
  const [picture, setPicture] = useState('');
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<CallFailed | null>(null);
  const confirm = useWrite(confirmCodes);
  useEffect(() => {
    if (!begun) return;
    let live = true;
    void import('qrcode').then(({ toDataURL }) => toDataURL(begun.uri, { margin: 1, width: 400 }).then((url) => live && setPicture(url)));
    return () => {
      live = false;
    };
  }, [begun]);
  const begin = async () => {
    setProblem(null);
    try {
      setBegun(await stepped(() => call(beginCodes, {})));
    } catch (error) {
      if (error instanceof CallFailed) setProblem(error);
    }
  };
  if (confirm.data) return <RecoveryCodes codes={confirm.data.recoveryCodes} onKept={onDone} />;
  if (!begun)
    return (
      <div>
        <p className="prose">
          {t(
            '动态码是手机上每 30 秒换一次的 6 位数字。用任何一个身份验证器应用扫码即可，不用联网，不发短信。',
            'A code is six digits on your phone that change every 30 seconds. Any authenticator app will do; it needs no network and no text messages.',
          )}
        </p>
        <div className="row gap12">
          <Button type="primary" onClick={() => void begin()}>
            {t('开始启用动态码', 'Set up codes')}
          </Button>
          <WriteProblem problem={problem} />
        </div>
      </div>
    );
  return (
    <form
      className="form"
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        confirm.mutate({ code });
      }}
    >
      <p>{t('1. 用手机上的身份验证器扫这张码。', '1. Scan this with the authenticator on your phone.')}</p>
      {picture && <img className="qr" src={picture} alt={t('动态码的二维码', 'QR code of the secret')} />}
      <p className="s13">
        {t('扫不了就手工填：', 'If you cannot scan, type: ')}
        <span className="raw b">{begun.secret.replace(/(.{4})/g, '$1 ')}</span>
      </p>
      <p className="note">{t(`这张码到 ${instant(begun.until)} 有效。`, `Valid until ${instant(begun.until)}.`)}</p>
      <Field name="code" label={t('2. 填手机上显示的 6 位数字', '2. Enter the six digits shown on the phone')}>
        <Input autoComplete="one-time-code" inputMode="numeric" className="raw" value={code} onChange={(e) => setCode(e.target.value)} />
      </Field>
      <div className="row gap12 wrap">
        <Button type="primary" htmlType="submit" loading={confirm.isPending}>
          {t('启用', 'Switch on')}
        </Button>
        <WriteProblem problem={confirm.error} />
      </div>
    </form>
  );
};

/** Shown this once. */
export const RecoveryCodes = ({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) => {
  const t = useT();
  return (
    <section aria-label={t('备用码', 'Recovery codes')}>
      <p>
        <G k="doubt" />{' '}
        {t(
          '这 10 个备用码只显示这一次。手机丢了，用一个就能登录，每个只能用一次。请打印或抄下来，收在别人拿不到的地方。',
          'These ten recovery codes are shown this once. Without your phone one of them lets you in, each a single time. Print or copy them and keep them safe.',
        )}
      </p>
      <ul className="codes-list raw">
        {codes.map((c) => (
          <li key={c}>{c}</li>
        ))}
      </ul>
      <div className="row gap12 noprint">
        <Button onClick={() => window.print()}>{t('打印', 'Print')}</Button>
        <Button onClick={() => void navigator.clipboard?.writeText(codes.join('\n'))}>{t('复制', 'Copy')}</Button>
        <Button type="primary" onClick={onKept}>
          {t('我已收好', 'I have kept them')}
        </Button>
      </div>
    </section>
  );
};
