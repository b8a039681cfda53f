// Registering, correcting, closing, merging, splitting, other names. Part of contract.ts, which passes it on.
import { z } from 'zod';
import { Day, endpoint, Id, Instant, line, named } from '#platform/contract.ts';
import { changed } from '#platform/problem.ts';
import {
  Alias,
  AliasKind,
  closedAlready,
  endBeforeStart,
  facts,
  inFuture,
  mergedAlready,
  mergeRefused,
  notAStation,
  notClosed,
  notMerged,
  outsideArea,
  placeTooWide,
  Ref,
  reason,
  stationRefused,
  together,
  unknownPlace,
  usccRace,
  usccTaken,
  WRITE,
} from './contractShapes.ts';

const Saved = Ref.extend({ recorded: Instant });
const places = [unknownPlace, placeTooWide, outsideArea] as const;

export const createOrganisation = endpoint({
  id: 'organisations.createOrganisation',
  method: 'POST',
  path: '/organisations',
  can: WRITE,
  summary: { zh: '登记机构', en: 'Register an organisation' },
  input: z.object(facts).superRefine(together),
  output: Saved,
  problems: [...places, usccTaken, usccRace, notAStation, stationRefused],
});
export const correctOrganisation = endpoint({
  id: 'organisations.correctOrganisation',
  method: 'POST',
  path: '/organisations/:id/correct',
  can: WRITE,
  summary: { zh: '更正机构，旧的一版留着', en: 'Correct an organisation; the earlier version stays' },
  input: z.object({ id: Id, seen: Instant, ...facts, reason }).superRefine(together),
  output: Saved,
  problems: [...places, usccTaken, usccRace, notAStation, stationRefused, changed, mergedAlready],
});
export const closeOrganisation = endpoint({
  id: 'organisations.closeOrganisation',
  method: 'POST',
  path: '/organisations/:id/close',
  can: WRITE,
  summary: { zh: '登记停业', en: 'Record that an organisation closed' },
  input: z.object({ id: Id, closedOn: named(Day, '停业日期', 'Day it closed'), reason }),
  output: Saved,
  problems: [outsideArea, closedAlready, mergedAlready, inFuture],
});
export const reopenOrganisation = endpoint({
  id: 'organisations.reopenOrganisation',
  method: 'POST',
  path: '/organisations/:id/reopen',
  can: WRITE,
  summary: { zh: '撤销停业', en: 'Reopen an organisation' },
  input: z.object({ id: Id, reason }),
  output: Saved,
  problems: [outsideArea, notClosed, mergedAlready],
});

export const mergeOrganisation = endpoint({
  id: 'organisations.mergeOrganisation',
  method: 'POST',
  path: '/organisations/:id/merge',
  can: WRITE,
  summary: { zh: '并入另一家：两条记录是同一家机构', en: 'Merge into another: the two records are one organisation' },
  input: z.object({ id: Id, into: named(Id, '并入哪一家', 'Merge into'), reason }),
  output: Ref,
  problems: [mergeRefused, mergedAlready, outsideArea],
});
export const splitOrganisation = endpoint({
  id: 'organisations.splitOrganisation',
  method: 'POST',
  path: '/organisations/:id/split',
  can: WRITE,
  summary: { zh: '拆开：并错了', en: 'Split off: it was merged by mistake' },
  input: z.object({ id: Id, reason }),
  output: Ref,
  problems: [notMerged, outsideArea],
});

export const addAlias = endpoint({
  id: 'organisations.addAlias',
  method: 'POST',
  path: '/organisations/:id/aliases',
  can: WRITE,
  summary: { zh: '登记别名：曾用名、简称、其他名称', en: 'Enter another name: former, short, other' },
  input: z.object({
    id: Id,
    name: named(line(120, 2), '别名', 'Other name'),
    kind: named(AliasKind, '哪一种', 'Kind'),
    fromDay: named(Day.nullable().default(null), '从哪天起', 'First day'),
    toDay: named(Day.nullable().default(null), '到哪天止', 'Last day'),
    source: named(z.string().trim().max(200).default(''), '依据', 'Source'),
  }),
  output: Alias,
  problems: [outsideArea, endBeforeStart, mergedAlready],
});
export const removeAlias = endpoint({
  id: 'organisations.removeAlias',
  method: 'POST',
  path: '/organisations/:id/aliases/:aliasId/remove',
  can: WRITE,
  summary: { zh: '撤销别名：登记错了', en: 'Withdraw another name that was entered by mistake' },
  input: z.object({ id: Id, aliasId: Id, reason }),
  output: z.object({}),
  problems: [outsideArea],
});
