// Names of places and permissions that the shells need before a page is loaded: no imports here (architecture.unit.test.ts), the contract passes them on.
export const FREEZE = 'indicators.freeze';
export const SCREENS = 'indicators.screens';
