// The sheet of organisations as data for the roster engine.
import type { CheckedSheet } from '#capabilities/rosters/rules.ts';

const text = (max: number) => ({ type: 'text', max }) as const;

export const organisationSheet: CheckedSheet = {
  id: 'organisations.list',
  text: { zh: '用人单位名册', en: 'List of organisations' },
  fields: [
    {
      id: 'uscc',
      text: { zh: '统一社会信用代码', en: 'unified social credit code' },
      aliases: ['统一社会信用代码', '信用代码', '社会信用代码', '机构代码'],
      type: { type: 'uscc' },
      shapes: ['uscc'],
      sure: true,
      key: 'uscc',
    },
    {
      id: 'name',
      text: { zh: '企业名称', en: 'name' },
      aliases: ['企业名称', '单位名称', '机构名称', '用人单位名称'],
      type: text(120),
      shapes: ['organisation', 'text'],
      key: 'name',
    },
    { id: 'contact', text: { zh: '联系人', en: 'contact' }, aliases: ['联系人', '负责人'], type: { type: 'name' }, shapes: ['name'] },
    {
      id: 'phone',
      text: { zh: '联系电话', en: 'telephone' },
      aliases: ['联系电话', '电话', '手机号码'],
      type: { type: 'phone' },
      shapes: ['phone', 'landline'],
    },
    {
      id: 'address',
      text: { zh: '地址', en: 'address' },
      aliases: ['地址', '企业地址', '经营地址', '详细地址'],
      type: text(200),
      shapes: ['place', 'text'],
    },
    { id: 'industry', text: { zh: '行业', en: 'industry' }, aliases: ['行业', '所属行业'], type: text(40), shapes: ['text'] },
  ],
  checks: () => ({ note: () => undefined, findings: () => [], report: () => [] }),
};
