// How a list or a search becomes SQL: every one walks an index of worker_now or worker_gram from a home range or from scope (decision 0008).
import { type RawBuilder, sql } from 'kysely';
import { areaOf, covers } from '#capabilities/access/rules.ts';
import type { Side } from '#capabilities/access/server/service.ts';
import type { Actor, Area } from '#platform/server/actor.ts';
import type { Keys } from '#platform/server/keys.ts';
import type { Db } from '#platform/server/store.ts';
import { addDays, addMonths } from '#standards/calendar/calendar.ts';
import { foldQuery, nameKeys } from '#standards/pinyin/pinyin.ts';
import type { SearchMode, WorkerFilters } from '../contractList.ts';
import { afterPrefix } from '../rules.ts';
import { placeWithin } from './places.ts';

type Condition = RawBuilder<boolean>;
export const all = (conditions: readonly Condition[]): Condition =>
  conditions.length ? sql<boolean>`${sql.join(conditions, sql` and `)}` : sql<boolean>`true`;
const any = (conditions: readonly Condition[]): Condition => sql<boolean>`(${sql.join(conditions, sql` or `)})`;
const ref = (alias: string, column: string) => sql.ref(`${alias}.${column}`);

// Whom --------------------------------------------------------------------------------------------------------------------------------

/** Scopes of at most so many people are read whole and sorted; larger ones are met while an index is walked. Measured: bench `register`. */
const SMALL_SCOPE = 2000;

export interface Whom {
  readonly side: Side;
  /** Home ranges that may be walked; on the side of scope only where the list is narrowed to an area. */
  readonly ranges: readonly Area[];
  /** The table or view of people a list walks. The views of scope hold nobody whom the actor's keys do not open. */
  readonly people: 'workerNow' | 'workerInScope' | 'workerInSmallScope';
}
const TABLE = { workerNow: 'worker_now', workerInScope: 'worker_in_scope', workerInSmallScope: 'worker_in_small_scope' } as const;
/** What stands after `from`, as n. */
export const peopleOf = ({ people }: Pick<Whom, 'people'>): RawBuilder<unknown> => sql`${sql.table(TABLE[people])} n`;

/** Ranges within ranges: what of my areas lies in the one that was asked for. */
const narrowed = (mine: readonly Area[], asked: string | undefined): readonly Area[] => {
  if (asked === undefined) return mine;
  const area = areaOf(asked);
  return mine.flatMap((m) => (covers(m, area) ? [area] : covers(area, m) ? [m] : []));
};

/** Where a list starts from. Two ranges that meet are one walk; one that is not mine is nobody. */
export const whomOf = async (db: Db, actor: Actor, side: Side, area: string | undefined): Promise<Whom> => {
  if (side === 'home') return { side, ranges: merged(narrowed([...actor.areas, ...actor.lookAreas], area)), people: 'workerNow' };
  const { rows } = await sql<{ n: number }>`select scope_size(${SMALL_SCOPE + 1}) as n`.execute(db);
  return {
    side,
    ranges: area === undefined ? [] : [areaOf(area)],
    people: rows[0]!.n <= SMALL_SCOPE ? 'workerInSmallScope' : 'workerInScope',
  };
};

const merged = (areas: readonly Area[]): Area[] => {
  const sorted = [...areas].sort((a, b) => (a.from < b.from ? -1 : 1));
  const out: Area[] = [];
  for (const a of sorted) {
    const last = out.at(-1);
    if (!last || a.from > last.to) out.push(a);
    else if (a.to > last.to) out[out.length - 1] = { from: last.from, to: a.to };
  }
  return out;
};

const withinRanges = (column: RawBuilder<unknown>, ranges: readonly Area[]): Condition =>
  any(ranges.map((r) => sql<boolean>`(${column} >= ${r.from} and ${column} <= ${r.to})`));

/** The condition that keeps a walk inside, on what has a `home`; on the side of scope its view does. */
export const inside = ({ side, ranges }: Whom, alias: string): Condition => {
  const home = sql`${ref(alias, 'home')}`;
  if (ranges.length) return withinRanges(home, ranges);
  // nobody's home: answered by one look into the index, where `false` would be planned as a scan
  return side === 'home' ? sql<boolean>`${home} = ''` : sql<boolean>`true`;
};

// By what -----------------------------------------------------------------------------------------------------------------------------

/** Conditions on worker_now, most of them answered inside its list index. */
export const filtersOf = (f: WorkerFilters, today: string, alias = 'n'): Condition[] => {
  const c = (name: string) => sql`${ref(alias, name)}`;
  const out: Condition[] = [];
  if (!f.dead) out.push(sql<boolean>`${c('died_on')} is null`);
  if (f.ageFrom !== undefined) out.push(sql<boolean>`${c('birthday')} <= ${addMonths(today, -12 * f.ageFrom)}::date`);
  if (f.ageTo !== undefined) out.push(sql<boolean>`${c('birthday')} >= ${addDays(addMonths(today, -12 * (f.ageTo + 1)), 1)}::date`);
  if (f.sex !== undefined) out.push(sql<boolean>`${c('sex')} = ${f.sex}`);
  if (f.identity?.length)
    out.push(
      any(
        f.identity.map((g) =>
          g === 'risk_open' || g === 'relocated'
            ? sql<boolean>`${c(g)}`
            : g === 'none'
              ? sql<boolean>`(${c('poverty')} = '' and ${c('monitored')} = '' and ${c('low_income')} = '' and not ${c('relocated')})`
              : sql<boolean>`${c(g)} <> ''`,
        ),
      ),
    );
  for (const [name, values] of [
    ['ability', f.ability],
    ['education', f.education],
    ['willing', f.willing],
    ['working', f.working],
  ] as const)
    if (values?.length) out.push(sql<boolean>`${c(name)} = any(${values}::text[])`);
  if (f.certified !== undefined) out.push(f.certified ? sql<boolean>`${c('certificates')} > 0` : sql<boolean>`${c('certificates')} = 0`);
  if (f.inClass !== undefined) out.push(f.inClass ? sql<boolean>`${c('in_class')}` : sql<boolean>`not ${c('in_class')}`);
  if (f.hukou !== undefined) out.push(sql<boolean>`${c('hukou')} = ${f.hukou}`);
  if (f.skill !== undefined)
    out.push(sql<boolean>`${c('skills')} > 0 and exists (select 1 from worker_skill k where k.worker_id = ${c('worker_id')} and k.superseded = 'infinity'
      and k.occupation >= ${f.skill} and k.occupation < ${afterPrefix(f.skill)} offset 0)`);
  if (f.household !== undefined)
    out.push(sql<boolean>`${c('household_id')} in (select h.id from household h where h.number = ${f.household.trim()})`);
  return out;
};

/** What another record of the same person says against a list that asks for what is not so. */
const against = (f: WorkerFilters): Condition[] => [
  ...(f.dead ? [] : [sql<boolean>`o.died_on is not null`]),
  ...(f.certified === false ? [sql<boolean>`o.certificates > 0`] : []),
  ...(f.inClass === false ? [sql<boolean>`o.in_class`] : []),
  ...(f.working?.length && !f.working.includes('working') ? [sql<boolean>`o.working = 'working'`] : []),
  ...(f.identity?.length === 1 && f.identity[0] === 'none'
    ? [sql<boolean>`(o.poverty <> '' or o.monitored <> '' or o.low_income <> '' or o.relocated)`]
    : []),
];

/** Narrows a walk, given what the walk itself asks of a record (as alias `o`). */
export type Standing = (also?: Condition) => Condition[];

/**
 * On the home side a person with several records in a county is one line: the first of them that fits stands for all, and only where none of the others says
 * otherwise. Only records the viewer sees count (row-level security holds inside, and the list's own ranges), so that nothing shows of one in another town,
 * and nobody is hidden behind it. What a key opens is that very record.
 */
export const standingOf = (f: WorkerFilters, whom: Whom, today: string): Standing => {
  if (whom.side === 'scope') return () => [];
  return (also) => {
    const fits = all([
      sql<boolean>`(o.shadowed, o.worker_id) < (n.shadowed, n.worker_id)`,
      ...filtersOf(f, today, 'o'),
      ...(also ? [also] : []),
    ]);
    return [
      sql<boolean>`(n.records = 1 or not exists (select 1 from worker_now o where o.person_id = n.person_id and o.worker_id <> n.worker_id
        and substr(o.home, 1, 6) = substr(n.home, 1, 6) and ${inside(whom, 'o')} and ${any([fits, ...against(f)])} offset 0))`,
    ];
  };
};

// Searches ----------------------------------------------------------------------------------------------------------------------------

/** Where a page of a search goes on: the last key, home and worker. */
export interface At {
  readonly k: string;
  readonly home: string;
  readonly workerId: string;
}
/** One walk along an index: rows (k, home, worker_id) in that order. */
export type Walk = (after: At | null, limit: number) => RawBuilder<At>;

const beyond = (alias: string, key: string, after: At | null): Condition[] =>
  after
    ? [
        sql<boolean>`(${ref(alias, key)}, ${ref(alias, 'home')}, ${ref(alias, 'worker_id')}) > (${after.k}, ${after.home}, ${after.workerId}::uuid)`,
      ]
    : [];

export interface Narrowing {
  readonly whom: Whom;
  readonly filters: readonly Condition[];
  readonly standing: Standing;
}
const between = (alias: string, column: string, from: string, to: string | null): Condition => {
  const c = ref(alias, column);
  return to === null ? sql<boolean>`${c} = ${from}` : sql<boolean>`(${c} >= ${from} and ${c} < ${to})`;
};

/** People whose column begins with one of the texts. */
const byColumn =
  (column: string, from: string, to: string | null, { whom, filters, standing }: Narrowing): Walk =>
  (after, limit) => {
    const c = ref('n', column);
    const range = between('n', column, from, to);
    const one = standing(between('o', column, from, to));
    return sql<At>`select ${c} as k, n.home, n.worker_id from ${peopleOf(whom)} where ${all([range, ...beyond('n', column, after), inside(whom, 'n'), ...filters, ...one])}
      order by ${c}, n.home, n.worker_id limit ${limit}`;
  };

/** People who have a term in worker_gram; `more` narrows further on worker_now. */
const byGram =
  (from: string, to: string | null, { whom, filters, standing }: Narrowing, drop = 0): Walk =>
  (after, limit) => {
    const g = whom.side === 'home' ? 'g' : 'n';
    const gram = ref(g, 'gram');
    const source = whom.side === 'home' ? sql`worker_gram g join worker_now n on n.worker_id = g.worker_id` : sql`worker_gram_in_scope n`;
    const range = between(g, 'gram', from, to);
    const one = standing(
      sql<boolean>`exists (select 1 from worker_gram h where h.worker_id = o.worker_id and ${between('h', 'gram', from, to)} offset 0)`,
    );
    // the cursor holds the key as the columns have it, without the letter that tells kinds of terms apart
    const at = after && drop ? { ...after, k: from.slice(0, drop) + after.k } : after;
    return sql<At>`select substr(${gram}, ${drop + 1}) as k, ${ref(g, 'home')}, ${ref(g, 'worker_id')} from ${source}
      where ${all([range, ...beyond(g, 'gram', at), inside(whom, g), ...filters, ...one])}
      order by ${gram}, ${ref(g, 'home')}, ${ref(g, 'worker_id')} limit ${limit}`;
  };

/** People found by a fact of their own: few, so that they are sorted afterwards. */
const byWorkers =
  (found: RawBuilder<unknown>, { whom, filters, standing }: Narrowing): Walk =>
  (after, limit) =>
    sql<At>`select n.name as k, n.home, n.worker_id from ${peopleOf({ people: whom.side === 'home' ? 'workerNow' : 'workerInScope' })}
      where ${all([sql<boolean>`n.worker_id in (${found})`, ...beyond('n', 'name', after), inside(whom, 'n'), ...filters, ...standing(sql<boolean>`o.worker_id in (${found})`)])}
      order by n.name, n.home, n.worker_id limit ${limit}`;

const byNumber = (keys: Keys, column: 'number' | 'tail', text: string) =>
  sql`select b.worker_id from worker_basic b where b.superseded = 'infinity' and ${ref('b', `${column}_index`)} = any(${keys.lookups(column, text)}::uuid[])`;

/** The walks that answer one mode; several where a key may be read in several ways. */
export const walksOf = (mode: SearchMode, text: string, { keys, ...narrowing }: Narrowing & { readonly keys: Keys }): readonly Walk[] => {
  const { whom } = narrowing;
  const prefix = (column: string, kind: string, from: string): Walk[] => [
    byColumn(column, from, afterPrefix(from), narrowing),
    byGram(`${kind}:${from}`, afterPrefix(`${kind}:${from}`), narrowing, kind.length + 1),
  ];
  switch (mode) {
    case 'number':
      return [byWorkers(byNumber(keys, 'number', text), narrowing)];
    case 'tail':
      return [byWorkers(byNumber(keys, 'tail', text), narrowing)];
    case 'phone':
      return [
        byWorkers(
          sql`select c.worker_id from worker_contact c where c.superseded = 'infinity' and c.phone_index = any(${keys.lookups('phone', text)}::uuid[])`,
          narrowing,
        ),
      ];
    case 'household':
      return [
        byWorkers(
          sql`select m.worker_id from household h join household_member m on m.household_id = h.id and m.superseded = 'infinity' where h.number = ${text}`,
          narrowing,
        ),
      ];
    case 'name':
      return [byColumn('name', text, afterPrefix(text), narrowing)];
    case 'part': {
      const chars = [...text.replaceAll('·', '')];
      const contains = sql<boolean>`strpos(replace(n.name, '·', ''), ${chars.join('')}) > 0`;
      if (chars.length === 0) return [];
      // few people: their names are read; many: the terms of names are walked
      if (whom.people === 'workerInSmallScope')
        return [byColumn('name', '', afterPrefix(''), { ...narrowing, filters: [...narrowing.filters, contains] })];
      return [
        byGram(
          chars.slice(0, 3).join(''),
          null,
          chars.length > 3 ? { ...narrowing, filters: [...narrowing.filters, contains] } : narrowing,
        ),
      ];
    }
    case 'place': {
      const code = placeWithin(text, whom.ranges);
      const area = code === undefined ? undefined : areaOf(code);
      // one character more than the last code, so that the range is half open like those of texts
      return area ? [byColumn('home', area.from, `${area.to}0`, narrowing)] : [];
    }
    case 'homophone':
      return [...new Set(nameKeys(text).fuzzy)]
        .slice(0, 4)
        .flatMap((key) => [byColumn('fuzzy', key, null, narrowing), byGram(`f:${key}`, null, narrowing, 2)]);
    case 'pinyin':
      return prefix('pinyin', 'p', text.replace(/\s+/g, ''));
    case 'initials':
      return prefix('initials', 'i', text.replace(/\s+/g, ''));
    case 'fuzzy':
      return foldQuery(text)
        .slice(0, 4)
        .flatMap((key) => prefix('fuzzy', 'f', key));
  }
};

/** One page of a search: the next of all walks together, each person once. */
export const pageOfWalks = async (db: Db, walks: readonly Walk[], after: At | null, limit: number): Promise<At[]> => {
  const found: At[] = [];
  for (const walk of walks) found.push(...(await walk(after, limit).execute(db)).rows);
  found.sort((a, b) => compare(a.k, b.k) || compare(a.home, b.home) || compare(a.workerId, b.workerId));
  const seen = new Set<string>();
  return found.filter((f) => !seen.has(f.workerId) && seen.add(f.workerId)).slice(0, limit);
};
/** Code point order, as the C collation has it; JavaScript's own is UTF-16. */
const compare = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** How many, up to `most`; a count of walks may name a person twice where two readings begin alike. */
export const countWalks = async (db: Db, walks: readonly Walk[], most: number): Promise<number> => {
  const parts = walks.map((w) => sql`(select worker_id from (${w(null, most)}) x)`);
  if (!parts.length) return 0;
  const { rows } = await sql<{
    n: number;
  }>`select count(distinct worker_id)::int as n from (${sql.join(parts, sql` union all `)}) u`.execute(db);
  return rows[0]!.n;
};
