// Endpoint meets deed.

import { type Call, type Constraints, handle, handleFile, type Route } from '#platform/server/http.ts';
import {
  addAlias,
  addContact,
  addService,
  addStaff,
  checkOrganisation,
  closeOrganisation,
  correctIncident,
  correctOrganisation,
  createOrganisation,
  editContact,
  endBeforeStart,
  endService,
  endStaff,
  exportOrganisations,
  findOrganisations,
  listContacts,
  listIncidents,
  listOrganisations,
  listStations,
  listStationsFor,
  mergeOrganisation,
  readOrganisation,
  recordIncident,
  removeAlias,
  removeContact,
  reopenOrganisation,
  serviceTwice,
  settledBefore,
  settleIncident,
  splitOrganisation,
  usccRace,
  withdrawIncident,
} from '../contract.ts';
import { correctOne, incidents, record, settle, unrecord } from './incidents.ts';
import { check, find, list } from './lists.ts';
import { merge, split } from './merging.ts';
import { alias, contact, contacts, recontact, staff, unalias, uncontact, unstaff } from './parts.ts';
import { placeOf } from './places.ts';
import { read } from './read.ts';
import { close, correct, create, reopen } from './register.ts';
import { exportSheet, prepareSheet } from './sheet.ts';
import { serve, stations, stationsFor, unserve } from './stations.ts';

const serving = async ({ db, today, actor }: Call, input: { host: string; origin: string; asOf?: string | undefined }) => {
  const asOf = input.asOf ?? today;
  return { asOf, items: await stationsFor(db, placeOf(input.host, actor), placeOf(input.origin, actor), asOf) };
};

export const organisationsRoutes: readonly Route[] = [
  handle(listOrganisations, list),
  handleFile(exportOrganisations, prepareSheet, exportSheet),
  handle(findOrganisations, find),
  handle(checkOrganisation, check),
  handle(readOrganisation, read),
  handle(createOrganisation, create),
  handle(correctOrganisation, correct),
  handle(closeOrganisation, close),
  handle(reopenOrganisation, reopen),
  handle(mergeOrganisation, merge),
  handle(splitOrganisation, split),
  handle(addAlias, alias),
  handle(removeAlias, unalias),
  handle(listContacts, contacts),
  handle(addContact, contact),
  handle(editContact, recontact),
  handle(removeContact, uncontact),
  handle(addStaff, staff),
  handle(endStaff, unstaff),
  handle(listIncidents, incidents),
  handle(recordIncident, record),
  handle(correctIncident, correctOne),
  handle(settleIncident, settle),
  handle(withdrawIncident, unrecord),
  handle(listStations, stations),
  handle(listStationsFor, serving),
  handle(addService, serve),
  handle(endService, unserve),
];

export const organisationsConstraints: Constraints = {
  organisation_fact_uscc: () => usccRace(),
  station_service_once: () => serviceTwice(),
  station_service_days: () => endBeforeStart(),
  organisation_alias_days: () => endBeforeStart(),
  organisation_staff_days: () => endBeforeStart(),
  organisation_incident_days: () => settledBefore(),
};
