// The due day of rounds: told to whoever looks at rounds, set by the steering of a province for its own.
import { z } from 'zod';
import { Code12, endpoint, Instant, line, named, TextOut } from '#platform/contract.ts';
import { problem } from '#platform/problem.ts';
import { LOOK_AT_ROUNDS, SET_ROUNDS } from './contractRoundsPermissions.ts';

const Month = z.string().regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/);
const Rule = z.object({
  version: z.int(),
  /** From this month on. */
  fromMonth: Month,
  /** Clipped to the end of a short month. */
  dueDay: z.int(),
  remindDays: z.int(),
  reason: z.string(),
  by: z.string().nullable(),
  recorded: Instant,
});
export const RoundRulesOut = z.object({
  /** '': for every province without one of its own. */
  province: z.string(),
  provinceName: TextOut,
  /** What holds this month. */
  now: Rule,
  /** All of them, the newest first. */
  history: z.array(Rule),
});
export type RoundRulesOut = z.infer<typeof RoundRulesOut>;

export const readRoundRules = endpoint({
  id: 'employment.readRoundRules',
  method: 'GET',
  path: '/verification/rules',
  can: LOOK_AT_ROUNDS,
  summary: { zh: '在岗核验的期限，按省', en: 'Due days of verification rounds, by province' },
  input: z.object({}),
  output: z.object({
    month: Month,
    items: z.array(RoundRulesOut),
    maySet: z.array(z.object({ code: z.string(), name: TextOut, version: z.int() })),
  }),
});

export const roundRuleProvince = problem(
  'employment.roundRuleProvince',
  403,
  '核验期限由省级主管定，这个省不在您名下',
  'The due day is set by the province; this one is not yours',
);
export const roundRuleMonth = problem(
  'employment.roundRuleMonth',
  422,
  '只能从本月（{first}）到 {last} 之间的一个月起改，过去的月份不改',
  'It may change from a month between this one ({first}) and {last}; months that have passed stay as they were',
);
export const roundRuleChanged = problem(
  'employment.roundRuleChanged',
  409,
  '您打开之后，期限又改过了。请刷新，看过再改',
  'It was changed after you opened this; reload and look at it first',
);
export const setRoundRule = endpoint({
  id: 'employment.setRoundRule',
  method: 'POST',
  path: '/verification/rules',
  can: SET_ROUNDS,
  summary: { zh: '定本省在岗核验的期限', en: 'Set the due day of the province’s rounds' },
  input: z.object({
    province: named(Code12, '省', 'Province'),
    /** The version that was looked at; 0: none of its own yet. */
    basedOn: z.int().min(0),
    fromMonth: named(Month, '从哪个月起', 'From the month'),
    dueDay: named(z.int().min(1).max(31), '几号前核完', 'Due day'),
    remindDays: named(z.int().min(0).max(15), '提前几天提醒', 'Reminded days before'),
    reason: named(line(200, 2), '理由', 'Reason'),
  }),
  output: z.object({ version: z.int() }),
  problems: [roundRuleProvince, roundRuleMonth, roundRuleChanged],
});
export const roundRuleEndpoints = [readRoundRules, setRoundRule] as const;
