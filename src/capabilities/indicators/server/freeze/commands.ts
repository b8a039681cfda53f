// `npm run wengang -- verify FILE` and `npm run wengang -- freeze --month YYYY-MM --origin 45|52`.
import { readFile } from 'node:fs/promises';
import { areaText } from '#capabilities/regions/server/service.ts';
import { nobody } from '#platform/server/actor.ts';
import { writeAudit } from '#platform/server/audit.ts';
import { type Answer, type Command, WrongUsage } from '#platform/server/command.ts';
import { startJobRunner } from '#platform/server/jobRunner.ts';
import { enqueue, newJobs } from '#platform/server/jobs.ts';
import type { Services } from '#platform/server/services.ts';
import { FREEZE, freezeStateTexts, Month } from '../../contractFreeze.ts';
import { computeFreeze } from './computeJob.ts';
import { freezeInstant, insertFreeze, noteJob } from './deeds.ts';
import { approveFor, steeringOf } from './forAccount.ts';
import { type FreezeRow, getFreeze } from './freezes.ts';
import { fingerprintOf } from './signing.ts';
import { verifyText } from './verifyFile.ts';

type With = <T>(work: (services: Services) => Promise<T>) => Promise<T>;
const text = (option: string | boolean | undefined): string | undefined => (typeof option === 'string' ? option : undefined);
const usage = (zh: string, en: string): never => {
  throw new WrongUsage(`${zh} / ${en}`);
};
const readText = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return usage(`读不了这个文件：${path}`, `this file cannot be read: ${path}`);
  }
};

const verify: Command = {
  name: 'verify',
  summary: { zh: '验证封账文件，不用数据库', en: 'check the file of a frozen month; needs no database' },
  args: ['FILE'],
  options: {
    key: { type: 'string', text: '公布的公钥（/api/figures/signing-keys）/ the published public key' },
    members: { type: 'string', text: '成员文件，一并验证 / the file of members, checked too' },
  },
  run: async ({ args, options }): Promise<Answer> => {
    const members = text(options.members);
    const { holds, checks, statement } = verifyText(await readText(args[0]!), {
      publicKey: text(options.key),
      members: members === undefined ? undefined : await readText(members),
    });
    const lines = checks.map((c) => `${c.holds ? '✓' : '✗'} ${c.what.zh}\n  ${c.what.en}`);
    if (statement) {
      lines.unshift(
        `${areaText(statement.origin).zh} ${statement.month}，${statement.knownAt} 所知 / ${areaText(statement.origin).en}, as known at ${statement.knownAt}`,
      );
      if (text(options.key) === undefined)
        lines.push(
          `! 公钥指纹 ${fingerprintOf(statement.publicKey)}：请与公布的核对，或用 --key 给出公钥。任何人都能用自己的钥匙签一份文件`,
          '  compare the fingerprint with the published one, or give the key with --key: anybody can sign a file with a key of their own',
        );
    }
    // a key of somebody's own signs as well: without the published one nothing is said of who signed
    const keyChecked = text(options.key) !== undefined;
    lines.push(
      !holds
        ? '验证没有通过 / not verified'
        : keyChecked
          ? '验证通过 / verified'
          : '文件前后一致，但没有核对是谁签的：给出 --key 才算验证 / consistent, but whose signature it is was not checked: give --key to verify',
    );
    return {
      lines,
      data: { holds, keyChecked, checks, fingerprint: statement && fingerprintOf(statement.publicKey) },
      code: holds ? 0 : 1,
    };
  },
};

/** Counts it in this process, or waits for the one that does already. */
const settle = async (services: Services, id: string): Promise<FreezeRow> => {
  const read = () => services.store.transact({ role: 'system', readOnly: true }, (db) => getFreeze(db, id));
  const runner = startJobRunner({ ...services, jobs: newJobs([computeFreeze]) }, { pollMs: 100 });
  try {
    for (;;) {
      const freeze = await read();
      if (freeze.state !== 'computing') return freeze;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } finally {
    await runner.stop();
  }
};

const approveAs = async (services: Services, login: string, freeze: FreezeRow, side: 'origin' | 'host'): Promise<FreezeRow> => {
  const actor = await steeringOf(services, login);
  if (!actor) return usage(`没有主管账号 ${login}`, `there is no steering account ${login}`);
  if (!actor.permissions.has(FREEZE)) usage(`账号 ${login} 现在不能封账`, `the account ${login} may not freeze just now`);
  return approveFor(services, actor, freeze, side);
};

const freezeCommand = (withServices: With): Command => ({
  name: 'freeze',
  summary: { zh: '提出封账；给出两边账号时一并批准', en: 'propose to freeze a month; approve it too where both accounts are named' },
  options: {
    month: { type: 'string', text: '月份 YYYY-MM / month', required: true },
    origin: { type: 'string', text: '45 广西 或 52 贵州 / 45 Guangxi or 52 Guizhou', required: true },
    'known-at': { type: 'string', text: '按何时所知，默认现在 / as known at this instant, now unless told' },
    'origin-approver': { type: 'string', text: '输出省主管的登录名：由安装所有者代记批准 / login of the sending side' },
    'host-approver': { type: 'string', text: '广东主管的登录名：由安装所有者代记批准 / login of the Guangdong side' },
  },
  run: async ({ options }) => {
    const month = text(options.month)!;
    if (!Month.safeParse(month).success) usage(`月份要写成 YYYY-MM，“${month}”不是`, `--month expects YYYY-MM; “${month}” is not`);
    const origin = `${text(options.origin)}0000000000`;
    if (!['450000000000', '520000000000'].includes(origin)) usage('--origin 只能是 45 或 52', '--origin is 45 or 52');
    const approvers = [text(options['origin-approver']), text(options['host-approver'])] as const;
    if ((approvers[0] === undefined) !== (approvers[1] === undefined))
      usage('两边的账号要一起给', 'name the accounts of both sides, or none');
    return withServices(async (services): Promise<Answer> => {
      const knownAt = await freezeInstant(services, text(options['known-at']));
      const today = services.clock.today();
      const id = await services.store.transact({ role: 'system' }, async (db) => {
        const made = await insertFreeze(db, { month, origin, knownAt, today, by: null });
        await noteJob(db, made, await enqueue(db, services.keys, computeFreeze, { freezeId: made }, { area: origin, dedupeKey: made }));
        const note = { subject: { kind: 'freeze', id: made }, area: origin, details: { month, knownAt, commandLine: true } };
        await writeAudit(db, nobody, '', { action: 'indicators.proposeFreeze', ...note }, services.subscribers);
        return made;
      });
      let freeze = await settle(services, id);
      if (freeze.state === 'proposed' && approvers[0] !== undefined) {
        freeze = await approveAs(services, approvers[0], freeze, 'origin');
        freeze = await approveAs(services, approvers[1]!, freeze, 'host');
      }
      const state = freezeStateTexts[freeze.state];
      return {
        lines: [
          `${areaText(origin).zh} ${month}：${state.zh}${freeze.reason ? `（${freeze.reason}）` : ''} / ${areaText(origin).en}: ${state.en}`,
          ...(freeze.digest ? [`校验码 / digest ${freeze.digest}，${freeze.cells} 个数 / cells`] : []),
          ...(freeze.checks?.totals ?? []).map((t) => `  ${t.figure}（${t.series.split('/')[1]}） ${t.persons}`),
          ...(freeze.checks?.partitions.flatMap((p) => p.persons.map((w) => `  ✗ ${w}`)) ?? []),
        ],
        data: {
          id,
          state: freeze.state,
          digest: freeze.digest,
          cells: freeze.cells,
          totals: freeze.checks?.totals ?? [],
          reason: freeze.reason,
        },
        code: freeze.state === 'refused' ? 1 : 0,
      };
    });
  },
});

export const freezeCommands = (withServices: With): readonly Command[] => [freezeCommand(withServices), verify];
