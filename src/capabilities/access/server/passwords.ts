import { randomBytes, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Config } from '#platform/server/config.ts';
import { nameKeys } from '#standards/pinyin/pinyin.ts';
import { weakPassword } from '../contract.ts';
import { passwordFault, passwordFaultTexts } from '../rulesPasswords.ts';

type Cost = Config['hashing'];

// The compiled package exports its `Algorithm` as a const enum, which erasable syntax cannot import. 2 = argon2id.
const ARGON2ID = 2;

/** PHC string. NFKC first, so that the same word typed by another input method is the same password. */
export const hashPassword = (password: string, cost: Cost): Promise<string> =>
  hash(password.normalize('NFKC'), { algorithm: ARGON2ID, memoryCost: cost.memoryKib, timeCost: cost.passes, parallelism: 1 });

/**
 * One-time initial passwords carry 60 random bits, are good for one sign-in, and come two thousand to a sheet: the cost that protects a chosen
 * password would only make the sheet wait.
 */
export const hashInitialPassword = (password: string): Promise<string> => hashPassword(password, { memoryKib: 1024, passes: 1 });

export const verifyPassword = (phc: string, password: string): Promise<boolean> => verify(phc, password.normalize('NFKC'));

/** A hash that no password fits, of the same cost: an unknown login takes as long as a known one. */
export const dummyHash = (cost: Cost): string => {
  const b64 = (n: number) => randomBytes(n).toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=${cost.memoryKib},t=${cost.passes},p=1$${b64(16)}$${b64(32)}`;
};

export const refuseWeak = (password: string, own: readonly string[]): void => {
  // an acquaintance types a name in pinyin
  const spelled = own.filter((o) => /[\u4e00-\u9fff]/.test(o)).flatMap((o) => nameKeys(o).pinyin);
  const fault = passwordFault(password, [...own, ...spelled]);
  if (fault) throw weakPassword({ why: passwordFaultTexts[fault].zh, whyEn: passwordFaultTexts[fault].en, rule: fault });
};

// no 0 1 i l o: these passwords are read from a slip of paper
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
/** `xxxx-xxxx-xxxx`: about 59 bits. */
export const newInitialPassword = (): string =>
  [0, 1, 2].map(() => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')).join('-');
