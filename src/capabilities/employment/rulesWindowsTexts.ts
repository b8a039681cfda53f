// Why somebody is stable, or counts as still there, in words.
import { fromDayNumber } from '#standards/calendar/calendar.ts';
import type { Text } from '#standards/text.ts';
import type { Criterion } from './rulesCriteria.ts';
import { coverEnd, type FoldEvidence } from './rulesFold.ts';
import type { FoldedSpell } from './rulesRuns.ts';
import { evidenceClassTexts } from './rulesSpell.ts';
import type { Stability, Stretch } from './rulesStable.ts';
import { type Answer, DUE_DAYS, type Form, type WindowAnswer } from './rulesWindows.ts';

const t = (zh: string, en: string): Text => ({ zh, en });
const day = fromDayNumber;

export const formTexts: Readonly<Record<Form, Text>> = {
  province: t('同一省', 'the same province'),
  enterprise: t('同一企业', 'the same enterprise'),
  post: t('同一岗位', 'the same post'),
};
export const answerTexts: Readonly<Record<Answer, Text>> = {
  notApplicable: t('不适用', 'does not apply'),
  notYetDue: t('未到期', 'not yet due'),
  yes: t('已核验在岗', 'verified: in post'),
  no: t('已核验离岗', 'verified: left'),
  unverified: t('到期未核验', 'due, not verified'),
};

export const explainWindow = (a: WindowAnswer, window: number, form: Form): Text => {
  const on = day(a.day);
  const [whereZh, whereEn] = [formTexts[form].zh, formTexts[form].en];
  if (a.answer === 'notApplicable')
    return form === 'province'
      ? t('起点的务工没有地点，无法判断', 'The first spell has no place: nothing to compare with')
      : t('起点的务工没有登记企业，单列', 'The first spell has no registered enterprise: shown apart');
  if (a.answer === 'notYetDue')
    return t(
      `第 ${window} 天是 ${on}，${day(a.day + DUE_DAYS)} 起统计`,
      `Day ${window} is ${on}; counted from ${day(a.day + DUE_DAYS)} on`,
    );
  if (a.answer === 'no')
    return t(`${on} 之前在${whereZh}的务工都已结束，之后没有接上`, `All work in ${whereEn} was over before ${on}, and none followed`);
  if (a.answer === 'unverified')
    return t(`${on} 是否仍在${whereZh}没有证据，请核验`, `Nothing proves whether ${whereEn} still held on ${on}: please verify`);
  const kind = evidenceClassTexts[a.class!];
  if (a.by === 'hole')
    return t(
      `${on} 正在换工作，下一份在${whereZh}，以${kind.zh}为证`,
      `Between two jobs on ${on}; the next in ${whereEn} is shown by ${kind.en}`,
    );
  return a.by === 'covers'
    ? t(`${on} 仍在${whereZh}，以${kind.zh}为证`, `Still in ${whereEn} on ${on}, shown by ${kind.en}`)
    : t(`${on} 前 15 天内查实仍在${whereZh}（${kind.zh}）`, `Found in ${whereEn} in the 15 days before ${on} (${kind.en})`);
};

export interface ProvedSpell {
  readonly spellId: string;
  /** The best evidence that reaches as far as is needed; else the one that reaches farthest. */
  readonly evidence: FoldEvidence;
  readonly until: number;
}
const bestFor = (s: FoldedSpell, needed: number, c: number): ProvedSpell | null => {
  let best: ProvedSpell | null = null;
  for (const e of s.spell.evidence) {
    if (!e.inPost || e.class > c) continue;
    const until = Math.min(coverEnd(s.spell, e), s.fold.closed);
    if (until < s.spell.start || until < e.from) continue;
    const enough = until >= needed;
    const bestEnough = best !== null && best.until >= needed;
    if (best === null || (enough && (!bestEnough || e.class < best.evidence.class)) || (!enough && !bestEnough && until > best.until))
      best = { spellId: s.spell.id, evidence: e, until };
  }
  return best;
};
/** What proves that a stretch began on its first day, spell by spell. */
export const proofsOf = (stretch: Stretch, c: number): readonly ProvedSpell[] =>
  stretch.spells.flatMap((s) => {
    if (s.vouched === null || s.vouched.from > stretch.from) return [];
    return bestFor(s, Math.min(stretch.from, s.vouched.to), c) ?? [];
  });

/** "稳定自 … 因为 …". `on`: the day it is asked for. */
export const explainStable = (stability: Stability, c: Criterion, on: number): Text => {
  const now = stability.stretches.filter((s) => s.from <= on && on <= s.to);
  const stretch = now[0] ?? stability.stretches.filter((s) => s.to < on).at(-1) ?? stability.stretches[0];
  if (!stretch) {
    const apart = stability.notApplicable.length;
    return t(
      `按「${c.name.zh}」未达到稳定${apart ? `；${apart} 段务工没有登记企业或地点，不适用` : ''}`,
      `Not stable by “${c.name.en}”${apart ? `; ${apart === 1 ? '1 spell without a registered enterprise or place does' : `${apart} spells without a registered enterprise or place do`} not apply` : ''}`,
    );
  }
  const proofs = proofsOf(stretch, c.evidenceClass);
  const byZh = proofs.map((p) => `${evidenceClassTexts[p.evidence.class].zh}证明到 ${day(p.until)}`).join('，');
  const byEn = proofs.map((p) => `${evidenceClassTexts[p.evidence.class].en} until ${day(p.until)}`).join(', ');
  const [zh, en] =
    c.mode === 'continuous'
      ? [
          `${day(stretch.run.from)} 起连续在岗，到 ${day(stretch.from)} 满 ${c.months} 个月`,
          `in post without a break since ${day(stretch.run.from)}, ${c.months} months full on ${day(stretch.from)}`,
        ]
      : c.mode === 'cumulative'
        ? [`往前 365 天累计满 ${30 * c.months!} 天`, `${30 * c.months!} days within the 365 before`]
        : ['合同和参保月数已满', 'contract and months of insurance are complete'];
  const over = on > stretch.to;
  return t(
    `稳定自 ${day(stretch.from)}，因为${zh}${byZh ? `（${byZh}）` : ''}；按「${c.name.zh}」${over ? `，到 ${day(stretch.to)} 止` : ''}`,
    `Stable since ${day(stretch.from)}, because ${en}${byEn ? ` (${byEn})` : ''}; by “${c.name.en}”${over ? `, until ${day(stretch.to)}` : ''}`,
  );
};
