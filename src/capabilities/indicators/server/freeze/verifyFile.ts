// `wengang verify FILE`: whether a file of a frozen month is what was signed, without a database. What is wrong is said in one sentence each.
import type { Text } from '#standards/text.ts';
import { figures } from '../../rulesDefinitions.ts';
import { type CellLine, canonical, FORMAT, figuresOf, type Head, type Statement } from '../../rulesFrozen.ts';
import { checkSums } from '../../rulesFrozenSums.ts';
import { digestOf } from './file.ts';
import { EMPTY, grow, rootOf } from './merkle.ts';
import { fingerprintOf, signatureHolds } from './signing.ts';

export interface Checked {
  readonly what: Text;
  readonly holds: boolean;
}
export interface Verified {
  readonly holds: boolean;
  readonly checks: readonly Checked[];
  readonly statement: Statement | null;
}
const t = (zh: string, en: string): Text => ({ zh, en });
/** Sums that do not hold are many where one digit is wrong: so many are said. */
const SAID = 10;

const parsed = (line: string): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
};
const isCanonical = (line: string, value: unknown): boolean => {
  try {
    return canonical(value as never) === line;
  } catch {
    return false;
  }
};
const cells = (values: readonly (Record<string, unknown> | null)[]) => values.slice(1, -1);
const isCell = (v: Record<string, unknown>): boolean =>
  typeof v.series === 'string' &&
  typeof v.figure === 'string' &&
  Array.isArray(v.by) &&
  Array.isArray(v.keys) &&
  Number.isSafeInteger(v.persons);

const isList = (v: unknown, fits: (one: Record<string, unknown>) => boolean): boolean =>
  Array.isArray(v) &&
  v.every((one: unknown) => typeof one === 'object' && one !== null && !Array.isArray(one) && fits(one as Record<string, unknown>));
const isSeries = (s: Record<string, unknown>): boolean =>
  typeof s.id === 'string' && Number.isSafeInteger(s.members) && typeof s.merkleRoot === 'string';
const isHead = (v: object): boolean =>
  isList((v as Record<string, unknown>).series, (s) => isSeries(s) && figures.some((f) => f.id === s.figure && f.kind !== 'subset'));
const isStatement = (v: Record<string, unknown>): boolean =>
  isList(v.series, isSeries) &&
  isList(v.approvals, (a) => typeof a.side === 'string' && typeof a.account === 'string') &&
  typeof v.publicKey === 'string' &&
  typeof v.signature === 'string';

/** `publicKey`: the published one, where it is known; a file names its own, and anybody may write one with a key of theirs. */
export const verifyText = (
  text: string,
  more: { readonly publicKey?: string | undefined; readonly members?: string | undefined } = {},
): Verified => {
  const checks: Checked[] = [];
  const say = (holds: boolean, what: Text): boolean => {
    checks.push({ what, holds });
    return holds;
  };
  const end = (statement: Statement | null): Verified => ({ holds: checks.every((c) => c.holds), checks, statement });
  const lines = text.split('\n');
  const whole = lines.pop() === '';
  const values = lines.map(parsed);
  const bad = values.findIndex((v, i) => v === null || !isCanonical(lines[i]!, v));
  if (bad >= 0 || !whole) {
    say(
      false,
      bad >= 0
        ? t(
            `第 ${bad + 1} 行不是本格式的一行（被改动过，或不是封账文件）`,
            `line ${bad + 1} is no line of this format: it was changed, or this is no file of a frozen month`,
          )
        : t('文件末尾不完整（最后一行没有换行，可能被截断）', 'the file is cut: its last line has no end'),
    );
    return end(null);
  }
  const [head, last] = [values[0] as unknown as Head | undefined, values.at(-1)];
  if (head?.wengang !== 'frozen month') {
    say(false, t('第 1 行不是封账文件的开头', 'the first line is not that of a frozen month'));
    return end(null);
  }
  if (last?.wengang !== 'signature') {
    say(
      false,
      t('最后一行不是签名：文件被截断，或签名被去掉', 'the last line is no signature: the file is cut, or the signature was taken off'),
    );
    return end(null);
  }
  if (head.format !== FORMAT) {
    say(false, t(`格式版本 ${head.format}，本程序只认 ${FORMAT}`, `format ${head.format}; this program knows ${FORMAT}`));
    return end(null);
  }
  if (!isHead(head) || !isStatement(last)) {
    say(false, t('开头或签名缺了应有的内容，不是本格式', 'header or signature lack what this format has'));
    return end(null);
  }
  const { signature, ...rest } = last;
  const statement = rest as unknown as Statement;
  const body = lines.slice(0, -1);
  say(
    signatureHolds(canonical(rest as never), String(signature), statement.publicKey),
    t('签名与文件里写的公钥和声明一致（Ed25519）', 'the signature fits the statement and the key named in it (Ed25519)'),
  );
  if (more.publicKey !== undefined)
    say(
      more.publicKey === statement.publicKey,
      t(
        `签名的公钥就是给出的公钥（文件里的指纹 ${fingerprintOf(statement.publicKey)}）`,
        `the key that signed is the one that was given (in the file: ${fingerprintOf(statement.publicKey)})`,
      ),
    );
  say(
    body.length === statement.lines,
    t(`行数：签名时 ${statement.lines} 行，现有 ${body.length} 行`, `lines: ${statement.lines} when signed, ${body.length} now`),
  );
  say(
    digestOf(body) === statement.digest,
    t('内容的校验码（SHA-256）与签名时一致', 'the digest of the content (SHA-256) is the one that was signed'),
  );
  const told = head.series.map(({ id, members, merkleRoot }) => ({ id, members, merkleRoot }));
  say(
    (['month', 'origin', 'host', 'knownAt'] as const).every((k) => head[k] === statement[k]) &&
      canonical(told as never) === canonical(statement.series as never),
    t(
      '开头写的月份、省份、时点和成员根与签名的一致',
      'month, provinces, instant and Merkle roots of the header are those that were signed',
    ),
  );
  // which figures a month has is what both sides signed, not what this edition of the program would freeze; so they are named
  const now = head.series.map((s) => s.id);
  say(new Set(now).size === now.length && now.length > 0, t(`封的是：${now.join('、')}`, `what is frozen: ${now.join(', ')}`));
  const strangers = new Set(cells(values).flatMap((c) => (now.includes(String(c!.series)) ? [] : [String(c!.series)])));
  if (strangers.size)
    say(
      false,
      t(`有不在开头列出的项：${[...strangers].join('、')}`, `cells of what the header does not list: ${[...strangers].join(', ')}`),
    );
  const sides = statement.approvals.map((a) => a.side);
  say(
    sides.length === 2 &&
      sides.includes('origin') &&
      sides.includes('host') &&
      new Set(statement.approvals.map((a) => a.account)).size === 2,
    t('两边各由一个账号批准', 'each side was approved by an account of its own'),
  );
  // no fault of the file, and not for the reader to guess
  const [entered, unknown] = [
    statement.approvals.filter((a) => a.inPerson === false),
    statement.approvals.filter((a) => a.inPerson === undefined),
  ];
  say(
    true,
    unknown.length
      ? t('批准是不是本人做的，这份文件没有写', 'whether the approvals were given in person is not told in this file')
      : entered.length
        ? t(
            `其中 ${entered.length} 边不是本人批准的：由安装系统的一方在命令行代记`,
            `${entered.length} of them not in person: entered by the owner of the installation at the command line`,
          )
        : t('两边都是本人登录、重新输入密码批准的', 'both were given in person, with the password entered again'),
  );
  const strange = cells(values).findIndex((c) => !isCell(c!));
  if (strange >= 0) {
    say(false, t(`第 ${strange + 2} 行不是一个数`, `line ${strange + 2} is no cell`));
    return end(statement);
  }
  const broken = checkSums(cells(values) as unknown as CellLine[]);
  for (const b of broken.slice(0, SAID)) say(false, b.text);
  if (broken.length > SAID) say(false, t(`还有 ${broken.length - SAID} 处之和对不上`, `${broken.length - SAID} more sums do not hold`));
  if (broken.length === 0)
    say(
      true,
      t(
        `${cells(values).length} 个数：每个维度各行之和等于合计，各级区划之和等于上级，在粤＋就近＋其他＝帮助就业`,
        `${cells(values).length} cells: rows sum to the total along every dimension, places to the level above, in Guangdong + near + elsewhere = helped`,
      ),
    );
  const totals = new Map(
    (cells(values) as unknown as CellLine[]).filter((c) => c.by.length === 0).map((c) => [`${c.series} ${c.figure}`, c.persons]),
  );
  for (const s of head.series)
    if (totals.get(`${s.id} ${s.figure}`) !== s.members)
      say(
        false,
        t(
          `${s.id}：合计 ${totals.get(`${s.id} ${s.figure}`) ?? '缺'}，成员 ${s.members}`,
          `${s.id}: the total is ${totals.get(`${s.id} ${s.figure}`) ?? 'missing'}, the members are ${s.members}`,
        ),
      );
  for (const s of head.series)
    for (const f of figuresOf(s))
      if (!totals.has(`${s.id} ${f.id}`)) say(false, t(`${s.id}：没有 ${f.id} 的合计`, `${s.id}: the total of ${f.id} is missing`));
  if (more.members !== undefined) {
    const own = new Map<string, string[]>();
    for (const line of more.members.split('\n')) {
      if (line === '') continue;
      const series = String(parsed(line)?.series ?? '');
      const of = own.get(series);
      if (of) of.push(line);
      else own.set(series, [line]);
    }
    for (const [series, of] of own)
      if (!statement.series.some((s) => s.id === series))
        say(
          false,
          t(
            `成员文件里有 ${of.length} 行不属于签名的任何一项（${series || '看不出是哪一项'}）`,
            `${of.length} lines of the file of members belong to nothing that was signed (${series || 'of no series'})`,
          ),
        );
    for (const s of statement.series) {
      const of = own.get(s.id) ?? [];
      say(
        of.length === s.members && rootOf(grow(EMPTY, of)) === s.merkleRoot,
        t(`${s.id} 的 ${of.length} 名成员与签名的成员根一致`, `the ${of.length} members of ${s.id} give the Merkle root that was signed`),
      );
    }
  }
  return end(statement);
};
