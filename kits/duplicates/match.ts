import { blockPairs } from '#capabilities/workers/rulesDuplicateBlocks.ts';
import { comparePrepared, type DuplicateRecord, prepare } from '#capabilities/workers/rulesDuplicates.ts';
import type { Decision } from './measure.ts';
import { contextOf } from './read.ts';

export interface Matched {
  readonly decisions: readonly Decision[];
  readonly pairs: number;
  readonly skipped: ReturnType<typeof blockPairs>['skipped'];
  readonly blockMs: number;
  readonly compareMs: number;
}

const every = (n: number): Iterable<readonly [number, number]> => ({
  *[Symbol.iterator]() {
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) yield [i, j] as const;
  },
});

/** The register's own matcher over a set in memory; `blocked: false` compares every pair with every other. */
export function matchAll(records: readonly DuplicateRecord[], { blocked = true } = {}): Matched {
  const started = performance.now();
  const context = contextOf(records);
  const prepared = records.map((r) => prepare(r, context));
  const blocks = blocked ? blockPairs(records) : undefined;
  const between = performance.now();
  const decisions: Decision[] = [];
  let pairs = 0;
  for (const [i, j] of blocks?.pairs ?? every(records.length)) {
    pairs++;
    const { band } = comparePrepared(prepared[i]!, prepared[j]!, context);
    if (band !== 'reject') decisions.push({ a: records[i]!.id, b: records[j]!.id, band });
  }
  return { decisions, pairs, skipped: blocks?.skipped ?? new Map(), blockMs: between - started, compareMs: performance.now() - between };
}
