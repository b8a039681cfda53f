// Publishing a frozen month: made of its stored members once, at the first reading, and kept as it is told: nothing that is not frozen can stand there.
import { sql } from 'kysely';
import type { z } from 'zod';
import { areaText } from '#capabilities/regions/server/service.ts';
import { notFound } from '#platform/problem.ts';
import { type Before, type Call, handle, handleFile, type Route } from '#platform/server/http.ts';
import type { Db, Store } from '#platform/server/store.ts';
import { notFrozen } from '../../contractFreezeProblems.ts';
import { listPublished, publishedAlready, publishMonth, readPublished } from '../../contractPublished.ts';
import { baseOf, type Figure, figureOf } from '../../rulesDefinitions.ts';
import { type Dimension, dimensionOf } from '../../rulesDimensions.ts';
import type { CellLine, Series } from '../../rulesFrozen.ts';
import { FEW, publishTogether, type Release, type TableOf, type Told } from '../../rulesPublished.ts';
import { besideOthers, type Other, type Standing } from '../../rulesPublishedYear.ts';
import { figureWords } from '../../rulesWords.ts';
import { nameOfKey } from '../table.ts';
import { tellBothSides } from './computeJob.ts';
import { requireSide } from './deeds.ts';
import { bodyOf } from './file.ts';
import { type FreezeRow, getFreeze, storedSeries } from './freezes.ts';

interface Published {
  readonly id: string;
  readonly month: string;
  readonly origin: string;
  readonly at: string;
}
const FIGURES = ['I01', 'I06', 'I07'] as const;
/**
 * ○ The tables of a release, the same for every month, so that nobody can ask for one more to reckon with. 其中 are not told by themselves but as a dimension of
 * their figure: told beside it they would tell of the others what is left over. Two dimensions are stored by county: the prefecture sums them.
 */
const TABLES: readonly (readonly string[])[] = [
  ['origin:prefecture', 'people'],
  ['origin:prefecture', 'where'],
  ['sex'],
  ['age'],
  ['programme'],
];
const PREFECTURE = 'origin:prefecture';
const rolled = (cells: readonly CellLine[], by: readonly string[]): TableOf['cells'] => {
  const stored = by.length === 2 ? by.map((d) => (d === PREFECTURE ? 'origin:county' : d)) : by;
  const sums = new Map<string, number>();
  for (const c of cells) {
    if (c.by.join() !== stored.join()) continue;
    const keys = c.keys.map((k, i) => (by[i] === PREFECTURE && /^\d{12}$/.test(k) ? `${k.slice(0, 4)}00000000` : k));
    const key = keys.join('\t');
    sums.set(key, (sums.get(key) ?? 0) + c.persons);
  }
  return [...sums].map(([key, persons]) => ({ keys: key.split('\t'), persons }));
};

const told = (release: Release, dimensions: readonly Dimension[]) => {
  const order = (i: number): readonly string[] => {
    const d = dimensions[i]!;
    const values = d.kind === 'code' ? Object.keys(d.values) : [];
    const at = (k: string): number => (values.includes(k) ? values.indexOf(k) : /^\d/.test(k) ? 0 : 1000);
    return [...release.margins[i]!.keys()].sort((a, b) => at(a) - at(b) || (a < b ? -1 : 1));
  };
  const name = (i: number, key: string) => nameOfKey(dimensions[i]!, key, new Map());
  const columns = dimensions.length === 2 ? order(1) : [];
  return {
    by: dimensions.map((d) => d.name),
    columns: columns.map((key) => ({ key, name: name(1, key), told: release.margins[1]!.get(key)! })),
    rows: order(0).map((key) => ({
      key,
      name: name(0, key),
      told: release.margins[0]!.get(key)!,
      cells: columns.map((c): Told => release.cells.get(`${key}\t${c}`) ?? 0),
    })),
  };
};
type Body = Omit<z.input<(typeof readPublished)['output']>, 'id' | 'at'>;
type FigureBody = Body['figures'][number];
/** Figures that add up over the year: two months of them tell of the months between. */
const GROWING: readonly string[] = ['I01', 'I06'];
/** ○ 1: as months were published at first, each by itself. They stay as everybody saw them. 2: beside the months of its year that were published before it. */
type Rule = 1 | 2;

/** What is told of a figure, back from how it stands published. */
const standingIn = (f: FigureBody): readonly Standing[] =>
  f.tables.map(
    (t) =>
      new Map<string, Told>([
        ['total', f.total],
        ...t.columns.map((c) => [`1:${c.key}`, c.told] as const),
        ...t.rows.flatMap((r) => [
          [`0:${r.key}`, r.told] as const,
          ...r.cells.map((c, k) => [`${r.key}\t${t.columns[k]!.key}`, c] as const),
        ]),
      ]),
  );
const figureTold = (figure: Figure, series: Series, cells: readonly CellLine[], rule: Rule, others: readonly Other[]): FigureBody => {
  const tables = TABLES.map((by): TableOf => ({ by, cells: rolled(cells, by) }));
  const releases = publishTogether(tables, { guard: rule > 1 }, rule > 1 ? besideOthers(tables, others) : []);
  return {
    figure: figure.id,
    version: series.version,
    name: figure.name,
    words: figureWords(figure),
    from: series.from,
    to: series.to,
    total: releases[0]!.total,
    tables: releases.map((r, i) =>
      told(
        r,
        TABLES[i]!.map((d) => dimensionOf(d)!),
      ),
    ),
  };
};

interface Publication {
  readonly id: string;
  readonly month: string;
  readonly at: string;
  readonly rule: Rule;
  readonly body: Body | null;
}
/** This one and those of the same pair and year that were published before it, the first first; none where it is not published. */
const publicationsUpTo = async (db: Db, id: string): Promise<readonly Publication[]> => {
  const { rows } = await sql<Publication>`select p.freeze_id as id, f.month, p.at, p.rule, b.body
    from month_publication mine join month_freeze this on this.id = mine.freeze_id
      join month_freeze f on f.origin = this.origin and left(f.month, 4) = left(this.month, 4)
      join month_publication p on p.freeze_id = f.id and (p.at, p.freeze_id) <= (mine.at, mine.freeze_id)
      left join month_published b on b.freeze_id = p.freeze_id
    where mine.freeze_id = ${id}::uuid order by p.at, p.freeze_id`.execute(db);
  return rows;
};

/** Counts a month and keeps what is told of it. `others`: what stands published of its year. */
const makeBody = (store: Store, { id, month, rule }: Publication, others: readonly (Publication & { body: Body })[]): Promise<Body> =>
  store.transact({ role: 'figures' }, async (db) => {
    const freeze = await getFreeze(db, id);
    const series = await storedSeries(db, freeze);
    const { cells } = await bodyOf(db, freeze);
    const figures = FIGURES.flatMap((figureId) => {
      const figure = figureOf(figureId)!;
      const of = series.find((s) => s.figure === figureId && s.class === baseOf(figure).base.evidenceClass);
      if (!of) return [];
      const beside = GROWING.includes(figureId)
        ? others.flatMap((o): Other[] => {
            const there = o.body.figures.find((f) => f.figure === figureId);
            return there ? [{ before: o.month < month, tables: standingIn(there) }] : [];
          })
        : [];
      const own = cells.filter((c) => c.series === of.id && c.figure === figureId);
      return [figureTold(figure, of, own, rule, beside)];
    });
    const body: Body = { month, originName: areaText(freeze.origin), knownAt: freeze.knownAt, few: FEW, figures };
    await sql`insert into month_published (freeze_id, body) values (${id}::uuid, ${JSON.stringify(body)}::jsonb) on conflict do nothing`.execute(
      db,
    );
    return body;
  });

/** One flight of a pair's year at a time: a later month waits for the earlier ones, and whoever asks meanwhile for the same. */
const flights = new WeakMap<Store, Map<string, Promise<Body>>>();
const inFlight = (store: Store, id: string, make: () => Promise<Body>): Promise<Body> => {
  const of = flights.get(store) ?? new Map<string, Promise<Body>>();
  flights.set(store, of);
  const flying = of.get(id) ?? make().finally(() => of.delete(id));
  of.set(id, flying);
  return flying;
};

/** Before the request's transaction: the cells of a big month take seconds, the first time. Later everybody reads what stands. */
const prepare = async ({ services: { store } }: Before, { id }: { readonly id: string }) => {
  const all = await store.transact({ role: 'figures', readOnly: true }, (db) => publicationsUpTo(db, id));
  const mine = all.at(-1);
  // a month that is not published is nobody's to see: the same sentence as for one that is not there
  if (!mine) throw notFound();
  const body =
    mine.body ??
    (await inFlight(store, id, async () => {
      const others: (Publication & { body: Body })[] = [];
      for (const p of all.slice(0, -1))
        others.push({ ...p, body: p.body ?? (await inFlight(store, p.id, () => makeBody(store, p, others.slice()))) });
      return makeBody(store, mine, others);
    }));
  return { ...body, id, at: mine.at };
};

export const publishOne = async (call: Pick<Call, 'db' | 'actor' | 'note'>, id: string): Promise<FreezeRow> => {
  const { db, actor } = call;
  const freeze = await getFreeze(db, id, true);
  requireSide(actor, freeze, null);
  if (freeze.state !== 'frozen') throw notFrozen({ month: freeze.month });
  const { rows } = await sql`insert into month_publication (freeze_id, account_id) values (${id}::uuid, ${actor.accountId}::uuid)
    on conflict do nothing returning 1`.execute(db);
  if (!rows.length) throw publishedAlready({ month: freeze.month });
  await tellBothSides(db, freeze, 'indicators.monthPublished', { by: actor.name });
  call.note({ subject: { kind: 'freeze', id }, area: freeze.origin, details: { month: freeze.month } });
  return freeze;
};

export const publishedRoutes: readonly Route[] = [
  handle(publishMonth, async (call, { id }) => ({ id: (await publishOne(call, id)).id })),
  handle(listPublished, async ({ db }) => {
    const { rows } =
      await sql<Published>`select f.id, f.month, f.origin, p.at from month_publication p join month_freeze f on f.id = p.freeze_id
      order by f.month desc, f.origin`.execute(db);
    return { items: rows.map((r) => ({ ...r, originName: areaText(r.origin) })) };
  }),
  handleFile(readPublished, prepare, async (_call, _input, made) => made),
];
