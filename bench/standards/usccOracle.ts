// GB 32100-2015 统一社会信用代码 and GB 11714-1997 组织机构代码, written from their text and slowly, sharing nothing with src/standards:
//   GB 32100: 1 登记管理部门, 1 机构类别, 6 digits 行政区划, 9 主体标识码 (organisation code), 1 check: C₁₈ = 31 − MOD(Σ Cᵢ × Wᵢ, 31), Wᵢ = 3^(i−1) mod 31,
//             and 31 counts as 0; alphabet 0–9 A–Z without I O S V Z
//   GB 11714: C₉ = 11 − MOD(Σ Cᵢ × Wᵢ, 11) over eight characters 0–9 A–Z with weights 3 7 9 10 5 8 4 2; 10 is X, 11 is 0
import type { Random } from '../support/random.ts';

const ALPHABET = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((c) => !['I', 'O', 'S', 'V', 'Z'].includes(c)).join('');

const checkBySum = (body: string): string => {
  let sum = 0n;
  for (let i = 1; i <= 17; i++) sum += BigInt(ALPHABET.indexOf(body.charAt(i - 1))) * (3n ** BigInt(i - 1) % 31n);
  let c18 = 31n - (sum % 31n);
  if (c18 === 31n) c18 = 0n;
  return ALPHABET.charAt(Number(c18));
};

const organisationCheck = (body: string): string => {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  let sum = 0;
  for (let i = 0; i < 8; i++) {
    const c = body.charCodeAt(i);
    sum += (c <= 57 ? c - 48 : c - 65 + 10) * weights[i]!;
  }
  const c9 = 11 - (sum % 11);
  return c9 === 10 ? 'X' : c9 === 11 ? '0' : String(c9);
};

/** The rules broken, in the words of parseUscc; empty: a valid code. */
export const judgeUscc = (raw: string): ReadonlySet<string> => {
  const code = raw.toUpperCase();
  // what came before the code is recognised as such; whether rightly so, its own tests say
  if (code.length !== 18) return new Set(['length', 'oldRegistrationNumber', 'organisationCodeOnly', 'empty']);
  for (let i = 0; i < 18; i++) {
    const c = code.charAt(i);
    if (!ALPHABET.includes(c) || (i >= 2 && i < 8 && !(c >= '0' && c <= '9'))) return new Set(['character']);
  }
  const broken = new Set<string>();
  if (checkBySum(code.slice(0, 17)) !== code[17]) broken.add('checkCharacter');
  if (organisationCheck(code.slice(8, 16)) !== code[16]) broken.add('organisationCode');
  return broken;
};

const right = (random: Random): string => {
  const organisation = random.text(8, ALPHABET);
  const body = random.pick(['91', '92', '12', '52', 'N2', '93']) + random.text(6) + organisation + organisationCheck(organisation);
  return body + checkBySum(body);
};

const put = (text: string, at: number, what: string): string => text.slice(0, at) + what + text.slice(at + what.length);

const ERRORS: readonly ((code: string, random: Random) => string)[] = [
  (c, r) => put(c, r.below(18), r.text(1, ALPHABET)),
  (c, r) => put(c, r.below(18), r.pick(['I', 'O', 'S', 'V', 'Z', '公'])),
  (c, r) => {
    const body = put(c.slice(0, 17), 8 + r.below(9), r.text(1, ALPHABET));
    return body + checkBySum(body);
  },
  (c, r) => {
    const at = r.below(17);
    return put(c, at, c[at + 1]! + c[at]!);
  },
  (c, r) => put(c, 2 + r.below(6), r.text(1, ALPHABET)),
  (c, r) => c.slice(0, r.below(18)),
  (c, r) => c + r.text(1 + r.below(3), ALPHABET),
  (c) => c.toLowerCase(),
];

/** Half of them right, half with one seeded error. */
export const generateUsccs = (random: Random, count: number): string[] =>
  Array.from({ length: count }, () => {
    const code = right(random);
    return random.below(2) ? code : random.pick(ERRORS)(code, random);
  });
