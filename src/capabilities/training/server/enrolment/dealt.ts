// What every deed about enrolments tells and follows up.
import type { Output } from '#platform/contract.ts';
import type { Call } from '#platform/server/http.ts';
import { enqueue } from '#platform/server/jobs.ts';
import type { Text } from '#standards/text.ts';
import { type EnrolmentState, enrolmentStateTexts, type invite } from '../../contract.ts';
import { countPromises } from '../orders/count.ts';
import type { Judged } from './judging.ts';
import { type Brief, numbersOf, standingOf } from './target.ts';

export type Dealt = Output<typeof invite>['items'][number];
export const told = (j: Judged, state: EnrolmentState | null, why: Text | null = null): Dealt => ({
  workerId: j.workerId,
  name: j.name,
  state,
  why,
});
export const answer = async (call: Call, brief: Brief, items: readonly Dealt[]): Promise<Output<typeof invite>> => ({
  items: [...items],
  done: items.filter((i) => i.why === null).length,
  refused: items.filter((i) => i.why !== null).length,
  standing: standingOf(await numbersOf(call.db, brief.classId), brief),
});
export const noted = (call: Call, brief: Brief, details: Record<string, unknown>): void =>
  call.note({ area: brief.originCode, subject: { kind: 'class', id: brief.classId }, details });
export const already = (state: EnrolmentState): Text => ({
  zh: `已经是这个班的“${enrolmentStateTexts[state].zh}”`,
  en: `“${enrolmentStateTexts[state].en}” in this class already`,
});

export const ahead = (day: string, today: string) => ({
  why: `日期 ${day} 还没有到，今天是 ${today}`,
  whyEn: `${day} has not come; today is ${today}`,
});

/** The counts everybody reads are derived after the deed, by a job: nobody who writes sees all trainees of a class. */
export const recount = async (call: Pick<Call, 'db' | 'services' | 'actor' | 'afterCommit'>, brief: Brief): Promise<void> => {
  if (brief.orderKind === null) return;
  await enqueue(call.db, call.services.keys, countPromises, { classId: brief.classId }, { dedupeKey: brief.classId });
  call.afterCommit(() => call.services.jobs.wake());
};
