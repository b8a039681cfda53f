// What is done with an item, each a version of it: started, noted, said done, closed or sent back by the other side, due day moved, corrected, dropped.
import { sql } from 'kysely';
import type { Parsed } from '#platform/contract.ts';
import { changed } from '#platform/problem.ts';
import { findReadable } from '#platform/server/files.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { supersede } from '#platform/server/versions.ts';
import * as c from '../../contractPlans.ts';
import { decideStep, type ItemDeed, isInYear, itemDeedTexts, itemStateTexts, otherSide, type Side, sideTexts } from '../../rulesPlans.ts';
import { getItem, isOwnSaying, readOne } from './readItems.ts';
import { type AgreementRow, getAgreement, type ItemRow, unitsOf } from './rows.ts';
import { areaWords, sidesSpoken } from './scope.ts';
import { tellUnit } from './tell.ts';
import { isSameUnit, readUnit, type UnitRow, unitColumns } from './units.ts';

type Step = Exclude<ItemDeed, 'opened'>;
type Stand = { readonly row: ItemRow; readonly side: Side };

/** Locks the item as it stands, so that of two who act at once the second is told what the first did. */
const lock = (call: Call, id: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`item ${id}`}, 0))`.execute(call.db);

const refusal = (call: Call, row: ItemRow, deed: Step, refused: 'state' | 'sameSide' | 'notYourSide') => {
  if (refused === 'state') {
    const [state, words] = [itemStateTexts[row.state], itemDeedTexts[deed]];
    return c.stepNotNow({ state: state.zh, stateEn: state.en, deed: words.zh, deedEn: words.en });
  }
  const other = otherSide(row.lead);
  const units = unitsOf(row);
  if (refused === 'sameSide')
    return c.closesOwnItem({
      lead: sideTexts[row.lead].zh,
      leadEn: sideTexts[row.lead].en,
      other: sideTexts[other].zh,
      otherEn: sideTexts[other].en,
      unit: units[other].name,
    });
  const side = deed === 'closed' || deed === 'sent_back' ? other : row.lead;
  return c.notYourItem({ unit: units[side].name, side: sideTexts[side].zh, sideEn: sideTexts[side].en, ...areaWords(call.actor) });
};

/** The item and the side the step is taken for, or the refusal that says why not. `seen`: of a step that rests on what the item says. */
const begin = async (call: Call, id: string, deed: Step, seen?: string): Promise<Stand & { readonly to: ItemRow['state'] }> => {
  await getItem(call, id);
  await lock(call, id);
  const row = await getItem(call, id);
  const decided = decideStep({ deed, state: row.state, lead: row.lead, speaks: sidesSpoken(call.actor, unitsOf(row)) });
  if ('refused' in decided) throw refusal(call, row, deed, decided.refused);
  if (deed === 'closed' && isOwnSaying(row, call.actor)) throw c.closesOwnSaying();
  if (seen !== undefined && row.recorded !== seen)
    throw changed({ by: row.recordedName || '—', at: row.recorded, current: await readOne(call, id) });
  return { row, ...decided };
};

const write = async (
  call: Call,
  { row, side }: Stand,
  deed: Step,
  changes: Readonly<Record<string, unknown>>,
  reason = '',
): Promise<void> => {
  await supersede(
    call.db,
    'work_item_fact',
    { item_id: row.itemId },
    { ...changes, deed, side, reason, recordedBy: call.actor.accountId, recordedName: call.actor.name },
  );
  call.note({
    subject: { kind: 'planItem', id: row.itemId },
    area: unitsOf(row)[side].areaCode,
    details: { deed, side, ...(reason ? { reason } : {}) },
  });
};
const tellOther = (call: Call, { row, side }: Stand, kind: string, params: Readonly<Record<string, string>>) =>
  tellUnit(call.db, unitsOf(row)[otherSide(side)].areaCode, call.actor.accountId, {
    kind,
    params: { by: call.actor.name, title: row.title, ...params },
    link: `/plan-items/${row.itemId}`,
  });

export const start = async (call: Call, { id }: Parsed<typeof c.startItem>) => {
  const stand = await begin(call, id, 'started');
  await write(call, stand, 'started', { state: stand.to });
  return readOne(call, id);
};

type Saying = Parsed<typeof c.noteItem>;
const addNote = async (call: Call, { row, side }: Stand, kind: 'progress' | 'proof', { words, fileId, link }: Saying): Promise<void> => {
  const file = fileId ? await findReadable(call.db, call.services.files, call.actor, fileId) : undefined;
  if (fileId && (!file || file.purpose !== c.PLAN_FILE)) throw c.fileNotYours();
  await sql`insert into work_note (id, item_id, kind, side, words, file_id, link, noted_by, noted_name) values (${newId()}::uuid, ${row.itemId}::uuid,
    ${kind}, ${side}, ${words}, ${file?.id ?? null}::uuid, ${link}, ${call.actor.accountId}::uuid, ${call.actor.name})`.execute(call.db);
};
/** Either side notes; nothing of the item changes. */
export const note = async (call: Call, input: Saying) => {
  const row = await getItem(call, input.id);
  const side = sidesSpoken(call.actor, unitsOf(row))[0];
  if (!side) throw refusal(call, row, 'started', 'notYourSide');
  if (row.state === 'closed' || row.state === 'dropped') throw refusal(call, row, 'started', 'state');
  if (input.words === '' && !input.fileId && input.link === '') throw c.noteEmpty();
  await addNote(call, { row, side }, 'progress', input);
  call.note({
    subject: { kind: 'planItem', id: row.itemId },
    area: unitsOf(row)[side].areaCode,
    details: { side, file: Boolean(input.fileId) },
  });
  return readOne(call, input.id);
};
export const sayDone = async (call: Call, input: Saying) => {
  const stand = await begin(call, input.id, 'said_done');
  if (!input.fileId && input.link === '') throw c.proofMissing();
  await addNote(call, stand, 'proof', input);
  await write(call, stand, 'said_done', { state: stand.to });
  await tellOther(call, stand, 'accords.itemSaidDone', {});
  return readOne(call, input.id);
};

export const close = async (call: Call, { id, seen, words }: Parsed<typeof c.closeItem>) => {
  const stand = await begin(call, id, 'closed', seen);
  await write(call, stand, 'closed', { state: stand.to }, words);
  await tellOther(call, stand, 'accords.itemClosed', {});
  return readOne(call, id);
};
export const sendBack = async (call: Call, { id, seen, reason }: Parsed<typeof c.sendItemBack>) => {
  const stand = await begin(call, id, 'sent_back', seen);
  await write(call, stand, 'sent_back', { state: stand.to }, reason);
  await tellOther(call, stand, 'accords.itemSentBack', { reason });
  return readOne(call, id);
};
export const moveDue = async (call: Call, { id, dueDay, reason }: Parsed<typeof c.moveItemDue>) => {
  const stand = await begin(call, id, 'due_moved');
  if (dueDay === stand.row.dueDay) throw c.dueSame({ day: dueDay });
  if (!isInYear(dueDay, stand.row.year)) throw c.dueOutsideYear({ day: dueDay, year: stand.row.year });
  await write(call, stand, 'due_moved', { dueDay }, reason);
  await tellOther(call, stand, 'accords.itemDueMoved', { from: stand.row.dueDay, to: dueDay, reason });
  return readOne(call, id);
};
/** Who is responsible on a side is that side's to say: the unit as it stands, or another one where the asker speaks for the one that stands. */
const unitAfter = async (call: Call, row: ItemRow, side: Side, given: Parsed<typeof c.correctItem>[Side], agreement: AgreementRow) => {
  const had: UnitRow = { organisation: row[`${side}Organisation`], unit: row[`${side}Unit`], area: row[`${side}Area`] };
  if (isSameUnit(given, had)) return had;
  if (!sidesSpoken(call.actor, unitsOf(row)).includes(side))
    throw c.unitOfOtherSide({ unit: had.unit, side: sideTexts[side].zh, sideEn: sideTexts[side].en });
  return readUnit(call.db, side, given, agreement);
};
export const correct = async (call: Call, { id, seen, title, outcome, origin, host, reason }: Parsed<typeof c.correctItem>) => {
  const stand = await begin(call, id, 'corrected', seen);
  const agreement = await getAgreement(call, stand.row.agreementId);
  const units = unitColumns(
    await unitAfter(call, stand.row, 'origin', origin, agreement),
    await unitAfter(call, stand.row, 'host', host, agreement),
  );
  await write(call, stand, 'corrected', { title, outcome, ...units }, reason);
  await tellOther(call, stand, 'accords.itemCorrected', { reason });
  return readOne(call, id);
};
export const drop = async (call: Call, { id, reason }: Parsed<typeof c.dropItem>) => {
  const stand = await begin(call, id, 'dropped');
  await write(call, stand, 'dropped', { state: stand.to }, reason);
  await tellOther(call, stand, 'accords.itemDropped', { reason });
  return readOne(call, id);
};
