// The lists of words the sheets of the trade use, with what else people write for them. Codes are those of the register (contractShapes.ts).
import type { CodeList } from '#capabilities/rosters/rules.ts';
import { schoolStages } from '#standards/education/schoolStage.ts';
import { ethnicGroups, otherEthnicCodes } from '#standards/ethnic-groups/ethnicGroups.ts';
import { documentRules } from '#standards/id-number/document.ts';

type Item = CodeList['items'][number];
const listOf = (id: string, words: Readonly<Record<string, string>>): CodeList => ({
  id,
  items: Object.entries(words).map(([code, said]): Item => ({ code, words: said.split(' ') })),
});

/** 就业渠道 as the sheets of the trade spell it (research domain-cn §1.2). */
export const channels = listOf('channel', {
  self: '自主/亲友 自主 亲友 自主就业 亲友介绍 自发 自发外出 自谋职业 自主择业 自主务工 自主外出 亲友带动 老乡介绍 熟人介绍 自己找',
  government: '政府组织 政府组织输出 有组织输出 有组织劳务输出 政府有组织 劳务协作 政府推荐 乡镇组织 村组织',
  agency:
    '劳务公司/经纪人/合作社 劳务公司、经纪人或合作社 劳务公司 经纪人 劳务经纪人 合作社 劳务合作社 劳务公司/经纪人 中介 劳务中介 中介介绍 人力资源公司 人力资源机构 劳务派遣',
  recruited: '企业招聘 企业组织 企业招工 招聘会 网络招聘 企业直招',
  workshop: '帮扶车间 就业帮扶车间 扶贫车间 就业车间',
  publicPost: '公益性岗位 公益岗位 公益岗 乡村公益性岗位',
  flexible: '灵活就业 打零工 零工',
  ownBusiness: '自主创业 创业 自己创业 个体经营',
  other: '其他 其它',
});
export const labour = listOf('labour', {
  ordinary: '普通劳动力 普通劳力 普通 全劳动力 有劳动能力 有劳动力',
  skilled: '技能劳动力 技能劳力 有技能劳动力',
  weak: '弱劳动力或半劳动力 弱劳动力 半劳动力 弱劳力或半劳力 弱半劳动力 弱劳力 半劳力 半/弱劳动力 弱劳动力/半劳动力',
  lost: '丧失劳动力 丧失劳动能力',
  none: '无劳动力 无劳动能力 无劳力',
});
export const health = listOf('health', {
  healthy: '健康 良好 健康或良好 正常',
  chronic: '长期慢性病 慢性病 患有长期慢性病',
  serious: '患有大病 大病 重病',
  disabled: '残疾 残疾人',
});
/** 高中一年级 is written 高一 as well, 中职二年级 中职二. */
const shorter = (name: string): string[] => {
  const found = /^(高中|中职|高职高专|技师学院|本科)([一二三四五])年级$/.exec(name);
  return found
    ? [
        `${found[1]}${found[2]}`,
        ...(found[1] === '高中' ? [`高${found[2]}`, `普通高中${found[2]}年级`] : found[1] === '本科' ? [`大${found[2]}`] : []),
      ]
    : [];
};
const stageWords: Readonly<Record<string, readonly string[]>> = {
  grade7: ['初一'],
  grade8: ['初二'],
  grade9: ['初三'],
  beforePreschool: ['学龄前'],
  preschool: ['学前', '幼儿园'],
  postgraduate: ['硕士及以上'],
};
/** `no`: said not to be a pupil, which is nothing to write down. */
export const stages: CodeList = {
  id: 'school',
  items: [
    ...schoolStages.map(({ code, name }) => ({ code, words: [name.zh, ...shorter(name.zh), ...(stageWords[code] ?? [])] })),
    { code: 'no', words: ['非在校生', '非在校', '不在校', '否', '已毕业', '未在校'] },
  ],
};
export const education = listOf('education', {
  illiterate: '文盲或半文盲 文盲 半文盲 文盲半文盲 文盲/半文盲 未上学 未上过学 不识字',
  primary: '小学 小学毕业 小学肄业',
  juniorHigh: '初中 初中毕业 初中肄业 初级中学 普通初中',
  seniorHigh:
    '高中 普通高中 高中毕业 高中肄业 普通中学 中专 中等专科 中职 职高 职业高中 中技 技校 技工学校 高中/中专 高中或中专 中专/高中 高中、中专 高中(中专) 高中及中专 中专中技 中专(中技)',
  juniorCollege: '大专 专科 大学专科 高职 高职高专 大专毕业 专科毕业',
  bachelorOrAbove: '本科及以上 本科 大学 大学本科 本科毕业 研究生 硕士 硕士研究生 博士 博士研究生 硕士及以上 研究生及以上',
});
export const sexes = listOf('sex', { '1': '男 男性', '2': '女 女性' });
export const marital = listOf('marital', {
  single: '未婚',
  married: '已婚 初婚 再婚 复婚 已婚有配偶',
  widowed: '丧偶',
  divorced: '离婚 离异',
});
export const political = listOf('political', {
  party: '中共党员 党员 共产党员 中共预备党员 预备党员',
  league: '共青团员 团员',
  masses: '群众 普通群众 一般群众',
  other: '其他 民主党派 无党派人士 无党派',
});
export const ethnic: CodeList = {
  id: 'ethnic',
  items: [
    ...ethnicGroups.map(({ code, zh }) => ({ code, words: [zh, zh.slice(0, -1), ...(code === '09' ? ['布衣族', '布衣'] : [])] })),
    ...Object.entries(otherEthnicCodes).map(([code, { zh }]) => ({ code, words: [zh] })),
    { code: '97', words: ['其他民族', '未识别民族', '穿青人'] },
  ],
};
const documentWords: Readonly<Record<string, readonly string[]>> = {
  hongKongMacaoTravelPermit: ['港澳居民来往内地通行证', '回乡证', '港澳通行证（回乡证）'],
  taiwanTravelPermit: ['台湾居民来往大陆通行证', '台胞证'],
  foreignPermanentResidentCard: ['外国人永久居留证', '外国人永久居留身份证'],
  foreignPassport: ['护照', '外国人护照'],
  chinesePassport: ['中国护照', '因私护照'],
  travelPermitToHongKongMacao: ['港澳通行证'],
};
/** The least the trade tells of whose number it is; `none`: said that there is none. */
export const documents: CodeList = {
  id: 'documentKind',
  items: [
    { code: 'residentIdCard', words: ['居民身份证', '身份证', '二代身份证', '港澳台居民居住证', '港澳居民居住证', '台湾居民居住证'] },
    ...Object.entries(documentRules).map(([code, { label }]) => ({
      code,
      words: [label.zh, ...(documentWords[code] ?? [])],
    })),
    { code: 'none', words: ['暂无证件号', '暂无证件', '无证件'] },
  ],
};
/** 与户主关系: the register's list with the words of the household register beside them. */
export const relations = listOf('relation', {
  head: '户主 本人 本人或户主 户主本人',
  spouse: '配偶 妻 妻子 丈夫 夫 夫妻 之妻 之夫',
  son: '之子 子 儿子 长子 次子 三子 四子 独生子 养子 继子',
  daughter: '之女 女 女儿 长女 次女 二女 三女 四女 独生女 养女 继女',
  daughterInLaw: '之儿媳 儿媳 媳妇 儿媳妇',
  sonInLaw: '之女婿 女婿',
  grandson: '之孙子 孙子 孙',
  granddaughter: '之孙女 孙女',
  grandsonByDaughter: '之外孙子 外孙子 外孙',
  granddaughterByDaughter: '之外孙女 外孙女',
  grandchildInLaw: '之孙媳或孙女婿 之孙媳 孙媳 之孙女婿 孙女婿',
  greatGrandchild: '之曾孙子女 之曾孙子 之曾孙女 曾孙子 曾孙女',
  father: '之父 父亲 父',
  mother: '之母 母亲 母',
  fatherInLaw: '之岳父或公公 之岳父 岳父 之公公 公公',
  motherInLaw: '之岳母或婆婆 之岳母 岳母 之婆婆 婆婆',
  grandfather: '之祖父 祖父 爷爷 之外祖父 外祖父',
  grandmother: '之祖母 祖母 奶奶 之外祖母 外祖母',
  brother: '之兄弟 兄 弟 哥哥 弟弟 兄弟 之兄 之弟',
  sister: '之姐妹 姐 妹 姐姐 妹妹 姐妹 之姐 之妹',
  siblingInLaw: '之兄弟媳妇或姐妹夫 之兄弟媳妇 嫂子 弟媳 姐夫 妹夫',
  nephew: '之侄子 侄子 侄儿',
  niece: '之侄女 侄女',
  uncle: '之叔伯 叔父 伯父 叔叔 伯伯',
  aunt: '之姑姨 姑姑 姨妈',
  other: '其他 其它 之其他 非亲属',
});
/**
 * 户类型 and 监测对象类别. `none` says that it is no group; `poverty` and `monitored` that it is one, but not of which kind: whoever is known as one of its
 * kinds stays that.
 */
export const householdKinds = listOf('identity', {
  none: '普通农户 一般农户 一般户 非脱贫户 其他农户 普通户',
  poverty: '脱贫户 脱贫人口 建档立卡户 建档立卡脱贫户 建档立卡贫困户 已脱贫户 脱贫劳动力',
  poverty_general: '一般脱贫户',
  poverty_dibao: '低保脱贫户 低保户脱贫',
  poverty_tekun: '特困供养脱贫户 五保脱贫户 特困脱贫户',
  monitored_unstable: '脱贫不稳定户 脱贫不稳定 不稳定户',
  monitored_marginal: '边缘易致贫户 边缘户 边缘易致贫',
  monitored_sudden: '突发严重困难户 突发严重困难 突困户',
  low_income_dibao: '农村低保 低保户 低保对象 农村低保户',
  low_income_tekun: '农村特困 特困户 特困人员 五保户 特困供养',
  relocated: '易地搬迁 易地扶贫搬迁 易地搬迁户 易地扶贫搬迁户 搬迁户',
  monitored: '监测对象 监测户 防返贫监测对象 三类户 防贫监测对象',
});
const within = (list: CodeList, id: string, codes: readonly string[]): CodeList => ({
  id,
  items: list.items.filter((i) => codes.includes(i.code)),
});
const saidNo = { code: 'none', words: ['否', '普通农户', '一般农户', '非脱贫户'] };
export const povertyKinds: CodeList = {
  id: 'poverty',
  items: [
    saidNo,
    { code: 'poverty', words: ['是', '脱贫户', '脱贫人口', '建档立卡户'] },
    ...householdKinds.items.filter((i) => i.code !== 'none' && i.code !== 'poverty'),
  ],
};
export const monitoredKinds: CodeList = {
  id: 'monitored',
  items: [
    { code: 'none', words: ['否', '非监测对象', '普通农户', '一般农户'] },
    { code: 'monitored', words: ['是', '监测对象', '监测户', '三类户'] },
    ...within(householdKinds, '', ['monitored_unstable', 'monitored_marginal', 'monitored_sudden']).items,
  ],
};
export const lowIncomeKinds: CodeList = {
  id: 'lowIncome',
  items: [{ code: 'none', words: ['否'] }, ...within(householdKinds, '', ['low_income_dibao', 'low_income_tekun']).items],
};
export const willing = listOf('willing', {
  yes: '愿意外出 愿意 是 有意愿 愿意外出务工 想外出',
  local: '只在本县 本县 县内 就近就业 县内就业 只愿就近',
  no: '暂时不行 不愿意 否 无意愿 无就业意愿 不愿外出 暂无意愿',
});
export const hindrances = listOf('hindered', {
  care: '照顾老小 照顾家人 照顾老人 照顾小孩 带小孩 照看老人小孩 照顾老人小孩 照顾病人 家庭原因',
  health: '身体原因 患病 生病 残疾 年老体弱 年龄大 怀孕 身体不好',
  skill: '无技能 缺技能 没有技能 缺技术 无技术',
  no_post: '无合适岗位 没有合适岗位 找不到工作 无岗位 缺就业信息',
  school: '上学 在校 在读 读书 在校生',
  other: '其他 其它 其他原因',
});
export const sectors = listOf('sector', {
  '1': '第一产业 一产 一产业 第一 农业',
  '2': '第二产业 二产 二产业 第二',
  '3': '第三产业 三产 三产业 第三 服务业',
});
export const programmes = listOf('programme', {
  粤菜师傅: '粤菜师傅',
  广东技工: '广东技工',
  南粤家政: '南粤家政',
  乡村工匠: '乡村工匠',
});
