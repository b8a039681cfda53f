import { useState } from 'react';
import type { AnyEndpoint, Input, Output } from '../contract.ts';
import { useSteppedUp } from './stepUp.tsx';
import { useWrite, type WriteOptions } from './useRead.ts';

/**
 * A write behind a question (Confirm). Where the server wants to know that it is really this person, `asking` is true while that is asked:
 * the first question steps aside, keeps what was typed, and the deed runs again. Answers undefined where it was refused; the sentence is in `problem`.
 */
export const useDeed = <E extends AnyEndpoint>(endpoint: E, options: WriteOptions<E> = {}) => {
  const write = useWrite(endpoint, options);
  const stepped = useSteppedUp();
  const [asking, setAsking] = useState(false);
  const act = async (input: Input<E>): Promise<Output<E> | undefined> => {
    try {
      return await stepped(async () => {
        setAsking(false);
        try {
          return await write.mutateAsync(input);
        } catch (error) {
          if ((error as { code?: string }).code === 'access.stepUpNeeded') setAsking(true);
          throw error;
        }
      });
    } catch {
      return undefined;
    } finally {
      setAsking(false);
    }
  };
  return { act, asking, busy: write.isPending, problem: write.error, forget: write.reset };
};
