// Rules over one row about the person: age, labour, health, school. V06, V11, V12, V13, V19.

import type { Finding } from '#capabilities/rosters/rules.ts';
import { schoolStages } from '#standards/education/schoolStage.ts';
import { ageAt, endOf, holdsPublicPost, isBlank, isFilled, none, type RowRule, startOf, tell, worksAway } from './rulesChecksShapes.ts';
import { labourTexts, type WorkerRow } from './rulesWorkerRow.ts';

const WORKING_AGE = 16;
const OLD_AGE = 60;
const POST_TOO_OLD = 70;
/** Where the sheet does not tell about schooling, nobody below this age is called idle. */
const SURELY_OUT_OF_SCHOOL = 30;

const stages = new Map(schoolStages.map((stage) => [stage.code, stage]));
const stageOf = (row: WorkerRow) => (row.school ? stages.get(row.school) : undefined);

const postAge: RowRule = {
  id: 'V06',
  severity: 'error',
  text: {
    zh: '公益性岗位人员须年满 16 周岁，一般不满 70 周岁',
    en: 'Holders of public-welfare posts are at least 16 and, as a rule, below 70 years old',
  },
  fields: ['channel', 'publicPostKind', 'idNumber', 'start', 'end'],
  check: (row, context) => {
    if (!holdsPublicPost(row)) return none;
    const [start, end] = [startOf(row), endOf(row)];
    const field = row.channel === 'publicPost' ? 'channel' : 'publicPostKind';
    const youngest = ageAt(row, start && start.lastDay < context.today ? start.lastDay : context.today);
    if (youngest !== null && youngest < WORKING_AGE)
      return tell(
        'V06',
        'error',
        [field, 'idNumber'],
        youngest < 0 ? '到公益性岗位时还没有出生' : `到公益性岗位时只有 ${youngest} 岁，未满 16 周岁`,
        youngest < 0 ? 'In a public-welfare post before birth' : `Only ${youngest} years old in a public-welfare post; 16 is the least`,
        ['核对证件号码和就业渠道', 'Check identity number and channel'],
      );
    const oldest = ageAt(row, end && end.firstDay < context.today ? end.firstDay : context.today);
    if (oldest !== null && oldest >= POST_TOO_OLD)
      return tell(
        'V06',
        'doubt',
        [field, 'idNumber'],
        `公益性岗位人员已 ${oldest} 岁（70 周岁及以上）`,
        `${oldest} years old in a public-welfare post (70 or more)`,
        ['核对是否还在岗，属实的请说明', 'Check whether the person is still in the post; explain it where it is true'],
      );
    return none;
  },
};

const postFilledTogether: RowRule = {
  id: 'V06',
  severity: 'doubt',
  text: { zh: '公益性岗位类型和月数要一起填', en: 'Kind and months of a public-welfare post are filled in together' },
  fields: ['publicPostKind', 'publicPostMonths'],
  check: (row) => {
    if (isFilled(row, 'publicPostKind') && isBlank(row, 'publicPostMonths'))
      return tell(
        'V06',
        'doubt',
        ['publicPostMonths', 'publicPostKind'],
        `填了公益性岗位类型“${row.publicPostKind}”，没有填月数`,
        `There is the public-welfare post “${row.publicPostKind}”, but no months`,
        ['补填月数', 'Fill in the months'],
      );
    if (isBlank(row, 'publicPostKind') && typeof row.publicPostMonths === 'number' && row.publicPostMonths > 0)
      return tell(
        'V06',
        'doubt',
        ['publicPostKind', 'publicPostMonths'],
        `填了公益性岗位 ${row.publicPostMonths} 个月，没有填类型`,
        `There are ${row.publicPostMonths} months of a public-welfare post, but no kind`,
        ['补填公益性岗位类型', 'Fill in the kind of post'],
      );
    return none;
  },
};

const awayWithoutLabour: RowRule = {
  id: 'V11',
  severity: 'doubt',
  text: {
    zh: '无劳动力、丧失劳动力、弱劳动力或半劳动力、特困供养人员一般不外出务工',
    en: 'Persons without full labour ability, or destitute in care, do not work away as a rule',
  },
  fields: ['labour', 'identity', 'place', 'homeCounty', 'working'],
  check: (row, context) => {
    const { labour } = row;
    const weak = labour === 'none' || labour === 'lost' || labour === 'weak';
    if (row.working === false || (!weak && !row.identity) || worksAway(row, context) !== true) return none;
    const found: Finding[] = [];
    const advice = ['核对劳动技能（户类型）和务工地点，改正填错的一项', 'Check labour ability, kind of household and place'] as const;
    if (weak) {
      const word = labourTexts[labour];
      found.push(
        ...tell(
          'V11',
          'doubt',
          ['labour', 'place'],
          `劳动技能是“${word.zh}”，却在县外务工`,
          `Labour ability is “${word.en}”, yet the person works outside the county`,
          advice,
        ),
      );
    }
    if (row.identity?.some((kind) => kind.endsWith('_tekun')))
      found.push(
        ...tell(
          'V11',
          'doubt',
          ['identity', 'place'],
          '特困供养人员却在县外务工',
          'Destitute in care, yet working outside the county',
          advice,
        ),
      );
    return found;
  },
};

const students: RowRule = {
  id: 'V12',
  severity: 'doubt',
  text: {
    zh: '在校生不登记为务工；在校生、未满 16 周岁的，劳动技能应为“无劳动力”',
    en: 'Students are not registered as working; students and children below 16 have no labour ability',
  },
  fields: ['school', 'working', 'labour', 'idNumber'],
  check: (row, context) => {
    const stage = stageOf(row);
    if (!stage?.student && (!row.labour || row.labour === 'none')) return none;
    const found: Finding[] = [];
    if (stage?.student && row.working === true)
      found.push(
        ...tell(
          'V12',
          'doubt',
          ['school', 'working'],
          `在校生（${stage.name.zh}）登记为正在务工`,
          `Registered as working while at school (${stage.name.en})`,
          [
            '已毕业的清空在校生状况；假期工、实习不算务工',
            'Clear the stage of schooling after graduation; holiday jobs and internships are no employment',
          ],
        ),
      );
    if (!row.labour || row.labour === 'none') return found;
    const word = labourTexts[row.labour];
    const advice = [
      '劳动技能改为“无劳动力”，或改正在校生状况、证件号码',
      'Make it “no labour ability”, or put schooling or number right',
    ] as const;
    const age = ageAt(row, context.today);
    if (stage?.student)
      found.push(
        ...tell(
          'V12',
          'doubt',
          ['labour', 'school'],
          `在校生（${stage.name.zh}）的劳动技能填了“${word.zh}”`,
          `At school (${stage.name.en}), yet labour ability is “${word.en}”`,
          advice,
        ),
      );
    else if (age !== null && age < WORKING_AGE)
      found.push(
        ...tell(
          'V12',
          'doubt',
          ['labour', 'idNumber'],
          `只有 ${age} 岁，劳动技能填了“${word.zh}”`,
          `Only ${age} years old, yet labour ability is “${word.en}”`,
          advice,
        ),
      );
    return found;
  },
};

const labourFitsAge: RowRule = {
  id: 'V13',
  severity: 'doubt',
  text: {
    zh: '16 至 59 周岁、健康、非在校的，一般有劳动力；60 周岁及以上的，一般不是普通或技能劳动力',
    en: 'Healthy persons of 16 to 59 out of school have labour ability; those of 60 or more are no ordinary or skilled labour',
  },
  fields: ['labour', 'health', 'school', 'idNumber'],
  check: (row, context) => {
    const { labour, health } = row;
    const age = labour ? ageAt(row, context.today) : null;
    if (!labour || age === null) return none;
    const word = labourTexts[labour];
    if (age >= OLD_AGE) {
      if (labour !== 'ordinary' && labour !== 'skilled') return none;
      return tell(
        'V13',
        'doubt',
        ['labour', 'idNumber'],
        `已 ${age} 岁，劳动技能仍是“${word.zh}”`,
        `${age} years old, yet labour ability is “${word.en}”`,
        ['核对劳动技能，属实的请说明', 'Check labour ability; explain it where it is true'],
      );
    }
    if (age < WORKING_AGE || labour === 'ordinary' || labour === 'skilled') return none;
    if (!health || health.length === 0 || health.some((h) => h !== 'healthy')) return none;
    if (stageOf(row)?.student || (row.school === undefined && age < SURELY_OUT_OF_SCHOOL)) return none;
    return tell(
      'V13',
      'doubt',
      ['labour', 'health'],
      `${age} 岁、健康、不在校，劳动技能却是“${word.zh}”`,
      `${age} years old, healthy and out of school, yet labour ability is “${word.en}”`,
      ['核对健康状况和劳动技能', 'Check health and labour ability'],
    );
  },
};

const skilledOutOfWork: RowRule = {
  id: 'V19',
  severity: 'hint',
  text: {
    zh: '大专及以上学历或技能劳动力没有就业，可主动联系',
    en: 'College graduates and skilled labour out of work: somebody to call on',
  },
  fields: ['working', 'education', 'labour'],
  check: (row, context) => {
    if (row.working !== false || stageOf(row)?.student) return none;
    const age = ageAt(row, context.today);
    if (age !== null && (age < WORKING_AGE || age >= OLD_AGE)) return none;
    const college = row.education === 'juniorCollege' || row.education === 'bachelorOrAbove';
    if (!college && row.labour !== 'skilled') return none;
    return tell(
      'V19',
      'hint',
      ['working', college ? 'education' : 'labour'],
      `${college ? '大专及以上学历' : '技能劳动力'}，目前没有就业`,
      `${college ? 'A college graduate' : 'Skilled labour'}, at present out of work`,
      ['主动联系，推送岗位', 'Call on the person and offer vacancies'],
    );
  },
};

export const personRules: readonly RowRule[] = [postAge, postFilledTogether, awayWithoutLabour, students, labourFitsAge, skilledOutOfWork];
