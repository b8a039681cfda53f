import type { Day } from '#standards/calendar/calendar.ts';
import type { SaidSheet } from './chooseTables.ts';
import type { ReadContext } from './readRows.ts';

/** A ReadContext as it can be sent to a thread. */
export interface JudgeAsk {
  /** URL of the module that exports `sheets`: functions cannot be sent. */
  readonly module: string;
  /** Ids of those that are asked for. */
  readonly sheets: readonly string[];
  readonly today: Day;
  readonly only?: string;
  readonly near?: string;
  readonly said?: readonly SaidSheet[];
  readonly leaveHidden: boolean;
  readonly worksheet?: string;
  readonly asksMemory: boolean;
}

export const askOf = (module: string, context: ReadContext): JudgeAsk => ({
  module,
  sheets: context.sheets.map((s) => s.id),
  today: context.today,
  ...(context.only === undefined ? {} : { only: context.only }),
  ...(context.near === undefined ? {} : { near: context.near }),
  ...(context.said === undefined ? {} : { said: context.said }),
  leaveHidden: context.leaveHidden ?? false,
  ...(context.worksheet === undefined ? {} : { worksheet: context.worksheet }),
  asksMemory: context.remembered !== undefined,
});
