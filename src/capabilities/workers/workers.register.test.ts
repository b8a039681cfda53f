import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testApp } from '#testApp.ts';
import { correctBasic, listWorkers, moveHome, readWorker, registerWorker, revealNumber, searchWorkers } from './contract.ts';
import { numberFor, someone, TOWN, VILLAGE } from './testing/folk.ts';

const code = async (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'done',
    (e: { code?: string; body?: { code: string } }) => e.code ?? e.body?.code ?? String(e),
  );

test('a person is registered, found in every way, and opened', async () => {
  const { as } = await testApp();
  const county = await as('平塘县人社局');
  const number = numberFor('1992-03-04', 122);
  const { id, crossArea } = await county(registerWorker, {
    name: ' 莫桂兰 ',
    number: ` ${number.slice(0, 6)} ${number.slice(6)} `,
    home: { code: VILLAGE, hukou: 'agricultural', address: '三组 12 号' },
    phone: '138 0000 0142',
    ethnic: '36',
    identities: [{ kind: 'poverty_general', from: '2014-12-01', fromPrecision: 'month' }],
    condition: { education: 'juniorHigh', ability: 'ordinary', health: ['healthy'] },
    intention: { willing: 'yes', occupations: ['4-03-02-01'], payMin: 4800 },
    consent: { purposes: ['employment'], givenOn: '2021-03-02', way: 'oral', witness: '石阿朵' },
    household: { found: true, number: '5227270001', relation: 'head' },
  });
  expect(crossArea).toBeNull();
  for (const [q, mode] of [
    ['莫桂兰', 'name'],
    ['莫桂', 'name'],
    ['桂兰', 'part'],
    ['兰', 'part'],
    ['先进村', 'place'],
    ['克度', 'place'],
    ['莫贵蓝', 'homophone'],
    ['moguilan', 'pinyin'],
    ['mogui', 'pinyin'],
    ['mgl', 'initials'],
    ['moguinan', 'fuzzy'],
    [number, 'number'],
    [number.slice(-6), 'tail'],
    ['13800000142', 'phone'],
    ['5227270001', 'household'],
  ] as const) {
    const found = await county(searchWorkers, { q });
    expect(found.mode, q).toBe(mode);
    expect(
      found.items.map((i) => i.workerId),
      q,
    ).toEqual([id]);
  }
  const page = await county(readWorker, { id });
  expect(page).toMatchObject({
    name: '莫桂兰',
    sex: '2',
    birthYear: 1992,
    writes: true,
    homeName: '贵州黔南州平塘县克度镇先进村',
    identitiesNow: { poverty: 'general', monitored: '' },
    household: { number: '5227270001', lacksHead: false },
    looks: 0,
  });
  expect(page.numberMasked).toBe(`522700********${number.slice(-4)}`);
  expect(page.identities).toMatchObject([{ kind: 'poverty_general', from: '2014-12-01', fromPrecision: 'month', holds: true }]);
  expect(page.timeline.map((e) => e.kind)).toEqual(
    expect.arrayContaining(['register', 'basic', 'home', 'identity', 'condition', 'intention', 'consent', 'household']),
  );
  expect(JSON.stringify(page)).not.toContain(number);
  expect((await county(readWorker, { id })).looks).toBe(1);
});

test('each wrong thing is refused with its own sentence, and nothing is written', async () => {
  const { as, store } = await testApp();
  const county = await as('平塘县人社局');
  const fields = async (more: Parameters<typeof someone>[1], name = '莫桂兰') => {
    const refusal = await county(registerWorker, someone(name, more)).then(
      () => undefined,
      (e: { body: { code: string; errors?: { path: string; rule: string; text: { zh: string } }[]; text: { zh: string } } }) => e.body,
    );
    return (
      refusal && [
        refusal.code,
        refusal.errors?.map((e) => `${e.path} ${e.rule}`).join() ?? '',
        refusal.errors?.[0]?.text.zh ?? refusal.text.zh,
      ]
    );
  };
  const good = numberFor('1990-05-06', 111);
  const wrong = `${good.slice(0, 17)}${good[17] === '1' ? '2' : '1'}`;
  /** Code and refused field; the sentence apart. */
  const refusal = async (...args: Parameters<typeof fields>) => (await fields(...args))?.slice(0, 2).filter(Boolean);
  expect(await fields({ number: wrong })).toEqual([
    'platform.invalid',
    'number idNumber.checkCharacter',
    `证件号最后一位应为 ${good[17]}，现在是 ${wrong[17]}，请对照户口簿`,
  ]);
  expect(await refusal({ number: '' })).toEqual(['platform.invalid', 'number required']);
  expect(await refusal({ number: '522727900504123', birthday: '1991-01-01' })).toEqual(['workers.birthContradicts']);
  expect(await refusal({ number: good, sex: '2' })).toEqual(['workers.sexContradicts']);
  expect(await refusal({}, '莫')).toEqual(['platform.invalid', 'name name.tooShort']);
  expect(await refusal({}, '莫'.repeat(55))).toEqual(['platform.invalid', 'name name.tooLong']);
  expect(await refusal({ home: { code: '522727999999' } })).toEqual(['workers.unknownPlace']);
  expect(await fields({ home: { code: '522726000000' } })).toEqual([
    'workers.homeOutside',
    '',
    '贵州黔南州独山县不在您的辖区。请由那里建档，或者先建档在本地再登记迁移',
  ]);
  expect(await refusal({ phone: '1380000014' })).toEqual(['platform.invalid', 'phone mobileNumber.length']);
  expect(await refusal({ identities: [{ kind: 'relocated', from: '2019-01-01', riskRemoved: '2020-01-01' }] })).toEqual([
    'workers.riskOnlyMonitored',
  ]);
  expect(await refusal({ identities: [{ kind: 'relocated', from: '2019-01-01', to: '2018-01-01' }] })).toEqual([
    'platform.invalid',
    'identities.0 workers.endBeforeStart',
  ]);
  const twice = [
    { kind: 'poverty_general', from: '2014-01-01' },
    { kind: 'poverty_dibao', from: '2016-01-01' },
  ] as const;
  expect(await refusal({ identities: [...twice] })).toEqual(['workers.periodsOverlap']);
  expect(await refusal({ condition: { education: 'primary', schoolStage: 'grade7' } })).toEqual(['workers.educationAndSchool']);
  expect(await refusal({ household: { number: '404', relation: 'son' } })).toEqual(['workers.noSuchHousehold']);
  const { rows } = await store.transact({ role: 'system' }, (db) => sql<{ n: number }>`select count(*)::int as n from worker`.execute(db));
  expect(rows[0]!.n).toBe(0);
  // rare characters, dots, twenty characters, a 15-digit number, no number yet: all fine
  for (const name of ['韦𬭚', '吴㙟', '买买提·艾力', '阿'.repeat(20)]) expect(await fields({}, name), name).toBeUndefined();
  expect(await fields({ number: '522727900504123' }, '罗天顺')).toBeUndefined();
  expect(await fields({ documentKind: 'none', number: undefined as never, birthday: '1980-01-01', sex: '1' }, '罗无号')).toBeUndefined();
});

test('a number on record inside the area is refused with the way to it; outside it joins on number and name, and tells only the county', async () => {
  const { as } = await testApp();
  const pingtang = await as('平塘县人社局');
  const dushan = await as('独山县人社局');
  const number = numberFor('1985-06-07', 233);
  const first = await pingtang(registerWorker, { name: '石阿朵', number, home: { code: VILLAGE } });
  const again = await pingtang(registerWorker, { name: '石阿朵', number, home: { code: TOWN } }).catch(
    (e: { body: { code: string; details: object } }) => e.body,
  );
  expect(again).toMatchObject({ code: 'workers.numberTaken', details: { workerId: first.id } });
  const second = await dushan(registerWorker, { name: '石阿朵', number, home: { code: '522726000000' } });
  expect(second.crossArea).toEqual({ county: '贵州黔南州平塘县' });
  const page = await dushan(readWorker, { id: second.id });
  expect(page.personId).toBe(first.id);
  expect(page.records).toMatchObject([
    { workerId: null, county: '贵州黔南州平塘县', name: null },
    { workerId: second.id, current: true },
  ]);
  expect(await code(dushan(readWorker, { id: first.id }))).toBe('platform.notFound');
  // another name under the same number: nothing is told, the level above both gets the pair
  const other = await dushan(registerWorker, { name: '石小朵', number: numberFor('1985-06-07', 235), home: { code: '522726000000' } });
  expect(other.crossArea).toBeNull();
  const prefecture = await as('黔南州');
  expect((await prefecture(listWorkers, { q: '石阿朵' })).items.map((i) => i.records)).toEqual([2, 2]);
});

test('a correction shows both versions; a second editor is shown the first', async () => {
  const { as } = await testApp();
  const county = await as('平塘县人社局');
  const { id } = await county(registerWorker, someone('韦小满'));
  const { recorded } = await county(readWorker, { id });
  await county(correctBasic, { id, recorded, name: '韦晓满', keepNumber: true, reason: '户口簿上是晓' });
  expect(await code(county(correctBasic, { id, recorded, name: '韦小曼', keepNumber: true, reason: '听错' }))).toBe('platform.changed');
  const page = await county(readWorker, { id });
  expect(page.name).toBe('韦晓满');
  const names = page.timeline.filter((e) => e.kind === 'basic');
  expect(names.map((e) => [e.title.zh, e.correction, e.superseded !== null])).toEqual([
    ['更正姓名与证件：韦晓满', true, false],
    ['登记姓名：韦小满', false, true],
  ]);
  expect(names[0]!.reason).toBe('户口簿上是晓');
  expect((await county(searchWorkers, { q: '韦小满' })).mode).toBe('homophone');
});

test('who moves out of the area leaves it; the new county has the whole story', async () => {
  const { as } = await testApp();
  const pingtang = await as('平塘县人社局');
  const dushan = await as('独山县人社局');
  const { id } = await pingtang(registerWorker, someone('杨春禾', { home: { code: VILLAGE, from: '2001-01-01' } }));
  expect(await pingtang(moveHome, { id, code: '522726000000', from: '2020-05-01', reason: '婚嫁' })).toEqual({ id, gone: true });
  expect(await code(pingtang(readWorker, { id }))).toBe('platform.notFound');
  const page = await dushan(readWorker, { id });
  expect(page.homes?.map((h) => [h.code, h.from, h.to])).toEqual([
    ['522726000000', '2020-05-01', null],
    [VILLAGE, '2001-01-01', '2020-04-30'],
  ]);
  // a move is an event, not a correction of the home before it
  expect(page.timeline.filter((e) => e.kind === 'home').map((e) => [e.day, e.correction, e.superseded])).toEqual([
    ['2020-05-01', false, null],
    ['2001-01-01', false, null],
  ]);
  expect((await dushan(searchWorkers, { q: '春禾' })).items).toHaveLength(1);
  expect((await pingtang(searchWorkers, { q: '春禾' })).items).toHaveLength(0);
});

test('the full number needs a fresh password, auditors give a reason and see masked names', async () => {
  const { as } = await testApp();
  const county = await as({ roles: [{ role: 'county_bureau', areaCode: '522727000000', relation: null }], steppedUp: true });
  const wanted = someone('岑有田', { phone: '13800000199' });
  const { id } = await county(registerWorker, wanted);
  expect(await county(revealNumber, { id })).toMatchObject({ number: wanted.number, name: '岑有田', phones: [{ number: '13800000199' }] });
  expect(await code((await as('平塘县人社局'))(revealNumber, { id }))).toBe('access.stepUpNeeded');
  const auditor = await as({ roles: [{ role: 'auditor', areaCode: '522700000000', relation: null }], steppedUp: true });
  expect((await auditor(readWorker, { id })).name).toBe('岑**');
  expect(await code(auditor(revealNumber, { id }))).toBe('workers.reasonNeeded');
  expect(await auditor(revealNumber, { id, reason: '抽查 2022 年交通补助' })).toMatchObject({ number: wanted.number });
});
