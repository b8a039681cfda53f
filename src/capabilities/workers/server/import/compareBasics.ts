// Who somebody is, where they are at home, how they are reached: a row against the record.
import { newId } from '#platform/server/newId.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import type { Text } from '#standards/text.ts';
import { ethnicText, maskNumber } from '../basics.ts';
import { placeName } from '../places.ts';
import type { Comparing, Gathered } from './changesContext.ts';
import type { Draft } from './drafts.ts';
import type { PersonFields } from './fields.ts';
import { movedOut } from './findings.ts';

const text = (zh: string, en: string) => ({ zh, en });
const SEX = { '1': text('男', 'male'), '2': text('女', 'female') } as const;
const sexWord = (sex: string) => (sex === '1' || sex === '2' ? SEX[sex] : '');
const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** `mayRename`: the row names the record by its own number (档案号), so name and document are what it corrects. */
export const compareWho = ({ keys, indexes }: Comparing, draft: Draft, fields: PersonFields, out: Gathered, mayRename: boolean): void => {
  const { basic } = draft;
  const columns: Record<string, unknown> = {};
  let number: string | undefined;
  const told = (field: string, zh: string, en: string, from: string | Text, to: string | Text) =>
    out.differs(field, text(zh, en), from, to, from === '' ? null : basic.known);
  if (mayRename && fields.name !== undefined && fields.name !== basic.name && told('name', '姓名', 'name', basic.name, fields.name))
    columns.name = fields.name;
  const { document } = fields;
  if (document && (basic.numberIndex === null || (mayRename && indexes.number.get(document.number) !== basic.numberIndex))) {
    const from = basic.numberSealed ? maskNumber(basic.documentKind, keys.open(basic.numberSealed)) : '';
    if (told('idNumber', '证件号码', 'identity number', from, maskNumber(document.kind, document.number))) {
      number = document.number;
      columns.document_kind = document.kind;
    }
  }
  // a number says when and as what somebody was born; what a list says beside it is checked by the rules of rows
  const free = basic.documentKind !== 'residentIdCard' || number !== undefined;
  if (free && fields.birthday !== undefined && fields.birthday !== basic.birthday)
    if (told('birthday', '出生日期', 'date of birth', basic.birthday ?? '', fields.birthday)) columns.birthday = fields.birthday;
  if (free && fields.sex !== undefined && fields.sex !== basic.sex)
    if (told('sex', '性别', 'sex', sexWord(basic.sex), sexWord(fields.sex))) columns.sex = fields.sex;
  if (fields.ethnic !== undefined && fields.ethnic !== basic.ethnic) {
    const word = (code: string) => (code === '' ? '' : (ethnicText(code) ?? code));
    if (told('ethnic', '民族', 'ethnic group', word(basic.ethnic), word(fields.ethnic))) columns.ethnic = fields.ethnic;
  }
  if (!Object.keys(columns).length && number === undefined) return;
  out.next('worker_basic', draft.workerId, columns, number === undefined ? {} : { number });
  draft.basic = {
    ...basic,
    ...(columns.name === undefined ? {} : { name: columns.name as string }),
    ...(columns.birthday === undefined ? {} : { birthday: columns.birthday as string }),
    ...(columns.sex === undefined ? {} : { sex: columns.sex as string }),
    ...(columns.ethnic === undefined ? {} : { ethnic: columns.ethnic as string }),
    ...(number === undefined
      ? {}
      : { documentKind: columns.document_kind as string, numberIndex: indexes.number.get(number) ?? null, numberSealed: null }),
  };
};

/** Trailing zeros of a code cover whatever lies below it. */
export const covers = (wide: string, code: string): boolean => {
  const digits = wide.endsWith('000000') ? 6 : wide.endsWith('000') ? 9 : 12;
  return code.startsWith(wide.slice(0, wide.endsWith('0000000000') ? 2 : wide.endsWith('00000000') ? 4 : digits));
};

export const compareHome = ({ context, inOwn }: Comparing, draft: Draft, fields: PersonFields, out: Gathered): void => {
  const said = fields.home;
  if (said === undefined || covers(said, draft.home)) return;
  if (!inOwn(said)) {
    out.findings.push(movedOut);
    return;
  }
  const { observedOn } = context.batch;
  const stands =
    draft.homes.find((h) => h.code === draft.home && (h.validTo === null || h.validTo >= observedOn)) ?? draft.homes.at(-1) ?? null;
  if (!out.differs('home', text('户籍地', 'home'), placeName(draft.home), placeName(said), stands?.known ?? null)) return;
  const known = observedOn;
  if (stands && (covers(stands.code, said) || stands.validFrom >= observedOn)) {
    // the same place, said more exactly
    out.next('home_period', stands.id, { code: said });
    draft.homes = draft.homes.map((h) => (h === stands ? { ...h, code: said, known } : h));
  } else {
    if (stands && (stands.validTo === null || stands.validTo >= observedOn)) {
      const validTo = addDays(observedOn, -1);
      out.next('home_period', stands.id, { valid_to: validTo, to_precision: 'day' });
      draft.homes = draft.homes.map((h) => (h === stands ? { ...h, validTo, known } : h));
    }
    const id = newId();
    out.first('home_period', id, { code: said, valid_from: observedOn });
    draft.homes.push({ id, code: said, validFrom: observedOn, validTo: null, known });
  }
  draft.home = said;
};

export const comparePhone = ({ context, keys, indexes }: Comparing, draft: Draft, fields: PersonFields, out: Gathered): void => {
  const { phone } = fields;
  if (phone === undefined) return;
  const index = indexes.phone.get(phone)!;
  if (draft.contacts.some((c) => c.index === index)) return;
  const known = context.batch.observedOn;
  const own = draft.contacts.filter((c) => c.kind === 'own').at(-1);
  const from = own ? (own.sealed.length ? maskPhone(keys.open(own.sealed)) : '') : '';
  if (!out.differs('phone', text('联系电话', 'telephone'), from, maskPhone(phone), own?.known ?? null)) return;
  const put = { kind: 'own', index, sealed: Buffer.alloc(0), known };
  if (own) {
    out.next('worker_contact', own.id, {}, { phone });
    draft.contacts = draft.contacts.map((c) => (c === own ? { ...put, id: own.id } : c));
  } else {
    const id = newId();
    out.first('worker_contact', id, { kind: 'own' }, { phone });
    draft.contacts.push({ ...put, id });
  }
};
