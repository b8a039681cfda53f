import type { FileScore, Total } from './compare.ts';
import { verdicts } from './shapes.ts';

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

/** Lines to print; `every`: each difference, else those of the files that have few. */
export const reportOf = (files: readonly FileScore[], total: Total, every: boolean): string => {
  const out: string[] = ['rows  right  balanced  file'];
  for (const f of files) {
    out.push(
      `${String(f.rows).padStart(4)}  ${String(f.right).padStart(5)}  ${f.balanced ? 'yes     ' : 'NO      '}  ${f.file}${f.perfect ? '' : '  *'}`,
    );
    const shown = f.differences.filter((d) => every || d.kind !== 'repair');
    for (const d of shown.slice(0, every ? undefined : 3))
      out.push(
        `        ${d.kind}${d.row ? ` row ${d.row}` : ''}${d.sheet && d.row ? ` of ${d.sheet}` : ''}: ${d.what}${d.arguable ? ' (arguable)' : ''}`,
      );
    if (!every && shown.length > 3) out.push(`        … and ${shown.length - 3} more (--all shows them)`);
  }
  out.push('', `expected     ${[...verdicts, 'lost'].map((v) => v.padStart(10)).join('')}   (answered)`);
  for (const v of verdicts)
    out.push(`${v.padEnd(12)} ${[...verdicts, 'lost'].map((a) => String(total.confusion[`${v}>${a}`] ?? 0).padStart(10)).join('')}`);
  const weak = Object.entries(total.byTrouble).filter(([, c]) => c.right < c.of);
  if (weak.length > 0) out.push('', 'troubles not mastered (right of all rows that have them):');
  for (const [name, c] of weak.sort(([, a], [, b]) => a.right / a.of - b.right / b.of))
    out.push(`  ${name.padEnd(22)} ${c.right} of ${c.of}`);
  out.push(
    '',
    `differences: ${
      Object.entries(total.kinds)
        .map(([k, n]) => `${k} ${n}`)
        .join(', ') || 'none'
    }`,
    `files without a fault ${total.perfectFiles} of ${total.files}; unbalanced ${total.unbalanced.length}`,
    `rows right ${total.right} of ${total.rows}: ${percent(total.strict)} (strict); ${percent(total.lenient)} without ${total.arguable} arguable ones`,
  );
  return `${out.join('\n')}\n`;
};
