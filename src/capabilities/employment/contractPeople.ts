// Who works at one organisation, as far as the reader may know it.
import { z } from 'zod';
import { type AnyEndpoint, Day, Download, endpoint, Id, named, page, paged, TextOut } from '#platform/contract.ts';
import { forbidden, notFound, problem } from '#platform/problem.ts';
import { LeaveReason, Precision, SpellKind } from './contractShapes.ts';

/** now: begun, and no end recorded or a later one. left: an end on a day that has passed. */
export const peopleStateTexts = {
  now: { zh: '在岗', en: 'in post' },
  left: { zh: '已离岗', en: 'left' },
} as const;
const filter = {
  id: Id,
  state: named(z.enum(['now', 'left']).default('now'), '范围', 'Which'),
  /** A part of the name; in the body, never in an address. */
  q: named(z.string().trim().max(40).optional(), '姓名', 'Name'),
  /** Only those whom no evidence vouches for within the carry of docs/figures.md §2. */
  unverified: named(z.boolean().optional(), '核实过期', 'Verification overdue'),
};

export const PersonInPost = z.object({
  spellId: Id,
  workerId: Id,
  name: z.string(),
  phoneMasked: z.string().optional(),
  /** The county; left out where the viewer does not learn the home. */
  homeName: TextOut.optional(),
  kind: SpellKind,
  post: z.string(),
  start: Day,
  startPrecision: Precision,
  ended: Day.nullable(),
  endPrecision: Precision,
  leaveReason: LeaveReason.nullable(),
  /** The last statement says "not in post", and no end is recorded yet. */
  stopped: z.boolean().optional(),
  /** Left out where the viewer does not see verification. */
  verified: z.object({ until: Day, class: z.int(), fresh: z.boolean() }).nullable().optional(),
  /** An employer's own last word on it; told where `verified` is not. */
  confirmed: Day.nullable().optional(),
  version: z.string(),
  mayTell: z.boolean(),
});
export type PersonInPost = z.infer<typeof PersonInPost>;

export const tooManyPeople = problem(
  'employment.tooManyPeople',
  422,
  '在这家的有 {limit} 人以上，一次导不出来。请先按姓名或核实情况筛选',
  'More than {limit} people; filter by name or verification first',
);

/** A question, not a deed; POST because a name stands in it. */
export const listPeople = endpoint({
  id: 'employment.listPeople',
  method: 'POST',
  path: '/organisations/:id/people',
  can: 'employment.people',
  summary: { zh: '一家用人单位的在岗人员', en: 'The people of one organisation' },
  input: z.object({ ...filter, ...paged }),
  output: page(PersonInPost).extend({
    organisation: z.object({ id: Id, name: z.string() }),
    /** Of all whom the reader may know; null beyond 10,000. `unverified`: left out where the reader does not see verification. */
    counts: z.object({ now: z.int().nullable(), left: z.int().nullable(), unverified: z.int().nullable().optional() }),
  }),
  audited: false,
  problems: [notFound, forbidden],
});

export const exportPeople = endpoint({
  id: 'employment.exportPeople',
  method: 'POST',
  path: '/organisations/:id/people/export',
  can: 'employment.exportPeople',
  stepUp: true,
  summary: {
    zh: '导出用人单位的在岗名单（xlsx，记入导出记录）',
    en: 'The people of one organisation as a spreadsheet; the export is on record',
  },
  input: z.object(filter),
  output: Download,
  problems: [notFound, forbidden, tooManyPeople],
});

export const peopleEndpoints: readonly AnyEndpoint[] = [listPeople, exportPeople];
export const exportTexts = { 'employment.people': { zh: '用人单位在岗名单', en: 'People of an organisation' } } as const;
