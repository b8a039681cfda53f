// `npm run wengang -- sheet FILE`: what the engine recognises in a file, for whoever wonders why an import asks.
import { type Command, WrongUsage } from '#platform/server/command.ts';
import type { Day } from '#standards/calendar/calendar.ts';
import type { RowKind } from '../rulesRows.ts';
import { type CheckedSheet, wordsOf } from '../rulesSheet.ts';
import { batchCommands, type Engine, importBatch, type With } from './importBatch.ts';
import { importCommand } from './importCommand.ts';
import { openBook } from './reading/openBook.ts';
import { refused } from './refusedFile.ts';
import { tablesOf } from './sheetTables.ts';

const KINDS: Readonly<Record<RowKind, string>> = {
  data: '数据 / data',
  blank: '空行 / blank',
  repeatedHeader: '重复表头 / repeated header',
  total: '合计 / total',
  note: '说明 / note',
  title: '标题 / title',
  sample: '示例 / sample',
};

const countKinds = async (rows: AsyncIterable<readonly { readonly kind: RowKind }[]>): Promise<Partial<Record<RowKind, number>>> => {
  const counts: Partial<Record<RowKind, number>> = {};
  for await (const batch of rows) for (const { kind } of batch) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
};

/** `sheets`: all that capabilities declare. */
export const rostersCommands = (
  sheets: readonly CheckedSheet[],
  today: () => Day,
  withServices: With,
  engine: Engine,
): readonly Command[] => [
  {
    name: 'sheet',
    summary: { zh: '看一个表格文件里认出了什么', en: 'tell what is recognised in a spreadsheet file' },
    args: ['FILE'],
    run: async ({ args }) => {
      let book: Awaited<ReturnType<typeof openBook>>;
      try {
        book = await openBook(args[0]!);
      } catch (error) {
        if ((error as { code?: string }).code === 'ENOENT') throw new WrongUsage(`没有这个文件 / no such file: ${args[0]}`);
        return refused(error);
      }
      const words = wordsOf(sheets);
      try {
        const { format, encoding, delimiter, date1904 } = book.info;
        const sheets = [];
        const lines = [[format, encoding, delimiter && JSON.stringify(delimiter), date1904 ? '1904' : ''].filter(Boolean).join(' ')];
        for (const info of book.info.sheets) {
          const found = await tablesOf(book, info.index, words);
          const table = found.tables[0];
          const kinds = table ? await countKinds(found.rows(table)) : {};
          sheets.push({ name: info.name, hidden: info.hidden, tables: found.tables, kinds });
          lines.push('', `「${info.name}」${info.hidden ? '（隐藏 / hidden）' : ''}`);
          if (!table) {
            lines.push('  没有认出表格 / no table');
            continue;
          }
          const at = table.header ? `${table.header.top + 1}–${table.header.bottom + 1}` : '无 / none';
          lines.push(`  表头行 / header rows: ${at}，把握 / confidence ${table.confidence.toFixed(2)}`);
          if (table.sideBySide) lines.push(`  并排 ${found.tables.length} 张，要选一张 / tables side by side, one must be chosen`);
          for (const c of table.columns)
            lines.push(
              `  ${String(c.at + 1).padStart(3)}  ${c.header || '—'}${c.unit ? `（${c.unit}）` : ''}${c.required ? ' *' : ''}${c.hidden ? '（隐藏 / hidden）' : ''}`,
            );
          lines.push(`  ${(Object.entries(kinds) as [RowKind, number][]).map(([k, n]) => `${KINDS[k]} ${n}`).join('，')}`);
        }
        return { lines, data: { format, encoding, date1904, sheets } };
      } catch (error) {
        return refused(error);
      } finally {
        await book.close();
      }
    },
  },
  importCommand(sheets, engine.parts.ruleNames, today, (options) => withServices((services) => importBatch(services, engine, options))),
  ...batchCommands(withServices, engine),
];
