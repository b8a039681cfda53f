// The ordinary events of a life: moved, joined or left a group, learned, fell ill, wants to work, agreed, died; and taking back what was entered wrongly.
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import type { Text } from '#standards/text.ts';
import type {
  addContact,
  addIdentity,
  addSkill,
  correctHome,
  correctIdentity,
  giveConsent,
  moveHome,
  recordDeath,
  saveCondition,
  saveIntention,
  withdrawConsent,
  withdrawFact,
} from '../contractFacts.ts';
import {
  alreadyDead,
  beforeBirth,
  type IdentityKind,
  identityKindTexts,
  inFuture,
  noSuchFact,
  periodsOverlap,
  riskOnlyMonitored,
  tooManySaid,
  unknownPlace,
} from '../contractShapes.ts';
import { firstDayOf, groupOf, overlap } from '../rules.ts';
import { readPhone, sealPhone } from './basics.ts';
import { isDivision, isHome } from './places.ts';
import { add, correct, currentFact, finish, getTarget, mine, type Target, undo } from './write.ts';

type In<E extends { readonly input: z.ZodType }> = z.output<E['input']>;

const NOW: Text = { zh: '今', en: 'now' };
const HOME: Text = { zh: '户籍', en: 'home' };
const notBeforeBirth = ({ birthday }: Pick<Target, 'birthday'>, day: string | undefined): void => {
  if (birthday !== null && day !== undefined && day < birthday) throw beforeBirth();
};
const notInFuture = ({ today }: Pick<Call, 'today'>, day: string | undefined): void => {
  if (day !== undefined && day > today) throw inFuture();
};

// Homes -------------------------------------------------------------------------------------------------------------------------------

interface HomeRow {
  readonly id: string;
  readonly code: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}
const homesOf = async (db: Db, workerId: string): Promise<HomeRow[]> =>
  (
    await sql<HomeRow>`select id, code, valid_from, valid_to from home_period where worker_id = ${workerId}::uuid and superseded = 'infinity' order by valid_from, code`.execute(
      db,
    )
  ).rows;
const nowAt = async (db: Db, workerId: string): Promise<string | undefined> =>
  (await sql<{ home: string }>`select home from worker_now where worker_id = ${workerId}::uuid`.execute(db)).rows[0]?.home;

/** Pages send ends as days: an end that is not the one that stands was said to the day. */
const endSaid = (validTo: string | null, now: { readonly validTo: string | null }) =>
  validTo === now.validTo ? { validTo } : { validTo, toPrecision: 'day' };

/** The home a row of home_period is made of. */
export const homeColumns = (
  call: Pick<Call, 'services'>,
  h: { readonly code: string; readonly hukou: string; readonly address?: string | undefined },
) => ({
  code: h.code,
  hukou: h.hukou,
  addressSealed: h.address ? call.services.keys.seal(h.address) : null,
});

/** From a day on the home is elsewhere: the one before ends the day before. The record follows its person out of the area. */
export const move = async (call: Call, input: In<typeof moveHome>) => {
  const target = await getTarget(call, input.id);
  if (!isHome(input.code)) throw unknownPlace({ code: input.code });
  const from = firstDayOf(input.from, input.fromPrecision);
  notInFuture(call, from);
  notBeforeBirth(target, from);
  const homes = await homesOf(call.db, target.workerId);
  const last = homes.at(-1);
  if (last && last.validFrom >= from) throw periodsOverlap({ kind: HOME, from: last.validFrom, to: last.validTo ?? NOW });
  if (last && (last.validTo === null || last.validTo >= from))
    await correct(
      call,
      'home_period',
      { id: last.id },
      { validTo: addDays(from, -1), toPrecision: input.fromPrecision },
      input.reason ?? '',
    );
  await add(
    call,
    'home_period',
    { id: newId(), workerId: target.workerId, ...homeColumns(call, input), validFrom: from, fromPrecision: input.fromPrecision },
    input.reason,
  );
  await finish(call, target, { to: input.code.slice(0, 6) });
  // out of sight means out of the area: the row no longer answers
  const now = await nowAt(call.db, target.workerId);
  return { id: target.workerId, gone: now === undefined || !mine(call, now) };
};

export const mendHome = async (call: Call, input: In<typeof correctHome>) => {
  const target = await getTarget(call, input.id);
  const stands = await currentFact<HomeRow>(call.db, 'home_period', input.factId, target.workerId);
  if (!isHome(input.code)) throw unknownPlace({ code: input.code });
  const validFrom = firstDayOf(input.from, input.fromPrecision);
  const validTo = input.to ?? null;
  notBeforeBirth(target, validFrom);
  for (const h of await homesOf(call.db, target.workerId))
    if (h.id !== input.factId && overlap({ validFrom, validTo }, h))
      throw periodsOverlap({ kind: HOME, from: h.validFrom, to: h.validTo ?? NOW });
  const { addressSealed, ...columns } = homeColumns(call, input);
  await correct(
    call,
    'home_period',
    { id: input.factId },
    // the page knows no address: one that is not given stays as it was
    {
      ...columns,
      ...(input.address === undefined ? {} : { addressSealed }),
      validFrom,
      fromPrecision: input.fromPrecision,
      ...endSaid(validTo, stands),
    },
    input.reason,
  );
  await finish(call, target, { corrected: 'home' });
  const now = await nowAt(call.db, target.workerId);
  return { id: target.workerId, gone: now === undefined || !mine(call, now) };
};

// Groups ------------------------------------------------------------------------------------------------------------------------------

interface IdentityRow {
  readonly id: string;
  readonly kind: IdentityKind;
  readonly validFrom: string;
  readonly validTo: string | null;
}
type IdentityFacts = Pick<In<typeof addIdentity>, 'kind' | 'from' | 'fromPrecision' | 'to' | 'riskRemoved'>;

/** Reads an identity into columns, or refuses: two kinds of one group at the same time, before birth, a risk nobody watches. */
export const identityColumns = async (
  call: Pick<Call, 'db' | 'today'>,
  target: Pick<Target, 'workerId' | 'birthday'>,
  f: IdentityFacts,
  except?: string,
) => {
  const validFrom = firstDayOf(f.from, f.fromPrecision);
  const validTo = f.to ?? null;
  notInFuture(call, validFrom);
  notBeforeBirth(target, validFrom);
  if (f.riskRemoved !== undefined) {
    if (groupOf(f.kind) !== 'monitored') throw riskOnlyMonitored();
    notInFuture(call, f.riskRemoved);
    if (f.riskRemoved < validFrom) throw periodsOverlap({ kind: identityKindTexts[f.kind].zh, from: validFrom, to: f.riskRemoved });
  }
  const { rows } = await sql<IdentityRow>`select id, kind, valid_from, valid_to from identity_period
    where worker_id = ${target.workerId}::uuid and superseded = 'infinity'`.execute(call.db);
  const clash = rows.find((r) => r.id !== except && groupOf(r.kind) === groupOf(f.kind) && overlap({ validFrom, validTo }, r));
  if (clash) throw periodsOverlap({ kind: identityKindTexts[clash.kind], from: clash.validFrom, to: clash.validTo ?? NOW });
  return { kind: f.kind, validFrom, fromPrecision: f.fromPrecision, validTo, riskRemoved: f.riskRemoved ?? null };
};

export const enterGroup = async (call: Call, input: In<typeof addIdentity>) => {
  const target = await getTarget(call, input.id);
  const columns = await identityColumns(call, target, input);
  await add(call, 'identity_period', { id: newId(), workerId: target.workerId, ...columns }, input.reason);
  return finish(call, target, { kind: input.kind });
};
export const mendGroup = async (call: Call, input: In<typeof correctIdentity>) => {
  const target = await getTarget(call, input.id);
  const stands = await currentFact<IdentityRow>(call.db, 'identity_period', input.factId, target.workerId);
  const columns = await identityColumns(call, target, input, input.factId);
  await correct(call, 'identity_period', { id: input.factId }, { ...columns, ...endSaid(columns.validTo, stands) }, input.reason);
  return finish(call, target, { kind: input.kind, ended: input.to !== undefined, riskRemoved: input.riskRemoved !== undefined });
};

// Condition, skills, intention ----------------------------------------------------------------------------------------------------------

const exists = async (db: Db, table: string, workerId: string): Promise<boolean> =>
  (await sql`select from ${sql.table(table)} where worker_id = ${workerId}::uuid and superseded = 'infinity'`.execute(db)).rows.length > 0;

/** Facts of which there is one current version per worker: written, or superseded by what is said now. */
const say = async (
  call: Call,
  table: string,
  workerId: string,
  values: Readonly<Record<string, unknown>>,
  reason: string,
): Promise<void> => {
  if (await exists(call.db, table, workerId)) await correct(call, table, { workerId }, values, reason);
  else await add(call, table, { workerId, ...values }, reason);
};

export const conditionColumns = (c: {
  readonly education: string;
  readonly schoolStage: string;
  readonly health: readonly string[];
  readonly disability: string;
  readonly ability: string;
}) => {
  if (c.education !== '' && c.schoolStage !== '') throw tooManySaid();
  return {
    education: c.education,
    schoolStage: c.schoolStage,
    // 健康 beside an illness is a contradiction a form cannot mean; the illness is the more careful reading
    health: c.health.length > 1 ? c.health.filter((h) => h !== 'healthy') : c.health,
    disability: c.disability,
    ability: c.ability,
  };
};
/** Nothing new was said: no version is written, and the day from which it holds stays as it was known. */
const saysTheSame = async (
  db: Db,
  workerId: string,
  said: ReturnType<typeof conditionColumns>,
  from: string | undefined,
): Promise<boolean> => {
  const { rows } = await sql<
    ReturnType<typeof conditionColumns> & { validFrom: string }
  >`select education, school_stage, health, disability, ability, valid_from from worker_condition
    where worker_id = ${workerId}::uuid and superseded = 'infinity'`.execute(db);
  if (!rows[0]) return false;
  const { validFrom, ...now } = rows[0];
  return (
    (from === undefined || from === validFrom) &&
    JSON.stringify({ ...said, health: [...said.health].sort() }) === JSON.stringify({ ...now, health: [...now.health].sort() })
  );
};
export const tellCondition = async (call: Call, input: In<typeof saveCondition>) => {
  const target = await getTarget(call, input.id);
  const validFrom = input.validFrom ?? call.today;
  notInFuture(call, validFrom);
  notBeforeBirth(target, validFrom);
  if (await saysTheSame(call.db, target.workerId, conditionColumns(input), input.validFrom))
    return finish(call, target, { unchanged: true });
  await say(call, 'worker_condition', target.workerId, { ...conditionColumns(input), validFrom }, input.reason ?? '');
  return finish(call, target);
};
export const learn = async (call: Call, input: In<typeof addSkill>) => {
  const target = await getTarget(call, input.id);
  const { occupation, words, years } = input;
  await add(call, 'worker_skill', { id: newId(), workerId: target.workerId, occupation, words, years: years ?? null });
  return finish(call, target);
};
export const intentionColumns = (i: Omit<In<typeof saveIntention>, 'id' | 'statedOn'>) => {
  const unknown = i.places.find((p) => !isDivision(p));
  if (unknown !== undefined) throw unknownPlace({ code: unknown });
  const { willing, hindered, occupations, places, payMin, together, training, note } = i;
  return { willing, hindered, occupations, places, payMin: payMin ?? null, together, training, note };
};
export const tellIntention = async (call: Call, input: In<typeof saveIntention>) => {
  const target = await getTarget(call, input.id);
  const statedOn = input.statedOn ?? call.today;
  notInFuture(call, statedOn);
  await say(call, 'worker_intention', target.workerId, { ...intentionColumns(input), statedOn }, '');
  return finish(call, target, { willing: input.willing });
};

// Telephones, consent -------------------------------------------------------------------------------------------------------------------

export const enterContact = async (call: Call, input: In<typeof addContact>) => {
  const target = await getTarget(call, input.id, true);
  const columns = { kind: input.kind, holder: input.holder, ...sealPhone(call.services.keys, readPhone(input.phone)) };
  if (input.replaces) {
    await currentFact(call.db, 'worker_contact', input.replaces, target.workerId);
    await correct(call, 'worker_contact', { id: input.replaces }, columns, '');
  } else await add(call, 'worker_contact', { id: newId(), workerId: target.workerId, ...columns });
  return finish(call, target, { kind: input.kind });
};
export const agree = async (call: Call, input: In<typeof giveConsent>) => {
  const target = await getTarget(call, input.id);
  notInFuture(call, input.givenOn);
  const { purposes, givenOn, way, witness } = input;
  await add(call, 'consent', { id: newId(), workerId: target.workerId, purposes: [...new Set(purposes)], givenOn, way, witness });
  return finish(call, target, { purposes });
};
export const takeBackConsent = async (call: Call, input: In<typeof withdrawConsent>) => {
  const target = await getTarget(call, input.id);
  const given = await currentFact<{ givenOn: string }>(call.db, 'consent', input.factId, target.workerId);
  notInFuture(call, input.on);
  if (input.on < given.givenOn) throw beforeBirth();
  await correct(call, 'consent', { id: input.factId }, { withdrawnOn: input.on }, '');
  return finish(call, target);
};

// Death, and taking back ----------------------------------------------------------------------------------------------------------------

export const die = async (call: Call, input: In<typeof recordDeath>) => {
  const target = await getTarget(call, input.id);
  if (target.diedOn !== null) throw alreadyDead({ on: target.diedOn });
  notInFuture(call, input.on);
  notBeforeBirth(target, input.on);
  await correct(call, 'worker_basic', { workerId: target.workerId }, { diedOn: input.on }, input.reason ?? '');
  return finish(call, target);
};

const TABLES = {
  home: 'home_period',
  identity: 'identity_period',
  skill: 'worker_skill',
  contact: 'worker_contact',
  consent: 'consent',
  member: 'household_member',
  intention: 'worker_intention',
  condition: 'worker_condition',
} as const;

export const takeBack = async (call: Call, { id, kind, factId, reason }: In<typeof withdrawFact>) => {
  const target = await getTarget(call, id);
  if (kind === 'death') {
    if (target.diedOn === null) throw noSuchFact();
    await correct(call, 'worker_basic', { workerId: id }, { diedOn: null }, reason);
  } else if (kind === 'intention' || kind === 'condition') await undo(call, TABLES[kind], { workerId: id });
  else {
    if (factId === undefined) throw noSuchFact();
    await currentFact(call.db, TABLES[kind], factId, id);
    await undo(call, TABLES[kind], { id: factId });
  }
  return finish(call, target, { withdrawn: kind, reason });
};
