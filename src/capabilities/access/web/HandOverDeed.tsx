import { Checkbox, Select } from 'antd';
import { useState } from 'react';
import { Confirm } from '#platform/web/confirm.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { useRead } from '#platform/web/useRead.ts';
import { handOverAccount, listAccounts } from '../contractAccounts.ts';
import type { DeedProps } from './AccountDeeds.tsx';

/** Somebody leaves: their open work goes to another account, and theirs is disabled if wished. */
export const HandOverDeed = ({ account, onClose, onTold }: DeedProps) => {
  const t = useT();
  const [to, setTo] = useState<string | null>(null);
  const [disable, setDisable] = useState(true);
  const deed = useDeed(handOverAccount, {
    stales: ['access.'],
    onDone: ({ moved }) => {
      const words = moved.filter((m) => m.count > 0).map((m) => `${t(m.text)} ${m.count}`);
      onTold(
        words.length
          ? t(`已移交：${words.join('，')}`, `Handed over: ${words.join(', ')}`)
          : t('已移交；名下没有在办的工作', 'Handed over; there was no open work'),
      );
      onClose();
    },
  });
  return (
    <Confirm
      open
      held={deed.asking}
      ready={to !== null}
      title={t(`把 ${account.name} 在办的工作移交给谁？`, `Who takes over the open work of ${account.name}?`)}
      action={disable ? t('移交并停用', 'Hand over and disable') : t('移交工作', 'Hand over')}
      danger
      withReason
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => to && void deed.act({ id: account.id, to, disable, reason })}
    >
      <p>
        {t(
          '指派给他的事项转到接手人名下；过去办过的事，记录上仍是原来的人。接手人的辖区要盖住他的辖区。',
          'What is assigned to them goes to the receiver; what they did in the past stays in their name. The receiver’s area must cover theirs.',
        )}
      </p>
      <div className="field">
        <label htmlFor="hand-over-to">{t('接手人', 'Receiver')}</label>
        <ReceiverPicker not={account.id} value={to} onChange={setTo} />
      </div>
      <p className="check-line">
        <Checkbox checked={disable} onChange={(e) => setDisable(e.target.checked)}>
          {t('移交后停用这个账号', 'Disable this account afterwards')}
        </Checkbox>
      </p>
    </Confirm>
  );
};

const ReceiverPicker = ({ not, value, onChange }: { not: string; value: string | null; onChange: (id: string | null) => void }) => {
  const t = useT();
  const [text, setText] = useState('');
  const found = useRead(listAccounts, { text: text.trim() || undefined, state: 'active', size: 20 }, { keep: true });
  const rows = (found.data?.items ?? []).filter((a) => a.id !== not);
  return (
    <>
      <Select
        id="hand-over-to"
        getPopupContainer={(select) => select.parentElement ?? document.body}
        showSearch={{ filterOption: false, onSearch: setText }}
        value={value}
        placeholder={t('登录名或姓名的开头', 'Beginning of login or name')}
        options={rows.map((a) => ({ value: a.id, label: `${a.name} ${a.login}`, roles: a.roles }))}
        optionRender={(o) => (
          <>
            {o.label}
            <div className="s12 mute">
              {rows
                .find((a) => a.id === o.value)
                ?.roles.map((r) => `${t(r.text)} ${r.areaName}`)
                .join(t('，', ', '))}
            </div>
          </>
        )}
        notFoundContent={t('没有找到在用的账号', 'No active account found')}
        onChange={(next: string | undefined) => onChange(next ?? null)}
      />
      {found.data && found.data.next !== null && (
        <p className="note">{t('只列前 20 个，请多写几个字', 'The first 20 are listed; type more')}</p>
      )}
    </>
  );
};
