// Names of places and permissions that the shells need before a page is loaded: no imports here (architecture.unit.test.ts), the contract passes them on.
/** Places on the person page that later capabilities fill. */
export const PERSON_TIMELINE = 'workers.person.timeline';
export const PERSON_SIDE = 'workers.person.side';
