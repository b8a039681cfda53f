// Runs in a worker thread: draws one report as one file after another. Hands back the file; of a mistake of ours where it happened, never its words.
import { parentPort } from 'node:worker_threads';
import type { ReportContent } from '../../contractReportShapes.ts';
import type { Format } from '../../contractReports.ts';
import { drawReport, type Made } from './drawFiles.ts';

export interface ToDraw {
  readonly id: number;
  readonly format: Format;
  readonly content: ReportContent;
  readonly made: Made;
}
export type Drawn =
  | { readonly id: number; readonly file: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly failed: string; readonly stack: string };

const port = parentPort!;
/** The lines of a stack that say where, without the first, which holds the message. */
const whereOf = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .join('\n');

// one by one: a second file would only take the same core
let last: Promise<unknown> = Promise.resolve();
port.on('message', ({ id, format, content, made }: ToDraw) => {
  last = last.then(async () => {
    try {
      const drawn = await drawReport(format, content, made);
      // a piece of a pool cannot be handed over
      const file = new Uint8Array(drawn);
      port.postMessage({ id, file } satisfies Drawn, [file.buffer]);
    } catch (error) {
      const e = error instanceof Error ? error : new Error('thrown');
      port.postMessage({ id, failed: e.name, stack: whereOf(e) } satisfies Drawn);
    }
  });
});
