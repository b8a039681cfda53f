// What a made spreadsheet is before it is bytes, and what is expected of whoever reads it.

/** A cell as the clerk's program stores it. */
export type Cell =
  | null
  | string
  | number
  | boolean
  /** A day: serial number under a date format (text in text files). */
  | { readonly day: string }
  /** A number cell whose stored text is exactly this; `shown` is what a text file gets. */
  | { readonly raw: string; readonly shown?: string }
  | { readonly formula: string; readonly result: string | number | null }
  | { readonly error: '#N/A' | '#REF!' };

export const verdicts = ['accepted', 'doubtful', 'refused', 'not-a-row'] as const;
export type Verdict = (typeof verdicts)[number];

/** Fields of which every certain value is demanded; the others are compared only where the answer has them. */
export const coreFields = ['idNumber', 'name', 'phone', 'start', 'end', 'monthlyIncome', 'place', 'uscc'] as const;

export type Value = string | number | null | readonly string[];

/** Truth of one row. `null` among the values: nothing may be given for it, since the file does not hold it any more, or not surely. */
export interface Truth {
  readonly verdict: Verdict;
  /** V01–V20 of the rule book; `unread`: a cell nobody can read for sure, under whatever name the reader has for it. */
  readonly reasons: readonly string[];
  readonly values: Readonly<Record<string, Value>>;
  /** Fields whose value is not what the cell says to the letter. */
  readonly repairs: readonly string[];
  /** What was laid over this row (troubles.ts). */
  readonly troubles?: readonly string[];
  /** The verdict rests on a decision of this kit, not on the rule book: see README. */
  readonly arguable?: true;
}

/** One line of expected/NAME.jsonl. Blank rows have none. */
export interface ExpectedRow extends Truth {
  readonly sheet: string;
  /** 1-based, as WPS shows it; in text files the number of the record. */
  readonly row: number;
}

export interface Line {
  readonly cells: readonly Cell[];
  /** Two persons side by side have two; not a row: none. */
  readonly truths: readonly Truth[];
  readonly hidden?: boolean;
}

/** 0-based, both ends inclusive. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export type SheetKind = 'workers' | 'organisations' | 'other';

export interface Sheet {
  readonly name: string;
  readonly kind: SheetKind;
  readonly lines: readonly Line[];
  readonly merges: readonly Merge[];
  readonly hidden?: boolean;
  readonly hiddenColumns?: readonly number[];
  /** 1-based. */
  readonly headerRows: readonly number[];
  /** As the header says it, layers joined by a blank, in the order of the columns. */
  readonly columns: readonly string[];
  /** Findings on the sheet as a whole. */
  readonly findings?: readonly Finding[];
}

/** `constants`: a column holds one value for everybody where life does not: somebody, or a program, filled it. */
export type Finding = 'constants' | 'hidden';

/** What the bytes are. `xls` stands for .et too. */
export type Format = 'xlsx' | 'xls' | 'ods' | 'html' | 'xml2003' | 'csv';
/** Names as in the reader's own list of faults (src/capabilities/rosters/rulesBook.ts). */
export type Fault = 'empty' | 'notASheet' | 'damaged' | 'password' | 'noSheet';

/** A line of expected/headers.jsonl. */
export interface ExpectedHeader {
  readonly file: string;
  readonly about: string;
  readonly troubles: readonly string[];
  readonly format: Format | null;
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly fault?: Fault;
  readonly sheets: readonly {
    readonly name: string;
    readonly kind: SheetKind;
    readonly headerRows: readonly number[];
    readonly columns: readonly string[];
    readonly findings?: readonly Finding[];
  }[];
}

/** One file of the corpus. */
export interface Case {
  readonly file: string;
  readonly about: string;
  readonly troubles: readonly string[];
  /** Null where the bytes are no spreadsheet. */
  readonly format: Format | null;
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly fault?: Fault;
  readonly sheets: readonly Sheet[];
  /** Made from the sheets, or by hand. */
  readonly bytes: () => Buffer | Promise<Buffer>;
}

/** Whoever reads the corpus on any day from this one to the end of 2030 comes to the same verdicts. */
export const CORPUS_DAY = '2022-10-12';
