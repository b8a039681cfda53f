// Places in free text to six digits. The standard's parser decides what is sure; anything less is for a person, and nothing ever defaults to 县内.
import { padCode, rangeOf } from '#standards/divisions/codes.ts';
import type { ParsePlace, PlaceCandidate, PlaceParse } from '#standards/divisions/placeParser.ts';
import type { Text } from '#standards/text.ts';
import type { NumberCell } from './rulesBook.ts';
import type { FieldType } from './rulesValue.ts';
import {
  BLANK,
  clean,
  finding,
  isNothing,
  mended,
  quoted,
  type RepairKind,
  refused,
  undress,
  type ValueContext,
  type ValueRead,
} from './rulesValueCommon.ts';

type Place = Extract<FieldType, { type: 'place' }>;

const RANK = { country: 0, province: 1, prefecture: 2, county: 3, township: 4, village: 5 } as const;
/** 东莞 中山 儋州 嘉峪关, and 台湾 香港 澳门, of which no codes below the province are official: nobody can say more (a test compares with the tree). */
export const WITHOUT_COUNTIES: ReadonlySet<string> = new Set(['441900', '442000', '460400', '620200', '710000', '810000', '820000']);
const WANTED: Readonly<Record<Place['least'], Text>> = {
  province: { zh: '省', en: 'province' },
  prefecture: { zh: '市（州）', en: 'prefecture' },
  county: { zh: '县（市、区）', en: 'county' },
};

const CODE_FIRST = /^\s*\d/;
const DRESSED = /^\s*[='‘’`´]/;
/** 深圳市宝安区等地 is more than one place. */
const AND_OTHERS = /等(?:地|处|市|县|区|省|多地)?[\s。.]*$/;
const LONG_CODE = /^\s*\d{6}(?:0{3}|0{6})\s*$/;

const isFine = (candidate: PlaceCandidate, least: Place['least']): boolean =>
  RANK[candidate.level] >= RANK[least] || WITHOUT_COUNTIES.has(candidate.code.slice(0, 6));

export const readPlace = (type: Place, cell: string | NumberCell, context: ValueContext): ValueRead<string> => {
  const raw = typeof cell === 'string' ? cell : String(cell.number);
  const undressed = DRESSED.test(raw) ? undress(raw, false) : undefined;
  const bare = undressed?.text ?? raw;
  const kinds = undressed?.kinds ?? [];
  // the parser takes twelve digits ending in 0000 for what six of them may be: a postcode
  const text = LONG_CODE.test(bare) ? bare.trim().slice(0, 6) : bare;
  const anywhere = context.parsePlace(text);
  const vague = AND_OTHERS.test(text);
  if (anywhere.status === 'sure' && anywhere.best && !vague && isFine(anywhere.best, type.least))
    return taken(type, anywhere, bare, raw, kinds, context);
  // 0 is what a look-up of a blank cell gives
  if (raw === '0' || isNothing(raw)) return BLANK;
  const within = context.near === undefined ? undefined : rangeOf(context.near);
  if (within && !vague) {
    const here = context.parsePlace(text, { within });
    if (here.status === 'sure' && here.best && isFine(here.best, type.least)) return taken(type, here, bare, raw, kinds, context);
  }
  if (type.abroadAs !== undefined && ABROAD.test(bare.trim())) return abroad(type.abroadAs);
  // a village that no list knows: what is above it is sure all the same
  if (type.whole && anywhere.status === 'likely' && anywhere.note === 'rest-unread' && anywhere.best && isFine(anywhere.best, type.least)) {
    const { fullName } = anywhere.best;
    const read = taken(type, anywhere, bare, raw, kinds, context);
    const text = {
      zh: `「${quoted(anywhere.rest)}」没有对上，只取到${fullName}`,
      en: `“${quoted(anywhere.rest)}” is not known; taken as ${fullName}`,
    };
    return { ...read, findings: [finding(context, 'hint', 'V03', text)] };
  }
  const read = notSure(anywhere, type.least, raw, context);
  if (!type.mild) return read;
  // 先进村三组 lies in many counties; where nobody says whose list it is, it is left as it stands
  const severity = type.whole && context.near === undefined ? 'hint' : 'doubt';
  return { ...read, findings: read.findings.map((f) => ({ ...f, severity })) };
};

/** 境外 and the countries people go to: no county, and yet said well enough. Checked only where no division of ours fits. */
const ABROAD =
  /^(?:在|去|到)?(?:[国境]\(?境?\)?外|国（境）外|海外|港澳台|出国|越南|老挝|缅甸|柬埔寨|泰国|马来西亚|新加坡|印度|印尼|菲律宾|文莱|日本|韩国|朝鲜|蒙古国|俄罗斯|美国|加拿大|澳大利亚|澳洲|新西兰|英国|法国|德国|意大利|西班牙|葡萄牙|荷兰|波兰|匈牙利|塞尔维亚|欧洲|非洲|中东|沙特|阿联酋|迪拜|卡塔尔|科威特|伊拉克|伊朗|以色列|土耳其|巴基斯坦|孟加拉|斯里兰卡|尼泊尔|哈萨克斯坦|乌兹别克斯坦|吉尔吉斯斯坦|安哥拉|尼日利亚|刚果|赞比亚|埃塞俄比亚|肯尼亚|坦桑尼亚|加纳|几内亚|阿尔及利亚|埃及|南非|墨西哥|巴西|秘鲁|智利|委内瑞拉)/;
const abroad = (field: string): ValueRead<never> => ({ ...BLANK, blank: false, also: { [field]: true } });
/** 香港, 澳门 and 台湾 have codes, and count as 境外 in the reports of the trade. */
const HAS_CODE_ABROAD = /^(?:71|81|82)/;

const taken = (
  type: Place,
  parse: PlaceParse,
  bare: string,
  raw: string,
  kinds: readonly RepairKind[],
  context: ValueContext,
): ValueRead<string> => {
  const { code, fullName, level } = parse.best!;
  const value = type.whole ? (padCode(code) ?? code) : code.slice(0, 6);
  const kind: RepairKind = CODE_FIRST.test(bare) ? 'code' : bare.replace(/\s+/g, '') === fullName ? 'blanks' : 'place';
  const same = raw === fullName || (type.whole && bare === value);
  const read = same ? clean(value) : mended(context, value, bare === fullName ? kinds : [...kinds, kind], raw, fullName);
  const deep = RANK[level] > RANK.county && !type.whole ? { ...read, whole: code } : read;
  return type.abroadAs !== undefined && HAS_CODE_ABROAD.test(code) ? { ...deep, also: { [type.abroadAs]: true } } : deep;
};

const notSure = (parse: PlaceParse, least: Place['least'], raw: string, context: ValueContext): ValueRead<never> => {
  const fitting = parse.candidates.filter((each) => isFine(each, least));
  const wanted = WANTED[least];
  if (fitting.length > 0) {
    const names = fitting.slice(0, 5).map(({ fullName }) => fullName);
    const more = Math.max(parse.total, fitting.length) > names.length;
    return refused(
      context,
      'doubt',
      'V03',
      { zh: `「${quoted(raw)}」不能确定是哪里`, en: `It is not sure which place “${quoted(raw)}” is` },
      {
        zh: `请写全称；可能是：${names.join('、')}${more ? ' 等' : ''}`,
        en: `Write the full name; perhaps ${names.join(', ')}${more ? ' …' : ''}`,
      },
    );
  }
  const advice = {
    zh: `请写到${wanted.zh}，如「广东省广州市白云区」`,
    en: `Write it down to the ${wanted.en}, such as 广东省广州市白云区`,
  };
  const tooWide = parse.candidates.length > 0 || parse.note === 'too-vague';
  const text = tooWide
    ? { zh: `地点没有写到${wanted.zh}：「${quoted(raw)}」`, en: `The place is not given down to the ${wanted.en}: “${quoted(raw)}”` }
    : { zh: `没有找到地点「${quoted(raw)}」`, en: `There is no place “${quoted(raw)}”` };
  return refused(context, 'error', 'V03', text, advice);
};

/**
 * The parser with a memory: a sheet says the same few hundred places again and again, and one reading costs 30 µs. The oldest are forgotten beyond
 * `most`. Only readings without `prefer` are kept.
 */
export const rememberPlaces = (parse: ParsePlace, most = 20_000): ParsePlace => {
  const known = new Map<string, PlaceParse>();
  return (text, options) => {
    if (options?.prefer || text.length > 80) return parse(text, options);
    const key = options?.within ? `${options.within.lo}${options.within.hi}${text}` : text;
    const before = known.get(key);
    if (before) return before;
    const found = parse(text, options);
    if (known.size >= most) known.delete(known.keys().next().value!);
    known.set(key, found);
    return found;
  };
};
