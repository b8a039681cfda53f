// Stability criteria: what counts as stable, and how one person stands by it. Part of contract.ts.
import { z } from 'zod';
import type { Permissions } from '#capabilities/access/rules.ts';
import { type AnyEndpoint, Code12, Day, endpoint, Id, Instant, line, named, TextOut } from '#platform/contract.ts';
import { notFound, problem } from '#platform/problem.ts';
import type { Text } from '#standards/text.ts';
import { Criterion } from './rulesCriteria.ts';
import { standingStateTexts } from './rulesStanding.ts';
import { FORMS } from './rulesWindows.ts';
import { answerTexts } from './rulesWindowsTexts.ts';

export const criteriaPermissions = {
  'employment.criteria': {
    text: { zh: '查看稳定口径', en: 'see stability criteria' },
    roles: ['village_cadre', 'township_cadre', 'county_bureau', 'station', 'steering', 'auditor'],
  },
  'employment.reviseCriterion': {
    text: { zh: '修订本省的稳定口径', en: 'revise the stability criteria of the province' },
    roles: ['steering'],
  },
} as const satisfies Permissions;

const keys = <T extends string>(texts: Record<T, Text>) => Object.keys(texts) as [T, ...T[]];
export const CaseOut = z.object({
  name: TextOut,
  passed: z.boolean(),
  stableFrom: Day.nullable(),
  differences: z.array(TextOut),
});
const Version = z.object({
  version: z.int(),
  by: z.string().nullable(),
  recorded: Instant,
  reason: z.string(),
  /** null: with this one the province went back to what is shipped. */
  words: TextOut.nullable(),
});
export const RetiredOut = z.object({
  key: z.string(),
  province: z.string(),
  provinceName: TextOut,
  /** As the province called it last. */
  name: TextOut,
  /** The common one holds again; else there is none any more. */
  shipped: z.boolean(),
  versions: z.array(Version),
});
export type RetiredOut = z.infer<typeof RetiredOut>;
export const CriterionOut = z.object({
  key: z.string(),
  /** '': for all provinces. */
  province: z.string(),
  provinceName: TextOut,
  /** shipped: as it comes with the program. */
  from: z.enum(['shipped', 'saved']),
  /** The program ships one of this key. */
  shipped: z.boolean(),
  criterion: Criterion,
  words: TextOut,
  certainty: TextOut,
  cases: z.array(CaseOut),
  /** Saved ones, the newest first. */
  versions: z.array(Version),
});
export type CriterionOut = z.infer<typeof CriterionOut>;

export const listCriteria = endpoint({
  id: 'employment.listCriteria',
  method: 'GET',
  path: '/criteria',
  can: 'employment.criteria',
  summary: { zh: '稳定口径', en: 'Stability criteria' },
  input: z.object({}),
  output: z.object({
    /** Provinces whose criteria the asker may revise. */
    mayRevise: z.array(z.object({ code: z.string(), name: TextOut })),
    items: z.array(CriterionOut),
    /** What provinces had in place of a shipped one, or beside them, and gave up. */
    retired: z.array(RetiredOut),
  }),
});

/** Read by rulesCriteriaCheck, so that what is wrong is told in its own sentences. */
const Raw = named(z.record(z.string(), z.unknown()), '口径', 'Criterion');
export const tryCriterion = endpoint({
  id: 'employment.tryCriterion',
  method: 'POST',
  path: '/criteria/try',
  can: 'employment.criteria',
  summary: { zh: '试算口径的测试用例', en: 'Run the test cases of a criterion' },
  input: z.object({ criterion: Raw }),
  output: z.object({
    /** What is wrong with it; nothing is run then. */
    problems: z.array(TextOut),
    words: TextOut.nullable(),
    cases: z.array(CaseOut),
  }),
  audited: false,
});

export const notThatProvince = problem(
  'employment.criterionProvince',
  403,
  '口径由省级主管修订，这个省不在您名下',
  'Criteria are revised by the province; this one is not yours',
);
export const criterionFaulty = problem(
  'employment.criterionFaulty',
  422,
  '口径有 {count} 处要改：{why}',
  '{count} thing(s) to put right: {whyEn}',
);
export const criterionChanged = problem(
  'employment.criterionChanged',
  409,
  '您打开之后，这个口径有了新版本。请刷新，看过新版本再改',
  'A newer version was saved after you opened this; reload and look at it first',
);
export const saveCriterion = endpoint({
  id: 'employment.saveCriterion',
  method: 'POST',
  path: '/criteria',
  can: 'employment.reviseCriterion',
  summary: { zh: '修订稳定口径', en: 'Save a version of a stability criterion' },
  input: z.object({
    province: named(Code12, '省', 'Province'),
    /** The version that was looked at; 0: a new criterion. */
    basedOn: z.int().min(0),
    criterion: Raw,
    reason: named(line(200, 2), '理由', 'Reason'),
  }),
  output: z.object({ key: z.string(), version: z.int() }),
  problems: [notThatProvince, criterionFaulty, criterionChanged],
});

export const criterionNotOwn = problem(
  'employment.criterionNotOwn',
  409,
  '本省没有正在用的自己的版本，不用改回',
  'The province has no version of its own in force; there is nothing to give up',
);
export const retireCriterion = endpoint({
  id: 'employment.retireCriterion',
  method: 'POST',
  path: '/criteria/retire',
  can: 'employment.reviseCriterion',
  summary: { zh: '停用本省的稳定口径，改回通用的', en: 'Give up the province’s own version of a stability criterion' },
  input: z.object({
    province: named(Code12, '省', 'Province'),
    key: z.string().max(40),
    /** The version that was looked at. */
    basedOn: z.int().min(1),
    reason: named(line(200, 2), '理由', 'Reason'),
  }),
  output: z.object({ key: z.string(), version: z.int() }),
  problems: [notThatProvince, criterionNotOwn, criterionChanged],
});

export const readStability = endpoint({
  id: 'employment.readStability',
  method: 'GET',
  path: '/workers/:id/stability',
  can: 'employment.criteria',
  summary: { zh: '一个人的稳定情况', en: 'How a person stands by the stability criteria' },
  input: z.object({ id: Id }),
  output: z.object({
    on: Day,
    /** False: the asker is told a part of the work only, so nothing is judged. */
    whole: z.boolean(),
    criteria: z.array(
      z.object({
        key: z.string(),
        province: z.string(),
        provinceName: TextOut,
        version: z.int(),
        name: TextOut,
        rule: TextOut,
        state: z.enum(keys(standingStateTexts)),
        since: Day.nullable(),
        until: Day.nullable(),
        missingDays: z.int().nullable(),
        words: TextOut,
      }),
    ),
    /** One for each start of helped work, the latest first. */
    windows: z.array(
      z.object({
        spellId: Id,
        start: Day,
        forms: z.array(
          z.object({
            form: z.enum(FORMS),
            answers: z.array(
              z.object({
                window: z.int(),
                day: Day,
                answer: z.enum(keys(answerTexts)),
                class: z.int().nullable(),
                words: TextOut,
              }),
            ),
          }),
        ),
      }),
    ),
  }),
  audited: true,
  problems: [notFound],
});

export const criteriaEndpoints: readonly AnyEndpoint[] = [listCriteria, tryCriterion, saveCriterion, retireCriterion, readStability];
