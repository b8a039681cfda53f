// 四项工程, their branches and the origin's brands, as data with their sources. Pure.
import type { Certainty } from '#standards/certainty.ts';
import {
  findOccupation,
  type Occupation,
  occupationsOf,
  type Programme as ProjectOfStandards,
} from '#standards/occupations/occupations.ts';
import type { Text } from '#standards/text.ts';

/** project: one of the four. branch: a part of one. brand: a name of the origin's, under which it trains for one of the four. */
export type ProgrammeKind = 'project' | 'branch' | 'brand';
export const programmeKindTexts: Record<ProgrammeKind, Text> = {
  project: { zh: '四项工程', en: 'One of the four' },
  branch: { zh: '分项', en: 'Branch' },
  brand: { zh: '输出地品牌', en: 'Brand of the origin' },
};
/** The four, under the codes the ledger of work and the agreements use. */
export type Project = 'cook' | 'technician' | 'homeService' | 'artisan';

interface Declared {
  readonly text: Text;
  readonly kind: ProgrammeKind;
  readonly project: Project;
  /** Two digits of the province whose programme it is. */
  readonly province: '44' | '45' | '52';
  /** The year it began; null where nobody told us. */
  readonly since: number | null;
  /** Names or codes of #standards/occupations; empty: all that the project trains for. */
  readonly occupations: readonly string[];
  readonly source: string;
  readonly certainty: Certainty;
}
const PLAN = '广东省实施“南粤家政”工程促进就业工作方案（母婴、居家、养老、医护四类各有实施方案；新闻转载）';
const BRANDS = '广西“八桂系列”劳务品牌（新闻报道）；对应哪一项工程是本系统的归类';

export const programmes = {
  cook: {
    text: { zh: '粤菜师傅', en: 'Cantonese Chef' },
    kind: 'project',
    project: 'cook',
    province: '44',
    since: 2018,
    occupations: [],
    source: '广东省“粤菜师傅”工程（2018 年起；新闻报道）',
    certainty: 'mirror',
  },
  technician: {
    text: { zh: '广东技工', en: 'Guangdong Technician' },
    kind: 'project',
    project: 'technician',
    province: '44',
    since: null,
    occupations: [],
    source: '广东省“广东技工”工程（新闻报道）',
    certainty: 'mirror',
  },
  homeService: {
    text: { zh: '南粤家政', en: 'Nanyue Home Service' },
    kind: 'project',
    project: 'homeService',
    province: '44',
    since: null,
    occupations: [],
    source: PLAN,
    certainty: 'mirror',
  },
  homeMaternity: {
    text: { zh: '南粤家政·母婴服务', en: 'Nanyue Home Service: mother and infant' },
    kind: 'branch',
    project: 'homeService',
    province: '44',
    since: null,
    occupations: ['母婴护理员（月嫂）', '育婴员', '4-10-01-01'],
    source: PLAN,
    certainty: 'mirror',
  },
  homeHousehold: {
    text: { zh: '南粤家政·居家服务', en: 'Nanyue Home Service: household' },
    kind: 'branch',
    project: 'homeService',
    province: '44',
    since: null,
    occupations: ['4-10-01-06', '家庭照护员', '整理收纳师'],
    source: PLAN,
    certainty: 'mirror',
  },
  homeElderly: {
    text: { zh: '南粤家政·养老服务', en: 'Nanyue Home Service: elderly care' },
    kind: 'branch',
    project: 'homeService',
    province: '44',
    since: null,
    occupations: ['4-10-01-05', '长期照护师', '4-14-02-05'],
    source: PLAN,
    certainty: 'mirror',
  },
  homeMedical: {
    text: { zh: '南粤家政·医护服务', en: 'Nanyue Home Service: health care' },
    kind: 'branch',
    project: 'homeService',
    province: '44',
    since: null,
    occupations: ['4-14-01-02', '4-14-01-03'],
    source: PLAN,
    certainty: 'mirror',
  },
  artisan: {
    text: { zh: '乡村工匠', en: 'Rural Artisan' },
    kind: 'project',
    project: 'artisan',
    province: '44',
    since: 2021,
    occupations: [],
    source: '广东省“乡村工匠”工程（2021 年起评职称；新闻报道）',
    certainty: 'mirror',
  },
  baguiHome: {
    text: { zh: '八桂家政', en: 'Bagui Home Service' },
    kind: 'brand',
    project: 'homeService',
    province: '45',
    since: null,
    occupations: ['4-10-01-06', '4-10-01-05', '母婴护理员（月嫂）'],
    source: BRANDS,
    certainty: 'unverified',
  },
  baguiBuilding: {
    text: { zh: '八桂建工', en: 'Bagui Builders' },
    kind: 'brand',
    project: 'artisan',
    province: '45',
    since: null,
    occupations: ['6-29-01-01', '6-29-01-04', '6-29-01-05', '6-29-01-07'],
    source: BRANDS,
    certainty: 'unverified',
  },
  baguiNoodles: {
    text: { zh: '八桂米粉师傅', en: 'Bagui Rice Noodle Chef' },
    kind: 'brand',
    project: 'cook',
    province: '45',
    since: null,
    occupations: ['4-03-02-01', '6-02-03-01'],
    source: BRANDS,
    certainty: 'unverified',
  },
} as const satisfies Record<string, Declared>;
export type Programme = keyof typeof programmes;
export const PROGRAMMES = Object.keys(programmes) as [Programme, ...Programme[]];
export const programmeTexts = Object.fromEntries(PROGRAMMES.map((p) => [p, programmes[p].text])) as Record<Programme, Text>;

/** The one of the four that it counts under: a spell or a figure knows only these. */
export const projectOf = (programme: Programme): Project => programmes[programme].project;
/** A project with its branches and brands. */
export const programmesUnder = (project: Project): readonly Programme[] => PROGRAMMES.filter((p) => programmes[p].project === project);

const ofStandards: Record<Project, ProjectOfStandards> = {
  cook: 'cantoneseChef',
  technician: 'guangdongTechnician',
  homeService: 'domesticService',
  artisan: 'ruralArtisan',
};
/** What it trains for; an occupation that our selection lacks is left out. */
export const occupationsFor = (programme: Programme): readonly Occupation[] => {
  const declared: Declared = programmes[programme];
  if (declared.occupations.length === 0) return occupationsOf(ofStandards[declared.project]);
  return declared.occupations.flatMap((name) => findOccupation(name) ?? []);
};
