import { number, type useT } from '#platform/web/lang.tsx';
import { findOccupation, occupationClasses } from '#standards/occupations/occupations.ts';
import { filterShape, type WorkerFilters } from '../contractList.ts';
import { abilityTexts, educationTexts, hukouTexts, identityGroupTexts, willingTexts, workingTexts } from '../contractShapes.ts';
import { sexWords } from './workerWords.tsx';

type T = ReturnType<typeof useT>;

/** What stands in the address; lists with commas between. */
export const FILTERS = [
  'side',
  'q',
  'area',
  'ageFrom',
  'ageTo',
  'sex',
  'identity',
  'ability',
  'education',
  'willing',
  'working',
  'certified',
  'inClass',
  'hukou',
  'skill',
  'household',
  'dead',
] as const;
export type FilterName = (typeof FILTERS)[number];
export type FilterUrl = Readonly<Record<FilterName, string | undefined>>;
export type FilterChange = Partial<Record<FilterName, string | undefined>>;

const LISTS: ReadonlySet<FilterName> = new Set(['identity', 'ability', 'education', 'willing', 'working']);
const NUMBERS: ReadonlySet<FilterName> = new Set(['ageFrom', 'ageTo']);
const FLAGS: ReadonlySet<FilterName> = new Set(['certified', 'inClass', 'dead']);

const readOne = (name: FilterName, raw: string): unknown => {
  if (LISTS.has(name)) return raw.split(',').filter(Boolean);
  if (NUMBERS.has(name)) return Number(raw);
  if (FLAGS.has(name)) return raw === 'true';
  // 522727104 for 522727104000: codes are written short in many places
  if (name === 'area' && /^\d{2,9}$/.test(raw)) return raw.padEnd(12, '0');
  return raw;
};

/** The filters of an address. What is not one of ours is left out instead of failing the page: addresses are typed and shared. */
export const filtersOf = (url: FilterUrl): WorkerFilters =>
  Object.fromEntries(
    FILTERS.flatMap((name) => {
      const raw = url[name];
      if (raw === undefined) return [];
      const read = filterShape[name].safeParse(readOne(name, raw));
      return read.success && read.data !== undefined ? [[name, read.data]] : [];
    }),
  ) as WorkerFilters;

/** No filter at all, whatever the side. */
export const noFilter: FilterChange = Object.fromEntries(FILTERS.filter((n) => n !== 'side').map((n) => [n, undefined]));

/** A skill code or its beginning, in words where our selection knows it. */
export const skillWords = (code: string, t: T): string => {
  const found = findOccupation(code) ?? occupationClasses.find((c) => c.code === code);
  return found ? `${t(found.name)} ${code}` : code;
};

export interface ChipWords {
  readonly key: string;
  readonly label: string;
  readonly words: string;
  readonly off: FilterChange;
}

/** Every filter in words, as chips, as the sentence of an empty list and on paper. */
export const chipsOf = (f: WorkerFilters, areaName: string, t: T): readonly ChipWords[] => {
  const chips: ChipWords[] = [];
  const add = (key: FilterName, label: string, words: string, off: FilterChange = { [key]: undefined }) =>
    chips.push({ key, label, words, off });
  const listed = <K extends string>(values: readonly K[], texts: Record<K, { zh: string; en: string }>) =>
    values.map((v) => t(texts[v])).join(t('、', ', '));
  const years = t(' 岁', '');
  if (f.q) add('q', t('查', 'Search'), f.q);
  if (f.area) add('area', t('户籍', 'Home'), areaName);
  if (f.ageFrom !== undefined || f.ageTo !== undefined)
    add(
      'ageFrom',
      t('年龄', 'Age'),
      f.ageTo === undefined
        ? t(`${f.ageFrom} 岁以上`, `${f.ageFrom} and over`)
        : f.ageFrom === undefined
          ? t(`${f.ageTo} 岁以下`, `${f.ageTo} and under`)
          : `${number(f.ageFrom)}–${number(f.ageTo)}${years}`,
      { ageFrom: undefined, ageTo: undefined },
    );
  if (f.sex) add('sex', t('性别', 'Sex'), t(sexWords(f.sex)) || t('没有登记', 'not recorded'));
  if (f.identity?.length) add('identity', t('身份', 'Group'), listed(f.identity, identityGroupTexts));
  if (f.ability?.length) add('ability', t('劳动能力', 'Ability'), listed(f.ability, abilityTexts));
  if (f.education?.length) add('education', t('文化程度', 'Education'), listed(f.education, educationTexts));
  if (f.willing?.length) add('willing', t('意愿', 'Intention'), listed(f.willing, willingTexts));
  if (f.working?.length) add('working', t('就业', 'Work'), listed(f.working, workingTexts));
  if (f.certified !== undefined) add('certified', t('证书', 'Certificate'), f.certified ? t('有', 'has one') : t('没有', 'has none'));
  if (f.inClass !== undefined) add('inClass', t('培训班', 'Class'), f.inClass ? t('正在读', 'in one') : t('没有在读', 'in none'));
  if (f.hukou) add('hukou', t('户口', 'Hukou'), t(hukouTexts[f.hukou]));
  if (f.skill) add('skill', t('技能', 'Skill'), skillWords(f.skill, t));
  if (f.household) add('household', t('户编号', 'Household'), f.household);
  if (f.dead) add('dead', t('去世的', 'The deceased'), t('也列出', 'listed too'));
  return chips;
};
