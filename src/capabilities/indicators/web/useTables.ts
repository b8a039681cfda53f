import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CallFailed, call } from '#platform/web/api.ts';
import { useRead } from '#platform/web/useRead.ts';
import { readFigureTable } from '../contractFigures.ts';
import type { Figure } from './grid.ts';
import { type Ask, questionOf } from './useAsk.ts';

const NOTHING = { figure: 'I01', from: '2000-01-01', to: '2000-01-01' };
/**
 * All figures as known at one instant: the first is asked "now" and names its instant, the others are asked as known at it. So that what must balance on one
 * sheet is never counted at two instants; each column appears when it is there.
 */
export const useTables = (ask: Ask | undefined, figures: readonly Figure[], by: readonly string[]) => {
  const client = useQueryClient();
  const [renewing, setRenewing] = useState(false);
  const [failed, setFailed] = useState<CallFailed | null>(null);
  const [lead, ...rest] = figures;
  const leading = ask && lead ? { ...questionOf(ask, lead, ask.knownAt), by: [...by] } : undefined;
  const first = useRead(readFigureTable, leading ?? NOTHING, { enabled: leading !== undefined });
  const knownAt = first.data?.knownAt;
  const others = useQueries({
    queries: (ask ? rest : []).map((figure) => {
      const input = { ...questionOf(ask!, figure, knownAt), by: [...by] };
      return {
        queryKey: [readFigureTable.id, input] as const,
        queryFn: ({ signal }: { signal: AbortSignal }) => call(readFigureTable, input, { signal }),
        enabled: knownAt !== undefined,
        staleTime: 60_000,
      };
    }),
  });
  const renew = async () => {
    if (!leading) return;
    setRenewing(true);
    setFailed(null);
    try {
      const told = await call(readFigureTable, { ...leading, fresh: true });
      client.setQueryData([readFigureTable.id, leading], told);
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      setFailed(error);
    } finally {
      setRenewing(false);
    }
  };
  return {
    knownAt,
    problem: first.error,
    retry: () => void first.refetch(),
    pending: first.isPending,
    tables: [first.data, ...others.map((o) => o.data)],
    /** Columns that could not be computed. */
    missing: others.flatMap((o, i) =>
      o.error instanceof CallFailed ? [{ figure: rest[i]!, problem: o.error, retry: () => void o.refetch() }] : [],
    ),
    renew: () => void renew(),
    renewing,
    renewFailed: failed,
  };
};
