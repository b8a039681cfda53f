import { expect, test } from 'vitest';
import { type Command, runCommand, WrongUsage } from './command.ts';

const commands: readonly Command[] = [
  { name: 'account', summary: { zh: '甲', en: 'A' }, run: async () => ({ lines: ['bare'] }) },
  {
    name: 'account create',
    summary: { zh: '乙', en: 'B' },
    args: ['LOGIN'],
    options: { role: { type: 'string', text: 'role', required: true }, dry: { type: 'boolean', text: 'dry' } },
    run: async ({ args, options }) => ({ lines: [`${args[0]} ${options.role} ${options.dry ?? false}`], data: { login: args[0] } }),
  },
];

test('the longest name wins, options and arguments reach the command', async () => {
  expect(await runCommand(commands, ['account', 'create', 'ann', '--role', 'worker'])).toEqual({ text: 'ann worker false', code: 0 });
  expect(JSON.parse((await runCommand(commands, ['account', 'create', 'ann', '--role', 'worker', '--json'])).text)).toEqual({
    login: 'ann',
  });
  expect((await runCommand(commands, ['account'])).text).toBe('bare');
});

test('help lists all commands, and each has its own', async () => {
  expect((await runCommand(commands, ['help'])).text).toContain('account create LOGIN');
  expect((await runCommand(commands, [])).text).toContain('account create LOGIN');
  expect((await runCommand(commands, ['account', 'create', '--help'])).text).toContain('--role VALUE');
});

test('wrong usage says what is wrong', async () => {
  for (const argv of [
    ['nonsense'],
    ['account', 'create', '--role', 'x'],
    ['account', 'create', 'a', 'b', '--role', 'x'],
    ['account', 'create', 'a'],
    ['account', '--colour', 'red'],
  ])
    await expect(runCommand(commands, argv), argv.join(' ')).rejects.toBeInstanceOf(WrongUsage);
});
