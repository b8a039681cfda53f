// 协议目标表 of a year to fill in: one row an indicator of each agreement for which the asker may propose, what is in force beside it; handed in again by imports.
import { logExport, newWatermark } from '#capabilities/access/server/service.ts';
import { makeTemplate } from '#capabilities/rosters/server/service.ts';
import type { DownloadFile, Parsed } from '#platform/contract.ts';
import { actorSettings } from '#platform/server/actor.ts';
import type { Before, Call } from '#platform/server/http.ts';
import { XLSX } from '#platform/server/sheetFile.ts';
import { proposalStateTexts, type targetTemplate } from '../../contractTargets.ts';
import { dayOfTargets, targetInForce, targetKinds } from '../../rulesTargets.ts';
import { targetSheet } from '../../sheetTargets.ts';
import { agreementsKnown, partyNames, targetSides, tooFine } from './agreements.ts';
import { targetsKnown } from './known.ts';
import { readProposals } from './tell.ts';

const FIELDS = ['origin', 'host', 'title', 'year', 'indicator', 'now', 'persons', 'fromDay', 'reason'] as const;
type Asked = Parsed<typeof targetTemplate>;
interface Sheet {
  readonly content: Uint8Array;
  readonly rows: number;
  readonly watermark: string;
}

/** A row with （示例） in it is taken for a sample by whoever reads lists; made-up agreements bear it in their titles. */
const asWritten = (title: string): string => title.replace(/[（([【](示例|样例|范例)[）)\]】]/g, '〔$1〕');

/** Made before the request's own transaction. Without an agreement of one's own it is the empty template. */
export const prepareTargetTemplate = async ({ services, actor }: Before, { year }: Asked): Promise<Sheet> => {
  const today = services.clock.today();
  const day = dayOfTargets(year, today);
  const { agreements, targets, open } = await services.store.transact(
    { role: 'app', settings: actorSettings(actor, today), readOnly: true },
    async (db) => ({
      agreements: (await agreementsKnown(db, { day: today, k: null })).filter(
        (a) =>
          a.signed &&
          targetSides(actor, a).length > 0 &&
          tooFine(a) === null &&
          a.validFrom <= `${year}-12-31` &&
          `${year}-01-01` <= a.lastDay,
      ),
      targets: await targetsKnown(db, year, null),
      open: (await readProposals(db, year)).filter((p) => p.state === 'open'),
    }),
  );
  const rows = agreements.flatMap((a) => {
    const { originName, hostName } = partyNames(a);
    // only where the two sides do not tell which one is meant
    const alike = agreements.filter((x) => x.originCode === a.originCode && x.hostCode === a.hostCode).length > 1;
    return targetKinds.map((kind) => {
      const own = (x: { agreementId: string; indicator: string }) => x.agreementId === a.id && x.indicator === kind.id;
      const standing = targetInForce(targets.filter(own), day);
      const waits = open.find(own);
      return {
        origin: originName.zh,
        host: hostName.zh,
        title: alike ? asWritten(a.title) : '',
        year: String(year),
        indicator: `${kind.id} ${kind.name.zh}`,
        now: [standing ? `${standing.persons}，自 ${standing.fromDay}` : '', waits ? `${waits.persons} ${proposalStateTexts.open.zh}` : '']
          .filter((s) => s !== '')
          .join('；'),
        persons: '',
        fromDay: '',
        reason: '',
      };
    });
  });
  const mark = newWatermark(actor, services.clock.now());
  const content = await makeTemplate(targetSheet, {
    fields: FIELDS,
    ...(rows.length ? { rows } : {}),
    sheetName: `${year}年目标`,
    mark: mark.line,
  });
  return { content, rows: rows.length, watermark: mark.code };
};

/** Written down before it leaves. */
export const takeTargetTemplate = async (call: Call, { year }: Asked, { content, rows, watermark }: Sheet): Promise<DownloadFile> => {
  await logExport(call.db, call.actor, { what: 'accords.targetTemplate', rows, filter: `year=${year}`, full: true, watermark, content });
  call.note({ details: { year, rows, watermark } });
  return { name: `协议目标表-${year}.xlsx`, type: XLSX, content };
};
