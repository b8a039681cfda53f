// The correction the desk may offer about work (按建议更正): the older of two spells of one time ends where the newer one begins.
import { holds } from '#capabilities/access/rules.ts';
import type { DeskDeed } from '#capabilities/rosters/server/service.ts';
import { areaOfWorker, lockForWork } from '#capabilities/workers/server/service.ts';
import type { Text } from '#standards/text.ts';
import { certainEnding } from '../rulesEnding.ts';
import { spellKindTexts } from '../rulesSpell.ts';
import type { KnownSpell } from '../rulesWork.ts';
import { correctSpell } from './deeds.ts';
import { writtenDay } from './import/words.ts';
import { readWork } from './spells.ts';

const nameOf = (k: KnownSpell): Text => (k.employerWords ? { zh: k.employerWords, en: k.employerWords } : spellKindTexts[k.kind]);

const endOlder: DeskDeed['propose'] = async (call, { workerId }, hold) => {
  const { db, actor, today } = call;
  if (!actor.permissions.has('employment.record')) return null;
  if (hold) await lockForWork(db, [workerId]);
  const home = await areaOfWorker(db, workerId);
  if (home === undefined || !actor.areas.some((a) => holds(a, home))) return null;
  const ending = certainEnding((await readWork(db, [workerId])).get(workerId)!);
  if (!ending) return null;
  const { older, newer, changes, vouched } = ending;
  const [name, next] = [nameOf(older), nameOf(newer)];
  const start = writtenDay(newer.start, newer.startPrecision);
  const end = writtenDay(changes.ended, changes.endPrecision);
  const reason: Text = {
    zh: `后一段（${next.zh}）从 ${start} 开始；前一段${vouched === null ? '只有名单说过，没有更好的证据' : `有凭据的在岗只到 ${vouched}`}`,
    en: `The later spell (${next.en}) begins in ${start}; ${vouched === null ? 'nothing better than a list vouches for the earlier one' : `the earlier one is vouched for until ${vouched} only`}`,
  };
  return {
    text: { zh: `前一段（${name.zh}）结束在 ${end}（推定）`, en: `End the earlier spell (${name.en}) in ${end} (inferred)` },
    reason,
    run: async () => {
      await correctSpell(
        { db, today, source: 'form', recordedBy: actor.accountId, reason: reason.zh },
        { id: older.id, workerId },
        changes,
      );
      return { corrected: 'spell', spell: older.id };
    },
  };
};

export const employmentDeeds: readonly DeskDeed[] = [{ rule: 'V07', propose: endOlder }];
