// What of a report is frozen: the months it asks about, of every pair of its area; and their cells, read of the frozen members.
import { type RawBuilder, sql } from 'kysely';
import { areaText } from '#capabilities/regions/server/service.ts';
import type { Db } from '#platform/server/store.ts';
import { monthEnd } from '#standards/calendar/calendar.ts';
import type { ReportContent } from '../../contractReportShapes.ts';
import { baseOf, type Figure } from '../../rulesDefinitions.ts';
import type { Dimension } from '../../rulesDimensions.ts';
import { ORIGINS, seriesOf } from '../../rulesFrozen.ts';
import { type Days, type Where, within } from '../../rulesReports.ts';
import { type Cells, countCells, type Narrower } from '../cellSql.ts';
import { chainsOf, type FreezeRow, findFreezes, storedSeries } from '../freeze/freezes.ts';
import { type Chain, membersOf } from '../freeze/frozenMembers.ts';
import type { checkWhere } from '../question.ts';

/** Frozen months of all pairs of an area, by month. */
export interface FrozenMonth {
  readonly freezes: readonly FreezeRow[];
  /** By pair: the chain of each series. */
  readonly chains: readonly ReadonlyMap<string, Chain>[];
  readonly homeless: ReadonlyMap<string, number>;
  /** When the last of its pairs was known. */
  readonly knownAt: string;
}
/** The sending provinces that an area touches; both where it names none. Empty: what is asked for lies outside of them. */
export const provincesOf = (where: Where): readonly string[] => {
  const asked = where.origin;
  if (!asked) return ORIGINS;
  const found = ORIGINS.filter((p) => asked.some((code) => within(code, p)));
  return asked.every((code) => ORIGINS.some((p) => within(code, p))) ? found : [];
};
/** A month is frozen for an area where it is for every pair that the area touches. */
export const findFrozen = async (db: Db, where: Where, months: readonly string[]): Promise<ReadonlyMap<string, FrozenMonth>> => {
  const provinces = provincesOf(where);
  if (provinces.length === 0) return new Map();
  const all = (await findFreezes(db, null)).filter((f) => f.state === 'frozen' && provinces.includes(f.origin));
  const out = new Map<string, FrozenMonth>();
  for (const month of new Set(months)) {
    const freezes = provinces.flatMap((p) => all.find((f) => f.origin === p && f.month === month) ?? []);
    if (freezes.length !== provinces.length) continue;
    const chains: ReadonlyMap<string, Chain>[] = [];
    const homeless = new Map<string, number>();
    // of both pairs the number as it was known last
    for (const f of [...freezes].sort((a, b) => (a.knownAt < b.knownAt ? -1 : 1))) {
      chains.push(await chainsOf(db, f));
      // nobody knows the home of these: they are the whole figure's, not one of a pair
      for (const s of await storedSeries(db, f)) homeless.set(s.id, s.homeless);
    }
    out.set(month, {
      freezes,
      chains,
      homeless,
      knownAt: freezes
        .map((f) => f.knownAt)
        .sort()
        .at(-1)!,
    });
  }
  return out;
};
/** The series of a frozen month that answers a question; undefined where none does. */
export const seriesFor = (figure: Figure, days: Days, asOf: string, c: number, form: string) => {
  if (days.to !== monthEnd(days.to) || asOf !== days.to) return undefined;
  const { base } = baseOf(figure);
  return seriesOf(days.to.slice(0, 7)).find(
    (s) => s.figure === base.id && s.class === c && s.from === days.from && s.to === days.to && (s.form === '' || s.form === form),
  );
};

/** Members of a series of a frozen month, of all its pairs. */
export const frozenMembers = (month: FrozenMonth, series: string, asOf: string): RawBuilder<unknown> => {
  const members = month.chains.flatMap((chains) => {
    const chain = chains.get(series);
    return chain ? [membersOf(chain, asOf)] : [];
  });
  return members.length ? sql`(${sql.join(members, sql` union all `)})` : sql`(select * from figure_member where false)`;
};
/** As cellsOf of table.ts, of frozen members. */
export const frozenCells = (
  db: Db,
  figure: Figure,
  month: FrozenMonth,
  series: string,
  asOf: string,
  by: readonly Dimension[],
  filters: ReturnType<typeof checkWhere>,
  narrower: Narrower = {},
): Promise<readonly Cells[]> => countCells(db, figure, by, filters, { ...narrower, from: sql`${frozenMembers(month, series, asOf)} m` });

/** The seal as it is printed: which month of which pair, when, as known at, and the digest both sides signed. */
export const sealOf = (month: FrozenMonth): NonNullable<ReportContent['seal']> =>
  month.freezes.map((f) => ({
    origin: f.origin,
    name: areaText(f.origin),
    month: f.month,
    frozen: f.frozen!,
    knownAt: f.knownAt,
    digest: f.digest!,
  }));
