// 用工花名册: an employer's own list, handed in by the employer or by a station or bureau for it. It writes spells of that employer, for people its owner may see.
import { sql } from 'kysely';
import { plainName } from '#capabilities/organisations/rules.ts';
import { organisationsById } from '#capabilities/organisations/server/service.ts';
import type { Finding } from '#capabilities/rosters/rules.ts';
import {
  type ApplyContext,
  type Resolution,
  type SheetApplier,
  type SheetRowIn,
  sourceRef,
  type Written,
} from '#capabilities/rosters/server/service.ts';
import { lockForWork, type Meant } from '#capabilities/workers/server/service.ts';
import { newId } from '#platform/server/newId.ts';
import { applyRows, type Write } from '../../rulesRows.ts';
import type { Statement } from '../../rulesStatement.ts';
import { type Employer, NO_WORK, sameEmployer, type Work } from '../../rulesWork.ts';
import { follow } from '../follow.ts';
import { undoWork } from '../import/undoWork.ts';
import { changesOf, findingsOf } from '../import/words.ts';
import { writeWork } from '../import/writeWork.ts';
import { readWork } from '../spells.ts';
import { type EmployerMeant, employersMeant } from './employers.ts';
import * as say from './findings.ts';
import { noteHandedOn } from './handedOn.ts';
import { type NewLine, writeLines } from './lines.ts';
import { settleOutside } from './settle.ts';
import { absentOf } from './staffAbsent.ts';
import { STAFF, staffLine, staffStatement } from './staffRows.ts';
import { linesUndone, writtenLines } from './undoLines.ts';
import { whomMeant } from './whom.ts';

interface Plan {
  readonly workerId: string | null;
  readonly writes: readonly Write[];
  readonly line: NewLine | null;
  readonly outside: boolean;
}
const NOTHING: Plan = { workerId: null, writes: [], line: null, outside: false };
const idle = (findings: readonly Finding[], subject: Resolution['subject'] = null, plan: Plan = NOTHING): Resolution<Plan> => ({
  outcome: findings.some((f) => f.severity === 'error') ? 'refused' : 'unchanged',
  findings,
  changes: [],
  subject,
  plan,
});

/** Whoever holds nothing but an employer's account speaks for that employer alone. */
const ownEmployer = async ({ db, owner, batch }: ApplyContext): Promise<EmployerMeant | 'any' | null> => {
  if (owner.grants.some((g) => g.role !== 'employer')) return 'any';
  const mine = owner.grants.flatMap((g) => (g.relation?.startsWith('org:') ? [g.relation.slice(4)] : []));
  const id = batch.organisationId && mine.includes(batch.organisationId) ? batch.organisationId : mine.length === 1 ? mine[0]! : null;
  const known = id ? (await organisationsById(db, [id])).get(id) : undefined;
  return known
    ? { employer: { main: known.mainId, plain: plainName(known.name) }, organisationId: known.mainId, words: known.name, finding: null }
    : null;
};

/** Of what is known only this employer's part: the list says nothing of others, and its owner learns nothing of them. */
const ofEmployer = (work: Work, employer: Employer): Work => {
  const spells = work.spells.filter((k) => sameEmployer(k, { employer, place: '', kind: '' }));
  const ids = new Set(spells.map((k) => k.id));
  // "works nowhere" is not an employer's to say
  return { spells, evidence: work.evidence.filter((e) => ids.has(e.spellId)), noWork: '9999-12-31' };
};

interface Read {
  readonly at: number;
  readonly row: SheetRowIn;
  readonly said: EmployerMeant;
  readonly statement: Statement;
  readonly findings: readonly Finding[];
  readonly record: Meant;
}

const resolve = async (context: ApplyContext, rows: readonly SheetRowIn[]): Promise<readonly Resolution<Plan>[]> => {
  const { db, batch } = context;
  const own = await ownEmployer(context);
  const employerOf = await employersMeant(db, rows);
  const whomOf = await whomMeant(context, rows);
  const saidOf = (row: SheetRowIn): EmployerMeant | Finding => {
    const written = employerOf(row);
    if (own === 'any') return written ?? say.employerMissing;
    if (own === null) return say.notYourEmployer;
    if (!written) return own;
    const same =
      written.employer.main === null ? written.employer.plain === own.employer.plain : written.employer.main === own.employer.main;
    return same ? own : say.notYourEmployer;
  };
  const places = await organisationsById(db, [
    ...new Set(
      rows.flatMap((row) => {
        const said = saidOf(row);
        return 'employer' in said ? (said.organisationId ?? []) : [];
      }),
    ),
  ]);
  const out = new Array<Resolution<Plan>>(rows.length);
  const read = rows.flatMap((row, at): Read[] => {
    const said = saidOf(row);
    if (!('employer' in said)) {
      out[at] = idle([said]);
      return [];
    }
    const place = said.organisationId ? (places.get(said.organisationId)?.place ?? '') : '';
    const statement = staffStatement(row, said, place, context);
    const findings = said.finding ? [said.finding] : [];
    if (statement.start && statement.start.day > batch.observedOn) {
      out[at] = idle([say.startLater(batch.observedOn)]);
      return [];
    }
    const whom = whomOf(row);
    if (whom.is === 'known') return [{ at, row, said, statement, findings, record: whom.records[0]! }];
    if (whom.is === 'otherName')
      out[at] = idle([...findings, say.conflict], { kind: 'worker', id: whom.record.workerId, home: whom.record.home });
    else {
      const line = whom.record ? staffLine(sourceRef(batch.id, row), row, statement, batch.number) : null;
      out[at] = idle([...findings, say.outside], null, {
        ...NOTHING,
        line: line && { place: row, workerId: whom.record!.workerId, line, told: false, direct: false },
        outside: true,
      });
    }
    return [];
  });
  const ids = [...new Set(read.map((r) => r.record.workerId))];
  await lockForWork(db, [...ids, ...out.flatMap((r) => r?.plan.line?.workerId ?? [])]);
  const work = await readWork(db, ids);
  for (const [workerId, theirs] of Map.groupBy(read, (r) => r.record.workerId))
    for (const same of Map.groupBy(theirs, (r) => r.said.employer.main ?? r.said.employer.plain).values()) {
      const done = applyRows(
        ofEmployer(work.get(workerId) ?? NO_WORK, same[0]!.said.employer),
        same.map((r) => r.statement),
        newId,
      );
      same.forEach(({ at, row, statement, findings, record }, i) => {
        const result = done.rows[i]!;
        const writes = done.writes.filter((w) => w.row === i);
        const complete = row.values.complete === true;
        const line = writes.length > 0 || complete ? directLine(sourceRef(batch.id, row), statement, batch.number) : null;
        out[at] = {
          outcome: result.outcome,
          findings: [...findings, ...findingsOf(result, done.work)],
          changes: changesOf(result),
          subject: { kind: 'worker', id: workerId, home: record.home },
          plan: { workerId, writes, line: line && { place: row, workerId, line, told: true, direct: true, complete }, outside: false },
        };
      });
    }
  return out;
};

const directLine = (ref: string, s: Statement, batchNumber: number): NewLine['line'] => ({
  ref,
  list: 'staff',
  class: s.class ?? 6,
  employer: { main: s.employer!.main, plain: s.employer!.plain },
  organisationId: s.employer!.organisationId,
  employerWords: s.employer!.words,
  months: [],
  fromDay: null,
  toDay: null,
  payMonth: null,
  postWords: '',
  observed: s.observed,
  batchNumber,
});

const write = async (
  context: ApplyContext,
  rows: readonly { readonly row: SheetRowIn; readonly resolution: Resolution<Plan> }[],
): Promise<readonly (Written | null)[]> => {
  const { db, batch, owner, today } = context;
  const lines = rows.flatMap(({ resolution: { plan } }) => plan.line ?? []);
  await writeLines(db, { batchId: batch.id, recordedBy: owner.accountId }, lines);
  await writeWork(
    context,
    STAFF,
    rows.flatMap(({ row, resolution: { plan } }) => (plan.workerId ? [{ place: row, workerId: plan.workerId, writes: plan.writes }] : [])),
  );
  const workerIds = await settleOutside(db, [...new Set(lines.flatMap((l) => (l.direct ? [] : l.workerId)))], today);
  await follow(db, { workerIds, spellIds: [], today });
  await noteHandedOn(context, rows.filter((r) => r.resolution.plan.outside).length);
  return rows.map(({ resolution: { subject } }) => (subject ? { subject } : null));
};

export const staffApplier: SheetApplier<Plan> = {
  sheet: STAFF,
  can: 'employment.staff',
  resolve,
  write,
  writtenRows: (context, after, limit) => writtenLines(context, 'staff', after, limit),
  undo: async (context, places) => {
    const undone = await undoWork(context, places, ['own', 'key']);
    const gone = undone.filter((u) => u.state !== 'kept');
    await sql`update outside_line l set undone = clock_timestamp() from unnest(${gone.map((u) => u.sheet)}::int2[], ${gone.map((u) => u.row)}::int4[],
        ${gone.map((u) => u.side)}::int2[]) x (sheet, row, side)
      where l.batch_id = ${context.batch.id}::uuid and l.list = 'staff' and l.told and l.undone is null and l.sheet = x.sheet and l.row = x.row and l.side = x.side`.execute(
      context.db,
    );
    return undone;
  },
  undoneSubjects: linesUndone,
  after: absentOf,
};
