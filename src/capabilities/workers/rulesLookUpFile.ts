// Which columns of a sheet hold numbers, names or telephones. Pure.
import { halfWidth } from '#standards/cleanText.ts';
import { parseMobileNumber } from '#standards/mobile-number/mobileNumber.ts';

type Kind = 'name' | 'number' | 'phone';
const HEADERS: Record<Kind, RegExp> = {
  name: /^(?:人员|劳动力|劳动者|务工人员|成员|学员)?姓名$|^名字$|^name$/,
  number: /^(?:公民|居民)?(?:身份证?|证件)(?:件)?(?:号码?|证号码?)?$|^(?:公民)?身份号码$|^社会保障号码?$|^id(?:no|number)?$/,
  phone: /^(?:联系|本人)?(?:电话|手机|方式)(?:号码?)?$|^(?:phone|mobile|tel)$/,
};

/** Without blanks, stars and what stands in brackets: `* 身份证号码（18位）`. */
const plain = (header: string): string =>
  halfWidth(header)
    .replace(/[\s*:：]+/g, '')
    .replace(/\(.*$/, '')
    .toLowerCase();
const kindOf = (header: string): Kind | undefined => (Object.keys(HEADERS) as Kind[]).find((k) => HEADERS[k].test(plain(header)));

/** A number, right or wrong: a column is found by what its cells were meant as. */
const shapeOf = (cell: string): Kind | undefined => {
  const text = halfWidth(cell).replace(/[\s'"=-]/g, '');
  if (parseMobileNumber(text).ok) return 'phone';
  if (/^\d{14,21}[\dXx]$|^\d(?:\.\d+)?e\+?1[4-9]$/i.test(text)) return 'number';
  if (/^\p{Script=Han}{2,4}$|^\p{Script=Han}{2,}·\p{Script=Han}+/u.test(text)) return 'name';
  return undefined;
};

interface FoundList {
  /** The header of the column, or its letter: 身份证号, B. */
  readonly column: string;
  /** One per filled row; name and number parted by a tab where both were found. */
  readonly lines: readonly string[];
}

const letter = (i: number): string => (i < 26 ? String.fromCharCode(65 + i) : `A${String.fromCharCode(39 + i)}`);

/** By the words of a header in the first rows, else by the shape of what stands in the columns, else the first column with anything in it. */
export const findList = (rows: readonly (readonly string[])[]): FoundList | undefined => {
  const take = (from: number, columns: readonly { readonly at: number; readonly name: string }[]): FoundList => ({
    column: columns.map((c) => c.name).join('、'),
    lines: rows
      .slice(from)
      .map((r) =>
        columns
          .map((c) => (r[c.at] ?? '').trim())
          .join('\t')
          .trim(),
      )
      .filter((line) => line !== ''),
  });
  for (const [i, row] of rows.slice(0, 6).entries()) {
    const kinds = row.map(kindOf);
    const columns = (['name', 'number', 'phone'] as const)
      .filter((k) => kinds.includes(k))
      .map((k) => ({ at: kinds.indexOf(k), name: row[kinds.indexOf(k)]!.trim().slice(0, 30) }));
    if (columns.length) return take(i + 1, columns);
  }
  const sample = rows.slice(0, 200);
  const width = Math.max(0, ...sample.map((r) => r.length));
  const best = new Map<Kind, { at: number; share: number }>();
  for (let at = 0; at < width; at++) {
    const cells = sample.map((r) => r[at] ?? '').filter((c) => c.trim() !== '');
    for (const kind of ['name', 'number', 'phone'] as const) {
      const share = cells.filter((c) => shapeOf(c) === kind).length / Math.max(1, cells.length);
      if (share >= 0.5 && share > (best.get(kind)?.share ?? 0)) best.set(kind, { at, share });
    }
  }
  // a column of villages looks like names: names by shape alone only where no number stands beside them, or right before it
  const number = best.get('number') ?? best.get('phone');
  const name = best.get('name');
  const chosen = [...(name && (!number || name.at < number.at) ? [name.at] : []), ...(number ? [number.at] : [])];
  if (chosen.length === 0) {
    const first = Array.from({ length: width }, (_, at) => at).find((at) => sample.some((r) => (r[at] ?? '').trim() !== ''));
    if (first === undefined) return undefined;
    chosen.push(first);
  }
  const found = take(
    0,
    chosen.map((at) => ({ at, name: letter(at) })),
  );
  return found.lines.length ? found : undefined;
};
