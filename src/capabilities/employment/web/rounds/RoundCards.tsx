import { useState } from 'react';
import { Link } from 'react-router';
import type { Input, Output } from '#platform/contract.ts';
import { type CallFailed, call } from '#platform/web/api.ts';
import { I } from '#platform/web/icons.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Empty, Loading, ProblemView, WriteProblem } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { callNumber, listRound, type RoundRow, type readRound, VERIFY } from '../../contractRounds.ts';
import { employerWord } from '../../rules.ts';
import type { Via } from '../../rulesRounds.ts';
import { AnswerDialog } from './AnswerDialog.tsx';
import { LastOne, Proof } from './RoundDesk.tsx';
import { shrinkPhoto } from './roundQueue.ts';
import { stateMarks, stateWord, stillAsked } from './roundWords.ts';
import { useAnswering } from './useAnswering.ts';
import type { RoundQueue } from './useRoundQueue.ts';

interface Props {
  readonly d: Output<typeof readRound>;
  readonly filter: Input<typeof listRound>;
  readonly queue: RoundQueue;
}

/** On a phone: one person a card, big buttons, the next one comes by itself. */
export const RoundCards = ({ d, filter, queue }: Props) => {
  const t = useT();
  const can = useCan();
  const employer = d.side === 'employer';
  const [via, setVia] = useState<Via>(employer ? 'employer' : 'phone');
  // whom this phone has already dealt with: the list that was loaded goes on without a network
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<'left' | 'notReached' | null>(null);
  const [photo, setPhoto] = useState<{ readonly of: string; readonly base64: string } | null>(null);
  const [faultyPhoto, setFaultyPhoto] = useState(false);
  const open = { ...filter, state: filter.state ?? (['overdue', 'due', 'notReached'] as const).slice(), size: 100 };
  const read = useRead(listRound, open, { keep: true });
  const answering = useAnswering(queue, d.side, d.today, via);
  const rows = (read.data?.items ?? []).filter((r) => !done.has(r.spellId) && !queue.waiting.some((w) => w.input.spellId === r.spellId));
  const row = rows[0];
  if (read.isPending) return <Loading rows={4} />;
  if (read.error && !read.data) return <ProblemView problem={read.error} onRetry={() => void read.refetch()} />;
  if (!can(VERIFY) || !d.answers || d.month < d.answersFrom.slice(0, 7))
    return (
      <Empty title={t('这里只能看，不能核', 'Here one may look, not verify')} hint={t('点“看名单和进度”', 'Open “List and progress”')} />
    );
  const after = (ok: boolean) => {
    if (!ok || !row) return;
    setAsking(null);
    setPhoto(null);
    setDone((old) => new Set([...old, row.spellId]));
    window.scrollTo({ top: 0 });
  };
  const give = (answer: 'still' | 'left' | 'notReached', more: { reason?: string; lastDay?: string } = {}) =>
    row && void answering.give(row, answer, { ...more, ...(photo?.of === row.spellId ? { photo: photo.base64 } : {}) }).then(after);
  const take = (file: File | undefined) => {
    if (!file || !row) return;
    setFaultyPhoto(false);
    shrinkPhoto(file).then(
      (base64) => setPhoto({ of: row.spellId, base64 }),
      () => setFaultyPhoto(true),
    );
  };
  return (
    <div className="round-phone">
      <LastOne answering={answering} />
      {!row ? (
        <Empty
          title={read.data?.next ? t('这一批核完了', 'This batch is done') : t('没有要核的人了', 'Nobody is left to verify')}
          hint={
            queue.waiting.length
              ? t(`还有 ${queue.waiting.length} 个回答等网络`, `${queue.waiting.length} answers wait for a network`)
              : undefined
          }
          actions={
            read.data?.next && (
              <button type="button" className="round-big" onClick={() => void read.refetch()}>
                {t('下一批', 'Next batch')}
              </button>
            )
          }
        />
      ) : (
        <article className="round-card" aria-label={row.worker.name}>
          <p className="note">
            {t(`还有 ${number(d.totals.due + d.totals.overdue)} 段待核`, `${number(d.totals.due + d.totals.overdue)} still to verify`)}
          </p>
          <h2>
            <Link to={`/workers/${row.workerId}`}>{row.worker.name}</Link>
          </h2>
          <p>
            {[t(employerWord(row.kind, row.employer.name)), row.post, t(`${row.start} 上岗`, `since ${row.start}`)]
              .filter(Boolean)
              .join(t('，', ', '))}
          </p>
          <p>
            <St k={stateMarks[row.state]}>{t(stateWord(row.state, employer))}</St>
          </p>
          <Proof r={row} carry={d.carryDays} />
          <Call key={row.spellId} row={row} side={d.side} />
          {!employer && (
            <fieldset className="round-via">
              <legend>{t('怎么核的', 'How')}</legend>
              {(['phone', 'visit'] as const).map((v) => (
                <button key={v} type="button" aria-pressed={via === v} onClick={() => setVia(v)}>
                  {via === v && <I n="check" s={18} />} {v === 'phone' ? t('打了电话', 'By telephone') : t('见到本人', 'Seen')}
                </button>
              ))}
            </fieldset>
          )}
          <h3>{t(stillAsked(row))}</h3>
          <button type="button" className="round-big yes" disabled={answering.busy !== null} onClick={() => give('still')}>
            <I n="check" s={22} /> {t('还在', 'Still there')}
          </button>
          <div className="round-two">
            <button type="button" className="round-big" onClick={() => setAsking('left')}>
              {t('走了', 'Left')}
            </button>
            {!employer && (
              <button type="button" className="round-big" onClick={() => setAsking('notReached')}>
                {t('没联系上', 'Not reached')}
              </button>
            )}
          </div>
          <div className="round-two">
            <label className="round-big quiet">
              <I n="cam" s={20} /> {photo?.of === row.spellId ? t('已有照片', 'Photo taken') : t('拍照（选填）', 'Photo (optional)')}
              <input type="file" accept="image/*" capture="environment" className="vh" onChange={(e) => take(e.target.files?.[0])} />
            </label>
            <button type="button" className="round-big quiet" onClick={() => setDone((old) => new Set([...old, row.spellId]))}>
              {t('先跳过', 'Skip')}
            </button>
          </div>
          {faultyPhoto && <p role="alert">{t('这张照片读不了，请重拍一张', 'This photograph cannot be read; take another')}</p>}
          {answering.problem?.spellId === row.spellId && <WriteProblem problem={answering.problem.error} />}
        </article>
      )}
      {asking && row && (
        <AnswerDialog
          what={asking}
          name={row.worker.name}
          day={d.today}
          start={row.start}
          side={d.side}
          via={via}
          end={row.end}
          busy={answering.busy !== null}
          problem={answering.problem?.spellId === row.spellId ? answering.problem.error : null}
          onClose={() => setAsking(null)}
          onGive={(more) => give(asking, more)}
        />
      )}
    </div>
  );
};

/** The number on demand and on record; then a link that calls it. */
const Call = ({ row, side }: { row: RoundRow; side: Output<typeof readRound>['side'] }) => {
  const t = useT();
  const [phones, setPhones] = useState<Output<typeof callNumber>['phones'] | null>(null);
  const [problem, setProblem] = useState<CallFailed | null>(null);
  if (!row.worker.phoneMasked) return <p className="note">{t('没有登记电话', 'No telephone on record')}</p>;
  if (phones)
    return (
      <p className="round-call">
        {phones.map((p) => (
          <a key={p.number} className="round-big" href={`tel:${p.number}`}>
            <I n="phone" s={20} /> {t('拨打', 'Call')} <span className="num">{p.number}</span> {p.holder}
          </a>
        ))}
      </p>
    );
  return (
    <>
      <button
        type="button"
        className="round-big quiet"
        onClick={() =>
          call(callNumber, { spellId: row.spellId, side }).then(
            (r) => setPhones(r.phones),
            (e) => setProblem(e as CallFailed),
          )
        }
      >
        <I n="phone" s={20} /> {t(`显示号码 ${row.worker.phoneMasked}（留痕）`, `Show the number ${row.worker.phoneMasked} (on record)`)}
      </button>
      <WriteProblem problem={problem} />
    </>
  );
};
