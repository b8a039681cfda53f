import type { FieldError } from '#platform/problem.ts';
import type { Text } from '#standards/text.ts';
import type { Draft } from './registerDraft.ts';
import { tellsBirth } from './registerDraft.ts';
import type { Checked } from './useRegister.ts';

/** What each field is called, in the order of the form. */
export const fieldTexts: Readonly<Record<string, Text>> = {
  name: { zh: '姓名', en: 'Name' },
  phone: { zh: '手机', en: 'Mobile' },
  number: { zh: '证件号', en: 'Number' },
  birthday: { zh: '出生日期', en: 'Birthday' },
  sex: { zh: '性别', en: 'Sex' },
  homeText: { zh: '户籍地', en: 'Home' },
  address: { zh: '组、门牌', en: 'Group and house number' },
  householdNumber: { zh: '户编号', en: 'Household number' },
  member: { zh: '家里人', en: 'Relative' },
  relation: { zh: '与户主关系', en: 'Relation to the head' },
  disability: { zh: '残疾类别和等级', en: 'Disability' },
  payMin: { zh: '期望月薪', en: 'Expected pay' },
  givenOn: { zh: '同意日期', en: 'Given on' },
};
export const fieldText = (field: string): Text =>
  fieldTexts[field] ?? (field.startsWith('identities') ? { zh: '身份', en: 'Group' } : { zh: field, en: field });

const fault = (path: string, zh: string, en: string): FieldError => ({ path, rule: 'required', text: { zh, en } });

/** An empty field is missing, not written wrongly. */
const missing = (field: string, d: Draft): FieldError | undefined => {
  if (field === 'name' && !d.name.trim()) return fault(field, '没有填姓名', 'Enter the name');
  if (field === 'number' && d.documentKind !== 'none' && !d.number.trim())
    return fault(
      field,
      '没有填证件号。真的没有，就把证件类型选成“暂无证件号”',
      'Enter the number; where there is none, choose “No number yet” as the document',
    );
  if (field === 'birthday' && !tellsBirth(d.documentKind) && !d.birthday)
    return fault(field, '没有填出生日期，这种证件看不出来', 'Enter the birthday; this document does not tell it');
  if (field === 'sex' && !tellsBirth(d.documentKind) && !d.sex)
    return fault(field, '没有选性别，这种证件看不出来', 'Choose the sex; this document does not tell it');
  if (field === 'homeText' && !d.homeCode)
    return d.homeText.trim()
      ? fault(
          field,
          '还没有认出是哪里。换一种写法，写到区县以下，再从下面点一处',
          'Not recognised yet: write it another way, with the county, and click one place',
        )
      : fault(field, '没有填户籍地', 'Enter the home');
  if (field === 'member' && d.household === 'member' && !d.member) return fault(field, '没有选家里人', 'Choose the relative');
  if (field === 'householdNumber' && d.household === 'number' && !d.householdNumber.trim())
    return fault(field, '没有填户编号', 'Enter the household number');
  if (field === 'relation' && d.household && !d.relation) return fault(field, '没有选与户主关系', 'Choose the relation to the head');
  const row = /^identities\.(\d+)\.from$/.exec(field)?.[1];
  if (row !== undefined && !d.identities[Number(row)]?.from) return fault(field, '没有填从哪天起', 'Enter the day it began');
  return undefined;
};
const REQUIRED = ['name', 'number', 'birthday', 'sex', 'homeText', 'member', 'householdNumber', 'relation'];

/** What the server said of a field while typing, as long as it is about what stands there now. */
const told = (field: string, d: Draft, { data, of }: Checked): FieldError | undefined => {
  if (!data) return undefined;
  const of3 = { name: [of.name, d.name.trim()], number: [of.number, d.number], phone: [of.phone, d.phone.trim()] } as const;
  if (field !== 'name' && field !== 'number' && field !== 'phone') return undefined;
  const [asked, now] = of3[field];
  const said = data[field];
  return asked === now && said && !said.ok && said.message ? { path: field, rule: 'told', text: said.message } : undefined;
};

/** The sentence of one field: what is missing, what the check while typing said, what the endpoint's rules or the server refused. */
export const faultOf = (field: string, d: Draft, checked: Checked, refused: FieldError | undefined): FieldError | undefined =>
  told(field, d, checked) ?? (refused || REQUIRED.includes(field) ? missing(field, d) : undefined) ?? refused;

/** Fields that cannot be sent as they are, in the order of the form. */
export const faultyFields = (d: Draft, checked: Checked, refused: readonly string[]): readonly string[] => {
  const order = Object.keys(fieldTexts);
  const wrong = new Set([...order.filter((f) => told(f, d, checked) || (REQUIRED.includes(f) && missing(f, d))), ...refused]);
  return [...wrong].sort((a, b) => (order.indexOf(a) + 1 || 99) - (order.indexOf(b) + 1 || 99));
};
