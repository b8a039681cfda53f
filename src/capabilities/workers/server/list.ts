// Lists and searches as endpoints: what is asked, whether it may be asked, a page of it, how many there are.
import { sql } from 'kysely';
import type { z } from 'zod';
import { type Standing, standingsOf } from '#capabilities/access/rules.ts';
import { type Side, sidesOf } from '#capabilities/access/server/service.ts';
import { TOTAL_CAP } from '#platform/contract.ts';
import { badCursor } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Call } from '#platform/server/http.ts';
import { pageOf } from '#platform/server/paging.ts';
import { levelOf } from '#standards/divisions/codes.ts';
import {
  type countWorkers,
  filterNotAllowed,
  type listWorkers,
  type SearchMode,
  type searchWorkers,
  type WorkerFilters,
} from '../contractList.ts';
import { unknownPlace, type WorkerRow } from '../contractShapes.ts';
import { allowedFilters, allowedModes, forbiddenFilters, sightOf, understand } from '../rules.ts';
import { isHome } from './places.ts';
import {
  type At,
  all,
  countWalks,
  filtersOf,
  inside,
  type Standing as OneOfSeveral,
  pageOfWalks,
  peopleOf,
  standingOf,
  type Walk,
  type Whom,
  walksOf,
  whomOf,
} from './queries.ts';
import { rowsOf } from './rows.ts';

type Context = Pick<Call, 'db' | 'actor' | 'today'> & { readonly services: Pick<Call['services'], 'keys'> };

export type { Context as ListContext };

/** In which ways rows of one side may be reached; a list tells nothing that one of them may not know. */
export const standingsOn = (actor: Actor, side: Side): Standing[] => {
  const found = new Set<Standing>();
  for (const g of actor.grants)
    for (const s of standingsOf([g], {
      homeCode: side === 'home' ? `${g.areaCode || '000000000000'}` : '',
      keys: side === 'scope' ? [...actor.keys, ...actor.keyRanges.flatMap((r) => [r.from, r.to])] : [],
    }))
      found.add(s);
  if (side === 'home' && actor.lookAreas.length && actor.overrideId) found.add('look');
  return [...found];
};

export const sightOn = (actor: Actor, side: Side) => sightOf(standingsOn(actor, side));

/** The side a list is about: the one asked for where the actor has it, else their first. */
export const sideOf = (actor: Actor, asked: Side | undefined): Side => {
  const sides = sidesOf(actor);
  return asked && sides.includes(asked) ? asked : (sides[0] ?? 'home');
};

export interface Asked {
  readonly whom: Whom;
  readonly side: Side;
  readonly filters: ReturnType<typeof filtersOf>;
  readonly standing: OneOfSeveral;
  readonly modes: readonly SearchMode[];
  readonly text: string;
  /** Filters this account may use on this side. */
  readonly may: readonly string[];
}

/** Reads filters into conditions; refuses an unknown place, and what this account may not ask. */
export const ask = async ({ db, actor, today }: Context, f: WorkerFilters): Promise<Asked> => {
  const side = sideOf(actor, f.side);
  if (f.area !== undefined && !(isHome(f.area) || levelOf(f.area) === 'province')) throw unknownPlace({ code: f.area });
  const sight = sightOn(actor, side);
  const forbidden = forbiddenFilters(f, sight);
  if (forbidden.length) throw filterNotAllowed({ filters: forbidden.join(', ') });
  const whom = await whomOf(db, actor, side, f.area);
  const understood = f.q === undefined ? null : understand(f.q);
  const modes = understood ? allowedModes(f.mode ? understood.modes.filter((m) => m === f.mode) : understood.modes, sight) : [];
  return {
    whom,
    side,
    filters: filtersOf(f, today),
    standing: standingOf(f, whom, today),
    modes,
    text: understood?.text ?? '',
    may: allowedFilters(sight),
  };
};

const walksFor = (context: Context, asked: Asked, mode: SearchMode): readonly Walk[] =>
  walksOf(mode, asked.text, { whom: asked.whom, filters: asked.filters, standing: asked.standing, keys: context.services.keys });

/** The first page of the first mode that finds somebody. */
export const firstFound = async (context: Context, asked: Asked, limit: number): Promise<{ mode: SearchMode | null; found: At[] }> => {
  for (const mode of asked.modes) {
    const found = await pageOfWalks(context.db, walksFor(context, asked, mode), null, limit);
    if (found.length) return { mode, found };
  }
  return { mode: null, found: [] };
};

const cursorOf = (context: Context, mode: SearchMode, last: At): string =>
  context.services.keys.seal(JSON.stringify({ mode, at: last })).toString('base64url');
const readCursor = (context: Context, cursor: string): { mode: SearchMode; at: At } => {
  try {
    const read = JSON.parse(context.services.keys.open(Buffer.from(cursor, 'base64url'))) as { mode?: SearchMode; at?: At };
    if (read.mode && typeof read.at?.workerId === 'string') return read as { mode: SearchMode; at: At };
  } catch {
    // told below
  }
  throw badCursor();
};

type ListIn = z.output<(typeof listWorkers)['input']>;
type ListOut = z.input<(typeof listWorkers)['output']>;
const told = (context: Context, ids: readonly string[]): Promise<WorkerRow[]> =>
  rowsOf({ db: context.db, actor: context.actor, keys: context.services.keys, today: context.today }, ids);

export const list = async (context: Context, input: ListIn): Promise<ListOut> => {
  const asked = await ask(context, input);
  const sides = [...sidesOf(context.actor)];
  const head = { side: asked.side, sides, filters: [...asked.may] };
  if (input.q !== undefined) {
    const from = input.cursor ? readCursor(context, input.cursor) : null;
    if (from && !asked.modes.includes(from.mode)) throw badCursor();
    const { mode, found } = from
      ? { mode: from.mode, found: await pageOfWalks(context.db, walksFor(context, asked, from.mode), from.at, input.size + 1) }
      : await firstFound(context, asked, input.size + 1);
    const items = found.slice(0, input.size);
    const next = found.length > input.size && mode ? cursorOf(context, mode, items.at(-1)!) : null;
    return {
      ...head,
      items: await told(
        context,
        items.map((f) => f.workerId),
      ),
      next,
      previous: null,
      mode,
    };
  }
  const page = await listPage(context, asked, input);
  return {
    ...head,
    items: await told(
      context,
      page.items.map((r) => r.workerId),
    ),
    next: page.next,
    previous: page.previous,
    mode: null,
  };
};

/** A plain list walks one index: by village and name, or by the last change of what is said of somebody. Only columns of the index are read; the rows follow by id. */
export const listPage = (context: Context, asked: Asked, { sort, cursor, size }: Pick<ListIn, 'sort' | 'cursor' | 'size'>) => {
  const lead = sort === 'changed' ? { column: 'n.described', key: 'described' } : { column: 'n.home', key: 'home' };
  const second = sort === 'changed' ? { column: 'n.home', key: 'home' } : { column: 'n.pinyin', key: 'pinyin' };
  const query = context.db
    .selectFrom(`${asked.whom.people} as n` as 'workerNow as n') // the views of scope have the same columns
    .select(sort === 'changed' ? ['n.workerId', 'n.home', 'n.described'] : ['n.workerId', 'n.home', 'n.pinyin'])
    .where(inside(asked.whom, 'n'))
    .where(all([...asked.filters, ...asked.standing()]));
  return pageOf(context.services.keys, query, {
    list: `workers.listWorkers ${sort} ${asked.side}`,
    sort: { by: [lead, second, { column: 'n.worker_id', key: 'workerId' }], descending: sort === 'changed' },
    cursor,
    size,
  }) as Promise<{ items: { workerId: string }[]; next: string | null; previous: string | null }>;
};

export const count = async (context: Context, input: z.output<(typeof countWorkers)['input']>): Promise<{ count: number | null }> => {
  const n = await countUpTo(context, input, input.exact ? 10_000_000 : TOTAL_CAP + 1);
  return { count: !input.exact && n > TOTAL_CAP ? null : n };
};

/** How many match, up to `most`. */
export const countUpTo = async (context: Context, f: WorkerFilters, most: number): Promise<number> => {
  const asked = await ask(context, f);
  if (f.q !== undefined) {
    for (const mode of asked.modes) {
      const n = await countWalks(context.db, walksFor(context, asked, mode), most);
      if (n) return n;
    }
    return 0;
  }
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from (select 1 from ${peopleOf(asked.whom)} where ${all([inside(asked.whom, 'n'), ...asked.filters, ...asked.standing()])} limit ${most}) x`.execute(
    context.db,
  );
  return rows[0]!.n;
};

/** For the bar at the top: both sides, home first. */
export const search = async (
  context: Context,
  { q, size }: z.output<(typeof searchWorkers)['input']>,
): Promise<z.input<(typeof searchWorkers)['output']>> => {
  for (const side of sidesOf(context.actor)) {
    const asked = await ask(context, { q, side });
    const { mode, found } = await firstFound(context, asked, size);
    if (mode)
      return {
        mode,
        items: await told(
          context,
          found.map((f) => f.workerId),
        ),
      };
  }
  return { mode: null, items: [] };
};
