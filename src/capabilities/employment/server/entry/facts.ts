// A spell as a form sends it, read into facts, or refused with the sentence that says why.
import { organisationsById } from '#capabilities/organisations/server/service.ts';
import { firstDayOf, lastDay } from '#capabilities/workers/rules.ts';
import { isDivision, isHome } from '#capabilities/workers/server/service.ts';
import type { ProblemFactory } from '#platform/problem.ts';
import type { Db } from '#platform/server/store.ts';
import type { Precision } from '#standards/calendar/calendar.ts';
import { findOccupation } from '#standards/occupations/occupations.ts';
import type { Text } from '#standards/text.ts';
import * as p from '../../contractSpellProblems.ts';
import { dayFault, type Life, otherPublicPost, unlookedOverlaps } from '../../rulesEntry.ts';
import { type AssistedKind, byOrganisation, type LeaveReason, type Programme } from '../../rulesLeaving.ts';
import { bareSpell, type SpellFacts, type SpellKind } from '../../rulesSpell.ts';
import { type KnownSpell, NO_EMPLOYER, type Work } from '../../rulesWork.ts';
import { placeText } from '../import/words.ts';

export interface SpellForm {
  readonly kind: SpellKind;
  readonly organisationId?: string | undefined;
  readonly employerWords: string;
  readonly occupation: string;
  readonly post: string;
  readonly place: string;
  readonly payMonth?: number | undefined;
  readonly channel?: SpellFacts['channel'] | undefined;
  readonly pointToPoint?: boolean | undefined;
  readonly publicPostKind: string;
  readonly assistedKind?: AssistedKind | undefined;
  readonly assistedRef: string;
  readonly programme?: Programme | undefined;
  readonly contractFrom?: string | undefined;
  readonly contractTo?: string | undefined;
  readonly sideJob: boolean;
  readonly start: string;
  readonly startPrecision: Precision;
  readonly ended?: string | undefined;
  readonly endPrecision?: Precision | undefined;
  readonly leaveReason?: LeaveReason | undefined;
}

/** The channel that a kind of work is, where the form leaves it open. */
const CHANNEL: Partial<Record<SpellKind, SpellFacts['channel']>> = {
  public_post: 'publicPost',
  flexible: 'flexible',
  self_employed: 'ownBusiness',
};
const NEEDS_EMPLOYER: ReadonlySet<SpellKind> = new Set(['employed', 'public_post', 'internship']);
// Hong Kong, Macao and Taiwan have no counties in the code
const REGIONS = /^(71|81|82)0{10}$/;

/** `before`: the version a correction starts from; what no form asks for (the words of a list) stays while the employer does. */
export const factsOf = async (db: Db, f: SpellForm, before: SpellFacts | null = null): Promise<SpellFacts> => {
  if (!(isHome(f.place) || (REGIONS.test(f.place) && isDivision(f.place)))) throw p.workPlaceUnknown({ code: f.place });
  if (f.occupation !== '' && !findOccupation(f.occupation)) throw p.occupationUnknown({ code: f.occupation });
  if (NEEDS_EMPLOYER.has(f.kind) && !f.organisationId && f.employerWords === '') throw p.employerNeeded();
  const meant = /^org:([0-9a-f-]{36})$/.exec(f.assistedRef)?.[1];
  if (f.assistedKind && (f.assistedRef === '' || (byOrganisation(f.assistedKind) && !meant))) throw p.assistedWithoutRecord();
  const asked = [...(f.organisationId ? [f.organisationId] : []), ...(f.assistedKind && meant ? [meant] : [])];
  const organisations = await organisationsById(db, asked);
  if (asked.some((id) => !organisations.has(id))) throw p.organisationUnknown();
  const employer = f.organisationId ? organisations.get(f.organisationId)! : null;
  // the words a list wrote stay while the organisation they mean does
  const kept = before !== null && before.organisationId === (f.organisationId ?? null) && f.organisationId ? before.employerWords : '';
  const words = f.employerWords || kept || (employer?.name ?? '');
  const same = before !== null && before.organisationId === (f.organisationId ?? null) && before.employerWords === words;
  const industry = same
    ? { industry: before.industry, industryWords: before.industryWords }
    : { industry: /^[A-T]\d{0,4}$/.test(employer?.industry ?? '') ? employer!.industry : '', industryWords: '' };
  const start = firstDayOf(f.start, f.startPrecision);
  const endPrecision = f.ended ? (f.endPrecision ?? 'day') : 'day';
  const ended = f.ended ? lastDay(f.ended, endPrecision) : null;
  return {
    ...bareSpell(f.kind, start, f.startPrecision),
    ...industry,
    organisationId: f.organisationId ?? null,
    employerWords: words,
    occupation: f.occupation,
    postWords: f.post,
    place: f.place,
    ended,
    endPrecision,
    // an inferred end that is left as it is stays inferred
    endInferred: before?.endInferred === true && before.ended === ended,
    leaveReason: ended === null ? '' : (f.leaveReason ?? ''),
    sideJob: f.sideJob,
    payMonth: f.payMonth ?? null,
    channel: f.channel ?? CHANNEL[f.kind] ?? '',
    pointToPoint: f.pointToPoint ?? before?.pointToPoint ?? null,
    publicPostKind: f.kind === 'public_post' ? f.publicPostKind : '',
    assistedKind: f.assistedKind ?? '',
    assistedRef: f.assistedKind ? f.assistedRef : '',
    programme: f.programme ?? '',
    contractFrom: f.contractFrom ?? null,
    contractTo: f.contractFrom ? (f.contractTo ?? null) : null,
  };
};

const DAY_PROBLEMS: Record<NonNullable<ReturnType<typeof dayFault>>['fault'], ProblemFactory> = {
  endBeforeStart: p.endBeforeStart,
  spellBeforeBirth: p.spellBeforeBirth,
  beforeSixteen: p.beforeSixteen,
  startsLater: p.startsLater,
  endsLater: p.endsLater,
  afterDeath: p.afterDeath,
  openAfterDeath: p.openAfterDeath,
  contractOrder: p.contractOrder,
};
export const checkDays = (life: Life, facts: SpellFacts, today: string): void => {
  const wrong = dayFault(life, facts, today);
  if (wrong) throw DAY_PROBLEMS[wrong.fault](wrong.details);
};
const NOW: Text = { zh: '今', en: 'now' };
const named = (k: KnownSpell) => ({
  employer: k.employerWords || (k.place === '' ? '—' : placeText(k.place)),
  from: k.start,
  to: k.ended ?? NOW,
});

/** Against the person's other spells: one public post at a time, and no second main job that nobody has looked at. `work`: without the version before. */
export const checkBeside = (work: Work, id: string, facts: SpellFacts, besides: readonly string[]): void => {
  const spell: KnownSpell = { ...facts, id, employer: NO_EMPLOYER, byHandOn: null };
  const all: Work = { ...work, spells: [...work.spells.filter((k) => k.id !== id), spell] };
  const post = otherPublicPost(all, id);
  if (post) throw p.twoPublicPosts(named(post));
  const [first, ...more] = unlookedOverlaps(all, id, besides);
  if (first) throw p.overlapsSpells({ ...named(first), spellIds: [first, ...more].map((k) => k.id) });
};
