// A new text beside the signed agreement: laying it, correcting it while it waits, taking it back. It is signed like the agreement itself. Part of contract.ts.
import { z } from 'zod';
import { Day, endpoint, Id, Instant, named } from '#platform/contract.ts';
import { changed } from '#platform/problem.ts';
import { daysInOrder, reason, words } from './contractFacts.ts';
import * as p from './contractProblems.ts';
import { Agreement, WRITE } from './contractShapes.ts';

const text = {
  ...words,
  /** It holds from this day on, or from the later signature. */
  fromDay: named(Day, '从哪天起按新文本', 'In force from'),
  reason,
};
const writing = [
  p.outsideArea,
  p.textEnded,
  p.textSame,
  p.textApart,
  p.textDayOutside,
  p.endBeforeStart,
  p.notPaired,
  p.overlapping,
  p.noSuchFile,
] as const;

export const layText = endpoint({
  id: 'accords.layText',
  method: 'POST',
  path: '/agreements/:id/text',
  can: WRITE,
  summary: {
    zh: '提出新文本：放在已签的旁边，双方都签了才换',
    en: 'Lay a new text beside the signed one; it replaces it once both have signed',
  },
  input: z
    .object({
      id: Id,
      /** The text in force that was read. */
      seen: Instant,
      ...text,
    })
    .superRefine(daysInOrder),
  output: Agreement,
  problems: [...writing, p.textNotSigned, p.textWaits, changed],
});
export const correctText = endpoint({
  id: 'accords.correctText',
  method: 'POST',
  path: '/agreements/:id/text/correct',
  can: WRITE,
  summary: {
    zh: '更正等签的新文本；一方签过的，改实质内容签字作废',
    en: 'Correct the text that waits; a change of substance voids its signature',
  },
  input: z
    .object({
      id: Id,
      /** The waiting text that was read. */
      seen: Instant,
      ...text,
    })
    .superRefine(daysInOrder),
  output: Agreement,
  problems: [...writing, p.noTextWaits, p.nothingChanged, changed],
});
export const withdrawText = endpoint({
  id: 'accords.withdrawText',
  method: 'POST',
  path: '/agreements/:id/text/withdraw',
  can: WRITE,
  summary: { zh: '撤回等签的新文本', en: 'Take back the text that waits' },
  input: z.object({ id: Id, seen: Instant, reason }),
  output: Agreement,
  problems: [p.outsideArea, p.noTextWaits, p.textSigned, changed],
});
