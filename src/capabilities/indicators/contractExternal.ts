// External figures (X01): entered as somebody published them, with source and date; never computed here. Part of contract.ts.
import { z } from 'zod';
import type { Permissions } from '#capabilities/access/rules.ts';
import { Day, endpoint, Id, Instant, line, named, prose, rule, TextOut } from '#platform/contract.ts';
import { notFound, problem } from '#platform/problem.ts';

export const EXTERNAL = 'indicators.external';
export const externalPermissions = {
  [EXTERNAL]: { text: { zh: '录入外部数据', en: 'enter external figures' }, roles: ['steering'] },
} as const satisfies Permissions;

export const Certainty = z.enum(['official', 'press', 'unverified']);
export const certaintyTexts: Record<z.infer<typeof Certainty>, { zh: string; en: string }> = {
  official: { zh: '官方文件', en: 'official document' },
  press: { zh: '官方报道', en: 'official press' },
  unverified: { zh: '未核实', en: 'not verified' },
};
const ExternalId = z.enum(['X01']);
export const externalLater = problem(
  'indicators.externalLater',
  422,
  '截至日 {day} 还没有到，今天是 {today}；外部数据只记已经公布的',
  'The day {day} has not come: today is {today}; only what was published is entered',
);
export const externalTwice = problem(
  'indicators.externalTwice',
  409,
  '截至 {day} 的这项数据已经录过（{value}，{source}）。数字有变请更正那一条，来源不同请写在备注里',
  'This figure as of {day} is entered already ({value}, {source}). Correct that entry, or note the other source with it',
);
export const provinceOnly = problem(
  'indicators.provinceOnly',
  403,
  '外部数据由省级录入，您的辖区是{areas}',
  'External figures are entered by provinces; your area is {areasEn}',
);

const shape = {
  asOf: named(Day, '截至', 'as of'),
  value: named(z.int().min(0).max(2_000_000_000), '数值（人）', 'value (persons)'),
  sharePercent: named(z.number().gt(0).max(100).multipleOf(0.01).nullable().default(null), '占比（%）', 'share (%)'),
  shareOf: named(z.union([z.literal(''), line(120)]).default(''), '占谁的比', 'share of what'),
  source: named(line(200), '来源（文件名、文号或网页标题）', 'source (title, number or page)'),
  sourceDay: named(Day.nullable().default(null), '公布日期', 'published on'),
  certainty: named(Certainty, '可靠程度', 'certainty'),
  note: named(prose(500).default(''), '备注', 'note'),
};
const whole = <T extends z.ZodType<{ sharePercent: number | null; shareOf: string }>>(schema: T): T =>
  rule(
    schema,
    (v) => (v.sharePercent === null) === (v.shareOf === ''),
    'indicators.shareOfWhat',
    '占比要写明占谁的比：填了占比就填“占谁的比”，不填占比就都空着',
    'A share names what it is a share of: fill in both, or neither',
  );
const ExternalOut = z.object({
  id: Id,
  figure: ExternalId,
  ...{ asOf: Day, value: z.int(), sharePercent: z.number().nullable(), shareOf: z.string(), source: z.string() },
  sourceDay: Day.nullable(),
  certainty: Certainty,
  note: z.string(),
  /** What the share says the whole is, rounded to hundreds of persons; null where there is no share. */
  impliedWhole: z.int().nullable(),
  recorded: Instant,
  recordedName: z.string(),
  reason: z.string(),
  /** Earlier versions, the newest first. */
  before: z.array(
    z.object({ recorded: Instant, value: z.int(), asOf: Day, source: z.string(), reason: z.string(), recordedName: z.string() }),
  ),
});
export const listExternal = endpoint({
  id: 'indicators.listExternal',
  method: 'GET',
  path: '/figures/external/:figure',
  can: 'indicators.read',
  summary: { zh: '外部数据', en: 'External figures' },
  input: z.object({ figure: ExternalId }),
  output: z.object({ name: TextOut, mayEnter: z.boolean(), items: z.array(ExternalOut) }),
});
export const enterExternal = endpoint({
  id: 'indicators.enterExternal',
  method: 'POST',
  path: '/figures/external',
  can: EXTERNAL,
  summary: { zh: '录入外部数据', en: 'Enter an external figure' },
  input: whole(z.object({ figure: ExternalId, ...shape })),
  output: z.object({ id: Id }),
  problems: [externalLater, externalTwice, provinceOnly],
});
export const correctExternal = endpoint({
  id: 'indicators.correctExternal',
  method: 'POST',
  path: '/figures/external/:id/correct',
  can: EXTERNAL,
  summary: { zh: '更正外部数据', en: 'Correct an external figure' },
  input: whole(z.object({ id: Id, ...shape, reason: named(line(200), '更正原因', 'why it is corrected') })),
  output: z.object({ id: Id }),
  problems: [notFound, externalLater, externalTwice, provinceOnly],
});
export const externalAuditTexts = {
  'indicators.enterExternal': { zh: '录入外部数据', en: 'Entered an external figure' },
  'indicators.correctExternal': { zh: '更正外部数据', en: 'Corrected an external figure' },
} as const;
