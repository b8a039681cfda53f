// `npm run wengang -- account …`: for whoever runs the machine. Everything is on record as done at the command line.
import { nobody } from '#platform/server/actor.ts';
import { writeAudit } from '#platform/server/audit.ts';
import { type Command, type Given, WrongUsage } from '#platform/server/command.ts';
import { newId } from '#platform/server/newId.ts';
import type { Services } from '#platform/server/services.ts';
import type { Db } from '#platform/server/store.ts';
import { DisplayName, Login } from '../contract.ts';
import { type Holding, isRole, ROLES, rolesClash, roleTexts } from '../rules.ts';
import { insertAccounts, insertGrants, openGrants } from './accountRows.ts';
import { newPassword } from './accounts.ts';
import { realDay } from './authenticator.ts';
import { dropCodes } from './codeRoutes.ts';
import { holdingFaultText } from './grants.ts';
import { clearTries } from './guard.ts';
import { areaName } from './parts.ts';
import { endSessions } from './sessions.ts';

type With = <T>(work: (services: Services) => Promise<T>) => Promise<T>;
const usage = (zh: string, en: string): never => {
  throw new WrongUsage(`${zh} / ${en}`);
};

const record = (db: Db, command: string, id: string, area = ''): Promise<number> =>
  writeAudit(db, nobody, newId(), { action: 'access.commandLine', area, subject: { kind: 'account', id }, details: { command } });

const find = async (db: Db, login: string): Promise<{ id: string; login: string }> =>
  (await db.selectFrom('account').select(['id', 'login']).where('login', '=', login).executeTakeFirst()) ??
  usage(`没有登录名是 ${login} 的账号`, `there is no account with login ${login}`);

const holdingOf = ({ options }: Given): Holding => {
  const holding = {
    role: String(options.role),
    areaCode: options.area === '' || options.area === undefined ? '' : String(options.area).padEnd(12, '0'),
    relation: options.relation === undefined ? null : String(options.relation),
  };
  const fault = holdingFaultText(holding);
  if (fault) usage(`${fault.zh}；角色有 ${ROLES.join(' ')}`, fault.en);
  return holding;
};

export const listAllAccounts = (services: Services) =>
  services.store.transact({ role: 'system', readOnly: true }, async (db) => {
    const rows = await db
      .selectFrom('account')
      .select(['id', 'login', 'displayName as name', 'state', 'lastSignIn'])
      .orderBy('login')
      .execute();
    const grants = await db.selectFrom('roleGrant').select(['accountId', 'role', 'areaCode']).where('ended', 'is', null).execute();
    return rows.map(({ id, ...r }) => ({
      ...r,
      roles: grants.filter((g) => g.accountId === id).map(({ role, areaCode }) => ({ role, areaCode })),
    }));
  });

export const makeAccountByHand = async (services: Services, login: string, name: string, holding: Holding) => {
  const { password, hash } = await newPassword();
  const at = services.clock.now();
  await services.store.transact({ role: 'system' }, async (db) => {
    const had = await db.selectFrom('account').select('id').where('login', '=', login).executeTakeFirst();
    if (had) usage(`登录名 ${login} 已经有人用了`, `the login ${login} is taken`);
    const draft = { login, name, phone: '', passwordHash: hash, mustChange: true, createdBy: null };
    const [accountId] = await insertAccounts(db, services.keys, [draft], at);
    await insertGrants(db, [{ ...holding, accountId: accountId!, validFrom: realDay(at), validTo: null, grantedBy: null }], at);
    await record(db, 'create', accountId!, holding.areaCode);
  });
  return password;
};

export const resetByHand = async (services: Services, login: string, codesToo: boolean) => {
  const { password, hash } = await newPassword();
  const at = services.clock.now();
  await services.store.transact({ role: 'system' }, async (db) => {
    const { id } = await find(db, login);
    await db.updateTable('accountSecret').set({ passwordHash: hash, passwordSet: at.toISOString() }).where('accountId', '=', id).execute();
    await db.updateTable('account').set({ mustChangePassword: true }).where('id', '=', id).execute();
    if (codesToo) await dropCodes(db, id);
    await clearTries(db, services.keys, login);
    await endSessions(db, id, at);
    await record(db, 'reset', id);
  });
  return password;
};

const deed = (services: Services, login: string, command: string, work: (db: Db, id: string) => Promise<unknown>): Promise<void> =>
  services.store.transact({ role: 'system' }, async (db) => {
    const { id } = await find(db, login);
    await work(db, id);
    await record(db, command, id);
  });

const printed = (login: string, password: string) => ({
  lines: [`${login} 初始密码 / initial password: ${password}`],
  data: { login, initialPassword: password },
});
const holdingOptions = {
  role: { type: 'string', text: ROLES.join(' '), required: true },
  area: { type: 'string', text: '区划代码，全国不写 / division code; leave out for the whole country' },
  relation: { type: 'string', text: 'org:<id> 或 worker:<id>' },
} as const;

export const accountCommands = (withServices: With): readonly Command[] => [
  {
    name: 'account list',
    summary: { zh: '列出账号', en: 'list accounts' },
    run: () =>
      withServices(async (services) => {
        const data = await listAllAccounts(services);
        const roles = (of: (typeof data)[number]) =>
          of.roles.map((r) => `${isRole(r.role) ? roleTexts[r.role].zh : r.role}@${areaName(r.areaCode)}`);
        return { lines: data.map((a) => `${a.login.padEnd(34)}${a.state.padEnd(10)}${a.name}　${roles(a).join('，')}`), data };
      }),
  },
  {
    name: 'account create',
    args: ['LOGIN'],
    summary: { zh: '开账号', en: 'create an account' },
    options: { name: { type: 'string', text: '姓名 / name', required: true }, ...holdingOptions },
    run: (given) =>
      withServices(async (services) => {
        const login = Login.safeParse(given.args[0]);
        const name = DisplayName.safeParse(given.options.name);
        if (!login.success)
          return usage('登录名 3 至 32 位，小写字母、数字和中间的短横', 'a login has 3 to 32 lower-case letters, digits and inner hyphens');
        if (!name.success) return usage('姓名 1 至 40 个字', 'a name has 1 to 40 characters');
        return printed(login.data, await makeAccountByHand(services, login.data, name.data, holdingOf(given)));
      }),
  },
  {
    name: 'account grant',
    args: ['LOGIN'],
    summary: { zh: '授予角色', en: 'grant a role' },
    options: holdingOptions,
    run: (given) =>
      withServices(async (services) => {
        const holding = holdingOf(given);
        await deed(services, given.args[0]!, 'grant', async (db, accountId) => {
          const had = await openGrants(db, accountId);
          if (rolesClash([...had.map((h) => h.role), holding.role]))
            usage('系统、安全、审计三个管理员要分开', 'the three administrators must be separate');
          if (had.some((h) => h.role === holding.role && h.areaCode === holding.areaCode && h.relation === holding.relation))
            usage('这个账号已经有这个角色', 'the account already holds this role');
          const at = services.clock.now();
          await insertGrants(db, [{ ...holding, accountId, validFrom: realDay(at), validTo: null, grantedBy: null }], at);
        });
        return { lines: [`${given.args[0]} 已授予 / granted: ${holding.role}`] };
      }),
  },
  {
    name: 'account reset',
    args: ['LOGIN'],
    summary: { zh: '重置密码', en: 'reset the password' },
    options: { codes: { type: 'boolean', text: '同时停用动态码 / also switch off codes' } },
    run: ({ args, options }) =>
      withServices(async (services) => printed(args[0]!, await resetByHand(services, args[0]!, options.codes === true))),
  },
  {
    name: 'account unlock',
    args: ['LOGIN'],
    summary: { zh: '解锁', en: 'unlock' },
    run: ({ args }) =>
      withServices(async (services) => {
        await deed(services, args[0]!, 'unlock', (db) => clearTries(db, services.keys, args[0]!));
        return { lines: [`${args[0]} 已解锁 / unlocked`] };
      }),
  },
  {
    name: 'account disable',
    args: ['LOGIN'],
    summary: { zh: '停用账号', en: 'disable an account' },
    run: ({ args }) =>
      withServices(async (services) => {
        const at = services.clock.now();
        await deed(services, args[0]!, 'disable', async (db, id) => {
          await db.updateTable('account').set({ state: 'disabled', changed: at.toISOString() }).where('id', '=', id).execute();
          await endSessions(db, id, at);
        });
        return { lines: [`${args[0]} 已停用 / disabled`] };
      }),
  },
];
