// "Who sees what" of product.md as data, and from it every cell: role × action × area × relation × time, over real requests and commits.
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildHttp } from '#platform/server/http.ts';
import { newTestDatabase, type TestDatabase } from '#platform/testing/databases.ts';
import { testClock, testServices } from '#platform/testing/testServices.ts';
import { accessParts, appliers, constraints, plain, routes as realRoutes } from '../../composition.ts';
import { beginViewAs } from './contractWatch.ts';
import { composePermissions, type Holding, ROLES } from './rules.ts';
import { steppedUp } from './server/authenticator.ts';
import { newAccess } from './server/routes.ts';
import { type Person, signedInAs } from './testing/people.ts';
import { ORG, personas, WORKER } from './testing/personas.ts';
import { makeProbe } from './testing/probe.ts';
import { exportProbe, listProbe, probePermissions, probeRoutes } from './testing/probeRoutes.ts';

// The table -------------------------------------------------------------------------------------------------------------------------

const ALL = [
  'name',
  'photo',
  'phone',
  'number_masked',
  'identity_kind',
  'household',
  'health',
  'spell',
  'other_employers',
  'verification',
  'marks',
  'case_notes',
  'request',
];
const ORIGIN = [...ALL, 'number_full'];
const HOST = ['name', 'photo', 'phone', 'spell', 'verification', 'identity_kind', 'number_masked', 'request'];

interface Viewer {
  readonly who: Holding;
  /** Fields of people whose home lies in the area; null = none are seen that way. */
  readonly home: readonly string[] | null;
  /** Fields of people that a key of theirs opens while it does. */
  readonly keyed: readonly string[] | null;
  readonly ownKey: string;
  readonly otherKey: string;
  readonly readOnly?: boolean;
}
const viewers: Record<string, Viewer> = {
  village: { who: personas.先进村, home: ORIGIN, keyed: null, ownKey: 'host:522727', otherKey: ORG.employer },
  township: { who: personas.克度镇, home: ORIGIN, keyed: null, ownKey: 'host:522727', otherKey: ORG.employer },
  county: { who: personas.平塘县人社局, home: ORIGIN, keyed: HOST, ownKey: 'host:522727', otherKey: 'host:522726' },
  hostCounty: { who: personas.白云区人社局, home: ORIGIN, keyed: HOST, ownKey: 'host:440111', otherKey: 'host:440113' },
  prefecture: { who: personas.黔南州, home: ORIGIN, keyed: HOST, ownKey: 'host:522726', otherKey: 'host:522800' },
  province: { who: personas.贵州省, home: ORIGIN, keyed: HOST, ownKey: 'host:520102', otherKey: 'host:510102' },
  hostCity: { who: personas.广州市, home: ORIGIN, keyed: HOST, ownKey: 'host:440113', otherKey: 'host:440200' },
  station: { who: personas.白云劳务站, home: null, keyed: HOST, ownKey: 'host:440111', otherKey: 'host:440113' },
  employer: { who: personas.穗味餐饮, home: null, keyed: ['name', 'phone', 'spell'], ownKey: ORG.employer, otherKey: ORG.otherEmployer },
  school: {
    who: personas.培训学校,
    home: null,
    keyed: ['name', 'phone', 'number_masked', 'marks'],
    ownKey: ORG.school,
    otherKey: ORG.examBody,
  },
  examBody: {
    who: personas.考评机构,
    home: null,
    keyed: ['name', 'phone', 'number_masked', 'number_full', 'marks'],
    ownKey: ORG.examBody,
    otherKey: ORG.school,
  },
  auditor: { who: personas.审计, home: [...ORIGIN, 'audit'], keyed: null, ownKey: 'host:522700', otherKey: ORG.employer, readOnly: true },
  worker: {
    who: personas.劳动者,
    home: null,
    keyed: [...ORIGIN, 'audit'],
    ownKey: WORKER,
    otherKey: 'worker:00000000-0000-4000-8000-0000000000b9',
  },
  systemAdmin: { who: personas.系统管理员, home: null, keyed: null, ownKey: 'host:440111', otherKey: ORG.employer },
  securityAdmin: { who: personas.安全管理员, home: null, keyed: null, ownKey: 'host:440111', otherKey: ORG.employer },
  auditAdmin: { who: personas.审计管理员, home: null, keyed: null, ownKey: 'host:440111', otherKey: ORG.employer },
};

const TODAY = '2026-11-23';
/** Days of the scope row, and whether it holds today. */
const TIMES: Record<string, [string, string, boolean]> = {
  before: ['2026-11-24', '2026-12-31', false],
  firstDay: [TODAY, '2026-12-31', true],
  within: ['2026-11-01', '2026-12-31', true],
  lastDay: ['2026-11-01', TODAY, true],
  after: ['2026-01-01', '2026-11-22', false],
};
/** A home in the viewer's own area, above, beside, below, and in another province; and whether the area holds it. */
const homesOf = (code: string): Record<string, [string, boolean]> => {
  const own = code === '' ? '520000000000' : code;
  const digits = [2, 4, 6, 9, 12].find((n) => /^0*$/.test(own.slice(n)))!;
  const up = { 2: 2, 4: 2, 6: 4, 9: 6, 12: 9 }[digits]!;
  const beside = String(Number(own.slice(0, digits)) + 1).padStart(digits, '0');
  const elsewhere = own.startsWith('45') ? '43' : '45';
  return {
    own: [own, true],
    parent: [digits === 2 ? '000000000000' : own.slice(0, up).padEnd(12, '0'), false],
    sibling: [beside.padEnd(12, '0'), false],
    child: [digits === 12 ? own : `${own.slice(0, digits)}${'104213'.slice(0, 12 - digits).padEnd(12 - digits, '1')}`, true],
    otherProvince: [`${elsewhere}0102001001`, false],
  };
};

interface Cell {
  readonly id: string;
  readonly name: string;
  readonly home: string;
  readonly key: string | null;
  readonly time: string;
  readonly byHome: boolean;
  readonly byKey: boolean;
}
let serial = 0;
const cellsOf = (v: Viewer): Cell[] =>
  Object.entries(homesOf(v.who.areaCode)).flatMap(([area, [home, inside]]) =>
    [null, v.ownKey, v.otherKey].flatMap((key) =>
      (key === null ? ['within'] : Object.keys(TIMES)).map((time) => ({
        id: `00000000-0000-4000-a000-${String(++serial).padStart(12, '0')}`,
        name: `${area}/${key === null ? 'none' : key === v.ownKey ? 'own' : 'other'}/${time}`,
        home,
        key,
        time,
        byHome: v.home !== null && inside,
        byKey: v.keyed !== null && key === v.ownKey && TIMES[time]![2],
      })),
    ),
  );

// The server ------------------------------------------------------------------------------------------------------------------------

let database: TestDatabase;
let app: FastifyInstance;
let services: ReturnType<typeof testServices>;
const parts = { ...accessParts, permissions: composePermissions([accessParts.permissions, probePermissions]) };
beforeAll(async () => {
  database = await newTestDatabase();
  await makeProbe(database.store);
  services = testServices(database.store, { clock: testClock(`${TODAY}T02:00:00Z`) });
  const access = newAccess(parts);
  app = await buildHttp({ services, routes: [...realRoutes, ...probeRoutes], constraints, plain, authenticator: access.authenticator });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const put = (cells: readonly Cell[]) =>
  database.store.transact({ role: 'system' }, async (db) => {
    const c = (f: (c: Cell) => string) => cells.map(f);
    await sql`insert into probe (worker_id, home, name, number_index, tail_index, number_sealed)
      select id::uuid, home, 'n', id::uuid, id::uuid, 'full' from unnest(${c((x) => x.id)}::text[], ${c((x) => x.home)}::text[]) as t(id, home)`.execute(
      db,
    );
    const keyed = cells.filter((x) => x.key !== null);
    const k = (f: (c: Cell) => string) => keyed.map(f);
    await sql`insert into worker_scope (key, worker_id, from_day, to_day, source)
      select key, id::uuid, f::date, t::date, 'cell:' || id from unnest(${k((x) => x.key!)}::text[], ${k((x) => x.id)}::text[],
        ${k((x) => TIMES[x.time]![0])}::text[], ${k((x) => TIMES[x.time]![1])}::text[]) as r(key, id, f, t)`.execute(db);
  });

const raw = async (
  person: Person,
  method: 'GET' | 'PATCH' | 'DELETE' | 'POST' | 'PUT',
  path: string,
  payload?: object | Buffer,
  type = 'application/json',
) => {
  const reply = await app.inject({
    method,
    url: `/api${path}`,
    headers: {
      cookie: [...person.jar].map(([k, v]) => `${k}=${v}`).join('; '),
      ...(payload === undefined ? {} : { 'content-type': type }),
    },
    ...(payload === undefined ? {} : { payload }),
  });
  const { 'x-request-id': requestId, date, ...headers } = reply.headers;
  return { status: reply.statusCode, headers, body: reply.body.replaceAll(String(requestId), '') };
};
const code = (reply: { body: string }): string => (JSON.parse(reply.body) as { code?: string }).code ?? 'done';

const renewStepUp = (person: Person) =>
  database.store.transact({ role: 'system' }, (db) =>
    db
      .updateTable('session')
      .set({ steppedUpUntil: steppedUp(services.clock.now()) })
      .where('accountId', '=', person.account.id)
      .execute(),
  );

let count = 0;
const tell = new Map<string, string>();

test.each(Object.entries(viewers))('%s: every action on every person', async (_name, v) => {
  const person = await signedInAs(app, services, v.who);
  await renewStepUp(person);
  const cells = cellsOf(v);
  await put(cells);
  const may = (p: keyof typeof probePermissions) => (probePermissions[p].roles as readonly string[]).includes(v.who.role);
  const sees = (c: Cell) => c.byHome || c.byKey;
  const fieldsOf = (c: Cell) => new Set([...(c.byHome ? v.home! : []), ...(c.byKey ? v.keyed! : [])]);
  const nowhere = '00000000-0000-4000-a000-ffffffffffff';
  const none = {
    GET: await raw(person, 'GET', `/probe/${nowhere}`),
    full: await raw(person, 'GET', `/probe/${nowhere}/full`),
    PATCH: await raw(person, 'PATCH', `/probe/${nowhere}`, { note: 'x' }),
    DELETE: await raw(person, 'DELETE', `/probe/${nowhere}`),
  };
  for (const [what, p] of [
    ['GET', 'probe.read'],
    ['full', 'probe.full'],
    ['PATCH', 'probe.write'],
    ['DELETE', 'probe.write'],
  ] as const)
    expect(code(none[what]), what).toBe(may(p) ? 'platform.notFound' : 'platform.forbidden');

  // lists and exports: each side shows exactly its own
  const mine = new Set(cells.map((c) => c.id));
  for (const side of ['home', 'scope'] as const) {
    const expected = cells.filter((c) => (side === 'home' ? c.byHome : c.byKey)).map((c) => c.id);
    if (may('probe.read')) expect((await person(listProbe, { side })).items.filter((i) => mine.has(i))).toEqual(expected);
    else expect(code(await raw(person, 'GET', `/probe?side=${side}`))).toBe('platform.forbidden');
    if (may('probe.export')) {
      const file = Buffer.from((await person(exportProbe, { side })) as unknown as Uint8Array).toString();
      expect(
        file
          .split('\n')
          .slice(1)
          .filter((i) => mine.has(i)),
      ).toEqual(expected);
      expect(file.split('\n')[0]).toContain(person.account.login);
    } else expect(code(await raw(person, 'POST', '/probe/export', { side }))).toBe('platform.forbidden');
    count += 2 * cells.length;
  }

  for (const c of cells) {
    const read = await raw(person, 'GET', `/probe/${c.id}`);
    if (sees(c) && may('probe.read')) {
      expect(read.status, c.name).toBe(200);
      const shown = JSON.parse(read.body) as { fields: Record<string, string>; name?: string; household?: string };
      expect(Object.keys(shown.fields).sort(), c.name).toEqual([...fieldsOf(c)].sort());
      expect(shown.household !== undefined, c.name).toBe(fieldsOf(c).has('household'));
      if (v.who.role === 'auditor') expect(shown.name, c.name).toBeUndefined();
    } else expect(read, c.name).toEqual(none.GET);

    const full = await raw(person, 'GET', `/probe/${c.id}/full`);
    if (sees(c) && may('probe.full') && fieldsOf(c).has('number_full')) expect(full.body, c.name).toBe('{"number":"full"}');
    else expect(full, c.name).toEqual(none.full);

    const writes = sees(c) && may('probe.write') && !v.readOnly;
    const patch = await raw(person, 'PATCH', `/probe/${c.id}`, { note: 'x' });
    writes ? expect(patch.status, c.name).toBe(200) : expect(patch, c.name).toEqual(none.PATCH);
    const gone = await raw(person, 'DELETE', `/probe/${c.id}`);
    writes ? expect(gone.status, c.name).toBe(200) : expect(gone, c.name).toEqual(none.DELETE);
    count += 4;
  }
  tell.set(v.who.role, 'done');
});

test('the matrix is large, and every role stands in it', () => {
  expect(count).toBeGreaterThan(5000);
  expect([...tell.keys()].sort()).toEqual([...ROLES].sort());
});

// The real endpoints ----------------------------------------------------------------------------------------------------------------

test('no endpoint without a permission, no audited endpoint without words', () => {
  for (const { endpoint: e } of realRoutes) {
    if (e.can !== 'public' && e.can !== 'signedIn') expect(Object.keys(accessParts.permissions), e.id).toContain(e.can);
    if (e.audited) expect(Object.keys(accessParts.auditTexts), `${e.id} is on record and needs a sentence in auditTexts`).toContain(e.id);
  }
  // what rows of a sheet need is asked by imports
  const used = new Set([...realRoutes.map((r) => r.endpoint.can), ...appliers.map((a) => a.can)]);
  // asked inside a handler, where the answer differs rather than the permission to call
  const kept = ['platform.settings', 'platform.jobs', 'access.watch', 'training.approve'];
  expect(Object.keys(accessParts.permissions).filter((p) => !used.has(p) && !kept.includes(p))).toEqual([]);
});

test('role × endpoint: allowed and refused exactly as declared, also through another’s eyes and before the first password is changed', async () => {
  const held = (who: Holding) =>
    new Set(Object.entries(accessParts.permissions).flatMap(([n, p]) => ((p.roles as readonly string[]).includes(who.role) ? [n] : [])));
  const cast: { name: string; person: Person; can: Set<string>; viewing?: boolean }[] = [];
  for (const [name, { who }] of Object.entries(viewers)) cast.push({ name, person: await signedInAs(app, services, who), can: held(who) });
  cast.push({ name: 'no role', person: await signedInAs(app, services, { roles: [] }), can: new Set() });
  cast.push({
    name: 'must change',
    person: await signedInAs(app, services, { roles: [personas.平塘县人社局], mustChange: true }),
    can: new Set(),
  });
  const viewer = await signedInAs(app, services, '平塘县人社局');
  const town = await signedInAs(app, services, '克度镇');
  await viewer(beginViewAs, { accountId: town.account.id, reason: '核对权限' });
  cast.push({ name: 'viewing as', person: viewer, can: held(personas.克度镇), viewing: true });
  const nobody = Object.assign(cast[0]!.person.bind(null), { account: cast[0]!.person.account, jar: new Map<string, string>() }) as Person;

  let cells = 0;
  for (const { endpoint: e } of realRoutes) {
    const path = e.path.replace(/:(\w+)/g, () => '00000000-0000-4000-a000-fffffffffffe');
    // a body of the wrong kind is refused after the permission was asked and before anything is done
    const ask = (person: Person) =>
      e.method === 'GET'
        ? raw(person, 'GET', path)
        : e.takesFile
          ? raw(person, e.method, `${path}?name=x`, {})
          : raw(person, e.method, path, Buffer.from('x'), 'application/octet-stream');
    const said = (r: Awaited<ReturnType<typeof raw>>) =>
      String(r.headers['content-type']).startsWith('application/problem') ? code(r) : 'done';
    if (e.can !== 'public') expect(said(await ask(nobody)), e.id).toBe('platform.notSignedIn');
    for (const { name, person, can, viewing } of cast) {
      const answer = said(await ask(person));
      const allowed = e.can === 'public' || ((e.can === 'signedIn' || can.has(e.can)) && (!viewing || e.whileViewingAs));
      const label = `${name} ${e.method} ${e.path}: ${answer}`;
      if (!allowed) expect(answer, label).toBe('platform.forbidden');
      else if (e.stepUp && e.can !== 'public') expect(answer, label).toBe('access.stepUpNeeded');
      else if (e.method === 'GET') expect(['platform.forbidden', 'platform.notSignedIn', 'platform.internal'], label).not.toContain(answer);
      else expect(answer, label).toBe('platform.wrongType');
      cells++;
    }
  }
  expect(cells).toBeGreaterThan(900);
});

test('roles count from their first to their last day', async () => {
  const spans: [string, string | null, boolean][] = [
    ['2026-11-24', null, false],
    [TODAY, null, true],
    ['2026-11-01', TODAY, true],
    ['2026-11-01', '2026-11-22', false],
  ];
  for (const [validFrom, validTo, holds] of spans) {
    const person = await signedInAs(app, services, { roles: [{ ...personas.平塘县人社局, validFrom, validTo }] });
    expect(code(await raw(person, 'GET', '/probe')), `${validFrom} ${validTo}`).toBe(holds ? 'done' : 'platform.forbidden');
  }
});
