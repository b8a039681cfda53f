// A frozen month against the same figures as known now: who came in, went out, moved to another row, and why.
import { type RawBuilder, sql } from 'kysely';
import { areaOf } from '#capabilities/access/rules.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Before } from '#platform/server/http.ts';
import type { Services } from '#platform/server/services.ts';
import type { Db } from '#platform/server/store.ts';
import { noSuchSeries } from '../../contractDifference.ts';
import { notFrozen } from '../../contractFreezeProblems.ts';
import { notYourCell } from '../../contractProblems.ts';
import { REASONS, type Reason } from '../../rulesDifference.ts';
import { baseOfSeries, figuresOf, MEMBER_COLUMNS, type Series } from '../../rulesFrozen.ts';
import { areaWords, checkInstant, conditionsOn, sidesOf } from '../question.ts';
import { type How, runOf } from '../runs.ts';
import { chainsOf, type FreezeRow, getFreeze, storedSeries } from './freezes.ts';
import { type Chain, membersOf } from './frozenMembers.ts';
import { reasonsOf } from './reasons.ts';
import { mayReadPair } from './tell.ts';

export interface Compared {
  readonly freeze: FreezeRow;
  readonly series: Series;
  readonly chain: Chain;
  readonly runId: string;
  readonly now: string;
  readonly whole: boolean;
  /** Of `m`: whose home or work lies in the asker's area. */
  readonly mine: RawBuilder<unknown>;
}
/** A row of a table is a value of these; the day and the spell alone move nobody. */
const CELLS = MEMBER_COLUMNS.filter((c) => c !== 'on_day' && c !== 'spell_id');

const mineOf = (actor: Actor): RawBuilder<unknown> => {
  const conditions = sidesOf(actor).map((s) => {
    const area = areaOf(s.code);
    const column = sql.ref(`m.${s.side}`);
    return sql`(${column} >= ${area.from} and ${column} <= ${area.to})`;
  });
  if (conditions.length === 0) throw notYourCell(areaWords(actor));
  return sql`(${sql.join(conditions, sql` or `)})`;
};

/** Made sure of and computed, in transactions of their own, before the request's. */
export const compare = async (
  { services, actor }: Pick<Before, 'services' | 'actor'>,
  ask: { readonly id: string; readonly series: string; readonly knownAt?: string | undefined; readonly fresh?: boolean },
): Promise<Compared> => {
  const { freeze, all, chains } = await services.store.transact({ role: 'figures', readOnly: true }, async (db) => {
    const found = await getFreeze(db, ask.id);
    if (found.state !== 'frozen') throw notFrozen({ month: found.month });
    return { freeze: found, all: await storedSeries(db, found), chains: await chainsOf(db, found) };
  });
  const series = all.find((s) => s.id === ask.series);
  if (!series) throw noSuchSeries({ series: ask.series, known: all.map((s) => s.id).join('、') });
  const whole = mayReadPair(actor, freeze);
  const mine = whole ? sql`true` : mineOf(actor);
  const knownAt = await checkInstant(services, ask.knownAt);
  const how = { account: actor.accountId };
  const standing = await nowOf(services, series, knownAt, { ...how, fresh: ask.fresh ?? false });
  // what was computed before it was frozen is no "now" of a note about what came since
  const run =
    knownAt === null && standing.knownAt <= freeze.frozen! ? await nowOf(services, series, null, { ...how, fresh: true }) : standing;
  return { freeze, series, chain: chains.get(series.id)!, runId: run.id, now: run.knownAt, whole, mine };
};
const nowOf = (services: Services, series: Series, knownAt: string | null, how: How) => {
  const { from, to, asOf, class: c, form } = series;
  return runOf(services.store, baseOfSeries(series), { from, to, asOf, c, form: form || 'province', knownAt }, how);
};

/** CTEs `f` (frozen), `n` (now): members with a flag for each figure that is read of the series; `d`: those who differ in any. */
const differing = (c: Compared, only: RawBuilder<unknown> = sql`true`): RawBuilder<unknown> => {
  const area = areaOf(c.freeze.origin);
  const flags = sql`array[${sql.join(figuresOf(c.series).map((f) => sql`(${conditionsOn(f, [])} and ${c.mine})`))}]`;
  const now = sql`select m.* from figure_member m where m.run_id = ${c.runId}::uuid and m.origin >= ${area.from} and m.origin <= ${area.to}`;
  const columns = (of: string) => sql.join(CELLS.map((x) => sql.ref(`${of}.${x}`)));
  const none = sql`array[${sql.join(figuresOf(c.series).map(() => sql`false`))}]`;
  return sql`f as materialized (select m.*, ${flags} as flag from (${membersOf(c.chain, c.series.asOf)}) m where ${only}),
    n as materialized (select m.*, ${flags} as flag from (${now}) m where ${only}),
    d as materialized (select coalesce(f.worker_id, n.worker_id) as person, coalesce(f.flag, ${none}) as was, coalesce(n.flag, ${none}) as is_now,
        case when f.worker_id is not null and n.worker_id is not null then array_remove(array[${sql.join(
          CELLS.map((x) => sql`case when ${sql.ref(`f.${x}`)} is distinct from ${sql.ref(`n.${x}`)} then ${sql.lit(x)} end`),
        )}], null) else '{}' end as changed,
        case when f.worker_id is null then null else jsonb_build_object(${sql.join(CELLS.map((x) => sql`${sql.lit(x)}, ${sql.ref(`f.${x}`)}`))}) end as before,
        case when n.worker_id is null then null else jsonb_build_object(${sql.join(CELLS.map((x) => sql`${sql.lit(x)}, ${sql.ref(`n.${x}`)}`))}) end as after
      from f full join n on n.worker_id = f.worker_id
      where f.worker_id is null or n.worker_id is null or (${columns('f')}) is distinct from (${columns('n')}))`;
};
const kindAt = (
  i: RawBuilder<unknown>,
) => sql`case when not d.was[${i}] and d.is_now[${i}] then 'in' when d.was[${i}] and not d.is_now[${i}] then 'out'
  when d.was[${i}] and d.is_now[${i}] and cardinality(d.changed) > 0 then 'moved' end`;
const between = (c: Compared) => ({ before: c.freeze.knownAt, now: c.now });
const PERSONS = sql`p as materialized (select person, 'pairing' = any (changed) as pairing from d)`;
const RANK = sql`array_position(array[${sql.join(REASONS.map((r) => sql.lit(r)))}]::text[], why.reason)`;
const FIRST_REASON = sql`first as materialized (select person, (array_agg(why.reason order by ${RANK}))[1] as reason from why group by person)`;

export interface FigureDifference {
  readonly figure: string;
  readonly frozen: number;
  readonly now: number;
  readonly counts: readonly { readonly kind: 'in' | 'out' | 'moved'; readonly reason: Reason; readonly n: number }[];
  readonly movedBy: readonly { readonly column: string; readonly n: number }[];
}
/** Every figure of the series. `db` under the role of figures. */
export const countDifferences = async (db: Db, c: Compared): Promise<readonly FigureDifference[]> => {
  const read = figuresOf(c.series);
  const numbers = sql`generate_series(1, ${sql.lit(read.length)})`;
  interface Row {
    readonly what: 'frozen' | 'now' | 'why' | 'by';
    readonly i: number;
    readonly kind: 'in' | 'out' | 'moved';
    readonly reason: string;
    readonly n: number;
  }
  const { rows } = await sql<Row>`with ${differing(c)}, ${PERSONS}, ${reasonsOf(between(c))}, ${FIRST_REASON},
    k as materialized (select d.person, d.changed, i, ${kindAt(sql`i`)} as kind from d cross join ${numbers} i)
    select 'frozen' as what, i, '' as kind, '' as reason, (select count(*)::int from f where flag[i]) as n from ${numbers} i
    union all select 'now', i, '', '', (select count(*)::int from n where flag[i]) from ${numbers} i
    union all select 'why', k.i, k.kind, coalesce(first.reason, 'unexplained'), count(*)::int from k left join first on first.person = k.person
      where k.kind is not null group by 2, 3, 4
    union all select 'by', k.i, '', x, count(*)::int from k cross join unnest(k.changed) x where k.kind = 'moved' group by 2, 4`.execute(
    db,
  );
  return read.map((figure, at) => {
    const own = rows.filter((r) => r.i === at + 1);
    const order = (r: string) => REASONS.indexOf(r as Reason);
    return {
      figure: figure.id,
      frozen: own.find((r) => r.what === 'frozen')!.n,
      now: own.find((r) => r.what === 'now')!.n,
      counts: own
        .filter((r) => r.what === 'why')
        .map(({ kind, reason, n }) => ({ kind, reason: reason as Reason, n }))
        .sort((a, b) => order(a.reason) - order(b.reason)),
      movedBy: own
        .filter((r) => r.what === 'by')
        .map(({ reason, n }) => ({ column: reason, n }))
        .sort((a, b) => b.n - a.n || (a.column < b.column ? -1 : 1)),
    };
  });
};

export interface DifferentPerson {
  readonly figure: string;
  readonly person: string;
  readonly kind: 'in' | 'out' | 'moved';
  readonly changed: readonly string[];
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly reasons: readonly { readonly reason: Reason; readonly at: string | null }[];
}
interface Page {
  readonly figures: readonly string[];
  readonly kind?: string | undefined;
  readonly reason?: string | undefined;
  readonly after?: string | undefined;
  readonly size: number;
}
export const readDifferent = async (
  db: Db,
  c: Compared,
  { figures, kind, reason, after, size }: Page,
): Promise<{ readonly total: number; readonly ids: readonly string[]; readonly rows: readonly DifferentPerson[] }> => {
  const read = figuresOf(c.series);
  const wanted = figures.map((f) => read.findIndex((x) => x.id === f) + 1).filter((i) => i > 0);
  interface Row extends Omit<DifferentPerson, 'figure' | 'reasons'> {
    readonly i: number;
    readonly reasons: readonly { reason: Reason; at: string | null }[];
    readonly total: number;
    readonly ids: string[];
  }
  const { rows } = await sql<Row>`with ${differing(c)}, ${PERSONS}, ${reasonsOf(between(c))}, ${FIRST_REASON},
    k as materialized (select d.person, i, ${kindAt(sql`i`)} as kind, coalesce(first.reason, 'unexplained') as reason
      from d cross join unnest(${wanted}::int[]) i left join first on first.person = d.person),
    chosen as materialized (select * from k where kind is not null and ${kind ? sql`kind = ${kind}` : sql`true`} and ${reason ? sql`reason = ${reason}` : sql`true`}),
    page as (select * from chosen where person > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid order by person, i limit ${size})
    select page.person, page.i, page.kind, d.changed, d.before, d.after,
      coalesce((select jsonb_agg(jsonb_build_object('reason', y.reason, 'at', to_char(y.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) order by y.rank) from (
        select why.reason, max(why.at) as at, min(${RANK}) as rank from why where why.person = page.person group by why.reason) y), '[]') as reasons,
      (select count(*)::int from chosen) as total, (select array_agg(distinct person::text) from (select person from chosen limit 10001) z) as ids
    from page join d on d.person = page.person order by page.person, page.i`.execute(db);
  return {
    total: rows[0]?.total ?? 0,
    ids: rows[0]?.ids ?? [],
    rows: rows.map(({ i, total: _, ids: __, ...r }) => ({
      ...r,
      figure: read[i - 1]!.id,
      reasons: r.reasons.length ? r.reasons : [{ reason: 'unexplained' as const, at: null }],
    })),
  };
};
