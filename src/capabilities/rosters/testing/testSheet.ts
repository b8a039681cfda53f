// A sheet of the tests' own and a register behind it: one table, so that kills and rollbacks are real. The engine knows neither.
import { sql } from 'kysely';
import type { Store } from '#platform/server/store.ts';
import type { CheckedSheet } from '../rulesSheet.ts';
import type { Finding } from '../rulesValue.ts';
import type { ApplyContext, Change, Desk, Resolution, RowPlace, SheetApplier, SheetRowIn } from '../server/applying.ts';

export const testSheet: CheckedSheet = {
  id: 'test',
  text: { zh: '测试名单', en: 'test list' },
  fields: [
    {
      id: 'idNumber',
      text: { zh: '身份证号', en: 'identity number' },
      aliases: ['身份证号', '公民身份号码'],
      type: { type: 'idNumber' },
      shapes: ['idNumber'],
      sure: true,
      key: 'V02',
    },
    { id: 'name', text: { zh: '姓名', en: 'name' }, aliases: ['姓名'], type: { type: 'name' }, shapes: ['name'], key: 'V01' },
    { id: 'phone', text: { zh: '联系电话', en: 'telephone' }, aliases: ['联系电话', '电话'], type: { type: 'phone' }, shapes: ['phone'] },
    { id: 'employer', text: { zh: '单位', en: 'employer' }, aliases: ['单位', '工作单位'], type: { type: 'text', max: 100 }, shapes: [] },
  ],
  // twice in one file is doubtful from the second time on
  checks: () => {
    const seen = new Map<string, number>();
    return {
      note: (row, { idNumber }) => {
        if (typeof idNumber === 'string' && !seen.has(idNumber)) seen.set(idNumber, row);
      },
      findings: (row, { idNumber }): Finding[] =>
        typeof idNumber === 'string' && seen.get(idNumber) !== row
          ? [{ rule: 'V07', severity: 'doubt', fields: ['idNumber'], text: { zh: '号码前面出现过', en: 'This number stands further up' } }]
          : [],
      report: () => [],
    };
  },
};

export const makeTestTable = (store: Store): Promise<void> =>
  store.transact({ role: 'owner' }, async (db) => {
    await sql`create table test_person (id uuid primary key default gen_random_uuid(), number text not null unique, name text not null, phone text,
      extra jsonb not null, batch_id uuid not null, sheet int not null, row int not null, side int not null, before jsonb, written int not null default 1)`.execute(
      db,
    );
    await sql`grant all on test_person to wengang_system`.execute(db);
  });

interface Person {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly phone: string | null;
}
type Plan = { readonly old: Person | null };

const FIELDS = [
  ['name', { zh: '姓名', en: 'name' }],
  ['phone', { zh: '联系电话', en: 'telephone' }],
] as const;

const known = async ({ db }: ApplyContext, rows: readonly SheetRowIn[]): Promise<Map<string, Person>> => {
  const { rows: found } =
    await sql<Person>`select id, number, name, phone from test_person where number = any(${rows.map((r) => String(r.values.idNumber))}::text[])`.execute(
      db,
    );
  return new Map(found.map((p) => [p.number, p]));
};

/** People called 外人 live elsewhere. */
export const testApplier = (pause?: () => Promise<unknown>): SheetApplier<Plan> => ({
  sheet: 'test',
  can: 'workers.register',
  async resolve(context, rows) {
    const people = await known(context, rows);
    return rows.map((row): Resolution<Plan> => {
      const number = String(row.values.idNumber);
      const old = people.get(number) ?? null;
      if (row.values.name === '外人')
        return {
          outcome: 'refused',
          findings: [{ rule: 'foreign', severity: 'error', fields: ['idNumber'], text: { zh: '不在您的辖区', en: 'Outside your area' } }],
          changes: [],
          subject: null,
          plan: { old },
        };
      const now: Record<string, string> = { name: String(row.values.name), phone: String(row.values.phone ?? '') };
      const changes: Change[] = old
        ? FIELDS.filter(([f]) => context.fields.has(f) && now[f] !== '' && (old[f] ?? '') !== now[f]).map(([f, text]) => ({
            field: f,
            text,
            from: old[f] ?? '',
            to: now[f]!,
          }))
        : [];
      // as if this row were written: the next one of the chunk may be about the same person
      people.set(number, { id: old?.id ?? '', number, name: now.name!, phone: now.phone || (old?.phone ?? null) });
      return {
        outcome: old ? (changes.length ? 'changed' : 'unchanged') : 'new',
        findings: [],
        changes,
        subject: old?.id ? { kind: 'worker', id: old.id, home: context.batch.area } : null,
        plan: { old },
      };
    });
  },
  async write(context, rows) {
    const written = [];
    for (const { row, resolution } of rows) {
      const { db, batch } = context;
      const { sheet, row: at, side, values, extra } = row;
      if (resolution.outcome === 'unchanged') {
        const { rows: found } = await sql<{ id: string }>`select id from test_person where number = ${String(values.idNumber)}`.execute(db);
        written.push({ subject: { kind: 'worker' as const, id: found[0]!.id, home: batch.area } });
        continue;
      }
      const { rows: made } = await sql<{ id: string }>`
        insert into test_person as p (number, name, phone, extra, batch_id, sheet, row, side)
        values (${String(values.idNumber)}, ${String(values.name)}, ${(values.phone as string | null) ?? null}, ${JSON.stringify(extra)}::jsonb, ${batch.id}::uuid, ${sheet}, ${at}, ${side})
        on conflict (number) do update set name = excluded.name, phone = coalesce(excluded.phone, p.phone), extra = excluded.extra, batch_id = excluded.batch_id,
          sheet = excluded.sheet, row = excluded.row, side = excluded.side, written = p.written + 1,
          before = jsonb_build_object('name', p.name, 'phone', p.phone, 'batch', p.batch_id, 'row', p.row, 'before', p.before)
        returning id`.execute(db);
      written.push({ subject: { kind: 'worker' as const, id: made[0]!.id, home: batch.area } });
    }
    await pause?.();
    return written;
  },
  async writtenRows({ db, batch }, after, limit) {
    const { rows } =
      await sql<RowPlace>`select sheet, row, side from test_person where (batch_id = ${batch.id}::uuid or before ->> 'batch' = ${batch.id})
      ${after ? sql`and (sheet, row, side) > (${after.sheet}::int, ${after.row}::int, ${after.side}::int)` : sql``} order by sheet, row, side limit ${limit}`.execute(
        db,
      );
    return rows;
  },
  async undo({ db, batch }, rows) {
    const undone = [];
    for (const { sheet, row, side } of rows) {
      const { rows: found } = await sql<{
        id: string;
        mine: boolean;
        before: { name: string; phone: string | null; batch: string; row: number } | null;
      }>`
        select id, batch_id = ${batch.id}::uuid as mine, before from test_person where sheet = ${sheet} and row = ${row} and side = ${side}
          and (batch_id = ${batch.id}::uuid or before ->> 'batch' = ${batch.id})`.execute(db);
      const one = found[0]!;
      if (!one.mine) {
        undone.push({ sheet, row, side, state: 'kept' as const, why: { zh: '后来又改过', en: 'Changed again since' } });
        continue;
      }
      if (one.before)
        await sql`update test_person set name = ${one.before.name}, phone = ${one.before.phone}, batch_id = ${one.before.batch}::uuid, row = ${one.before.row}, before = before -> 'before' where id = ${one.id}::uuid`.execute(
          db,
        );
      else await sql`delete from test_person where id = ${one.id}::uuid`.execute(db);
      undone.push({ sheet, row, side, state: 'undone' as const, why: null });
    }
    return undone;
  },
});

/** A desk that remembers what it was told. */
export const recordingDesk = () => {
  const told: { batch: string; rules: string[] }[] = [];
  const desk: Desk = {
    open: async (_db, _services, batch, entries) =>
      void told.push(...entries.map((e) => ({ batch, rules: e.findings.map((f) => f.rule) }))),
    withdraw: async (_db, _services, batch) => void told.push({ batch, rules: ['withdrawn'] }),
  };
  return { desk, told };
};

/** Numbers of people who do not exist, each with its check character. */
export const testNumber = (n: number): string => {
  const body = `520000${1960 + (n % 40)}${String(1 + (n % 12)).padStart(2, '0')}${String(1 + (n % 28)).padStart(2, '0')}${String(Math.floor(n / 40) % 1000).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = [...body].reduce((s, d, i) => s + Number(d) * weights[i]!, 0);
  return body + '10X98765432'[sum % 11]!;
};

const NAMES = '曾马杨黄韦陆王李张陈';
export interface TestRow {
  readonly number?: string;
  readonly name?: string;
  readonly phone?: string;
  readonly employer?: string;
  readonly more?: string;
}
export const testRow = (n: number): Required<TestRow> => ({
  number: testNumber(n),
  name: `${NAMES[n % 10]}小${'花辉妍文勇香妹军'[Math.floor(n / 10) % 8]}`,
  phone: `139${String(10_000_000 + n)}`,
  employer: '演示一号电子厂',
  more: n % 3 ? '' : `备注${n}`,
});
/** A list as WPS saves it as text. */
export const testList = (rows: readonly TestRow[], title = '演示县务工台账', header = '姓名,身份证号,联系电话,单位,帮扶责任'): string =>
  [title, header, ...rows.map((r) => [r.name, r.number, r.phone, r.employer, r.more].map((v) => v ?? '').join(','))].join('\r\n');
