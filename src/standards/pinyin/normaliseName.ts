import { halfWidth, type Repair } from '../cleanText.ts';
import type { Text } from '../text.ts';

export type NameRule = 'empty' | 'tooShort' | 'tooLong' | 'digits' | 'placeholder' | 'damaged';

export type NormalisedName =
  | {
      readonly ok: true;
      readonly name: string;
      readonly repairs: readonly Repair[] /** Worth a look, not a mistake. */;
      readonly doubt: Text | null;
    }
  | { readonly ok: false; readonly rule: NameRule; readonly message: Text; readonly repairs: readonly Repair[] };

/** Our own limit: names of Uygur, Kazak and Tibetan people with the father's name need more than 20 characters, none we know more than 50. */
export const longestName = 50;

// One dot for all: · U+00B7, the 间隔号 of GB/T 15834-2011; people type these instead.
const dots = /[·・･•‧∙⋅●•｡．.。⸱ᐧ]+/gu;
const placeholders = /^(?:无|没有|不详|未知|未填|空|暂无|同上|测试|姓名|null|none|test|n\/?a|-+|\/+)$/i;

/**
 * A name as it should be stored and compared: half-width, the dot of minority names as ·, no spaces inside Chinese names, single
 * spaces in Latin ones. Limits: 2 to 50 characters; a single character is refused for Chinese script because in practice it is a
 * clipped cell, never a name on an identity card of this register's people (foreign documents take another path). Rare characters are never
 * refused, whatever plane of Unicode they live on; only the signs that a lost character leaves behind (�, ?, □, private use) are.
 */
export function normaliseName(raw: string): NormalisedName {
  const repairs: Repair[] = [];
  let text = raw.normalize('NFC');
  const apply = (repair: Repair, next: string) => {
    if (next !== text && !repairs.includes(repair)) repairs.push(repair);
    text = next;
  };
  const fail = (rule: NameRule, zh: string, en: string): NormalisedName => ({ ok: false, rule, message: { zh, en }, repairs });

  let chinese = false;
  for (let before: string | undefined; before !== text; ) {
    before = text;
    apply('fullWidth', halfWidth(text));
    apply('space', text.replace(/[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g, ' ').trim());
    apply('apostrophe', text.replace(/^['‘’"“”=]+|['‘’"“”]+$/g, ''));
    chinese = /\p{Script=Han}/u.test(text);
    apply('space', text.replace(/\s+/g, chinese ? '' : ' ').trim());
    // In Latin names a full stop belongs to an initial.
    apply('dot', chinese ? text.replace(dots, '·').replace(/^·|·$/g, '') : text.replace(/[・･•‧∙⋅●]/gu, '·'));
  }
  if (text === '') return fail('empty', '没有填姓名', 'The name is empty');
  if (placeholders.test(text))
    return fail('placeholder', `「${text}」不是姓名，请填证件上的姓名`, `“${text}” is not a name; give the name on the document`);
  if (/[\ufffd?□\ue000-\uf8ff\u{f0000}-\u{10fffd}]/u.test(text))
    return fail(
      'damaged',
      '姓名里有没能显示的字（生僻字丢失），请按证件重新录入',
      'A rare character of the name was lost on the way; enter the name again from the document',
    );
  if (/\d/.test(text)) return fail('digits', '姓名里有数字，请核对', 'The name holds a digit; compare it with the document');
  const length = [...text].length;
  if (length < 2) return fail('tooShort', '姓名只有 1 个字，请补全', 'The name has only one character; complete it');
  if (length > longestName)
    return fail(
      'tooLong',
      `姓名有 ${length} 个字，最多 ${longestName} 个，是否把别的内容填进来了`,
      `The name has ${length} characters, at most ${longestName}; perhaps something else is in the cell`,
    );
  const mixed = chinese && /[^\p{Script=Han}·〇々]/u.test(text);
  const doubt = mixed
    ? { zh: '姓名里夹有非汉字，请核对', en: 'The name mixes Chinese and other characters; compare it with the document' }
    : null;
  return { ok: true, name: text, repairs, doubt };
}
