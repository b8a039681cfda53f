// A criterion in words, as it is printed beside every figure that rests on it.
import { certaintyTexts } from '#standards/certainty.ts';
import type { Text } from '#standards/text.ts';
import type { Criterion } from './rulesCriteria.ts';
import { WINDOW_DAYS } from './rulesCumulative.ts';
import { CARRY_DAYS } from './rulesFold.ts';
import { type EvidenceClass, evidenceClassTexts } from './rulesSpell.ts';

const t = (zh: string, en: string): Text => ({ zh, en });
const yuan = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');
const months = (n: number): string => (n === 1 ? '1 month' : `${n} months`);
const days = (n: number): string => (n === 1 ? '1 day' : `${n} days`);

const placeOf = (c: Criterion): Text =>
  c.place.kind === 'any'
    ? t('不限地点', 'anywhere')
    : c.place.kind === 'area'
      ? t(`在${c.place.name.zh}`, `in ${c.place.name.en}`)
      : t('在户籍所在省以外', 'outside the home province');
const sameOf: Readonly<Record<Criterion['same'], Text>> = {
  any: t('各段务工合并计算', 'all work together'),
  province: t('同一省内的务工合并计算', 'work in one province together'),
  enterprise: t(
    '同一企业的务工合并计算，没有登记企业的单列',
    'work at one enterprise together; without a registered one it is shown apart',
  ),
  post: t(
    '同一企业同一工种的务工合并计算，没有登记企业的单列',
    'work at one enterprise in one occupation together; without a registered enterprise it is shown apart',
  ),
};
const provedBy = (c: EvidenceClass): Text =>
  c === 6
    ? t('任何一级证据都算', 'evidence of any class counts')
    : c === 1
      ? t(`只认${evidenceClassTexts[1].zh}`, `only ${evidenceClassTexts[1].en} counts`)
      : t(`证据认到第 ${c} 级（${evidenceClassTexts[c].zh}）`, `evidence down to class ${c} (${evidenceClassTexts[c].en}) counts`);

export const proofText = (p: Criterion['proofs'][number]): Text => {
  const kind = evidenceClassTexts[p.class];
  return p.what === 'contract'
    ? t(`劳动合同 ${p.months} 个月以上（以${kind.zh}为证）`, `a contract of at least ${months(p.months)}, shown by ${kind.en}`)
    : t(`${kind.zh}连续覆盖 ${p.months} 个月`, `${kind.en} covering ${months(p.months)} on end`);
};

const rule = (c: Criterion): Text => {
  const gap: Text =
    c.gapDays > 0
      ? t(`两段之间空 ${c.gapDays} 天以内可相接`, `holes of up to ${days(c.gapDays)} between spells are bridged`)
      : t('中间不能断', 'without a break');
  if (c.mode === 'continuous')
    return t(
      `连续在岗满 ${c.months} 个月，每一天都有证据证明，${gap.zh}；满月的那天起算稳定，此后最后一次证明起 ${CARRY_DAYS} 天内没有更新也仍算`,
      `in post for ${months(c.months!)} on end, every day of them proved, ${gap.en}; stable from the day they are full, and for ${CARRY_DAYS} days after the last proof`,
    );
  if (c.mode === 'cumulative')
    return t(
      `任一天往前 ${WINDOW_DAYS} 天内，有证据证明的在岗日合计 ${30 * c.months!} 天以上（${c.months} 个月，每月按 30 天）`,
      `within the ${WINDOW_DAYS} days that end on a day, at least ${30 * c.months!} proved days in post (${months(c.months!)} of 30 days)`,
    );
  const proofs = c.proofs.map(proofText);
  return t(
    `${proofs.map((p) => p.zh).join('，并且')}，当天仍在岗`,
    `${proofs.map((p) => p.en).join(', and ')}, and still in post on the day`,
  );
};
const payOf = (c: Criterion): Text | null =>
  c.pay === null
    ? null
    : c.pay.per === 'month'
      ? t(`月收入 ${yuan(c.pay.yuan)} 元以上（没有登记的按 0 元）`, `at least ${yuan(c.pay.yuan)} yuan a month (none recorded counts as 0)`)
      : t(
          `这 ${WINDOW_DAYS} 天的报酬合计 ${yuan(c.pay.yuan)} 元以上（月收入按在岗日折算，没有登记的按 0 元）`,
          `at least ${yuan(c.pay.yuan)} yuan earned in these ${WINDOW_DAYS} days (monthly pay by proved days; none recorded counts as 0)`,
        );

export const criterionFieldTexts: Readonly<Record<Criterion['defaults'][number], Text>> = {
  mode: t('计法', 'the way of counting'),
  months: t('月数', 'months'),
  gapDays: t('空档天数', 'holes'),
  place: t('地点', 'place'),
  same: t('合并方式', 'what is held together'),
  evidenceClass: t('证据等级', 'evidence class'),
  pay: t('报酬', 'pay'),
  proofs: t('凭证', 'proofs'),
};

/** The rule in one sentence; ○ names the fields no source gives. */
export const explainCriterion = (c: Criterion): Text => {
  const [place, same, proof, pay] = [placeOf(c), sameOf[c.same], provedBy(c.evidenceClass), payOf(c)];
  const ownZh = c.defaults.map((f) => criterionFieldTexts[f].zh).join('、');
  const ownEn = c.defaults.map((f) => criterionFieldTexts[f].en).join(', ');
  return t(
    `${c.name.zh}（第 ${c.version} 版）：${place.zh}务工，${rule(c).zh}${pay ? `；${pay.zh}` : ''}。${same.zh}；${proof.zh}。实习不算。依据：${c.source.zh}（${certaintyTexts[c.certainty].zh}）。${ownZh ? `○ 默认值：${ownZh}。` : ''}`,
    `${c.name.en} (version ${c.version}): work ${place.en}, ${rule(c).en}${pay ? `; ${pay.en}` : ''}. ${upper(same.en)}; ${proof.en}. Internships do not count. Source: ${c.source.en} (${certaintyTexts[c.certainty].en}).${ownEn ? ` ○ Defaults: ${ownEn}.` : ''}`,
  );
};
const upper = (s: string): string => `${s[0]!.toUpperCase()}${s.slice(1)}`;
