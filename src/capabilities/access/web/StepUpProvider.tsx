import { Button, Input, Modal } from 'antd';
import { type FormEvent, type ReactNode, useCallback, useRef, useState } from 'react';
import { useT } from '#platform/web/lang.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { type AskStepUp, StepUpContext } from '#platform/web/stepUp.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { stepUp } from '../contract.ts';

/** The dialog that confirms it is you: password, or a code where codes are on. One at a time. */
export const StepUpProvider = ({ codesOn, children }: { codesOn: boolean; children: ReactNode }) => {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [secret, setSecret] = useState('');
  const [byCode, setByCode] = useState(false);
  const settle = useRef<((done: boolean) => void) | null>(null);
  const write = useWrite(stepUp, { stales: ['access.readMe'], onDone: () => close(true) });
  const close = (done: boolean) => {
    setOpen(false);
    setSecret('');
    settle.current?.(done);
    settle.current = null;
  };
  const ask: AskStepUp = useCallback(
    () =>
      new Promise<boolean>((resolve) => {
        settle.current?.(false);
        settle.current = resolve;
        setOpen(true);
      }),
    [],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (secret) write.mutate(byCode ? { code: secret } : { password: secret });
  };
  return (
    <StepUpContext.Provider value={ask}>
      {children}
      <Modal
        open={open}
        title={t('请再确认一次是您本人', 'Confirm that it is you')}
        onCancel={() => {
          write.reset();
          close(false);
        }}
        footer={null}
        destroyOnHidden
        closable={{ 'aria-label': t('关上', 'Close') }}
      >
        <form onSubmit={submit} noValidate>
          <p className="sub">{t('确认后 10 分钟内不再问。这一步会留痕。', 'Lasts ten minutes. The step goes on record.')}</p>
          <div className="field">
            <label htmlFor="step-up-secret">{byCode ? t('手机上的动态码', 'Code from your phone') : t('您的密码', 'Your password')}</label>
            {byCode ? (
              <Input
                id="step-up-secret"
                autoFocus
                className="raw"
                autoComplete="one-time-code"
                value={secret}
                onChange={(e) => setSecret(e.target.value)}
              />
            ) : (
              <Input.Password
                id="step-up-secret"
                autoFocus
                autoComplete="current-password"
                value={secret}
                onChange={(e) => setSecret(e.target.value)}
              />
            )}
          </div>
          <div className="row gap12 wrap">
            <Button type="primary" htmlType="submit" loading={write.isPending} disabled={!secret}>
              {t('确认', 'Confirm')}
            </Button>
            {codesOn && (
              <Button
                type="link"
                onClick={() => {
                  setByCode(!byCode);
                  setSecret('');
                }}
              >
                {byCode ? t('改用密码', 'Use the password') : t('改用动态码', 'Use a code')}
              </Button>
            )}
            <WriteProblem problem={write.error} />
          </div>
        </form>
      </Modal>
    </StepUpContext.Provider>
  );
};
