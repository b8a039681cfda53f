// What a spell of work and its evidence are (docs/figures.md §2), and what follows from them without looking anywhere: kind, area of work, organised or not.
import type { Channel } from '#capabilities/workers/rules.ts';
import type { Day, Precision } from '#standards/calendar/calendar.ts';
import type { Text } from '#standards/text.ts';
import type { Programme } from './rulesLeaving.ts';

export const spellKindTexts = {
  employed: { zh: '务工', en: 'employed' },
  self_employed: { zh: '自主创业', en: 'self-employed' },
  flexible: { zh: '灵活就业', en: 'flexible work' },
  public_post: { zh: '公益性岗位', en: 'public-welfare post' },
  internship: { zh: '实习', en: 'internship' },
} as const satisfies Record<string, Text>;
export type SpellKind = keyof typeof spellKindTexts;

/** 1 is the best. Bars on a page are filled to 7 − class. */
export const EVIDENCE_CLASSES = [1, 2, 3, 4, 5, 6] as const;
export type EvidenceClass = (typeof EVIDENCE_CLASSES)[number];
export const evidenceClassTexts: Record<EvidenceClass, Text> = {
  1: { zh: '社保缴费', en: 'social insurance' },
  2: { zh: '工资流水', en: 'bank payroll' },
  3: { zh: '合同或盖章名册', en: 'contract or stamped roster' },
  4: { zh: '走访（当面或视频）', en: 'visit, in person or by video' },
  5: { zh: '电话回访', en: 'telephone' },
  6: { zh: '自报或未核实的名单', en: 'self-report or unverified list' },
};
/** Where they stand in a list or a narrow column. */
export const evidenceShortTexts: Record<EvidenceClass, Text> = {
  1: { zh: '社保', en: 'social insurance' },
  2: { zh: '工资', en: 'payroll' },
  3: { zh: '合同', en: 'contract' },
  4: { zh: '走访', en: 'visit' },
  5: { zh: '电话', en: 'telephone' },
  6: { zh: '自报或名单', en: 'self-report or list' },
};
/** No evidence at all ranks behind the worst. */
export const NO_CLASS = 7;

export const saysTexts = {
  in_post: { zh: '在岗', en: 'in post' },
  not_in_post: { zh: '不在岗', en: 'not in post' },
} as const satisfies Record<string, Text>;
export type Says = keyof typeof saysTexts;

export interface SpellFacts {
  readonly kind: SpellKind;
  readonly organisationId: string | null;
  /** As the list wrote it; '' where nothing was written. */
  readonly employerWords: string;
  readonly occupation: string;
  readonly postWords: string;
  readonly industry: string;
  readonly industryWords: string;
  /** 12 digits or ''. */
  readonly place: string;
  readonly start: Day;
  readonly startPrecision: Precision;
  /** The last day in post; null: still. */
  readonly ended: Day | null;
  readonly endPrecision: Precision;
  readonly endInferred: boolean;
  readonly leaveReason: string;
  readonly sideJob: boolean;
  /** Yuan. */
  readonly payMonth: number | null;
  readonly channel: Channel | '';
  readonly pointToPoint: boolean | null;
  readonly publicPostKind: string;
  readonly assistedKind: string;
  readonly assistedRef: string;
  /** 四项工程; '' where it comes from none. */
  readonly programme: Programme | '';
  readonly contractFrom: Day | null;
  readonly contractTo: Day | null;
}
export interface Spell extends SpellFacts {
  readonly id: string;
  readonly workerId: string;
}

export interface Evidence {
  readonly id: string;
  readonly spellId: string;
  readonly class: EvidenceClass;
  readonly says: Says;
  readonly coversFrom: Day;
  /** Null where it says not in post. */
  readonly coversTo: Day | null;
  readonly observed: Day;
  /** The declared sheet of a list; '' else. */
  readonly template: string;
}

/** A spell of which nothing is known but kind and start. */
export const bareSpell = (kind: SpellKind, start: Day, startPrecision: Precision = 'day'): SpellFacts => ({
  kind,
  organisationId: null,
  employerWords: '',
  occupation: '',
  postWords: '',
  industry: '',
  industryWords: '',
  place: '',
  start,
  startPrecision,
  ended: null,
  endPrecision: 'day',
  endInferred: false,
  leaveReason: '',
  sideJob: false,
  payMonth: null,
  channel: '',
  pointToPoint: null,
  publicPostKind: '',
  assistedKind: '',
  assistedRef: '',
  programme: '',
  contractFrom: null,
  contractTo: null,
});

// For whom ---------------------------------------------------------------------------------------------------------------------------

/** Kinds of work that have no employer by their nature; that none is named says nothing is missing. */
export const worksAlone = (kind: SpellKind): boolean => kind === 'self_employed' || kind === 'flexible';
/** What stands in the place of the employer in lists. */
export const employerWord = (kind: SpellKind, name: string): Text => {
  const work = spellKindTexts[kind];
  if (worksAlone(kind)) return name ? { zh: `${name}（${work.zh}）`, en: `${name} (${work.en})` } : work;
  return name ? { zh: name, en: name } : { zh: '单位不详', en: 'employer not known' };
};
const KIND_KEY = 'kind:';
/** What belongs together in a round: the organisation, else the name as a list wrote it, else the kind of work without an employer. */
export const employerKey = (kind: SpellKind, organisationId: string | null, words: string): string =>
  organisationId ?? (words || (worksAlone(kind) ? `${KIND_KEY}${kind}` : ''));
/** Of a key that is no employer's; null of all others. */
export const keyWithoutEmployer = (key: string): Text | null =>
  key === ''
    ? employerWord('employed', '')
    : key.startsWith(KIND_KEY)
      ? (spellKindTexts[key.slice(KIND_KEY.length) as SpellKind] ?? null)
      : null;

/** 就业渠道 says what kind of work it is, as far as it says it. */
export const kindOfChannel = (channel: Channel | '' | null | undefined): SpellKind | null => {
  if (!channel) return null;
  if (channel === 'publicPost') return 'public_post';
  if (channel === 'flexible') return 'flexible';
  return channel === 'ownBusiness' ? 'self_employed' : 'employed';
};

// Derived, never stored --------------------------------------------------------------------------------------------------------------

/** 务工区域, from the codes of home and work (research domain-cn §1.2): never the text somebody typed. */
export const workAreaTexts = {
  county: { zh: '县内', en: 'in the home county' },
  province: { zh: '省内县外', en: 'in the home province' },
  elsewhere: { zh: '省外', en: 'another province' },
  abroad: { zh: '境外', en: 'outside the border' },
  unknown: { zh: '不详', en: 'not known' },
} as const satisfies Record<string, Text>;
export type WorkArea = keyof typeof workAreaTexts;

// 境外 of labour statistics holds Taiwan, Hong Kong and Macao (GB/T 2260: 71, 81, 82)
const OUTSIDE = new Set(['71', '81', '82']);
export const workAreaOf = (home: string, place: string): WorkArea => {
  if (place === '') return 'unknown';
  if (OUTSIDE.has(place.slice(0, 2))) return 'abroad';
  if (home === '') return 'unknown';
  if (place.slice(0, 2) !== home.slice(0, 2)) return 'elsewhere';
  // a whole province or prefecture that holds the home county does not say which county is meant
  if (place.slice(2, 6) === '0000' || (place.slice(4, 6) === '00' && place.slice(0, 4) === home.slice(0, 4))) return 'unknown';
  return place.slice(0, 6) === home.slice(0, 6) ? 'county' : 'province';
};

/** 组织化: through government, employer, workshop, labour company or co-operative (research domain-cn §1.2, 有组织输出). Null: the channel is not known. */
export const isOrganised = (channel: Channel | ''): boolean | null => {
  if (channel === '' || channel === 'other') return null;
  return channel === 'government' || channel === 'recruited' || channel === 'workshop' || channel === 'agency';
};
