// Two records that are one organisation, and taking them apart again. Only links change: every fact keeps pointing to its own record.
import { sql } from 'kysely';
import type { Parsed } from '#platform/contract.ts';
import type { Call } from '#platform/server/http.ts';
import { insertVersion, isCurrent, supersede } from '#platform/server/versions.ts';
import { type mergeOrganisation, mergeRefused, notMerged, type splitOrganisation } from '../contract.ts';
import { belowIn, whyNotMerged } from '../rules.ts';
import { moveNames } from './names.ts';
import { getWritable, noted, writer } from './target.ts';

/** Two merges that cross would make a ring: they take turns. */
const takeTurn = (call: Call): Promise<unknown> => sql`select pg_advisory_xact_lock(7300461)`.execute(call.db);

const linksUnder = (call: Call, mainId: string) =>
  call.db
    .selectFrom('organisationLink')
    .select(['organisationId', 'intoId'])
    .where('mainId', '=', mainId)
    .where(isCurrent('organisation_link'))
    .execute();

/** The next version of a link, or its first. */
const link = async (call: Call, organisationId: string, intoId: string, mainId: string, reason: string): Promise<void> => {
  const values = { intoId, mainId, reason, ...writer(call) };
  const next = await supersede(call.db, 'organisation_link', { organisation_id: organisationId }, values);
  if (next === undefined) await insertVersion(call.db, 'organisation_link', { organisationId, ...values });
};

export const merge = async (call: Call, { id, into, reason }: Parsed<typeof mergeOrganisation>) => {
  await takeTurn(call);
  const refused = (why: { zh: string; en: string }) => mergeRefused({ why: why.zh, whyEn: why.en });
  const from = await getWritable(call, id, { closed: true, merged: true });
  const to = await getWritable(call, into, { closed: true, merged: true });
  const side = (c: typeof from) => ({ id: c.organisationId, mainId: c.mainId, name: c.name, uscc: c.uscc });
  const why = whyNotMerged(side(from), side(to));
  if (why) throw refused(why);
  // speaks for itself, or the one that does is named
  await getWritable(call, id, { closed: true });
  await getWritable(call, into, { closed: true });
  const below = await linksUnder(call, id);
  await link(call, id, into, into, reason);
  for (const l of below) if (l.organisationId !== id) await link(call, l.organisationId, l.intoId, into, reason);
  await moveNames(call.db, [id, ...below.map((l) => l.organisationId)], into);
  noted(call, from, { into, reason, records: below.length + 1 });
  return { id: into, name: to.name };
};

export const split = async (call: Call, { id, reason }: Parsed<typeof splitOrganisation>) => {
  await takeTurn(call);
  const one = await getWritable(call, id, { closed: true, merged: true });
  if (one.mainId === id) throw notMerged({ name: one.name });
  const links = await linksUnder(call, one.mainId);
  const along = belowIn(links, id);
  await link(call, id, id, id, reason);
  for (const other of along) await link(call, other, links.find((l) => l.organisationId === other)!.intoId, id, reason);
  await moveNames(call.db, [id, ...along], id);
  noted(call, one, { from: one.mainId, reason, records: along.length + 1 });
  return { id, name: one.name };
};
