// Batches: hand a file in, see how it is read, correct its columns, submit, take back.
import { z } from 'zod';
import { Code12, Day, Download, endpoint, Id, named, page, paged } from '#platform/contract.ts';
import { FILE_LIMIT } from '#platform/filesContract.ts';
import { changed, notFound } from '#platform/problem.ts';
import {
  areaMissing,
  areaOutside,
  Batch,
  BatchLine,
  BatchRow,
  BatchState,
  fieldTwice,
  keyMissing,
  noRows,
  notHandedIn,
  nothingBack,
  notNow,
  organisationNotYours,
  SheetOffer,
  sheetNotYours,
} from './contractShapes.ts';

export const listSheets = endpoint({
  id: 'rosters.listSheets',
  method: 'GET',
  path: '/sheets',
  can: 'rosters.see',
  summary: { zh: '可以导入的表', en: 'Sheets that can be imported' },
  input: z.object({}),
  output: z.object({ items: z.array(SheetOffer) }),
});
export const readTemplate = endpoint({
  id: 'rosters.readTemplate',
  method: 'GET',
  path: '/sheets/:id/template',
  can: 'rosters.see',
  summary: { zh: '下载空白模板', en: 'Download an empty template' },
  input: z.object({ id: z.string().max(80) }),
  output: Download,
  problems: [notFound],
});
/** After the file itself was sent by `platform.uploadFile` with purpose `rosters.handIn`. Checking starts in the background at once. */
export const handIn = endpoint({
  id: 'rosters.handIn',
  method: 'POST',
  path: '/batches',
  can: 'rosters.import',
  summary: { zh: '交一份表格', en: 'Hand in a spreadsheet' },
  input: z.object({
    fileId: Id,
    /** Left out: the area of the account, where it has one. */
    area: named(Code12.optional(), '所属地区', 'Area'),
    organisationId: named(Id.optional(), '交表单位', 'Organisation'),
    /** Only this declared sheet. */
    sheet: z.string().max(80).optional(),
    observedOn: named(Day.optional(), '表里的数截至哪天', 'As of'),
  }),
  output: Batch,
  problems: [notHandedIn, areaMissing, areaOutside, organisationNotYours],
});
export const listBatches = endpoint({
  id: 'rosters.listBatches',
  method: 'GET',
  path: '/batches',
  can: 'rosters.see',
  summary: { zh: '导入批次', en: 'Batches of imports' },
  input: z.object({ ...paged, state: BatchState.optional(), mine: z.boolean().default(false) }),
  output: page(BatchLine),
});
export const readBatch = endpoint({
  id: 'rosters.readBatch',
  method: 'GET',
  path: '/batches/:id',
  can: 'rosters.see',
  summary: { zh: '一个批次', en: 'One batch' },
  input: z.object({ id: Id }),
  output: Batch,
  problems: [notFound],
});
export const listBatchRows = endpoint({
  id: 'rosters.listBatchRows',
  method: 'GET',
  path: '/batches/:id/rows',
  can: 'rosters.see',
  summary: { zh: '一个批次里的行', en: 'Rows of a batch' },
  input: z.object({
    id: Id,
    ...paged,
    /** `accepted`: the first of those nothing was found about, as they stand in the file. `kept`: not taken back when the batch was undone. */
    tab: z.enum(['accepted', 'doubtful', 'refused', 'changed', 'kept']),
    rule: z.string().max(20).optional(),
  }),
  output: page(BatchRow),
  problems: [notFound],
});
/** Which column is which; checks anew. Remembered for this template and office. */
export const mapBatch = endpoint({
  id: 'rosters.mapBatch',
  method: 'POST',
  path: '/batches/:id/mapping',
  can: 'rosters.import',
  summary: { zh: '改列的对应', en: 'Correct the columns' },
  input: z.object({
    id: Id,
    version: z.int(),
    sheets: z.array(
      z.object({
        index: z.int(),
        chosen: z.boolean(),
        declared: z.string().max(80).nullable(),
        tables: z.array(z.object({ chosen: z.boolean(), fields: z.array(z.string().max(40).nullable()).max(2000) })).max(16),
      }),
    ),
    observedOn: Day.optional(),
  }),
  output: Batch,
  problems: [notFound, changed, notNow, fieldTwice, keyMissing],
});
export const commitBatch = endpoint({
  id: 'rosters.commitBatch',
  method: 'POST',
  path: '/batches/:id/commit',
  can: 'rosters.import',
  summary: { zh: '提交一个批次', en: 'Submit a batch' },
  input: z.object({ id: Id, version: z.int() }),
  output: Batch,
  problems: [notFound, changed, notNow, noRows, sheetNotYours],
});
export const undoBatch = endpoint({
  id: 'rosters.undoBatch',
  method: 'POST',
  path: '/batches/:id/undo',
  can: 'rosters.undo',
  summary: { zh: '撤销一个批次', en: 'Undo a batch' },
  input: z.object({ id: Id, version: z.int() }),
  output: Batch,
  problems: [notFound, changed, notNow],
});
export const cancelBatch = endpoint({
  id: 'rosters.cancelBatch',
  method: 'POST',
  path: '/batches/:id/cancel',
  can: 'rosters.import',
  summary: { zh: '取消一个批次', en: 'Give a batch up' },
  input: z.object({ id: Id }),
  output: Batch,
  problems: [notFound, notNow],
});
/** The refused rows (and the doubtful ones, marked) in the very same template, with 失败原因 and 建议. Made on demand, on record. */
export const readErrorFile = endpoint({
  id: 'rosters.readErrorFile',
  method: 'GET',
  path: '/batches/:id/errors',
  can: 'rosters.import',
  summary: { zh: '下载失败原因表', en: 'Download the rows that did not go in' },
  input: z.object({ id: Id }),
  output: Download,
  problems: [notFound, notNow, nothingBack],
  audited: true,
});

/** Bytes of one file that is handed in. */
export const HAND_IN_LIMIT = FILE_LIMIT;
export const batchEndpoints = [
  listSheets,
  readTemplate,
  handIn,
  listBatches,
  readBatch,
  listBatchRows,
  mapBatch,
  commitBatch,
  undoBatch,
  cancelBatch,
  readErrorFile,
] as const;
