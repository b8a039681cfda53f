// A list that says it is complete: whoever is on record at that employer and is not named, is said not to be in post. Any other list says nothing by silence.
import { sql } from 'kysely';
import { recordsOf } from '#capabilities/organisations/server/service.ts';
import { type ApplyContext, sourceRef } from '#capabilities/rosters/server/service.ts';
import { lockForWork, reachOf } from '#capabilities/workers/server/service.ts';
import { newId } from '#platform/server/newId.ts';
import { notInPost } from '../../rulesChanges.ts';
import type { EvidenceClass } from '../../rulesSpell.ts';
import type { Statement } from '../../rulesStatement.ts';
import { isOpen, NO_WORK } from '../../rulesWork.ts';
import { type RowWrites, writeWork } from '../import/writeWork.ts';
import { readWork } from '../spells.ts';
import { writeLines } from './lines.ts';
import { STAFF } from './staffRows.ts';

interface Listed {
  readonly organisationId: string;
  readonly class: EvidenceClass;
  readonly sheet: number;
  readonly observed: string;
  readonly words: string;
}

export const absentOf = async (context: Omit<ApplyContext, 'fields'>): Promise<void> => {
  const { db, batch, owner } = context;
  const { rows: lists } = await sql<Listed>`
    select organisation_id, max(class)::int as class, min(sheet)::int as sheet, max(observed) as observed, min(employer_words) as words from outside_line
    where batch_id = ${batch.id}::uuid and list = 'staff' and direct and undone is null and row > 0 and organisation_id is not null group by organisation_id
    having bool_and(complete)`.execute(db);
  for (const of of lists) {
    const place = { sheet: of.sheet, row: 0, side: 0 };
    const records = await recordsOf(db, of.organisationId);
    const { rows } = await sql<{ workerId: string }>`
      select distinct s.worker_id from spell s where s.organisation_id = any (${records}::uuid[]) and not isfinite(s.superseded) and s.ended is null
        and s.start <= ${of.observed}::date and not exists (
          select from outside_line l where l.batch_id = ${batch.id}::uuid and l.worker_id = s.worker_id and l.undone is null)`.execute(db);
    const reach = await reachOf(
      context,
      rows.map((r) => r.workerId),
    );
    const ids = rows.flatMap((r) => (reach.get(r.workerId) === 'none' ? [] : r.workerId));
    await lockForWork(db, ids);
    const work = await readWork(db, ids);
    const statement = { observed: of.observed, template: STAFF, class: of.class } as Statement;
    const writes = ids.flatMap((workerId): RowWrites[] => {
      const known = work.get(workerId) ?? NO_WORK;
      const said = known.spells.flatMap((k) => {
        if (!k.organisationId || !records.includes(k.organisationId) || k.start > of.observed || !isOpen(known, k)) return [];
        const deed = notInPost(known, k, statement, newId);
        return deed?.do === 'addEvidence' ? [{ write: 'evidence' as const, row: 0, evidence: deed.evidence, was: null }] : [];
      });
      return said.length ? [{ place, workerId, writes: said }] : [];
    });
    if (writes.length === 0) continue;
    await writeLines(
      db,
      { batchId: batch.id, recordedBy: owner.accountId },
      writes.map(({ workerId }) => ({
        place,
        workerId,
        told: true,
        direct: true,
        complete: true,
        line: {
          ref: sourceRef(batch.id, place),
          list: 'staff',
          class: of.class,
          employer: { main: of.organisationId, plain: '' },
          organisationId: of.organisationId,
          employerWords: of.words,
          months: [],
          fromDay: null,
          toDay: null,
          payMonth: null,
          postWords: '',
          observed: of.observed,
          batchNumber: batch.number,
        },
      })),
    );
    await writeWork({ ...context, fields: new Set() }, STAFF, writes);
  }
};
