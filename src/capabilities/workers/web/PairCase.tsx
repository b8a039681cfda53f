import { Button, Input } from 'antd';
import { useState } from 'react';
import { instant, useT } from '#platform/web/lang.tsx';
import { type MarkKind, St } from '#platform/web/marks.tsx';
import { useSession } from '#platform/web/session.tsx';
import { Loading, ProblemView, WriteProblem } from '#platform/web/states.tsx';
import { useKeys } from '#platform/web/useKeys.ts';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import { acknowledgePair, decidePair, type Pair, pairStateTexts, readPair } from '../contract.ts';
import { JoinDialog, SplitDialog } from './MergeEvents.tsx';
import { PairGuards, PairReasons, PairSides } from './PairSides.tsx';
import { pairSentences } from './pairWords.ts';

interface Props {
  readonly id: string;
  readonly place: { readonly at: number; readonly of: number } | null;
  readonly onLater: () => void;
  /** Decided: the next case may open. */
  readonly onDecided: (told: string) => void;
  readonly onTold: (told: string) => void;
}

/** One case: what is alike in two sentences, both records, why the score, why no machine decides it, and the decision. */
export const PairCase = (props: Props) => {
  const read = useRead(readPair, { id: props.id });
  if (read.error) return <ProblemView problem={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Loading />;
  return <Case pair={read.data} {...props} />;
};

const stateMark: Readonly<Record<Pair['state'], MarkKind>> = { open: 'doubt', same: 'ok', different: 'no' };

const Case = ({ pair, place, onLater, onDecided, onTold }: Props & { pair: Pair }) => {
  const t = useT();
  const [alike, turns] = pairSentences(pair, t);
  const [a, b] = [sideName(pair, 'a', t('辖区外的一份', 'a record outside')), sideName(pair, 'b', t('辖区外的一份', 'a record outside'))];
  return (
    <section aria-label={t('这一对', 'This pair')}>
      <div className="row sp top">
        <div>
          {place && <p className="note">{t(`第 ${place.at} 对，本页 ${place.of} 对`, `Pair ${place.at} of ${place.of} on this page`)}</p>}
          <h2 className="case-title">{a === b ? t(`两份“${a}”`, `Two records of “${a}”`) : t(`${a} 与 ${b}`, `${a} and ${b}`)}</h2>
        </div>
        <St k={stateMark[pair.state]}>{t(pairStateTexts[pair.state])}</St>
      </div>
      <p className="case-lead">
        {alike}
        {t('', ' ')}
        {turns}
      </p>
      <PairSides pair={pair} />
      <PairReasons pair={pair} />
      <PairGuards pair={pair} />
      {pair.state === 'open' ? (
        <Decide pair={pair} onLater={onLater} onDecided={onDecided} />
      ) : (
        <Decided pair={pair} onTold={onTold} onDecided={onDecided} />
      )}
    </section>
  );
};

const sideName = (pair: Pair, side: 'a' | 'b', outside: string): string => (pair[side].visible ? pair[side].name : outside);

const Decide = ({ pair, onLater, onDecided }: Pick<Props, 'onLater' | 'onDecided'> & { pair: Pair }) => {
  const t = useT();
  const viewing = useSession().viewing;
  const [reason, setReason] = useState('');
  const decide = useWrite(decidePair, {
    stales: ['workers.'],
    onDone: (done) =>
      onDecided(
        done.state === 'same'
          ? t('判为同一个人，已合并；在“同一个人”里可以再拆开', 'Decided: one person, merged. It can be split again under “one person”')
          : t('判为不是同一个人，以后不再提', 'Decided: different persons; it will not be asked again'),
      ),
  });
  const note = useNoted(pair, onDecided);
  const busy = decide.isPending || note.busy;
  const act = (same: boolean) => {
    if (!busy && pair.mine && !viewing)
      decide.mutate({ id: pair.id, version: pair.version, same, ...(reason.trim().length > 1 ? { reason: reason.trim() } : {}) });
  };
  useKeys({ '1': () => act(true), '2': () => act(false), '3': onLater });
  return (
    <div className="case-foot noprint">
      {pair.mine ? (
        <>
          <div className="field">
            <label htmlFor="pair-reason">
              {t('依据', 'Proof')}
              <span className="mute">{t('（选填）', ' (optional)')}</span>
            </label>
            <Input
              id="pair-reason"
              maxLength={200}
              value={reason}
              placeholder={t('如“户口簿”“打电话问过本人”', 'Such as “household register”, “asked by telephone”')}
              onChange={(e) => setReason(e.target.value)}
            />
          </div>
          <div className="row gap12 wrap">
            <Button type="primary" loading={decide.isPending} onClick={() => act(true)}>
              {t('是同一个人', 'One person')} <kbd>1</kbd>
            </Button>
            <Button disabled={busy} onClick={() => act(false)}>
              {t('不是', 'Different')} <kbd>2</kbd>
            </Button>
            <Later onLater={onLater} busy={busy} />
            {pair.unread && <Noted onRead={note.read} busy={busy} />}
          </div>
        </>
      ) : (
        <>
          <p className="sub">
            <St k="info">
              {t('有一份不在您的辖区，由同管两地的上级来判。', 'One record lies outside your area; the level above both decides.')}
            </St>
          </p>
          <div className="row gap12 wrap">
            {pair.unread && <Noted onRead={note.read} busy={busy} primary />}
            <Later onLater={onLater} busy={busy} />
          </div>
        </>
      )}
      <p className="pf-line">
        <WriteProblem problem={decide.error ?? note.problem} />
      </p>
      {pair.mine && (
        <p className="note">
          {t(
            '合并只连起两份档案，内容都原样留着；合错了可以再拆开。',
            'Merging only links the records, nothing in them changes; it can be split again.',
          )}
        </p>
      )}
    </div>
  );
};

const Later = ({ onLater, busy }: { onLater: () => void; busy: boolean }) => {
  const t = useT();
  return (
    <Button disabled={busy} onClick={onLater}>
      {t('以后再看', 'Later')} <kbd>3</kbd>
    </Button>
  );
};
const Noted = ({ onRead, busy, primary }: { onRead: () => void; busy: boolean; primary?: boolean }) => {
  const t = useT();
  return (
    <Button {...(primary ? { type: 'primary' as const } : {})} disabled={busy} onClick={onRead}>
      {t('已知悉', 'Noted')} <kbd>4</kbd>
    </Button>
  );
};

/** News across areas: the own side says that it has read it. */
const useNoted = (pair: Pair, onDecided: (told: string) => void) => {
  const t = useT();
  const viewing = useSession().viewing;
  const note = useWrite(acknowledgePair, { stales: ['workers.'], onDone: () => onDecided(t('已知悉', 'Noted')) });
  const read = () => {
    if (!note.isPending && pair.unread && !viewing) note.mutate({ id: pair.id });
  };
  useKeys({ '4': read });
  return { read, busy: note.isPending, problem: note.error };
};

/** A decided pair can be looked at, split again, or joined after all. */
const Decided = ({ pair, onTold, onDecided }: Pick<Props, 'onTold' | 'onDecided'> & { pair: Pair }) => {
  const t = useT();
  const note = useNoted(pair, onDecided);
  const [asking, setAsking] = useState(false);
  const seen = pair.a.visible ? pair.a : pair.b;
  const other = pair.a.visible ? pair.b : pair.a;
  return (
    <div className="case-foot noprint">
      <p className="sub">
        {t(
          `${pair.decided ? instant(pair.decided) : ''} ${pair.decidedBy ?? t('自动', '')}判定${pair.decision ? `，依据：${pair.decision}` : ''}`,
          `Decided ${pair.decided ? instant(pair.decided) : ''} ${pair.decidedBy ? `by ${pair.decidedBy}` : 'automatically'}${pair.decision ? `; proof: ${pair.decision}` : ''}`,
        )}
      </p>
      <div className="row gap12 wrap">
        {pair.unread && <Noted onRead={note.read} busy={note.busy} primary />}
        {pair.mine && (
          <Button onClick={() => setAsking(true)}>
            {pair.state === 'same' ? t('拆开', 'Split again') : t('还是同一个人，合并', 'One person after all: merge')}
          </Button>
        )}
      </div>
      <WriteProblem problem={note.problem} />
      {asking &&
        (pair.state === 'same' ? (
          <SplitDialog workerId={seen.workerId} onClose={() => setAsking(false)} onTold={onTold} />
        ) : (
          <JoinDialog
            workerId={seen.workerId}
            name={seen.name}
            other={{ workerId: other.workerId, name: other.name }}
            onClose={() => setAsking(false)}
            onTold={onTold}
          />
        ))}
    </div>
  );
};
