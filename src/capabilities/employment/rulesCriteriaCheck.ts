// Is a criterion one? What is wrong with it in sentences, and its test cases run.
import { dayNumber, fromDayNumber } from '#standards/calendar/calendar.ts';
import type { Text } from '#standards/text.ts';
import { Criterion, type CriterionCase } from './rulesCriteria.ts';
import { OPEN } from './rulesFold.ts';
import type { LedgerPerson } from './rulesPerson.ts';
import { isStableOn, stabilityOf } from './rulesStable.ts';

const t = (zh: string, en: string): Text => ({ zh, en });

/** By the first part of the path that a schema refuses. */
const byField: Readonly<Record<string, Text>> = {
  id: t('代号要以小写字母开头，只用字母和数字', 'The code begins with a small letter and has letters and digits only'),
  version: t('版本号是从 1 起的整数', 'The version is a whole number from 1'),
  name: t('名称要有中文和英文', 'The name needs Chinese and English'),
  mode: t('请选择计法：连续、累计或凭证', 'Choose how to count: continuous, cumulative or by proofs'),
  months: t('月数是 1 到 60 的整数', 'Months: a whole number from 1 to 60'),
  gapDays: t('可相接的空档是 0 到 60 天', 'Holes that are bridged: 0 to 60 days'),
  place: t(
    '地点要选：不限、某个区划（2、4、6、9 或 12 位代码）或外省',
    'Place: any, a division (2, 4, 6, 9 or 12 digits) or another province',
  ),
  same: t(
    '请选择按什么合并：不分、同一省、同一企业、同一岗位',
    'Choose what is held together: all, one province, one enterprise, one post',
  ),
  evidenceClass: t(
    '没有证据等级：请写明最低认到第几级（1 社保 … 6 自报）的证据',
    'No evidence class: say down to which class (1 insurance … 6 self-report) evidence counts',
  ),
  pay: t('报酬要写每月或 365 天合计的元数，大于 0', 'Pay: yuan a month or within the 365 days, more than 0'),
  proofs: t('凭证要写种类、证据等级（1–6）和月数（1–60）', 'A proof names its kind, evidence class (1 to 6) and months (1 to 60)'),
  source: t('请写明依据，中文和英文', 'Say where it comes from, in Chinese and English'),
  certainty: t('请选择依据的可靠程度', 'Choose how sure the source is'),
  defaults: t('标作默认的项目不认识', 'A field marked as a default is not known'),
  cases: t('测试用例不完整：日期、证据等级和期望结果都要写', 'A test case is incomplete: days, evidence classes and what is expected'),
};

/** What an editor reads; nothing where it may be used. */
export const criterionProblems = (raw: unknown): readonly Text[] => {
  const parsed = Criterion.safeParse(raw);
  if (!parsed.success) {
    const fields = new Set(parsed.error.issues.map((i) => String(i.path[0] ?? '')));
    return [...fields].map((f) => byField[f] ?? t('口径的格式不对', 'This is no criterion'));
  }
  const c = parsed.data;
  const out: Text[] = [];
  if (c.mode === 'proofs') {
    if (c.proofs.length === 0) out.push(t('凭证口径至少要有一项凭证', 'A criterion by proofs needs at least one proof'));
    if (c.months !== null)
      out.push(
        t('凭证口径的月数写在各项凭证里，总月数留空', 'Months of a criterion by proofs stand with each proof; leave the others empty'),
      );
    if (c.same !== 'enterprise' && c.same !== 'post')
      out.push(t('凭证口径要按企业或岗位合并', 'A criterion by proofs is about one enterprise or one post'));
  } else {
    if (c.proofs.length > 0) out.push(t('只有凭证口径可以列凭证', 'Only a criterion by proofs lists proofs'));
    if (c.months === null) out.push(t('连续和累计口径要写月数', 'Continuous and cumulative criteria need months'));
  }
  for (const p of c.proofs)
    if (p.class > c.evidenceClass)
      out.push(
        t(
          `凭证要第 ${p.class} 级证据，但口径只认到第 ${c.evidenceClass} 级`,
          `A proof asks for class ${p.class}, but the criterion only accepts classes up to ${c.evidenceClass}`,
        ),
      );
  if (c.mode === 'cumulative') {
    if (c.months !== null && c.months > 12)
      out.push(
        t(
          '累计口径看 365 天以内，最多 12 个月，更多永远达不到',
          'The cumulative way looks at 365 days: more than 12 months can never be reached',
        ),
      );
    if (c.gapDays > 0) out.push(t('累计口径不看空档，请写 0 天', 'The cumulative way does not look at holes: write 0 days'));
  } else if (c.pay?.per === 'window') out.push(t('365 天合计报酬只用于累计口径', 'Pay within the 365 days belongs to the cumulative way'));
  const named = new Set(c.cases.map((x) => x.name.zh));
  if (named.size < c.cases.length) out.push(t('两个测试用例同名', 'Two test cases bear the same name'));
  for (const x of c.cases)
    for (const s of x.spells) {
      if (s.ended !== null && s.ended < s.start)
        out.push(t(`用例「${x.name.zh}」：结束早于开始`, `Case “${x.name.en}”: an end before its start`));
      if (s.evidence.some((e) => e.says === 'in_post' && (e.to === null || e.to < e.from)))
        out.push(t(`用例「${x.name.zh}」：在岗证据要写从哪天到哪天`, `Case “${x.name.en}”: evidence in post covers from a day to a day`));
      if (s.contract && s.contract.to !== null && s.contract.to < s.contract.from)
        out.push(t(`用例「${x.name.zh}」：合同结束早于开始`, `Case “${x.name.en}”: a contract that ends before it begins`));
    }
  return out;
};

const open = (day: string | null): number => (day === null ? OPEN : dayNumber(day));
const personOf = (x: CriterionCase): LedgerPerson => ({
  homes: x.home ? [{ from: 0, to: OPEN, code: x.home }] : [],
  spells: x.spells.map((s, i) => ({
    id: `s${i}`,
    workerId: 'w',
    kind: s.kind,
    organisation: s.organisation,
    organisationCode: s.organisation,
    place: s.place,
    occupation: s.occupation,
    channel: '',
    industry: '',
    programme: '',
    payMonth: s.payMonth,
    assisted: false,
    start: dayNumber(s.start),
    ended: open(s.ended),
    contractFrom: s.contract && dayNumber(s.contract.from),
    contractTo: s.contract && open(s.contract.to),
    evidence: s.evidence.map((e, j) => ({
      id: `s${i}e${j}`,
      class: e.class,
      inPost: e.says === 'in_post',
      from: dayNumber(e.from),
      to: dayNumber(e.to ?? e.from),
      observed: dayNumber(e.observed ?? (e.says === 'in_post' ? e.to : null) ?? e.from),
      recorded: j,
    })),
  })),
});

export interface CaseResult {
  readonly name: Text;
  readonly passed: boolean;
  /** First day it came out stable, null: never. */
  readonly stableFrom: string | null;
  /** What differs, in words. */
  readonly differences: readonly Text[];
}
const orNever = (day: string | null): Text => (day === null ? t('从未稳定', 'never stable') : t(day, day));

/** Only for a criterion that has no problems. */
export const runCases = (c: Criterion): readonly CaseResult[] =>
  c.cases.map((x) => {
    const s = stabilityOf(personOf(x), c);
    const stableFrom = s.stableFrom === null ? null : fromDayNumber(s.stableFrom);
    const differences: Text[] = [];
    if (stableFrom !== x.expect.stableFrom) {
      const [want, got] = [orNever(x.expect.stableFrom), orNever(stableFrom)];
      differences.push(t(`期望稳定自 ${want.zh}，算出 ${got.zh}`, `Expected stable from: ${want.en}; came out: ${got.en}`));
    }
    for (const { on, is } of x.expect.stable)
      if (isStableOn(s, dayNumber(on)) !== is)
        differences.push(
          is
            ? t(`${on} 应当稳定，算出不稳定`, `${on} should be stable and is not`)
            : t(`${on} 不应稳定，算出稳定`, `${on} should not be stable and is`),
        );
    return { name: x.name, passed: differences.length === 0, stableFrom, differences };
  });

/** What keeps a criterion from being saved: it is none, it has no test case, or a case comes out otherwise. */
export const savingProblems = (raw: unknown): readonly Text[] => {
  const problems = criterionProblems(raw);
  if (problems.length > 0) return problems;
  const c = Criterion.parse(raw);
  if (c.cases.length === 0) return [t('至少写一个测试用例', 'At least one test case is needed')];
  return runCases(c).flatMap((r) =>
    r.differences.map((d) => t(`用例「${r.name.zh}」没有通过：${d.zh}`, `Case “${r.name.en}” does not hold: ${d.en}`)),
  );
};
