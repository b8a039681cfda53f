// Names of places and permissions that the shells need before a page is loaded: no imports here (architecture.unit.test.ts), the contract passes them on.
/** Whoever may enter, end and correct pairings: steering roles of a province, and the system administrator, each where one side is theirs. */
export const MANAGE_PAIRINGS = 'regions.pairing.manage';
