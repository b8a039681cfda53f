// Which findings a reader asks for: every list and count of the desk starts here, from the home range or from the keys.
import { type RawBuilder, sql } from 'kysely';
import { type Area, areaOf, covers } from '#capabilities/access/rules.ts';
import { seen, sidesOf } from '#capabilities/access/server/service.ts';
import type { Actor } from '#platform/server/actor.ts';
import { addDays, type Day } from '#standards/calendar/calendar.ts';
import { type AgeBand, bandDays } from '../../rulesDesk.ts';

type Condition = RawBuilder<boolean>;
export const all = (conditions: readonly Condition[]): Condition =>
  conditions.length ? sql<boolean>`${sql.join(conditions, sql` and `)}` : sql<boolean>`true`;

const within = (column: RawBuilder<unknown>, ranges: readonly Area[]): Condition =>
  ranges.length
    ? sql<boolean>`(${sql.join(
        ranges.map((r) => sql`(${column} >= ${r.from} and ${column} <= ${r.to})`),
        sql` or `,
      )})`
    : sql<boolean>`${column} = ''`;

/** What of the reader's areas lies in the one that was asked for. */
const narrowed = (mine: readonly Area[], asked: string | undefined): readonly Area[] => {
  if (asked === undefined) return mine;
  const area = areaOf(asked);
  return mine.flatMap((m) => (covers(m, area) ? [area] : covers(area, m) ? [m] : []));
};

/** Who has areas has the desk of those at home there; a station, which has keys only, of those who came to it. */
export const reached = (actor: Actor, today: Day, area: string | undefined, table: 'finding' | 'exemption' = 'finding'): Condition => {
  const home = sql`${sql.ref(`${table}.home`)}`;
  if (sidesOf(actor)[0] !== 'scope') return within(home, narrowed([...actor.areas, ...actor.lookAreas], area));
  const mine = sql<boolean>`${sql.ref(`${table}.hosts`)} and ${seen(actor, today, { table }, 'scope')}`;
  return area === undefined ? mine : all([mine, within(home, [areaOf(area)])]);
};

export const banded = (band: AgeBand, today: Day): Condition => {
  const { from, to } = bandDays[band];
  const latest = sql<boolean>`finding.opened <= ${addDays(today, -from)}::date`;
  return to === null ? latest : all([latest, sql<boolean>`finding.opened >= ${addDays(today, -to)}::date`]);
};
