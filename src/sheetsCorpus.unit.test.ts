// The published corpus through everything that reads: tables, mapping, values, rules of rows, of files and of batches, with the sheets the capabilities declare.
import { expect, test } from 'vitest';
import { scoreCorpus } from '../kits/sheets/scoreCorpus.ts';
import { jsonOf, readContext, wordsOfCodes } from './capabilities/rosters/server/importCommand.ts';
import { LIMITS } from './capabilities/rosters/server/reading/limits.ts';
import { openInThread } from './capabilities/rosters/server/reading/openInThread.ts';
import { refusedBy } from './capabilities/rosters/server/reading/readRefused.ts';
import { readFileRows } from './capabilities/rosters/server/readRows.ts';
import { ruleNames } from './composition.ts';
import { sheets } from './sheets.ts';

test('every row of the corpus has its verdict, its reasons and its values; none is lost and none invented', async () => {
  const context = readContext(sheets, '2022-10-12');
  const said = wordsOfCodes(sheets);
  const raised = new Set<string>();
  const { files, total } = await scoreCorpus(async (path) => {
    try {
      const book = await openInThread(path, LIMITS);
      const lines: object[] = [];
      for await (const line of readFileRows(book, context)) {
        lines.push(...jsonOf(line, said));
        for (const { rule } of line.findings) raised.add(rule);
      }
      await book.close();
      return lines.length ? lines : [{ fault: 'empty' }];
    } catch (error) {
      return [{ fault: refusedBy(error).fault }];
    }
  });
  expect(total.unbalanced).toEqual([]);
  // nobody reads 'unread' on a page: all that is raised has its words
  expect(raised.size).toBeGreaterThan(20);
  expect([...raised].filter((rule) => !ruleNames[rule])).toEqual([]);
  const wrong = files.flatMap((f) => f.differences.filter((d) => d.kind !== 'repair' && !d.arguable));
  expect(wrong).toEqual([]);
  expect(total.rows).toBeGreaterThan(2400);
  expect(total.right / total.rows).toBeGreaterThan(0.999);
}, 120_000);
