// The first page 今天: what changed since somebody was last here. Part of contract.ts.
import { z } from 'zod';
import { endpoint, Instant, TextOut } from '#platform/contract.ts';

export const readChanges = endpoint({
  id: 'access.readChanges',
  method: 'GET',
  path: '/home/changes',
  can: 'signedIn',
  summary: { zh: '上次来以后，我的辖区有什么变化', en: 'What changed in my areas since I was last here' },
  input: z.object({}),
  output: z.object({
    /** When the session before this one was last used; null on the first visit. */
    last: Instant.nullable(),
    /** From when on is counted: `last`, but no more than so many days back. */
    since: Instant,
    /** At most so many days. */
    days: z.int(),
    /** What others did; kinds without any are left out. */
    items: z.array(z.object({ kind: z.string(), n: z.int(), text: TextOut, link: z.string() })),
  }),
});
export const homeEndpoints = [readChanges] as const;
