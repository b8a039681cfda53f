// Endpoint meets deed; and what the composition is handed: routes, jobs, purposes of files.
import type { FilePurpose } from '#platform/server/files.ts';
import { type Constraints, handle, type Route } from '#platform/server/http.ts';
import type { AnyJobKind } from '#platform/server/jobs.ts';
import type { SealedColumn } from '#platform/server/rotation.ts';
import {
  cancelBatch,
  commitBatch,
  HAND_IN_LIMIT,
  handIn,
  listBatches,
  listBatchRows,
  listSheets,
  mapBatch,
  readBatch,
  readErrorFile,
  readTemplate,
  undoBatch,
} from '../contractBatches.ts';
import { ROSTER_FILE } from '../contractShapes.ts';
import { newCommitJob } from './batches/commitJob.ts';
import { errorFile, template } from './batches/errorFile.ts';
import { take } from './batches/handIn.ts';
import { newJudgeJob } from './batches/judgeJob.ts';
import { list, offers, read, rows } from './batches/lists.ts';
import { cancel, commit, map, undo } from './batches/moves.ts';
import type { RostersParts } from './batches/parts.ts';
import { newUndoJob } from './batches/undoJob.ts';
import { batches, mayHaveFile } from './batches/view.ts';
import { detectSheet } from './detectSheet.ts';

/** Beside the one who sent it (findReadable): see mayHaveFile. */
const may: NonNullable<FilePurpose['may']> = async (db, actor, file) => {
  if (!actor.permissions.has('rosters.import')) return false;
  const found = await batches(db).where('b.fileId', '=', file.id).execute();
  for (const row of found) if (await mayHaveFile(db, { ...actor, viewedBy: null }, row)) return true;
  return false;
};

export const rostersPurposes: readonly FilePurpose[] = [
  {
    name: ROSTER_FILE,
    summary: { zh: '交来导入的表格', en: 'Spreadsheets handed in for import' },
    limit: HAND_IN_LIMIT,
    types: ['xlsx', 'xls', 'ods', 'text', 'markup'],
    detect: detectSheet,
    can: 'rosters.import',
    may,
  },
];

export const rostersSealed: readonly SealedColumn[] = [
  { table: 'roster_batch', id: 'id', sealed: 'samples_sealed', indexes: [] },
  { table: 'roster_row', id: 'id', sealed: 'detail_sealed', indexes: [] },
];

export const rostersConstraints: Constraints = {};

export const newRosters = (parts: RostersParts) => {
  const judge = newJudgeJob(parts);
  const write = newCommitJob(parts);
  const takeBack = newUndoJob(parts);
  const jobs: readonly AnyJobKind[] = [judge, write, takeBack];
  const routes: readonly Route[] = [
    handle(listSheets, (call) => offers(call, parts)),
    handle(handIn, (call, input) => take(call, input, parts, judge)),
    handle(listBatches, (call, input) => list(call, input, parts)),
    handle(readBatch, (call, input) => read(call, input, parts)),
    handle(listBatchRows, (call, input) => rows(call, input, parts)),
    handle(mapBatch, (call, input) => map(call, input, parts, judge)),
    handle(commitBatch, (call, input) => commit(call, input, parts, write)),
    handle(undoBatch, (call, input) => undo(call, input, parts, takeBack)),
    handle(readTemplate, (call, input) => template(call, input, parts)),
    handle(readErrorFile, (call, input) => errorFile(call, input, parts)),
    handle(cancelBatch, (call, input) => cancel(call, input, parts)),
  ];
  return { routes, jobs, judge, write, takeBack };
};
