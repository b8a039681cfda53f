// Registering, correcting, closing and reopening.
import type { z } from 'zod';
import { areaText } from '#capabilities/regions/server/service.ts';
import type { Parsed } from '#platform/contract.ts';
import { changed } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { insertVersion, isCurrent, supersede, withdraw } from '#platform/server/versions.ts';
import { parseUscc } from '#standards/uscc/uscc.ts';
import {
  type closeOrganisation,
  type correctOrganisation,
  type createOrganisation,
  inFuture,
  notAStation,
  notClosed,
  type reopenOrganisation,
  stationLevelTexts,
  stationRefused,
  usccTaken,
} from '../contract.ts';
import { industryCode, levelFits } from '../rules.ts';
import { pinyinOf, refreshNames } from './names.ts';
import { placeDownToCounty, placeOf } from './places.ts';
import { findCurrent } from './queries.ts';
import { getWritable, noted, refuseOutside, writer } from './target.ts';

type Draft = z.output<typeof createOrganisation.input>;

/** Refuses a code that another one holds, with its name, so that it can be opened instead. */
const refuseTaken = async (call: Call, uscc: string | null, except: string | null): Promise<void> => {
  if (uscc === null) return;
  const holder = await call.db
    .selectFrom('organisationFact')
    .select(['organisationId as id', 'name', 'place'])
    .where('uscc', '=', uscc)
    .where(isCurrent('organisation_fact'))
    .executeTakeFirst();
  if (!holder || holder.id === except) return;
  const { zh, en } = areaText(holder.place);
  throw usccTaken({ id: holder.id, name: holder.name, place: zh, placeEn: en });
};

/** What the draft says of a station fits: the one above it, those below it, what it serves. */
const refuseStation = async (call: Call, draft: Draft, id: string | null): Promise<void> => {
  const why = (zh: string, en: string) => stationRefused({ why: zh, whyEn: en });
  const { db, today } = call;
  if (draft.stationLevel === null) {
    if (id === null) return;
    const serves = await db
      .selectFrom('stationService')
      .select('id')
      .where('stationId', '=', id)
      .where(isCurrent('station_service'))
      .where((eb) => eb.or([eb('toDay', 'is', null), eb('toDay', '>=', today)]))
      .limit(1)
      .executeTakeFirst();
    if (serves)
      throw why(
        '它还登记着服务范围。请先结束服务，再去掉“劳务站”',
        'It still serves an area. End its services before taking “labour station” away',
      );
  }
  if (id !== null) {
    const below = await db
      .selectFrom('organisationFact')
      .select(['name', 'stationLevel'])
      .where('stationAbove', '=', id)
      .where(isCurrent('organisation_fact'))
      .execute();
    const unfit = below.find((b) => draft.stationLevel === null || !levelFits(b.stationLevel!, draft.stationLevel));
    if (unfit)
      throw why(
        `“${unfit.name}”是它的下级站，层级要比它低。请先改下级站的上级`,
        `${unfit.name} stands below it and must be of a lower level. Change that one first`,
      );
  }
  if (draft.stationAbove === null || draft.stationLevel === null) return;
  const above = await findCurrent(db, draft.stationAbove);
  if (!above?.stationLevel || draft.stationAbove === id) throw notAStation({ name: above?.name ?? '—' });
  if (!levelFits(draft.stationLevel, above.stationLevel))
    throw why(
      `${stationLevelTexts[draft.stationLevel].zh}的上级站要比它高一级，“${above.name}”是${stationLevelTexts[above.stationLevel].zh}`,
      `The station above must be of a higher level; ${above.name} is: ${stationLevelTexts[above.stationLevel].en}`,
    );
};

/** Reads what was typed into the columns of a version, or refuses with the sentence that says which rule failed. */
const checked = async (call: Call, draft: Draft, id: string | null) => {
  const read = draft.uscc === '' ? null : parseUscc(draft.uscc);
  const uscc = read?.ok ? read.code : null;
  const station = draft.kinds.includes('station');
  const place = placeDownToCounty(draft.place, call.actor);
  const row = {
    name: draft.name,
    pinyin: pinyinOf(draft.name),
    kinds: [...new Set(draft.kinds)],
    uscc,
    usccMissing: draft.usccMissing,
    place,
    address: draft.address,
    industry: industryCode(draft.industry) ?? '',
    sizeClass: draft.sizeClass,
    sizeStatedBy: draft.sizeStatedBy,
    stationLevel: station ? draft.stationLevel : null,
    stationAbove: station ? draft.stationAbove : null,
    stationFrom: station && draft.stationFrom !== '' ? placeOf(draft.stationFrom, call.actor) : null,
    source: draft.source,
    note: draft.note,
  };
  refuseOutside(call, row);
  await refuseTaken(call, uscc, id);
  await refuseStation(call, { ...draft, stationLevel: row.stationLevel, stationAbove: row.stationAbove }, id);
  return row;
};

/** `id`: where a list knows it beforehand. */
export const create = async (call: Call, draft: Parsed<typeof createOrganisation>, id = newId()) => {
  const row = await checked(call, draft, null);
  await call.db.insertInto('organisation').values({ id, registeredBy: call.actor.accountId }).execute();
  const recorded = await insertVersion(call.db, 'organisation_fact', { organisation_id: id, ...row, state: 'active', ...writer(call) });
  await refreshNames(call.db, [id]);
  noted(call, { organisationId: id, place: row.place }, { kinds: row.kinds });
  return { id, name: row.name, recorded };
};

const COMPARED = [
  'name',
  'uscc',
  'usccMissing',
  'place',
  'address',
  'industry',
  'sizeClass',
  'sizeStatedBy',
  'stationLevel',
  'stationAbove',
  'stationFrom',
  'source',
  'note',
] as const;

export const correct = async (call: Call, { id, seen, reason, ...draft }: Parsed<typeof correctOrganisation>) => {
  const before = await getWritable(call, id, { closed: true });
  if (before.recorded !== seen)
    throw changed({ by: before.recordedName || '—', at: before.recorded, current: { recorded: before.recorded } });
  const row = await checked(call, draft, id);
  const recorded = (await supersede(call.db, 'organisation_fact', { organisation_id: id }, { ...row, reason, ...writer(call) }))!;
  await refreshNames(call.db, [id]);
  const altered: string[] = COMPARED.filter((f) => row[f] !== before[f]);
  if ([...row.kinds].sort().join() !== [...before.kinds].sort().join()) altered.push('kinds');
  noted(call, { organisationId: id, place: row.place }, { reason, changed: altered });
  return { id, name: row.name, recorded };
};

export const close = async (call: Call, { id, closedOn, reason }: Parsed<typeof closeOrganisation>) => {
  const { db, today } = call;
  const before = await getWritable(call, id);
  if (closedOn > today) throw inFuture({ day: closedOn });
  const recorded = (await supersede(
    db,
    'organisation_fact',
    { organisation_id: id },
    { state: 'closed', closedOn, reason, ...writer(call) },
  ))!;
  // what it served and who worked there ends with it
  const why = { reason: `停业：${reason}`, ...writer(call) };
  for (const [table, key] of [
    ['stationService', 'stationId'],
    ['organisationStaff', 'organisationId'],
  ] as const) {
    const snake = table === 'stationService' ? 'station_service' : 'organisation_staff';
    const open = await db
      .selectFrom(table)
      .select(['id', 'fromDay'])
      .where(key as never, '=', id as never)
      .where(isCurrent(snake))
      .where((eb) => eb.or([eb('toDay', 'is', null), eb('toDay', '>', closedOn)]))
      .execute();
    for (const o of open)
      if (o.fromDay > closedOn) await withdraw(db, snake, { id: o.id });
      else await supersede(db, snake, { id: o.id }, { toDay: closedOn, ...why });
  }
  noted(call, before, { reason, closedOn });
  return { id, name: before.name, recorded };
};

export const reopen = async (call: Call, { id, reason }: Parsed<typeof reopenOrganisation>) => {
  const before = await getWritable(call, id, { closed: true });
  if (before.state !== 'closed') throw notClosed({ name: before.name });
  const changes = { state: 'active', closedOn: null, reason, ...writer(call) };
  const recorded = (await supersede(call.db, 'organisation_fact', { organisation_id: id }, changes))!;
  noted(call, before, { reason });
  return { id, name: before.name, recorded };
};
