// Who someone is and what follows from it: roles 角色, areas 辖区, permissions 权限, delegation 分级授权. Pure: no clock, no IO.
import { type Level, levelOf, rangeOf, significantDigits } from '#standards/divisions/codes.ts';
import type { Text } from '#standards/text.ts';

// Areas -----------------------------------------------------------------------------------------------------------------------------

/** Inclusive range of 12-digit division codes (as `Area` of platform/server/actor.ts). */
export interface Area {
  readonly from: string;
  readonly to: string;
}
export const COUNTRY = '';
/** 522727000000 → 522727000000…522727999999; '' is the whole country; a malformed code covers nothing. */
export const areaOf = (code: string): Area => {
  if (code === COUNTRY) return { from: '000000000000', to: '999999999999' };
  const range = rangeOf(code);
  if (!range) return { from: '999999999999', to: '000000000000' };
  return { from: range.lo, to: range.lo.slice(0, significantDigits(range.lo)).padEnd(12, '9') };
};
export const holds = (area: Area, code: string): boolean => code.length === 12 && code >= area.from && code <= area.to;
export const covers = (outer: Area, inner: Area): boolean => inner.from <= inner.to && inner.from >= outer.from && inner.to <= outer.to;
/** Covered and smaller: a bureau is not inside itself. */
export const strictlyInside = (outer: Area, inner: Area): boolean =>
  covers(outer, inner) && (inner.from !== outer.from || inner.to !== outer.to);

/** Prefectures without counties (东莞, 中山, 儋州, 嘉峪关): their offices do a county's work and hold a county's roles. */
const COUNTYLESS = new Set(['441900000000', '442000000000', '460400000000', '620200000000']);
/** The levels a code may stand for. Empty for a malformed code. */
export const levelsOf = (code: string): readonly Level[] => {
  if (code === COUNTRY) return ['country'];
  const level = code.length === 12 ? levelOf(code) : undefined;
  if (!level || level === 'country') return [];
  return COUNTYLESS.has(code) ? ['county', 'prefecture'] : [level];
};

// Roles -----------------------------------------------------------------------------------------------------------------------------

export const ROLES = [
  'village_cadre',
  'township_cadre',
  'county_bureau',
  'station',
  'school',
  'exam_body',
  'employer',
  'steering',
  'auditor',
  'worker',
  'system_admin',
  'security_admin',
  'audit_admin',
] as const;
export type Role = (typeof ROLES)[number];
export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);
export const ADMIN_ROLES = ['system_admin', 'security_admin', 'audit_admin'] as const satisfies readonly Role[];
export const isAdminRole = (role: string): boolean => (ADMIN_ROLES as readonly string[]).includes(role);

export interface RoleKind {
  readonly text: Text;
  /** Levels of the area it may be held over. */
  readonly levels: readonly Level[];
  /** What it is bound to beside the area: `org:<id>` or `worker:<id>`; null where it must not be bound. */
  readonly relation: 'org' | 'worker' | null;
  readonly relationNeeded: boolean;
  /** origin: sees people whose home lies in the area; host: people who came to work there; none: sees nobody through the area. */
  readonly side: 'origin' | 'host' | 'both' | 'none';
  /** Sees, never changes. */
  readonly readOnly: boolean;
}

const kind = (zh: string, en: string, levels: readonly Level[], side: RoleKind['side'], more: Partial<RoleKind> = {}): RoleKind => ({
  text: { zh, en },
  levels,
  side,
  relation: null,
  relationNeeded: false,
  readOnly: false,
  ...more,
});
const NATION: readonly Level[] = ['country', 'province', 'prefecture', 'county'];
const ORG = { relation: 'org', relationNeeded: true } as const;

export const roleKinds: Record<Role, RoleKind> = {
  village_cadre: kind('驻村干部', 'Village cadre', ['village'], 'origin'),
  township_cadre: kind('乡镇人社所', 'Township labour office', ['township'], 'origin'),
  // a county takes people in as well as sending them: its bureau sees both, each with that side's fields
  county_bureau: kind('县人社局', 'County HR bureau', ['county'], 'both'),
  station: kind('劳务站', 'Labour station', ['county', 'prefecture'], 'host', { relation: 'org' }),
  school: kind('培训学校', 'Training school', NATION, 'none', ORG),
  exam_body: kind('考评机构', 'Exam body', NATION, 'none', ORG),
  employer: kind('用人单位', 'Employer', NATION, 'none', ORG),
  steering: kind('市/省主管', 'Prefecture or province', ['prefecture', 'province'], 'both'),
  auditor: kind('审计', 'Auditor', NATION, 'origin', { readOnly: true }),
  worker: kind('劳动者', 'Worker', ['county', 'township', 'village'], 'none', { relation: 'worker', relationNeeded: true }),
  system_admin: kind('系统管理员', 'System administrator', NATION, 'none'),
  security_admin: kind('安全管理员', 'Security administrator', NATION, 'none'),
  audit_admin: kind('审计管理员', 'Audit administrator', NATION, 'none'),
};
export const roleTexts = Object.fromEntries(ROLES.map((r) => [r, roleKinds[r].text])) as Record<Role, Text>;

/** A role as it is held: 12-digit code or '', and the relation or null. */
export interface Holding {
  readonly role: string;
  readonly areaCode: string;
  readonly relation: string | null;
}

const RELATION = /^(org|worker):[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** What is wrong with a holding by itself; undefined where it is well formed. */
export const holdingFault = ({ role, areaCode, relation }: Holding): 'role' | 'level' | 'relationMissing' | 'relationWrong' | undefined => {
  if (!isRole(role)) return 'role';
  const k = roleKinds[role];
  if (!levelsOf(areaCode).some((l) => k.levels.includes(l))) return 'level';
  if (relation === null) return k.relationNeeded ? 'relationMissing' : undefined;
  return RELATION.test(relation) && relation.startsWith(`${k.relation}:`) ? undefined : 'relationWrong';
};

/** 等保: 系统, 安全, 审计 are three people. Also, an administrator holds no role that sees workers. */
export const rolesClash = (roles: readonly string[]): boolean => {
  const held = new Set(roles);
  const admins = [...held].filter(isAdminRole).length;
  return admins > 1 || (admins === 1 && held.size > 1);
};

// What holdings let someone see -----------------------------------------------------------------------------------------------------

export interface Reach {
  /** Home ranges where the actor also acts. */
  readonly areas: readonly Area[];
  /** Home ranges where the actor only looks (auditor, temporary look). */
  readonly lookAreas: readonly Area[];
  /** Keys of `worker_scope` held exactly: `org:…`, `worker:…`, `host:440111`. */
  readonly keys: readonly string[];
  /** Keys held as ranges: a host prefecture or province holds all its counties. */
  readonly keyRanges: readonly Area[];
}

export const hostKey = (code: string): string => `host:${code.slice(0, 6)}`;

export const reachOf = (held: readonly Holding[]): Reach => {
  const areas: Area[] = [];
  const lookAreas: Area[] = [];
  const keys = new Set<string>();
  const keyRanges: Area[] = [];
  for (const h of held) {
    if (!isRole(h.role) || holdingFault(h)) continue;
    const k = roleKinds[h.role];
    const area = areaOf(h.areaCode);
    if (k.side === 'origin' || k.side === 'both') (k.readOnly ? lookAreas : areas).push(area);
    if (k.side === 'host' || k.side === 'both') {
      const [from, to] = [hostKey(area.from), hostKey(area.to)];
      if (from === to) keys.add(from);
      else keyRanges.push({ from, to });
    }
    if (h.relation) keys.add(h.relation);
  }
  return { areas, lookAreas, keys: [...keys], keyRanges };
};

// Permissions -----------------------------------------------------------------------------------------------------------------------

/** One permission: what it lets one do, and the roles that have it. Each capability declares its own as data. */
export interface Permission {
  readonly text: Text;
  readonly roles: readonly Role[];
}
export type Permissions = Readonly<Record<string, Permission>>;

/** Joins what all capabilities declare. Fails at start on a role nobody knows, a name declared twice, or one that is not `capability.thing`. */
export const composePermissions = (all: readonly Permissions[]): Permissions => {
  const joined: Record<string, Permission> = {};
  for (const permissions of all)
    for (const [name, permission] of Object.entries(permissions)) {
      if (!/^[a-z]+(\.[a-zA-Z]+)+$/.test(name)) throw new Error(`permission ${name} is not called capability.thing`);
      if (name in joined) throw new Error(`permission ${name} is declared twice`);
      for (const role of permission.roles) if (!isRole(role)) throw new Error(`permission ${name} names the unknown role ${role}`);
      joined[name] = permission;
    }
  return joined;
};

export const permissionsOf = (permissions: Permissions, roles: readonly string[]): ReadonlySet<string> =>
  new Set(
    Object.entries(permissions)
      .filter(([, p]) => p.roles.some((r) => roles.includes(r)))
      .map(([name]) => name),
  );

// Fields ----------------------------------------------------------------------------------------------------------------------------

/** Classes of what is known about a person; every personal column of a later capability belongs to one. */
export const FIELD_CLASSES = [
  'name',
  'photo',
  'phone',
  'number_masked',
  'number_full',
  'identity_kind',
  'household',
  'health',
  'spell',
  'other_employers',
  'verification',
  'marks',
  'case_notes',
  'others_case_notes',
  'request',
  'audit',
] as const;
export type FieldClass = (typeof FIELD_CLASSES)[number];

/** plain: as it is. stepUp: after a fresh password. reason: after giving a reason, which goes on record. Not listed: never. */
export type Sight = 'plain' | 'reason' | 'stepUp';
export type Fields = Readonly<Partial<Record<FieldClass, Sight>>>;

/** How a viewer stands to one worker. One role may stand in several ways to the same person. */
export const STANDINGS = ['origin', 'host', 'employer', 'school', 'exam_body', 'auditor', 'self', 'look'] as const;
export type Standing = (typeof STANDINGS)[number];

const plain = (...classes: FieldClass[]): Fields => Object.fromEntries(classes.map((c) => [c, 'plain']));
const EVERYTHING = FIELD_CLASSES.filter((c) => !['number_full', 'others_case_notes', 'audit'].includes(c));

/** "Who sees what" of product.md, column "fields". */
export const fieldTable: Record<Standing, Fields> = {
  origin: { ...plain(...EVERYTHING), number_full: 'stepUp' },
  host: plain('name', 'photo', 'phone', 'spell', 'verification', 'identity_kind', 'number_masked', 'request'),
  employer: plain('name', 'phone', 'spell'),
  school: plain('name', 'phone', 'number_masked', 'marks'),
  exam_body: plain('name', 'phone', 'number_masked', 'number_full', 'marks'),
  // all, but masked: whatever names a person needs a reason
  auditor: { ...plain(...EVERYTHING, 'audit'), name: 'reason', photo: 'reason', phone: 'reason', number_full: 'reason' },
  self: plain(...EVERYTHING, 'number_full', 'audit'),
  // 临时查看: like the origin, but never the number in full
  look: plain(...EVERYTHING),
};

/** What the caller found out about one worker: its home, and the scope keys that hold for it today (only those the actor holds). */
export interface RelationToWorker {
  readonly homeCode: string;
  readonly keys: readonly string[];
  /** True: reached through a 临时查看 whose area holds the home. */
  readonly looked?: boolean;
}

/** In which ways these holdings reach this worker; empty = not at all. */
export const standingsOf = (held: readonly Holding[], worker: RelationToWorker): readonly Standing[] => {
  const found = new Set<Standing>();
  const keys = new Set(worker.keys);
  for (const h of held) {
    if (!isRole(h.role) || holdingFault(h)) continue;
    const k = roleKinds[h.role];
    const area = areaOf(h.areaCode);
    if ((k.side === 'origin' || k.side === 'both') && holds(area, worker.homeCode)) found.add(k.readOnly ? 'auditor' : 'origin');
    const hosted = worker.keys.some((key) => key >= hostKey(area.from) && key <= hostKey(area.to));
    if ((k.side === 'host' || k.side === 'both') && hosted) found.add('host');
    if (!h.relation) continue;
    if (h.role === 'worker') {
      if (keys.has(h.relation)) found.add('self');
    } else if (h.role === 'station') {
      if (keys.has(h.relation)) found.add('host');
    } else if (keys.has(h.relation)) found.add(h.role as 'employer' | 'school' | 'exam_body');
  }
  if (worker.looked) found.add('look');
  return [...found];
};

const EASE: Record<Sight, number> = { plain: 0, stepUp: 1, reason: 2 };
/** The fields these holdings may see of this worker; where several standings show one field, the easiest way counts. */
export const fieldsFor = (held: readonly Holding[], worker: RelationToWorker): Fields => {
  const out: Partial<Record<FieldClass, Sight>> = {};
  for (const standing of standingsOf(held, worker))
    for (const [field, sight] of Object.entries(fieldTable[standing]) as [FieldClass, Sight][]) {
      const had = out[field];
      if (had === undefined || EASE[sight] < EASE[had]) out[field] = sight;
    }
  return out;
};

// Windows ---------------------------------------------------------------------------------------------------------------------------

/** "Who sees what" of product.md, column "from – to". `before`, `after`: days; `months`: calendar months after the end. */
export const windows = {
  /** arrival … end of spell */
  host: { before: 30, after: 90, months: 0 },
  /** offer … end of spell */
  employer: { before: 0, after: 30, months: 0 },
  /** enrolment … end of class */
  class: { before: 0, after: 0, months: 12 },
  /** approval … results; the term of appeal is ○ 60 days until a province tells its own */
  sitting: { before: 0, after: 60, months: 0 },
  /** from … to of the assignment itself */
  assignment: { before: 0, after: 0, months: 0 },
  /** self and family that agreed */
  self: { before: 0, after: 0, months: 0 },
} as const;
export type WindowKind = keyof typeof windows;
export const FOR_EVER = '9999-12-31';

/** Days [from, to], both inclusive, of a scope row for a fact that holds from `start` to `end` (null = not ended). */
export const windowOf = (of: WindowKind, start: string, end: string | null): { from: string; to: string } => {
  const w = windows[of];
  return { from: plusDays(start, -w.before), to: end === null ? FOR_EVER : plusDays(plusMonths(end, w.months), w.after) };
};
export const inWindow = (window: { from: string; to: string }, day: string): boolean => day >= window.from && day <= window.to;

const plusDays = (day: string, n: number): string => {
  if (n === 0) return day;
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
};
const plusMonths = (day: string, n: number): string => {
  if (n === 0) return day;
  const [y, m, d] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(y, m + n, 0)).getUTCDate();
  return new Date(Date.UTC(y, m - 1 + n, Math.min(d, last))).toISOString().slice(0, 10);
};
