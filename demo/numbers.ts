/**
 * Numbers that are valid by their check characters and belong to nobody.
 *
 * Identity numbers: the first six digits are the code of a *prefecture* (522700), under which no police station issues numbers (cards carry a county's).
 * Within one prefecture, year of birth and sex, a village owns a range of cells (day × sequence), scattered over the year; so two villages never make the
 * same number and neither needs to know of the other. Of the 500 sequences that a day has for one sex:
 *
 *     0–199    persons            200–299  their twins           300–499  the same numbers, written wrong
 *
 * Mobile numbers: eleven digits starting with 141. That segment numbers machines (13 digits); nobody answers eleven of them.
 *
 * Credit codes: registered by office 000000, which does not exist.
 */
import { checkCharacter } from '#standards/id-number/idNumberMath.ts';
import { organisationCheckCharacter, usccAlphabet, usccCheckCharacter } from '#standards/uscc/usccMath.ts';
import { daysInYear, dayText, yearStart } from './days.ts';
import { mix, scatter } from './random.ts';
import type { Sex } from './shapes.ts';

export const PERSON_SEQUENCES = 200;
/** Only persons of these sequences can have a twin: there are fifty places for the twins of either sex. */
const TWIN_SEQUENCES = 50;
const WRITTEN_WRONG = 300;

/** A day of birth and a place in that day's sequence (0–499), of one sex. */
export interface Cell {
  readonly day: number;
  readonly sequence: number;
}

/** The cell of the `ordinal`-th person of a prefecture, year and sex. */
export const cellOf = (seed: number, prefecture: string, year: number, sex: Sex, ordinal: number): Cell => {
  const days = daysInYear(year);
  const at = scatter(ordinal, PERSON_SEQUENCES, days, mix(mix(seed, Number(prefecture)), year * 2 + Number(sex)));
  return { day: yearStart(year) + (at % days), sequence: Math.floor(at / days) };
};

export const mayHaveTwin = (cell: Cell): boolean => cell.sequence < TWIN_SEQUENCES;
/** The place kept for the twin (of whichever sex) of a person of this sex. */
export const twinOf = (cell: Cell, sex: Sex): Cell => ({
  day: cell.day,
  sequence: PERSON_SEQUENCES + (sex === '1' ? 0 : TWIN_SEQUENCES) + cell.sequence,
});

/** Valid too, but wrong: the sequence mistyped. Half of the persons can have this one … */
export const mistypedSequence = (cell: Cell): Cell | null =>
  cell.sequence < PERSON_SEQUENCES && cell.sequence % 2 === 0 ? { day: cell.day, sequence: WRITTEN_WRONG + cell.sequence } : null;

/** … the other half this one: the next day of the same month (after the last the first), the sequence wrong as well. */
export const mistypedDay = (cell: Cell): Cell | null => {
  if (cell.sequence >= PERSON_SEQUENCES || cell.sequence % 2 === 0) return null;
  const next = cell.day + 1;
  const day = dayText(next).endsWith('-01') ? next - Number(dayText(cell.day).slice(8)) : next;
  return { day, sequence: WRITTEN_WRONG + cell.sequence };
};

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The eighteen characters. */
export const numberOf = (prefecture: string, sex: Sex, { day, sequence }: Cell): string => {
  const born = dayText(day);
  const order = sequence * 2 + (sex === '1' ? 1 : 0);
  const body = `${prefecture}00${born.slice(0, 4)}${born.slice(5, 7)}${born.slice(8)}${order < 10 ? '00' : order < 100 ? '0' : ''}${order}`;
  // the standard's own function checks its argument first; a million of them is worth the loop (a test compares the two)
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += WEIGHTS[i]! * (body.charCodeAt(i) - 48);
  return body + '10X98765432'[sum % 11]!;
};

/** Does it follow the pattern? Tests and the loader's guard ask. */
export const isDemoNumber = (number: string): boolean =>
  /^(?:45|52)\d\d00\d{11}[\dX]$/.test(number) && checkCharacter(number.slice(0, 17)) === number[17];

/** The `ordinal`-th mobile number of a world; there are a hundred million. */
export const phoneOf = (seed: number, ordinal: number): string =>
  `141${String(scatter(ordinal, 10_000, 10_000, mix(seed, 0x70686f6e))).padStart(8, '0')}`;
export const isDemoPhone = (phone: string): boolean => /^141\d{8}$/.test(phone);

const base31 = (n: number, length: number): string => {
  let text = '';
  for (let left = n; text.length < length; left = Math.floor(left / 31)) text = usccAlphabet[left % 31]! + text;
  return text;
};
export type Registered = '91' | '92' | '93' | '12' | '52';
/** The credit code of the `ordinal`-th organisation; `kind`: 91 company, 92 individual business, 12 public institution, 52 private non-enterprise unit. */
export const usccOf = (kind: Registered, ordinal: number): string => {
  const organisation = `WG${base31(ordinal, 6)}`;
  const body = `${kind}000000${organisation}${organisationCheckCharacter(organisation)}`;
  return body + usccCheckCharacter(body);
};
export const isDemoUscc = (code: string): boolean => /^[195][123]000000WG/.test(code);
