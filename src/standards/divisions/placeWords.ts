/**
 * The words of the place parser that are no names: vague places, labels before an address, and what a remainder gives away.
 * Also the normal form in which names and texts are compared.
 */

export interface NormalText {
  /** Characters that count, full-width made half-width, separators dropped. */
  readonly text: string;
  /** Position in the raw text of each character, and its length at the end. */
  readonly at: readonly number[];
}

// Blanks, punctuation and invisible marks people put between the levels; a name is compared without them too.
const DROPPED = /[\s\p{P}\p{S}\p{Cf}\p{Cc}]/u;

/** Drops separators, keeps where every character came from. `limit` bounds the work on absurdly long cells. */
export const normalText = (raw: string, limit = 160): NormalText => {
  let text = '';
  const at: number[] = [];
  for (let i = 0; i < raw.length && text.length < limit; i += 1) {
    const unit = raw.charCodeAt(i);
    if (unit >= 0x4e00 && unit <= 0x9fff) {
      text += raw[i];
      at.push(i);
      continue;
    }
    const pair = unit >= 0xd800 && unit <= 0xdbff && i + 1 < raw.length;
    const char = pair ? raw.slice(i, i + 2) : (raw[i] ?? '');
    const normal = unit >= 0xff01 && unit <= 0xff5e ? String.fromCharCode(unit - 0xfee0) : char;
    if (!DROPPED.test(normal)) {
      text += normal;
      for (let k = 0; k < normal.length; k += 1) at.push(i);
    }
    if (pair) i += 1;
  }
  at.push(at.length === 0 ? 0 : text.length >= limit ? Math.min(raw.length, (at.at(-1) ?? 0) + 1) : raw.length);
  return { text, at };
};

/** Nothing was said. */
export const BLANK_WORDS: ReadonlySet<string> = new Set([
  '',
  '无',
  '没有',
  '暂无',
  '不详',
  '未知',
  '空',
  '不知道',
  '未填',
  'null',
  'none',
  'NA',
  '0',
  '其他',
  '其它',
]);

const VAGUE_WORDS: ReadonlySet<string> = new Set(
  (
    '外地 本地 当地 外面 外省 外县 外市 外乡 外出 在外 在家 家里 家中 老家 家乡 本省 本市 本县 本区 本乡 本镇 本村 我县 我市 我省 全国 全省 全市 全县 各地 附近 国内 国外 境内 境外 ' +
    '海外 省内县外 县外省内 乡外县内 县内乡外 省内市外 市外省内 省外务工 省内务工 县内务工 县外务工 外出务工 外地务工 流动 不固定 不定 中国 中华人民共和国 市辖区 东部 沿海 珠三角 长三角 北方 南方'
  ).split(' '),
);
const VAGUE = /^在?(?:本|我|全)?[省市县区州乡镇村组](?:[内外里]|以[内外])(?:务工|就业|打工)?$/;

/** 省外, 县内, 外地: a kind of place, no place. */
export const isVague = (text: string): boolean => VAGUE_WORDS.has(text) || VAGUE.test(text);

/** After a name: 广东省外 means anywhere but there. */
export const turnsAround = (rest: string): boolean => /^(?:[省市县区州乡镇村]?以?外(?:$|务工|打工|就业|地|省)|除外)/.test(rest);

const LABEL =
  /^(?:中国|中华人民共和国|户籍|户口|家庭|居住|现居|现住|常住|务工|就业|工作|上班|单位|企业|公司|详细|联系|身份证|所在|籍贯|住|家|地|址|点|在|到|去|于|是|为|来自|的)+$/;

/** Words before an address that say nothing about the place. Length-bounded: the alternatives overlap. */
export const isLabel = (text: string): boolean => text.length <= 12 && LABEL.test(text);

/** 3组, 12号, 二栋: belongs to the address, not to the divisions. Or nothing. */
export const isHouseNumber = (rest: string): boolean =>
  rest === '' ||
  /^(?:第?[0-9A-Za-z零〇一二三四五六七八九十百甲乙丙丁]+)?(?:村民小组|村民组|小组|组|队|社|号|栋|幢|座|单元|室|楼|层|巷|弄|路|街|附|之|[0-9A-Za-z零〇一二三四五六七八九十百])+$/.test(
    rest,
  );

const HIGH =
  /[省盟旗]|自治|地区|县(?!医院|城|委|政府|中)|市(?!场|政|民|区)|(?<!高新|[小园校景社开发片工业厂矿山库市赛灾战特院])区(?!域|间|别)/;
const LOW = /镇(?!政府)|乡(?!政府|村)|街道(?!办)|村(?!民小?组|小?组|口|头|委会旁)|居委会|社区|苏木/;
const LOWEST = /村(?!民小?组|小?组|口|头)|居委会|社区/;

/** 中山|路12号, 北京|大道: the name before belongs to a street or a building. */
export const goesOnAsStreet = (rest: string): boolean =>
  /^(?:[东南西北中]?(?:路|街(?!道)|大道|大街|巷|弄)|大厦|大楼|大酒店|酒店|宾馆|饭店|大学|广场|花园|小区)/.test(rest);

/** What may follow a bare name without making it doubtful: nothing, 3组, 第二组, 12号. */
export const isPlainNumber = (rest: string): boolean =>
  rest === '' || (/^[0-9第零〇一二三四五六七八九十]/.test(rest) && isHouseNumber(rest));

/** Does the remainder hold what looks like the name of a division at province, city or county level? */
export const hasHighName = (rest: string): boolean => HIGH.test(rest);
/** … of a township or village? */
export const hasLowName = (rest: string): boolean => LOW.test(rest);
/** … of a village? */
export const hasVillageName = (rest: string): boolean => LOWEST.test(rest);
