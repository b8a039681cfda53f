// A filled-in attendance sheet: each row that names a mark is a statement, as if it had been made at the desk; undone by batch, it is as if it never was.
import { createHash } from 'node:crypto';
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
import type { Text } from '#standards/text.ts';
import { ROLL } from '../../contractRollTexts.ts';
import { businessMoment, callsRoll, type InClass, type Mark, markTexts, whyNotLessonMarked, whyNotPerson } from '../../rules.ts';
import { ATTENDANCE_SHEET } from '../../sheetAttendance.ts';
import { classesNow, slotsById } from './lessons.ts';
import { keepSaid, lockRolls, markAt, marksOf, type Pair, refold } from './marks.ts';
import { rollOf } from './roster.ts';

interface Plan extends Pair {
  readonly says: Mark;
  readonly missed: number | null;
  readonly note: string;
}
type Context = Omit<ApplyContext, 'fields'>;
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const ID = new RegExp(`^(${UUID})/(${UUID})$`);
const idOf = (row: SheetRowIn): readonly [string, string] | null => {
  const found = ID.exec(typeof row.values.markId === 'string' ? row.values.markId.trim().toLowerCase() : '');
  return found ? [found[1]!, found[2]!] : null;
};
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const countOf = (value: unknown): number | null => (typeof value === 'number' ? value : /^\d+$/.test(textOf(value)) ? Number(value) : null);
const refusal = (rule: string, fields: readonly string[], text: Text, advice: Text): Finding => ({
  rule,
  severity: 'error',
  fields,
  text,
  advice,
});
const unknown = refusal(
  'markId',
  ['markId'],
  { zh: '签到编号找不到，可能改动过，也可能不由您点名', en: 'There is no such number, or its roll is not yours to call' },
  { zh: '从班的“签到表”重新导出再填', en: 'Export the attendance of the class again and fill that in' },
);
const otherName = refusal(
  'otherName',
  ['name'],
  { zh: '姓名和这个签到编号的学员不是同一个人', en: 'The name is not that of the trainee of this number' },
  {
    zh: '多半是排序时只动了一列。从“签到表”重新导出再填',
    en: 'Most likely one column was sorted alone. Export the attendance again and fill that in',
  },
);
const refusedBy = (why: Text): Finding =>
  refusal('lesson', ['markId'], why, {
    zh: '这一行不导入，需要的话在签到表页面处理',
    en: 'This row is not imported; deal with it on the page of the attendance if needed',
  });
const sameName = (written: string, name: string): boolean => {
  const w = written.replace(/[\s·]/g, '');
  const n = name.replace(/[\s·]/g, '');
  return w === '' || w === n || (/[*＊]/.test(w) && w[0] === n[0]);
};
const words = (says: Mark | undefined, missed: number | null): string =>
  says === undefined ? '' : `${markTexts[says].zh}${missed === null ? '' : `，缺 ${missed} 分钟`}`;

const resolve = async (context: ApplyContext, rows: readonly SheetRowIn[]): Promise<readonly Resolution<Plan | null>[]> => {
  const { db, owner, today, services } = context;
  const now = businessMoment(services.clock.now().getTime(), today);
  const ids = rows.flatMap((r) => {
    const id = idOf(r);
    return id ? [id] : [];
  });
  const lessons = await slotsById(db, [...new Set(ids.map(([l]) => l))]);
  const classes = await classesNow(db, [...new Set([...lessons.values()].map((l) => l.classId))], today);
  const people = await rollOf(db, [...classes.keys()], [...new Set(ids.map(([, w]) => w))]);
  const known = Map.groupBy(people, (p) => `${p.classId} ${p.workerId}`);
  const pairs = ids.flatMap(([lessonId, workerId]) => {
    const lesson = lessons.get(lessonId);
    return lesson ? [{ lessonId, workerId, classId: lesson.classId }] : [];
  });
  const marks = await marksOf(db, pairs);
  const written = new Map<string, Plan>();
  return rows.map((row): Resolution<Plan | null> => {
    const refused = (finding: Finding, subject: Resolution['subject'] = null): Resolution<null> => ({
      outcome: 'refused',
      findings: [finding],
      changes: [],
      subject,
      plan: null,
    });
    const id = idOf(row);
    const lesson = id ? lessons.get(id[0]) : undefined;
    const of = lesson && classes.get(lesson.classId);
    const person = lesson && id ? known.get(`${lesson.classId} ${id[1]}`)?.[0] : undefined;
    // whoever may not call this roll does not learn whose number it is
    if (!id || !lesson || !of || !person || !callsRoll(owner.grants, of)) return refused(unknown);
    const subject = { kind: 'worker' as const, id: person.workerId, home: person.home };
    if (!sameName(textOf(row.values.name), person.name)) return refused(otherName, subject);
    const says = textOf(row.values.mark) as Mark | '';
    if (says === '') return { outcome: 'unchanged', findings: [], changes: [], subject, plan: null };
    const spans: readonly InClass[] = known.get(`${lesson.classId} ${id[1]}`) ?? [];
    const why = whyNotLessonMarked({ at: now, known: null }, lesson, of.state) ?? whyNotPerson(spans, lesson.day);
    if (why) return refused(refusedBy(why), subject);
    const length = lesson.toMinute - lesson.fromMinute;
    const minutes = countOf(row.values.missed);
    const missed = (says === 'late' || says === 'leftEarly') && minutes !== null && minutes > 0 ? Math.min(minutes, length) : null;
    const pair = { lessonId: lesson.id, classId: of.id, workerId: person.workerId };
    const key = `${pair.lessonId} ${pair.workerId}`;
    const before = written.get(key) ?? markAt(marks, pair);
    if (before?.says === says && before.missed === missed) return { outcome: 'unchanged', findings: [], changes: [], subject, plan: null };
    const plan = { ...pair, says, missed, note: textOf(row.values.note).slice(0, 200) };
    written.set(key, plan);
    return {
      outcome: before ? 'changed' : 'new',
      findings: [],
      changes: [
        { field: 'mark', text: { zh: '签到', en: 'mark' }, from: words(before?.says, before?.missed ?? null), to: words(says, missed) },
      ],
      subject,
      plan,
    };
  });
};

/** The same row of the same batch is the same statement, however often the chunk is tried. */
const saidId = (ref: string): string => {
  const h = createHash('sha256').update(`attendance ${ref}`).digest('hex');
  const variant = ((Number.parseInt(h[16]!, 16) & 3) | 8).toString(16);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20, 32)}`;
};
const write = async (
  { db, batch, owner, today, services }: ApplyContext,
  rows: readonly { readonly row: SheetRowIn; readonly resolution: Resolution<Plan | null> }[],
): Promise<readonly (Written | null)[]> => {
  const now = businessMoment(services.clock.now().getTime(), today);
  const planned = rows.flatMap(({ row, resolution: { plan } }, i) => (plan ? [{ plan, ref: sourceRef(batch.id, row), i }] : []));
  await lockRolls(
    db,
    planned.map((p) => p.plan.classId),
  );
  await keepSaid(
    db,
    planned.map(({ plan: { note, ...plan }, ref, i }) => ({
      ...plan,
      id: saidId(ref),
      how: 'sheet' as const,
      deviceAt: now,
      // rows in their order: the last one about somebody holds
      at: now + i,
      behind: 0,
      clock: 'right' as const,
      device: '',
      reason: note,
      sourceRef: ref,
      givenBy: owner.accountId,
      givenName: owner.name,
    })),
  );
  await refold(
    db,
    planned.map((p) => p.plan),
  );
  return rows.map(({ resolution: { plan, subject } }) => (plan && subject ? { subject } : null));
};

const compare = (a: RowPlace, b: RowPlace): number => b.sheet - a.sheet || b.row - a.row || b.side - a.side;
const writtenRows = async ({ db, batch }: Context, after: RowPlace | null, limit: number): Promise<readonly RowPlace[]> => {
  const { rows } = await sql<{ ref: string }>`select source_ref as ref from training_mark_sent
    where source_ref >= ${`${batch.id}#`} and source_ref < ${`${batch.id}$`} and undone is null`.execute(db);
  return rows
    .flatMap((r) => readSourceRef(r.ref) ?? [])
    .map(({ sheet, row, side }) => ({ sheet, row, side }))
    .filter((p) => after === null || compare(after, p) < 0)
    .sort(compare)
    .slice(0, limit);
};
const archived: Text = {
  zh: '这个班已经归档，签到不再改，这一行没有撤回',
  en: 'The class is archived and its marks no longer change; this row was not taken back',
};
/** What the row said is taken back, and the mark is what follows from all that was said beside it. */
const undo = async ({ db, batch, today }: Context, places: readonly RowPlace[]): Promise<readonly Undone[]> => {
  const refs = places.map((p) => sourceRef(batch.id, p));
  const { rows } = await sql<Pair & { ref: string }>`select source_ref as ref, lesson_id, class_id, worker_id from training_mark_sent
    where source_ref = any (${refs}::text[]) and undone is null`.execute(db);
  const classes = await classesNow(db, [...new Set(rows.map((r) => r.classId))], today);
  await lockRolls(
    db,
    rows.map((r) => r.classId),
  );
  const byRef = new Map(rows.map((r) => [r.ref, r]));
  const gone: (Pair & { ref: string })[] = [];
  const out = places.map((place, i): Undone => {
    const row = byRef.get(refs[i]!);
    if (!row) return { ...place, state: 'nothing', why: null };
    if (classes.get(row.classId)?.state === 'archived') return { ...place, state: 'kept', why: archived };
    gone.push(row);
    return { ...place, state: 'undone', why: null };
  });
  await sql`update training_mark_sent set undone = clock_timestamp() where source_ref = any (${gone.map((g) => g.ref)}::text[]) and undone is null`.execute(
    db,
  );
  await refold(db, gone);
  return out;
};

export const attendanceApplier: SheetApplier<Plan | null> = { sheet: ATTENDANCE_SHEET, can: ROLL, resolve, write, writtenRows, undo };
