// What somebody wrote as the responsible unit of a side, read and checked.
import { organisationsById } from '#capabilities/organisations/server/service.ts';
import { areaText } from '#capabilities/regions/server/service.ts';
import type { Db } from '#platform/server/store.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import { unitOutside, unitPlaceUnknown, unitUnknown } from '../../contractPlans.ts';
import { isUnitOf, type Side, sideTexts } from '../../rulesPlans.ts';
import type { AgreementRow } from './rows.ts';

interface UnitIn {
  readonly organisationId: string | null;
  readonly name: string;
  readonly areaCode: string;
}
export interface UnitRow {
  readonly organisation: string | null;
  readonly unit: string;
  readonly area: string;
}

/** Whether what was sent is the unit that stands: an organisation by its id, whatever it is called by now; an office by what is written. */
export const isSameUnit = (given: UnitIn, had: UnitRow): boolean =>
  given.organisationId === null
    ? had.organisation === null && given.name === had.unit && given.areaCode === had.area
    : given.organisationId === had.organisation;

/** The unit as it is kept: of an organisation, its name and place of today; an office as written. It sits in the party's area or above it. */
export const readUnit = async (db: Db, side: Side, given: UnitIn, agreement: AgreementRow): Promise<UnitRow> => {
  const words = { side: sideTexts[side].zh, sideEn: sideTexts[side].en };
  const unit =
    given.organisationId === null
      ? { organisation: null, unit: given.name, area: given.areaCode }
      : await named(db, given.organisationId, words);
  const divisions = loadDivisions();
  if (!divisions.get(unit.area)) throw unitPlaceUnknown({ ...words, code: unit.area });
  const party = agreement[`${side}Code`];
  if (!isUnitOf(unit.area, party)) {
    const [place, of] = [areaText(unit.area), areaText(party)];
    throw unitOutside({ ...words, unit: unit.unit, place: place.zh, placeEn: place.en, party: of.zh, partyEn: of.en });
  }
  return unit;
};
const named = async (db: Db, id: string, words: { readonly side: string; readonly sideEn: string }): Promise<UnitRow> => {
  const found = await organisationsById(db, [id]);
  const one = found.get(id);
  const main = one && one.mainId !== id ? (await organisationsById(db, [one.mainId])).get(one.mainId) : one;
  if (!main) throw unitUnknown(words);
  return { organisation: main.id, unit: main.name, area: main.place };
};
/** Both sides as columns of a version. */
export const unitColumns = (origin: UnitRow, host: UnitRow) => ({
  originOrganisation: origin.organisation,
  originUnit: origin.unit,
  originArea: origin.area,
  hostOrganisation: host.organisation,
  hostUnit: host.unit,
  hostArea: host.area,
});
