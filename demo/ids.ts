import { hashText, mix } from './random.ts';

const HEX = Array.from({ length: 65_536 }, (_, n) => n.toString(16).padStart(4, '0'));

/**
 * A UUID of version 8 (RFC 9562: own layout): milliseconds first, as in version 7, so that ids follow the order of registration; the rest from what the
 * thing is. The same thing has the same id in every run.
 */
export const idOf = (instant: number, part: number, tag: number): string => {
  const a = mix(part, tag);
  const b = mix(a, part ^ 0x5bd1e995);
  const c = mix(b, tag ^ a);
  const high = Math.floor(instant / 65_536);
  return `${HEX[(high >>> 16) & 0xffff]}${HEX[high & 0xffff]}-${HEX[instant % 65_536]}-${HEX[0x8000 | (a & 0xfff)]}-${HEX[0x8000 | ((a >>> 12) & 0x3fff)]}-${HEX[b >>> 16]}${HEX[b & 0xffff]}${HEX[c >>> 16]}`;
};

/** The same of a thing that belongs to another: `owner` is the other's id, of which every bit is used. */
export const idWithin = (instant: number, owner: string, tag: number): string => {
  const [one, two] = [hashText(owner), hashText(`${owner.slice(18)}${owner.slice(0, 18)}`)];
  return idOf(instant, mix(one, tag), two ^ tag);
};
