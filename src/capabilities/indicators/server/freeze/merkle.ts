// A Merkle tree over lines (RFC 6962: 0x00 before a leaf, 0x01 before a pair; split at the largest power of two), grown one line at a time: only the roots of
// its full subtrees are kept, so that a job can put it down and take it up again.
import { createHash } from 'node:crypto';

const sha = (...parts: readonly (string | Uint8Array)[]): Buffer<ArrayBufferLike> => {
  const h = createHash('sha256');
  for (const p of parts) h.update(p);
  return h.digest();
};
const [LEAF, PAIR] = [Buffer.from([0]), Buffer.from([1])];

/** Hex roots of full subtrees, the largest first, and how many lines they hold. */
export interface MerkleState {
  readonly size: number;
  readonly roots: readonly string[];
}
export const EMPTY: MerkleState = { size: 0, roots: [] };

export const grow = (state: MerkleState, lines: Iterable<string>): MerkleState => {
  const roots: Buffer<ArrayBufferLike>[] = state.roots.map((r) => Buffer.from(r, 'hex'));
  let size = state.size;
  for (const line of lines) {
    let node: Buffer<ArrayBufferLike> = sha(LEAF, line);
    // as many full subtrees close as the number so far ends in ones
    for (let n = size; n % 2 === 1; n = (n - 1) / 2) node = sha(PAIR, roots.pop()!, node);
    roots.push(node);
    size++;
  }
  return { size, roots: roots.map((r) => r.toString('hex')) };
};
export const rootOf = ({ roots }: MerkleState): string => {
  if (roots.length === 0) return sha('').toString('hex');
  const all: Buffer<ArrayBufferLike>[] = roots.map((r) => Buffer.from(r, 'hex'));
  return all.reduceRight((right, left) => sha(PAIR, left, right)).toString('hex');
};
