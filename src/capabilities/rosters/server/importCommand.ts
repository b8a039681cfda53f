// `npm run wengang -- import FILE --dry-run`: what an import would take, doubt and refuse, row by row; without it, importBatch.ts.

import { open } from 'node:fs/promises';
import { type Answer, type Command, WrongUsage } from '#platform/server/command.ts';
import type { Day } from '#standards/calendar/calendar.ts';
import { loadHistory } from '#standards/divisions/server/loadDivisions.ts';
import { parsePlace } from '#standards/divisions/server/loadPlaceParser.ts';
import { SURE } from '../rulesMapping.ts';
import { type RuleNames, reasonLines } from '../rulesRuleNames.ts';
import type { CheckedSheet } from '../rulesSheet.ts';
import { rememberPlaces } from '../rulesValuePlace.ts';
import type { ImportOptions } from './importBatch.ts';
import { openBook } from './reading/openBook.ts';
import { type Line, type ReadContext, type RowLine, readFileRows, type SheetLine, type Verdict } from './readRows.ts';
import { refused } from './refusedFile.ts';

/** What `import` does without --dry-run. */
export type ImportWrite = (options: ImportOptions) => Promise<Answer>;

/** Codes in the first of their words: a file of the trade says 企业招聘, not our id. */
export type Said = (field: string, value: unknown) => unknown;
export const wordsOfCodes = (sheets: readonly CheckedSheet[]): Said => {
  const words = new Map<string, string>();
  for (const { fields } of sheets)
    for (const { id, type } of fields)
      if (type.type === 'codes') for (const item of type.list.items) words.set(`${id} ${item.code}`, item.words[0]!);
  const word = (field: string, code: unknown) => (typeof code === 'string' ? (words.get(`${field} ${code}`) ?? code) : code);
  return (field, value) => (Array.isArray(value) ? value.map((v) => word(field, v)) : word(field, value));
};

/** The line of one row as `--rows` writes it; the numbers of people are in it, so it goes to the file alone. */
export const jsonOf = (line: Line, said: Said): object[] => {
  if (line.kind === 'sheet') return line.findings.map((f) => ({ sheet: line.sheet, finding: f.rule, text: f.text }));
  return [rowOf(line, said)];
};
/** What the verdict rests on: hints change nothing. */
const reasonsOf = ({ findings }: Pick<RowLine, 'findings'>): string[] =>
  [...new Set(findings.filter((f) => f.severity !== 'hint').map((f) => f.rule))].sort();

const rowOf = ({ sheet, row, verdict, values, repairs, findings }: RowLine, said: Said) => ({
  sheet,
  row,
  verdict,
  reasons: reasonsOf({ findings }),
  values: Object.fromEntries(
    Object.entries(values)
      .filter(([, v]) => v !== null && v !== undefined)
      .map(([field, v]) => [field, said(field, v)]),
  ),
  repairs: repairs.map(({ field, kind, from, to }) => ({ field, kind, from, to })),
  findings: findings.map(({ rule, severity, fields, text, advice }) => ({ rule, severity, fields, text, ...(advice ? { advice } : {}) })),
});

export const readContext = (sheets: readonly CheckedSheet[], today: Day, only?: string): ReadContext => ({
  sheets,
  today,
  parsePlace: rememberPlaces(parsePlace),
  prefixStatus: (code) => loadHistory().prefixStatus(code),
  leaveHidden: only === undefined,
  ...(only === undefined ? {} : { only }),
});

/** Which header was taken for what, and what is left aside. */
const columnsOf = ({ declared, tables }: SheetLine, sheets: readonly CheckedSheet[]): string[] => {
  const fields = new Map(sheets.find((s) => s.id === declared)?.fields.map((f) => [f.id, f.text]));
  return tables.flatMap(({ table, mapping }) => {
    if (!mapping) return [];
    const name = (at: number) => table.columns[at]!.header || `第 ${table.columns[at]!.at + 1} 列`;
    const left = mapping.columns.filter((c) => c.field === null).map((c) => name(c.column));
    return [
      ...mapping.columns.flatMap((c) => {
        if (c.field === null) return [];
        const check = c.score < SURE || c.doubtful || c.twice !== null ? '  ? 请核对 / please check' : '';
        return [`  ${name(c.column)} → ${fields.get(c.field)?.zh ?? c.field} / ${fields.get(c.field)?.en ?? ''}${check}`];
      }),
      ...(left.length ? [`  没有用到 / not used: ${left.join('、')}`] : []),
    ];
  });
};

const VERDICTS: Readonly<Record<Verdict, string>> = {
  accepted: '可以收 / accepted',
  doubtful: '有疑点 / doubtful',
  refused: '退回 / refused',
  'not-a-row': '不是数据 / no data',
};

export const importCommand = (sheets: readonly CheckedSheet[], names: RuleNames, today: () => Day, write: ImportWrite): Command => ({
  name: 'import',
  summary: { zh: '导入表格；--dry-run 只试读', en: 'import a spreadsheet; --dry-run checks only' },
  args: ['FILE'],
  options: {
    'dry-run': { type: 'boolean', text: '只试读，不写入，不打开数据库 / read and check, write nothing, open no database' },
    sheet: { type: 'string', text: '只读这张工作表 / only this sheet' },
    org: { type: 'string', text: '交表单位：统一社会信用代码或编号 / who hands in: credit code or id' },
    area: { type: 'string', text: '所属地区的区划代码，默认账号的辖区 / whose list: division code, the area of the account unless told' },
    as: { type: 'string', text: '用谁的账号 / whose rights: a login name' },
    map: { type: 'string', text: '列的对应：列=字段,列=字段 / columns: HEADER=FIELD,…' },
    rows: { type: 'string', text: '每行一条 JSON，写到这个文件 / one JSON line a row, into this file' },
  },
  run: async ({ args, options }): Promise<Answer> => {
    const text = (name: string) => (typeof options[name] === 'string' ? options[name] : undefined);
    if (options['dry-run']) return tryOut(sheets, names, today, args[0]!, options);
    if (text('rows') !== undefined) {
      const tried = await tryOut(sheets, names, today, args[0]!, options);
      if (tried.code) return tried;
    }
    return write({ file: args[0]!, sheet: text('sheet'), org: text('org'), area: text('area'), as: text('as'), map: text('map') });
  },
});

/** Reads and checks; writes nothing but the file of `--rows`. */
const tryOut = async (
  sheets: readonly CheckedSheet[],
  names: RuleNames,
  today: () => Day,
  file: string,
  options: Readonly<Record<string, string | boolean | undefined>>,
): Promise<Answer> => {
  const rows = await rowsFile(options.rows);
  let book: Awaited<ReturnType<typeof openBook>> | undefined;
  try {
    book = await openBook(file);
    const only = typeof options.sheet === 'string' ? options.sheet : undefined;
    if (only !== undefined && !book.info.sheets.some((s) => s.name === only))
      throw new WrongUsage(`没有“${only}”这张工作表 / there is no sheet “${only}”`);
    const counts: Record<Verdict, number> = { accepted: 0, doubtful: 0, refused: 0, 'not-a-row': 0 };
    const rules: Record<string, number> = {};
    const said = wordsOfCodes(sheets);
    const told: string[] = [];
    for await (const line of readFileRows(book, readContext(sheets, today(), only))) {
      if (line.kind === 'sheet') {
        told.push(`「${line.sheet}」 ${line.declared ?? '没有认出 / not recognised'}`, ...columnsOf(line, sheets));
        for (const f of line.findings) told.push(`  ${f.text.zh}`, `  ${f.text.en}`);
      } else {
        counts[line.verdict]++;
        for (const rule of reasonsOf(line)) rules[rule] = (rules[rule] ?? 0) + 1;
      }
      if (rows.wanted) for (const json of jsonOf(line, said)) await rows.write(json);
    }
    return {
      lines: [
        ...told,
        ...(Object.entries(counts) as [Verdict, number][]).map(([v, n]) => `${VERDICTS[v]}: ${n}`),
        ...reasonLines(names, rules),
      ],
      data: { rows: counts.accepted + counts.doubtful + counts.refused, ...counts, rules },
    };
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') throw new WrongUsage(`没有这个文件 / no such file: ${file}`);
    const answer = refused(error);
    await rows.write(answer.data as object);
    return answer;
  } finally {
    await book?.close();
    await rows.close();
  }
};

/** The file of `--rows`; without it nothing is written. Numbers of people stand in it: its owner's alone. */
const rowsFile = async (path: unknown): Promise<{ wanted: boolean; write(json: object): Promise<void>; close(): Promise<void> }> => {
  if (typeof path !== 'string') return { wanted: false, write: async () => undefined, close: async () => undefined };
  const file = await open(path, 'w', 0o600).catch(() => {
    throw new WrongUsage(`写不了这个文件 / this file cannot be written: ${path}`);
  });
  let held = '';
  const flush = async (): Promise<void> => {
    const text = held;
    held = '';
    if (text) await file.writeFile(text);
  };
  return {
    wanted: true,
    write: async (json) => {
      held += `${JSON.stringify(json)}\n`;
      if (held.length > 1 << 16) await flush();
    },
    close: async () => {
      await flush();
      await file.close();
    },
  };
};
