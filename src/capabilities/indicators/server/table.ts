// A table of a figure: cells of members that stand, by up to two dimensions, beside the same with evidence of every class.
import { sql } from 'kysely';
import type { z } from 'zod';
import { areaText } from '#capabilities/regions/server/service.ts';
import type { Before, Call } from '#platform/server/http.ts';
import type { Db, Store } from '#platform/server/store.ts';
import { findIndustrySection } from '#standards/industries/industries.ts';
import { occupationClasses } from '#standards/occupations/occupations.ts';
import type { Text } from '#standards/text.ts';
import type { CellOut, readFigureTable, Value } from '../contractFigures.ts';
import { notYourCell } from '../contractProblems.ts';
import { baseOf, type Figure, figureOf, partitions } from '../rulesDefinitions.ts';
import type { Dimension } from '../rulesDimensions.ts';
import { figureWords } from '../rulesWords.ts';
import { type Cells, countCells, countWhere, type Narrower } from './cellSql.ts';
import { packsOf } from './packs.ts';
import * as q from './question.ts';
import { type EvidenceClass, type How, overRuns, type Run, runOf } from './runs.ts';
import { refreshStanding } from './standing.ts';

type In = z.output<(typeof readFigureTable)['input']>;
interface Row extends Cells {
  /** Those whom the other reading counts; null where none is asked for. */
  readonly other: number | null;
}

export const cellsOf = (
  db: Db,
  figure: Figure,
  run: Run,
  by: readonly Dimension[],
  filters: ReturnType<typeof q.checkWhere>,
  stock: Run | null = null,
  narrower: Narrower = {},
): Promise<readonly Row[]> =>
  countCells<Row>(db, figure, by, filters, {
    ...narrower,
    from: sql`figure_member m ${stock ? sql`left join figure_member s on s.run_id = ${stock.id}::uuid and s.worker_id = m.worker_id` : sql``}`,
    and: sql`m.run_id = ${run.id}::uuid`,
    more: sql`${stock ? countWhere(sql`s.worker_id is null`) : sql`null::int`} as other`,
  });
/**
 * The stock that the other reading of I06 leaves out (docs/figures.md §7): whoever stood in I07 at the end of the year before. Both readings are printed, and the
 * difference. Null where the figure has no other reading.
 */
export const stockBefore = async (
  store: Store,
  figure: Figure,
  asOf: string,
  c: EvidenceClass,
  knownAt: string,
  how: How,
): Promise<Run | null> => {
  if (figure.kind !== 'newlyStable') return null;
  const end = `${Number(asOf.slice(0, 4)) - 1}-12-31`;
  return runOf(store, baseOf(figureOf('I07')!).base, { from: end, to: end, asOf: end, knownAt, c, form: 'province' }, how);
};

export const figureValue = ({ persons, windows }: Pick<Row, 'persons' | 'windows'>): Value => ({
  persons,
  ...(windows
    ? {
        windows: windows.map(([n = 0, yes = 0, no = 0, unverified = 0, notYetDue = 0, notApplicable = 0]) => {
          const due = yes + no + unverified;
          return { n, yes, no, unverified, notYetDue, notApplicable, rate: due === 0 ? null : yes / due };
        }),
      }
    : {}),
});
const NOBODY = { persons: 0, windows: null, other: null };

const UNKNOWN: Text = { zh: '未知', en: 'unknown' };
const majorGroups = new Map(occupationClasses.map((c) => [c.code, c.name]));
/** `pairings`: names of pairings, schools and employers that stand in the answer, by their ids. */
export const nameOfKey = (dimension: Dimension, key: string, pairings: ReadonlyMap<string, Text>): Text => {
  if (key === '?') return { zh: '待确认', en: 'to be confirmed' };
  if (dimension.kind === 'code') return dimension.values[key] ?? { zh: key, en: key };
  if (key === '')
    return dimension.id === 'pairing'
      ? { zh: '不在结对内', en: 'in no pairing' }
      : dimension.training
        ? { zh: '没有', en: 'none' }
        : UNKNOWN;
  if (dimension.kind === 'place') return areaText(key);
  const named = { industry: findIndustrySection(key)?.name, occupation: majorGroups.get(key), pairing: pairings.get(key) };
  return named[dimension.id as keyof typeof named] ?? pairings.get(key) ?? { zh: key, en: key };
};
/** Of every school and employer that a class names. */
const organisationsNamed = async (db: Db): Promise<ReadonlyMap<string, Text>> => {
  const { rows } = await sql<{ id: string; name: string }>`select o.organisation_id::text as id, o.name from organisation_fact o
    where o.superseded = 'infinity' and o.organisation_id in (select school_id from training_class_fact union select employer_id from training_class_fact)`.execute(
    db,
  );
  return new Map(rows.map((r) => [r.id, { zh: r.name, en: r.name }]));
};
/** As known now, for a name is no figure. */
export const pairingNames = async (db: Db, by: readonly Dimension[]): Promise<ReadonlyMap<string, Text>> => {
  if (by.some((d) => d.kind === 'open' && d.training)) return organisationsNamed(db);
  if (!by.some((d) => d.id === 'pairing')) return new Map();
  const { rows } = await sql<{ id: string; origin: string; originName: string; host: string; hostName: string }>`
    select distinct on (p.id) p.id, p.origin_code as origin, p.origin_name, p.host_code as host, p.host_name from pairing p order by p.id, p.recorded desc`.execute(
    db,
  );
  return new Map(
    rows.map((r) => {
      const [from, to] = [areaText(r.origin), areaText(r.host)];
      return [r.id, { zh: `${from.zh}${r.originName}—${to.zh}${r.hostName}`, en: `${from.en} — ${to.en}` }];
    }),
  );
};

export const wordsOf = (figure: Figure) => {
  const { base } = baseOf(figure);
  return {
    id: figure.id,
    version: figure.version,
    name: figure.name,
    short: figure.short,
    of: figure.kind === 'subset' ? figure.of : null,
    unit: base.unit,
    kind: base.kind,
    evidenceClass: base.evidenceClass,
    words: figureWords(figure),
    packs: [...packsOf(base)],
  };
};

export interface Prepared {
  readonly figure: Figure;
  readonly asOf: string;
  readonly run: Run;
  readonly said: Run | null;
  readonly by: readonly Dimension[];
  readonly total: CellOut | null;
  readonly cells: readonly CellOut[];
  readonly withheld: boolean;
  readonly readings: readonly { readonly name: Text; readonly persons: number; readonly difference: number }[];
  readonly checks: readonly { readonly name: Text; readonly parent: number; readonly children: number; readonly holds: boolean }[];
}

/** Under the role of figures, before the request's own transaction; what of it may be shown is decided by the asker's areas. */
export const prepareTable = async ({ services, actor }: Before, input: In): Promise<Prepared> => {
  const figure = q.getFigure(input.figure);
  const asOf = q.checkDays(input, services.clock.today());
  const by = q.checkDimensions(figure, input.by);
  const filters = q.checkWhere(figure, input.where);
  const places = by.some((d) => d.kind === 'place');
  const own = q.mayReadTotal(actor, input.where);
  const theirs = own ? [] : await q.theirsOf(services, actor, asOf);
  const whole = own || q.isOfTheirs(input.where, theirs);
  if (!whole && !places) throw notYourCell(q.areaWords(actor));
  const knownAt = await q.checkInstant(services, input.knownAt);
  const { base } = baseOf(figure);
  const how: How = { account: actor.accountId };
  const find = async (): Promise<readonly [Run, Run | null, Run | null]> => {
    const run = await runOf(services.store, base, q.runAsk(figure, input, asOf, knownAt), {
      ...how,
      fresh: input.fresh,
      stale: () => refreshStanding(services, { from: input.from, to: input.to, asOf, form: input.form }),
    });
    const said = base.evidenceClass < 6 ? await runOf(services.store, base, q.runAsk(figure, input, asOf, run.knownAt, 6), how) : null;
    return [run, said, await stockBefore(services.store, figure, asOf, base.evidenceClass, run.knownAt, how)];
  };
  return overRuns(services.store, find, async (db, [run, said, stock]) => {
    const pairings = await pairingNames(db, by);
    const cellFrom = (of: readonly Dimension[], rows: readonly Row[], others: readonly Row[] | null): readonly CellOut[] => {
      const beside = new Map((others ?? []).map((r) => [r.keys.join('\t'), r]));
      const seen = new Set(rows.map((r) => r.keys.join('\t')));
      const all = [
        ...rows,
        ...(others ?? [])
          .filter((r) => !seen.has(r.keys.join('\t')))
          .map((r) => ({ ...NOBODY, keys: r.keys, other: stock ? 0 : null, windows: r.windows?.map(() => []) ?? null })),
      ];
      return all
        .sort((a, b) => (a.keys.join('\t') < b.keys.join('\t') ? -1 : 1))
        .map((r) => ({
          keys: r.keys,
          names: r.keys.map((k, i) => nameOfKey(of[i]!, k, pairings)),
          value: figureValue(r),
          ...(r.other === null ? {} : { other: r.other }),
          ...(others ? { reported: figureValue(beside.get(r.keys.join('\t')) ?? NOBODY) } : {}),
        }));
    };
    const rows = await cellsOf(db, figure, run, by, filters, stock);
    const others = said && (await cellsOf(db, figure, said, by, filters));
    const told = q.cellsTold(actor, input.where, by, theirs);
    const cells = cellFrom(by, rows, others).filter((c) => by.length > 0 && told.read(c.keys));
    // a question of which no cell could be theirs is not an empty table
    if (!whole && cells.length === 0) throw notYourCell(q.areaWords(actor));
    const total = whole
      ? (cellFrom([], await cellsOf(db, figure, run, [], filters, stock), said && (await cellsOf(db, figure, said, [], filters)))[0] ??
        null)
      : null;
    const fewer = total?.other ?? null;
    const readings =
      fewer === null
        ? []
        : [
            {
              name: {
                zh: `其中上年末（${Number(asOf.slice(0, 4)) - 1}-12-31）不在在粤存量里的`,
                en: `of them not at work in Guangdong at the end of ${Number(asOf.slice(0, 4)) - 1}`,
              },
              persons: fewer,
              difference: total!.value.persons - fewer,
            },
          ];
    const checks: Prepared['checks'][number][] = [];
    // where some rows are not told nothing is said of their sum
    if (total && by.length && (own || !places))
      checks.push({
        name: { zh: '各行之和等于合计', en: 'The rows sum to the total' },
        parent: total.value.persons,
        children: rows.reduce((sum, r) => sum + r.persons, 0),
        holds: total.value.persons === rows.reduce((sum, r) => sum + r.persons, 0),
      });
    for (const part of total ? partitions.filter((x) => x.of === figure.id) : []) {
      let children = 0;
      for (const id of part.into) children += (await cellsOf(db, figureOf(id)!, run, [], filters))[0]?.persons ?? 0;
      checks.push({
        name: {
          zh: part.into.map((id) => figureOf(id)!.short.zh).join('＋'),
          en: part.into.map((id) => figureOf(id)!.short.en).join(' + '),
        },
        parent: total!.value.persons,
        children,
        holds: children === total!.value.persons,
      });
    }
    return {
      figure,
      asOf,
      run,
      said,
      by,
      total,
      cells,
      withheld: !whole || (!own && places),
      readings,
      checks,
    };
  });
};

const narrowed = (values: readonly string[] | undefined): Text | null =>
  values?.length === 1 && values[0]!.length === 12 ? areaText(values[0]!) : null;
export const table = async (_call: Call, input: In, made: Prepared): Promise<z.input<(typeof readFigureTable)['output']>> => ({
  figure: wordsOf(made.figure),
  from: input.from,
  to: input.to,
  asOf: made.asOf,
  knownAt: made.run.knownAt,
  total: made.total,
  cells: [...made.cells],
  withheld: made.withheld,
  within: { origin: narrowed(input.where.origin), host: narrowed(input.where.host) },
  readings: [...made.readings],
  checks: [...made.checks],
});
