// What a spell entered by hand must not be, asked of the person's days and of the other spells. Pure.
import { addMonths, type Day, lastDayOf } from '#standards/calendar/calendar.ts';
import { heldDays, overlapsOf } from './rulesClose.ts';
import type { EvidenceClass, Says, SpellFacts } from './rulesSpell.ts';
import { type KnownSpell, laterDay, surelyOverlap, type Work } from './rulesWork.ts';

export interface Life {
  readonly birthday: Day | null;
  readonly diedOn: Day | null;
}
export interface Fault<K extends string> {
  readonly fault: K;
  readonly details: Readonly<Record<string, string>>;
}
const SIXTEEN = 16 * 12;

type DayFault =
  | 'endBeforeStart'
  | 'spellBeforeBirth'
  | 'beforeSixteen'
  | 'startsLater'
  | 'endsLater'
  | 'afterDeath'
  | 'openAfterDeath'
  | 'contractOrder';
type Days = Pick<SpellFacts, 'start' | 'startPrecision' | 'ended' | 'endPrecision' | 'contractFrom' | 'contractTo'>;

/** The first thing that is wrong with the days of a spell. A month or year is wrong only where every day of it would be. */
export const dayFault = (life: Life, s: Days, today: Day): Fault<DayFault> | null => {
  const { start, ended } = s;
  const lastStart = lastDayOf(start, s.startPrecision);
  if (start > today) return { fault: 'startsLater', details: { start } };
  if (ended !== null && ended < start) return { fault: 'endBeforeStart', details: { start, end: ended } };
  if (ended !== null && ended > today && (s.endPrecision === 'day' || ended.slice(0, 7) > today.slice(0, 7)) && !endsThisYear(s, today))
    return { fault: 'endsLater', details: { end: ended } };
  if (life.birthday !== null && lastStart < life.birthday) return { fault: 'spellBeforeBirth', details: { start } };
  const sixteen = life.birthday === null ? null : addMonths(life.birthday, SIXTEEN);
  if (sixteen !== null && lastStart < sixteen) return { fault: 'beforeSixteen', details: { start, sixteen } };
  if (life.diedOn !== null) {
    const died = life.diedOn;
    if (start > died) return { fault: 'afterDeath', details: { died, day: start } };
    if (ended === null) return { fault: 'openAfterDeath', details: { died } };
    if (ended > died && s.endPrecision === 'day') return { fault: 'afterDeath', details: { died, day: ended } };
  }
  if (s.contractFrom !== null && s.contractTo !== null && s.contractTo < s.contractFrom)
    return { fault: 'contractOrder', details: { from: s.contractFrom, to: s.contractTo } };
  return null;
};
const endsThisYear = (s: Days, today: Day): boolean => s.endPrecision === 'year' && s.ended!.slice(0, 4) === today.slice(0, 4);

/** A public post held at the same time as this one; one person holds one. */
export const otherPublicPost = (work: Work, id: string): KnownSpell | null => {
  const mine = work.spells.find((k) => k.id === id);
  if (mine?.kind !== 'public_post') return null;
  return work.spells.find((k) => k.id !== id && k.kind === 'public_post' && surelyOverlap(heldDays(work, mine), heldDays(work, k))) ?? null;
};
/** Main spells of the same time that nobody has said hold beside this one. */
export const unlookedOverlaps = (work: Work, id: string, besides: readonly string[]): readonly KnownSpell[] =>
  overlapsOf(work, id)
    .filter((other) => !besides.includes(other))
    .map((other) => work.spells.find((k) => k.id === other)!);

// Evidence --------------------------------------------------------------------------------------------------------------------------

export interface Said {
  readonly class: EvidenceClass;
  readonly says: Says;
  readonly coversFrom: Day | null;
  readonly coversTo: Day | null;
  readonly observed: Day;
}
export interface Cover {
  readonly coversFrom: Day;
  readonly coversTo: Day | null;
}
type CoverFault = 'observedLater' | 'coversLater' | 'coversBackwards' | 'coversBeforeSpell' | 'coversAfterDeath' | 'notInPostLater';
export type CoverRead = { readonly cover: Cover; readonly fault: null } | ({ readonly cover: null } & Fault<CoverFault>);
const no = (fault: CoverFault, details: Record<string, string>): CoverRead => ({ cover: null, fault, details });

/**
 * Which days a piece of evidence vouches for (docs/figures.md §2): insurance and payroll the months they name, whole; everything else from the spell's
 * start, or the later start it states, to the earlier of the end it states and the day it was observed.
 */
export const coverOf = (
  spell: Pick<SpellFacts, 'start'>,
  life: Life,
  said: Said,
  today: Day,
  endOfMonth: (day: Day) => Day = (d) => lastDayOf(`${d.slice(0, 7)}-01`, 'month'),
): CoverRead => {
  if (said.observed > today) return no('observedLater', { day: said.observed });
  if (said.says === 'not_in_post') {
    const from = said.coversFrom ?? said.observed;
    if (from > said.observed) return no('notInPostLater', { day: from, observed: said.observed });
    return { cover: { coversFrom: from, coversTo: null }, fault: null };
  }
  const months = said.class <= 2;
  const stated = said.coversFrom ?? spell.start;
  const from = months ? `${stated.slice(0, 7)}-01` : laterDay(stated, spell.start);
  const lastSaid = said.coversTo ?? (months ? stated : said.observed);
  const to = months ? endOfMonth(lastSaid) : lastSaid;
  const clipped = { from, to };
  if (to > today) return no('coversLater', { to, what: '今天', whatEn: 'today', day: today });
  if (!months && to > said.observed) return no('coversLater', { to, what: '观察日', whatEn: 'the day of observation', day: said.observed });
  if (to < from && said.coversTo !== null && said.coversFrom !== null && said.coversTo < said.coversFrom)
    return no('coversBackwards', { from: said.coversFrom, to: said.coversTo });
  if (to < spell.start) return no('coversBeforeSpell', { to, start: spell.start });
  if (to < from) return no('coversBackwards', clipped);
  const died = life.diedOn;
  if (died !== null && (months ? to > endOfMonth(died) : to > died))
    return no('coversAfterDeath', {
      died,
      day: to,
      what: said.class === 1 ? '社保缴费' : said.class === 2 ? '工资流水' : '在岗的说法',
      whatEn: said.class === 1 ? 'social insurance' : said.class === 2 ? 'payroll' : 'a statement of work',
    });
  return { cover: { coversFrom: from, coversTo: to }, fault: null };
};
