// How long people stay, and who may be about to leave. Part of contract.ts.
import { z } from 'zod';
import type { Permissions } from '#capabilities/access/rules.ts';
import { type AnyEndpoint, Code12, Day, endpoint, Id, Instant, named, page, paged, TextOut } from '#platform/contract.ts';
import { problem } from '#platform/problem.ts';
import type { Text } from '#standards/text.ts';
import { SpellKind } from './contractShapes.ts';
import { groupingTexts } from './rulesRetention.ts';
import { signalTexts } from './rulesSignals.ts';
import { FORMS } from './rulesWindows.ts';

export const retentionPermissions = {
  'employment.retention': {
    text: { zh: '查看稳岗率', en: 'see retention' },
    roles: ['township_cadre', 'county_bureau', 'steering', 'station', 'auditor'],
  },
  'employment.signals': {
    text: { zh: '查看离岗预警', en: 'see signals of leaving' },
    roles: ['village_cadre', 'township_cadre', 'county_bureau', 'steering', 'station', 'auditor'],
  },
} as const satisfies Permissions;

const keys = <T extends string>(texts: Record<T, Text>) => Object.keys(texts) as [T, ...T[]];
export const GroupingName = z.enum(keys(groupingTexts));
export const FormName = z.enum(FORMS);
export const SignalName = z.enum(keys(signalTexts));

/** ○ So many persons are worked out while somebody waits; beyond that the page asks for a smaller question. Nothing is cut off. */
export const MOST_PERSONS = 100_000;
/** ○ Of whom the viewer knows a part of the work, which is judged one by one. */
export const MOST_PARTLY = 20_000;
export const retentionDays = problem(
  'employment.retentionDays',
  422,
  '起点的日期要先早后晚，截至日不能早于最后一个起点，也不能晚于今天',
  'The first day comes before the last; the as-of day lies neither before the last of them nor after today',
);
export const retentionTooMany = problem(
  'employment.retentionTooMany',
  422,
  `这段时间开始受帮扶的人超过 ${MOST_PERSONS.toLocaleString('en')}，一次算不完。请缩短起点的时间，或只选一个县`,
  `More than ${MOST_PERSONS.toLocaleString('en')} people were first helped in these days: too many at once. Choose a shorter time or one county`,
);

const Share = z.number().nullable();
const Figures = z.object({
  n: z.int(),
  notApplicable: z.int(),
  curve: z.object({
    n: z.int(),
    events: z.int(),
    /** Where somebody left; survival holds from that day on. */
    steps: z.array(z.object({ time: z.int(), atRisk: z.int(), events: z.int(), survival: z.number(), low: Share, high: Share })),
    /** The last day anybody was followed to. */
    until: z.int(),
    median: z.object({ time: z.int().nullable(), low: z.int().nullable(), high: z.int().nullable() }),
    /** From this day on fewer than 10 ○ people are followed. */
    paleFrom: z.int().nullable(),
  }),
  windows: z.array(
    z.object({
      days: z.int(),
      n: z.int(),
      due: z.int(),
      yes: z.int(),
      no: z.int(),
      unverified: z.int(),
      notYetDue: z.int(),
      rate: Share,
      /** The same with evidence of every class. */
      reportedRate: Share,
      verifiedShare: Share,
      /** How many of the yes rest on class 1 … 6. */
      sources: z.array(z.int()),
      /** By the curve, with the number still followed. */
      survival: z.number(),
      atRisk: z.int(),
      reliance: z.object({ level: z.enum(['good', 'small', 'wide', 'few', 'none']), text: TextOut }),
    }),
  ),
});
export type FiguresOut = z.infer<typeof Figures>;
export const readRetention = endpoint({
  id: 'employment.readRetention',
  method: 'GET',
  path: '/retention',
  can: 'employment.retention',
  summary: { zh: '稳岗率', en: 'Retention' },
  input: z.object({
    /** Neither: the calendar year before; one alone: its year, as far as it has gone. */
    from: named(Day.optional(), '起点从', 'Helped from'),
    to: named(Day.optional(), '起点到', 'Helped until'),
    asOf: named(Day.optional(), '截至', 'As of'),
    form: FormName.default('province'),
    area: named(Code12.optional(), '户籍地', 'Home'),
    group: GroupingName.default('none'),
    class: z.int().min(1).max(6).default(5),
  }),
  output: z.object({
    from: Day,
    to: Day,
    asOf: Day,
    /** K. */
    knownAt: Instant,
    all: Figures,
    groups: z.array(z.object({ key: z.string(), name: TextOut, figures: Figures })),
    /** How many small groups stand together under "others". */
    pooled: z.int(),
    comparison: z.object({ chiSquare: z.number(), df: z.int(), p: Share, rough: z.boolean(), text: TextOut }).nullable(),
    /** Opened to the viewer by their work alone: only that work is counted, and the form "province" says nothing of them. */
    keyed: z.object({ counted: z.int(), apart: z.int() }),
    /** Whoever left long ago is no longer open to this viewer: the rates are too high. */
    biased: z.boolean(),
  }),
  problems: [retentionDays, retentionTooMany],
});

export const SignalOut = z.object({
  workerId: Id,
  score: z.int(),
  name: z.string(),
  homeName: TextOut,
  kind: SpellKind,
  employer: z.object({ id: Id.nullable(), name: z.string() }),
  placeName: TextOut,
  start: Day,
  verifiedUntil: Day.nullable(),
  reasons: z.array(z.object({ signal: SignalName, weight: z.int(), text: TextOut })),
});
export type SignalOut = z.infer<typeof SignalOut>;
export const listSignals = endpoint({
  id: 'employment.listSignals',
  method: 'GET',
  path: '/signals',
  can: 'employment.signals',
  summary: { zh: '离岗预警', en: 'Signals of leaving' },
  input: z.object({ area: named(Code12.optional(), '户籍地', 'Home'), signal: SignalName.optional(), ...paged }),
  output: page(SignalOut),
});

export const retentionEndpoints: readonly AnyEndpoint[] = [readRetention, listSignals];
