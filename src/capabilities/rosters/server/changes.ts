// News of imports and findings for the first page.
import { sql } from 'kysely';
import type { ChangeSource } from '#capabilities/access/server/service.ts';
import { reached } from './desk/filters.ts';

export const rostersChanges: readonly ChangeSource[] = [
  {
    kind: 'rosters.imports',
    can: 'rosters.see',
    text: { zh: '提交导入 {n} 批', en: '{n} import(s) submitted' },
    link: '/imports',
    actions: ['rosters.commitBatch'],
  },
  {
    kind: 'rosters.undone',
    can: 'rosters.see',
    text: { zh: '撤销导入 {n} 批', en: '{n} import(s) undone' },
    link: '/imports',
    actions: ['rosters.undoBatch'],
  },
  {
    kind: 'rosters.closed',
    can: 'rosters.findings',
    text: { zh: '疑点了结 {n} 件', en: '{n} finding(s) closed' },
    link: '/findings?state=closed',
    // by the business day first, which has an index; the instant then says whether it was since
    count: async ({ db, actor, today }, since) =>
      (
        await sql<{ n: number }>`select count(*)::int as n from finding where state = 'closed' and closed >= ${today}::date - 31
          and changed > ${since}::timestamptz and ${reached(actor, today, undefined)}`.execute(db)
      ).rows[0]!.n,
  },
];
