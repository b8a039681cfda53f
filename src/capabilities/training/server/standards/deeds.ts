// Drafting, saving, discarding, adopting and taking an adoption back.

import { sql } from 'kysely';
import type { z } from 'zod';
import { accountsOver, sendNotice } from '#capabilities/access/server/service.ts';
import type { Parsed } from '#platform/contract.ts';
import { changed, notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { insertVersion, withdraw } from '#platform/server/versions.ts';
import {
  ADOPT,
  adoptedAlready,
  adoptedByAll,
  adoptedLater,
  type adoptVersion,
  codeTaken,
  type createStandard,
  type discardVersion,
  draftOpen,
  type draftVersion,
  labelTaken,
  notADraft,
  notAdopted,
  notYourSide,
  notYourStandard,
  permissions,
  type StandardOut,
  type saveVersion,
  sidesRefused,
  type unadoptVersion,
  versionLacking,
} from '../../contract.ts';
import { drafts, holdsFrom, sidesAdopted, versionLacks, whyNotSides } from '../../rules.ts';
import { areaNamed, knownCode } from '../places.ts';
import { writer } from '../target.ts';
import { tellStandard } from './read.ts';
import { type Version, versionsOf } from './rows.ts';

type Fields = Omit<z.output<(typeof createStandard)['input']>, 'code'>;

const lockStandard = async (call: Call, id: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`standard ${id}`}, 51))`.execute(call.db);
};

/** Columns of a version out of what was typed, or the sentence that says which rule failed. */
const checked = (call: Call, { modules: _, ...input }: Fields) => {
  const sides = [...new Set(input.sides.map(knownCode))].sort();
  const why = whyNotSides(sides);
  if (why) throw sidesRefused({ why: why.zh, whyEn: why.en });
  if (!drafts(call.actor.grants, sides)) throw notYourStandard();
  return {
    label: input.label,
    title: input.title,
    programme: input.programme,
    occupation: input.occupation,
    leadsTo: input.leadsTo,
    leadsName: input.leadsName,
    leadsLevel: input.leadsLevel,
    ageFrom: input.ageFrom,
    ageTo: input.ageTo,
    education: input.education,
    admission: input.admission,
    attendancePercent: input.attendancePercent,
    theoryPass: input.theoryPass,
    practicePass: input.practicePass,
    passRule: input.passRule,
    materials: input.materials,
    sizeFrom: input.sizeFrom,
    sizeTo: input.sizeTo,
    lessonMinutes: input.lessonMinutes,
    validFrom: input.validFrom,
    sides,
    documentNumber: input.documentNumber,
    source: input.source,
    certainty: input.certainty,
    note: input.note,
  };
};
const writeModules = async (call: Call, versionId: string, modules: Fields['modules']): Promise<void> => {
  await call.db.deleteFrom('trainingModule').where('versionId', '=', versionId).execute();
  if (modules.length === 0) return;
  await call.db
    .insertInto('trainingModule')
    .values(modules.map((m, i) => ({ versionId, number: i + 1, ...m })))
    .execute();
};
const noted = (call: Call, standardId: string, sides: readonly string[], details: Record<string, unknown>): void =>
  call.note({ area: sides[0]!, subject: { kind: 'standard', id: standardId }, details });

const insertDraft = async (call: Call, standardId: string, ordinal: number, input: Fields): Promise<void> => {
  const row = checked(call, input);
  const id = newId();
  await call.db
    .insertInto('trainingStandardVersion')
    .values({
      id,
      standardId,
      ordinal,
      ...row,
      createdBy: call.actor.accountId,
      createdName: call.actor.name,
      changedName: call.actor.name,
    })
    .execute();
  await writeModules(call, id, input.modules);
  noted(call, standardId, row.sides, { label: row.label, title: row.title });
};

export const create = async (call: Call, { code, ...input }: Parsed<typeof createStandard>): Promise<StandardOut> => {
  const taken = await call.db.selectFrom('trainingStandard').select('id').where('code', '=', code).executeTakeFirst();
  if (taken) throw codeTaken({ code, title: (await versionsOf(call.db, [taken.id]))[0]?.title ?? code });
  const id = newId();
  await call.db.insertInto('trainingStandard').values({ id, code, registeredBy: call.actor.accountId }).execute();
  await insertDraft(call, id, 1, input);
  return tellStandard(call, id);
};

export const draftNext = async (call: Call, { id, ...input }: Parsed<typeof draftVersion>): Promise<StandardOut> => {
  await lockStandard(call, id);
  const all = await versionsOf(call.db, [id]);
  const [newest] = all;
  if (!newest) throw notFound();
  if (!drafts(call.actor.grants, newest.sides)) throw notYourStandard();
  const open = all.find((v) => holdsFrom(v) === null);
  if (open) throw draftOpen({ label: open.label });
  if (all.some((v) => v.label === input.label)) throw labelTaken({ label: input.label });
  await insertDraft(call, id, newest.ordinal + 1, input);
  return tellStandard(call, id);
};

/** The version under the lock of its standard. */
const lockVersion = async (call: Call, versionId: string): Promise<{ version: Version; all: readonly Version[] }> => {
  const found = await call.db.selectFrom('trainingStandardVersion').select('standardId').where('id', '=', versionId).executeTakeFirst();
  if (!found) throw notFound();
  await lockStandard(call, found.standardId);
  const all = await versionsOf(call.db, [found.standardId]);
  const version = all.find((v) => v.id === versionId);
  if (!version) throw notFound();
  return { version, all };
};
const refuseChanged = async (call: Call, version: Version, revision: number): Promise<void> => {
  if (version.revision === revision) return;
  throw changed({ by: version.changedName || '—', at: version.changed, current: await tellStandard(call, version.standardId) });
};

export const save = async (call: Call, { versionId, revision, ...input }: Parsed<typeof saveVersion>): Promise<StandardOut> => {
  const { version, all } = await lockVersion(call, versionId);
  if (!drafts(call.actor.grants, version.sides)) throw notYourStandard();
  if (version.adoptions.length > 0) throw notADraft({ title: version.title, label: version.label });
  await refuseChanged(call, version, revision);
  if (all.some((v) => v.id !== version.id && v.label === input.label)) throw labelTaken({ label: input.label });
  const row = checked(call, input);
  await call.db
    .updateTable('trainingStandardVersion')
    .set({ ...row, revision: version.revision + 1, changed: sql`write_start()`, changedName: call.actor.name })
    .where('id', '=', version.id)
    .execute();
  await writeModules(call, version.id, input.modules);
  noted(call, version.standardId, row.sides, { label: row.label, revision: version.revision + 1 });
  return tellStandard(call, version.standardId);
};

export const discard = async (call: Call, { versionId, revision }: Parsed<typeof discardVersion>) => {
  const { version } = await lockVersion(call, versionId);
  if (!drafts(call.actor.grants, version.sides)) throw notYourStandard();
  if (version.adoptions.length > 0) throw notADraft({ title: version.title, label: version.label });
  await refuseChanged(call, version, revision);
  // no class can be held under it: that takes the adoption of all sides
  await call.db.deleteFrom('trainingStandardVersion').where('id', '=', version.id).execute();
  noted(call, version.standardId, version.sides, { label: version.label, title: version.title });
  return {};
};

export const adopt = async (call: Call, input: Parsed<typeof adoptVersion>): Promise<StandardOut> => {
  const { version } = await lockVersion(call, input.versionId);
  const side = knownCode(input.side);
  const name = areaNamed(side).name;
  if (!sidesAdopted(call.actor.grants, version.sides).includes(side)) throw notYourSide({ side: name });
  const had = version.adoptions.find((a) => a.sideCode === side);
  if (had) throw adoptedAlready({ side: name, day: had.adoptedOn });
  await refuseChanged(call, version, input.revision);
  const lacks = versionLacks(version);
  if (lacks.length > 0) throw versionLacking({ why: lacks.map((t) => t.zh).join('；'), whyEn: lacks.map((t) => t.en).join('; ') });
  if (input.adoptedOn > call.today) throw adoptedLater({ day: input.adoptedOn, today: call.today });
  await insertVersion(call.db, 'training_adoption', {
    versionId: version.id,
    sideCode: side,
    adoptedOn: input.adoptedOn,
    documentNumber: input.documentNumber,
    accountId: call.actor.accountId,
    ...writer(call),
  });
  await tellOthers(call, version, side);
  noted(call, version.standardId, [side], { label: version.label, title: version.title, on: input.adoptedOn });
  return tellStandard(call, version.standardId);
};
/** The offices of the sides that have not adopted yet. */
const tellOthers = async (call: Call, version: Version, mine: string): Promise<void> => {
  const told = new Set<string | null>([call.actor.accountId]);
  for (const side of version.sides.filter((s) => s !== mine && !version.adoptions.some((a) => a.sideCode === s)))
    for (const a of await accountsOver(call.db, side, permissions[ADOPT].roles)) {
      if (a.areaCode !== side || told.has(a.id)) continue;
      told.add(a.id);
      await sendNotice(call.db, {
        to: { account: a.id },
        kind: 'training.adoptionAwaited',
        params: { title: version.title },
        link: `/training/standards/${version.standardId}`,
      });
    }
};

export const unadopt = async (call: Call, input: Parsed<typeof unadoptVersion>): Promise<StandardOut> => {
  const { version } = await lockVersion(call, input.versionId);
  const side = knownCode(input.side);
  const name = areaNamed(side).name;
  if (!sidesAdopted(call.actor.grants, version.sides).includes(side)) throw notYourSide({ side: name });
  if (!version.adoptions.some((a) => a.sideCode === side)) throw notAdopted({ side: name });
  // a draft of this version is one side's again; what both adopted is not
  if (holdsFrom(version) !== null) throw adoptedByAll({ title: version.title, label: version.label });
  await withdraw(call.db, 'training_adoption', { version_id: version.id, side_code: side });
  noted(call, version.standardId, [side], { label: version.label, title: version.title });
  return tellStandard(call, version.standardId);
};
