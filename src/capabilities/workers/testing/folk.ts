// Made-up people for tests. Numbers stand under the code of a prefecture, under which no police station issues any.
import type { Input } from '#platform/contract.ts';
import { checkCharacter } from '#standards/id-number/idNumberMath.ts';
import type { registerWorker } from '../contract.ts';

/** A number that is valid by its check character: 522700, birthday, three digits of which the last says the sex. */
export const numberFor = (birthday: string, sequence: number, prefix = '522700'): string => {
  const body = `${prefix}${birthday.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return body + checkCharacter(body);
};

export const VILLAGE = '522727104213';
export const TOWN = '522727104000';

type Registration = Input<typeof registerWorker>;
let made = 0;
/**
 * A registration with a number of its own. Which one depends on the tests before it; so everybody is of the years between 30 and 60, in which no rule
 * asks about age. Who needs an age or a sex gives a number.
 */
export const someone = (name: string, more: Partial<Registration> = {}): Registration => {
  const n = ++made;
  const birthday = `19${76 + (n % 20)}-0${1 + (n % 9)}-1${n % 10}`;
  return { name, number: numberFor(birthday, 100 + (n % 800)), home: { code: VILLAGE }, ...more };
};
