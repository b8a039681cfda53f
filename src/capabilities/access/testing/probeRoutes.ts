// Endpoints over the probe table, written the way every later capability writes its own: visible() for lists, row-level security for one,
// fieldsFor() for what is told.
import { sql } from 'kysely';
import { z } from 'zod';
import { Download, endpoint, Id } from '#platform/contract.ts';
import { notFound } from '#platform/problem.ts';
import { type Call, handle, type Route } from '#platform/server/http.ts';
import { fieldsFor, holds, type Permissions } from '../rules.ts';
import { keysReaching, logExport, newWatermark, type Side, seen, sidesOf } from '../server/service.ts';

const SEE = [
  'village_cadre',
  'township_cadre',
  'county_bureau',
  'station',
  'school',
  'exam_body',
  'employer',
  'steering',
  'auditor',
  'worker',
] as const;
export const probePermissions = {
  'probe.read': { text: { zh: '看', en: 'see' }, roles: SEE },
  'probe.full': {
    text: { zh: '看全号', en: 'see full numbers' },
    roles: ['village_cadre', 'township_cadre', 'county_bureau', 'steering', 'exam_body', 'worker'],
  },
  'probe.export': { text: { zh: '导出', en: 'export' }, roles: ['township_cadre', 'county_bureau', 'station', 'steering', 'auditor'] },
  'probe.write': {
    text: { zh: '改', en: 'write' },
    roles: ['village_cadre', 'township_cadre', 'county_bureau', 'station', 'steering', 'employer'],
  },
} as const satisfies Permissions;

const summary = { zh: '试', en: 'probe' };
const side = z.enum(['home', 'scope']).optional();
const Row = z.object({
  workerId: Id,
  name: z.string().optional(),
  household: z.string().optional(),
  marks: z.string().optional(),
  fields: z.record(z.string(), z.string()),
});
const one = { input: z.object({ id: Id }), summary } as const;
export const listProbe = endpoint({
  id: 'probe.list',
  method: 'GET',
  path: '/probe',
  can: 'probe.read',
  summary,
  input: z.object({ side }),
  output: z.object({ items: z.array(Id) }),
});
export const readProbe = endpoint({ id: 'probe.read', method: 'GET', path: '/probe/:id', can: 'probe.read', ...one, output: Row });
export const fullProbe = endpoint({
  id: 'probe.full',
  method: 'GET',
  path: '/probe/:id/full',
  can: 'probe.full',
  ...one,
  output: z.object({ number: z.string() }),
  stepUp: true,
  audited: true,
});
export const exportProbe = endpoint({
  id: 'probe.export',
  method: 'POST',
  path: '/probe/export',
  can: 'probe.export',
  summary,
  input: z.object({ side }),
  output: Download,
  stepUp: true,
});
export const writeProbe = endpoint({
  id: 'probe.write',
  method: 'PATCH',
  path: '/probe/:id',
  can: 'probe.write',
  summary,
  input: one.input.extend({ note: z.string() }),
  output: z.object({ id: Id }),
});
export const removeProbe = endpoint({
  id: 'probe.remove',
  method: 'DELETE',
  path: '/probe/:id',
  can: 'probe.write',
  ...one,
  output: z.object({ id: Id }),
});

interface Found {
  workerId: string;
  home: string;
  name: string;
  numberSealed: string;
}
const idsOf = async ({ db, actor, today }: Call, wanted: Side | undefined): Promise<string[]> => {
  const side = wanted ?? sidesOf(actor)[0] ?? 'home';
  const { rows } =
    await sql<Found>`select worker_id from probe where ${seen(actor, today, { table: 'probe' }, side)} order by worker_id`.execute(db);
  return rows.map((r) => r.workerId);
};
const get = async ({ db }: Call, id: string): Promise<Found> => {
  const { rows } = await sql<Found>`select worker_id, home, name, number_sealed from probe where worker_id = ${id}::uuid`.execute(db);
  if (!rows[0]) throw notFound();
  return rows[0];
};
const fields = async ({ db, actor, today }: Call, row: Found) =>
  fieldsFor(actor.grants, {
    homeCode: row.home,
    keys: await keysReaching(db, row.workerId, today),
    looked: actor.overrideId !== null && actor.lookAreas.some((a) => holds(a, row.home)),
  });

export const probeRoutes: readonly Route[] = [
  handle(listProbe, async (call, { side: s }) => ({ items: await idsOf(call, s) })),
  handle(readProbe, async (call, { id }) => {
    const row = await get(call, id);
    const f = await fields(call, row);
    return {
      workerId: row.workerId,
      ...(f.name === 'plain' ? { name: row.name } : {}),
      ...(f.household === 'plain' ? { household: 'h' } : {}),
      ...(f.marks === 'plain' ? { marks: 'm' } : {}),
      fields: f as Record<string, string>,
    };
  }),
  handle(fullProbe, async (call, { id }) => {
    const row = await get(call, id);
    const sight = (await fields(call, row)).number_full;
    // who may see the person, but not this: the same answer as for nobody, so that nothing is told by asking
    if (sight !== 'plain' && sight !== 'stepUp') throw notFound();
    call.note({ subject: { kind: 'worker', id }, area: row.home });
    return { number: row.numberSealed };
  }),
  handle(exportProbe, async (call, { side: s }) => {
    const ids = await idsOf(call, s);
    const mark = newWatermark(call.actor, call.services.clock.now());
    const content = Buffer.from([mark.line, ...ids].join('\n'));
    await logExport(call.db, call.actor, { what: 'probe', rows: ids.length, filter: '', full: false, watermark: mark.code, content });
    return { name: 'probe.csv', type: 'text/csv', content };
  }),
  handle(writeProbe, async ({ db }, { id, note }) => {
    const { rows } = await sql`update probe set note = ${note} where worker_id = ${id}::uuid returning worker_id`.execute(db);
    if (rows.length === 0) throw notFound();
    return { id };
  }),
  handle(removeProbe, async ({ db }, { id }) => {
    const { rows } = await sql`delete from probe where worker_id = ${id}::uuid returning worker_id`.execute(db);
    if (rows.length === 0) throw notFound();
    return { id };
  }),
];
