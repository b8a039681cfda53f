import { useState } from 'react';
import { Link } from 'react-router';
import type { Output } from '#platform/contract.ts';
import { readAbout } from '#platform/contract.ts';
import { useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useRead } from '#platform/web/useRead.ts';
import type { registerWorker } from '../contractFacts.ts';
import { Registered } from './Registered.tsx';
import { RegisterForm } from './RegisterForm.tsx';
import type { Draft } from './registerDraft.ts';
import './workers.css';

export interface Saved {
  readonly made: Output<typeof registerWorker>;
  readonly name: string;
  /** What the next person of the same village shares. */
  readonly next: Partial<Draft>;
}

/** One person: enough to know who it is and what they want; the rest can follow. */
export const NewWorkerPage = () => {
  const t = useT();
  const about = useRead(readAbout, {});
  const [saved, setSaved] = useState<Saved | null>(null);
  const [start, setStart] = useState<{ round: number; with: Partial<Draft>; after: Saved | null }>({ round: 0, with: {}, after: null });
  const again = (from: Saved) => {
    setStart({ round: start.round + 1, with: from.next, after: from });
    setSaved(null);
  };
  return (
    <Screen
      title={t('建档', 'Register a person')}
      crumb={
        <>
          <Link to="/workers">{t('人员', 'People')}</Link> / {t('建档', 'Register')}
        </>
      }
      sub={t('填到能认出这个人、知道他想做什么就够了，其余以后补。', 'Enough to know who it is and what they want; the rest can follow.')}
      busy={about.isPending}
      problem={about.error}
      onRetry={() => void about.refetch()}
    >
      {saved ? (
        <Registered saved={saved} onAgain={() => again(saved)} />
      ) : (
        <>
          {start.after && <Registered saved={start.after} brief />}
          <RegisterForm
            key={start.round}
            today={about.data?.today ?? ''}
            begin={start.with}
            onSaved={(done, another) => (another ? again(done) : setSaved(done))}
          />
        </>
      )}
    </Screen>
  );
};
