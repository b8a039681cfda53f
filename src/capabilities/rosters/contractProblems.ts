// What rosters refuses, each with its sentence. Part of contract.ts, which passes it on.
import { type ProblemFactory, problem } from '#platform/problem.ts';
import type { ReadFault } from './rulesBook.ts';

/** Why a file cannot be read, and what to do about it. */
export const unreadable: Readonly<Record<ReadFault, ProblemFactory>> = {
  empty: problem(
    'rosters.fileEmpty',
    422,
    '文件是空的。请打开原文件，确认里面有内容并已保存，再重新上传',
    'The file is empty. Open the original, make sure it has content and is saved, and upload it again',
  ),
  notASheet: problem(
    'rosters.fileNotASheet',
    422,
    '这个文件不是表格（可能是图片、PDF 或 Word 文件）。请上传 Excel、WPS 表格或 CSV 文件',
    'This file is no spreadsheet; it may be an image, a PDF or a Word file. Upload an Excel, WPS or CSV file',
  ),
  damaged: problem(
    'rosters.fileDamaged',
    422,
    '文件已经损坏，或者没有传完整。请用 WPS 或 Excel 打开原文件，另存为 .xlsx 后重新上传',
    'The file is damaged or incomplete. Open the original in WPS or Excel, save it as .xlsx and upload that',
  ),
  password: problem(
    'rosters.filePassword',
    422,
    '文件设了打开密码。请用 WPS 或 Excel 打开，取消密码并保存，再重新上传',
    'The file is protected by a password. Open it in WPS or Excel, remove the password, save it and upload it again',
  ),
  tooLarge: problem(
    'rosters.fileTooLarge',
    422,
    '文件太大。请只留要用的工作表，另存为 .xlsx 或 CSV，仍然太大就分成几个文件上传',
    'The file is too large. Keep only the sheet that is needed, save it as .xlsx or CSV, and split it if it is still too large',
  ),
  unfolds: problem(
    'rosters.fileUnfolds',
    422,
    '文件展开后太大，不像正常的表格。请把要用的内容复制到新建的表格里，保存后上传',
    'The file unfolds to far more than a normal sheet. Copy what is needed into a new sheet, save it and upload that',
  ),
  tooManyRows: problem(
    'rosters.fileTooManyRows',
    422,
    '工作表的行数太多。请按乡镇或月份分成几个文件上传',
    'The sheet has too many rows. Split it into several files, by township or by month',
  ),
  tooManyCells: problem(
    'rosters.fileTooManyCells',
    422,
    '工作表的单元格太多。请删去右边和下面用不到的列和行，或者分成几个文件上传',
    'The sheet has too many cells. Delete unused columns and rows on the right and below, or split it into several files',
  ),
  noSheet: problem(
    'rosters.fileNoSheet',
    422,
    '文件里没有工作表。请把内容放在工作表里，保存后重新上传',
    'The file has no worksheet. Put the content into a worksheet, save it and upload it again',
  ),
  tooSlow: problem(
    'rosters.fileTooSlow',
    422,
    '文件读得太久，已经停下。请另存为 .xlsx 或 CSV，或者分成几个文件上传',
    'Reading the file took too long and was stopped. Save it as .xlsx or CSV, or split it into several files',
  ),
};

export const areaOutside = problem(
  'rosters.areaOutside',
  422,
  '{area}不在您的辖区，这份表要由那里交；或者改选您辖区里的地区',
  '{area} lies outside your area; its own office hands this list in, or choose an area of yours',
);
export const areaMissing = problem(
  'rosters.areaMissing',
  422,
  '您的账号没有固定的辖区。请选这份表属于哪个地区',
  'Your account has no area of its own; choose the area this list belongs to',
);
export const notHandedIn = problem(
  'rosters.notHandedIn',
  422,
  '没有这个文件，或者不是您为导入上传的。请重新上传',
  'There is no such file, or you did not upload it for an import; upload it again',
);
export const organisationNotYours = problem(
  'rosters.organisationNotYours',
  422,
  '没有这家单位，或者不归您代交。请从列表里选',
  'There is no such organisation, or you do not hand in for it; choose from the list',
);
export const notNow = problem(
  'rosters.notNow',
  409,
  '这个批次现在是“{state}”，这一步做不了。刷新看看最新的状态',
  'This batch is “{stateEn}” now; this step is not possible. Reload to see where it stands',
);
export const fieldTwice = problem(
  'rosters.fieldTwice',
  422,
  '两列都对应到“{field}”。一项只能对应一列，另一列请选“作为附加项保留”',
  'Two columns are both “{fieldEn}”. A field takes one column; keep the other as an extra',
);
export const keyMissing = problem(
  'rosters.keyMissing',
  422,
  '没有一列对应到“{field}”，认不出每行是谁。请指定是哪一列，或者不导这张工作表',
  'No column is “{fieldEn}”, so nobody can be told apart. Say which column it is, or leave the sheet out',
);
export const noRows = problem(
  'rosters.noRows',
  422,
  '这份表没有可以写入的行。请先下载失败原因表，改好再交',
  'No row of this file can be written. Download the reasons, correct them and hand it in again',
);
export const nothingBack = problem(
  'rosters.nothingBack',
  422,
  '这个批次没有拒收的行，也没有存疑的行，不用下载',
  'No row of this batch was refused or doubted; there is nothing to download',
);
export const sheetNotYours = problem(
  'rosters.sheetNotYours',
  403,
  '“{sheet}”这种表您不能写入，只能试读',
  'You may not have rows of “{sheetEn}” written; only a trial is possible',
);
