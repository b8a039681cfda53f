import { aliasesOf } from '#standards/divisions/aliases.ts';
import { COUNTRY_CODE, padCode } from '#standards/divisions/codes.ts';
import { type Divisions, villageKindOf } from '#standards/divisions/divisions.ts';
import type { Division as TreeDivision } from '#standards/divisions/parseTree.ts';
import { loadDivisions, loadHistory } from '#standards/divisions/server/loadDivisions.ts';
import type { Succession } from '#standards/divisions/succession.ts';
import { type Child, type Counts, type Division, type DivisionBrief, type KeyCounty, noSuchDivision, type Step } from '../contract.ts';
import { KEY_COUNTY_CERTAINTY, KEY_COUNTY_SOURCE, type KeyCountyFact, keyCounties } from '../keyCounties.ts';
import { englishFullName, englishName } from './englishName.ts';
import { treeVersionId } from './treeFiles.ts';

const keyCountyByCode = new Map(keyCounties.map((c) => [c.code, c]));

/** The twelve digits of a division of the tree; refuses anything else with a sentence. */
export const knownCode = (code: string): string => {
  const padded = padCode(code);
  if (padded === undefined || !(padded === COUNTRY_CODE || loadDivisions().get(padded))) throw noSuchDivision({ code });
  return padded;
};

export const countsOf = (divisions: Divisions, code: string): Counts => {
  const { prefecture, county, township, village } = divisions.countBelow(code);
  const own = divisions.get(code)?.level;
  const less = (level: string, n: number) => (own === level ? n - 1 : n);
  // headings of the code list (市辖区 of 北京) are no places
  const headings = divisions
    .children(code)
    .concat(code === COUNTRY_CODE ? divisions.children(COUNTRY_CODE).flatMap((p) => divisions.children(p.code)) : [])
    .filter((d) => d.placeholder).length;
  return {
    prefecture: less('prefecture', prefecture) - headings,
    county: less('county', county),
    township: less('township', township),
    village: less('village', village),
  };
};

const COUNTRY: DivisionBrief = { code: COUNTRY_CODE, name: '中国', shortName: '全国', english: 'China', level: 'country' };

export const briefOf = (divisions: Divisions, code: string): DivisionBrief => {
  if (code === COUNTRY_CODE) return COUNTRY;
  const division = divisions.get(code)!;
  return {
    code: division.code,
    name: division.name,
    shortName: divisions.shortName(code) ?? division.name,
    english: englishName(divisions, code),
    level: division.level,
  };
};

const kindOf = (division: TreeDivision) => (division.level === 'village' ? villageKindOf(division.name) : null);

export const parentsOf = (divisions: Divisions, code: string): DivisionBrief[] =>
  divisions
    .parents(code)
    .filter((d) => !d.placeholder)
    .reverse()
    .map((d) => briefOf(divisions, d.code));

export const childrenOf = (code: string): Child[] => {
  const divisions = loadDivisions();
  return divisions.children(knownCode(code)).map((division) => ({
    ...briefOf(divisions, division.code),
    placeholder: division.placeholder,
    kind: kindOf(division),
    below: countsOf(divisions, division.code),
    keyCounty: keyCountyByCode.has(division.code),
  }));
};

const stepOf = (divisions: Divisions, step: Succession): Step => {
  const target = (code6: string, main: boolean) => {
    const code = padCode(code6)!;
    return { code, name: divisions.shortFullName(code) ?? loadHistory().lastName(code) ?? code6, main };
  };
  return {
    oldCode: padCode(step.oldCode)!,
    oldName: step.oldName,
    into: [...(step.mainCode ? [target(step.mainCode, true)] : []), ...step.otherCodes.map((c) => target(c, false))],
    from: step.from,
    kind: step.kind,
    livesOn: step.livesOn,
    source: step.source,
    certainty: step.certainty,
  };
};

/** Steps that ended in this code, wholly or in part: what it, or a part of it, was called before. */
const stepsInto = (code: string): Succession[] => {
  const code6 = code.slice(0, 6);
  return loadHistory().successions.filter(
    (s) => (s.mainCode === code6 || s.otherCodes.includes(code6)) && !(s.livesOn && s.oldCode === code6),
  );
};

export const keyCountyOf = (divisions: Divisions, fact: KeyCountyFact): KeyCounty => ({
  code: fact.code,
  name: fact.name,
  shortFullName: divisions.shortFullName(fact.code) ?? fact.name,
  english: englishFullName(divisions, fact.code),
  list: 'national',
  validFrom: fact.validFrom,
  validTo: fact.validTo,
  source: KEY_COUNTY_SOURCE,
  certainty: KEY_COUNTY_CERTAINTY,
});

const NOTHING: Counts = { prefecture: 0, county: 0, township: 0, village: 0 };

/** One division of the tree, or a withdrawn code with what became of it. */
export const divisionOf = (code: string): Division => {
  const divisions = loadDivisions();
  const padded = padCode(code);
  const history = loadHistory();
  if (padded === COUNTRY_CODE)
    return {
      ...COUNTRY,
      fullName: '中华人民共和国',
      shortFullName: '全国',
      englishFullName: 'China',
      current: true,
      placeholder: false,
      kind: null,
      parents: [],
      aliases: [],
      below: countsOf(divisions, COUNTRY_CODE),
      detailed: false,
      earlier: [],
      later: [],
      keyCounty: null,
      treeVersion: treeVersionId(),
    };
  const division = padded === undefined ? undefined : divisions.get(padded);
  const isCounty = padded?.endsWith('000000') ?? false;
  if (padded === undefined || (!division && !(isCounty && history.lastName(padded)))) throw noSuchDivision({ code });
  const later = isCounty ? history.stepsFrom(padded).map((s) => stepOf(divisions, s)) : [];
  if (!division) {
    const name = history.lastName(padded)!;
    const up = divisions.get(padded.slice(0, 4)) ?? divisions.get(padded.slice(0, 2));
    const parents = up ? [...parentsOf(divisions, up.code), briefOf(divisions, up.code)] : [];
    const level = padded.slice(2, 6) === '0000' ? 'province' : padded.slice(4, 6) === '00' ? 'prefecture' : 'county';
    return {
      ...{ code: padded, name, shortName: name, english: name, level },
      fullName: parents.map((p) => p.name).join('') + name,
      shortFullName: parents.map((p) => p.shortName).join('') + name,
      englishFullName: [name, ...parents.map((p) => p.english).reverse()].join(', '),
      current: false,
      placeholder: false,
      kind: null,
      parents,
      aliases: [],
      below: NOTHING,
      detailed: false,
      earlier: stepsInto(padded).map((s) => stepOf(divisions, s)),
      later,
      keyCounty: null,
      treeVersion: treeVersionId(),
    };
  }
  const above = divisions.parents(padded).map((d) => d.name);
  const key = keyCountyByCode.get(padded);
  return {
    ...briefOf(divisions, padded),
    fullName: divisions.fullName(padded) ?? division.name,
    shortFullName: divisions.shortFullName(padded) ?? division.name,
    englishFullName: englishFullName(divisions, padded),
    current: true,
    placeholder: division.placeholder,
    kind: kindOf(division),
    parents: parentsOf(divisions, padded),
    aliases: division.placeholder ? [] : aliasesOf(division.name, division.level, above.reverse()).filter((a) => a !== division.name),
    below: countsOf(divisions, padded),
    detailed: divisions.isDetailed(padded),
    earlier: isCounty ? stepsInto(padded).map((s) => stepOf(divisions, s)) : [],
    later,
    keyCounty: key ? keyCountyOf(divisions, key) : null,
    treeVersion: treeVersionId(),
  };
};
