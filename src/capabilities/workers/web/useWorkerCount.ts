import { useState } from 'react';
import type { Output } from '#platform/contract.ts';
import { useRead } from '#platform/web/useRead.ts';
import { countWorkers, type listWorkers, type WorkerFilters } from '../contractList.ts';

/**
 * How many there are in all: asked after the rows stand, and not at all where the one page is all there is.
 * undefined: being counted; null: more than 10,000, until somebody wants it exactly.
 */
export const useWorkerCount = (filters: WorkerFilters, list: Output<typeof listWorkers> | undefined, fresh: boolean, first: boolean) => {
  const [exactly, setExactly] = useState('');
  const key = JSON.stringify(filters);
  const whole = list && fresh && first && list.next === null ? list.items.length : undefined;
  const read = useRead(
    countWorkers,
    { ...filters, ...(list?.mode ? { mode: list.mode } : {}), ...(exactly === key ? { exact: true } : {}) },
    { enabled: list !== undefined && fresh && whole === undefined },
  );
  return {
    count: whole ?? (read.data ? read.data.count : undefined),
    countExactly: () => setExactly(key),
  };
};
