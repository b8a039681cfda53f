// Which editions of the national standards and which criteria an answer rests on: two answers under different editions may differ with every fact the same.
import { shippedCriteria } from '#capabilities/employment/rules.ts';
import { treeVersionId } from '#capabilities/regions/server/service.ts';
import { INDUSTRIES_EDITION } from '#standards/industries/industries.ts';
import { OCCUPATIONS_EDITION } from '#standards/occupations/occupations.ts';
import type { Text } from '#standards/text.ts';
import type { BaseFigure } from '../rulesDefinitions.ts';

export interface Pack {
  readonly id: 'divisions' | 'industries' | 'occupations' | 'criterion';
  readonly name: Text;
  readonly edition: string;
}

const common = (): readonly Pack[] => [
  { id: 'divisions', name: { zh: '行政区划', en: 'Administrative divisions' }, edition: treeVersionId() },
  { id: 'industries', name: { zh: '国民经济行业分类', en: 'Industries' }, edition: INDUSTRIES_EDITION },
  { id: 'occupations', name: { zh: '职业分类大典', en: 'Occupations' }, edition: OCCUPATIONS_EDITION },
];
/** In the order in which they are told. */
export const packsOf = (base: BaseFigure): readonly Pack[] => {
  if (base.kind !== 'newlyStable') return common();
  const rule = shippedCriteria.find((r) => r.id === base.criterion)!;
  return [...common(), { id: 'criterion', name: rule.name, edition: `${rule.id} v${rule.version}` }];
};
/** As a run and a frozen month keep them: one text, so that two are the same or not. */
export const packsText = (base: BaseFigure): string =>
  packsOf(base)
    .map((p) => `${p.id}=${p.edition}`)
    .join('; ');
