// What holds on this phone: the marks it brought along, and what was said here since.
import type { RollPack } from '#capabilities/training/contractRoll.ts';
import type { Says } from '#capabilities/training/rulesRoll.ts';
import type { Queued } from './queue.ts';

export interface Shown {
  readonly says: Says;
  /** of the server; waiting here; answered; refused */
  readonly from: 'server' | 'waiting' | 'done' | 'refused';
  readonly queued: Queued | null;
}
const keyOf = (lessonId: string, workerId: string): string => `${lessonId} ${workerId}`;
export const shownMarks = (
  pack: Pick<RollPack, 'marks'> & { readonly takenAt: number },
  queue: readonly Queued[],
): ReadonlyMap<string, Shown> => {
  const out = new Map<string, Shown>(
    pack.marks.map((m) => [keyOf(m.lessonId, m.workerId), { says: m.says, from: 'server', queued: null }]),
  );
  for (const q of [...queue].sort((a, b) => a.mark.at - b.mark.at)) {
    // the list was fetched after this one had its answer: the server's word counts
    if (q.state !== 'waiting' && (q.answeredAt ?? 0) <= pack.takenAt) continue;
    out.set(keyOf(q.mark.lessonId, q.mark.workerId), { says: q.state === 'refused' ? 'nothing' : q.mark.says, from: q.state, queued: q });
  }
  return out;
};
export const shownOf = (marks: ReadonlyMap<string, Shown>, lessonId: string, workerId: string): Shown =>
  marks.get(keyOf(lessonId, workerId)) ?? { says: 'nothing', from: 'server', queued: null };
