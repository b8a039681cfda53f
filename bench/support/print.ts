import type { Answers, Figure } from './bench.ts';

/** Three significant digits below 100, whole numbers with thousands above. */
export const number = (n: number): string => {
  if (!Number.isFinite(n)) return '–';
  if (Math.abs(n) >= 100) return Math.round(n).toLocaleString('en-US');
  return String(Number(n.toPrecision(3)));
};
const quantity = (n: number, unit: string): string => `${number(n)}${unit.startsWith('/') ? '' : ' '}${unit}`;

export const figureLine = ({ name, unit, samples, median, p95, against, goal }: Figure): string => {
  const parts = [`  ${name}: median ${quantity(median, unit)}, p95 ${quantity(p95, unit)}, n ${samples}`];
  if (against) parts.push(`${number(against.ratio)} × ${against.name} (${quantity(against.median, unit)})`);
  if (goal) {
    const unitOf = (n: number) => (goal.of === 'ratio' ? `${number(n)} ×` : quantity(n, unit));
    const bounds = [
      ...(goal.atMost === undefined ? [] : [`≤ ${unitOf(goal.atMost)}`]),
      ...(goal.atLeast === undefined ? [] : [`≥ ${unitOf(goal.atLeast)}`]),
    ];
    parts.push(`goal ${bounds.join(', ')}: ${goal.met ? 'met' : 'missed'}`);
  }
  return parts.join('; ');
};

export const answersLines = ({ what, oracle, compared, differ, examples }: Answers): string[] => [
  `  ${what}: ${number(compared)} answers compared with ${oracle}, ${differ ? `${number(differ)} DIFFER` : '0 differ'}`,
  ...examples.map((e) => `    ${e}`),
];
