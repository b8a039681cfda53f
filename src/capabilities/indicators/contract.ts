// What others see of figures.
export * from './contractFigures.ts';
export * from './contractFreeze.ts';
export * from './contractFreezeProblems.ts';
export * from './contractProblems.ts';
