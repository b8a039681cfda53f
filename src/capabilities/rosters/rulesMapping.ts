// Which column is which field: by what the header says, by what it nearly says, and by what the values look like. Never by position.
import { plainHeader } from './rulesHeader.ts';
import type { Shape } from './rulesShapes.ts';
import type { FieldDeclaration, SheetDeclaration } from './rulesSheet.ts';
import type { FoundTable, TableColumn } from './rulesTableShapes.ts';
import type { FieldType } from './rulesValue.ts';

export type Why = 'header' | 'likeHeader' | 'values' | 'remembered' | 'said';

export interface ColumnMap {
  /** Place among the columns of the table. */
  readonly column: number;
  readonly field: string | null;
  /** As the header asks for it: 万元 by the month. */
  readonly type: FieldType | null;
  /** 0 … 1; below `SURE` somebody should look. */
  readonly score: number;
  readonly why: Why | null;
  /** Other fields it might be, likeliest first. */
  readonly also: readonly string[];
  /** The header says one thing and the values look like another. */
  readonly doubtful: boolean;
  /** Another column that is called the same thing just as well: what differs there is told. */
  readonly twice: number | null;
}

export interface Mapping {
  readonly sheet: string;
  readonly columns: readonly ColumnMap[];
  /** How well the table fits this sheet: 0 … 1. */
  readonly fit: number;
  /** Key fields that no column holds. */
  readonly missing: readonly string[];
}

/** What somebody corrected once for this template: field by column, null for a column left out. */
export type Remembered = readonly (string | null)[];

export const SURE = 0.8;
const LEAST = 0.55;
/** Values enough to speak for or against a header. */
const ENOUGH = 3;

/**
 * Of somebody else (the head of the household, whoever filled the form in), of another time, or only wished for: such a column is ours only where a declared
 * alias says so to the letter.
 */
const OF_OTHERS =
  /户主|监护人|家长|紧急|应急|包保|采集|填报|填表|经办|干部|联系人|负责人|法人|家庭|父|母|配偶|期望|意向|计划|拟|预计|原|曾|去年|上年|首次|培训|合同|保险|社保|开户|银行/;

const pairsOf = (text: string): string[] => Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2));
/** Share of neighbouring characters two names have in common (Dice): 1 for equal ones. */
const likeness = (a: string, b: string): number => {
  if (a === b) return 1;
  const [x, y] = [pairsOf(a), pairsOf(b)];
  if (!x.length || !y.length) return 0;
  const left = [...y];
  const common = x.filter((p) => {
    const at = left.indexOf(p);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
  return (2 * common) / (x.length + y.length);
};

interface Names {
  /** What the column itself says, with and without its brackets, then together with its parents. */
  readonly own: readonly string[];
  readonly joined: readonly string[];
}
/** 地点 under 务工情况 is 务工地点, 县 under 户籍信息 户籍县. */
const GENERIC = /^(?:所在)?(?:省|市|州|市州|县|区县|县区|地点|地址|地|单位|企业|时间|行业|岗位|起始时间|截止时间)$/;
const underParent = (parts: readonly string[]): string[] => {
  const [leaf, parent] = [parts.at(-1)!, parts.slice(0, -1).join('')];
  if (!GENERIC.test(leaf)) return [];
  if (/务工|就业|外出|转移/.test(parent)) return [`务工${leaf}`];
  return /户籍|户口|家庭住址/.test(parent) ? [`户籍${leaf}`] : [];
};
const namesOf = (column: TableColumn): Names => {
  const leaf = plainHeader(column.written.findLast((w) => w.trim() !== '') ?? column.header);
  const parts = column.parts.filter((p) => p !== '');
  return {
    own: [...new Set([leaf.full, leaf.name])].filter((n) => n !== ''),
    joined: parts.length > 1 ? [parts.join(''), parts.slice(-2).join(''), ...underParent(parts)] : [],
  };
};

/** What each alias counts less than the one before it: decides between equals, and nothing else. */
const LATER = 0.0001;
/** An alias to the letter. */
const EXACT = 0.985;
/** 1: an alias to the letter; less: nearly one, or one inside the other. */
const headerScore = (names: Names, field: FieldDeclaration): number => {
  let best = 0;
  for (const [at, alias] of field.aliases.entries()) {
    // the commonest name first: 联系电话 is the telephone, and 家庭成员联系电话 one where there is no other
    if (names.own.includes(alias)) return 1 - at * LATER - (field.elseFor === undefined ? 0 : 0.005);
    if (names.joined.includes(alias)) best = Math.max(best, 0.98);
    for (const name of [...names.own, ...names.joined]) {
      const like = likeness(name, alias);
      // 收入 says less than 月收入, 岗位 less than 公益性岗位: what is missing may be the point
      if (name.length < alias.length && like < 0.8) continue;
      if (like >= 0.6) best = Math.max(best, 0.35 + 0.55 * like);
      if (alias.length >= 2 && name.includes(alias)) best = Math.max(best, 0.5 + 0.4 * (alias.length / name.length));
    }
  }
  return best;
};

/** Share of filled values that look like the field; null where too few values say anything. */
const valueShare = (shape: Shape | undefined, field: FieldDeclaration): number | null => {
  const filled = shape ? shape.total - shape.blank : 0;
  if (!shape || filled < ENOUGH || !field.shapes.length) return null;
  return Math.max(...field.shapes.map((k) => shape.counts[k])) / filled;
};

const BY_LOOKS: ReadonlySet<FieldType['type']> = new Set(['name', 'phone']);

interface Candidate {
  readonly column: number;
  /** Before values and hiding were weighed: two columns called the same thing. */
  readonly header: number;
  readonly field: FieldDeclaration;
  readonly score: number;
  readonly why: Why;
  readonly doubtful: boolean;
}
const candidateOf = (column: number, names: Names, shape: Shape | undefined, field: FieldDeclaration): Candidate | null => {
  const header = headerScore(names, field);
  const share = valueShare(shape, field);
  if (field.partOf !== undefined && header < 0.98) return null;
  if ((field.readOnly || field.exact) && header < 0.98) return null;
  if (header < EXACT && [...names.own, ...names.joined].some((n) => OF_OTHERS.test(n))) return null;
  if (field.sure && share !== null && share >= 0.6) {
    const score = Math.max(0.85 * share, header);
    return {
      column,
      header,
      field,
      score: Math.min(1, score + 0.001 * header),
      why: header >= LEAST ? 'header' : 'values',
      doubtful: false,
    };
  }
  // a list without any header: names and telephones are told by what they look like, and somebody should look
  if (header === 0 && names.own.length === 0 && share !== null && share >= 0.8 && BY_LOOKS.has(field.type.type))
    return { column, header, field, score: 0.7, why: 'values', doubtful: false };
  if (header === 0) return null;
  // values that look like nothing of the kind speak against a header that only nearly fits, and raise a doubt about one that fits
  const against = share !== null && share < 0.2;
  const score = header >= EXACT ? header - (against ? 0.15 : 0) : header * (share === null ? 1 : 0.75 + 0.25 * share);
  if (score < LEAST || (against && header < 0.9 && field.shapes.length > 0)) return null;
  return { column, header, field, score, why: header >= 0.98 ? 'header' : 'likeHeader', doubtful: against };
};

/** In the unit of its own header, else in that of the whole table (单位：万元 in its corner). */
const withUnit = (type: FieldType, column: TableColumn, unit: string | undefined): FieldType => {
  const said = column.unit ?? unit;
  return type.type === 'money' && said !== undefined ? { ...type, unit: said.startsWith('万') ? 'tenThousand' : 'yuan' } : type;
};

/** Maps the columns of a table to the fields of one sheet; each field once. `shapes` by place of the column. */
export const mapColumns = (
  sheet: SheetDeclaration,
  table: Pick<FoundTable, 'columns' | 'unit'>,
  shapes: readonly (Shape | undefined)[],
  remembered?: Remembered,
  by: 'remembered' | 'said' = 'remembered',
): Mapping => {
  const byId = new Map(sheet.fields.map((f) => [f.id, f]));
  const all: Candidate[] = [];
  for (const [at, column] of table.columns.entries()) {
    const names = namesOf(column);
    for (const field of sheet.fields) {
      const found = candidateOf(at, names, shapes[at], field);
      // a hidden column is the last choice: old data stand there
      if (found) all.push(column.hidden ? { ...found, score: found.score - 0.3 } : found);
    }
  }
  all.sort((a, b) => b.score - a.score || a.column - b.column);
  const taken = new Map<number, Candidate>();
  const used = new Set<string>();
  for (const [at, id] of (remembered ?? []).entries()) {
    const field = id === null || id === undefined ? undefined : byId.get(id);
    if (field && !used.has(field.id) && at < table.columns.length) {
      taken.set(at, { column: at, header: 1, field, score: 1, why: by, doubtful: false });
      used.add(field.id);
    }
  }
  const leftOut = new Set((remembered ?? []).flatMap((id, at) => (id === null ? [at] : [])));
  for (const c of all) {
    if (taken.has(c.column) || used.has(c.field.id) || leftOut.has(c.column)) continue;
    taken.set(c.column, c);
    used.add(c.field.id);
  }
  const columns = table.columns.map((column, at): ColumnMap => {
    const c = taken.get(at);
    const also = all.filter((x) => x.column === at && x.field.id !== c?.field.id).map((x) => x.field.id);
    return c
      ? {
          column: at,
          field: c.field.id,
          type: withUnit(c.field.type, column, table.unit),
          score: c.score,
          why: c.why,
          also,
          doubtful: c.doubtful,
          twice:
            c.why === 'remembered' || c.why === 'said'
              ? null
              : (all.find(
                  (x) =>
                    x.field === c.field &&
                    x.column !== at &&
                    !taken.has(x.column) &&
                    x.header >= c.header - (c.header >= EXACT ? 1 - EXACT : 0),
                )?.column ?? null),
        }
      : { column: at, field: null, type: null, score: 0, why: null, also, doubtful: false, twice: null };
  });
  const keys = sheet.fields.filter((f) => f.key);
  const named = table.columns.filter((c) => c.header !== '' && !/^(序号|编号|备注|说明)$/.test(plainHeader(c.header).name)).length;
  const sum = [...taken.values()].reduce((n, c) => n + c.score * (c.field.key ? 2 : c.field.readOnly ? 0.8 : 1), 0);
  const possible = Math.max(named, taken.size) + keys.length;
  const about = sheet.about === undefined || sheet.about.some((id) => used.has(id)) ? 1 : 0.45;
  return {
    sheet: sheet.id,
    columns,
    // whoever has name and number is a person, however many columns of their own a factory adds
    fit: !keys.some((k) => used.has(k.id)) ? 0 : about * Math.max(keys.every((k) => used.has(k.id)) ? 0.5 : 0, Math.min(1, sum / possible)),
    missing: keys.filter((k) => !used.has(k.id)).map((k) => k.id),
  };
};

const FITS = 0.4;
/** The sheet that fits a table best, with its mapping; null where none does. */
export const bestSheet = (
  sheets: readonly SheetDeclaration[],
  table: Pick<FoundTable, 'columns' | 'unit'>,
  shapes: readonly (Shape | undefined)[],
): { readonly sheet: SheetDeclaration; readonly mapping: Mapping } | null => {
  const all = sheets.map((sheet) => ({ sheet, mapping: mapColumns(sheet, table, shapes) })).sort((a, b) => b.mapping.fit - a.mapping.fit);
  return all[0] && all[0].mapping.fit >= FITS ? all[0] : null;
};

/** The same headers in the same order are the same template, whoever filled it in: what its correction is remembered by. */
export const templateText = (table: Pick<FoundTable, 'columns'>): string =>
  table.columns.map((c) => [...c.parts.slice(0, -1), plainHeader(c.parts.at(-1) ?? c.header).full].join('/')).join('|');
