// The standards' readers: how many cells a second, each answer judged by a second program written from the standard's text.
import { type Divisions, indexDivisions } from '#standards/divisions/divisions.ts';
import { parseTree } from '#standards/divisions/parseTree.ts';
import { makePlaceParser } from '#standards/divisions/placeParser.ts';
import { detailedProvinces, loadHistory, readDivisionFile } from '#standards/divisions/server/loadDivisions.ts';
import { parseIdNumber } from '#standards/id-number/idNumber.ts';
import { nameKeys } from '#standards/pinyin/pinyin.ts';
import { parseUscc } from '#standards/uscc/uscc.ts';
import { generateIdNumbers, judge } from './standards/idNumberOracle.ts';
import { generateNames } from './standards/nameOracle.ts';
import { type Place, readPlaces } from './standards/placeOracle.ts';
import { generateUsccs, judgeUscc } from './standards/usccOracle.ts';
import { type Bench, type Run, rateOver, timed } from './support/bench.ts';
import { mulberry32 } from './support/random.ts';

/** Fixed: the generated dates lie around it. */
const TODAY = '2025-06-30';

/** Rates of the deed and of the oracle, taken in turn in every round, after one round to warm up. */
const rates = <T>(rounds: number, list: readonly T[], deed: (one: T) => unknown, oracle: (one: T) => unknown) => {
  rateOver(list, deed);
  rateOver(list, oracle);
  const found = { deed: [] as number[], oracle: [] as number[] };
  for (let i = 0; i < rounds; i++) {
    found.deed.push(rateOver(list, deed));
    found.oracle.push(rateOver(list, oracle));
  }
  return found;
};

/** `ok`, or the rule where the oracle finds that rule broken too; else what was found, to be told. */
const verdict = (ok: boolean, rule: string, broken: ReadonlySet<string>): string =>
  ok ? 'ok' : broken.has(rule) ? [...broken].join() : `refused for ${rule}`;

const identityNumbers = (run: Run): void => {
  run.section('identity numbers (parseIdNumber)');
  const cells = generateIdNumbers(mulberry32(11643), run.scaled(100_000));
  const answers = run.answers('verdict, number, birthday, sex', 'a reading of GB 11643 by big integers');
  for (const cell of cells) {
    const found = parseIdNumber(cell, { today: TODAY });
    const expected = judge(cell, TODAY);
    if (found.ok)
      answers.same(
        ['ok', found.number, found.birthday, found.sex],
        [[...expected.broken].join() || 'ok', expected.number, expected.birthday, expected.sex],
        cell,
      );
    else if (cell === '') answers.same(found.rule, 'empty');
    else answers.same(verdict(false, found.rule, expected.broken), [...expected.broken].join() || 'ok', cell);
  }
  answers.done();
  const found = rates(
    run.rounds,
    cells,
    (c) => parseIdNumber(c, { today: TODAY }),
    (c) => judge(c, TODAY),
  );
  run.figure({
    name: 'cells read, half of them with an error',
    unit: '/s',
    values: found.deed,
    against: { name: 'the oracle', values: found.oracle },
    goal: { of: 'value', atLeast: 200_000 },
  });
};

const socialCreditCodes = (run: Run): void => {
  run.section('social credit codes (parseUscc)');
  const cells = generateUsccs(mulberry32(32100), run.scaled(100_000));
  const answers = run.answers('verdict and rule', 'a reading of GB 32100 and GB 11714 by big integers');
  for (const cell of cells) {
    const found = parseUscc(cell);
    const broken = judgeUscc(cell);
    answers.same(
      verdict(found.ok, found.ok ? '' : found.rule, broken),
      found.ok || !broken.size ? [...broken].join() || 'ok' : [...broken].join(),
      cell,
    );
  }
  answers.done();
  const found = rates(
    run.rounds,
    cells,
    (c) => parseUscc(c),
    (c) => judgeUscc(c),
  );
  run.figure({
    name: 'cells read, half of them with an error',
    unit: '/s',
    values: found.deed,
    against: { name: 'the oracle', values: found.oracle },
    goal: { of: 'value', atLeast: 200_000 },
  });
};

const FILES = ['national.txt', ...detailedProvinces.map((code) => `${code}.txt`)];

const places = (run: Run): void => {
  run.section('places (makePlaceParser over the nation to the county and three provinces to the village)');
  const texts = FILES.map(readDivisionFile);
  const byCode = new Map<string, Place>(texts.flatMap(readPlaces).map((p) => [p.code, p]));
  const all = [...byCode.values()];
  const codesOf = new Map<string, string[]>();
  for (const p of all) codesOf.set(p.fullName, [...(codesOf.get(p.fullName) ?? []), p.code]);

  const history = loadHistory();
  const treeMs: number[] = [];
  const parserMs: number[] = [];
  let divisions!: Divisions;
  let parse!: ReturnType<typeof makePlaceParser>;
  for (let i = 0; i < run.rounds; i++) {
    treeMs.push(
      timed(() => {
        divisions = indexDivisions(texts.map(parseTree));
      }),
    );
    parserMs.push(
      timed(() => {
        parse = makePlaceParser(divisions, history);
      }),
    );
  }
  const read = run.answers('code and full name of every division', 'a second reader of the division files');
  for (const d of divisions.all)
    if (!d.placeholder) read.same([d.code, divisions.fullName(d.code)], [d.code, byCode.get(d.code)?.fullName]);
  read.same(divisions.all.filter((d) => !d.placeholder).length, all.length, 'how many');
  read.done();

  const random = mulberry32(2260);
  const sample = Array.from({ length: run.scaled(10_000) }, () => random.pick(all));
  // Two villages of one township may share a name; then no parser can know which, and it must not pretend to.
  const back = run.answers(
    'full name → the same division, or “several” where the name is not unique',
    'all full names of the second reader',
  );
  let sure = 0;
  for (const { code, fullName } of sample) {
    const found = parse(fullName);
    const unique = codesOf.get(fullName)!.length === 1;
    if (found.status === 'sure') sure++;
    const known = found.candidates.some((c) => c.code === code) || found.total > found.candidates.length;
    const honest = found.status !== 'sure' || (unique && found.best?.code === code);
    back.same([known, honest], [true, true], `${fullName} (${found.status} ${found.best?.fullName ?? ''})`);
  }
  for (const { code } of sample.slice(0, 1000)) back.same(parse(code).best?.code, code, code);
  back.done();
  run.figure({ name: 'full names read as sure', unit: '%', values: [(100 * sure) / sample.length], goal: { of: 'value', atLeast: 99 } });

  const short = sample.map(({ code }) => divisions.shortFullName(code)!);
  const byShort = new Map<string, Set<string>>();
  for (const d of divisions.all)
    if (!d.placeholder) {
      const name = divisions.shortFullName(d.code)!;
      byShort.set(name, (byShort.get(name) ?? new Set()).add(d.code));
    }
  const honest = run.answers('short full name (贵州黔南州平塘县) → never sure of another division', 'all divisions of that short name');
  let shortSure = 0;
  short.forEach((name, i) => {
    const found = parse(name);
    if (found.status === 'sure') shortSure++;
    const wrong = found.status === 'sure' && found.best?.code !== sample[i]!.code;
    honest.same(wrong ? `sure of ${found.best?.fullName}` : 'honest', 'honest', name);
  });
  honest.done();
  run.note(
    `short full names read as sure: ${((100 * shortSure) / short.length).toFixed(1)} %; ${byShort.size} of ${all.length} short full names are distinct`,
  );

  run.figure({ name: `tree of ${divisions.all.length} divisions built`, unit: 'ms', values: treeMs, goal: { of: 'value', atMost: 500 } });
  run.figure({ name: 'parser built (its dictionary)', unit: 'ms', values: parserMs, goal: { of: 'value', atMost: 1000 } });
  const fullRates: number[] = [];
  const shortRates: number[] = [];
  for (let i = 0; i < run.rounds; i++) {
    fullRates.push(rateOver(sample, ({ fullName }) => parse(fullName)));
    shortRates.push(rateOver(short, (name) => parse(name)));
  }
  run.figure({ name: 'full names parsed', unit: '/s', values: fullRates, goal: { of: 'value', atLeast: 10_000 } });
  run.figure({ name: 'short full names parsed', unit: '/s', values: shortRates, goal: { of: 'value', atLeast: 10_000 } });
};

const names = (run: Run): void => {
  run.section('name keys (nameKeys)');
  const expected = generateNames(mulberry32(1958), run.scaled(20_000));
  const answers = run.answers('pinyin, initials, fuzzy keys', 'a table of readings written by hand');
  for (const e of expected) {
    const { pinyin, initials, fuzzy } = nameKeys(e.name);
    answers.same([pinyin, initials, fuzzy], [e.pinyin, e.initials, e.fuzzy], e.name);
  }
  answers.done();
  const values = Array.from({ length: run.rounds }, () => rateOver(expected, (e) => nameKeys(e.name)));
  run.figure({ name: 'names', unit: '/s', values, goal: { of: 'value', atLeast: 20_000 } });
};

export const standardsBench: Bench = {
  name: 'standards',
  summary: 'identity numbers, social credit codes, places and name keys a second, each against a second reading of the standard',
  rounds: 5,
  goals: [
    'identity numbers and social credit codes ≥ 200,000 cells/s each: 5 s of a roster of a million rows (ours)',
    'division tree ≤ 500 ms, place parser ≤ 1,000 ms to build: both at the start of the server (ours)',
    'places ≥ 10,000/s, name keys ≥ 20,000/s: a roster of 10,000 rows is looked through in about a second (ours)',
    'full names read as sure ≥ 99 %; never sure of another division (an answer, not a timing)',
  ],
  run: async (run) => {
    identityNumbers(run);
    socialCreditCodes(run);
    places(run);
    names(run);
  },
};
