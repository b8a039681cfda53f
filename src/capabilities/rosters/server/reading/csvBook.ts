import { type BookInThread, pump } from './bookInThread.ts';
import { csvParser, findDelimiter, SEP_LINE } from './csvParser.ts';
import { fileBytes } from './fileBytes.ts';
import { batch, type Limits } from './limits.ts';
import { ReadRefused } from './readRefused.ts';
import { decodeStream, findEncoding } from './textEncoding.ts';

async function* without(first: number, text: AsyncIterable<string>): AsyncGenerator<string> {
  let left = first;
  for await (const piece of text) {
    yield left > 0 ? piece.slice(left) : piece;
    left = Math.max(0, left - piece.length);
  }
}

/** Text with separators: one sheet without a name. */
export const openCsv = async (path: string, start: Buffer, limits: Limits): Promise<BookInThread> => {
  const { encoding, from } = await findEncoding(path, start);
  const text = () => decodeStream(fileBytes(path, from), encoding);
  let sample = '';
  for await (const piece of text()) {
    sample += piece.replaceAll('\0', '');
    if (sample.length >= 64 * 1024) break;
  }
  if (sample.trim() === '') throw new ReadRefused('empty');
  const delimiter = findDelimiter(sample);
  const named = SEP_LINE.exec(sample)?.[0].length ?? 0;
  return {
    info: {
      format: 'csv',
      sheets: [{ index: 0, name: '', hidden: false, merges: [], hiddenColumns: [] }],
      date1904: false,
      encoding,
      delimiter,
    },
    rows() {
      const rows = batch(limits);
      return pump(without(named, text()), csvParser(delimiter, rows), rows);
    },
    close: async () => {},
  };
};
