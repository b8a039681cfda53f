import { sql } from 'kysely';
import type { FilePurpose } from '#platform/server/files.ts';
import { handle, type Route } from '#platform/server/http.ts';
import { withoutMetadata } from '#platform/server/imageMetadata.ts';
import type { AnyJobKind } from '#platform/server/jobs.ts';
import {
  answerMany,
  answerRound,
  callNumber,
  exportRound,
  LOOK_AT_ROUNDS,
  listRound,
  ROUND_FILE,
  readRound,
  readRoundRules,
  setRoundRule,
  undoAnswer,
  VERIFY,
} from '../../contractRounds.ts';
import { answer, numbersFor, undo } from './answer.ts';
import { answerManyJob, many } from './bulk.ts';
import { exportRoundJob, roundExportPurpose, startExport } from './exportJob.ts';
import { list } from './list.ts';
import { read } from './progress.ts';
import { sidesOfRounds } from './reach.ts';
import { readRules, setRule } from './ruleDeeds.ts';

export const roundRoutes: readonly Route[] = [
  handle(readRound, read),
  handle(listRound, list),
  handle(callNumber, numbersFor),
  handle(answerRound, answer),
  handle(undoAnswer, undo),
  handle(answerMany, many),
  handle(exportRound, startExport),
  handle(readRoundRules, readRules),
  handle(setRoundRule, setRule),
];

/** Seen by whoever sees the answer; an employer sees its own. */
const roundFilePurpose: FilePurpose = {
  name: ROUND_FILE,
  summary: { zh: '在岗核验的照片、盖章花名册', en: 'Photographs and stamped rosters of verification' },
  limit: 8 * 1024 * 1024,
  types: ['jpeg', 'png', 'webp', 'pdf'],
  clean: withoutMetadata,
  can: VERIFY,
  may: async (db, actor, file) => {
    if (!actor.permissions.has(LOOK_AT_ROUNDS)) return false;
    const sides = sidesOfRounds(actor);
    const own = sides.length === 1 && sides[0] === 'employer';
    const { rows } =
      await sql`select 1 from verification_answer where file_id = ${file.id}::uuid and undone is null ${own ? sql`and by_employer` : sql``}
      limit 1`.execute(db);
    return rows.length > 0;
  },
};
export const roundPurposes: readonly FilePurpose[] = [roundFilePurpose, roundExportPurpose];
export const roundJobs: readonly AnyJobKind[] = [answerManyJob, exportRoundJob];
