import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { Confirm } from '#platform/web/confirm.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { readMe } from '../contract.ts';
import { beginViewAs } from '../contractWatch.ts';
import type { DeedProps } from './AccountDeeds.tsx';

/** Looking through another's eyes: read-only, 30 minutes, on record for both. */
export const ViewAsDeed = ({ account, onClose }: DeedProps) => {
  const t = useT();
  const go = useNavigate();
  const client = useQueryClient();
  const deed = useDeed(beginViewAs, {
    onDone: async (me) => {
      onClose();
      await go('/');
      // whatever was read so far was read with one's own eyes
      client.removeQueries({ predicate: (q) => q.queryKey[0] !== readMe.id && q.queryKey[0] !== 'platform.readAbout' });
      client.setQueryData([readMe.id, {}], me);
    },
  });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`以 ${account.name} 的视角查看？`, `Look through the eyes of ${account.name}?`)}
      action={t('以他的视角查看 30 分钟', 'Look for 30 minutes')}
      withReason
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => void deed.act({ accountId: account.id, reason })}
    >
      <p>
        {t(
          '看到的和他看到的一样，只看不改，30 分钟后自动结束。您看了什么记在操作记录里，写明是您用他的视角看的。',
          'You see what they see, and change nothing; it ends by itself after 30 minutes. What you look at is on record as yours, through their eyes.',
        )}
      </p>
    </Confirm>
  );
};
