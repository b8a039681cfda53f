// Content of remote lessons, written by the school: drafts in place, versions that are fixed once published.
import { sql } from 'kysely';
import type { Output, Parsed } from '#platform/contract.ts';
import { changed, notFound } from '#platform/problem.ts';
import type { FilePurpose } from '#platform/server/files.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import {
  AUTHOR,
  type BlockIn,
  type discardUnit,
  type listUnits,
  notRemote,
  PICTURE_FILE,
  pictureUnknown,
  type publishUnit,
  type QuestionIn,
  type readUnit,
  type saveUnit,
  type UnitOut,
  unitState,
} from '../../contractRemote.ts';
import { writes } from '../../rulesClasses.ts';
import { leastSecondsOf } from '../../rulesRemote.ts';
import { type ClassNow, classesNow, coursesOf, type LessonRow, lessonsById, lessonsOfClass } from '../rollcall/lessons.ts';
import { namesFor, rollOf } from '../rollcall/roster.ts';
import { lockSeen, refuseNotWriter } from '../target.ts';

interface Version {
  readonly id: string;
  readonly unitId: string;
  readonly ordinal: number;
  readonly state: 'draft' | 'published' | 'replaced';
  readonly title: string;
  readonly blocks: BlockIn[];
  readonly questions: QuestionIn[];
  readonly passMark: number;
  readonly leastSeconds: number;
  readonly revision: number;
  readonly saved: string;
  readonly savedName: string;
  readonly published: string | null;
  readonly publishedName: string;
}
const versionsOf = async (call: Pick<Call, 'db'>, unitId: string): Promise<readonly Version[]> =>
  (
    await sql<Version>`select id, unit_id, ordinal, state, title, blocks, questions, pass_mark, least_seconds, revision, saved, saved_name, published, published_name
      from training_unit_version where unit_id = ${unitId}::uuid order by ordinal`.execute(call.db)
  ).rows;

interface Lesson {
  readonly lesson: LessonRow;
  readonly of: ClassNow & { readonly mode: string };
  readonly unitId: string | null;
}
const getLesson = async (call: Pick<Call, 'db' | 'today'>, lessonId: string): Promise<Lesson> => {
  const lesson = (await lessonsById(call.db, [lessonId])).get(lessonId);
  const of = lesson && (await classesNow(call.db, [lesson.classId], call.today)).get(lesson.classId);
  if (!lesson || !of) throw notFound();
  const { rows } = await sql<{
    mode: string;
    unitId: string | null;
  }>`select f.mode, (select u.id from training_unit u where u.lesson_id = ${lessonId}::uuid) as unit_id
    from training_class_fact f where f.class_id = ${of.id}::uuid and f.superseded = 'infinity'`.execute(call.db);
  const { mode, unitId } = rows[0]!;
  if (mode !== 'remote') throw notRemote({ title: of.title });
  return { lesson, of: { ...of, mode }, unitId };
};
const toldVersion = (v: Version | undefined) =>
  v
    ? {
        ordinal: v.ordinal,
        revision: v.revision,
        title: v.title,
        blocks: v.blocks,
        questions: v.questions,
        passMark: v.passMark,
        leastSeconds: v.leastSeconds,
        saved: v.saved,
        by: v.savedName,
      }
    : null;

const tell = async (call: Call, { lesson, of, unitId }: Lesson): Promise<UnitOut> => {
  const versions = unitId === null ? [] : await versionsOf(call, unitId);
  const course = (await coursesOf(call.db, [of.versionId])).get(of.versionId ?? '');
  const { rows: counts } = await sql<{ versionId: string; completed: number; reading: number }>`select version_id,
      count(*) filter (where completed is not null)::int as completed, count(*) filter (where completed is null)::int as reading
    from training_unit_progress where unit_id = ${unitId}::uuid group by version_id`.execute(call.db);
  return {
    lessonId: lesson.id,
    classId: of.id,
    classTitle: of.title,
    number: lesson.number,
    moduleTitle: course?.modules.find((m) => m.number === lesson.module)?.title ?? '',
    kind: lesson.kind,
    hours: lesson.hours,
    day: lesson.day,
    unitId,
    draft: toldVersion(versions.find((v) => v.state === 'draft')),
    published: toldVersion(versions.find((v) => v.state === 'published')),
    history: versions
      .filter((v) => v.published !== null)
      .map((v) => ({
        ordinal: v.ordinal,
        published: v.published!,
        by: v.publishedName,
        current: v.state === 'published',
        completed: counts.find((c) => c.versionId === v.id)?.completed ?? 0,
        reading: counts.find((c) => c.versionId === v.id)?.reading ?? 0,
      })),
    may: { author: call.actor.permissions.has(AUTHOR) && writes(call.actor.grants, of) },
  };
};
export const read = async (call: Call, { lessonId }: Parsed<typeof readUnit>): Promise<UnitOut> =>
  tell(call, await getLesson(call, lessonId));

/** Locked with its class, and this account carries it on. */
const lockLesson = async (call: Call, lessonId: string): Promise<Lesson> => {
  const found = await getLesson(call, lessonId);
  refuseNotWriter(call, await lockSeen(call, found.of.id));
  return getLesson(call, lessonId);
};
const draftOf = async (call: Call, found: Lesson, seen: number): Promise<Version | undefined> => {
  const draft = found.unitId === null ? undefined : (await versionsOf(call, found.unitId)).find((v) => v.state === 'draft');
  if ((draft?.revision ?? 0) !== seen)
    throw changed({ by: draft?.savedName || '—', at: draft?.saved ?? '', current: await tell(call, found) });
  return draft;
};
const noted = (call: Call, { of, lesson }: Lesson, details: Record<string, unknown>): void =>
  call.note({ area: of.originCode, subject: { kind: 'class', id: of.id }, details: { lesson: lesson.id, ...details } });

export const save = async (
  call: Call,
  { lessonId, seen, title, blocks, questions, passMark }: Parsed<typeof saveUnit>,
): Promise<UnitOut> => {
  const { db, actor } = call;
  const found = await lockLesson(call, lessonId);
  if (blocks.length === 0)
    throw unitState({ why: '还没有内容，至少写一段文字', whyEn: 'There is no content yet; write a paragraph at least' });
  const draft = await draftOf(call, found, seen);
  const files = [...new Set(blocks.flatMap((b) => (b.kind === 'picture' ? [b.fileId] : [])))];
  const { rows: known } = await sql<{
    id: string;
  }>`select id from file where id = any (${files}::uuid[]) and purpose = ${PICTURE_FILE}`.execute(db);
  if (known.length < files.length) throw pictureUnknown();
  const row = {
    title,
    blocks: JSON.stringify(blocks),
    questions: JSON.stringify(questions),
    pass: passMark,
    least: leastSecondsOf(blocks),
  };
  let { unitId } = found;
  if (unitId === null) {
    unitId = newId();
    await db.insertInto('trainingUnit').values({ id: unitId, classId: found.of.id, lessonId, registeredBy: actor.accountId }).execute();
  }
  const versionId = draft?.id ?? newId();
  if (draft)
    await sql`update training_unit_version set title = ${row.title}, blocks = ${row.blocks}::jsonb, questions = ${row.questions}::jsonb, pass_mark = ${row.pass},
        least_seconds = ${row.least}, revision = revision + 1, saved = clock_timestamp(), saved_by = ${actor.accountId}::uuid, saved_name = ${actor.name}
      where id = ${versionId}::uuid`.execute(db);
  else
    await sql`insert into training_unit_version (id, unit_id, class_id, ordinal, state, title, blocks, questions, pass_mark, least_seconds, saved_by, saved_name)
      select ${versionId}::uuid, ${unitId}::uuid, ${found.of.id}::uuid, coalesce(max(v.ordinal), 0) + 1, 'draft', ${row.title}, ${row.blocks}::jsonb, ${row.questions}::jsonb,
        ${row.pass}, ${row.least}, ${actor.accountId}::uuid, ${actor.name} from training_unit_version v where v.unit_id = ${unitId}::uuid`.execute(
      db,
    );
  await sql`delete from training_unit_picture where version_id = ${versionId}::uuid`.execute(db);
  await sql`insert into training_unit_picture (version_id, file_id, class_id) select ${versionId}::uuid, f, ${found.of.id}::uuid
    from unnest(${files}::uuid[]) f`.execute(db);
  noted(call, found, { blocks: blocks.length, questions: questions.length });
  return tell(call, { ...found, unitId });
};

export const publish = async (call: Call, { lessonId, seen }: Parsed<typeof publishUnit>): Promise<UnitOut> => {
  const found = await lockLesson(call, lessonId);
  const draft = await draftOf(call, found, seen);
  if (!draft) throw unitState({ why: '没有草稿可以发布', whyEn: 'There is no draft to publish' });
  if (found.lesson.state === 'cancelled')
    throw unitState({ why: '这次课已经停了，不能发布', whyEn: 'This lesson is cancelled; nothing can be published' });
  await sql`update training_unit_version set state = 'replaced' where unit_id = ${draft.unitId}::uuid and state = 'published'`.execute(
    call.db,
  );
  await sql`update training_unit_version set state = 'published', published = clock_timestamp(), published_name = ${call.actor.name}
    where id = ${draft.id}::uuid`.execute(call.db);
  noted(call, found, { published: draft.ordinal });
  return tell(call, found);
};
export const discard = async (call: Call, { lessonId, seen }: Parsed<typeof discardUnit>): Promise<UnitOut> => {
  const found = await lockLesson(call, lessonId);
  const draft = await draftOf(call, found, seen);
  if (!draft) throw unitState({ why: '没有草稿', whyEn: 'There is no draft' });
  await sql`delete from training_unit_version where id = ${draft.id}::uuid`.execute(call.db);
  noted(call, found, { discarded: draft.ordinal });
  return tell(call, found);
};

/** The class's page: lessons with their content, people with how far they are. */
export const list = async (call: Call, { id }: Parsed<typeof listUnits>): Promise<Output<typeof listUnits>> => {
  const { db, actor } = call;
  const of = (await classesNow(db, [id], call.today)).get(id);
  if (!of) throw notFound();
  const { rows: modes } = await sql<{
    mode: string;
  }>`select mode from training_class_fact where class_id = ${id}::uuid and superseded = 'infinity'`.execute(db);
  const may = { author: actor.permissions.has(AUTHOR) && writes(actor.grants, of) };
  if (modes[0]?.mode !== 'remote') return { classTitle: of.title, remote: false, lessons: [], people: [], may };
  const lessons = (await lessonsOfClass(db, id)).filter((l) => l.state === 'planned');
  const course = (await coursesOf(db, [of.versionId])).get(of.versionId ?? '');
  const { rows: versions } = await sql<
    Version & { lessonId: string; asked: number }
  >`select u.lesson_id, v.id, v.unit_id, v.ordinal, v.state, v.title, v.pass_mark, v.least_seconds,
      jsonb_array_length(v.questions) as asked
    from training_unit u join training_unit_version v on v.unit_id = u.id where u.class_id = ${id}::uuid and v.state <> 'replaced' order by v.ordinal`.execute(
    db,
  );
  const { rows: progress } = await sql<{ unitId: string; workerId: string; seconds: number; completed: string | null; opened: string }>`
    select unit_id, worker_id, seconds, completed, opened from training_unit_progress where class_id = ${id}::uuid`.execute(db);
  const byLesson = Map.groupBy(versions, (v) => v.lessonId);
  const published = new Set(
    versions.filter((v) => v.state === 'published' && lessons.some((l) => l.id === v.lessonId)).map((v) => v.unitId),
  );
  const people = (await rollOf(db, [id])).filter((p) => p.to === null || p.seat !== null);
  const names = await namesFor(call, people);
  return {
    classTitle: of.title,
    remote: true,
    lessons: lessons.map((l) => {
      const own = byLesson.get(l.id) ?? [];
      const now = own.find((v) => v.state === 'published');
      const draft = own.find((v) => v.state === 'draft');
      const shown = now ?? draft;
      const of = progress.filter((p) => p.unitId === shown?.unitId);
      return {
        lessonId: l.id,
        number: l.number,
        day: l.day,
        moduleTitle: course?.modules.find((m) => m.number === l.module)?.title ?? '',
        hours: l.hours,
        unit: shown
          ? {
              id: shown.unitId,
              title: shown.title,
              state: now ? (draft ? ('changed' as const) : ('published' as const)) : ('draft' as const),
              leastSeconds: shown.leastSeconds,
              questions: shown.asked,
              passMark: shown.passMark,
              completed: of.filter((p) => p.completed !== null).length,
              reading: of.filter((p) => p.completed === null).length,
            }
          : null,
      };
    }),
    people: people.map((p) => {
      const own = progress.filter((x) => x.workerId === p.workerId && published.has(x.unitId));
      return {
        workerId: p.workerId,
        name: names.get(p.workerId) ?? '',
        seat: p.seat,
        done: own.filter((x) => x.completed !== null).length,
        of: published.size,
        seconds: own.reduce((sum, x) => sum + x.seconds, 0),
        last:
          own
            .map((x) => x.completed ?? x.opened)
            .sort()
            .at(-1) ?? null,
      };
    }),
    may,
  };
};

/** Pictures: read by whoever sees the class, and by its own trainees. */
export const picturePurpose: FilePurpose = {
  name: PICTURE_FILE,
  summary: { zh: '远程课的图片', en: 'Picture of a remote lesson' },
  limit: 5 * 1024 * 1024,
  types: ['jpeg', 'png', 'webp'],
  can: AUTHOR,
  may: async (db, _actor, file) => {
    const { rows } = await sql<{ open: boolean }>`select unit_picture_open(${file.id}::uuid)
      or exists (select 1 from training_unit_picture p where p.file_id = ${file.id}::uuid) as open`.execute(db);
    return rows[0]!.open;
  },
};
