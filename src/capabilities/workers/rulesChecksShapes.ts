// What a rule over a row is, and what it is asked with.

import type { Finding, Severity } from '#capabilities/rosters/rules.ts';
import { ageOn, type Day, isDay } from '#standards/calendar/calendar.ts';
import { padCode, significantDigits } from '#standards/divisions/codes.ts';
import type { Text } from '#standards/text.ts';
import { type Span, spanOf } from './rulesSpan.ts';
import { type SheetKind, type WorkerField, type WorkerRow, workerFieldTexts } from './rulesWorkerRow.ts';

export interface CheckContext {
  /** The business day. */
  readonly today: Day;
  readonly kind: SheetKind;
  /** Whether two codes name one county under old and new numbers; by default only equal ones do. */
  readonly sameCounty?: (a: string, b: string) => boolean;
  /** How a row is called in a sentence; by default 第 12 行. */
  readonly rowName?: (row: number) => Text;
}

/** What the rest of the file says of this row. Null where only the row itself is known, as on a form. */
export interface RowFacts {
  /** The first row that holds the same to the letter. */
  readonly copyOf: number | null;
  /** The number stands under several names. */
  readonly names: boolean;
  /** It stands in several rows that are no spells in turn. */
  readonly repeated: boolean;
  /** Households that have this telephone. */
  readonly phoneHouseholds: number;
  /** Persons of one household have it and work in different counties. */
  readonly phoneApart: boolean;
  /** Row with an earlier spell of this person that surely was not over. */
  readonly overlaps: number | null;
  /** Three public-welfare posts or more at one time. */
  readonly posts: boolean;
  readonly household: HouseholdFacts | null;
}

export interface HouseholdFacts {
  readonly heads: 0 | 1 | 2;
  /** Of the only head. */
  readonly headSex: '1' | '2' | null;
  /** Day number; null where unknown. */
  readonly headBorn: number | null;
  /** Somebody works; null where no row tells for everybody. */
  readonly works: boolean | null;
}

interface RowContext extends CheckContext {
  readonly facts: RowFacts | null;
}

export interface RowRule {
  /** V01 … V20; one number may have several rules. */
  readonly id: string;
  /** The worst it says. */
  readonly severity: Severity;
  /** What it asks, for the list of rules. */
  readonly text: Text;
  readonly fields: readonly WorkerField[];
  /** All kinds of sheets where missing. */
  readonly kinds?: readonly SheetKind[];
  readonly check: (row: WorkerRow, context: RowContext) => readonly Finding[];
}

export const none: readonly Finding[] = [];

/** One finding of a rule. */
export const tell = (
  rule: string,
  severity: Severity,
  fields: readonly WorkerField[],
  zh: string,
  en: string,
  advice: readonly [zh: string, en: string],
): readonly Finding[] => [{ rule, severity, fields, text: { zh, en }, advice: { zh: advice[0], en: advice[1] } }];

export const rowNameOf = (context: CheckContext, row: number): Text => context.rowName?.(row) ?? { zh: `第 ${row} 行`, en: `row ${row}` };

/** Seventeen digits and a digit or X. Asked some five times a row: no expression. */
const isIdNumber = (text: string): boolean => {
  if (text.length !== 18) return false;
  for (let i = 0; i < 17; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return false;
  }
  const last = text.charCodeAt(17);
  return (last >= 48 && last <= 57) || last === 88;
};

/** From the column, or from the number. */
export const birthdayOf = (row: WorkerRow): Day | null => {
  // the rules of one row ask one after another
  if (row === lastRow) return lastBirthday;
  lastBirthday = readBirthday(row);
  lastRow = row;
  return lastBirthday;
};
let lastRow: WorkerRow | null = null;
let lastBirthday: Day | null = null;
const readBirthday = (row: WorkerRow): Day | null => {
  if (row.birthday) return isDay(row.birthday) ? row.birthday : null;
  if (!row.idNumber || !isIdNumber(row.idNumber)) return null;
  const day = `${row.idNumber.slice(6, 10)}-${row.idNumber.slice(10, 12)}-${row.idNumber.slice(12, 14)}`;
  return isDay(day) ? day : null;
};

export const sexOf = (row: WorkerRow): '1' | '2' | null => {
  if (row.sex) return row.sex;
  if (!row.idNumber || !isIdNumber(row.idNumber)) return null;
  return Number(row.idNumber[16]) % 2 === 1 ? '1' : '2';
};

/** Completed years on a day; null without a birthday. */
export const ageAt = (row: WorkerRow, day: Day): number | null => {
  const born = birthdayOf(row);
  return born ? ageOn(born, day) : null;
};

/** True: surely another county than the home county. Null: the codes do not tell. */
export const worksAway = (row: WorkerRow, context: CheckContext): boolean | null => {
  if (!row.place || !row.homeCounty) return null;
  const place = padCode(row.place);
  const home = padCode(row.homeCounty);
  if (!place || !home) return null;
  const digits = Math.min(6, significantDigits(place), significantDigits(home));
  if (place.slice(0, digits) !== home.slice(0, digits)) {
    const same = context.sameCounty?.(place.slice(0, 6), home.slice(0, 6)) ?? false;
    return !same;
  }
  // a prefecture may be meant that holds the home county
  return digits === 6 ? false : null;
};

export const isAbout = (row: WorkerRow, field: WorkerField): boolean => row[field] !== undefined;
export const isBlank = (row: WorkerRow, field: WorkerField): boolean => {
  const value = row[field];
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
};
export const isFilled = (row: WorkerRow, field: WorkerField): boolean => isAbout(row, field) && !isBlank(row, field);

export const startOf = (row: WorkerRow): Span | null => spanOf(row.start);
export const endOf = (row: WorkerRow): Span | null => spanOf(row.end);
export const holdsPublicPost = (row: WorkerRow): boolean => row.channel === 'publicPost' || isFilled(row, 'publicPostKind');

/** `月收入、所属行业`. */
export const listed = (fields: readonly WorkerField[]): Text => ({
  zh: fields.map((f) => workerFieldTexts[f].zh).join('、'),
  en: fields.map((f) => workerFieldTexts[f].en).join(', '),
});

export const yuan = (amount: number): string => {
  const [whole, part] = String(Math.round(amount * 100) / 100).split('.') as [string, string?];
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${part ? `.${part}` : ''}`;
};
