// The questions that every page of figures asks first, computed before anybody asks: in the morning for the new day, and behind a page that was shown what stood.
import { sql } from 'kysely';
import { defineJob, PREPARING } from '#platform/server/jobs.ts';
import { report } from '#platform/server/log.ts';
import type { Services } from '#platform/server/services.ts';
import type { Store } from '#platform/server/store.ts';
import { readWatermark } from '#platform/server/versions.ts';
import { baseOf, figureOf, figures } from '../rulesDefinitions.ts';
import { type RunAsk, runOf } from './runs.ts';

type Period = Pick<RunAsk, 'from' | 'to' | 'asOf' | 'form'>;
export interface Question {
  readonly figure: string;
  readonly ask: Omit<RunAsk, 'knownAt'>;
}
/**
 * All that the table of a period needs, at the class of each definition and at 6, and the stock that the other reading of I06 leaves out. The first figure comes
 * last: pages ask it as known now and the others as known at its instant, so it may only be there when they are.
 */
export const questionsOf = ({ from, to, asOf, form }: Period): readonly Question[] => {
  const bases = figures.flatMap((f) => (f.kind === 'subset' ? [] : [f]));
  const of = (f: (typeof bases)[number]): readonly Question[] => {
    const retention = f.kind === 'retention';
    const ask = { from, to, asOf: retention ? asOf : to, form: retention ? form : ('province' as const) };
    return [...new Set([f.evidenceClass, 6 as const])].map((c) => ({ figure: f.id, ask: { ...ask, c } }));
  };
  const end = `${Number(to.slice(0, 4)) - 1}-12-31`;
  const stock = baseOf(figureOf('I07')!).base;
  const [first, ...others] = bases;
  return [
    ...others.flatMap(of),
    { figure: stock.id, ask: { from: end, to: end, asOf: end, c: stock.evidenceClass, form: 'province' } },
    ...of(first!),
  ];
};

/** ○ What a big screen shows: this year to date, and the year before followed in each form of staying. */
export const SCREEN_NUMBERS = ['I01', 'I02', 'I06', 'I07'] as const;
export const SCREEN_FORMS = ['province', 'enterprise', 'post'] as const;
/** In the order they are shown. Screens ask the last one first, as known now, and the others as known at its instant: it may only be there when they are. */
export const screenQuestions = (today: string): readonly Question[] => {
  const year = Number(today.slice(0, 4));
  const asked = (figure: string, from: string, to: string, form: Period['form']): Question => {
    const { base } = baseOf(figureOf(figure)!);
    return { figure, ask: { from, to, asOf: today, form, c: base.evidenceClass } };
  };
  return [
    ...SCREEN_NUMBERS.map((id) => asked(id, `${year}-01-01`, today, 'province')),
    ...SCREEN_FORMS.map((form) => asked('I08', `${year - 1}-01-01`, `${year - 1}-12-31`, form)),
  ];
};

const running = new WeakMap<Store, Set<string>>();
const compute = async (store: Store, questions: readonly Question[]): Promise<void> => {
  const knownAt = await readWatermark(store);
  for (const { figure, ask } of questions) await runOf(store, baseOf(figureOf(figure)!).base, { ...ask, knownAt });
};
/** Questions anew, behind the back of whoever reads them; once at a time by their key. What fails is reported and asked again by the next reader. */
const refresh = (services: Pick<Services, 'store' | 'log' | 'onUnexpected'>, key: string, questions: readonly Question[]): void => {
  const { store } = services;
  const of = running.get(store) ?? new Set<string>();
  running.set(store, of);
  if (of.has(key) || of.size > 3) return;
  of.add(key);
  compute(store, questions)
    .catch((error: unknown) => report(services as Services, error, { work: 'figures computed anew' }))
    .finally(() => of.delete(key));
};
/** All of the period's table. */
export const refreshStanding = (services: Parameters<typeof refresh>[0], period: Period): void =>
  refresh(services, [period.from, period.to, period.asOf, period.form].join(' '), questionsOf(period));
/** What the page of the results of training asks first: classes opened since the year before. */
export const trainingQuestion = (from: string, to: string): Question => {
  const { base } = baseOf(figureOf('I09')!);
  return { figure: base.id, ask: { from, to, asOf: to, form: 'province', c: base.evidenceClass } };
};
export const refreshTraining = (services: Parameters<typeof refresh>[0], from: string, to: string): void =>
  refresh(services, `training ${from} ${to}`, [trainingQuestion(from, to)]);
/** All that big screens show of a day. */
export const refreshScreens = (services: Parameters<typeof refresh>[0], today: string): void =>
  refresh(services, `screens ${today}`, screenQuestions(today));

/** This year to date, as the pages ask it first. */
export const firstPeriod = (today: string): Period => ({ from: `${today.slice(0, 4)}-01-01`, to: today, asOf: today, form: 'province' });
export const computeStanding = defineJob({
  kind: 'indicators.computeStanding',
  summary: { zh: '预先统计今天的指标', en: 'Compute the figures of today' },
  async run(context) {
    const { store, clock } = context.services;
    // of people who are still being loaded nobody wants a figure, and the load should not wait for it
    const loading = await store.transact({ role: 'system', readOnly: true }, (db) =>
      db.selectFrom('job').select('id').where('dedupeKey', '=', PREPARING).where('state', 'in', ['queued', 'running']).limit(1).execute(),
    );
    if (loading.length) return { computed: 0 };
    const period = firstPeriod(clock.today());
    const knownAt = await readWatermark(store);
    const { rows } = await store.transact({ role: 'system', readOnly: true }, (db) =>
      sql`select from screen_token where revoked is null and expires > ${clock.now().toISOString()}::timestamptz limit 1`.execute(db),
    );
    const yearBefore = `${Number(period.to.slice(0, 4)) - 1}-01-01`;
    const all = [...questionsOf(period), trainingQuestion(yearBefore, period.to), ...(rows.length ? screenQuestions(clock.today()) : [])];
    for (const [i, { figure, ask }] of all.entries()) {
      await context.step(async () => undefined, {
        progress: { done: i, total: all.length, note: { zh: `正在统计 ${figure}`, en: `Counting ${figure}` } },
      });
      await runOf(store, baseOf(figureOf(figure)!).base, { ...ask, knownAt });
    }
    return { computed: all.length };
  },
});
