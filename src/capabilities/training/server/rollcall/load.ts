// Attendance with its own history, many trainees at once, for loaders: books 考勤册 for classes that are over, marks with what was said for those that run.
import { insertMany } from '#platform/server/bulkWrite.ts';
import type { Db } from '#platform/server/store.ts';
import { MARK_LETTERS, type Mark } from '../../rules.ts';
import { markIdOf } from './marks.ts';

export interface LoadedBook {
  readonly classId: string;
  readonly workerId: string;
  readonly marks: readonly { readonly lessonId: string; readonly says: Mark }[];
  readonly recorded: string;
}
export interface LoadedMark {
  /** Of what was said. */
  readonly id: string;
  readonly classId: string;
  readonly lessonId: string;
  readonly workerId: string;
  readonly says: Mark;
  /** By the list where nothing is said. */
  readonly how?: 'list' | 'remote';
  /** When it was so, and known. */
  readonly at: string;
}
/** Versioned tables the loader fills: their guards are silenced while it does. */
export const ATTENDANCE_TABLES = ['training_mark', 'training_attendance_book'] as const;
const BY = '演示数据';
const AT_ONCE = 2000;
const inPieces = async <T>(list: readonly T[], put: (piece: readonly T[]) => Promise<void>): Promise<void> => {
  for (let i = 0; i < list.length; i += AT_ONCE) await put(list.slice(i, i + AT_ONCE));
};

export const loadBooks = (db: Db, list: readonly LoadedBook[]): Promise<void> =>
  inPieces(list, (piece) =>
    insertMany(
      db,
      {
        table: 'training_attendance_book',
        columns: {
          class_id: 'uuid',
          worker_id: 'uuid',
          lessons: 'uuid[]',
          says: 'text',
          source: 'text',
          recorded_name: 'text',
          recorded: 'timestamptz',
          superseded: 'timestamptz',
        } as const,
      },
      piece.map((b) => [
        b.classId,
        b.workerId,
        b.marks.map((m) => m.lessonId),
        b.marks.map((m) => MARK_LETTERS[m.says]).join(''),
        BY,
        BY,
        b.recorded,
        'infinity',
      ]),
    ),
  );
export const loadMarks = (db: Db, list: readonly LoadedMark[]): Promise<void> =>
  inPieces(list, async (piece) => {
    const columns = {
      lesson_id: 'uuid',
      class_id: 'uuid',
      worker_id: 'uuid',
      says: 'text',
      how: 'text',
      at: 'timestamptz',
      recorded: 'timestamptz',
    } as const;
    const common = (m: LoadedMark) => [m.lessonId, m.classId, m.workerId, m.says, m.how ?? 'list', m.at, m.at];
    await insertMany(
      db,
      {
        table: 'training_mark_sent',
        columns: { id: 'uuid', ...columns, device_at: 'timestamptz', clock: 'text', given_name: 'text' } as const,
      },
      piece.map((m) => [m.id, ...common(m), m.at, 'right', BY]),
    );
    await insertMany(
      db,
      {
        table: 'training_mark',
        columns: { id: 'uuid', ...columns, superseded: 'timestamptz', sent_id: 'uuid', recorded_name: 'text' } as const,
      },
      piece.map((m) => [markIdOf(m.lessonId, m.workerId), ...common(m), 'infinity', m.id, BY]),
    );
  });
