// A report's numbers: each column's cells from the very runs, or the frozen months, that the figure table reads; who may see which; what sums to what.
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '#platform/server/actor.ts';
import type { Services } from '#platform/server/services.ts';
import type { Db } from '#platform/server/store.ts';
import type { Text } from '#standards/text.ts';
import type { ReportContent } from '../../contractReportShapes.ts';
import { baseOf, type Figure, figureOf, partitions } from '../../rulesDefinitions.ts';
import { CELLS, type ReportForm } from '../../rulesReports.ts';
import type { Cells, Narrower } from '../cellSql.ts';
import { cellsTold, checkInstant, checkWhere, conditionsOn, keyOn } from '../question.ts';
import { overRuns, type Run, type RunAsk, runOf } from '../runs.ts';
import { cellsOf, pairingNames } from '../table.ts';
import type { SharedUnited } from '../unitedRows.ts';
import { contentOf, type Measured } from './content.ts';
import { type FrozenMonth, findFrozen, frozenCells, frozenMembers, seriesFor } from './frozen.ts';
import { type ColumnPlan, type Plan, planOf, type ReportAsk, refuseLarge, refuseUnseen } from './plan.ts';

export interface Making {
  readonly services: Services;
  readonly actor: Actor;
  /** For whom it is computed, in the count of new questions; null: the program itself. */
  readonly account: string | null;
  readonly form: ReportForm;
  readonly ask: ReportAsk;
  readonly holdHours?: number;
  /** How many cells it may have. */
  readonly most: keyof typeof CELLS;
  /** What “now” is, where it was settled before: of a job that was killed. */
  readonly now?: string | undefined;
  /** Told the instant as soon as it is settled. */
  readonly onInstant?: (knownAt: string) => Promise<void>;
  /** Between two columns: says how far it is, and throws where it is to stop. */
  readonly tick?: (done: number, total: number, note: Text) => Promise<void>;
}
/** Two questions are computed at once, which leaves a turn to the pages (runTurns.ts). */
const AT_ONCE = 2;

const runAskOf = (p: ColumnPlan, knownAt: string | null): RunAsk => ({
  from: p.days.from,
  to: p.days.to,
  asOf: p.days.to,
  knownAt,
  c: p.c,
  form: 'province',
});
const runKey = (p: ColumnPlan): string => [baseOf(p.figure!).base.id, p.days.from, p.days.to, p.c].join(' ');
const questionKey = (p: ColumnPlan): string => JSON.stringify([p.figure!.id, runKey(p), Object.entries(p.where).sort()]);

/** Which columns are read of a frozen month; the instant at which all the others are known. */
interface Sources {
  readonly frozen: ReadonlyMap<ColumnPlan, { readonly month: FrozenMonth; readonly series: string }>;
  readonly seal: FrozenMonth | null;
}
const sourcesOf = async ({ services, ask }: Making, plan: Plan): Promise<Sources> => {
  if (ask.basis === 'live' || ask.knownAt !== undefined) return { frozen: new Map(), seal: null };
  const candidates = plan.columns.flatMap((p) => {
    const series = p.figure && seriesFor(p.figure, p.days, p.days.to, p.c, 'province');
    return series ? [{ p, series, month: p.days.to.slice(0, 7) }] : [];
  });
  const months = await services.store.transact({ role: 'figures', readOnly: true }, (db) =>
    findFrozen(
      db,
      plan.where,
      candidates.map((c) => c.month),
    ),
  );
  const frozen = new Map(
    candidates.flatMap((c) => {
      const month = months.get(c.month);
      return month ? [[c.p, { month, series: c.series.id }] as const] : [];
    }),
  );
  const seal = plan.period.unfinished ? undefined : months.get(plan.period.to.slice(0, 7));
  // last year's month alone does not make this one frozen
  return { frozen, seal: seal && [...frozen.values()].some((f) => f.month === seal) ? seal : null };
};

type Read = (by: Plan['by'], narrower: Narrower, figure?: Figure) => Promise<readonly Cells[]>;
const personsOf = (cells: readonly Cells[]): ReadonlyMap<string, number> => new Map(cells.map((c) => [c.keys[0] ?? '', c.persons]));
/**
 * All that one column shows: its total, its rows, the groups above them; and the parts that must sum to it. Only what the asker is told is read, and of more rows
 * than a report may have only the first.
 */
const readColumn = async (p: ColumnPlan, { by, theirs }: Plan, actor: Actor, limit: number, read: Read): Promise<Measured> => {
  const [outer] = by;
  const seen = (of: Plan['by']) => cellsTold(actor, p.where, of, theirs).seen;
  const total = p.whole ? ((await read([], {}))[0] ?? null) : null;
  const rows = by.length ? await read(by, { seen: seen(by), limit }) : [];
  const full = rows.length === limit;
  const above = outer ? { seen: seen([outer]), limit } : {};
  const groups = by.length === 2 && !full ? await read([outer!], above) : [];
  const parts: Measured['parts'][number][] = [];
  for (const part of full ? [] : partitions.filter((x) => x.of === p.figure!.id)) {
    const sums = new Map<string, number>();
    for (const id of part.into)
      for (const c of await read(outer ? [outer] : [], above, figureOf(id)!)) {
        const key = c.keys[0] ?? '';
        sums.set(key, (sums.get(key) ?? 0) + c.persons);
      }
    const parents = personsOf(by.length === 2 ? groups : by.length === 1 ? rows : total ? [total] : []);
    const wrong = [...new Set([...sums.keys(), ...parents.keys()])].filter((key) => (sums.get(key) ?? 0) !== (parents.get(key) ?? 0));
    parts.push({ into: part.into, wrong });
  }
  return { total, rows, groups, parts };
};

/** Counts a form. Every column is as known at one instant, but for frozen ones, which are as they were frozen. */
export const makeContent = async (making: Making): Promise<ReportContent> => {
  const { services, actor, account, form, ask, holdHours, tick, now, onInstant, most } = making;
  const { store } = services;
  const plan = await planOf(services, form, ask, actor);
  refuseUnseen(plan, actor);
  const readable = plan.columns.filter((p) => p.figure && (p.whole || plan.by.some((d) => d.kind === 'place')));
  const sources = await sourcesOf(making, plan);
  const live = readable.filter((p) => !sources.frozen.has(p));
  const asked = await checkInstant(services, ask.knownAt);
  // what is not frozen in a frozen month is told as it was known when the last of its pairs was
  let knownAt = asked ?? sources.seal?.knownAt ?? now ?? null;
  const shared: SharedUnited = new Map();
  const how = { account, shared, ...(holdHours === undefined ? {} : { holdHours }) };
  const find = (p: ColumnPlan): Promise<Run> => runOf(store, baseOf(p.figure!).base, runAskOf(p, knownAt), how);
  const questions = [...new Map(live.map((p) => [runKey(p), p])).values()];
  const steps = questions.length + readable.length;
  let done = 0;
  const say = async (zh: string, en: string) => tick?.(done, steps, { zh, en });
  const [first, ...rest] = questions;
  if (first) {
    await say(`正在统计 ${first.figure!.id}`, `Counting ${first.figure!.id}`);
    // the first names the instant, all others are asked as known at it
    knownAt = (await find(first)).knownAt;
    await onInstant?.(knownAt);
    done++;
  }
  for (let i = 0; i < rest.length; i += AT_ONCE) {
    const some = rest.slice(i, i + AT_ONCE);
    const ids = some.map((p) => p.figure!.id).join('、');
    await say(`正在统计 ${ids}`, `Counting ${ids}`);
    await Promise.all(some.map(find));
    done += some.length;
  }
  const measured = new Map<ColumnPlan, Measured>();
  const same = new Map<string, Measured>();
  const columns = plan.columns.length;
  // one more than there may be: then it is counted how many there are
  const limit = Math.floor(CELLS[most] / columns) + 1;
  const keys = new Set<string>();
  for (const p of readable) {
    await say(`正在填 ${p.figure!.id} 的格`, `Filling the cells of ${p.figure!.id}`);
    const frozen = sources.frozen.get(p);
    const key = `${questionKey(p)} ${frozen ? 'frozen' : ''}`;
    const filters = checkWhere(p.figure!, p.where);
    const read = async (db: Db, members: RawBuilder<unknown>, cells: Read): Promise<Measured> => {
      const made = await readColumn(p, plan, actor, limit, cells);
      if (made.rows.length === limit) {
        const { seen } = cellsTold(actor, p.where, plan.by, plan.theirs);
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from (select 1 from ${members} m
          where ${conditionsOn(p.figure!, filters)} and ${seen ?? sql`true`} group by ${sql.join(plan.by.map(keyOn))}) x`.execute(db);
        refuseLarge(rows[0]!.n, columns, most);
      }
      return made;
    };
    const made =
      same.get(key) ??
      (frozen
        ? await store.transact({ role: 'figures', readOnly: true }, (db) =>
            read(db, frozenMembers(frozen.month, frozen.series, p.days.to), (by, narrower, figure = p.figure!) =>
              frozenCells(db, figure, frozen.month, frozen.series, p.days.to, by, filters, narrower),
            ),
          )
        : await overRuns(
            store,
            async () => [await find(p)] as const,
            (db, [run]) =>
              read(db, sql`(select * from figure_member where run_id = ${run.id}::uuid)`, (by, narrower, figure = p.figure!) =>
                cellsOf(db, figure, run, by, filters, null, narrower),
              ),
          ));
    same.set(key, made);
    measured.set(p, made);
    for (const c of [...made.rows, ...made.groups]) keys.add(c.keys.join('\t'));
    refuseLarge(keys.size, columns, most);
    done++;
  }
  const pairings = await store.transact({ role: 'figures', readOnly: true }, (db) => pairingNames(db, plan.by));
  return contentOf({ plan, ask, actor, measured, frozen: sources.frozen, seal: sources.seal, knownAt, pairings, most });
};
