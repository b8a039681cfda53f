import { Input, Select } from 'antd';
import { useState } from 'react';
import { Confirm } from '#platform/web/confirm.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import { assignFindings, listDeskAccounts } from '../../contractDesk.ts';

/** To a named account of an office that holds the area, or back to the office. */
export const AssignDialog = ({ ids, onClose, onDone }: { ids: readonly string[]; onClose: () => void; onDone: (told: string) => void }) => {
  const t = useT();
  const [to, setTo] = useState<string>('');
  const [words, setWords] = useState('');
  const accounts = useRead(listDeskAccounts, { id: ids[0]! });
  const assign = useWrite(assignFindings, {
    stales: ['rosters.'],
    onDone: ({ assigned, passed }) => {
      onDone(
        passed
          ? t(
              `已转派 ${assigned} 件；${passed} 件不在那个账号的辖区，没有动`,
              `Handed over ${assigned}; ${passed} lie outside that account’s area and stay`,
            )
          : t(`已转派 ${assigned} 件`, `Handed over ${assigned}`),
      );
      onClose();
    },
  });
  return (
    <Confirm
      open
      title={t(`转派 ${ids.length} 件疑点`, `Hand over ${ids.length} finding(s)`)}
      action={t('转派', 'Hand over')}
      busy={assign.isPending}
      problem={assign.error ?? accounts.error}
      onCancel={onClose}
      onAct={() => assign.mutate({ ids: [...ids], to: to === '' ? null : to, words: words.trim() })}
    >
      <div className="field">
        <label htmlFor="assign-to">{t('转给谁', 'To whom')}</label>
        <Select
          id="assign-to"
          value={to}
          loading={accounts.isPending}
          showSearch
          optionFilterProp="label"
          onChange={setTo}
          options={[
            { value: '', label: t('所在地的办公室（不指名）', 'The office of the area (nobody by name)') },
            ...(accounts.data?.items ?? []).map((a) => ({ value: a.id, label: `${a.name}${t('，', ', ')}${a.areaName}` })),
          ]}
        />
      </div>
      <div className="field">
        <label htmlFor="assign-words">
          {t('留言', 'Message')}
          <span className="mute">{t('（选填）', ' (optional)')}</span>
        </label>
        <Input id="assign-words" maxLength={200} value={words} onChange={(e) => setWords(e.target.value)} />
      </div>
    </Confirm>
  );
};
