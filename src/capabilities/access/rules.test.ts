import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  areaOf,
  composePermissions,
  covers,
  FIELD_CLASSES,
  FOR_EVER,
  fieldsFor,
  fieldTable,
  type Holding,
  holdingFault,
  holds,
  hostKey,
  inWindow,
  isAdminRole,
  levelsOf,
  permissionsOf,
  ROLES,
  reachOf,
  roleKinds,
  rolesClash,
  standingsOf,
  strictlyInside,
  windowOf,
} from './rules.ts';
import { gradeOf, mayGive, mayGrant, mayManage, mayViewAs } from './rulesDelegation.ts';
import { passwordFault } from './rulesPasswords.ts';
import { ORG, personas, WORKER } from './testing/personas.ts';

const AREAS = [
  '',
  '520000000000',
  '522700000000',
  '522727000000',
  '522727104000',
  '522727104213',
  '440000000000',
  '440111000000',
  '441900000000',
  '441900003000',
];
const RELATIONS = [null, ORG.employer, ORG.school, WORKER];
const holding = fc.record({
  role: fc.constantFrom(...ROLES),
  areaCode: fc.constantFrom(...AREAS),
  relation: fc.constantFrom(...RELATIONS),
});
const fit = holding.filter((h) => holdingFault(h) === undefined);
const many = fc.array(fit, { maxLength: 4 });

test('areas: a code covers itself and what begins with its digits, and nothing else', () => {
  expect(areaOf('522727000000')).toEqual({ from: '522727000000', to: '522727999999' });
  expect(areaOf('441900000000')).toEqual({ from: '441900000000', to: '441999999999' });
  expect(areaOf('441900003000')).toEqual({ from: '441900003000', to: '441900003999' });
  expect(areaOf('')).toEqual({ from: '000000000000', to: '999999999999' });
  expect(holds(areaOf('nonsense'), '522727000000')).toBe(false);
  expect(covers(areaOf(''), areaOf('nonsense'))).toBe(false);
  expect(strictlyInside(areaOf('522727000000'), areaOf('522727000000'))).toBe(false);
  fc.assert(
    fc.property(fc.constantFrom(...AREAS.slice(1)), fc.constantFrom(...AREAS.slice(1)), (a, b) => {
      const digits = a.replace(/0+$/, '');
      const stem = [2, 4, 6, 9, 12].find((n) => n >= digits.length)!;
      expect(holds(areaOf(a), b)).toBe(b.startsWith(a.slice(0, stem)));
    }),
  );
});

test('东莞 and 中山 hold a county’s roles', () => {
  expect(levelsOf('441900000000')).toEqual(['county', 'prefecture']);
  expect(holdingFault({ role: 'county_bureau', areaCode: '441900000000', relation: null })).toBeUndefined();
  expect(holdingFault({ role: 'county_bureau', areaCode: '440100000000', relation: null })).toBe('level');
  expect(holdingFault({ role: 'township_cadre', areaCode: '441900003000', relation: null })).toBeUndefined();
});

test('a holding is of a known role, at its level, with its relation', () => {
  for (const p of Object.values(personas)) expect(holdingFault(p), p.role).toBeUndefined();
  expect(holdingFault({ role: 'king', areaCode: '', relation: null })).toBe('role');
  expect(holdingFault({ role: 'employer', areaCode: '440111000000', relation: null })).toBe('relationMissing');
  expect(holdingFault({ role: 'employer', areaCode: '440111000000', relation: WORKER })).toBe('relationWrong');
  expect(holdingFault({ role: 'worker', areaCode: '522727000000', relation: ORG.school })).toBe('relationWrong');
  expect(holdingFault({ role: 'village_cadre', areaCode: '522727104213', relation: ORG.school })).toBe('relationWrong');
});

test('duties: at most one administrator role, and then nothing else', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ROLES), { maxLength: 5 }), (roles) => {
      const distinct = new Set(roles);
      expect(rolesClash(roles)).toBe([...distinct].some(isAdminRole) && distinct.size > 1);
    }),
  );
});

test('giving never climbs: what is given lies inside, is lower, and whoever was given cannot give it back', () => {
  fc.assert(
    fc.property(fit, fit, (mine, theirs) => {
      if (!mayGive([mine], theirs)) return;
      expect(covers(areaOf(mine.areaCode), areaOf(theirs.areaCode))).toBe(true);
      expect(isAdminRole(theirs.role)).toBe(mine.role === 'security_admin' && theirs.role !== 'auditor');
      if (mine.role !== 'security_admin') {
        expect(mayGive([theirs], mine)).toBe(false);
        if (!isAdminRole(mine.role)) expect(gradeOf(theirs)).toBeLessThanOrEqual(gradeOf(mine));
      }
    }),
    { numRuns: 5000 },
  );
  // the whole chain of giving never reaches an administrator, an auditor or oneself again
  const reachable = (from: string): Set<string> => {
    const seen = new Set<string>();
    const walk = (r: string): void => {
      for (const next of mayGrant[r as keyof typeof mayGrant])
        if (!seen.has(next)) {
          seen.add(next);
          walk(next);
        }
    };
    walk(from);
    return seen;
  };
  for (const r of ROLES.filter((r) => r !== 'security_admin'))
    for (const a of ['system_admin', 'security_admin', 'audit_admin', 'auditor']) expect(reachable(r)).not.toContain(a);
});

test('managing needs every role; more roles never make an account easier to manage', () => {
  fc.assert(
    fc.property(many, many, fit, (mine, theirs, more) => {
      if (mayManage(mine, [...theirs, more]) && theirs.length) expect(mayManage(mine, theirs)).toBe(true);
    }),
    { numRuns: 3000 },
  );
  expect(mayManage([personas.系统管理员], [])).toBe(false);
});

test('looking through another’s eyes goes down and inwards only', () => {
  fc.assert(
    fc.property(many, many, (mine, theirs) => {
      if (!mayViewAs(mine, theirs)) return;
      for (const t of theirs) {
        expect(isAdminRole(t.role) || t.role === 'auditor').toBe(false);
        expect(mine.some((m) => strictlyInside(areaOf(m.areaCode), areaOf(t.areaCode)) && gradeOf(m) > gradeOf(t))).toBe(true);
      }
      expect(mayViewAs(theirs, mine)).toBe(false);
    }),
    { numRuns: 5000 },
  );
});

test('administrators reach nobody, in no way', () => {
  fc.assert(
    fc.property(fc.constantFrom('system_admin', 'security_admin', 'audit_admin'), fc.constantFrom(...AREAS), (role, areaCode) => {
      const held = [{ role, areaCode, relation: null }];
      expect(reachOf(held)).toEqual({ areas: [], lookAreas: [], keys: [], keyRanges: [] });
      expect(fieldsFor(held, { homeCode: '522727104213', keys: [hostKey('440111'), WORKER, ORG.employer] })).toEqual({});
    }),
  );
});

test('who sees which field is the product’s table', () => {
  const home = { homeCode: '522727104213', keys: [] as string[] };
  const away = { homeCode: '522727104213', keys: ['host:440111', ORG.employer, ORG.school, ORG.examBody, WORKER] };
  const see = (who: Holding, worker = away) => fieldsFor([who], worker);
  for (const p of ['先进村', '克度镇', '平塘县人社局', '黔南州', '贵州省'] as const) {
    const f = see(personas[p], home);
    expect(f.number_full).toBe('stepUp');
    expect(f.household).toBe('plain');
    expect(f.others_case_notes).toBeUndefined();
    expect(f.audit).toBeUndefined();
  }
  expect(see(personas.独山县人社局, home)).toEqual({});
  expect(Object.keys(see(personas.穗味餐饮)).sort()).toEqual(['name', 'phone', 'spell']);
  expect(Object.keys(see(personas.白云劳务站)).sort()).toEqual(
    ['identity_kind', 'name', 'number_masked', 'phone', 'photo', 'request', 'spell', 'verification'].sort(),
  );
  expect(see(personas.白云区人社局)).toEqual(see(personas.白云劳务站));
  expect(see(personas.培训学校).number_full).toBeUndefined();
  expect(see(personas.考评机构)).toMatchObject({ number_full: 'plain', marks: 'plain' });
  expect(see(personas.考评机构).household).toBeUndefined();
  expect(see(personas.审计, home)).toMatchObject({ name: 'reason', number_full: 'reason', audit: 'plain', household: 'plain' });
  expect(see(personas.劳动者)).toMatchObject({ number_full: 'plain', audit: 'plain', household: 'plain' });
  expect(fieldsFor([personas.独山县人社局], { ...home, looked: true })).toEqual(fieldTable.look);
  expect(fieldTable.look.number_full).toBeUndefined();
});

test('standings only come from what reaches the worker; more holdings never hide a field', () => {
  const worker = fc.record({
    homeCode: fc.constantFrom('522727104213', '522726108001', '440111001001'),
    keys: fc.subarray(['host:440111', 'host:440113', 'host:441900', ORG.employer, ORG.school, WORKER]),
  });
  fc.assert(
    fc.property(many, fit, worker, (held, more, w) => {
      const [before, after] = [fieldsFor(held, w), fieldsFor([...held, more], w)];
      for (const f of FIELD_CLASSES) if (before[f]) expect(after[f]).toBeDefined();
      if (standingsOf(held, w).length === 0) expect(before).toEqual({});
      if (standingsOf(held, w).includes('origin'))
        expect(held.some((h) => holds(areaOf(h.areaCode), w.homeCode) && !roleKinds[h.role as 'station'].readOnly)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('windows: arrival − 30 d … end + 90 d, offer … end + 30 d, class + 12 months, appeal, assignment', () => {
  expect(windowOf('host', '2026-03-01', '2026-06-30')).toEqual({ from: '2026-01-30', to: '2026-09-28' });
  expect(windowOf('host', '2026-03-01', null)).toEqual({ from: '2026-01-30', to: FOR_EVER });
  expect(windowOf('employer', '2026-03-01', '2026-06-30')).toEqual({ from: '2026-03-01', to: '2026-07-30' });
  expect(windowOf('class', '2024-02-01', '2024-02-29')).toEqual({ from: '2024-02-01', to: '2025-02-28' });
  expect(windowOf('sitting', '2026-03-01', '2026-03-31')).toEqual({ from: '2026-03-01', to: '2026-05-30' });
  expect(windowOf('assignment', '2026-03-01', '2026-03-31')).toEqual({ from: '2026-03-01', to: '2026-03-31' });
  const w = windowOf('host', '2026-03-01', '2026-06-30');
  expect(['2026-01-29', '2026-01-30', '2026-09-28', '2026-09-29'].map((d) => inWindow(w, d))).toEqual([false, true, true, false]);
});

test('permissions: joined once, no strangers', () => {
  const p = { text: { zh: '看', en: 'see' }, roles: ['auditor'] as const };
  expect(permissionsOf(composePermissions([{ 'a.see': p }, { 'b.see': p }]), ['auditor'])).toEqual(new Set(['a.see', 'b.see']));
  expect(() => composePermissions([{ 'a.see': p }, { 'a.see': p }])).toThrow(/twice/);
  expect(() => composePermissions([{ 'a.see': { ...p, roles: ['king' as never] } }])).toThrow(/unknown role/);
  expect(() => composePermissions([{ nonsense: p }])).toThrow(/capability\.thing/);
});

test('passwords: long enough and not guessable, any characters', () => {
  const fault = (p: string) => passwordFault(p, ['pt-renshe-01', '韦正平', '13800138000']);
  expect(fault('短密码')).toBe('tooShort');
  expect(fault('九个字的密码不够长')).toBe('tooShort');
  expect(fault('一句好记的话也可以当密码')).toBeUndefined();
  expect(fault('correct horse battery')).toBeUndefined();
  expect(fault('   surrounded   ')).toBeUndefined();
  expect(fault('x'.repeat(12))).toBe('repeated');
  expect(fault('abcabcabcabc')).toBe('repeated');
  expect(fault('abcdefghijkl')).toBe('repeated');
  expect(fault('Password123')).toBe('common');
  expect(fault('ＰＡＳＳＷＯＲＤ１２３')).toBe('common');
  expect(fault('PT-RENSHE-01!')).toBe('ownName');
  expect(fault('13800138000ab')).toBe('ownName');
  expect(fault('y'.repeat(100) + 'z'.repeat(150))).toBe('tooLong');
  fc.assert(fc.property(fc.string({ minLength: 30, maxLength: 60 }), (s) => void fault(s)));
});

test('a password made of one’s own login, name and pinyin alone is refused, whatever stands between them', () => {
  const own = ['kd-renshe-02', '王小妹', 'wangxiaomei', '13800001428'];
  for (const weak of ['wangxiaomei-kd-renshe-02', '王小妹kd-renshe-02!', '13800001428wangxiaomei', 'WangXiaoMei_123'])
    expect(passwordFault(weak, own), weak).toBe('ownName');
  expect(passwordFault('山里人的一句老话 2026', own)).toBeUndefined();
  expect(passwordFault('wangxiaomei 家的三棵老茶树', own)).toBeUndefined();
});
