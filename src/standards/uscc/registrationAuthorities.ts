import type { Certainty } from '../certainty.ts';
import type { Text } from '../text.ts';

export interface RegistrationAuthority {
  readonly label: Text;
  /** By the second character of the code. */
  readonly categories: Readonly<Record<string, Text>>;
  /** `mirror`: several public copies of GB 32100-2015 and its amendment agree; none was the issuing office's page. */
  readonly certainty: Certainty;
}

const other: Text = { zh: '其他', en: 'other' };

/** First character of the code: who registers. Table 2 of GB 32100-2015 (1, 5, 9, Y) as widened by the registration offices since. */
export const registrationAuthorities: Readonly<Record<string, RegistrationAuthority>> = {
  '1': {
    label: { zh: '机构编制', en: 'state organs and institutions' },
    categories: {
      '1': { zh: '机关', en: 'state organ' },
      '2': { zh: '事业单位', en: 'public institution' },
      '3': { zh: '中央编办直接管理机构编制的群众团体', en: 'mass organisation under central establishment' },
      '9': other,
    },
    certainty: 'mirror',
  },
  '2': {
    label: { zh: '外交', en: 'foreign affairs' },
    categories: { '1': { zh: '外国常驻新闻机构', en: 'resident foreign news agency' }, '9': other },
    certainty: 'mirror',
  },
  '3': {
    label: { zh: '司法行政', en: 'judicial administration' },
    categories: {
      '1': { zh: '律师执业机构', en: 'law firm' },
      '2': { zh: '公证处', en: 'notary office' },
      '3': { zh: '基层法律服务所', en: 'grassroots legal service' },
      '4': { zh: '司法鉴定机构', en: 'forensic institution' },
      '5': { zh: '仲裁委员会', en: 'arbitration commission' },
      '9': other,
    },
    certainty: 'mirror',
  },
  '4': {
    label: { zh: '文化', en: 'culture' },
    categories: { '1': { zh: '外国在华文化中心', en: 'foreign cultural centre' }, '9': other },
    certainty: 'mirror',
  },
  '5': {
    label: { zh: '民政', en: 'civil affairs' },
    categories: {
      '1': { zh: '社会团体', en: 'social organisation' },
      '2': { zh: '民办非企业单位', en: 'private non-enterprise unit' },
      '3': { zh: '基金会', en: 'foundation' },
      '9': other,
    },
    certainty: 'mirror',
  },
  '6': {
    label: { zh: '旅游', en: 'tourism' },
    categories: {
      '1': { zh: '外国旅游部门常驻代表机构', en: 'resident office of a foreign tourism body' },
      '2': { zh: '港澳台地区旅游部门常驻内地（大陆）代表机构', en: 'mainland office of a Hong Kong, Macao or Taiwan tourism body' },
      '9': other,
    },
    certainty: 'mirror',
  },
  '7': {
    label: { zh: '宗教', en: 'religious affairs' },
    categories: { '1': { zh: '宗教活动场所', en: 'place of worship' }, '2': { zh: '宗教院校', en: 'religious school' }, '9': other },
    certainty: 'mirror',
  },
  '8': {
    label: { zh: '工会', en: 'trade unions' },
    categories: { '1': { zh: '基层工会', en: 'grassroots trade union' }, '9': other },
    certainty: 'mirror',
  },
  '9': {
    label: { zh: '工商（市场监管）', en: 'market regulation' },
    categories: {
      '1': { zh: '企业', en: 'enterprise' },
      '2': { zh: '个体工商户', en: 'individual business' },
      '3': { zh: '农民专业合作社', en: "farmers' cooperative" },
    },
    certainty: 'mirror',
  },
  A: {
    label: { zh: '中央军委改革和编制办公室', en: 'Central Military Commission' },
    categories: { '1': { zh: '军队事业单位', en: 'military institution' }, '9': other },
    certainty: 'mirror',
  },
  N: {
    label: { zh: '农业', en: 'agriculture' },
    categories: {
      '1': { zh: '组级集体经济组织', en: 'group-level collective' },
      '2': { zh: '村级集体经济组织', en: 'village collective' },
      '3': { zh: '乡镇级集体经济组织', en: 'township collective' },
      '9': other,
    },
    certainty: 'mirror',
  },
  Y: { label: other, categories: { '1': other }, certainty: 'mirror' },
};
