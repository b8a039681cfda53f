import { Button, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import type { CallFailed } from './api.ts';
import { useT } from './lang.tsx';
import { WriteProblem } from './states.tsx';

interface Props {
  readonly open: boolean;
  readonly title: string;
  /** What will happen, in a sentence. */
  readonly children: ReactNode;
  /** Says the deed and what it concerns: 停用 1 个账号. */
  readonly action: string;
  readonly danger?: boolean;
  /** Asks for a reason of at least 4 characters, which goes on record. */
  readonly withReason?: boolean;
  /** False while something in `children` is still to be filled in. */
  readonly ready?: boolean;
  /** True while another question stands in front of it: steps aside and keeps what was typed. */
  readonly held?: boolean;
  readonly busy: boolean;
  readonly problem: CallFailed | null;
  readonly onCancel: () => void;
  readonly onAct: (reason: string) => void;
}

/** Before something that cannot simply be taken back: what happens, the reason on record, the verb on the button. */
export const Confirm = ({
  open,
  title,
  children,
  action,
  danger,
  withReason,
  ready = true,
  held,
  busy,
  problem,
  onCancel,
  onAct,
}: Props) => {
  const t = useT();
  const [reason, setReason] = useState('');
  const short = Boolean(withReason) && reason.trim().length < 4;
  return (
    <Modal
      open={open && !held}
      title={title}
      onCancel={onCancel}
      afterClose={() => !held && setReason('')}
      destroyOnHidden
      closable={{ 'aria-label': t('关上', 'Close') }}
      footer={
        <div className="row gap12 confirm-foot">
          <WriteProblem problem={problem} />
          <Button onClick={onCancel}>{t('先不办', 'Not now')}</Button>
          <Button type="primary" danger={danger ?? false} loading={busy} disabled={short || !ready} onClick={() => onAct(reason.trim())}>
            {action}
          </Button>
        </div>
      }
    >
      {children}
      {withReason && (
        <div className="field">
          <label htmlFor="confirm-reason">{t('原因（留痕，至少 4 个字）', 'Reason (on record, at least 4 characters)')}</label>
          <Input.TextArea id="confirm-reason" rows={2} maxLength={200} value={reason} onChange={(e) => setReason(e.target.value)} />
        </div>
      )}
    </Modal>
  );
};
