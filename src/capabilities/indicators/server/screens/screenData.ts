// What a big screen shows: cells of a whole area as known at one instant, none under ten persons, no person. The same runs as every page reads.
import { sql } from 'kysely';
import type { z } from 'zod';
import { areaText, pairingsOn } from '#capabilities/regions/server/service.ts';
import { handleFile, type Route } from '#platform/server/http.ts';
import type { Services } from '#platform/server/services.ts';
import { readScreen, type ScreenData } from '../../contractScreens.ts';
import { baseOf, type Figure, figureOf } from '../../rulesDefinitions.ts';
import { type Dimension, dimensionOf } from '../../rulesDimensions.ts';
import { FEW, publishTogether, type Told } from '../../rulesPublished.ts';
import { toldAlone } from '../../rulesScreens.ts';
import { checkWhere } from '../question.ts';
import { overRuns, type Run, runOf } from '../runs.ts';
import { cellsOf, figureValue, nameOfKey } from '../table.ts';
import { type ScreenRow, screenOf } from './tokens.ts';

const NUMBERS = ['I01', 'I02', 'I06', 'I07'] as const;
const FORMS = ['province', 'enterprise', 'post'] as const;
const DAYS = [30, 90, 180, 365];
/** ○ Rows of a list in a hall. */
const PLACES = 6;

const dimension = (id: string): Dimension => dimensionOf(id)!;
/** Level of the places of the other side, and of flows: prefectures, or what lies in a smaller area. */
const prefectures = { origin: dimension('origin:prefecture'), host: dimension('host:prefecture') };

export const screenData = async (services: Services, screen: ScreenRow): Promise<ScreenData> => {
  const { store, clock } = services;
  const today = clock.today();
  const year = Number(today.slice(0, 4));
  const where = { [screen.side]: [screen.areaCode] };
  let knownAt: string | null = null;
  const run = async (figure: Figure, days: { from: string; to: string }, form: (typeof FORMS)[number] = 'province'): Promise<Run> => {
    const { base } = baseOf(figure);
    const made = await runOf(store, base, { ...days, asOf: today, knownAt, c: base.evidenceClass, form });
    knownAt ??= made.knownAt;
    return made;
  };
  const [ytd, cohort] = [
    { from: `${year}-01-01`, to: today },
    { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` },
  ];
  const figures = NUMBERS.map((id) => figureOf(id)!);
  const [helped, stock, retention] = [figureOf('I01')!, figureOf('I07')!, figureOf('I08')!];
  // one after the other, all as known at the instant of the first
  const find = async () => {
    const runs: Run[] = [];
    for (const figure of figures) runs.push(await run(figure, ytd));
    for (const form of FORMS) runs.push(await run(retention, cohort, form));
    return runs;
  };
  return overRuns(store, find, async (db, runs) => {
    const cells = (figure: Figure, of: Run, by: readonly Dimension[]) => cellsOf(db, figure, of, by, checkWhere(figure, where));
    const table = async (figure: Figure, of: Run, by: readonly Dimension[]) => ({
      by: by.map((d) => d.id),
      cells: await cells(figure, of, by),
    });
    const [ofHelped, ofStable, ofStock] = [runs[0]!, runs[NUMBERS.indexOf('I06')]!, runs[NUMBERS.indexOf('I07')]!];
    const far = screen.side === 'origin' ? 'host' : 'origin';
    const programmes = dimension('programme');
    // what stands beside each other is released together: nobody under ten can be reckoned from sums, parts and flows
    const [byPlaces] = publishTogether([await table(stock, ofStock, [prefectures.origin, prefectures.host])]);
    const [byProgramme, byPeople] = publishTogether([
      await table(helped, ofHelped, [programmes]),
      await table(helped, ofHelped, [dimension('people')]),
    ]);
    const numbers: Readonly<Record<(typeof NUMBERS)[number], Told>> = {
      I01: byProgramme!.total,
      I02: byPeople!.margins[0]!.get('poverty') ?? 0,
      I06: toldAlone((await cells(figureOf('I06')!, ofStable, []))[0]?.persons ?? 0),
      I07: byPlaces!.total,
    };
    const pairs = new Set((await pairingsOn(db, today)).map((p) => `${p.originCode} ${p.hostCode}`));
    const rates = [];
    for (const [i, form] of FORMS.entries()) {
      const [row] = await cells(retention, runs[NUMBERS.length + i]!, []);
      const windows = row ? (figureValue(row).windows ?? []) : [];
      rates.push({
        form,
        windows: DAYS.map((days, k) => {
          const w = windows[k];
          return { days, rate: w && w.yes + w.no + w.unverified >= FEW ? w.rate : null };
        }),
      });
    }
    const place = (code: string) => ({ code, name: nameOfKey(prefectures.origin, code, new Map()) });
    return {
      ...{ title: screen.title, areaName: areaText(screen.areaCode), side: screen.side, asOf: today, knownAt: runs[0]!.knownAt },
      ...{ demonstration: services.config.demonstration, expires: screen.expires, frozen: await lastFrozen(db, screen) },
      figures: figures.map((figure, i) => ({
        ...{ id: figure.id, name: figure.name, short: figure.short, version: figure.version },
        ...(figure.id === 'I07' ? { from: today, to: today } : ytd),
        persons: numbers[NUMBERS[i]!],
      })),
      places: [...byPlaces!.margins[far === 'origin' ? 0 : 1]!]
        .sort(([a, x], [b, y]) => sizeOf(y) - sizeOf(x) || (a < b ? -1 : 1))
        .slice(0, PLACES)
        .map(([code, persons]) => ({ ...place(code), persons })),
      flows: [...byPlaces!.cells]
        .flatMap(([keys, persons]) => {
          const [from = '', to = ''] = keys.split('\t');
          return typeof persons === 'number' && persons > 0
            ? [{ from: place(from), to: place(to), persons, paired: pairs.has(`${from} ${to}`) }]
            : [];
        })
        .sort((a, b) => b.persons - a.persons),
      retention: { ...cohort, forms: rates },
      programmes: Object.keys(programmes.kind === 'code' ? programmes.values : {})
        .filter((key) => key !== '')
        .map((key) => ({ key, name: nameOfKey(programmes, key, new Map()), persons: byProgramme!.margins[0]!.get(key) ?? 0 })),
    };
  });
};

/** Where it stands in a list: what is not told neither leads nor tells its place. */
const sizeOf = (told: Told): number => (typeof told === 'number' ? told : told === 'hidden' ? 0.5 : 0);

/** Of a sending area its province's; of a receiving one the month that both provinces have frozen. */
const lastFrozen = async (db: Parameters<typeof pairingsOn>[0], screen: ScreenRow): Promise<string | null> => {
  const province = `${screen.areaCode.slice(0, 2)}0000000000`;
  const { rows } = await sql<{ origin: string; month: string }>`select origin, max(month) as month from month_freeze where state = 'frozen'
    ${screen.side === 'origin' ? sql`and origin = ${province}` : sql``} group by origin`.execute(db);
  if (screen.side === 'origin') return rows[0]?.month ?? null;
  return rows.length < 2 ? null : rows.map((r) => r.month).sort()[0]!;
};

export const screenRoute: Route = handleFile(
  readScreen,
  async ({ services, bearer }): Promise<z.input<(typeof readScreen)['output']>> => screenData(services, await screenOf(services, bearer)),
  async (_call, _input, data) => data,
);
