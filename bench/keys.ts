// Sealing and blind indexes: the project's Keys against a second use of node:crypto written from keys.ts's description of the format.
import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { keysOf, newKeyFile } from '#platform/server/keys.ts';
import { type Bench, type Run, rate, rateOver, timed } from './support/bench.ts';
import { mulberry32, type Random } from './support/random.ts';

const keyFile = newKeyFile();
const keys = keysOf(keyFile);
const master = Buffer.from(keyFile.index, 'base64');
const dataKey = Buffer.from(keyFile.data[0]!.key, 'base64');
const numberKey = Buffer.from(hkdfSync('sha256', master, 'wengang', 'index:number', 32));

const number = (random: Random): string => random.text(17) + random.text(1, '0123456789X');
const distinct = (random: Random, count: number): string[] => {
  const found = new Set<string>();
  while (found.size < count) found.add(number(random));
  return [...found];
};

/** Backwards through the permutation: the number an index was made of. */
const numberOf = (uuid: string): string => {
  const decipher = createDecipheriv('aes-256-ecb', numberKey, null).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(Buffer.from(uuid.replaceAll('-', ''), 'hex')), decipher.final()]);
  const digits = plain.readBigUInt64BE(8).toString().padStart(plain[0]!, '0');
  return plain[1] ? `${digits.slice(0, -1)}X` : digits;
};

/** What is sealed: format 1, the key's number, 12 bytes of nonce, 16 of tag, the rest. */
const textOf = (sealed: Buffer): string => {
  const decipher = createDecipheriv('aes-256-gcm', dataKey, sealed.subarray(2, 14));
  decipher.setAuthTag(sealed.subarray(14, 30));
  return decipher.update(sealed.subarray(30), undefined, 'utf8') + decipher.final('utf8');
};

const indexes = (run: Run): void => {
  run.section('blind index of identity numbers');
  const numbers = distinct(mulberry32(1), run.scaled(20_000));
  const made = numbers.map((n) => keys.index('number', n));
  const answers = run.answers('index → number, no two alike, equal for equal', 'the block cipher run backwards');
  numbers.forEach((n, i) => {
    answers.same([numberOf(made[i]!), keys.index('number', n)], [n, made[i]], 'one number');
  });
  answers.same(new Set(made).size, numbers.length, 'distinct indexes');
  // other text goes in by its hash; the first bit of the block tells the two apart
  for (const text of ['+86 13800000000', 'E12345678', '1234567890123456789']) {
    const block = createHash('sha256').update(text).digest().subarray(0, 16);
    block[0] = block[0]! | 0x80;
    const cipher = createCipheriv('aes-256-ecb', numberKey, null).setAutoPadding(false);
    const expected = Buffer.concat([cipher.update(block), cipher.final()]).toString('hex');
    answers.same(keys.index('number', text).replaceAll('-', ''), expected, 'text that is no number');
  }
  answers.done();
  // What the same work costs in one call of the cipher: the blocks of all numbers at once, as the import of rosters wants to do it.
  const together = (): void => {
    const plain = Buffer.alloc(16 * numbers.length);
    numbers.forEach((n, i) => {
      plain[i * 16] = 18;
      plain[i * 16 + 1] = n.endsWith('X') ? 1 : 0;
      plain.writeBigUInt64BE(BigInt(n.replace('X', '0')), i * 16 + 8);
    });
    const cipher = createCipheriv('aes-256-ecb', numberKey, null).setAutoPadding(false);
    const hex = Buffer.concat([cipher.update(plain), cipher.final()]).toString('hex');
    if (hex.slice(0, 32) !== made[0]!.replaceAll('-', '')) throw new Error('the cipher run over all blocks gives another index');
  };
  together();
  const one: number[] = [];
  const all: number[] = [];
  for (let i = 0; i < run.rounds; i++) {
    one.push(rateOver(numbers, (n) => keys.index('number', n)));
    all.push(rate(numbers.length, timed(together)));
  }
  run.figure({
    name: 'indexes, one call each',
    unit: '/s',
    values: one,
    against: { name: 'one cipher call for all', values: all },
    goal: { of: 'value', atLeast: 50_000 },
  });
};

const sealing = (run: Run): void => {
  run.section('sealing (AES-256-GCM)');
  const random = mulberry32(2);
  const texts = Array.from({ length: run.scaled(20_000) }, () =>
    random.pick([number(random), `1${random.text(10)}`, '贵州省黔南州平塘县克度镇先锋村', '']),
  );
  const sealed = texts.map(keys.seal);
  const answers = run.answers('open(seal(x)) = x; a flipped bit is refused; a nonce is never used twice', 'a second decryption');
  texts.forEach((t, i) => {
    answers.same([keys.open(sealed[i]!), textOf(sealed[i]!)], [t, t], 'one text');
  });
  for (const s of sealed.slice(0, 500)) {
    const broken = Buffer.from(s);
    const at = 2 + random.below(broken.length - 2);
    broken[at] = broken[at]! ^ (1 << random.below(8));
    let refused = false;
    try {
      keys.open(broken);
    } catch {
      refused = true;
    }
    answers.same(refused, true, 'a flipped bit');
  }
  answers.same(new Set(sealed.map((s) => s.subarray(2, 14).toString('hex'))).size, sealed.length, 'distinct nonces');
  answers.done();
  const figures = { seal: [] as number[], open: [] as number[], plain: [] as number[] };
  for (let i = 0; i < run.rounds; i++) {
    figures.seal.push(rateOver(texts, keys.seal));
    figures.open.push(rateOver(sealed, keys.open));
    figures.plain.push(rateOver(sealed, textOf));
  }
  run.figure({ name: 'texts sealed', unit: '/s', values: figures.seal, goal: { of: 'value', atLeast: 50_000 } });
  run.figure({
    name: 'texts opened',
    unit: '/s',
    values: figures.open,
    against: { name: 'the second decryption', values: figures.plain },
    goal: { of: 'value', atLeast: 50_000 },
  });
};

export const keysBench: Bench = {
  name: 'keys',
  summary: 'blind indexes, seals and openings a second, each checked by decrypting it a second way',
  rounds: 5,
  goals: [
    'blind index, seal, open ≥ 50,000/s each (ours: a page of 200 rows opens in 4 ms, a roster of 100,000 rows is sealed in 2 s)',
    'to beat some day: one cipher call over 20,000 blocks (research/performance.md §2), shown as the ratio',
  ],
  run: async (run) => {
    indexes(run);
    sealing(run);
  },
};
