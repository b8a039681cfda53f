// What a big screen shows: cells of a whole area as known at one instant, none under ten persons, no person. The same runs as every page reads; one count a run, however
// many screens ask.
import { sql } from 'kysely';
import type { z } from 'zod';
import { WINDOWS } from '#capabilities/employment/rules.ts';
import { areaText, pairingsOn } from '#capabilities/regions/server/service.ts';
import { Problem } from '#platform/problem.ts';
import { handleFile, type Route } from '#platform/server/http.ts';
import type { Services } from '#platform/server/services.ts';
import type { Db, Store } from '#platform/server/store.ts';
import { runGone } from '../../contractProblems.ts';
import { readScreen, type ScreenData } from '../../contractScreens.ts';
import { baseOf, figureOf } from '../../rulesDefinitions.ts';
import { type Dimension, dimensionOf } from '../../rulesDimensions.ts';
import { type Hall, releaseHall } from '../../rulesHall.ts';
import type { Release, Told } from '../../rulesPublished.ts';
import { rateTold, screenLevelOf } from '../../rulesScreens.ts';
import { newKeptAnswers } from '../keptAnswers.ts';
import { checkWhere } from '../question.ts';
import { type Run, runOf, stillThere } from '../runs.ts';
import { refreshScreens, SCREEN_FORMS, SCREEN_NUMBERS, screenQuestions } from '../standing.ts';
import { cellsOf, figureValue, nameOfKey } from '../table.ts';
import { type ScreenRow, screenOf } from './tokens.ts';

/** ○ Rows of a list in a hall. */
const PLACES = 6;
/** ○ So long the runs of a minute ago are taken without looking them up. */
const LOOK_UP_MS = 60_000;

const dimension = (id: string): Dimension => dimensionOf(id)!;
const prefectures = { origin: dimension('origin:prefecture'), host: dimension('host:prefecture') };
const counties = { origin: dimension('origin:county'), host: dimension('host:county') };
const FAR = { origin: 'host', host: 'origin' } as const;

interface Shown {
  readonly runs: readonly Run[];
  /** Runs of another minute may be the same: what is made of them is kept by this. */
  readonly key: string;
}
type Halls = Readonly<Record<'stock' | 'stable' | 'helped', Hall>>;
type Answer = Omit<ScreenData, 'title' | 'expires' | 'frozen'>;
type Area = Pick<ScreenRow, 'side' | 'areaCode'>;
/** ○ Some thousand small answers; of the three provinces each side's release is up to a megabyte. */
const newMemory = () => ({
  shown: newKeptAnswers<Shown>(2),
  frozen: newKeptAnswers<string | null>(200),
  halls: newKeptAnswers<Halls>(12),
  answers: newKeptAnswers<Answer>(400),
});
const memories = new WeakMap<Store, ReturnType<typeof newMemory>>();
const memoryOf = (store: Store) => {
  const made = memories.get(store) ?? newMemory();
  memories.set(store, made);
  return made;
};
const daysOf = (today: string) => {
  const year = Number(today.slice(0, 4));
  return { ytd: { from: `${year}-01-01`, to: today }, cohort: { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` } };
};

export const screenData = async (services: Services, screen: ScreenRow): Promise<ScreenData> => {
  const memory = memoryOf(services.store);
  const today = services.clock.today();
  const minute = `${today} ${Math.floor(Date.now() / LOOK_UP_MS)}`;
  const frozen = await memory.frozen(`${screen.side} ${screen.areaCode.slice(0, 2)} ${minute}`, () =>
    services.store.transact({ role: 'figures', readOnly: true }, (db) => lastFrozen(db, screen)),
  );
  for (let again = false; ; again = true) {
    const shown = await memory.shown(again ? `${minute} again` : minute, () => runsOf(services, today));
    try {
      const answer = await memory.answers(`${screen.side} ${screen.areaCode} ${shown.key}`, () => answerOf(services, screen, today, shown));
      return { ...answer, title: screen.title, expires: screen.expires, frozen };
    } catch (error) {
      // the runs were cleared away since they were looked up
      if (again || !(error instanceof Problem && error.type.code === runGone.code)) throw error;
    }
  }
};

/** All as known at the instant of the last one, which stands only where the others do (standing.ts); what is older than fresh is shown and computed behind. */
const runsOf = async (services: Services, today: string): Promise<Shown> => {
  const { store } = services;
  const asked = screenQuestions(today);
  const run = (at: number, knownAt: string | null) => {
    const { figure, ask } = asked[at]!;
    return runOf(store, baseOf(figureOf(figure)!).base, { ...ask, knownAt }, { stale: () => refreshScreens(services, today) });
  };
  const last = await run(asked.length - 1, null);
  const runs: Run[] = [];
  for (let at = 0; at < asked.length - 1; at++) runs.push(await run(at, last.knownAt));
  runs.push(last);
  return { runs, key: `${today} ${runs.map((r) => r.id).join(' ')}` };
};

/** All numbers of all screens of a province on one side, released together. */
const hallsOf = (store: Store, side: Area['side'], province: string, { runs }: Shown): Promise<Halls> =>
  store.transact({ role: 'figures', readOnly: true }, async (db) => {
    const where = { [side]: [province] };
    const table = async (id: (typeof SCREEN_NUMBERS)[number], more: readonly Dimension[]) => {
      const by = [counties[side], ...more];
      const figure = figureOf(id)!;
      return {
        by: by.map((d) => d.id),
        cells: await cellsOf(db, figure, runs[SCREEN_NUMBERS.indexOf(id)]!, by, checkWhere(figure, where)),
      };
    };
    const stock = [await table('I07', [prefectures[FAR[side]]])];
    const stable = [await table('I06', [])];
    const helped = [await table('I01', [dimension('programme')]), await table('I01', [dimension('people')])];
    await stillThere(db, runs);
    return { stock: releaseHall(stock), stable: releaseHall(stable), helped: releaseHall(helped) };
  });

/** An area's own numbers of a table: the sum, and by the other dimension. */
const ownOf = ({ whole, parts }: Hall, table: number, area: string): { readonly sum: Told; readonly by: ReadonlyMap<string, Told> } => {
  const level = screenLevelOf(area);
  const release: Release | undefined = level === 'province' ? whole[table] : parts.get(`${area.slice(0, 4)}00000000`)?.[table];
  if (!release) return { sum: 0, by: new Map() };
  if (level !== 'county') return { sum: release.total, by: release.margins[1]! };
  const own = [...release.cells].filter(([keys]) => keys.startsWith(`${area}\t`));
  return { sum: release.margins[0]!.get(area) ?? 0, by: new Map(own.map(([keys, told]) => [keys.slice(area.length + 1), told])) };
};

const answerOf = async (services: Services, { side, areaCode }: Area, today: string, shown: Shown): Promise<Answer> => {
  const { store } = services;
  const { ytd, cohort } = daysOf(today);
  const { runs } = shown;
  const province = `${areaCode.slice(0, 2)}0000000000`;
  const halls = await memoryOf(store).halls(`${side} ${province} ${shown.key}`, () => hallsOf(store, side, province, shown));
  const [stock, stable] = [ownOf(halls.stock, 0, areaCode), ownOf(halls.stable, 0, areaCode)];
  const [programmes, people] = [ownOf(halls.helped, 0, areaCode), ownOf(halls.helped, 1, areaCode)];
  const numbers: Readonly<Record<(typeof SCREEN_NUMBERS)[number], Told>> = {
    I01: programmes.sum,
    I02: people.by.get('poverty') ?? 0,
    I06: stable.sum,
    I07: stock.sum,
  };
  const { pairs, rates } = await store.transact({ role: 'figures', readOnly: true }, async (db) => {
    const retention = figureOf('I08')!;
    const made = [];
    for (const [i, form] of SCREEN_FORMS.entries()) {
      const [row] = await cellsOf(db, retention, runs[SCREEN_NUMBERS.length + i]!, [], checkWhere(retention, { [side]: [areaCode] }));
      const windows = row ? (figureValue(row).windows ?? []) : [];
      made.push({
        form,
        windows: WINDOWS.map((days, k) => {
          const w = windows[k];
          return { days, rate: w ? rateTold({ yes: w.yes, due: w.yes + w.no + w.unverified }) : null };
        }),
      });
    }
    const found = new Set((await pairingsOn(db, today)).map((p) => `${p.originCode} ${p.hostCode}`));
    await stillThere(db, runs);
    return { pairs: found, rates: made };
  });
  const place = (code: string) => ({ code, name: nameOfKey(prefectures.origin, code, new Map()) });
  const programme = dimension('programme');
  return {
    ...{ areaName: areaText(areaCode), side, asOf: today, knownAt: runs[0]!.knownAt, demonstration: services.config.demonstration },
    figures: SCREEN_NUMBERS.map((id) => {
      const figure = figureOf(id)!;
      return {
        ...{ id, name: figure.name, short: figure.short, version: figure.version },
        ...(id === 'I07' ? { from: today, to: today } : ytd),
        persons: numbers[id],
      };
    }),
    places: [...stock.by]
      .sort(([a, x], [b, y]) => sizeOf(y) - sizeOf(x) || (a < b ? -1 : 1))
      .slice(0, PLACES)
      .map(([code, persons]) => ({ ...place(code), persons })),
    flows: flowsOf(halls.stock, areaCode)
      .flatMap(([near, far, persons]) => {
        const [from, to] = side === 'origin' ? [near, far] : [far, near];
        return typeof persons === 'number' && persons > 0
          ? [{ from: place(from), to: place(to), persons, paired: pairs.has(`${from} ${to}`) }]
          : [];
      })
      .sort((a, b) => b.persons - a.persons),
    retention: { ...cohort, forms: rates },
    programmes: Object.keys(programme.kind === 'code' ? programme.values : {})
      .filter((key) => key !== '')
      .map((key) => ({ key, name: nameOfKey(programme, key, new Map()), persons: programmes.by.get(key) ?? 0 })),
  };
};

/** Between prefectures: all of a province's, of a smaller area its own. */
const flowsOf = (hall: Hall, area: string): readonly (readonly [near: string, far: string, Told])[] =>
  screenLevelOf(area) === 'province'
    ? [...hall.whole[0]!.cells].map(([keys, told]) => {
        const [near = '', far = ''] = keys.split('\t');
        return [near, far, told] as const;
      })
    : [...ownOf(hall, 0, area).by].map(([far, told]) => [`${area.slice(0, 4)}00000000`, far, told] as const);

/** Where it stands in a list: what is not told neither leads nor tells its place. */
const sizeOf = (told: Told): number => (typeof told === 'number' ? told : told === 'hidden' ? 0.5 : 0);

/** Of a sending area its province's; of a receiving one the month that both provinces have frozen. */
const lastFrozen = async (db: Db, screen: ScreenRow): Promise<string | null> => {
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
