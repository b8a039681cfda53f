// What people do with a finding: note, hand over, ask for an exemption, decide on one. The desk itself never writes a fact about a person.
import { sql } from 'kysely';
import type { z } from 'zod';
import { accountsOver, sendNotice } from '#capabilities/access/server/service.ts';
import { changed, notFound } from '#platform/problem.ts';
import { findReadable, keepFile } from '#platform/server/files.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import {
  alreadyEnded,
  type askExemption,
  askedAlready,
  type assignFindings,
  type commentFinding,
  decidedAlready,
  type decideExemption,
  fileUnfit,
  nobodyThere,
  notByOneself,
  nothingToTake,
  PROOF_FILE,
  type reopenFinding,
  type takeSuggestion,
  untilTooLate,
} from '../../contractDesk.ts';
import { latestExemption } from '../../rulesDesk.ts';
import { approves, getFinding, proposalFor, tellCase, works } from './case.ts';
import type { FindingRow } from './list.ts';
import type { DeskParts } from './living.ts';
import { lookAround } from './recheck.ts';

/** Roles that work on findings of the people at home in their area. */
const DESK_ROLES = ['village_cadre', 'township_cadre', 'county_bureau', 'steering'] as const;

type In<E extends { input: z.ZodType }> = z.output<E['input']>;

const workOn = async (call: Call, id: string): Promise<FindingRow> => {
  const row = await getFinding(call, id);
  if (!(await works(call, row))) throw notFound();
  return row;
};
const noted = (call: Call, row: FindingRow, details: Readonly<Record<string, unknown>> = {}) =>
  call.note({ area: row.home, subject: { kind: 'worker', id: row.workerId }, details: { finding: row.id, rule: row.rule, ...details } });

interface Told {
  readonly kind: 'said' | 'assigned' | 'asked' | 'approved' | 'refused' | 'reopened';
  readonly words?: string;
  readonly fileId?: string | undefined;
  readonly to?: string | null;
}
const tell = (call: Call, row: Pick<FindingRow, 'id' | 'workerId'>, { kind, words = '', fileId, to = null }: Told) =>
  call.db
    .insertInto('findingComment')
    .values({
      id: newId(),
      findingId: row.id,
      workerId: row.workerId,
      kind,
      words,
      fileId: fileId ?? null,
      byAccount: call.actor.accountId,
      toAccount: to,
    })
    .execute();

const keepProof = async (call: Call, fileId: string | undefined, findingId: string): Promise<void> => {
  if (fileId === undefined) return;
  const file = await findReadable(call.db, call.services.files, call.actor, fileId);
  if (file?.purpose !== PROOF_FILE) throw fileUnfit();
  await keepFile(call.db, fileId, 'finding', findingId);
};

export const comment = async (parts: DeskParts, call: Call, input: In<typeof commentFinding>) => {
  const row = await workOn(call, input.id);
  await keepProof(call, input.fileId, row.id);
  await tell(call, row, { kind: 'said', words: input.words, fileId: input.fileId });
  noted(call, row);
  return tellCase(parts, call, row.id);
};

export const accountsFor = async (call: Call, { id }: { readonly id: string }) => {
  const row = await workOn(call, id);
  const found = await accountsOver(call.db, row.home, DESK_ROLES);
  return {
    items: found.map((a) => ({ id: a.id, name: a.name, role: a.role, areaName: loadDivisions().shortName(a.areaCode) ?? '' })),
  };
};

/** Those whose home the account holds go to it; the rest is passed over and counted. */
export const assign = async (call: Call, { ids, to, words }: In<typeof assignFindings>) => {
  const { db, actor } = call;
  const rows: FindingRow[] = [];
  for (const id of new Set(ids)) {
    const row = await getFinding(call, id).catch(() => null);
    if (row && row.state === 'open' && (await works(call, row))) rows.push(row);
  }
  const fit = new Map<string, boolean>();
  if (to !== null)
    for (const home of new Set(rows.map((r) => r.home)))
      fit.set(
        home,
        (await accountsOver(db, home, DESK_ROLES)).some((a) => a.id === to),
      );
  const going = rows.filter((r) => to === null || fit.get(r.home));
  if (to !== null && rows.length > 0 && going.length === 0) throw nobodyThere();
  const moved = await db
    .updateTable('finding')
    .set((eb) => ({
      assignee: to,
      assigned: sql`clock_timestamp()`,
      assignedBy: actor.accountId,
      version: eb('version', '+', 1),
      changed: sql`clock_timestamp()`,
    }))
    .where('id', 'in', going.length ? going.map((r) => r.id) : ['00000000-0000-0000-0000-000000000000'])
    .where('state', '=', 'open')
    .returning(['id', 'workerId'])
    .execute();
  for (const row of moved) await tell(call, row, { kind: 'assigned', words, to });
  if (to !== null && to !== actor.accountId && moved.length)
    await sendNotice(db, {
      to: { account: to },
      kind: 'rosters.assigned',
      params: { n: moved.length, by: actor.name },
      link: moved.length === 1 ? `/findings?id=${moved[0]!.id}` : '/findings?whose=mine',
    });
  call.note({
    area: rows[0]?.home ?? '',
    subjects: moved.map((m) => ({ kind: 'worker', id: m.workerId })),
    details: { assigned: moved.length, ...(to ? { account: to } : {}) },
  });
  return { assigned: moved.length, passed: new Set(ids).size - moved.length };
};

export const ask = async (parts: DeskParts, call: Call, input: In<typeof askExemption>) => {
  const { db, actor, today } = call;
  const row = await workOn(call, input.id);
  // a look that closes it meanwhile waits here, or has closed it: a request about a closed doubt would wait for ever
  const { rows: held } = await sql<{ state: string }>`select state from finding where id = ${row.id}::uuid for update`.execute(db);
  if (held[0]?.state !== 'open') throw alreadyEnded();
  const latest = latestExemption(today);
  if (input.until <= today || input.until > latest) throw untilTooLate({ latest });
  await keepProof(call, input.fileId, row.id);
  const made = await db
    .insertInto('exemption')
    .values({
      id: newId(),
      findingId: row.id,
      workerId: row.workerId,
      home: row.home,
      hosts: row.hosts,
      reason: input.reason,
      fileId: input.fileId ?? null,
      askedBy: actor.accountId!,
      until: input.until,
    })
    .onConflict((c) => c.column('findingId').where('state', 'in', ['asked', 'approved']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) throw askedAlready();
  await tell(call, row, { kind: 'asked', words: input.reason, fileId: input.fileId });
  await sendNotice(db, {
    to: { role: 'county_bureau', areaCode: `${row.home.slice(0, 6)}000000` },
    kind: 'rosters.exemptionAsked',
    params: { by: actor.name, rule: row.rule },
    link: '/findings/exemptions',
  });
  noted(call, row, { until: input.until });
  return tellCase(parts, call, row.id);
};

export const decide = async (parts: DeskParts, call: Call, input: In<typeof decideExemption>) => {
  const { db, actor, today } = call;
  const found = await db
    .selectFrom('exemption')
    .select(['id', 'findingId', 'askedBy', 'until'])
    .where('id', '=', input.id)
    .executeTakeFirst();
  if (!found) throw notFound();
  const row = await getFinding(call, found.findingId);
  if (!approves(call, row.home)) throw notFound();
  if (found.askedBy === actor.accountId) throw notByOneself();
  // who comes second waits here and then finds it decided
  const { rows: held } = await sql<{
    state: string;
    factsHash: string;
  }>`select state, facts_hash from finding where id = ${row.id}::uuid for update`.execute(db);
  const latest = latestExemption(today);
  const until = input.until ?? [found.until, latest].sort()[0]!;
  if (input.approve && (until <= today || until > latest)) throw untilTooLate({ latest });
  const decided = await db
    .updateTable('exemption')
    .set({
      state: input.approve ? 'approved' : 'refused',
      decidedBy: actor.accountId,
      decided: sql`clock_timestamp()`,
      decidedOn: today,
      decision: input.decision,
      ...(input.approve ? { until, factsHash: held[0]!.factsHash } : {}),
    })
    .where('id', '=', input.id)
    .where('state', '=', 'asked')
    .returning('id')
    .executeTakeFirst();
  if (!decided) throw decidedAlready();
  if (input.approve) {
    if (held[0]!.state !== 'open') throw alreadyEnded();
    await db
      .updateTable('finding')
      .set((eb) => ({
        state: 'exempt',
        closed: today,
        closedHow: 'exempt',
        version: eb('version', '+', 1),
        changed: sql`clock_timestamp()`,
      }))
      .where('id', '=', row.id)
      .execute();
  }
  await tell(call, row, { kind: input.approve ? 'approved' : 'refused', words: input.decision });
  await sendNotice(db, {
    to: { account: found.askedBy },
    kind: input.approve ? 'rosters.exemptionApproved' : 'rosters.exemptionRefused',
    params: { by: actor.name, rule: row.rule },
    link: `/findings?id=${row.id}&state=${input.approve ? 'exempt' : 'open'}`,
  });
  noted(call, row, { approve: input.approve, ...(input.approve ? { until } : {}) });
  return tellCase(parts, call, row.id);
};

/** An approved exemption is taken back; the doubt stands open again. */
export const reopen = async (parts: DeskParts, call: Call, { id, words }: In<typeof reopenFinding>) => {
  const { db, today } = call;
  const row = await workOn(call, id);
  const opened = await db
    .updateTable('finding')
    .set((eb) => ({
      state: 'open',
      closed: null,
      closedHow: '',
      opened: today,
      reopened: eb('reopened', '+', 1),
      version: eb('version', '+', 1),
      changed: sql`clock_timestamp()`,
    }))
    .where('id', '=', id)
    .where('state', '=', 'exempt')
    .returning('id')
    .executeTakeFirst();
  if (!opened) throw alreadyEnded();
  await db.updateTable('exemption').set({ state: 'void' }).where('findingId', '=', id).where('state', '=', 'approved').execute();
  await tell(call, row, { kind: 'reopened', words });
  noted(call, row);
  return tellCase(parts, call, id);
};

export const correct = async (parts: DeskParts, call: Call, { id, version }: In<typeof takeSuggestion>) => {
  const row = await workOn(call, id);
  if (row.state !== 'open') throw alreadyEnded();
  // what was read on the screen is what is done
  if (row.version !== version) throw changed();
  const proposal = await proposalFor(parts, call, row, true);
  if (!proposal) throw nothingToTake();
  const details = await proposal.run();
  noted(call, row, details);
  // the look comes with the news of the deed as well; here, so that whoever pressed the key finds it closed
  const { services } = call;
  call.afterCommit(() => services.store.transact({ role: 'system' }, (db) => lookAround(db, services, parts.living, [row.workerId])));
  return tellCase(parts, call, id);
};

/** Work handed over with an account; runs as `system`. */
export const handOverFindings = async (db: Db, from: string, to: string): Promise<number> => {
  const { rows } =
    await sql`update finding set assignee = ${to}::uuid, assigned = clock_timestamp(), version = version + 1 where assignee = ${from}::uuid and state = 'open' returning id`.execute(
      db,
    );
  return rows.length;
};
