// The desk 疑点: what a capability tells about a rule, and the arithmetic of ages, terms and area desks. Pure.
import { addMonths, type Day, daysBetween } from '#standards/calendar/calendar.ts';
import type { Text } from '#standards/text.ts';

/**
 * How sure the rule itself is. `document`: a document that was read says so. `practice`: counties' own checking tools are known to ask it.
 * `ours`: set by us, to be replaced by what an authority says.
 */
export const certaintyTexts = {
  document: { zh: '有文件依据', en: 'from a document' },
  practice: { zh: '各地核查工具的通行做法', en: 'common practice of checking tools' },
  ours: { zh: '本系统暂定', en: 'set by this system for now' },
} as const satisfies Record<string, Text>;
export type Certainty = keyof typeof certaintyTexts;

/** One rule as the rule book 规则手册 shows it. */
export interface DeclaredRule {
  /** V01 … V20, or a word of the engine. */
  readonly id: string;
  /** A few words, for the list of rules: 两段务工时间重叠. */
  readonly name: Text;
  /** What it asks, in one sentence. */
  readonly text: Text;
  /** Why it matters. */
  readonly why: Text;
  /** What to do. */
  readonly todo: Text;
  /** The worst it says: an error refuses the row of a list and never comes to the desk. */
  readonly severity: 'error' | 'doubt' | 'hint';
  readonly source: Text;
  readonly certainty: Certainty;
  /** Its words may be read by whoever sees the person only as one who came to work (access: fieldTable, host): no household, no health. */
  readonly hosts: boolean;
  /** Which dialog of the person's page puts it right: its name there. */
  readonly correctAt?: string;
}

/** ○ Days after which an open finding is late. */
export const LATE_DAYS = 15;
/** ○ Days without any verification after which an open spell is asked about (V08). */
export const UNVERIFIED_DAYS = 92;
/** Months an exemption holds at most. */
const EXEMPTION_MONTHS = 12;
export const latestExemption = (today: Day): Day => addMonths(today, EXEMPTION_MONTHS);

export const ageDays = (opened: Day, today: Day): number => Math.max(0, daysBetween(opened, today));
/** Hints are leads, not duties: never late. */
export const isLate = (f: { readonly severity: string; readonly opened: Day }, today: Day): boolean =>
  f.severity === 'doubt' && ageDays(f.opened, today) >= LATE_DAYS;

export const ageBands = ['week', 'fortnight', 'month', 'older'] as const;
export type AgeBand = (typeof ageBands)[number];
export const ageBandTexts: Record<AgeBand, Text> = {
  week: { zh: '7 天内', en: '≤ 7 days' },
  fortnight: { zh: '8–14 天', en: '8–14 days' },
  month: { zh: '15–30 天', en: '15–30 days' },
  older: { zh: '30 天以上', en: '> 30 days' },
};
/** Days of age [from, to] of a band, both inclusive. */
export const bandDays: Record<AgeBand, { readonly from: number; readonly to: number | null }> = {
  week: { from: 0, to: 7 },
  fortnight: { from: 8, to: 14 },
  month: { from: 15, to: 30 },
  older: { from: 31, to: null },
};
export const bandOf = (days: number): AgeBand => (days <= 7 ? 'week' : days <= 14 ? 'fortnight' : days <= 30 ? 'month' : 'older');

/** The lowest office that stands for a home: its township, else its county. 12 digits. */
export const officeOf = (home: string): string => (home.slice(6, 9) === '000' ? `${home.slice(0, 6)}000000` : `${home.slice(0, 9)}000`);

/** Findings of one rule about one person are one doubt: their sentences joined, each once. */
export const joinedTexts = (texts: readonly Text[]): Text => {
  const joined = (language: 'zh' | 'en', mark: string) => [...new Set(texts.map((t) => t[language]))].join(mark);
  return { zh: joined('zh', '；'), en: joined('en', '; ') };
};

/** Whether a finding is for the desk: what refuses a row never gets there, a hint only where it is one of the numbered rules. */
export const isForDesk = (f: { readonly rule: string; readonly severity: string }): boolean =>
  f.severity === 'doubt' || (f.severity === 'hint' && /^V\d\d$/.test(f.rule));
