// Criteria listed, tried out, and saved as the next version of a province.
import { sql } from 'kysely';
import type { z } from 'zod';
import { accountNames } from '#capabilities/access/server/service.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Call } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import { certaintyTexts } from '#standards/certainty.ts';
import type { Text } from '#standards/text.ts';
import {
  criterionChanged,
  criterionFaulty,
  criterionNotOwn,
  type listCriteria,
  notThatProvince,
  type retireCriterion,
  type saveCriterion,
  type tryCriterion,
} from '../../contractCriteria.ts';
import { Criterion } from '../../rulesCriteria.ts';
import { criterionProblems, runCases, savingProblems } from '../../rulesCriteriaCheck.ts';
import { shippedCriteria } from '../../rulesCriteriaShipped.ts';
import { explainCriterion } from '../../rulesCriteriaTexts.ts';
import { placeText } from '../import/words.ts';
import { criteriaInForce, provincesOf, retiredCriteria, type SavedCriterion } from './inForce.ts';

type In<E extends { input: z.ZodType }> = z.output<E['input']>;
type Told<E extends { output: z.ZodType }> = z.input<E['output']>;

const casesOf = (c: Criterion) => runCases(c).map((r) => ({ ...r, differences: [...r.differences] }));
/** A prefecture steers too, but it has no criteria. */
const steered = ({ grants }: Actor): readonly string[] => [
  ...new Set(grants.flatMap((g) => (g.role === 'steering' && /^\d{2}0{10}$/.test(g.areaCode) ? [g.areaCode] : []))),
];

const isShipped = (key: string): boolean => shippedCriteria.some((c) => c.id === key);

export const list = async ({ db, actor }: Call): Promise<Told<typeof listCriteria>> => {
  const inForce = await criteriaInForce(db, provincesOf(actor));
  const retired = await retiredCriteria(db, provincesOf(actor));
  const names = await accountNames(
    db,
    [...inForce, ...retired].flatMap((c) => c.versions.flatMap((v) => v.recordedBy ?? [])),
  );
  const told = (versions: readonly SavedCriterion[]) =>
    versions.map((v) => ({
      version: v.version,
      by: v.recordedBy ? (names.get(v.recordedBy) ?? null) : null,
      recorded: v.recorded,
      reason: v.reason,
      words: v.criterion && explainCriterion(v.criterion),
    }));
  return {
    mayRevise: steered(actor).map((code) => ({ code, name: placeText(code) })),
    items: inForce.map(({ key, province, criterion, versions }) => ({
      key,
      province,
      provinceName: placeText(province),
      shipped: isShipped(key),
      from: versions.length ? ('saved' as const) : ('shipped' as const),
      criterion,
      words: explainCriterion(criterion),
      certainty: certaintyTexts[criterion.certainty],
      cases: casesOf(criterion),
      versions: told(versions),
    })),
    retired: retired.map(({ key, province, versions }) => ({
      key,
      province,
      provinceName: placeText(province),
      name: versions.find((v) => v.criterion)!.criterion!.name,
      shipped: isShipped(key),
      versions: told(versions),
    })),
  };
};

/** The version is given when it is saved. */
const asNew = (raw: Record<string, unknown>): Record<string, unknown> => ({ ...raw, version: 1 });

export const tryOut = async (_: Call, { criterion: raw }: In<typeof tryCriterion>): Promise<Told<typeof tryCriterion>> => {
  const problems = criterionProblems(asNew(raw));
  if (problems.length) return { problems: [...problems], words: null, cases: [] };
  const c = Criterion.parse(asNew(raw));
  return { problems: [], words: explainCriterion(c), cases: casesOf(c) };
};

const sentences = (problems: readonly Text[]) => ({
  count: problems.length,
  why: problems.map((p) => p.zh).join('；'),
  whyEn: problems.map((p) => p.en).join('; '),
});

/** The newest version of a key that is known in a province, whether it defines one or not. */
const newestOf = async (db: Db, province: string, key: string): Promise<{ readonly version: number; readonly held: boolean }> => {
  const { rows } = await sql<{ province: string; version: number; retired: boolean }>`
    select province, version, retired from stability_criterion where key = ${key} and province = any (${['', province]}::text[])
    order by version desc`.execute(db);
  const own = rows.find((r) => r.province === province);
  const version = Math.max(0, shippedCriteria.find((c) => c.id === key)?.version ?? 0, ...rows.map((r) => r.version));
  return { version, held: own !== undefined && !own.retired };
};

export const save = async ({ db, actor, note }: Call, input: In<typeof saveCriterion>): Promise<Told<typeof saveCriterion>> => {
  const { province, basedOn, reason } = input;
  if (!steered(actor).includes(province)) throw notThatProvince();
  const problems = savingProblems(asNew(input.criterion));
  if (problems.length) throw criterionFaulty(sentences(problems));
  const read = Criterion.parse(asNew(input.criterion));
  const key = read.id;
  const known = await newestOf(db, province, key);
  if (basedOn !== known.version) throw criterionChanged();
  const version = known.version + 1;
  const saved = await sql`
    insert into stability_criterion (province, key, version, definition, reason, recorded_by)
    values (${province}, ${key}, ${version}, ${JSON.stringify({ ...read, version })}::jsonb, ${reason}, ${actor.accountId}::uuid)
    on conflict do nothing returning 1`.execute(db);
  if (saved.rows.length === 0) throw criterionChanged();
  note({ area: province, details: { key, version, reason } });
  return { key, version };
};

/** Back to what is shipped, or to none where the key is the province's own. What it had stays on record. */
export const retire = async ({ db, actor, note }: Call, input: In<typeof retireCriterion>): Promise<Told<typeof retireCriterion>> => {
  const { province, key, basedOn, reason } = input;
  if (!steered(actor).includes(province)) throw notThatProvince();
  const known = await newestOf(db, province, key);
  if (!known.held) throw criterionNotOwn();
  if (basedOn !== known.version) throw criterionChanged();
  const version = known.version + 1;
  const saved = await sql`
    insert into stability_criterion (province, key, version, retired, reason, recorded_by)
    values (${province}, ${key}, ${version}, true, ${reason}, ${actor.accountId}::uuid) on conflict do nothing returning 1`.execute(db);
  if (saved.rows.length === 0) throw criterionChanged();
  note({ area: province, details: { key, version, retired: true, reason } });
  return { key, version };
};
