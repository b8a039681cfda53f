// Entering a class and correcting it.
import type { z } from 'zod';
import { pairingVerdict } from '#capabilities/accords/rules.ts';
import { agreementsById, refuseUnseen } from '#capabilities/accords/server/service.ts';
import { organisationsById } from '#capabilities/organisations/server/service.ts';
import { pairingsOn } from '#capabilities/regions/server/service.ts';
import type { Parsed } from '#platform/contract.ts';
import { changed, Problem } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { insertVersion, isCurrent, supersede } from '#platform/server/versions.ts';
import type { Text } from '#standards/text.ts';
import {
  aboveSize,
  agreementRefused,
  type ClassOut,
  closedOrganisation,
  type correctClass,
  type createClass,
  fixedByNow,
  hostNotPaired,
  noSuchAgreement,
  notAnEmployer,
  notASchool,
  nothingChanged,
  reasonNeeded,
  sameProvince,
  seatsTaken,
  standardRefused,
  unknownOrganisation,
} from '../../contract.ts';
import { type ClassPlace, FIXED_ONCE_OPENED, rankOf, roomKey, sideHolds, whyNotUnder } from '../../rules.ts';
import { queueSettling } from '../enrolment/nightly.ts';
import { getBrief, lockSeats, numbersOf } from '../enrolment/target.ts';
import { refuseMoreSeats, voidOrder } from '../orders/deeds.ts';
import { areaNamed, knownCode } from '../places.ts';
import { siblingsOf } from '../standards/rows.ts';
import { lockSeen, noted, refuseNotOffice, refuseNotWriter, writer } from '../target.ts';
import { rekeyRooms } from '../timetable/rooms.ts';
import { FACTS, tellClass } from './read.ts';

type Draft = z.output<(typeof createClass)['input']>;

/** The organisation that speaks for the one that was chosen, of that kind and at work. */
export const organisationOf = async (call: Call, id: string, kind: 'school' | 'employer', wasId: string | null): Promise<string> => {
  const chosen = (await organisationsById(call.db, [id])).get(id);
  const main = chosen && chosen.mainId !== id ? (await organisationsById(call.db, [chosen.mainId])).get(chosen.mainId) : chosen;
  if (!main) throw unknownOrganisation();
  // who stood there already may have closed since: that is told as a condition of the next step
  if (main.id === wasId || id === wasId) return id === wasId ? id : main.id;
  if (!main.kinds.includes(kind)) throw (kind === 'school' ? notASchool : notAnEmployer)({ name: main.name });
  if (main.state !== 'active') throw closedOrganisation({ name: main.name });
  return main.id;
};

/** The host area must be paired with the origin on the first day, or be a side of the agreement the class is held under. */
const refuseHost = async (
  call: Call,
  row: Pick<Draft, 'agreementId' | 'planFrom'> & { originCode: string; hostCode: string | null },
): Promise<void> => {
  const { originCode, hostCode, agreementId, planFrom } = row;
  if (hostCode !== null && hostCode.slice(0, 2) === originCode.slice(0, 2)) throw sameProvince();
  if (agreementId !== null) {
    const agreement = (await agreementsById(call.db, [agreementId], planFrom)).get(agreementId);
    if (!agreement) throw noSuchAgreement();
    try {
      refuseUnseen(call.actor, agreement);
    } catch (error) {
      throw error instanceof Problem ? noSuchAgreement() : error;
    }
    const sides = sideHolds(agreement.originCode, originCode) && (hostCode === null || sideHolds(agreement.hostCode, hostCode));
    if (!sides || agreement.state !== 'force') throw agreementRefused({ title: agreement.title, day: planFrom });
    return;
  }
  if (hostCode === null) return;
  const { verdict, others } = pairingVerdict(
    await pairingsOn(call.db, planFrom),
    { originCode, originName: '', hostCode, hostName: '' },
    planFrom,
  );
  if (verdict !== 'elsewhere') return;
  const names = (lang: 'zh' | 'en') => [...new Set(others.map((o) => o.host[lang]))].join(lang === 'zh' ? '、' : '; ');
  throw hostNotPaired({
    day: planFrom,
    origin: areaNamed(originCode).name,
    host: areaNamed(hostCode).name,
    paired: { zh: names('zh'), en: names('en') },
  });
};

/** A class keeps the version it was entered under; a newly chosen one, or another first day, is asked anew. */
const refuseStandard = async (
  call: Call,
  row: Pick<Draft, 'versionId' | 'planFrom' | 'seats'> & { originCode: string; hostCode: string | null },
  before: {
    readonly versionId: string | null;
    readonly planFrom: string;
    readonly originCode: string;
    readonly hostCode: string | null;
  } | null,
): Promise<void> => {
  if (row.versionId === null) return;
  const all = await siblingsOf(call.db, [row.versionId]);
  const version = all.find((v) => v.id === row.versionId);
  if (!version) throw standardRefused({ why: '没有这个标准，请重新选', whyEn: 'There is no such standard; choose again' });
  const same = before !== null && (['versionId', 'planFrom', 'originCode', 'hostCode'] as const).every((f) => before[f] === row[f]);
  const why = same ? undefined : whyNotUnder(version, all, row);
  if (why) throw standardRefused({ why: why.zh, whyEn: why.en });
  if (row.seats > version.sizeTo || row.seats < version.sizeFrom)
    throw aboveSize({ seats: row.seats, label: version.label, from: version.sizeFrom, to: version.sizeTo });
};

type Before = ClassPlace & { readonly versionId: string | null; readonly planFrom: string };
const checked = async (call: Call, input: Omit<Draft, never>, before: Before | null) => {
  const row = {
    title: input.title,
    programme: input.programme,
    versionId: input.versionId,
    mode: input.mode,
    orderKind: input.orderKind,
    schoolId: await organisationOf(call, input.schoolId, 'school', before?.schoolId ?? null),
    employerId: input.employerId === null ? null : await organisationOf(call, input.employerId, 'employer', before?.employerId ?? null),
    place: knownCode(input.place),
    address: input.address,
    originCode: knownCode(input.originCode),
    hostCode: input.hostCode === null ? null : knownCode(input.hostCode),
    agreementId: input.agreementId,
    planFrom: input.planFrom,
    planTo: input.planTo,
    enrolUntil: input.enrolUntil,
    seats: input.seats,
    note: input.note,
    source: input.source,
  };
  refuseNotWriter(call, row);
  await refuseHost(call, row);
  await refuseStandard(call, row, before);
  return row;
};

export const create = async (call: Call, input: Parsed<typeof createClass>): Promise<ClassOut> => {
  const row = await checked(call, input, null);
  const id = newId();
  await call.db.insertInto('trainingClass').values({ id, registeredBy: call.actor.accountId }).execute();
  await insertVersion(call.db, 'training_class_fact', { classId: id, ...row, ...writer(call) });
  await insertVersion(call.db, 'training_class_step', { classId: id, state: 'plan', onDay: call.today, ...writer(call) });
  noted(call, { id, originCode: row.originCode }, { programme: row.programme, from: row.planFrom, to: row.planTo, seats: row.seats });
  return tellClass(call, id);
};

/** People are in by number: none of them is to lose the seat. Under the lock of the seats, so that nobody is admitted meanwhile. */
const refuseFewerSeats = async (call: Call, id: string, seats: number): Promise<void> => {
  await lockSeats(call.db, id);
  const { enrolled } = await numbersOf(call.db, id);
  if (seats < enrolled) throw seatsTaken({ seats, enrolled });
};

/** How the fields that no longer change are called in the sentence that says so. */
const fixedTexts: Record<(typeof FIXED_ONCE_OPENED)[number], Text> = {
  versionId: { zh: '培训标准', en: 'the standard' },
  schoolId: { zh: '学校', en: 'the school' },
  mode: { zh: '办班方式', en: 'the mode' },
  originCode: { zh: '学员来源地', en: 'the origin' },
  programme: { zh: '工程', en: 'the programme' },
};

export const correct = async (call: Call, { id, seen, reason, ...input }: Parsed<typeof correctClass>): Promise<ClassOut> => {
  const before = await lockSeen(call, id);
  refuseNotWriter(call, before);
  const now = await call.db
    .selectFrom('trainingClassFact')
    .selectAll()
    .where('classId', '=', id)
    .where(isCurrent('training_class_fact'))
    .executeTakeFirstOrThrow();
  if (now.recorded !== seen) throw changed({ by: now.recordedName || '—', at: now.recorded, current: await tellClass(call, id) });
  // what was approved is corrected with a reason; once the class is over, by the office
  const state = before.state;
  if (rankOf(state) >= rankOf('finished')) refuseNotOffice(call, before);
  const row = await checked(call, input, now);
  const fields = FACTS.filter((f) => String(row[f] ?? '') !== String(now[f] ?? ''));
  if (fields.length === 0) throw nothingChanged();
  if (state !== 'plan' && reason.length < 4) throw reasonNeeded();
  if (rankOf(state) >= rankOf('opened')) {
    const fixed = FIXED_ONCE_OPENED.filter((f) => fields.includes(f));
    if (fixed.length > 0)
      throw fixedByNow({
        fields: { zh: fixed.map((f) => fixedTexts[f].zh).join('、'), en: fixed.map((f) => fixedTexts[f].en).join(', ') },
      });
  }
  if (fields.includes('seats')) await refuseFewerSeats(call, id, row.seats);
  if (row.orderKind !== null && before.orderKind !== null && row.seats > now.seats && rankOf(state) >= rankOf('enrolling'))
    await refuseMoreSeats(call, await getBrief(call, id), row.seats);
  await supersede(call.db, 'training_class_fact', { class_id: id }, { ...row, reason, ...writer(call) });
  if ((['schoolId', 'employerId', 'orderKind', 'originCode'] as const).some((f) => fields.includes(f)))
    await voidOrder(call, { id, ...row }, reason);
  if ((['seats', 'schoolId', 'employerId', 'orderKind', 'originCode'] as const).some((f) => fields.includes(f)))
    await queueSettling(call, id);
  if (fields.includes('place') || fields.includes('address')) await rekeyRooms(call, id, (room) => roomKey(row, room));
  noted(call, { id, originCode: row.originCode }, { changed: fields, ...(reason ? { reason } : {}) });
  return tellClass(call, id);
};
