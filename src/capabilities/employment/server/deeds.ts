// One spell, one piece of evidence: entered, corrected, ended. In the caller's transaction, under its row-level security; scope and state follow at once.
import { lockForWork } from '#capabilities/workers/server/service.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import { insertVersion, supersede, withdraw } from '#platform/server/versions.ts';
import type { Day, Precision } from '#standards/calendar/calendar.ts';
import type { Evidence, SpellFacts } from '../rulesSpell.ts';
import { follow } from './follow.ts';
import { refold } from './vouched.ts';

export interface Deed {
  readonly db: Db;
  readonly today: Day;
  /** How it came in: `form`, `visit`, `insurance` …, the record behind it, the account, and why it is corrected. */
  readonly source: string;
  readonly sourceRef?: string;
  readonly recordedBy: string | null;
  readonly reason?: string;
}
const originOf = ({ source, sourceRef = '', recordedBy }: Deed) => ({ source, sourceRef, recordedBy });

/** Returns the id of the spell; `id`: of one that follows a fact of another capability, so that it is never made twice. */
export const addSpell = async (deed: Deed, workerId: string, facts: SpellFacts, id = newId()): Promise<string> => {
  await lockForWork(deed.db, [workerId]);
  await insertVersion(deed.db, 'spell', { id, workerId, ...facts, ...originOf(deed), reason: deed.reason ?? '' });
  await refold(deed.db, [id]);
  await follow(deed.db, { workerIds: [workerId], spellIds: [id], today: deed.today });
  return id;
};

/** False where the spell does not stand. */
export const correctSpell = async (
  deed: Deed,
  of: { readonly id: string; readonly workerId: string },
  changes: Partial<SpellFacts>,
): Promise<boolean> => {
  await lockForWork(deed.db, [of.workerId]);
  const recorded = await supersede(deed.db, 'spell', { id: of.id }, { ...changes, ...originOf(deed), reason: deed.reason ?? '' });
  if (!recorded) return false;
  await refold(deed.db, [of.id]);
  await follow(deed.db, { workerIds: [of.workerId], spellIds: [of.id], today: deed.today });
  return true;
};

/** The last day in post, as it was said. */
export const endSpell = (
  deed: Deed,
  of: { readonly id: string; readonly workerId: string },
  ended: Day,
  endPrecision: Precision = 'day',
  leaveReason = '',
): Promise<boolean> => correctSpell(deed, of, { ended, endPrecision, endInferred: false, leaveReason });

/** It was wrong altogether. */
export const withdrawSpell = async (deed: Deed, of: { readonly id: string; readonly workerId: string }): Promise<boolean> => {
  await lockForWork(deed.db, [of.workerId]);
  if (!(await withdraw(deed.db, 'spell', { id: of.id }))) return false;
  await refold(deed.db, [of.id]);
  await follow(deed.db, { workerIds: [of.workerId], spellIds: [of.id], today: deed.today });
  return true;
};

/** Returns the id of the evidence. */
export const addEvidence = async (
  deed: Deed,
  workerId: string,
  evidence: Omit<Evidence, 'id'>,
  more: { readonly fileHash?: string; readonly fileId?: string; readonly note?: string } = {},
): Promise<string> => {
  const id = newId();
  await lockForWork(deed.db, [workerId]);
  await insertVersion(deed.db, 'evidence', {
    id,
    workerId,
    ...evidence,
    ...originOf(deed),
    fileHash: more.fileHash ?? '',
    fileId: more.fileId ?? null,
    note: more.note ?? '',
  });
  await refold(deed.db, [evidence.spellId]);
  await follow(deed.db, { workerIds: [workerId], spellIds: [], today: deed.today });
  return id;
};

/** False where it does not stand. Its reason stands in the audit: a withdrawn version has no successor to carry it. */
export const withdrawEvidence = async (
  deed: Deed,
  of: { readonly id: string; readonly spellId: string; readonly workerId: string },
): Promise<boolean> => {
  await lockForWork(deed.db, [of.workerId]);
  if (!(await withdraw(deed.db, 'evidence', { id: of.id }))) return false;
  await refold(deed.db, [of.spellId]);
  await follow(deed.db, { workerIds: [of.workerId], spellIds: [], today: deed.today });
  return true;
};
