// Telephones made up for a list: one for everybody, one last digit, numbers in a row. Only hashes and numbers stay, no sentence shows one.
import { binomialTail, entropyOf } from './rulesConstantsMath.ts';
import { newColumn, newKeyTable, newRunningHash } from './rulesKeyTable.ts';

export interface PhoneStatistics {
  /** Different numbers, and different people who have one. */
  readonly numbers: number;
  readonly people: number;
  readonly lastDigits: readonly number[];
  readonly entropy: number;
  readonly topDigit: number;
  /** People with the most frequent number. */
  readonly topShared: number;
  /** Numbers whose neighbour (±1) stands in the list too, under another employer. */
  readonly inARow: number;
  readonly odds: { readonly digit: number; readonly shared: number; readonly inARow: number };
}

/**
 * Ours, generous. A last digit stands for 10 %, loved ones (6, 8, 9) for up to 20 %. A family shares a number, five in a list of twenty at the
 * most. Two numbers of ten million in a prefecture are neighbours by chance almost never; a firm gives its people numbers in a row, which is
 * why employers are asked.
 */
export const USUAL_PHONES = { digit: 0.25, shared: 0.25, inARow: 0.1 } as const;

interface PhoneDigits {
  /** `employer`: any number that tells employers apart, -1 where unknown. */
  readonly note: (phone: string, person: string, employer: number) => void;
  readonly statistics: () => PhoneStatistics;
}

/** The digits of a number as a number; the last fifteen of more. */
const digitsOf = (phone: string): number => {
  let value = 0;
  if (phone.length > 15) return Number(phone.replace(/\D/g, '').slice(-15));
  for (let i = 0; i < phone.length; i++) {
    const digit = phone.charCodeAt(i) - 48;
    if (digit >= 0 && digit <= 9) value = value * 10 + digit;
  }
  return value;
};

const hash = newRunningHash();
export const newPhoneDigits = (): PhoneDigits => {
  const numbers = newKeyTable();
  const people = newKeyTable();
  const shared = newColumn();
  const value = newColumn('keys');
  const employers = newColumn('int', -1);
  return {
    note: (phone, person, employer) => {
      const number = digitsOf(phone);
      if (!(number > 0)) return;
      const had = numbers.size();
      const at = numbers.take(number);
      if (numbers.size() > had) {
        value.set(at, number);
        employers.set(at, employer);
      }
      const before = people.size();
      hash.start();
      hash.add(String(number));
      hash.mark(1);
      hash.add(person);
      people.take(hash.end());
      if (people.size() > before) shared.set(at, shared.get(at) + 1);
    },
    statistics: () => {
      const count = numbers.size();
      const lastDigits = new Array<number>(10).fill(0);
      let topShared = 0;
      const order = Array.from({ length: count }, (_, at) => at).sort((a, b) => value.get(a) - value.get(b));
      let inARow = 0;
      const besides = (a: number, b: number | undefined) =>
        b !== undefined &&
        Math.abs(value.get(a) - value.get(b)) === 1 &&
        employers.get(a) >= 0 &&
        employers.get(b) >= 0 &&
        employers.get(a) !== employers.get(b);
      for (let n = 0; n < count; n++) {
        const at = order[n]!;
        lastDigits[value.get(at) % 10]!++;
        topShared = Math.max(topShared, shared.get(at));
        if (besides(at, order[n - 1]) || besides(at, order[n + 1])) inARow++;
      }
      const topDigit = lastDigits.indexOf(Math.max(...lastDigits));
      const all = people.size();
      return {
        numbers: count,
        people: all,
        lastDigits,
        entropy: count === 0 ? 0 : entropyOf(lastDigits, count),
        topDigit,
        topShared,
        inARow,
        odds: {
          digit: binomialTail(count, USUAL_PHONES.digit, lastDigits[topDigit]!),
          shared: binomialTail(all, USUAL_PHONES.shared, topShared),
          inARow: binomialTail(count, USUAL_PHONES.inARow, inARow),
        },
      };
    },
  };
};
