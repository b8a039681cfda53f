// `npm run wengang -- figures` and `explain`: the engine for whoever holds the installation; the cells of all areas, so no account is asked.
import { type Command, WrongUsage } from '#platform/server/command.ts';
import type { Services } from '#platform/server/services.ts';
import { readWatermark } from '#platform/server/versions.ts';
import { isDay } from '#standards/calendar/calendar.ts';
import { padCode } from '#standards/divisions/codes.ts';
import { completion } from '../rulesCompletion.ts';
import { baseOf, type Figure, figures } from '../rulesDefinitions.ts';
import { AWAITED_STAGES, PEOPLE_STAGES, stageTexts, type TrainedCounts } from '../rulesTraining.ts';
import { unitFigure } from '../rulesUnits.ts';
import { figureWords } from '../rulesWords.ts';
import { completionCommand, unitsCommand } from './derivedCommands.ts';
import { explainOf } from './explain.ts';
import type { EvidenceClass, FigureAsk } from './memberQuery.ts';
import { packsOf } from './packs.ts';
import { preparePlaces } from './places.ts';
import { checkDays, checkDimensions, checkInstant, checkWhere, getFigure } from './question.ts';
import { runOf } from './runs.ts';
import { cellsOf, figureValue, nameOfKey, pairingNames } from './table.ts';
import { countRun, NO_COUNTS } from './training/counts.ts';

type With = <T>(work: (services: Services) => Promise<T>) => Promise<T>;
type Options = Readonly<Record<string, string | boolean | undefined>>;

const text = (options: Options, name: string): string | undefined =>
  typeof options[name] === 'string' ? (options[name] as string) : undefined;
const day = (options: Options, name: string): string | undefined => {
  const said = text(options, name);
  if (said !== undefined && !isDay(said)) throw new WrongUsage(`--${name} 要写成 2022-09-30 / must be a day such as 2022-09-30: ${said}`);
  return said;
};
/** `host=44,people=poverty`; a code of any length stands for all that lies below. Several values of one dimension: `people=poverty|monitored`. */
const whereOf = (said: string | undefined): Record<string, string[]> =>
  Object.fromEntries(
    (said ?? '').split(',').flatMap((condition) => {
      if (condition === '') return [];
      const [name = '', values = ''] = condition.split('=');
      const place = name === 'origin' || name === 'host';
      return [[name, values.split('|').map((v) => (place && /^\d+$/.test(v) ? (padCode(v) ?? v) : v))]];
    }),
  );

const classOf = (figure: Figure, said: string | undefined): EvidenceClass => {
  if (said === undefined) return baseOf(figure).base.evidenceClass;
  if (!/^[1-6]$/.test(said)) throw new WrongUsage(`--evidence 是 1 到 6 / is 1 to 6: ${said}`);
  return Number(said) as EvidenceClass;
};
const formOf = (said: string | undefined): FigureAsk['form'] => {
  if (said === undefined) return 'province';
  if (said !== 'province' && said !== 'enterprise' && said !== 'post') throw new WrongUsage(`--form: province, enterprise, post`);
  return said;
};
const percent = (rate: number | null): string => (rate === null ? '—' : `${(100 * rate).toFixed(2)}%`);

const ask = async (services: Services, options: Options) => {
  // a database that no server has opened yet
  await services.store.transact({ role: 'system' }, preparePlaces);
  const figure = getFigure(text(options, 'indicator')!);
  const to = day(options, 'as-of')!;
  const from = day(options, 'from') ?? `${to.slice(0, 4)}-01-01`;
  const until = day(options, 'until');
  const asked = { from, to: until ?? to, asOf: to, form: formOf(text(options, 'form')), where: whereOf(text(options, 'where')) };
  const asOf = checkDays(asked, services.clock.today());
  const filters = checkWhere(figure, asked.where);
  const by = checkDimensions(figure, (text(options, 'by') ?? '').split(',').filter(Boolean));
  const knownAt = await checkInstant(services, text(options, 'known-at'));
  const c = classOf(figure, text(options, 'evidence'));
  const run = await runOf(services.store, baseOf(figure).base, { from, to: asked.to, asOf, c, form: asked.form, knownAt }, { fresh: true });
  return { figure, from, where: asked.where, to: asked.to, asOf, filters, by, run, c };
};

/** What is no list of persons has its own answer; what would say nothing there is refused and not passed over. */
const derived = { [unitFigure.id]: unitsCommand, [completion.id]: completionCommand };
const askDerived = async (services: Services, id: keyof typeof derived, options: Options) => {
  for (const name of ['from', 'until', 'evidence', 'form'])
    if (options[name] !== undefined) throw new WrongUsage(`${id} 没有 --${name} / has no --${name}`);
  await services.store.transact({ role: 'system' }, preparePlaces);
  return derived[id](services, {
    asOf: day(options, 'as-of')!,
    knownAt: text(options, 'known-at'),
    by: (text(options, 'by') ?? '').split(',').filter(Boolean),
    where: whereOf(text(options, 'where')),
  });
};

/** Beside the persons of I09: classes and attendances, of the classes that the conditions name (those on persons name none). */
const OF_CLASSES = ['origin', 'host', 'programme', 'mode', 'order', 'school', 'employer'] as const;
const trainedOf = async (
  services: Services,
  run: string,
  { to, where }: Awaited<ReturnType<typeof ask>>,
): Promise<TrainedCounts | null> => {
  if (Object.keys(where).some((k) => !(OF_CLASSES as readonly string[]).includes(k))) return null;
  const of = await services.store.transact({ role: 'figures', readOnly: true }, (db) => countRun(db, run, to, { where, seen: null }));
  return of.get('') ?? NO_COUNTS;
};
const trainedLines = (c: TrainedCounts): readonly string[] => [
  `期 / classes ${c.classes}，名额 / seats ${c.seats}`,
  ...PEOPLE_STAGES.map((s) => `${stageTexts[s].zh} / ${stageTexts[s].en}: ${c.times[s]} 人次 / attendances, ${c.persons[s]} 人 / persons`),
  `${AWAITED_STAGES.map((s) => `${stageTexts[s].zh} / ${stageTexts[s].en}`).join('，')}：未计量 / not measured`,
];

const figuresCommand = (withServices: With): Command => ({
  name: 'figures',
  summary: { zh: '算一个指标', en: 'compute a figure' },
  options: {
    indicator: { type: 'string', text: [...figures.map((f) => f.id), ...Object.keys(derived)].sort().join(' '), required: true },
    'as-of': { type: 'string', text: '截止日 / the as-of day D', required: true },
    from: { type: 'string', text: '起始日，默认当年 1 月 1 日 / first day A; default 1 January of D' },
    until: { type: 'string', text: 'I08 起点期间的最后一天，默认截止日 / of I08 the last day of the cohort; default D' },
    by: { type: 'string', text: '最多两个维度，如 origin:prefecture,people / up to two dimensions' },
    where: { type: 'string', text: '如 host=44,people=poverty|monitored / filters' },
    'known-at': { type: 'string', text: '按某一时刻所知，默认现在 / as known at an instant; default now' },
    evidence: { type: 'string', text: '证据等级 1–6，默认按定义 / class of evidence; default the definition’s' },
    form: { type: 'string', text: 'I08: province, enterprise, post' },
  },
  run: ({ options }) =>
    withServices(async (services) => {
      const indicator = text(options, 'indicator')!;
      if (indicator === unitFigure.id || indicator === completion.id) return askDerived(services, indicator, options);
      const asked = await ask(services, options);
      const { figure, from, to, asOf, filters, by, run, c } = asked;
      const { total, cells, pairings } = await services.store.transact({ role: 'figures', readOnly: true }, async (db) => ({
        total: figureValue((await cellsOf(db, figure, run, [], filters))[0] ?? { persons: 0, windows: null }),
        cells: by.length ? await cellsOf(db, figure, run, by, filters) : [],
        pairings: await pairingNames(db, by),
      }));
      const rows = cells.map((cell) => ({
        ...Object.fromEntries(by.map((d, i) => [d.id, cell.keys[i]!])),
        names: by.map((d, i) => nameOfKey(d, cell.keys[i]!, pairings).zh),
        ...figureValue(cell),
      }));
      const trained = baseOf(figure).base.kind === 'trained' ? await trainedOf(services, run.id, asked) : null;
      const words = figureWords(figure);
      const packs = packsOf(baseOf(figure).base);
      const line = (names: readonly string[], v: ReturnType<typeof figureValue>): string =>
        `${names.join('  ').padEnd(24)} ${String(v.persons).padStart(10)}${(v.windows ?? []).map((w) => percent(w.rate).padStart(9)).join('')}`;
      return {
        lines: [
          `${figure.id} ${figure.name.zh} / ${figure.name.en}`,
          words.zh,
          words.en,
          `${from} … ${to}${asOf === to ? '' : `, D ${asOf}`}，证据 / evidence ≤ ${c}，按所知 / as known at ${run.knownAt}，定义 / definition v${figure.version}`,
          packs.map((p) => `${p.name.zh} ${p.edition}`).join('，'),
          '',
          ...rows.map((r) => line(r.names, r)),
          line(['合计 / total'], total),
          ...(trained ? trainedLines(trained) : []),
        ],
        data: {
          value: total.windows ? total.windows : total.persons,
          ...(trained ? { trained } : {}),
          rows,
          definition: { id: figure.id, version: figure.version, words, evidenceClass: c },
          packs: packs.map(({ id, edition }) => ({ id, edition })),
          from,
          to,
          asOf,
          knownAt: run.knownAt,
        },
      };
    }),
});

const explainCommand = (withServices: With): Command => ({
  name: 'explain',
  summary: { zh: '一个人算不算进指标，为什么', en: 'whether a person is counted, and why' },
  args: ['PERSON', 'INDICATOR'],
  options: {
    'as-of': { type: 'string', text: '截止日，默认今天 / the as-of day D; default today' },
    from: { type: 'string', text: '起始日，默认当年 1 月 1 日 / first day A; default 1 January of D' },
    'known-at': { type: 'string', text: '按某一时刻所知，默认现在 / as known at an instant; default now' },
  },
  run: ({ args: [person = '', id = ''], options }) =>
    withServices(async (services) => {
      if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(person))
        throw new WrongUsage('PERSON 是人员页面网址里的编号 / is the id in the address of the person’s page');
      const figure = getFigure(id);
      const to = day(options, 'as-of') ?? services.clock.today();
      const from = day(options, 'from') ?? `${to.slice(0, 4)}-01-01`;
      checkDays({ from, to }, services.clock.today());
      const k = (await checkInstant(services, text(options, 'known-at'))) ?? (await readWatermark(services.store));
      const c = baseOf(figure).base.evidenceClass;
      const said = await services.store.transact({ role: 'figures', readOnly: true }, (db) =>
        explainOf(db, figure, { from, to, asOf: to, k, c, form: 'province', persons: [person] }),
      );
      return {
        lines: [
          `${figure.id} ${figure.name.zh} / ${figure.name.en}，${from} … ${to}`,
          ...said.steps.map((s) => `${s.holds ? '✓' : '✗'} ${s.text.zh} / ${s.text.en}`),
          said.counted ? `计入，${said.on} / counted, on ${said.on}` : '不计入 / not counted',
        ],
        data: { ...said, definition: { id: figure.id, version: figure.version }, from, to, knownAt: k },
        code: said.counted ? 0 : 1,
      };
    }),
});

export const figureCommands = (withServices: With): readonly Command[] => [figuresCommand(withServices), explainCommand(withServices)];
