import type { AnyEndpoint, Input, Output } from '../contract.ts';
import { useForm } from './form.tsx';
import { useWrite } from './useRead.ts';

/** One ordinary event: a form over its endpoint. A refusal keeps what was typed and puts each sentence under its field. */
export const useEvent = <E extends AnyEndpoint>(
  endpoint: E,
  initial: Input<E>,
  onDone: (output: Output<E>) => void,
  /** Reads that are stale afterwards: those of its own capability unless told. */
  stales: readonly string[] = [`${endpoint.id.split('.')[0]}.`],
) => {
  const form = useForm(endpoint, initial);
  const write = useWrite(endpoint, { stales, onDone });
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
