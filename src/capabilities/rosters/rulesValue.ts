// What a cell means: the value read from it, what was repaired, and what is wrong. Pure shapes, shared by reading values and by checking rows.
import type { Text } from '#standards/text.ts';

/** How bad: refuse the row, doubt it, or only a hint for whoever looks. */
export type Severity = 'error' | 'doubt' | 'hint';

/** What is wrong with a value or a row. `rule` is V01 … V20 of the trade (docs/domain), or a word of the engine for what has no such number. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** Ids of the fields it is about; the first one is where the cell is coloured. */
  readonly fields: readonly string[];
  readonly text: Text;
  /** What to do about it, for the column 建议. */
  readonly advice?: Text;
  /** About a list as a whole: the values that stand out, as the field has them. */
  readonly top?: readonly string[];
}

/** Something certain that was put right; the old value is kept. */
export interface Repair {
  readonly field: string;
  readonly kind:
    | 'fullWidth'
    | 'blanks'
    | 'apostrophe'
    | 'formula'
    | 'float'
    | 'lowerX'
    | 'fifteen'
    | 'suffix'
    | 'prefix'
    | 'date'
    | 'serial'
    | 'unit'
    | 'code'
    | 'place'
    | 'separator'
    | 'word'
    /** 同上: taken from the row above. */
    | 'above'
    /** A span in one cell: the field takes its part of it. */
    | 'span';
  readonly from: string;
  readonly to: string;
}

/** `null` value: nothing there, or nothing that could be taken; `findings` tell which. `blank`: the cell holds nothing, or a word for nothing (无, /). */
export interface Read<V> {
  readonly value: V | null;
  readonly blank: boolean;
  readonly repairs: readonly Repair[];
  readonly findings: readonly Finding[];
}

/** A day as exactly as it was written: '2022', '2022-03' or '2022-03-05'. */
export type WrittenDay = string;

/** What a field holds. `codes` names its list of words; `many` may hold several, split by 、，,;；| or /. */
export type FieldType =
  | { readonly type: 'text'; readonly max: number }
  | { readonly type: 'name' }
  /** `kindAs`: the field that is told which document it is; `maskedAs`: the one that is told of 522727********1234, which is no number and no wrong one. */
  | { readonly type: 'idNumber'; readonly kindAs?: string; readonly maskedAs?: string }
  | { readonly type: 'uscc' }
  /** A mobile number; `landline`: of an office, where any telephone will do. */
  | { readonly type: 'phone'; readonly landline?: true }
  /** `spanTo`: the field that takes the other end of 2023.5-2023.12; `spanEnd`: this one is that other end. */
  | { readonly type: 'day'; readonly spanTo?: string; readonly spanEnd?: true }
  /** Yuan; `unit` where the header says it (元, 万元), `per` month or year. */
  | { readonly type: 'money'; readonly unit: 'yuan' | 'tenThousand'; readonly per: 'month' | 'year' | 'once' }
  | { readonly type: 'count'; readonly most: number }
  /** `yes`, `no`: words that say it in this column besides 是 and 否. */
  | { readonly type: 'yesNo'; readonly yes?: readonly string[]; readonly no?: readonly string[] }
  /**
   * Six digits, at least as deep as asked. `whole`: twelve digits, as deep as the words and the tree reach. `abroadAs`: the field that is told of 境外,
   * 越南, 香港. `mild`: a place that cannot be told is a doubt and no error.
   */
  | {
      readonly type: 'place';
      readonly least: 'province' | 'prefecture' | 'county';
      readonly whole?: true;
      readonly abroadAs?: string;
      readonly mild?: true;
    }
  /** Words as they stand, split by 、，,;；| or /; no list is known. */
  | { readonly type: 'words'; readonly max: number }
  /** What a post pays: 5000-8000, 6千, 面议 (`PayRange`). */
  | { readonly type: 'pay' }
  | { readonly type: 'codes'; readonly list: CodeList; readonly many: boolean };

/** A list of words with what else people write for them; numbers such as (9) or ⑤ only where the list itself numbers them. */
export interface CodeList {
  readonly id: string;
  readonly items: readonly { readonly code: string; readonly words: readonly string[]; readonly number?: string }[];
}

/** The fields of one row of a worker sheet as the checks ask for them; a sheet that has no such column has no such key. */
export interface RowValues {
  readonly [field: string]: unknown;
}

/** Yuan from and to; both null: to be agreed (面议). */
export interface PayRange {
  readonly least: number | null;
  readonly most: number | null;
  readonly per: 'month' | 'day' | 'hour' | 'piece' | 'year';
}
