// Versions of standards as they lie in the database, with their modules and adoptions.
import type { Selectable } from 'kysely';
import type { Db } from '#platform/server/store.ts';
import type { TrainingModuleTable, TrainingStandardVersionTable } from '#platform/server/tables.gen.ts';
import { isCurrent } from '#platform/server/versions.ts';
import { findOccupation } from '#standards/occupations/occupations.ts';
import type { Text } from '#standards/text.ts';
import type { Programme, VersionRow } from '../../contract.ts';
import { holdsFrom, hoursOf, type Module, versionStateOn } from '../../rules.ts';
import { areaNamed } from '../places.ts';

export interface Adoption {
  readonly sideCode: string;
  readonly adoptedOn: string;
  readonly documentNumber: string;
  readonly recordedName: string;
}
export type Version = Selectable<TrainingStandardVersionTable> & {
  readonly code: string;
  readonly modules: readonly Module[];
  readonly adoptions: readonly Adoption[];
};

/** All versions of these standards, newest first; of all where none are named. */
export const versionsOf = async (db: Db, standardIds?: readonly string[]): Promise<readonly Version[]> => {
  if (standardIds?.length === 0) return [];
  let query = db
    .selectFrom('trainingStandardVersion as v')
    .innerJoin('trainingStandard as s', 's.id', 'v.standardId')
    .selectAll('v')
    .select('s.code');
  if (standardIds) query = query.where('v.standardId', 'in', [...new Set(standardIds)]);
  const rows = await query.orderBy('s.code').orderBy('v.ordinal', 'desc').execute();
  const ids = rows.map((r) => r.id);
  if (ids.length === 0) return [];
  const modules = await db.selectFrom('trainingModule').selectAll().where('versionId', 'in', ids).orderBy('number').execute();
  const adoptions = await db
    .selectFrom('trainingAdoption')
    .select(['versionId', 'sideCode', 'adoptedOn', 'documentNumber', 'recordedName'])
    .where('versionId', 'in', ids)
    .where(isCurrent('training_adoption'))
    .execute();
  const byVersion = Map.groupBy(modules, (m) => m.versionId);
  const adopted = Map.groupBy(adoptions, (a) => a.versionId);
  return rows.map((r) => ({ ...r, modules: (byVersion.get(r.id) ?? []).map(moduleOf), adoptions: adopted.get(r.id) ?? [] }));
};
/** The versions of the standards that these versions belong to; a class asks whether its own is still in force. */
export const siblingsOf = async (db: Db, versionIds: readonly string[]): Promise<readonly Version[]> => {
  if (versionIds.length === 0) return [];
  const standards = await db
    .selectFrom('trainingStandardVersion')
    .select('standardId')
    .where('id', 'in', [...new Set(versionIds)])
    .execute();
  return versionsOf(
    db,
    standards.map((s) => s.standardId),
  );
};
const moduleOf = (m: Selectable<TrainingModuleTable>): Module => ({
  number: m.number,
  title: m.title,
  theoryHours: m.theoryHours,
  practiceHours: m.practiceHours,
  units: [...m.units],
});

/** As people read it: a code of the classification or the name of a special ability. */
export const occupationName = (text: string): Text => findOccupation(text)?.name ?? { zh: text, en: text };

/** `all`: versions of the same standard at least, this one too. */
export const versionRow = (v: Version, all: readonly Version[], today: string): VersionRow => ({
  id: v.id,
  standardId: v.standardId,
  code: v.code,
  ordinal: v.ordinal,
  label: v.label,
  title: v.title,
  programme: v.programme as Programme,
  occupation: v.occupation,
  occupationName: occupationName(v.occupation),
  leadsTo: v.leadsTo,
  leadsName: v.leadsName,
  leadsLevel: v.leadsLevel,
  hours: hoursOf(v.modules),
  sizeFrom: v.sizeFrom,
  sizeTo: v.sizeTo,
  validFrom: v.validFrom,
  holdsFrom: holdsFrom(v),
  state: versionStateOn(
    v,
    all.filter((o) => o.standardId === v.standardId),
    today,
  ),
  sides: v.sides.map(areaNamed),
});
