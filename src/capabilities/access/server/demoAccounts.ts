// The demonstration's accounts and the first administrator of a real installation.
import { handle, type Route } from '#platform/server/http.ts';
import { isLoopback } from '#platform/server/loopback.ts';
import type { Services } from '#platform/server/services.ts';
import { readSetting, saveSetting } from '#platform/server/settings.ts';
import { type Db, StartRefused } from '#platform/server/store.ts';
import { listDemoAccounts } from '../contractDemo.ts';
import { type Holding, isRole, roleTexts } from '../rules.ts';
import { insertAccounts, insertGrants } from './accountRows.ts';
import { realDay } from './authenticator.ts';
import { areaName, areaShortName } from './parts.ts';
import { hashInitialPassword, hashPassword, newInitialPassword } from './passwords.ts';

/** Known to everybody who can read this: therefore only where nobody but this machine can knock. */
export const DEMO_PASSWORD = 'wengang-yanshi-2026';
export const DEMO_CODE_SECRET = 'KRSXG5BAMRSW23ZAONSWG4TFOQQDCMRT';
const ORG = '00000000-0000-4000-8000-0000000000';

interface Demo extends Holding {
  readonly login: string;
  readonly name: string;
}
const demo = (login: string, name: string, role: Holding['role'], areaCode: string, relation: string | null = null): Demo => ({
  login,
  name,
  role,
  areaCode,
  relation,
});
/** One per row of "Who sees what" (product.md), and the three administrators. Persons are invented. */
export const demoAccounts: readonly Demo[] = [
  demo('kd-xianfeng-01', '石阿朵', 'village_cadre', '522727104213'),
  demo('kd-renshe-01', '罗大雁', 'township_cadre', '522727104000'),
  demo('pt-renshe-01', '韦正平', 'county_bureau', '522727000000'),
  demo('gz-baiyun-zhan', '陈佩仪', 'station', '440111000000', `org:${ORG}d1`),
  demo('gz-jinggong-xiao', '何志强', 'school', '440111000000', `org:${ORG}d2`),
  demo('gd-kaoping-01', '梁文辉', 'exam_body', '440100000000', `org:${ORG}d3`),
  demo('gz-suiwei-hr', '黄嘉欣', 'employer', '440111000000', `org:${ORG}d4`),
  demo('qn-shizhou', '莫自强', 'steering', '522700000000'),
  demo('gd-province', '林广志', 'steering', '440000000000'),
  demo('gz-province', '龙黔明', 'steering', '520000000000'),
  demo('qn-shenji', '潘秋月', 'auditor', '522700000000'),
  demo('pt-laodongzhe', '杨小花', 'worker', '522727104213', `worker:${ORG}d5`),
  demo('sys-admin', '系统管理员', 'system_admin', ''),
  demo('sec-admin', '安全管理员', 'security_admin', ''),
  demo('aud-admin', '审计管理员', 'audit_admin', ''),
];
const WITH_CODE = 'sys-admin';

const isDemonstration = async (db: Db): Promise<boolean> => (await readSetting(db, 'access.demonstration')) !== undefined;
const hasAccounts = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('account').select('id').limit(1).executeTakeFirst()) !== undefined;
const onlyHere = ({ config }: Services): boolean => isLoopback(config.host) && !config.trustProxy;

/** Makes what is missing of them. Refuses where others than this machine could sign in with a password that is printed in the source. */
export const installDemoAccounts = async (services: Services): Promise<string[]> => {
  if (!onlyHere(services))
    throw new StartRefused(
      `演示账号的密码是公开的，不能装在别人打得开的地址上（HOST=${services.config.host}）。正式使用请加 --empty。\n` +
        `The passwords of the demonstration are public; they are refused on an address others can reach (HOST=${services.config.host}). Start with --empty.`,
    );
  const passwordHash = await hashPassword(DEMO_PASSWORD, services.config.hashing);
  const at = services.clock.now();
  await services.store.transact({ role: 'system' }, async (db) => {
    // an installation that has real people gets no accounts with a public password
    if (!(await isDemonstration(db)) && (await hasAccounts(db)))
      throw new StartRefused(
        '这个数据库已有正式账号，不装演示账号。请加 --empty，或者换一个数据目录。\n' +
          'This database has real accounts; start with --empty, or choose another data directory.',
      );
    const had = new Set((await db.selectFrom('account').select('login').execute()).map((a) => a.login));
    const missing = demoAccounts.filter((d) => !had.has(d.login));
    const drafts = missing.map(({ login, name }) => ({ login, name, phone: '', passwordHash, mustChange: false, createdBy: null }));
    const ids = await insertAccounts(db, services.keys, drafts, at);
    const grants = missing.map(({ role, areaCode, relation }, i) => ({ role, areaCode, relation, accountId: ids[i]! }));
    await insertGrants(
      db,
      grants.map((g) => ({ ...g, validFrom: realDay(at), validTo: null, grantedBy: null })),
      at,
    );
    const coded = ids[missing.findIndex((d) => d.login === WITH_CODE)];
    if (coded) {
      await db.updateTable('account').set({ codesOn: true }).where('id', '=', coded).execute();
      const codeSecret = services.keys.seal(DEMO_CODE_SECRET);
      await db.updateTable('accountSecret').set({ codeSecret }).where('accountId', '=', coded).execute();
    }
    await saveSetting(db, 'access.demonstration', true, { accountId: null, at });
  });
  return [
    `演示账号（密码都是 ${DEMO_PASSWORD}） / demonstration accounts, password ${DEMO_PASSWORD}`,
    ...demoAccounts.map((d) => `  ${d.login.padEnd(18)}${isRole(d.role) ? roleTexts[d.role].zh : d.role}　${areaName(d.areaCode)}`),
    `${WITH_CODE} 还要动态码，密钥 ${DEMO_CODE_SECRET} / also needs a code; secret above`,
  ];
};

/** For `--empty`: one system administrator, whose password is printed this once. Nothing where there are accounts. */
export const firstAdministrator = async (services: Services): Promise<string[]> => {
  const password = newInitialPassword();
  const passwordHash = await hashInitialPassword(password);
  const at = services.clock.now();
  return services.store.transact({ role: 'system' }, async (db) => {
    if ((await isDemonstration(db)) && !onlyHere(services))
      throw new StartRefused(
        '这个数据库里有演示账号，密码是公开的，不能在别人打得开的地址上启动。请换一个数据目录。\n' +
          'This database holds demonstration accounts with public passwords and is refused on an address others can reach. Choose another data directory.',
      );
    if (await hasAccounts(db)) return [];
    const draft = { login: WITH_CODE, name: '系统管理员', phone: '', passwordHash, mustChange: true, createdBy: null };
    const [accountId] = await insertAccounts(db, services.keys, [draft], at);
    const grant = { role: 'system_admin', areaCode: '', relation: null, accountId: accountId!, grantedBy: null };
    await insertGrants(db, [{ ...grant, validFrom: realDay(at), validTo: null }], at);
    return [
      `第一位系统管理员：${WITH_CODE}，初始密码 ${password}（只显示这一次，登录后必须改）`,
      `The first system administrator: ${WITH_CODE}, initial password ${password} (shown this once; to be changed at the first sign-in)`,
    ];
  });
};

/** Whether this installation is a demonstration. Where nobody has an account yet, it becomes one, as `npm start` would make it. */
export const beginDemonstration = async (services: Services): Promise<boolean> => {
  const [already, used] = await services.store.transact({ role: 'system' }, async (db) => [
    await isDemonstration(db),
    await hasAccounts(db),
  ]);
  if (!already && !used) await installDemoAccounts(services);
  return already || !used;
};

/** Once at every start. Returns the lines to print. */
export const prepareAccess = (services: Services): Promise<string[]> =>
  services.config.demonstration ? installDemoAccounts(services) : firstAdministrator(services);

const demoHere = async (db: Db, services: Services): Promise<boolean> =>
  services.config.demonstration && onlyHere(services) && (await isDemonstration(db));

export const demoRoutes: readonly Route[] = [
  handle(listDemoAccounts, async ({ db, services }) => {
    if (!(await demoHere(db, services))) return { items: [], password: '', totp: null };
    const items = demoAccounts.map((d) => {
      const role = isRole(d.role) ? roleTexts[d.role] : { zh: d.role, en: d.role };
      const where = d.areaCode === '' ? '' : areaShortName(d.areaCode);
      return { login: d.login, text: { zh: where ? `${role.zh}　${where}` : role.zh, en: where ? `${role.en}, ${where}` : role.en } };
    });
    return { items, password: DEMO_PASSWORD, totp: { login: WITH_CODE, secret: DEMO_CODE_SECRET } };
  }),
];
