// Checking a file that was handed in: read, mapped, judged, and each row held against the register, without writing any fact.
import { sql } from 'kysely';
import { writeAudit } from '#platform/server/audit.ts';
import { defineJob } from '#platform/server/jobs.ts';
import type { Db } from '#platform/server/store.ts';
import { maskNumbers } from '../../rulesMasked.ts';
import { observedOnOf } from '../../rulesPeriod.ts';
import type { Finding } from '../../rulesValue.ts';
import type { AnyApplier } from '../applying.ts';
import { readFileRows, type SheetLine } from '../readRows.ts';
import { withBatchBook } from './batchBook.ts';
import { type BatchRecord, orFailed, ownerNow, setBatch, takeBatch } from './batchRow.ts';
import { forgetSomeRows, isKept, type KeptRow, SAMPLE_ROWS, writeRows } from './batchRows.ts';
import { asksOf, batchSheetOf, saidOf, samplesOf } from './batchSheets.ts';
import { ahead, inChunks, newPace, rateNote } from './chunks.ts';
import { applierOf, type RostersParts } from './parts.ts';
import { mappingOwner, readingOf, remembering } from './reading.ts';
import { againTold, hiddenTold, noListTold, trialTold, unknownTold } from './reportOf.ts';
import { assertBalanced, counted, fieldsBySide, judgeRows, noCounts } from './resolving.ts';
import { detailer } from './rowDetail.ts';

export interface JudgeIn {
  readonly batchId: string;
  /** True: read as the batch says; somebody said so. */
  readonly said: boolean;
  /** Only this declared sheet. */
  readonly only?: string;
  /** Only the sheet of this name, hidden or not. */
  readonly worksheet?: string;
}

const FORGET = 2000;
/** What is told about a file may quote it, and is not sealed. */
const masked = (f: Finding): Finding => ({ ...f, text: { zh: maskNumbers(f.text.zh), en: maskNumbers(f.text.en) } });

/** The same file by the same office is handed in once: the days of the first hold, so that what it says is not observed anew. */
const firstOf = async (db: Db, batch: BatchRecord) => {
  const first = await db
    .selectFrom('rosterBatch')
    .select(['number', 'handedIn', 'observedOn'])
    .where('fileHash', '=', batch.fileHash)
    .where('area', '=', batch.area)
    .where(sql<boolean>`organisation_id is not distinct from ${batch.organisationId}::uuid`)
    .where('number', '<', batch.number)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
  return first ?? null;
};

export const newJudgeJob = (parts: RostersParts) =>
  defineJob<JudgeIn>({
    kind: 'rosters.judge',
    subject: ({ batchId }) => ({ kind: 'batch', id: batchId }),
    summary: { zh: '预检表格', en: 'Check a spreadsheet' },
    run: (context, input) =>
      orFailed(context, input.batchId, 'reading', async () => {
        const { services } = context;
        const { keys, clock } = services;
        const began = performance.now();
        const taken = await takeBatch(context, input.batchId, 'reading');
        // a look that was interrupted is taken anew
        while ((await context.step((db) => forgetSomeRows(db, taken.id, FORGET))) === FORGET);
        const first = await context.step((db) => firstOf(db, taken));
        const batch: BatchRecord = first
          ? { ...taken, handedIn: first.handedIn, observedOn: taken.observedSaid ? taken.observedOn : first.observedOn }
          : taken;
        const reading = {
          ...readingOf(services, parts, batch),
          ...(input.only === undefined ? {} : { sheets: parts.sheets.filter((s) => s.id === input.only) }),
          ...(input.said ? { said: saidOf(batch.sheets) } : { remembered: remembering(services, mappingOwner(batch)) }),
          leaveHidden: true,
          ...(input.worksheet === undefined ? {} : { worksheet: input.worksheet }),
        };
        return withBatchBook(services, parts, batch.fileHash, async (book) => {
          const pace = newPace(services.store.kind, parts.chunkRows);
          const sheets: SheetLine[] = [];
          const trials = new Map<string, Finding>();
          let counts = noCounts();
          let samples = 0;
          let facts = batch;
          let fields: ReturnType<typeof fieldsBySide> = [];
          let detail: ReturnType<typeof detailer> | undefined;
          let applier: AnyApplier | null = null;
          const observe = (): string | null => {
            if (batch.observedSaid || first) return null;
            const chosen = sheets.filter((s) => s.chosen);
            return observedOnOf(
              chosen.flatMap((s) => s.titles),
              chosen.map((s) => s.sheet),
              batch.fileName,
              batch.handedIn,
            );
          };
          for await (const part of ahead(inChunks(readFileRows(book, reading), pace.size))) {
            await book.touch();
            if ('kind' in part) {
              sheets.push(part);
              const declared = parts.sheets.find((s) => s.id === part.declared);
              fields = declared ? fieldsBySide(declared, part) : [];
              detail = declared && detailer(declared, part);
              applier = applierOf(parts, part.declared);
              if (declared && part.chosen && !applier) trials.set(declared.id, trialTold(declared, true));
              facts = { ...batch, observedOn: observe() ?? batch.observedOn };
              continue;
            }
            const rows = part.lines.filter((l) => l.verdict !== 'not-a-row');
            const before = counts;
            counts = await pace
              .timed(() =>
                context.step(
                  async (db) => {
                    const owner = await ownerNow(db, context, 'rosters.import');
                    const may = applier && owner.permissions.has(applier.can) ? applier : null;
                    if (applier && !may) {
                      const declared = parts.sheets.find((s) => s.id === applier!.sheet)!;
                      trials.set(declared.id, trialTold(declared, false));
                    }
                    const judged = await judgeRows({ db, services, owner, today: clock.today(), batch: facts }, may, fields, rows);
                    const kept: KeptRow[] = [];
                    let left = SAMPLE_ROWS - samples;
                    for (const row of judged) {
                      const sample = row.verdict === 'accepted' && left > 0;
                      if (sample) left--;
                      if (!sample && !isKept(row)) continue;
                      const { resolution } = row;
                      const made = detail!(row.line, row.findings, row.outcome === 'changed' ? (resolution?.changes ?? []) : []);
                      kept.push({ row, subject: resolution?.subject ?? null, sample, detail: made });
                    }
                    await writeRows(db, keys, batch.id, kept);
                    return { counts: counted(before, part.lines, judged), samples: SAMPLE_ROWS - left };
                  },
                  (r) => ({ progress: { done: r.counts.rows, total: null, note: rateNote(pace.rate(r.counts.rows)) } }),
                ),
              )
              .then((r) => {
                samples = r.samples;
                return r.counts;
              });
          }
          assertBalanced(counts);
          const asks = asksOf(sheets, input.said);
          const chosen = sheets.filter((s) => s.chosen);
          const report: Finding[] = [
            ...(first ? [againTold(first)] : []),
            ...chosen.flatMap((s) => s.findings),
            ...sheets.filter((s) => s.hidden && !s.chosen && s.declared).map(hiddenTold),
            ...(asks ? sheets.filter((s) => !s.hidden && !s.declared && s.tables.length).map(unknownTold) : []),
            ...trials.values(),
            ...(chosen.length ? [] : [noListTold()]),
          ].map(masked);
          const observed = observe();
          return context.step(
            async (db) => {
              const samplesSealed = keys.seal(JSON.stringify(sheets.map(samplesOf)));
              await setBatch(
                db,
                context,
                batch,
                sql`state = ${asks ? 'asks' : 'judged'}, format = ${book.info.format}, sheets = ${JSON.stringify(sheets.map(batchSheetOf))}::jsonb,
                  samples_sealed = ${samplesSealed}, counts = ${JSON.stringify(counts)}::jsonb, report = ${JSON.stringify(report)}::jsonb,
                  handed_in = ${batch.handedIn}::date, observed_on = ${observed ?? batch.observedOn}::date, observed_said = ${batch.observedSaid || observed !== null},
                  problem = null, reached = null, seconds = ${((performance.now() - began) / 1000).toFixed(2)}::numeric, version = version + 1`,
              );
              const owner = await ownerNow(db, context, 'rosters.import');
              const { rows, accepted, doubtful, refused } = counts;
              await writeAudit(
                db,
                owner,
                '',
                {
                  action: 'rosters.judged',
                  area: batch.area,
                  subject: { kind: 'batch', id: batch.id },
                  details: { number: batch.number, rows, accepted, doubtful, refused },
                },
                services.subscribers,
              );
              return { batchId: batch.id, state: asks ? 'asks' : 'judged' };
            },
            { progress: { done: counts.rows, total: counts.rows } },
          );
        });
      }),
  });
