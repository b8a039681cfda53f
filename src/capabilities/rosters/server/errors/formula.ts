// References inside formulas, as text: which of them still hold when rows are taken out, and how they read then.

import { columnOf } from '../reading/cellRef.ts';
import { LAST_COLUMN, LAST_ROW } from '../reading/limits.ts';
import { letterOf } from './rowMap.ts';

/** One reference to a cell, as it is written. */
interface Ref {
  /** Sheet it names, without quotes; '' for its own. */
  readonly sheet: string;
  readonly column: number;
  readonly columnFixed: boolean;
  /** 0-based. */
  readonly row: number;
  readonly rowFixed: boolean;
}

// bounded: a name of a sheet is 31 signs at most, with the path of another book some 250; without bounds a formula of quotes keeps the server busy for hours
const SHEET = `(?:'(?:[^']|''){1,280}'|[^\\s'"!(),;:+\\-*/^&=<>{}\\[\\]%@#]{1,64})!`;
const PREFIX = `(${SHEET})?`;
/** What Excel and WPS take. What is longer was made by no spreadsheet, and its result stands for it. */
const LONGEST = 8192;
// texts, whole columns and rows, cells; what only looks like a cell (LOG10, names) is followed or led by more
const TOKEN = new RegExp(
  `"(?:[^"]|"")*"|(?<![\\p{L}\\p{N}_.$])${PREFIX}(?:(\\$?[A-Za-z]{1,3}:\\$?[A-Za-z]{1,3}|\\$?\\d{1,7}:\\$?\\d{1,7})|(\\$?)([A-Za-z]{1,3})(\\$?)([1-9]\\d{0,6}))(?![\\p{L}\\p{N}_.(!])`,
  'gu',
);
const sheetOf = (prefix: string): string =>
  prefix
    .slice(0, -1)
    .replace(/^'(.*)'$/s, '$1')
    .replaceAll("''", "'");

/** The formula with its references as `change` wants them; null as soon as one cannot be kept. `whole`: E:E and 3:5. */
const rewritten = (
  formula: string,
  change: (ref: Ref) => { readonly row: number; readonly column: number } | null,
  whole: (sheet: string) => boolean,
): string | null => {
  if (formula.length > LONGEST) return null;
  let broken = false;
  let [end, inherited] = [-1, ''];
  const out = formula.replace(
    TOKEN,
    (
      token,
      prefix: string | undefined,
      span: string | undefined,
      cf: string,
      cl: string | undefined,
      rf: string,
      rn: string,
      at: number,
    ) => {
      if (token.startsWith('"')) return token;
      const second = at > 0 && formula[at - 1] === ':';
      // Sheet1:Sheet3!A1 lies in several sheets
      if (second && (prefix !== undefined || end !== at - 1)) broken = true;
      const sheet = prefix === undefined ? (second ? inherited : '') : sheetOf(prefix);
      end = at + token.length;
      inherited = sheet;
      if (span !== undefined) {
        if (!whole(sheet)) broken = true;
        return token;
      }
      const ref: Ref = { sheet, column: columnOf(cl!), columnFixed: cf === '$', row: Number(rn) - 1, rowFixed: rf === '$' };
      if (ref.column > LAST_COLUMN || ref.row > LAST_ROW) return token;
      const to = change(ref);
      if (!to || to.row < 0 || to.row > LAST_ROW || to.column < 0 || to.column > LAST_COLUMN) {
        broken = true;
        return token;
      }
      return `${prefix ?? ''}${cf}${letterOf(to.column)}${rf}${to.row + 1}`;
    },
  );
  return broken ? null : out;
};

/** As a spreadsheet copies a formula: what is not fixed moves along. */
export const movedFormula = (formula: string, rows: number, columns: number): string | null =>
  rewritten(
    formula,
    (r) => ({ row: r.rowFixed ? r.row : r.row + rows, column: r.columnFixed ? r.column : r.column + columns }),
    () => true,
  );

/** What depends on where it stands, or is hidden from us. */
const BLIND = /(?<![\p{L}\p{N}_.])(?:ROWS?|INDIRECT|OFFSET|CELL|SUBTOTAL|AGGREGATE)\s*\(/iu;

/**
 * A formula of `row` when that row moves to `to` and body rows (from `above` on) are gone: kept where it asks its own row, rows above the body, or a sheet
 * that stays as it is; else null, and its result stands for it.
 */
export const keptFormula = (formula: string, row: number, to: number, above: number, stays: (sheet: string) => boolean): string | null => {
  if (formula.length > LONGEST) return null;
  const bare = formula.replace(/"(?:[^"]|"")*"/g, '""');
  if (bare.includes('[') || bare.includes('#REF!') || BLIND.test(bare)) return null;
  return rewritten(
    formula,
    (r) => {
      if (r.sheet !== '') return stays(r.sheet) ? r : null;
      if (r.row < above) return r;
      return r.row === row && !r.rowFixed ? { row: to, column: r.column } : null;
    },
    (sheet) => sheet !== '' && stays(sheet),
  );
};

/** Whether a formula asks fixed cells of the body: the source of a drop-down list, which is gone with its rows. */
export const asksBody = (formula: string, above: number, stays: (sheet: string) => boolean): boolean => {
  // one too long to be understood is taken to ask
  if (formula.length > LONGEST) return true;
  let asks = false;
  rewritten(
    formula,
    (r) => {
      if (r.rowFixed && r.row >= above && (r.sheet === '' || !stays(r.sheet))) asks = true;
      return r;
    },
    (sheet) => {
      if (sheet === '' || !stays(sheet)) asks = true;
      return true;
    },
  );
  return asks;
};

const NAMED = new RegExp(
  `(${SHEET})(\\$?[A-Za-z]{1,3}\\$?)([1-9]\\d{0,6})(?::(\\$?[A-Za-z]{1,3}\\$?)([1-9]\\d{0,6}))?(?![\\p{L}\\p{N}_.(!])`,
  'gu',
);

/** Areas that a defined name stands for, with rows as `map` wants them; null: nothing is left of one. */
export const mappedName = (
  text: string,
  map: (sheet: string, top: number, bottom: number) => readonly [number, number] | null,
): string | null => {
  if (text.length > LONGEST) return null;
  let lost = false;
  const out = text.replace(
    NAMED,
    (token, prefix: string, left: string, top: string, right: string | undefined, bottom: string | undefined) => {
      const rows = map(sheetOf(prefix), Number(top) - 1, Number(bottom ?? top) - 1);
      if (!rows) {
        lost = true;
        return token;
      }
      return `${prefix}${left}${rows[0] + 1}${right === undefined ? '' : `:${right}${rows[1] + 1}`}`;
    },
  );
  return lost ? null : out;
};
