// Every cell of a frozen month: one group-by over its members for each series, with all splits at once.
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';
import { partitions } from '../../rulesDefinitions.ts';
import { commonDimensions as dimensions } from '../../rulesDimensions.ts';
import { type CellLine, figuresOf, type Series, splits } from '../../rulesFrozen.ts';
import { countWhere, windowsOf } from '../cellSql.ts';
import { conditionsOn, keyOn } from '../question.ts';

interface Row {
  readonly split: number;
  readonly keys: readonly string[];
  readonly persons: readonly number[];
  readonly windows: readonly (readonly number[])[] | null;
}
const keyName = (i: number) => sql.ref(`m.k${i}`);

/** Cells of one series over `members` (as frozenMembers.ts gives them), in the order of the file; none with nobody. */
export const cellsOfSeries = async (db: Db, series: Series, members: RawBuilder<unknown>): Promise<readonly CellLine[]> => {
  const read = figuresOf(series);
  const at = new Map(dimensions.map((d, i) => [d.id, i]));
  const sets = splits.map((by) => sql`(${sql.join(by.map((id) => keyName(at.get(id)!)))})`);
  // two dozen groupings of everybody at once: in memory rather than by sorting them one after the other
  await sql`select set_config('work_mem', '128MB', true)`.execute(db);
  const { rows } = await sql<Row>`
    select ${splitNumber(at)} as split,
      array[${sql.join(dimensions.map((_, i) => keyName(i)))}] as keys,
      array[${sql.join(read.map((f) => countWhere(conditionsOn(f, []))))}] as persons,
      ${windowsOf(read[0]!)} as windows
    from (select m.*, ${sql.join(dimensions.map((d, i) => sql`${keyOn(d)} as ${sql.ref(`k${i}`)}`))} from (${members}) m) m
    group by grouping sets (${sql.join(sets)})`.execute(db);
  const text = (c: CellLine) => c.keys.join('\t');
  return read.flatMap((figure, f) => {
    const bySplit = splits.map((): CellLine[] => []);
    for (const row of rows) {
      const persons = row.persons[f]!;
      if (persons === 0 && splits[row.split]!.length > 0) continue;
      const by = splits[row.split]!;
      bySplit[row.split]!.push({
        series: series.id,
        figure: figure.id,
        by,
        keys: by.map((id) => row.keys[at.get(id)!]!),
        persons,
        ...(row.windows ? { windows: row.windows } : {}),
      });
    }
    return bySplit.flatMap((cells) => cells.sort((a, b) => (text(a) < text(b) ? -1 : 1)));
  });
};

/** Which split a row of the grouping sets belongs to, by the columns that were left out of it. */
const splitNumber = (at: ReadonlyMap<string, number>): RawBuilder<unknown> => {
  const all = dimensions.length;
  const bits = (by: readonly string[]): number => {
    let mask = 2 ** all - 1;
    for (const id of by) mask -= 2 ** (all - 1 - at.get(id)!);
    return mask;
  };
  return sql`case grouping(${sql.join(dimensions.map((_, i) => keyName(i)))}) ${sql.join(
    splits.map((by, i) => sql`when ${sql.lit(bits(by))} then ${sql.lit(i)}`),
    sql` `,
  )} end`;
};

export interface PartitionCheck {
  readonly figure: string;
  readonly into: readonly string[];
  readonly parent: number;
  readonly children: number;
  readonly holds: boolean;
  /** Ids of up to twenty persons who stand in none or in several. */
  readonly persons: readonly string[];
}
/** Whether each member stands in exactly one part of every partition. */
export const checkPartitions = async (db: Db, series: Series, members: RawBuilder<unknown>): Promise<readonly PartitionCheck[]> => {
  const out: PartitionCheck[] = [];
  for (const part of partitions.filter((p) => p.of === series.figure)) {
    const parts = part.into.map((id) => figuresOf(series).find((f) => f.id === id)!);
    const inside = sql.join(
      parts.map((f) => sql`(${conditionsOn(f, [])})::int`),
      sql` + `,
    );
    const { rows } = await sql<{ parent: number; children: number; persons: string[] | null }>`
      select count(*)::int as parent, coalesce(sum(${inside}), 0)::int as children,
        (array_agg(m.worker_id::text order by m.worker_id) filter (where ${inside} <> 1))[1:20] as persons from (${members}) m`.execute(db);
    const { parent, children, persons } = rows[0]!;
    out.push({ figure: part.of, into: part.into, parent, children, holds: !persons?.length, persons: persons ?? [] });
  }
  return out;
};
