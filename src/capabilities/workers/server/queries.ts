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
export const filtersOf = (f: WorkerFilters, side: Side, today: string, alias = 'n'): Condition[] => {
  const c = (name: string) => sql`${ref(alias, name)}`;
  const out: Condition[] = [];
  // of several records of one person in one county, one stands for all; what a key opens is that very record
  if (side === 'home') out.push(sql<boolean>`not ${c('shadowed')}`);
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

/** People whose column begins with one of the texts. */
const byColumn =
  (column: string, from: string, to: string | null, whom: Whom, filters: readonly Condition[]): Walk =>
  (after, limit) => {
    const c = ref('n', column);
    const range = to === null ? sql<boolean>`${c} = ${from}` : sql<boolean>`(${c} >= ${from} and ${c} < ${to})`;
    return sql<At>`select ${c} as k, n.home, n.worker_id from ${peopleOf(whom)} where ${all([range, ...beyond('n', column, after), inside(whom, 'n'), ...filters])}
      order by ${c}, n.home, n.worker_id limit ${limit}`;
  };

/** People who have a term in worker_gram; `more` narrows further on worker_now. */
const byGram =
  (from: string, to: string | null, whom: Whom, filters: readonly Condition[], drop = 0): Walk =>
  (after, limit) => {
    const g = whom.side === 'home' ? 'g' : 'n';
    const gram = ref(g, 'gram');
    const source = whom.side === 'home' ? sql`worker_gram g join worker_now n on n.worker_id = g.worker_id` : sql`worker_gram_in_scope n`;
    const range = to === null ? sql<boolean>`${gram} = ${from}` : sql<boolean>`(${gram} >= ${from} and ${gram} < ${to})`;
    // the cursor holds the key as the columns have it, without the letter that tells kinds of terms apart
    const at = after && drop ? { ...after, k: from.slice(0, drop) + after.k } : after;
    return sql<At>`select substr(${gram}, ${drop + 1}) as k, ${ref(g, 'home')}, ${ref(g, 'worker_id')} from ${source}
      where ${all([range, ...beyond(g, 'gram', at), inside(whom, g), ...filters])}
      order by ${gram}, ${ref(g, 'home')}, ${ref(g, 'worker_id')} limit ${limit}`;
  };

/**
 * People found by a fact of their own: few, so that they are sorted afterwards. On the home side one record stands for a person in a county, and the
 * fact may be another's.
 */
const byWorkers = (found: RawBuilder<unknown>, whom: Whom, filters: readonly Condition[]): Walk => {
  const ids =
    whom.side === 'home'
      ? sql`select s.worker_id from worker_now f join worker_now s on s.person_id = f.person_id and substr(s.home, 1, 6) = substr(f.home, 1, 6)
          and not s.shadowed where f.worker_id in (${found})`
      : found;
  return (after, limit) =>
    sql<At>`select n.name as k, n.home, n.worker_id from ${peopleOf({ people: whom.side === 'home' ? 'workerNow' : 'workerInScope' })} where ${all([sql<boolean>`n.worker_id in (${ids})`, ...beyond('n', 'name', after), inside(whom, 'n'), ...filters])}
      order by n.name, n.home, n.worker_id limit ${limit}`;
};

const byNumber = (keys: Keys, column: 'number' | 'tail', text: string) =>
  sql`select b.worker_id from worker_basic b where b.superseded = 'infinity' and ${ref('b', `${column}_index`)} = any(${keys.lookups(column, text)}::uuid[])`;

/** The walks that answer one mode; several where a key may be read in several ways. */
export const walksOf = (
  mode: SearchMode,
  text: string,
  { whom, filters, keys }: { readonly whom: Whom; readonly filters: readonly Condition[]; readonly keys: Keys },
): readonly Walk[] => {
  const prefix = (column: string, kind: string, from: string): Walk[] => [
    byColumn(column, from, afterPrefix(from), whom, filters),
    byGram(`${kind}:${from}`, afterPrefix(`${kind}:${from}`), whom, filters, kind.length + 1),
  ];
  switch (mode) {
    case 'number':
      return [byWorkers(byNumber(keys, 'number', text), whom, filters)];
    case 'tail':
      return [byWorkers(byNumber(keys, 'tail', text), whom, filters)];
    case 'phone':
      return [
        byWorkers(
          sql`select c.worker_id from worker_contact c where c.superseded = 'infinity' and c.phone_index = any(${keys.lookups('phone', text)}::uuid[])`,
          whom,
          filters,
        ),
      ];
    case 'household':
      return [
        byWorkers(
          sql`select m.worker_id from household h join household_member m on m.household_id = h.id and m.superseded = 'infinity' where h.number = ${text}`,
          whom,
          filters,
        ),
      ];
    case 'name':
      return [byColumn('name', text, afterPrefix(text), whom, filters)];
    case 'part': {
      const chars = [...text.replaceAll('·', '')];
      const contains = sql<boolean>`strpos(replace(n.name, '·', ''), ${chars.join('')}) > 0`;
      if (chars.length === 0) return [];
      // few people: their names are read; many: the terms of names are walked
      if (whom.people === 'workerInSmallScope') return [byColumn('name', '', afterPrefix(''), whom, [...filters, contains])];
      return [byGram(chars.slice(0, 3).join(''), null, whom, chars.length > 3 ? [...filters, contains] : filters)];
    }
    case 'place': {
      const code = placeWithin(text, whom.ranges);
      const area = code === undefined ? undefined : areaOf(code);
      // one character more than the last code, so that the range is half open like those of texts
      return area ? [byColumn('home', area.from, `${area.to}0`, whom, filters)] : [];
    }
    case 'homophone':
      return [...new Set(nameKeys(text).fuzzy)]
        .slice(0, 4)
        .flatMap((key) => [byColumn('fuzzy', key, null, whom, filters), byGram(`f:${key}`, null, whom, filters, 2)]);
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
