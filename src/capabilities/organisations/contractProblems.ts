// What organisations refuse, each with its sentence. Part of contract.ts, which passes it on.
import { problem } from '#platform/problem.ts';

export const usccTaken = problem(
  'organisations.usccTaken',
  409,
  '这个统一社会信用代码已经登记给“{name}”（{place}）。请打开那一家，不用另外登记',
  'This code is already registered for {name} ({placeEn}). Open that one instead of registering it again',
);
export const usccRace = problem(
  'organisations.usccRace',
  409,
  '这个统一社会信用代码刚刚由别人登记了。请按代码查找那一家',
  'Somebody has just registered this code; search for it and open that organisation',
);
export const unknownPlace = problem(
  'organisations.unknownPlace',
  422,
  '没有认出“{text}”是哪里。{hint}',
  'The place “{text}” was not recognised. {hintEn}',
);
export const placeTooWide = problem(
  'organisations.placeTooWide',
  422,
  '“{place}”没有到县。请写到区县或更细，如“广州市白云区”',
  '{placeEn} is wider than a county; name the county or anything inside it',
);
export const outsideArea = problem(
  'organisations.outsideArea',
  403,
  '{place}不在您的辖区，这里的机构由当地或上一级登记和更正',
  '{placeEn} lies outside your area; its own authority, or the level above, registers and corrects organisations there',
);
export const notYourOrganisation = problem(
  'organisations.notYourOrganisation',
  403,
  '这不是您所在的机构，联系人由它自己或当地人社部门登记',
  'This is not your organisation; its contacts are kept by itself or by the authority there',
);
export const closedAlready = problem(
  'organisations.closedAlready',
  409,
  '“{name}”已于 {closedOn} 停业。要再登记，请先撤销停业',
  '{name} closed on {closedOn}. Reopen it before recording anything new',
);
export const notClosed = problem('organisations.notClosed', 409, '“{name}”没有停业，不用撤销', '{name} is not closed');
export const mergedAlready = problem(
  'organisations.mergedAlready',
  409,
  '“{name}”已经并入“{main}”。请在那一家上办，或者先拆开',
  '{name} has been merged into {main}. Work on that one, or split it off first',
);
export const notMerged = problem(
  'organisations.notMerged',
  409,
  '“{name}”没有并入别家，没有可拆的',
  '{name} has not been merged into another; there is nothing to split off',
);
export const mergeRefused = problem('organisations.mergeRefused', 422, '{why}', '{whyEn}');
export const endBeforeStart = problem(
  'organisations.endBeforeStart',
  422,
  '结束日期 {to} 早于开始日期 {from}',
  'The last day {to} is before the first day {from}',
);
export const settledBefore = problem(
  'organisations.settledBefore',
  422,
  '了结日期 {settled} 早于发生日期 {happened}',
  'It cannot be settled on {settled}, before it happened on {happened}',
);
export const inFuture = problem(
  'organisations.inFuture',
  422,
  '{day} 还没有到。请写已经发生的日期',
  '{day} has not come yet; give the day it happened',
);
export const serviceTwice = problem(
  'organisations.serviceTwice',
  409,
  '这个站在这段日子里已经登记为同一输出地服务同一片地方。请先结束原来的一条，或者改日期',
  'This station already serves that host area for that origin in this period. End the earlier entry first, or change the days',
);
export const serviceRefused = problem('organisations.serviceRefused', 422, '{why}', '{whyEn}');
export const notAStation = problem(
  'organisations.notAStation',
  422,
  '“{name}”不是劳务站。请选一个劳务站，或者先把它更正为劳务站',
  '{name} is no labour station. Choose a station, or correct its kinds first',
);
export const stationRefused = problem('organisations.stationRefused', 422, '{why}', '{whyEn}');
export const noSuchLogin = problem(
  'organisations.noSuchLogin',
  422,
  '没有登录名是“{login}”的账号。请查登录名，或者不填',
  'There is no account with login {login}. Check it, or leave it empty',
);
export const badPhone = problem('organisations.badPhone', 422, '电话：{why}', 'Phone: {whyEn}');
export const tooManyRows = problem(
  'organisations.tooManyRows',
  422,
  '符合条件的超过 {limit} 家，一次导不完。请加筛选，分几次导出',
  'More than {limit} organisations match; narrow the filter and export in parts',
);
