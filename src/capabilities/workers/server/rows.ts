// Lines of lists, told under the rights of whoever looks.
import { sql } from 'kysely';
import { type Fields, fieldsFor, holds } from '#capabilities/access/rules.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Keys } from '#platform/server/keys.ts';
import type { Db } from '#platform/server/store.ts';
import { maskMobileNumber } from '#standards/mobile-number/mobileNumber.ts';
import type { WorkerRow } from '../contractShapes.ts';
import { ageOf, maskName } from '../rules.ts';
import { maskNumber } from './basics.ts';
import { homeParts, placeName } from './places.ts';

export interface Found {
  readonly workerId: string;
  readonly personId: string;
  readonly records: number;
  readonly home: string;
  readonly homeKnown: boolean;
  readonly name: string;
  readonly birthday: string | null;
  readonly sex: WorkerRow['sex'];
  readonly diedOn: string | null;
  readonly documentKind: string;
  readonly poverty: string;
  readonly monitored: string;
  readonly riskOpen: boolean;
  readonly lowIncome: string;
  readonly relocated: boolean;
  readonly education: string;
  readonly ability: string;
  readonly willing: string;
  readonly working: 'working' | 'not_working' | 'unknown';
  readonly workPlace: string;
  readonly workOrg: string | null;
  readonly workSince: string | null;
  readonly verifiedUntil: string | null;
  readonly verifiedClass: number | null;
  readonly certificates: number;
  readonly inClass: boolean;
  readonly changed: string;
  readonly numberSealed: Buffer | null;
  readonly phoneSealed: Buffer | null;
}

/** The keys by which the actor reaches each of these workers today; nothing where the actor has none. */
export const keysOfMany = async (db: Db, actor: Actor, ids: readonly string[], today: string): Promise<ReadonlyMap<string, string[]>> => {
  const out = new Map<string, string[]>();
  if (!ids.length || !(actor.keys.length + actor.keyRanges.length)) return out;
  const { rows } = await sql<{ workerId: string; key: string }>`
    select distinct worker_id, key from worker_scope where worker_id = any(${ids}::uuid[]) and from_day <= ${today}::date and to_day >= ${today}::date`.execute(
    db,
  );
  for (const r of rows) out.set(r.workerId, [...(out.get(r.workerId) ?? []), r.key]);
  return out;
};

export const fieldsOf = (actor: Actor, home: string, keys: readonly string[]): Fields =>
  fieldsFor(actor.grants, { homeCode: home, keys, looked: actor.overrideId !== null && actor.lookAreas.some((a) => holds(a, home)) });

/** What this viewer may see of the name: as it is, or its first character. */
export const toldName = (fields: Fields, name: string): string => (fields.name === 'plain' ? name : maskName(name));

interface Context {
  readonly db: Db;
  readonly actor: Actor;
  readonly keys: Keys;
  readonly today: string;
}

/** Reads these workers, in this order; those who are not visible are left out. */
export const readFound = async (db: Db, ids: readonly string[]): Promise<Found[]> => {
  if (!ids.length) return [];
  const { rows } = await sql<Found>`
    select n.worker_id, n.person_id, n.records, n.home, n.home_known, n.name, n.birthday, n.sex, n.died_on, n.document_kind, n.poverty, n.monitored, n.risk_open,
      n.low_income, n.relocated, n.education, n.ability, n.willing, n.working, n.work_place, n.work_org, n.work_since, n.verified_until, n.verified_class, n.certificates,
      n.in_class, n.described as changed, b.number_sealed,
      case when n.has_phone then (select c.phone_sealed from worker_contact c where c.worker_id = n.worker_id and c.superseded = 'infinity'
        order by c.kind = 'own' desc, c.recorded desc limit 1) end as phone_sealed
    from worker_now n left join worker_basic b on b.worker_id = n.worker_id and b.superseded = 'infinity'
    where n.worker_id = any(${ids}::uuid[])`.execute(db);
  const of = new Map(rows.map((r) => [r.workerId, r]));
  return ids.flatMap((id) => of.get(id) ?? []);
};

/** Where somebody works now: an employer learns it of its own spell, never of another's. */
export const tellsSpell = (fields: Fields, f: Pick<Found, 'workOrg'>, reaching: readonly string[]): boolean =>
  fields.spell !== undefined && (fields.verification !== undefined || (f.workOrg !== null && reaching.includes(`org:${f.workOrg}`)));

/** `reaching`: the scope keys by which the viewer reaches this worker. */
export const tellRow = (
  { keys, today }: Pick<Context, 'keys' | 'today'>,
  f: Found,
  fields: Fields,
  reaching: readonly string[] = [],
): WorkerRow => {
  const sees = (c: keyof Fields) => fields[c] !== undefined;
  // an employer does not learn where somebody comes from; a host learns the county
  const home = sees('household')
    ? { code: f.home, ...homeParts(f.home), known: f.homeKnown }
    : sees('identity_kind')
      ? { code: `${f.home.slice(0, 6)}000000`, village: '', town: '', county: homeParts(f.home).county, known: f.homeKnown }
      : undefined;
  return {
    workerId: f.workerId,
    personId: f.personId,
    records: f.records,
    name: toldName(fields, f.name),
    sex: f.sex,
    age: ageOf(f.birthday, today, f.diedOn),
    diedOn: f.diedOn,
    changed: f.changed,
    ...(home ? { home } : {}),
    ...(sees('number_masked') && f.numberSealed ? { numberMasked: maskNumber(f.documentKind, keys.open(f.numberSealed)) } : {}),
    ...(fields.phone === 'plain' && f.phoneSealed ? { phoneMasked: maskMobileNumber(keys.open(f.phoneSealed)) } : {}),
    ...(sees('identity_kind')
      ? { identities: { poverty: f.poverty, monitored: f.monitored, riskOpen: f.riskOpen, lowIncome: f.lowIncome, relocated: f.relocated } }
      : {}),
    ...(sees('household') ? { education: f.education, ability: f.ability, willing: f.willing } : {}),
    ...(tellsSpell(fields, f, reaching)
      ? { working: f.working, workPlace: f.workPlace ? placeName(f.workPlace) : '', workSince: f.workSince }
      : {}),
    ...(sees('verification') ? { verifiedUntil: f.verifiedUntil, verifiedClass: f.verifiedClass } : {}),
    ...(sees('marks') ? { certificates: f.certificates, inClass: f.inClass } : {}),
  };
};

/** Lines of a list for this viewer, in the order of the ids. */
export const rowsOf = async (context: Context, ids: readonly string[]): Promise<WorkerRow[]> => {
  const found = await readFound(context.db, ids);
  const keys = await keysOfMany(context.db, context.actor, ids, context.today);
  return found.map((f) => {
    const reaching = keys.get(f.workerId) ?? [];
    return tellRow(context, f, fieldsOf(context.actor, f.home, reaching), reaching);
  });
};
