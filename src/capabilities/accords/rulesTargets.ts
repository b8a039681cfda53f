// Targets 目标: on what one can be set, which is in force, what may be proposed. Pure.
import type { Text } from '#standards/text.ts';

const t = (zh: string, en: string): Text => ({ zh, en });

export type TargetSide = 'origin' | 'host';
export interface TargetKind {
  readonly id: string;
  readonly name: Text;
  readonly short: Text;
  /** flow: persons counted in the course of the year. stock: persons on a day; time's progress says nothing about it. */
  readonly kind: 'flow' | 'stock';
  /** Never more than this one. */
  readonly within: string | null;
}
/** Indicators that count persons by home and place of work at once: the ones an agreement can be held to. `indicators` measures them; a test there holds this list against its own. */
export const targetKinds: readonly TargetKind[] = [
  {
    id: 'I01',
    name: t('帮助农村劳动力实现就业人数', 'Rural workers helped into work'),
    short: t('帮助就业', 'helped into work'),
    kind: 'flow',
    within: null,
  },
  {
    id: 'I02',
    name: t('其中：脱贫劳动力', 'of them: lifted out of poverty'),
    short: t('其中脱贫', 'of them ex-poor'),
    kind: 'flow',
    within: 'I01',
  },
  { id: 'I03', name: t('其中：在广东就业', 'of them: in Guangdong'), short: t('在粤', 'in Guangdong'), kind: 'flow', within: 'I01' },
  {
    id: 'I06',
    name: t('新增帮扶在粤稳定就业脱贫劳动力人数', 'Ex-poor newly stable in Guangdong with help'),
    short: t('新增在粤稳定', 'newly stable'),
    kind: 'flow',
    within: null,
  },
  {
    id: 'I07',
    name: t('在粤务工脱贫人口存量', 'Ex-poor at work in Guangdong'),
    short: t('在粤存量', 'at work in Guangdong'),
    kind: 'stock',
    within: null,
  },
  { id: 'I09', name: t('技能培训人数', 'People trained'), short: t('技能培训', 'trained'), kind: 'flow', within: null },
];
export const targetKindOf = (id: string): TargetKind | undefined => targetKinds.find((k) => k.id === id);

const later = (zh: string, en: string): Text =>
  t(
    `${zh}还没有启用，没有数可以核对；启用以后再定目标`,
    `${en} is not measured yet, so nothing could be held against the target; set one once it is`,
  );
const abroad = (zh: string, en: string): Text =>
  t(
    `${zh}的人在户籍地或别的省上班，协议的输入地在广东，按户籍地×就业地分下来永远是 0；目标请定在 I01 或 I03`,
    `${en}: they work at home or in another province, and the agreement’s host lies in Guangdong, so by home × place of work it is always 0. Set the target on I01 or I03`,
  );
/** Why others cannot have a target: it would be a number that nothing can ever be held against. */
const refusals: Readonly<Record<string, Text>> = {
  I04: abroad('就近就业', 'Near home'),
  I05: abroad('其他地区就业', 'Elsewhere'),
  I08: t(
    '稳岗率是比率，不是人数，定不了人数目标；要保住多少人，目标请定在 I06 或 I07',
    'Retention is a rate and no number of persons; to hold people, set a target on I06 or I07',
  ),
  I10: later('招聘会', 'Job fairs'),
  I11: later('点对点输送', 'Point-to-point trips'),
  I12: later('帮扶车间', 'Workshops'),
  I13: later('就业帮扶基地', 'Bases'),
  I14: later('公益性岗位', 'Public posts'),
  I15: t(
    '协议与劳务站数的是份和个，不是按户籍地×就业地分的人，定不了人数目标',
    'Agreements and stations are no persons by home × place of work, so they have no target in persons',
  ),
  I16: later('补贴', 'Subsidies'),
  I17: later('劳务品牌', 'Brands'),
  I18: later('回访服务', 'Visits and services'),
  I19: t('目标完成率本身就是完成人数÷目标，不能再定目标', 'Completion is itself persons ÷ target and has no target of its own'),
  X01: t(
    '这是外部数据，不由本系统的档案统计，不能按户籍地×就业地分，定不了目标',
    'This is an external figure, not counted from the register nor by home × place of work, so it has no target',
  ),
};
/** Undefined where a target can be set; null where there is no such indicator. */
export const whyNoTarget = (id: string): Text | null | undefined => (targetKindOf(id) ? undefined : (refusals[id] ?? null));
export const withoutTarget: readonly { readonly id: string; readonly why: Text }[] = Object.entries(refusals).map(([id, why]) => ({
  id,
  why,
}));

export interface Agreed {
  readonly fromDay: string;
  readonly persons: number;
}
/** The target in force on a day: the last that began by it. */
export const targetInForce = <A extends Agreed>(agreed: readonly A[], day: string): A | undefined => {
  let found: A | undefined;
  for (const a of agreed) if (a.fromDay <= day && (!found || a.fromDay > found.fromDay)) found = a;
  return found;
};
/** Of a year that is over the target at its end, of a year to come the one it begins with. */
export const dayOfTargets = (year: number, today: string): string => {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  return today < first ? first : today > last ? last : today;
};

export interface Draft {
  readonly indicator: string;
  readonly persons: number;
  readonly fromDay: string;
}
export interface KnownTarget {
  readonly indicator: string;
  readonly agreed: readonly Agreed[];
  readonly open: boolean;
}
export type TargetRefusal =
  | { readonly is: 'cannot'; readonly why: Text }
  | { readonly is: 'unknown' }
  | { readonly is: 'twice' }
  | { readonly is: 'otherYear'; readonly year: number }
  | { readonly is: 'open' }
  | { readonly is: 'earlier'; readonly since: string }
  | { readonly is: 'same'; readonly persons: number }
  | { readonly is: 'more'; readonly than: string; readonly limit: number }
  | { readonly is: 'less'; readonly than: string; readonly limit: number };

/** What is wrong with what one side proposes for a year, first things first; undefined where it may be sent to the other side. */
export const whyNotProposed = (
  year: number,
  drafts: readonly Draft[],
  known: readonly KnownTarget[],
): { readonly indicator: string; readonly refusal: TargetRefusal } | undefined => {
  const knownOf = (id: string): KnownTarget => known.find((k) => k.indicator === id) ?? { indicator: id, agreed: [], open: false };
  const latest = (id: string): Agreed | undefined => targetInForce(knownOf(id).agreed, `${year}-12-31`);
  /** As it would be, were all of it approved. */
  const wanted = (id: string): number | undefined => drafts.find((d) => d.indicator === id)?.persons ?? latest(id)?.persons;
  for (const [i, d] of drafts.entries()) {
    const no = (refusal: TargetRefusal) => ({ indicator: d.indicator, refusal });
    const why = whyNoTarget(d.indicator);
    if (why === null) return no({ is: 'unknown' });
    if (why) return no({ is: 'cannot', why });
    if (drafts.findIndex((x) => x.indicator === d.indicator) !== i) return no({ is: 'twice' });
    if (d.fromDay.slice(0, 4) !== String(year)) return no({ is: 'otherYear', year });
    if (knownOf(d.indicator).open) return no({ is: 'open' });
    const last = latest(d.indicator);
    if (last && d.fromDay < last.fromDay) return no({ is: 'earlier', since: last.fromDay });
    if (last && d.persons === last.persons) return no({ is: 'same', persons: last.persons });
    const whole = targetKindOf(d.indicator)!.within;
    const most = whole === null ? undefined : wanted(whole);
    if (most !== undefined && d.persons > most) return no({ is: 'more', than: whole!, limit: most });
    for (const part of targetKinds.filter((k) => k.within === d.indicator)) {
      const n = wanted(part.id);
      // a part that is proposed beside it is told by its own line
      if (n !== undefined && n > d.persons && !drafts.some((x) => x.indicator === part.id))
        return no({ is: 'less', than: part.id, limit: n });
    }
  }
  return undefined;
};

export type ProposalState = 'open' | 'approved' | 'refused' | 'withdrawn';
/** The other side decides, the proposing side takes back; nobody approves what they proposed, whichever offices they hold. */
export const whyNotDecided = (
  proposal: { readonly side: TargetSide; readonly state: ProposalState; readonly proposedBy: string | null },
  deed: 'approve' | 'refuse' | 'withdraw',
  by: { readonly sides: readonly TargetSide[]; readonly accountId: string | null },
): 'decided' | 'sameSide' | 'notYours' | 'sameAccount' | undefined => {
  const other: TargetSide = proposal.side === 'origin' ? 'host' : 'origin';
  if (deed === 'withdraw' ? !by.sides.includes(proposal.side) : !by.sides.includes(other))
    return deed !== 'withdraw' && by.sides.includes(proposal.side) ? 'sameSide' : 'notYours';
  if (proposal.state !== 'open') return 'decided';
  if (deed === 'approve' && proposal.proposedBy !== null && proposal.proposedBy === by.accountId) return 'sameAccount';
  return undefined;
};
