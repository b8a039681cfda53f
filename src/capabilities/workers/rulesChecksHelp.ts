// Rules about plans and assistance; most sheets have none of these columns. V15, V16, V17, V18.

import type { Finding } from '#capabilities/rosters/rules.ts';
import { addMonths } from '#standards/calendar/calendar.ts';
import { endOf, isAbout, isBlank, none, type RowRule, startOf, tell, worksAway } from './rulesChecksShapes.ts';
import { monthsApart, spanOf } from './rulesSpan.ts';
import type { Measure, WorkerRow } from './rulesWorkerRow.ts';

/** 开发式帮扶; training alone is none of them. */
const DEVELOPING: readonly Measure[] = ['employment', 'labourExport', 'industry', 'finance', 'publicPost'];
const MONTHS_WITHOUT_HELP = 6;

const canWork = (row: WorkerRow): boolean => row.labour === 'ordinary' || row.labour === 'skilled' || row.labour === 'weak';

const plansWithNeeds: RowRule = {
  id: 'V15',
  severity: 'doubt',
  text: { zh: '计划务工的要填就业服务需求', en: 'Who plans to work has services needed filled in' },
  fields: ['plansToWork', 'serviceNeeds'],
  check: (row) =>
    row.plansToWork === true && isBlank(row, 'serviceNeeds')
      ? tell(
          'V15',
          'doubt',
          ['serviceNeeds', 'plansToWork'],
          '计划务工，没有填就业服务需求',
          'Plans to work, but no service needed is given',
          ['问清需要什么服务后补填；不需要的填“无需求”', 'Ask and fill it in; “none needed” where nothing is'],
        )
      : none,
};

const helpInTime: RowRule = {
  id: 'V16',
  severity: 'doubt',
  text: {
    zh: '风险未消除、有劳动力的，识别 6 个月内要有就业、产业、金融或公益性岗位帮扶；只有技能培训不算',
    en: 'Within six months a household at risk that can work gets help by work, trade, credit or a post; training alone does not count',
  },
  fields: ['measures', 'riskRemoved', 'identifiedOn', 'labour'],
  check: (row, context) => {
    const since = spanOf(row.identifiedOn);
    if (row.riskRemoved !== false || !since || !canWork(row) || !isAbout(row, 'measures')) return none;
    if (row.measures?.some((m) => DEVELOPING.includes(m))) return none;
    if (since.lastDay >= addMonths(context.today, -MONTHS_WITHOUT_HELP)) return none;
    const training = row.measures?.includes('training');
    return tell(
      'V16',
      'doubt',
      ['measures', 'identifiedOn'],
      `${row.identifiedOn} 识别，风险未消除、有劳动力，超过 6 个月${training ? '只有技能培训' : '没有开发式帮扶'}`,
      `At risk since ${row.identifiedOn} and able to work, for more than six months ${training ? 'with training only' : 'without help into work, trade, credit or a post'}`,
      ['安排就业、产业、金融或公益性岗位帮扶，已安排的补录', 'Arrange help, or record what was arranged'],
    );
  },
};

const helpIsReal: RowRule = {
  id: 'V17',
  severity: 'doubt',
  text: {
    zh: '登记了务工补贴、劳务输出或就业帮扶的，要有金额、有县外务工、有人就业',
    en: 'Behind a subsidy, labour export or help into work stand an amount, work outside the county, somebody who works',
  },
  fields: ['subsidyRegistered', 'subsidyAmount', 'measures', 'working', 'place', 'identifiedOn', 'householdWages'],
  check: (row, context) => {
    if (row.subsidyRegistered !== true && !row.measures) return none;
    const found: Finding[] = [];
    if (row.subsidyRegistered === true && (row.subsidyAmount === 0 || row.subsidyAmount === null))
      found.push(
        ...tell(
          'V17',
          'doubt',
          ['subsidyAmount', 'subsidyRegistered'],
          `登记享受外出务工补贴，金额${row.subsidyAmount === 0 ? '却是 0' : '没有填'}`,
          `A subsidy for work away is registered, but its amount is ${row.subsidyAmount === 0 ? '0' : 'missing'}`,
          ['补填金额；没有享受的改为“否”', 'Fill in the amount; “no” where there was none'],
        ),
      );
    if (row.measures?.includes('labourExport') && isAbout(row, 'place') && isAbout(row, 'homeCounty')) {
      const [since, start, end] = [spanOf(row.identifiedOn), startOf(row), endOf(row)];
      const over = since !== null && end !== null && end.last < since.first;
      const never = row.working === false && (row.place === null || row.start === null) && !start;
      if (worksAway(row, context) === false || over || never)
        found.push(
          ...tell(
            'V17',
            'doubt',
            ['measures', 'place'],
            `登记了劳务输出帮扶，${since ? '识别以后' : ''}却没有县外务工`,
            `Help by labour export is recorded, yet there is no work outside the county${since ? ' since identification' : ''}`,
            ['核对务工地点、时间和帮扶措施', 'Check place and time of work and the measures'],
          ),
        );
    }
    if (row.measures?.includes('employment')) {
      const nobody = context.facts?.household?.works === false;
      if (nobody || row.householdWages === 0)
        found.push(
          ...tell(
            'V17',
            'doubt',
            ['measures', nobody ? 'working' : 'householdWages'],
            `登记了就业帮扶，${nobody ? '家里却没有人务工' : '家庭工资性收入却是 0'}`,
            `Help into work is recorded, yet ${nobody ? 'nobody of the household works' : 'the wages of the household are 0'}`,
            ['核对帮扶措施和务工情况', 'Check the measures and who works'],
          ),
        );
    }
    return found;
  },
};

const riskIsReal: RowRule = {
  id: 'V18',
  severity: 'doubt',
  text: {
    zh: '风险为务工就业不稳的，要有劳动力、有务工记录；风险不应上月识别、下月就消除',
    en: 'A risk by unstable work supposes labour and a record of work; a risk is not found one month and gone the next',
  },
  fields: ['riskCauses', 'labour', 'working', 'start', 'identifiedOn', 'removedOn'],
  check: (row) => {
    if (!row.riskCauses && !row.removedOn) return none;
    const found: Finding[] = [];
    if (row.riskCauses?.includes('unstableWork')) {
      const unable = row.labour === 'none' || row.labour === 'lost';
      const idle = row.working === false && row.start === null;
      if (unable || idle)
        found.push(
          ...tell(
            'V18',
            'doubt',
            ['riskCauses', unable ? 'labour' : 'working'],
            `风险是务工就业不稳，却${unable ? '没有劳动力' : '没有务工记录'}`,
            `The risk is unstable work, yet there is ${unable ? 'no labour ability' : 'no record of work'}`,
            ['核对风险类型、劳动技能和务工情况', 'Check the cause of the risk, labour ability and work'],
          ),
        );
    }
    const [found_, removed] = [spanOf(row.identifiedOn), spanOf(row.removedOn)];
    const apart = found_ && removed ? monthsApart(found_, removed) : null;
    if (apart !== null && apart <= 1)
      found.push(
        ...tell(
          'V18',
          'doubt',
          ['removedOn', 'identifiedOn'],
          apart < 0
            ? `风险消除时间 ${row.removedOn} 早于识别时间 ${row.identifiedOn}`
            : `风险 ${row.identifiedOn} 识别，${row.removedOn} 就消除`,
          apart < 0
            ? `The risk was removed (${row.removedOn}) before it was identified (${row.identifiedOn})`
            : `The risk was identified in ${row.identifiedOn} and removed by ${row.removedOn}`,
          ['核对两个时间，并附消除依据', 'Check both dates and add what the removal rests on'],
        ),
      );
    return found;
  },
};

export const helpRules: readonly RowRule[] = [plansWithNeeds, helpInTime, helpIsReal, riskIsReal];
