import { problem } from '#platform/problem.ts';

export const noSuchFigure = problem('indicators.noSuchFigure', 404, '没有指标 {id}', 'There is no figure {id}');
export const awaitedFigure = problem(
  'indicators.awaited',
  422,
  '{name}还没有启用：{awaits}。没有数就不出数，不会显示为 0',
  '{nameEn} is not measured yet: {awaitsEn}. It is not shown as 0',
);
export const externalFigure = problem(
  'indicators.external',
  422,
  '{name}是外部数据，由别处公布、在这里录入，不由本系统统计，也分不到人。请到指标页看录入的数和来源',
  '{nameEn} is published elsewhere and entered here: it is not computed and has no persons. See the entries and their sources on its page',
);
export const countsUnits = problem(
  'indicators.countsUnits',
  422,
  '{id} 数的是协议和劳务站，不是人，没有名单可下钻到人。请到“协议与劳务站”那一页看',
  '{id} counts agreements and stations, not persons; see its own page',
);
export const derivedFigure = problem(
  'indicators.derivedFigure',
  422,
  '{name}按协议算，不是一群人的数：请到“目标完成”看，那里的人数能点开到人',
  '{nameEn} is told by agreement and counts no persons of its own: see “Completion of targets”, where the persons open',
);
export const periodBackwards = problem(
  'indicators.periodBackwards',
  422,
  '起始日 {from} 在截止日 {to} 之后，请对调或改正',
  'The first day {from} lies after the last day {to}',
);
export const dayLater = problem(
  'indicators.dayLater',
  422,
  '截止日 {day} 还没有到，今天是 {today}；只能统计到今天',
  'The day {day} has not come: today is {today}, and figures reach to today',
);
export const knownLater = problem(
  'indicators.knownLater',
  422,
  '“按 {k} 所知”还没有到：现在最晚能按 {watermark} 所知统计',
  'Nothing is known as of {k} yet: the latest instant is {watermark}',
);
export const notADimension = problem(
  'indicators.notADimension',
  422,
  '{figure}不能按“{dimension}”分：没有这个维度。可用的维度：{known}',
  '{figureEn} has no dimension “{dimension}”; there are: {known}',
);
export const notAValue = problem('indicators.notAValue', 422, '“{dimension}”没有取值“{value}”', '“{dimensionEn}” has no value “{value}”');
export const notYourCell = problem(
  'indicators.notYourCell',
  403,
  '这个数的户籍地和就业地都不在您的辖区。请把户籍地或就业地选到您的辖区以内：{areas}',
  'Neither home nor place of work of this figure lies in your area. Choose a home or place of work within: {areasEn}',
);
export const homeTooFine = problem(
  'indicators.homeTooFine',
  403,
  '名单按户籍地只能选到县：{area}的乡镇和村不在您的辖区，选到乡镇或村就等于写明每个人的老家。请改选到县，或不选户籍地',
  'A list of persons can be narrowed by home to a county at most: towns and villages of {areaEn} lie outside your area, and one of them would tell of everybody where they come from. Choose the county, or no home',
);
export const sameDimension = problem('indicators.sameDimension', 422, '两个维度是同一个：{dimension}', 'Both dimensions are {dimensionEn}');
export const tooManyQuestions = problem(
  'indicators.tooManyQuestions',
  429,
  '您一小时内已经让系统新统计了 {n} 次，请 {minutes} 分钟后再问新的。已经统计过的数随时可以看',
  'You had {n} questions computed anew within an hour; ask new ones in {minutes} min. What was computed already can be read at any time',
);
export const questionsWait = problem(
  'indicators.questionsWait',
  429,
  '正在排队统计的太多，请等前面的出来再问',
  'Too many questions wait to be computed; ask again when those before are there',
);
export const runGone = problem(
  'indicators.runGone',
  503,
  '统计的结果刚被清理，请再试一次',
  'What was computed has just been cleared away; please try again',
);
