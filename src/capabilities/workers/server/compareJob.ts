// A sheet against the register, under the rights of whoever asked: first line by line, then whom the register counts beyond that.
import { type RawBuilder, sql } from 'kysely';
import { areaOf, covers } from '#capabilities/access/rules.ts';
import { Problem } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import { findReadable } from '#platform/server/files.ts';
import { defineJob } from '#platform/server/jobs.ts';
import type { Services } from '#platform/server/services.ts';
import type { Db } from '#platform/server/store.ts';
import type { Text } from '#standards/text.ts';
import { type CompareTab, compareFileMissing } from '../contractCompare.ts';
import type { WorkerFilters } from '../contractList.ts';
import {
  alsoByName,
  byName,
  nameInSheet,
  nameNotOnRecord,
  notInSheet,
  notOnRecord,
  otherName,
  sameNameOnly,
  severalNames,
  twice,
  whyNotCounted,
} from '../rulesCompare.ts';
import { readLines, type SheetLine } from './compareRead.ts';
import { placeName } from './places.ts';
import { all, filtersOf, inside, peopleOf, standingOf, whomOf } from './queries.ts';

export interface CompareIn {
  readonly id: string;
  readonly fileId: string;
  readonly filters: Pick<WorkerFilters, 'area' | 'working' | 'identity'>;
}
interface Line {
  readonly seq: number;
  readonly tab: CompareTab;
  readonly foundId: string | null;
  readonly shown: string | null;
  readonly note: Text | null;
  readonly row: number | null;
  readonly sheet: string | null;
}
interface At {
  readonly home: string;
  readonly pinyin: string;
  readonly workerId: string;
}
interface Met {
  readonly at: number;
  readonly workerId: string;
  readonly personId: string;
  readonly name: string;
  readonly home: string;
  readonly diedOn: string | null;
  readonly works: boolean;
  readonly grouped: boolean;
}
const CHUNK = 400;
const ROWS = 1000;

const write = (db: Db, { keys }: Pick<Services, 'keys'>, id: string, lines: readonly Line[]) =>
  lines.length
    ? sql`insert into comparison_row (comparison_id, seq, tab, found_id, told_sealed)
        select ${id}::uuid, r.* from unnest(${lines.map((l) => l.seq)}::int[], ${lines.map((l) => l.tab)}::text[], ${lines.map((l) => l.foundId)}::uuid[],
          ${lines.map((l) => keys.seal(JSON.stringify({ shown: l.shown, note: l.note, row: l.row, sheet: l.sheet })))}::bytea[]) r`.execute(
        db,
      )
    : Promise.resolve();

const yes = sql<boolean>`true`;
/** Whether a person is of the work and groups that were asked for, each told apart so that the reason can be. */
const fitting = (filters: CompareIn['filters'], today: string) => {
  const only = (f: Partial<CompareIn['filters']>): RawBuilder<boolean> => all([yes, ...filtersOf({ ...f, dead: true }, today)]);
  return {
    works: only(filters.working ? { working: filters.working } : {}),
    grouped: only(filters.identity ? { identity: filters.identity } : {}),
  };
};

const meet = async (
  { db, services, today }: { readonly db: Db; readonly services: Services; readonly today: string },
  filters: CompareIn['filters'],
  keys: readonly { readonly at: number; readonly number: string }[],
): Promise<ReadonlyMap<number, readonly Met[]>> => {
  const looked = keys.flatMap((k) => services.keys.lookups('number', k.number).map((index) => ({ at: k.at, index })));
  if (!looked.length) return new Map();
  const { works, grouped } = fitting(filters, today);
  const { rows } = await sql<Met>`
    select q.at, n.worker_id, n.person_id, n.name, n.home, n.died_on, ${works} as works, ${grouped} as grouped
    from unnest(${looked.map((l) => l.index)}::uuid[], ${looked.map((l) => l.at)}::int[]) q (index, at)
      join worker_basic b on b.superseded = 'infinity' and b.number_index = q.index join worker_now n on n.worker_id = b.worker_id
    order by q.at, n.shadowed, n.worker_id`.execute(db);
  return Map.groupBy(rows, (r) => r.at);
};

const named = async (db: Db, filters: CompareIn['filters'], actor: Actor, today: string, names: readonly string[]) => {
  if (!names.length) return new Map<string, readonly { workerId: string; personId: string; name: string }[]>();
  const whom = await whomOf(db, actor, 'home', filters.area);
  const { rows } = await sql<{ workerId: string; personId: string; name: string }>`
    select n.worker_id, n.person_id, n.name from ${peopleOf(whom)}
    where ${all([sql<boolean>`n.name = any(${[...new Set(names)]}::text[])`, inside(whom, 'n'), ...filtersOf(filters, today), ...standingOf(filters, whom, today)()])}
    limit 5000`.execute(db);
  return Map.groupBy(rows, (r) => r.name);
};

interface State {
  /** Where each stands in the sheet; null: only in the register. */
  readonly persons: Map<string, { readonly row: number; readonly sheet: string | null } | null>;
  readonly names: Set<string>;
  seq: number;
  both: number;
  mine: number;
}

const compareLines = async (
  call: { readonly db: Db; readonly services: Services; readonly today: string; readonly actor: Actor },
  { filters }: CompareIn,
  asked: readonly SheetLine[],
  state: State,
): Promise<Line[]> => {
  const met = await meet(
    call,
    filters,
    asked.flatMap((a, at) => (a.number ? [{ at, number: a.number }] : [])),
  );
  const byNames = await named(
    call.db,
    filters,
    call.actor,
    call.today,
    asked.flatMap((a) => a.name ?? []),
  );
  const area = filters.area === undefined ? null : areaOf(filters.area);
  const ranges = [...call.actor.areas, ...call.actor.lookAreas];
  const isHere = (home: string) =>
    area
      ? home >= area.from && home <= area.to && ranges.some((r) => covers(r, { from: home, to: home }))
      : ranges.some((r) => home >= r.from && home <= r.to);
  return asked.map((a, i): Line => {
    const seq = ++state.seq;
    const { shown, row, sheet } = a;
    if (a.name) state.names.add(a.name);
    const mine = (note: Text, foundId: string | null = null): Line => {
      state.mine++;
      return { seq, tab: 'mine', foundId, shown, note, row, sheet };
    };
    const both = (who: { workerId: string; personId: string }, note: Text | null): Line => {
      const before = state.persons.get(who.personId);
      if (before) return mine(twice(before), who.workerId);
      state.persons.set(who.personId, { row, sheet });
      state.both++;
      return { seq, tab: 'both', foundId: who.workerId, shown, note, row, sheet };
    };
    if (a.number) {
      const told = (met.get(i) ?? []).map((m) => ({
        m,
        why: whyNotCounted({
          name: m.name,
          here: isHere(m.home),
          homeName: placeName(m.home),
          died: m.diedOn !== null,
          worksAsAsked: m.works,
          groupAsAsked: m.grouped,
        }),
      }));
      const counted = told.find((x) => x.why === null);
      if (counted) return both(counted.m, otherName(a.name, counted.m));
      if (told[0]) return mine(told[0].why!, told[0].m.workerId);
      const same = a.name ? (byNames.get(a.name)?.length ?? 0) : 0;
      return mine(same ? sameNameOnly(same) : notOnRecord);
    }
    const same = a.name ? (byNames.get(a.name) ?? []) : [];
    if (a.note) return mine(same.length ? alsoByName(a.note, same.length) : a.note);
    if (same.length === 1) return both(same[0]!, byName);
    return mine(same.length ? severalNames(same.length) : nameNotOnRecord);
  });
};

export const compareJob = defineJob<CompareIn>({
  kind: 'workers.compare',
  summary: { zh: '拿自己的表和系统对', en: 'Compare a sheet with the register' },
  subject: ({ id }) => ({ kind: 'comparison', id }),
  async run(context, input) {
    const { services } = context;
    const today = services.clock.today();
    const { id, filters } = input;
    const can = 'workers.lookUp';
    const fail = async (problem: Problem): Promise<never> => {
      await context.stepAsOwner(can, (db) =>
        sql`update comparison set state = 'failed', problem = ${JSON.stringify({ code: problem.type.code, text: problem.type.text })}::jsonb where id = ${id}::uuid`.execute(
          db,
        ),
      );
      throw problem;
    };
    // begun anew after a restart: what an interrupted run left is taken away
    const file = await context.stepAsOwner(can, async (db, owner) => {
      await sql`delete from comparison_row where comparison_id = ${id}::uuid`.execute(db);
      return findReadable(db, services.files, owner, input.fileId);
    });
    if (!file) return fail(compareFileMissing());
    const lines = await readLines(services, file.hash).catch((error: unknown) => {
      if (error instanceof Problem) return fail(error);
      throw error;
    });
    const state: State = { persons: new Map(), names: new Set(), seq: 0, both: 0, mine: 0 };
    for (let at = 0; at < lines.length; at += CHUNK) {
      const asked = lines.slice(at, at + CHUNK);
      await context.stepAsOwner(
        can,
        async (db, actor) => write(db, services, id, await compareLines({ db, services, today, actor }, input, asked, state)),
        { progress: { done: at + asked.length, total: lines.length, note: { zh: '逐行对表', en: 'Comparing line by line' } } },
      );
    }
    let yours = 0;
    let after: At | null = null;
    for (;;) {
      const from = after as At | null;
      const page: { readonly rows: readonly At[]; readonly missing: number } = await context.stepAsOwner(
        can,
        async (db, actor) => {
          const whom = await whomOf(db, actor, 'home', filters.area);
          const { rows } = await sql<{ workerId: string; personId: string; name: string; home: string; pinyin: string }>`
            select n.worker_id, n.person_id, n.name, n.home, n.pinyin from ${peopleOf(whom)}
            where ${all([
              inside(whom, 'n'),
              ...(from ? [sql<boolean>`(n.home, n.pinyin, n.worker_id) > (${from.home}, ${from.pinyin}, ${from.workerId}::uuid)`] : []),
              ...filtersOf(filters, today),
              ...standingOf(filters, whom, today)(),
            ])} order by n.home, n.pinyin, n.worker_id limit ${ROWS}`.execute(db);
          const missing = rows.filter((r) => !state.persons.has(r.personId));
          await write(
            db,
            services,
            id,
            missing.map((r) => {
              // another record of one person in another county is not a second person
              state.persons.set(r.personId, null);
              return {
                seq: ++state.seq,
                tab: 'yours' as const,
                foundId: r.workerId,
                shown: null,
                row: null,
                sheet: null,
                note: state.names.has(r.name) ? nameInSheet : notInSheet,
              };
            }),
          );
          return { rows, missing: missing.length };
        },
        {
          progress: {
            done: lines.length,
            total: lines.length,
            note: { zh: '找系统里有、表里没有的', en: 'Looking for whom the sheet lacks' },
          },
        },
      );
      yours += page.missing;
      const last = page.rows.at(-1);
      if (!last) break;
      after = { home: last.home, pinyin: last.pinyin, workerId: last.workerId };
    }
    const counts = { lines: lines.length, both: state.both, mine: state.mine, yours };
    await context.stepAsOwner(can, (db) =>
      sql`update comparison set state = 'done', counts = ${JSON.stringify(counts)}::jsonb where id = ${id}::uuid`.execute(db),
    );
    return counts;
  },
});

/** Kept for a month: what changes is the register, and then it is asked anew. */
export const sweepComparisons = defineJob({
  kind: 'workers.sweepComparisons',
  summary: { zh: '清理过期的对表结果', en: 'Remove old comparisons' },
  run: (context) =>
    context.step((db) =>
      sql`delete from comparison where created < clock_timestamp() - interval '30 days'`.execute(db).then(() => undefined),
    ),
});
