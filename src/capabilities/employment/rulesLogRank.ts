// Do groups stay differently long? The log-rank test between k groups (Mantel 1966; k groups: Peto and Peto 1972).
import type { Text } from '#standards/text.ts';
import { chiSquareTail } from './rulesDistributions.ts';
import type { Lasting } from './rulesWindows.ts';

export interface LogRank {
  readonly groups: readonly { readonly n: number; readonly observed: number; readonly expected: number }[];
  readonly chiSquare: number;
  /** 0: nothing can be compared (fewer than two groups with people at risk when somebody left). */
  readonly df: number;
  readonly p: number | null;
  /** ○ A group with fewer than 5 expected events: the p value is rough, and the page says so. */
  readonly rough: boolean;
}
export const FEW_EXPECTED = 5;

/** dᵀ V⁻ d by elimination with pivots; rows that depend on others are left out. Returns the form and the rank. */
const quadraticForm = (matrix: readonly (readonly number[])[], d: readonly number[]): { readonly value: number; readonly rank: number } => {
  const a = matrix.map((row, i) => [...row, d[i]!]);
  const size = d.length;
  const scale = Math.max(1e-12, ...matrix.map((row, i) => Math.abs(row[i]!)));
  const left = new Set(d.map((_, i) => i));
  let value = 0;
  let rank = 0;
  // symmetric: a pivot on the diagonal is enough, and Σ dᵢ²/pivot of the eliminated rows is the form
  while (left.size) {
    const pivot = [...left].reduce((best, i) => (a[i]![i]! > a[best]![best]! ? i : best));
    const p = a[pivot]![pivot]!;
    if (p <= scale * 1e-10) break;
    left.delete(pivot);
    value += a[pivot]![size]! ** 2 / p;
    rank++;
    for (const i of left) {
      const factor = a[i]![pivot]! / p;
      for (let j = 0; j <= size; j++) a[i]![j]! -= factor * a[pivot]![j]!;
    }
  }
  return { value, rank };
};

export const logRank = (groups: readonly (readonly Lasting[])[]): LogRank => {
  const k = groups.length;
  const all = groups.flatMap((people, g) => people.map((p) => ({ ...p, g }))).sort((a, b) => a.time - b.time);
  const atRisk = groups.map((people) => people.length);
  const observed = Array<number>(k).fill(0);
  const expected = Array<number>(k).fill(0);
  const variance = groups.map(() => Array<number>(k).fill(0));
  for (let i = 0; i < all.length; ) {
    const { time } = all[i]!;
    const leaving = Array<number>(k).fill(0);
    let events = 0;
    for (; i < all.length && all[i]!.time === time; i++) {
      const { g, event } = all[i]!;
      leaving[g]!++;
      if (event) {
        observed[g]!++;
        events++;
      }
    }
    const n = atRisk.reduce((sum, x) => sum + x, 0);
    if (events > 0) {
      const spread = n > 1 ? (events * (n - events)) / (n - 1) : 0;
      for (let g = 0; g < k; g++) {
        const share = atRisk[g]! / n;
        expected[g]! += events * share;
        for (let h = 0; h < k; h++) variance[g]![h]! += spread * share * ((g === h ? 1 : 0) - atRisk[h]! / n);
      }
    }
    for (let g = 0; g < k; g++) atRisk[g]! -= leaving[g]!;
  }
  const { value, rank } = quadraticForm(
    variance,
    observed.map((o, g) => o - expected[g]!),
  );
  return {
    groups: groups.map((people, g) => ({ n: people.length, observed: observed[g]!, expected: expected[g]! })),
    chiSquare: value,
    df: rank,
    p: rank === 0 ? null : chiSquareTail(value, rank),
    rough: expected.some((e) => e < FEW_EXPECTED),
  };
};

/** One sentence for the page. Never "no difference": only that none was shown. */
export const explainLogRank = (r: LogRank): Text => {
  if (r.p === null) return { zh: '没有可比较的离岗，无法检验', en: 'Nobody left while two groups were followed: nothing to test' };
  const p = r.p < 0.001 ? '< 0.001' : `= ${r.p.toFixed(3)}`;
  const numbers = `χ² = ${r.chiSquare.toFixed(2)}, df ${r.df}, p ${p}`;
  const rough: Text = r.rough
    ? { zh: '；有的组预期离岗不足 5 人，p 值只是粗略的', en: '; a group has fewer than 5 expected events, so p is rough' }
    : { zh: '', en: '' };
  return r.p < 0.05
    ? { zh: `各组留岗时间有差别（${numbers}）${rough.zh}`, en: `The groups stay differently long (${numbers})${rough.en}` }
    : { zh: `没有显示出各组的差别（${numbers}）${rough.zh}`, en: `No difference between the groups was shown (${numbers})${rough.en}` };
};
