// What a file that is handed in is: as the reader of sheets sees it, which knows more kinds than other uploads need.
import { fileEmpty, fileEncrypted } from '#platform/filesContract.ts';
import { type Detected, detectType } from '#platform/server/fileType.ts';
import type { ReadFault } from '../rulesBook.ts';
import { assertWorkbook, familyOf } from './reading/detect.ts';
import { refusedBy } from './reading/readRefused.ts';

const START = 64 * 1024;
const DAMAGED = '损坏的文件 / a damaged file';

const byFault = (fault: ReadFault): Detected => {
  if (fault === 'empty') throw fileEmpty();
  if (fault === 'password') throw fileEncrypted();
  return { type: null, found: fault === 'notASheet' ? '不是表格的文件 / no spreadsheet' : DAMAGED };
};

/** Throws for an empty file and for one behind a password, like `detectType`. */
export const detectSheet = async (content: Buffer): Promise<Detected> => {
  try {
    switch (familyOf(content.subarray(0, START), content.length)) {
      case 'text':
        return { type: 'text' };
      case 'html':
      case 'xml2003':
        return { type: 'markup' };
      case 'biff':
        return { type: 'xls' };
      case 'compound':
        assertWorkbook(content);
        return { type: 'xls' };
      case 'zip': {
        const said = await detectType(content);
        if (said.type !== null || said.found !== 'zip') return said;
        // OpenDocument whose first entry is another one, a workbook whose parts are named otherwise; a piece of a zip has no directory
        if (content.includes('opendocument.spreadsheet') || content.includes('content.xml')) return { type: 'ods' };
        return content.includes('[Content_Types].xml') && content.includes('PK\x05\x06')
          ? { type: 'xlsx' }
          : { type: null, found: content.includes('PK\x05\x06') ? 'zip' : DAMAGED };
      }
    }
  } catch (error) {
    return byFault(refusedBy(error).fault);
  }
};
