// 建档: a person becomes a record. Everything that was typed lands in facts; what contradicts itself is refused with a sentence and nothing is written.
import { sql } from 'kysely';
import type { z } from 'zod';
import { changed } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { repairTexts } from '#standards/cleanText.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import { parsePlace } from '#standards/divisions/server/loadPlaceParser.ts';
import { parseDocument } from '#standards/id-number/document.ts';
import { parseIdNumber } from '#standards/id-number/idNumber.ts';
import { parseMobileNumber } from '#standards/mobile-number/mobileNumber.ts';
import { normaliseName } from '#standards/pinyin/normaliseName.ts';
import { sexCodeOf } from '#standards/sex/sex.ts';
import type { checkWorker, correctBasic, registerWorker } from '../contractFacts.ts';
import { beforeBirth, homeOutside, inFuture, looksLike, unknownPlace } from '../contractShapes.ts';
import { firstDayOf } from '../rules.ts';
import { type Basics, keysOfName, maskNumber, prefixLookup, readBasics, readPhone, sealNumber, sealPhone } from './basics.ts';
import { conditionColumns, homeColumns, identityColumns, intentionColumns } from './events.ts';
import { placeInHousehold } from './households.ts';
import { likenessesOf, notePairs } from './likeness.ts';
import { isHome, placeName } from './places.ts';
import { joinElsewhere, lockNumber, refuseTaken } from './sameNumber.ts';
import { add, correct, finish, fromForm, getTarget, mine, refresh } from './write.ts';

/** Columns of worker_basic. */
export const basicColumns = (call: Pick<Call, 'services'>, b: Basics) => ({
  name: b.name,
  pinyin: b.pinyin,
  initials: b.initials,
  fuzzy: b.fuzzy,
  otherKeys: b.otherKeys,
  documentKind: b.documentKind,
  ...sealNumber(call.services.keys, b.number),
  birthday: b.birthday,
  sex: b.sex,
  ethnic: b.ethnic,
});

export const register = async (call: Call, input: z.output<(typeof registerWorker)['input']>) => {
  const { db, services, actor, today } = call;
  const basics = readBasics(input, today);
  const { home } = input;
  if (!isHome(home.code)) throw unknownPlace({ code: home.code });
  if (!mine(call, home.code)) throw homeOutside({ place: placeName(home.code) });
  const phone = input.phone === undefined || input.phone.trim() === '' ? null : readPhone(input.phone);
  const homeFrom = firstDayOf(home.from ?? basics.birthday ?? today, home.fromPrecision ?? 'day');
  if (homeFrom > today) throw inFuture();
  if (basics.birthday !== null && homeFrom < basics.birthday) throw beforeBirth();

  if (basics.number !== null) {
    await lockNumber(call, basics.number);
    await refuseTaken(call, basics.number);
  }
  const candidate = { ...basics, home: home.code, phone };
  const alike = (await likenessesOf(call, candidate)).filter((l) => !input.notTheSame.includes(l.workerId));
  if (alike.length) throw looksLike({ count: alike.length, workerIds: alike.map((l) => l.workerId) });

  const id = newId();
  const target = { workerId: id, home: home.code, birthday: basics.birthday };
  await sql`insert into worker (id, area, registered, source, created_by) values (${id}, ${home.code}, ${today}::date, 'form', ${actor.accountId})`.execute(
    db,
  );
  await add(call, 'worker_basic', { workerId: id, ...basicColumns(call, basics) });
  const { recordedBy } = fromForm(call);
  await sql`insert into worker_link (worker_id, person_id, cause, recorded_by) values (${id}, ${id}, 'own', ${recordedBy})`.execute(db);
  await add(call, 'home_period', {
    id: newId(),
    workerId: id,
    ...homeColumns(call, home),
    validFrom: homeFrom,
    fromPrecision: home.from === undefined ? 'day' : (home.fromPrecision ?? 'day'),
  });
  if (phone !== null)
    await add(call, 'worker_contact', {
      id: newId(),
      workerId: id,
      kind: input.phoneKind,
      holder: input.phoneHolder,
      ...sealPhone(services.keys, phone),
    });
  for (const identity of input.identities)
    await add(call, 'identity_period', { id: newId(), workerId: id, ...(await identityColumns(call, target, identity)) });
  if (input.condition) await add(call, 'worker_condition', { workerId: id, ...conditionColumns(input.condition), validFrom: today });
  if (input.intention) await add(call, 'worker_intention', { workerId: id, ...intentionColumns(input.intention), statedOn: today });
  if (input.consent) {
    if (input.consent.givenOn > today) throw inFuture();
    await add(call, 'consent', { id: newId(), workerId: id, ...input.consent, purposes: [...new Set(input.consent.purposes)] });
  }
  if (input.household) await placeInHousehold(call, target, { ...input.household, from: input.household.from ?? today });
  await refresh(db, [id], today);
  call.note({ subject: { kind: 'worker', id }, area: home.code });
  const crossArea = basics.number === null ? null : await joinElsewhere(call, id, basics.number, basics.name);
  const pairs = await notePairs(call, id, candidate, input.notTheSame);
  return { id, crossArea, pairs };
};

/** Who somebody is, corrected. Sent with `recorded` of what stood on the screen: another version in between is shown, not overwritten. */
export const correctWho = async (call: Call, input: z.output<(typeof correctBasic)['input']>) => {
  const { db, services, today } = call;
  const target = await getTarget(call, input.id);
  const { rows } =
    await sql<Current>`select b.recorded, b.name, b.document_kind, b.birthday, b.sex, b.ethnic, b.number_sealed, a.display_name as by
    from worker_basic b left join account a on a.id = b.recorded_by
    where b.worker_id = ${input.id}::uuid and b.superseded = 'infinity' for update of b`.execute(db);
  const now = rows[0]!;
  if (now.recorded !== input.recorded)
    throw changed({
      by: now.by ?? '—',
      at: now.recorded,
      current: { recorded: now.recorded, name: now.name, documentKind: now.documentKind, sex: now.sex, ethnic: now.ethnic },
    });
  const number = input.keepNumber && now.numberSealed ? services.keys.open(now.numberSealed) : input.number;
  // the birthday of another document stays as it was where only the name is corrected
  const birthday =
    input.birthday ?? (input.keepNumber && input.documentKind !== 'residentIdCard' ? (now.birthday ?? undefined) : undefined);
  const sex = input.sex ?? (input.keepNumber && input.documentKind !== 'residentIdCard' ? (now.sex as '1' | '2' | '9') : undefined);
  const basics = readBasics({ ...input, number, birthday, sex }, today);
  if (basics.number !== null) {
    await lockNumber(call, basics.number);
    await refuseTaken(call, basics.number, input.id);
  }
  await correct(call, 'worker_basic', { workerId: input.id }, basicColumns(call, basics), input.reason);
  // first, because a merge that takes its turn already waits for the derived row: whoever holds that must not wait for the turn
  if (basics.number !== null) await joinElsewhere(call, input.id, basics.number, basics.name);
  return finish(call, target, { corrected: 'basic' });
};
interface Current {
  readonly recorded: string;
  readonly name: string;
  readonly documentKind: string;
  readonly birthday: string | null;
  readonly sex: string;
  readonly ethnic: string;
  readonly numberSealed: Buffer | null;
  readonly by: string | null;
}

type Check = z.output<(typeof checkWorker)['input']>;
type Checked = z.input<(typeof checkWorker)['output']>;

/** What is understood of a form that is being filled in. Every part answers alone: a wrong number does not hide what the place means. */
export const check = async (call: Call, input: Check): Promise<Checked> => {
  const { today } = call;
  const name = input.name?.trim() ? normaliseName(input.name) : null;
  const number = input.number?.trim() ? readNumber(input, today) : null;
  const phone = input.phone?.trim() ? parseMobileNumber(input.phone) : null;
  const place = readPlace(call, input);
  const same = number?.ok ? await sameInside(call, number.plain, input.except) : null;
  const birthday = number?.birthday ?? input.birthday ?? null;
  const likenesses =
    name?.ok && (birthday || number?.ok || phone?.ok || place?.code)
      ? await likenessesOf(
          call,
          {
            ...keysOfName(name.name),
            birthday,
            sex: number?.sex ?? input.sex ?? '9',
            number: number?.ok ? number.plain : null,
            documentKind: input.documentKind,
            phone: phone?.ok ? phone.number : null,
            home: place?.code ?? null,
          },
          input.except,
        )
      : [];
  return {
    name: name && { ok: name.ok, message: name.ok ? name.doubt : name.message },
    number: number && ({ ...number, plain: undefined } as Checked['number']),
    phone: phone && { ok: phone.ok, message: phone.ok ? null : phone.message },
    place,
    same,
    likenesses,
  };
};

const readNumber = (input: Check, today: string): (NonNullable<Checked['number']> & { readonly plain: string }) | null => {
  const typed = input.number!;
  const none = { birthday: null, sex: null, issued: '', repairs: [], masked: '', plain: '' };
  if (input.documentKind === 'none') return null;
  if (input.documentKind !== 'residentIdCard') {
    const read = parseDocument(input.documentKind, typed);
    if (!read.ok) return { ...none, ok: false, message: read.message };
    return { ...none, ok: true, message: null, masked: maskNumber(input.documentKind, read.number), plain: read.number };
  }
  const read = parseIdNumber(typed, { today, prefixStatus: prefixLookup });
  const repairs = read.repairs.map((r) => repairTexts[r]);
  if (!read.ok) return { ...none, ok: false, message: read.message, repairs };
  return {
    ok: true,
    message: null,
    masked: maskNumber('residentIdCard', read.number),
    birthday: read.birthday,
    sex: sexCodeOf(read.sex),
    issued: loadDivisions().shortFullName(`${read.prefix}000000`) ?? '',
    repairs,
    plain: read.number,
  };
};

const readPlace = (call: Call, { homeText, homeCode }: Check): Checked['place'] => {
  if (homeCode && isHome(homeCode))
    return { status: 'sure', code: homeCode, name: placeName(homeCode), candidates: [], message: null, inside: mine(call, homeCode) };
  const text = homeText?.trim() ?? '';
  if (text === '') return null;
  // inside the clerk's own area the same words may be plain
  const [area] = call.actor.areas;
  const within = area ? { within: { lo: area.from, hi: (BigInt(area.to) + 1n).toString().padStart(12, '0') } } : {};
  const inside = parsePlace(text, within);
  const read = inside.status === 'unknown' ? parsePlace(text, {}) : inside;
  const sure = read.status === 'sure' && read.best && isHome(read.best.code) ? read.best : null;
  const candidates = (sure ? [] : read.candidates).filter((c) => isHome(c.code)).slice(0, 6);
  return {
    status: sure ? 'sure' : read.status === 'sure' ? 'unknown' : read.status,
    code: sure?.code ?? null,
    name: sure ? placeName(sure.code) : '',
    candidates: candidates.map((c) => ({ code: c.code, name: placeName(c.code) })),
    message: sure
      ? null
      : candidates.length
        ? { zh: '请从下面选一处', en: 'Choose one of these' }
        : { zh: '没有认出这个地方，请写到乡镇或村，如“平塘县克度镇先进村”', en: 'Not recognised; name the township or village' },
    inside: sure ? mine(call, sure.code) : false,
  };
};

const sameInside = async (call: Call, number: string, except: string | undefined): Promise<Checked['same']> => {
  const { rows } = await sql<{ workerId: string; name: string; home: string }>`
    select n.worker_id, n.name, n.home from worker_basic b join worker_now n on n.worker_id = b.worker_id
    where b.superseded = 'infinity' and b.number_index = any(${call.services.keys.lookups('number', number)}::uuid[])`.execute(call.db);
  const found = rows.find((r) => r.workerId !== except && mine(call, r.home));
  return found ? { workerId: found.workerId, name: found.name } : null;
};
