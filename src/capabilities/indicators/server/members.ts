// The persons behind a cell: N of the figure, read again under the asker's own rights; of whom they may not see nothing is told but that they are counted.
import { sql } from 'kysely';
import type { z } from 'zod';
import { WINDOW_CODES } from '#capabilities/employment/server/service.ts';
import { areaText } from '#capabilities/regions/server/service.ts';
import { deskCards } from '#capabilities/workers/server/service.ts';
import type { Before, Call } from '#platform/server/http.ts';
import type { listFigureMembers } from '../contractFigures.ts';
import { notYourCell } from '../contractProblems.ts';
import { baseOf } from '../rulesDefinitions.ts';
import { peopleTexts } from '../rulesDimensions.ts';
import { openPerson, sealPerson } from './personCursor.ts';
import * as q from './question.ts';
import { overRuns, type Run, runOf } from './runs.ts';

type In = z.output<(typeof listFigureMembers)['input']>;
interface Row {
  readonly workerId: string;
  readonly onDay: string;
  readonly host: string;
  readonly people: keyof typeof peopleTexts;
  readonly evidence: string;
  readonly answers: number[];
}
interface Prepared {
  readonly knownAt: string;
  readonly total: number;
  readonly rows: readonly Row[];
  /** Ids of all of them, up to the number to which M is counted. */
  readonly ids: readonly string[] | null;
  readonly next: string | null;
}
/** Beyond so many it is not counted how many of them one may see. */
const COUNTED = 10_000;
const LIST = 'figureMembers';
const ANSWERS = {
  yes: [1, 2, 3, 4, 5, 6],
  no: [WINDOW_CODES.no],
  unverified: [WINDOW_CODES.unverified],
  notYetDue: [WINDOW_CODES.notYetDue],
  notApplicable: [WINDOW_CODES.notApplicable],
} as const;

export const prepareMembers = async ({ services, actor }: Before, input: In): Promise<Prepared> => {
  const figure = q.getFigure(input.figure);
  const asOf = q.checkDays(input, services.clock.today());
  const filters = q.checkWhere(figure, input.where);
  if (!(await q.mayReadAsked(services, actor, input.where, asOf))) throw notYourCell(q.areaWords(actor));
  q.checkHomes(actor, input.where);
  const knownAt = await q.checkInstant(services, input.knownAt);
  const after = openPerson(services.keys, LIST, input.cursor);
  const answered =
    input.answer === undefined
      ? sql`true`
      : sql`m.answers[${sql.lit((input.window ?? 0) + 1)}] = any (${[...ANSWERS[input.answer]]}::smallint[])`;
  const find = async (): Promise<readonly [Run]> => [
    await runOf(services.store, baseOf(figure).base, q.runAsk(figure, input, asOf, knownAt, ...(input.reported ? [6 as const] : [])), {
      account: actor.accountId,
    }),
  ];
  return overRuns(services.store, find, async (db, [run]) => {
    const where = sql`m.run_id = ${run.id}::uuid and ${q.conditionsOn(figure, filters)} and ${answered}`;
    const counted = await sql<{ n: number }>`select count(*)::int as n from figure_member m where ${where}`.execute(db);
    const total = counted.rows[0]!.n;
    const { rows } = await sql<Row>`select m.worker_id, m.on_day, m.host, m.people, m.evidence, m.answers from figure_member m
      where ${where} and m.worker_id > ${after}::uuid order by m.worker_id limit ${input.size + 1}`.execute(db);
    const ids =
      total > COUNTED
        ? null
        : (await sql<{ id: string }>`select m.worker_id as id from figure_member m where ${where}`.execute(db)).rows.map((r) => r.id);
    const page = rows.slice(0, input.size);
    const next = rows.length > input.size ? sealPerson(services.keys, LIST, page.at(-1)!.workerId) : null;
    return { knownAt: run.knownAt, total, rows: page, ids, next };
  });
};

/** Of these whom the asker sees, and of whom they are told all work because the home is theirs: hosts are told a part (as on the page of retention). */
const seenOf = async (
  { db, actor }: Call,
  ids: readonly string[],
): Promise<{ readonly seen: number; readonly whole: ReadonlySet<string> }> => {
  const homes = [...actor.areas, ...actor.lookAreas];
  const { rows } = await sql<{
    id: string;
    home: string;
  }>`select worker_id as id, home from worker_now where worker_id = any (${[...ids]}::uuid[])`.execute(db);
  return { seen: rows.length, whole: new Set(rows.filter((r) => homes.some((a) => r.home >= a.from && r.home <= a.to)).map((r) => r.id)) };
};

export const members = async (call: Call, input: In, made: Prepared): Promise<z.input<(typeof listFigureMembers)['output']>> => {
  const pageIds = made.rows.map((r) => r.workerId);
  const cards = await deskCards(call, pageIds);
  const { seen, whole } = await seenOf(call, made.ids ?? pageIds);
  const byAnswer = input.answer !== undefined;
  call.note({
    details: { figure: input.figure, from: input.from, to: input.to, where: input.where, reported: input.reported, total: made.total },
  });
  return {
    knownAt: made.knownAt,
    total: made.total,
    visible: made.ids === null ? null : byAnswer ? whole.size : seen,
    next: made.next,
    items: made.rows.map((r) => {
      const all = whole.has(r.workerId);
      // a list of one answer names people by it
      const card = byAnswer && !all ? undefined : cards.get(r.workerId);
      if (!card) return { workerId: null, on: null, card: null, placeName: null, people: null, evidence: null, answers: [] };
      return {
        workerId: r.workerId,
        on: all ? r.onDay : null,
        card: { name: card.name, sex: card.sex, age: card.age, homeName: card.homeName },
        placeName: r.host.length === 12 ? areaText(r.host) : { zh: '未知', en: 'unknown' },
        people: peopleTexts[r.people],
        evidence: Number(r.evidence),
        answers: all ? r.answers.map(String) : [],
      };
    }),
  };
};
