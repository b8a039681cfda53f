// 社保缴费名单 and 工资代发清单: months confirm the spells of the same employer, and what nobody entered is proposed. No spell is written by them.

import { sql } from 'kysely';
import type { Finding } from '#capabilities/rosters/rules.ts';
import {
  type ApplyContext,
  batchesOfSameFile,
  type Resolution,
  type SheetApplier,
  type SheetRowIn,
  sourceRef,
  type Written,
} from '#capabilities/rosters/server/service.ts';
import { lockForWork } from '#capabilities/workers/server/service.ts';
import { contradictionsOf } from '../../rulesContradict.ts';
import { monthOfDay, monthRuns, monthsFrom, writtenRuns } from '../../rulesMonths.ts';
import {
  employerKeys,
  evidenceDifference,
  followsOf,
  type OutsideFollows,
  type OutsideLine,
  type OutsideList,
  proposalDifference,
} from '../../rulesOutside.ts';
import { NO_WORK } from '../../rulesWork.ts';
import { follow } from '../follow.ts';
import { readWork } from '../spells.ts';
import { employersMeant } from './employers.ts';
import * as say from './findings.ts';
import { noteHandedOn } from './handedOn.ts';
import { type NewLine, writeLines } from './lines.ts';
import { rowMeans } from './rowMeans.ts';
import { outsideViews, settleOutside } from './settle.ts';
import { linesUndone, undoLines, writtenLines } from './undoLines.ts';
import { whomMeant } from './whom.ts';

type Listed = Exclude<OutsideList, 'staff'>;
interface Plan {
  readonly line: NewLine | null;
  /** Somebody of whom the owner is told nothing, be there such a person or not. */
  readonly outside: boolean;
}
const CLASS = { insurance: 1, payroll: 2 } as const;

const idle = (
  findings: readonly Finding[],
  subject: Resolution['subject'],
  plan: Plan = { line: null, outside: false },
): Resolution<Plan> => ({
  outcome: findings.some((f) => f.severity === 'error') ? 'refused' : 'unchanged',
  findings,
  changes: [],
  subject,
  plan,
});

const resolve = async (context: ApplyContext, list: Listed, rows: readonly SheetRowIn[]): Promise<readonly Resolution<Plan>[]> => {
  const { db, batch } = context;
  const employerOf = await employersMeant(db, rows);
  const whomOf = await whomMeant(context, rows);
  const out = new Array<Resolution<Plan>>(rows.length);
  const read = rows.flatMap((row, at) => {
    const means = rowMeans(list, row, batch);
    const said = employerOf(row);
    if (!said) out[at] = idle([say.employerMissing], null);
    if (!said || means.findings.some((f) => f.severity === 'error')) {
      out[at] ??= idle(means.findings, null);
      return [];
    }
    const line: OutsideLine = {
      ref: sourceRef(batch.id, row),
      list,
      class: CLASS[list],
      employer: said.employer,
      organisationId: said.organisationId,
      employerWords: said.words,
      months: means.months,
      fromDay: null,
      toDay: null,
      payMonth: means.payMonth,
      postWords: '',
      observed: batch.observedOn,
      batchNumber: batch.number,
    };
    const findings = said.finding ? [...means.findings, said.finding] : means.findings;
    const whom = whomOf(row);
    if (whom.is === 'outside') {
      const kept =
        whom.record && line.months.length > 0 ? { place: row, workerId: whom.record.workerId, line, told: false, direct: false } : null;
      out[at] = idle([...findings, say.outside], null, { line: kept, outside: true });
      return [];
    }
    if (whom.is === 'otherName') {
      out[at] = idle([...findings, say.conflict], { kind: 'worker', id: whom.record.workerId, home: whom.record.home });
      return [];
    }
    return [{ at, row, line, findings, records: whom.records }];
  });
  const ids = [...new Set([...read.flatMap((r) => r.records.map((x) => x.workerId)), ...out.flatMap((r) => r?.plan.line?.workerId ?? [])])];
  await lockForWork(db, ids);
  const work = await readWork(db, ids);
  const viewOf = await outsideViews(db, ids);
  const standing = new Map<string, { lines: readonly OutsideLine[]; follows: OutsideFollows }>();
  for (const { at, row, line, findings, records } of read) {
    // of several records of one person the one that knows the employer
    const keyOf = employerKeys([line]);
    const record = records.find((r) => (work.get(r.workerId) ?? NO_WORK).spells.some((s) => keyOf(s) === keyOf(line))) ?? records[0]!;
    const { workerId, home } = record;
    const { spells, evidence } = work.get(workerId) ?? NO_WORK;
    const view = viewOf(workerId);
    const declined = view.proposals.filter((p) => p.state === 'declined');
    const follows = (lines: readonly OutsideLine[]) => followsOf({ spells, lines, declined, diedOn: view.diedOn });
    const before = standing.get(workerId) ?? { lines: view.lines, follows: follows(view.lines) };
    const lines = line.months.length ? [...before.lines, line] : before.lines;
    const after = line.months.length ? follows(lines) : before.follows;
    standing.set(workerId, { lines, follows: after });
    const told = record.reach === 'own' ? contradictionsOf(line, { spells, evidence, diedOn: view.diedOn }).map(say.contradiction) : [];
    const effect = effectOf(before.follows, after);
    out[at] = {
      outcome: effect.outcome,
      findings: [...findings, ...told, ...effect.findings],
      changes: effect.changes,
      subject: { kind: 'worker', id: workerId, home },
      plan: { line: line.months.length ? { place: row, workerId, line, told: true, direct: false } : null, outside: false },
    };
  }
  return out;
};

/** What a row adds to what followed from those before it. */
const effectOf = (before: OutsideFollows, after: OutsideFollows): Pick<Resolution, 'outcome' | 'findings' | 'changes'> => {
  const evidence = evidenceDifference(
    before.evidence.map((e, i) => ({ ...e, id: String(i) })),
    after.evidence,
  );
  const proposals = proposalDifference(before.proposals, after.proposals);
  const words = (e: { readonly coversFrom: string; readonly coversTo: string }) =>
    writtenRuns(monthRuns(monthsFrom(monthOfDay(e.coversFrom), monthOfDay(e.coversTo))));
  const text = { zh: '证实在岗的月份', en: 'months proved in post' };
  const outcome = proposals.added.length
    ? 'new'
    : evidence.added.length + evidence.changed.length + proposals.changed.length
      ? 'changed'
      : 'unchanged';
  return {
    outcome,
    findings: [...proposals.added, ...proposals.changed.map((c) => c.is)].map((p) =>
      (p.kind === 'earlier' ? say.proposedEarlier : say.proposed)(words({ coversFrom: p.fromDay, coversTo: p.toDay }), p.employerWords),
    ),
    changes: [
      ...evidence.changed.map(({ was, is }) => ({ field: 'month', text, from: words(was), to: words(is) })),
      ...evidence.added.map((e) => ({ field: 'month', text, from: '', to: words(e) })),
      ...proposals.changed.map(({ was, is }) => ({
        field: 'employer',
        text: { zh: '待确认的务工', en: 'work to be confirmed' },
        from: words({ coversFrom: was.fromDay, coversTo: was.toDay }),
        to: words({ coversFrom: is.fromDay, coversTo: is.toDay }),
      })),
    ],
  };
};

/** Lines of the very same file that stand already. */
const saidBefore = async ({ db, batch }: ApplyContext, lines: readonly NewLine[]): Promise<ReadonlySet<string>> => {
  const batches = await batchesOfSameFile(db, batch);
  if (!batches.length || !lines.length) return new Set();
  const { rows } = await sql<{ sheet: number; row: number; side: number; workerId: string }>`
    select l.sheet, l.row, l.side, l.worker_id from unnest(${lines.map((l) => l.place.sheet)}::int2[], ${lines.map((l) => l.place.row)}::int4[],
        ${lines.map((l) => l.place.side)}::int2[]) p (sheet, row, side)
      join outside_line l on l.batch_id = any(${batches}::uuid[]) and l.sheet = p.sheet and l.row = p.row and l.side = p.side and l.undone is null`.execute(
    db,
  );
  return new Set(rows.map((r) => `${r.sheet}!${r.row}.${r.side} ${r.workerId}`));
};

const write = async (
  context: ApplyContext,
  rows: readonly { readonly row: SheetRowIn; readonly resolution: Resolution<Plan> }[],
): Promise<readonly (Written | null)[]> => {
  const { db, batch, owner, today } = context;
  const lines = rows.flatMap(({ resolution: { plan } }) => plan.line ?? []);
  const before = await saidBefore(context, lines);
  const fresh = lines.filter((l) => !before.has(`${l.place.sheet}!${l.place.row}.${l.place.side} ${l.workerId}`));
  await writeLines(db, { batchId: batch.id, recordedBy: owner.accountId }, fresh);
  const workerIds = await settleOutside(db, [...new Set(fresh.map((l) => l.workerId))], today);
  await follow(db, { workerIds, spellIds: [], today });
  await noteHandedOn(context, rows.filter((r) => r.resolution.plan.outside).length);
  return rows.map(({ resolution: { subject } }) => (subject ? { subject } : null));
};

export const outsideApplier = (list: Listed): SheetApplier<Plan> => ({
  sheet: `employment.${list}`,
  can: 'employment.outside',
  resolve: (context, rows) => resolve(context, list, rows),
  write,
  writtenRows: (context, after, limit) => writtenLines(context, list, after, limit),
  undo: undoLines,
  undoneSubjects: linesUndone,
});
