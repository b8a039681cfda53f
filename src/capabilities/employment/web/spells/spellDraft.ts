// A spell as the form holds it, and how an earlier one fills it.
import type { Input } from '#platform/contract.ts';
import type { recordSpell, SpellOut } from '../../contract.ts';

type Whole = Input<typeof recordSpell>;
/** Optional fields may be emptied again. */
export type SpellDraft = { [K in keyof Whole]: undefined extends Whole[K] ? Whole[K] | undefined : Whole[K] };

export const emptyDraft = (workerId: string): SpellDraft => ({
  id: workerId,
  kind: 'employed',
  place: '',
  start: '',
  startPrecision: 'day',
});

/** What stays the same when somebody comes back, or goes on in another post: all but the days, the reason and what stood behind the first one. */
export const draftFrom = (s: SpellOut): SpellDraft => ({
  id: s.workerId,
  kind: s.kind,
  ...(s.employer.id ? { organisationId: s.employer.id } : {}),
  employerWords: s.employer.id ? '' : s.employer.name,
  occupation: s.occupationCode,
  post: s.post,
  place: s.place,
  ...(s.payMonth === null ? {} : { payMonth: s.payMonth }),
  ...(s.channel === null ? {} : { channel: s.channel }),
  publicPostKind: s.publicPostKind,
  sideJob: s.sideJob,
  start: '',
  startPrecision: 'day',
});
/** The whole of it, for a correction. */
export const draftOf = (s: SpellOut): SpellDraft => ({
  ...draftFrom(s),
  ...(s.pointToPoint === null ? {} : { pointToPoint: s.pointToPoint }),
  ...(s.assisted ? { assistedKind: s.assisted.kind, assistedRef: s.assisted.ref } : {}),
  ...(s.programme ? { programme: s.programme } : {}),
  ...(s.contract ? { contractFrom: s.contract.from, ...(s.contract.to ? { contractTo: s.contract.to } : {}) } : {}),
  start: s.start,
  startPrecision: s.startPrecision,
  ...(s.ended ? { ended: s.ended, endPrecision: s.endPrecision } : {}),
  ...(s.leaveReason ? { leaveReason: s.leaveReason } : {}),
});
/** Fields that were emptied are left out. */
export const sent = (draft: SpellDraft): Whole =>
  Object.fromEntries(Object.entries(draft).filter(([, v]) => v !== undefined)) as unknown as Whole;
