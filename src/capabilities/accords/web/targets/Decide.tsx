import { Confirm } from '#platform/web/confirm.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { approveTargets, type ProposalOut, refuseTarget, withdrawTarget } from '../../contract.ts';

export interface Deed {
  readonly is: 'approve' | 'refuse' | 'withdraw';
  readonly of: readonly ProposalOut[];
}
export const STALES = ['accords.', 'indicators.readCompletion', 'indicators.readForecast'];

/** Approving, refusing, taking back: what happens to which number, before it does. */
export const Decide = ({ deed, onClose }: { deed: Deed; onClose: () => void }) => {
  const t = useT();
  const approve = useDeed(approveTargets, { stales: STALES, onDone: onClose });
  const refuse = useDeed(refuseTarget, { stales: STALES, onDone: onClose });
  const withdraw = useDeed(withdrawTarget, { stales: STALES, onDone: onClose });
  const write = { approve, refuse, withdraw }[deed.is];
  const [one] = deed.of;
  const n = deed.of.length;
  const words = {
    approve: {
      title: t(`批准 ${n} 项目标`, `Approve ${n} target(s)`),
      action: t(`批准 ${n} 项`, `Approve ${n}`),
      says: t(
        '批准后按这些数考核；原来的目标留在记录里，不会被覆盖。',
        'From then on completion is held against these numbers. Earlier targets stay on record.',
      ),
    },
    refuse: {
      title: t('退回这项提议', 'Refuse this proposal'),
      action: t('退回 1 项', 'Refuse 1'),
      says: t('退回后仍按现在的目标；对方可以改了再提。', 'The present target stays in force; the other side may propose anew.'),
    },
    withdraw: {
      title: t('收回这项提议', 'Take back this proposal'),
      action: t('收回 1 项', 'Take back 1'),
      says: t('收回后对方不再看到它；现在的目标不变。', 'The other side need no longer answer; the present target stays.'),
    },
  }[deed.is];
  return (
    <Confirm
      open
      held={write.asking}
      title={words.title}
      action={words.action}
      withReason={deed.is !== 'approve'}
      busy={write.busy}
      problem={write.problem}
      onCancel={onClose}
      onAct={(reason) => {
        if (deed.is === 'approve') void approve.act({ ids: deed.of.map((p) => p.id) });
        else if (one) void (deed.is === 'refuse' ? refuse : withdraw).act({ id: one.id, reason });
      }}
    >
      <ul className="tg-deed">
        {deed.of.slice(0, 12).map((p) => (
          <li key={p.id}>
            <span className="b">
              {t(p.originName)}—{t(p.hostName)}
            </span>{' '}
            {t(p.name)}
            {t('，', ', ')}
            <span className="nowrap">{t(`${p.year} 年`, `${p.year}`)}</span>{' '}
            <span className="num nowrap">
              {p.before === null ? '' : `${number(p.before)} → `}
              {number(p.persons)}
              {t(' 人', ' persons')}
            </span>
            {t(`，自 ${p.fromDay}`, `, from ${p.fromDay}`)}
            <br />
            <span className="note">{t(`事由：${p.reason}`, `Reason: ${p.reason}`)}</span>
          </li>
        ))}
      </ul>
      {n > 12 && <p className="note">{t(`另有 ${n - 12} 项`, `and ${n - 12} more`)}</p>}
      <p className="sub">{words.says}</p>
    </Confirm>
  );
};
