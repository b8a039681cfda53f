// Remote lessons and how far trainees are with them, many at once, for loaders: plain objects in, rows out. The roll gets its marks apart (rollcall/load.ts).
import { insertMany } from '#platform/server/bulkWrite.ts';
import type { Db } from '#platform/server/store.ts';
import { type Block, leastSecondsOf, type Question } from '../../rulesRemote.ts';

export interface LoadedUnit {
  readonly id: string;
  readonly versionId: string;
  readonly classId: string;
  readonly lessonId: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly questions: readonly Question[];
  readonly passMark: number;
  readonly saved: string;
  /** Null: a draft. */
  readonly published: string | null;
}
export interface LoadedProgress {
  readonly unitId: string;
  readonly versionId: string;
  readonly classId: string;
  readonly workerId: string;
  readonly opened: string;
  readonly seconds: number;
  readonly completed: string | null;
  /** Answered tries, in their order; the one that passed comes last. */
  readonly tries: readonly {
    readonly id: string;
    readonly seed: number;
    readonly asked: string;
    readonly answered: string;
    readonly answers: Readonly<Record<string, readonly string[]>>;
    readonly mark: number;
    readonly passed: boolean;
  }[];
}
const BY = '演示数据';

export const loadUnits = async (db: Db, list: readonly LoadedUnit[]): Promise<void> => {
  await insertMany(
    db,
    { table: 'training_unit', columns: { id: 'uuid', class_id: 'uuid', lesson_id: 'uuid', registered: 'timestamptz' } },
    list.map((u) => [u.id, u.classId, u.lessonId, u.saved]),
  );
  await insertMany(
    db,
    {
      table: 'training_unit_version',
      columns: {
        id: 'uuid',
        unit_id: 'uuid',
        class_id: 'uuid',
        ordinal: 'int2',
        state: 'text',
        title: 'text',
        blocks: 'jsonb',
        questions: 'jsonb',
        pass_mark: 'int2',
        least_seconds: 'int4',
        saved: 'timestamptz',
        saved_name: 'text',
        published: 'timestamptz',
        published_name: 'text',
      },
    },
    list.map((u) => [
      u.versionId,
      u.id,
      u.classId,
      1,
      u.published === null ? 'draft' : 'published',
      u.title,
      u.blocks,
      u.questions,
      u.passMark,
      leastSecondsOf(u.blocks),
      u.saved,
      BY,
      u.published,
      u.published === null ? '' : BY,
    ]),
  );
};
export const loadProgress = async (db: Db, list: readonly LoadedProgress[]): Promise<void> => {
  await insertMany(
    db,
    {
      table: 'training_unit_progress',
      columns: {
        unit_id: 'uuid',
        worker_id: 'uuid',
        class_id: 'uuid',
        version_id: 'uuid',
        opened: 'timestamptz',
        seconds: 'int4',
        best: 'int2',
        tries: 'int2',
        completed: 'timestamptz',
      },
    },
    list.map((p) => [
      p.unitId,
      p.workerId,
      p.classId,
      p.versionId,
      p.opened,
      p.seconds,
      p.tries.length ? Math.max(...p.tries.map((t) => t.mark)) : null,
      p.tries.length,
      p.completed,
    ]),
  );
  await insertMany(
    db,
    {
      table: 'training_quiz_try',
      columns: {
        id: 'uuid',
        unit_id: 'uuid',
        worker_id: 'uuid',
        class_id: 'uuid',
        version_id: 'uuid',
        number: 'int2',
        seed: 'int4',
        asked: 'timestamptz',
        answered: 'timestamptz',
        answers: 'jsonb',
        mark: 'int2',
        passed: 'bool',
      },
    },
    list.flatMap((p) =>
      p.tries.map((t, i) => [
        t.id,
        p.unitId,
        p.workerId,
        p.classId,
        p.versionId,
        i + 1,
        t.seed,
        t.asked,
        t.answered,
        t.answers,
        t.mark,
        t.passed,
      ]),
    ),
  );
};
