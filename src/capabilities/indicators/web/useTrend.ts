import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { CallFailed, call } from '#platform/web/api.ts';
import { readFigureTable } from '../contractFigures.ts';
import { twelveMonths } from './ask.ts';
import type { Figure, Table } from './grid.ts';
import { type Ask, questionOf } from './useAsk.ts';

export interface TrendPoint {
  readonly day: string;
  /** The first day of what is counted. */
  readonly from: string;
  readonly told: Table | undefined;
}
const yearBefore = (day: string): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`.replace(/-02-29$/, '-02-28');

/**
 * The figure at the end of each of twelve months, one after the other from the newest back: a long computation keeps nobody else waiting, and what is there is
 * shown. All as known at the instant of the first. Of a period: from 1 January; of retention: who began in the year before that day.
 */
export const useTrend = (ask: Ask, figure: Figure, today: string) => {
  const client = useQueryClient();
  const [told, setTold] = useState<Readonly<Record<string, Table>>>({});
  const [problem, setProblem] = useState<CallFailed | null>(null);
  const [again, setAgain] = useState(0);
  const where = JSON.stringify(ask.where);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` starts the walk anew; `where` stands for the question
  useEffect(() => {
    const stop = new AbortController();
    setTold({});
    setProblem(null);
    const walk = async () => {
      let knownAt = ask.knownAt;
      for (const day of [...twelveMonths(today)].reverse()) {
        const input = { ...questionOf({ ...ask, asOf: undefined, from: fromOf(figure, day), to: day }, figure, knownAt), by: [] };
        const table = await client.fetchQuery({
          queryKey: [readFigureTable.id, input],
          queryFn: () => call(readFigureTable, input, { signal: stop.signal }),
          staleTime: 60_000,
          retry: false,
        });
        if (stop.signal.aborted) return;
        knownAt = table.knownAt;
        setTold((all) => ({ ...all, [day]: table }));
      }
    };
    walk().catch((error) => {
      if (stop.signal.aborted) return;
      if (!(error instanceof CallFailed)) throw error;
      setProblem(error);
    });
    return () => stop.abort();
  }, [figure.id, where, ask.knownAt, ask.form, today, again]);
  const points: readonly TrendPoint[] = twelveMonths(today).map((day) => ({ day, from: fromOf(figure, day), told: told[day] }));
  return { points, problem, retry: () => setAgain(again + 1) };
};
const fromOf = (figure: Figure, day: string): string => (figure.kind === 'retention' ? yearBefore(day) : `${day.slice(0, 4)}-01-01`);
