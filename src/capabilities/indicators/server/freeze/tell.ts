// A freeze as it is told.
import { sql } from 'kysely';
import type { z } from 'zod';
import { accountNames } from '#capabilities/access/server/service.ts';
import { areaText } from '#capabilities/regions/server/service.ts';
import type { Progress } from '#platform/jobsContract.ts';
import type { Call } from '#platform/server/http.ts';
import type { Text } from '#standards/text.ts';
import { FREEZE, type FreezeOut, type readFreeze } from '../../contractFreeze.ts';
import { figureOf } from '../../rulesDefinitions.ts';
import { newMayRead } from '../question.ts';
import { approvalsOf, type FreezeRow, sidesSpoken, storedSeries } from './freezes.ts';
import { fingerprintOf } from './signing.ts';

interface Report {
  readonly freezeId: string;
  readonly accountId: string;
  readonly reportedTo: string;
  readonly at: string;
}
export const reportsOf = async (db: Call['db'], ids: readonly string[]): Promise<ReadonlyMap<string, Report>> => {
  const { rows } =
    await sql<Report>`select freeze_id, account_id, reported_to, at from month_report where freeze_id = any (${[...ids]}::uuid[])`.execute(
      db,
    );
  return new Map(rows.map((r) => [r.freezeId, r]));
};

const publicationsOf = async (db: Call['db'], ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await sql<{
    id: string;
    at: string;
  }>`select freeze_id as id, at from month_publication where freeze_id = any (${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((r) => [r.id, r.at]));
};

export const tellFreezes = async ({ db, actor }: Pick<Call, 'db' | 'actor'>, freezes: readonly FreezeRow[]): Promise<FreezeOut[]> => {
  const reports = await reportsOf(
    db,
    freezes.map((f) => f.id),
  );
  const published = await publicationsOf(
    db,
    freezes.map((f) => f.id),
  );
  const approvals = new Map<string, Awaited<ReturnType<typeof approvalsOf>>>();
  for (const f of freezes) approvals.set(f.id, f.state === 'computing' ? [] : await approvalsOf(db, f.id));
  const names = await accountNames(db, [
    ...freezes.flatMap((f) => [f.proposedBy, f.refusedBy].filter((x) => x !== null)),
    ...[...approvals.values()].flat().map((a) => a.accountId),
    ...[...reports.values()].map((r) => r.accountId),
  ]);
  const nameOf = (id: string) => names.get(id) ?? '';
  return freezes.map((f) => {
    const report = reports.get(f.id);
    return {
      id: f.id,
      month: f.month,
      origin: f.origin,
      originName: areaText(f.origin),
      host: f.host,
      hostName: areaText(f.host),
      state: f.state,
      knownAt: f.knownAt,
      proposed: f.proposed,
      proposedBy: f.proposedBy && nameOf(f.proposedBy),
      approvals: approvals.get(f.id)!.map((a) => ({ side: a.side, by: nameOf(a.accountId), inPerson: a.steppedUp, at: a.at })),
      refused: f.refused === null ? null : { at: f.refused, by: f.refusedBy && nameOf(f.refusedBy), reason: f.reason! },
      frozen: f.frozen,
      published: published.get(f.id) ?? null,
      reported: report ? { at: report.at, by: nameOf(report.accountId), to: report.reportedTo } : null,
      digest: f.digest,
      cells: f.cells,
      speaksFor: actor.permissions.has(FREEZE) ? [...sidesSpoken(actor, f)] : [],
    };
  });
};

const partText = (ids: readonly string[], lang: 'zh' | 'en'): string =>
  ids.map((id) => figureOf(id)!.short[lang]).join(lang === 'zh' ? '＋' : ' + ');
/** Of all persons of the pair: for whoever holds one of its two provinces, or the country. */
export const mayReadPair = (actor: Call['actor'], { origin, host }: Pick<FreezeRow, 'origin' | 'host'>): boolean => {
  const may = newMayRead(actor);
  return may(origin, '') || may('', host);
};

export const tellFreeze = async (call: Call, freeze: FreezeRow): Promise<z.input<(typeof readFreeze)['output']>> => {
  const { db, actor } = call;
  const [told] = await tellFreezes(call, [freeze]);
  const job = freeze.jobId
    ? await db.selectFrom('job').select(['id', 'state', 'progress', 'error']).where('id', '=', freeze.jobId).executeTakeFirst()
    : undefined;
  const progress = job?.progress as Progress | undefined;
  const series = new Map((await storedSeries(db, freeze)).map((s) => [s.id, s]));
  const key = freeze.keyId
    ? (await sql<{ publicKey: string }>`select public_key from signing_key where id = ${freeze.keyId}::uuid`.execute(db)).rows[0]!.publicKey
    : null;
  // a total of the pair is its, and ids of its people are for the side that sends them
  const pairs = mayReadPair(actor, freeze);
  const names = actor.permissions.has(FREEZE) && sidesSpoken(actor, freeze).includes('origin');
  const checks: { name: Text; holds: boolean; parent: number | null; children: number | null; persons: string[] }[] = [];
  for (const p of freeze.checks?.partitions ?? [])
    checks.push({
      name: {
        zh: `${partText(p.into, 'zh')}＝${figureOf(p.figure)!.short.zh}`,
        en: `${partText(p.into, 'en')} = ${figureOf(p.figure)!.short.en}`,
      },
      holds: p.holds,
      parent: pairs ? p.parent : null,
      children: pairs ? p.children : null,
      persons: names ? [...p.persons] : [],
    });
  if (freeze.checks)
    checks.push({
      name: {
        zh: `${freeze.checks.cells} 个数：每个维度各行之和等于合计`,
        en: `${freeze.checks.cells} cells: the rows of every dimension sum to the total`,
      },
      holds: freeze.checks.broken.length === 0,
      parent: null,
      children: null,
      persons: [],
    });
  for (const b of freeze.checks?.broken.slice(0, 20) ?? [])
    checks.push({ name: b, holds: false, parent: null, children: null, persons: [] });
  return {
    ...told!,
    job: job
      ? {
          id: job.id,
          state: job.state as 'queued',
          done: progress?.done ?? 0,
          total: progress?.total ?? null,
          note: progress?.note ?? null,
          error: (job.error as { text: Text } | null)?.text ?? null,
        }
      : null,
    figures:
      freeze.checks && pairs
        ? freeze.checks.totals.map((t) => {
            const s = series.get(t.series)!;
            return {
              ...t,
              name: figureOf(t.figure)!.name,
              class: s.class,
              from: s.from,
              to: s.to,
              windows: t.windows?.map((w) => [...w]) ?? null,
              homeless: s.homeless,
            };
          })
        : null,
    checks,
    key: key === null ? null : { publicKey: key, fingerprint: fingerprintOf(key) },
  };
};
