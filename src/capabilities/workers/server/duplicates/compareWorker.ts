// Runs in a worker thread: makes pairs of blocks, opens sealed numbers, compares. Hands back ids, scores and codes, nothing else.
//
// Opening a number costs more than comparing ten pairs, so pairs are screened first, with blind indexes in the place of numbers and phones: they tell
// what is the same. Only where what is different could still matter (a digit off) are both opened and compared in clear.
import { parentPort, workerData } from 'node:worker_threads';
import { type KeyFile, keysOf } from '#platform/server/keys.ts';
import { prepareName } from '../../rulesDuplicateName.ts';
import { type CompareContext, comparePrepared, type DuplicateRecord, type Prepared, prepare, type Reason } from '../../rulesDuplicates.ts';
import type { Band, Guard } from '../../rulesDuplicateTexts.ts';
import { DESK_SCORE, numberWeights, POINTS_PER_BIT, phoneWeights } from '../../rulesDuplicateWeights.ts';
import { frequencyOf } from '../../rulesNameFrequency.ts';
import type { Blocks } from './blocks.ts';
import { PairSet } from './pairSet.ts';
import type { Frequencies, RecordColumns, SealedColumns } from './records.ts';

export interface CompareStart {
  readonly keys: KeyFile;
  readonly frequencies: Frequencies;
}

/** `conflict`: one valid number under two names. `number`: one valid number, and the name is the same. */
export type FoundKind = 'likeness' | 'number' | 'conflict';
export interface FoundPair {
  readonly a: string;
  readonly b: string;
  readonly kind: FoundKind;
  readonly score: number;
  readonly band: Exclude<Band, 'reject'>;
  readonly reasons: readonly Reason[];
  readonly guards: readonly Guard[];
}

export type Ask =
  /** Adds the pairs of blocks that were not compared yet. `only`: pairs in which one of these records is (16 bytes each); null: all. */
  | { readonly ask: 'blocks'; readonly blocks: Blocks }
  | { readonly ask: 'only'; readonly ids: Uint8Array }
  /** Which records are still needed; at most so many. */
  | { readonly ask: 'needed'; readonly most: number }
  | { readonly ask: 'records'; readonly records: RecordColumns }
  /** Screens some of what waits. */
  | { readonly ask: 'screen'; readonly most: number }
  /** Which records must be opened for what the screening left; at most so many. */
  | { readonly ask: 'closed'; readonly most: number }
  | { readonly ask: 'sealed'; readonly sealed: SealedColumns }
  /** Compares in clear what the screening left; at most so many. */
  | { readonly ask: 'decide'; readonly most: number };
export type Answer =
  | { readonly pairs: number }
  | { readonly ids: readonly string[] }
  | { readonly compared: number; readonly left: number }
  | { readonly left: number; readonly found: readonly FoundPair[] };

const { keys: file, frequencies } = workerData as CompareStart;
const keys = keysOf(file);
const port = parentPort!;

const count = (counts: Map<string, number>, key: string, n: number) => counts.set(key, (counts.get(key) ?? 0) + n);
const surnames = new Map<string, number>();
const givens = new Map<string, number>();
frequencies.names.forEach((name, i) => {
  const { surname, given } = prepareName(name);
  count(surnames, surname, frequencies.counts[i]!);
  count(givens, given, frequencies.counts[i]!);
});
const sharedIndexes = new Set(frequencies.shared);
/** The same in clear, as far as records with them were met. */
const shared = new Set<string>();
const context: CompareContext = {
  frequency: frequencyOf(surnames, givens),
  phoneHolders: (phone) => (shared.has(phone) || sharedIndexes.has(phone) ? Number.MAX_SAFE_INTEGER : 1),
};

interface Held {
  /** With blind indexes in the place of number and phones. */
  readonly veiled: Prepared;
  readonly person: string;
  open?: Prepared;
}
/** By the 16 bytes of an id; 0 is nobody. */
const ordinals = new Map<string, number>();
const names: string[] = [''];
const held: (Held | null | undefined)[] = [undefined];
const pairs = new PairSet();
/** First and second of the pairs that wait to be compared. */
let waiting: number[] = [];
let next = 0;
let wanted: number[] = [];
/** What the screening left: pairs, and their records that are still closed. */
const shortlist: number[] = [];
let closed: number[] = [];
const asked = new Set<number>();
let only: Set<number> | null = null;

const textOf = (bytes: Buffer, at: number): string => {
  const h = bytes.toString('hex', at, at + 16);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
};
const ordinalOf = (bytes: Buffer, at: number): number => {
  const key = bytes.toString('latin1', at, at + 16);
  let ordinal = ordinals.get(key);
  if (ordinal === undefined) {
    ordinal = names.length;
    ordinals.set(key, ordinal);
    names.push(textOf(bytes, at));
    held.push(undefined);
  }
  return ordinal;
};
const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const want = (ordinal: number): void => {
  if (held[ordinal] !== undefined) return;
  held[ordinal] = null;
  wanted.push(ordinal);
};

const addBlocks = ({ ids, sizes }: Blocks): number => {
  const bytes = bufferOf(ids);
  const before = waiting.length;
  let at = 0;
  for (const size of sizes) {
    const block: number[] = [];
    for (let i = 0; i < size; i++, at += 16) block.push(ordinalOf(bytes, at));
    for (let i = 0; i < size; i++)
      for (let j = i + 1; j < size; j++) {
        const [a, b] = [block[i]!, block[j]!];
        // a record may stand twice in a block: two readings of one surname that fold alike
        if (a === b || (only && !only.has(a) && !only.has(b)) || !pairs.add(a, b)) continue;
        waiting.push(a, b);
        want(a);
        want(b);
      }
  }
  return (waiting.length - before) / 2;
};

const ordinalOfText = (id: string): number => ordinals.get(Buffer.from(id.replaceAll('-', ''), 'hex').toString('latin1'))!;

const addRecords = (r: RecordColumns): void => {
  r.ids.forEach((id, i) => {
    const sex = r.sexes[i];
    const documentKind = r.documentKinds[i]!;
    const number = r.numbers[i];
    const record: DuplicateRecord = {
      id,
      name: r.names[i]!,
      pinyin: '',
      fuzzy: '',
      birthday: r.birthdays[i] ?? null,
      sex: sex === '1' || sex === '2' ? sex : '9',
      number: null,
      documentKind,
      phones: r.phones[i]!,
      home: r.homes[i]!,
      householdId: r.households[i] ?? null,
      ethnic: r.ethnics[i] || null,
    };
    const kind = documentKind === 'residentIdCard' ? ('valid' as const) : ('other' as const);
    const veiled = { ...prepare(record, context), number: number ? { text: number, kind, documentKind, old: false } : null };
    held[ordinalOfText(id)] = { veiled, person: r.persons[i]! };
  });
};

const addSealed = (r: SealedColumns): void => {
  r.ids.forEach((id, i) => {
    const one = held[ordinalOfText(id)];
    if (!one) return;
    const sealed = r.numbers[i];
    const phones = r.phones[i]!.map((s, n) => {
      const phone = keys.open(s);
      if (sharedIndexes.has(r.phoneIndexes[i]![n]!)) shared.add(phone);
      return phone;
    });
    one.open = prepare({ ...one.veiled.record, number: sealed ? keys.open(sealed) : null, phones }, context);
  });
};

/** What two different numbers may add when seen in clear: nearly the same instead of in conflict. A digit of a phone likewise. */
const NUMBER_MAY_ADD = Math.ceil((numberWeights.lostTail - numberWeights.conflict) * POINTS_PER_BIT);
const PHONE_MAY_ADD = Math.ceil((phoneWeights.near - phoneWeights.different) * POINTS_PER_BIT);

const screen = (most: number): Answer => {
  const end = Math.min(waiting.length, next + most * 2);
  const started = next;
  for (; next < end; next += 2) {
    const [i, j] = [waiting[next]!, waiting[next + 1]!];
    const [a, b] = [held[i], held[j]];
    // gone since, or one person already
    if (!a || !b || a.person === b.person) continue;
    const { score, band, guards, reasons } = comparePrepared(a.veiled, b.veiled, context);
    const has = (code: string) => reasons.some((r) => r.code === code);
    const may = score + (has('numberConflict') ? NUMBER_MAY_ADD : 0) + (has('phoneDifferent') ? PHONE_MAY_ADD : 0);
    if (band === 'reject' && may < DESK_SCORE && !guards.includes('otherName')) continue;
    shortlist.push(i, j);
    for (const ordinal of [i, j])
      if (!held[ordinal]!.open && !asked.has(ordinal)) {
        asked.add(ordinal);
        closed.push(ordinal);
      }
  }
  const compared = (next - started) / 2;
  if (next >= waiting.length) {
    waiting = [];
    next = 0;
  }
  return { compared, left: (waiting.length - next) / 2 };
};

/** Names that are not one name with a slip in it. */
const OTHER_NAMES: ReadonlySet<string> = new Set(['nameOneCharacter', 'nameOtherSurname', 'nameSurnameOnly', 'nameDifferent']);

const decide = (most: number): Answer => {
  const found: FoundPair[] = [];
  const now = shortlist.splice(0, most * 2);
  for (let n = 0; n < now.length; n += 2) {
    const [a, b] = [held[now[n]!]?.open, held[now[n + 1]!]?.open];
    if (!a || !b) continue;
    const { score, band, reasons, guards } = comparePrepared(a, b, context);
    const otherName = guards.includes('otherName');
    if (band === 'reject' && !otherName) continue;
    const conflict = otherName && reasons.some((r) => OTHER_NAMES.has(r.code));
    const number = reasons.some((r) => r.code === 'numberSame' || r.code === 'numberSameOld');
    found.push({
      a: a.record.id,
      b: b.record.id,
      kind: conflict ? 'conflict' : number ? 'number' : 'likeness',
      score,
      band: band === 'accept' ? 'accept' : 'desk',
      reasons,
      guards,
    });
  }
  return { left: shortlist.length / 2, found };
};

const answer = (ask: Ask): Answer => {
  switch (ask.ask) {
    case 'only': {
      const bytes = bufferOf(ask.ids);
      only = new Set();
      for (let at = 0; at < bytes.length; at += 16) only.add(ordinalOf(bytes, at));
      return { pairs: only.size };
    }
    case 'blocks':
      return { pairs: addBlocks(ask.blocks) };
    case 'needed': {
      const ids = wanted.slice(0, ask.most).map((ordinal) => names[ordinal]!);
      wanted = wanted.slice(ask.most);
      return { ids };
    }
    case 'records':
      addRecords(ask.records);
      return { pairs: 0 };
    case 'screen':
      return screen(ask.most);
    case 'closed': {
      const ids = closed.slice(0, ask.most).map((ordinal) => names[ordinal]!);
      closed = closed.slice(ask.most);
      return { ids };
    }
    case 'sealed':
      addSealed(ask.sealed);
      return { pairs: 0 };
    case 'decide':
      return decide(ask.most);
  }
};

port.on('message', (ask: Ask) => {
  try {
    port.postMessage(answer(ask));
  } catch (error) {
    // never the record: a message may end up in a log
    port.postMessage({ failed: error instanceof Error ? error.name : 'Error' });
  }
});
