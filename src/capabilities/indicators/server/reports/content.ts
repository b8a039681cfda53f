// Counted columns as a report: rows in their order, cells that may be seen, checks, and of each column where its numbers come from.
import { WINDOWS } from '#capabilities/employment/rules.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Text } from '#standards/text.ts';
import { notYourCell } from '../../contractProblems.ts';
import type { ReportContent, SheetCell, SheetColumn, SheetRow } from '../../contractReportShapes.ts';
import { figureOf } from '../../rulesDefinitions.ts';
import type { Dimension } from '../../rulesDimensions.ts';
import { type CELLS, laterOf, periodWords, whereWords } from '../../rulesReports.ts';
import { figureWords } from '../../rulesWords.ts';
import type { Cells } from '../cellSql.ts';
import { areaWords, cellsTold } from '../question.ts';
import { figureValue, nameOfKey } from '../table.ts';
import { type FrozenMonth, sealOf } from './frozen.ts';
import { areaName, type ColumnPlan, listedRows, type Plan, type ReportAsk, refuseLarge } from './plan.ts';

export interface Measured {
  readonly total: Cells | null;
  readonly rows: readonly Cells[];
  /** Of two dimensions: those of the outer one. */
  readonly groups: readonly Cells[];
  /** Partitions of the figure, and the keys of the outer dimension in which they do not hold. */
  readonly parts: readonly { readonly into: readonly string[]; readonly wrong: readonly string[] }[];
}
interface Counted {
  readonly plan: Plan;
  readonly ask: ReportAsk;
  readonly actor: Actor;
  readonly measured: ReadonlyMap<ColumnPlan, Measured>;
  readonly frozen: ReadonlyMap<ColumnPlan, { readonly month: FrozenMonth; readonly series: string }>;
  readonly seal: FrozenMonth | null;
  readonly knownAt: string | null;
  readonly pairings: ReadonlyMap<string, Text>;
  readonly most: keyof typeof CELLS;
}
const t = (zh: string, en: string): Text => ({ zh, en });
const AWAITED: SheetCell = { value: null, mark: 'awaited' };
const ELSEWHERE: SheetCell = { value: null, mark: 'elsewhere' };
const isTold = (c: SheetCell): boolean => c.mark === null || c.mark === 'none';
const WITHHELD: SheetCell = { value: null, mark: 'withheld' };
const NOBODY: Cells = { keys: [], persons: 0, windows: null };

const cellFor = (p: ColumnPlan, cells: Cells | undefined): SheetCell => {
  const { persons, windows } = figureValue(cells ?? NOBODY);
  if (p.column.measure === 'persons') return { value: persons, mark: null };
  const w = windows?.[p.column.window];
  if (p.column.measure === 'due') return { value: w ? w.yes + w.no + w.unverified : 0, mark: null };
  return w?.rate === undefined || w.rate === null ? { value: null, mark: 'none' } : { value: w.rate, mark: null };
};

/** Unknown and 待确认 come last; others as the dimension lists them, else by their code. */
const orderOf = (d: Dimension): ((a: string, b: string) => number) => {
  const values = d.kind === 'code' ? Object.keys(d.values) : [];
  const at = (key: string): number => {
    const i = values.indexOf(key);
    return i >= 0 ? i : key === '' ? 20_000 : key === '?' ? 10_000 : 5000;
  };
  return (a, b) => at(a) - at(b) || (a < b ? -1 : a > b ? 1 : 0);
};
const TAB = '\t';

/** A place without what stands over it anyway: the area that is asked for, the row above. */
const shortened = (name: Text, above: Text | null): Text =>
  above === null
    ? name
    : t(
        name.zh.startsWith(above.zh) && name.zh !== above.zh ? name.zh.slice(above.zh.length) : name.zh,
        name.en.endsWith(`, ${above.en}`) ? name.en.slice(0, -above.en.length - 2) : name.en,
      );
const namesOf = ({ plan, pairings }: Pick<Counted, 'plan' | 'pairings'>, keys: readonly string[]): Text[] => {
  const whole = keys.map((k, i) => nameOfKey(plan.by[i]!, k, pairings));
  return whole.map((name, i) => {
    const d = plan.by[i]!;
    if (d.kind !== 'place' || keys[i]!.length !== 12) return name;
    const outer = plan.by[0]!;
    if (i === 1 && outer.kind === 'place' && outer.column === d.column) return shortened(name, whole[0]!);
    const area = plan.where[d.column];
    return shortened(name, area?.length === 1 && area[0]!.length === 12 ? areaName(area[0]!) : null);
  });
};

const NO_KEYS: ReadonlySet<string> = new Set();
const rowsOf = ({ plan, actor, measured, pairings, most }: Counted): readonly SheetRow[] => {
  const { by, columns, where, theirs } = plan;
  const [outer, inner] = by;
  // each made ready once: whose cells are told, which cell has which keys, which rows stand in which group
  const told = columns.map((p) => {
    const rows = cellsTold(actor, p.where, by, theirs).read;
    const groups = inner ? cellsTold(actor, p.where, [outer!], theirs).read : rows;
    return (keys: readonly string[]): boolean => (keys.length === by.length ? rows(keys) : groups(keys));
  });
  const maps = new Map([...measured].map(([p, m]) => [p, new Map([...m.rows, ...m.groups].map((c) => [c.keys.join(TAB), c]))] as const));
  const inside = new Map<string, Set<string>>();
  for (const m of inner ? measured.values() : [])
    for (const { keys } of m.rows) {
      const known = inside.get(keys[0]!);
      if (known) known.add(keys[1]!);
      else inside.set(keys[0]!, new Set([keys[1]!]));
    }
  const cellsFor = (keys: readonly string[] | null): SheetCell[] =>
    columns.map((p, i) => {
      if (!p.figure) return laterOf(p.column.figure)?.elsewhere ? ELSEWHERE : AWAITED;
      const m = measured.get(p);
      if (!m || !(keys === null ? p.whole : told[i]!(keys))) return WITHHELD;
      return cellFor(p, keys === null ? (m.total ?? undefined) : maps.get(p)!.get(keys.join(TAB)));
    });
  const out: SheetRow[] = [];
  const add = (level: SheetRow['level'], keys: readonly string[]): void => {
    const cells = cellsFor(level === 'total' ? null : keys);
    if (level !== 'total' && !cells.some(isTold)) return;
    out.push({ level, keys: [...keys], names: namesOf({ plan, pairings }, keys), cells });
    refuseLarge(out.length, columns.length, most);
  };
  if (columns.some((p) => p.whole && measured.has(p))) add('total', []);
  if (!outer) return out;
  const first = new Set(listedRows(outer, where));
  for (const m of measured.values()) for (const c of [...m.rows, ...m.groups]) first.add(c.keys[0]!);
  for (const one of [...first].sort(orderOf(outer))) {
    add(inner ? 'group' : 'row', [one]);
    if (inner) for (const two of [...(inside.get(one) ?? NO_KEYS)].sort(orderOf(inner))) add('row', [one, two]);
  }
  return out;
};

const checksOf = ({ plan, measured }: Counted): ReportContent['checks'] => {
  const out: { text: Text; holds: boolean }[] = [];
  const sums: number[] = [];
  const columns = plan.columns.flatMap((p, i) => (measured.has(p) ? [[i + 1, measured.get(p)!] as const] : []));
  const sum = (rows: readonly Cells[]) => rows.reduce((n, c) => n + c.persons, 0);
  const places = plan.by.some((d) => d.kind === 'place');
  // where some rows are not told nothing is said of their sum
  const summed = columns.filter(([no]) => plan.columns[no - 1]!.own || (plan.columns[no - 1]!.whole && !places));
  if (plan.by.length && summed.length) {
    for (const [no, m] of summed) {
      const total = m.total?.persons ?? 0;
      const groups = new Map<string, number>();
      for (const r of m.rows) groups.set(r.keys[0]!, (groups.get(r.keys[0]!) ?? 0) + r.persons);
      const inner = m.groups.every((g) => groups.get(g.keys[0]!) === g.persons);
      if (sum(m.rows) !== total || !inner || (m.groups.length > 0 && sum(m.groups) !== total)) sums.push(no);
    }
    out.push(
      sums.length
        ? {
            text: t(`第 ${sums.join('、')} 栏各行之和不等于合计`, `the rows of column ${sums.join(', ')} do not sum to the total`),
            holds: false,
          }
        : { text: t('每栏各行之和等于合计', 'the rows of each column sum to its total'), holds: true },
    );
  }
  const parts = new Map<string, { into: readonly string[]; of: string; wrong: Set<string> }>();
  for (const [p, m] of measured)
    for (const part of m.parts) {
      const key = part.into.join();
      const known = parts.get(key) ?? { into: part.into, of: p.figure!.id, wrong: new Set<string>() };
      for (const w of part.wrong) known.wrong.add(w);
      parts.set(key, known);
    }
  for (const { into, of, wrong } of parts.values()) {
    const names = into.map((id) => figureOf(id)!.short);
    const said = t(
      `${of} = ${into.join(' + ')}（${names.map((n) => n.zh).join('＋')}）`,
      `${of} = ${into.join(' + ')} (${names.map((n) => n.en).join(' + ')})`,
    );
    out.push({
      text: wrong.size
        ? t(`${said.zh}，有 ${wrong.size} 行不平`, `${said.en}: ${wrong.size} row(s) do not balance`)
        : t(`${said.zh}，逐行`, `${said.en}, row by row`),
      holds: wrong.size === 0,
    });
  }
  return out;
};

const columnOf = (p: ColumnPlan, { measured, frozen, knownAt }: Counted): SheetColumn => {
  const { column, figure } = p;
  const held = frozen.get(p);
  const narrowed = whereWords(column.where);
  return {
    head: p.head,
    figure: column.figure,
    version: figure?.version ?? 0,
    name: figure?.name ?? p.head,
    narrowed,
    where: Object.fromEntries(Object.entries(p.where).map(([id, values]) => [id, [...values]])),
    from: p.days.from,
    to: p.days.to,
    asOf: p.days.to,
    knownAt: !figure ? null : held ? held.month.knownAt : knownAt,
    class: p.c,
    measure: column.measure,
    days: column.measure === 'persons' ? null : WINDOWS[column.window]!,
    state: !figure ? (laterOf(column.figure)?.elsewhere ? 'elsewhere' : 'awaited') : measured.has(p) ? 'measured' : 'withheld',
    why: p.why,
    frozen: held !== undefined,
    words: figure ? figureWords(figure) : t('', ''),
  };
};

/**
 * Whom a frozen column leaves out because nobody knows their home: one line for each series. Told only where no home is asked for, for with one they
 * could not count anyway; the freeze kept their number in the whole system, not where they work or who they are.
 */
const homelessOf = ({ plan, measured, frozen }: Counted): ReportContent['homeless'] => {
  const out = new Map<string, { readonly figure: string; readonly persons: number; readonly columns: number[] }>();
  plan.columns.forEach((p, i) => {
    const held = frozen.get(p);
    const persons = held?.month.homeless.get(held.series) ?? 0;
    if (persons === 0 || !measured.has(p) || p.where.origin || p.figure!.kind === 'subset') return;
    const key = [p.figure!.id, held!.series, p.days.to].join(' ');
    const told = out.get(key) ?? { figure: p.figure!.id, persons, columns: [] };
    told.columns.push(i + 1);
    out.set(key, told);
  });
  return [...out.values()];
};

export const contentOf = (counted: Counted): ReportContent => {
  const { plan, ask, actor, seal } = counted;
  const rows = rowsOf(counted);
  // a report of which no cell could be theirs is not an empty one
  if (!rows.some((r) => r.cells.some(isTold)) && plan.columns.some((p) => p.figure)) throw notYourCell(areaWords(actor));
  const { period } = plan;
  return {
    format: 1,
    title: plan.form.title,
    unit: areaName(ask.area),
    side: ask.side,
    area: ask.area,
    period: { ...period, words: periodWords(period) },
    by: plan.by.map((d) => d.id),
    rowHeads: plan.by.length ? plan.by.map((d) => d.name) : [t('项目', 'item')],
    groups: plan.form.groups.map((g) => ({ head: g.head, columns: g.columns.length })),
    columns: plan.columns.map((p) => columnOf(p, counted)),
    rows: [...rows],
    checks: checksOf(counted),
    seal: seal ? sealOf(seal) : null,
    homeless: homelessOf(counted),
    withheld: plan.columns.some((p) => p.figure && (!p.whole || (!p.own && plan.by.some((d) => d.kind === 'place')))),
    notes: [...plan.form.notes],
  };
};
