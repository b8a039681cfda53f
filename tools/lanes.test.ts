// The lanes of `npm test`: what is said comes in one piece, a job that fails or never starts is told, the others go on.
import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { ROOT } from '#platform/server/config.ts';

const lanes = new URL('./lanes.mjs', import.meta.url).href;
/** Runs jobs of `node -e` scripts in a process of its own; its lines, and what `ended` was told. */
const run = async (scripts: Record<string, string>, count: number, stopAt?: string) => {
  const jobs = Object.entries(scripts).map(([name, script]) => ({ name, args: ['-e', script] }));
  const main = `import { runLanes } from ${JSON.stringify(lanes)};
    const codes = {};
    await runLanes(${JSON.stringify(jobs)}, ${count}, (job, code) => { codes[job.name] = code; });
    console.log('codes ' + JSON.stringify(codes));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', main], { cwd: ROOT });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (d) => {
      said += d;
      if (stopAt && said.includes(stopAt) && !child.killed) child.kill('SIGTERM');
    });
  await new Promise((resolve) => child.on('close', resolve));
  const lines = said.split('\n').map((l) => l.replace(/\d+ s$/, 'N s'));
  return { lines, codes: JSON.parse(/^codes (.*)$/m.exec(said)?.[1] ?? 'null') as Record<string, number> | null };
};
const slowly = (word: string, code = 0) =>
  `let n = 0; const t = setInterval(() => { console.log('${word} ' + ++n); if (n === 3) { clearInterval(t); process.exitCode = ${code}; } }, 60);`;

test('two at a time, each in one piece, with its exit code; the third when a lane is free', async () => {
  const { lines, codes } = await run({ one: slowly('a'), two: slowly('b', 3), three: slowly('c') }, 2);
  expect(codes).toEqual({ one: 0, two: 3, three: 0 });
  expect(lines.slice(0, 2)).toEqual(['-- one starts', '-- two starts']);
  for (const [name, word, letter] of [
    ['one', 'ok', 'a'],
    ['two', 'FAILED', 'b'],
    ['three', 'ok', 'c'],
  ]) {
    const at = lines.indexOf(`== ${name}: ${word} after N s`);
    expect(at, name).toBeGreaterThan(1);
    expect(lines.slice(at + 1, at + 4)).toEqual([1, 2, 3].map((n) => `${letter} ${n}`));
  }
});

test('one lane says it as it comes; a job that is killed has failed', async () => {
  const { lines, codes } = await run({ one: slowly('a'), two: "process.kill(process.pid, 'SIGKILL')" }, 1);
  expect(codes).toEqual({ one: 0, two: 1 });
  expect(lines.slice(0, 6)).toEqual(['', '== one', 'a 1', 'a 2', 'a 3', '']);
});

test('told to stop, it says what it has heard so far and starts nothing more', async () => {
  const wait = "console.log('so far'); setTimeout(() => {}, 20000);";
  const { lines, codes } = await run({ one: slowly('a'), two: wait, three: wait, four: slowly('d') }, 2, '-- three starts');
  expect(codes).toEqual({ one: 0, two: 1, three: 1 });
  expect(lines).toContain('== two: stopped by SIGTERM, so far:');
  expect(lines).toContain('so far');
});
