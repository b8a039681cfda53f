// Accounts by sheet: preview with findings, commit of the good rows, and a sheet back with initial passwords and reasons.
import { sheetUnreadable } from '#platform/filesContract.ts';
import { type Before, type Call, handle, handleFile, type Route } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { readBody, readSheet, writeSheet, XLSX } from '#platform/server/sheetFile.ts';
import type { Text } from '#standards/text.ts';
import { DisplayName, Login, Phone } from '../contract.ts';
import { accountSheetTemplate, commitAccountSheet, previewAccountSheet, SHEET_ROWS, sheetDone } from '../contractAccounts.ts';
import { type Holding, isRole, ROLES, type Role, roleTexts } from '../rules.ts';
import { insertAccounts, insertGrants } from './accountRows.ts';
import { newPassword } from './accounts.ts';
import { realDay } from './authenticator.ts';
import { holdingFaultText, mayGiveNow } from './grants.ts';
import { cleanPhone, maskPhone } from './me.ts';
import { type AccessParts, areaName } from './parts.ts';
import { later } from './sessions.ts';

const HEADERS = ['登录名', '姓名', '手机', '角色', '辖区', '机构'] as const;
const ALIASES: Record<Column, readonly string[]> = {
  login: ['登录名', '账号', '帐号', '用户名', '登录账号', 'login', 'username'],
  name: ['姓名', '名字', '使用人', '人员姓名', 'name'],
  phone: ['手机', '手机号', '手机号码', '联系电话', '电话', 'phone', 'mobile'],
  role: ['角色', '岗位', '角色名称', 'role'],
  area: ['辖区', '区划', '地区', '所属辖区', '辖区代码', '区划代码', '行政区划', 'area'],
  organisation: ['机构', '单位', '所属机构', '单位名称', '所属单位', 'organisation', 'organization'],
};
type Column = 'login' | 'name' | 'phone' | 'role' | 'area' | 'organisation';
const COLUMNS = Object.keys(ALIASES) as Column[];

interface Row {
  readonly row: number;
  readonly text: Record<Column, string>;
  readonly holding: Holding | null;
  readonly faults: readonly Text[];
}
interface Draft {
  readonly rows: readonly Row[];
}

const plain = (header: string): string =>
  header
    .replace(/[\s*＊（(].*$/s, '')
    .trim()
    .toLowerCase();
const columnOf = (header: string): Column | undefined => COLUMNS.find((c) => ALIASES[c].includes(plain(header)));

/** Finds the header row (below up to five title rows) and reads what stands beneath. */
const readRows = (sheet: readonly (readonly string[])[]) => {
  const unreadable = (why: string, whyEn: string) => sheetUnreadable({ why, whyEn });
  const at = sheet.slice(0, 6).findIndex((r) => ['login', 'name', 'role', 'area'].every((c) => r.some((h) => columnOf(h) === c)));
  const header = sheet[at];
  if (!header)
    throw unreadable(
      '前几行里没有“登录名、姓名、角色、辖区”这几列，请用空表',
      'the first rows lack the columns 登录名, 姓名, 角色, 辖区; use the empty sheet',
    );
  const place = new Map<Column, number>();
  header.forEach((h, i) => {
    const column = columnOf(h);
    if (column && !place.has(column)) place.set(column, i);
  });
  const below = sheet.slice(at + 1).map((cells, i) => ({ row: at + i + 2, cells }));
  const filled = below.filter(({ cells }) => cells.some((c) => c.trim() !== ''));
  if (filled.length === 0) throw unreadable('表头下面没有内容', 'there is nothing below the header');
  if (filled.length > SHEET_ROWS)
    throw unreadable(
      `有 ${filled.length} 行，一次最多 ${SHEET_ROWS} 行，请分几张表`,
      `it has ${filled.length} rows, at most ${SHEET_ROWS} at once`,
    );
  const rows = filled.map(({ row, cells }) => ({
    row,
    text: Object.fromEntries(COLUMNS.map((c) => [c, (cells[place.get(c) ?? -1] ?? '').trim().slice(0, 200)])) as Record<Column, string>,
  }));
  return { rows, headers: header.filter((h) => columnOf(h)), ignored: header.filter((h) => h.trim() !== '' && !columnOf(h)) };
};

const roleOf = (text: string): Role | undefined =>
  isRole(text) ? text : ROLES.find((r) => roleTexts[r].zh === text || roleTexts[r].en.toLowerCase() === text.toLowerCase());

const relationOf = (text: string): string | null =>
  text === '' ? null : /^[0-9a-f-]{36}$/i.test(text) ? `org:${text.toLowerCase()}` : text.toLowerCase();

const t = (zh: string, en: string): Text => ({ zh, en });

/** Everything wrong with every row, also against what is already there and what the actor may give. */
const judge = async (call: Pick<Call, 'db' | 'actor'>, parts: AccessParts, rows: readonly Pick<Row, 'row' | 'text'>[]): Promise<Row[]> => {
  const logins = rows.map((r) => r.text.login.toLowerCase());
  const taken = new Set((await call.db.selectFrom('account').select('login').where('login', 'in', logins).execute()).map((a) => a.login));
  const first = new Map<string, number>();
  const given = new Map<string, boolean>();
  const out: Row[] = [];
  for (const r of rows) {
    const faults: Text[] = [];
    const login = r.text.login.toLowerCase();
    if (!Login.safeParse(login).success)
      faults.push(
        t('登录名应为 3 至 32 位小写字母、数字和中间的短横', 'the login must have 3 to 32 lower-case letters, digits and inner hyphens'),
      );
    else if (taken.has(login)) faults.push(t(`登录名 ${login} 已经有人用了`, `the login ${login} is taken`));
    else if (first.has(login)) faults.push(t(`登录名和第 ${first.get(login)} 行重复`, `the login repeats row ${first.get(login)}`));
    else first.set(login, r.row);
    if (!DisplayName.safeParse(r.text.name).success)
      faults.push(t('姓名没有填，或者超过 40 个字', 'the name is missing or longer than 40 characters'));
    if (!Phone.safeParse(r.text.phone).success)
      faults.push(t('手机号应为 1 开头的 11 位数字', 'the mobile number must have 11 digits and begin with 1'));
    const role = roleOf(r.text.role);
    if (!role) faults.push(t(`没有“${r.text.role}”这个角色`, `there is no role "${r.text.role}"`));
    const area = parts.resolveArea(
      r.text.area,
      call.actor.grants.filter((g) => g.areaCode !== '').map((g) => g.area),
    );
    if (r.text.area === '') faults.push(t('辖区没有填', 'the area is missing'));
    else if ('fault' in area) faults.push(area.fault);
    let holding: Holding | null = null;
    if (role && r.text.area !== '' && 'code' in area) {
      holding = { role, areaCode: area.code, relation: relationOf(r.text.organisation) };
      const fault = holdingFaultText(holding);
      const key = `${role} ${area.code} ${holding.relation}`;
      if (fault) faults.push(fault);
      else {
        if (!given.has(key)) given.set(key, await mayGiveNow(call, parts, holding));
        if (!given.get(key))
          faults.push(
            t(
              `您不能在${areaName(area.code)}授予“${roleTexts[role].zh}”`,
              `you may not grant ${roleTexts[role].en} over ${areaName(area.code)}`,
            ),
          );
      }
    }
    out.push({ ...r, holding, faults });
  }
  return out;
};

const draftOf = (call: Pick<Call, 'db' | 'actor' | 'services'>, id: string, hold: boolean) =>
  call.db
    .selectFrom('accountSheet')
    .select('content')
    .where('id', '=', id)
    .where('accountId', '=', call.actor.accountId)
    .where('committed', 'is', null)
    .where('created', '>', later(call.services.clock.now(), -60))
    .$if(hold, (q) => q.forUpdate())
    .executeTakeFirst();

/** One password per good row, hashed before the transaction. */
const passwordsFor = async ({ services, actor }: Before, id: string): Promise<Map<number, { password: string; hash: string }>> => {
  const draft = await services.store.transact({ role: 'system', readOnly: true }, (db) => draftOf({ db, actor, services }, id, false));
  if (!draft) throw sheetDone();
  const { rows } = JSON.parse(services.keys.open(draft.content)) as Draft;
  const out = new Map<number, { password: string; hash: string }>();
  for (const r of rows) if (r.faults.length === 0) out.set(r.row, await newPassword());
  return out;
};

export const accountSheetRoutes = (parts: AccessParts): readonly Route[] => {
  const routes: readonly Route[] = [
    handleFile(
      previewAccountSheet,
      async ({ body }) => readRows(await readSheet(await readBody(body))),
      async (call, _input, { rows, headers, ignored }) => {
        const { db, actor, services } = call;
        const at = services.clock.now();
        const judged = await judge(call, parts, rows);
        const id = newId(at.getTime());
        await db
          .insertInto('accountSheet')
          .values({
            id,
            accountId: actor.accountId!,
            created: at.toISOString(),
            content: services.keys.seal(JSON.stringify({ rows: judged })),
          })
          .execute();
        const bad = judged.filter((r) => r.faults.length > 0).length;
        call.note({ subject: { kind: 'accountSheet', id }, area: actor.grants[0]?.areaCode ?? '', details: { rows: judged.length, bad } });
        return {
          id,
          headers,
          ignored,
          good: judged.length - bad,
          bad,
          rows: judged.map(({ row, text, holding, faults }) => ({
            row,
            login: text.login,
            name: text.name,
            phoneMasked: Phone.safeParse(text.phone).success && text.phone !== '' ? maskPhone(cleanPhone(text.phone)) : text.phone,
            roleText: text.role,
            areaText: text.area,
            areaName: holding && areaName(holding.areaCode),
            organisationText: text.organisation,
            faults: [...faults],
          })),
        };
      },
    ),
    handleFile(
      commitAccountSheet,
      (before, { id }) => passwordsFor(before, id),
      async (call, { id }, passwords) => {
        const { db, actor, services } = call;
        const at = services.clock.now();
        const draft = await draftOf(call, id, true);
        if (!draft) throw sheetDone();
        const { rows } = JSON.parse(services.keys.open(draft.content)) as Draft;
        // again: a login may have been taken since, a role of mine taken back
        const judged = await judge(call, parts, rows);
        const good = judged.filter((r) => r.faults.length === 0 && r.holding && passwords.has(r.row));
        const drafts = good.map((r) => ({
          login: r.text.login.toLowerCase(),
          name: r.text.name,
          phone: r.text.phone,
          passwordHash: passwords.get(r.row)!.hash,
          mustChange: true,
          createdBy: actor.accountId,
        }));
        const ids = await insertAccounts(db, services.keys, drafts, at);
        const grants = good.map((r, i) => ({
          ...r.holding!,
          accountId: ids[i]!,
          validFrom: realDay(at),
          validTo: null,
          grantedBy: actor.accountId,
        }));
        await insertGrants(db, grants, at);
        // the rows are not needed any more
        await db
          .updateTable('accountSheet')
          .set({ committed: at.toISOString(), content: services.keys.seal('{"rows":[]}') })
          .where('id', '=', id)
          .execute();
        call.note({
          subject: { kind: 'accountSheet', id },
          area: actor.grants[0]?.areaCode ?? '',
          subjects: ids.map((account) => ({ kind: 'account', id: account })),
          details: { made: good.length, refused: judged.length - good.length },
        });
        const made = new Set(good);
        const lines = judged.map((r) => [
          ...COLUMNS.map((c) => r.text[c]),
          made.has(r) ? '已开' : '没有开',
          made.has(r) ? passwords.get(r.row)!.password : '',
          r.faults.map((f) => f.zh).join('；') || (made.has(r) ? '' : '预览之后情况有变，请重新上传'),
        ]);
        return {
          name: `账号-${realDay(at)}.xlsx`,
          type: XLSX,
          content: () => writeSheet('账号', [...HEADERS, '结果', '初始密码（只此一次）', '失败原因'], lines),
        };
      },
    ),
    handle(accountSheetTemplate, async () => ({
      name: '批量开账号.xlsx',
      type: XLSX,
      content: () =>
        writeSheet('账号', HEADERS, [['kd-renshe-02', '（姓名）', '13800000000', roleTexts.township_cadre.zh, '贵州省平塘县克度镇', '']]),
    })),
  ];
  return routes.map((r) => ({ ...r, as: 'system' as const }));
};
