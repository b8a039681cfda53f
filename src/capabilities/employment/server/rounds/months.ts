// A month's round as SQL: the same rules as roundState of rulesRounds.ts, held against it by a test.
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';
import type { Day } from '#standards/calendar/calendar.ts';
import { roundMonth } from '../../contractRounds.ts';
import {
  dueDay,
  firstOf,
  lastOf,
  type Month,
  monthIndex,
  monthOf,
  type RoundEyes,
  type RoundRule,
  type RoundState,
} from '../../rulesRounds.ts';

export interface Round {
  readonly month: Month;
  readonly today: Day;
  readonly rule: RoundRule;
  readonly first: Day;
  /** The last day of the month, or today where that comes first. */
  readonly cutoff: Day;
  readonly due: Day;
}

export const ruleOf = async (db: Db, month: Month): Promise<RoundRule> => {
  const { rows } = await sql<{ dueDay: number; remindDays: number }>`select due_day, remind_days from round_rule
    where from_month <= ${firstOf(month)}::date order by from_month desc limit 1`.execute(db);
  return rows[0]!;
};

export const roundOf = async (db: Db, today: Day, month: Month = monthOf(today)): Promise<Round> => {
  if (month > monthOf(today)) throw roundMonth({ month });
  const rule = await ruleOf(db, month);
  const last = lastOf(month);
  return { month, today, rule, first: firstOf(month), cutoff: today < last ? today : last, due: dueDay(month, rule) };
};

/** The state of the spell in r, one of roundStateTexts, or null where it is not in the round. */
export const stateSql = ({ month, first, cutoff, today, due }: Round, eyes: RoundEyes): RawBuilder<RoundState | null> => {
  const index = sql.lit(monthIndex(month));
  const found = sql`(r.closed is not null and ${index} = any (r.left_in))`;
  return sql<RoundState | null>`case
    when r.start > ${cutoff}::date then null
    when not ${found} and (r.until is null or r.until < ${first}::date) then case when r.closed <= ${cutoff}::date then null else 'silent' end
    when ${found} or r.closed <= ${cutoff}::date then 'left'
    when ${index} = any (r.${sql.raw(eyes === 'employer' ? 'employer_said' : 'verified')}) then 'verified'
    ${eyes === 'office' ? sql`when ${index} = any (r.tried) then 'notReached'` : sql``}
    else ${today > due ? 'overdue' : 'due'} end`;
};

/** Rows a month need not look at: over before it, and not found out in it. */
export const stillShown = ({ first }: Round): RawBuilder<boolean> => sql<boolean>`r.shown_until >= ${first}::date`;

/** In post by the list, and not proved any more by anything of class ≤ 5 within the carry. */
export const unprovedSql = ({ cutoff }: Round): RawBuilder<boolean> =>
  sql<boolean>`(r.stock_until is null or r.stock_until < ${cutoff}::date)`;
