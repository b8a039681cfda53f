// What others see of figures.

export * from './contractArticle.ts';
export * from './contractCompletion.ts';
export * from './contractDifference.ts';
export * from './contractExternal.ts';
export * from './contractFigures.ts';
export * from './contractFreeze.ts';
export * from './contractFreezeProblems.ts';
export * from './contractProblems.ts';
export * from './contractPublished.ts';
export * from './contractReports.ts';
export * from './contractScreens.ts';
export * from './contractTraining.ts';
export * from './contractUnits.ts';
