import type { ReadFault } from '../../rulesBook.ts';

/** The one error that reading throws on purpose; `contractProblems.ts` has the sentence of each fault. */
export class ReadRefused extends Error {
  readonly fault: ReadFault;
  constructor(fault: ReadFault, cause?: unknown) {
    super(`rosters.reading.${fault}`, { cause });
    this.fault = fault;
  }
}

/** What the parsers stumble over in broken bytes is a broken file, whatever they throw. */
export const refusedBy = (error: unknown): ReadRefused => {
  if (error instanceof ReadRefused) return error;
  const code = (error as { code?: string } | undefined)?.code;
  return new ReadRefused(code === 'ERR_WORKER_OUT_OF_MEMORY' || code === 'ERR_STRING_TOO_LONG' ? 'unfolds' : 'damaged', error);
};
