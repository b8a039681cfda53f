// The door itself: threads, backpressure, ends of every kind.
import { existsSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { faultOf, withFile } from '../../testing/readKit.ts';
import { xlsxOf } from '../../testing/xlsxWriter.ts';
import { openBook } from './openBook.ts';
import { ReadRefused } from './readRefused.ts';

const CSV = iconv.encode(`姓名,序号\n${Array.from({ length: 60_000 }, (_, i) => `韦秀英,${i}\n`).join('')}`, 'gb18030');
/** Of this file alone: tests of other files read in the same process. */
const openOf = (path: string): number => {
  const fds = '/proc/self/fd';
  if (!existsSync(fds)) return 0;
  const leadsTo = (fd: string) => {
    try {
      return readlinkSync(join(fds, fd));
    } catch {
      return ''; // closed meanwhile
    }
  };
  return readdirSync(fds).filter((fd) => leadsTo(fd) === realpathSync(path)).length;
};

test('info, rows in order, a sheet read again, a sheet left in the middle', () =>
  withFile(CSV, async (path) => {
    const book = await openBook(path);
    expect(book.info).toMatchObject({ format: 'csv', encoding: 'gb18030', delimiter: ',' });
    for (let round = 0; round < 2; round++) {
      let at = 0;
      for await (const rows of book.rows(0)) for (const row of rows) expect(row.at).toBe(at++);
      expect(at).toBe(60_001);
      for await (const rows of book.rows(0)) {
        expect(rows[0]!.cells).toEqual(['姓名', '序号']);
        break;
      }
    }
    await expect(book.rows(1)[Symbol.asyncIterator]().next()).rejects.toThrow(RangeError);
    await book.close();
    await book.close();
    await expect(book.rows(0)[Symbol.asyncIterator]().next()).rejects.toThrow(ReadRefused);
  }));

test('a second reading ends the first', () =>
  withFile(CSV, async (path) => {
    const book = await openBook(path);
    const first = book.rows(0)[Symbol.asyncIterator]();
    await first.next();
    const second = book.rows(0)[Symbol.asyncIterator]();
    expect((await second.next()).value[0].at).toBe(0);
    expect((await first.next()).done).toBe(true);
    await book.close();
  }));

test('close and abort end a reading that waits', () =>
  withFile(CSV, async (path) => {
    const book = await openBook(path);
    const rows = book.rows(0)[Symbol.asyncIterator]();
    await rows.next();
    const waits = (async () => {
      while (!(await rows.next()).done);
    })();
    await Promise.all([expect(waits).rejects.toThrow(ReadRefused), book.close()]);

    const abort = new AbortController();
    const other = await openBook(path, { signal: abort.signal });
    const left = (async () => {
      for await (const _ of other.rows(0)) abort.abort(new Error('no longer wanted'));
    })();
    await expect(left).rejects.toThrow('no longer wanted');
    await expect(openBook(path, { signal: abort.signal })).rejects.toThrow('no longer wanted');
    await other.close();
  }));

test('faults come through the door, at opening and in the middle', async () => {
  expect(await withFile('', (path) => faultOf(openBook(path)))).toBe('empty');
  expect(await withFile('%PDF-1.7', (path) => faultOf(openBook(path)))).toBe('notASheet');
  const seen = await withFile(CSV, async (path) => {
    const book = await openBook(path, { limits: { rows: 20_000 } });
    let rows = 0;
    const fault = await faultOf(
      (async () => {
        for await (const batch of book.rows(0)) rows += batch.length;
      })(),
    );
    await book.close();
    return { fault, rows };
  });
  expect(seen.fault).toBe('tooManyRows');
  expect(seen.rows).toBeGreaterThan(0);
});

test('time and memory end in a fault', async () => {
  const big = xlsxOf({ sheets: [`<row><c><v>1</v></c></row>`.repeat(300_000)] });
  expect(await withFile(big, (path) => faultOf(openBook(path, { limits: { seconds: 0.01 } })))).toBe('tooSlow');
  const heavy = `<html><table>${'<tr><td>一二三四五六七八九十</td><td>x</td></tr>'.repeat(400_000)}</table></html>`;
  expect(await withFile(heavy, (path) => faultOf(openBook(path, { limits: { memoryMb: 24 } })))).toBe('unfolds');
});

test('a slow reader holds the thread back, and its own time does not count', () =>
  withFile(CSV, async (path) => {
    const book = await openBook(path, { limits: { seconds: 20 } });
    let rows = 0;
    for await (const batch of book.rows(0)) {
      rows += batch.length;
      if (rows < 5000) await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(rows).toBe(60_001);
    await book.close();
  }));

test('a file that is not there is no fault of a file', async () => {
  await expect(withFile('x', (path) => openBook(`${path}.not`))).rejects.toThrow('ENOENT');
});

test('nothing stays open', async () => {
  await withFile(xlsxOf({ sheets: ['<row/>'] }), async (path) => {
    for (let i = 0; i < 3; i++) {
      const book = await openBook(path);
      for await (const _ of book.rows(0)) expect.unreachable();
      await book.close();
      // the thread closes it when it hears of it
      await expect.poll(() => openOf(path), { timeout: 10_000 }).toBe(0);
    }
  });
});

test('books one after another each say their own; closing one again does not end another', async () => {
  const [one, two] = ['姓名\n韦秀英\n', '姓名\n岑老三\n莫小妹\n'];
  const cells = async (book: Awaited<ReturnType<typeof openBook>>): Promise<unknown[]> => {
    const out: unknown[] = [];
    for await (const rows of book.rows(0)) out.push(...rows.map((r) => r.cells[0]));
    return out;
  };
  await withFile(one, (path) =>
    withFile(two, async (other) => {
      const first = await openBook(path);
      expect(await cells(first)).toEqual(['姓名', '韦秀英']);
      await first.close();
      const second = await openBook(other);
      await first.close();
      expect(await cells(second)).toEqual(['姓名', '岑老三', '莫小妹']);
      expect(await cells(second)).toEqual(['姓名', '岑老三', '莫小妹']);
      const third = await openBook(path);
      await second.close();
      expect(await cells(third)).toEqual(['姓名', '韦秀英']);
      await third.close();
      await expect(third.rows(0)[Symbol.asyncIterator]().next()).rejects.toThrow(ReadRefused);
    }),
  );
});
