import type { Answer } from '#platform/server/command.ts';
import { unreadable } from '../contractProblems.ts';
import { ReadRefused } from './reading/readRefused.ts';

/** The sentence of what a file is refused for, as a command says it. Anything else is no refusal. */
export const refused = (error: unknown): Answer => {
  if (!(error instanceof ReadRefused)) throw error;
  const { text } = unreadable[error.fault];
  return { lines: [text.zh, text.en], data: { fault: error.fault }, code: 1 };
};
