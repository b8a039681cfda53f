// Reading a whole column: the same as readValue cell by cell (a test compares the two), faster where a column says the same words again and again.
import type { PrefixLookup, PrefixStatus } from '#standards/id-number/prefixStatus.ts';
import type { Cell } from './rulesBook.ts';
import type { FieldType } from './rulesValue.ts';
import { BLANK, type ValueContext, type ValueRead } from './rulesValueCommon.ts';
import { readValue } from './rulesValues.ts';

/** Every row has another one. */
const UNIQUE: ReadonlySet<FieldType['type']> = new Set(['idNumber', 'phone', 'name']);
/** Texts kept for one column: all codes, days, places and incomes of a list, and most of its employers. */
const MOST = 4096;
const LONGEST = 64;
/** After so many cells a memory that helps less than every fourth time is given up: remarks, household numbers. */
const TRIAL = 4 * MOST;

/** A text of its own memory. What a parser cut out of a piece of the file would keep the whole piece alive. */
const ownText = (text: string): string => (text.length < 13 ? text : ` ${text}`.slice(1));

export const columnReader = (type: FieldType, context: ValueContext): ((cell: Cell | null) => ValueRead<unknown>) => {
  if (UNIQUE.has(type.type)) return (cell) => readValue(type, cell, context);
  let known: Map<string, ValueRead<unknown>> | null = new Map();
  let asked = 0;
  let hits = 0;
  // whole villages have one county, whole firms one name
  let last: Cell = '';
  let lastRead: ValueRead<unknown> = BLANK;
  return (cell) => {
    if (cell === null || cell === '') return BLANK;
    if (cell === last) return lastRead;
    if (known === null || typeof cell !== 'string' || cell.length > LONGEST) return readValue(type, cell, context);
    const before = known.get(cell);
    if (before !== undefined) {
      hits++;
      last = cell;
      lastRead = before;
      return before;
    }
    if (known.size >= MOST) {
      asked++;
      if (asked > TRIAL && hits < asked) known = null;
      return readValue(type, cell, context);
    }
    const own = ownText(cell);
    const read = readValue(type, own, context);
    known.set(own, read);
    return read;
  };
};

/** A list has people of a few hundred counties. */
export const rememberPrefixes = (lookup: PrefixLookup): PrefixLookup => {
  const known = new Map<string, PrefixStatus>();
  return (code6) => {
    let status = known.get(code6);
    if (status === undefined) {
      status = lookup(code6);
      if (known.size < 20_000) known.set(ownText(code6), status);
    }
    return status;
  };
};
