// Publishing a frozen month: made of its stored members each time, so it is the same each time, and nothing that is not frozen can stand there.
import { sql } from 'kysely';
import { areaText } from '#capabilities/regions/server/service.ts';
import { notFound } from '#platform/problem.ts';
import { type Before, type Call, handle, handleFile, type Route } from '#platform/server/http.ts';
import { notFrozen } from '../../contractFreezeProblems.ts';
import { listPublished, publishedAlready, publishMonth, readPublished } from '../../contractPublished.ts';
import { baseOf, type Figure, figureOf } from '../../rulesDefinitions.ts';
import { type Dimension, dimensionOf } from '../../rulesDimensions.ts';
import type { CellLine, Series } from '../../rulesFrozen.ts';
import { FEW, publishTogether, type Release, type TableOf, type Told } from '../../rulesPublished.ts';
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
const figureTold = (figure: Figure, series: Series, cells: readonly CellLine[]) => {
  const tables = TABLES.map((by): TableOf => ({ by, cells: rolled(cells, by) }));
  const releases = publishTogether(tables);
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

/** Before the request's transaction: the cells of a big month take seconds. */
const prepare = async ({ services }: Before, { id }: { readonly id: string }) =>
  services.store.transact({ role: 'figures', readOnly: true }, async (db) => {
    const { rows } = await sql<{ at: string }>`select at from month_publication where freeze_id = ${id}::uuid`.execute(db);
    // a month that is not published is nobody's to see: the same sentence as for one that is not there
    if (!rows[0]) throw notFound();
    const freeze = await getFreeze(db, id);
    const series = await storedSeries(db, freeze);
    const { cells } = await bodyOf(db, freeze);
    const figures = FIGURES.flatMap((figureId) => {
      const figure = figureOf(figureId)!;
      const of = series.find((s) => s.figure === figureId && s.class === baseOf(figure).base.evidenceClass);
      return of
        ? [
            figureTold(
              figure,
              of,
              cells.filter((c) => c.series === of.id && c.figure === figureId),
            ),
          ]
        : [];
    });
    return {
      id,
      month: freeze.month,
      originName: areaText(freeze.origin),
      knownAt: freeze.knownAt,
      at: rows[0].at,
      few: FEW,
      figures,
    };
  });

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
  handleFile(readPublished, prepare, async (_call, _input, made) => ({
    ...made,
    figures: made.figures.map((f) => ({ ...f, tables: [...f.tables] })),
  })),
];
