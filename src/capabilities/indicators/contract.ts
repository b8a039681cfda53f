// What others see of figures.
export * from './contractFigures.ts';
export * from './contractProblems.ts';
