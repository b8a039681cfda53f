import type { MarkKind } from '#platform/web/marks.tsx';
import type { Text } from '#standards/text.ts';
import type { BatchCounts, BatchState } from '../contractShapes.ts';

/** Shape first: what waits for somebody is the half disc, what runs the ring with i. */
export const stateMarks: Record<BatchState, MarkKind> = {
  reading: 'info',
  asks: 'due',
  judged: 'due',
  writing: 'info',
  written: 'ok',
  undoing: 'info',
  undone: 'off',
  failed: 'no',
  cancelled: 'off',
};

/** While a job is at it. */
export const runs = (state: BatchState): boolean => state === 'reading' || state === 'writing' || state === 'undoing';

/** Rows that go in, or went in: accepted and doubtful. */
export const goingIn = (counts: BatchCounts): number => counts.accepted + counts.doubtful;

const formats: Readonly<Record<string, Text>> = {
  xlsx: { zh: 'Excel 工作簿', en: 'Excel workbook' },
  xls: { zh: 'Excel 97–2003 或 WPS 表格', en: 'Excel 97–2003 or WPS sheet' },
  ods: { zh: 'ODS 表格', en: 'OpenDocument sheet' },
  html: { zh: '网页另存的表格', en: 'a web table saved as .xls' },
  xml2003: { zh: 'Excel 2003 XML 表格', en: 'Excel 2003 XML' },
  csv: { zh: 'CSV 文本', en: 'CSV text' },
};
export const formatText = (format: string): Text => formats[format] ?? { zh: format, en: format };

/** 612 KB, 3.4 MB. */
export const fileSize = (bytes: number): string =>
  bytes < 1024 ? `${bytes} B` : bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${Number((bytes / 1024 / 1024).toFixed(1))} MB`;

/** 3.1 秒, 2 分 5 秒. */
export const duration = (seconds: number): Text => {
  if (seconds < 60) {
    const s = seconds < 10 ? Number(seconds.toFixed(1)) : Math.round(seconds);
    return { zh: `${s} 秒`, en: `${s} s` };
  }
  const [m, s] = [Math.floor(seconds / 60), Math.round(seconds % 60)];
  return { zh: `${m} 分 ${s} 秒`, en: `${m} min ${s} s` };
};

/** A file's name without its ending, for the names of what comes back. */
export const bareName = (name: string): string => name.replace(/(\.\w{1,5})+$/, '') || name;

/** Without province and prefecture, which are the same on every line: 平塘县克度镇. */
export const shortArea = (name: string): string =>
  name.replace(/^.+?(?:省|自治区)(?=.)/, '').replace(/^[^县区旗]+?(?:自治州|地区|盟|市)(?=.+[县区市旗])/, '');
