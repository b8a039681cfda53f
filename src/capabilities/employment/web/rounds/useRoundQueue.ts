import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSession } from '#platform/web/session.tsx';
import { type AnswerInput, flushQueue, giveAnswer, onQueue, readQueue, type Sent, type Waiting } from './roundQueue.ts';

/** Sent again so often while something waits; the browser's own word of being online is not to be relied on. */
const AGAIN_MS = 15_000;

export const useRoundQueue = () => {
  const { accountId } = useSession();
  const account = accountId ?? '';
  const client = useQueryClient();
  const [queue, setQueue] = useState<readonly Waiting[]>(() => readQueue(account));
  const stale = () => client.invalidateQueries({ predicate: (q) => String(q.queryKey[0]).startsWith('employment.') });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for an account
  useEffect(() => {
    const hear = () => setQueue(readQueue(account));
    const flush = () => {
      if (readQueue(account).some((w) => !w.refused))
        void flushQueue(account).then((sent) => {
          if (sent) void stale();
        });
    };
    const off = onQueue(hear);
    window.addEventListener('online', flush);
    const timer = window.setInterval(flush, AGAIN_MS);
    flush();
    return () => {
      off();
      window.removeEventListener('online', flush);
      window.clearInterval(timer);
    };
  }, [account]);
  return {
    account,
    waiting: queue.filter((w) => !w.refused),
    refused: queue.filter((w) => w.refused),
    stale,
    give: (input: AnswerInput, photo?: string): Promise<Sent> => giveAnswer(account, input, photo),
  };
};
export type RoundQueue = ReturnType<typeof useRoundQueue>;
