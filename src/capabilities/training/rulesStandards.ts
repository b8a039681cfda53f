// Course standards as decisions: which version holds on a day, who may adopt, what a draft lacks, whether a class may be held under one. Pure.
import type { Held } from '#capabilities/accords/rules.ts';
import { ancestorCodes, rangeOf } from '#standards/divisions/codes.ts';
import type { Text } from '#standards/text.ts';
import { ADOPT, permissions, STANDARDS, type VersionState } from './contractTexts.ts';

/** What the state of a version follows from. Days inclusive. */
export interface VersionLife {
  readonly ordinal: number;
  readonly validFrom: string;
  readonly sides: readonly string[];
  readonly adoptions: readonly { readonly sideCode: string; readonly adoptedOn: string }[];
}
/** The first day it holds: all sides adopted it, and its own first day has come. Null while a side is missing. */
export const holdsFrom = (v: VersionLife): string | null => {
  const days = v.sides.map((side) => v.adoptions.find((a) => a.sideCode === side)?.adoptedOn);
  if (days.some((d) => d === undefined)) return null;
  return [v.validFrom, ...(days as string[])].sort().at(-1)!;
};
/** The state on a day. An adoption counts from its own day on. `all`: the versions of the same standard, this one too. */
export const versionStateOn = (v: VersionLife, all: readonly VersionLife[], day: string): VersionState => {
  const adopted = v.sides.filter((side) => v.adoptions.some((a) => a.sideCode === side && a.adoptedOn <= day)).length;
  if (adopted === 0) return 'draft';
  if (adopted < v.sides.length) return 'adopting';
  const from = holdsFrom(v);
  if (from === null || from > day) return 'coming';
  return all.some((o) => o.ordinal > v.ordinal && (holdsFrom(o) ?? '9999-12-31') <= day) ? 'replaced' : 'force';
};
/** The version new classes are held under on a day; undefined where none is in force. */
export const versionInForce = <V extends VersionLife>(all: readonly V[], day: string): V | undefined =>
  all.find((v) => versionStateOn(v, all, day) === 'force');

const has = (held: Held, permission: typeof STANDARDS | typeof ADOPT): boolean =>
  (permissions[permission].roles as readonly string[]).includes(held.role);
/** The sides whose office an account holds: the role over exactly that area, as with agreements. */
export const sidesAdopted = (held: readonly Held[], sides: readonly string[]): readonly string[] =>
  sides.filter((side) => held.some((h) => h.relation === null && has(h, ADOPT) && h.areaCode === side));
/** May draft: an office over an area that is a side, holds one or lies in one. */
export const drafts = (held: readonly Held[], sides: readonly string[]): boolean =>
  held.some(
    (h) =>
      h.relation === null &&
      has(h, STANDARDS) &&
      sides.some((s) => s === h.areaCode || (s >= h.area.from && s <= h.area.to) || ancestorCodes(h.areaCode).includes(s)),
  );
/** Does a side of a standard hold this area? */
export const sideHolds = (side: string, area: string): boolean => {
  const range = rangeOf(side);
  return range !== undefined && area >= range.lo && area < range.hi;
};

/** Why these cannot be the sides of a standard, or undefined: it is common to two provinces at least, each side named once. */
export const whyNotSides = (sides: readonly string[]): Text | undefined => {
  if (new Set(sides.map((s) => s.slice(0, 2))).size < 2)
    return {
      zh: '统一培训标准至少要有两个省的方采用。请把输出地和输入地两方都选上',
      en: 'A common standard is adopted by sides of two provinces at least. Choose both the origin and the host side',
    };
  const nested = sides.find((s) => sides.some((o) => o !== s && sideHolds(o, s)));
  if (nested)
    return {
      zh: '采用方里一个在另一个里面。省采用了，下面的市州就不用再采用，请去掉一个',
      en: 'One of the sides lies inside another. Where a province adopts, its prefectures need not; remove one',
    };
  return undefined;
};

export interface Module {
  readonly number: number;
  readonly title: string;
  readonly theoryHours: number;
  readonly practiceHours: number;
  readonly units: readonly string[];
}
export const hoursOf = (modules: readonly Pick<Module, 'theoryHours' | 'practiceHours'>[]) => {
  const theory = modules.reduce((sum, m) => sum + m.theoryHours, 0);
  const practice = modules.reduce((sum, m) => sum + m.practiceHours, 0);
  return { theory, practice, total: theory + practice };
};

/** What keeps a draft from being adopted, each with its sentence; empty: nothing does. */
export const versionLacks = (v: {
  readonly modules: readonly Module[];
  readonly leadsTo: string;
  readonly theoryPass: number | null;
  readonly practicePass: number | null;
}): readonly Text[] => {
  const lacks: Text[] = [];
  if (v.modules.length === 0)
    lacks.push({ zh: '还没有模块。至少要有一个模块，写明理论和实操课时', en: 'There is no module yet; name at least one with its hours' });
  if (hoursOf(v.modules).practice === 0 && v.leadsTo !== 'completion')
    lacks.push({ zh: '没有实操课时，不能通向技能证书', en: 'Without hours of practice it cannot lead to a skill certificate' });
  if (v.leadsTo !== 'completion' && v.practicePass === null)
    lacks.push({ zh: '没有写实操合格分', en: 'The mark to pass in practice is missing' });
  if (v.leadsTo === 'certificate' && v.theoryPass === null)
    lacks.push({ zh: '等级证书要考理论，没有写理论合格分', en: 'A skill certificate examines theory; the mark to pass is missing' });
  return lacks;
};

/** May a class of these days and areas be held under the version? Undefined: yes. */
export const whyNotUnder = (
  v: VersionLife & { readonly label: string; readonly title: string },
  all: readonly VersionLife[],
  held: { readonly planFrom: string; readonly originCode: string; readonly hostCode: string | null },
): Text | undefined => {
  const state = versionStateOn(v, all, held.planFrom);
  const name = `《${v.title}》${v.label}`;
  if (state === 'draft' || state === 'adopting')
    return {
      zh: `标准${name}还没有由各方采用，班不能按它办。等采用之后再选，或者换一个施行中的标准`,
      en: `“${v.title}” ${v.label} has not been adopted by all sides; choose a standard in force, or wait`,
    };
  if (state === 'coming')
    return {
      zh: `标准${name}从 ${holdsFrom(v)} 起施行，这个班 ${held.planFrom} 就开始了。把开班日期往后移，或者选那天施行中的版本`,
      en: `“${v.title}” ${v.label} is in force from ${holdsFrom(v)}; this class begins on ${held.planFrom}. Move the day, or choose the version in force then`,
    };
  if (state === 'replaced')
    return {
      zh: `标准${name}到 ${held.planFrom} 已被新版代替，新办的班要按新版`,
      en: `“${v.title}” ${v.label} is replaced by ${held.planFrom}; new classes are held under the new version`,
    };
  if (!v.sides.some((s) => sideHolds(s, held.originCode)))
    return {
      zh: `标准${name}的采用方里没有这个班的学员来源地。请选来源地也采用了的标准`,
      en: `No side of “${v.title}” ${v.label} holds the area whose people this class trains; choose a standard that it adopted`,
    };
  if (held.hostCode !== null && !v.sides.some((s) => sideHolds(s, held.hostCode!)))
    return {
      zh: `标准${name}的采用方里没有这个班的输入地。请选输入地也采用了的标准`,
      en: `No side of “${v.title}” ${v.label} holds the host area of this class; choose a standard that it adopted`,
    };
  return undefined;
};
