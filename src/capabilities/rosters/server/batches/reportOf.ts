// What is told about a file as a whole, beside what the checks of its sheets found.
import type { Day } from '#standards/calendar/calendar.ts';
import type { Text } from '#standards/text.ts';
import type { CheckedSheet } from '../../rulesSheet.ts';
import type { Finding } from '../../rulesValue.ts';
import type { SheetLine } from '../readRows.ts';

const told = (rule: string, text: Text, advice?: Text, severity: Finding['severity'] = 'hint'): Finding => ({
  rule,
  severity,
  fields: [],
  text,
  ...(advice ? { advice } : {}),
});

export const hiddenTold = ({ sheet }: SheetLine): Finding =>
  told(
    'hiddenSheet',
    { zh: `工作表“${sheet}”是隐藏的，没有读`, en: `The sheet “${sheet}” is hidden and was not read` },
    { zh: '要导入就在列的对应里勾选它', en: 'Choose it among the sheets if it is meant' },
  );
export const unknownTold = ({ sheet }: SheetLine): Finding =>
  told(
    'unknownSheet',
    { zh: `工作表“${sheet}”没有认出是什么名单，没有读`, en: `The sheet “${sheet}” was recognised as no list and was not read` },
    { zh: '是名单的话，在列的对应里指定是哪种表', en: 'If it is a list, say which kind among the sheets' },
  );
export const noListTold = (): Finding =>
  told(
    'noList',
    { zh: '这个文件里没有认出名单', en: 'No list was recognised in this file' },
    {
      zh: '看看是不是交错了文件；表头至少要有姓名或者号码',
      en: 'See whether it is the right file; a header needs a name or a number at least',
    },
    'doubt',
  );
export const trialTold = (sheet: CheckedSheet, may: boolean): Finding =>
  told(
    'trialOnly',
    may
      ? { zh: `“${sheet.text.zh}”目前只能试读，不会写入`, en: `Rows of “${sheet.text.en}” are checked only, not written` }
      : {
          zh: `“${sheet.text.zh}”您的账号不能写入，只能试读`,
          en: `Your account may not have rows of “${sheet.text.en}” written; they are checked only`,
        },
  );
export const againTold = (first: { readonly number: number; readonly handedIn: Day; readonly observedOn: Day }): Finding =>
  told('handedInBefore', {
    zh: `同一个文件 ${first.handedIn} 交过（批次 ${first.number}），日期还按那次算：截至 ${first.observedOn}`,
    en: `The same file was handed in on ${first.handedIn} (batch ${first.number}); its days stay: as of ${first.observedOn}`,
  });
