// Findings as lines of a list, told under the rights of whoever looks.
import { sql } from 'kysely';
import type { z } from 'zod';
import { accountNames } from '#capabilities/access/server/service.ts';
import type { Call } from '#platform/server/http.ts';
import { cappedTotal, pageOf } from '#platform/server/paging.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import type { Text } from '#standards/text.ts';
import type { Finding, listFindings } from '../../contractDesk.ts';
import { ageDays, isLate, officeOf } from '../../rulesDesk.ts';
import { nameOfRule } from '../../rulesRuleNames.ts';
import { banded, onDuty, reached } from './filters.ts';
import type { DeskParts } from './living.ts';

export interface FindingRow {
  readonly id: string;
  readonly workerId: string;
  readonly home: string;
  readonly rule: string;
  readonly severity: 'doubt' | 'hint';
  readonly words: { readonly text: Text; readonly advice: Text | null };
  readonly fields: readonly string[];
  readonly hosts: boolean;
  readonly state: Finding['state'];
  readonly closedHow: Finding['closedHow'];
  readonly source: Finding['source'];
  readonly opened: string;
  readonly reopened: number;
  readonly closed: string | null;
  readonly assignee: string | null;
  readonly version: number;
}
export const findingColumns = [
  'finding.id',
  'finding.workerId',
  'finding.home',
  'finding.rule',
  'finding.severity',
  'finding.words',
  'finding.fields',
  'finding.hosts',
  'finding.state',
  'finding.closedHow',
  'finding.source',
  'finding.opened',
  'finding.reopened',
  'finding.closed',
  'finding.assignee',
  'finding.version',
] as const;

/** What the engine says of one cell (没有 13 月) does not say of which column; the numbered rules do. */
export const withColumn = (
  texts: DeskParts['fieldTexts'],
  { rule, words: { text }, fields }: Pick<FindingRow, 'rule' | 'words' | 'fields'>,
): Text => {
  const named = fields.flatMap((f) => texts[f] ?? []);
  if (/^V\d\d$/.test(rule) || named.length === 0 || named.some((n) => text.zh.includes(n.zh))) return text;
  const [first] = named;
  return {
    zh: `${named.map((n) => n.zh).join('、')}：${text.zh}`,
    en: `${first!.en.charAt(0).toUpperCase()}${named
      .map((n) => n.en)
      .join(', ')
      .slice(1)}: ${text.en}`,
  };
};

const shortName = (code: string): string => loadDivisions().shortName(code) ?? code;
export const tellFindings = async (parts: DeskParts, call: Call, rows: readonly FindingRow[]): Promise<Finding[]> => {
  const cards = await parts.cardsOf(call, [...new Set(rows.map((r) => r.workerId))]);
  const names = await accountNames(
    call.db,
    rows.flatMap((r) => r.assignee ?? []),
  );
  return rows.map((r) => {
    const card = cards.get(r.workerId);
    return {
      id: r.id,
      rule: r.rule,
      ruleName: nameOfRule(parts.ruleNames, r.rule),
      severity: r.severity,
      text: withColumn(parts.fieldTexts, r),
      advice: r.words.advice,
      person: {
        workerId: r.workerId,
        name: card?.name ?? '',
        sex: card?.sex ?? '9',
        age: card?.age ?? null,
        numberMasked: card?.numberMasked ?? '',
        homeName: card?.homeName ?? '',
      },
      state: r.state,
      closedHow: r.closedHow,
      source: r.source,
      opened: r.opened,
      days: ageDays(r.opened, call.today),
      late: r.state === 'open' && isLate(r, call.today),
      reopened: r.reopened,
      closed: r.closed,
      assignee: r.assignee ? { id: r.assignee, name: names.get(r.assignee) ?? '' } : null,
      officeName: card?.homeCode ? shortName(officeOf(card.homeCode)) : '',
      version: r.version,
    };
  });
};

export const queryOf = (
  call: Pick<Call, 'db' | 'actor' | 'today'>,
  input: Omit<z.output<(typeof listFindings)['input']>, 'cursor' | 'size' | 'sort'>,
) => {
  const { db, actor, today } = call;
  let query = db
    .selectFrom('finding')
    .select(findingColumns)
    .where('finding.state', '=', input.state)
    .where(reached(actor, today, input.area));
  if (input.rule !== undefined) query = query.where('finding.rule', '=', input.rule);
  if (input.whose === 'duty') query = query.where(onDuty(actor));
  if (input.whose === 'mine') query = query.where('finding.assignee', '=', actor.accountId);
  if (input.whose === 'office') query = query.where('finding.assignee', 'is', null);
  if (input.whose === 'named') query = query.where('finding.assignee', 'is not', null);
  if (input.band !== undefined) query = query.where(banded(input.band, today));
  if (input.worker !== undefined) query = query.where('finding.workerId', '=', input.worker);
  if (!input.hints) query = query.where('finding.severity', '=', 'doubt');
  if (input.batch !== undefined)
    query = query.where(sql<boolean>`finding.id in (select s.finding_id from finding_source s where s.batch_id = ${input.batch}::uuid)`);
  return query;
};

export const list = async (parts: DeskParts, call: Call, input: z.output<(typeof listFindings)['input']>) => {
  const query = queryOf(call, input);
  const page = await pageOf(call.services.keys, query, {
    list: `rosters.listFindings ${input.state}`,
    sort: {
      by: [
        { column: 'finding.opened', key: 'opened' },
        { column: 'finding.id', key: 'id' },
      ],
      descending: input.sort === 'newest',
    },
    cursor: input.cursor,
    size: input.size,
  });
  return {
    ...page,
    items: await tellFindings(parts, call, page.items as unknown as FindingRow[]),
    total: await cappedTotal(call.db, query),
  };
};
