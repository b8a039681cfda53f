// Decisions of the register that need nobody's database: ages, masks, periods, how a query is understood, who may filter by what. No IO, no clock.
import { type FieldClass, fieldTable, type Standing } from '#capabilities/access/rules.ts';
import { ageOn, type Day, lastDayOf, type Precision } from '#standards/calendar/calendar.ts';
import { halfWidth } from '#standards/cleanText.ts';
import type { SearchMode, WorkerFilters } from './contractList.ts';
import type { IdentityKind } from './contractShapes.ts';

/** Full years on a day; of the dead, on the day of death. Null where the birthday is not known. */
export const ageOf = (birthday: Day | null, day: Day, diedOn: Day | null = null): number | null => {
  if (birthday === null) return null;
  const at = diedOn !== null && diedOn < day ? diedOn : day;
  return at < birthday ? 0 : ageOn(birthday, at);
};

/** 莫** for those who may see names only after giving a reason: as many stars as characters, so that lists stay readable. */
export const maskName = (name: string): string => {
  const [first = '', ...rest] = [...name];
  return first + rest.map((c) => (c === '·' ? c : '*')).join('');
};

type IdentityGroupKey = 'poverty' | 'monitored' | 'low_income' | 'relocated';
/** Kinds of one group exclude each other on a day: a household is 一般脱贫户 or 低保脱贫户, not both. */
export const groupOf = (kind: IdentityKind): IdentityGroupKey =>
  kind === 'relocated' ? 'relocated' : (kind.replace(/_[a-z]+$/, '') as IdentityGroupKey);

/** The first and last day a period covers, by how exactly its ends are known (figures.md §1: starts from the 1st, ends to the last day). */
export interface Period {
  readonly validFrom: Day;
  readonly validTo: Day | null;
}
export const overlap = (a: Period, b: Period): boolean =>
  (a.validTo === null || a.validTo >= b.validFrom) && (b.validTo === null || b.validTo >= a.validFrom);
export const firstDayOf = (day: Day, precision: Precision): Day =>
  precision === 'year' ? `${day.slice(0, 4)}-01-01` : precision === 'month' ? `${day.slice(0, 7)}-01` : day;
export const lastDay = (day: Day, precision: Precision): Day => lastDayOf(firstDayOf(day, precision), precision);

// Queries ---------------------------------------------------------------------------------------------------------------------------

export interface Understood {
  /** In the order in which they are tried. */
  readonly modes: readonly SearchMode[];
  /** As it is looked up. */
  readonly text: string;
}

/**
 * What somebody typed into a search field. Digits tell themselves apart by their number; letters are pinyin or initials; Chinese is the beginning of a
 * name, then a part of one, then a village or township of one's own area, then names that sound alike.
 */
export const understand = (query: string): Understood => {
  const text = halfWidth(query).trim();
  const code = text.replace(/[\s'‘’`"“”-]/g, '').toUpperCase();
  if (/^\d{17}[\dX]$|^\d{15}$/.test(code)) return { modes: ['number', 'household'], text: code };
  if (/^1[3-9]\d{9}$/.test(code)) return { modes: ['phone', 'household'], text: code };
  if (/^\d{5}[\dX]$/.test(code)) return { modes: ['tail', 'household'], text: code };
  if (/^\d{4,20}$/.test(code)) return { modes: ['household'], text: code };
  if (/^[a-zü\s'·]+$/i.test(text)) {
    const letters = text.toLowerCase().replaceAll('ü', 'v').replace(/[·']/g, ' ').trim();
    const joined = letters.replace(/\s+/g, '');
    // dots alone begin every name
    if (joined === '') return { modes: [], text: '' };
    // without a vowel it can only be initials; short ones are tried as initials first
    const initialsFirst = !/[aeiouv]/.test(joined) || (joined.length <= 3 && !/^[a-z]*[aeiou][a-z]*$/.test(joined));
    return { modes: initialsFirst ? ['initials', 'pinyin', 'fuzzy'] : ['pinyin', 'initials', 'fuzzy'], text: letters };
  }
  return { modes: ['name', 'part', 'place', 'homophone'], text: text.replace(/\s+/g, '').replace(/[•‧・･∙⋅●.．]/g, '·') };
};

/** The smallest text after all that begin with this one, in code point order; for half-open ranges over C-collated columns. */
export const afterPrefix = (prefix: string): string => `${prefix}\u{10FFFF}`;

// Who may filter by what ------------------------------------------------------------------------------------------------------------

/** Asking "which of these are poor" tells it as plainly as showing it: a filter needs the field it asks about. */
const ASKS: Readonly<Record<string, FieldClass>> = {
  identity: 'identity_kind',
  ability: 'household',
  education: 'household',
  willing: 'household',
  hukou: 'household',
  skill: 'household',
  household: 'household',
  area: 'household',
  // whether somebody works, anywhere: more than an employer's own spells tell
  working: 'verification',
  certified: 'marks',
  inClass: 'marks',
};
const MODES: Readonly<Partial<Record<SearchMode, FieldClass>>> = {
  number: 'number_masked',
  tail: 'number_masked',
  phone: 'phone',
  household: 'household',
  place: 'household',
};

/** What all of these standings may see: on one side of a list a row may be reached through any of them. */
export const sightOf = (standings: readonly Standing[]): ReadonlySet<FieldClass> => {
  const [first, ...rest] = standings.map((s) => new Set(Object.keys(fieldTable[s]) as FieldClass[]));
  return new Set([...(first ?? [])].filter((f) => rest.every((r) => r.has(f))));
};
// the host may know the county somebody comes from, and narrow by it
const mayAsk = (name: string, field: FieldClass, sight: ReadonlySet<FieldClass>): boolean =>
  sight.has(field) || (name === 'area' && sight.has('identity_kind'));
/** Names of the filters that this sight allows beside those that everybody has: pages offer these and no others. */
export const allowedFilters = (sight: ReadonlySet<FieldClass>): string[] =>
  Object.entries(ASKS).flatMap(([name, field]) => (mayAsk(name, field, sight) ? [name] : []));
/** Names of the filters that this sight does not allow. */
export const forbiddenFilters = (filters: WorkerFilters, sight: ReadonlySet<FieldClass>): string[] =>
  Object.entries(ASKS).flatMap(([name, field]) => {
    const value = filters[name as keyof WorkerFilters];
    const asked = Array.isArray(value) ? value.length > 0 : value !== undefined;
    return asked && !mayAsk(name, field, sight) ? [name] : [];
  });
export const allowedModes = (modes: readonly SearchMode[], sight: ReadonlySet<FieldClass>): SearchMode[] =>
  modes.filter((m) => !MODES[m] || sight.has(MODES[m]));

// Splitting -------------------------------------------------------------------------------------------------------------------------

/** Are these records held together by decisions "the same person"? Otherwise some of them were joined only through one that is gone. */
export const connected = (members: readonly string[], same: readonly (readonly [string, string])[]): boolean => {
  if (members.length < 2) return true;
  const of = new Set(members);
  const reached = new Set([members[0]!]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const [a, b] of same)
      if (of.has(a) && of.has(b) && reached.has(a) !== reached.has(b)) {
        reached.add(a).add(b);
        grew = true;
      }
  }
  return reached.size === of.size;
};

// What later capabilities need of the rows of worker sheets
export { type Span, spanOf } from './rulesSpan.ts';
export { type Channel, channelTexts, type WorkerField, type WorkerRow, workerFieldTexts } from './rulesWorkerRow.ts';
