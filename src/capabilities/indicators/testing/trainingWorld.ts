// Classes and whoever is in them as plain data, beside a world (world.ts): what the brute-force count of I09 reads. Shapes only.
import type { Day } from '#standards/calendar/calendar.ts';
import type { Dimensions, Instant, Known } from './world.ts';

export interface TrainingWorld {
  /** Key: id. */
  readonly classes: readonly (Known & {
    readonly id: string;
    /** Of rulesProgrammes.ts. */
    readonly programme: string;
    readonly mode: 'schooling' | 'doorstep' | 'remote' | 'organised';
    readonly order: '' | 'named' | 'directed' | 'enterprise';
    readonly school: string;
    readonly employer: string | null;
    /** 12 digits. */
    readonly origin: string;
    /** 12 digits, or ''. */
    readonly host: string;
    readonly seats: number;
  })[];
  /** Key: class and state. */
  readonly steps: readonly (Known & {
    readonly class: string;
    readonly state: 'opened' | 'teaching' | 'finished' | 'cancelled';
    readonly on: Day;
  })[];
  /** Key: id. */
  readonly lessons: readonly (Known & {
    readonly id: string;
    readonly class: string;
    readonly day: Day;
    readonly minute: number;
    readonly state: 'planned' | 'cancelled';
  })[];
  /** Key: id; one for each class and record. */
  readonly enrolments: readonly (Known & {
    readonly id: string;
    readonly class: string;
    readonly worker: string;
    readonly state: 'applied' | 'enrolled' | 'withdrawn' | 'finished' | 'failed';
    readonly from: Day | null;
    readonly ended: Day | null;
  })[];
  /** Key: id; one for each lesson and record. */
  readonly marks: readonly (Known & {
    readonly id: string;
    readonly class: string;
    readonly lesson: string;
    readonly worker: string;
    readonly says: 'present' | 'late' | 'leftEarly' | 'absent' | 'excused';
  })[];
  /** Key: class and record. One letter a lesson: p l e a x. */
  readonly books: readonly (Known & {
    readonly class: string;
    readonly worker: string;
    readonly lessons: readonly string[];
    readonly says: string;
  })[];
  /** Key: id. */
  readonly budget: readonly (Known & { readonly id: string; readonly class: string; readonly amount: number })[];
}

export interface TrainedAsk {
  readonly from: Day;
  readonly to: Day;
  readonly knownAt: Instant;
}
/** Of the class; '' none. */
interface OfClass {
  readonly programme: string;
  readonly mode: string;
  readonly order: string;
  readonly school: string;
  readonly employer: string;
  readonly host: string;
  readonly pairing: string;
}
export interface BruteClass extends OfClass {
  readonly id: string;
  readonly opened: Day;
  readonly seats: number;
  readonly budget: number;
  readonly origin: string;
}
type OfPerson = Pick<Dimensions, 'origin' | 'where' | 'people' | 'monitored' | 'relocated' | 'sex' | 'age'>;
export interface BrutePerson extends OfClass, OfPerson {
  readonly person: string;
  readonly on: Day;
  readonly class: string;
}
export interface BruteTrainee extends BrutePerson {
  readonly enrolled: Day | null;
  readonly attended: Day | null;
  readonly finished: Day | null;
  readonly employed: Day | null;
  readonly reported: Day | null;
  readonly stable3: Day | null;
  readonly stable6: Day | null;
}
export interface BruteTrained {
  readonly classes: readonly BruteClass[];
  readonly persons: readonly BrutePerson[];
  readonly trainees: readonly BruteTrainee[];
}
