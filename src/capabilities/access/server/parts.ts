import type { Db } from '#platform/server/store.ts';
import { makePlaceParser } from '#standards/divisions/placeParser.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import type { Text } from '#standards/text.ts';
import type { Permissions } from '../rules.ts';
import type { ChangeSource } from './changes.ts';
import type { ScopeSource } from './service.ts';

/** A capability's open work that moves with an account when staff change. Returns how many pieces moved. */
export interface HandOver {
  readonly text: Text;
  run(db: Db, from: string, to: string): Promise<number>;
}

/** What a place in a sheet was understood as, or why not. */
export type ResolvedArea = { readonly code: string } | { readonly fault: Text };

/** What access needs to be told by the composition: everything here comes from capabilities that access may not know. */
export interface AccessParts {
  /** Of all capabilities, joined by `composePermissions`. */
  readonly permissions: Permissions;
  /** What the audit page calls every action. */
  readonly auditTexts: Readonly<Record<string, Text>>;
  /** Sentence of every kind of notice, with `{name}` places for its params. */
  readonly noticeTexts: Readonly<Record<string, Text>>;
  /** What every kind of export is called. */
  readonly exportTexts: Readonly<Record<string, Text>>;
  readonly handOvers: readonly HandOver[];
  /** What the first page tells of since the reader was last here, in its order. */
  readonly changes: readonly ChangeSource[];
  /** Who writes scope rows, and what they should be. */
  readonly scopeSources: readonly ScopeSource[];
  /** Free text or code of a place → 12 digits. Never a silent guess. */
  /** `within`: the areas of the one who asks; a name that is plain there needs no province before it. */
  resolveArea(text: string, within?: readonly { readonly from: string; readonly to: string }[]): ResolvedArea;
  /**
   * The area of an organisation or worker, so that nobody binds an account to one outside their own area; undefined = there is no such. null = no
   * capability owns that kind yet: then only the system administrator may bind.
   */
  relationArea?(db: Db, relation: string): Promise<string | null | undefined>;
}

/** 贵州省黔南布依族苗族自治州平塘县; the code itself where the tree does not know it. */
export const areaName = (code: string): string => (code === '' ? '全国' : (loadDivisions().fullName(code) ?? code));

/** 平塘县: the last part only, for lists where the rest is known. */
export const areaShortName = (code: string): string => (code === '' ? '全国' : (loadDivisions().shortName(code) ?? code));

/** Codes alone, of 2 to 12 digits; the composition offers the place parser of `standards`. */
export const resolveCode = (text: string): ResolvedArea => {
  const clean = text.replace(/\s/g, '');
  if (clean === '全国') return { code: '' };
  const known = /^\d+$/.test(clean) ? loadDivisions().get(clean) : undefined;
  return known
    ? { code: known.code }
    : { fault: { zh: `没有找到辖区“${text}”，请写 12 位区划代码`, en: `No area "${text}"; write its 12-digit code` } };
};

/** Is there such a place? Beyond the detailed provinces the tree ends at the county, and what lies below is taken on its county's word. */
export const areaExists = (code: string): boolean => {
  const tree = loadDivisions();
  return code === '' || tree.get(code) !== undefined || (!tree.isDetailed(code) && tree.get(`${code.slice(0, 6)}000000`) !== undefined);
};

let parser: ReturnType<typeof makePlaceParser> | undefined;
/** Code or name, by the place parser of `standards`: only what it is sure of; a likely place is told, not taken. */
export const resolvePlace: AccessParts['resolveArea'] = (text, within = []) => {
  const clean = text.trim();
  if (clean === '全国' || /^[\d\s]+$/.test(clean)) return resolveCode(clean);
  parser ??= makePlaceParser(loadDivisions());
  const { status, best, candidates } = parser(clean);
  if (status === 'sure' && best) return { code: best.code };
  // inside the clerk's own area the same words may be plain; the preview shows the full name before anything is written
  for (const { from, to } of within) {
    const here = parser(clean, { within: { lo: from, hi: (BigInt(to) + 1n).toString().padStart(12, '0') } });
    if (here.status === 'sure' && here.best) return { code: here.best.code };
  }
  const names = (best ? [best] : candidates).slice(0, 3).map((c) => c.fullName);
  return names.length
    ? {
        fault: {
          zh: `辖区“${text}”可能是${names.join('、')}，请写全名或代码`,
          en: `"${text}" may be ${names.join(', ')}; write the full name or the code`,
        },
      }
    : { fault: { zh: `没有找到辖区“${text}”，请写全名或 12 位代码`, en: `No area "${text}"; write the full name or its 12-digit code` } };
};
