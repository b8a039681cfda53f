// Generated from the migrated database by `npm run generate`. Do not edit.
import type { Generated, GeneratedAlways } from 'kysely';

export interface AccountTable {
  id: string;
  login: string;
  loginHash: Buffer;
  displayName: string;
  state: Generated<'active' | 'disabled'>;
  mustChangePassword: Generated<boolean>;
  codesOn: Generated<boolean>;
  language: Generated<'zh' | 'en'>;
  phoneSealed: Buffer | null;
  phoneIndex: string | null;
  phoneIndexNext: string | null;
  version: Generated<number>;
  created: Generated<string>;
  createdBy: string | null;
  changed: Generated<string>;
  changedBy: string | null;
  lastSignIn: string | null;
}

export interface AccountSecretTable {
  accountId: string;
  passwordHash: string;
  passwordSet: Generated<string>;
  codeSecret: Buffer | null;
  codePending: Buffer | null;
  codePendingUntil: string | null;
  codeLastStep: Generated<number>;
  codeBurnt: Generated<number[]>;
}

export interface AccountSheetTable {
  id: string;
  accountId: string;
  content: Buffer;
  created: string;
  committed: string | null;
}

export interface AuditTable {
  id: GeneratedAlways<number>;
  at: Generated<string>;
  accountId: string | null;
  roles: Generated<string[]>;
  action: string;
  outcome: Generated<'done' | 'refused'>;
  area: Generated<string>;
  subjectKind: Generated<string>;
  subjectId: Generated<string>;
  details: Generated<unknown>;
  requestId: Generated<string>;
  viewAs: string | null;
  overrideId: string | null;
}

export interface AuditSubjectTable {
  auditId: number;
  kind: string;
  id: string;
}

export interface DeliveryTable {
  id: GeneratedAlways<number>;
  auditId: number;
  subscriber: string;
  attempts: Generated<number>;
  nextAt: Generated<string>;
  doneAt: string | null;
  parkedAt: string | null;
  error: string | null;
}

export interface ExportLogTable {
  id: string;
  at: Generated<string>;
  accountId: string;
  what: string;
  rows: number;
  filter: Generated<string>;
  isFull: Generated<boolean>;
  watermark: string;
  fileHash: string;
  areaCode: Generated<string>;
}

export interface FileTable {
  id: string;
  hash: string;
  size: number;
  type: string;
  name: Buffer;
  purpose: string;
  created: Generated<string>;
  createdBy: string | null;
}

export interface FileReferenceTable {
  fileId: string;
  kind: string;
  id: string;
  created: Generated<string>;
}

export interface IdempotencyTable {
  accountId: string;
  key: string;
  endpoint: string;
  requestHash: Buffer;
  status: number | null;
  body: Buffer | null;
  created: Generated<string>;
}

export interface JobTable {
  id: string;
  kind: string;
  input: Generated<unknown>;
  inputSealed: Buffer | null;
  state: Generated<'queued' | 'running' | 'done' | 'failed' | 'cancelled'>;
  due: Generated<string>;
  leaseOwner: string | null;
  leaseUntil: string | null;
  heartbeatAt: string | null;
  attempts: Generated<number>;
  progress: Generated<unknown>;
  checkpoint: unknown;
  result: unknown;
  error: unknown;
  cancelRequestedAt: string | null;
  dedupeKey: string | null;
  area: Generated<string>;
  created: Generated<string>;
  createdBy: string | null;
  finished: string | null;
}

export interface MigrationTable {
  name: string;
  hash: string;
  applied: Generated<string>;
}

export interface NoticeTable {
  id: string;
  accountId: string | null;
  role: string | null;
  areaCode: Generated<string>;
  kind: string;
  params: Generated<unknown>;
  link: string | null;
  created: Generated<string>;
}

export interface NoticeReadTable {
  noticeId: string;
  accountId: string;
  at: Generated<string>;
}

export interface OrganisationTable {
  id: string;
  registered: Generated<string>;
  registeredBy: string | null;
}

export interface OrganisationAliasTable {
  id: string;
  organisationId: string;
  name: string;
  kind: 'former' | 'short' | 'other';
  fromDay: string | null;
  toDay: string | null;
  source: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface OrganisationContactTable {
  id: string;
  organisationId: string;
  name: string;
  duty: Generated<string>;
  phoneSealed: Buffer;
  note: Generated<string>;
  version: Generated<number>;
  changed: Generated<string>;
  changedBy: string | null;
  changedName: Generated<string>;
}

export interface OrganisationFactTable {
  organisationId: string;
  name: string;
  pinyin: Generated<string>;
  kinds: string[];
  uscc: string | null;
  usccMissing: Generated<string>;
  place: string;
  address: Generated<string>;
  industry: Generated<string>;
  sizeClass: 'micro' | 'small' | 'medium' | 'large' | null;
  sizeStatedBy: Generated<string>;
  stationLevel: 'province' | 'prefecture' | 'county' | null;
  stationAbove: string | null;
  stationFrom: string | null;
  state: 'active' | 'closed';
  closedOn: string | null;
  source: string;
  note: Generated<string>;
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface OrganisationGramTable {
  gram: string;
  organisationId: string;
}

export interface OrganisationIncidentTable {
  id: string;
  organisationId: string;
  kind: 'wage_arrears' | 'work_accident' | 'stoppage' | 'other';
  happenedOn: string;
  precision: 'day' | 'month';
  what: string;
  amount: string | null;
  persons: number | null;
  state: 'open' | 'settled';
  settledOn: string | null;
  outcome: Generated<string>;
  source: string;
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface OrganisationLinkTable {
  organisationId: string;
  intoId: string;
  mainId: string;
  reason: string;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface OrganisationNameTable {
  organisationId: string;
  mainId: string;
  what: 'name' | 'former' | 'short' | 'other';
  name: string;
  plain: string;
  stem: string;
  pinyin: string;
  initials: string;
  stemPinyin: string;
  stemInitials: string;
  county: string;
}

export interface OrganisationStaffTable {
  id: string;
  organisationId: string;
  accountId: string | null;
  name: string;
  duty: string;
  fromDay: string;
  toDay: string | null;
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface OverrideLookTable {
  id: string;
  accountId: string;
  areaCode: string;
  reason: string;
  starts: string;
  until: string;
  ended: string | null;
  endedBy: string | null;
}

export interface PairingTable {
  rowId: GeneratedAlways<number>;
  id: string;
  level: 'prefecture' | 'county';
  originCode: string;
  originName: Generated<string>;
  hostCode: string;
  hostName: Generated<string>;
  validFrom: string;
  validTo: string | null;
  fromPrecision: 'day' | 'month' | 'year';
  toPrecision: 'day' | 'month' | 'year' | null;
  source: string;
  certainty: 'official' | 'press' | 'unverified';
  note: Generated<string>;
  reason: Generated<string>;
  seed: string | null;
  recorded: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  superseded: string | null;
}

export interface RecoveryCodeTable {
  accountId: string;
  hash: Buffer;
  used: string | null;
}

export interface RecurringRunTable {
  name: string;
  day: string;
  jobId: string | null;
}

export interface RegionTreeVersionTable {
  id: string;
  hash: string;
  source: string;
  validFrom: string;
  note: Generated<string>;
  registered: Generated<string>;
}

export interface RoleGrantTable {
  id: string;
  accountId: string;
  role: 'village_cadre' | 'township_cadre' | 'county_bureau' | 'station' | 'school' | 'exam_body' | 'employer' | 'steering' | 'auditor' | 'worker' | 'system_admin' | 'security_admin' | 'audit_admin';
  areaCode: string;
  relation: string | null;
  validFrom: string;
  validTo: string | null;
  granted: Generated<string>;
  grantedBy: string | null;
  ended: string | null;
  endedBy: string | null;
  endReason: Generated<string>;
}

export interface SavedViewTable {
  id: string;
  accountId: string;
  page: string;
  name: string;
  query: Generated<string>;
  columns: Generated<string[]>;
  position: Generated<number>;
  version: Generated<number>;
  changed: Generated<string>;
}

export interface SessionTable {
  id: string;
  tokenHash: Buffer;
  accountId: string;
  started: string;
  lastSeen: string;
  expires: string;
  ip: Generated<string>;
  userAgent: Generated<string>;
  steppedUpUntil: string | null;
  viewAs: string | null;
  viewAsUntil: string | null;
  ended: string | null;
}

export interface SettingTable {
  name: string;
  value: unknown;
  changed: Generated<string>;
  changedBy: string | null;
}

export interface SignInAddressTable {
  addressHash: Buffer;
  wrong: Generated<number>;
  since: string;
}

export interface SignInGuardTable {
  loginHash: Buffer;
  wrong: Generated<number>;
  since: string;
  lockedUntil: string | null;
}

export interface StationServiceTable {
  id: string;
  stationId: string;
  hostCode: string;
  originCode: string;
  fromDay: string;
  toDay: string | null;
  source: Generated<string>;
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface WorkerScopeTable {
  key: string;
  workerId: string;
  fromDay: string;
  toDay: string;
  source: string;
}

export interface Tables {
  account: AccountTable;
  accountSecret: AccountSecretTable;
  accountSheet: AccountSheetTable;
  audit: AuditTable;
  auditSubject: AuditSubjectTable;
  delivery: DeliveryTable;
  exportLog: ExportLogTable;
  file: FileTable;
  fileReference: FileReferenceTable;
  idempotency: IdempotencyTable;
  job: JobTable;
  migration: MigrationTable;
  notice: NoticeTable;
  noticeRead: NoticeReadTable;
  organisation: OrganisationTable;
  organisationAlias: OrganisationAliasTable;
  organisationContact: OrganisationContactTable;
  organisationFact: OrganisationFactTable;
  organisationGram: OrganisationGramTable;
  organisationIncident: OrganisationIncidentTable;
  organisationLink: OrganisationLinkTable;
  organisationName: OrganisationNameTable;
  organisationStaff: OrganisationStaffTable;
  overrideLook: OverrideLookTable;
  pairing: PairingTable;
  recoveryCode: RecoveryCodeTable;
  recurringRun: RecurringRunTable;
  regionTreeVersion: RegionTreeVersionTable;
  roleGrant: RoleGrantTable;
  savedView: SavedViewTable;
  session: SessionTable;
  setting: SettingTable;
  signInAddress: SignInAddressTable;
  signInGuard: SignInGuardTable;
  stationService: StationServiceTable;
  workerScope: WorkerScopeTable;
}
