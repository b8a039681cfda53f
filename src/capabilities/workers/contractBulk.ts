// One deed for many ticked people: a village leaves the watch list, a township agrees in writing. Each person gets a fact of their own, or a sentence why not.
import { z } from 'zod';
import { endpoint, Id, named, TextOut } from '#platform/contract.ts';
import { problem } from '#platform/problem.ts';
import { ConsentPurpose, ConsentWay, DayOf, IdentityKind, Reason } from './contractShapes.ts';

export const BULK_MOST = 500;
const ids = named(z.array(Id).min(1).max(BULK_MOST), '所选的人', 'People');
const BulkOut = z.object({
  done: z.int(),
  /** In the order they were ticked; the others are done. */
  refused: z.array(z.object({ workerId: Id, text: TextOut })),
});
export const notInGroup = problem(
  'workers.notInGroup',
  422,
  '这一天不在这一类里，没有可结束的',
  'Does not belong to that group on that day; there is nothing to end',
);

export const bulkIdentity = endpoint({
  id: 'workers.bulkIdentity',
  method: 'POST',
  path: '/workers/bulk/identity',
  can: 'workers.correct',
  summary: { zh: '批量进入、退出身份或消除风险', en: 'Many at once: enter a group, leave it, or risk removed' },
  input: z.object({
    ids,
    deed: named(z.enum(['enter', 'end', 'riskRemoved']), '办什么', 'Deed'),
    kind: named(IdentityKind, '身份', 'Group'),
    on: DayOf('日期', 'Day'),
    reason: Reason,
  }),
  output: BulkOut,
  problems: [notInGroup],
});
export const bulkConsent = endpoint({
  id: 'workers.bulkConsent',
  method: 'POST',
  path: '/workers/bulk/consent',
  can: 'workers.correct',
  summary: { zh: '批量登记知情同意', en: 'Many at once: record a consent' },
  input: z.object({
    ids,
    purposes: named(z.array(ConsentPurpose).min(1).max(5), '同意用于', 'Purposes'),
    givenOn: DayOf('同意日期', 'Given on'),
    way: named(ConsentWay, '方式', 'Way'),
    witness: named(z.string().trim().max(40).default(''), '见证人', 'Witness'),
  }),
  output: BulkOut,
});
