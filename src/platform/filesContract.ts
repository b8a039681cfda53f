import { z } from 'zod';
import { Download, endpoint, Id, Instant, line } from './contract.ts';
import { problem } from './problem.ts';

/**
 * What is taken at all. `text` is CSV and plain text: their content does not tell them apart. `markup`: HTML and XML tables that old systems save as .xls.
 */
export const FileType = z.enum(['xlsx', 'xls', 'ods', 'text', 'markup', 'docx', 'pdf', 'png', 'jpeg', 'webp']);
export type FileType = z.infer<typeof FileType>;

/** The largest file any purpose takes: a list of a million people as text is 120 to 200 MB. */
export const FILE_LIMIT = 256 * 1024 * 1024;

export const StoredFile = z.object({
  id: Id,
  name: z.string(),
  type: FileType,
  size: z.int(),
  purpose: z.string(),
  created: Instant,
});
export type StoredFile = z.infer<typeof StoredFile>;

export const fileNotAllowed = problem(
  'platform.fileNotAllowed',
  415,
  '这里只收 {expected}；送来的内容是 {found}（只看内容，不看文件名）',
  'Only {expected} is taken here; the content is {found} (the content decides, not the name)',
);
export const fileEncrypted = problem(
  'platform.fileEncrypted',
  422,
  '这个文件设了打开密码，读不了；请去掉密码再传',
  'This file is protected by a password and cannot be read; remove the password and send it again',
);
export const fileEmpty = problem('platform.fileEmpty', 422, '文件是空的', 'The file is empty');
export const sheetUnreadable = problem('platform.sheetUnreadable', 422, '表读不懂：{why}', 'The sheet cannot be read: {whyEn}');
export const unknownPurpose = problem(
  'platform.unknownPurpose',
  422,
  '没有这种文件用途：{purpose}',
  'There is no such purpose of a file: {purpose}',
);
export const fileGone = problem(
  'platform.fileGone',
  410,
  '这个文件的内容找不到了，请联系管理员从备份恢复',
  'The content of this file is missing; ask the administrator to restore it from a backup',
);

export const uploadFile = endpoint({
  id: 'platform.uploadFile',
  method: 'POST',
  path: '/files',
  can: 'signedIn',
  summary: { zh: '上传文件', en: 'Upload a file' },
  input: z.object({ name: line(300), purpose: z.string().max(80) }),
  output: StoredFile,
  problems: [fileNotAllowed, fileEncrypted, fileEmpty, unknownPurpose],
  bodyLimit: FILE_LIMIT,
  takesFile: true,
});

export const downloadFile = endpoint({
  id: 'platform.downloadFile',
  method: 'GET',
  path: '/files/:id',
  can: 'signedIn',
  summary: { zh: '下载文件', en: 'Download a file' },
  input: z.object({ id: Id }),
  output: Download,
  problems: [fileGone],
  audited: true,
});

export const fileEndpoints = [uploadFile, downloadFile] as const;
