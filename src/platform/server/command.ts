import { parseArgs } from 'node:util';

/** A command of `npm run wengang -- …`, as data: its help, its options, its deed. */
export interface Command {
  /** `migrate`, `account create`. */
  readonly name: string;
  readonly summary: { readonly zh: string; readonly en: string };
  /** Positional arguments: `['FILE']`. All are required. */
  readonly args?: readonly string[];
  readonly options?: Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly text: string; readonly required?: boolean }>>;
  /** Returns what it prints: lines for people, or any value as JSON with `--json`. */
  readonly run: (given: Given) => Promise<Answer>;
}
export interface Given {
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}
export interface Answer {
  readonly lines: readonly string[];
  readonly data?: unknown;
  /** 1 where the command ran and the answer is no. */
  readonly code?: 0 | 1;
}

/** The command line was wrong: exit code 2. */
export class WrongUsage extends Error {}

const optionLine = ([name, o]: [string, { type: string; text: string }]): string =>
  `  --${name}${o.type === 'string' ? ' VALUE' : ''}`.padEnd(24) + o.text;

export const helpOf = (command: Command): string =>
  [
    `npm run wengang -- ${command.name}${(command.args ?? []).map((a) => ` ${a}`).join('')} [--json]`,
    `  ${command.summary.zh}`,
    `  ${command.summary.en}`,
    '',
    ...Object.entries(command.options ?? {}).map(optionLine),
    '  --json                JSON',
    '  --help                这一页 / this page',
  ].join('\n');

export const helpOfAll = (commands: readonly Command[]): string =>
  [
    'npm run wengang -- <命令 / command> [--help] [--json]',
    '',
    ...commands.map((c) => `  ${`${c.name}${(c.args ?? []).map((a) => ` ${a}`).join('')}`.padEnd(28)}${c.summary.zh} / ${c.summary.en}`),
    '',
    '退出码 / exit codes: 0 办成 done, 1 没办成 refused or failed, 2 用法不对 wrong usage',
  ].join('\n');

/** Finds the command, reads its options, runs it. Throws WrongUsage with the sentence to print. */
export const runCommand = async (commands: readonly Command[], argv: readonly string[]): Promise<{ text: string; code: 0 | 1 }> => {
  const words = argv.filter((a) => !a.startsWith('-'));
  if (!words.length || words[0] === 'help') return { text: helpOfAll(commands), code: 0 };
  const command = [...commands].sort((a, b) => b.name.length - a.name.length).find((c) => `${words.join(' ')} `.startsWith(`${c.name} `));
  if (!command)
    throw new WrongUsage(`没有“${words.join(' ')}”这个命令 / there is no command “${words.join(' ')}”\n\n${helpOfAll(commands)}`);
  const own = command.options ?? {};
  let parsed: { values: Record<string, string | boolean | undefined>; positionals: string[] };
  try {
    parsed = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        ...Object.fromEntries(Object.entries(own).map(([name, o]) => [name, { type: o.type }])),
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }) as typeof parsed;
  } catch (error) {
    throw new WrongUsage(`${error instanceof Error ? error.message : String(error)}\n\n${helpOf(command)}`);
  }
  if (parsed.values.help) return { text: helpOf(command), code: 0 };
  const args = parsed.positionals.slice(command.name.split(' ').length);
  const wanted = command.args ?? [];
  if (args.length !== wanted.length)
    throw new WrongUsage(
      `要 ${wanted.length} 个参数（${wanted.join(' ') || '无'}），给了 ${args.length} 个 / expects ${wanted.length} argument(s), got ${args.length}\n\n${helpOf(command)}`,
    );
  for (const [name, o] of Object.entries(own))
    if (o.required && parsed.values[name] === undefined) throw new WrongUsage(`缺 --${name} / --${name} is missing\n\n${helpOf(command)}`);
  const answer = await command.run({ args, options: parsed.values });
  const text = parsed.values.json ? JSON.stringify(answer.data ?? answer.lines, null, 2) : answer.lines.join('\n');
  return { text, code: answer.code ?? 0 };
};
