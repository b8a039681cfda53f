import { halfWidth } from '../cleanText.ts';
import type { Text } from '../text.ts';
import { sectionTable } from './sections.ts';

/** The edition of the table, as answers that rest on it name it. */
export const INDUSTRIES_EDITION = 'GB/T 4754-2017 + 2019';

/** The three sectors of the economy 三次产业: 1 primary, 2 secondary, 3 tertiary. */
export type EconomicSector = 1 | 2 | 3;

export interface IndustryDivision {
  /** Two digits, 01–97 大类. */
  readonly code: string;
  readonly section: string;
  readonly name: Text;
  readonly economicSector: EconomicSector;
}

export interface IndustrySection {
  /** One letter, A–T 门类. */
  readonly code: string;
  readonly name: Text;
  readonly divisions: readonly IndustryDivision[];
  /** The sector most of the section lies in. A, B and C each have one division in the third. */
  readonly economicSector: EconomicSector;
}

// 国家统计局《三次产业划分规定》(2012, revised 2018): A without 05; B without 11, C without 43, D, E; the rest.
function sectorOf(section: string, division: string): EconomicSector {
  if (division === '05' || division === '11' || division === '43') return 3;
  if (section === 'A') return 1;
  return 'BCDE'.includes(section) ? 2 : 3;
}

function readTable(): readonly IndustrySection[] {
  const sections: (Omit<IndustrySection, 'divisions'> & { divisions: IndustryDivision[] })[] = [];
  for (const line of sectionTable.trim().split('\n')) {
    const [code, names] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)];
    const [zh, en] = names.split('|') as [string, string];
    const last = sections.at(-1);
    if (code.length === 1) sections.push({ code, name: { zh, en }, divisions: [], economicSector: sectorOf(code, '') });
    else last?.divisions.push({ code, section: last.code, name: { zh, en }, economicSector: sectorOf(last.code, code) });
  }
  return sections;
}

/** All sections in the order of the standard, with their divisions. */
export const industrySections: readonly IndustrySection[] = readTable();

const sectionByCode = new Map(industrySections.map((section) => [section.code, section]));
const divisionByCode = new Map(industrySections.flatMap((section) => section.divisions).map((division) => [division.code, division]));

export const economicSectorTexts: Record<EconomicSector, Text> = {
  1: { zh: '第一产业', en: 'primary sector' },
  2: { zh: '第二产业', en: 'secondary sector' },
  3: { zh: '第三产业', en: 'tertiary sector' },
};

/** By letter A–T, either case. */
export function findIndustrySection(letter: string): IndustrySection | undefined {
  return sectionByCode.get(letter.toUpperCase());
}

/** By two digits; longer codes (group, class) and codes with the section letter in front find their division: 'C1331' → 13. */
export function findIndustryDivision(code: string): IndustryDivision | undefined {
  const match = /^([A-T])?(\d{2})\d{0,2}$/i.exec(code);
  const division = match ? divisionByCode.get(match[2]!) : undefined;
  return division && (!match?.[1] || match[1].toUpperCase() === division.section) ? division : undefined;
}

/** Which sector of the economy a section letter or an industry code counts in; undefined for what is neither. */
export function economicSectorOf(code: string): EconomicSector | undefined {
  return findIndustryDivision(code)?.economicSector ?? findIndustrySection(code)?.economicSector;
}

// What spreadsheets write for a section. Each stands for one section only; a word that may mean two is not here.
const everydayWords: Readonly<Record<string, string>> = {
  农业: 'A',
  种养殖业: 'A',
  养殖业: 'A',
  种植业: 'A',
  农林牧渔业: 'A',
  采矿: 'B',
  制造: 'C',
  工厂: 'C',
  加工制造业: 'C',
  建筑: 'E',
  建筑工程: 'E',
  批发零售业: 'F',
  零售: 'F',
  物流: 'G',
  快递: 'G',
  交通运输业: 'G',
  运输: 'G',
  餐饮: 'H',
  住宿餐饮业: 'H',
  餐饮服务业: 'H',
  酒店: 'H',
  金融: 'J',
  房地产: 'K',
  家政: 'O',
  家政服务: 'O',
  居民服务业: 'O',
  医疗卫生: 'Q',
};

/**
 * The section meant by a cell: letter, code, official section or division name, or a common word (餐饮 → H). Punctuation and a trailing 业 do not
 * matter. Undefined when it names none or only a sector of the economy (第三产业): not guessed.
 */
export function findIndustrySectionByText(raw: string): IndustrySection | undefined {
  const text = halfWidth(raw).trim();
  const byCode = findIndustrySection(text) ?? sectionByCode.get(findIndustryDivision(text)?.section ?? '');
  if (byCode) return byCode;
  const plain = simplify(text);
  const named = industrySections.find((section) => simplify(section.name.zh) === plain);
  if (named) return named;
  const word = Object.keys(everydayWords).find((key) => simplify(key) === plain);
  if (word) return sectionByCode.get(everydayWords[word]!);
  const division = [...divisionByCode.values()].find((candidate) => simplify(candidate.name.zh) === plain);
  return division && sectionByCode.get(division.section);
}

/** The sector named in a cell: 第三产业, 三产, 第3产业, 3. */
export function parseEconomicSector(raw: string): EconomicSector | undefined {
  const match = /^(?:第)?([一二三123])(?:次)?(?:产业|产)?$/.exec(halfWidth(raw).trim());
  return match
    ? '一二三'.includes(match[1]!)
      ? (' 一二三'.indexOf(match[1]!) as EconomicSector)
      : (Number(match[1]) as EconomicSector)
    : undefined;
}

function simplify(name: string): string {
  return name.replace(/[、，,和及\s]/g, '').replace(/业$/, '');
}
