/**
 * Surnames by ethnic group and province, given names by decade of birth. Own compilation from general knowledge of the region: orders of magnitude, not a
 * statistic; certainty: unverified. No real person stands behind any name; where one bears it, that is chance.
 *
 * Written as `姓weight`: weights are about ‰ of the group.
 */
import { type Weighted, weighted } from './random.ts';

const table = (text: string): Weighted<string> =>
  weighted(
    text
      .trim()
      .split(/\s+/)
      .map((entry) => {
        const [, name = '', weight = '1'] = /^(\D+)(\d+)$/.exec(entry) ?? [];
        return [name, Number(weight)] as const;
      }),
  );

/** What every group's list ends with: rarer surnames, compound ones among them. */
const RARE =
  '欧阳3 上官1 司徒1 诸葛1 令狐2 夏侯1 皇甫1 慕容1 尉迟1 侯3 段4 邹5 肖6 邱4 秦4 姚5 任4 汪3 方3 金3 贺2 万3 章2 代3 敖2 简2 游2 申3 晏2 涂2 幸1 卯1 仇1 单1 查1 解1 盖1 区2 朴1';

const HAN_52 =
  '王74 李72 杨66 张62 陈58 刘52 罗40 吴34 周33 黄32 何28 赵26 龙17 田17 徐16 冯15 邓15 谢14 唐14 马13 朱13 胡12 曾12 郑12 蒋11 宋11 余11 袁11 彭10 雷10 孙10 郭10 许9 高9 蔡9 熊9 付8 梁8 廖8 安7 文7 石7 林7 江6 潘6 陆6 韦6 夏6 程6 范5 董5 叶5 曹5 苏5';
const HAN_45 =
  '陈78 李76 黄72 梁52 刘48 王40 莫28 吴27 唐26 蒋25 周24 罗23 张23 杨22 谢21 林20 卢20 廖20 邓20 何19 陆18 覃16 钟16 苏15 曾15 宁13 庞12 宾10 秦10 龙10 朱10 徐10 欧9 文9 容8 甘8 冯8 潘8 韦8 赖7 胡7 江7 邹7 叶7 区6 全6 蓝5 宋5 吕5 杜5';

const BY_GROUP: Readonly<Record<string, string>> = {
  // 汉
  '01-52': HAN_52,
  '01-45': HAN_45,
  // 回
  '03': '马380 王60 张50 李45 杨40 苏40 桂35 锁30 孔30 撒25 陈25 白20',
  // 苗
  '06-52':
    '杨138 吴88 龙86 潘64 石58 王56 李52 张48 熊34 陶30 项20 侯18 麻16 罗30 田22 姜18 宋14 顾14 余14 文12 金12 邰22 万12 张10 韦14 陆12 刘18 唐12 廖8 古8',
  '06-45': '杨110 吴92 石60 贾52 梁50 马42 李40 潘36 龙34 韦34 王32 陶28 熊26 欧20 滚24 莫18 黄18 戴14 凤10',
  // 彝
  '07': '李90 杨80 王70 安62 禄40 陇26 张40 罗34 陈28 龙24 苏20 余18 杜14 沙14 文14',
  // 壮
  '08': '韦168 黄122 覃118 陆82 农66 梁48 李44 罗36 蒙34 莫33 蓝28 卢26 何20 周18 潘18 岑17 闭14 王16 甘12 谭12 马10 许10 班10 林9 玉8 赵9 廖9 凌8 隆7 零6 磨5 苏8 邓7',
  // 布依
  '09': '罗118 王96 韦90 岑62 杨58 黄58 陆54 班42 莫40 陈36 李34 吴28 蒙26 卢22 岑16 潘20 何16 梁15 贺10 郭10 覃9 周14 伍14 余10 依8 查8 柏8 田8 石8 刘16 唐9',
  // 侗
  '12': '杨176 吴118 石74 陆62 龙56 姚42 粟26 欧26 李38 王32 张26 刘22 潘24 罗24 林16 黄18 彭12 舒12 蒲12 覃14 银10 补6',
  // 瑶
  '13': '盘92 李80 邓70 赵66 蒙64 蓝62 韦60 黄56 冯40 罗36 陆30 奉28 潘26 唐24 何24 周20 卢20 蒋18 莫18 庞16 祝12 沈10 包8 胡10 谭10',
  // 白
  '14': '杨150 李90 赵80 张70 段50 王45 钱20 苏18',
  // 土家
  '15': '田132 杨96 向62 彭58 冉60 张56 王46 李42 陈36 罗32 覃30 谭28 安28 任20 黎18 崔14 吴22 黄18 周16 喻10 滕12',
  // 水
  '25': '潘182 韦158 石90 蒙84 王56 吴46 陆44 杨40 罗28 莫26 张22 李20 白16 欧14 黄12 平8',
  // 仫佬
  '32': '罗130 银110 吴90 谢84 潘80 梁60 韦54 欧40 廖30 覃28 黄20 游14',
  // 毛南: 平塘's are mostly 石 and 刘, 环江's mostly 谭
  '36-52': '石220 刘140 孟60 李50 杨48 王46 张40 罗34 陆30 吴28 周20',
  '36-45': '谭460 覃110 卢70 蒙62 韦40 黄26 莫18 兰14',
  // 仡佬
  '37': '田80 申62 王58 李56 陈50 张46 杨42 邹36 冯34 付30 勾20 何24 龙20 韦20 雷18 罗22 向14',
  // 京
  '49': '刘130 阮120 黄80 吴60 苏50 龚40 武30 裴20 杜18 罗16',
};

/** Surnames of an ethnic group (two digits) in a province (two digits); groups without a list have the province's general one. */
const surnames = new Map<string, Weighted<string>>();
export const surnamesOf = (group: string, province: string): Weighted<string> => {
  const key = `${group}-${province}`;
  let found = surnames.get(key);
  if (!found) {
    found = table(`${BY_GROUP[key] ?? BY_GROUP[group] ?? BY_GROUP[`01-${province}`]} ${RARE}`);
    surnames.set(key, found);
  }
  return found;
};

interface GivenNames {
  /** Until this year of birth. */
  readonly until: number;
  /** First and second characters of two-character given names, and whole given names of one character. */
  readonly first: readonly string[];
  readonly second: readonly string[];
  readonly single: readonly string[];
  /** Share of given names with one character. */
  readonly singles: number;
}
const given = (until: number, singles: number, first: string, second: string, single: string): GivenNames => ({
  until,
  singles,
  first: [...first],
  second: [...second],
  single: [...single],
});

/** Characters repeat on purpose: those drawn more often were given more often. */
export const MALE: readonly GivenNames[] = [
  given(
    1949,
    0.1,
    '国国光光德德正正文文明明永永世朝金启开绍仕廷登应天兴仁',
    '明明才才华华清清祥荣昌发贵福林安富成武元云高忠',
    '明云忠华清林荣',
  ),
  given(
    1965,
    0.08,
    '国国国建建文文光光正正永永明明德德世金胜兴志荣昌家云天',
    '华华明明军荣荣平林林祥才才忠强成发贵富海云学生昌',
    '明平华军勇忠强林',
  ),
  given(
    1979,
    0.14,
    '国国建建文文光正永明明志志德世金胜兴家云昌大小绍开应朝',
    '华华明明军军平平强强林林勇勇辉才忠成海云学生贵祥荣',
    '军军勇勇平刚强伟波林华明辉斌',
  ),
  given(
    1989,
    0.2,
    '建建文文光正永明志志德世金胜家云小小昌海开应朝晓俊',
    '军军强强勇勇平平林华明辉辉伟伟波刚兵飞云龙海祥江松',
    '军勇刚强伟伟波波涛鹏飞磊超林杰辉斌兵江',
  ),
  given(
    1999,
    0.22,
    '文文志志建正光永德世家小小晓海俊俊金胜云天佳嘉胜',
    '强勇林华辉伟波波飞飞龙龙杰杰鹏超超涛松江浩祥',
    '伟波涛鹏鹏飞磊超超杰杰浩浩龙斌林',
  ),
  given(
    2030,
    0.12,
    '文志家家俊俊子子浩浩嘉佳宇宇天明建正光世云锦泽梓',
    '杰杰豪豪轩轩涵宇宇浩浩鑫鑫龙航航文辉杨林源博伟',
    '浩鑫杰宇轩豪涛阳',
  ),
];
export const FEMALE: readonly GivenNames[] = [
  given(1949, 0.06, '秀秀秀玉玉桂桂兰凤凤金美素月春荣正国朝光', '英英英珍珍兰兰芬芬珠芝美仙莲香妹连', '英兰珍芬'),
  given(1965, 0.06, '秀秀秀玉玉玉桂桂兰凤美美金素素月春荣国正明光永', '英英英珍珍兰兰芬芬芬香香莲美花妹群琴芝', '英兰芬珍琴梅'),
  given(1979, 0.1, '秀秀玉玉桂美美金素月春春小小国正明光永建丽丽红', '英英兰兰芬芬香花花梅梅群琴琴珍芳芳妹莲仙菊', '芬英梅琴芳红丽艳'),
  given(
    1989,
    0.18,
    '秀玉美美金春小小小丽丽红红海艳晓燕明光永建朝',
    '英兰芬花花梅梅琴芳芳芳燕燕艳丽丽红红菊妹敏',
    '芳丽丽燕燕艳艳梅敏红霞琴娟静',
  ),
  given(
    1999,
    0.2,
    '小小小丽丽红艳晓晓海燕美玉金春永佳雪婷文光世',
    '芳燕燕艳丽丽红梅花花婷婷敏敏娟娟霞琴静玲玲',
    '丽艳燕婷婷敏敏娟静静霞玲丹倩',
  ),
  given(2030, 0.12, '欣欣梦梦雨雨思思佳佳嘉小雪紫子诗诗静美玉锦梓', '怡怡涵涵婷婷琪琪瑶欣欣雨妍妍萱萱丽艳芳玲', '婷静雪欣悦颖'),
];

/** 字辈: the character that one generation of a clan shares, for men mostly. */
export const GENERATION: readonly string[] = [...'国正光文明朝永世德昌荣家兴绍开应廷仕登启胜金祖先大通安元'];

/** Characters that old computers cannot write; as rare here as such names are a nuisance. */
export const RARE_CHARACTERS: readonly string[] = ['𬭚', '㙟', '龑', '堃', '喆', '淼', '骉'];
/** Invented names with a dot, for persons of the Yi and of groups that came from elsewhere. */
export const DOTTED: readonly string[] = ['阿依·洛古', '吉木·阿牛', '阿的·木嘎', '买合·阿依', '沙马·石布', '曲比·阿呷'];
