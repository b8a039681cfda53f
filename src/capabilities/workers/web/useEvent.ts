import type { AnyEndpoint, Input, Output } from '#platform/contract.ts';
import { useForm } from '#platform/web/form.tsx';
import { useWrite } from '#platform/web/useRead.ts';

/** One ordinary event: a form over its endpoint. A refusal keeps what was typed and puts each sentence under its field. */
export const useEvent = <E extends AnyEndpoint>(endpoint: E, initial: Input<E>, onDone: (output: Output<E>) => void) => {
  const form = useForm(endpoint, initial);
  const write = useWrite(endpoint, { stales: ['workers.'], onDone });
  return {
    ...form,
    busy: write.isPending,
    problem: write.error,
    forget: write.reset,
    /** Sends the form as it stands, with `over` on top (a newer version to start from). */
    save: (over: Partial<Input<E>> = {}) => {
      if (!form.validate()) return;
      write.mutate({ ...form.values, ...over }, { onError: form.refused });
    },
  };
};
