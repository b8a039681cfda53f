import { readFile } from 'node:fs/promises';
import { openBiff } from './biffBook.ts';
import type { BookInThread } from './bookInThread.ts';
import { openCsv } from './csvBook.ts';
import { assertWorkbook, familyOf, zipKind } from './detect.ts';
import { readStart } from './fileBytes.ts';
import { openHtml } from './htmlBook.ts';
import type { Limits } from './limits.ts';
import { openOds } from './odsBook.ts';
import { ReadRefused } from './readRefused.ts';
import { openXlsx } from './xlsxBook.ts';
import { openXml2003 } from './xml2003Book.ts';
import { openZip, type Zip } from './zip.ts';

/** SheetJS unfolds by itself and uncounted, so everything is unfolded and counted once before it may. */
const unfoldAll = async (zip: Zip, limit: number): Promise<void> => {
  let left = limit;
  for (const name of zip.names) {
    if (name.endsWith('/')) continue;
    for await (const piece of zip.bytes(name)) {
      left -= piece.length;
      if (left < 0) throw new ReadRefused('unfolds');
    }
  }
};

const openZipped = async (path: string, limits: Limits): Promise<BookInThread> => {
  const zip = await openZip(path, limits);
  try {
    const found = await zipKind(zip);
    if (found.kind === 'xlsx') return await openXlsx(zip, found.workbook, limits);
    if (found.kind === 'ods') return await openOds(zip, limits);
    await unfoldAll(zip, limits.wholeBytes * 4);
    const book = await openBiff(path, limits);
    await zip.close();
    return book;
  } catch (error) {
    await zip.close();
    throw error;
  }
};

/** Opens a book in this thread: only for the worker and for tests, because nothing here bounds time and memory. */
export const openInThread = async (path: string, limits: Limits): Promise<BookInThread> => {
  const { start, size } = await readStart(path);
  if (size > limits.bytes) throw new ReadRefused('tooLarge');
  const family = familyOf(start, size);
  const whole = family === 'compound' || family === 'biff' || family === 'html';
  if (whole && size > limits.wholeBytes) throw new ReadRefused('tooLarge');
  switch (family) {
    case 'zip':
      return openZipped(path, limits);
    case 'compound':
      assertWorkbook(await readFile(path));
      return openBiff(path, limits);
    case 'biff':
      return openBiff(path, limits);
    case 'html':
      return openHtml(path, limits);
    case 'xml2003':
      return openXml2003(path, start, limits);
    case 'text':
      return openCsv(path, start, limits);
  }
};
