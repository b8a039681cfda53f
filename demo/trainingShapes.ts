// What a class of the demonstration is made of.
import type { DemoStandard } from './trainingStandards.ts';
import type { DemoLesson } from './trainingTimetable.ts';

interface Known {
  readonly recorded: number;
  readonly superseded: number | null;
}
export type DemoState =
  | 'plan'
  | 'approval'
  | 'enrolling'
  | 'opened'
  | 'teaching'
  | 'finished'
  | 'assessed'
  | 'tracking'
  | 'archived'
  | 'cancelled';
export interface DemoTeacher {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly kind: 'teacher' | 'mentor';
  readonly duty: string;
  readonly fromDay: string;
  readonly recorded: number;
}
export interface DemoClass {
  readonly id: string;
  readonly registered: number;
  /** So many people attend it; null: it is in none of the article's numbers. */
  readonly attending: number | null;
  readonly versions: readonly (Known & {
    readonly title: string;
    readonly programme: string;
    readonly versionId: string | null;
    readonly mode: 'schooling' | 'doorstep' | 'organised' | 'remote';
    readonly orderKind: 'named' | 'directed' | null;
    readonly schoolId: string;
    readonly employerId: string | null;
    readonly place: string;
    readonly address: string;
    readonly originCode: string;
    readonly hostCode: string;
    readonly planFrom: string;
    readonly planTo: string;
    readonly enrolUntil: string;
    readonly seats: number;
    readonly reason: string;
  })[];
  readonly steps: readonly (Known & { readonly state: DemoState; readonly onDay: string; readonly reason: string })[];
  readonly lessons: readonly DemoLesson[];
  readonly mentors: readonly {
    readonly id: string;
    readonly teacherId: string;
    readonly task: string;
    readonly fromDay: string;
    readonly toDay: string | null;
    readonly signedOn: string | null;
    readonly recorded: number;
  }[];
  readonly budget: readonly {
    readonly id: string;
    readonly fund: 'cooperation' | 'linkage' | 'employment' | 'employer';
    readonly purpose: 'tuition' | 'materials' | 'living' | 'mentors';
    readonly amount: number;
    readonly recorded: number;
  }[];
}
export interface DemoTraining {
  readonly standards: readonly DemoStandard[];
  readonly teachers: readonly DemoTeacher[];
  readonly classes: readonly DemoClass[];
}
