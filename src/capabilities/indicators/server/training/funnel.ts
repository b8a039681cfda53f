// 培训成效: the funnel of the classes that the asker sees. Numbers are those of figures; which classes are theirs, and whom of a list they may see, are their own rights.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import { areaText } from '#capabilities/regions/server/service.ts';
import { getSeenClass, seenClasses } from '#capabilities/training/server/service.ts';
import { deskCards } from '#capabilities/workers/server/service.ts';
import { actorSettings } from '#platform/server/actor.ts';
import { type Before, type Call, handleFile, type Route } from '#platform/server/http.ts';
import { readWatermark } from '#platform/server/versions.ts';
import type { Text } from '#standards/text.ts';
import { listFunnelPeople, readClassFunnel, readFunnel, type TrainingWhere } from '../../contractTraining.ts';
import { baseOf, figureOf } from '../../rulesDefinitions.ts';
import { dimensionOf } from '../../rulesDimensions.ts';
import type { PeopleStage, TrainedCounts, TrainingDimension } from '../../rulesTraining.ts';
import { openPerson, sealPerson } from '../personCursor.ts';
import { checkDays, checkInstant } from '../question.ts';
import { overRuns, type Run, runOf } from '../runs.ts';
import { refreshTraining } from '../standing.ts';
import { nameOfKey, pairingNames } from '../table.ts';
import { classesWhere, countRows, countRun, keyOfClass, NO_COUNTS, reachedOn, STAGE_COLUMNS } from './counts.ts';
import { organisationNames } from './names.ts';
import { classUnitsQuery, type TraineeRow, traineesOf } from './trainees.ts';

const I09 = baseOf(figureOf('I09')!).base;
interface Asked {
  readonly from: string;
  readonly to: string;
  readonly knownAt?: string | undefined;
  readonly where: TrainingWhere;
  readonly by?: TrainingDimension | undefined;
}
/** Of all classes those the asker sees, today: by their own rights. */
const seenIds = ({ services, actor }: Before): Promise<readonly string[]> => {
  const today = services.clock.today();
  return services.store.transact({ role: 'app', settings: actorSettings(actor, today), readOnly: true }, async (db) =>
    (await seenClasses(db, actor, today, {}).clearSelect().select('a.id').execute()).map((r) => r.id),
  );
};
const runFor = async ({ services, actor }: Before, { from, to, knownAt }: Asked): Promise<() => Promise<readonly [Run]>> => {
  checkDays({ from, to, asOf: to }, services.clock.today());
  const k = await checkInstant(services, knownAt);
  return async () => [
    await runOf(
      services.store,
      I09,
      { from, to, asOf: to, knownAt: k, c: I09.evidenceClass, form: 'province' },
      { account: actor.accountId, stale: () => refreshTraining(services, from, to) },
    ),
  ];
};

interface Funnel {
  readonly knownAt: string;
  readonly total: TrainedCounts;
  readonly rows: readonly { readonly key: string; readonly name: Text; readonly counts: TrainedCounts }[];
  readonly schools: readonly { readonly id: string; readonly name: string }[];
  readonly employers: readonly { readonly id: string; readonly name: string }[];
}
const prepareFunnel = async (before: Before, input: Asked): Promise<Funnel> => {
  const find = await runFor(before, input);
  const seen = await seenIds(before);
  return overRuns(before.services.store, find, async (db, [run]) => {
    const { where, by } = input;
    const total = (await countRun(db, run.id, input.to, { where, seen })).get('') ?? NO_COUNTS;
    const counted = by ? await countRun(db, run.id, input.to, { where, seen, by }) : new Map<string, TrainedCounts>();
    const dimension = by ? dimensionOf(by)! : null;
    const { rows: of } = await sql<{ school: string; employer: string }>`select distinct m.school, m.employer from figure_class m
      where m.run_id = ${run.id}::uuid and ${classesWhere({}, seen)}`.execute(db);
    const names = await organisationNames(db, [...of.map((o) => o.school), ...of.map((o) => o.employer)]);
    const pairings = dimension ? await pairingNames(db, [dimension]) : new Map<string, Text>();
    const name = (key: string): Text => {
      const organisation = names.get(key);
      if ((by === 'school' || by === 'employer') && organisation) return { zh: organisation, en: organisation };
      if (by === 'employer' && key === '') return { zh: '没有用人单位', en: 'no employer' };
      return dimension ? nameOfKey(dimension, key, pairings) : areaText(key);
    };
    const list = (ids: readonly string[]) =>
      [...new Set(ids)].flatMap((id) => (id ? [{ id, name: names.get(id) ?? id }] : [])).sort((a, b) => (a.name < b.name ? -1 : 1));
    return {
      knownAt: run.knownAt,
      total,
      rows: [...counted]
        .map(([key, counts]) => ({ key, name: name(key), counts }))
        .sort((a, b) => b.counts.times.attended - a.counts.times.attended || (a.key < b.key ? -1 : 1)),
      schools: list(of.map((o) => o.school)),
      employers: list(of.map((o) => o.employer)),
    };
  });
};

/** Of one class, from its facts as they stand: it need not be opened, and no run of it is kept. */
const oneClass = async ({ services, actor }: Before, id: string) => {
  const today = services.clock.today();
  await services.store.transact({ role: 'app', settings: actorSettings(actor, today), readOnly: true }, (db) =>
    getSeenClass({ db, actor, today }, id),
  );
  const k = await readWatermark(services.store);
  const ask = { from: today, to: today, asOf: today, k, persons: null, classes: [id] };
  return services.store.transact({ role: 'figures', readOnly: true }, async (db) => {
    const rows = await traineesOf(db, ask);
    const { rows: classes } = await classUnitsQuery(ask).execute(db);
    return { asOf: today, knownAt: k, rows, counts: countRows(today, classes, rows) };
  });
};

type PeopleIn = z.output<(typeof listFunnelPeople)['input']>;
interface Behind {
  readonly classId: string;
  readonly person: string;
  readonly on: string;
}
interface People {
  readonly knownAt: string;
  /** All of them, so that N is counted: of a province at size some ten thousand. */
  readonly all: readonly Behind[];
}
const keyOf = (b: Behind): string => `${b.person}${b.classId}`;
const behindRows = (rows: readonly TraineeRow[], stage: PeopleStage): readonly Behind[] =>
  rows.flatMap((x) => {
    const on = reachedOn(x, stage);
    return on === null ? [] : [{ classId: x.classId, person: x.person, on }];
  });
const preparePeople = async (before: Before, input: PeopleIn): Promise<People> => {
  const sorted = (all: readonly Behind[]) => all.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  if (input.classId !== undefined) {
    const { knownAt, rows } = await oneClass(before, input.classId);
    return { knownAt, all: sorted(behindRows(rows, input.stage)) };
  }
  const find = await runFor(before, input);
  const seen = await seenIds(before);
  return overRuns(before.services.store, find, async (db, [run]) => {
    const { by, key, where, stage } = input;
    const row = by !== undefined && key !== undefined ? sql`${keyOfClass(by)} = ${key}` : sql`true`;
    const day = sql.ref(`x.${STAGE_COLUMNS[stage]}`);
    const { rows } = await sql<Behind>`select x.class_id, x.worker_id as person, ${day} as on from figure_class m
      join figure_trained x on x.run_id = m.run_id and x.class_id = m.class_id
      where m.run_id = ${run.id}::uuid and ${classesWhere(where, seen)} and ${row} and ${day} is not null`.execute(db);
    return { knownAt: run.knownAt, all: sorted(rows) };
  });
};

/** A cursor goes on with the question it was given for: taken over to another stage it would tell where in the order of that stage somebody stands whom it hides. */
const listOf = ({ stage, classId, from, to, by, key, where }: PeopleIn): string =>
  `funnelPeople ${createHash('sha256')
    .update(JSON.stringify([stage, classId, from, to, by, key, where]))
    .digest('hex')}`;
/** Work after the class is told of people at home in one's own area, as on the page of figures; who was taught, of whoever one sees. */
const OF_WORK = new Set<PeopleStage>(['employed', 'stable3', 'stable6']);
const people = async (call: Call, input: PeopleIn, { knownAt, all }: People): Promise<z.input<(typeof listFunnelPeople)['output']>> => {
  const { db, actor, services } = call;
  const ids = [...new Set(all.map((b) => b.person))];
  const { rows: seen } = await sql<{
    id: string;
    home: string;
  }>`select worker_id as id, home from worker_now where worker_id = any (${ids}::uuid[])`.execute(db);
  const homes = [...actor.areas, ...actor.lookAreas];
  const told = new Set(
    seen.filter((r) => !OF_WORK.has(input.stage) || homes.some((a) => r.home >= a.from && r.home <= a.to)).map((r) => r.id),
  );
  const after = input.cursor === undefined ? '' : openPerson(services.keys, listOf(input), input.cursor);
  const rest = after === '' ? all : all.filter((b) => b.person > after);
  // a person's classes stay on one page, so that the cursor is a person
  let n = Math.min(input.size, rest.length);
  while (n < rest.length && rest[n]!.person === rest[n - 1]!.person) n += 1;
  const page = rest.slice(0, n);
  const cards = await deskCards(call, [...new Set(page.flatMap((b) => (told.has(b.person) ? [b.person] : [])))]);
  const titles = new Map(
    (
      await db
        .selectFrom('trainingClassFact')
        .select(['classId', 'title'])
        .where('superseded', '=', sql<string>`'infinity'`)
        .where('classId', 'in', [...new Set(page.map((b) => b.classId)), '00000000-0000-0000-0000-000000000000'])
        .execute()
    ).map((r) => [r.classId, r.title]),
  );
  call.note({ details: { stage: input.stage, from: input.from, to: input.to, total: all.length, classId: input.classId ?? null } });
  return {
    knownAt,
    total: all.length,
    persons: ids.length,
    visible: told.size,
    next: n < rest.length ? sealPerson(services.keys, listOf(input), page.at(-1)!.person) : null,
    items: page.map((b) => {
      const card = cards.get(b.person);
      return {
        workerId: card ? b.person : null,
        name: card?.name ?? null,
        homeName: card?.homeName ?? null,
        classId: b.classId,
        classTitle: titles.get(b.classId) ?? '',
        on: card ? b.on : null,
      };
    }),
  };
};

export const trainingRoutes: readonly Route[] = [
  handleFile(readFunnel, prepareFunnel, async (_call, { from, to }, { knownAt, total, rows, schools, employers }) => ({
    from,
    to,
    knownAt,
    total,
    rows: [...rows],
    schools: [...schools],
    employers: [...employers],
  })),
  handleFile(
    readClassFunnel,
    (before, { id }) => oneClass(before, id),
    async (_call, _input, { asOf, knownAt, counts }) => ({ asOf, knownAt, counts }),
  ),
  handleFile(listFunnelPeople, preparePeople, people),
];
