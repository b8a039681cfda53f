// People of the register as rows of a worker sheet, so that the rules of rows can be asked about them too.
import { sql } from 'kysely';
import type { Services } from '#platform/server/services.ts';
import type { Db } from '#platform/server/store.ts';
import type { Day } from '#standards/calendar/calendar.ts';
import type { Health, Labour, WorkerRow } from '../rulesWorkerRow.ts';

export interface LivingPerson {
  readonly workerId: string;
  /** 12 digits. */
  readonly home: string;
  readonly diedOn: Day | null;
  readonly working: 'working' | 'not_working' | 'unknown';
  /** What the register knows of the person; nothing of work. Holds whole number and telephone: never to be logged or kept. */
  readonly values: WorkerRow;
}

interface Read {
  readonly workerId: string;
  readonly home: string;
  readonly diedOn: Day | null;
  readonly working: LivingPerson['working'];
  readonly name: string;
  readonly birthday: Day | null;
  readonly sex: string;
  readonly relation: string;
  readonly household: string | null;
  readonly ability: string;
  readonly health: readonly Health[];
  readonly schoolStage: string;
  readonly education: string;
  readonly poverty: string;
  readonly monitored: string;
  readonly lowIncome: string;
  readonly relocated: boolean;
  readonly identifiedOn: Day | null;
  readonly removedOn: Day | null;
  readonly numberSealed: Buffer | null;
  readonly phoneSealed: Buffer | null;
}

/** In the order of the ids; those who do not exist or are not seen are missing. Set-based. */
export const rowsOfPeople = async (db: Db, { keys }: Pick<Services, 'keys'>, ids: readonly string[]): Promise<readonly LivingPerson[]> => {
  if (ids.length === 0) return [];
  const { rows } = await sql<Read>`
    select n.worker_id, n.home, n.died_on, n.working, n.name, n.birthday, n.sex, n.relation, n.ability, n.health, n.school_stage, n.education, n.poverty,
      n.monitored, n.low_income, n.relocated, case when n.household_id is not null then coalesce(nullif(h.number, ''), n.household_id::text) end as household,
      i.valid_from as identified_on, i.risk_removed as removed_on, b.number_sealed,
      case when n.has_phone then (select c.phone_sealed from worker_contact c where c.worker_id = n.worker_id and c.superseded = 'infinity'
        order by c.kind = 'own' desc, c.recorded desc limit 1) end as phone_sealed
    from worker_now n
    left join worker_basic b on b.worker_id = n.worker_id and b.superseded = 'infinity'
    left join household h on h.id = n.household_id
    left join lateral (
      select x.valid_from, x.risk_removed from identity_period x
      where n.monitored <> '' and x.worker_id = n.worker_id and x.superseded = 'infinity' and x.kind = 'monitored_' || n.monitored
      order by x.valid_from desc limit 1) i on true
    where n.worker_id = any (${ids}::uuid[])`.execute(db);
  const of = new Map(rows.map((r) => [r.workerId, r]));
  return ids.flatMap((id) => {
    const r = of.get(id);
    if (!r) return [];
    const identity = [
      ...(r.poverty ? [`poverty_${r.poverty}`] : []),
      ...(r.monitored ? [`monitored_${r.monitored}`] : []),
      ...(r.lowIncome ? [`low_income_${r.lowIncome}`] : []),
      ...(r.relocated ? ['relocated'] : []),
    ];
    const values: WorkerRow = {
      ...(r.numberSealed ? { idNumber: keys.open(r.numberSealed) } : {}),
      name: r.name,
      ...(r.phoneSealed ? { phone: keys.open(r.phoneSealed) } : {}),
      ...(r.birthday ? { birthday: r.birthday } : {}),
      ...(r.sex === '1' || r.sex === '2' ? { sex: r.sex } : {}),
      ...(r.household ? { householdNumber: r.household, relation: r.relation } : {}),
      homeCounty: r.home.slice(0, 6),
      ...(r.ability ? { labour: r.ability as Labour } : {}),
      ...(r.health.length ? { health: r.health } : {}),
      ...(r.schoolStage ? { school: r.schoolStage } : {}),
      ...(r.education ? { education: r.education } : {}),
      identity,
      ...(r.identifiedOn ? { identifiedOn: r.identifiedOn, riskRemoved: r.removedOn !== null, removedOn: r.removedOn } : {}),
    };
    return [{ workerId: id, home: r.home, diedOn: r.diedOn, working: r.working, values }];
  });
};
