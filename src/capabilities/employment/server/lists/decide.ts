// Deciding on proposals: what is accepted becomes a spell with all evidence that lists hold for it, in one transaction.
import { sql } from 'kysely';
import type { z } from 'zod';
import { holds } from '#capabilities/access/rules.ts';
import { organisationsById } from '#capabilities/organisations/server/service.ts';
import { lockForWork } from '#capabilities/workers/server/service.ts';
import { notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { type Correction, insertVersions, supersedeMany } from '#platform/server/versionsMany.ts';
import { padCode } from '#standards/divisions/codes.ts';
import {
  type acceptProposal,
  type acceptProposals,
  type declineProposal,
  personDead,
  proposalEnded,
  type reopenProposal,
  startTooLate,
  startTooYoung,
} from '../../contractLists.ts';
import { endOfProposal, faultOf, type ProposalFault, spellOfProposal } from '../../rulesProposal.ts';
import { SPELL_FACTS } from '../../rulesRows.ts';
import { NO_WORK } from '../../rulesWork.ts';
import { follow } from '../follow.ts';
import { occupationOf } from '../import/statementOf.ts';
import { readWork } from '../spells.ts';
import { refold } from '../vouched.ts';
import { readProposals, type StoredProposal } from './lines.ts';
import { settleOutside } from './settle.ts';

type In<E extends { input: z.ZodType }> = z.output<E['input']>;
interface Row extends StoredProposal {
  readonly birthday: string | null;
  readonly diedOn: string | null;
}

/** Proposals of the asker's own homes; whatever else is asked for does not exist. Locked, and so are their people. */
const take = async ({ db, actor }: Call, ids: readonly string[]): Promise<readonly Row[]> => {
  const { rows: found } = await sql<{ workerId: string }>`select worker_id from spell_proposal where id = any (${ids}::uuid[])`.execute(db);
  await lockForWork(db, [...new Set(found.map((f) => f.workerId))]);
  const { rows } =
    await sql<Row>`select p.id, p.worker_id, p.home, p.kind, p.spell_id, p.organisation_id, p.employer_words, p.employer_key, p.from_day,
      p.to_day, p.class, p.lists, p.pay_month, p.post_words, p.observed, p.state, p.version, n.birthday, n.died_on
    from spell_proposal p join worker_now n on n.worker_id = p.worker_id where p.id = any (${ids}::uuid[]) order by p.id for update of p`.execute(
      db,
    );
  return rows.filter((r) => actor.areas.some((a) => holds(a, r.home)));
};
const one = async (call: Call, { id, version }: { readonly id: string; readonly version: number }, state: Row['state']): Promise<Row> => {
  const [row] = await take(call, [id]);
  if (!row) throw notFound();
  if (row.state !== state || row.version !== version) throw proposalEnded();
  return row;
};

const snake = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
const PROBLEMS: Readonly<Record<ProposalFault, () => Error>> = {
  days: () => startTooLate(),
  underSixteen: () => startTooYoung(),
  dead: () => personDead(),
};

interface Said {
  readonly start?: string | undefined;
  readonly ended?: string | null | undefined;
}
/** Enters what can be entered; what cannot is told by its fault. */
const enter = async (call: Call, rows: readonly Row[], said: Said = {}) => {
  const { db, actor, today } = call;
  const workers = [...new Set(rows.map((r) => r.workerId))];
  const work = await readWork(db, workers);
  const open = await readProposals(db, workers);
  const organisations = await organisationsById(
    db,
    rows.flatMap((r) => r.organisationId ?? []),
  );
  const origin = { source: 'form', source_ref: '', recorded_by: actor.accountId, reason: '名单显示，已确认' };
  const spells: Record<string, unknown>[] = [];
  const corrected: Correction[] = [];
  const done: { readonly row: Row; readonly spellId: string }[] = [];
  const faults: ProposalFault[] = [];
  for (const row of rows) {
    const known = (work.get(row.workerId) ?? NO_WORK).spells;
    const others = (open.get(row.workerId) ?? []).filter((o) => o.state === 'open' && o.id !== row.id);
    const place = row.organisationId ? (organisations.get(row.organisationId)?.place ?? '') : '';
    const facts = spellOfProposal(
      row,
      endOfProposal(row, known, others),
      padCode(place) ?? '',
      row.postWords ? occupationOf(row.postWords) : {},
      row.kind === 'earlier' ? { start: said.start } : said,
    );
    const fault = faultOf(row, facts.start, row.kind === 'earlier' ? null : facts.ended, {
      today,
      birthday: row.birthday,
      diedOn: row.diedOn,
    });
    if (fault) {
      faults.push(fault);
      continue;
    }
    if (row.kind === 'earlier') {
      corrected.push({ id: row.spellId!, changes: { start: facts.start, start_precision: facts.startPrecision, ...origin } });
      done.push({ row, spellId: row.spellId! });
    } else {
      const id = newId();
      spells.push({ id, worker_id: row.workerId, ...Object.fromEntries(SPELL_FACTS.map((f) => [snake(f), facts[f]])), ...origin });
      done.push({ row, spellId: id });
    }
  }
  await insertVersions(db, 'spell', spells);
  await supersedeMany(db, 'spell', 'id', corrected);
  await sql`update spell_proposal p set state = 'accepted', spell_id = x.spell_id, decided_by = ${actor.accountId}::uuid, decided = clock_timestamp(), version = p.version + 1
    from unnest(${done.map((d) => d.row.id)}::uuid[], ${done.map((d) => d.spellId)}::uuid[]) x (id, spell_id) where p.id = x.id`.execute(
    db,
  );
  await refold(
    db,
    done.map((d) => d.spellId),
  );
  await follow(db, { workerIds: [...new Set(done.map((d) => d.row.workerId))], spellIds: done.map((d) => d.spellId), today });
  return { done, faults };
};

export const accept = async (call: Call, input: In<typeof acceptProposal>) => {
  const row = await one(call, input, 'open');
  const { done, faults } = await enter(call, [row], input);
  if (faults[0]) throw PROBLEMS[faults[0]]();
  call.note({
    area: row.home,
    subject: { kind: 'worker', id: row.workerId },
    details: { proposal: row.id, spell: done[0]!.spellId, kind: row.kind },
  });
  return { spellId: done[0]!.spellId };
};

export const acceptMany = async (call: Call, { ids }: In<typeof acceptProposals>) => {
  const asked = [...new Set(ids)];
  const rows = (await take(call, asked)).filter((r) => r.state === 'open');
  const { done } = await enter(call, rows);
  call.note({
    subjects: [...new Set(done.map((d) => d.row.workerId))].map((id) => ({ kind: 'worker', id })),
    details: { accepted: done.length },
  });
  return { accepted: done.length, passedOver: asked.length - done.length };
};

export const decline = async (call: Call, input: In<typeof declineProposal>) => {
  const row = await one(call, input, 'open');
  await sql`update spell_proposal set state = 'declined', reason = ${input.reason}, words = ${input.words}, decided_by = ${call.actor.accountId}::uuid,
    decided = clock_timestamp(), version = version + 1 where id = ${row.id}::uuid`.execute(call.db);
  call.note({ area: row.home, subject: { kind: 'worker', id: row.workerId }, details: { proposal: row.id, reason: input.reason } });
  return {};
};

export const reopen = async (call: Call, input: In<typeof reopenProposal>) => {
  const row = await one(call, input, 'declined');
  await sql`update spell_proposal set state = 'open', reason = '', words = '', decided_by = null, decided = null, version = version + 1
    where id = ${row.id}::uuid`.execute(call.db);
  // as lists and spells are by now
  await settleOutside(call.db, [row.workerId], call.today);
  call.note({ area: row.home, subject: { kind: 'worker', id: row.workerId }, details: { proposal: row.id } });
  return {};
};
