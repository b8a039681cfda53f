// Why a line of somebody's sheet does not count here, in words. Pure.
import type { Text } from '#standards/text.ts';

export interface Met {
  readonly name: string;
  /** Inside the area that was asked for. */
  readonly here: boolean;
  readonly homeName: string;
  readonly died: boolean;
  readonly worksAsAsked: boolean;
  readonly groupAsAsked: boolean;
}
const t = (zh: string, en: string): Text => ({ zh, en });
const joined = (texts: readonly Text[]): Text | null =>
  texts.length ? t(texts.map((x) => x.zh).join('；'), texts.map((x) => x.en).join('; ')) : null;

/** Null: counted. The first reason is the one to settle first. */
export const whyNotCounted = (m: Met): Text | null =>
  joined([
    ...(m.here ? [] : [t(`建档了，户籍在${m.homeName}，不在所选地区`, `on record, but at home in ${m.homeName}`)]),
    ...(m.died ? [t('已登记去世', 'on record as having died')] : []),
    ...(m.worksAsAsked ? [] : [t('登记的就业状况不在所选范围', 'work on record is not what was asked for')]),
    ...(m.groupAsAsked ? [] : [t('登记的身份不在所选范围', 'groups on record are not those asked for')]),
  ]);
/** Counted, yet called otherwise. */
export const otherName = (asked: string | null, m: Pick<Met, 'name'>): Text | null =>
  asked !== null && asked !== m.name
    ? t(`号码相同，系统里叫“${m.name}”，请核对`, `the same number, called “${m.name}” here; check it`)
    : null;

export const notOnRecord = t('没有建档，或者您看不到', 'not on record, or not for you to see');
export const sameNameOnly = (n: number): Text =>
  t(`没有这个证件号；所选地区同名的有 ${n} 人，请核对号码`, `no such number; ${n} of that name in the area, check the number`);
export const severalNames = (n: number): Text => t(`只写了姓名，同名的有 ${n} 人，分不清是谁`, `only a name, which ${n} people have`);
export const byName = t('按姓名对上的，表里没有证件号，请核对', 'matched by the name alone; check it');
export const nameNotOnRecord = t(
  '只写了姓名，所选范围里没有叫这个名字的人',
  'only a name, and nobody of that name is among those asked for',
);
/** A number that cannot be right, beside a name that is known. */
export const alsoByName = (wrong: Text, n: number): Text =>
  t(`${wrong.zh}；所选地区同名的有 ${n} 人，请核对号码`, `${wrong.en}; ${n} of that name in the area, check the number`);
export const nobodyNamed = t('这一行没有姓名，也没有证件号，对不上人', 'neither name nor number in this row: nobody to compare');
export const twice = ({ row, sheet }: { readonly row: number; readonly sheet: string | null }): Text =>
  t(
    `与${sheet === null ? '' : `“${sheet}”`}第 ${row} 行是同一个人，只算一次`,
    `the same person as row ${row}${sheet === null ? '' : ` of “${sheet}”`}, counted once`,
  );
export const notInSheet = t('您的表里没有这个人', 'not in your sheet');
export const nameInSheet = t('您的表里有同名的人，证件号不同或没有写', 'your sheet has that name, with another number or none');
