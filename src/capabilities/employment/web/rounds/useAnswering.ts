import { useState } from 'react';
import type { Output } from '#platform/contract.ts';
import type { CallFailed } from '#platform/web/api.ts';
import { useDeed } from '#platform/web/useDeed.ts';
import { type answerRound, type RoundRow, type RoundSide, undoAnswer } from '../../contractRounds.ts';
import type { Answer, Via } from '../../rulesRounds.ts';
import type { RoundQueue } from './useRoundQueue.ts';

export interface More {
  readonly reason?: string;
  readonly lastDay?: string;
  readonly place?: string;
  readonly photo?: string;
}
export interface LastGiven {
  readonly id: string;
  readonly spellId: string;
  readonly name: string;
  readonly answer: Answer;
  readonly kept: boolean;
  /** What it wrote of the spell itself. */
  readonly end: Output<typeof answerRound>['end'];
}

/** One tap: the answer goes out, or waits for a network; the last one can be taken back. */
export const useAnswering = (queue: RoundQueue, side: RoundSide, day: string, via: Via) => {
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<{ readonly spellId: string; readonly error: CallFailed } | null>(null);
  const [last, setLast] = useState<LastGiven | null>(null);
  const undo = useDeed(undoAnswer, { stales: ['employment.'] });
  const give = async (row: RoundRow, answer: Answer, more: More = {}): Promise<boolean> => {
    setBusy(row.spellId);
    setProblem(null);
    setUndone(false);
    const { photo, ...rest } = more;
    const id = crypto.randomUUID();
    try {
      const sent = await queue.give(
        { id, spellId: row.spellId, side, answer, day, ...(answer === 'notReached' ? {} : { via }), ...rest },
        photo,
      );
      setLast({ id, spellId: row.spellId, name: row.worker.name, answer, kept: sent.kept, end: sent.kept ? null : sent.answer.end });
      if (!sent.kept) await queue.stale();
      return true;
    } catch (error) {
      setProblem({ spellId: row.spellId, error: error as CallFailed });
      return false;
    } finally {
      setBusy(null);
    }
  };
  const [undone, setUndone] = useState(false);
  const takeBack = async (id: string): Promise<void> => {
    if (!(await undo.act({ id }))) return;
    setLast(null);
    setUndone(true);
  };
  return { busy, problem, last, undone, give, takeBack, undoProblem: undo.problem };
};
export type Answering = ReturnType<typeof useAnswering>;
