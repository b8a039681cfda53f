// Flat memory for a pass over a million rows: hashes of 52 bits instead of texts, columns of numbers instead of objects.

/**
 * 52 bits of a text, as a whole number. A collision among a million keys has odds of 1 in 9,000, so nobody is taken for somebody else;
 * and no identity number stays in memory. (Two rounds of murmur-like mixing, after the public-domain cyrb53.)
 */
export const hashOf = (text: string): number => {
  let a = A;
  let b = B;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 2654435761);
    b = Math.imul(b ^ c, 1597334677);
  }
  return finished(a, b);
};
const A = 0xdeadbeef | 0;
const B = 0x41c6ce57;
const finished = (a: number, b: number): number => {
  const first = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  const second = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(first ^ (first >>> 13), 3266489909);
  return 4294967296 * (1048575 & second) + (first >>> 0) + 1;
};

/** hashOf of texts put together, piece by piece, without the text. */
interface RunningHash {
  readonly start: () => void;
  readonly add: (text: string) => void;
  /** One character. */
  readonly mark: (unit: number) => void;
  /** Hash of everything since `start`. */
  readonly end: () => number;
}
export const newRunningHash = (): RunningHash => {
  let a = A;
  let b = B;
  const mark = (unit: number): void => {
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  };
  return {
    start: () => {
      a = A;
      b = B;
    },
    add: (text) => {
      for (let i = 0; i < text.length; i++) mark(text.charCodeAt(i));
    },
    mark,
    end: () => finished(a, b),
  };
};

/** Keys (whole numbers above 0) to ordinals 0, 1, 2 …; about 22 bytes a key. */
interface KeyTable {
  readonly size: () => number;
  /** The key's ordinal, a new one where it was not there. */
  readonly take: (key: number) => number;
  /** -1 where it is not there. */
  readonly find: (key: number) => number;
}

export const newKeyTable = (): KeyTable => {
  let mask = 1023;
  let keys = new Float64Array(mask + 1);
  let ordinals = new Int32Array(mask + 1);
  let size = 0;
  const slotOf = (key: number): number => {
    // keys that are no hashes (telephones in a row, employer and place in one number) share most of their low bits: mixed, or they stand in one heap
    let mixed = (key | 0) ^ Math.imul((key / 4294967296) | 0, 0x9e3779b1);
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 13)) & mask;
    while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  };
  const grow = () => {
    const [oldKeys, oldOrdinals] = [keys, ordinals];
    mask = mask * 2 + 1;
    keys = new Float64Array(mask + 1);
    ordinals = new Int32Array(mask + 1);
    for (let i = 0; i < oldKeys.length; i++)
      if (oldKeys[i] !== 0) {
        const slot = slotOf(oldKeys[i]!);
        keys[slot] = oldKeys[i]!;
        ordinals[slot] = oldOrdinals[i]!;
      }
  };
  return {
    size: () => size,
    take: (key) => {
      let slot = slotOf(key);
      if (keys[slot] === key) return ordinals[slot]!;
      if (size * 10 > mask * 6) {
        grow();
        slot = slotOf(key);
      }
      keys[slot] = key;
      ordinals[slot] = size;
      return size++;
    },
    find: (key) => {
      const slot = slotOf(key);
      return keys[slot] === key ? ordinals[slot]! : -1;
    },
  };
};

/** A column that grows; what was never set is `blank`. */
export interface NumberColumn {
  readonly get: (at: number) => number;
  readonly set: (at: number, value: number) => void;
}

/** `keys` holds hashes (eight bytes a value), otherwise numbers of 32 bits. */
export const newColumn = (kind: 'int' | 'keys' = 'int', blank = 0): NumberColumn => {
  const make = (length: number) => (kind === 'keys' ? new Float64Array(length).fill(blank) : new Int32Array(length).fill(blank));
  let values = make(256);
  return {
    get: (at) => (at < values.length ? values[at]! : blank),
    set: (at, value) => {
      if (at >= values.length) {
        const more = make(Math.max(at + 1, values.length * 2));
        more.set(values);
        values = more;
      }
      values[at] = value;
    },
  };
};

/** Remembers whether one value or several were seen under each ordinal: the order of seeing changes nothing. */
interface OneOrMany {
  readonly see: (at: number, key: number) => void;
  /** 0 none, 1 one, 2 several. */
  readonly count: (at: number) => 0 | 1 | 2;
  /** The one, or the first of several; 0 for none. */
  readonly first: (at: number) => number;
}

export const newOneOrMany = (): OneOrMany => {
  const first = newColumn('keys');
  const many = newColumn();
  return {
    see: (at, key) => {
      const had = first.get(at);
      if (had === 0) first.set(at, key);
      else if (had !== key) many.set(at, 1);
    },
    count: (at) => (many.get(at) === 1 ? 2 : first.get(at) === 0 ? 0 : 1),
    first: first.get,
  };
};
