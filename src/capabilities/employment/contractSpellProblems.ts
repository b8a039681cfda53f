// What the ledger refuses, each with its sentence. Details never carry personal data.
import { problem } from '#platform/problem.ts';

export const notYourSpell = problem(
  'employment.notYours',
  403,
  '这一项不由您登记：户籍不在您的辖区，这段务工也不在您这里',
  'Not yours to record: the home lies outside your area and this work is not with you',
);
export const notYourDeed = problem(
  'employment.notYourDeed',
  403,
  '这段务工由户籍地登记，更正和撤回请告诉户籍地的人社部门',
  'The area of origin keeps this spell; ask its labour office to correct or withdraw it',
);
export const keptBySchool = problem(
  'employment.keptBySchool',
  409,
  '这段实习是从学籍里登记过来的，台账跟着学籍走，不在这里改。请到“培训”的学制班，在这个学生的“顶岗实习”里更正或收回',
  'This internship comes from the student status, and the ledger follows it. Correct it or take it back there: Training, schooling, the student’s internships',
);
export const noSuchSpell = problem(
  'employment.noSuchSpell',
  409,
  '这一段已经被撤回，请刷新后再看',
  'This spell has been withdrawn meanwhile; reload the page',
);
export const noSuchEvidence = problem(
  'employment.noSuchEvidence',
  409,
  '这条证据已经被撤回，请刷新后再看',
  'This evidence has been withdrawn meanwhile; reload the page',
);
export const endBeforeStart = problem(
  'employment.endBeforeStart',
  422,
  '结束（{end}）早于开始（{start}），请对调或改正一处',
  'The end ({end}) lies before the start ({start}); correct one of them',
);
export const spellBeforeBirth = problem(
  'employment.beforeBirth',
  422,
  '开始（{start}）早于出生，请核对开始时间，或者先更正出生日期',
  'The start ({start}) lies before the birth; check it, or correct the birthday first',
);
export const beforeSixteen = problem(
  'employment.beforeSixteen',
  422,
  '开始（{start}）时还没满 16 岁，满 16 岁是 {sixteen}。请核对开始时间；真有其事，请按招用童工上报，不登记成务工',
  'At the start ({start}) the person was not yet 16 (16 on {sixteen}). Check the start; if it is true, report child labour instead of recording work',
);
export const startsLater = problem(
  'employment.startsLater',
  422,
  '开始（{start}）还没有到，到岗以后再登记',
  'The start ({start}) has not come yet; record it once the person is in post',
);
export const endsLater = problem(
  'employment.endsLater',
  422,
  '最后在岗日（{end}）还没有到，离岗以后再登记',
  'The last day in post ({end}) has not come yet; record it once the person has left',
);
export const afterDeath = problem(
  'employment.afterDeath',
  422,
  '{died} 已登记去世，{day} 在那之后。请核对日期，或者先撤回登错的去世',
  'The death is on record for {died}, and {day} lies after it. Check the day, or withdraw the death if it is wrong',
);
export const openAfterDeath = problem(
  'employment.openAfterDeath',
  422,
  '{died} 已登记去世，这段务工要写结束，不晚于那天',
  'The death is on record for {died}: this spell needs an end, no later than that day',
);
export const employerNeeded = problem(
  'employment.employerNeeded',
  422,
  '务工、公益性岗位和实习要写用人单位：从名册里选，名册里没有就写名称',
  'Employed work, public posts and internships need an employer: choose it, or write its name where it is not registered',
);
export const workPlaceUnknown = problem(
  'employment.placeUnknown',
  422,
  '务工地点 {code} 没有这个区划，或者没有到区县。请从列表里选到区县；港澳台可以只选到地区',
  'There is no division {code}, or it is wider than a county. Choose the county; for Hong Kong, Macao and Taiwan the region is enough',
);
export const organisationUnknown = problem(
  'employment.organisationUnknown',
  422,
  '名册里没有这家机构，请重新选',
  'There is no such organisation in the register; choose again',
);
export const occupationUnknown = problem(
  'employment.occupationUnknown',
  422,
  '职业分类里没有 {code}，请从列表里选，或者写在岗位里',
  'There is no occupation {code}; choose from the list or write it as the post',
);
export const outsideHost = problem(
  'employment.outsideHost',
  422,
  '{place}不在您的服务地。别处的务工由户籍地或当地的劳务站登记',
  '{place} lies outside your host area; the area of origin or the station there records it',
);
export const contractOrder = problem(
  'employment.contractOrder',
  422,
  '合同截止（{to}）早于合同起始（{from}），请改正一处',
  'The contract ends ({to}) before it begins ({from}); correct one of them',
);
export const assistedWithoutRecord = problem(
  'employment.assistedWithoutRecord',
  422,
  '有帮扶就要写依据：站和中介从名册里选，其余写编号或名称',
  'Assistance needs its record: choose the station or agency, or write the number or name of the record',
);
export const twoPublicPosts = problem(
  'employment.twoPublicPosts',
  422,
  '这段时间已有一个公益性岗位（{employer}，{from} 至 {to}），一个人同时只能有一个。请先登记那一个离岗',
  'There is already a public-welfare post in that time ({employer}, {from} to {to}); one person holds one at a time. Record the end of that one first',
);
/** `details.spellIds`: those it overlaps. */
export const overlapsSpells = problem(
  'employment.overlaps',
  409,
  '与 {employer}（{from} 至 {to}）在同一段时间，没有写兼职。那边不做了，请先登记离岗或用“转岗”；两边都在做，请确认后再存一次，会留一条疑点',
  'It overlaps {employer} ({from} to {to}), and none is marked as a second job. If the other is over, record its end or use “change of post”; if both hold, confirm and save again: a finding stays',
);
export const alreadyEnded = problem(
  'employment.alreadyEnded',
  409,
  '这一段已登记 {end} 结束。写错了请用“更正”',
  'The end of this spell is on record for {end}. If it is wrong, use “correct”',
);
export const notEnded = problem(
  'employment.notEnded',
  409,
  '上一段还没有结束，返岗要从离岗以后算起；没有离开过就不用登记',
  'The earlier spell has not ended; a return begins after leaving. Nothing to record where nobody left',
);
export const startsTooSoon = problem(
  'employment.startsTooSoon',
  422,
  '新的一段（{start}）要晚于上一段的开始（{before}）',
  'The next spell ({start}) must begin after the start of the one before ({before})',
);
export const returnsTooSoon = problem(
  'employment.returnsTooSoon',
  422,
  '返岗（{start}）要晚于上次离岗（{ended}）',
  'The return ({start}) must lie after the last day in post ({ended})',
);

// Evidence --------------------------------------------------------------------------------------------------------------------------

export const notYourClass = problem(
  'employment.notYourClass',
  403,
  '这一级证据不由您登记：劳务站登记自己的走访和电话，用人单位登记盖章名册（附文件）或自己的名单',
  'This class is not yours to enter: stations enter their own visits and calls, employers a stamped roster with its file, or their own list',
);
export const observedLater = problem(
  'employment.observedLater',
  422,
  '观察日（{day}）还没有到',
  'The day of observation ({day}) has not come yet',
);
export const coversLater = problem(
  'employment.coversLater',
  422,
  '证据说的在岗到 {to}，比{what}（{day}）晚：谁也看不到那一天以后。请把截止改到那一天或以前',
  'The evidence says in post until {to}, later than {whatEn} ({day}). Nobody sees past that day; set the end to it or earlier',
);
export const coversBackwards = problem(
  'employment.coversBackwards',
  422,
  '证据的截止（{to}）早于起始（{from}），请改正一处',
  'The evidence ends ({to}) before it begins ({from}); correct one of them',
);
export const coversBeforeSpell = problem(
  'employment.coversBeforeSpell',
  422,
  '证据说的是 {to} 及以前，这段务工 {start} 才开始，对不上。请核对月份，或者先更正这一段的开始',
  'The evidence is about {to} and before, but this spell begins on {start}. Check the months, or correct the start of the spell first',
);
export const coversAfterDeath = problem(
  'employment.coversAfterDeath',
  422,
  '{died} 已登记去世，去世以后还有{what}（{day}）：不登记成在岗证据。多半是冒用、漏停保或登错了人，请先核实',
  'The death is on record for {died}, yet there is {whatEn} after it ({day}). It is no evidence of work: most likely a borrowed name, insurance not stopped, or the wrong person. Check first',
);
export const proofNeeded = problem(
  'employment.proofNeeded',
  422,
  '社保、工资流水、合同和盖章名册要有出处：附上文件，或者写明在哪里查到',
  'Insurance, payroll, contracts and stamped rosters need their source: attach the file, or say where it was looked up',
);
export const fileNeeded = problem(
  'employment.fileNeeded',
  422,
  '用人单位登记第 3 级，要附盖了章的名册或合同；没有文件的按第 6 级（自己的名单）登记',
  'Class 3 by an employer needs the stamped roster or contract as a file; without one enter it as class 6 (own list)',
);
export const noSuchFile = problem('employment.noSuchFile', 422, '附件找不到，请重新选一次', 'The file cannot be found; choose it again');
export const notInPostLater = problem(
  'employment.notInPostLater',
  422,
  '不在岗从 {day} 算起，那天比观察日（{observed}）晚',
  'Not in post from {day}, which is later than the day of observation ({observed})',
);
