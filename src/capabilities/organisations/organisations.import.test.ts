// Lists of organisations written, written again and taken back, as the roster engine does it.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { AnyApplier, ApplyContext, BatchFacts, RowPlace, SheetRowIn } from '#capabilities/rosters/server/service.ts';
import { newId } from '#platform/server/newId.ts';
import type { Services } from '#platform/server/services.ts';
import { testApp } from '#testApp.ts';
import { addAlias, correctOrganisation, createOrganisation, listContacts, readOrganisation } from './contract.ts';
import { organisationApplier } from './server/import/applier.ts';
import { postApplier } from './server/import/posts.ts';
import { employer, newUscc } from './testing/facts.ts';

type Values = Readonly<Record<string, unknown>>;
const BAIYUN = '440111000000';
const rowsOf = (values: readonly Values[], extra: Readonly<Record<string, string>> = {}): SheetRowIn[] =>
  values.map((v, i) => ({ sheet: 0, row: i + 2, side: 0, values: v, verdict: 'accepted', findings: [], extra }));

let files = 0;
const makeBatch = (services: Services, accountId: string): Promise<BatchFacts> =>
  services.store.transact({ role: 'system' }, async (db) => {
    const [id, fileId] = [newId(), newId()];
    const fileHash = createHash('sha256').update(`list ${++files}`).digest('hex');
    const today = services.clock.today();
    await sql`insert into file (id, hash, size, type, name, purpose) values (${fileId}, ${fileHash}, 1, 'csv', ${services.keys.seal('名册.xlsx')}, 'rosters.handIn')`.execute(
      db,
    );
    const { rows } = await sql<{ number: number }>`
      insert into roster_batch (id, file_id, file_hash, area, handed_in, observed_on, state, created_by)
      values (${id}, ${fileId}, ${fileHash}, ${BAIYUN}, ${today}::date, ${today}::date, 'written', ${accountId}) returning number`.execute(
      db,
    );
    return { id, number: rows[0]!.number, fileHash, area: BAIYUN, organisationId: null, handedIn: today, observedOn: today };
  });

const importing = async (services: Services, accountId: string, applier: AnyApplier = organisationApplier) => {
  const batch = await makeBatch(services, accountId);
  const inChunk = <T>(work: (context: ApplyContext) => Promise<T>, by = accountId): Promise<T> =>
    services.store.transact({ role: 'system' }, async (db) => {
      const owner = await services.actorFor(db, by, services.clock.now());
      return work({ db, services, owner, today: services.clock.today(), batch, fields: new Set() });
    });
  return {
    batch,
    write: (rows: readonly SheetRowIn[]) =>
      inChunk(async (context) => {
        const resolutions = await applier.resolve(context, rows);
        const going = rows.flatMap((row, i) => (resolutions[i]!.outcome === 'refused' ? [] : [{ row, resolution: resolutions[i]! }]));
        const written = await applier.write(context, going);
        return { resolutions, ids: written.map((w) => w?.subject.id ?? '') };
      }),
    undo: (by?: string) =>
      inChunk(async (context) => {
        const out: string[] = [];
        for (let after: RowPlace | null = null; ; ) {
          const places: readonly RowPlace[] = await applier.writtenRows(context, after, 1);
          if (!places.length) return out;
          out.push(...(await applier.undo(context, places)).map((u) => `${u.row} ${u.state}`));
          after = places.at(-1)!;
        }
      }, by),
  };
};
const outcomes = (of: {
  readonly resolutions: readonly { readonly outcome: string; readonly findings: readonly { readonly rule: string }[] }[];
}) => of.resolutions.map((r) => [r.outcome, ...r.findings.map((f) => f.rule)].join(' '));

test('new ones are registered with their contact, the same list again changes nothing, and undoing takes them out of the register', async () => {
  const { as, services } = await testApp();
  const county = await as('白云区人社局');
  const uscc = newUscc();
  const rows = rowsOf(
    [
      {
        name: '演示烧腊餐饮有限公司',
        uscc,
        place: BAIYUN,
        address: '人和镇 1 号',
        industry: '餐饮',
        contact: '王芳',
        phone: '14100000001',
      },
      { name: '演示合作社', uscc: null, usccMissing: '尚未登记', place: BAIYUN },
    ],
    { 法定代表人: '李四' },
  );
  const first = await importing(services, county.account.id);
  const made = await first.write(rows);
  expect(outcomes(made)).toEqual(['new', 'new']);
  const page = await county(readOrganisation, { id: made.ids[0]! });
  expect(page).toMatchObject({ name: '演示烧腊餐饮有限公司', uscc, placeCode: BAIYUN, industry: 'H', kinds: ['employer'] });
  expect((await county(listContacts, { id: made.ids[0]! })).items).toMatchObject([{ name: '王芳', phone: '14100000001' }]);

  const again = await importing(services, county.account.id);
  expect(outcomes(await again.write(rows))).toEqual(['unchanged', 'unchanged']);
  expect((await county(readOrganisation, { id: made.ids[0]! })).versions).toHaveLength(1);
  expect((await county(listContacts, { id: made.ids[0]! })).items).toHaveLength(1);

  expect(await again.undo()).toEqual(['2 nothing', '3 nothing']);
  expect(await first.undo()).toEqual(['2 undone', '3 undone']);
  await expect(county(readOrganisation, { id: made.ids[0]! })).rejects.toMatchObject({ code: 'platform.notFound' });
  // and may come in again
  expect(outcomes(await (await importing(services, county.account.id)).write(rows))).toEqual(['new', 'new']);
});

test('what a list says otherwise is changed field by field; undone to the very version before; kept where somebody corrected it since', async () => {
  const { as, services } = await testApp();
  const county = await as('白云区人社局');
  const known = await county(createOrganisation, employer({ name: '演示家具厂', uscc: newUscc(), address: '旧址', industry: 'C21' }));
  const before = await county(readOrganisation, { id: known.id });
  const rows = rowsOf([
    { name: '演示家具厂', uscc: before.uscc, place: BAIYUN, address: '新址', industry: '制造业', sizeClass: 'small' },
    // the same one twice: the second row sees what the first would write
    { name: '演示家具厂', uscc: before.uscc, place: null, address: '新址', note: '招工' },
  ]);
  const one = await importing(services, county.account.id);
  const made = await one.write(rows);
  expect(outcomes(made)).toEqual(['changed', 'changed']);
  expect(made.resolutions.map((r) => r.changes.map((c) => `${c.field} ${c.from}→${c.to}`))).toEqual([
    ['address 旧址→新址', 'sizeClass →小型'],
    ['note →招工'],
  ]);
  expect(await county(readOrganisation, { id: known.id })).toMatchObject({
    address: '新址',
    industry: 'C21',
    sizeClass: 'small',
    note: '招工',
  });
  expect(await one.undo()).toEqual(['2 undone', '3 undone']);
  const after = await county(readOrganisation, { id: known.id });
  for (const field of ['name', 'uscc', 'address', 'industry', 'sizeClass', 'sizeStatedBy', 'note', 'source', 'placeCode', 'kinds'] as const)
    expect(after[field], field).toEqual(before[field]);

  const two = await importing(services, county.account.id);
  await two.write(rows.slice(0, 1));
  const now = await county(readOrganisation, { id: known.id });
  await county(correctOrganisation, {
    id: known.id,
    seen: now.recorded,
    reason: '核对过营业执照',
    ...employer({ name: '演示家具厂', uscc: now.uscc!, address: '更新的址' }),
  });
  expect(await two.undo()).toEqual(['2 kept']);
  expect(await county(readOrganisation, { id: known.id })).toMatchObject({ address: '更新的址' });
});

test('a name is never changed by a list, another code is another organisation, and what is only close is doubted', async () => {
  const { as, services } = await testApp();
  const county = await as('白云区人社局');
  const [a, b] = [newUscc(), newUscc()];
  await county(createOrganisation, employer({ name: '广州市穗香餐饮有限公司', uscc: a }));
  await county(createOrganisation, employer({ name: '穗香家政服务部', uscc: '', usccMissing: '个体' }));
  const one = await importing(services, county.account.id);
  const made = await one.write(
    rowsOf([
      { name: '穗香餐饮', uscc: a, place: BAIYUN },
      { name: '穗香餐饮有限责任公司', uscc: b, place: BAIYUN },
      { name: '穗香家政服务部', uscc: newUscc(), place: BAIYUN },
      { name: '新来的厂', uscc: null, place: BAIYUN },
      { name: '没有地方的厂', uscc: newUscc(), place: null },
    ]),
  );
  expect(outcomes(made)).toEqual(['unchanged name', 'new alike', 'changed', 'refused uscc', 'refused place']);
  expect(made.resolutions[2]!.changes.map((c) => c.field)).toEqual(['uscc']);
});

test('outside one’s area nothing is registered and nothing changed; with something resting on it a new one stays', async () => {
  const { as, services } = await testApp();
  const [baiyun, pingtang] = [await as('白云区人社局'), await as('平塘县人社局')];
  const known = await baiyun(createOrganisation, employer({ name: '演示电子厂', uscc: newUscc(), address: '旧址' }));
  const uscc = (await baiyun(readOrganisation, { id: known.id })).uscc;
  const far = await importing(services, pingtang.account.id);
  const made = await far.write(
    rowsOf([
      { name: '演示电子厂', uscc, place: BAIYUN, address: '新址' },
      { name: '别处的厂', uscc: newUscc(), place: BAIYUN },
    ]),
  );
  expect(outcomes(made)).toEqual(['unchanged foreign', 'refused foreign']);
  expect(await baiyun(readOrganisation, { id: known.id })).toMatchObject({ address: '旧址' });

  const own = await importing(services, baiyun.account.id);
  const { ids } = await own.write(rowsOf([{ name: '有别名的厂', uscc: newUscc(), place: BAIYUN }]));
  await baiyun(addAlias, { id: ids[0]!, name: '老厂', kind: 'former', fromDay: null, toDay: null, source: '营业执照' });
  expect(await own.undo()).toEqual(['2 kept']);
  expect(await baiyun(readOrganisation, { id: ids[0]! })).toMatchObject({ name: '有别名的厂' });
});

test('a list of posts is kept beside the employers it names; of those nobody registered it says so', async () => {
  const { as, services, store } = await testApp();
  const county = await as('白云区人社局');
  const known = await county(createOrganisation, employer({ name: '演示电子有限公司' }));
  const one = await importing(services, county.account.id, postApplier);
  const made = await one.write(
    rowsOf(
      [
        {
          employer: '演示电子有限公司',
          post: '普工',
          headCount: 30,
          pay: { least: 5000, most: 8000, per: 'month' },
          benefits: ['包吃住', '五险'],
        },
        { employer: '没有登记的厂', post: '保安', headCount: 2 },
      ],
      { 车间: '二车间' },
    ),
  );
  expect(outcomes(made)).toEqual(['unchanged trial', 'unchanged employer']);
  expect(made.ids).toEqual([known.id, '']);
  const kept = await store.transact({ role: 'system' }, (db) => db.selectFrom('organisationSource').selectAll().execute());
  expect(kept.map((k) => JSON.parse(services.keys.open(k.extraSealed!)))).toEqual([
    { 岗位名称: '普工', 招聘人数: '30', 薪资待遇: '5000-8000元/月', 福利待遇: '包吃住、五险', 车间: '二车间' },
  ]);
  expect(await one.undo()).toEqual(['2 nothing']);
});

test('nobody takes back what they could not have written, whatever area a list says it is of', async () => {
  const { as, services } = await testApp();
  const [city, county] = [await as('广州市'), await as('白云区人社局')];
  const made = await importing(services, city.account.id);
  const rows = rowsOf([
    { name: '番禺演示厂', place: '440113000000', uscc: newUscc() },
    { name: '白云演示厂', place: BAIYUN, uscc: newUscc() },
  ]);
  const written = await made.write(rows);
  expect(outcomes(written)).toEqual(['new', 'new']);
  expect(await made.undo(county.account.id)).toEqual(['2 kept', '3 undone']);
  await city(readOrganisation, { id: written.ids[0]! });
  await expect(city(readOrganisation, { id: written.ids[1]! })).rejects.toMatchObject({ code: 'platform.notFound' });
  expect(await made.undo()).toEqual(['2 undone', '3 undone']);
});
