// A list of people for classes, handed in by a village or an office over their homes: each row asks for one person, as if it had been entered by hand.
import { sql } from 'kysely';
import type { Finding } from '#capabilities/rosters/rules.ts';
import {
  type ApplyContext,
  type Resolution,
  type RowPlace,
  readSourceRef,
  type SheetApplier,
  type SheetRowIn,
  sourceRef,
  type Undone,
  type Written,
} from '#capabilities/rosters/server/service.ts';
import { type Meant, notYours as movedAway, peopleMeant } from '#capabilities/workers/server/service.ts';
import { supersede, withdraw } from '#platform/server/versions.ts';
import type { Text } from '#standards/text.ts';
import { ENROL, ENROL_SHEET, enrolmentStateTexts } from '../../contractEnrolmentTexts.ts';
import { type Admission, ASKED_FROM, classReach, whyNotAdmitted } from '../../rules.ts';
import { askFor } from './deeds.ts';
import { judge } from './judging.ts';
import { type Brief, briefsOf, type Enrolment, enrolmentColumns, enrolmentsIn, followEnrolments, lockSeats } from './target.ts';

interface Plan {
  readonly classId: string;
  readonly workerId: string;
  readonly askedOn: string;
}
type Context = Omit<ApplyContext, 'fields'>;

const finding = (rule: string, severity: Finding['severity'], fields: readonly string[], text: Text, advice: Text): Finding => ({
  rule,
  severity,
  fields,
  text,
  advice,
});
const unknownClass = (name: string): Finding =>
  finding(
    'unknownClass',
    'error',
    ['className'],
    { zh: `没有正在招生的班叫“${name}”`, en: `No class that enrols is called “${name}”` },
    { zh: '班名要和系统里的一样，先在“培训班”里核对', en: 'The name must be the one of the system; look it up under Classes' },
  );
const severalClasses = (name: string, n: number): Finding =>
  finding(
    'unknownClass',
    'error',
    ['className'],
    { zh: `有 ${n} 个正在招生的班都叫“${name}”`, en: `${n} classes that enrol are called “${name}”` },
    { zh: '请在班的页面上报名，或者先把班名区分开', en: 'Enter the people on the page of the class, or tell the names apart first' },
  );
const nobody: Finding = finding(
  'V01',
  'error',
  ['idNumber', 'name'],
  { zh: '您的辖区里没有这个证件号和姓名的人', en: 'Nobody of this number and name is in your area' },
  { zh: '核对证件号和姓名；没有建档的先建档', en: 'Check number and name; whoever has no record is registered first' },
);
const otherName: Finding = finding(
  'V01',
  'error',
  ['name'],
  { zh: '这个证件号在档案里是另一个姓名', en: 'The record of this number bears another name' },
  { zh: '核对姓名和证件号', en: 'Check name and number' },
);
const refusedBy = (why: Text): Finding =>
  finding('notAdmitted', 'error', ['className'], why, {
    zh: '不合条件的人不要报这个班；档案有错的先更正',
    en: 'Leave the person out, or correct the record first',
  });
const alreadyIn = (text: Text): Finding =>
  finding(
    'enrolledAlready',
    'hint',
    ['className'],
    { zh: `已经是这个班的“${text.zh}”`, en: `“${text.en}” in this class already` },
    { zh: '不用再报', en: 'Nothing to do' },
  );
const toCheck = (open: readonly Admission[]): Finding =>
  finding(
    'toCheck',
    'hint',
    [],
    { zh: open.map((c) => c.text.zh).join('；'), en: open.map((c) => c.text.en).join('; ') },
    { zh: '录取前核对', en: 'Checked before admission' },
  );

const plain = (title: string): string => title.replace(/\s/g, '');
const written = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** Classes of the owner's that enrol, by name. */
const classesCalled = async (
  { db, owner, today }: Context,
  rows: readonly SheetRowIn[],
): Promise<ReadonlyMap<string, readonly Brief[]>> => {
  const names = [...new Set(rows.map((r) => plain(written(r.values.className))).filter(Boolean))];
  if (names.length === 0) return new Map();
  const { rows: found } = await sql<{
    id: string;
    name: string;
  }>`select f.class_id as id, regexp_replace(f.title, '\\s', '', 'g') as name from training_class_fact f
    where f.superseded = 'infinity' and f.enrol_until >= ${today}::date and regexp_replace(f.title, '\\s', '', 'g') = any (${names}::text[])`.execute(
    db,
  );
  const briefs = await briefsOf(
    db,
    found.map((f) => f.id),
    today,
  );
  const own = [...briefs.values()].filter((b) => ['enrolling', 'opened', 'teaching'].includes(b.state) && classReach(owner, b));
  return Map.groupBy(own, (b) => plain(b.title));
};

const resolve = async (context: ApplyContext, rows: readonly SheetRowIn[]): Promise<readonly Resolution<Plan | null>[]> => {
  const { db, today, batch } = context;
  const classes = await classesCalled(context, rows);
  const people = await peopleMeant(
    context,
    rows.flatMap((r) => written(r.values.idNumber) || []),
  );
  const meant = rows.map((row) => ({ row, classes: classes.get(plain(written(row.values.className))) ?? [], record: whom(people, row) }));
  const verdicts = new Map<string, Awaited<ReturnType<typeof judge>>>();
  const standing = new Map<string, Awaited<ReturnType<typeof enrolmentsIn>>>();
  for (const [brief, group] of Map.groupBy(
    meant.filter((m) => m.classes.length === 1 && typeof m.record !== 'string'),
    (m) => m.classes[0]!,
  )) {
    const ids = group.map((m) => (m.record as Meant).workerId);
    verdicts.set(brief.classId, await judge(db, brief, ids, today));
    standing.set(brief.classId, await enrolmentsIn(db, brief.classId, ids));
  }
  const seen = new Set<string>();
  return meant.map(({ row, classes: called, record }): Resolution<Plan | null> => {
    const refused = (f: Finding, subject: Resolution['subject'] = null): Resolution<null> => ({
      outcome: 'refused',
      findings: [f],
      changes: [],
      subject,
      plan: null,
    });
    if (typeof record === 'string') return refused(record === 'otherName' ? otherName : nobody);
    const subject = { kind: 'worker' as const, id: record.workerId, home: record.home };
    const name = written(row.values.className);
    const [brief] = called;
    if (!brief) return refused(unknownClass(name), subject);
    if (called.length > 1) return refused(severalClasses(name, called.length), subject);
    const at = standing.get(brief.classId)?.get(record.workerId);
    const key = `${brief.classId} ${record.workerId}`;
    if (seen.has(key) || (at && !ASKED_FROM.includes(at.state)))
      return { outcome: 'unchanged', findings: at ? [alreadyIn(enrolmentStateTexts[at.state])] : [], changes: [], subject, plan: null };
    const admission = verdicts.get(brief.classId)?.get(record.workerId)?.admission ?? [];
    const why = whyNotAdmitted(admission);
    if (why) return refused(refusedBy(why), subject);
    seen.add(key);
    const open = admission.filter((c) => c.stops && c.met === null);
    const day = written(row.values.askedOn);
    const askedOn = [day.length === 10 && day <= today ? day : batch.observedOn, today].sort()[0]!;
    return {
      outcome: at ? 'changed' : 'new',
      findings: open.length ? [toCheck(open)] : [],
      changes: [
        { field: 'className', text: { zh: '报名', en: 'asks for' }, from: at ? enrolmentStateTexts[at.state] : '', to: brief.title },
      ],
      subject,
      plan: { classId: brief.classId, workerId: record.workerId, askedOn },
    };
  });
};
/** By number and name together, at home in an area of the owner's. Somebody else's and nobody are one answer. */
const whom = (people: ReadonlyMap<string, readonly Meant[]>, { values }: SheetRowIn): Meant | 'nobody' | 'otherName' => {
  const own = (people.get(written(values.idNumber)) ?? []).filter((m) => m.reach === 'own');
  const named = own.filter((m) => m.name === written(values.name));
  return named.find((m) => !m.shadowed) ?? named[0] ?? (own.length > 0 ? 'otherName' : 'nobody');
};

const write = async (
  context: ApplyContext,
  rows: readonly { readonly row: SheetRowIn; readonly resolution: Resolution<Plan | null> }[],
): Promise<readonly (Written | null)[]> => {
  const { db, today, owner, batch } = context;
  const planned = rows.flatMap(({ row, resolution: { plan } }) => (plan ? [{ ...plan, ref: sourceRef(batch.id, row) }] : []));
  const done = new Set<string>();
  for (const [classId, group] of [...Map.groupBy(planned, (p) => p.classId)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const brief = (await briefsOf(db, [classId], today)).get(classId);
    if (!brief) continue;
    for (const [onDay, sameDay] of Map.groupBy(group, (p) => p.askedOn)) {
      const { items } = await askFor(
        { db, today },
        brief,
        sameDay.map((p) => p.workerId),
        { state: 'applied', way: 'list', onDay, source: 'list', refs: new Map(sameDay.map((p) => [p.workerId, p.ref])) },
        { recordedBy: owner.accountId, recordedName: owner.name },
      );
      for (const i of items) if (i.why === null) done.add(`${classId} ${i.workerId}`);
    }
  }
  return rows.map(({ resolution: { plan, subject } }) =>
    plan && subject && done.has(`${plan.classId} ${plan.workerId}`) ? { subject } : null,
  );
};

const compare = (a: RowPlace, b: RowPlace): number => b.sheet - a.sheet || b.row - a.row || b.side - a.side;
const ofBatch = async ({ db, batch }: Context): Promise<readonly (Enrolment & { readonly home: string })[]> => {
  const { rows } = await sql<
    Enrolment & { home: string }
  >`select ${enrolmentColumns}, n.home from training_enrolment_fact f join worker_now n on n.worker_id = f.worker_id
    where f.source_ref >= ${`${batch.id}#`} and f.source_ref < ${`${batch.id}$`} and f.superseded = 'infinity'`.execute(db);
  return rows;
};
const writtenRows = async (context: Context, after: RowPlace | null, limit: number): Promise<readonly RowPlace[]> =>
  (await ofBatch(context))
    .flatMap((r) => readSourceRef(r.sourceRef) ?? [])
    .map(({ sheet, row, side }) => ({ sheet, row, side }))
    .filter((p) => after === null || compare(after, p) < 0)
    .sort(compare)
    .slice(0, limit);

const movedOn: Text = {
  zh: '已经录取、候补或退出，不能随名单撤销；请在班的页面上办',
  en: 'Admitted, waiting or gone since; deal with it on the page of the class',
};
/** Taking back is withdrawing what the row asked for; who had been invited before is invited again. */
const undo = async (context: Context, places: readonly RowPlace[]): Promise<readonly Undone[]> => {
  const { db, batch, owner, today } = context;
  const byRef = new Map((await ofBatch(context)).map((r) => [r.sourceRef, r]));
  const gone: Enrolment[] = [];
  const out: Undone[] = [];
  for (const classId of [...new Set(places.flatMap((p) => byRef.get(sourceRef(batch.id, p))?.classId ?? []))].sort())
    await lockSeats(db, classId);
  for (const place of places) {
    const e = byRef.get(sourceRef(batch.id, place));
    if (!e) out.push({ ...place, state: 'nothing', why: null });
    else if (!owner.areas.some((a) => e.home >= a.from && e.home <= a.to)) out.push({ ...place, state: 'kept', why: movedAway });
    else if (e.state !== 'applied') out.push({ ...place, state: 'kept', why: movedOn });
    else {
      await takeBack(context, e);
      gone.push(e);
      out.push({ ...place, state: 'undone', why: null });
    }
  }
  const briefs = await briefsOf(
    db,
    gone.map((e) => e.classId),
    today,
  );
  for (const [classId, group] of Map.groupBy(gone, (e) => e.classId)) {
    const brief = briefs.get(classId);
    if (brief)
      await followEnrolments(
        db,
        group.map((e) => e.enrolmentId),
        brief,
        today,
      );
  }
  return out;
};
/** Back to the version before the first one of this line, or to none. */
const takeBack = async ({ db }: Context, e: Enrolment): Promise<void> => {
  const { rows } = await sql<Enrolment & { source: string }>`select ${enrolmentColumns}, f.source from training_enrolment_fact f
    where f.enrolment_id = ${e.enrolmentId}::uuid and f.superseded <> 'infinity' and f.source_ref <> ${e.sourceRef}
      and f.superseded = (select min(x.recorded) from training_enrolment_fact x where x.enrolment_id = f.enrolment_id and x.source_ref = ${e.sourceRef})
    order by f.recorded desc limit 1`.execute(db);
  const before = rows[0];
  if (!before) {
    await withdraw(db, 'training_enrolment_fact', { enrolment_id: e.enrolmentId });
    return;
  }
  const { enrolmentId: _, classId: __, workerId: ___, recorded: ____, ...facts } = before;
  await supersede(db, 'training_enrolment_fact', { enrolment_id: e.enrolmentId }, facts);
};

export const enrolmentApplier: SheetApplier<Plan | null> = { sheet: ENROL_SHEET, can: ENROL, resolve, write, writtenRows, undo };
