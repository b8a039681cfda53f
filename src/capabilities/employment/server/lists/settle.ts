// Makes evidence and proposals of workers what follows from their lines and their spells, and writes only what differs. In the transaction that changed either.
import { sql } from 'kysely';
import { insertMany } from '#platform/server/bulkWrite.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import { type Correction, insertVersions, supersedeMany, withdrawMany } from '#platform/server/versionsMany.ts';
import { evidenceDifference, followsOf, type OutsideEvidence, type Proposed, proposalDifference } from '../../rulesOutside.ts';
import { readWork } from '../spells.ts';
import { refold } from '../vouched.ts';
import { readLines, readProposals, standingEvidence } from './lines.ts';

const PROPOSAL_COLUMNS = {
  id: 'uuid',
  worker_id: 'uuid',
  home: 'text',
  kind: 'text',
  spell_id: 'uuid',
  organisation_id: 'uuid',
  employer_words: 'text',
  employer_key: 'text',
  from_day: 'date',
  to_day: 'date',
  class: 'int2',
  lists: 'text[]',
  pay_month: 'int4',
  post_words: 'text',
  observed: 'date',
  proposed: 'date',
} as const;

const factsOf = (p: Proposed) => [
  p.kind,
  p.spellId,
  p.organisationId,
  p.employerWords,
  p.employerKey,
  p.fromDay,
  p.toDay,
  p.class,
  p.lists,
  p.payMonth,
  p.postWords,
  p.observed,
];
const versionOf = (e: OutsideEvidence) => ({
  covers_from: e.coversFrom,
  covers_to: e.coversTo,
  observed: e.observed,
  template: e.template,
  source: 'sheet',
  source_ref: e.ref,
});

/** What is known of these workers that lines are held against. */
export const outsideViews = async (db: Db, workerIds: readonly string[]) => {
  const lines = await readLines(db, workerIds);
  const evidence = await standingEvidence(db, workerIds);
  const proposals = await readProposals(db, workerIds);
  const { rows } = await sql<{ workerId: string; home: string; diedOn: string | null }>`
    select worker_id, home, died_on from worker_now where worker_id = any (${workerIds}::uuid[])`.execute(db);
  const who = new Map(rows.map((r) => [r.workerId, r]));
  return (workerId: string) => ({
    lines: lines.get(workerId) ?? [],
    evidence: evidence.get(workerId) ?? [],
    proposals: proposals.get(workerId) ?? [],
    home: who.get(workerId)?.home ?? '',
    diedOn: who.get(workerId)?.diedOn ?? null,
  });
};

/** Returns the workers whose evidence changed. */
export const settleOutside = async (db: Db, asked: readonly string[], today: string): Promise<readonly string[]> => {
  const { rows: touched } = await sql<{ workerId: string }>`
    select distinct worker_id from outside_line where worker_id = any (${asked}::uuid[]) and undone is null
    union select worker_id from evidence where worker_id = any (${asked}::uuid[]) and not isfinite(superseded)
      and template = any (array['employment.insurance', 'employment.payroll', 'employment.staff.line'])
    union select worker_id from spell_proposal where worker_id = any (${asked}::uuid[]) and state = 'open'`.execute(db);
  const ids = touched.map((t) => t.workerId);
  if (ids.length === 0) return [];
  const viewOf = await outsideViews(db, ids);
  const work = await readWork(db, ids);
  const added: Record<string, unknown>[] = [];
  const changed: Correction[] = [];
  const gone: string[] = [];
  const [changedWorkers, changedSpells] = [new Set<string>(), new Set<string>()];
  const newProposals: unknown[][] = [];
  const movedProposals: { id: string; is: Proposed }[] = [];
  const droppedProposals: string[] = [];
  for (const workerId of ids) {
    const view = viewOf(workerId);
    const follows = followsOf({
      spells: work.get(workerId)?.spells ?? [],
      lines: view.lines,
      declined: view.proposals.filter((p) => p.state === 'declined'),
      diedOn: view.diedOn,
    });
    const writer = new Map(view.lines.map((l) => [l.ref, l.recordedBy]));
    const evidence = evidenceDifference(view.evidence, follows.evidence);
    for (const e of evidence.added)
      added.push({
        id: newId(),
        spell_id: e.spellId,
        worker_id: workerId,
        class: e.class,
        says: 'in_post',
        ...versionOf(e),
        recorded_by: writer.get(e.ref) ?? null,
      });
    for (const { was, is } of evidence.changed)
      changed.push({ id: was.id, changes: { ...versionOf(is), recorded_by: writer.get(is.ref) ?? null } });
    gone.push(...evidence.gone.map((e) => e.id));
    const about = [...evidence.added, ...evidence.changed.map((c) => c.is), ...evidence.gone];
    if (about.length) changedWorkers.add(workerId);
    for (const e of about) changedSpells.add(e.spellId);
    const proposals = proposalDifference(
      view.proposals.filter((p) => p.state === 'open'),
      follows.proposals,
    );
    newProposals.push(...proposals.added.map((p) => [newId(), workerId, view.home, ...factsOf(p), today]));
    movedProposals.push(...proposals.changed.map(({ was, is }) => ({ id: was.id, is })));
    droppedProposals.push(...proposals.gone.map((p) => p.id));
  }
  if (gone.length) await withdrawMany(db, 'evidence', 'id', gone);
  await supersedeMany(db, 'evidence', 'id', changed);
  await insertVersions(db, 'evidence', added);
  if (droppedProposals.length)
    await sql`delete from spell_proposal where id = any (${droppedProposals}::uuid[]) and state = 'open'`.execute(db);
  await moveProposals(db, movedProposals);
  if (newProposals.length) await insertMany(db, { table: 'spell_proposal', columns: PROPOSAL_COLUMNS }, newProposals);
  await refold(db, [...changedSpells]);
  return [...changedWorkers];
};

const moveProposals = async (db: Db, moved: readonly { readonly id: string; readonly is: Proposed }[]): Promise<void> => {
  if (moved.length === 0) return;
  const column = <K extends keyof Proposed>(key: K) => moved.map((m) => m.is[key]);
  await sql`update spell_proposal p set organisation_id = x.organisation_id, employer_words = x.employer_words, from_day = x.from_day, to_day = x.to_day,
      class = x.class, lists = string_to_array(x.lists, ','), pay_month = x.pay_month, post_words = x.post_words, observed = x.observed, version = p.version + 1
    from unnest(${moved.map((m) => m.id)}::uuid[], ${column('organisationId')}::uuid[], ${column('employerWords')}::text[], ${column('fromDay')}::date[],
      ${column('toDay')}::date[], ${column('class')}::int2[], ${moved.map((m) => m.is.lists.join())}::text[], ${column('payMonth')}::int4[],
      ${column('postWords')}::text[], ${column('observed')}::date[])
      as x (id, organisation_id, employer_words, from_day, to_day, class, lists, pay_month, post_words, observed)
    where p.id = x.id and p.state = 'open'`.execute(db);
};
