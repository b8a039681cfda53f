// Columns of 计划外出务工信息. The register keeps whether somebody wants to go and what stands in the way; the rest stays with the source row.
import type { FieldDeclaration } from '#capabilities/rosters/rules.ts';
import { codes, conditionFields, groupFields, homeFields, ofWorker, remark, text, whoFields } from './sheetFields.ts';
import * as lists from './sheetLists.ts';

export const planFields: readonly FieldDeclaration[] = [
  ...whoFields,
  ...homeFields,
  ...groupFields,
  ofWorker('plansToWork', {
    aliases: ['是否计划务工', '是否计划外出务工', '是否计划外出', '是否有外出务工计划', '是否有务工计划', '计划务工'],
    type: { type: 'yesNo' },
    shapes: ['yesNo'],
  }),
  {
    id: 'planProvince',
    text: { zh: '计划务工省', en: 'planned province of work' },
    aliases: ['计划务工所在省', '计划务工省', '计划务工省份', '拟务工省份'],
    type: text(40),
    shapes: ['place'],
    partOf: 'planPlace',
    readOnly: true,
  },
  {
    id: 'planCity',
    text: { zh: '计划务工市', en: 'planned prefecture of work' },
    aliases: ['计划务工所在市', '计划务工市', '计划务工城市', '拟务工城市'],
    type: text(40),
    shapes: ['place'],
    partOf: 'planPlace',
    readOnly: true,
  },
  // a wish need not name a county
  ofWorker('planPlace', {
    aliases: [
      '计划务工所在县',
      '计划务工地点',
      '计划务工县',
      '计划务工地',
      '计划外出地点',
      '意向务工地点',
      '意向地点',
      '计划去向',
      '拟务工地点',
      '意向就业地点',
      '期望务工地点',
    ],
    type: { type: 'place', least: 'province', mild: true },
    shapes: ['place'],
    readOnly: true,
  }),
  ofWorker('serviceNeeds', {
    aliases: ['就业服务需求', '就业需求', '服务需求', '需要的就业服务', '就业帮扶需求'],
    type: { type: 'words', max: 200 },
    shapes: ['text', 'name'],
    readOnly: true,
  }),
  ofWorker('willing', {
    aliases: ['就业意愿', '外出意愿', '务工意愿', '是否愿意外出', '是否有就业意愿', '是否愿意务工', '外出务工意愿'],
    type: codes(lists.willing),
    shapes: ['text', 'yesNo'],
  }),
  ofWorker('hindered', {
    aliases: ['不务工原因', '未务工原因', '未就业原因', '不外出原因', '未外出原因', '不能外出的原因', '无法务工原因', '不愿务工原因'],
    type: codes(lists.hindrances, true),
    shapes: ['text', 'name'],
  }),
  {
    id: 'intention',
    text: { zh: '培训意向', en: 'training wanted' },
    aliases: ['培训意向', '培训意愿', '意向培训工种', '培训需求'],
    type: codes(lists.programmes, true),
    shapes: ['text', 'name'],
  },
  ...conditionFields,
  remark,
];

/** Who plans to go out is willing; who does not is not for now, unless a column of its own says more. */
export const derivePlan = (values: Record<string, unknown>): void => {
  if (typeof values.plansToWork === 'boolean' && (values.willing === undefined || values.willing === null))
    values.willing = values.plansToWork ? 'yes' : 'no';
};
