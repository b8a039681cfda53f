import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { AnyEndpoint, Input, Output } from '../contract.ts';
import { type CallFailed, call } from './api.ts';

export interface ReadOptions {
  readonly enabled?: boolean;
  /** Keep the rows of the last page while the next one loads. */
  readonly keep?: boolean;
  readonly refreshMs?: number;
}

/** Reads an endpoint; key, fetch and Problem all come from the contract. */
export const useRead = <E extends AnyEndpoint>(endpoint: E, input: Input<E>, options: ReadOptions = {}) =>
  useQuery<Output<E>, CallFailed>({
    queryKey: [endpoint.id, input],
    queryFn: ({ signal }) => call(endpoint, input, { signal }),
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
    ...(options.refreshMs ? { refetchInterval: options.refreshMs } : {}),
  });

export interface WriteOptions<E extends AnyEndpoint> {
  /** Ids of the reads that are stale afterwards, or prefixes such as `access.`. */
  readonly stales?: readonly string[];
  readonly onDone?: (output: Output<E>) => void;
}

/** Writes to an endpoint. The idempotency key stays the same until the write has gone through: a double click or a resend makes one record. */
export const useWrite = <E extends AnyEndpoint>(endpoint: E, options: WriteOptions<E> = {}) => {
  const client = useQueryClient();
  const intention = useRef<{ body: string; key: string } | null>(null);
  return useMutation<Output<E>, CallFailed, Input<E>>({
    mutationFn: (input) => {
      const body = JSON.stringify(input);
      if (intention.current?.body !== body) intention.current = { body, key: crypto.randomUUID() };
      return call(endpoint, input, { idempotencyKey: intention.current.key });
    },
    onSuccess: async (output) => {
      intention.current = null;
      const stales = options.stales ?? [];
      await client.invalidateQueries({ predicate: (q) => stales.some((s) => String(q.queryKey[0]).startsWith(s)) });
      options.onDone?.(output);
    },
    onError: (error) => {
      // a refusal is an answer: the next try is a new intention; only silence keeps the key
      if (error.code !== 'network') intention.current = null;
    },
  });
};
