// The due day of rounds told and set. A row is written once; what a province had stays.
import { sql } from 'kysely';
import type { z } from 'zod';
import { accountNames } from '#capabilities/access/server/service.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Call } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import { type readRoundRules, roundRuleChanged, roundRuleMonth, roundRuleProvince, type setRoundRule } from '../../contractRoundRules.ts';
import { firstOf, type Month, monthOf, nextMonth } from '../../rulesRounds.ts';
import { placeText } from '../import/words.ts';

/** ○ So many months ahead it may be set. */
const AHEAD = 12;

interface Stored {
  readonly province: string;
  readonly version: number;
  readonly fromMonth: string;
  readonly dueDay: number;
  readonly remindDays: number;
  readonly reason: string;
  readonly recordedBy: string | null;
  readonly recorded: string;
}
/** The newest first. */
const stored = async (db: Db): Promise<readonly Stored[]> =>
  (
    await sql<Stored>`select province, version, from_month, due_day, remind_days, reason, recorded_by, recorded from round_rule
    order by province, version desc`.execute(db)
  ).rows;

/** What holds in a month: the newest row whose month has come. */
export const ruleIn = <R extends Pick<Stored, 'fromMonth' | 'version'>>(newestFirst: readonly R[], month: Month): R | undefined =>
  newestFirst.find((r) => r.fromMonth <= firstOf(month));

const steered = ({ grants }: Actor): readonly string[] => [
  ...new Set(grants.flatMap((g) => (g.role === 'steering' && /^\d{2}0{10}$/.test(g.areaCode) ? [g.areaCode] : []))),
];

export const readRules = async ({ db, actor, today }: Call): Promise<z.input<(typeof readRoundRules)['output']>> => {
  const rows = await stored(db);
  const names = await accountNames(
    db,
    rows.flatMap((r) => r.recordedBy ?? []),
  );
  const month = monthOf(today);
  const tell = ({ province: _, recordedBy, fromMonth, ...r }: Stored) => ({
    ...r,
    fromMonth: fromMonth.slice(0, 7),
    by: recordedBy ? (names.get(recordedBy) ?? null) : null,
  });
  const common = rows.filter((r) => r.province === '');
  return {
    month,
    items: [...Map.groupBy(rows, (r) => r.province)].map(([province, own]) => ({
      province,
      provinceName: placeText(province),
      now: tell(ruleIn(own, month) ?? ruleIn(common, month)!),
      history: own.map(tell),
    })),
    maySet: steered(actor).map((code) => ({
      code,
      name: placeText(code),
      version: rows.find((r) => r.province === code)?.version ?? 0,
    })),
  };
};

export const setRule = async (
  { db, actor, today, note }: Call,
  input: z.output<(typeof setRoundRule)['input']>,
): Promise<z.input<(typeof setRoundRule)['output']>> => {
  const { province, basedOn, fromMonth, dueDay, remindDays, reason } = input;
  if (!steered(actor).includes(province)) throw roundRuleProvince();
  const [first, last] = [monthOf(today), nextMonth(monthOf(today), AHEAD)];
  if (fromMonth < first || fromMonth > last) throw roundRuleMonth({ first, last });
  const known = (await stored(db)).find((r) => r.province === province)?.version ?? 0;
  if (basedOn !== known) throw roundRuleChanged();
  const version = known + 1;
  const { rows } = await sql`insert into round_rule (province, version, from_month, due_day, remind_days, reason, recorded_by)
    values (${province}, ${version}, ${firstOf(fromMonth)}::date, ${dueDay}, ${remindDays}, ${reason}, ${actor.accountId}::uuid)
    on conflict do nothing returning 1`.execute(db);
  if (rows.length === 0) throw roundRuleChanged();
  note({ area: province, details: { version, fromMonth, dueDay, remindDays, reason } });
  return { version };
};
