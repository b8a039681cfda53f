import type { Certainty } from '../certainty.ts';

/** Own compilation; which characters people mix up is nowhere official. */
export const lookalikesCertainty: Certainty = 'unverified';

/**
 * Groups of characters that are taken for one another in names (形近字), a space between groups. A character may stand in several groups: being alike is
 * not transitive (王/玉 and 王/主, but not 玉/主 unless written so).
 */
const groups =
  `己已巳 未末 杨扬 邱丘 于干千 侯候 陈阵 韦伟 王玉 王主 王壬 玉主 天夫 夫失 田由 由甲 甲申 田甲 土士 大太 大犬 太犬 日曰 目自 目且 木本 本末 人入 入八 力刀 力九
冯马 冶治 凤风 晓骁 晴睛 晴清 清请 请情 情清 清青 渚诸 徽微 薇微 嬴赢 菜莱 莱荣 茶荼 芬芳 季李 季秀 李秀 孝考 学字 字宇 宇学 宝玉 官宫 国围 国园 因囚
恩思 思惠 明朋 昊吴 昊昱 旭九 枝技 栋拣 标示 桂佳 桂挂 佳住 佳任 仕任 任仁 仁仕 代伐 化华 伦论 伦沦 何河 倩情 情精 传伟 纬伟 炜伟 玮伟 炎淡 换焕 玲珍 玲铃 珍诊 琼凉 瑞端
环坏 甫浦 浦蒲 男勇 真直 贞负 石右 右古 祥样 祥详 福副 禄绿 科料 红江 纪记 维唯 维淮 绍昭 绍召 绵棉 美姜 姜羌 义叉 义文 文又 耀跃 性姓 胜性 育盲 丹舟 良艮 良郎 郎朗
良娘 苏办 英莫 英央 菊蓄 菁青 蒙家 家豪 豪毫 蔡葵 蔡祭 衣农 贤坚 贵责 贵贤 费贵 起超 军车 车东 邓邱 邹郑 邵邹 邬乌 全金 钟种 钟仲 锋峰 锋烽 峰烽 问同 闫闰 闰润 闵闯 雷霍 颖颍
乌鸟 鸟岛 乌鸣 鸣呜 龙尤 尤龙 冉再 史吏 母毋 崔雀 翟瞿 冼洗 沈沉 汪旺 旺昭 汤杨 汤扬 汤场 淑椒 淑叔 淋琳 琳林 藤滕 傅博 阎闫 蓝监 覃潭 覃罩 覃草 岑芩 岑涔 班斑 莫奠 莫黄 黄横
韦书 韦苇 罗岁 罗罢 陆陈 陆阵 卢户 卢芦 兰三 兰羊 梁粱 梁染 农衣 石后 田囚 吕宫 吕品 杜社 杜柱 蒋将 彭膨 袁哀 袁衷 段假 唐康 康庸 廖寥 谭潭 谭覃 阳阴 陶淘 江红 汪江 潘播 潘番
欧殴 欧鸥 欧区 毛手 毛屯 孔扎 万方 方刀 安妥 安女 宁字 宁丁 平苹 平乎 平半 成戌 成或 成城 戌戍 戊戌 戊戍 胜腾 志忐 志态 志忠 忠志 忠患 忠思 忐忑 林杯 林材 材村 松枫 松权 柏拍 柏伯 根恨 根银
桃挑 桥娇 桥轿 娇骄 梅海 梅悔 梅霉 海悔 海诲 涛寿 涛祷 波披 波坡 泉皇 洋样 洋详 洪供 浩皓 浩洁 洁浩 润闰 深探 清晴 渊洲 源愿 源原 滨宾 滨缤 漫慢 灵炅 灿仙 烈列 燕蒸 爱受 珊删 珠株 琪棋 琪淇 淇棋
瑶遥 璐露 璇旋 生主 畅场 畅杨 白自 百白 皎姣 盈盆 益盖 秋秒 程呈 稳隐 立位 竹行 笑竿 笛苗 素索 紫索 红纤 线钱 练炼 细组 组祖 结洁 绪结 继断 绣锈 缘绿 群郡 翔羽 翠萃 翠卒 聪耿 艳绝 艳滟 芝艺 芝之 芳方
花化 苗笛 苹革 荷苛 莉荆 莉利 莲连 莲涟 萍坪 蓉容 蓓倍 蕾雷 薛薜 虎虚 虹红 蛟姣 裕浴 裕格 诚城 诚成 谦歉 谦廉 赛寒 赛塞 超越 辉挥 辉晖 晖挥 达迭 远运 连边 进井 遥摇 郁都 鑫金 银根 铁跌
铭铬 锐税 锐说 锦绵 镇填 长去 雅稚 雄推 雪雷 雪霜 霞霜 青责 静净 静睁 韶绍 顺须 顺颁 飞气 香杳 香番 骏峻 骏俊 俊峻 俊唆 鹏朋 鹏棚 丽雨 亮高 亮壳 享亨 亨享 京亨 仙仕 付什 付村 会合 会云 云去 光先 先光 兆北 兆非
克兄 全仝 公分 兴光 冬东 冬各 凯剀 利刮 利和 刚钢 刚岗 刚则 创仓 勤勒 勇男 卫卩 厚原 双又 发友 发拨 叶汁 名各 吉古 吉告 向问 和知 和利 哲折 哲誓 喜嘉 嘉喜 国图 坤伸 培倍 增曾 增赠 多名 奇寄 奎查 妍研
妮泥 妮昵 妹姝 姗删 姣娇 娅垭 娟捐 娟涓 娥俄 娥峨 娜哪 婉碗 婷停 婷亭 婵蝉 媛援 媚媒 嫦常 孟盂 孟盖 宏宠 宏宋 宋宏 宗宋 宗崇 宣宜 宜宣 宪完 容客 宽觅 富副 富福 寒赛 寿涛 小少 少小 尚向 尧晓 山出 岩若 峰蜂
帅师 帆凡 平年 年牛 广厂 庆庄 庆厌 庭廷 建健 建律 开升 弘引 强弱 彤丹 彦颜 彩采 彩形 德得 心必 必心 志士 怀坏 怡抬 怡治 思恩 恒桓 恒垣 悦说 悦锐 慧惠 慧彗 成咸 才木 才寸 振拆 振震 文交 斌武 斌赋 新亲 新斯 旭旮 昌冒 昌晶 春看 春泰 泰春 昭招
晨辰 晨展 景影 智知 曼蔓 月用 朋月 朝潮 术木 权杈 杏否 杏呆 杰木 杰烈`
    .split(/\s+/)
    .map((group) => [...group]);

const alike = new Map<string, Set<string>>();
for (const group of groups)
  for (const one of group) for (const other of group) if (one !== other) alike.set(one, (alike.get(one) ?? new Set<string>()).add(other));

/** Whether two characters are taken for one another by the eye. Symmetric; false for a character and itself. */
export function lookAlike(a: string, b: string): boolean {
  return alike.get(a)?.has(b) ?? false;
}

/** What a character is taken for; empty where nothing is known. */
export function lookalikesOf(character: string): readonly string[] {
  return [...(alike.get(character) ?? [])];
}
