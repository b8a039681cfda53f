// Names of places and permissions that the shells need before a page is loaded: no imports here (architecture.unit.test.ts), the contract passes them on.
/** Sections of one class's page that enrolment, roll call and the funnel fill; the subject is the class's id. */
export const CLASS_SECTIONS = 'training.class';
/** What stands right of the head of a class's page: promises of an order class, deeds of later slices. */
export const CLASS_HEAD = 'training.class.head';
export const READ = 'training.read';
export const WRITE = 'training.write';
export const APPROVE = 'training.approve';
export const STANDARDS = 'training.standards';
export const ADOPT = 'training.adopt';
export const TRAINEES = 'training.trainees';
export const ENROL = 'training.enrol';
export const MINE = 'training.mine';
export const ORDER = 'training.order';
export const SIGN_ORDER = 'training.signOrder';
export const ATTENDANCE = 'training.attendance';
export const COHORTS = 'training.cohorts';
export const SCHOOLING = 'training.schooling';
export const AUTHOR = 'training.author';
export const PROGRESS = 'training.progress';
export const LEARN = 'training.learn';
