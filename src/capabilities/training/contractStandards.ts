// Programmes and course standards: endpoints. Part of contract.ts.
import { z } from 'zod';
import { stepUpNeeded } from '#capabilities/access/contract.ts';
import { Day, endpoint, Id, line, named, page, paged, prose, rule, TextOut } from '#platform/contract.ts';
import { changed } from '#platform/problem.ts';
import { type EducationLevel, educationLevels } from '#standards/education/education.ts';
import { findOccupation, isOccupationCode } from '#standards/occupations/occupations.ts';
import { Chosen, words } from './contractFields.ts';
import * as p from './contractProblems.ts';
import { StandardOut, VersionRow } from './contractShapes.ts';
import { ADOPT, LeadsTo, Programme, READ, STANDARDS, StandardCertainty, VersionState } from './contractTexts.ts';

export const ProgrammeOut = z.object({
  code: Programme,
  text: TextOut,
  kind: z.enum(['project', 'branch', 'brand']),
  project: Programme,
  province: z.string(),
  since: z.int().nullable(),
  source: z.string(),
  certainty: z.enum(['official', 'mirror', 'unverified']),
  occupations: z.array(z.object({ code: z.string().nullable(), name: TextOut, certainty: z.enum(['official', 'mirror', 'unverified']) })),
  /** Standards of it in force today, and classes of the reader's by how far they are. */
  standards: z.int(),
  classes: z.int(),
  running: z.int(),
});
export type ProgrammeOut = z.infer<typeof ProgrammeOut>;
export const listProgrammes = endpoint({
  id: 'training.listProgrammes',
  method: 'GET',
  path: '/training/programmes',
  can: READ,
  summary: {
    zh: '四项工程、分项和输出地品牌，各有多少标准和班',
    en: 'The four programmes, their branches and brands, with their standards and classes',
  },
  input: z.object({}),
  output: z.object({ items: z.array(ProgrammeOut), today: Day }),
});

export const listStandards = endpoint({
  id: 'training.listStandards',
  method: 'GET',
  path: '/training/standards',
  can: READ,
  summary: { zh: '统一培训标准，按工程和状态筛选', en: 'Course standards by programme and state' },
  input: z.object({
    ...paged,
    q: named(line(60).optional(), '查什么', 'Query'),
    programme: Programme.optional(),
    state: VersionState.optional(),
    /** Waits for the adoption of the reader's own office. */
    waiting: z.boolean().optional(),
    /** All versions; else of each standard the one in force, or the newest. */
    all: z.boolean().optional(),
  }),
  output: page(VersionRow),
});
export const readStandard = endpoint({
  id: 'training.readStandard',
  method: 'GET',
  path: '/training/standards/:id',
  can: READ,
  summary: { zh: '一个培训标准和它的各版', en: 'One course standard with its versions' },
  input: z.object({ id: Id }),
  output: StandardOut,
});

const hours = named(z.int().min(0).max(2000), '课时', 'Hours');
export const ModuleIn = z
  .object({
    title: named(line(60), '模块名称', 'Title of the module'),
    theoryHours: hours,
    practiceHours: hours,
    units: named(z.array(line(60)).max(20).default([]), '能力单元', 'Competence units'),
  })
  .superRefine((m, context) => {
    if (m.theoryHours + m.practiceHours > 0) return;
    const text = { zh: '理论和实操课时不能都是 0', en: 'Hours of theory and practice cannot both be 0' };
    context.addIssue({ code: 'custom', path: ['theoryHours'], message: text.zh, params: { rule: 'training.noHours', text } });
  });
const score = z.int().min(1).max(100).nullable().default(null);
const occupation = rule(
  z.string().trim().max(40),
  (text) => isOccupationCode(text) || findOccupation(text) !== undefined,
  'training.occupation',
  '没有这个职业或专项能力。写大典代码（如 4-03-02-01），或者选一个名称（如“广东烧味制作”）',
  'There is no such occupation or special ability. Give the code (4-03-02-01), or choose a name',
);
const noEducation = z.literal('');
export const Education = z.union([noEducation, z.enum(educationLevels as unknown as [EducationLevel, ...EducationLevel[]])]);
/** What a version says; drafting and saving take the same. */
export const versionFields = {
  label: named(line(12), '版本号', 'Version'),
  title: named(line(60, 2), '标准名称', 'Title'),
  programme: named(Programme, '工程', 'Programme'),
  occupation: named(occupation, '职业或专项能力', 'Occupation or special ability'),
  leadsTo: named(LeadsTo, '通向什么证书', 'Leads to'),
  leadsName: named(line(60), '证书名称', 'Name of the certificate'),
  leadsLevel: named(z.int().min(1).max(5).nullable().default(null), '等级', 'Level'),
  ageFrom: named(z.int().min(14).max(80), '最小年龄', 'Least age'),
  ageTo: named(z.int().min(14).max(90).nullable().default(null), '最大年龄', 'Greatest age'),
  education: named(Education.default(''), '文化程度要求', 'Least education'),
  admission: named(prose(500).default(''), '其他入学条件', 'Other conditions of admission'),
  attendancePercent: named(z.int().min(1).max(100), '出勤要求（%）', 'Attendance asked (%)'),
  theoryPass: named(score, '理论合格分', 'Mark to pass in theory'),
  practicePass: named(score, '实操合格分', 'Mark to pass in practice'),
  passRule: named(prose(500).default(''), '其他合格条件', 'Other conditions to pass'),
  materials: named(prose(1000).default(''), '教材和设备', 'Materials and equipment'),
  sizeFrom: named(z.int().min(1).max(500), '最少人数', 'Least size'),
  sizeTo: named(z.int().min(1).max(500), '最多人数', 'Greatest size'),
  lessonMinutes: named(z.int().min(30).max(60).default(45), '每课时分钟', 'Minutes of a lesson hour'),
  validFrom: named(Day, '施行日期', 'In force from'),
  sides: named(z.array(Chosen).min(2).max(8), '采用方', 'Sides that adopt it'),
  modules: named(z.array(ModuleIn).max(30), '模块', 'Modules'),
  documentNumber: named(words(80), '文号', 'Document number'),
  source: named(line(200), '依据', 'Source'),
  certainty: named(StandardCertainty.default('official'), '可靠程度', 'Certainty'),
  note: named(prose(500).default(''), '说明', 'Note'),
};
type Drafted = {
  readonly sizeFrom: number;
  readonly sizeTo: number;
  readonly ageFrom: number;
  readonly ageTo: number | null;
  readonly leadsTo: LeadsTo;
  readonly leadsLevel: number | null;
};
const together = (v: Drafted, context: z.core.$RefinementCtx): void => {
  const say = (path: string, ruleName: string, zh: string, en: string) =>
    context.addIssue({ code: 'custom', path: [path], message: zh, params: { rule: `training.${ruleName}`, text: { zh, en } } });
  if (v.sizeTo < v.sizeFrom)
    say(
      'sizeTo',
      'sizeOrder',
      `最多人数 ${v.sizeTo} 少于最少人数 ${v.sizeFrom}，请对调或改正`,
      `The greatest size ${v.sizeTo} is below the least ${v.sizeFrom}; swap or correct them`,
    );
  if (v.ageTo !== null && v.ageTo < v.ageFrom)
    say(
      'ageTo',
      'ageOrder',
      `最大年龄 ${v.ageTo} 小于最小年龄 ${v.ageFrom}，请对调或改正`,
      `The greatest age ${v.ageTo} is below the least ${v.ageFrom}; swap or correct them`,
    );
  if (v.leadsLevel !== null && v.leadsTo !== 'certificate')
    say(
      'leadsLevel',
      'levelOf',
      '只有职业技能等级证书才有等级，这里请空着',
      'Only a vocational skill certificate has a level; leave this empty',
    );
  if (v.leadsLevel === null && v.leadsTo === 'certificate')
    say('leadsLevel', 'levelMissing', '职业技能等级证书要选等级', 'A vocational skill certificate needs its level');
};

const writing = [p.unknownCode, p.sidesRefused, p.notYourStandard, p.labelTaken] as const;
export const createStandard = endpoint({
  id: 'training.createStandard',
  method: 'POST',
  path: '/training/standards',
  can: STANDARDS,
  summary: { zh: '起草一个培训标准', en: 'Draft a course standard' },
  input: z
    .object({
      code: named(
        rule(
          z.string().trim().toUpperCase(),
          (c) => /^[A-Z0-9][A-Z0-9-]{1,19}$/.test(c),
          'training.code',
          '代码用 2 到 20 位大写字母、数字和短横，如 YC-SW',
          'A code has 2 to 20 capital letters, digits and hyphens, such as YC-SW',
        ),
        '标准代码',
        'Code',
      ),
      ...versionFields,
    })
    .superRefine(together),
  output: StandardOut,
  problems: [...writing, p.codeTaken],
});
export const draftVersion = endpoint({
  id: 'training.draftVersion',
  method: 'POST',
  path: '/training/standards/:id/versions',
  can: STANDARDS,
  summary: { zh: '起草新版', en: 'Draft a new version' },
  input: z.object({ id: Id, ...versionFields }).superRefine(together),
  output: StandardOut,
  problems: [...writing, p.draftOpen],
});
export const saveVersion = endpoint({
  id: 'training.saveVersion',
  method: 'POST',
  path: '/training/versions/:versionId/save',
  can: STANDARDS,
  summary: { zh: '修改草案', en: 'Change a draft' },
  input: z.object({ versionId: Id, revision: z.int(), ...versionFields }).superRefine(together),
  output: StandardOut,
  problems: [...writing, p.notADraft, changed],
});
export const discardVersion = endpoint({
  id: 'training.discardVersion',
  method: 'POST',
  path: '/training/versions/:versionId/discard',
  can: STANDARDS,
  summary: { zh: '撤销草案', en: 'Discard a draft' },
  input: z.object({ versionId: Id, revision: z.int() }),
  output: z.object({}),
  problems: [p.notYourStandard, p.notADraft, changed],
});
export const adoptVersion = endpoint({
  id: 'training.adoptVersion',
  method: 'POST',
  path: '/training/versions/:versionId/adopt',
  can: ADOPT,
  stepUp: true,
  summary: { zh: '采用：由本级主管账号登记采用日期', en: 'Adopt: the office of a side enters the day' },
  input: z.object({
    versionId: Id,
    /** The text that is adopted. */
    revision: z.int(),
    side: named(Chosen, '哪一方', 'Side'),
    adoptedOn: named(Day, '采用日期', 'Day of adoption'),
    documentNumber: named(words(80), '文号', 'Document number'),
  }),
  output: StandardOut,
  problems: [p.notYourSide, p.versionLacking, p.adoptedAlready, p.adoptedLater, changed, stepUpNeeded],
});
export const unadoptVersion = endpoint({
  id: 'training.unadoptVersion',
  method: 'POST',
  path: '/training/versions/:versionId/unadopt',
  can: ADOPT,
  stepUp: true,
  summary: { zh: '收回采用（各方都采用之前）', en: 'Take an adoption back, before all sides have adopted' },
  input: z.object({ versionId: Id, side: named(Chosen, '哪一方', 'Side') }),
  output: StandardOut,
  problems: [p.notYourSide, p.notAdopted, p.adoptedByAll, stepUpNeeded],
});

export const standardsEndpoints = [
  listProgrammes,
  listStandards,
  readStandard,
  createStandard,
  draftVersion,
  saveVersion,
  discardVersion,
  adoptVersion,
  unadoptVersion,
] as const;
