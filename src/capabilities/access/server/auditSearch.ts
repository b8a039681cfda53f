// Reading the record: who did what, who took which file away.
import { type ExpressionBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '#platform/server/actor.ts';
import { csvFile } from '#platform/server/csv.ts';
import { type Call, handle, type Route } from '#platform/server/http.ts';
import { cappedTotal, pageOf } from '#platform/server/paging.ts';
import type { Db } from '#platform/server/store.ts';
import type { Tables } from '#platform/server/tables.gen.ts';
import { type AuditRow, EXPORT_ROWS, exportAudit, listAuditActions, searchAudit, searchExports, tooManyRows } from '../contractWatch.ts';
import { areaOf, isRole, roleTexts } from '../rules.ts';
import { refsOf } from './accountRows.ts';
import { type AccessParts, areaName } from './parts.ts';
import { logExport, newWatermark } from './service.ts';

type Filter = Omit<z.output<typeof searchAudit.input>, 'cursor' | 'size'>;

/** The audit administrator reads all; an auditor what is filed under their areas. What concerns no area is the administrator's. */
const reach = (actor: Actor) => (eb: ExpressionBuilder<Tables & { u: Tables['audit'] }, 'u'>) =>
  actor.grants.some((g) => g.role === 'audit_admin' && g.areaCode === '')
    ? eb.lit(true)
    : eb.or(
        actor.grants
          .filter((g) => g.role === 'auditor' || g.role === 'audit_admin')
          .map((g) => eb.between('u.area', g.area.from, g.area.to)),
      );

/** A calendar day in Shanghai as the instant it begins. */
const startOf = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString();
const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

const found = async (db: Db, actor: Actor, f: Filter) => {
  let query = db
    .selectFrom('audit as u')
    .select(['u.id', 'u.at', 'u.accountId', 'u.viewAs', 'u.roles', 'u.action', 'u.outcome', 'u.area', 'u.subjectKind'])
    .select(['u.subjectId', 'u.details', 'u.requestId', 'u.overrideId'])
    .where(reach(actor) as never);
  if (f.actor) {
    const who = await db.selectFrom('account').select('id').where('login', '=', f.actor.toLowerCase()).executeTakeFirst();
    query = query.where((eb) => (who ? eb.or([eb('u.accountId', '=', who.id), eb('u.viewAs', '=', who.id)]) : eb.lit(false)));
  }
  if (f.subjectId || f.subjectKind)
    query = query.where((eb) => {
      const also = eb
        .selectFrom('auditSubject as s')
        .select('s.auditId')
        .$if(Boolean(f.subjectKind), (q) => q.where('s.kind', '=', f.subjectKind!))
        .$if(Boolean(f.subjectId), (q) => q.where('s.id', '=', f.subjectId!));
      return eb.or([
        eb.and([
          ...(f.subjectKind ? [eb('u.subjectKind', '=', f.subjectKind)] : []),
          ...(f.subjectId ? [eb('u.subjectId', '=', f.subjectId)] : []),
        ]),
        eb('u.id', 'in', also),
      ]);
    });
  if (f.action)
    query = f.action.endsWith('.') ? query.where(sql<boolean>`starts_with(u.action, ${f.action})`) : query.where('u.action', '=', f.action);
  if (f.outcome) query = query.where('u.outcome', '=', f.outcome);
  if (f.areaCode) query = query.where((eb) => eb.between('u.area', areaOf(f.areaCode!).from, areaOf(f.areaCode!).to));
  if (f.from) query = query.where('u.at', '>=', startOf(f.from));
  if (f.to) query = query.where('u.at', '<', startOf(dayAfter(f.to)));
  return query;
};
type Found = Awaited<ReturnType<Awaited<ReturnType<typeof found>>['execute']>>;

const shown = async (db: Db, parts: AccessParts, rows: Found): Promise<AuditRow[]> => {
  const people = new Map(
    (
      await refsOf(
        db,
        rows.flatMap((r) => [r.accountId, r.viewAs]).filter((x): x is string => x !== null),
      )
    ).map((p) => [p.id, p]),
  );
  const subjects = await db
    .selectFrom('auditSubject')
    .selectAll()
    .where(
      'auditId',
      'in',
      rows.map((r) => r.id),
    )
    .orderBy('id')
    .execute();
  return rows.map(({ accountId, viewAs, area, details, ...r }) => ({
    ...r,
    account: accountId === null ? null : (people.get(accountId) ?? null),
    viewedBy: viewAs === null ? null : (people.get(viewAs) ?? null),
    text: parts.auditTexts[r.action] ?? { zh: r.action, en: r.action },
    areaCode: area,
    areaName: area === '' ? '' : areaName(area),
    subjects: subjects.filter((s) => s.auditId === r.id).map(({ kind, id }) => ({ kind, id })),
    details: details as Record<string, unknown>,
  }));
};

const SORT = {
  by: [
    { column: 'u.at', key: 'at' },
    { column: 'u.id', key: 'id' },
  ],
  descending: true,
} as const;

/** The filter in words for the export log: names and values, no free text but codes and days. */
const inWords = (f: object): string =>
  Object.entries(f)
    .filter(([, v]) => v !== undefined)
    .map(([k, v]) => `${k}=${v}`)
    .join(' ');

const exported = async (call: Call, parts: AccessParts, filter: Filter) => {
  const { db, actor, services } = call;
  const at = services.clock.now();
  const rows = await (await found(db, actor, filter))
    .orderBy('u.at', 'desc')
    .orderBy('u.id', 'desc')
    .limit(EXPORT_ROWS + 1)
    .execute();
  if (rows.length > EXPORT_ROWS) throw tooManyRows({ limit: EXPORT_ROWS });
  const mark = newWatermark(actor, at);
  const lines: string[][] = [];
  // rows by the thousand: the names of fifty thousand are not fetched in one list
  for (let i = 0; i < rows.length; i += 1000)
    for (const r of await shown(db, parts, rows.slice(i, i + 1000)))
      lines.push([
        r.at,
        r.account?.login ?? '',
        r.account?.name ?? '',
        r.viewedBy?.login ?? '',
        r.roles.map((x) => (isRole(x) ? roleTexts[x].zh : x)).join('、'),
        r.text.zh,
        r.action,
        r.outcome === 'done' ? '已办' : '未准',
        r.areaCode,
        r.areaName,
        r.subjectKind,
        r.subjectId,
        r.subjects.map((s) => `${s.kind}:${s.id}`).join(' '),
        JSON.stringify(r.details),
        r.requestId,
        r.overrideId ?? '',
      ]);
  const head = [
    '时间（UTC）',
    '登录名',
    '姓名',
    '视角查看人',
    '角色',
    '操作',
    '操作代码',
    '结果',
    '辖区代码',
    '辖区',
    '对象类别',
    '对象编号',
    '其他对象',
    '详情',
    '请求号',
    '临时查看',
  ];
  const content = csvFile([[mark.line], head, ...lines]);
  const words = inWords(filter);
  await logExport(db, actor, { what: 'access.audit', rows: rows.length, filter: words, full: false, watermark: mark.code, content });
  call.note({ details: { rows: rows.length, filter: words, watermark: mark.code } });
  return { name: `操作记录-${at.toISOString().slice(0, 10)}.csv`, type: 'text/csv; charset=utf-8', content };
};

export const auditRoutes = (parts: AccessParts): readonly Route[] => [
  handle(searchAudit, async ({ db, actor, services }, { cursor, size, ...filter }) => {
    const query = await found(db, actor, filter);
    const page = await pageOf(services.keys, query, {
      list: `${searchAudit.id} ${actor.accountId} ${inWords(filter)}`,
      sort: SORT,
      cursor,
      size,
    });
    return { ...page, items: await shown(db, parts, page.items), total: await cappedTotal(db, query) };
  }),
  handle(listAuditActions, async () => ({ items: Object.entries(parts.auditTexts).map(([action, text]) => ({ action, text })) })),
  handle(exportAudit, (call, filter) => exported(call, parts, filter)),
  handle(searchExports, async ({ db, actor, services }, { cursor, size, actor: login, what, watermark, full, from, to }) => {
    const all = actor.grants.some((g) => g.areaCode === '' && (g.role === 'audit_admin' || g.role === 'security_admin'));
    let query = db
      .selectFrom('exportLog as e')
      .innerJoin('account as a', 'a.id', 'e.accountId')
      .select(['e.id', 'e.at', 'a.id as accountId', 'a.login', 'a.displayName as name', 'e.what', 'e.rows', 'e.filter', 'e.isFull as full'])
      .select(['e.watermark', 'e.fileHash', 'e.areaCode']);
    // only what one watches over counts, not every area one has some other role in
    const watched = actor.grants.filter((g) => ['auditor', 'audit_admin', 'security_admin'].includes(g.role));
    if (!all) query = query.where((eb) => eb.or(watched.map((g) => eb.between('e.areaCode', g.area.from, g.area.to))));
    if (login) query = query.where('a.login', '=', login.toLowerCase());
    if (what) query = query.where('e.what', '=', what);
    if (watermark) query = query.where('e.watermark', '=', watermark);
    if (full !== undefined) query = query.where('e.isFull', '=', full);
    if (from) query = query.where('e.at', '>=', startOf(from));
    if (to) query = query.where('e.at', '<', startOf(dayAfter(to)));
    const sort = {
      by: [
        { column: 'e.at', key: 'at' },
        { column: 'e.id', key: 'id' },
      ],
      descending: true,
    } as const;
    const page = await pageOf(services.keys, query, { list: `${searchExports.id} ${actor.accountId}`, sort, cursor, size });
    return {
      ...page,
      items: page.items.map(({ accountId, login: by, name, ...e }) => ({
        ...e,
        account: { id: accountId, login: by, name },
        text: parts.exportTexts[e.what] ?? { zh: e.what, en: e.what },
      })),
      total: await cappedTotal(db, query),
    };
  }),
];
