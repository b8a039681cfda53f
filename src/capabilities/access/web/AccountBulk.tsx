import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import { type CallFailed, call } from '#platform/web/api.ts';
import { Confirm } from '#platform/web/confirm.tsx';
import { useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import type { Text } from '#standards/text.ts';
import { type AccountRow, disableAccount, unlockAccount } from '../contractAccounts.ts';
import { isLocked } from './accountWords.tsx';

interface Outcome {
  readonly row: AccountRow;
  readonly done: boolean;
  readonly text: Text;
}

/** Unlock or disable the ticked accounts, one after the other; each row says what became of it. */
export const AccountBulk = ({ rows, onDone }: { rows: readonly AccountRow[]; onDone: () => void }) => {
  const t = useT();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [results, setResults] = useState<readonly Outcome[] | null>(null);
  const [running, setRunning] = useState<{ todo: number } | null>(null);
  const stop = useRef(false);
  const run = async (deed: 'unlock' | 'disable', reason: string) => {
    setAsking(false);
    setRunning({ todo: rows.length });
    setResults([]);
    stop.current = false;
    for (const row of rows) {
      const one = await (stop.current ? Promise.resolve(left(row)) : carryOut(deed, row, reason));
      setResults((old) => [...(old ?? []), one]);
    }
    setRunning(null);
    await client.invalidateQueries({ predicate: (q) => String(q.queryKey[0]).startsWith('access.') });
  };
  const halt = () => {
    stop.current = true;
  };
  const close = () => {
    if (running) return;
    setResults(null);
    onDone();
  };
  const done = results?.filter((r) => r.done).length ?? 0;
  const locked = rows.filter(isLocked).length;
  return (
    <>
      <Button size="small" disabled={locked === 0} onClick={() => void run('unlock', '')}>
        {t(`解锁 ${locked} 个`, `Unlock ${locked}`)}
      </Button>
      <Button size="small" onClick={() => setAsking(true)}>
        {t(`停用 ${rows.length} 个`, `Disable ${rows.length}`)}
      </Button>
      <Confirm
        open={asking}
        title={t(`停用 ${rows.length} 个账号？`, `Disable ${rows.length} accounts?`)}
        action={t(`停用 ${rows.length} 个账号`, `Disable ${rows.length} accounts`)}
        danger
        withReason
        busy={false}
        problem={null}
        onCancel={() => setAsking(false)}
        onAct={(reason) => void run('disable', reason)}
      >
        <p>
          {t(
            '这些账号马上不能登录，正在用的登录随即结束。以后可以逐个恢复；在办的工作不会移交，要移交请逐个打开办。',
            'They can no longer sign in and their sessions end at once. Each can be enabled again later. Open work is not handed over; to hand it over, open the account.',
          )}
        </p>
        <p className="sub el">{rows.map((r) => r.name).join(t('，', ', '))}</p>
      </Confirm>
      <Modal
        open={results !== null}
        title={
          running
            ? t(`正在办，${results?.length ?? 0} / ${running.todo}`, `Working, ${results?.length ?? 0} of ${running.todo}`)
            : t(`办好 ${done} 个，没办 ${(results?.length ?? 0) - done} 个`, `${done} done, ${(results?.length ?? 0) - done} not done`)
        }
        closable={running ? false : { 'aria-label': t('关上', 'Close') }}
        onCancel={close}
        footer={
          running ? (
            <Button onClick={halt}>{t('停下，余下的不办', 'Stop, leave the rest')}</Button>
          ) : (
            <Button type="primary" onClick={close}>
              {t('看过了', 'Close')}
            </Button>
          )
        }
      >
        <ul className="result-list" aria-live="polite">
          {(results ?? []).map((r) => (
            <li key={r.row.id}>
              <G k={r.done ? 'ok' : 'no'} label={r.done ? t('已办', 'done') : t('没办', 'not done')} />
              <b className="b">{r.row.name}</b> <span className="raw mute">{r.row.login}</span>
              <span className="grow">{t(r.text)}</span>
            </li>
          ))}
        </ul>
      </Modal>
    </>
  );
};

const left = (row: AccountRow): Outcome => ({ row, done: false, text: { zh: '停下了，没有办', en: 'stopped before it' } });

const carryOut = async (deed: 'unlock' | 'disable', row: AccountRow, reason: string): Promise<Outcome> => {
  if (deed === 'unlock' && !isLocked(row)) return { row, done: true, text: { zh: '本来就没有锁', en: 'was not locked' } };
  if (deed === 'disable' && row.state === 'disabled') return { row, done: true, text: { zh: '本来就已停用', en: 'was disabled already' } };
  try {
    const options = { idempotencyKey: crypto.randomUUID() };
    if (deed === 'unlock') await call(unlockAccount, { id: row.id }, options);
    else await call(disableAccount, { id: row.id, reason }, options);
    return { row, done: true, text: deed === 'unlock' ? { zh: '已解锁', en: 'unlocked' } : { zh: '已停用', en: 'disabled' } };
  } catch (error) {
    return { row, done: false, text: (error as CallFailed).body.text };
  }
};
