// Rows of kits/sheets as the checks get them, from the kit's own truth: what a perfect reader would hand over.

import { parseSchoolStage } from '#standards/education/schoolStage.ts';
import { parseEconomicSector } from '#standards/industries/industries.ts';
import { ALIASES } from '../../../../kits/sheets/cases/layouts.ts';
import { cellText } from '../../../../kits/sheets/cellText.ts';
import { corpus } from '../../../../kits/sheets/corpus.ts';
import { type Field, labels } from '../../../../kits/sheets/roster.ts';
import type { Cell, Sheet, Truth } from '../../../../kits/sheets/shapes.ts';
import { type Channel, type Labour, labourTexts, type WorkerRow } from '../rulesWorkerRow.ts';

export interface KitRow {
  /** Number of the row, 1-based; the right half of a double list is counted on below the left one. */
  readonly at: number;
  readonly truth: Truth;
  readonly values: WorkerRow;
}
export interface KitSheet {
  readonly file: string;
  readonly sheet: string;
  readonly rows: readonly KitRow[];
}

const plain = (word: string): string => word.replace(/[\s　*]|（必填）/g, '');
const MORE: Readonly<Record<string, Field>> = {
  '月收入(万元)': 'monthlyIncome',
  身份证号: 'idNumber',
  手机号: 'phone',
  工作单位: 'employer',
  月收入: 'monthlyIncome',
  务工所在地: 'place',
};
const byWord = new Map<string, Field>([
  ...(Object.keys(labels) as Field[]).map((f) => [plain(labels[f]), f] as const),
  ...(Object.keys(ALIASES) as Field[]).map((f) => [plain(ALIASES[f]!), f] as const),
  ...Object.entries(MORE).map(([word, f]) => [plain(word), f] as const),
]);
/** The last word of a layered header is the column's own. */
const fieldOf = (column: string): Field | undefined =>
  byWord.get(plain(column)) ??
  byWord.get(plain(column.trim().split(/\s+/).at(-1) ?? '')) ??
  byWord.get(plain(column).replace(/^(?:农村劳动力转移就业)?(?:务工情况|基本情况)/, ''));

const COUNTIES: Readonly<Record<string, string>> = { 平塘县: '522727', 罗甸县: '522728', 独山县: '522726' };
const CHANNELS: Readonly<Record<string, Channel>> = {
  企业招聘: 'recruited',
  '自主/亲友': 'self',
  劳务公司: 'agency',
  政府组织: 'government',
  公益性岗位: 'publicPost',
  其他: 'other',
};
const NOTHING = /^(?:|无|[/\-—]|空|至今)$/;

/** Text of a cell; null for nothing and for words for nothing. */
const textOf = (cell: Cell | undefined): string | null => {
  if (cell === undefined || cell === null || (typeof cell === 'object' && 'error' in cell)) return null;
  const text = plain(cellText(cell));
  return NOTHING.test(text) ? null : text;
};

const yesNo = (text: string | null): boolean | null => (text === null ? null : text === '是');
const whole = (text: string | null): number | null => (text === null ? null : Number(text));

/** A field of the truth: its value; null where the cell is blank; missing where nobody can read it. */
const told = <V>(truth: Truth, field: string, cell: Cell | undefined): { value: V | null } | undefined => {
  const value = truth.values[field];
  if (value !== undefined && value !== null) return { value: value as V };
  return textOf(cell) === null ? { value: null } : undefined;
};

const rowOf = (cells: ReadonlyMap<Field, Cell | undefined>, truth: Truth): WorkerRow => {
  const row: Record<string, unknown> = {};
  const put = (field: keyof WorkerRow, value: unknown) => {
    if (value !== undefined) row[field] = value;
  };
  for (const [field, cell] of cells) {
    const text = textOf(cell);
    switch (field) {
      case 'idNumber':
      case 'name':
      case 'phone':
      case 'start':
      case 'end':
      case 'place':
      case 'employer':
      case 'monthlyIncome':
        put(field, told(truth, field, cell)?.value);
        break;
      case 'county':
        put('homeCounty', text === null ? null : COUNTIES[text]);
        break;
      case 'household':
        put('householdNumber', text);
        break;
      case 'working':
        put('working', yesNo(text));
        break;
      case 'escorted':
        put('pointToPoint', yesNo(text));
        break;
      case 'industry':
        put('industry', text);
        if (text !== null) put('sector', parseEconomicSector(text));
        break;
      case 'channel':
        put('channel', text === null ? null : CHANNELS[String(truth.values.channel ?? text)]);
        break;
      case 'skill':
        put('labour', text === null ? null : (Object.keys(labourTexts) as Labour[]).find((k) => labourTexts[k].zh === text));
        break;
      case 'student':
        put('school', text === null ? null : parseSchoolStage(text)?.code);
        break;
      case 'months':
        put('months', whole(text));
        break;
      case 'postType':
        put('publicPostKind', text);
        break;
      case 'postMonths':
        put('publicPostMonths', whole(text));
        break;
    }
  }
  return row;
};

/** Merged cells of the body say the same in every row. */
const cellAt = (sheet: Sheet, row: number, column: number): Cell | undefined => {
  const merge = sheet.merges.find((m) => m.top <= row && row <= m.bottom && m.left <= column && column <= m.right && m.top < m.bottom);
  return merge && row >= Math.max(...sheet.headerRows) ? sheet.lines[merge.top]?.cells[merge.left] : sheet.lines[row]?.cells[column];
};

const readSheet = (file: string, sheet: Sheet): KitSheet => {
  const fields = sheet.columns.map(fieldOf);
  // two tables side by side: the columns come twice, a blank one between them
  const twice = new Set(fields).size * 2 <= fields.length;
  const width = twice ? fields.length / 2 : fields.length;
  const rows = sheet.lines.flatMap((line, at) =>
    line.truths.flatMap((truth, side): KitRow[] => {
      if (truth.verdict === 'not-a-row') return [];
      const from = side * (width + 1);
      const own = fields.slice(0, width);
      const cells = new Map(own.flatMap((f, column) => (f ? [[f, cellAt(sheet, at, column + from)] as const] : [])));
      // the left half of a double list comes first
      return [{ at: side * sheet.lines.length + at + 1, truth, values: rowOf(cells, truth) }];
    }),
  );
  return { file, sheet: sheet.name, rows };
};

export const kitSheets = (): readonly KitSheet[] =>
  corpus()
    .filter((one) => !one.troubles.includes('office'))
    .flatMap((one) => one.sheets.filter((s) => s.kind === 'workers').map((s) => readSheet(one.file, s)));
