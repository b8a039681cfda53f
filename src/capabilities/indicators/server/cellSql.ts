// Members counted as cells, in one place: of a run and of a frozen month, on the page, in a report and in the file of a freeze, a cell is counted alike.
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';
import { baseOf, type Figure } from '../rulesDefinitions.ts';
import type { Dimension } from '../rulesDimensions.ts';
import { type checkWhere, conditionsOn, keyOn } from './question.ts';

export interface Cells {
  readonly keys: string[];
  readonly persons: number;
  /** By window: n, yes, no, unverified, notYetDue, notApplicable. */
  readonly windows: number[][] | null;
}
export const countWhere = (condition: RawBuilder<unknown>) => sql`count(*) filter (where ${condition})::int`;
const windowCounts = (i: number): RawBuilder<unknown> => {
  const a = sql`m.answers[${sql.lit(i + 1)}]`;
  return sql`array[count(*)::int, ${countWhere(sql`${a} between 1 and 6`)}, ${countWhere(sql`${a} = 7`)}, ${countWhere(sql`${a} = 8`)}, ${countWhere(sql`${a} = 0`)}, ${countWhere(sql`${a} = -1`)}]`;
};
/** Of retention the answers of every window; null of all else. */
export const windowsOf = (figure: Figure): RawBuilder<unknown> =>
  baseOf(figure).base.kind === 'retention' ? sql`array[${sql.join([0, 1, 2, 3].map(windowCounts))}]` : sql`null::int[]`;

/** Of the members only these; of the rows no more than so many. */
export interface Narrower {
  readonly seen?: RawBuilder<unknown> | null;
  readonly limit?: number;
}
/** Cells of the members `m` that `from` gives, those of `and`; `more` is told beside the persons of each. */
export const countCells = async <R extends Cells = Cells>(
  db: Db,
  figure: Figure,
  by: readonly Dimension[],
  filters: ReturnType<typeof checkWhere>,
  {
    from,
    and,
    more,
    seen,
    limit,
  }: Narrower & { readonly from: RawBuilder<unknown>; readonly and?: RawBuilder<unknown>; readonly more?: RawBuilder<unknown> },
): Promise<readonly R[]> => {
  const keys = by.map(keyOn);
  const { rows } =
    await sql<R>`select ${keys.length ? sql`array[${sql.join(keys)}]::text[]` : sql`'{}'::text[]`} as keys, count(*)::int as persons,
      ${windowsOf(figure)} as windows${more ? sql`, ${more}` : sql``}
    from ${from} where ${and ?? sql`true`} and ${conditionsOn(figure, filters)} and ${seen ?? sql`true`}
      ${keys.length ? sql`group by ${sql.join(keys)} order by 1` : sql``} ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(db);
  return rows;
};
