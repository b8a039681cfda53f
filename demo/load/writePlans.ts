import { sql } from 'kysely';
import { type LoadedItem, type LoadedPlan, loadPlans, PLAN_TABLES } from '#capabilities/accords/server/service.ts';
import { inRecordedHistory } from '#platform/server/recordedHistory.ts';
import type { Db } from '#platform/server/store.ts';
import { idWithin } from '../ids.ts';
import { hashText } from '../random.ts';
import { type DemoWorkItem, type DemoWorkPlan, workPlans } from '../workPlans.ts';

/** Office hours, one deed after the other. */
const at = (day: string, n: number): string => `${day}T0${1 + (n % 8)}:30:00Z`;
const other = (side: 'origin' | 'host') => (side === 'origin' ? 'host' : 'origin') as 'origin' | 'host';

/** Deeds in the words of the accords capability: each is a version, a note is a note. */
const itemOf = (of: DemoWorkItem, number: number, plan: DemoWorkPlan, agreementId: string): LoadedItem => {
  type Version = LoadedItem['versions'][number];
  const versions: Version[] = [{ at: at(of.opened, number), deed: 'opened', side: 'host', state: 'open', dueDay: of.due, reason: '' }];
  const notes: LoadedItem['notes'][number][] = [];
  for (const [n, d] of of.deeds.entries()) {
    const last = versions.at(-1)!;
    const next = (more: Pick<Version, 'deed'> & Partial<Version>): void =>
      void versions.push({ ...last, side: of.lead, reason: '', ...more, at: at(d.on, n) });
    const note = (kind: 'progress' | 'proof', words: string): void =>
      void notes.push({
        id: idWithin(Date.parse(at(d.on, n)), of.id, hashText(`note ${n}`)),
        at: at(d.on, n),
        kind,
        side: of.lead,
        words,
        link: kind === 'proof' ? `/agreements/${agreementId}` : '',
      });
    if (d.deed === 'started') next({ deed: 'started', state: 'in_progress' });
    else if (d.deed === 'closed') next({ deed: 'closed', state: 'closed', side: other(of.lead) });
    else if (d.deed === 'sent_back') next({ deed: 'sent_back', state: 'sent_back', side: other(of.lead), reason: d.words });
    else if (d.deed === 'due_moved') next({ deed: 'due_moved', dueDay: d.to, reason: d.words });
    else {
      note(d.deed === 'said_done' ? 'proof' : 'progress', d.words);
      if (d.deed === 'said_done') next({ deed: 'said_done', state: 'said_done' });
    }
  }
  return {
    id: of.id,
    number,
    resolutionId: of.resolution ? plan.meeting.resolutions[of.resolution - 1]!.id : null,
    title: of.title,
    outcome: `${of.outcome}（示例）`,
    lead: of.lead,
    units: of.units,
    versions,
    notes,
  };
};

/** The provincial agreement that holds in the middle of the year. */
const agreementOf = async (db: Db, plan: DemoWorkPlan): Promise<string | undefined> => {
  const { rows } = await sql<{
    id: string;
  }>`select agreement_id as id from agreement_fact where superseded = 'infinity' and level = 'province'
    and origin_code = ${`${plan.province}0000000000`} and valid_from <= ${`${plan.year}-03-01`}::date and valid_to >= ${`${plan.year}-10-01`}::date
    order by agreement_id limit 1`.execute(db);
  return rows[0]?.id;
};

/** Work points and meetings of the provincial agreements, in the caller's transaction (the owner's), after the agreements themselves. */
export const writePlans = async (db: Db): Promise<void> => {
  const loaded: LoadedPlan[] = [];
  for (const plan of workPlans) {
    const agreementId = await agreementOf(db, plan);
    if (!agreementId) throw new Error(`no provincial agreement of ${plan.province} for the plan of ${plan.year}`);
    loaded.push({
      id: plan.id,
      agreementId,
      year: plan.year,
      title: plan.title,
      document: '',
      created: at('2022-02-25', 0),
      meeting: { ...plan.meeting, at: at(plan.meeting.heldOn, 7) },
      items: plan.items.map((i, n) => itemOf(i, n + 1, plan, agreementId)),
    });
  }
  await inRecordedHistory(db, PLAN_TABLES, () => loadPlans(db, loaded));
};
