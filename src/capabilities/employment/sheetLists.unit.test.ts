// The corpus of lists from outside (kits/lists), through everything that reads, with all declared sheets beside each other.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readContext } from '#capabilities/rosters/server/importCommand.ts';
import { LIMITS } from '#capabilities/rosters/server/reading/limits.ts';
import { openInThread } from '#capabilities/rosters/server/reading/openInThread.ts';
import { readFileRows } from '#capabilities/rosters/server/readRows.ts';
import { sheets } from '../../sheets.ts';

interface Expected {
  readonly file: string;
  readonly declared: string;
  readonly rows: Readonly<Record<string, string>>;
}
const KIT = join(import.meta.dirname, '../../../kits/lists');
const expected = readFileSync(join(KIT, 'expected.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((l) => JSON.parse(l) as Expected);

test.each(expected.map((e) => [e.file, e] as const))('%s is known for what it is, each row with its verdict and rules', async (file, e) => {
  const book = await openInThread(join(KIT, file), LIMITS);
  const rows: Record<string, string> = {};
  let declared: string | null = null;
  for await (const line of readFileRows(book, readContext(sheets, '2026-11-27'))) {
    if (line.kind !== 'row') {
      declared = line.declared;
      continue;
    }
    if (line.verdict !== 'not-a-row') rows[line.place.row] = [line.verdict, ...new Set(line.findings.map((f) => f.rule))].join(' ');
  }
  await book.close();
  expect(declared).toBe(e.declared);
  expect(rows).toEqual(e.rows);
});
