// Rows of completion out of what was read: agreements, targets, counted grids. Pure; each agreement, target and county is looked at once, however many there are.
import { areaOf } from '#capabilities/access/rules.ts';
import { type TargetKind, targetInForce } from '#capabilities/accords/rules.ts';
import {
  type AgreementKnown,
  type AgreementStanding,
  partyNames,
  type TargetKnown,
  tooFine,
} from '#capabilities/accords/server/service.ts';
import type { CompletionRow, TargetMet } from '../../contractCompletion.ts';
import { gapOf, outOf, passed, ranked, standingOf } from '../../rulesCompletion.ts';
import { type BaseFigure, baseOf, figureOf } from '../../rulesDefinitions.ts';
import { monthEndOf } from '../../rulesFrozen.ts';
import type { LastFrozen } from '../freeze/freezes.ts';
import type { Grid, GridCell } from './grids.ts';

export const baseOfKind = (kind: Pick<TargetKind, 'id'>): BaseFigure => baseOf(figureOf(kind.id)!).base;

/** In the order of codes: what lies in an area stands side by side. Codes that are not known whole lie in none. */
interface Home {
  readonly code: string;
  readonly cells: readonly GridCell[];
}
const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const homes = new WeakMap<Grid, readonly Home[]>();
const homesOf = (grid: Grid): readonly Home[] => {
  const known = homes.get(grid);
  if (known) return known;
  const whole = grid.filter((c) => c.origin.length === 12 && c.host.length === 12);
  const made = [...Map.groupBy(whole, (c) => c.origin)]
    .map(([code, cells]): Home => ({ code, cells: cells.sort((a, b) => byCode(a.host, b.host)) }))
    .sort((a, b) => byCode(a.code, b.code));
  homes.set(grid, made);
  return made;
};
/** Of what is sorted by code, those from the first to the last. */
function* between<T>(sorted: readonly T[], codeOf: (of: T) => string, area: { readonly from: string; readonly to: string }): Generator<T> {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (codeOf(sorted[middle]!) < area.from) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < sorted.length && codeOf(sorted[i]!) <= area.to; i++) yield sorted[i]!;
}
/** Of one home × place of work, by figure: all cells of counties that lie in both. */
export const summedOver = (grid: Grid, a: Pick<AgreementKnown, 'originCode' | 'hostCode'>): ReadonlyMap<string, readonly number[]> => {
  const [origin, host] = [areaOf(a.originCode), areaOf(a.hostCode)];
  const out = new Map<string, number[]>();
  for (const home of between(homesOf(grid), (h) => h.code, origin))
    for (const cell of between(home.cells, (c) => c.host, host)) {
      const sum = out.get(cell.figure) ?? cell.counts.map(() => 0);
      for (let i = 0; i < sum.length; i++) sum[i]! += cell.counts[i]!;
      out.set(cell.figure, sum);
    }
  return out;
};
const total = (counts: readonly number[] | undefined): number => (counts ?? []).reduce((a, b) => a + b, 0);

export interface Counted {
  readonly persons: Grid;
  /** With evidence of every class; null where the figure takes every class. */
  readonly reported: Grid | null;
}
/** Of each agreement, by indicator. */
export type Agreed = ReadonlyMap<string, ReadonlyMap<string, readonly TargetKnown[]>>;
export const byAgreement = (targets: readonly TargetKnown[]): Agreed => {
  const out = new Map<string, Map<string, TargetKnown[]>>();
  for (const target of targets) {
    const { agreementId, indicator } = target;
    const own = out.get(agreementId) ?? new Map<string, TargetKnown[]>();
    out.set(agreementId, own);
    const line = own.get(indicator);
    if (line) line.push(target);
    else own.set(indicator, [target]);
  }
  return out;
};
export interface FrozenPair {
  readonly freeze: LastFrozen;
  /** By base. */
  readonly grids: ReadonlyMap<string, Grid>;
  /** As known when it was frozen. */
  readonly targets: Agreed;
}
interface Given {
  readonly year: number;
  readonly asOf: string;
  readonly agreements: readonly AgreementStanding[];
  readonly targets: readonly TargetKnown[];
  readonly kinds: readonly TargetKind[];
  /** By base. */
  readonly counted: ReadonlyMap<string, Counted>;
  /** By sending province. */
  readonly frozen: ReadonlyMap<string, FrozenPair>;
}
type Row = Omit<CompletionRow, 'own'>;

export const completionRows = ({ year, asOf, agreements, targets, kinds, counted, frozen }: Given): readonly Row[] => {
  const agreed = byAgreement(targets);
  const time = passed(year, asOf);
  const shown = agreements.filter((a) => agreed.has(a.id) || (a.signed && a.lastDay >= `${year}-01-01` && a.validFrom <= asOf));
  const rows = shown.map((a) => ({ a, fine: tooFine(a), out: outOf(a, asOf), met: [] as Omit<TargetMet, 'place'>[] }));
  for (const { a, fine, out, met } of rows) {
    const own = agreed.get(a.id);
    if (fine || !own) continue;
    const sums = new Map<string, ReadonlyMap<string, readonly number[]>>();
    const sumOf = (key: string, grid: Grid | undefined, kind: TargetKind): number => {
      if (!grid) return 0;
      const sum = sums.get(key) ?? summedOver(grid, a);
      sums.set(key, sum);
      return total(sum.get(kind.id));
    };
    const pair = frozen.get(`${a.originCode.slice(0, 2)}0000000000`);
    for (const kind of kinds) {
      const line = own.get(kind.id) ?? [];
      const target = targetInForce(line, asOf);
      if (!target) continue;
      const base = baseOfKind(kind);
      const grids = counted.get(base.id)!;
      const persons = sumOf(base.id, grids.persons, kind);
      met.push({
        indicator: kind.id,
        name: kind.name,
        short: kind.short,
        kind: kind.kind,
        persons,
        reported: grids.reported ? sumOf(`${base.id}/6`, grids.reported, kind) : null,
        target: target.persons,
        since: target.fromDay,
        adjusted: line.some((t) => t.fromDay < target.fromDay),
        standing: out ? 'out' : standingOf(persons, target.persons, kind.kind, time),
        gap: gapOf(persons, target.persons),
        frozen: pair
          ? {
              freezeId: pair.freeze.id,
              month: pair.freeze.month,
              persons: sumOf(`${base.id} frozen`, pair.grids.get(base.id), kind),
              target: targetInForce(pair.targets.get(a.id)?.get(kind.id) ?? [], monthEndOf(pair.freeze.month))?.persons ?? null,
            }
          : null,
      });
    }
  }
  // places: among agreements of one level and sending province, by indicator; who is bound by nothing takes nobody's place
  const places = new Map<object, NonNullable<TargetMet['place']>>();
  const classes = Map.groupBy(
    rows.flatMap(({ a, out, met }) => (out ? [] : met.map((m) => ({ a, m })))),
    ({ a, m }) => `${a.level} ${a.originCode.slice(0, 2)} ${m.indicator}`,
  );
  for (const members of classes.values())
    for (const [i, place] of ranked(members.map(({ m }) => m)).entries()) if (place) places.set(members[i]!.m, place);
  return rows.map(({ a, fine, out, met }) => ({
    agreementId: a.id,
    title: a.title,
    level: a.level,
    originCode: a.originCode,
    hostCode: a.hostCode,
    ...partyNames(a),
    lastDay: a.lastDay,
    tooFine: fine,
    out,
    targets: met.map((m) => ({ ...m, place: places.get(m) ?? null })),
  }));
};
