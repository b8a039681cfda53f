// Lists of posts (企业岗位对接), as long as there are no vacancies: the employer is found, and the row is kept beside it as it stands. No post is written.
import type { Finding, PayRange, RowValues } from '#capabilities/rosters/rules.ts';
import type { ApplyContext, Resolution, SheetApplier, SheetRowIn, Written } from '#capabilities/rosters/server/service.ts';
import { WRITE } from '../../contract.ts';
import { plainName } from '../../rules.ts';
import { postSheet } from '../../sheetPosts.ts';
import { organisationsMeant } from '../find.ts';
import { organisationsById } from '../service.ts';
import { undo, undoneSubjects, writtenRows } from './undo.ts';
import { keepSources } from './write.ts';

interface Plan {
  readonly id: string | null;
}

const UNKNOWN: Finding = {
  rule: 'employer',
  severity: 'doubt',
  fields: ['employer'],
  text: { zh: '这家企业还没有登记，岗位没有挂上', en: 'This employer is not registered; the post was not kept' },
  advice: {
    zh: '先登记企业（或导入用人单位名册），再导入岗位',
    en: 'Register the employer (or import the list of employers), then import the posts',
  },
};
const KEPT: Finding = {
  rule: 'trial',
  severity: 'hint',
  fields: ['post'],
  text: {
    zh: '岗位模块还没有启用：这一行只留作企业的来源记录',
    en: 'Posts are not in use yet: the row is kept as a source of the employer only',
  },
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const resolve = async ({ db }: ApplyContext, rows: readonly SheetRowIn[]): Promise<readonly Resolution<Plan>[]> => {
  const said = rows.map(({ values }) => ({ uscc: textOf(values.uscc), name: textOf(values.employer) }));
  const meant = await organisationsMeant(
    db,
    said.flatMap((s) => [s.uscc, s.name]).filter((s) => s !== ''),
  );
  const ids = said.map(({ uscc, name }) => meant.get(plainName(uscc)) ?? meant.get(plainName(name)) ?? null);
  const known = await organisationsById(
    db,
    ids.flatMap((id) => id ?? []),
  );
  return ids.map((id): Resolution<Plan> => {
    const one = id === null ? undefined : known.get(id);
    if (!one) return { outcome: 'unchanged', findings: [UNKNOWN], changes: [], subject: null, plan: { id: null } };
    const subject = { kind: 'organisation' as const, id: one.id, home: one.place };
    return { outcome: 'unchanged', findings: [KEPT], changes: [], subject, plan: { id: one.id } };
  });
};

const PER: Readonly<Record<PayRange['per'], string>> = { month: '元/月', year: '元/年', day: '元/天', hour: '元/小时', piece: '元/件' };
const payText = ({ least, most, per }: PayRange): string =>
  least === null && most === null ? '面议' : `${[...new Set([least, most])].map((n) => n ?? '').join('-')}${PER[per]}`;
const inWords = (value: unknown): string =>
  Array.isArray(value)
    ? value.join('、')
    : typeof value === 'boolean'
      ? value
        ? '是'
        : '否'
      : typeof value === 'object' && value !== null
        ? payText(value as PayRange)
        : String(value ?? '');

/** What was read of the row, under the words of its columns, and what nobody knows beside it. */
const factsOf = (values: RowValues, extra: SheetRowIn['extra']): Record<string, string> => ({
  ...Object.fromEntries(
    postSheet.fields.flatMap(({ id, text }) => {
      const words = inWords(values[id]);
      return words === '' || id === 'employer' ? [] : [[text.zh, words]];
    }),
  ),
  ...extra,
});

const write = async (
  context: ApplyContext,
  rows: readonly { readonly row: SheetRowIn; readonly resolution: Resolution<Plan> }[],
): Promise<readonly (Written | null)[]> => {
  const found = rows.flatMap(({ row, resolution: { plan } }) => (plan.id === null ? [] : [{ row, id: plan.id }]));
  await keepSources(
    context,
    found.map(({ row, id }) => ({
      row: { ...row, extra: factsOf(row.values, row.extra) },
      id,
      outcome: 'unchanged',
      wrote: null,
      before: null,
      contactId: null,
    })),
  );
  return rows.map(({ resolution: { subject } }) => (subject ? { subject } : null));
};

export const postApplier: SheetApplier<Plan> = { sheet: 'vacancies.posts', can: WRITE, resolve, write, writtenRows, undo, undoneSubjects };
