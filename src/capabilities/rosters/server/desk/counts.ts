// The desk in numbers: by rule, by age, by area. One pass over the index of the area.
import { sql } from 'kysely';
import { areaOf } from '#capabilities/access/rules.ts';
import type { Call } from '#platform/server/http.ts';
import { writeSheet, XLSX } from '#platform/server/sheetFile.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import { significantDigits } from '#standards/divisions/codes.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import { ageBands, ageDays, bandOf, LATE_DAYS } from '../../rulesDesk.ts';
import { nameOfRule, numberedName } from '../../rulesRuleNames.ts';
import { DUTY_MOST, dutyCount, reached } from './filters.ts';
import type { DeskParts } from './living.ts';

const WEEK = 7;

interface Line {
  readonly rule: string;
  readonly severity: 'doubt' | 'hint';
  readonly opened: string;
  readonly n: number;
}

export const count = async (parts: DeskParts, call: Call, { area }: { readonly area?: string | undefined }) => {
  const { db, actor, today } = call;
  const where = reached(actor, today, area);
  const late = addDays(today, -LATE_DAYS);
  const { rows: lines } = await sql<Line>`
    select rule, severity, opened, count(*)::int as n from finding where state = 'open' and ${where} group by rule, severity, opened`.execute(
    db,
  );
  const sum = (of: readonly Line[]) => of.reduce((n, l) => n + l.n, 0);
  const oldestOf = (of: readonly Line[]) => of.reduce<number>((most, l) => Math.max(most, ageDays(l.opened, today)), 0);
  const { rows: week } = await sql<{ opened: number; closed: number; mine: number; waiting: number; batches: number }>`
    select (select count(*)::int from finding where state in ('open', 'exempt', 'closed', 'withdrawn') and opened >= ${addDays(today, -WEEK)}::date and opened < ${today}::date and ${where}) as opened,
      (select count(*)::int from finding where closed >= ${addDays(today, -WEEK)}::date and closed < ${today}::date and ${where}) as closed,
      (select count(*)::int from finding where assignee = ${actor.accountId}::uuid and state = 'open') as mine,
      (select count(*)::int from exemption where state = 'asked' and asked_by <> ${actor.accountId}::uuid and ${reached(actor, today, area, 'exemption')}) as waiting,
      (select count(*)::int from batch_doubt where state = 'open') as batches`.execute(db);
  const doubts = lines.filter((l) => l.severity === 'doubt');
  const byRule = [...Map.groupBy(lines, (l) => l.rule)].map(([rule, of]) => ({
    rule,
    name: nameOfRule(parts.ruleNames, rule),
    severity: of.some((l) => l.severity === 'doubt') ? ('doubt' as const) : ('hint' as const),
    open: sum(of),
    oldest: oldestOf(of),
  }));
  return {
    open: sum(lines),
    hints: sum(lines) - sum(doubts),
    late: sum(doubts.filter((l) => l.opened <= late)),
    mine: week[0]!.mine,
    oldest: lines.length ? oldestOf(lines) : null,
    openedLately: week[0]!.opened,
    closedLately: week[0]!.closed,
    // what is wrong before what is only a lead, then the most
    rules: byRule.sort((a, b) => (a.severity === b.severity ? b.open - a.open : a.severity === 'doubt' ? -1 : 1)),
    bands: ageBands.map((band) => ({ band, open: sum(lines.filter((l) => bandOf(ageDays(l.opened, today)) === band)) })),
    waiting: actor.permissions.has('rosters.exempt') ? week[0]!.waiting : 0,
    batches: week[0]!.batches,
  };
};

export const duty = async ({ db, actor }: Call) => {
  const { rows } = await dutyCount(actor).execute(db);
  const open = rows[0]!.n;
  return { open, more: open >= DUTY_MOST };
};

/** Digits of the level below an area. */
const below = (code: string): number => {
  const digits = code === '' ? 0 : significantDigits(code);
  return digits < 2 ? 2 : digits < 4 ? 4 : digits < 6 ? 6 : digits < 9 ? 9 : 12;
};

export const table = async (parts: DeskParts, call: Call, { area }: { readonly area?: string | undefined }) => {
  const { db, actor, today } = call;
  const own = actor.grants.find((g) => actor.areas.concat(actor.lookAreas).some((a) => a.from === areaOf(g.areaCode).from));
  const digits = below(area ?? own?.areaCode ?? '');
  const late = addDays(today, -LATE_DAYS);
  const { rows } = await sql<{ area: string; rule: string; n: number; late: number }>`
    select substr(home, 1, ${digits}) as area, rule, count(*)::int as n, (count(*) filter (where severity = 'doubt' and opened <= ${late}::date))::int as late
    from finding where state = 'open' and ${reached(actor, today, area)} group by 1, 2`.execute(db);
  const rules = [...new Set(rows.map((r) => r.rule))].sort();
  const areas = [...Map.groupBy(rows, (r) => r.area)].sort(([a], [b]) => (a < b ? -1 : 1));
  const at = (of: readonly { rule: string; n: number }[], rule: string) => of.find((r) => r.rule === rule)?.n ?? 0;
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  return {
    rules: rules.map((rule) => ({ rule, name: nameOfRule(parts.ruleNames, rule) })),
    areas: areas.map(([code, of]) => {
      const full = code.padEnd(12, '0');
      return {
        area: full,
        name: loadDivisions().shortName(full) ?? full,
        counts: rules.map((r) => at(of, r)),
        total: sum(of.map((o) => o.n)),
        late: sum(of.map((o) => o.late)),
      };
    }),
    totals: rules.map((r) => sum(rows.filter((x) => x.rule === r).map((x) => x.n))),
    total: sum(rows.map((r) => r.n)),
  };
};

export const exportTable = async (parts: DeskParts, call: Call, input: { readonly area?: string | undefined }) => {
  const t = await table(parts, call, input);
  call.note({ area: input.area ?? '', details: { rows: t.areas.length, total: t.total } });
  const headers = ['地区', '合计', `其中 ${LATE_DAYS} 天以上`, ...t.rules.map((r) => numberedName(r.rule, r.name).zh)];
  const lines = t.areas.map((a) => [a.name, String(a.total), String(a.late), ...a.counts.map(String)]);
  const last = ['合计', String(t.total), String(t.areas.reduce((n, a) => n + a.late, 0)), ...t.totals.map(String)];
  const { today } = call;
  return {
    name: `疑点统计_${today}.xlsx`,
    type: XLSX,
    content: () => writeSheet(`未了疑点 ${today}`, headers, [...lines, last]),
  };
};
