// What is said about a pair of records: which fields agree, and two sentences of it. No IO.
import { sexTexts } from '#standards/sex/sex.ts';
import type { Text } from '#standards/text.ts';
import type { Pair, PairSide } from '../contract.ts';
import { duplicateReasonTexts } from '../rulesDuplicateTexts.ts';
import { ethnicName } from './ethnicName.ts';
import { identityWord, refWords, relationWord, sourceWord, type Translate } from './personWords.ts';

export type Agreement = 'same' | 'differs' | 'seenSame' | 'oneOnly' | 'hidden';
export interface ComparedField {
  readonly key: string;
  readonly label: Text;
  readonly a: string;
  readonly b: string;
  readonly agreement: Agreement;
  /** Dotted digits. */
  readonly masked?: boolean;
  /** How the record came in, not who it is: it never speaks for or against. */
  readonly origin?: boolean;
}

const birth = (s: PairSide, t: Translate): string =>
  s.birthYear === null ? '' : s.age === null ? String(s.birthYear) : t(`${s.birthYear} 年，${s.age} 岁`, `${s.birthYear}, age ${s.age}`);

const compare = (a: string, b: string, masked: boolean, hidden: boolean): Agreement => {
  if (hidden) return 'hidden';
  if (a === '' || b === '') return 'oneOnly';
  // masked digits that look alike may differ where they are hidden
  return a === b ? (masked ? 'seenSame' : 'same') : 'differs';
};

const PHONE: readonly string[] = [
  duplicateReasonTexts.phoneSame.zh,
  duplicateReasonTexts.phoneSameShared.zh,
  duplicateReasonTexts.phoneInHousehold.zh,
];
/** The comparison saw the whole telephone: where its reasons say so, the row does not say less. */
const samePhone = (pair: Pair): boolean => pair.reasons.some((r) => PHONE.includes(r.text.zh));

/** Field by field, both sides beside each other. Of a record out of one's area only the county is known. */
export const compareSides = (pair: Pair, t: Translate): readonly ComparedField[] => {
  const { a, b } = pair;
  const hidden = !a.visible || !b.visible;
  const row = (
    key: string,
    zh: string,
    en: string,
    of: (s: PairSide) => string,
    extra: { masked?: true; origin?: true } = {},
  ): ComparedField => {
    const [x, y] = [a.visible ? of(a) : '', b.visible ? of(b) : ''];
    const agreement = compare(x, y, extra.masked === true, hidden);
    const sure = agreement === 'seenSame' && (key === 'number' ? pair.kind !== 'likeness' : key === 'phone' && samePhone(pair));
    return { key, label: { zh, en }, a: x, b: y, agreement: sure ? 'same' : agreement, ...extra };
  };
  return [
    row('name', '姓名', 'Name', (s) => s.name),
    row('sex', '性别', 'Sex', (s) => (s.sex === '1' || s.sex === '2' ? t(sexTexts[s.sex]) : '')),
    row('birth', '出生', 'Born', (s) => birth(s, t)),
    row('number', '证件号', 'Number', (s) => s.numberMasked, { masked: true }),
    row('phone', '手机', 'Mobile', (s) => s.phoneMasked, { masked: true }),
    row('home', '户籍地', 'Home', (s) => s.homeName),
    row('household', '户编号', 'Household', (s) => s.householdNumber),
    row('relation', '与户主关系', 'Relation', (s) => (s.relation ? t(relationWord(s.relation)) : '')),
    row('ethnic', '民族', 'Ethnic group', (s) => (s.ethnic ? t(ethnicName(s.ethnic)) : '')),
    row('identities', '身份', 'Groups', (s) => s.identities.map((i) => t(identityWord(i))).join(t('、', ', '))),
    row('source', '来源', 'Came in by', (s) => `${t(sourceWord(s.source))}${s.sourceRef ? ` ${refWords(t, s.sourceRef)}` : ''}`, {
      origin: true,
    }),
    row('registered', '建档', 'Registered', (s) => s.registered ?? '', { origin: true }),
  ];
};

export const agreementTexts: Readonly<Record<Agreement, Text>> = {
  same: { zh: '相同', en: 'same' },
  seenSame: { zh: '看得见的相同', en: 'what is seen agrees' },
  differs: { zh: '不同', en: 'differs' },
  oneOnly: { zh: '有一份没有', en: 'missing on one' },
  hidden: { zh: '看不到', en: 'not seen' },
};

const labels = (fields: readonly ComparedField[], lang: 'zh' | 'en'): string =>
  fields.map((f) => (lang === 'zh' ? f.label.zh : f.label.en.toLowerCase())).join(lang === 'zh' ? '、' : ', ');

/** Two sentences: what is alike, and what the decision turns on. */
export const pairSentences = (pair: Pair, t: Translate): readonly [string, string] => {
  if (!pair.a.visible || !pair.b.visible)
    return [
      t(
        `${pair.a.county}和${pair.b.county}各有一份档案，${pair.kind === 'number' ? '证件号和姓名都相同' : pair.kind === 'conflict' ? '证件号相同，姓名不同' : '很像同一个人'}。`,
        `${pair.a.county} and ${pair.b.county} each hold a record${pair.kind === 'number' ? ' with the same number and name' : pair.kind === 'conflict' ? ' with the same number and another name' : '; they look like one person'}.`,
      ),
      t('不在您辖区的那一份，只告诉您在哪个区县。', 'Of the record outside your area only the county is told.'),
    ];
  const fields = compareSides(pair, t).filter((f) => !f.origin);
  // digits that agree only where they are seen are not called the same
  const same = fields.filter((f) => f.agreement === 'same');
  const differing = fields.filter((f) => f.agreement === 'differs');
  const alike =
    pair.kind === 'conflict'
      ? t('两份档案的证件号相同，姓名却不同。', 'The two records have the same number but different names.')
      : same.length === 0
        ? t('两份档案没有一项完全相同，但读音或写法很近。', 'No field is quite the same, but they read or look alike.')
        : t(`两份档案的${labels(same, 'zh')}相同。`, `The two records agree in ${labels(same, 'en')}.`);
  if (pair.state !== 'open')
    return [alike, differing.length === 0 ? '' : t(`不同的是${labels(differing, 'zh')}。`, ` They differ in ${labels(differing, 'en')}.`)];
  const turns =
    pair.kind === 'conflict'
      ? t(
          '一个号只能是一个人，有一份可能登错了，请对照身份证或户口簿。',
          'A number belongs to one person: one of them may be entered wrongly. Look at the card or the household register.',
        )
      : differing.length === 0
        ? t(
            '没有写着不同的地方，但也可能是同村同名的两个人，请对照户口簿或者打电话问。',
            'Nothing differs, yet they may be two people of one name and village. Look at the household register, or ask by telephone.',
          )
        : t(
            `不同的是${labels(differing, 'zh')}，请对照户口簿或者打电话问清楚再判。`,
            `They differ in ${labels(differing, 'en')}. Look at the household register or ask by telephone before you decide.`,
          );
  return [alike, turns];
};

/** Whole days since a pair was found. */
export const daysSince = (instant: string, now = Date.now()): number => Math.max(0, Math.floor((now - Date.parse(instant)) / 86_400_000));
