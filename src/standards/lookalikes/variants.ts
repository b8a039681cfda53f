import type { Certainty } from '../certainty.ts';

export const variantsCertainty: Certainty = 'unverified';

// Pairs "form in a name" + "form in common use". Traditional forms 繁体字 first, then variants 异体字.
const traditional =
  `國国 雲云 於于 華华 龍龙 鳳凤 張张 陳陈 楊杨 黃黄 韋韦 羅罗 陸陆 吳吴 劉刘 趙赵 鄧邓 鄭郑 葉叶 蘇苏 蕭萧 盧卢 謝谢 許许 馮冯 蔣蒋 賴赖 蘭兰 藍蓝 偉伟 強强 軍军 勝胜 貴贵 榮荣 義义
興兴 慶庆 東东 麗丽 蓮莲 紅红 艷艳 鮮鲜 鐘钟 鍾钟 錢钱 孫孙 歐欧 陽阳 顏颜 閻阎 閆闫 譚谭 鄒邹 莊庄 賀贺 賈贾 龔龚 萬万 湯汤 嚴严 連连 馬马 魯鲁 齊齐 買买 塗涂 顧顾 項项 餘余 農农 闕阙 駱骆 倫伦 傑杰 傳传 億亿 儀仪
優优 兒儿 剛刚 創创 勁劲 勛勋 勳勋 劍剑 啟启 啓启 園园 圓圆 堅坚 壽寿 夢梦 奮奋 婭娅 嬌娇 孌娈 學学 寧宁 實实 寶宝 將将 專专 對对 導导 岡冈 島岛 嵐岚 帥帅 師师 幹干 廣广 愛爱 憲宪 懷怀 應应 戰战 揚扬
權权 樹树 橋桥 機机 歡欢 氣气 決决 潔洁 潤润 濟济 濤涛 濱滨 煉炼 煒炜 燦灿 營营 爾尔 獻献 環环 瑋玮 瑩莹 瓊琼 畫画 當当 發发 監监 盡尽 碩硕 禮礼 種种 穩稳 競竞 筆笔 紀纪 純纯 紹绍 紋纹 統统 絲丝 綠绿 維维 綱纲 綺绮
緒绪 緣缘 練练 縱纵 績绩 織织 繼继 續续 聖圣 聰聪 聯联 聲声 職职 臨临 舉举 藝艺 蘆芦 處处 衛卫 裏里 見见 規规 覺觉 計计 記记 詩诗 誌志 誠诚 語语 誼谊 諾诺 謙谦 證证 識识 譽誉 讓让 豐丰 貞贞 財财 貢贡 資资 賓宾 賢贤
賦赋 贊赞 贏赢 躍跃 車车 軒轩 輝辉 輪轮 達达 運运 進进 遠远 選选 鄉乡 鈞钧 銀银 銅铜 銘铭 銳锐 鋒锋 鋼钢 錄录 錦锦 鎮镇 鏡镜 鐵铁 長长 門门 開开 間间 關关 隊队 階阶 際际 隨随 雙双 雞鸡 難难 靈灵 靜静 韓韩 韻韵 順顺
頌颂 領领 頤颐 頻频 願愿 類类 顯显 風风 飛飞 駿骏 驊骅 驍骁 驥骥 鴻鸿 鵬鹏 鷹鹰 鶯莺 麥麦 黨党 禎祯 禕祎 穎颖 會会 來来 個个 從从 後后 劉刘 亞亚 晉晋 曉晓 曄晔 時时 書书 樂乐 楓枫 標标 棟栋 業业 極极`
    .split(/\s+/)
    .filter((pair) => [...pair][0] !== [...pair][1]);
const variant =
  '峯峰 羣群 喆哲 淼渺 堃坤 昇升 陞升 犇奔 龢和 甦苏 邨村 迺乃 脩修 祕秘 彊强 珎珍 琹琴 豔艳 艶艳 麽么 徧遍 桮杯 槑梅 煇辉 暉晖 僊仙 菴庵 栢柏 菓果 咊和 崐昆 崑昆 喒咱 碁棋 棊棋 淸清 靑青 郞郎 鉄铁 黒黑 恵惠 徳德'
    .split(' ')
    .filter((pair) => [...pair][0] !== [...pair][1]);

const plain = new Map([...traditional, ...variant].map((pair) => [...pair] as [string, string]));

/** Customary short forms people write for another surname: 萧/肖, 傅/付, 戴/代 are surnames of their own, so they are never folded. */
export const customaryShortForms: readonly (readonly [string, string])[] = [
  ['萧', '肖'],
  ['傅', '付'],
  ['戴', '代'],
  ['阎', '闫'],
  ['蓝', '兰'],
  ['邱', '丘'],
];

/** The form in common use of a traditional or variant character; itself where it has none. */
export function plainForm(character: string): string {
  return plain.get(character) ?? character;
}

const short = new Set(customaryShortForms.flatMap(([a, b]) => [a + b, b + a]));

/** Whether one character is the customary short form of the other. */
export function shortForm(a: string, b: string): boolean {
  return short.has(a + b);
}
