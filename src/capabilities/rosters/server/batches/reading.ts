// What a batch's file is read with: our sheets, the codes of places, and what was said or remembered about its columns.
import type { Services } from '#platform/server/services.ts';
import { loadHistory } from '#standards/divisions/server/loadDivisions.ts';
import { parsePlace } from '#standards/divisions/server/loadPlaceParser.ts';
import type { Remembered } from '../../rulesMapping.ts';
import { rememberPlaces } from '../../rulesValuePlace.ts';
import type { ReadContext } from '../readRows.ts';
import { SYSTEM } from './batchRow.ts';
import { templateHash } from './batchSheets.ts';
import type { RostersParts } from './parts.ts';

export const readingOf = (
  { clock }: Pick<Services, 'clock'>,
  { sheets }: Pick<RostersParts, 'sheets'>,
  batch: { readonly area: string; readonly organisationId: string | null },
): ReadContext => ({
  sheets,
  today: clock.today(),
  // whoever an employer lists may come from anywhere
  ...(batch.organisationId === null ? { near: batch.area } : {}),
  parsePlace: rememberPlaces(parsePlace),
  prefixStatus: (code) => loadHistory().prefixStatus(code),
});

/** Whose corrections count: those of the organisation that hands in, else of the area. */
export const mappingOwner = ({ organisationId, area }: { readonly organisationId: string | null; readonly area: string }): string =>
  organisationId ? `org:${organisationId}` : `area:${area}`;

/** What was said for this template before. */
export const remembering =
  ({ store }: Pick<Services, 'store'>, owner: string): NonNullable<ReadContext['remembered']> =>
  (template) =>
    store.transact({ ...SYSTEM, readOnly: true }, async (db) => {
      const row = await db
        .selectFrom('rosterMapping')
        .select(['sheet', 'columns'])
        .where('template', '=', templateHash(template))
        .where('owner', '=', owner)
        .executeTakeFirst();
      return row && { sheet: row.sheet, columns: row.columns as unknown as Remembered };
    });
