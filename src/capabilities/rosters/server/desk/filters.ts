// Which findings a reader asks for: every list and count of the desk starts here, from the home range or from the keys.
import { type RawBuilder, sql } from 'kysely';
import { type Area, areaOf, covers } from '#capabilities/access/rules.ts';
import { seen, sidesOf } from '#capabilities/access/server/service.ts';
import type { Actor } from '#platform/server/actor.ts';
import { addDays, type Day } from '#standards/calendar/calendar.ts';
import { significantDigits } from '#standards/divisions/codes.ts';
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

/** Homes whose lowest office (officeOf) is one of the reader's own: all of a township or village; of a county those known no further than the county. */
const officeHomes = (actor: Actor): readonly Area[] =>
  actor.areas.flatMap(({ from, to }) => {
    const digits = from === '' ? 0 : significantDigits(from);
    if (digits >= 9) return [{ from, to }];
    return digits === 6 ? [{ from, to: `${from.slice(0, 6)}000999` }] : [];
  });
/** 待我办: handed to the reader, or handed to nobody and of the reader's own office. */
export const onDuty = (actor: Actor): Condition =>
  sql<boolean>`(finding.assignee = ${actor.accountId}::uuid or (finding.assignee is null and ${within(sql`finding.home`, officeHomes(actor))}))`;

/** Counted so far: beyond that a number beside an entry of the rail tells nobody anything. */
export const DUTY_MOST = 100;
/** Doubts that wait for the reader, each half along its own index; no more are read than are counted. */
export const dutyCount = (actor: Actor): RawBuilder<{ n: number }> => sql<{ n: number }>`
  select least(${sql.lit(DUTY_MOST)}, (select count(*) from (select from finding where finding.assignee = ${actor.accountId}::uuid
      and finding.state = 'open' and finding.severity = 'doubt' limit ${sql.lit(DUTY_MOST)}) a)
    + (select count(*) from (select from finding where finding.state = 'open' and ${within(sql`finding.home`, officeHomes(actor))}
      and finding.assignee is null and finding.severity = 'doubt' limit ${sql.lit(DUTY_MOST)}) b))::int as n`;
