// What training refuses, each with its sentence. Part of contract.ts, which passes it on.
import { problem } from '#platform/problem.ts';

export const unknownCode = problem(
  'training.unknownCode',
  422,
  '没有代码是 {code} 的区划。请按名称选一个，或者查代码有没有少一位',
  'There is no division with code {code}. Choose it by name, or check for a missing digit',
);

// Standards -------------------------------------------------------------------------------------------------------------------------

export const codeTaken = problem(
  'training.codeTaken',
  409,
  '代码 {code} 已经是《{title}》的。请换一个代码，或者给那个标准起草新版',
  'The code {code} belongs to “{title}”. Choose another, or draft a new version of that standard',
);
export const sidesRefused = problem('training.sidesRefused', 422, '{why}', '{whyEn}');
export const notYourStandard = problem(
  'training.notYourStandard',
  403,
  '这个标准的采用方里没有您的辖区。标准由采用方之一起草',
  'None of the sides of this standard is your area. One of its sides drafts it',
);
export const notADraft = problem(
  'training.notADraft',
  409,
  '《{title}》{label} 已有一方采用，内容不能再改。要改的话请起草新版，或者由采用的一方先收回',
  '“{title}” {label} has been adopted by a side and does not change. Draft a new version, or have that side take its adoption back',
);
export const draftOpen = problem(
  'training.draftOpen',
  409,
  '{label} 还没有由各方采用。先把它办完或者撤销，再起草下一版',
  '{label} has not been adopted by all sides. Finish or discard it before drafting the next version',
);
export const labelTaken = problem(
  'training.labelTaken',
  409,
  '这个标准已经有版本号 {label}，请换一个',
  'This standard already has a version {label}; choose another',
);
export const versionLacking = problem('training.versionLacking', 422, '{why}', '{whyEn}');
export const notYourSide = problem(
  'training.notYourSide',
  403,
  '{side}的采用要由{side}本级的主管账号办理，上级和下级都不能代办',
  'Only an account in charge of {side} itself adopts for it, neither one above nor one below',
);
export const adoptedAlready = problem('training.adoptedAlready', 409, '{side}已于 {day} 采用', '{side} adopted it on {day}');
export const adoptedLater = problem(
  'training.adoptedLater',
  422,
  '采用日期 {day} 还没有到，今天是 {today}。采用了再登记',
  'The day of adoption {day} has not come; today is {today}. Enter it once it is adopted',
);
export const adoptedByAll = problem(
  'training.adoptedByAll',
  409,
  '《{title}》{label} 各方都已采用，不能由一方收回。请起草新版代替它',
  '“{title}” {label} is adopted by all sides and is not one side’s to take back. Draft a new version in its place',
);
export const notAdopted = problem(
  'training.notAdopted',
  409,
  '{side}还没有采用，没有要收回的',
  '{side} has not adopted it; there is nothing to take back',
);

// Classes ---------------------------------------------------------------------------------------------------------------------------

export const notYourClass = problem(
  'training.notYourClass',
  403,
  '这个班不由您办理。承办的学校，以及授课地、来源地、输入地的人社部门可以办',
  'This class is not yours to carry on. Its school and the offices over its place, its origin and its host area may',
);
export const notYourApproval = problem(
  'training.notYourApproval',
  403,
  '这一步由来源地或授课地的人社部门办理',
  'This step is taken by the office over the area whose people it trains, or over its place',
);
export const ownSubmission = problem(
  'training.ownSubmission',
  409,
  '这个班是您这个账号报审批的，要由另一个账号批准',
  'This account handed the class in; another one approves it',
);
export const aboveSize = problem(
  'training.aboveSize',
  422,
  '计划招 {seats} 人，标准 {label} 的班额是 {from} 到 {to} 人。请分成两个班，或者改人数',
  '{seats} seats are planned; the standard {label} allows {from} to {to}. Split the class, or change the number',
);
export const standardRefused = problem('training.standardRefused', 422, '{why}', '{whyEn}');
export const notASchool = problem(
  'training.notASchool',
  422,
  '{name}没有登记为培训机构。请选一家培训机构，或者先到“机构”里给它加上这个类别',
  '{name} is not registered as a school. Choose a school, or add that kind to it under Organisations first',
);
export const closedOrganisation = problem(
  'training.closedOrganisation',
  422,
  '{name}已停业。请换一家',
  '{name} has closed. Choose another organisation',
);
export const unknownOrganisation = problem(
  'training.unknownOrganisation',
  422,
  '没有这个机构，可能已撤销登记。请重新选',
  'There is no such organisation; it may have been taken out of the register. Choose again',
);
export const notAnEmployer = problem(
  'training.notAnEmployer',
  422,
  '{name}没有登记为用人单位。请另选一家，或者先到“机构”里给它加上这个类别',
  '{name} is not registered as an employer. Choose another, or add the kind to it under Organisations',
);
export const hostNotPaired = problem(
  'training.hostNotPaired',
  422,
  '{origin}在 {day} 登记的结对是{paired}，不是{host}。请改输入地，或者选一份两方之间的协议',
  'On {day} {origin} is on record as paired with {paired}, not with {host}. Change the host area, or choose an agreement between the two',
);
export const sameProvince = problem(
  'training.sameProvince',
  422,
  '来源地和输入地在同一个省，不是跨省协作的班。本省内就业的班不填输入地',
  'Origin and host area lie in one province. A class for work in the own province names no host area',
);
export const agreementRefused = problem(
  'training.agreementRefused',
  422,
  '这个班的来源地或输入地不在《{title}》两方之内，或者协议在 {day} 不在生效期。请另选协议',
  'The origin or the host area of this class lies outside the sides of “{title}”, or the agreement does not hold on {day}. Choose another',
);
export const noSuchAgreement = problem(
  'training.noSuchAgreement',
  422,
  '没有这份协议，请重新选',
  'There is no such agreement; choose again',
);
export const daysRefused = problem('training.daysRefused', 422, '{why}', '{whyEn}');
export const nothingChanged = problem(
  'training.nothingChanged',
  422,
  '和现在登记的一样，没有要存的',
  'The same as on record; there is nothing to save',
);
export const reasonNeeded = problem(
  'training.reasonNeeded',
  422,
  '要写明原因（至少 4 个字）',
  'The reason is needed (at least 4 characters)',
);
export const fixedByNow = problem(
  'training.fixedByNow',
  409,
  '已经开班，{fields}不能再改。确实错了的，请取消这个班，另外登记',
  'The class has opened; {fields} no longer changes. If it was wrong, cancel the class and enter another',
);
export const wrongState = problem(
  'training.wrongState',
  409,
  '这个班现在是“{state}”，不能“{step}”',
  'The class is at “{state}”; “{step}” is not possible from there',
);
export const conditionsUnmet = problem('training.conditionsUnmet', 422, '“{step}”还差 {count} 项：{why}', '“{step}” lacks {count}: {why}');

// Timetable, teachers, mentors, budget ----------------------------------------------------------------------------------------------

export const noTimetableYet = problem(
  'training.noTimetableYet',
  409,
  '还没有选培训标准，不知道有哪些模块。先选标准，再排课',
  'No standard is chosen, so its modules are not known. Choose the standard before planning lessons',
);
export const timetableClosed = problem(
  'training.timetableClosed',
  409,
  '这个班已经“{state}”，课表不能再改',
  'The class is at “{state}”; its timetable no longer changes',
);
export const lessonRefused = problem('training.lessonRefused', 422, '第 {number} 次课：{why}', 'Lesson {number}: {why}');
export const teacherTaken = problem(
  'training.teacherTaken',
  409,
  '{teacher}在 {slot} 已有{where}的课，不能同时上两处。请换时间或者换教师',
  '{teacher} already teaches {where} at {slot}. Choose another time or another teacher',
);
export const roomTaken = problem(
  'training.roomTaken',
  409,
  '{room}在 {slot} 已排了{where}。请换时间或者换教室',
  '{room} is already taken by {where} at {slot}. Choose another time or another room',
);
export const slotTaken = problem(
  'training.slotTaken',
  409,
  '这段时间里教师或教室刚刚被别的课占了，请刷新课表再排',
  'The teacher or the room was taken by another lesson a moment ago; reload the timetable and plan again',
);
export const lessonPast = problem(
  'training.lessonPast',
  409,
  '{slot} 的课已经过去。上过的课只能更正，不能调课或停课；更正要写原因',
  'The lesson of {slot} is over. What was held is corrected with a reason, not moved or cancelled',
);
export const lessonMarked = problem(
  'training.lessonMarked',
  409,
  '{slot} 的课已经记了 {count} 人的签到，不能停课，也不能调到还没有到的时间。签到记错的先在“签到”里更正；另外补课请排一次新课',
  '{count} people are marked in the lesson of {slot}; it is neither cancelled nor moved to an hour that has not come. Correct wrong marks under Attendance; plan a new lesson for what is made up',
);
export const cancelledAlready = problem('training.cancelledAlready', 409, '这次课已经停了', 'This lesson is cancelled already');
export const unknownTeacher = problem(
  'training.unknownTeacher',
  422,
  '没有这位教师，或者在 {day} 不在任。请从名单里重新选',
  'There is no such teacher, or not on {day}. Choose again from the list',
);
export const notYourTeacher = problem(
  'training.notYourTeacher',
  403,
  '教师由所在的学校或用人单位，以及它所在地的人社部门登记',
  'Teachers are entered by their school or employer and by the office over its place',
);
export const mentorTwice = problem('training.mentorTwice', 409, '{name}已经派到这个班', '{name} has been sent to this class already');
export const noSuchFile = problem(
  'training.noSuchFile',
  422,
  '没有找到刚才传上来的文件，请重新传一次',
  'The uploaded file was not found; upload it again',
);
export const tooManyRows = problem(
  'training.tooManyRows',
  422,
  '有 {count} 个班，一次最多导出 {most} 个。请加筛选',
  'There are {count} classes; one file holds {most}. Narrow the list',
);
