import { createContext, useContext } from 'react';

/** Asks the person to confirm that it is them; resolves true when done. The shell hands over the dialog. */
export type AskStepUp = () => Promise<boolean>;
export const StepUpContext = createContext<AskStepUp>(async () => false);

/** Runs a deed that may need a fresh confirmation: on refusal asks for it and runs the deed once more. */
export const useSteppedUp = () => {
  const ask = useContext(StepUpContext);
  return async <T,>(deed: () => Promise<T>): Promise<T> => {
    try {
      return await deed();
    } catch (error) {
      if ((error as { code?: string }).code !== 'access.stepUpNeeded' || !(await ask())) throw error;
      return await deed();
    }
  };
};
