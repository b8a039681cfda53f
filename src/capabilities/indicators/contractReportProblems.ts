import { problem } from '#platform/problem.ts';

export const noSuchPeriod = problem(
  'indicators.noSuchPeriod',
  422,
  '“{period}”不是{kind}的期间。写法如：{example}',
  '“{period}” is no period of a {kindEn} form; write it such as {example}',
);
export const formContradicts = problem(
  'indicators.formContradicts',
  422,
  '这张表有 {n} 处自相矛盾：{faults}',
  'The form contradicts itself in {n} place(s): {faultsEn}',
);
export const columnOutsideArea = problem(
  'indicators.columnOutsideArea',
  422,
  '“{column}”这一列的地点不在所选地区（{area}）之内，永远没有人。请换地区，或改这一列',
  'The place of the column “{columnEn}” lies outside the chosen area ({areaEn}): nobody would count. Choose another area or change the column',
);
export const rowsAboveArea = problem(
  'indicators.rowsAboveArea',
  422,
  '行按{rows}分，所选地区（{area}）比它还小，一行里会有一部分不是您要的。请把行改成下一级，或选大一点的地区',
  'The rows go by {rowsEn} and the chosen area ({areaEn}) is smaller than one of them. Choose rows below it, or a larger area',
);
export const notYourOffice = problem(
  'indicators.notYourOffice',
  403,
  '报表样只能存给自己单位。您的单位：{offices}',
  'A form is saved for one’s own office. Yours: {officesEn}',
);
export const reportsWait = problem(
  'indicators.reportsWait',
  429,
  '您有 {n} 份报表还在做，等做好或取消一份再要新的',
  '{n} reports of yours are still being made; wait for one, or cancel one',
);
export const freeNotScheduled = problem(
  'indicators.freeNotScheduled',
  422,
  '自定起止的表没有固定周期，不能定期做。请用月报、季报或年报样',
  'A form with days of one’s own has no regular period; schedule a monthly, quarterly or yearly one',
);
export const scheduledAlready = problem(
  'indicators.scheduledAlready',
  409,
  '这张表、这个地区已经在定期做了，不用再定',
  'This form is already made on schedule for this area',
);
export const publicityNobody = problem(
  'indicators.publicityNobody',
  422,
  '这个数后面没有您能看到的人，没有名单可公示',
  'There is nobody behind this figure whom you may see, so nothing to publish',
);
export const publicityTooMany = problem(
  'indicators.publicityTooMany',
  422,
  '名单有 {n} 人，一份公示名单最多 {limit} 人。请按乡镇或村分开公示',
  'The list holds {n} people, and a publicity list {limit} at most; publish it town by town or village by village',
);
export const publicityUntil = problem(
  'indicators.publicityUntil',
  422,
  '公示截止日 {until} 已经过了，今天是 {today}。请填今天以后的日子',
  'The last day of the publicity, {until}, has passed: today is {today}. Give a later day',
);
export const publicityNotRates = problem(
  'indicators.publicityNotRates',
  422,
  '稳岗率是比率，没有可公示的名单。请从人数指标导出',
  'Retention is a rate and has no list to publish; take it from a figure of persons',
);
export const reportTooLarge = problem(
  'indicators.reportTooLarge',
  422,
  '这张表至少有 {rows} 行、{columns} 栏，{cells} 格；{what}最多 {limit} 格。请选小一点的地区、把行改成上一级（如村改成乡镇），或少列几栏',
  'The report has at least {rows} rows and {columns} columns, {cells} cells; {whatEn} holds {limit} at most. Choose a smaller area, rows of a higher level (towns instead of villages) or fewer columns',
);
export const reportUnderWay = problem(
  'indicators.reportUnderWay',
  409,
  '这份报表还在做，先取消再删',
  'This report is still being made; cancel it first',
);
export const reportsToday = problem(
  'indicators.reportsToday',
  429,
  '您 24 小时内已经要了 {n} 份报表，最多 {limit} 份，请晚些再做',
  'You have asked for {n} reports within 24 hours, {limit} at most; try again later',
);
export const tooManyForms = problem(
  'indicators.tooManyForms',
  409,
  '本单位已有 {n} 张表样，最多 {limit} 张。请先停用不用的',
  'Your office has {n} forms, {limit} at most; retire some first',
);
export const tooManySchedules = problem(
  'indicators.tooManySchedules',
  409,
  '您已有 {n} 份定期报表，最多 {limit} 份。请先停掉不用的',
  'You have {n} reports on schedule, {limit} at most; stop some first',
);
