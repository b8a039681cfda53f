// Freezing as endpoints.
import { logExport, newWatermark } from '#capabilities/access/server/service.ts';
import { areaText } from '#capabilities/regions/server/service.ts';
import { type Before, type Call, handle, handleFile, type Route } from '#platform/server/http.ts';
import type { AnyJobKind } from '#platform/server/jobs.ts';
import { addMonths } from '#standards/calendar/calendar.ts';
import {
  FREEZE,
  listFreezes,
  listMonths,
  listSigningKeys,
  type MonthState,
  readFreeze,
  refuseFreeze,
  reportMonth,
  takeFrozenFile,
} from '../../contractFreeze.ts';
import { notFrozen, notYourSide } from '../../contractFreezeProblems.ts';
import { HOST, monthEndOf, ORIGINS } from '../../rulesFrozen.ts';
import { areaWords } from '../question.ts';
import { computeFreeze, discardFreeze } from './computeJob.ts';
import { deedRoutes, refuse, report, tellOne } from './deeds.ts';
import { freezeDemonstration } from './demonstration.ts';
import { cellsFile, membersFile } from './file.ts';
import { findFreezes, getFreeze, sidesSpoken } from './freezes.ts';
import { fingerprintOf, publicKeys } from './signing.ts';
import { reportsOf, tellFreeze, tellFreezes } from './tell.ts';

/** ○ As many months back as a page shows. */
const SHOWN_MONTHS = 36;
const months = async ({ db, today, actor }: Call) => {
  const freezes = await findFreezes(db, null);
  const reports = await reportsOf(
    db,
    freezes.map((f) => f.id),
  );
  const shown = Array.from({ length: SHOWN_MONTHS }, (_, i) => addMonths(`${today.slice(0, 7)}-01`, -i).slice(0, 7));
  return {
    today,
    pairs: ORIGINS.map((origin) => {
      const own = freezes.filter((f) => f.origin === origin && f.state !== 'refused');
      const stateOf = (month: string): { month: string; state: MonthState; freezeId: string | null } => {
        const freeze = own.find((f) => f.month === month);
        const state: MonthState = !freeze
          ? monthEndOf(month) >= today
            ? 'notOver'
            : 'open'
          : freeze.state !== 'frozen'
            ? 'freezing'
            : reports.has(freeze.id)
              ? 'reported'
              : 'frozen';
        return { month, state, freezeId: freeze?.id ?? null };
      };
      const done = own.filter((f) => f.state === 'frozen').map((f) => f.month);
      return {
        origin,
        originName: areaText(origin),
        mayPropose: actor.permissions.has(FREEZE) && sidesSpoken(actor, { origin, host: HOST }).length > 0,
        lastFrozen: done.sort().at(-1) ?? null,
        lastReported:
          own
            .filter((f) => reports.has(f.id))
            .map((f) => f.month)
            .sort()
            .at(-1) ?? null,
        months: [...new Set([...shown, ...done])].sort().reverse().map(stateOf),
      };
    }),
  };
};

/** Made before the request's transaction: the file of a big month takes seconds. */
const prepareFile = async ({ services, actor }: Before, { id, part }: { readonly id: string; readonly part: 'cells' | 'members' }) =>
  services.store.transact({ role: 'figures', readOnly: true }, async (db) => {
    const freeze = await getFreeze(db, id);
    if (freeze.state !== 'frozen') throw notFrozen({ month: freeze.month });
    const spoken = sidesSpoken(actor, freeze);
    // members are people of the sending province: ids of theirs are for its own side
    if (part === 'members' ? !spoken.includes('origin') : spoken.length === 0) {
      const province = areaText(freeze.origin);
      throw notYourSide({ province: province.zh, provinceEn: province.en, ...areaWords(actor) });
    }
    const made = part === 'cells' ? await cellsFile(db, freeze) : await membersFile(db, freeze);
    return { freeze, ...made };
  });

export const freezeRoutes: readonly Route[] = [
  handle(listMonths, months),
  handle(listFreezes, async (call, { origin }) => ({ items: await tellFreezes(call, await findFreezes(call.db, origin ?? null)) })),
  handle(readFreeze, async (call, { id }) => tellFreeze(call, await getFreeze(call.db, id))),
  ...deedRoutes,
  handle(refuseFreeze, async (call, input) => tellOne(call, await refuse(call, input))),
  handle(reportMonth, async (call, input) => tellOne(call, await report(call, input))),
  handleFile(takeFrozenFile, prepareFile, async (call, { part }, { freeze, content, lines }) => {
    call.note({ subject: { kind: 'freeze', id: freeze.id }, area: freeze.origin, details: { month: freeze.month, part } });
    await logExport(call.db, call.actor, {
      what: part === 'cells' ? 'indicators.frozenCells' : 'indicators.frozenMembers',
      rows: lines,
      filter: `${freeze.month} ${areaText(freeze.origin).zh}`,
      full: true,
      areaCode: freeze.origin,
      watermark: newWatermark(call.actor, call.services.clock.now()).code,
      content,
    });
    const name = `${part === 'cells' ? '封账' : '封账成员'}-${areaText(freeze.origin).zh}-${freeze.month}.jsonl`;
    return { name, type: 'application/x-ndjson; charset=utf-8', content };
  }),
  handle(listSigningKeys, async ({ db }) => ({
    keys: (await publicKeys(db)).map((k) => ({ ...k, algorithm: 'Ed25519' as const, fingerprint: fingerprintOf(k.publicKey) })),
  })),
];
export const freezeJobs: readonly AnyJobKind[] = [computeFreeze, discardFreeze, freezeDemonstration];
