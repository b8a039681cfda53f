// Proposals and the history of targets as they are told.
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Parsed } from '#platform/contract.ts';
import type { Call } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import type { listProposals, listTargets, ProposalOut, TargetLine } from '../../contractTargets.ts';
import {
  dayOfTargets,
  type ProposalState,
  type TargetSide,
  targetInForce,
  targetKindOf,
  targetKinds,
  whyNotDecided,
  withoutTarget,
} from '../../rulesTargets.ts';
import { getSeen } from '../target.ts';
import { type AgreementKnown, agreementsKnown, partyNames, targetSides } from './agreements.ts';

export interface ProposalRow {
  readonly id: string;
  readonly agreementId: string;
  readonly indicator: string;
  readonly year: number;
  readonly fromDay: string;
  readonly persons: number;
  readonly before: number | null;
  readonly side: TargetSide;
  readonly reason: string;
  readonly proposedBy: string | null;
  readonly proposedName: string;
  readonly proposedOn: string;
  readonly proposed: string;
  readonly state: ProposalState;
  readonly decidedName: string;
  readonly decidedOn: string | null;
  readonly answer: string;
}
export const PROPOSAL =
  sql.raw(`p.id, p.agreement_id, p.indicator, p.year, p.from_day, p.persons, p.before, p.side, p.reason, p.proposed_by, p.proposed_name,
  p.proposed_on, p.proposed, p.state, p.decided_name, p.decided_on, p.answer`);

/** Everything that was proposed for a year, whatever became of it. */
export const readProposals = async (db: Db, year: number): Promise<readonly ProposalRow[]> =>
  (
    await sql<ProposalRow>`select ${PROPOSAL} from target_proposal p where p.year = ${year} order by p.agreement_id, p.indicator, p.proposed`.execute(
      db,
    )
  ).rows;

type Asking = Pick<Call, 'actor'>;
export const tellProposal = ({ actor }: Asking, row: ProposalRow, agreement: AgreementKnown): ProposalOut => {
  const by = { sides: targetSides(actor, agreement), accountId: actor.accountId };
  return {
    id: row.id,
    agreementId: row.agreementId,
    ...partyNames(agreement),
    indicator: row.indicator,
    name: targetKindOf(row.indicator)?.name ?? { zh: row.indicator, en: row.indicator },
    year: row.year,
    fromDay: row.fromDay,
    persons: row.persons,
    before: row.before,
    side: row.side,
    reason: row.reason,
    proposedBy: row.proposedName,
    proposedOn: row.proposedOn,
    proposed: row.proposed,
    state: row.state,
    decidedBy: row.decidedName,
    decidedOn: row.decidedOn,
    answer: row.answer,
    mayDecide: whyNotDecided(row, 'approve', by) === undefined,
    mayWithdraw: whyNotDecided(row, 'withdraw', by) === undefined,
  };
};

/** As it stands today, where the account may see it; else not found. */
export const getAgreement = async (call: Pick<Call, 'db' | 'actor' | 'today'>, id: string): Promise<AgreementKnown> => {
  const { state, ...row } = await getSeen(call, id);
  return { ...row, signed: state !== 'draft' && state !== 'signing' };
};
export const yearsOf = (a: Pick<AgreementKnown, 'validFrom' | 'lastDay'>): readonly number[] => {
  const [first, last] = [Number(a.validFrom.slice(0, 4)), Number(a.lastDay.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
};

interface HistoryRow {
  readonly indicator: string;
  readonly fromDay: string;
  readonly persons: number;
  readonly before: number | null;
  readonly reason: string;
  readonly side: TargetSide;
  readonly proposedBy: string;
  readonly proposedOn: string;
  readonly approvedBy: string;
  readonly approvedOn: string;
  readonly recorded: string;
  readonly superseded: string;
}
const historyOf = async (db: Db, agreementId: string, year: number): Promise<readonly HistoryRow[]> =>
  (
    await sql<HistoryRow>`select t.indicator, t.from_day, t.persons, p.before, p.reason, p.side, p.proposed_name as proposed_by, p.proposed_on,
      p.decided_name as approved_by, p.decided_on as approved_on, t.recorded, t.superseded
      from agreement_target t join target_proposal p on p.id = t.proposal_id
      where t.agreement_id = ${agreementId}::uuid and t.year = ${year} order by t.from_day desc, t.recorded desc`.execute(db)
  ).rows;

/** All targets of one agreement in a year, what waits, and what cannot have one. */
export const tellTargets = async (
  call: Call,
  { id, year: asked, knownAt }: Parsed<typeof listTargets>,
): Promise<z.input<(typeof listTargets)['output']>> => {
  const { db, actor, today } = call;
  const agreement = await getAgreement(call, id);
  const years = yearsOf(agreement);
  const current = Number(today.slice(0, 4));
  const year = asked ?? (years.includes(current) ? current : (years.at(-1) ?? current));
  const day = dayOfTargets(year, today);
  const history = await historyOf(db, id, year);
  const { rows: proposals } = await sql<ProposalRow>`select ${PROPOSAL} from target_proposal p
    where p.agreement_id = ${id}::uuid and p.year = ${year} and p.state <> 'approved' order by p.proposed desc`.execute(db);
  const lineOf = (kind: (typeof targetKinds)[number]): TargetLine => {
    const own = history.filter((h) => h.indicator === kind.id);
    const standing = own.filter((h) => (knownAt ? h.recorded <= knownAt && knownAt < h.superseded : h.superseded === 'infinity'));
    const inForce = targetInForce(standing, day);
    const told = proposals.filter((p) => p.indicator === kind.id).map((p) => tellProposal(call, p, agreement));
    return {
      indicator: kind.id,
      name: kind.name,
      short: kind.short,
      kind: kind.kind,
      inForce: inForce ? { persons: inForce.persons, fromDay: inForce.fromDay } : null,
      history: own.map(({ indicator: _, ...h }) => ({
        ...h,
        late: h.approvedOn > `${year}-12-31`,
        superseded: h.superseded === 'infinity' ? null : h.superseded,
      })),
      open: told.find((p) => p.state === 'open') ?? null,
      past: told.filter((p) => p.state !== 'open'),
    };
  };
  return {
    year,
    years: [...new Set([...years, year])].sort(),
    day,
    ...partyNames(agreement),
    speaksFor: [...targetSides(actor, agreement)],
    signed: agreement.signed,
    lines: targetKinds.map(lineOf),
    without: [...withoutTarget],
  };
};

/** What waits: for the asker's sides, for the other side of theirs, or all. Few enough to be read whole: one open one for each agreement, indicator and year. */
export const tellProposals = async (
  call: Call,
  { waiting, cursor, size }: Parsed<typeof listProposals>,
): Promise<z.input<(typeof listProposals)['output']>> => {
  const { rows } =
    await sql<ProposalRow>`select ${PROPOSAL} from target_proposal p where p.state = 'open' order by p.proposed, p.id`.execute(call.db);
  const agreements = new Map(
    (await agreementsKnown(call.db, { day: call.today, k: null, ids: [...new Set(rows.map((r) => r.agreementId))] })).map((a) => [a.id, a]),
  );
  const all = rows.flatMap((row) => {
    const agreement = agreements.get(row.agreementId);
    if (!agreement) return [];
    const sides = targetSides(call.actor, agreement);
    const [ours, mine] = [sides.includes(row.side), sides.some((s) => s !== row.side)];
    const wanted = waiting === 'mine' ? mine : waiting === 'ours' ? ours && !mine : mine || ours;
    return wanted ? [tellProposal(call, row, agreement)] : [];
  });
  const at = cursor ? all.findIndex((p) => p.id === cursor) + 1 : 0;
  const items = all.slice(at, at + size);
  return {
    items,
    total: all.length,
    next: at + size < all.length ? (items.at(-1)?.id ?? null) : null,
    previous: at > 0 ? (all[at - size - 1]?.id ?? '') : null,
    year: Number(call.today.slice(0, 4)),
  };
};
