import { Checkbox } from 'antd';
import { useState } from 'react';
import { Confirm } from '#platform/web/confirm.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { type AccountDetail, disableAccount, enableAccount, endAccountSessions, resetPassword } from '../contractAccounts.ts';
import { HandOverDeed } from './HandOverDeed.tsx';
import { ViewAsDeed } from './ViewAsDeed.tsx';

export type Deed = 'reset' | 'disable' | 'enable' | 'endSessions' | 'handOver' | 'viewAs';
export interface DeedProps {
  readonly account: AccountDetail;
  readonly onClose: () => void;
  /** A sentence of what was done, for the page. */
  readonly onTold: (told: string) => void;
}
interface DialogProps extends DeedProps {
  readonly deed: Deed;
  readonly onPassword: (password: string) => void;
}

/** The question before each deed on an account: what happens, the reason on record, the verb on the button. */
export const DeedDialog = ({ deed, onPassword, ...props }: DialogProps) => {
  switch (deed) {
    case 'reset':
      return <ResetDeed {...props} onPassword={onPassword} />;
    case 'disable':
      return <DisableDeed {...props} />;
    case 'enable':
      return <EnableDeed {...props} />;
    case 'endSessions':
      return <EndSessionsDeed {...props} />;
    case 'handOver':
      return <HandOverDeed {...props} />;
    case 'viewAs':
      return <ViewAsDeed {...props} />;
  }
};

const ResetDeed = ({ account, onClose, onPassword }: DeedProps & { onPassword: (password: string) => void }) => {
  const t = useT();
  const [codesToo, setCodesToo] = useState(false);
  const deed = useDeed(resetPassword, { stales: ['access.'] });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`重置 ${account.name} 的密码？`, `Reset the password of ${account.name}?`)}
      action={t('重置，给出初始密码', 'Reset and show an initial password')}
      danger
      withReason
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={async (reason) => {
        const done = await deed.act({ id: account.id, reason, codesToo });
        if (!done) return;
        onPassword(done.initialPassword);
        onClose();
      }}
    >
      <p>
        {t(
          '旧密码马上作废，各处的登录随即结束。新的初始密码只显示一次，第一次登录时要改掉。办之前请先确认来找您的确是本人。',
          'The old password ends at once, and so do all sessions. The new initial password is shown once and must be changed at the first sign-in. Make sure first that it is really this person who asks.',
        )}
      </p>
      {account.codesOn && (
        <p className="check-line">
          <Checkbox checked={codesToo} onChange={(e) => setCodesToo(e.target.checked)}>
            {t('手机丢了或换了，动态码也一起停用', 'The phone is lost or changed: switch codes off too')}
          </Checkbox>
        </p>
      )}
    </Confirm>
  );
};

const DisableDeed = ({ account, onClose, onTold }: DeedProps) => {
  const t = useT();
  const deed = useDeed(disableAccount, {
    stales: ['access.'],
    onDone: () => {
      onTold(t('已停用，各处登录都已结束', 'Disabled; all sessions have ended'));
      onClose();
    },
  });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`停用 ${account.name} 的账号？`, `Disable the account of ${account.name}?`)}
      action={t('停用这个账号', 'Disable this account')}
      danger
      withReason
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => void deed.act({ id: account.id, reason })}
    >
      <p>
        {t(
          '马上不能登录，各处的登录随即结束。以后可以恢复。在办的工作不会动；人调走了，请改用“移交工作”。',
          'It can no longer sign in and its sessions end at once. It can be enabled again. Open work stays where it is; where the person has left, use “Hand over work” instead.',
        )}
      </p>
    </Confirm>
  );
};

const EnableDeed = ({ account, onClose, onTold }: DeedProps) => {
  const t = useT();
  const deed = useDeed(enableAccount, {
    stales: ['access.'],
    onDone: () => {
      onTold(t('已恢复，本人可以登录', 'Enabled: they can sign in'));
      onClose();
    },
  });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`恢复 ${account.name} 的账号？`, `Enable the account of ${account.name}?`)}
      action={t('恢复这个账号', 'Enable this account')}
      withReason
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => void deed.act({ id: account.id, reason })}
    >
      <p>
        {t(
          '密码、角色和辖区都和停用前一样。忘了密码的，恢复之后再重置。',
          'Password, roles and areas are as they were. If the password is forgotten, reset it afterwards.',
        )}
      </p>
    </Confirm>
  );
};

const EndSessionsDeed = ({ account, onClose, onTold }: DeedProps) => {
  const t = useT();
  const deed = useDeed(endAccountSessions, {
    stales: ['access.'],
    onDone: ({ ended }) => {
      onTold(t(`已结束 ${ended} 处登录`, `${ended} session(s) ended`));
      onClose();
    },
  });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`结束 ${account.name} 的全部登录？`, `End all sessions of ${account.name}?`)}
      action={t(`结束 ${account.openSessions} 处登录`, `End ${account.openSessions} session(s)`)}
      danger
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={() => void deed.act({ id: account.id })}
    >
      <p>
        {t(
          '本人正在填的、还没有存的内容会丢。可以马上再登录；要拦住请改用停用或重置密码。',
          'What they are typing and have not saved is lost. They can sign in again at once; to prevent that, disable the account or reset the password.',
        )}
      </p>
    </Confirm>
  );
};
