// 分级授权: who gives which role where, who manages whose account, and through whose eyes one may look. Pure.

import type { Level } from '#standards/divisions/codes.ts';
import { areaOf, covers, type Holding, isAdminRole, isRole, levelsOf, type Role, roleKinds, strictlyInside } from './rules.ts';

/** Who may give (and so also reset, unlock, disable, end) which role, inside their own area. The same role only over a smaller area. */
export const mayGrant: Record<Role, readonly Role[]> = {
  village_cadre: [],
  township_cadre: ['village_cadre', 'worker'],
  county_bureau: ['village_cadre', 'township_cadre', 'school', 'exam_body', 'employer', 'worker'],
  station: ['employer'],
  school: [],
  exam_body: [],
  employer: [],
  steering: ['steering', 'county_bureau', 'township_cadre', 'village_cadre', 'station', 'school', 'exam_body', 'employer', 'worker'],
  auditor: [],
  worker: [],
  system_admin: ['steering', 'county_bureau', 'township_cadre', 'village_cadre', 'station', 'school', 'exam_body', 'employer', 'worker'],
  security_admin: ['system_admin', 'security_admin', 'audit_admin', 'auditor'],
  audit_admin: [],
};

/** May someone who holds `mine` give, change or end `theirs`? */
export const mayGive = (mine: readonly Holding[], theirs: Holding): boolean =>
  isRole(theirs.role) &&
  mine.some((m) => {
    if (!isRole(m.role) || !mayGrant[m.role].includes(theirs.role as Role)) return false;
    const [outer, inner] = [areaOf(m.areaCode), areaOf(theirs.areaCode)];
    return m.role === theirs.role && !isAdminRole(m.role) ? strictlyInside(outer, inner) : covers(outer, inner);
  });

/**
 * May someone who holds `mine` manage an account that holds `theirs` (reset, unlock, disable, hand over)? Every role of it must be one they
 * could give: nobody resets the password of a higher account. An account without roles belongs to whoever may create accounts where it was made.
 */
export const mayManage = (mine: readonly Holding[], theirs: readonly Holding[]): boolean =>
  theirs.length > 0 && theirs.every((t) => mayGive(mine, t));

/** 6 country … 1 village; a role bound to one organisation or person stands at the bottom. */
export const gradeOf = ({ role, areaCode }: Holding): number => {
  if (isAdminRole(role)) return 9;
  if (!isRole(role) || roleKinds[role].relationNeeded) return 1;
  const grade: Record<Level, number> = { country: 6, province: 5, prefecture: 4, county: 3, township: 2, village: 1 };
  return Math.max(0, ...levelsOf(areaCode).map((l) => grade[l]));
};

/** May `mine` look through the eyes of `theirs`? Every role strictly inside the own area and of a lower grade; never an administrator's. */
export const mayViewAs = (mine: readonly Holding[], theirs: readonly Holding[]): boolean =>
  theirs.length > 0 &&
  !theirs.some((t) => isAdminRole(t.role) || t.role === 'auditor') &&
  theirs.every((t) =>
    mine.some((m) => !isAdminRole(m.role) && strictlyInside(areaOf(m.areaCode), areaOf(t.areaCode)) && gradeOf(t) < gradeOf(m)),
  );
