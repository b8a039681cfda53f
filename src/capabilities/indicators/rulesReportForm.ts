// Whether a form can be made: what contradicts itself is told where it stands, one sentence each, with what to do. Pure.
import type { Text } from '#standards/text.ts';
import { baseOf, type Figure, figureOf } from './rulesDefinitions.ts';
import { dimensionOf, dimensions, LEVELS } from './rulesDimensions.ts';
import {
  BELOW,
  columnHead,
  columnKey,
  columnsOf,
  evidenceTexts,
  FORM_LIMITS,
  laterOf,
  narrow,
  ownHost,
  ownValues,
  type PeriodKind,
  periodKindTexts,
  type ReportColumn,
  type ReportForm,
  rowName,
  type Span,
  spanTexts,
  type Where,
  within,
} from './rulesReports.ts';

const t = (zh: string, en: string): Text => ({ zh, en });

/** Where it stands (`rows.1`, `groups.2`, `columns.4`, of all columns in their order) and what is wrong. */
export interface Fault {
  readonly at: string;
  readonly code: string;
  readonly text: Text;
}

/** The spans that the columns of a form of this kind may have. */
export const spansOf: Readonly<Record<PeriodKind, readonly Span[]>> = {
  month: ['month', 'ytd', 'day', 'cohort'],
  quarter: ['quarter', 'ytd', 'day', 'cohort'],
  year: ['ytd', 'day', 'cohort'],
  free: ['period', 'ytd', 'day', 'cohort'],
};
/** Of them those that this figure can be asked with: a stock stands on a day, all else happens in a period. */
export const spansFor = (figure: Figure, kind: PeriodKind): readonly Span[] => {
  const { base } = baseOf(figure);
  return spansOf[kind].filter((s) =>
    base.kind === 'stock' ? s === 'day' : base.kind === 'retention' ? s !== 'day' : s !== 'day' && s !== 'cohort',
  );
};

const list = (all: readonly Text[]): Text => t(all.map((x) => x.zh).join('、'), all.map((x) => x.en).join(', '));
const nameOf = (id: string): Text => {
  const name = id === 'origin' ? t('户籍', 'home') : id === 'host' ? t('就业地', 'place of work') : dimensionOf(id)?.name;
  return name ?? t(id, id);
};
const valuesText = (id: string, values: readonly string[]): Text => {
  const d = dimensionOf(id);
  return list(values.map((v) => (d?.kind === 'code' ? (d.values[v] ?? t(v, v)) : t(v || '未知', v || 'unknown'))));
};

const rowFaults = (rows: readonly string[]): readonly Fault[] => {
  const out: Fault[] = [];
  const fail = (i: number, code: string, zh: string, en: string) => out.push({ at: `rows.${i}`, code, text: t(zh, en) });
  for (const [i, id] of rows.entries())
    if (!(BELOW as readonly string[]).includes(id) && !dimensionOf(id))
      fail(
        i,
        'noDimension',
        `没有“${id}”这个维度，不能按它分行。可用的维度：${list(dimensions.map((d) => d.name)).zh}`,
        `There is no dimension “${id}” to split rows by; there are: ${list(dimensions.map((d) => d.name)).en}`,
      );
  const [one, two] = rows;
  if (one === undefined || two === undefined) return out;
  const [a, b] = [rowName(one), rowName(two)];
  if (one === two) fail(1, 'sameRows', `行的两个维度是同一个：${a.zh}`, `Both dimensions of the rows are ${a.en}`);
  else {
    const side = (id: string) => id.split(':')[0]!;
    const digits = (id: string): number => {
      const d = dimensionOf(id);
      return d?.kind === 'place' ? LEVELS[d.level] : 0;
    };
    const places = [one, two].every((id) => side(id) === 'origin' || side(id) === 'host') && side(one) === side(two);
    if (places && (BELOW as readonly string[]).some((x) => x === one || x === two))
      fail(
        1,
        'belowTwice',
        `“${a.zh}”和“${b.zh}”是同一边的两级，其中一级随所选地区变，排不出上下。请把两级都写明，如先市州后县`,
        `“${a.en}” and “${b.en}” are two levels of one side, and one of them follows the area: name both, such as prefecture, then county`,
      );
    else if (places && digits(one) >= digits(two))
      fail(
        1,
        'levelsReversed',
        `行先按${a.zh}、再按${b.zh}分：${b.zh}比${a.zh}大，应排在前面`,
        `Rows go by ${a.en} and then by ${b.en}: the larger one stands first`,
      );
  }
  return out;
};

const whereFaults = (where: Where, at: string, of: Text): readonly Fault[] =>
  Object.entries(where).flatMap(([id, values]): readonly Fault[] => {
    if (id === 'origin' || id === 'host') {
      const bad = values.find((v) => !/^(\d{12}|\?|)$/.test(v));
      return bad === undefined
        ? []
        : [
            {
              at,
              code: 'notAPlace',
              text: t(`${of.zh}：“${bad}”不是区划代码，请从地区里选`, `${of.en}: “${bad}” is no division code; choose it from the areas`),
            },
          ];
    }
    const d = dimensionOf(id);
    if (!d || d.kind === 'place')
      return [
        {
          at,
          code: 'noDimension',
          text: t(`${of.zh}：没有“${id}”这个条件`, `${of.en}: there is no condition “${id}”`),
        },
      ];
    const bad = d.kind === 'code' ? values.find((v) => !Object.hasOwn(d.values, v)) : undefined;
    return bad === undefined
      ? []
      : [
          {
            at,
            code: 'noValue',
            text: t(`${of.zh}：“${d.name.zh}”没有取值“${bad}”`, `${of.en}: “${d.name.en}” has no value “${bad}”`),
          },
        ];
  });

/** A condition that contradicts the figure's own: a child outside its parent counts nobody. */
const outsideFaults = (figure: Figure, where: Where, at: string): readonly Fault[] => {
  const out: Fault[] = [];
  for (const [id, values] of Object.entries(where)) {
    const own = ownValues(figure, id);
    if (own && !values.some((v) => own.includes(v))) {
      const [asked, has] = [valuesText(id, values), valuesText(id, own)];
      out.push({
        at,
        code: 'outsideParent',
        text: t(
          `${figure.short.zh}只数${has.zh}，这一列的条件“${nameOf(id).zh}为${asked.zh}”在它之外，永远没有人。请改条件，或换指标`,
          `${figure.short.en} counts ${has.en} only: the condition “${nameOf(id).en}: ${asked.en}” lies outside it and nobody would ever count. Change the condition or the figure`,
        ),
      });
    }
  }
  const host = ownHost(figure);
  const asked = where.host;
  if (host && asked && !asked.some((code) => within(code, host.padEnd(12, '0'))))
    out.push({
      at,
      code: 'outsideParent',
      text: t(
        `${figure.short.zh}只数在广东就业的人，这一列的就业地在广东以外，永远没有人。请改就业地，或换指标`,
        `${figure.short.en} counts work in Guangdong only: this place of work lies elsewhere and nobody would ever count. Change the place or the figure`,
      ),
    });
  return out;
};

const spanFault = (figure: Figure, c: ReportColumn, kind: PeriodKind): Text | null => {
  const [name, span] = [figure.short, spanTexts[c.span]];
  const stock = baseOf(figure).base.kind === 'stock';
  if (stock && c.span !== 'day')
    return t(
      `${name.zh}是某一天的存量，没有“${span.zh}”。请选“截至日”`,
      `${name.en} is a stock on a day and has no “${span.en}”; choose “${spanTexts.day.en}”`,
    );
  if (!stock && c.span === 'day')
    return t(
      `${name.zh}按一段时间统计，不是某一天的存量，不能选“截至日”。请选${list(spansFor(figure, kind).map((s) => spanTexts[s])).zh}`,
      `${name.en} is counted over a period, not on one day; choose ${list(spansFor(figure, kind).map((s) => spanTexts[s])).en}`,
    );
  if (!spansOf[kind].includes(c.span))
    return t(
      `${periodKindTexts[kind].zh}里没有“${span.zh}”这种列。可以用：${list(spansFor(figure, kind).map((s) => spanTexts[s])).zh}；要“${span.zh}”请另做一张`,
      `A ${periodKindTexts[kind].en} form has no column “${span.en}”; it may have ${list(spansFor(figure, kind).map((s) => spanTexts[s])).en}`,
    );
  if (c.span === 'cohort' && baseOf(figure).base.kind !== 'retention')
    return t(`“${span.zh}”只用于稳岗率，${name.zh}没有起点批次`, `“${span.en}” is for retention only; ${name.en} has no cohort`);
  return null;
};

const measureFault = (figure: Figure, c: ReportColumn): Text | null => {
  const rate = baseOf(figure).base.kind === 'retention';
  if (!rate && c.measure !== 'persons')
    return t(
      `${figure.short.zh}是人数，没有“多少天后还在”的比率。请选“人数”，或换成稳岗率`,
      `${figure.short.en} counts persons and has no rate after so many days; choose persons, or retention`,
    );
  if (figure.evidenceClass === 6 && c.evidence === 'reported')
    return t(
      `${figure.short.zh}只有一个数（名单、自报也算），没有另外的“${evidenceTexts.reported.zh}”。请选“${evidenceTexts.verified.zh}”`,
      `${figure.short.en} is one number (lists and self-reports count): there is no “${evidenceTexts.reported.en}” beside it`,
    );
  return null;
};

const columnFaults = (c: ReportColumn, at: string, form: ReportForm): readonly Fault[] => {
  const figure = figureOf(c.figure);
  const named = columnHead(c);
  if (!figure) {
    if (laterOf(c.figure)) return whereFaults(c.where, at, named);
    return [
      { at, code: 'noFigure', text: t(`没有指标 ${c.figure}，请从列表里选`, `There is no figure ${c.figure}; choose one of the list`) },
    ];
  }
  const span = spanFault(figure, c, form.period);
  const measure = measureFault(figure, c);
  const bad = whereFaults(c.where, at, named);
  return [
    ...(span ? [{ at, code: 'span', text: span }] : []),
    ...(measure ? [{ at, code: 'measure', text: measure }] : []),
    ...bad,
    ...(bad.length ? [] : outsideFaults(figure, c.where, at)),
    ...(bad.length || narrow(form.where, c.where)
      ? []
      : [
          {
            at,
            code: 'outsideForm',
            text: t(
              `“${named.zh}”的条件在整张表的条件之外，永远没有人。请改其中一处`,
              `The condition of “${named.en}” lies outside that of the whole form: nobody would ever count. Change one of the two`,
            ),
          },
        ]),
  ];
};

/** Refused when a form is saved; old versions may have one and are still made, without it. */
export const EMPTY_GROUP = 'emptyGroup';
/** Everything that contradicts; empty where the form can be made. */
export const formFaults = (form: ReportForm): readonly Fault[] => {
  const columns = columnsOf(form);
  const out: Fault[] = [];
  if (form.title.zh.trim() === '') out.push({ at: 'title', code: 'noTitle', text: t('表要有名称', 'The form needs a title') });
  if (columns.length === 0)
    out.push({ at: 'groups', code: 'noColumns', text: t('表里还没有列，请至少加一列', 'The form has no columns yet; add one at least') });
  else
    for (const [i, g] of form.groups.entries())
      if (g.columns.length === 0)
        out.push({
          at: `groups.${i}`,
          code: EMPTY_GROUP,
          text: t(`第 ${i + 1} 组没有栏。请加一栏，或去掉这一组`, `Group ${i + 1} has no column: add one, or remove the group`),
        });
  if (columns.length > FORM_LIMITS.columns)
    out.push({
      at: 'groups',
      code: 'tooManyColumns',
      text: t(
        `有 ${columns.length} 列，一张表最多 ${FORM_LIMITS.columns} 列，再多就印不下了。请分成两张`,
        `${columns.length} columns; a form has ${FORM_LIMITS.columns} at most, more cannot be printed. Make two of it`,
      ),
    });
  out.push(...rowFaults(form.rows), ...whereFaults(form.where, 'where', t('整张表的条件', 'the condition of the form')));
  const seen = new Map<string, number>();
  for (const [i, c] of columns.entries()) {
    const at = `columns.${i}`;
    out.push(...columnFaults(c, at, form));
    const key = columnKey(c);
    const before = seen.get(key);
    if (before !== undefined) {
      const name = columnHead(c);
      out.push({
        at,
        code: 'sameColumn',
        text: t(
          `第 ${before + 1} 列和第 ${i + 1} 列问的是同一件事（${name.zh}）。请删去一列，或改其中一列`,
          `Columns ${before + 1} and ${i + 1} ask the same (${name.en}); remove or change one of them`,
        ),
      });
    } else seen.set(key, i);
  }
  return out;
};
