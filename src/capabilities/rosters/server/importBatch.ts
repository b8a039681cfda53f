// `import FILE` without --dry-run: the same batch a page would make, worked on in this process. And `batch list`, `batch undo`.
import { access, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { sql } from 'kysely';
import { loginsWith } from '#capabilities/access/server/service.ts';
import { fillText, Problem } from '#platform/problem.ts';
import { type Actor, actorSettings } from '#platform/server/actor.ts';
import { writeAudit } from '#platform/server/audit.ts';
import { type Answer, type Command, WrongUsage } from '#platform/server/command.ts';
import { addFile, storeContent } from '#platform/server/files.ts';
import type { Call } from '#platform/server/http.ts';
import { startJobRunner } from '#platform/server/jobRunner.ts';
import { type AnyJobKind, type JobKind, newJobs } from '#platform/server/jobs.ts';
import type { Services } from '#platform/server/services.ts';
import type { Db } from '#platform/server/store.ts';
import { type Batch, type BatchSheet, batchStateTexts, permissions, ROSTER_FILE } from '../contractShapes.ts';
import { reasonLines } from '../rulesRuleNames.ts';
import { writeErrorBook } from './batches/errorFile.ts';
import { makeBatch } from './batches/handIn.ts';
import type { JudgeIn } from './batches/judgeJob.ts';
import { list } from './batches/lists.ts';
import { commit, map, undo } from './batches/moves.ts';
import type { RostersParts } from './batches/parts.ts';
import { batchOf, canCommit, getBatch, sheetsOf } from './batches/view.ts';

import { errorBookName } from './errors/errorBook.ts';

export type With = <T>(work: (services: Services) => Promise<T>) => Promise<T>;
export interface Engine {
  readonly parts: RostersParts;
  readonly jobs: readonly AnyJobKind[];
  readonly judge: JobKind<JudgeIn>;
  readonly write: JobKind<{ batchId: string }>;
  readonly takeBack: JobKind<{ batchId: string }>;
  /** An organisation by its id or its credit code. */
  organisation(db: Db, code: string): Promise<string | null>;
}
const usage = (zh: string, en: string): never => {
  throw new WrongUsage(`${zh} / ${en}`);
};
const text = (option: string | boolean | undefined): string | undefined => (typeof option === 'string' ? option : undefined);

/** Whose rights: the account that is named; else the only one that may import, else the county of the demonstration. */
const DEMONSTRATION = 'pt-renshe-01';
const ownerOf = async (services: Services, login: string | undefined): Promise<Actor> => {
  const { store, clock, actorFor } = services;
  return store.transact({ role: 'system' }, async (db) => {
    const all = await loginsWith(db, permissions['rosters.import'].roles);
    const found =
      login === undefined
        ? all.length === 1
          ? all[0]
          : services.config.demonstration
            ? all.find((a) => a.login === DEMONSTRATION)
            : undefined
        : all.find((a) => a.login === login.trim().toLowerCase());
    if (!found)
      return login === undefined
        ? usage(
            '请用 --as 登录名 说明用谁的账号：导入要有辖区，按那个账号的权限办',
            'say with --as LOGIN for which account: an import needs an area and goes by the rights of that account',
          )
        : usage(`没有能导入的账号 ${login}`, `there is no account ${login} that may import`);
    const actor = await actorFor(db, found.id, clock.now());
    if (!actor.permissions.has('rosters.import'))
      usage(
        `账号 ${found.login} 现在不能导入：角色到期了，或者还没有登录改过初始密码`,
        `the account ${found.login} may not import just now: its role has ended, or its first password was not changed yet`,
      );
    return actor;
  });
};

/** Does what a request would, in a transaction under the account's row-level security, and leaves the same row in the audit. */
const deed = async <T>(services: Services, actor: Actor, action: string, work: (call: Call) => Promise<T>): Promise<T> => {
  const today = services.clock.today();
  return services.store.transact({ role: 'app', settings: actorSettings(actor, today) }, async (db) => {
    let note: Parameters<Call['note']>[0] = {};
    const call: Call = {
      db,
      actor,
      services,
      today,
      requestId: '',
      ip: '',
      userAgent: '',
      note: (more) => {
        note = { ...note, ...more };
      },
      setCookie: () => undefined,
      afterCommit: () => undefined,
    };
    const result = await work(call);
    if (action) await writeAudit(db, actor, '', { action, ...note, details: { ...note.details, commandLine: true } }, services.subscribers);
    return result;
  });
};

const POLL = 100;
/** Lets the jobs of a batch run here; where another process runs them already, waits for it. */
const settle = async (services: Services, engine: Engine, actor: Actor, id: string): Promise<Batch> => {
  const runner = startJobRunner({ ...services, jobs: newJobs(engine.jobs) }, { pollMs: POLL });
  try {
    for (;;) {
      const batch = await deed(services, actor, '', async (call) => batchOf(call, engine.parts, await getBatch(call.db, id)));
      if (batch.state !== 'reading' && batch.state !== 'writing' && batch.state !== 'undoing') return batch;
      await new Promise((resolve) => setTimeout(resolve, POLL));
    }
  } finally {
    await runner.stop();
  }
};

/** `列=字段`: a column by its header or its letter, a field by its id or its Chinese name; nothing behind the sign leaves it aside. */
const mappedBy = (said: string, sheets: readonly BatchSheet[], parts: RostersParts): BatchSheet[] => {
  const wanted = said.split(/[,，]/).map((pair) => {
    const at = pair.indexOf('=');
    if (at <= 0) usage(`--map 要写成 列=字段,列=字段；“${pair}”不是`, `--map expects COLUMN=FIELD,…; “${pair}” is not`);
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
  });
  const used = new Set<string>();
  const made = sheets.map((sheet) => {
    const declared = parts.sheets.find((s) => s.id === sheet.declared);
    if (!declared) return sheet;
    return {
      ...sheet,
      tables: sheet.tables.map((table) => {
        const columns = table.columns.map((c) => ({ ...c }));
        for (const [column, name] of wanted) {
          const found = columns.find((c) => c.header === column || c.letter === column.toUpperCase());
          if (!found) continue;
          const field = name === '' ? null : declared.fields.find((f) => f.id === name || f.text.zh === name);
          if (field === undefined) return usage(`“${declared.text.zh}”没有“${name}”这一项`, `“${declared.text.en}” has no field “${name}”`);
          used.add(column);
          for (const other of columns) if (field && other.field === field.id) other.field = null;
          found.field = field?.id ?? null;
        }
        return { ...table, columns };
      }),
    };
  });
  const missing = wanted.find(([column]) => !used.has(column));
  if (missing) usage(`没有“${missing[0]}”这一列`, `there is no column “${missing[0]}”`);
  return made;
};

const beside = async (file: string, name: string): Promise<string> => {
  const stem = join(dirname(file), name.replace(/\.xlsx$/, ''));
  for (let n = 1; ; n++) {
    const path = `${stem}${n === 1 ? '' : ` (${n})`}.xlsx`;
    if (
      await access(path).then(
        () => false,
        () => true,
      )
    )
      return path;
  }
};

const refusedBy = (problem: NonNullable<Batch['problem']>): Answer => ({
  lines: [problem.text.zh, problem.text.en],
  data: { problem: problem.code },
  code: 1,
});

export interface ImportOptions {
  readonly file: string;
  readonly sheet?: string | undefined;
  readonly org?: string | undefined;
  readonly area?: string | undefined;
  readonly as?: string | undefined;
  readonly map?: string | undefined;
}

export const importBatch = async (services: Services, engine: Engine, options: ImportOptions): Promise<Answer> => {
  const { parts } = engine;
  const content = await readFile(options.file).catch(() => usage(`没有这个文件 ${options.file}`, `there is no file ${options.file}`));
  const actor = await ownerOf(services, options.as);
  const organisationId =
    options.org === undefined
      ? undefined
      : ((await services.store.transact({ role: 'system' }, (db) => engine.organisation(db, options.org!))) ??
        usage(`没有这家单位 ${options.org}`, `there is no organisation ${options.org}`));
  const stored = await storeContent(services, content, basename(options.file), ROSTER_FILE);
  const id = await deed(services, actor, 'rosters.handIn', async (call) => {
    const file = await addFile(call.db, services.keys, stored, actor.accountId);
    const made = await makeBatch(
      call,
      {
        fileId: file.id,
        ...(options.area === undefined ? {} : { area: options.area.padEnd(12, '0') }),
        ...(organisationId === undefined ? {} : { organisationId }),
        ...(options.sheet === undefined ? {} : { worksheet: options.sheet }),
      },
      parts,
      engine.judge,
    );
    call.note({ area: made.area, subject: { kind: 'batch', id: made.id } });
    return made.id;
  });
  let batch = await settle(services, engine, actor, id);
  if (batch.state === 'failed' && batch.problem) return refusedBy(batch.problem);
  if (options.sheet !== undefined && !batch.sheets.some((s) => s.name === options.sheet))
    usage(`没有“${options.sheet}”这张工作表`, `there is no sheet “${options.sheet}”`);
  if (options.map !== undefined) {
    const sheets = mappedBy(options.map, batch.sheets, parts).map((s) => ({
      index: s.index,
      chosen: s.chosen,
      declared: s.declared,
      tables: s.tables.map((t) => ({ chosen: t.chosen, fields: t.columns.map((c) => c.field) })),
    }));
    const { version } = batch;
    await deed(services, actor, 'rosters.mapBatch', (call) => map(call, { id, version, sheets }, parts, engine.judge));
    batch = await settle(services, engine, actor, id);
  }
  // whoever writes at the command line has looked with --dry-run, where doubtful columns are marked: it goes by what was recognised
  const asked = batch.state === 'asks';
  if (asked) {
    await deed(services, actor, '', ({ db }) =>
      sql`update roster_batch set state = 'judged', version = version + 1 where id = ${id}::uuid and state = 'asks'`.execute(db),
    );
    batch = await settle(services, engine, actor, id);
  }
  const lines = told(batch, parts, asked);
  if (batch.state === 'judged' && batch.counts.accepted + batch.counts.doubtful > 0) {
    const { version } = batch;
    const refused = await deed(services, actor, 'rosters.commitBatch', async (call) => {
      if (!canCommit(await getBatch(call.db, id))) return null;
      await commit(call, { id, version }, parts, engine.write);
      return null;
    }).catch((error: unknown) => {
      if (error instanceof Problem) return error;
      throw error;
    });
    if (refused) {
      const { zh, en } = fillText(refused.type.text, refused.details);
      return { lines: [...lines, zh, en], data: { problem: refused.type.code, batch: batch.number }, code: 1 };
    }
    batch = await settle(services, engine, actor, id);
    if (batch.state !== 'written') return batch.problem ? refusedBy(batch.problem) : { lines: [batchStateTexts[batch.state].zh], code: 1 };
  }
  const { counts } = batch;
  let errorFile: string | null = null;
  if (counts.refused + counts.doubtful > 0) {
    errorFile = await beside(options.file, errorBookName(basename(options.file), 'xlsx'));
    const row = await services.store.transact({ role: 'system', readOnly: true }, (db) => getBatch(db, id));
    await writeErrorBook(
      services,
      parts,
      { id, number: row.number, fileHash: row.fileHash, fileName: basename(options.file), sheets: sheetsOf(row) },
      errorFile,
    );
  }
  return {
    lines: [
      ...lines,
      `批次 ${batch.number}：${batchStateTexts[batch.state].zh} / batch ${batch.number}: ${batchStateTexts[batch.state].en}`,
      `行 / rows: ${counts.rows - counts.notRows}（不是数据 / no data: ${counts.notRows}）`,
      `新增 / new: ${counts.new}，有改动 / changed: ${counts.changed}，无变化 / unchanged: ${counts.unchanged}`,
      `存疑 / doubtful: ${counts.doubtful}，拒收 / refused: ${counts.refused}`,
      ...reasonLines(parts.ruleNames, counts.byRule),
      ...(errorFile ? [`失败原因表 / reasons: ${errorFile}`] : []),
    ],
    data: {
      rows: counts.rows - counts.notRows,
      new: counts.new,
      changed: counts.changed,
      unchanged: counts.unchanged,
      doubtful: counts.doubtful,
      refused: counts.refused,
      notRows: counts.notRows,
      rules: counts.byRule,
      batch: batch.number,
      state: batch.state,
      errorFile,
    },
  };
};

const told = (batch: Batch, parts: RostersParts, asked: boolean): string[] => [
  ...batch.sheets.flatMap((s) => {
    const declared = parts.sheets.find((d) => d.id === s.declared);
    const doubtful = s.tables.flatMap((t) => t.columns.filter((c) => c.check));
    return [
      `「${s.name}」 ${declared ? `${declared.text.zh} / ${declared.text.en}` : '没有认出 / not recognised'}${s.chosen ? '' : '（没有读 / not read）'}`,
      ...(asked && s.chosen
        ? doubtful.map(
            (c) => `  ${c.header || c.letter} → ${declared?.fields.find((f) => f.id === c.field)?.text.zh ?? ''}  ? 请核对 / please check`,
          )
        : []),
    ];
  }),
  ...batch.report.flatMap((f) => [`  ${f.text.zh}`, `  ${f.text.en}`]),
];

/** By its number or its id. */
const idOf = (db: Db, said: string): Promise<string> =>
  db
    .selectFrom('rosterBatch')
    .select('id')
    .where((w) => (/^\d+$/.test(said) ? w('number', '=', Number(said)) : w(sql<string>`id::text`, '=', said)))
    .executeTakeFirst()
    .then((row) => row?.id ?? usage(`没有批次 ${said}`, `there is no batch ${said}`));

const AS = { type: 'string', text: '用谁的账号 / whose rights: a login name' } as const;

export const batchCommands = (withServices: With, engine: Engine): readonly Command[] => [
  {
    name: 'batch list',
    summary: { zh: '列出导入批次', en: 'list batches of imports' },
    options: { as: AS },
    run: ({ options }) =>
      withServices(async (services) => {
        const actor = await ownerOf(services, text(options.as));
        const { items } = await deed(services, actor, '', (call) => list(call, { size: 200, mine: false }, engine.parts));
        return {
          lines: items.map(
            (b) =>
              `${b.number}  ${b.created.slice(0, 16)}  ${batchStateTexts[b.state].zh} / ${batchStateTexts[b.state].en}  ${b.fileName}  ${b.areaName}  新增 ${b.counts.new} 改动 ${b.counts.changed} 拒收 ${b.counts.refused}`,
          ),
          data: items,
        };
      }),
  },
  {
    name: 'batch undo',
    summary: { zh: '撤销一个导入批次', en: 'undo one batch of an import' },
    args: ['ID'],
    options: { as: AS },
    run: ({ args, options }) =>
      withServices(async (services): Promise<Answer> => {
        const actor = await ownerOf(services, text(options.as));
        const { id, version } = await deed(services, actor, '', async (call) => getBatch(call.db, await idOf(call.db, args[0]!)));
        await deed(services, actor, 'rosters.undoBatch', async (call) => undo(call, { id, version }, engine.parts, engine.takeBack));
        const batch = await settle(services, engine, actor, id);
        if (batch.state !== 'undone')
          return batch.problem ? refusedBy(batch.problem) : { lines: [batchStateTexts[batch.state].zh], code: 1 };
        const { undone, kept } = batch.counts;
        return {
          lines: [
            `批次 ${batch.number} 已撤销：撤回 ${undone} 行，保留 ${kept} 行 / batch ${batch.number} undone: ${undone} rows taken back, ${kept} kept`,
          ],
          data: { batch: batch.number, undone, kept },
        };
      }),
  },
];
