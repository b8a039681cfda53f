// A question as it was asked, made sure of: figure, days, instant, filters; and whether the cell is the asker's to see (docs/figures.md §8).
import { type RawBuilder, sql } from 'kysely';
import { type Area, areaOf, covers, isRole, roleKinds } from '#capabilities/access/rules.ts';
import { pairsOfTheirs } from '#capabilities/accords/server/service.ts';
import { areaText } from '#capabilities/regions/server/service.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Services } from '#platform/server/services.ts';
import { readWatermark } from '#platform/server/versions.ts';
import { significantDigits } from '#standards/divisions/codes.ts';
import * as p from '../contractProblems.ts';
import { completion } from '../rulesCompletion.ts';
import { awaited, baseOf, external, type Figure, figureOf } from '../rulesDefinitions.ts';
import { type Dimension, dimensionOf, dimensions, LEVELS } from '../rulesDimensions.ts';
import { unitFigure } from '../rulesUnits.ts';
import type { RunAsk } from './runs.ts';

export interface Asked {
  readonly from: string;
  readonly to: string;
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
  readonly form: RunAsk['form'];
  readonly where: Readonly<Record<string, readonly string[]>>;
}
export interface Side {
  readonly side: 'origin' | 'host';
  readonly code: string;
}

export const getFigure = (id: string): Figure => {
  const figure = figureOf(id);
  if (figure) return figure;
  const later = awaited.find((a) => a.id === id);
  if (later) throw p.awaitedFigure({ name: later.name.zh, nameEn: later.name.en, awaits: later.awaits.zh, awaitsEn: later.awaits.en });
  const entered = external.find((e) => e.id === id);
  if (entered) throw p.externalFigure({ name: entered.name.zh, nameEn: entered.name.en });
  if (id === unitFigure.id) throw p.countsUnits({ id });
  if (id === completion.id) throw p.derivedFigure({ name: completion.name.zh, nameEn: completion.name.en });
  throw p.noSuchFigure({ id });
};
export const checkDays = ({ from, to, asOf }: Pick<Asked, 'from' | 'to' | 'asOf'>, today: string): string => {
  if (from > to) throw p.periodBackwards({ from, to });
  const d = asOf ?? to;
  if (d < to) throw p.periodBackwards({ from: to, to: d });
  if (d > today) throw p.dayLater({ day: d, today });
  return d;
};
/** The instant that is asked for, null for now. It never lies after the watermark. */
export const checkInstant = async (services: Pick<Services, 'store'>, knownAt: string | undefined): Promise<string | null> => {
  if (knownAt === undefined) return null;
  if (Number.isNaN(Date.parse(knownAt))) throw p.knownLater({ k: knownAt, watermark: '—' });
  const watermark = await readWatermark(services.store);
  const { rows } = await services.store
    .transact({ role: 'figures', readOnly: true }, (db) =>
      sql<{
        k: string;
        later: boolean;
      }>`select ${knownAt}::timestamptz as k, ${knownAt}::timestamptz > ${watermark}::timestamptz as later`.execute(db),
    )
    .catch((error: unknown) => {
      // the 30th of February, a year alone: no instant to the database
      if (/^22/.test(String((error as { code?: unknown }).code))) throw p.knownLater({ k: knownAt, watermark });
      throw error;
    });
  if (rows[0]!.later) throw p.knownLater({ k: knownAt, watermark });
  return rows[0]!.k;
};

const getDimension = (figure: Figure, id: string): Dimension => {
  const dimension = dimensionOf(id);
  if (!dimension)
    throw p.notADimension({
      figure: figure.name.zh,
      figureEn: figure.name.en,
      dimension: id,
      known: dimensions.map((d) => d.id).join('、'),
    });
  return dimension;
};
export const checkDimensions = (figure: Figure, by: readonly string[]): readonly Dimension[] => {
  const found = by.map((id) => getDimension(figure, id));
  if (found.length === 2 && found[0]!.id === found[1]!.id)
    throw p.sameDimension({ dimension: found[0]!.name.zh, dimensionEn: found[0]!.name.en });
  return found;
};
/** Filters as conditions on `m`, a member. Place filters are `origin` and `host`, whatever the level. */
export const checkWhere = (
  figure: Figure,
  where: Asked['where'],
): readonly { readonly column: string; readonly values: readonly string[]; readonly place: boolean }[] =>
  Object.entries(where).map(([id, values]) => {
    if (id === 'origin' || id === 'host') {
      for (const v of values) if (!/^(\d{12}|\?|)$/.test(v)) throw p.notAValue({ dimension: id, dimensionEn: id, value: v });
      return { column: id, values, place: true };
    }
    const dimension = getDimension(figure, id);
    if (dimension.kind === 'place')
      throw p.notADimension({ figure: figure.name.zh, figureEn: figure.name.en, dimension: id, known: 'origin, host' });
    for (const v of values)
      if (dimension.kind === 'code' && !Object.hasOwn(dimension.values, v))
        throw p.notAValue({ dimension: dimension.name.zh, dimensionEn: dimension.name.en, value: v });
    return { column: dimension.column, values, place: false };
  });

/** Where somebody may look at figures: over homes and over places of work. */
export const sidesOf = (actor: Actor): readonly Side[] =>
  actor.grants.flatMap((g): Side[] => {
    if (!isRole(g.role)) return [];
    const { side, readOnly } = roleKinds[g.role];
    const origin = side === 'origin' || side === 'both' ? [{ side: 'origin' as const, code: g.areaCode }] : [];
    const host = side === 'host' || side === 'both' || readOnly ? [{ side: 'host' as const, code: g.areaCode }] : [];
    return [...origin, ...host];
  });
/** Of a cell with this home and this place of work; '' where it is not narrowed to one. */
export const newMayRead = (actor: Actor): ((origin: string, host: string) => boolean) => {
  const sides = sidesOf(actor).map((s) => ({ ...s, area: areaOf(s.code) }));
  const within = (side: Side['side'], code: string): boolean =>
    sides.some((s) => s.side === side && (s.code === '' || (code !== '' && code !== '?' && covers(s.area, areaOf(code)))));
  return (origin, host) => within('origin', origin) || within('host', host);
};
/** Where they may look, as a refusal tells them. */
export const areaWords = (actor: Actor): { areas: string; areasEn: string } => {
  const names = sidesOf(actor).map((s) => (s.code === '' ? { zh: '全国', en: 'the whole country' } : areaText(s.code)));
  return { areas: [...new Set(names.map((n) => n.zh))].join('、'), areasEn: [...new Set(names.map((n) => n.en))].join('; ') };
};

const one = (values: readonly string[] | undefined): string => (values?.length === 1 ? values[0]! : '');
/** Whether a total under these filters may be shown: each home or each place of work that it names lies in the asker's area. */
export const mayReadTotal = (actor: Actor, where: Asked['where']): boolean => {
  const may = newMayRead(actor);
  if (may('', '')) return true;
  const [origins, hosts] = [where.origin ?? [], where.host ?? []];
  return (origins.length > 0 && origins.every((o) => may(o, ''))) || (hosts.length > 0 && hosts.every((h) => may('', h)));
};
/**
 * A list of persons under a home finer than a county tells of each of them where they come from, column or not. Where people work one learns the county of the home
 * and no more, so such a filter is for those in whose own area that home lies.
 */
export const checkHomes = (actor: Actor, where: Asked['where']): void => {
  const may = newMayRead(actor);
  const fine = (where.origin ?? []).find((o) => o.length === 12 && !o.endsWith('000000') && !may(o, ''));
  if (fine === undefined) return;
  const area = areaText(`${fine.slice(0, 6)}000000`);
  throw p.homeTooFine({ area: area.zh, areaEn: area.en });
};
/** Pairs of areas of agreements that are the asker's (§8, note 25). */
export type Theirs = readonly { readonly origin: string; readonly host: string }[];
export const theirsOf = (services: Pick<Services, 'store'>, actor: Actor, asOf: string): Promise<Theirs> =>
  services.store.transact({ role: 'figures', readOnly: true }, (db) => pairsOfTheirs(db, actor, asOf));
/**
 * A total that names both sides of an agreement of theirs, and nothing wider or narrower: an office inside a side is told the whole of the agreement that binds it.
 * The parts of it, place by place, belong to other offices, and stay theirs.
 */
export const isOfTheirs = (where: Asked['where'], theirs: Theirs): boolean => {
  // each once: a question may name the same place two hundred times
  const [origins, hosts] = [new Set(where.origin ?? []), new Set(where.host ?? [])];
  if (origins.size === 0 || hosts.size === 0 || origins.size * hosts.size > theirs.length) return false;
  const pairs = new Set(theirs.map((a) => `${a.origin} ${a.host}`));
  return [...origins].every((o) => [...hosts].every((h) => pairs.has(`${o} ${h}`)));
};
/** By their own area, or by an agreement of theirs, which is asked for only where it decides. */
export const mayReadAsked = async (
  services: Pick<Services, 'store'>,
  actor: Actor,
  where: Asked['where'],
  asOf: string,
): Promise<boolean> => mayReadTotal(actor, where) || isOfTheirs(where, await theirsOf(services, actor, asOf));
/**
 * The same of the cells of a table, made ready once for all of them: of a total that is their area's every part is; of an agreement's, what is not split by place.
 * `read`: whether one cell is told. `seen`: the same as a condition on `m`, so that what is not told is not read; null where all of it is.
 */
export interface Cells {
  readonly read: (keys: readonly string[]) => boolean;
  readonly seen: RawBuilder<unknown> | null;
}
export const cellsTold = (actor: Actor, where: Asked['where'], by: readonly Dimension[], theirs: Theirs = []): Cells => {
  const places = by.flatMap((d, at) => (d.kind === 'place' ? [{ d, at }] : []));
  if (mayReadTotal(actor, where) || (places.length === 0 && isOfTheirs(where, theirs))) return { read: () => true, seen: null };
  const may = newMayRead(actor);
  const placeOf = (column: Side['side']) => places.find((x) => x.d.column === column);
  const keyOf = (column: Side['side'], keys: readonly string[]): string => {
    const place = placeOf(column);
    return place ? keys[place.at]! : one(where[column]);
  };
  const pairs = new Set(theirs.map((a) => `${a.origin} ${a.host}`));
  // a side that no key names is narrowed by the question alone: where that were theirs, the total would be
  const mine = sidesOf(actor).flatMap(({ side, code }) => {
    const place = placeOf(side);
    if (place?.d.kind !== 'place' || significantDigits(code) > LEVELS[place.d.level]) return [];
    const area = areaOf(code);
    const of = sql.ref(`m.${side}`);
    return [sql`(${of} >= ${area.from} and ${of} <= ${area.to})`];
  });
  // of agreements: the keys that name both sides of one, or the one side while the question names the other
  const sides = (['origin', 'host'] as const).map((side) => ({ side, place: placeOf(side) }));
  const fits = theirs.filter((a) => sides.every(({ side, place }) => place || one(where[side]) === a[side]));
  const named = sides.filter((x) => x.place);
  const bound =
    fits.length && named.length
      ? [
          sql`${sql.join(
            named.map((x) => keyOn(x.place!.d)),
            sql` || ' ' || `,
          )} = any (${fits.map((a) => named.map((x) => a[x.side]).join(' '))}::text[])`,
        ]
      : [];
  return {
    read: (keys) => {
      const [origin, host] = [keyOf('origin', keys), keyOf('host', keys)];
      return may(origin, host) || pairs.has(`${origin} ${host}`);
    },
    seen: sql`(${sql.join([sql`false`, ...mine, ...bound], sql` or `)})`,
  };
};

export const runAsk = (
  figure: Figure,
  asked: Asked,
  asOf: string,
  knownAt: string | null,
  c = baseOf(figure).base.evidenceClass as RunAsk['c'],
): RunAsk => ({
  from: asked.from,
  to: asked.to,
  asOf,
  knownAt,
  c,
  form: asked.form,
});

/** Conditions on `m` of filters and of 其中. */
export const conditionsOn = (figure: Figure, filters: ReturnType<typeof checkWhere>) => {
  const clauses = baseOf(figure).more.flatMap((c) =>
    c.is === 'dimension' ? [{ column: c.dimension, values: c.values, place: false }] : [],
  );
  const all = [...filters, ...clauses].map(({ column, values, place }) => {
    const of = sql.ref(`m.${column}`);
    if (!place) return sql`${of} = any (${[...values]}::text[])`;
    const areas: Area[] = values.filter((v) => v.length === 12).map(areaOf);
    const exact = values.filter((v) => v.length < 12);
    return sql`(${sql.join(
      [...areas.map((a) => sql`(${of} >= ${a.from} and ${of} <= ${a.to})`), ...exact.map((v) => sql`${of} = ${v}`)],
      sql` or `,
    )})`;
  });
  return sql.join([sql`true`, ...all], sql` and `);
};
/** A member's value of a dimension; places at the level that is asked for. */
export const keyOn = (dimension: Dimension) =>
  dimension.kind === 'place'
    ? sql`case when length(m.${sql.ref(dimension.column)}) < 12 then m.${sql.ref(dimension.column)} else rpad(left(m.${sql.ref(dimension.column)}, ${sql.lit(LEVELS[dimension.level])}), 12, '0') end`
    : sql`m.${sql.ref(dimension.column)}`;
