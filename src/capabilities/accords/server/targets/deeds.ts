// Proposing targets, approving, refusing, taking back. What is approved becomes a fact in the same transaction.
import { sql } from 'kysely';
import { accountsOver, type NewNotice, sendNotice } from '#capabilities/access/server/service.ts';
import type { Parsed } from '#platform/contract.ts';
import { notFound, type Problem } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import { insertVersion, supersede } from '#platform/server/versions.ts';
import * as p from '../../contractTargets.ts';
import {
  type Draft,
  type KnownTarget,
  type TargetRefusal,
  type TargetSide,
  targetInForce,
  targetKindOf,
  whyNotDecided,
  whyNotProposed,
} from '../../rulesTargets.ts';
import { lockAgreement } from '../target.ts';
import { type AgreementKnown, partyNames, targetSides, tooFine } from './agreements.ts';
import { targetsKnown } from './known.ts';
import { getAgreement, PROPOSAL, type ProposalRow, tellProposal } from './tell.ts';

export const other = (side: TargetSide): TargetSide => (side === 'origin' ? 'host' : 'origin');
export const codeOf = (a: AgreementKnown, side: TargetSide): string => (side === 'origin' ? a.originCode : a.hostCode);
const nameOf = (id: string) => targetKindOf(id)?.name ?? { zh: id, en: id };
const notYours = (a: AgreementKnown): Problem => {
  const { originName, hostName } = partyNames(a);
  return p.targetNotYours({ origin: originName, host: hostName });
};

/** Asked when it is proposed and again when it is approved: in between signatures can become void and the agreement can end. */
export const refuseUntargetable = (agreement: AgreementKnown, year: number): void => {
  if (!agreement.signed) throw p.agreementNotSigned();
  const fine = tooFine(agreement);
  if (fine) throw p.targetTooFine({ party: fine });
  if (`${year}-12-31` < agreement.validFrom || `${year}-01-01` > agreement.lastDay)
    throw p.yearOutside({ from: agreement.validFrom, to: agreement.lastDay, year });
};

/** Deeds on one agreement's targets come one after the other: what is checked stays so until it is written, the signatures too. */
export const lockTargets = (db: Db, agreementId: string) => lockAgreement({ db }, agreementId);
export const openOf = async (db: Db, agreementId: string, year: number): Promise<readonly ProposalRow[]> =>
  (
    await sql<ProposalRow>`select ${PROPOSAL} from target_proposal p where p.agreement_id = ${agreementId}::uuid and p.year = ${year} and p.state = 'open'`.execute(
      db,
    )
  ).rows;
export const knownOf = async (db: Db, agreementId: string, year: number, open: readonly ProposalRow[]): Promise<readonly KnownTarget[]> => {
  const agreed = (await targetsKnown(db, year, null)).filter((t) => t.agreementId === agreementId);
  return [...new Set([...agreed, ...open].map((x) => x.indicator))].map((indicator) => ({
    indicator,
    agreed: agreed.filter((a) => a.indicator === indicator),
    open: open.some((o) => o.indicator === indicator),
  }));
};

export const problemOf = (indicator: string, draft: Draft | undefined, refusal: TargetRefusal, open: readonly ProposalRow[]): Problem => {
  const name = nameOf(indicator);
  switch (refusal.is) {
    case 'unknown':
      return p.noSuchIndicator({ id: indicator });
    case 'cannot':
      return p.noTarget({ id: indicator, why: refusal.why });
    case 'twice':
      return p.targetTwice({ name });
    case 'otherYear':
      return p.targetOtherYear({ name, day: draft?.fromDay, year: refusal.year });
    case 'earlier':
      return p.targetEarlier({ name, since: refusal.since });
    case 'same':
      return p.targetSame({ name, persons: refusal.persons });
    case 'more':
      return p.targetMore({ name, whole: nameOf(refusal.than), limit: refusal.limit });
    case 'less':
      return p.targetLess({ name, part: nameOf(refusal.than), limit: refusal.limit });
    case 'open': {
      const waits = open.find((o) => o.indicator === indicator);
      return p.proposalOpen({ name, by: waits?.proposedName || '—', day: waits?.proposedOn, persons: waits?.persons });
    }
  }
};

/** Tells the nearest office of a side that has somebody. */
export const tellSide = async (
  db: Db,
  code: string,
  notice: { readonly kind: string; readonly params: NonNullable<NewNotice['params']>; readonly agreementId: string },
): Promise<void> => {
  const over = (await accountsOver(db, code, ['county_bureau', 'steering'])).filter((a) => a.areaCode !== '');
  for (const account of over.filter((a) => a.areaCode === over[0]!.areaCode))
    await sendNotice(db, {
      to: { account: account.id },
      kind: notice.kind,
      params: notice.params,
      link: `/agreements/${notice.agreementId}`,
    });
};

export const propose = async (call: Call, { id, year, items, reason }: Parsed<typeof p.proposeTargets>) => {
  const { db, actor, today } = call;
  await lockTargets(db, id);
  const agreement = await getAgreement(call, id);
  const [side] = targetSides(actor, agreement);
  if (!side) throw notYours(agreement);
  refuseUntargetable(agreement, year);
  const open = await openOf(db, id, year);
  const known = await knownOf(db, id, year, open);
  const bad = whyNotProposed(year, items, known);
  if (bad)
    throw problemOf(
      bad.indicator,
      items.find((i) => i.indicator === bad.indicator),
      bad.refusal,
      open,
    );
  const made: ProposalRow[] = [];
  for (const item of items) {
    const before = targetInForce(known.find((k) => k.indicator === item.indicator)?.agreed ?? [], `${year}-12-31`)?.persons ?? null;
    const { rows } = await sql<ProposalRow>`insert into target_proposal as p
      (id, agreement_id, indicator, year, from_day, persons, before, side, reason, proposed_by, proposed_name, proposed_on)
      values (${newId()}::uuid, ${id}::uuid, ${item.indicator}, ${year}, ${item.fromDay}::date, ${item.persons}, ${before}::int, ${side}, ${reason},
        ${actor.accountId}::uuid, ${actor.name}, ${today}::date) returning ${PROPOSAL}`.execute(db);
    made.push(rows[0]!);
  }
  call.note({
    area: codeOf(agreement, side),
    subject: { kind: 'agreement', id },
    details: { year, side, reason, targets: items.map((i) => `${i.indicator} ${i.persons} ${i.fromDay}`) },
  });
  await tellSide(db, codeOf(agreement, other(side)), {
    kind: 'accords.targetProposed',
    params: { by: actor.name, agreement: agreement.title, year, n: items.length },
    agreementId: id,
  });
  return { items: made.map((row) => tellProposal(call, row, agreement)) };
};

/** The proposal, locked, where this actor may do this to it. */
const decidable = async (
  call: Call,
  id: string,
  deed: 'approve' | 'refuse' | 'withdraw',
): Promise<{ readonly row: ProposalRow; readonly agreement: AgreementKnown }> => {
  const { db, actor } = call;
  const find = () => sql<ProposalRow>`select ${PROPOSAL} from target_proposal p where p.id = ${id}::uuid`.execute(db);
  const first = (await find()).rows[0];
  if (!first) throw notFound();
  await lockTargets(db, first.agreementId);
  const row = (await find()).rows[0]!;
  const agreement = await getAgreement(call, row.agreementId);
  const why = whyNotDecided(row, deed, { sides: targetSides(actor, agreement), accountId: actor.accountId });
  if (why === 'notYours') throw notYours(agreement);
  if (why === 'sameSide') throw p.sameSide({ other: partyNames(agreement)[row.side === 'origin' ? 'hostName' : 'originName'] });
  if (why === 'decided')
    throw p.proposalDecided({
      state: p.proposalStateTexts[row.state],
      by: row.decidedName || '—',
      day: row.decidedOn,
    });
  if (why === 'sameAccount') throw p.sameProposer();
  return { row, agreement };
};
const decide = async (call: Call, row: ProposalRow, state: 'approved' | 'refused' | 'withdrawn', answer: string): Promise<ProposalRow> => {
  const { rows } = await sql<ProposalRow>`update target_proposal p set state = ${state},
      decided_side = ${state === 'withdrawn' ? row.side : other(row.side)}, decided_by = ${call.actor.accountId}::uuid,
      decided_name = ${call.actor.name}, decided_on = ${call.today}::date, decided = clock_timestamp(), answer = ${answer}
    where p.id = ${row.id}::uuid returning ${PROPOSAL}`.execute(call.db);
  return rows[0]!;
};

/** What is approved together is checked together: a whole may be raised in the same breath as its part. */
export const approve = async (call: Call, { ids }: Parsed<typeof p.approveTargets>) => {
  const { db } = call;
  const found: Awaited<ReturnType<typeof decidable>>[] = [];
  for (const id of [...new Set(ids)].sort()) found.push(await decidable(call, id, 'approve'));
  const groups = Map.groupBy(found, (f) => `${f.row.agreementId} ${f.row.year}`);
  const done: ProposalRow[] = [];
  for (const group of groups.values()) {
    const { row: first, agreement } = group[0]!;
    refuseUntargetable(agreement, first.year);
    const drafts = group.map((g) => g.row);
    const known = await knownOf(db, first.agreementId, first.year, []);
    const bad = whyNotProposed(first.year, drafts, known);
    if (bad)
      throw problemOf(
        bad.indicator,
        drafts.find((d) => d.indicator === bad.indicator),
        bad.refusal,
        [],
      );
    for (const row of drafts) {
      const key = { agreement_id: row.agreementId, indicator: row.indicator, year: row.year, from_day: row.fromDay };
      const fact = { persons: row.persons, proposal_id: row.id };
      if ((await supersede(db, 'agreement_target', key, fact)) === undefined)
        await insertVersion(db, 'agreement_target', { ...key, ...fact });
      done.push(await decide(call, row, 'approved', ''));
    }
    await tellSide(db, codeOf(agreement, first.side), {
      kind: 'accords.targetApproved',
      params: { by: call.actor.name, agreement: agreement.title, year: first.year, n: drafts.length },
      agreementId: first.agreementId,
    });
  }
  const [first] = found;
  call.note({
    area: codeOf(first!.agreement, other(first!.row.side)),
    subject: { kind: 'agreement', id: first!.row.agreementId },
    subjects: [...new Set(found.map((f) => f.row.agreementId))].slice(1).map((id) => ({ kind: 'agreement', id })),
    details: { targets: found.map(({ row }) => `${row.year} ${row.indicator} ${row.persons} ${row.fromDay}`) },
  });
  const agreements = new Map(found.map((f) => [f.row.agreementId, f.agreement]));
  return { items: done.map((row) => tellProposal(call, row, agreements.get(row.agreementId)!)) };
};

const answered = async (call: Call, id: string, deed: 'refuse' | 'withdraw', reason: string) => {
  const { row, agreement } = await decidable(call, id, deed);
  const made = await decide(call, row, deed === 'refuse' ? 'refused' : 'withdrawn', reason);
  call.note({
    area: codeOf(agreement, deed === 'refuse' ? other(row.side) : row.side),
    subject: { kind: 'agreement', id: row.agreementId },
    details: { year: row.year, indicator: row.indicator, persons: row.persons, reason },
  });
  if (deed === 'refuse')
    await tellSide(call.db, codeOf(agreement, row.side), {
      kind: 'accords.targetRefused',
      params: { by: call.actor.name, agreement: agreement.title, year: row.year, name: nameOf(row.indicator), reason },
      agreementId: row.agreementId,
    });
  return tellProposal(call, made, agreement);
};
export const refuse = (call: Call, { id, reason }: Parsed<typeof p.refuseTarget>) => answered(call, id, 'refuse', reason);
export const takeBack = (call: Call, { id, reason }: Parsed<typeof p.withdrawTarget>) => answered(call, id, 'withdraw', reason);
