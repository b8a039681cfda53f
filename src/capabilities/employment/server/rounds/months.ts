// A month's round as SQL: the same rules as roundState of rulesRounds.ts, held against it by a test.
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';
import type { Day } from '#standards/calendar/calendar.ts';
import { type RoundSide, roundMonth } from '../../contractRounds.ts';
import { dueDay, firstOf, lastOf, type Month, monthIndex, monthOf, type RoundRule, type RoundState } from '../../rulesRounds.ts';
import type { Reach } from './reach.ts';

export interface Round {
  readonly month: Month;
  readonly today: Day;
  /** What holds in this month, by the two digits of a province; '': in every other. */
  readonly rules: ReadonlyMap<string, RoundRule>;
  readonly first: Day;
  /** The last day of the month, or today where that comes first. */
  readonly cutoff: Day;
}

export const rulesOf = async (db: Db, month: Month): Promise<ReadonlyMap<string, RoundRule>> => {
  const { rows } = await sql<
    RoundRule & { readonly province: string }
  >`select distinct on (province) substr(province, 1, 2) as province, due_day, remind_days
    from round_rule where from_month <= ${firstOf(month)}::date order by province, version desc`.execute(db);
  return new Map(rows.map(({ province, ...rule }) => [province, rule]));
};
/** Of the province of a code. */
export const ruleAt = ({ rules }: Pick<Round, 'rules'>, code: string): RoundRule => rules.get(code.slice(0, 2)) ?? rules.get('')!;
export const dueAt = (round: Pick<Round, 'rules' | 'month'>, code: string): Day => dueDay(round.month, ruleAt(round, code));

export const roundOf = async (db: Db, today: Day, month: Month = monthOf(today)): Promise<Round> => {
  if (month > monthOf(today)) throw roundMonth({ month });
  const last = lastOf(month);
  return { month, today, rules: await rulesOf(db, month), first: firstOf(month), cutoff: today < last ? today : last };
};

/** The state of the spell in r, one of roundStateTexts, or null where it is not in the round. */
export const stateSql = (round: Round, { eyes, side }: Pick<Reach, 'eyes' | 'side'>): RawBuilder<RoundState | null> => {
  const { month, first, cutoff } = round;
  const index = sql.lit(monthIndex(month));
  const found = sql`(r.closed is not null and ${index} = any (r.left_in))`;
  return sql<RoundState | null>`case
    when r.start > ${cutoff}::date then null
    when not ${found} and (r.until is null or r.until < ${first}::date) then case when r.closed <= ${cutoff}::date then null else 'silent' end
    when ${found} or r.closed <= ${cutoff}::date then 'left'
    when ${index} = any (r.${sql.raw(eyes === 'employer' ? 'employer_said' : 'verified')}) then 'verified'
    ${eyes === 'office' ? sql`when ${index} = any (r.tried) then 'notReached'` : sql``}
    else ${lateSql(round, side)} end`;
};

/** Due or overdue: by the province of the home on the side of homes, else by that of the work. */
const lateSql = (round: Round, side: RoundSide): RawBuilder<RoundState> => {
  const word = (province: string): RoundState => (round.today > dueAt(round, province) ? 'overdue' : 'due');
  const others = [...round.rules.keys()].filter((province) => province !== '' && word(province) !== word(''));
  if (!others.length) return sql.lit(word(''));
  const province = side === 'home' ? sql`substr(r.home, 1, 2)` : sql`substr(r.host_key, 6, 2)`;
  return sql<RoundState>`case when ${province} = any (${others}::text[]) then ${sql.lit(word(others[0]!))} else ${sql.lit(word(''))} end`;
};

/** Rows a month need not look at: over before it, and not found out in it. */
export const stillShown = ({ first }: Round): RawBuilder<boolean> => sql<boolean>`r.shown_until >= ${first}::date`;

/** In post by the list, and not proved any more by anything of class ≤ 5 within the carry. */
export const unprovedSql = ({ cutoff }: Round): RawBuilder<boolean> =>
  sql<boolean>`(r.stock_until is null or r.stock_until < ${cutoff}::date)`;
