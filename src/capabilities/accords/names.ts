// Names of places and permissions that the shells need before a page is loaded: no imports here (architecture.unit.test.ts), the contract passes them on.
/** Sections of one agreement's page that targets, plans and meetings fill; the subject is the agreement's id. */
export const AGREEMENT_SECTIONS = 'accords.agreement';
export const READ = 'accords.read';
export const WRITE = 'accords.write';
export const SIGN = 'accords.sign';
export const SEE_PLANS = 'accords.plans';
export const WORK_PLANS = 'accords.planWork';
export const SET_TARGETS = 'accords.targets';
