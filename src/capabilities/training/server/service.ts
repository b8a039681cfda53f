// What other capabilities' servers may ask of training.
export { type ClassFactRow, classesOn, seenClasses } from './classes/queries.ts';
export { getSeen as getSeenClass, lockClass } from './target.ts';
