// The criteria that come with the program (docs/figures.md §4), each with its source; sums and months of policies are what the sources name, ○ are ours.
import type { z } from 'zod';
import { Criterion } from './rulesCriteria.ts';

type Input = z.input<typeof Criterion>;
const GUANGZHOU = '440111000000';
const FOSHAN = '440605000000';
const HANGZHOU = '330106000000';
const HOME = '522727104213';
const guangdong = { kind: 'area', code: '44', name: { zh: '广东省', en: 'Guangdong' } } as const;
const visited = (from: string, to: string) => ({ class: 4, from, to });
const insured = (from: string, to: string) => ({ class: 1, from, to });

const transport: Input = {
  id: 'transportSubsidy',
  version: 1,
  name: { zh: '国家交通补助口径', en: 'national transport subsidy' },
  mode: 'continuous',
  months: 3,
  gapDays: 15,
  place: { kind: 'otherProvince' },
  same: 'any',
  evidenceClass: 5,
  pay: null,
  proofs: [],
  source: {
    zh: '各地跨省务工交通补助办法：连续务工 3 个月以上（广西环江 2021、贵州全省 2021、毕节百里杜鹃 2025 等，转载一致）',
    en: 'Transport subsidy rules for work in another province: 3 months without a break (Huanjiang 2021, Guizhou 2021, Bijie 2025 and others; copies agree)',
  },
  certainty: 'mirror',
  defaults: ['gapDays', 'same', 'evidenceClass'],
  cases: [
    {
      name: { zh: '换省不断：浙江转广东，合计满 3 个月', en: 'From Zhejiang to Guangdong without a break: 3 months together' },
      home: HOME,
      spells: [
        { start: '2022-01-01', ended: '2022-02-20', place: HANGZHOU, evidence: [visited('2022-01-01', '2022-02-20')] },
        { start: '2022-03-01', place: GUANGZHOU, evidence: [visited('2022-03-01', '2022-04-10')] },
      ],
      expect: { stableFrom: '2022-04-01' },
    },
    {
      name: { zh: '省内务工不算跨省', en: 'Work in the home province does not count' },
      home: HOME,
      spells: [{ start: '2022-01-01', place: '520102000000', evidence: [visited('2022-01-01', '2022-12-31')] }],
      expect: { stableFrom: null },
    },
  ],
};

const employer: Input = {
  id: 'employerIntake',
  version: 1,
  name: { zh: '吸纳和基地口径', en: 'subsidy for employers and bases' },
  mode: 'proofs',
  months: null,
  gapDays: 0,
  place: { kind: 'any' },
  same: 'enterprise',
  evidenceClass: 5,
  pay: null,
  proofs: [
    { what: 'contract', class: 3, months: 12 },
    { what: 'cover', class: 1, months: 6 },
  ],
  source: {
    zh: '广东吸纳脱贫人口就业补贴、深圳就业帮扶基地申报指南：签 1 年以上劳动合同并连续缴纳社保 6 个月以上，申请时仍在岗',
    en: 'Guangdong subsidy for employers, guide to Shenzhen bases: a contract of a year or more, 6 months of social insurance, still in post when applying',
  },
  certainty: 'mirror',
  defaults: ['evidenceClass', 'gapDays'],
  cases: [
    {
      name: { zh: '一年合同，社保连缴 6 个月', en: 'A contract of a year and six months of insurance' },
      spells: [
        {
          start: '2022-01-10',
          organisation: '甲',
          place: GUANGZHOU,
          contract: { from: '2022-01-10', to: '2023-01-09' },
          evidence: [{ class: 3, from: '2022-01-10', to: '2022-01-31' }, insured('2022-02-01', '2022-07-31')],
        },
      ],
      expect: {
        stableFrom: '2022-07-31',
        stable: [
          { on: '2022-10-31', is: true },
          { on: '2022-11-01', is: false },
        ],
      },
    },
    {
      name: { zh: '社保断了一个月', en: 'A month of insurance is missing' },
      spells: [
        {
          start: '2022-01-10',
          organisation: '甲',
          contract: { from: '2022-01-10', to: null },
          evidence: [
            { class: 3, from: '2022-01-10', to: '2022-01-31' },
            insured('2022-02-01', '2022-04-30'),
            insured('2022-06-01', '2022-08-31'),
          ],
        },
      ],
      expect: { stableFrom: null },
    },
  ],
};

const agency: Input = {
  ...employer,
  id: 'agencyTracking',
  name: { zh: '中介跟踪服务口径', en: 'tracking by agencies' },
  proofs: [
    { what: 'contract', class: 3, months: 12 },
    { what: 'cover', class: 1, months: 3 },
  ],
  source: {
    zh: '贵州人力资源服务机构补贴：签 1 年以上劳动合同，参保满 3 个月',
    en: 'Guizhou subsidy for agencies: a contract of a year or more, 3 months of social insurance',
  },
  cases: [
    {
      name: { zh: '参保满 3 个月', en: 'Three months of insurance' },
      spells: [
        {
          start: '2022-01-10',
          organisation: '甲',
          contract: { from: '2022-01-10', to: '2023-01-09' },
          evidence: [{ class: 3, from: '2022-01-10', to: '2022-01-31' }, insured('2022-02-01', '2022-04-30')],
        },
      ],
      expect: { stableFrom: '2022-04-30' },
    },
  ],
};

const workshop: Input = {
  id: 'workshop',
  version: 1,
  name: { zh: '帮扶车间口径', en: 'workshops' },
  mode: 'cumulative',
  months: 6,
  gapDays: 0,
  place: { kind: 'any' },
  same: 'any',
  evidenceClass: 5,
  pay: { per: 'window', yuan: 6000 },
  proofs: [],
  source: {
    zh: '广西就业扶贫车间办法（2018）：1 年内累计工作 6 个月以上，劳动报酬累计 6,000 元以上，不要求连续',
    en: 'Guangxi rules for workshops (2018): 6 months of work within a year and 6,000 yuan earned, no continuity',
  },
  certainty: 'mirror',
  defaults: ['evidenceClass', 'same', 'place'],
  cases: [
    {
      name: { zh: '两段合计 180 天', en: 'Two spells, 180 days together' },
      spells: [
        { start: '2022-01-01', ended: '2022-03-31', payMonth: 1500, evidence: [visited('2022-01-01', '2022-03-31')] },
        { start: '2022-07-01', ended: '2022-12-31', payMonth: 1500, evidence: [visited('2022-07-01', '2022-12-31')] },
      ],
      expect: { stableFrom: '2022-09-28' },
    },
    {
      name: { zh: '天数够，报酬不够', en: 'Enough days, too little pay' },
      spells: [{ start: '2022-01-01', ended: '2022-07-31', payMonth: 800, evidence: [visited('2022-01-01', '2022-07-31')] }],
      expect: { stableFrom: null },
    },
  ],
};

const ours: Omit<Input, 'id' | 'name' | 'gapDays' | 'place' | 'same' | 'defaults' | 'cases'> = {
  version: 1,
  mode: 'continuous',
  months: 3,
  evidenceClass: 5,
  pay: null,
  proofs: [],
  source: {
    zh: '本平台默认口径，参照各地「稳定就业 3 个月」的通行做法；各省可改',
    en: 'Our default, after the common practice of three months; provinces may change it',
  },
  certainty: 'unverified',
};

const inGuangdong: Input = {
  ...ours,
  id: 'stableInGuangdong',
  name: { zh: '稳在广东', en: 'stable in Guangdong' },
  gapDays: 15,
  place: guangdong,
  same: 'province',
  defaults: ['months', 'gapDays', 'evidenceClass'],
  cases: [
    {
      name: { zh: '广州到佛山，中间空 15 天', en: 'Guangzhou, then Foshan, 15 days between' },
      spells: [
        { start: '2022-01-01', ended: '2022-02-28', place: GUANGZHOU, evidence: [visited('2022-01-01', '2022-02-28')] },
        { start: '2022-03-16', place: FOSHAN, evidence: [visited('2022-03-16', '2022-04-05')] },
      ],
      expect: { stableFrom: '2022-04-01' },
    },
    {
      name: { zh: '只有自报名单，不算', en: 'Only an unverified list: no' },
      spells: [{ start: '2022-01-01', place: GUANGZHOU, evidence: [{ class: 6, from: '2022-01-01', to: '2022-12-31' }] }],
      expect: { stableFrom: null },
    },
  ],
};
const inEnterprise: Input = {
  ...ours,
  id: 'stableInEnterprise',
  name: { zh: '稳在企业', en: 'stable in one enterprise' },
  gapDays: 0,
  place: { kind: 'any' },
  same: 'enterprise',
  defaults: ['months', 'gapDays', 'evidenceClass', 'place'],
  cases: [
    {
      name: { zh: '换了企业，重新计', en: 'Another enterprise starts anew' },
      spells: [
        { start: '2022-01-01', ended: '2022-02-28', organisation: '甲', evidence: [visited('2022-01-01', '2022-02-28')] },
        { start: '2022-03-01', organisation: '乙', evidence: [visited('2022-03-01', '2022-06-15')] },
      ],
      expect: { stableFrom: '2022-06-01' },
    },
  ],
};
const inPost: Input = {
  ...inEnterprise,
  id: 'stableInPost',
  name: { zh: '稳在岗位', en: 'stable in one post' },
  same: 'post',
  cases: [
    {
      name: { zh: '同一企业换工种，重新计', en: 'Another occupation at the same enterprise starts anew' },
      spells: [
        {
          start: '2022-01-01',
          ended: '2022-02-28',
          organisation: '甲',
          occupation: '6-31-01-01',
          evidence: [visited('2022-01-01', '2022-02-28')],
        },
        { start: '2022-03-01', organisation: '甲', occupation: '4-03-02-01', evidence: [visited('2022-03-01', '2022-06-15')] },
      ],
      expect: { stableFrom: '2022-06-01' },
    },
  ],
};

export const shippedCriteria: readonly Criterion[] = [transport, employer, agency, workshop, inGuangdong, inEnterprise, inPost].map((c) =>
  Criterion.parse(c),
);
export const threeStables = ['stableInGuangdong', 'stableInEnterprise', 'stableInPost'] as const;
export const shippedCriterion = (id: string): Criterion => {
  const found = shippedCriteria.find((c) => c.id === id);
  if (!found) throw new Error(`no criterion ${id}`);
  return found;
};
