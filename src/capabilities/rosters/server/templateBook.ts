// Our own templates, made from the declaration of a sheet: head, drop-downs, checks that speak Chinese, one sample row, and a sheet that explains each column.
import exceljs from 'exceljs';
import { disarmed } from '#platform/server/csv.ts';
import { printedAcross } from '#platform/server/sheetFile.ts';
import type { CheckedSheet, FieldDeclaration } from '../rulesSheet.ts';
import { type Guide, guideOf, headerOf } from './templateGuide.ts';

interface TemplateOptions {
  /** Only these fields, in this order; without it `templateFields`. */
  readonly fields?: readonly string[];
  /** What the sample row says of a field, where the kind of the field does not tell. */
  readonly examples?: Readonly<Record<string, string>>;
  /** Rows to be filled in further instead of the sample, by field; as text. */
  readonly rows?: readonly Readonly<Record<string, string>>[];
  /** Printed on every page and written on the sheet that explains: who took it out, and when. */
  readonly mark?: string;
  readonly sheetName?: string;
}

/** Rows that are checked while they are typed; more would make every program that unfolds ranges crawl. Pasting is checked at import anyway. */
const LAST = 10_000;
/** An inline list holds no more; longer ones, and words with commas, stand on the hidden sheet. */
const INLINE = 255;
const LISTS = '下拉选项';
const GUIDE = '填表说明';
const HEAD_FILL = 'FFE3EFEC';

const sheetName = (text: string): string => text.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31);
const cut = (text: string, length: number): string => (text.length <= length ? text : `${text.slice(0, length - 1)}…`);
const letter = (column: number): string =>
  (column < 26 ? '' : letter(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

/** Fields that are asked for: not the parts and stand-ins of others, nor what nothing is written by. */
export const templateFields = (sheet: CheckedSheet): readonly FieldDeclaration[] =>
  sheet.fields.filter((f) => f.partOf === undefined && f.elseFor === undefined && !f.readOnly && f.aliases.length > 0);
const fieldsOf = (sheet: CheckedSheet, wanted: readonly string[] | undefined): readonly FieldDeclaration[] => {
  if (!wanted) return templateFields(sheet);
  const byId = new Map(sheet.fields.map((f) => [f.id, f]));
  return wanted.flatMap((id) => byId.get(id) ?? []);
};

interface Column {
  readonly field: FieldDeclaration;
  readonly header: string;
  readonly guide: Guide;
}

/** What Excel and WPS ask of a cell before they take it, and what they say when one stands in it. */
const validationOf = (
  { field, header, guide }: Column,
  cell: string,
  list: (words: readonly string[]) => string,
): exceljs.DataValidation => {
  const told = {
    allowBlank: true,
    showInputMessage: true,
    showErrorMessage: guide.check !== undefined,
    promptTitle: cut(header, 32),
    prompt: cut(`${field.key === undefined ? '' : '必填。'}${guide.accepts}`, 255),
    errorTitle: cut(`“${header}”没有填对`, 32),
    error: cut(guide.refuses ?? guide.accepts, 225),
    errorStyle: guide.strict ? 'stop' : 'warning',
  } as const;
  const { check } = guide;
  // only the sentence beside the cell; exceljs knows the type 'any', its types do not
  if (!check) return { ...told, type: 'any', formulae: [] } as unknown as exceljs.DataValidation;
  if (check.kind === 'list') return { ...told, type: 'list', formulae: [list(check.words)] };
  if (check.kind === 'custom') return { ...told, type: 'custom', formulae: [check.formula(cell)] };
  if (check.kind === 'day') return { ...told, type: 'date', operator: 'between', formulae: [check.from, check.to] };
  return { ...told, type: check.kind, operator: 'between', formulae: [check.from, check.to] };
};

/** An empty workbook to fill in: our own reader finds no row in it, and every column of a filled one by its header. */
export const makeTemplate = async (sheet: CheckedSheet, options: TemplateOptions = {}): Promise<Uint8Array> => {
  const columns: readonly Column[] = fieldsOf(sheet, options.fields).map((field) => {
    const guide = guideOf(field);
    const said = options.examples?.[field.id];
    return { field, header: headerOf(sheet, field), guide: said === undefined ? guide : { ...guide, example: said } };
  });
  const book = new exceljs.Workbook();
  book.creator = '稳岗';
  const widths = columns.map(({ header, guide }) => Math.max(guide.width, Math.min(40, 2 * header.length + 4)));
  const kept = Math.min(2, columns.length);
  const list = book.addWorksheet(sheetName(options.sheetName ?? sheet.text.zh), {
    views: [{ state: 'frozen', ySplit: 1, xSplit: kept, showGridLines: true }],
    pageSetup: { ...printedAcross(widths), printTitlesRow: '1:1', printTitlesColumn: `A:${letter(kept - 1)}` },
    headerFooter: { oddFooter: `${options.mark ? `&L${options.mark.replaceAll('&', '')}` : ''}&R第 &P 页，共 &N 页` },
  });
  list.columns = columns.map(({ guide }, at) => ({
    width: widths[at]!,
    style: { numFmt: guide.format, alignment: { vertical: 'middle' } },
  }));
  head(list, columns);
  if (options.rows) fill(list, columns, options.rows);
  else sample(list, columns);
  const last = Math.max(LAST, (options.rows?.length ?? 0) + 1);
  const lists: (readonly string[])[] = [];
  const listFormula = (words: readonly string[]): string => {
    const inline = words.join(',');
    if (inline.length <= INLINE && !words.some((w) => /[,"]/.test(w))) return `"${inline}"`;
    const known = lists.findIndex((l) => l.join('\n') === words.join('\n'));
    const at = known >= 0 ? known : lists.push(words) - 1;
    return `'${LISTS}'!$${letter(at)}$1:$${letter(at)}$${words.length}`;
  };
  columns.forEach((column, at) => {
    const first = `${letter(at)}2`;
    // exceljs knows ranges here, its types do not
    (list as unknown as { dataValidations: { add(range: string, validation: exceljs.DataValidation): void } }).dataValidations.add(
      `${first}:${letter(at)}${last}`,
      validationOf(column, first, listFormula),
    );
  });
  explain(book.addWorksheet(GUIDE), sheet, columns, options);
  if (lists.length) {
    const hidden = book.addWorksheet(LISTS, { state: 'hidden' });
    lists.forEach((words, at) => {
      words.forEach((word, row) => {
        hidden.getCell(row + 1, at + 1).value = word;
      });
      hidden.getColumn(at + 1).width = 24;
    });
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
};

const thin = { style: 'thin', color: { argb: 'FFB9C4C1' } } as const;
const border = { top: thin, left: thin, bottom: thin, right: thin };

const head = (list: exceljs.Worksheet, columns: readonly Column[]): void => {
  const row = list.getRow(1);
  row.height = 32;
  columns.forEach(({ field, header }, at) => {
    const cell = row.getCell(at + 1);
    cell.value =
      field.key === undefined
        ? header
        : {
            richText: [
              { text: '*', font: { bold: true, color: { argb: 'FFA43722' } } },
              { text: header, font: { bold: true } },
            ],
          };
    cell.style = {
      font: { bold: true },
      fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: HEAD_FILL } },
      alignment: { wrapText: true, vertical: 'middle', horizontal: 'center' },
      border,
    };
  });
};

/** The sample says so in its first text, and the engine passes over it; what looks like a number of a person in it is none. */
const sample = (list: exceljs.Worksheet, columns: readonly Column[]): void => {
  const row = list.getRow(2);
  const marked = Math.max(
    0,
    columns.findIndex(({ field }) => field.type.type === 'name'),
  );
  columns.forEach(({ guide }, at) => {
    const cell = row.getCell(at + 1);
    const shown = at === marked ? `（示例）${guide.example}` : guide.example;
    cell.value = shown === '' ? null : shown;
    cell.style = { numFmt: '@', font: { italic: true, color: { argb: 'FF7A8582' } }, alignment: { vertical: 'middle' }, border };
  });
};

const fill = (list: exceljs.Worksheet, columns: readonly Column[], rows: readonly Readonly<Record<string, string>>[]): void => {
  for (const row of rows) list.addRow(columns.map(({ field }) => disarmed(row[field.id] ?? '') || null)).commit();
};

const explain = (sheet: exceljs.Worksheet, { text }: CheckedSheet, columns: readonly Column[], { rows, mark }: TemplateOptions): void => {
  sheet.columns = [{ width: 24 }, { width: 8 }, { width: 70 }, { width: 30 }].map((c) => ({
    ...c,
    style: { numFmt: '@', alignment: { wrapText: true, vertical: 'top' } },
  }));
  sheet.addRow([`“${text.zh}”怎么填`]).font = { bold: true, size: 14 };
  for (const line of [
    ...(mark ? [mark] : []),
    rows
      ? '一行一段，已经写好的列不要改；填好后原样导入。没填结果的行不会动。'
      : '一人一行，从表头下面第二行开始填；灰色的示例行不会导入，留着或者删掉都可以。',
    '带 * 的列要填。其余的列不清楚就空着，空着不会改掉已有的内容。',
    '列的先后可以调，用不到的列可以删；表头的文字不要改。可以从别的表粘贴，导入时会逐行检查。',
  ])
    sheet.addRow([line]);
  for (let at = 1; at <= (mark ? 5 : 4); at++) sheet.mergeCells(at, 1, at, 4);
  sheet.addRow([]);
  const row = sheet.addRow(['列', '要填', '填什么', '举例']);
  row.font = { bold: true };
  row.eachCell((cell) => {
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: HEAD_FILL } };
    cell.border = border;
  });
  for (const { field, header, guide } of columns) {
    const words = guide.check?.kind === 'list' || guide.words ? `${guide.accepts}：${(guide.words ?? []).join('、')}` : guide.accepts;
    sheet.addRow([header, field.key === undefined ? '' : '要', words, guide.example]).eachCell({ includeEmpty: true }, (cell) => {
      cell.border = border;
    });
  }
};
