// Puts random classes beside a loaded world, every version with the very instants it has.
import { insertMany } from '#platform/server/bulkWrite.ts';
import type { BulkType } from '#platform/server/copyBinary.ts';
import { inRecordedHistory } from '#platform/server/recordedHistory.ts';
import type { Db } from '#platform/server/store.ts';
import type { TrainingWorld } from './trainingWorld.ts';

const GUARDED = [
  'training_class_fact',
  'training_class_step',
  'training_lesson_fact',
  'training_budget',
  'training_enrolment_fact',
  'training_mark',
  'training_attendance_book',
] as const;
type Columns<F> = Readonly<Record<string, readonly [BulkType, (fact: F, n: number) => unknown]>>;
const put = async <F>(db: Db, table: string, facts: readonly F[], columns: Columns<F>): Promise<void> => {
  const types = Object.fromEntries(Object.entries(columns).map(([name, [type]]) => [name, type]));
  if (facts.length)
    await insertMany(
      db,
      { table, columns: types },
      facts.map((fact, n) => Object.values(columns).map(([, of]) => of(fact, n))),
    );
};
const known = {
  recorded: ['timestamptz', (f: { recorded: string }) => f.recorded],
  superseded: ['timestamptz', (f: { superseded: string }) => f.superseded],
} as const;
const once = <F>(facts: readonly F[], of: (f: F) => string): readonly F[] => [...new Map(facts.map((f) => [of(f), f])).values()];
/** What a class, a lesson or a mark cannot be without and no figure asks for. */
const DAY = '2021-01-01';

/** In the caller's transaction, the owner's, behind `loadWorld`. */
export const loadTraining = async (db: Db, t: TrainingWorld): Promise<void> => {
  const sentOf = (id: string): string => `f${id.slice(1)}`;
  await inRecordedHistory(db, GUARDED, async () => {
    await put(
      db,
      'training_class',
      once(t.classes, (c) => c.id),
      { id: ['uuid', (c) => c.id] },
    );
    await put(db, 'training_class_fact', t.classes, {
      class_id: ['uuid', (c) => c.id],
      title: ['text', () => '班'],
      programme: ['text', (c) => c.programme],
      mode: ['text', (c) => c.mode],
      order_kind: ['text', (c) => c.order || null],
      school_id: ['uuid', (c) => c.school],
      employer_id: ['uuid', (c) => c.employer],
      place: ['text', () => '522727104000'],
      origin_code: ['text', (c) => c.origin],
      host_code: ['text', (c) => c.host || null],
      plan_from: ['date', () => DAY],
      plan_to: ['date', () => DAY],
      enrol_until: ['date', () => DAY],
      seats: ['int2', (c) => c.seats],
      ...known,
    });
    await put(db, 'training_class_step', t.steps, {
      class_id: ['uuid', (s) => s.class],
      state: ['text', (s) => s.state],
      on_day: ['date', (s) => s.on],
      ...known,
    });
    await put(
      db,
      'training_lesson',
      once(t.lessons, (l) => l.id),
      { id: ['uuid', (l) => l.id], class_id: ['uuid', (l) => l.class] },
    );
    await put(db, 'training_lesson_fact', t.lessons, {
      lesson_id: ['uuid', (l) => l.id],
      class_id: ['uuid', (l) => l.class],
      module: ['int2', () => 1],
      kind: ['text', () => 'theory'],
      day: ['date', (l) => l.day],
      from_minute: ['int2', (l) => l.minute],
      to_minute: ['int2', (l) => l.minute + 90],
      hours: ['numeric', () => '2'],
      state: ['text', (l) => l.state],
      deed: ['text', () => 'planned'],
      ...known,
    });
    await put(db, 'training_budget', t.budget, {
      id: ['uuid', (b) => b.id],
      class_id: ['uuid', (b) => b.class],
      fund: ['text', () => 'county'],
      purpose: ['text', () => 'tuition'],
      amount: ['numeric', (b) => String(b.amount)],
      ...known,
    });
    await put(
      db,
      'training_enrolment',
      once(t.enrolments, (e) => e.id),
      {
        id: ['uuid', (e) => e.id],
        class_id: ['uuid', (e) => e.class],
        worker_id: ['uuid', (e) => e.worker],
      },
    );
    await put(db, 'training_enrolment_fact', t.enrolments, {
      enrolment_id: ['uuid', (e) => e.id],
      class_id: ['uuid', (e) => e.class],
      worker_id: ['uuid', (e) => e.worker],
      way: ['text', () => 'list'],
      state: ['text', (e) => e.state],
      asked_on: ['date', (e) => e.from ?? DAY],
      enrolled_on: ['date', (e) => e.from],
      ended_on: ['date', (e) => e.ended],
      // a seat of its own for each enrolment and class
      seat: ['int2', (e, n) => (['enrolled', 'finished', 'failed'].includes(e.state) ? n + 1 : null)],
      ...known,
    });
    await put(
      db,
      'training_mark_sent',
      once(t.marks, (m) => m.id),
      {
        id: ['uuid', (m) => sentOf(m.id)],
        lesson_id: ['uuid', (m) => m.lesson],
        class_id: ['uuid', (m) => m.class],
        worker_id: ['uuid', (m) => m.worker],
        says: ['text', (m) => m.says],
        how: ['text', () => 'list'],
        device_at: ['timestamptz', (m) => m.recorded],
        at: ['timestamptz', (m) => m.recorded],
        clock: ['text', () => 'right'],
      },
    );
    await put(db, 'training_mark', t.marks, {
      id: ['uuid', (m) => m.id],
      lesson_id: ['uuid', (m) => m.lesson],
      class_id: ['uuid', (m) => m.class],
      worker_id: ['uuid', (m) => m.worker],
      says: ['text', (m) => m.says],
      how: ['text', () => 'list'],
      at: ['timestamptz', (m) => m.recorded],
      sent_id: ['uuid', (m) => sentOf(m.id)],
      ...known,
    });
    await put(db, 'training_attendance_book', t.books, {
      class_id: ['uuid', (b) => b.class],
      worker_id: ['uuid', (b) => b.worker],
      lessons: ['uuid[]', (b) => [...b.lessons]],
      says: ['text', (b) => b.says],
      source: ['text', () => 'test'],
      ...known,
    });
  });
};

/** What `clearWorld` takes away besides. */
export const TRAINING_CLEARED: readonly string[] = [
  'training_class',
  'training_lesson',
  'training_enrolment',
  'training_mark_sent',
  ...GUARDED,
];
