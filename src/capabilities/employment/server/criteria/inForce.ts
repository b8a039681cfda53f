// Which criteria hold where: what is shipped, and in its place what a province saved under the same key.
import { sql } from 'kysely';
import type { Actor } from '#platform/server/actor.ts';
import type { Db } from '#platform/server/store.ts';
import { Criterion } from '../../rulesCriteria.ts';
import { shippedCriteria } from '../../rulesCriteriaShipped.ts';

export interface SavedCriterion {
  readonly province: string;
  readonly key: string;
  readonly version: number;
  /** Null: with this version the province went back to what is shipped. */
  readonly criterion: Criterion | null;
  readonly reason: string;
  readonly recordedBy: string | null;
  readonly recorded: string;
}
export interface CriterionInForce {
  readonly key: string;
  /** '': for all provinces. */
  readonly province: string;
  readonly criterion: Criterion;
  /** Saved ones, the newest first; empty where it is as shipped. */
  readonly versions: readonly SavedCriterion[];
}

const provinceOf = (code: string): string => `${code.slice(0, 2)}0000000000`;
/** What a province had of a key, the newest version first, where that one is no criterion. */
export interface RetiredCriterion {
  readonly key: string;
  readonly province: string;
  readonly versions: readonly SavedCriterion[];
}
/** Null: those of the whole country. */
export const provincesOf = ({ grants, lookAreas }: Actor): readonly string[] | null => {
  const codes = [...grants.map((g) => g.areaCode), ...lookAreas.map((a) => (a.from.slice(0, 2) === a.to.slice(0, 2) ? a.from : ''))];
  return codes.includes('') ? null : [...new Set(codes.map(provinceOf))].sort();
};

export const savedCriteria = async (db: Db, provinces: readonly string[] | null): Promise<readonly SavedCriterion[]> => {
  const { rows } = await sql<Omit<SavedCriterion, 'criterion'> & { readonly definition: unknown | null }>`
    select province, key, version, definition, reason, recorded_by, recorded from stability_criterion
    where ${provinces === null ? sql`true` : sql`province = any (${['', ...provinces]}::text[])`} order by province, key, version desc`.execute(
    db,
  );
  return rows.map(({ definition, ...r }) => ({ ...r, criterion: definition === null ? null : Criterion.parse(definition) }));
};

const byKey = async (db: Db, provinces: readonly string[] | null): Promise<readonly (readonly SavedCriterion[])[]> => [
  ...Map.groupBy(await savedCriteria(db, provinces), (s) => `${s.province} ${s.key}`).values(),
];
export const retiredCriteria = async (db: Db, provinces: readonly string[] | null): Promise<readonly RetiredCriterion[]> =>
  (await byKey(db, provinces)).flatMap((versions) => {
    const { key, province, criterion } = versions[0]!;
    return criterion === null ? [{ key, province, versions }] : [];
  });

/** Each once; what a province put in its place is left out where no other province of these uses it. */
export const criteriaInForce = async (db: Db, provinces: readonly string[] | null): Promise<readonly CriterionInForce[]> => {
  const saved = (await byKey(db, provinces)).flatMap((versions): CriterionInForce[] => {
    const { key, province, criterion } = versions[0]!;
    return criterion === null ? [] : [{ key, province, criterion, versions }];
  });
  const shipped = shippedCriteria.map((criterion): CriterionInForce => ({ key: criterion.id, province: '', criterion, versions: [] }));
  const everywhere = [
    ...shipped.filter((s) => !saved.some((o) => o.province === '' && o.key === s.key)),
    ...saved.filter((s) => s.province === ''),
  ];
  const own = saved.filter((s) => s.province !== '');
  const used = ({ key }: CriterionInForce): boolean =>
    provinces === null || provinces.length === 0 || provinces.some((p) => !own.some((o) => o.province === p && o.key === key));
  // in the place of the one it stands for; a province's own ones last
  const place = ({ key }: CriterionInForce): number => shippedCriteria.findIndex((c) => c.id === key) + 1 || shippedCriteria.length + 1;
  return [...everywhere.filter(used), ...own].sort((a, b) => place(a) - place(b));
};
