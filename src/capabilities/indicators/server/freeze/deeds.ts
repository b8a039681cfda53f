// Proposing, approving, refusing, reporting. The last approval freezes: state, statement and signature are one row of one transaction.
import { sql } from 'kysely';
import { sendNotice } from '#capabilities/access/server/service.ts';
import { areaText } from '#capabilities/regions/server/service.ts';
import type { Actor } from '#platform/server/actor.ts';
import { type Before, type Call, handleFile } from '#platform/server/http.ts';
import { requestCancel, startJob } from '#platform/server/jobs.ts';
import { newId } from '#platform/server/newId.ts';
import type { Services } from '#platform/server/services.ts';
import type { Db } from '#platform/server/store.ts';
import { readWatermark } from '#platform/server/versions.ts';
import { approveFreeze, freezeStateTexts, proposeFreeze } from '../../contractFreeze.ts';
import * as f from '../../contractFreezeProblems.ts';
import { canonical, FORMAT, HOST, monthEndOf, type Statement } from '../../rulesFrozen.ts';
import { areaWords, checkInstant } from '../question.ts';
import { computeFreeze, discardFreeze, tellBothSides } from './computeJob.ts';
import { approvalsOf, type FreezeRow, type FreezeSide, getFreeze, sidesSpoken, storedSeries } from './freezes.ts';
import { openSigner, type Signer } from './signing.ts';
import { tellFreezes } from './tell.ts';

const noSide = (actor: Actor, code: string) => {
  const province = areaText(code);
  return f.notYourSide({ province: province.zh, provinceEn: province.en, ...areaWords(actor) });
};
export const requireSide = (actor: Actor, freeze: Pick<FreezeRow, 'origin' | 'host'>, side: FreezeSide | null): void => {
  const spoken = sidesSpoken(actor, freeze);
  if (side === null ? spoken.length === 0 : !spoken.includes(side)) throw noSide(actor, freeze[side ?? 'origin']);
};
const notReady = (freeze: FreezeRow) => {
  const state = freezeStateTexts[freeze.state];
  return f.freezeNotReady({ month: freeze.month, state: state.zh, stateEn: state.en });
};

/** The instant of a freeze, made sure of: one that the watermark has passed. */
export const freezeInstant = async (services: Pick<Services, 'store'>, knownAt: string | undefined): Promise<string> =>
  (await checkInstant(services, knownAt)) ?? (await readWatermark(services.store));

/** Writes the proposal; the rest is the job's. `by` null: the owner of the installation. */
export const insertFreeze = async (
  db: Db,
  given: { readonly month: string; readonly origin: string; readonly knownAt: string; readonly today: string; readonly by: string | null },
): Promise<string> => {
  const { month, origin } = given;
  if (monthEndOf(month) >= given.today) throw f.monthNotOver({ month, today: given.today });
  // two who propose at the same moment take turns
  await sql`select pg_advisory_xact_lock(7300484, ${Number(origin.slice(0, 2))})`.execute(db);
  const { rows } = await sql<{ month: string; state: string; frozen: string | null }>`select month, state, frozen from month_freeze
    where origin = ${origin} and (state in ('computing', 'proposed', 'approved') or (state = 'frozen' and month = ${month})) order by state = 'frozen' desc`.execute(
    db,
  );
  if (rows[0]?.state === 'frozen') throw f.frozenAlready({ month, at: rows[0].frozen!.slice(0, 10) });
  if (rows[0]) throw f.freezeOpen({ month: rows[0].month });
  const id = newId();
  await sql`insert into month_freeze (id, month, origin, host, seq, known_at, proposed_by)
    select ${id}::uuid, ${month}, ${origin}, ${HOST}, coalesce(max(seq), 0) + 1, ${given.knownAt}::timestamptz, ${given.by}::uuid from month_freeze where origin = ${origin}`.execute(
    db,
  );
  return id;
};
export const noteJob = (db: Db, id: string, jobId: string) =>
  sql`update month_freeze set job_id = ${jobId}::uuid where id = ${id}::uuid`.execute(db);

const propose = handleFile(
  proposeFreeze,
  ({ services }: Before, input) => freezeInstant(services, input.knownAt),
  async (call, { month, origin }, knownAt) => {
    requireSide(call.actor, { origin, host: HOST }, null);
    const id = await insertFreeze(call.db, { month, origin, knownAt, today: call.today, by: call.actor.accountId });
    const jobId = await startJob(call, computeFreeze, { freezeId: id }, { area: origin, dedupeKey: id });
    await noteJob(call.db, id, jobId);
    call.note({ subject: { kind: 'freeze', id }, area: origin, details: { month, knownAt } });
    return { id };
  },
);

const statementOf = async (db: Db, freeze: FreezeRow, signer: Signer, at: string): Promise<Statement> => ({
  wengang: 'signature',
  format: FORMAT,
  month: freeze.month,
  origin: freeze.origin,
  host: freeze.host,
  knownAt: freeze.knownAt,
  lines: freeze.cells! + 1,
  digest: freeze.digest!,
  series: (await storedSeries(db, freeze)).map(({ id, members, merkleRoot }) => ({ id, members, merkleRoot })),
  approvals: (await approvalsOf(db, freeze.id)).map((a) => ({
    side: a.side,
    account: a.accountId,
    role: a.role,
    area: a.areaCode,
    inPerson: a.steppedUp,
    at: a.at,
  })),
  frozen: at,
  publicKey: signer.publicKey,
});

/** One side says yes. With the second the month is frozen. */
export const approve = async (
  call: Pick<Call, 'db' | 'actor' | 'note'>,
  { id, side, digest }: { readonly id: string; readonly side: FreezeSide; readonly digest: string },
  signer: Signer,
  steppedUp = true,
): Promise<FreezeRow> => {
  const { db, actor } = call;
  const freeze = await getFreeze(db, id, true);
  requireSide(actor, freeze, side);
  if (freeze.state !== 'proposed' && freeze.state !== 'approved') throw notReady(freeze);
  if (digest !== freeze.digest) throw f.digestDiffers();
  const before = await approvalsOf(db, id);
  if (before.some((a) => a.side === side)) throw f.approvedAlready();
  if (before.some((a) => a.accountId === actor.accountId)) throw f.sameApprover();
  const grant = actor.grants.find((g) => g.role === 'steering' && sidesSpoken({ grants: [g] }, freeze).includes(side))!;
  await sql`insert into month_approval (freeze_id, side, account_id, role, area_code, digest, stepped_up)
    values (${id}::uuid, ${side}, ${actor.accountId}::uuid, ${grant.role}, ${grant.areaCode}, ${digest}, ${steppedUp})`.execute(db);
  call.note({ subject: { kind: 'freeze', id }, area: freeze[side], details: { month: freeze.month, origin: freeze.origin, side, digest } });
  if (before.length === 0) {
    await sql`update month_freeze set state = 'approved' where id = ${id}::uuid`.execute(db);
    await sendNotice(db, {
      to: { role: 'steering', areaCode: freeze[side === 'origin' ? 'host' : 'origin'] },
      kind: 'indicators.freezeApproved',
      params: { month: freeze.month, by: actor.name },
      link: `/figures/freeze/${id}`,
    });
    return getFreeze(db, id);
  }
  const { rows } = await sql<{ at: string }>`select clock_timestamp() as at`.execute(db);
  const statement = canonical((await statementOf(db, freeze, signer, rows[0]!.at)) as never);
  await sql`update month_freeze set state = 'frozen', frozen = ${rows[0]!.at}::timestamptz, key_id = ${signer.keyId}::uuid, statement = ${statement},
    signature = ${signer.sign(statement)} where id = ${id}::uuid`.execute(db);
  await tellBothSides(db, freeze, 'indicators.freezeDone');
  return getFreeze(db, id);
};

export const refuse = async (call: Call, { id, reason }: { readonly id: string; readonly reason: string }): Promise<FreezeRow> => {
  const { db, actor } = call;
  const freeze = await getFreeze(db, id, true);
  requireSide(actor, freeze, null);
  if (freeze.state === 'frozen' || freeze.state === 'refused') throw notReady(freeze);
  await sql`update month_freeze set state = 'refused', refused = clock_timestamp(), refused_by = ${actor.accountId}::uuid, reason = ${reason} where id = ${id}::uuid`.execute(
    db,
  );
  if (freeze.jobId) await requestCancel(db, freeze.jobId);
  await startJob(call, discardFreeze, { freezeId: id }, { area: freeze.origin, dedupeKey: id });
  await tellBothSides(db, freeze, 'indicators.freezeRefused', { by: actor.name, reason });
  call.note({ subject: { kind: 'freeze', id }, area: freeze.origin, details: { month: freeze.month, reason } });
  return getFreeze(db, id);
};

export const report = async (call: Call, { id, to }: { readonly id: string; readonly to: string }): Promise<FreezeRow> => {
  const { db, actor } = call;
  const freeze = await getFreeze(db, id, true);
  requireSide(actor, freeze, null);
  if (freeze.state !== 'frozen') throw f.notFrozen({ month: freeze.month });
  const { rows } =
    await sql`insert into month_report (freeze_id, account_id, reported_to) values (${id}::uuid, ${actor.accountId}::uuid, ${to})
    on conflict do nothing returning 1`.execute(db);
  if (!rows.length) throw f.reportedAlready({ month: freeze.month });
  await tellBothSides(db, freeze, 'indicators.monthReported', { by: actor.name, to });
  call.note({ subject: { kind: 'freeze', id }, area: freeze.origin, details: { month: freeze.month, to } });
  return freeze;
};

const one = async (call: Call, freeze: FreezeRow) => (await tellFreezes(call, [freeze]))[0]!;
export const deedRoutes = [
  propose,
  handleFile(
    approveFreeze,
    ({ services }: Before) => openSigner(services),
    async (call, input, signer) => one(call, await approve(call, input, signer)),
  ),
] as const;
export { one as tellOne };
