import { expect, test } from 'vitest';
import { newConstantsDetector } from './rulesConstants.ts';
import { type Batch, honest, honestBatch, spoiled, spoils } from './testing/madeBatches.ts';

const reportOf = (batch: Batch) => {
  const detector = newConstantsDetector();
  for (const row of batch) detector.note(row);
  return detector.report();
};

test('honest lists', () => {
  for (const [name, make] of Object.entries(honest)) {
    let accused = 0;
    const cols: Record<string, number> = {};
    for (let seed = 0; seed < 1000; seed++) {
      const { findings } = reportOf(honestBatch(make, seed));
      if (findings.length > 0) accused++;
      for (const f of findings) cols[f.fields[0]!] = (cols[f.fields[0]!] ?? 0) + 1;
    }
    console.info(name, accused, JSON.stringify(cols));
  }
});
test('fabricated', () => {
  for (const [name, spoil] of Object.entries(spoils))
    for (const share of [1, 0.95, 0.9, 0.8, 0.6]) {
      const out: string[] = [];
      for (const count of [20, 30, 60, 200]) {
        let found = 0;
        for (let seed = 0; seed < 100; seed++) if (reportOf(spoiled(spoil, share, count, seed)).findings.length > 0) found++;
        out.push(`${count}: ${found}`);
      }
      console.info(name, share, out.join('  '));
    }
  console.info(
    reportOf(spoiled(spoils['income 2,500 and 第三产业']!, 1, 60, 1))
      .findings.map((f) => `${f.text.zh}\n${f.text.en}`)
      .join('\n'),
  );
  expect(1).toBe(1);
});
