// What a row of a list says of an organisation, and what of it differs from what is registered. Pure.
import type { Finding, RowValues, RuleNames } from '#capabilities/rosters/rules.ts';
import { findIndustryDivision, findIndustrySection, findIndustrySectionByText } from '#standards/industries/industries.ts';
import type { Text } from '#standards/text.ts';
import { type OrganisationKind, organisationKindTexts, type SizeClass, sizeClassTexts } from './contract.ts';
import { industryCode, plainName } from './rules.ts';

/** '' and null: the row says nothing of it. */
export interface Said {
  readonly name: string;
  readonly uscc: string | null;
  readonly usccMissing: string;
  readonly kinds: readonly OrganisationKind[];
  /** 12 digits. */
  readonly place: string | null;
  readonly address: string;
  readonly industry: string;
  readonly sizeClass: SizeClass | null;
  readonly sizeStatedBy: string;
  readonly note: string;
  readonly contact: string;
  readonly duty: string;
  readonly phone: string;
}
/** What is registered, as far as a list may change it. */
export interface Known {
  readonly name: string;
  readonly uscc: string | null;
  readonly kinds: readonly OrganisationKind[];
  readonly place: string;
  readonly address: string;
  readonly industry: string;
  readonly sizeClass: SizeClass | null;
  readonly sizeStatedBy: string;
  readonly note: string;
}
export type Draft = Known & { readonly usccMissing: string };

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** C1331, C 制造业, 餐饮: as exactly as it is surely meant; '' where it is not. */
export const industryOf = (text: string): string => {
  const code = /^[A-T]\d{0,4}(?=\s|$)|^\d{2,4}(?=\s|$)/i.exec(text.trim())?.[0];
  if (code !== undefined) return industryCode(code) ?? '';
  return findIndustrySectionByText(text)?.code ?? '';
};
export const industryText = (code: string): string => {
  const name = findIndustryDivision(code)?.name ?? findIndustrySection(code)?.name;
  return name ? `${code} ${name.zh}` : code;
};

export const saidOf = (values: RowValues, listedBy: string): Said => {
  const sizeClass = textOf(values.sizeClass) === '' ? null : (textOf(values.sizeClass) as SizeClass);
  return {
    name: textOf(values.name),
    uscc: textOf(values.uscc) || null,
    usccMissing: textOf(values.usccMissing),
    kinds: Array.isArray(values.kinds) ? values.kinds : [],
    place: textOf(values.place) || null,
    address: textOf(values.address),
    industry: industryOf(textOf(values.industry)),
    sizeClass,
    // whoever gave the list stated the size, unless it says who did
    sizeStatedBy: sizeClass === null ? '' : textOf(values.sizeStatedBy) || listedBy,
    note: textOf(values.note),
    contact: textOf(values.contact),
    duty: textOf(values.duty),
    phone: textOf(values.phone),
  };
};

const find = (rule: string, severity: Finding['severity'], field: string, text: Text, advice?: Text): Finding => ({
  rule,
  severity,
  fields: [field],
  text,
  ...(advice ? { advice } : {}),
});

/** Why a row cannot become a new record; empty where it can. */
export const lacksForNew = (said: Said): readonly Finding[] => {
  const found: Finding[] = [];
  if (said.uscc === null && said.usccMissing === '')
    found.push(
      find(
        'uscc',
        'error',
        'uscc',
        { zh: '新登记要有统一社会信用代码', en: 'A new record needs the unified social credit code' },
        {
          zh: '补填 18 位代码；确实没有的，在“为什么没有代码”一栏写明',
          en: 'Add the code; where there is none, say why in the column 为什么没有代码',
        },
      ),
    );
  if (said.place === null)
    found.push(
      find(
        'place',
        'error',
        'place',
        { zh: '没有写明在哪个县（市、区），登记不了', en: 'Without its county it cannot be registered' },
        { zh: '补填所在地，写到县（市、区）', en: 'Give the place, down to the county' },
      ),
    );
  return found;
};

export const draftOfNew = (said: Said): Draft => ({
  name: said.name,
  uscc: said.uscc,
  usccMissing: said.uscc === null ? said.usccMissing : '',
  kinds: said.kinds.length ? said.kinds : ['employer'],
  place: said.place!,
  address: said.address,
  industry: said.industry,
  sizeClass: said.sizeClass,
  sizeStatedBy: said.sizeStatedBy,
  note: said.note,
});

export interface Compared {
  /** What would stand there after it; the same object where nothing changes. */
  readonly after: Known;
  readonly changes: readonly { readonly field: string; readonly text: Text; readonly from: string; readonly to: string }[];
  readonly findings: readonly Finding[];
}
const kindWords = (kinds: readonly OrganisationKind[]): string => kinds.map((k) => organisationKindTexts[k].zh).join('、');

/**
 * Blank says nothing; kinds are added, never taken away; a name and a county are never changed by a list, only doubted; a code is filled in where there was
 * none. `placeName` says a code in words.
 */
export const compare = (known: Known, said: Said, placeName: (code: string) => string): Compared => {
  const changes: { field: string; text: Text; from: string; to: string }[] = [];
  const findings: Finding[] = [];
  const after = { ...known };
  const put = <K extends keyof Known>(field: K, text: Text, to: Known[K], shown: (value: Known[K]) => string) => {
    changes.push({ field, text, from: shown(known[field]), to: shown(to) });
    after[field] = to;
  };
  const plain = (value: string | null) => value ?? '';
  if (plainName(said.name) !== plainName(known.name))
    findings.push(
      find(
        'name',
        'doubt',
        'name',
        { zh: `登记的名称是“${known.name}”，没有改名`, en: `It is registered as ${known.name}; the name was not changed` },
        {
          zh: '确实改名的，到机构页面更正；不是同一家的，核对代码',
          en: 'Correct it on its page where it was renamed; check the code where it is another',
        },
      ),
    );
  if (said.uscc !== null && known.uscc === null)
    put('uscc', { zh: '统一社会信用代码', en: 'unified social credit code' }, said.uscc, plain);
  const more = said.kinds.filter((k) => !known.kinds.includes(k));
  if (more.length) put('kinds', { zh: '类别', en: 'kinds' }, [...known.kinds, ...more], kindWords);
  if (said.place !== null && said.place !== known.place) {
    const own = known.place.replace(/0+$/, '');
    if (said.place.startsWith(own)) put('place', { zh: '所在地', en: 'place' }, said.place, placeName);
    else if (!known.place.startsWith(said.place.replace(/0+$/, '')))
      findings.push(
        find(
          'place',
          'doubt',
          'place',
          { zh: `登记在${placeName(known.place)}，没有改`, en: `It is registered in ${placeName(known.place)}; that was not changed` },
          { zh: '确实搬迁的，到机构页面更正', en: 'Correct it on its page where it moved' },
        ),
      );
  }
  if (said.address !== '' && said.address !== known.address) put('address', { zh: '详细地址', en: 'address' }, said.address, plain);
  // C is no news where C1331 is known
  if (said.industry !== '' && !known.industry.startsWith(said.industry))
    put('industry', { zh: '行业', en: 'industry' }, said.industry, industryText);
  if (said.sizeClass !== null && said.sizeClass !== known.sizeClass) {
    put('sizeClass', { zh: '规模', en: 'size' }, said.sizeClass, (size) => (size === null ? '' : sizeClassTexts[size].zh));
    after.sizeStatedBy = said.sizeStatedBy;
  }
  if (said.note !== '' && said.note !== known.note) put('note', { zh: '说明', en: 'note' }, said.note, plain);
  return { after: changes.length ? after : known, changes, findings };
};

/** What a row of organisations or posts may be told, beside the engine's own words. */
export const organisationRuleNames: RuleNames = {
  alike: { zh: '同县有相近的名称', en: 'alike in the same county' },
  closed: { zh: '登记为已停业', en: 'registered as closed' },
  place: { zh: '所在地', en: 'place' },
  employer: { zh: '用人单位', en: 'employer' },
  post: { zh: '岗位名称', en: 'post' },
  headCount: { zh: '招聘人数', en: 'head count' },
  until: { zh: '招聘截止日期', en: 'closing date' },
  trial: { zh: '只留作来源', en: 'kept as a source only' },
};
