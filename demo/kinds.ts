/** Kinds of lives as the figures of the article see them, and what is asked of somebody's work (lives.ts tells how it comes out). */

export type Where = 'guangdong' | 'near' | 'elsewhere';

/**
 * 2021 / 2022: helped into work then (I01, of the poor I02). Of the poor only: newly stable in Guangdong in 2022 (I06), in Guangdong at its end (I07).
 *
 *              2021 2022 I06 I07
 * veteran       x    x        x    in Guangdong since before autumn 2021, verified
 * returned      x    x        x    was stable there, left, came back: not new
 * arrived       x    x        x    there since July or August: not stable yet
 * stayed        x    x    x   x    there since winter or spring, verified
 * passed        x    x    x        the same, and gone again before the day
 * stayedOnly         x    x   x    as stayed, not helped in 2021
 * passedOnly         x    x        (I06) as passed, not helped in 2021
 * newcomer                    x    as stayed, by themselves
 * resident                    x    as veteran, by themselves
 * left          x    x             was a veteran until spring
 * unverified    x    x             is one still, but nobody has verified it since spring
 * short         x    x             in Guangdong in 2022 for less than three months
 * both, first, second              near home, elsewhere, or in Guangdong by lists that nobody has verified
 * none                             everything that looks like it and does not count
 */
export const KINDS = {
  poor: [
    'veteran',
    'returned',
    'arrived',
    'stayed',
    'passed',
    'stayedOnly',
    'passedOnly',
    'newcomer',
    'resident',
    'left',
    'unverified',
    'short',
    'both',
    'second',
    'first',
    'none',
  ],
  other: ['both', 'second', 'first', 'none'],
} as const;
export type Kind = (typeof KINDS)['poor'][number];
/** Where these worked in 2021 is open: some of them near home, with 南粤家政. */
export const FREE_IN_2021: ReadonlySet<Kind> = new Set<Kind>(['arrived', 'stayed', 'passed', 'short', 'both', 'first']);

export type Span = readonly [from: number, to: number];
/** Work as it has to come out. */
export interface Want {
  readonly where: Where;
  readonly helped: boolean;
  readonly internship?: true;
  readonly start: number;
  /** The last day in post; null: still. */
  readonly end: number | null;
  /** No version of it may say an earlier start. */
  readonly notBefore?: number;
  /** No evidence of a class up to 5 (of any class) is about a later day; −Infinity: there is none. */
  readonly cap5?: number;
  readonly cap6?: number;
  /** There is evidence up to this class about a day of the span. */
  readonly sure?: readonly { readonly most: 5 | 6; readonly by: Span }[];
  /** The end is recorded, always. */
  readonly endTold?: true;
  /** Left on this day, as somebody found; lists said otherwise until the other one. */
  readonly contradicted?: { readonly listed: number };
  /** First entered as helped; corrected. */
  readonly corrected?: true;
  readonly homeService?: 'must' | 'never';
}
export interface LifeGiven {
  readonly kind: Kind;
  readonly poor: boolean;
  /** Where in 2021 and in 2022, for whom that is open. */
  readonly where: readonly [Where, Where];
  /** Whose work near home with 南粤家政 is counted apart. */
  readonly guangxi: boolean;
  /** Near home with 南粤家政 in 2021, and that counts. */
  readonly near: boolean;
  /** … and that does not count, because later work of that year speaks for them. */
  readonly overtaken: boolean;
  readonly born: number;
  /** The last day that anything can be said of. */
  readonly until: number;
}
