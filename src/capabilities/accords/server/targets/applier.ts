// 协议目标表 handed in: each row is a proposal of the sender's side, judged by the rules of the page and waiting for the other side like one typed there.
import { sql } from 'kysely';
import type { Finding } from '#capabilities/rosters/rules.ts';
import {
  type ApplyContext,
  type Change,
  type Resolution,
  type RowPlace,
  readSourceRef,
  type SheetApplier,
  type SheetRowIn,
  sourceRef,
  type Undone,
  type Written,
} from '#capabilities/rosters/server/service.ts';
import { fillText, Problem } from '#platform/problem.ts';
import { newId } from '#platform/server/newId.ts';
import type { Text } from '#standards/text.ts';
import { SET_TARGETS } from '../../contractTargets.ts';
import { maySee } from '../../rules.ts';
import { type Draft, dayOfTargets, targetInForce, whyNotProposed } from '../../rulesTargets.ts';
import { TARGET_SHEET } from '../../sheetTargets.ts';
import { type AgreementKnown, agreementsKnown, targetSides } from './agreements.ts';
import { codeOf, knownOf, lockTargets, openOf, other, problemOf, refuseUntargetable, tellSide } from './deeds.ts';

interface Plan extends Draft {
  readonly agreement: AgreementKnown;
  readonly side: 'origin' | 'host';
  readonly year: number;
  readonly before: number | null;
  readonly reason: string;
}
type Context = Omit<ApplyContext, 'fields'>;
type Told = Resolution<Plan | null>;

const finding = (rule: string, fields: readonly string[], text: Text, advice: Text): Finding => ({
  rule,
  severity: 'error',
  fields,
  text,
  advice,
});
const NO_AGREEMENT = finding(
  'targetAgreement',
  ['origin', 'host'],
  { zh: '没有这两方的协议，或者您看不到它', en: 'There is no agreement of these two sides, or none that you may see' },
  {
    zh: '两方照协议写到同一级；协议还没有登记的先登记',
    en: 'Write both sides as on the agreement; enter the agreement first where it is missing',
  },
);
const noSuchTitle = finding(
  'targetAgreement',
  ['title'],
  { zh: '这两方没有叫这个名称的协议', en: 'No agreement of these two sides bears this title' },
  { zh: '照登记的名称改，或者把名称留空', en: 'Correct the title, or leave it empty' },
);
const several = (n: number): Finding =>
  finding(
    'targetAgreement',
    ['title'],
    { zh: `这两方这一年有 ${n} 份协议，不知道是哪一份`, en: `These two sides have ${n} agreements in this year` },
    { zh: '在“协议名称”里写明是哪一份', en: 'Say which one in the column of the title' },
  );
const notYours = finding(
  'targetNotYours',
  ['origin', 'host'],
  { zh: '您的辖区不包括这份协议的任何一方，目标由双方的主管部门提', en: 'Your area includes neither side of this agreement' },
  { zh: '请把这一行交给其中一方的主管部门', en: 'Hand this row to the office of one of its sides' },
);
/** A refusal of the page in the place of the row's. */
const findingOf = (problem: Problem): Finding => ({
  rule: 'targetRules',
  severity: 'error',
  fields: ['indicator', 'persons'],
  text: fillText(problem.type.text, problem.details),
});
const WAITS: Finding = {
  rule: 'targetRules',
  severity: 'hint',
  fields: ['persons'],
  text: { zh: '同样的提议已经在等对方答复', en: 'The same proposal waits for the other side already' },
};

const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value).trim());
const plain = (title: string): string => title.replace(/[\s《》（）()〔〕【】[\]“”"]/g, '');
const codeOfPlace = (value: unknown): string => textOf(value).padEnd(12, '0');

/** The agreement a row means, or why not. */
const meant = (agreements: readonly AgreementKnown[], { values }: SheetRowIn): AgreementKnown | Finding => {
  const [origin, host, title, year] = [
    codeOfPlace(values.origin),
    codeOfPlace(values.host),
    plain(textOf(values.title)),
    Number(values.year),
  ];
  const between = agreements.filter((a) => a.originCode === origin && a.hostCode === host);
  if (between.length === 0) return NO_AGREEMENT;
  const named = title === '' ? between : between.filter((a) => plain(a.title) === title);
  if (named.length === 0) return noSuchTitle;
  const inYear = named.filter((a) => a.validFrom <= `${year}-12-31` && `${year}-01-01` <= a.lastDay);
  const signed = inYear.filter((a) => a.signed);
  const [one, ...more] = signed.length ? signed : inYear.length ? inYear : named;
  return more.length === 0 ? one! : several(more.length + 1);
};

const refused = (found: Finding, subject: Told['subject'] = null): Told => ({
  outcome: 'refused',
  findings: [found],
  changes: [],
  subject,
  plan: null,
});
const changeOf = (before: number | null, draft: Draft): readonly Change[] => [
  {
    field: 'persons',
    text: { zh: `${draft.indicator} 目标`, en: `target of ${draft.indicator}` },
    from: before === null ? '' : { zh: `${before} 人`, en: `${before} persons` },
    to: { zh: `${draft.persons} 人，自 ${draft.fromDay}`, en: `${draft.persons} persons, from ${draft.fromDay}` },
  },
];

/** Rows of one agreement and year are one proposal, checked together as on the page: a whole may be raised in the same breath as its part. */
const resolve = async (context: ApplyContext, rows: readonly SheetRowIn[]): Promise<readonly Told[]> => {
  const { db, owner, today } = context;
  const agreements = (await agreementsKnown(db, { day: today, k: null })).filter((a) => maySee(owner.grants, a, a.signedOnce));
  const told = new Map<SheetRowIn, Told>();
  const groups = new Map<string, { readonly agreement: AgreementKnown; readonly year: number; readonly rows: SheetRowIn[] }>();
  for (const row of rows) {
    if (textOf(row.values.persons) === '') {
      told.set(row, { outcome: 'unchanged', findings: [], changes: [], subject: null, plan: null });
      continue;
    }
    const agreement = meant(agreements, row);
    if ('rule' in agreement) {
      told.set(row, refused(agreement));
      continue;
    }
    const year = Number(row.values.year);
    const key = `${agreement.id} ${year}`;
    const group = groups.get(key) ?? { agreement, year, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  // in one order everywhere: what is resolved is written in this transaction, and nobody proposes in between
  for (const [, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await lockTargets(db, group.agreement.id);
    for (const [row, one] of await resolveGroup(context, group)) told.set(row, one);
  }
  return rows.map((row) => told.get(row)!);
};

const resolveGroup = async (
  { db, owner, today }: ApplyContext,
  { agreement, year, rows }: { readonly agreement: AgreementKnown; readonly year: number; readonly rows: readonly SheetRowIn[] },
): Promise<ReadonlyMap<SheetRowIn, Told>> => {
  const told = new Map<SheetRowIn, Told>();
  const [side] = targetSides(owner, agreement);
  const subject = { kind: 'agreement' as const, id: agreement.id, home: side ? codeOf(agreement, side) : agreement.originCode };
  const all = (found: Finding) => new Map(rows.map((row) => [row, refused(found, subject)]));
  if (!side) return all(notYours);
  try {
    refuseUntargetable(agreement, year);
  } catch (problem) {
    if (problem instanceof Problem) return all(findingOf(problem));
    throw problem;
  }
  const open = await openOf(db, agreement.id, year);
  const known = await knownOf(db, agreement.id, year, open);
  const drafts: { readonly row: SheetRowIn; readonly plan: Plan }[] = [];
  for (const row of rows) {
    const { values } = row;
    const [indicator, persons] = [textOf(values.indicator), Number(values.persons)];
    const last = targetInForce(known.find((k) => k.indicator === indicator)?.agreed ?? [], `${year}-12-31`);
    const asked = textOf(values.fromDay);
    const waits = open.find((o) => o.indicator === indicator);
    if (waits && waits.side === side && waits.persons === persons && (asked === '' || asked === waits.fromDay)) {
      told.set(row, { outcome: 'unchanged', findings: [WAITS], changes: [], subject, plan: null });
      continue;
    }
    if (!waits && last?.persons === persons && (asked === '' || asked === last.fromDay)) {
      told.set(row, { outcome: 'unchanged', findings: [], changes: [], subject, plan: null });
      continue;
    }
    // as on the page: a first target is of the whole year, an adjustment holds from the day it is made
    const fromDay = asked !== '' ? asked : last ? later(dayOfTargets(year, today), last.fromDay) : `${year}-01-01`;
    drafts.push({
      row,
      plan: {
        agreement,
        side,
        year,
        indicator,
        persons,
        fromDay,
        before: last?.persons ?? null,
        reason: textOf(values.reason).slice(0, 200),
      },
    });
  }
  let left = drafts;
  for (;;) {
    const bad = whyNotProposed(
      year,
      left.map((d) => d.plan),
      known,
    );
    if (!bad) break;
    // of one that is written twice the later row is told
    const wrong = left.findLast((d) => d.plan.indicator === bad.indicator)!;
    told.set(wrong.row, refused(findingOf(problemOf(bad.indicator, wrong.plan, bad.refusal, open)), subject));
    left = left.filter((d) => d !== wrong);
  }
  for (const { row, plan } of left)
    told.set(row, {
      outcome: plan.before === null ? 'new' : 'changed',
      findings: [],
      changes: changeOf(plan.before, plan),
      subject,
      plan,
    });
  return told;
};
const later = (a: string, b: string): string => (a > b ? a : b);

const write = async (
  { db, batch, owner, today }: ApplyContext,
  rows: readonly { readonly row: SheetRowIn; readonly resolution: Told }[],
): Promise<readonly (Written | null)[]> => {
  const planned = rows.flatMap(({ row, resolution: { plan } }) => (plan ? [{ plan, ref: sourceRef(batch.id, row) }] : []));
  for (const { plan, ref } of planned)
    await sql`insert into target_proposal (id, agreement_id, indicator, year, from_day, persons, before, side, reason, proposed_by, proposed_name, proposed_on, source_ref)
      values (${newId()}::uuid, ${plan.agreement.id}::uuid, ${plan.indicator}, ${plan.year}, ${plan.fromDay}::date, ${plan.persons}, ${plan.before}::int, ${plan.side},
        ${plan.reason}, ${owner.accountId}::uuid, ${owner.name}, ${today}::date, ${ref})`.execute(db);
  for (const group of Map.groupBy(planned, ({ plan }) => `${plan.agreement.id} ${plan.year}`).values()) {
    const { agreement, side, year } = group[0]!.plan;
    await tellSide(db, codeOf(agreement, other(side)), {
      kind: 'accords.targetProposed',
      params: { by: owner.name, agreement: agreement.title, year, n: group.length },
      agreementId: agreement.id,
    });
  }
  return rows.map(({ resolution: { plan, subject } }) => (plan && subject ? { subject } : null));
};

const ofBatch = ({ batch }: Pick<Context, 'batch'>) => sql`source_ref >= ${`${batch.id}#`} and source_ref < ${`${batch.id}$`}`;
const compare = (a: RowPlace, b: RowPlace): number => b.sheet - a.sheet || b.row - a.row || b.side - a.side;
const writtenRows = async (context: Context, after: RowPlace | null, limit: number): Promise<readonly RowPlace[]> => {
  const { rows } = await sql<{ ref: string }>`select source_ref as ref from target_proposal
    where ${ofBatch(context)} and state <> 'withdrawn'`.execute(context.db);
  return rows
    .flatMap((r) => readSourceRef(r.ref) ?? [])
    .map(({ sheet, row, side }) => ({ sheet, row, side }))
    .filter((p) => after === null || compare(after, p) < 0)
    .sort(compare)
    .slice(0, limit);
};

const DECIDED: Readonly<Record<'approved' | 'refused', Text>> = {
  approved: {
    zh: '对方已经批准，目标已生效，没有撤回；要改请再提一次调整',
    en: 'The other side has approved it and it is in force; not taken back. Propose an adjustment',
  },
  refused: { zh: '对方已经退回，没有可撤回的', en: 'The other side has refused it; there is nothing to take back' },
};
const MOVED: Text = { zh: '您的账号不再管这份协议的这一方，没有撤回', en: 'Your account no longer speaks for this side; not taken back' };

/** What still waits is taken back as its own side may; what the other side has answered stays and says so. */
const undo = async (context: Context, places: readonly RowPlace[]): Promise<readonly Undone[]> => {
  const { db, batch, owner, today } = context;
  const find = async () =>
    (
      await sql<{ id: string; ref: string; agreementId: string; side: 'origin' | 'host'; state: 'open' | 'approved' | 'refused' }>`
        select id, source_ref as ref, agreement_id, side, state from target_proposal
        where source_ref = any (${places.map((p) => sourceRef(batch.id, p))}::text[]) and state <> 'withdrawn'`.execute(db)
    ).rows;
  const ids = [...new Set((await find()).map((r) => r.agreementId))].sort();
  for (const id of ids) await lockTargets(db, id);
  // under the locks: the other side may have answered a moment ago
  const rows = new Map((await find()).map((r) => [r.ref, r]));
  const agreements = new Map((await agreementsKnown(db, { day: today, k: null, ids })).map((a) => [a.id, a]));
  const out: Undone[] = [];
  for (const place of places) {
    const row = rows.get(sourceRef(batch.id, place));
    if (!row) out.push({ ...place, state: 'nothing', why: null });
    else if (row.state !== 'open') out.push({ ...place, state: 'kept', why: DECIDED[row.state] });
    else if (!targetSides(owner, agreements.get(row.agreementId)!).includes(row.side)) out.push({ ...place, state: 'kept', why: MOVED });
    else {
      await sql`update target_proposal set state = 'withdrawn', decided_side = side, decided_by = ${owner.accountId}::uuid, decided_name = ${owner.name},
        decided_on = ${today}::date, decided = clock_timestamp(), answer = ${`撤销导入批次 ${batch.number}`} where id = ${row.id}::uuid`.execute(
        db,
      );
      out.push({ ...place, state: 'undone', why: null });
    }
  }
  return out;
};
const undoneSubjects = async (context: Context) =>
  (
    await sql<{
      id: string;
    }>`select distinct agreement_id as id from target_proposal where ${ofBatch(context)} and state = 'withdrawn'`.execute(context.db)
  ).rows.map(({ id }) => ({ kind: 'agreement' as const, id }));

export const targetApplier: SheetApplier<Plan | null> = {
  sheet: TARGET_SHEET,
  can: SET_TARGETS,
  resolve,
  write,
  writtenRows,
  undo,
  undoneSubjects,
};
