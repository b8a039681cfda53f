// What a column of a template is called, what it accepts and how it is checked while it is typed, by the type of its field.
import { plainHeader } from '../rulesHeader.ts';
import type { FieldDeclaration, SheetDeclaration } from '../rulesSheet.ts';
import type { CodeList } from '../rulesValue.ts';

export type Check =
  | { readonly kind: 'list'; readonly words: readonly string[] }
  /** Of the first cell, by its reference. */
  | { readonly kind: 'custom'; readonly formula: (cell: string) => string }
  | { readonly kind: 'day'; readonly from: Date; readonly to: Date }
  | { readonly kind: 'decimal' | 'whole' | 'textLength'; readonly from: number; readonly to: number };

export interface Guide {
  readonly accepts: string;
  /** Said when something else was typed; `accepts` where it is not given. */
  readonly refuses?: string;
  readonly example: string;
  readonly width: number;
  /** Number format of the column. */
  readonly format: string;
  readonly check?: Check;
  /** Nothing else is taken; otherwise the spreadsheet asks whether it is meant. Pasting passes by either. */
  readonly strict: boolean;
  /** The list, where it is told in the guide. */
  readonly words?: readonly string[];
}

const TEXT = '@';
/** Nobody's: under the code of a province no number is issued, and its check character is wrong. */
const NO_ID = '520000199001010019';
const NO_USCC = '91520000000000000X';

const wordsOf = (list: CodeList): readonly string[] => list.items.map((i) => i.words[0]!);
const PLACES = { province: '省', prefecture: '市（州）', county: '县（市、区）' } as const;
const PLACE_EXAMPLES = { province: '广东省', prefecture: '广东省广州市', county: '广东省广州市白云区' } as const;

/** How to fill a field in. */
export const guideOf = (field: FieldDeclaration): Guide => {
  const { type } = field;
  switch (type.type) {
    case 'idNumber':
      return {
        accepts: '18 位身份证号码，最后一位可以是 X；15 位的旧号码也认得',
        refuses: '身份证号码是 18 位，请对照证件再数一遍',
        example: NO_ID,
        width: 22,
        format: TEXT,
        // 15 digits before 1999; 20 and 22 characters stand on certificates of disability
        check: { kind: 'custom', formula: (c) => `OR(LEN(${c})=18,LEN(${c})=15,LEN(${c})=20,LEN(${c})=22)` },
        strict: true,
      };
    case 'phone':
      return {
        accepts: '本人的 11 位手机号码，只填一个',
        refuses: '手机号码是 11 位',
        example: '14100000000',
        width: 15,
        format: TEXT,
        check: { kind: 'textLength', from: 11, to: 11 },
        strict: false,
      };
    case 'uscc':
      return {
        accepts: '18 位统一社会信用代码，营业执照上有',
        refuses: '统一社会信用代码是 18 位，请对照营业执照',
        example: NO_USCC,
        width: 22,
        format: TEXT,
        check: { kind: 'textLength', from: 18, to: 18 },
        strict: true,
      };
    case 'name':
      return {
        accepts: '与身份证上的姓名一致，不加称呼和括号',
        refuses: '姓名是 2 至 50 个字',
        example: '石阿朵',
        width: 12,
        format: TEXT,
        check: { kind: 'textLength', from: 2, to: 50 },
        strict: false,
      };
    case 'day':
      return {
        accepts: '年-月-日，如 2026-03-01；只知道年月的填当月 1 日',
        refuses: '请按年-月-日填，如 2026-03-01',
        example: '2026-03-01',
        width: 14,
        format: 'yyyy-mm-dd',
        check: { kind: 'day', from: new Date(Date.UTC(1950, 0, 1)), to: new Date(Date.UTC(2099, 11, 31)) },
        strict: false,
      };
    case 'money': {
      const unit = type.unit === 'tenThousand' ? '万元' : '元';
      const per = { month: '一个月的', year: '一年的', once: '' }[type.per];
      return {
        accepts: `${per}金额，单位${unit}，只填数字`,
        refuses: `只填数字，单位${unit}`,
        example: { month: '4500', year: '54000', once: '5000' }[type.per],
        width: 14,
        format: '0.##',
        check: { kind: 'decimal', from: 0, to: 100_000_000 },
        strict: true,
      };
    }
    case 'count':
      return {
        accepts: `整数，0 至 ${type.most}，只填数字`,
        refuses: `请填 0 至 ${type.most} 的整数`,
        example: String(Math.min(6, type.most)),
        width: 12,
        format: '0',
        check: { kind: 'whole', from: 0, to: type.most },
        strict: true,
      };
    case 'yesNo':
      return {
        accepts: '从下拉里选“是”或“否”',
        example: '是',
        width: 12,
        format: TEXT,
        check: { kind: 'list', words: ['是', '否'] },
        strict: true,
        words: ['是', '否'],
      };
    case 'place':
      return {
        accepts: `写全到${PLACES[type.least]}，如“${PLACE_EXAMPLES[type.least]}”；境外写国家或地区`,
        example: PLACE_EXAMPLES[type.least],
        width: 28,
        format: TEXT,
        strict: false,
      };
    case 'codes': {
      const words = wordsOf(type.list);
      const width = Math.min(30, Math.max(12, 2 * Math.max(...words.map((w) => w.length)) + 4));
      const shared = { width, format: TEXT, words };
      if (type.many)
        return {
          ...shared,
          accepts: '可填一项或几项，几项之间用顿号隔开',
          refuses: '下拉里只能选一项；要填几项，用顿号隔开，可以继续',
          example: words.slice(0, 2).join('、'),
          check: { kind: 'list', words },
          strict: false,
        };
      return {
        ...shared,
        accepts: '从下拉里选一项',
        refuses: '请从下拉里选一项',
        example: words[0]!,
        check: { kind: 'list', words },
        strict: true,
      };
    }
    case 'words':
      return {
        accepts: '可填几项，几项之间用顿号隔开',
        example: '',
        width: 24,
        format: TEXT,
        check: { kind: 'textLength', from: 0, to: type.max },
        strict: false,
      };
    case 'pay':
      return {
        accepts: '一个月的工资，单位元；可填一个数或一个范围，如 5000-8000，也可填面议',
        example: '5000-8000',
        width: 16,
        format: TEXT,
        strict: false,
      };
    case 'text':
      return {
        accepts: `文字，不超过 ${type.max} 个字`,
        example: field.shapes[0] === 'organisation' ? '某某电子有限公司' : '',
        width: type.max > 100 ? 30 : 18,
        format: TEXT,
        check: { kind: 'textLength', from: 0, to: type.max },
        strict: true,
      };
  }
};

const namesOf = (header: string): readonly string[] => {
  const { name, full } = plainHeader(header);
  return [name, full];
};

/** The commonest word for the field that no other field answers to; money with its unit. */
export const headerOf = (sheet: SheetDeclaration, field: FieldDeclaration): string => {
  const others = new Set(sheet.fields.flatMap((f) => (f.id === field.id ? [] : f.aliases)));
  const word = field.aliases.find((w) => !namesOf(w).some((n) => others.has(n))) ?? field.aliases[0]!;
  if (field.type.type !== 'money' || /[元(（]/.test(word)) return word;
  return `${word}（${field.type.unit === 'tenThousand' ? '万元' : '元'}）`;
};
