/**
 * The arithmetic of GB 32100-2015 统一社会信用代码, GB 11714-1997 组织机构代码 and of the 15-digit 工商注册号 before 2015.
 */

/** The 31 characters of GB 32100: digits and capitals without I O S V Z, in the order of their values. */
export const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const usccWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** The 18th character of a 17-character body. The second mod 31 matters: many copies on the web forget that 31 becomes 0. */
export function usccCheckCharacter(body: string): string {
  if (!new RegExp(`^[${usccAlphabet}]{17}$`).test(body)) throw new RangeError('the body of a social credit code has 17 characters');
  const sum = usccWeights.reduce((total, weight, at) => total + weight * usccAlphabet.indexOf(body[at]!), 0);
  return usccAlphabet[(31 - (sum % 31)) % 31]!;
}

/** The 9th character of an 8-character organisation code body (GB 11714: A = 10 … Z = 35, 11 − Σ mod 11, 10 is X and 11 is 0). */
export function organisationCheckCharacter(body: string): string {
  if (!/^[0-9A-Z]{8}$/.test(body)) throw new RangeError('the body of an organisation code has 8 characters');
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number.parseInt(body[at]!, 36), 0);
  return '0X987654321'[sum % 11]!;
}

/** The 15th digit of a 工商注册号 (GS 15-2006, ISO 7064 MOD 11,10). */
export function registrationCheckDigit(body: string): string {
  if (!/^\d{14}$/.test(body)) throw new RangeError('the body of a registration number has 14 digits');
  let product = 10;
  for (const digit of body) product = (((product + Number(digit)) % 10 || 10) * 2) % 11;
  return String((11 - product) % 10);
}
