// Rows of workers and their work, written: people first, then spells and evidence, set by set.
import { organisationsMeant } from '#capabilities/organisations/server/service.ts';
import type { Finding } from '#capabilities/rosters/rules.ts';
import type { ApplyContext, Resolution, SheetApplier, SheetRowIn, Written } from '#capabilities/rosters/server/service.ts';
import type { WorkerRow } from '#capabilities/workers/rules.ts';
import {
  lockForWork,
  type PersonResolution,
  peopleUndone,
  resolvePeople,
  undoPeople,
  writePeople,
  writtenPeople,
} from '#capabilities/workers/server/service.ts';
import { newId } from '#platform/server/newId.ts';
import { applyRows, type Write } from '../../rulesRows.ts';
import { NO_WORK, type Work } from '../../rulesWork.ts';
import { readWork } from '../spells.ts';
import { statementOf } from './statementOf.ts';
import { undoWork } from './undoWork.ts';
import { changesOf, findingsOf } from './words.ts';
import { writeWork } from './writeWork.ts';

export interface WorkPlan {
  readonly person: PersonResolution;
  /** What is written of spells and evidence for this row. */
  readonly writes: readonly Write[];
}

const notByKey: Finding = {
  rule: 'foreign',
  severity: 'error',
  fields: ['idNumber'],
  text: {
    zh: '这个人的户籍地不在您的辖区，务工情况由户籍地登记',
    en: 'The home of this person lies outside your area; the home area records the work',
  },
  advice: { zh: '请把这一行交给户籍地的人社部门', en: 'Hand this row to the home area' },
};

const refused = (person: PersonResolution, more: readonly Finding[] = []): Resolution<WorkPlan> => ({
  ...person,
  outcome: 'refused',
  findings: [...person.findings, ...more],
  changes: [],
  plan: { person, writes: [] },
});

const resolve = async (context: ApplyContext, template: string, rows: readonly SheetRowIn[]): Promise<readonly Resolution<WorkPlan>[]> => {
  const { db, batch } = context;
  const people = await resolvePeople(context, rows);
  const out = new Array<Resolution<WorkPlan>>(rows.length);
  const mine = people.flatMap((person, at) => {
    if (person.outcome === 'refused') out[at] = refused(person);
    else if (person.plan.reach !== 'own') out[at] = refused(person, [notByKey]);
    else return [{ at, person, values: rows[at]!.values as WorkerRow }];
    return [];
  });
  const meant = await organisationsMeant(
    db,
    mine.flatMap((m) => m.values.employer ?? []),
  );
  const list = { observed: batch.observedOn, template, fields: context.fields, meant };
  const known = [...new Set(mine.filter((m) => !m.person.plan.opens).map((m) => m.person.plan.workerId))];
  await lockForWork(db, known);
  const work = known.length ? await readWork(db, known) : new Map<string, Work>();
  for (const [workerId, theirs] of Map.groupBy(mine, (m) => m.person.plan.workerId)) {
    const said = theirs.flatMap((m) => {
      const statement = statementOf(m.values, list);
      if (!statement) out[m.at] = joined(m.person, [], [], 'unchanged', []);
      return statement ? [{ ...m, statement }] : [];
    });
    const done = applyRows(
      work.get(workerId) ?? NO_WORK,
      said.map((s) => s.statement),
      newId,
    );
    said.forEach((s, i) => {
      const row = done.rows[i]!;
      out[s.at] = joined(
        s.person,
        changesOf(row),
        findingsOf(row, done.work),
        row.outcome,
        done.writes.filter((w) => w.row === i),
      );
    });
  }
  return out;
};

/** Person and work of one row together. */
const joined = (
  person: PersonResolution,
  changes: Resolution['changes'],
  findings: readonly Finding[],
  outcome: 'new' | 'changed' | 'unchanged',
  writes: readonly Write[],
): Resolution<WorkPlan> => ({
  outcome:
    person.outcome === 'new' || outcome === 'new' ? 'new' : person.outcome === 'changed' || outcome === 'changed' ? 'changed' : 'unchanged',
  findings: [...person.findings, ...findings],
  changes: [...person.changes, ...changes],
  subject: person.subject,
  plan: { person, writes },
});

const write = async (
  context: ApplyContext,
  template: string,
  rows: readonly { readonly row: SheetRowIn; readonly resolution: Resolution<WorkPlan> }[],
): Promise<readonly Written[]> => {
  const written = await writePeople(
    context,
    // what became of the row as a whole stands beside its source
    rows.map(({ row, resolution }) => ({ row, resolution: { ...resolution.plan.person, outcome: resolution.outcome } })),
  );
  await writeWork(
    context,
    template,
    rows.map(({ row, resolution }) => ({ place: row, workerId: resolution.plan.person.plan.workerId, writes: resolution.plan.writes })),
  );
  return written;
};

/** For any declared sheet whose rows have the fields of `workers.work`; its id is the template of the evidence. */
export const workApplier = (sheet: string): SheetApplier<WorkPlan> => ({
  sheet,
  can: 'employment.record',
  resolve: (context, rows) => resolve(context, sheet, rows),
  write: (context, rows) => write(context, sheet, rows),
  writtenRows: writtenPeople,
  undoneSubjects: peopleUndone,
  undo: async (context, rows) => {
    const work = await undoWork(context, rows);
    // people of rows whose work stays, stay; what was taken back of work no longer holds the others
    const free = rows.filter((_, i) => work[i]!.state !== 'kept');
    const people = new Map((await undoPeople(context, free)).map((u) => [`${u.sheet}!${u.row}.${u.side}`, u]));
    return work.map((mine) => {
      if (mine.state === 'kept') return mine;
      const theirs = people.get(`${mine.sheet}!${mine.row}.${mine.side}`);
      if (theirs?.state === 'kept' && mine.state === 'undone')
        return {
          ...theirs,
          why: theirs.why && { zh: `这行的务工已经撤回。${theirs.why.zh}`, en: `The work of this row was taken back. ${theirs.why.en}` },
        };
      return theirs && theirs.state !== 'nothing' ? theirs : mine;
    });
  },
});
