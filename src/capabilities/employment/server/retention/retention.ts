// Retention of a cohort under the rights of whoever looks: whom they see whole set by set, others one by one; nothing cut off in silence.
import { sql } from 'kysely';
import type { z } from 'zod';
import { type Area, areaOf, windows } from '#capabilities/access/rules.ts';
import { sourcesReaching } from '#capabilities/access/server/service.ts';
import { organisationsById } from '#capabilities/organisations/server/service.ts';
import { areaText } from '#capabilities/regions/server/service.ts';
import { channelTexts } from '#capabilities/workers/rules.ts';
import type { Before, Call } from '#platform/server/http.ts';
import { asKnownAt, readWatermark } from '#platform/server/versions.ts';
import { dayNumber } from '#standards/calendar/calendar.ts';
import type { Text } from '#standards/text.ts';
import {
  type FiguresOut,
  MOST_PARTLY,
  MOST_PERSONS,
  type readRetention,
  retentionDays,
  retentionTooMany,
} from '../../contractRetention.ts';
import { explainLogRank } from '../../rulesLogRank.ts';
import {
  compared,
  figuresOf,
  type GroupFigures,
  type Grouping,
  groupOf,
  groupsOf,
  type Member,
  OTHERS,
  type RetentionAsk,
} from '../../rulesRetention.ts';
import { type EvidenceClass, evidenceClassTexts, NO_CLASS } from '../../rulesSpell.ts';
import { paleFrom, relianceAt, survivalAt } from '../../rulesSurvival.ts';
import { scopeSource } from '../follow.ts';
import { ledgerPeople, personAt } from '../ledgerPeople.ts';
import { cohortWindows, windowsOfPerson } from '../windowsOf.ts';
import { answeredOf, type WindowsRow } from '../windowsQuery.ts';

type In = z.output<(typeof readRetention)['input']>;
type Days = { readonly from: string; readonly to: string };

const daysOf = ({ from, to }: In, today: string): Days => {
  const year = (from ?? to)?.slice(0, 4) ?? String(Number(today.slice(0, 4)) - 1);
  const last = `${year}-12-31`;
  return { from: from ?? `${year}-01-01`, to: to ?? (last > today ? today : last) };
};

const CHUNK = 1000;
/**
 * Of whom all is told, so many at once. Under row-level security a question that joins whole tables asks the policy row by row (embedded, 16 000 workers: 54 s for
 * 560 persons, 4 s in steps), and the nested loops the planner takes for a row or two grow with the square of the step. Sets pay off where there are many.
 */
const WHOLE = 100;
const AS_SETS = 5000;

export const inAreas = (column: string, areas: readonly Area[]) =>
  areas.length
    ? sql<boolean>`(${sql.join(
        areas.map((a) => sql`(${sql.ref(column)} >= ${a.from} and ${sql.ref(column)} <= ${a.to})`),
        sql` or `,
      )})`
    : sql<boolean>`false`;

/** Whoever has an assisted spell that starts in the days; `whole`: at home in the viewer's area, so that all of their work is told. */
const cohortOf = async (
  { db, actor }: Call,
  input: In & Days,
  k: string,
): Promise<readonly { readonly person: string; readonly whole: boolean }[]> => {
  const of = personAt('f', k);
  const homes = [...actor.areas, ...actor.lookAreas];
  const lived = input.area
    ? sql`and exists (select from home_period h where h.worker_id = f.worker_id and ${asKnownAt('h', k)} and ${inAreas('h.code', [areaOf(input.area)])})`
    : sql``;
  const { rows } = await sql<{ person: string; whole: boolean }>`
    select ${of.person} as person, bool_or(${inAreas('n.home', homes)}) as whole
    from spell f join worker_now n on n.worker_id = f.worker_id ${of.join}
    where f.start between ${input.from}::date and ${input.to}::date and f.assisted_kind <> '' and f.kind <> 'internship' and ${asKnownAt('f', k)} ${lived}
    group by 1 order by 1 limit ${sql.lit(MOST_PERSONS + MOST_PARTLY + 1)}`.execute(db);
  return rows;
};

const readable = (f: GroupFigures): FiguresOut => ({
  n: f.n,
  notApplicable: f.notApplicable,
  curve: {
    n: f.curve.n,
    events: f.curve.events,
    steps: f.curve.steps
      .filter((s) => s.events > 0)
      .map((s) => ({
        time: s.time,
        atRisk: s.atRisk,
        events: s.events,
        survival: s.survival,
        low: s.band?.low ?? null,
        high: s.band?.high ?? null,
      })),
    until: f.curve.steps.at(-1)?.time ?? 0,
    median: f.curve.median,
    paleFrom: paleFrom(f.curve),
  },
  windows: f.windows.map((w) => {
    const at = survivalAt(f.curve, w.days);
    return {
      days: w.days,
      n: w.n - w.notApplicable,
      due: w.yes + w.no + w.unverified,
      yes: w.yes,
      no: w.no,
      unverified: w.unverified,
      notYetDue: w.notYetDue,
      rate: w.rate,
      reportedRate: w.reportedRate,
      verifiedShare: w.verifiedShare,
      sources: w.sources.slice(1),
      survival: at.survival,
      atRisk: at.followed,
      reliance: relianceAt(f.curve, w.days),
    };
  }),
});

const namesOf = async ({ db }: Call, grouping: Grouping, keys: readonly string[], pooled: number): Promise<(key: string) => Text> => {
  const employers =
    grouping === 'employer'
      ? await organisationsById(
          db,
          keys.filter((key) => key !== '' && key !== OTHERS),
        )
      : new Map();
  return (key) => {
    if (key === OTHERS) return { zh: `其余 ${pooled} 组`, en: `${pooled} other groups` };
    if (grouping === 'none') return { zh: '全部', en: 'everybody' };
    if (grouping === 'class')
      return Number(key) >= NO_CLASS ? { zh: '没有证据', en: 'no evidence' } : evidenceClassTexts[Number(key) as EvidenceClass];
    if (key === '') return grouping === 'employer' ? { zh: '未登记单位', en: 'no registered employer' } : { zh: '未知', en: 'unknown' };
    if (grouping === 'channel') return channelTexts[key as keyof typeof channelTexts];
    if (grouping === 'employer') {
      const name = employers.get(key)?.name ?? key;
      return { zh: name, en: name };
    }
    return areaText(key);
  };
};

/** K is told before the transaction of the request, which it must not wait for. */
export const knownNow = ({ services }: Before): Promise<string> => readWatermark(services.store);

export const retention = async (call: Call, input: In, k: string): Promise<z.input<(typeof readRetention)['output']>> => {
  const { db, today } = call;
  const asOf = input.asOf ?? today;
  const { from, to } = daysOf(input, today);
  if (from > to || asOf < to || asOf > today) throw retentionDays();
  const ask: RetentionAsk = {
    from: dayNumber(from),
    to: dayNumber(to),
    asOf: dayNumber(asOf),
    form: input.form,
    c: input.class as EvidenceClass,
    grouping: input.group,
    area: input.area ?? '',
  };
  const cohort = await cohortOf(call, { ...input, from, to }, k);
  const whole = cohort.flatMap((c) => (c.whole ? c.person : []));
  const partly = cohort.flatMap((c) => (c.whole ? [] : c.person));
  if (whole.length > MOST_PERSONS || partly.length > MOST_PARTLY) throw retentionTooMany();
  const days = { k, from, to, asOf, form: input.form, cohortClass: ask.c };
  const members: Member[] = [];
  const keyed = { counted: 0, apart: 0 };
  /** `said`: the same with evidence of every class. */
  const add = (proved: WindowsRow, said: WindowsRow): boolean => {
    const group = groupOf(proved, ask);
    if (group === null) return false;
    const { time, event } = proved;
    members.push({
      group,
      lasting: time === null ? null : { time, event },
      answers: proved.answers.map(answeredOf),
      reported: said.answers.map(answeredOf),
    });
    return true;
  };
  const step = whole.length > AS_SETS ? whole.length : WHOLE;
  for (let i = 0; i < whole.length; i += step) {
    const persons = whole.slice(i, i + step);
    const proved = await cohortWindows(db, { ...days, c: ask.c, persons });
    const said = ask.c === 6 ? proved : await cohortWindows(db, { ...days, c: 6, persons });
    const saidOf = new Map(said.map((r) => [r.person, r]));
    for (const row of proved) add(row, saidOf.get(row.person)!);
  }
  for (let i = 0; i < partly.length; i += CHUNK) {
    const people = await ledgerPeople(db, k, partly.slice(i, i + CHUNK));
    const workers = new Set([...people.values()].flatMap((p) => p.spells.map((s) => s.workerId)));
    const opened = await sourcesReaching(db, [...workers], today);
    for (const [person, all] of people) {
      const told = { ...all, spells: all.spells.filter((s) => opened.has(scopeSource(s.id))) };
      const rowOf = (c: EvidenceClass) => windowsOfPerson(person, told, { ...days, c, persons: null });
      const row = rowOf(ask.c);
      if (!row) continue;
      // of work elsewhere in the province whoever sees one job only knows nothing
      if (input.form === 'province') keyed.apart += groupOf(row, ask) === null ? 0 : 1;
      else if (add(row, rowOf(6)!)) keyed.counted++;
    }
  }
  const groups = groupsOf(members);
  const nameOf = await namesOf(
    call,
    input.group,
    groups.groups.map((g) => g.key),
    groups.pooled,
  );
  const test = groups.groups.length > 1 ? compared(groups) : null;
  return {
    from,
    to,
    asOf,
    knownAt: k,
    all: readable(figuresOf(members)),
    groups:
      input.group === 'none'
        ? []
        : groups.groups.map((g) => ({ key: g.key, name: nameOf(g.key), figures: readable(figuresOf(g.members)) })),
    pooled: groups.pooled,
    comparison: test && { chiSquare: test.chiSquare, df: test.df, p: test.p, rough: test.rough, text: explainLogRank(test) },
    keyed,
    biased: keyed.counted > 0 && ask.from < dayNumber(today) - windows.host.after,
  };
};
