// 哪份表说了什么: every line of every list that spoke of a person.
import { z } from 'zod';
import { Day, endpoint, Id, Instant, named, page, paged, prose, TextOut } from '#platform/contract.ts';
import { notFound } from '#platform/problem.ts';

/** A line of a list. `file` only for whoever sees the batch. */
export const SourceLine = z.object({
  batchId: Id,
  batch: z.int().nullable(),
  file: z.string().nullable(),
  /** 1-based. */
  sheet: z.int(),
  row: z.int(),
});
export type SourceLine = z.infer<typeof SourceLine>;

export const WorkerSource = SourceLine.extend({
  id: Id,
  workerId: Id,
  outcome: z.enum(['new', 'changed', 'unchanged']),
  observedOn: Day,
  written: Instant,
  /** Taken back, with its batch. */
  undone: Instant.nullable(),
  /** What the line wrote: kinds of facts. */
  wrote: z.array(TextOut),
  /** Columns nobody knows, as they stood in the list; numbers of people masked. */
  extra: z.array(z.object({ header: z.string(), value: z.string() })),
});
export type WorkerSource = z.infer<typeof WorkerSource>;

export const listSources = endpoint({
  id: 'workers.listSources',
  method: 'POST',
  audited: false,
  path: '/workers/:id/sources',
  can: 'workers.see',
  summary: { zh: '哪份表说了什么：一个人在各份表里的行', en: 'Which list said what: the lines that speak of a person' },
  input: z.object({
    id: Id,
    ...paged,
    /** Part of a header or value of the further columns. */
    q: named(prose(60).optional(), '在其他列里找', 'Find in the other columns'),
  }),
  output: page(WorkerSource),
  problems: [notFound],
});
