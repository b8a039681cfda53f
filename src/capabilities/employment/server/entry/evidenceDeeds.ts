// Evidence by hand: who saw or heard what on which day, with the file behind it.

import { sql } from 'kysely';
import type { z } from 'zod';
import { recordsSeen } from '#capabilities/workers/server/service.ts';
import type { AnyEndpoint, Parsed } from '#platform/contract.ts';
import type { ProblemFactory } from '#platform/problem.ts';
import { type FilePurpose, findReadable } from '#platform/server/files.ts';
import type { Call } from '#platform/server/http.ts';
import * as p from '../../contractSpellProblems.ts';
import { type dropEvidence, EVIDENCE_FILE, type vouchSpell } from '../../contractSpells.ts';
import { classesOf, needsFile, needsProof } from '../../rulesDeeds.ts';
import { coverOf } from '../../rulesEntry.ts';
import type { EvidenceClass } from '../../rulesSpell.ts';
import { addEvidence, withdrawEvidence } from '../deeds.ts';
import { findEvidence } from '../spells.ts';
import { conflictsOf } from './conflicts.ts';
import { deedOf, getSpell, openDesk } from './stand.ts';

type Out<E extends AnyEndpoint> = Promise<z.input<E['output']>>;
const COVER_PROBLEMS: Record<string, ProblemFactory> = {
  observedLater: p.observedLater,
  coversLater: p.coversLater,
  coversBackwards: p.coversBackwards,
  coversBeforeSpell: p.coversBeforeSpell,
  coversAfterDeath: p.coversAfterDeath,
  notInPostLater: p.notInPostLater,
};

export const vouch = async (call: Call, input: Parsed<typeof vouchSpell>): Out<typeof vouchSpell> => {
  const desk = await openDesk(call, input.id);
  const { spell, stand } = getSpell(call, desk, input.spellId, 'vouch');
  const rank = input.class as EvidenceClass;
  if (!classesOf(stand).includes(rank)) throw p.notYourClass();
  const file = input.fileId ? await findReadable(call.db, call.services.files, call.actor, input.fileId) : undefined;
  if (input.fileId && (!file || file.purpose !== EVIDENCE_FILE)) throw p.noSuchFile();
  if (needsFile(stand, rank) && !file) throw p.fileNeeded();
  if (needsProof(rank) && !file && input.note === '') throw p.proofNeeded();
  const read = coverOf(
    spell,
    desk.life,
    {
      class: rank,
      says: input.says,
      coversFrom: input.coversFrom ?? null,
      coversTo: input.says === 'in_post' ? (input.coversTo ?? null) : null,
      observed: input.observed,
    },
    call.today,
  );
  if (read.fault !== null) throw COVER_PROBLEMS[read.fault]!(read.details);
  const evidenceId = await addEvidence(
    deedOf(call, stand),
    desk.workerId,
    { spellId: spell.id, class: rank, says: input.says, ...read.cover, observed: input.observed, template: '' },
    { note: input.note, ...(file ? { fileId: file.id, fileHash: file.hash } : {}) },
  );
  const conflicts = (await conflictsOf(call.db, spell)).filter((c) => c.conflict.evidenceId === evidenceId);
  call.note({
    subject: { kind: 'worker', id: desk.workerId },
    area: desk.home,
    details: { spell: spell.id, evidence: evidenceId, class: rank, says: input.says, file: Boolean(file), conflicts: conflicts.length },
  });
  return { id: desk.workerId, evidenceId, conflicts: conflicts.map((c) => c.text) };
};

/** The home withdraws any; everybody else what they entered themselves. */
export const mayWithdraw = (
  stand: { readonly home: boolean },
  evidence: { readonly recordedBy: string | null },
  actor: { readonly accountId: string | null },
): boolean => stand.home || (evidence.recordedBy !== null && evidence.recordedBy === actor.accountId);

export const dropOne = async (call: Call, input: Parsed<typeof dropEvidence>): Out<typeof dropEvidence> => {
  const desk = await openDesk(call, input.id);
  const { spell, stand } = getSpell(call, desk, input.spellId, 'vouch');
  const evidence = (await findEvidence(call.db, [desk.workerId])).find((e) => e.id === input.evidenceId && e.spellId === spell.id);
  // an employer is told of the evidence employers gave, and hears of any other what it hears of none
  if (!evidence || !(stand.home || stand.host || evidence.source === 'employer')) throw p.noSuchEvidence();
  if (!mayWithdraw(stand, evidence, call.actor)) throw p.notYourDeed();
  await withdrawEvidence(deedOf(call, stand), { id: evidence.id, spellId: spell.id, workerId: desk.workerId });
  call.note({
    subject: { kind: 'worker', id: desk.workerId },
    area: desk.home,
    details: { spell: spell.id, evidence: evidence.id, withdrawn: 'evidence', reason: input.reason },
  });
  return { id: desk.workerId, spellId: spell.id };
};

export const evidencePurpose: FilePurpose = {
  name: EVIDENCE_FILE,
  summary: { zh: '在岗证据的附件', en: 'File behind evidence of work' },
  limit: 10 * 1024 * 1024,
  types: ['pdf', 'png', 'jpeg', 'webp', 'xlsx', 'xls', 'ods', 'docx'],
  can: 'employment.tell',
  // whoever is told the evidence: an employer and a school are not
  may: async (db, actor, file) => {
    const { rows } = await sql<{ workerId: string; today: string }>`select worker_id, app_today() as today from evidence
      where file_id = ${file.id}::uuid limit 20`.execute(db);
    for (const { workerId, today } of rows) {
      const [own] = await recordsSeen({ db, actor, today }, workerId);
      if (own?.fields.verification !== undefined) return true;
    }
    return false;
  },
};
