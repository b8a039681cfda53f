/**
 * The arithmetic of GB 11643-1999 公民身份号码 (ISO 7064 MOD 11-2). No cleaning, no sentences: those are in idNumber.ts.
 */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** The 18th character of a 17-digit body: 0–9 or X. Throws RangeError for anything but 17 digits. */
export function checkCharacter(body: string): string {
  if (!/^\d{17}$/.test(body)) throw new RangeError('the body of an identity number has 17 digits');
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return '10X98765432'[sum % 11]!;
}

/**
 * The 18-digit number of a 15-digit one (first generation, until 1999): year 19yy, check character appended.
 * Order codes 996–999 were kept for people over a hundred, so their year is 18yy (GB 11643-1989).
 */
export function upgrade15(old: string): string {
  if (!/^\d{15}$/.test(old)) throw new RangeError('an old identity number has 15 digits');
  const century = Number(old.slice(12)) >= 996 ? '18' : '19';
  const body = old.slice(0, 6) + century + old.slice(6);
  return body + checkCharacter(body);
}
