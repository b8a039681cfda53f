import { prepareNumber } from './rulesDuplicateNumber.ts';
import type { DuplicateRecord } from './rulesDuplicates.ts';

/**
 * Which records are compared at all: those that share a key. The same keys stand in SQL (server/duplicates); there number and last six characters are
 * blind indexes. The first character of a key says what it is made of.
 */
export const blockKinds = {
  N: { zh: '证件号', en: 'document number' },
  T: { zh: '证件号末 6 位和姓的首音', en: 'last six of the number and the first sound of the surname' },
  P: { zh: '手机号', en: 'mobile number' },
  H: { zh: '户', en: 'household' },
  A: { zh: '姓名读音和出生日期（月日不分先后）', en: 'sound of the name and birthday, month and day in either order' },
  B: { zh: '姓名读音和乡镇', en: 'sound of the name and township' },
  C: { zh: '姓名读音、县和出生年份', en: 'sound of the name, county and year of birth' },
  D: { zh: '姓名读音、出生月日', en: 'sound of the name, month and day of birth' },
  E: { zh: '县和出生日期', en: 'county and birthday' },
} as const;

export type BlockKind = keyof typeof blockKinds;

/** Larger blocks are left out and counted: they are made of “not known” (1 January, a cadre's phone) and the other keys cover their pairs. */
export const largestBlock: Readonly<Record<BlockKind, number>> = { N: 50, T: 100, P: 30, H: 40, A: 100, B: 100, C: 100, D: 100, E: 150 };

/** Month and day, the smaller first, so that a swapped birthday stands in the same block. */
const orderedMonthDay = (day: string): string => {
  const [m, d] = [day.slice(5, 7), day.slice(8, 10)];
  return m < d ? `${m}${d}` : `${d}${m}`;
};

/** Keys of one record, without repeats. */
export function blockingKeys(record: DuplicateRecord): readonly string[] {
  const keys = new Set<string>();
  const { birthday, home } = record;
  const number = prepareNumber(record.number, record.documentKind);
  const sounds = record.fuzzy.split(' ').filter((s) => s !== '');
  if (number && number.kind !== 'lost') {
    keys.add(`N${number.documentKind}:${number.text}`);
    for (const sound of sounds) keys.add(`T${number.text.slice(-6)}:${[...sound][0]}`);
  }
  for (const phone of record.phones) keys.add(`P${phone}`);
  if (record.householdId !== null) keys.add(`H${record.householdId}`);
  const county = home.slice(0, 6);
  for (const sound of sounds) {
    if (birthday !== null) {
      keys.add(`A${sound}:${birthday.slice(0, 4)}:${orderedMonthDay(birthday)}`);
      keys.add(`D${sound}:${birthday.slice(5)}`);
      if (home !== '') keys.add(`C${sound}:${county}:${birthday.slice(0, 4)}`);
    }
    if (home !== '') keys.add(`B${sound}:${home.slice(0, 9)}`);
  }
  if (birthday !== null && home !== '') keys.add(`E${county}:${birthday}`);
  return [...keys];
}

interface Blocked {
  /** Index pairs, smaller first, each once. */
  readonly pairs: Iterable<readonly [number, number]>;
  readonly keys: number;
  /** Blocks left out for their size, by kind, with how many records stood in them. */
  readonly skipped: ReadonlyMap<BlockKind, { readonly blocks: number; readonly records: number }>;
}

/** Blocking in memory: the reference that the SQL is held against. */
export function blockPairs(records: readonly DuplicateRecord[]): Blocked {
  const blocks = new Map<string, number[]>();
  records.forEach((record, at) => {
    for (const key of blockingKeys(record)) {
      const block = blocks.get(key);
      if (block) block.push(at);
      else blocks.set(key, [at]);
    }
  });
  const skipped = new Map<BlockKind, { blocks: number; records: number }>();
  const partners = new Map<number, Set<number>>();
  for (const [key, block] of blocks) {
    const kind = key[0] as BlockKind;
    if (block.length > largestBlock[kind]) {
      const before = skipped.get(kind) ?? { blocks: 0, records: 0 };
      skipped.set(kind, { blocks: before.blocks + 1, records: before.records + block.length });
      continue;
    }
    for (let i = 0; i < block.length; i++) {
      const of = partners.get(block[i]!) ?? new Set<number>();
      if (block.length > i + 1) partners.set(block[i]!, of);
      for (let j = i + 1; j < block.length; j++) of.add(block[j]!);
    }
  }
  function* pairs(): Generator<readonly [number, number]> {
    for (const [one, others] of partners) for (const other of others) yield [one, other];
  }
  return { pairs: { [Symbol.iterator]: pairs }, keys: blocks.size, skipped };
}
