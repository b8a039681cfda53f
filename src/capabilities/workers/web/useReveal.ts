import { useState } from 'react';
import type { Output } from '#platform/contract.ts';
import { type CallFailed, call } from '#platform/web/api.ts';
import { useSteppedUp } from '#platform/web/stepUp.tsx';
import { revealNumber } from '../contract.ts';

export type Revealed = Output<typeof revealNumber>;

/** The whole number on demand. It lives in this page's state alone: no cache keeps it, and leaving the page forgets it. */
export const useReveal = (id: string) => {
  const stepped = useSteppedUp();
  const [shown, setShown] = useState<Revealed | null>(null);
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<CallFailed | null>(null);
  const reveal = async (reason?: string): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    try {
      const found = await stepped(async () => {
        setAsking(false);
        try {
          return await call(revealNumber, { id, ...(reason ? { reason } : {}) });
        } catch (error) {
          if ((error as CallFailed).code === 'access.stepUpNeeded') setAsking(true);
          throw error;
        }
      });
      setShown(found);
      return true;
    } catch (error) {
      // turning the question down is no failure
      if ((error as CallFailed).code !== 'access.stepUpNeeded') setProblem(error as CallFailed);
      return false;
    } finally {
      setAsking(false);
      setBusy(false);
    }
  };
  return { shown, busy, asking, problem, reveal, hide: () => setShown(null) };
};
export type Reveal = ReturnType<typeof useReveal>;
