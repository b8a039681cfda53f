// Rules for passwords after NIST SP 800-63B §3.1.1: length and a blocklist, nothing about kinds of characters.
import type { Text } from '#standards/text.ts';

export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 200;

/** The passwords people really choose, from published lists of leaked ones, cut to those of ten and more characters or their stems. */
const COMMON = [
  '1234567890',
  '0123456789',
  '0987654321',
  '9876543210',
  '1234512345',
  '1122334455',
  '1111111111',
  '0000000000',
  '8888888888',
  '6666666666',
  '123456789a',
  'a123456789',
  'aa12345678',
  '12345678910',
  '123456789abc',
  'abc1234567',
  'abc123456789',
  'abcd123456',
  'abcdefghij',
  'qwertyuiop',
  'qwerty1234',
  'qwerty12345',
  'qwer123456',
  '1q2w3e4r5t',
  '1qaz2wsx3edc',
  'qazwsxedcrfv',
  'asdfghjkl1',
  'asdf123456',
  'zxcvbnm123',
  'password12',
  'password123',
  'password1234',
  'passw0rd123',
  'p@ssw0rd123',
  'p@ssword123',
  'admin12345',
  'admin123456',
  'administrator',
  'iloveyou123',
  'woaini1314',
  'woaini1314520',
  'woaini520520',
  '5201314520',
  '1314520520',
  'woaiwojia1',
  'zhongguo123',
  'welcome123',
  'changeme123',
  'letmein123',
  'football123',
  'sunshine123',
  'princess123',
  'dragon12345',
  'monkey12345',
  'superman123',
  'test123456',
  'guest123456',
  'root123456',
];
const STEMS = [
  'password',
  'passw0rd',
  'qwerty',
  'qwertyuiop',
  '123456789',
  'abc123',
  'admin',
  'wengang',
  '稳岗',
  'woaini',
  'iloveyou',
  'huawei',
  '888888',
  '666666',
  '123456',
];

export type PasswordFault = 'tooShort' | 'tooLong' | 'common' | 'ownName' | 'repeated';
export const passwordFaultTexts: Record<PasswordFault, Text> = {
  tooShort: {
    zh: `密码太短，至少 ${PASSWORD_MIN} 个字；一句好记的话也可以`,
    en: `The password is too short: at least ${PASSWORD_MIN} characters. A sentence you remember is fine`,
  },
  tooLong: { zh: `密码太长，最多 ${PASSWORD_MAX} 个字`, en: `The password is too long: at most ${PASSWORD_MAX} characters` },
  common: { zh: '这个密码很多人在用，一猜就中，请换一个', en: 'Many people use this password and it is guessed first; choose another' },
  ownName: {
    zh: '密码里除了登录名、姓名或手机号没有多少别的字，请换一个',
    en: 'The password is little more than your login, name or phone; choose another',
  },
  repeated: { zh: '密码只是几个字的重复或连续的数字，请换一个', en: 'The password only repeats or counts; choose another' },
};

const characters = (text: string): number => [...text].length;
const counts = (text: string): boolean => {
  const codes = [...text].map((c) => c.codePointAt(0)!);
  const steps = new Set(codes.slice(1).map((c, i) => c - codes[i]!));
  return steps.size === 1 && [0, 1, -1].includes([...steps][0]!);
};
const repeats = (text: string): boolean => {
  for (let n = 1; n <= Math.min(4, text.length / 2); n++)
    if (
      text
        .slice(0, n)
        .repeat(Math.ceil(text.length / n))
        .slice(0, text.length) === text
    )
      return true;
  return false;
};

/** What is wrong with a new password; undefined where it is good. `own`: login, name, phone: what an acquaintance would try. */
export const passwordFault = (password: string, own: readonly string[]): PasswordFault | undefined => {
  const text = password.normalize('NFKC');
  if (characters(text) < PASSWORD_MIN) return 'tooShort';
  if (characters(text) > PASSWORD_MAX) return 'tooLong';
  const low = text.toLowerCase();
  if (repeats(low) || counts(low)) return 'repeated';
  if (COMMON.includes(low) || STEMS.some((s) => low.includes(s) && characters(low.replaceAll(s, '')) < 4)) return 'common';
  // Fewer than four characters beside one's own login, name (also in pinyin) and phone are no secret; separators are no secret either.
  const mine = own.map((o) => o.normalize('NFKC').toLowerCase()).filter((o) => characters(o) >= 2);
  let rest = low;
  for (const o of [...mine].sort((a, b) => b.length - a.length)) rest = rest.replaceAll(o, '');
  if (rest !== low && characters(rest.replace(/[\s\-_.@!]/g, '')) < 4) return 'ownName';
  return undefined;
};
