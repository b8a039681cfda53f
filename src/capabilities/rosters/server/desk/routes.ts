// The desk's endpoints meet their deeds.
import { sql } from 'kysely';
import type { FilePurpose } from '#platform/server/files.ts';
import { handle, type Route } from '#platform/server/http.ts';
import { type AnyJobKind, startJob } from '#platform/server/jobs.ts';
import {
  askExemption,
  assignFindings,
  commentFinding,
  countDuty,
  countFindings,
  decideExemption,
  exportFindings,
  listBatchDoubts,
  listDeskAccounts,
  listDoubtPeople,
  listExemptions,
  listFindings,
  listRules,
  PROOF_FILE,
  readFinding,
  reopenFinding,
  settleBatchDoubt,
  sweepNow,
  tableOfFindings,
  takeSuggestion,
} from '../../contractDesk.ts';
import { tellCase } from './case.ts';
import { count, duty, exportTable, table } from './counts.ts';
import { accountsFor, ask, assign, comment, correct, decide, reopen } from './deeds.ts';
import { batchDoubts, doubtPeople, exemptions, settle } from './exemptions.ts';
import { reached } from './filters.ts';
import { list } from './list.ts';
import type { DeskParts } from './living.ts';

export const deskRoutes = (parts: DeskParts, sweep: AnyJobKind): readonly Route[] => [
  handle(listFindings, (call, input) => list(parts, call, input)),
  handle(countFindings, (call, input) => count(parts, call, input)),
  handle(countDuty, duty),
  handle(tableOfFindings, (call, input) => table(parts, call, input)),
  handle(exportFindings, (call, input) => exportTable(parts, call, input)),
  handle(readFinding, (call, { id }) => tellCase(parts, call, id)),
  handle(commentFinding, (call, input) => comment(parts, call, input)),
  handle(assignFindings, assign),
  handle(listDeskAccounts, accountsFor),
  handle(askExemption, (call, input) => ask(parts, call, input)),
  handle(decideExemption, (call, input) => decide(parts, call, input)),
  handle(reopenFinding, (call, input) => reopen(parts, call, input)),
  handle(takeSuggestion, (call, input) => correct(parts, call, input)),
  handle(listExemptions, (call, input) => exemptions(parts, call, input)),
  handle(listBatchDoubts, batchDoubts),
  handle(listDoubtPeople, (call, input) => doubtPeople(parts, call, input)),
  handle(settleBatchDoubt, settle),
  handle(listRules, async ({ db, actor, today }) => {
    const { rows } = await sql<{ rule: string; n: number }>`
      select rule, count(*)::int as n from finding where state = 'open' and ${reached(actor, today, undefined)} group by rule`.execute(db);
    const living = new Set(parts.living.flatMap((l) => l.rules.map((r) => r.id)));
    return {
      items: parts.rules.map(({ hosts: _, correctAt: __, ...r }) => ({
        ...r,
        living: living.has(r.id),
        open: rows.find((x) => x.rule === r.id)?.n ?? 0,
      })),
    };
  }),
  handle(sweepNow, async (call) => ({ jobId: await startJob(call, sweep, { full: true }, { dedupeKey: 'now' }) })),
];

/** What stands behind a note or an exemption: a photograph, a stamped page. Seen by whoever sees the finding. */
export const proofPurpose: FilePurpose = {
  name: PROOF_FILE,
  summary: { zh: '疑点的佐证', en: 'Proof for a finding' },
  limit: 10 * 1024 * 1024,
  types: ['pdf', 'png', 'jpeg', 'webp', 'xlsx', 'docx'],
  can: 'rosters.desk',
  may: async (db, _actor, file) => {
    const { rows } =
      await sql`select 1 from finding_comment where file_id = ${file.id}::uuid union all select 1 from exemption where file_id = ${file.id}::uuid limit 1`.execute(
        db,
      );
    return rows.length > 0;
  },
};
