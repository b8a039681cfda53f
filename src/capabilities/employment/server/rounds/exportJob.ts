// The list of a round as a workbook with drop-downs for the answer: taken out, filled in with WPS, handed in again (roundApplier).
import type { z } from 'zod';
import { logExport, newWatermark } from '#capabilities/access/server/service.ts';
import { makeTemplate } from '#capabilities/rosters/server/service.ts';
import type { Actor } from '#platform/server/actor.ts';
import { addFile, type FilePurpose, storeContent } from '#platform/server/files.ts';
import type { Call } from '#platform/server/http.ts';
import { defineJob, startJob } from '#platform/server/jobs.ts';
import type { Db } from '#platform/server/store.ts';
import {
  type exportRound,
  ROUND_EXPORT_FILE,
  type RoundExportResult,
  type RoundRow,
  roundNobody,
  roundTooMany,
  VERIFY,
} from '../../contractRounds.ts';
import { type RoundState, roundStateTexts } from '../../rulesRounds.ts';
import { type EvidenceClass, employerWord, evidenceClassTexts } from '../../rulesSpell.ts';
import { roundSheet } from '../../sheetRounds.ts';
import { placeName } from '../import/words.ts';
import { askRound, type Filter, tellRows, walkRound } from './list.ts';
import { sideOf } from './progress.ts';

const PAGE = 200;
/** ○ One file is one office's work of a month; more is exported employer by employer. */
export const EXPORT_MOST = 20_000;

export const roundExportPurpose: FilePurpose = {
  name: ROUND_EXPORT_FILE,
  summary: { zh: '导出的在岗核验名单', en: 'Exported lists of verification rounds' },
  limit: 32 * 1024 * 1024,
  types: ['xlsx'],
  // held by no role: made here, never handed in
  can: 'employment.exportFile',
};

type Row = z.input<typeof RoundRow>;
const SHOWN = [
  'name',
  'employer',
  'post',
  'placeName',
  'home',
  'start',
  'phone',
  'verified',
  'state',
  'answer',
  'day',
  'via',
  'lastDay',
  'reason',
  'note',
  'spellId',
];

const cellsOf = (r: Row): Record<string, string> => ({
  spellId: r.spellId,
  name: r.worker.name,
  employer: employerWord(r.kind, r.employer.name).zh,
  post: r.post,
  placeName: r.placeName.zh,
  home: r.worker.home ? `${r.worker.home.county}${r.worker.home.town}${r.worker.home.village}` : '',
  start: r.start,
  phone: r.worker.phoneMasked ?? '',
  verified: r.verified ? `${r.verified.until} ${evidenceClassTexts[r.verified.class as EvidenceClass].zh}` : '',
  state: roundStateTexts[r.state as RoundState].zh,
});

type Result = z.infer<typeof RoundExportResult>;
const minute = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

export const exportRoundJob = defineJob<Filter, { readonly result: Result }>({
  kind: 'employment.exportRound',
  summary: { zh: '导出在岗核验名单', en: 'Export the list of a round' },
  sealed: true,
  async run(context, filter) {
    if (context.checkpoint) return context.checkpoint.result;
    const { services } = context;
    const today = services.clock.today();
    const rows: Row[] = [];
    let owner: Actor | undefined;
    for (let cursor: string | undefined; ; ) {
      const at = cursor;
      const [page, who] = await context.stepAsOwner(
        VERIFY,
        async (db, actor) => {
          const here = { db, actor, today, services };
          const asked = await askRound(here, filter);
          const walked = await walkRound(here, asked, at, PAGE);
          return [{ items: await tellRows(here, asked, walked.items), next: walked.next }, actor] as const;
        },
        ([p]) => ({ progress: { done: rows.length + p.items.length } }),
      );
      owner = who;
      rows.push(...page.items);
      if (rows.length > EXPORT_MOST) throw roundTooMany({ limit: EXPORT_MOST });
      if (page.next === null) break;
      cursor = page.next;
    }
    const mark = newWatermark(owner!, services.clock.now());
    const side = sideOf(owner!, filter.side);
    // an employer learns neither homes nor what others found out
    const fields = side === 'employer' ? SHOWN.filter((f) => f !== 'home' && f !== 'verified') : SHOWN;
    const month = filter.month ?? today.slice(0, 7);
    const content = Buffer.from(
      await makeTemplate(roundSheet, {
        fields,
        rows: rows.map(cellsOf),
        sheetName: `${month} 在岗核验`,
        mark: `${services.config.demonstration ? '演示数据，人员、单位均为虚构。' : ''}${mark.line}。含个人信息，只用于在岗核验，用完删除`,
      }),
    );
    const area = filter.area ?? owner!.grants[0]?.areaCode ?? '';
    const name = `在岗核验-${area ? placeName(area) : '全国'}-${month}-${minute.format(services.clock.now()).slice(5, 10)}.xlsx`;
    const stored = await storeContent(services, content, name, ROUND_EXPORT_FILE);
    return context.stepAsOwner(
      VERIFY,
      async (db, who): Promise<Result> => {
        const file = await addFile(db, services.keys, stored, who.accountId);
        await logExport(db, who, {
          what: 'employment.round',
          rows: rows.length,
          filter: wordsOf(filter),
          full: false,
          areaCode: area,
          watermark: mark.code,
          content,
        });
        return { fileId: file.id, name: file.name, rows: rows.length, watermark: mark.code };
      },
      (result) => ({ checkpoint: { result } }),
    );
  },
});

/** Never what was searched for. */
const wordsOf = ({ month, side, area, state, county, fresh, unproved }: Filter): string =>
  [
    month,
    side,
    area && placeName(area),
    county && placeName(county),
    state?.map((s) => roundStateTexts[s].zh).join('、'),
    fresh && '上岗 30 天内',
    unproved && '不计入已核验存量',
  ]
    .filter(Boolean)
    .join('；');

export const startExport = async (call: Call, filter: z.output<(typeof exportRound)['input']>): Promise<{ jobId: string }> => {
  const asked = await askRound(call as Call & { db: Db }, filter);
  const { items } = await walkRound(call, asked, undefined, 1);
  if (!items.length) throw roundNobody();
  const jobId = await startJob(call, exportRoundJob, filter, { area: filter.area ?? call.actor.grants[0]?.areaCode ?? '' });
  call.note({
    subject: { kind: 'job', id: jobId },
    area: filter.area ?? call.actor.grants[0]?.areaCode ?? '',
    details: { filter: wordsOf(filter) },
  });
  return { jobId };
};
