import { sql } from 'kysely';
import { loadOrganisations } from '#capabilities/organisations/server/service.ts';
import { inRecordedHistory } from '#platform/server/recordedHistory.ts';
import type { Db } from '#platform/server/store.ts';
import type { World } from '../world.ts';
import { organisationOf } from './organisations.ts';

/** Tables whose rows are known from the day their organisation was, and the column that names it. */
const KNOWN_SINCE = [
  ['organisation_fact', 'organisation_id'],
  ['organisation_alias', 'organisation_id'],
  ['organisation_staff', 'organisation_id'],
  ['organisation_incident', 'organisation_id'],
  ['station_service', 'station_id'],
] as const;

/** All organisations of the world, in the caller's transaction (the owner's), known since they were registered. */
export const writeOrganisations = (db: Db, world: World): Promise<void> =>
  inRecordedHistory(
    db,
    KNOWN_SINCE.map(([table]) => table),
    async () => {
      const organisations = world.organisations();
      await loadOrganisations(db, organisations.map(organisationOf));
      const ids = organisations.map((o) => o.id);
      const since = organisations.map((o) => new Date(o.registered).toISOString());
      const given = sql`unnest(${ids}::uuid[], ${since}::timestamptz[]) as g (id, at)`;
      await sql`update organisation o set registered = g.at from ${given} where o.id = g.id`.execute(db);
      for (const [table, column] of KNOWN_SINCE)
        await sql`update ${sql.table(table)} t set recorded = g.at from ${given} where t.${sql.ref(column)} = g.id`.execute(db);
      // an incident is known some days after it happened
      const late = organisations.flatMap((o) =>
        organisationOf(o, 0, organisations).incidents.map((i, n) => [i.id, new Date(o.incidents[n]!.recorded).toISOString()]),
      );
      await sql`update organisation_incident t set recorded = g.at
        from unnest(${late.map(([id]) => id)}::uuid[], ${late.map(([, at]) => at)}::timestamptz[]) as g (id, at) where t.id = g.id`.execute(
        db,
      );
    },
  );
