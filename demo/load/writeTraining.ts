import {
  type LoadedClass,
  type LoadedStandard,
  loadClasses,
  loadStandards,
  loadTeachers,
  TRAINING_TABLES,
} from '#capabilities/training/server/service.ts';
import { inRecordedHistory } from '#platform/server/recordedHistory.ts';
import type { Db } from '#platform/server/store.ts';
import type { DemoClass } from '../trainingShapes.ts';
import type { DemoStandard } from '../trainingStandards.ts';
import type { World } from '../world.ts';

const at = (ms: number): string => new Date(ms).toISOString();
const known = ({ recorded, superseded }: { readonly recorded: number; readonly superseded: number | null }) => ({
  recorded: at(recorded),
  superseded: superseded === null ? null : at(superseded),
});

/** In the words of the training capability. */
export const standardOf = (s: DemoStandard): LoadedStandard => ({
  ...s,
  registered: at(s.registered),
  versions: s.versions.map((v) => ({
    ...v,
    created: at(v.created),
    adoptions: v.adoptions.map((a) => ({ ...a, recorded: at(a.recorded) })),
  })),
});
export const classOf = (c: DemoClass): LoadedClass => ({
  id: c.id,
  registered: at(c.registered),
  versions: c.versions.map((v) => ({ ...v, ...known(v) })),
  steps: c.steps.map((s) => ({ ...s, ...known(s) })),
  lessons: c.lessons.map((l) => ({ id: l.id, versions: l.versions.map((v) => ({ ...v, ...known(v) })) })),
  mentors: c.mentors.map((m) => ({ ...m, recorded: at(m.recorded) })),
  budget: c.budget.map((b) => ({ ...b, recorded: at(b.recorded) })),
});

/** Standards, teachers and classes with their own history, in the caller's transaction (the owner's); organisations are there already. */
export const writeTraining = (db: Db, world: World): Promise<void> =>
  inRecordedHistory(db, TRAINING_TABLES, async () => {
    const { standards, teachers, classes } = world.training();
    await loadStandards(db, standards.map(standardOf));
    await loadTeachers(
      db,
      teachers.map((t) => ({ ...t, recorded: at(t.recorded) })),
    );
    await loadClasses(db, classes.map(classOf));
  });
