// Figures: what each means, tables of them, the persons behind a cell, why somebody is counted. Part of contract.ts.
import { z } from 'zod';
import type { Permissions } from '#capabilities/access/rules.ts';
import { Day, endpoint, Id, Instant, TextOut } from '#platform/contract.ts';
import { notFound } from '#platform/problem.ts';
import * as p from './contractProblems.ts';

export const permissions = {
  'indicators.read': {
    text: { zh: '查看指标', en: 'see figures' },
    roles: ['village_cadre', 'township_cadre', 'county_bureau', 'station', 'steering', 'auditor'],
  },
} as const satisfies Permissions;

const FigureId = z.string().regex(/^[IX]\d\d$/);
/** Of every question. Days are inclusive; `knownAt`: as known at this instant, now where it is left out. */
export const asking = {
  from: Day,
  to: Day,
  knownAt: Instant.optional(),
  /** Of retention. */
  form: z.enum(['province', 'enterprise', 'post']).default('province'),
  asOf: Day.optional(),
  /** By dimension: codes of places (any level: what lies below counts), values of the others. */
  where: z.record(z.string().max(40), z.array(z.string().max(40)).min(1).max(200)).default({}),
};

const RateValue = z.object({
  n: z.int(),
  yes: z.int(),
  no: z.int(),
  unverified: z.int(),
  notYetDue: z.int(),
  notApplicable: z.int(),
  /** yes ÷ (yes + no + unverified); null where nothing is due. */
  rate: z.number().nullable(),
});
/** Persons; of retention an answer for each of 30, 90, 180, 365 days. */
const Value = z.object({ persons: z.int(), windows: z.array(RateValue).optional() });
export type Value = z.infer<typeof Value>;
export const CellOut = z.object({
  /** Values of the dimensions asked by, in their order. */
  keys: z.array(z.string()),
  names: z.array(TextOut),
  /** 已核验, by the class of the definition. */
  value: Value,
  /** 已上报: the same with evidence of every class; left out where the definition takes every class. */
  reported: Value.optional(),
  /** By the figure's other reading (I06: without those of the stock at the end of the year before); left out where it has none. */
  other: z.int().optional(),
});
export type CellOut = z.infer<typeof CellOut>;

/** An edition of a national standard, or a criterion, that the answer rests on. */
const PackOut = z.object({ id: z.enum(['divisions', 'industries', 'occupations', 'criterion']), name: TextOut, edition: z.string() });
const Words = z.object({
  id: z.string(),
  version: z.int(),
  name: TextOut,
  short: TextOut,
  of: z.string().nullable(),
  unit: z.enum(['persons', 'rate']),
  kind: z.enum(['period', 'stock', 'newlyStable', 'retention', 'trained']),
  evidenceClass: z.int(),
  /** The definition in words. */
  words: TextOut,
  packs: z.array(PackOut),
});
export const listFigures = endpoint({
  id: 'indicators.listFigures',
  method: 'GET',
  path: '/figures',
  can: 'indicators.read',
  summary: { zh: '全部指标', en: 'All figures' },
  input: z.object({}),
  output: z.object({
    figures: z.array(Words),
    awaited: z.array(z.object({ id: z.string(), name: TextOut, awaits: TextOut })),
    /** Published by others: entered, not computed. */
    external: z.array(z.object({ id: z.enum(['X01']), name: TextOut })),
    /** Those that count units, not persons: each has its own page. */
    units: z.array(z.object({ id: z.string(), version: z.int(), name: TextOut, words: TextOut })),
    /** Told of others and counting nobody of its own; on a page of its own. */
    derived: z.array(z.object({ id: z.string(), version: z.int(), name: TextOut, words: TextOut })),
    dimensions: z.array(
      z.object({
        id: z.string(),
        name: TextOut,
        kind: z.enum(['place', 'code', 'open']),
        /** Of classes: says something of I09 alone. */
        training: z.boolean(),
        values: z.array(z.object({ value: z.string(), name: TextOut })),
      }),
    ),
    partitions: z.array(z.object({ of: z.string(), by: z.string(), into: z.array(z.string()) })),
    /** Where the asker may look: as origin, as host. */
    areas: z.array(z.object({ side: z.enum(['origin', 'host']), code: z.string(), name: TextOut })),
  }),
});

const questionProblems = [
  p.noSuchFigure,
  p.awaitedFigure,
  p.externalFigure,
  p.countsUnits,
  p.derivedFigure,
  p.periodBackwards,
  p.dayLater,
  p.knownLater,
  p.notADimension,
  p.notAValue,
  p.notYourCell,
  p.homeTooFine,
  p.sameDimension,
  p.tooManyQuestions,
  p.questionsWait,
  p.runGone,
];
export const readFigureTable = endpoint({
  id: 'indicators.readFigureTable',
  method: 'POST',
  path: '/figures/table',
  can: 'indicators.read',
  summary: { zh: '指标表', en: 'A table of a figure' },
  audited: false,
  input: z.object({
    figure: FigureId,
    ...asking,
    /** None: the figure alone. */
    by: z.array(z.string().max(40)).max(2).default([]),
    /** Computed anew, though an answer of some minutes ago stands. */
    fresh: z.boolean().default(false),
  }),
  output: z.object({
    figure: Words,
    from: Day,
    to: Day,
    asOf: Day,
    knownAt: Instant,
    /** The figure under the filters; null where only some cells are the asker’s to see. */
    total: CellOut.nullable(),
    cells: z.array(CellOut),
    /**
     * The question reaches beyond the asker’s cells: only those are listed, and there is no total. Told of the question alone; how many others there are, or
     * whether there is any, would tell of people who are not theirs.
     */
    withheld: z.boolean(),
    /** Names of the one area that a side is narrowed to: what the names of places begin with. */
    within: z.object({ origin: TextOut.nullable(), host: TextOut.nullable() }),
    /** The figure by another reading of its definition, and how many fewer that is. */
    readings: z.array(z.object({ name: TextOut, persons: z.int(), difference: z.int() })),
    /** Whether children sum to the parent; the persons of a broken one can be asked for. */
    checks: z.array(z.object({ name: TextOut, parent: z.int(), children: z.int(), holds: z.boolean() })),
  }),
  problems: questionProblems,
});

export const MemberOut = z.object({
  /** The person: the smallest worker id of the set. Null, as all that follows: not the asker’s to see. */
  workerId: Id.nullable(),
  /** Null too where the asker is told a part of the person’s work: the day may be that of another job. */
  on: Day.nullable(),
  card: z.object({ name: z.string(), sex: z.string(), age: z.int().nullable(), homeName: z.string() }).nullable(),
  placeName: TextOut.nullable(),
  people: TextOut.nullable(),
  evidence: z.int().nullable(),
  /** Empty where the asker is told a part of the person’s work: who stays in the province may stay with another employer. */
  answers: z.array(z.string()),
});
export const listFigureMembers = endpoint({
  id: 'indicators.listFigureMembers',
  method: 'POST',
  path: '/figures/members',
  can: 'indicators.read',
  summary: { zh: '一个数后面的人', en: 'The persons behind a figure' },
  input: z.object({
    figure: FigureId,
    ...asking,
    /** Of retention: who has this answer at the window (index in 30, 90, 180, 365). By name only those of whom the asker is told all work. */
    window: z.int().min(0).max(3).optional(),
    answer: z.enum(['yes', 'no', 'unverified', 'notYetDue', 'notApplicable']).optional(),
    /** Those of 已上报: with evidence of every class. */
    reported: z.boolean().default(false),
    cursor: z.string().max(400).optional(),
    size: z.int().min(1).max(200).default(30),
  }),
  output: z.object({
    knownAt: Instant,
    /** N. */
    total: z.int(),
    /** M; null beyond 10,000, where it is not counted. */
    visible: z.int().nullable(),
    items: z.array(MemberOut),
    next: z.string().nullable(),
  }),
  problems: questionProblems,
});

export const explainFigure = endpoint({
  id: 'indicators.explainFigure',
  method: 'POST',
  path: '/figures/explain',
  can: 'indicators.read',
  summary: { zh: '这个人算不算，为什么', en: 'Whether a person is counted, and why' },
  input: z.object({ workerId: Id, from: Day, to: Day, knownAt: Instant.optional() }),
  output: z.object({
    from: Day,
    to: Day,
    knownAt: Instant,
    /** The asker is told the whole person; else nothing follows and `figures` is empty. */
    whole: z.boolean(),
    figures: z.array(
      z.object({
        id: z.string(),
        name: TextOut,
        counted: z.boolean(),
        on: Day.nullable(),
        steps: z.array(z.object({ text: TextOut, holds: z.boolean() })),
      }),
    ),
  }),
  problems: [notFound, p.periodBackwards, p.dayLater, p.knownLater],
});

export const readFigureSql = endpoint({
  id: 'indicators.readFigureSql',
  method: 'POST',
  path: '/figures/sql',
  can: 'indicators.read',
  summary: { zh: '指标的查询语句', en: 'The query of a figure' },
  audited: false,
  input: z.object({ figure: FigureId, from: Day, to: Day, asOf: Day.optional(), form: asking.form }),
  output: z.object({ sql: z.string() }),
  problems: [p.noSuchFigure, p.awaitedFigure, p.externalFigure, p.countsUnits, p.derivedFigure, p.periodBackwards, p.dayLater],
});

export const auditTexts = {
  'indicators.listFigureMembers': { zh: '查看一个数后面的人', en: 'Saw the persons behind a figure' },
  'indicators.listFunnelPeople': { zh: '查看培训成效一个阶段后面的人', en: 'Saw the people behind a stage of training' },
  'indicators.explainFigure': { zh: '查看一个人是否计入指标', en: 'Saw whether a person is counted' },
} as const;
