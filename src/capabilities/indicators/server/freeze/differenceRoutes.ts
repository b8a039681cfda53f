// The difference note as endpoints and as a sheet.
import { sql } from 'kysely';
import type { z } from 'zod';
import { logExport, newWatermark } from '#capabilities/access/server/service.ts';
import { areaText } from '#capabilities/regions/server/service.ts';
import { deskCards, newBook } from '#capabilities/workers/server/service.ts';
import { type Before, type Call, handleFile, type Route } from '#platform/server/http.ts';
import { XLSX } from '#platform/server/sheetFile.ts';
import type { Db } from '#platform/server/store.ts';
import type { Text } from '#standards/text.ts';
import { differenceTooLong, listDifference, readDifference, takeDifference } from '../../contractDifference.ts';
import { figureOf } from '../../rulesDefinitions.ts';
import { kindTexts, reasonTexts } from '../../rulesDifference.ts';
import { answerTexts, type Dimension, dimensions } from '../../rulesDimensions.ts';
import { figuresOf } from '../../rulesFrozen.ts';
import { openPerson, sealPerson } from '../personCursor.ts';
import { stillThere } from '../runs.ts';
import { nameOfKey, pairingNames } from '../table.ts';
import { type Compared, compare, countDifferences, type DifferentPerson, type FigureDifference, readDifferent } from './differences.ts';

const COUNTED = 10_000;
const LIST = 'difference';
/** ○ Rows of one sheet. */
const SHEET_MOST = 5000;

/** The finest dimension of a column. */
const dimensionAt = (column: string): Dimension | undefined => dimensions.filter((d) => d.column === column).at(-1);
type Pairings = ReadonlyMap<string, Text>;
const ANSWERS: Text = { zh: '各窗口的答案', en: 'answers of the windows' };
const columnText = (column: string): Text => (column === 'answers' ? ANSWERS : (dimensionAt(column)?.name ?? { zh: column, en: column }));
const answerText = (code: number): Text =>
  code >= 1 && code <= 6
    ? answerTexts.yes
    : code === 7
      ? answerTexts.no
      : code === 8
        ? answerTexts.unverified
        : code === 0
          ? answerTexts.notYetDue
          : answerTexts.notApplicable;
const valueText = (column: string, value: unknown, pairings: Pairings): Text => {
  if (column === 'answers') {
    const each = (value as number[]).map(answerText);
    return { zh: each.map((a) => a.zh).join(' / '), en: each.map((a) => a.en).join(' / ') };
  }
  const d = dimensionAt(column);
  return d ? nameOfKey(d, String(value), pairings) : { zh: String(value), en: String(value) };
};
const changesOf = (p: DifferentPerson, pairings: Pairings) =>
  p.kind !== 'moved'
    ? []
    : p.changed.map((column) => ({
        name: columnText(column),
        from: valueText(column, p.before![column], pairings),
        to: valueText(column, p.after![column], pairings),
      }));

const told = (d: FigureDifference) => {
  const sum = (kind: string) => d.counts.filter((x) => x.kind === kind).reduce((s, x) => s + x.n, 0);
  const [came, went] = [sum('in'), sum('out')];
  return {
    figure: d.figure,
    name: figureOf(d.figure)!.name,
    frozen: d.frozen,
    now: d.now,
    in: came,
    out: went,
    moved: sum('moved'),
    holds: d.frozen + came - went === d.now,
    movedBy: d.movedBy.map((m) => ({ name: columnText(m.column), persons: m.n })),
    reasons: [...new Set(d.counts.map((x) => x.reason))].map((reason) => {
      const of = (kind: string) => d.counts.find((x) => x.reason === reason && x.kind === kind)?.n ?? 0;
      return { reason, text: reasonTexts[reason], in: of('in'), out: of('out'), moved: of('moved') };
    }),
  };
};
const asFigures = <T>({ services }: Pick<Before, 'services'>, work: Parameters<typeof services.store.transact<T>>[1]): Promise<T> =>
  services.store.transact({ role: 'figures', readOnly: true }, work);

type Found = Awaited<ReturnType<typeof readDifferent>>;
type ListIn = z.output<(typeof listDifference)['input']>;
const list = async (call: Call, input: ListIn, { compared, found, pairings }: { compared: Compared; found: Found; pairings: Pairings }) => {
  const page = found.rows.slice(0, input.size);
  const cards = await deskCards(
    call,
    page.map((p) => p.person),
  );
  const visible =
    found.total > COUNTED
      ? null
      : (
          await sql<{ n: number }>`select count(*)::int as n from worker_now w where w.worker_id = any (${[...found.ids]}::uuid[])`.execute(
            call.db,
          )
        ).rows[0]!.n;
  const { freeze } = compared;
  call.note({
    subject: { kind: 'freeze', id: freeze.id },
    area: freeze.origin,
    details: { month: freeze.month, series: input.series, figure: input.figure, total: found.total },
  });
  return {
    knownAt: compared.now,
    total: found.total,
    visible,
    items: page.map((p) => {
      const card = cards.get(p.person);
      return {
        workerId: card ? p.person : null,
        kind: p.kind,
        card: card ? { name: card.name, sex: card.sex, age: card.age, homeName: card.homeName } : null,
        changes: card ? changesOf(p, pairings) : [],
        reasons: card ? p.reasons.map((r) => ({ ...r, text: reasonTexts[r.reason] })) : [],
      };
    }),
    next: found.rows.length > input.size ? sealPerson(call.services.keys, LIST, page.at(-1)!.person) : null,
  };
};

const columns = [
  { header: '指标', width: 8 },
  { header: '变化', width: 10 },
  { header: '姓名', width: 12, text: true as const },
  { header: '户籍', width: 24, text: true as const },
  { header: '从哪一行到哪一行', width: 48, text: true as const },
  { header: '原因', width: 36, text: true as const },
  { header: '何时改的', width: 20, text: true as const },
  { header: '档案号', width: 38, text: true as const },
];
const sheet = async (
  call: Call,
  { series }: z.output<(typeof takeDifference)['input']>,
  { compared, figures, found, pairings }: { compared: Compared; figures: readonly FigureDifference[]; found: Found; pairings: Pairings },
) => {
  const { freeze } = compared;
  const mark = newWatermark(call.actor, call.services.clock.now());
  const book = newBook({ sheet: '差异说明', mark: mark.line, demonstration: call.services.config.demonstration, columns });
  const cards = new Map<string, { readonly name: string; readonly homeName: string }>();
  const ids = [...new Set(found.rows.map((r) => r.person))];
  for (let i = 0; i < ids.length; i += 500) for (const [id, card] of await deskCards(call, ids.slice(i, i + 500))) cards.set(id, card);
  for (const p of found.rows) {
    const card = cards.get(p.person);
    const last =
      p.reasons
        .map((r) => r.at ?? '')
        .sort()
        .at(-1) ?? '';
    book.add([
      p.figure,
      kindTexts[p.kind].zh,
      card ? card.name : '（不在您的查看范围）',
      card?.homeName ?? '',
      card
        ? changesOf(p, pairings)
            .map((c) => `${c.name.zh}：${c.from.zh} → ${c.to.zh}`)
            .join('；')
        : '',
      card ? p.reasons.map((r) => reasonTexts[r.reason].zh).join('、') : '',
      card ? last.slice(0, 19).replace('T', ' ') : '',
      card ? p.person : '',
    ]);
  }
  const province = areaText(freeze.origin).zh;
  const content = await book.finish([
    ['月份', `${province} ${freeze.month}，封账 ${freeze.frozen!.slice(0, 10)}`],
    ['封账时所知', freeze.knownAt],
    ['现在所知', compared.now],
    ['范围', compared.whole ? `${province}全省（区）` : '户籍地或就业地在您辖区的人'],
    ['口径', `${series}：${compared.series.from} 至 ${compared.series.to}，证据等级到第 ${compared.series.class} 级`],
    ...figures.map((d): [string, string] => {
      const x = told(d);
      const reasons = x.reasons.map((r) => `${r.text.zh}（＋${r.in} −${r.out}，换行 ${r.moved}）`).join('，');
      return [d.figure, `${x.name.zh}：封账 ${x.frozen}，现在 ${x.now}；新计入 ${x.in}，不再计入 ${x.out}，换行 ${x.moved}。${reasons}`];
    }),
    ['封账数', '封账的数不因这些更正改变；这里说明按现在所知会差多少、为什么'],
    ['水印', mark.code],
  ]);
  call.note({
    subject: { kind: 'freeze', id: freeze.id },
    area: freeze.origin,
    details: { month: freeze.month, series, rows: found.rows.length },
  });
  await logExport(call.db, call.actor, {
    what: 'indicators.difference',
    rows: found.rows.length,
    filter: `${freeze.month} ${province} ${series}`,
    full: false,
    areaCode: freeze.origin,
    watermark: mark.code,
    content,
  });
  return { name: `差异说明-${province}-${freeze.month}-${series.replaceAll('/', '-')}.xlsx`, type: XLSX, content };
};

/** Of the run that stands for now; refused where it was cleared away meanwhile. */
const over = <T>(before: Before, compared: Compared, work: (db: Db) => Promise<T>): Promise<T> =>
  asFigures(before, async (db) => {
    const told = await work(db);
    await stillThere(db, [{ id: compared.runId }]);
    return told;
  });
const namesOf = (before: Pick<Before, 'services'>): Promise<Pairings> =>
  asFigures(before, (db) => pairingNames(db, [dimensionAt('pairing')!]));

export const differenceRoutes: readonly Route[] = [
  handleFile(
    readDifference,
    async (before, input) => {
      const compared = await compare(before, input);
      return { compared, figures: await over(before, compared, (db) => countDifferences(db, compared)) };
    },
    async (_call, _input, { compared: { series, freeze, now, whole }, figures }) => ({
      series: series.id,
      class: series.class,
      from: series.from,
      to: series.to,
      frozenAt: freeze.knownAt,
      knownAt: now,
      whole,
      figures: figures.map(told),
    }),
  ),
  handleFile(
    listDifference,
    async (before, input) => {
      const after = openPerson(before.services.keys, LIST, input.cursor);
      const compared = await compare(before, input);
      const { kind, reason, size, figure } = input;
      const found = await over(before, compared, (db) =>
        readDifferent(db, compared, { figures: [figure], kind, reason, after, size: size + 1 }),
      );
      return { compared, found, pairings: await namesOf(before) };
    },
    list,
  ),
  handleFile(
    takeDifference,
    async (before, input) => {
      const compared = await compare(before, input);
      const figures = await over(before, compared, (db) => countDifferences(db, compared));
      const n = figures.reduce((s, f) => s + f.counts.reduce((x, y) => x + y.n, 0), 0);
      if (n > SHEET_MOST) throw differenceTooLong({ n, limit: SHEET_MOST });
      const all = figuresOf(compared.series).map((f) => f.id);
      const found = await over(before, compared, (db) => readDifferent(db, compared, { figures: all, size: SHEET_MOST + 1 }));
      return { compared, figures, found, pairings: await namesOf(before) };
    },
    sheet,
  ),
];
