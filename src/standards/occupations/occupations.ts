import type { Certainty } from '../certainty.ts';
import { halfWidth } from '../cleanText.ts';
import type { Text } from '../text.ts';
import { classTable } from './occupationClasses.ts';
import { occupationTable } from './occupationTable.ts';
import { uncodedSkills } from './uncodedSkills.ts';

/** The edition of the table, as answers that rest on it name it. */
export const OCCUPATIONS_EDITION = '2022';

/** The four training programmes 四项工程 of Guangdong. */
export type Programme = 'cantoneseChef' | 'guangdongTechnician' | 'domesticService' | 'ruralArtisan';

export const programmeTexts: Record<Programme, Text> = {
  cantoneseChef: { zh: '粤菜师傅', en: 'Cantonese chefs' },
  guangdongTechnician: { zh: '广东技工', en: 'Guangdong technicians' },
  domesticService: { zh: '南粤家政', en: 'Guangdong home service' },
  ruralArtisan: { zh: '乡村工匠', en: 'Rural artisans' },
};

export interface Occupation {
  /** 'X-XX-XX-XX' of the 2022 classification; null for a special ability or work type, which have none. */
  readonly code: string | null;
  readonly kind: 'occupation' | 'specialAbility' | 'workType';
  readonly name: Text;
  /** For entries without a code: the occupation they belong to, if confirmed. */
  readonly under: string | null;
  /** Our grouping, not the classification's; empty for common jobs outside the programmes. */
  readonly programmes: readonly Programme[];
  readonly source: string;
  readonly certainty: Certainty;
  /** Why it is unverified or without a code. */
  readonly note: Text | null;
}

export interface OccupationClass {
  /** '4', '4-03' or '4-03-02'. */
  readonly code: string;
  readonly level: 'major' | 'middle' | 'small';
  readonly name: Text;
}

const draft = '中华人民共和国职业分类大典（2022年版）社会公示稿，公开整理本';
const letters: Readonly<Record<string, Programme>> = {
  C: 'cantoneseChef',
  T: 'guangdongTechnician',
  D: 'domesticService',
  A: 'ruralArtisan',
};
const programmesOf = (text: string): Programme[] => [...text].map((letter) => letters[letter]!);

function readRows(table: string): { code: string; fields: string[] }[] {
  return table
    .trim()
    .split('\n')
    .map((line) => ({ code: line.slice(0, line.indexOf(' ')), fields: line.slice(line.indexOf(' ') + 1).split('|') }));
}

const levels = ['major', 'middle', 'small'] as const;

/** Classes above the occupations, all 8 major ones included. */
export const occupationClasses: readonly OccupationClass[] = readRows(classTable).map(({ code, fields }) => ({
  code,
  level: levels[code.split('-').length - 1]!,
  name: { zh: fields[0]!, en: fields[1]! },
}));

/**
 * A working selection, not the whole classification (1,636 occupations in the draft, 1,639 in the final edition): occupations in code order,
 * then what has no code. Certainty is `mirror` for codes read in the extraction of the draft; the final printed edition was not seen.
 */
export const occupations: readonly Occupation[] = [
  ...readRows(occupationTable).map(
    ({ code, fields }): Occupation => ({
      code,
      kind: 'occupation',
      name: { zh: fields[0]!, en: fields[1]! },
      under: null,
      programmes: programmesOf(fields[2] ?? ''),
      source: draft,
      certainty: 'mirror',
      note: null,
    }),
  ),
  ...uncodedSkills.map((skill): Occupation => ({ ...skill, code: null, programmes: programmesOf(skill.programmes) })),
];

const byCode = new Map(occupations.flatMap((occupation) => (occupation.code ? [[occupation.code, occupation]] : [])));
const byName = new Map(occupations.map((occupation) => [occupation.name.zh, occupation]));
const classByCode = new Map(occupationClasses.map((entry) => [entry.code, entry]));

/** Form of a code: 'X-XX-XX-XX', with two more digits for a work type. True says nothing of whether it exists. */
export function isOccupationCode(text: string): boolean {
  return /^[1-8]-\d{2}-\d{2}-\d{2}(?:-\d{2})?$/.test(text);
}

/** By code, by full Chinese name, either in full-width or with spaces. Undefined for what our selection lacks: keep such a code as typed. */
export function findOccupation(raw: string): Occupation | undefined {
  const text = halfWidth(raw)
    .replace(/\s+/g, '')
    .replace(/[—–－]/g, '-');
  const full = halfWidth(raw).trim();
  return byCode.get(text) ?? byName.get(full) ?? byName.get(full.replaceAll('(', '（').replaceAll(')', '）'));
}

/** The classes a code lies in, from major to small; classes that our tables do not name are left out. */
export function occupationPath(code: string): readonly OccupationClass[] {
  const parts = code.split('-');
  return [1, 2, 3].flatMap((length) => classByCode.get(parts.slice(0, length).join('-')) ?? []);
}

/** What a programme trains for, in the order of `occupations`. */
export function occupationsOf(programme: Programme): readonly Occupation[] {
  return occupations.filter((occupation) => occupation.programmes.includes(programme));
}
