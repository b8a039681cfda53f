import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { addDays } from '#standards/calendar/calendar.ts';
import { testApp } from '#testApp.ts';
import type { Person } from '../access/testing/people.ts';
import { addContact, correctBasic, listWorkers, readWorker, registerWorker, searchWorkers } from './contract.ts';
import { educationTexts, identityKindTexts } from './contractShapes.ts';
import { compareNow } from './server/nightly.ts';
import { numberFor, someone, TOWN, VILLAGE } from './testing/folk.ts';
import { importing, makeBatch, rowsOf, standing, versionCount } from './testing/imports.ts';

const COUNTY = '522727000000';
const FIRST = [...'莫韦石罗陆岑覃蒙吴杨'];
const SECOND = [...'小桂大阿春秋国志美玉'];
const THIRD = [...'兰满朵明花林生香琴军'];
/** A list of people as a county keeps it: households of four, every field. */
const roster = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    name: FIRST[i % 10]! + SECOND[Math.floor(i / 10) % 10]! + THIRD[Math.floor(i / 100) % 10]!,
    idNumber: numberFor(addDays('1975-01-01', i), 2 * (i % 400) + (i % 2)),
    phone: `1380${String(i).padStart(7, '0')}`,
    home: VILLAGE,
    householdNumber: `5227270${Math.floor(i / 4)}`,
    relation: i % 4 === 0 ? 'head' : 'other',
    identity: i % 3 === 0 ? ['poverty_general'] : i % 3 === 1 ? ['monitored_sudden'] : [],
    identifiedOn: i % 3 === 1 ? '2023-05' : null,
    education: 'juniorHigh',
    labour: 'ordinary',
    health: ['healthy'],
    willing: 'yes',
    ethnic: '09',
  }));

const setUp = async () => {
  const app = await testApp();
  const county = await app.as('平塘县人社局');
  const batchOf = (who: Person, area = COUNTY, more: { file?: string; observedOn?: string } = {}) =>
    makeBatch(app.services, { area, accountId: who.account.id, ...more });
  const run = async (
    who: Person,
    values: readonly Readonly<Record<string, unknown>>[],
    area = COUNTY,
    more: { file?: string; observedOn?: string } = {},
  ) => importing(app.services, who.account.id, await batchOf(who, area, more), rowsOf(values));
  const ask = async <R>(query: ReturnType<typeof sql<R>>) => (await app.store.transact({ role: 'owner' }, (db) => query.execute(db))).rows;
  return { ...app, county, batchOf, run, ask };
};
const outcomes = (resolutions: readonly { readonly outcome: string }[]) =>
  Object.fromEntries([...Map.groupBy(resolutions, (r) => r.outcome)].map(([k, v]) => [k, v.length]));
const rules = (r: { readonly findings: readonly { readonly rule: string }[] }) => r.findings.map((f) => f.rule);

test('a thousand rows open a thousand records; the same file again writes nothing; a corrected one writes what differs; taken back, all is as it was', async () => {
  const { county, run, services, store, ask } = await setUp();
  await county(registerWorker, someone('先来的人'));
  const before = await standing(services);
  const people = roster(1000);
  const first = await run(county, people, COUNTY, { file: 'a' });
  expect(outcomes(await first.judge())).toEqual({ new: 1000 });
  expect(await standing(services)).toEqual(before);
  expect(outcomes(await first.write())).toEqual({ new: 1000 });
  expect(
    await ask(
      sql`select count(*)::int as workers, count(distinct household_id)::int as households from worker_now where name <> '先来的人'`,
    ),
  ).toEqual([{ workers: 1000, households: 250 }]);
  const [one] = await ask<Record<string, unknown>>(
    sql`select poverty, education, ability, willing, has_phone, has_number, ethnic, records, relation from worker_now where name = ${people[0]!.name}`,
  );
  expect(one).toEqual({
    poverty: 'general',
    education: 'juniorHigh',
    ability: 'ordinary',
    willing: 'yes',
    hasPhone: true,
    hasNumber: true,
    ethnic: '09',
    records: 1,
    relation: 'head',
  });
  // what was derived in one go is what the nightly comparison derives
  for (let after: string | null = null; ; ) {
    const done = await store.transact({ role: 'system' }, (db) => compareNow(db, after, services.clock.today()));
    expect(done).toMatchObject({ carried: 0, differed: 0 });
    if (done.last === null) break;
    after = done.last;
  }
  const stands = await standing(services);
  const versions = await versionCount(services);

  const again = await run(county, people, COUNTY, { file: 'a' });
  expect(outcomes(await again.write())).toEqual({ unchanged: 1000 });
  expect(await versionCount(services)).toBe(versions);
  expect(await ask(sql`select count(*)::int as n from worker_source`)).toEqual([{ n: 1000 }]);
  expect(await again.undo()).toEqual([]);

  const corrected = people.map((p, i) => (i < 20 ? { ...p, phone: `1390${String(i).padStart(7, '0')}`, education: 'seniorHigh' } : p));
  const third = await run(county, corrected, COUNTY, { file: 'b' });
  const changed = await third.write();
  expect(outcomes(changed)).toEqual({ changed: 20, unchanged: 980 });
  expect(changed[0]!.changes).toEqual([
    { field: 'phone', text: { zh: '联系电话', en: 'telephone' }, from: '138****0000', to: '139****0000' },
    { field: 'education', text: { zh: '文化程度', en: 'education' }, from: educationTexts.juniorHigh, to: educationTexts.seniorHigh },
  ]);
  expect(await versionCount(services)).toBe(versions + 40);
  // the older batch: rows that were corrected since stay, and so does the household of nobody else
  expect(outcomes((await third.undo()).map((u) => ({ outcome: u.state })))).toEqual({ undone: 1000 });
  expect(await standing(services)).toEqual(stands);

  expect(outcomes((await first.undo()).map((u) => ({ outcome: u.state })))).toEqual({ undone: 1000 });
  expect(await standing(services)).toEqual(before);
  expect((await county(listWorkers, {})).items).toHaveLength(1);
  expect(await store.transact({ role: 'system' }, (db) => compareNow(db, null, services.clock.today()))).toMatchObject({
    carried: 0,
    differed: 0,
  });
  expect(await first.undo()).toEqual([]);

  // and once more: records of their own again
  const redone = await run(county, people.slice(0, 8), COUNTY, { file: 'a' });
  expect(outcomes(await redone.write())).toEqual({ new: 8 });
  expect((await county(searchWorkers, { q: people[0]!.name })).items).toHaveLength(1);
}, 240_000);

test('a row something newer rests on stays, and says so; the others go', async () => {
  const { county, run, services, ask, store } = await setUp();
  const people = roster(6);
  const batch = await run(county, people);
  const written = await batch.write();
  expect(outcomes(written)).toEqual({ new: 6 });
  const ids = written.map((r) => r.plan.workerId);
  // a correction by hand, a telephone more, somebody a key opens, a pair a person decided
  const current = await county(readWorker, { id: ids[0]! });
  await county(correctBasic, {
    id: ids[0]!,
    recorded: current.recorded,
    name: '莫改名',
    documentKind: 'residentIdCard',
    keepNumber: true,
    ethnic: '09',
    reason: '户口本上是这个名字',
  });
  await county(addContact, { id: ids[1]!, phone: '13900000001', kind: 'family', holder: '哥哥' });
  await store.transact({ role: 'system' }, (db) =>
    sql`select grant_scope('spell:x', 'host:440111', ${ids[2]!}::uuid, '2026-01-01', '2099-12-31')`.execute(db),
  );
  const undone = await batch.undo();
  const state = Object.fromEntries(undone.map((u) => [u.row - 2, u.state]));
  expect(state).toEqual({ 0: 'kept', 1: 'kept', 2: 'kept', 3: 'undone', 4: 'undone', 5: 'undone' });
  expect(undone.find((u) => u.row === 2)!.why!.zh).toContain('后来又有更正');
  expect(undone.find((u) => u.row === 3)!.why!.zh).toContain('后来又登记了别的内容');
  expect(await ask(sql`select count(*)::int as n from worker_now`)).toEqual([{ n: 3 }]);
  expect(await county(readWorker, { id: ids[3]! }).catch((e: { code: string }) => e.code)).toBe('platform.notFound');
  expect(await standing(services)).toMatchObject({ worker_basic: { length: 3 } });
});

test('rows of one file about one person see each other, and are taken back from the last to the first', async () => {
  const { county, run, services } = await setUp();
  const [a] = roster(1);
  const before = await standing(services);
  const batch = await run(county, [
    a!,
    { ...a!, phone: '13911112222' },
    { ...a!, phone: '13911112222', education: 'seniorHigh' },
    { ...a!, name: '别人' },
  ]);
  const done = await batch.write();
  expect(done.map((r) => r.outcome)).toEqual(['new', 'changed', 'changed', 'unchanged']);
  expect(rules(done[3]!)).toEqual(['conflict']);
  expect(new Set(done.map((r) => r.plan.workerId)).size).toBe(1);
  expect((await batch.undo()).map((u) => [u.row, u.state])).toEqual([
    [5, 'undone'],
    [4, 'undone'],
    [3, 'undone'],
    [2, 'undone'],
  ]);
  expect(await standing(services)).toEqual(before);
});

test('a list that is older than what is known changes nothing of it, and says so; blank cells erase nothing', async () => {
  const { county, run } = await setUp();
  const people = roster(2);
  await (await run(county, people, COUNTY, { observedOn: '2026-10-31' })).write();
  const old = await (
    await run(
      county,
      people.map((p) => ({ ...p, phone: '13955556666', education: 'primary' })),
      COUNTY,
      { observedOn: '2026-03-31' },
    )
  ).write();
  expect(old.map((r) => r.outcome)).toEqual(['unchanged', 'unchanged']);
  expect(rules(old[0]!)).toEqual(['older', 'older']);
  expect(old[0]!.findings[0]!.text.zh).toContain('2026-10-31');
  const blank = await (
    await run(
      county,
      people.map((p) => ({ idNumber: p.idNumber, name: p.name, phone: null, education: null, identity: null })),
    )
  ).write();
  expect(outcomes(blank)).toEqual({ unchanged: 2 });
});

test('同号不同名 inside the own area changes nothing; elsewhere it is told to nobody here and waits for the level above both', async () => {
  const { as, county, run, ask } = await setUp();
  const dushan = await as('独山县人社局');
  const number = numberFor('1980-03-03', 301);
  const { id } = await county(registerWorker, someone('莫小满', { number }));
  const [inside] = await (await run(county, [{ name: '韦大明', idNumber: number, phone: '13800001111' }])).write();
  expect(inside).toMatchObject({ outcome: 'unchanged', subject: { id } });
  expect(rules(inside!)).toEqual(['conflict']);
  const [outside] = await (await run(dushan, [{ name: '韦大明', idNumber: number }], '522726000000')).write();
  expect(outside!.outcome).toBe('new');
  expect(outside!.findings).toEqual([]);
  expect(await ask(sql`select kind, state, found_by from duplicate_pair`)).toEqual([{ kind: 'conflict', state: 'open', foundBy: 'sheet' }]);
});

test('跨区重复: the row becomes a record of its own of the same person, both counties hear of it once, and the account is counted', async () => {
  const { as, county, run, ask, services } = await setUp();
  const dushan = await as('独山县人社局');
  const people = roster(25);
  await (await run(county, people)).write();
  const before = await standing(services);
  const batch = await run(
    dushan,
    people.map((p) => ({ name: p.name, idNumber: p.idNumber })),
    '522726000000',
  );
  await batch.judge();
  const done = await batch.write();
  expect(outcomes(done)).toEqual({ new: 25 });
  expect(done[0]!.findings.map((f) => [f.rule, f.severity])).toEqual([['crossArea', 'hint']]);
  expect(done[0]!.findings[0]!.text.zh).toContain('平塘县');
  expect(await ask(sql`select distinct records, shadowed from worker_now`)).toEqual([{ records: 2, shadowed: false }]);
  expect(await ask(sql`select kind, area_code from notice order by kind`)).toEqual([
    { kind: 'workers.crossArea', areaCode: COUNTY },
    { kind: 'workers.manyCrossArea', areaCode: '' },
  ]);
  expect(
    await ask(sql`select count(*)::int as n, sum((details ->> 'hits')::int)::int as hits from audit where action = 'workers.crossArea'`),
  ).toEqual([{ n: 1, hits: 25 }]);
  expect(outcomes((await batch.undo()).map((u) => ({ outcome: u.state })))).toEqual({ undone: 25 });
  expect(await standing(services)).toEqual(before);
});

test('without a number: one record that fits is meant, with a doubt; none is opened where the home is known; many, and nobody is', async () => {
  const { county, run, as } = await setUp();
  const { id } = await county(registerWorker, someone('莫小满', { phone: '13800001111' }));
  const village = await as('先进村');
  const done = await (
    await run(
      village,
      [
        { name: '莫小满', phone: '13800001111', education: 'primary' },
        { name: '莫小满', phone: '13800002222' },
        { name: '石阿朵', birthday: '1990-02-02', sex: '2', home: VILLAGE },
        { name: '石阿朵', birthday: '1990-02-02', home: VILLAGE },
      ],
      VILLAGE,
    )
  ).write();
  expect(done.map((r) => r.outcome)).toEqual(['changed', 'new', 'new', 'unchanged']);
  expect(done[0]!.subject).toMatchObject({ id });
  expect(done.map(rules)).toEqual([['byName'], ['noNumber'], ['noNumber'], ['byName']]);
  const [county1] = await (await run(county, [{ name: '没有村的人' }])).write();
  expect(county1!.outcome).toBe('refused');
  const [many] = await (
    await run(county, [
      { name: '石阿朵', phone: '13800003333' },
      { name: '石阿朵', birthday: '1990-02-02', home: TOWN },
    ])
  ).write();
  expect(many!.outcome).toBe('refused');
});

test('households: founded by number, one head, who moves to another leaves the first', async () => {
  const { county, run, ask } = await setUp();
  const [a, b] = roster(2).map((p) => ({ idNumber: p.idNumber, name: p.name, home: VILLAGE }));
  const done = await (
    await run(
      county,
      [
        { ...a!, householdNumber: 'H1', relation: 'head' },
        { ...b!, householdNumber: 'H1', relation: 'head' },
      ],
      COUNTY,
      { observedOn: '2026-06-30' },
    )
  ).write();
  expect(done.map(rules)).toEqual([[], ['household']]);
  expect(await ask(sql`select relation from worker_now order by relation`)).toEqual([{ relation: 'head' }, { relation: 'other' }]);
  const [moved] = await (
    await run(county, [{ ...b!, householdNumber: 'H2', relation: 'head' }], COUNTY, { observedOn: '2026-09-30' })
  ).write();
  expect(moved!.changes.map((c) => [c.field, c.from, c.to])).toEqual([
    ['householdNumber', { zh: '已有的户', en: 'a household on record' }, 'H2'],
  ]);
  expect(
    await ask(sql`select h.number, m.relation, m.valid_from, m.valid_to from household_member m join household h on h.id = m.household_id
    where m.superseded = 'infinity' and m.worker_id = ${done[1]!.plan.workerId} order by m.valid_from`),
  ).toEqual([
    { number: 'H1', relation: 'other', validFrom: '2026-06-30', validTo: '2026-09-29' },
    { number: 'H2', relation: 'head', validFrom: '2026-09-30', validTo: null },
  ]);
});

test('identities: a kind that changes ends the one before; a group without a kind is taken for the general one, or asked for', async () => {
  const { county, run, ask } = await setUp();
  const [a] = roster(1).map((p) => ({ idNumber: p.idNumber, name: p.name, home: VILLAGE }));
  const at = (observedOn: string, identity: readonly string[], more = {}) =>
    run(county, [{ ...a!, identity, ...more }], COUNTY, { observedOn });
  const [one] = await (await at('2026-03-31', ['poverty'])).write();
  expect(rules(one!)).toEqual(['identityKind']);
  const [two] = await (await at('2026-06-30', ['poverty_dibao', 'monitored'])).write();
  expect(two!.changes.map((c) => [c.from, c.to])).toEqual([[identityKindTexts.poverty_general, identityKindTexts.poverty_dibao]]);
  expect(rules(two!)).toEqual(['identityKind']);
  const [three] = await (
    await at('2026-09-30', ['poverty', 'monitored_sudden'], { identifiedOn: '2025-11-02', removedOn: '2026-08-01' })
  ).write();
  expect(three!.changes.map((c) => c.to)).toEqual([identityKindTexts.monitored_sudden, '2026-08-01']);
  expect(
    await ask(
      sql`select kind, valid_from, valid_to, risk_removed from identity_period where superseded = 'infinity' order by valid_from, kind`,
    ),
  ).toEqual([
    { kind: 'poverty_general', validFrom: '2021-01-01', validTo: '2026-06-29', riskRemoved: null },
    { kind: 'monitored_sudden', validFrom: '2025-11-02', validTo: null, riskRemoved: '2026-08-01' },
    { kind: 'poverty_dibao', validFrom: '2026-06-30', validTo: null, riskRemoved: null },
  ]);
});

test('a record that another list has told of since is no longer the first list’s to take away', async () => {
  const { county, run, ask } = await setUp();
  const people = roster(3).map((p) => ({ ...p, identity: [], identifiedOn: null }));
  const first = await run(county, people);
  await first.write();
  const second = await run(county, people.slice(0, 2));
  expect(outcomes(await second.write())).toEqual({ unchanged: 2 });
  const undone = await first.undo();
  expect(Object.fromEntries(undone.map((u) => [u.row, u.state]))).toEqual({ 2: 'kept', 3: 'kept', 4: 'undone' });
  expect(undone.find((u) => u.row === 2)!.why!.zh).toContain('别的表也报过');
  expect(await ask(sql`select count(*)::int as n from worker_now`)).toEqual([{ n: 2 }]);
  // once the second list is taken back nothing rests on them any more
  await second.undo();
  expect(outcomes((await first.undo()).map((u) => ({ outcome: u.state })))).toEqual({ undone: 2 });
  expect(await ask(sql`select count(*)::int as n from worker_now`)).toEqual([{ n: 0 }]);
});

test('a household number that is in use in another county tells nothing of it, and founds a household of its own', async () => {
  const { as, county, run, ask } = await setUp();
  const people = roster(4).map((p) => ({ ...p, identity: [], identifiedOn: null }));
  await (await run(county, people)).write();
  const dushan = await as('独山县人社局');
  const theirs = roster(8)
    .slice(4)
    .map((p) => ({ ...p, identity: [], identifiedOn: null, home: '522726100001', householdNumber: people[0]!.householdNumber }));
  const done = await (await run(dushan, theirs, '522726000000')).write();
  expect(outcomes(done)).toEqual({ new: 4 });
  expect(done.flatMap(rules)).not.toContain('household');
  expect(
    await ask(
      sql`select substr(home, 1, 6) as county, count(*)::int as n from household where number = ${people[0]!.householdNumber} group by 1 order by 1`,
    ),
  ).toEqual([
    { county: '522726', n: 1 },
    { county: '522727', n: 1 },
  ]);
});
