// News of frozen months for the first page.
import { type RawBuilder, sql } from 'kysely';
import type { ChangeSource } from '#capabilities/access/server/service.ts';
import type { Actor } from '#platform/server/actor.ts';

/** The month is of a pair of which one side holds, or lies in, an area of mine. */
const ofMine = (actor: Actor): RawBuilder<boolean> => {
  const parts = actor.grants.map(
    (g) =>
      sql<boolean>`(f.origin between ${g.area.from} and ${g.area.to} or f.host between ${g.area.from} and ${g.area.to}
        or left(f.origin, 2) = ${g.areaCode.slice(0, 2)} or left(f.host, 2) = ${g.areaCode.slice(0, 2)})`,
  );
  return parts.length ? sql<boolean>`(${sql.join(parts, sql` or `)})` : sql<boolean>`false`;
};

export const indicatorsChanges: readonly ChangeSource[] = [
  {
    kind: 'indicators.frozen',
    can: 'indicators.read',
    text: { zh: '封账 {n} 个月份', en: '{n} month(s) frozen' },
    link: '/figures/freeze',
    count: async ({ db, actor }, since) =>
      (
        await sql<{
          n: number;
        }>`select count(*)::int as n from month_freeze f where f.state = 'frozen' and f.frozen > ${since}::timestamptz and ${ofMine(actor)}`.execute(
          db,
        )
      ).rows[0]!.n,
  },
  {
    kind: 'indicators.reported',
    can: 'indicators.read',
    text: { zh: '上报 {n} 个月份', en: '{n} month(s) reported' },
    link: '/figures/freeze',
    count: async ({ db, actor }, since) =>
      (
        await sql<{ n: number }>`select count(*)::int as n from month_report r join month_freeze f on f.id = r.freeze_id
          where r.at > ${since}::timestamptz and ${ofMine(actor)}`.execute(db)
      ).rows[0]!.n,
  },
];
