// 跨区重复 in a sheet: records elsewhere with the same number. Same name: one person, both counties are told. Another name: for the level above both.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { sendNotice } from '#capabilities/access/server/service.ts';
import type { ApplyContext, SheetRowIn } from '#capabilities/rosters/server/service.ts';
import { writeAudit } from '#platform/server/audit.ts';
import { newId } from '#platform/server/newId.ts';
import { MANY, metElsewhere } from '../sameNumber.ts';
import type { PersonResolution, PersonRow } from './shapes.ts';

/**
 * Whoever tries numbers out with a list must not stay unseen because the list is never submitted: what a check meets elsewhere is on record, per account, once
 * for each part of a batch and whom it met, and many in a day are told to the security administrators.
 */
export const countCrossArea = async (
  { db, services, owner, batch }: ApplyContext,
  rows: readonly SheetRowIn[],
  resolutions: readonly PersonResolution[],
): Promise<void> => {
  const hit = resolutions.filter((r) => r.findings.some((f) => f.rule === 'crossArea'));
  const hits = hit.length;
  if (hits === 0 || owner.accountId === null) return;
  // another column taken for the number meets other people: the same part of the file is then another look
  const met = createHash('sha256')
    .update(
      hit
        .flatMap((r) => r.plan.elsewhere.map((e) => e.workerId))
        .sort()
        .join(),
    )
    .digest('hex')
    .slice(0, 16);
  const { sheet, row, side } = rows[0]!;
  const part = `${sheet}!${row}.${side}`;
  const { rows: told } =
    await sql`select from audit where subject_kind = 'batch' and subject_id = ${batch.id} and action = 'workers.crossArea'
    and details ->> 'part' = ${part} and details ->> 'met' = ${met} limit 1`.execute(db);
  if (told.length) return;
  const before = await metElsewhere(db, owner.accountId);
  await writeAudit(
    db,
    owner,
    '',
    {
      action: 'workers.crossArea',
      area: batch.area,
      subject: { kind: 'batch', id: batch.id },
      details: { crossArea: true, hits, part, met },
    },
    services.subscribers,
  );
  if (before < MANY && before + hits >= MANY)
    await sendNotice(db, {
      to: { role: 'security_admin', areaCode: '' },
      kind: 'workers.manyCrossArea',
      params: { login: owner.login, n: before + hits },
      link: '/audit',
    });
};

interface Met {
  readonly worker: string;
  readonly workerId: string;
  readonly home: string;
  readonly sameName: boolean;
}

/** Joins what was opened with what stands elsewhere: links only. `members`: all records whose person may have changed; `met`: what is to be noted. */
export const joinAllElsewhere = async (
  { db, owner }: Pick<ApplyContext, 'db' | 'owner'>,
  rows: readonly PersonRow[],
): Promise<{ readonly members: readonly string[]; readonly met: readonly Met[] }> => {
  const met = rows.flatMap(({ resolution: { plan } }) => plan.elsewhere.map((e): Met => ({ worker: plan.workerId, ...e })));
  const same = met.filter((m) => m.sameName);
  if (!same.length) return { members: [], met };
  const { rows: joined } = await sql<{ worker: string; other: string; members: string[] | null }>`
    select x.a as worker, x.b as other, join_persons(x.a, x.b, 'number', null, ${owner.accountId}::uuid, '', false) as members
    from unnest(${same.map((p) => p.worker)}::uuid[], ${same.map((p) => p.workerId)}::uuid[]) x (a, b)`.execute(db);
  // where somebody has told the two apart, that stands
  const apart = new Set(joined.flatMap((j) => (j.members === null ? [`${j.worker} ${j.other}`] : [])));
  return {
    members: [...new Set(joined.flatMap((j) => j.members ?? []))],
    met: met.filter((m) => !apart.has(`${m.worker} ${m.workerId}`)),
  };
};

/** Pairs for the desks, and one notice for each other county and batch. After the derived rows stand: a pair keeps both homes. */
export const noteElsewhere = async ({ db, batch }: Pick<ApplyContext, 'db' | 'batch'>, met: readonly Met[]): Promise<void> => {
  for (const kind of ['number', 'conflict'] as const) {
    const pairs = met.filter((m) => m.sameName === (kind === 'number'));
    if (!pairs.length) continue;
    const [points, code] = kind === 'number' ? [100, 'sameNumberAndName'] : [50, 'sameNumberOtherName'];
    await sql`select note_pair(x.id, x.a, x.b, ${kind}, ${points}, ${kind === 'number' ? 'accept' : 'desk'}, ${JSON.stringify([{ code, points }])}::jsonb,
        '[]'::jsonb, 'sheet', ${kind === 'number' ? 'same' : 'open'}, ${kind === 'number' ? 'number' : ''}, null)
      from unnest(${pairs.map(() => newId())}::uuid[], ${pairs.map((p) => p.worker)}::uuid[], ${pairs.map((p) => p.workerId)}::uuid[]) x (id, a, b)`.execute(
      db,
    );
  }
  const counties = [...new Set(met.flatMap((m) => (m.sameName ? [`${m.home.slice(0, 6)}000000`] : [])))];
  if (!counties.length) return;
  const { rows: told } = await sql<{ areaCode: string }>`
    select area_code from notice where role = 'county_bureau' and area_code = any(${counties}::text[]) and kind = 'workers.crossArea'
      and params ->> 'batch' = ${String(batch.number)}`.execute(db);
  const known = new Set(told.map((t) => t.areaCode));
  for (const areaCode of counties)
    if (!known.has(areaCode))
      await sendNotice(db, {
        to: { role: 'county_bureau', areaCode },
        kind: 'workers.crossArea',
        params: { batch: batch.number },
        link: '/duplicates?crossArea=true&state=same',
      });
};
