// A cohort made by hand, whose curve and windows are worked out on paper; by whom it is seen. And who is asked first.
import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { signedInAs, type Who } from '#capabilities/access/testing/people.ts';
import { registerWorker } from '#capabilities/workers/contract.ts';
import { someone } from '#capabilities/workers/testing/folk.ts';
import { buildHttp } from '#platform/server/http.ts';
import { newTestDatabase } from '#platform/testing/databases.ts';
import { testClock, testServices } from '#platform/testing/testServices.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import { actorFor, authenticator, constraints, filePurposes, jobKinds, plain, routes } from '../../composition.ts';
import { listSignals, readRetention } from './contractRetention.ts';
import { SIGNAL_WEIGHTS } from './rulesSignals.ts';
import { addEvidence, addSpell } from './server/deeds.ts';
import { asSystem, OTHER, organisations, SUIWEI, spell } from './testing/facts.ts';

// a dozen people are registered through the whole server
vi.setConfig({ testTimeout: 240_000 });

const START = '2026-01-05';
const PERIOD = { from: '2026-01-01', to: '2026-01-31' } as const;

const setUp = async () => {
  // what is known at an instant takes transactions that end: no rollback here
  const database = await newTestDatabase();
  const { store } = database;
  const services = testServices(store, { clock: testClock('2026-11-27T02:00:00Z'), actorFor, jobs: jobKinds, purposes: filePurposes });
  const app = await buildHttp({ services, routes, constraints, plain, authenticator });
  onTestFinished(async () => {
    await app.close();
    await database.drop();
  });
  const as = (who: Who) => signedInAs(app, services, who);
  const county = await as('平塘县人社局');
  const dushan = await as('独山县人社局');
  const today = services.clock.today();
  await organisations(store, { [SUIWEI]: '穗味餐饮', [OTHER]: '另一家' });
  /** Helped on the 5th of January, seen `seen` days later, left that day where `left`. */
  const helped = async (
    name: string,
    seen: number,
    left: boolean,
    more: { assisted?: boolean; start?: string; home?: string; organisation?: string; class?: 4 | 6 } = {},
  ) => {
    const start = more.start ?? START;
    const until = addDays(start, seen);
    const { id } = await (more.home ? dushan : county)(registerWorker, someone(name, more.home ? { home: { code: more.home } } : {}));
    const spellId = await asSystem(store, today, (deed) =>
      addSpell(
        deed,
        id,
        spell({
          organisationId: more.organisation ?? SUIWEI,
          start,
          startPrecision: 'day',
          ended: left ? until : null,
          assistedKind: more.assisted === false ? '' : 'trip',
        }),
      ),
    );
    const evidence = {
      spellId,
      class: more.class ?? 4,
      says: 'in_post',
      coversFrom: start,
      coversTo: until,
      observed: until,
      template: '',
    } as const;
    await asSystem(store, today, (deed) => addEvidence(deed, id, evidence));
    return { id, spellId };
  };
  return { as, store, county, dushan, today, helped };
};

test('curve, windows and groups of a cohort worked out by hand; county, station, auditor, and who sees none', async () => {
  const { as, county, dushan, helped, today } = await setUp();
  await helped('石阿朵', 20, true);
  await helped('陈谷雨', 60, true);
  await helped('莫桂兰', 90, false);
  await helped('陆安平', 120, true, { organisation: OTHER });
  await helped('覃秋月', 200, false);
  await helped('蒙晓燕', 100, false, { assisted: false });
  await helped('罗天顺', 100, false, { start: '2026-03-01' });
  await helped('岑有田', 40, false, { home: '522726000000' });

  const told = await county(readRetention, { ...PERIOD, asOf: today });
  expect(told).toMatchObject({
    all: { n: 5, notApplicable: 0 },
    groups: [],
    comparison: null,
    keyed: { counted: 0, apart: 0 },
    biased: false,
  });
  // 5 → 4/5; 4 → 3/4; one is lost at 90; 2 → 1/2
  expect(told.all.curve.steps.map((s) => [s.time, s.atRisk, Number(s.survival.toFixed(6))])).toEqual([
    [20, 5, 0.8],
    [60, 4, 0.6],
    [120, 2, 0.3],
  ]);
  expect(told.all.curve).toMatchObject({ n: 5, events: 3, until: 200, median: { time: 120 }, paleFrom: 20 });
  // Greenwood and log-log at 20: var = 1/(5·4), θ = exp(1.96·√0.05/|ln 0.8|)
  const theta = Math.exp((1.959964 * Math.sqrt(0.05)) / Math.abs(Math.log(0.8)));
  expect(told.all.curve.steps[0]!.low).toBeCloseTo(0.8 ** theta, 5);
  expect(told.all.curve.steps[0]!.high).toBeCloseTo(0.8 ** (1 / theta), 5);
  expect(told.all.windows.map((w) => [w.days, w.due, w.yes, w.no, w.unverified, w.notYetDue, w.rate])).toEqual([
    [30, 5, 4, 1, 0, 0, 0.8],
    [90, 5, 3, 2, 0, 0, 0.6],
    [180, 5, 1, 3, 1, 0, 0.2],
    [365, 0, 0, 0, 0, 5, null],
  ]);
  expect(told.all.windows[0]!.sources).toEqual([0, 0, 0, 4, 0, 0]);
  expect(told.all.windows[0]!.reliance).toMatchObject({ level: 'few' });

  const byEmployer = await county(readRetention, { ...PERIOD, asOf: today, form: 'enterprise', group: 'employer' });
  expect(byEmployer.groups.map((g) => [g.name.zh, g.figures.n])).toEqual([
    ['穗味餐饮', 4],
    ['另一家', 1],
  ]);
  expect(byEmployer.comparison).toMatchObject({ df: 1, rough: true });
  expect((await county(readRetention, { ...PERIOD, asOf: '2026-02-20' })).all.windows.map((w) => w.notYetDue)).toEqual([5, 5, 5, 5]);
  // nobody has a home there
  expect((await county(readRetention, { ...PERIOD, area: '522726000000' })).all.n).toBe(0);
  await expect(county(readRetention, { from: '2026-02-01', to: '2026-01-01' })).rejects.toMatchObject({ code: 'employment.retentionDays' });
  await expect(county(readRetention, { ...PERIOD, asOf: '2026-01-30' })).rejects.toMatchObject({ code: 'employment.retentionDays' });

  expect((await dushan(readRetention, PERIOD)).all).toMatchObject({ n: 1, curve: { events: 0, until: 40 } });
  const audit = await (await as('审计'))(readRetention, { ...PERIOD, group: 'county' });
  expect(audit.groups.map((g) => [g.key, g.figures.n])).toEqual([
    ['522727000000', 5],
    ['522726000000', 1],
  ]);
  // whoever left long ago is closed to the station, and it is told what that does to the rate
  const station = await as('白云劳务站');
  expect(await station(readRetention, { ...PERIOD, form: 'enterprise' })).toMatchObject({
    all: { n: 3, curve: { events: 0 } },
    keyed: { counted: 3, apart: 0 },
    biased: true,
  });
  expect(await station(readRetention, PERIOD)).toMatchObject({ all: { n: 0 }, keyed: { counted: 0, apart: 3 }, biased: false });
  for (const who of ['穗味餐饮', '培训学校', '考评机构', '先进村', '系统管理员'] as const)
    await expect((await as(who))(readRetention, PERIOD)).rejects.toMatchObject({ code: 'platform.forbidden' });
});

test('whom to ask first: the score of SQL is that of the rules, by page and by signal; a host hears nothing of earlier jobs', async () => {
  const { as, county, dushan, store, helped, today } = await setUp();
  const quiet = await helped('石阿朵', 20, false, { start: addDays(today, -40) });
  const unseen = await helped('陈谷雨', 10, false);
  const young = await helped('莫桂兰', 5, false, { start: addDays(today, -8) });
  for (const back of [300, 200])
    await asSystem(store, today, (deed) =>
      addSpell(
        deed,
        young.id,
        spell({ start: addDays(today, -back), startPrecision: 'day', ended: addDays(today, 50 - back), place: '440113000000' }),
      ),
    );
  const against = await helped('陆安平', 10, false, { organisation: OTHER, start: addDays(today, -60) });
  await asSystem(store, today, (deed) =>
    addEvidence(deed, against.id, {
      spellId: against.spellId,
      class: 5,
      says: 'not_in_post',
      coversFrom: today,
      coversTo: null,
      observed: today,
      template: '',
    }),
  );
  await store.transact({ role: 'system', writesFacts: true }, (db) =>
    sql`insert into organisation_incident (id, organisation_id, kind, happened_on, precision, what, state, source)
      values (gen_random_uuid(), ${OTHER}::uuid, 'wage_arrears', '2026-10-01', 'day', '欠薪', 'open', '测试')`.execute(db),
  );
  const left = await helped('覃秋月', 20, true);

  const all = await county(listSignals, {});
  expect(all.items.map((i) => [i.name, i.score, i.reasons.map((r) => r.signal)])).toEqual([
    ['陆安平', 8, ['against', 'arrears']],
    ...[['陈谷雨', 3, ['unseen']] as const, ['莫桂兰', 3, ['short', 'first']] as const].sort((a, b) => (idOf(a[0]) < idOf(b[0]) ? 1 : -1)),
  ]);
  function idOf(name: string) {
    return { 陈谷雨: unseen.id, 莫桂兰: young.id }[name]!;
  }
  expect(all.total).toBe(3);
  for (const i of all.items) expect(i.score).toBe(i.reasons.reduce((sum, r) => sum + SIGNAL_WEIGHTS[r.signal], 0));
  expect(all.items.some((i) => [quiet.id, left.id].includes(i.workerId))).toBe(false);

  const pages: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await county(listSignals, { size: 1, ...(cursor ? { cursor } : {}) });
    pages.push(...page.items.map((i) => i.workerId));
    cursor = page.next;
  }
  expect(pages).toEqual(all.items.map((i) => i.workerId));
  expect((await county(listSignals, { signal: 'unseen' })).items.map((i) => i.name)).toEqual(['陈谷雨']);

  const station = await (await as('白云劳务站'))(listSignals, {});
  expect(station.items.map((i) => [i.name, i.score])).toEqual([
    ['陆安平', 8],
    ['陈谷雨', 3],
    ['莫桂兰', 1],
  ]);
  expect((await dushan(listSignals, {})).items).toEqual([]);
  await expect((await as('穗味餐饮'))(listSignals, {})).rejects.toMatchObject({ code: 'platform.forbidden' });
});
