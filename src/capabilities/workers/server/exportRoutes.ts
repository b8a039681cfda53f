// Batch look-up and export as endpoints.
import { reachOf } from '#capabilities/access/rules.ts';
import { logExport, newWatermark } from '#capabilities/access/server/service.ts';
import { actorSettings } from '#platform/server/actor.ts';
import { type Before, type Call, handle, handleFile, type Route } from '#platform/server/http.ts';
import { startJob } from '#platform/server/jobs.ts';
import { readBody, readSheet, XLSX } from '#platform/server/sheetFile.ts';
import { fullNotHere, listEmpty, nobodyToExport, tooManyToExport } from '../contractExport.ts';
import { exportWorkers, LOOK_UP_MOST, lookUpSheet, lookUpWorkers, readLookUpFile } from '../contractList.ts';
import { EXPORT_MOST, filterWords, fullFrom } from '../rulesExport.ts';
import { findList } from '../rulesLookUpFile.ts';
import { countExport, type ExportIn, exportJob, standingsFor } from './exportJob.ts';
import { lookUp } from './lookUp.ts';
import { lookUpBook } from './lookUpBook.ts';
import { placeName } from './places.ts';

const areaOf = ({ actor }: Pick<Call, 'actor'>): string => actor.grants[0]?.areaCode ?? '';

/** The look-up before its own request's transaction, because a workbook takes longer to write than a transaction should stay open. */
const prepareSheet = async ({ services, actor: whoever }: Before, { lines }: { lines: readonly string[] }) => {
  const today = services.clock.today();
  // a temporary look is for the eyes and takes no file with it (docs/decisions/0009)
  const actor = whoever.overrideId === null ? whoever : { ...whoever, overrideId: null, lookAreas: reachOf(whoever.grants).lookAreas };
  const session = { role: 'app', settings: actorSettings(actor, today), readOnly: true } as const;
  const answer = await services.store.transact(session, (db) => lookUp({ db, actor, today, services }, lines));
  const mark = newWatermark(actor, services.clock.now());
  return { answer, mark, content: await lookUpBook(answer, { services, actor, today, mark }) };
};

export const exportRoutes: readonly Route[] = [
  handle(exportWorkers, async (call, { ids, full, reason = '', ...filters }) => {
    const { actor } = call;
    const wanted: ExportIn = { filters, ids: ids ?? null, full, reason };
    if (full && !(actor.permissions.has('workers.full') && fullFrom(standingsFor(actor, wanted)))) throw fullNotHere();
    const total = await countExport(call, wanted, EXPORT_MOST);
    if (total === 0) throw nobodyToExport();
    if (total > EXPORT_MOST) throw tooManyToExport({ limit: EXPORT_MOST });
    const area = filters.area ?? areaOf(call);
    // pressed twice: one export
    const dedupeKey = `${actor.accountId} ${call.services.keys.hmac('workers.export', JSON.stringify(wanted)).toString('hex').slice(0, 32)}`;
    const jobId = await startJob(call, exportJob, wanted, { area, dedupeKey });
    call.note({
      subject: { kind: 'job', id: jobId },
      area,
      details: { filter: filterWords({ ...filters, ...(ids ? { ids } : {}) }, null, placeName), full, rows: total },
    });
    return { jobId };
  }),
  handle(lookUpWorkers, async (call, { lines }) => {
    const answer = await lookUp(call, lines);
    const { asked, matched, several, none } = answer;
    call.note({ area: areaOf(call), details: { asked, matched, several, none } });
    return answer;
  }),
  handleFile(lookUpSheet, prepareSheet, async (call, _input, { answer, mark, content }) => {
    const { asked, matched, several, none } = answer;
    call.note({ area: areaOf(call), details: { asked, matched, several, none } });
    await logExport(call.db, call.actor, {
      what: 'workers.lookUp',
      rows: asked,
      filter: `批量查人 ${asked} 行，查到 ${matched}，多人 ${several}，没有 ${none}`,
      full: false,
      watermark: mark.code,
      content,
    });
    return { name: `批量查人-${call.today}.xlsx`, type: XLSX, content };
  }),
  handleFile(
    readLookUpFile,
    async ({ body }) => findList(await readSheet(await readBody(body, readLookUpFile.bodyLimit))),
    async (call, _input, found) => {
      if (!found?.lines.length) throw listEmpty();
      const lines = found.lines.slice(0, LOOK_UP_MOST).map((line) => line.slice(0, 200));
      const left = found.lines.length - lines.length;
      call.note({ area: areaOf(call), details: { lines: lines.length, left } });
      return { lines, column: found.column, left };
    },
  ),
];
