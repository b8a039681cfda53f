// Rows of lists as people read them: organisations by name, areas in words, the standard they are held under.
import { organisationsById } from '#capabilities/organisations/server/service.ts';
import type { Db } from '#platform/server/store.ts';
import type { ClassRow, Programme } from '../../contract.ts';
import { areaNamed } from '../places.ts';
import type { ClassFactRow } from './queries.ts';

export const rowsOf = async (db: Db, rows: readonly ClassFactRow[]): Promise<ClassRow[]> => {
  const organisations = await organisationsById(
    db,
    rows.flatMap((r) => [r.schoolId, ...(r.employerId === null ? [] : [r.employerId])]),
  );
  const versionIds = [...new Set(rows.flatMap((r) => r.versionId ?? []))];
  const versions = versionIds.length
    ? await db.selectFrom('trainingStandardVersion').select(['id', 'standardId', 'title', 'label']).where('id', 'in', versionIds).execute()
    : [];
  const byId = new Map(versions.map((v) => [v.id, v]));
  const ref = (id: string) => ({ id, name: organisations.get(id)?.name ?? '' });
  return rows.map((r) => ({
    id: r.id,
    recorded: r.recorded,
    title: r.title,
    programme: r.programme as Programme,
    mode: r.mode,
    orderKind: r.orderKind,
    state: r.state,
    since: r.since,
    school: ref(r.schoolId),
    employer: r.employerId === null ? null : ref(r.employerId),
    place: areaNamed(r.place),
    origin: areaNamed(r.originCode),
    host: r.hostCode === null ? null : areaNamed(r.hostCode),
    planFrom: r.planFrom,
    planTo: r.planTo,
    enrolUntil: r.enrolUntil,
    seats: r.seats,
    version: r.versionId === null ? null : (byId.get(r.versionId) ?? null),
  }));
};
