import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AnswerLine, compare, type FileScore, readAnswer, type Total, totalOf } from './compare.ts';
import type { ExpectedHeader, ExpectedRow } from './shapes.ts';

const here = import.meta.dirname;
const jsonLines = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);

export const expectedHeaders = (): ExpectedHeader[] => jsonLines(join(here, 'expected/headers.jsonl'));
export const expectedOf = (file: string): ExpectedRow[] => jsonLines(join(here, 'expected', `${file}.jsonl`));

/** Reads one file of the corpus: answers in lines, or as the text of them. What it throws is a crash of that file, not of the score. */
export type Reader = (path: string, file: string) => Promise<string | readonly AnswerLine[]>;

/** For benches and tests: the whole committed corpus, one file after another. */
export const scoreCorpus = async (read: Reader, only?: readonly string[]): Promise<{ files: FileScore[]; total: Total }> => {
  const files: FileScore[] = [];
  for (const header of expectedHeaders()) {
    if (only && !only.includes(header.file)) continue;
    let answer: readonly AnswerLine[] | Error;
    try {
      const said = await read(join(here, 'corpus', header.file), header.file);
      answer = typeof said === 'string' ? readAnswer(said) : said;
    } catch (error) {
      answer = error instanceof Error ? error : new Error(String(error));
    }
    files.push(compare(header, expectedOf(header.file), answer));
  }
  return { files, total: totalOf(files) };
};
