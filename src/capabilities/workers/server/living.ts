// The living register as the desk's rules ask it: who, household, telephone, work; and how a case is told to whoever may see the person.
import { sql } from 'kysely';
import { UNVERIFIED_DAYS } from '#capabilities/rosters/rules.ts';
import type { DeskCase, LivingRules, Looked, Since } from '#capabilities/rosters/server/service.ts';
import type { Call } from '#platform/server/http.ts';
import type { Services } from '#platform/server/services.ts';
import type { Db } from '#platform/server/store.ts';
import { addDays, addMonths, type Day } from '#standards/calendar/calendar.ts';
import type { HouseholdFacts } from '../rulesChecksShapes.ts';
import { doubtsOf, type LivingSpell, livingRuleIds } from '../rulesLiving.ts';
import { workerRuleBook } from '../rulesRuleBook.ts';
import { dayNumberOf } from '../rulesSpan.ts';
import type { Health, Labour, WorkerRow } from '../rulesWorkerRow.ts';
import { caseOf } from './livingCases.ts';

/** Spells by worker, from the capability that keeps them. Runs as `system`. */
export type SpellsOf = (db: Db, services: Services, workerIds: readonly string[]) => Promise<ReadonlyMap<string, readonly LivingSpell[]>>;
/** What a case about work shows beside the person's own facts. Under the reader's row-level security. */
export type SpellCases = (
  call: Pick<Call, 'db' | 'services' | 'actor' | 'today'>,
  workerId: string,
  rule: string,
) => Promise<DeskCase['sides']>;

interface PersonRow {
  readonly workerId: string;
  readonly home: string;
  readonly birthday: Day | null;
  readonly sex: string;
  readonly diedOn: Day | null;
  readonly householdId: string | null;
  readonly relation: string;
  readonly poverty: string;
  readonly lowIncome: string;
  readonly education: string;
  readonly schoolStage: string;
  readonly ability: string;
  readonly health: Health[];
  readonly working: 'working' | 'not_working' | 'unknown';
  readonly workPlace: string;
  readonly workSince: Day | null;
  readonly verifiedUntil: Day | null;
}
interface HomeRow {
  readonly householdId: string;
  readonly heads: number;
  readonly headSex: string | null;
  readonly headBorn: Day | null;
}
interface PhoneRow {
  readonly workerId: string;
  readonly phone: string;
  readonly households: number;
  readonly apart: boolean;
}

/** So many holders of one telephone are counted; a cadre's own number may stand in hundreds. */
const HOLDERS = 200;

const sexOf = (code: string | null): '1' | '2' | null => (code === '1' || code === '2' ? code : null);
const known = (value: string): string | undefined => (value === '' ? undefined : value);

const rowOf = (p: PersonRow, phone: string | undefined): WorkerRow => ({
  birthday: p.birthday,
  sex: sexOf(p.sex),
  homeCounty: p.home.slice(0, 6),
  householdNumber: p.householdId,
  relation: known(p.relation) ?? null,
  identity: [...(p.poverty ? [`poverty_${p.poverty}`] : []), ...(p.lowIncome ? [`low_income_${p.lowIncome}`] : [])],
  ...(p.education && { education: p.education }),
  // nobody has both a level and a stage: who has a level has left school
  ...((p.schoolStage || p.education) && { school: p.schoolStage || null }),
  ...(p.ability && { labour: p.ability as Labour }),
  ...(p.health.length && { health: p.health }),
  ...(phone && { phone }),
  ...(p.working !== 'unknown' && { working: p.working === 'working' }),
  ...(p.workPlace && { place: p.workPlace.slice(0, 6) }),
});

const readPeople = async (db: Db, ids: readonly string[]): Promise<readonly PersonRow[]> =>
  (
    await sql<PersonRow>`select worker_id, home, birthday, sex, died_on, household_id, relation, poverty, low_income, education, school_stage, ability, health, working,
      work_place, work_since, verified_until from worker_now where worker_id = any(${ids}::uuid[])`.execute(db)
  ).rows;

const readHomes = async (db: Db, people: readonly PersonRow[]): Promise<ReadonlyMap<string, HouseholdFacts>> => {
  const ids = [...new Set(people.flatMap((p) => p.householdId ?? []))];
  if (!ids.length) return new Map();
  const { rows } = await sql<HomeRow>`
    select n.household_id, count(distinct n.person_id) filter (where n.relation = 'head')::int as heads,
      min(n.sex) filter (where n.relation = 'head') as head_sex, min(n.birthday) filter (where n.relation = 'head') as head_born
    from worker_now n where n.household_id = any(${ids}::uuid[]) and n.died_on is null group by n.household_id`.execute(db);
  return new Map(
    rows.map((r) => [
      r.householdId,
      {
        heads: r.heads > 1 ? 2 : r.heads === 1 ? 1 : 0,
        headSex: r.heads === 1 ? sexOf(r.headSex) : null,
        headBorn: r.heads === 1 && r.headBorn ? dayNumberOf(r.headBorn) : null,
        works: null,
      },
    ]),
  );
};

/** Own and family telephones; those of others (村医) are meant to be shared. */
const readPhones = async (db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, PhoneRow>> => {
  const { rows } = await sql<PhoneRow>`
    select distinct on (c.worker_id) c.worker_id, c.phone_index::text as phone, h.households,
      h.households = 1 and h.places > 1 as apart
    from worker_contact c
    join worker_now n on n.worker_id = c.worker_id
    cross join lateral (
      select count(distinct o.household_id)::int as households, count(distinct substr(o.work_place, 1, 6)) filter (where o.working = 'working' and o.work_place <> '')::int as places
      from (select k.worker_id from worker_contact k where k.phone_index = c.phone_index and k.superseded = 'infinity' and k.kind <> 'other' limit ${HOLDERS}) k
      join worker_now o on o.worker_id = k.worker_id and o.household_id is not null and o.died_on is null) h
    where c.worker_id = any(${ids}::uuid[]) and c.superseded = 'infinity' and c.kind <> 'other'
    order by c.worker_id, h.households desc, c.phone_index`.execute(db);
  return new Map(rows.map((r) => [r.workerId, r]));
};

/** The desk's rules over people; `spells` joins them to the work they have done. */
export const newWorkersLiving = (spells?: SpellsOf, spellCases?: SpellCases): LivingRules => ({
  name: 'workers',
  rules: workerRuleBook.filter((r) => (livingRuleIds as readonly string[]).includes(r.id)),
  findingsOf: async (db, services, ids, today) => {
    const people = await readPeople(db, ids);
    const homes = await readHomes(db, people);
    const phones = await readPhones(db, ids);
    const work = spells ? await spells(db, services, ids) : new Map<string, readonly LivingSpell[]>();
    return people.map((p): Looked => {
      // the dead have nothing left to correct
      if (p.diedOn !== null) return { workerId: p.workerId, home: p.home, findings: [] };
      const phone = phones.get(p.workerId);
      const own = work.get(p.workerId) ?? [];
      const findings = doubtsOf(
        {
          row: rowOf(p, phone?.phone),
          spells: own,
          phoneHouseholds: phone?.households ?? 0,
          phoneApart: phone?.apart ?? false,
          household: p.householdId ? (homes.get(p.householdId) ?? null) : null,
          openSince: p.working === 'working' ? p.workSince : null,
          verifiedUntil: p.verifiedUntil,
        },
        { today },
      );
      return { workerId: p.workerId, home: p.home, findings };
    });
  },
  everybody,
  changedSince,
  related,
  casesOf: async (call, { workerId, rule }) => {
    const sides = [...(await caseOf(call, workerId, rule)), ...(spellCases ? await spellCases(call, workerId, rule) : [])];
    return sides.length ? { sides } : null;
  },
});

/** Birthdays at which a rule begins or ends to ask (V06, V12, V13, V19). */
const AGES = [16, 30, 60, 70];

const everybody: LivingRules['everybody'] = async (db, after, limit) => {
  const { rows } = await sql<{ id: string }>`
    select worker_id as id from worker_now where worker_id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid order by worker_id limit ${limit}`.execute(
    db,
  );
  return rows.map((r) => r.id);
};

/** Beside changed facts only what the days since the last sweep have brought: whoever came of an age, whose last verification has grown too old. */
const changedSince = async (db: Db, since: Since): Promise<readonly string[]> => {
  const ages = AGES.map(
    (age) =>
      sql`select worker_id from worker_now where birthday > ${addMonths(since.day, -12 * age)}::date and birthday <= ${addMonths(since.today, -12 * age)}::date`,
  );
  const [old, now] = [addDays(since.day, -UNVERIFIED_DAYS), addDays(since.today, -UNVERIFIED_DAYS)];
  const { rows } = await sql<{ id: string }>`
    select distinct worker_id as id from (
      select worker_id from worker_now where described > ${since.instant}::timestamptz
      union all select worker_id from worker_noted where noted > ${since.instant}::timestamptz
      union all ${sql.join(ages, sql` union all `)}
      union all select worker_id from worker_now where working = 'working'
        and coalesce(verified_until, work_since) >= ${old}::date and coalesce(verified_until, work_since) < ${now}::date) x
    order by 1`.execute(db);
  return rows.map((r) => r.id);
};

/** The household as it is and was lately, and whoever shares a telephone that is or was theirs. */
const related = async (db: Db, ids: readonly string[]): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`
    select n.worker_id as id from worker_now n where n.household_id in (
      select m.household_id from household_member m where m.worker_id = any(${ids}::uuid[]) and m.superseded > clock_timestamp() - interval '1 day')
    union
    select k.worker_id from worker_contact c join worker_contact k on k.phone_index = c.phone_index and k.superseded = 'infinity'
    where c.worker_id = any(${ids}::uuid[]) and c.superseded > clock_timestamp() - interval '1 day'
    limit ${HOLDERS}`.execute(db);
  return rows.map((r) => r.id);
};
