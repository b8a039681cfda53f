import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Refused } from '#platform/testing/caller.ts';
import { testApp } from '#testApp.ts';
import {
  checkWorker,
  correctBasic,
  countWorkers,
  decidePair,
  joinWorkers,
  listPairs,
  listWorkers,
  readPair,
  readWorker,
  recordDeath,
  registerWorker,
  splitWorkers,
} from './contract.ts';
import { writePairs } from './server/duplicates/writePairs.ts';
import { noteState } from './server/service.ts';
import { numberFor, someone, VILLAGE } from './testing/folk.ts';

const refused = async (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'done',
    (e: Refused) => e.code,
  );

test('two records become one person and two again; facts stay with their record', async () => {
  const { as } = await testApp();
  const county = await as('平塘县人社局');
  const a = await county(registerWorker, someone('莫桂兰'));
  const b = await county(registerWorker, someone('莫贵兰'));
  expect(await refused(county(joinWorkers, { id: a.id, otherId: a.id, reason: '试试' }))).toBe('workers.withThemselves');
  expect(await county(joinWorkers, { id: b.id, otherId: a.id, reason: '户口簿看过' })).toEqual({ personId: a.id, records: 2 });
  expect(await refused(county(joinWorkers, { id: b.id, otherId: a.id, reason: '户口簿看过' }))).toBe('workers.alreadyOne');
  // one line in the list of the county, both records on the page
  expect((await county(listWorkers, {})).items.map((i) => [i.workerId, i.records])).toEqual([[a.id, 2]]);
  const page = await county(readWorker, { id: b.id });
  expect(page.records.map((r) => r.workerId)).toEqual([a.id, b.id]);
  expect(page.timeline.some((e) => e.kind === 'person' && e.title.zh === '档案合并为同一人')).toBe(true);
  const { items } = await county(listPairs, { state: 'same' });
  expect(items).toMatchObject([{ kind: 'likeness', decidedHow: 'desk', decision: '户口簿看过', mine: true }]);

  expect(await refused(county(splitWorkers, { id: a.id, leaving: [a.id, b.id], reason: '看错' }))).toBe('workers.splitLeavesNobody');
  await county(splitWorkers, { id: a.id, leaving: [b.id], reason: '两姐妹' });
  expect((await county(listWorkers, {})).items.map((i) => i.records)).toEqual([1, 1]);
  expect((await county(readWorker, { id: b.id })).personId).toBe(b.id);
  expect((await county(listPairs, { state: 'different' })).items).toMatchObject([{ decidedHow: 'split' }]);
  expect(await refused(county(splitWorkers, { id: a.id, leaving: [b.id], reason: '再拆' }))).toBe('workers.nothingToSplit');
});

test('the smallest id leaves: the rest get a new person of their own', async () => {
  const { as } = await testApp();
  const county = await as('平塘县人社局');
  const [a, b, c] = await Promise.all(['韦一', '韦二', '韦三'].map((n) => county(registerWorker, someone(n)))).then((all) =>
    all.map((x) => x.id).sort(),
  );
  await county(joinWorkers, { id: a!, otherId: b!, reason: '同一人' });
  await county(joinWorkers, { id: a!, otherId: c!, reason: '同一人' });
  // b and c are held together by a alone
  expect(await refused(county(splitWorkers, { id: b!, leaving: [a!], reason: '不是她' }))).toBe('workers.splitOrphans');
  expect(await county(splitWorkers, { id: b!, leaving: [a!, c!], reason: '不是她' })).toEqual({ personIds: [a, b] });
  expect((await county(readWorker, { id: c! })).personId).toBe(a);
  expect((await county(readWorker, { id: b! })).personId).toBe(b);
});

test('a pair across counties is decided above both; each side learns the other’s county only', async () => {
  const { as, store } = await testApp();
  const pingtang = await as('平塘县人社局');
  const dushan = await as('独山县人社局');
  const prefecture = await as('黔南州');
  const a = await pingtang(registerWorker, someone('石阿朵'));
  const b = await dushan(registerWorker, someone('石阿躲', { home: { code: '522726000000' } }));
  await store.transact({ role: 'system' }, (db) =>
    sql`select note_pair(gen_random_uuid(), ${a.id}::uuid, ${b.id}::uuid, 'likeness', 88, 'desk', '[{"code":"homophone","points":40}]'::jsonb, '[]'::jsonb, 'sweep', 'open', '', null)`.execute(
      db,
    ),
  );
  const [pair] = (await pingtang(listPairs, {})).items;
  expect(pair).toMatchObject({ crossArea: true, mine: false });
  const sides = [pair!.a, pair!.b];
  expect(sides.find((s) => s.workerId === b.id)).toMatchObject({ visible: false, name: '', county: '贵州黔南州独山县', numberMasked: '' });
  expect(sides.find((s) => s.workerId === a.id)).toMatchObject({ visible: true, name: '石阿朵' });
  expect(await refused(pingtang(decidePair, { id: pair!.id, version: pair!.version, same: true }))).toBe('workers.notYoursToJoin');
  expect(await refused((await as('培训学校'))(readPair, { id: pair!.id }))).toBe('platform.forbidden');
  const decided = await prefecture(decidePair, { id: pair!.id, version: pair!.version, same: true, reason: '电话问过' });
  expect(decided).toMatchObject({ state: 'same', decidedBy: '黔南州' });
  expect(await refused(prefecture(decidePair, { id: pair!.id, version: pair!.version, same: false }))).toBe('workers.pairChanged');
  expect((await pingtang(readWorker, { id: a.id })).records).toHaveLength(2);
  // decided otherwise later: split again
  await prefecture(decidePair, { id: pair!.id, version: decided.version, same: false, reason: '不是一个人' });
  expect((await pingtang(readWorker, { id: a.id })).records).toHaveLength(1);
});

test('one number, two names: nothing is joined, only the level above both sees it', async () => {
  const { as } = await testApp();
  const pingtang = await as('平塘县人社局');
  const dushan = await as('独山县人社局');
  const number = numberFor('1988-08-08', 347);
  await pingtang(registerWorker, { name: '岑有田', number, home: { code: '522727104213' } });
  const second = await dushan(registerWorker, { name: '周石坎', number, home: { code: '522726000000' } });
  expect(second).toMatchObject({ crossArea: null, pairs: 0 });
  expect((await dushan(listPairs, {})).items).toEqual([]);
  expect((await (await as('黔南州'))(listPairs, {})).items).toMatchObject([{ kind: 'conflict', mine: true }]);
});

test('who looks alike is shown before saving; said to be somebody else, the record is saved and the pair is decided', async () => {
  const { as } = await testApp();
  const county = await as('平塘县人社局');
  const first = await county(registerWorker, {
    name: '卢巧儿',
    documentKind: 'none',
    birthday: '1996-04-02',
    sex: '2',
    home: { code: VILLAGE },
    phone: '13800000246',
  });
  const wanted = { name: '卢巧尔', number: numberFor('1996-04-02', 24), home: { code: VILLAGE }, phone: '13800000246' };
  const checked = await county(checkWorker, { ...wanted, home: undefined, homeText: '平塘克度先进村' } as never);
  expect(checked).toMatchObject({
    number: { ok: true, birthday: '1996-04-02', sex: '2' },
    place: { status: 'sure', code: VILLAGE, inside: true },
    same: null,
    likenesses: [{ workerId: first.id, name: '卢巧儿' }],
  });
  expect(checked.likenesses[0]!.reasons.map((r) => r.zh)).toContain('出生日期相同');
  expect(checked.likenesses[0]!.score).toBeGreaterThan(50);
  expect(JSON.stringify(checked)).not.toContain(wanted.number);
  const refusal = await county(registerWorker, wanted).catch((e: Refused) => e.body);
  expect(refusal).toMatchObject({ code: 'workers.looksLike', details: { count: 1, workerIds: [first.id] } });
  const second = await county(registerWorker, { ...wanted, notTheSame: [first.id] });
  expect(second.pairs).toBe(0);
  expect((await county(listPairs, { state: 'different' })).items).toMatchObject([{ decidedHow: 'desk', foundBy: 'save' }]);
  // nobody outside the area is told anything
  const dushan = await as('独山县人社局');
  expect((await dushan(checkWorker, { name: '卢巧儿', birthday: '1996-04-02', phone: '13800000246' })).likenesses).toEqual([]);
});

test('what a person has told apart is not joined by itself, neither directly nor through a third record', async () => {
  const { as, store } = await testApp();
  const county = await as('平塘县人社局');
  const [a, b, c] = await Promise.all(['吴一', '吴二', '吴三'].map((n) => county(registerWorker, someone(n)))).then((all) =>
    all.map((x) => x.id).sort(),
  );
  await county(joinWorkers, { id: a!, otherId: c!, reason: '同一人' });
  await county(splitWorkers, { id: a!, leaving: [c!], reason: '两兄弟' });
  const sure = (x: string, y: string) => ({ a: x, b: y, kind: 'likeness', score: 99, band: 'accept', reasons: [], guards: [] }) as const;
  const found = await store.transact({ role: 'system', writesFacts: true }, (db) => writePairs(db, [sure(a!, b!), sure(b!, c!)], 'sweep'));
  expect(found).toMatchObject({ pairs: 2, joined: 1 });
  expect((await county(readWorker, { id: b! })).personId).toBe(a);
  expect((await county(readWorker, { id: c! })).personId).toBe(c);
  // it waits on the desk, and the next sweep finds nothing new in it
  expect((await county(listPairs, { state: 'open' })).items.map((p) => [p.a.workerId, p.b.workerId])).toEqual([[b, c]]);
  expect(await store.transact({ role: 'system', writesFacts: true }, (db) => writePairs(db, [sure(b!, c!)], 'sweep'))).toMatchObject({
    pairs: 0,
    joined: 0,
  });
});

test('two records of one number and name that were told apart stay apart when one of them is corrected', async () => {
  const { as } = await testApp();
  const pingtang = await as('平塘县人社局');
  const dushan = await as('独山县人社局');
  const prefecture = await as('黔南州');
  const number = numberFor('1988-08-08', 348);
  const a = await pingtang(registerWorker, { name: '岑有田', number, home: { code: '522727104213' } });
  const b = await dushan(registerWorker, { name: '岑有田', number, home: { code: '522726000000' } });
  expect(b.crossArea).toMatchObject({ county: '贵州黔南州平塘县' });
  await prefecture(splitWorkers, { id: a.id, leaving: [b.id], reason: '号码重了' });
  const { recorded } = await dushan(readWorker, { id: b.id });
  await dushan(correctBasic, {
    id: b.id,
    recorded,
    name: '岑有田',
    documentKind: 'residentIdCard',
    keepNumber: true,
    ethnic: '01',
    reason: '补民族',
  });
  expect((await dushan(readWorker, { id: b.id })).personId).toBe(b.id);
  expect((await prefecture(listPairs, { state: 'different' })).items).toMatchObject([{ kind: 'number', decidedHow: 'split' }]);
});

test('a person of two records is found by the number and telephone that only the second one has', async () => {
  const { as } = await testApp();
  const county = await as('平塘县人社局');
  const number = numberFor('1991-03-03', 31);
  const first = await county(registerWorker, {
    name: '潘水生',
    documentKind: 'none',
    birthday: '1991-03-03',
    sex: '1',
    home: { code: VILLAGE },
  });
  const second = await county(registerWorker, {
    name: '潘水生',
    number,
    home: { code: VILLAGE },
    phone: '13800000310',
    notTheSame: [first.id],
  });
  await county(joinWorkers, { id: first.id, otherId: second.id, reason: '同一人' });
  const found = async (q: string) => (await county(listWorkers, { q })).items.map((i) => i.workerId);
  expect(await found(number)).toEqual([second.id]);
  expect(await found(number.slice(-6))).toEqual([second.id]);
  expect(await found('13800000310')).toEqual([second.id]);
});

test('a list asks about the person: whichever record fits, none that says otherwise, and each as it is after a split', async () => {
  const { as, store } = await testApp();
  const county = await as('平塘县人社局');
  const first = await county(registerWorker, someone('石一一'));
  const second = await county(
    registerWorker,
    someone('石依依', { identities: [{ kind: 'poverty_general', from: '2014-01-01' }], phone: '13800000777' }),
  );
  await store.transact({ role: 'system' }, (db) =>
    noteState(db, second.id, { certificates: 1, working: 'working', workPlace: '440111000000' }),
  );
  const shown = async (filters: object): Promise<string[]> => (await county(listWorkers, filters)).items.map((i) => i.workerId);
  await county(joinWorkers, { id: first.id, otherId: second.id, reason: '同一人' });
  // one line, by the first record that fits
  expect(await shown({})).toEqual([first.id]);
  expect((await county(countWorkers, {})).count).toBe(1);
  expect(await shown({ identity: ['poverty'] })).toEqual([second.id]);
  expect(await shown({ certified: true, working: ['working'] })).toEqual([second.id]);
  expect(await shown({ q: '石' })).toEqual([first.id]);
  expect(await shown({ q: '石依' })).toEqual([second.id]);
  expect(await shown({ q: '依' })).toEqual([second.id]);
  expect(await shown({ q: 'shi' })).toEqual([first.id]);
  expect(await shown({ q: '13800000777' })).toEqual([second.id]);
  // the first record alone knows of no work and no certificate; the person has both
  expect(await shown({ certified: false })).toEqual([]);
  expect(await shown({ working: ['not_working', 'unknown'] })).toEqual([]);
  expect(await shown({ identity: ['none'] })).toEqual([]);
  await county(recordDeath, { id: second.id, on: '2022-10-01' });
  expect(await shown({})).toEqual([]);
  expect(await shown({ dead: true })).toEqual([first.id]);
  await county(splitWorkers, { id: first.id, leaving: [second.id], reason: '两个人' });
  expect(await shown({ certified: false })).toEqual([first.id]);
  expect(await shown({ dead: true, certified: true })).toEqual([second.id]);
});
