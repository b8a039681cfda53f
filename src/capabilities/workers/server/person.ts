// One person's page: all records of the person that the asker sees, told under the rights that hold for each.
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Fields } from '#capabilities/access/rules.ts';
import { accountNames, keysReaching } from '#capabilities/access/server/service.ts';
import { notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { maskMobileNumber } from '#standards/mobile-number/mobileNumber.ts';
import { nameKeys } from '#standards/pinyin/pinyin.ts';
import type { HouseholdOut, PersonPage, revealNumber } from '../contractPerson.ts';
import { type Relation, reasonNeeded } from '../contractShapes.ts';
import { ageOf } from '../rules.ts';
import { ethnicText, maskNumber } from './basics.ts';
import { occupationName } from './occupations.ts';
import { type Facts, factsOf, type Versioned } from './personFacts.ts';
import { countyName, placeName } from './places.ts';
import { type Found, fieldsOf, keysOfMany, readFound, tellsSpell, toldName } from './rows.ts';
import { sourceLines } from './sources.ts';
import { findStage } from './stages.ts';
import { timelineOf } from './timeline.ts';
import { mine } from './write.ts';

const CURRENT = 'infinity';
const LOOK_DAYS = 90;

interface Seen {
  readonly row: Found;
  readonly fields: Fields;
  readonly keys: readonly string[];
}
/** The worker whose page it is, with the fields that may be seen of it; else the same answer as for nobody. */
const getSeen = async (call: Call, id: string): Promise<Seen> => {
  const [row] = await readFound(call.db, [id]);
  if (!row) throw notFound();
  const keys = await keysReaching(call.db, id, call.today);
  return { row, fields: fieldsOf(call.actor, row.home, keys), keys };
};

export const read = async (call: Call, id: string): Promise<z.input<typeof PersonPage>> => {
  const { db, services, today } = call;
  const { row, fields, keys } = await getSeen(call, id);
  const sees = (c: keyof Fields) => fields[c] !== undefined;
  const { rows: all } = await sql<{
    workerId: string;
    home: string;
    registered: string;
  }>`select * from person_members(${row.personId}::uuid)`.execute(db);
  // The person's other records only where the whole story may be told; an employer sees the record a key opens and no other. And of those only the
  // ones whose own standing tells as much: who registers a number they know is joined to the stranger's record (跨区重复), and must not read, because
  // one record is theirs, the household and the health of another that they see as its host.
  const whole = sees('household');
  const reaching = await keysOfMany(
    db,
    call.actor,
    all.map((m) => m.workerId),
    today,
  );
  const tells = (home: string, workerId: string): boolean => {
    const theirs = fieldsOf(call.actor, home, reaching.get(workerId) ?? []);
    return Object.entries(fields).every(([c, sight]) => theirs[c as keyof Fields] === 'plain' || theirs[c as keyof Fields] === sight);
  };
  const others = whole ? all.filter((m) => m.workerId === id || tells(m.home, m.workerId)).map((m) => m.workerId) : [id];
  const facts = await factsOf(db, others);
  const visible = new Map(facts.workers.map((w) => [w.workerId, w]));
  const names = await accountNames(db, accountsIn(facts));
  const rowsNow = new Map((await readFound(db, [...visible.keys()])).map((r) => [r.workerId, r]));
  const basics = facts.basics.filter((b) => b.superseded === CURRENT);
  const basic = basics.find((b) => b.workerId === id);
  const origin = (v: Versioned) => ({
    workerId: v.workerId,
    source: v.source,
    sourceRef: v.sourceRef,
    by: v.recordedBy ? (names.get(v.recordedBy) ?? null) : null,
    recorded: v.recorded,
    reason: v.reason,
  });
  const current = <V extends Versioned>(versions: readonly V[]) => versions.filter((v) => v.superseded === CURRENT);
  const latest = <V extends Versioned>(versions: readonly V[], day: (v: V) => string): V | undefined =>
    current(versions).sort((a, b) => (day(a) === day(b) ? (a.recorded < b.recorded ? 1 : -1) : day(a) < day(b) ? 1 : -1))[0];
  const condition = latest(facts.conditions, (v) => v.validFrom);
  const intention = latest(facts.intentions, (v) => v.statedOn);
  const number = row.numberSealed ? services.keys.open(row.numberSealed) : null;
  const story = timelineOf(facts, names, {
    household: whole,
    health: sees('health'),
    identity: sees('identity_kind'),
    phone: fields.phone === 'plain',
    name: (name) => toldName(fields, name),
  });
  call.note({ subject: { kind: 'worker', id }, area: row.home });
  return {
    workerId: id,
    personId: row.personId,
    recorded: basic?.recorded ?? '',
    fields: fields as Record<string, string>,
    writes: mine(call, row.home) && call.actor.permissions.has('workers.correct'),
    name: toldName(fields, row.name),
    pinyin: fields.name === 'plain' ? nameKeys(row.name).pinyin.join(' / ') : '',
    sex: row.sex,
    age: ageOf(row.birthday, today, row.diedOn),
    birthYear: whole && row.birthday ? Number(row.birthday.slice(0, 4)) : null,
    ethnic: whole ? (basic?.ethnic ?? '') : '',
    ethnicName: whole && basic ? ethnicText(basic.ethnic) : null,
    documentKind: (basic?.documentKind ?? 'none') as z.input<typeof PersonPage>['documentKind'],
    ...(sees('number_masked') ? { numberMasked: number ? maskNumber(row.documentKind, number) : '' } : {}),
    diedOn: row.diedOn,
    registered: visible.get(id)?.registered ?? today,
    ...(whole ? { homeName: placeName(row.home), homeCode: row.home } : sees('identity_kind') ? { homeName: countyName(row.home) } : {}),
    ...(sees('identity_kind')
      ? {
          identitiesNow: {
            poverty: row.poverty,
            monitored: row.monitored,
            riskOpen: row.riskOpen,
            lowIncome: row.lowIncome,
            relocated: row.relocated,
          },
        }
      : {}),
    records: (whole ? all : all.filter((m) => m.workerId === id)).map((m) => {
      const w = visible.get(m.workerId);
      const told = w && (m.workerId === id || mine(call, m.home) || rowsNow.has(m.workerId));
      return {
        workerId: told ? m.workerId : null,
        county: countyName(m.home),
        registered: told ? w.registered : null,
        source: told ? w.source : null,
        sourceRef: told ? w.sourceRef : '',
        current: m.workerId === id,
        name: told ? toldName(fields, basics.find((b) => b.workerId === m.workerId)?.name ?? '') : null,
      };
    }),
    ...(whole
      ? {
          homes: current(facts.homes)
            .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
            .map((h) => ({
              id: h.id,
              code: h.code,
              name: placeName(h.code),
              hukou: h.hukou,
              from: h.validFrom,
              fromPrecision: h.fromPrecision,
              to: h.validTo,
              ...origin(h),
            })),
          skills: current(facts.skills).map((s) => ({
            id: s.id,
            occupation: s.occupation,
            name: s.occupation ? occupationName(s.occupation) : s.words,
            words: s.words,
            years: s.years,
            ...origin(s),
          })),
          condition: condition
            ? {
                education: condition.education,
                schoolStage: condition.schoolStage,
                schoolStageName: findStage(condition.schoolStage) ?? null,
                ...(sees('health') ? { health: condition.health, disability: condition.disability } : {}),
                ability: condition.ability,
                validFrom: condition.validFrom,
                ...origin(condition),
              }
            : null,
          intention: intention
            ? {
                willing: intention.willing,
                hindered: intention.hindered,
                occupations: intention.occupations.map((code) => ({ code, name: occupationName(code) })),
                places: intention.places.map((code) => ({ code, name: placeName(code) })),
                payMin: intention.payMin,
                together: (await readFound(db, intention.together)).map((f) => ({ workerId: f.workerId, name: toldName(fields, f.name) })),
                training: intention.training,
                note: intention.note,
                statedOn: intention.statedOn,
                ...origin(intention),
              }
            : null,
          consents: current(facts.consents).map((c) => ({
            id: c.id,
            purposes: c.purposes,
            givenOn: c.givenOn,
            way: c.way,
            witness: c.witness,
            withdrawnOn: c.withdrawnOn,
            ...origin(c),
          })),
          household: await householdOf(call, facts, id, fields),
        }
      : {}),
    ...(sees('identity_kind')
      ? {
          identities: current(facts.identities)
            .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
            .map((i) => ({
              id: i.id,
              kind: i.kind,
              from: i.validFrom,
              fromPrecision: i.fromPrecision,
              to: i.validTo,
              riskRemoved: i.riskRemoved,
              holds: i.validFrom <= today && (i.validTo === null || i.validTo >= today),
              ...origin(i),
            })),
        }
      : {}),
    ...(fields.phone === 'plain'
      ? {
          contacts: current(facts.contacts).map((c) => ({
            id: c.id,
            kind: c.kind,
            holder: c.holder,
            phoneMasked: maskMobileNumber(services.keys.open(c.phoneSealed)),
            ...origin(c),
          })),
        }
      : {}),
    ...(sees('spell') || sees('marks')
      ? {
          state: {
            ...(tellsSpell(fields, row, keys)
              ? { working: row.working, workPlace: row.workPlace ? placeName(row.workPlace) : '', workSince: row.workSince }
              : {}),
            ...(sees('verification') ? { verifiedUntil: row.verifiedUntil, verifiedClass: row.verifiedClass } : {}),
            ...(sees('marks') ? { certificates: row.certificates, inClass: row.inClass } : {}),
          },
        }
      : {}),
    timeline: story,
    lines: await sourceLines(call, [...new Set([...facts.workers, ...story].map((f) => f.sourceRef))]),
    openPairs: whole ? await openPairsOf(call, others) : 0,
    looks: await looksAt(call, id),
  };
};

const accountsIn = (facts: Facts): string[] =>
  [
    ...facts.workers.map((w) => w.createdBy),
    ...[
      facts.basics,
      facts.links,
      facts.homes,
      facts.identities,
      facts.conditions,
      facts.skills,
      facts.intentions,
      facts.contacts,
      facts.consents,
      facts.members,
    ]
      .flat()
      .map((v) => v.recordedBy),
  ].filter((a) => a !== null);

const openPairsOf = async ({ db }: Call, ids: readonly string[]): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from duplicate_pair
    where state = 'open' and kind <> 'conflict' and (worker_id = any(${ids}::uuid[]) or other_id = any(${ids}::uuid[]))`.execute(db);
  return rows[0]!.n;
};

/** How often the page was opened lately. */
const looksAt = async ({ db }: Call, id: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from audit
    where subject_kind = 'worker' and subject_id = ${id} and at > clock_timestamp() - make_interval(days => ${LOOK_DAYS}) and action like 'workers.read%'`.execute(
    db,
  );
  return rows[0]!.n;
};

const householdOf = async (call: Call, facts: Facts, id: string, fields: Fields): Promise<z.input<typeof HouseholdOut> | null> => {
  const { db, today } = call;
  const now = facts.members
    .filter((m) => m.superseded === CURRENT && m.validFrom <= today && (m.validTo === null || m.validTo >= today))
    .sort((a, b) => (a.workerId === id ? -1 : b.workerId === id ? 1 : a.validFrom < b.validFrom ? 1 : -1))[0];
  if (!now) return null;
  const { rows } = await sql<{ factId: string; workerId: string; relation: z.infer<typeof Relation>; number: string }>`
    select m.id as fact_id, m.worker_id, m.relation, h.number from household_member m join household h on h.id = m.household_id
    where m.household_id = ${now.householdId}::uuid and m.superseded = 'infinity' and m.valid_from <= ${today}::date and (m.valid_to is null or m.valid_to >= ${today}::date)
    order by m.relation <> 'head', m.valid_from, m.id`.execute(db);
  const found = new Map(
    (
      await readFound(
        db,
        rows.map((r) => r.workerId),
      )
    ).map((f) => [f.workerId, f]),
  );
  return {
    id: now.householdId,
    number: rows[0]?.number ?? '',
    lacksHead: !rows.some((r) => r.relation === 'head'),
    members: rows.flatMap((r) => {
      const f = found.get(r.workerId);
      return f
        ? [
            {
              factId: r.factId,
              workerId: r.workerId,
              name: toldName(fields, f.name),
              relation: r.relation,
              sex: f.sex,
              age: ageOf(f.birthday, today, f.diedOn),
              working: f.working,
              diedOn: f.diedOn,
            },
          ]
        : [];
    }),
  };
};

/** The full number, birthday and telephones: after a fresh password, auditors with a reason, and on record. */
export const reveal = async (
  call: Call,
  { id, reason }: z.output<(typeof revealNumber)['input']>,
): Promise<z.input<(typeof revealNumber)['output']>> => {
  const { row, fields } = await getSeen(call, id);
  const sight = fields.number_full;
  if (sight === undefined) throw notFound();
  if (sight === 'reason' && !reason) throw reasonNeeded();
  const { keys } = call.services;
  const facts = await factsOf(call.db, [id]);
  call.note({ subject: { kind: 'worker', id }, area: row.home, details: reason ? { reason } : {} });
  return {
    number: row.numberSealed ? keys.open(row.numberSealed) : null,
    birthday: row.birthday,
    name: row.name,
    phones: fields.phone
      ? facts.contacts.filter((c) => c.superseded === CURRENT).map((c) => ({ id: c.id, number: keys.open(c.phoneSealed) }))
      : [],
    addresses: fields.household
      ? facts.homes.flatMap((h) => (h.superseded === CURRENT && h.addressSealed ? [{ id: h.id, text: keys.open(h.addressSealed) }] : []))
      : [],
  };
};
