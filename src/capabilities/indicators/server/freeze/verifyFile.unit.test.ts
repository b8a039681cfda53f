// The file of a frozen month, sound and tampered with in every way; the canonical text; the Merkle tree against its definition.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { baseOf, figures } from '../../rulesDefinitions.ts';
import { dimensions, LEVELS } from '../../rulesDimensions.ts';
import { type CellLine, canonical, figuresOf, type Head, type Series, type Statement, seriesOf, splits } from '../../rulesFrozen.ts';
import { checkSums } from '../../rulesFrozenSums.ts';
import { digestOf } from './file.ts';
import { EMPTY, grow, rootOf } from './merkle.ts';
import { verifyText } from './verifyFile.ts';

// Members without a database -----------------------------------------------------------------------------------------------------------
type Member = Record<string, string>;
const aMember: fc.Arbitrary<Member> = fc.record({
  origin: fc.constantFrom('522727001200', '522727100200', '520102001201', '522700000000'),
  host: fc.constantFrom('440111000000', '440306000000', '520102000000', '330100000000', '', '?'),
  where: fc.constantFrom('guangdong', 'near', 'elsewhere'),
  people: fc.constantFrom('poverty', 'monitored', 'lowIncome', 'none'),
  monitored: fc.constantFrom('', 'unstable'),
  relocated: fc.constantFrom('yes', 'no'),
  sex: fc.constantFrom('1', '2', '9'),
  age: fc.constantFrom('16-24', '25-34', ''),
  channel: fc.constantFrom('', 'self', 'agency'),
  programme: fc.constantFrom('', 'cook'),
  industry: fc.constantFrom('C', ''),
  occupation: fc.constantFrom('4', ''),
  evidence: fc.constantFrom('1', '6'),
  pairing: fc.constantFrom('', 'p1'),
});
const keyOf = (m: Member, id: string): string => {
  const d = dimensions.find((x) => x.id === id)!;
  const v = m[d.column]!;
  return d.kind === 'place' && v.length === 12 ? v.slice(0, LEVELS[d.level]).padEnd(12, '0') : v;
};
const cellsOf = (month: string, members: readonly Member[]): CellLine[] =>
  seriesOf(month).flatMap((s) =>
    figuresOf(s).flatMap((f) => {
      const own = members.filter((m) => baseOf(f).more.every((c) => c.is === 'dimension' && c.values.includes(m[c.dimension]!)));
      return splits.flatMap((by) => {
        const counts = new Map<string, number>(by.length ? [] : [['', 0]]);
        for (const m of own) {
          const key = by.map((id) => keyOf(m, id)).join('\t');
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
        return [...counts]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, persons]) => ({
            series: s.id,
            figure: f.id,
            by,
            keys: by.length ? key.split('\t') : [],
            persons,
          }));
      });
    }),
  );

const pair = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'), privateKey };
};
const KEY = pair();
const MONTH = '2022-09';
const fileOf = (
  members: readonly Member[],
  key = KEY,
  change: (s: Statement) => Statement = (s) => s,
  kept: (all: readonly Series[]) => readonly Series[] = (all) => all,
): string => {
  const series = kept(seriesOf(MONTH)).map((s) => ({ ...s, members: members.length, homeless: 0, merkleRoot: rootOf(EMPTY) }));
  const common = { format: 1, month: MONTH, origin: '520000000000', host: '440000000000', knownAt: '2022-10-08T00:00:00.000000Z' };
  const head: Head = { wengang: 'frozen month', ...common, series };
  const lines = [head, ...cellsOf(MONTH, members)].map((l) => canonical(l as never));
  const statement = change({
    wengang: 'signature',
    ...common,
    lines: lines.length,
    digest: digestOf(lines),
    series: series.map(({ id, members: n, merkleRoot }) => ({ id, members: n, merkleRoot })),
    approvals: [
      { side: 'origin', account: 'a', role: 'steering', area: '520000000000', at: 'x' },
      { side: 'host', account: 'b', role: 'steering', area: '440000000000', at: 'y' },
    ],
    frozen: '2022-10-09T00:00:00.000000Z',
    publicKey: key.publicKey,
  });
  const text = canonical(statement as never);
  const signature = sign(null, Buffer.from(text), key.privateKey).toString('base64');
  return [...lines, canonical({ ...(statement as object), signature }), ''].join('\n');
};
const failed = (text: string, more: Parameters<typeof verifyText>[1] = { publicKey: KEY.publicKey }) =>
  verifyText(text, more)
    .checks.filter((c) => !c.holds)
    .map((c) => c.what.zh);
const people = fc.sample(aMember, { numRuns: 60, seed: 5 });
const sound = fileOf(people);

test('a sound file: every check is said and holds', () => {
  const { holds, checks } = verifyText(sound, { publicKey: KEY.publicKey });
  expect(checks.filter((c) => !c.holds)).toEqual([]);
  expect(holds).toBe(true);
  expect(checks.length).toBeGreaterThanOrEqual(7);
});

test('one digit changed: the digest, and which figure does not add up any more', () => {
  const changed = sound.replace(/("figure":"I02","keys":\["16-24"\],"persons":)(\d+)/, (_, a: string, n: string) => `${a}${Number(n) + 1}`);
  expect(changed).not.toBe(sound);
  expect(failed(changed)).toEqual(['内容的校验码（SHA-256）与签名时一致', 'I02 其中：脱贫劳动力（I01/6）：按年龄各行之和不等于合计']);
});

test('a row removed, a row added, the signature cut off, the end cut off, a line spoilt', () => {
  const lines = sound.split('\n');
  const at = lines.findIndex((l) => l.includes('"by":["sex"]'));
  expect(failed(lines.filter((_, i) => i !== at).join('\n'))).toEqual([
    expect.stringMatching(/^行数：签名时 \d+ 行，现有 \d+ 行$/),
    '内容的校验码（SHA-256）与签名时一致',
    expect.stringMatching(/按性别各行之和不等于合计$/),
  ]);
  expect(failed(lines.toSpliced(at, 0, lines[at]!).join('\n'))[0]).toMatch(/^行数/);
  expect(failed([...lines.slice(0, -2), ''].join('\n'))).toEqual(['最后一行不是签名：文件被截断，或签名被去掉']);
  for (const cut of [1, 40]) expect(failed(sound.slice(0, -cut))).toEqual(['文件末尾不完整（最后一行没有换行，可能被截断）']);
  expect(failed(sound.replace('"persons":', '"persons": '))).toEqual([expect.stringMatching(/^第 2 行不是本格式的一行/)]);
  expect(failed('')).toHaveLength(1);
  expect(failed('\u0000\n')).toHaveLength(1);
});

test('another key: one that signed all anew, one only written into the file', () => {
  const other = pair();
  expect(failed(fileOf(people, other))).toEqual([expect.stringMatching(/^签名的公钥就是给出的公钥/)]);
  expect(failed(sound.replace(KEY.publicKey, other.publicKey), {})).toEqual(['签名与文件里写的公钥和声明一致（Ed25519）']);
  // signed by the right key, but by one hand
  expect(failed(fileOf(people, KEY, (s) => ({ ...s, approvals: s.approvals.slice(0, 1) })))).toEqual(['两边各由一个账号批准']);
  expect(failed(fileOf(people, KEY, (s) => ({ ...s, month: '2022-08' })))).toEqual([expect.stringMatching(/^开头写的月份/)]);
});

test('nothing is called fine that was not looked at: lines of members beside the signed ones, three approvals, a figure left out, half a header', () => {
  const members = { publicKey: KEY.publicKey, members: '{"series":"I99/6","person":"x"}\nnonsense\n' };
  const none = fileOf([]);
  expect(failed(none, { publicKey: KEY.publicKey, members: '' })).toEqual([]);
  expect(failed(none, members)).toEqual([
    '成员文件里有 1 行不属于签名的任何一项（I99/6）',
    '成员文件里有 1 行不属于签名的任何一项（看不出是哪一项）',
  ]);
  const said = (change: (s: Statement) => Statement) =>
    verifyText(fileOf([], KEY, change), { publicKey: KEY.publicKey }).checks.map((c) => c.what.zh);
  expect(said((s) => s)).toContain('批准是不是本人做的，这份文件没有写');
  const each = (inPerson: boolean) => (s: Statement) => ({ ...s, approvals: s.approvals.map((a) => ({ ...a, inPerson })) });
  expect(said(each(true))).toContain('两边都是本人登录、重新输入密码批准的');
  expect(said(each(false))).toContain('其中 2 边不是本人批准的：由安装系统的一方在命令行代记');
  const third = { side: 'host', account: 'a', role: 'steering', area: '440000000000', at: 'z' };
  expect(failed(fileOf(people, KEY, (s) => ({ ...s, approvals: [...s.approvals, third] })))).toEqual(['两边各由一个账号批准']);
  // signed by the right key all the same
  expect(
    failed(
      fileOf(
        people,
        KEY,
        (s) => s,
        (all) => all.filter((x) => x.figure !== 'I07'),
      ),
    ),
  ).toEqual(['有不在开头列出的项：I07/5、I07/6']);
  const lines = sound.split('\n');
  for (const gone of ['"series":[', '"approvals":['])
    expect(failed(lines.map((l) => (l.includes('"wengang"') ? l.replace(gone, gone.replace('":[', 'X":[')) : l)).join('\n'))).toHaveLength(
      1,
    );
});

test('cells of any members add up; any one count changed is found', () => {
  fc.assert(
    fc.property(fc.array(aMember, { minLength: 1, maxLength: 12 }), fc.nat(), fc.integer({ min: 1, max: 3 }), (members, which, by) => {
      const cells = cellsOf(MONTH, members);
      expect(checkSums(cells)).toEqual([]);
      const at = which % cells.length;
      expect(checkSums(cells.map((c, i) => (i === at ? { ...c, persons: c.persons + by } : c))).length).toBeGreaterThan(0);
      const without = checkSums(cells.filter((_, i) => i !== at));
      if (cells[at]!.persons > 0) expect(without.length).toBeGreaterThan(0);
    }),
    { numRuns: 60 },
  );
});

test('canonical text: one for equal values, read back the same, no fractions', () => {
  fc.assert(
    fc.property(fc.jsonValue({ depthSize: 'small' }), (value) => {
      let text: string;
      try {
        text = canonical(value as never);
      } catch {
        return; // a fraction
      }
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonical(JSON.parse(text) as never)).toBe(text);
    }),
  );
  expect(canonical({ b: 1, a: ['二', null] })).toBe('{"a":["二",null],"b":1}');
  expect(() => canonical(0.5)).toThrow();
});

test('the Merkle root is that of RFC 6962, whether grown at once or in parts', () => {
  const sha = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  const tree = (lines: readonly string[]): Buffer => {
    if (lines.length === 0) return sha(Buffer.alloc(0));
    if (lines.length === 1) return sha(Buffer.from([0]), Buffer.from(lines[0]!));
    let k = 1;
    while (k * 2 < lines.length) k *= 2;
    return sha(Buffer.from([1]), tree(lines.slice(0, k)), tree(lines.slice(k)));
  };
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 40 }), fc.nat(40), (lines, cut) => {
      const parts = grow(grow(EMPTY, lines.slice(0, cut)), lines.slice(cut));
      expect(rootOf(parts)).toBe(tree(lines).toString('hex'));
      expect(parts.size).toBe(lines.length);
    }),
  );
});

test('the series of a month cover every figure that is frozen, each at its class and at every class', () => {
  const all = seriesOf('2024-02');
  expect(all.map((s) => `${s.id} ${s.from} ${s.to}`)).toEqual([
    'I01/6 2024-01-01 2024-02-29',
    'I06/5 2024-01-01 2024-02-29',
    'I06/6 2024-01-01 2024-02-29',
    'I07/5 2024-01-01 2024-02-29',
    'I07/6 2024-01-01 2024-02-29',
    'I08/5 2023-01-01 2024-02-29',
    'I08/6 2023-01-01 2024-02-29',
  ]);
  // all but who was trained
  expect(new Set(all.flatMap((s) => figuresOf(s).map((f) => f.id)))).toEqual(
    new Set(figures.flatMap((f) => (f.kind === 'trained' ? [] : [f.id]))),
  );
});
