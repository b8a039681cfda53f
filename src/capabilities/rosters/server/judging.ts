// A file judged in the thread that reads it: nothing of it keeps the server's own thread busy but the lines that come out (decision 0013).
import { loadHistory } from '#standards/divisions/server/loadDivisions.ts';
import { parsePlace } from '#standards/divisions/server/loadPlaceParser.ts';
import type { CheckedSheet } from '../rulesSheet.ts';
import { rememberPlaces } from '../rulesValuePlace.ts';
import type { JudgeAsk } from './judgeAsk.ts';
import type { BookInThread } from './reading/bookInThread.ts';
import { refusedBy } from './reading/readRefused.ts';
import { type Line, type ReadContext, readFileRows } from './readRows.ts';

interface Other {
  readonly remembered: NonNullable<ReadContext['remembered']>;
  /** Called now and then while nothing comes out. */
  readonly sign: () => void;
}

/** In the thread. */
export async function* judgedLines(book: BookInThread, ask: JudgeAsk, other: Other): AsyncGenerator<Line> {
  const { sheets } = (await import(ask.module)) as { sheets: readonly CheckedSheet[] };
  const asked = ask.sheets.map((id) => {
    const found = sheets.find((s) => s.id === id);
    if (!found) throw new Error(`${ask.module} exports no sheet ${id}`);
    return found;
  });
  const signing = {
    info: book.info,
    async *rows(sheet: number) {
      // what goes wrong here is the file's fault; what goes wrong in the checks is ours, and is not called a broken file
      const rows = book.rows(sheet)[Symbol.asyncIterator]();
      try {
        for (;;) {
          const next = await rows.next().catch((error: unknown) => {
            throw refusedBy(error);
          });
          if (next.done) return;
          other.sign();
          yield next.value;
        }
      } finally {
        await rows.return?.();
      }
    },
  };
  yield* readFileRows(signing, {
    sheets: asked,
    today: ask.today,
    parsePlace: rememberPlaces(parsePlace),
    prefixStatus: (code) => loadHistory().prefixStatus(code),
    leaveHidden: ask.leaveHidden,
    ...(ask.worksheet === undefined ? {} : { worksheet: ask.worksheet }),
    ...(ask.only === undefined ? {} : { only: ask.only }),
    ...(ask.near === undefined ? {} : { near: ask.near }),
    ...(ask.said === undefined ? {} : { said: ask.said }),
    ...(ask.asksMemory ? { remembered: other.remembered } : {}),
  });
}
