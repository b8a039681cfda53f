// How long a cohort stays, as a whole and by group: curve, windows, comparison over persons that were asked one by one or all at once (docs/figures.md §5).
import { areaOf, holds } from '#capabilities/access/rules.ts';
import type { Text } from '#standards/text.ts';
import { logRank } from './rulesLogRank.ts';
import type { EvidenceClass } from './rulesSpell.ts';
import { type Curve, kaplanMeier } from './rulesSurvival.ts';
import { type Answered, type Form, type Lasting, type Rate, rateOf, WINDOWS } from './rulesWindows.ts';

export const groupingTexts = {
  none: { zh: '不分组', en: 'no groups' },
  county: { zh: '按户籍县', en: 'by home county' },
  prefecture: { zh: '按户籍市州', en: 'by home prefecture' },
  class: { zh: '按最好的证据', en: 'by best evidence' },
  channel: { zh: '按就业渠道', en: 'by channel' },
  employer: { zh: '按用人单位', en: 'by employer' },
} as const satisfies Record<string, Text>;
export type Grouping = keyof typeof groupingTexts;
/** ○ So many groups stand by themselves; all others together, and the page says how many. */
export const MOST_GROUPS = 8;
/** The group of all groups beyond those; no key is written so. */
export const OTHERS = '+';

export interface RetentionAsk {
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
  readonly form: Form;
  readonly c: EvidenceClass;
  readonly grouping: Grouping;
  /** 12 digits: only whose home on the first day of the help lay there; '' for everywhere. */
  readonly area: string;
}
export interface Member {
  readonly group: string;
  /** Null where the form does not apply. */
  readonly lasting: Lasting | null;
  readonly answers: readonly Answered[];
  /** The same with evidence of every class: 已上报. */
  readonly reported: readonly Answered[];
}

/** What a person of the cohort is grouped by. */
export interface MemberOf {
  /** Home on the first day of the help, '' where unknown. */
  readonly home: string;
  /** Best class of evidence about the cohort's spell; NO_CLASS: none. */
  readonly best: number;
  readonly channel: string;
  readonly organisation: string | null;
}
/** Null: not in the area that is asked about. */
export const groupOf = (of: MemberOf, ask: Pick<RetentionAsk, 'area' | 'grouping'>): string | null => {
  const { home } = of;
  if (ask.area !== '' && !holds(areaOf(ask.area), home)) return null;
  const groups: Record<Grouping, () => string> = {
    none: () => '',
    county: () => (home === '' ? '' : home.slice(0, 6).padEnd(12, '0')),
    prefecture: () => (home === '' ? '' : home.slice(0, 4).padEnd(12, '0')),
    class: () => String(of.best),
    channel: () => of.channel,
    employer: () => of.organisation ?? '',
  };
  return groups[ask.grouping]();
};

export interface GroupFigures {
  readonly n: number;
  /** Of them: the form does not apply. */
  readonly notApplicable: number;
  readonly curve: Curve;
  readonly windows: readonly (Rate & { readonly days: number; readonly reportedRate: number | null })[];
}
const lastings = (members: readonly Member[]): readonly Lasting[] => members.flatMap((m) => m.lasting ?? []);
export const figuresOf = (members: readonly Member[]): GroupFigures => ({
  n: members.length,
  notApplicable: members.filter((m) => m.lasting === null).length,
  curve: kaplanMeier(lastings(members)),
  windows: WINDOWS.map((days, i) => ({
    days,
    ...rateOf(members.map((m) => m.answers[i]!)),
    reportedRate: rateOf(members.map((m) => m.reported[i]!)).rate,
  })),
});

export interface Groups {
  /** Largest first; OTHERS last. */
  readonly groups: readonly { readonly key: string; readonly members: readonly Member[] }[];
  /** How many groups stand together in OTHERS. */
  readonly pooled: number;
}
export const groupsOf = (members: readonly Member[], most = MOST_GROUPS): Groups => {
  const all = [...Map.groupBy(members, (m) => m.group)]
    .map(([key, own]) => ({ key, members: own }))
    .sort((a, b) => b.members.length - a.members.length || (a.key < b.key ? -1 : 1));
  // one group alone under "others" would only lose its name
  if (all.length <= most + 1) return { groups: all, pooled: 0 };
  const rest = all.slice(most);
  return { groups: [...all.slice(0, most), { key: OTHERS, members: rest.flatMap((g) => g.members) }], pooled: rest.length };
};
export const compared = ({ groups }: Groups) => logRank(groups.map((g) => lastings(g.members)));
