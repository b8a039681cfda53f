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

export interface AgreementTable {
  id: string;
  registered: Generated<string>;
  registeredBy: string | null;
}

export interface AgreementEndTable {
  agreementId: string;
  state: 'proposed' | 'confirmed' | 'declined';
  lastDay: string;
  proposedSide: 'origin' | 'host';
  reason: string;
  answer: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface AgreementFactTable {
  agreementId: string;
  level: 'province' | 'prefecture' | 'county';
  originCode: string;
  originName: Generated<string>;
  hostCode: string;
  hostName: Generated<string>;
  title: string;
  documentNumber: Generated<string>;
  validFrom: string;
  validTo: string;
  programmes: Generated<string[]>;
  covers: Generated<string>;
  fileId: string | null;
  source: string;
  certainty: 'official' | 'press' | 'unverified';
  note: Generated<string>;
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface AgreementSignatureTable {
  agreementId: string;
  side: 'origin' | 'host';
  state: 'signed' | 'void' | 'withdrawn';
  post: string;
  signedOn: string;
  textRecorded: string;
  accountId: string | null;
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface AgreementTargetTable {
  agreementId: string;
  indicator: string;
  year: number;
  fromDay: string;
  persons: number;
  proposalId: string;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface AgreementTextTable {
  agreementId: string;
  number: number;
  fromDay: string;
  title: string;
  documentNumber: Generated<string>;
  validFrom: string;
  validTo: string;
  programmes: Generated<string[]>;
  covers: Generated<string>;
  fileId: string | null;
  source: string;
  certainty: 'official' | 'press' | 'unverified';
  note: Generated<string>;
  reason: string;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface AgreementTextSignatureTable {
  agreementId: string;
  number: number;
  side: 'origin' | 'host';
  state: 'signed' | 'void' | 'withdrawn';
  post: string;
  signedOn: string;
  textRecorded: string;
  accountId: string | null;
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
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

export interface BatchDoubtTable {
  id: string;
  batchId: string;
  area: string;
  finding: unknown;
  rows: Generated<number>;
  state: Generated<'open' | 'closed' | 'withdrawn'>;
  opened: string;
  closed: string | null;
  closedBy: string | null;
  decision: Generated<string>;
  version: Generated<number>;
}

export interface ClassStepsTable {
  classId: string | null;
  state: string | null;
  onDay: string | null;
  recorded: string | null;
  superseded: string | null;
}

export interface ComparisonTable {
  id: string;
  fileId: string;
  filters: unknown;
  state: Generated<'running' | 'done' | 'failed'>;
  counts: Generated<unknown>;
  problem: unknown;
  jobId: string | null;
  created: Generated<string>;
  createdBy: string;
}

export interface ComparisonRowTable {
  id: Generated<string>;
  comparisonId: string;
  seq: number;
  tab: 'mine' | 'yours' | 'both';
  foundId: string | null;
  toldSealed: Buffer;
}

export interface ConsentTable {
  id: string;
  workerId: string;
  purposes: string[];
  givenOn: string;
  way: 'written' | 'oral' | 'online';
  witness: Generated<string>;
  withdrawnOn: string | null;
  source: Generated<string>;
  sourceRef: Generated<string>;
  recordedBy: string | null;
  reason: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
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

export interface DeskSweepTable {
  rules: string;
  until: string;
  day: string;
  finished: Generated<string>;
}

export interface DuplicatePairTable {
  id: string;
  workerId: string;
  otherId: string;
  home: string;
  otherHome: string;
  kind: 'likeness' | 'number' | 'conflict';
  score: number;
  band: 'accept' | 'desk';
  reasons: Generated<unknown>;
  guards: Generated<unknown>;
  state: Generated<'open' | 'same' | 'different'>;
  crossArea: GeneratedAlways<boolean>;
  found: Generated<string>;
  foundBy: 'save' | 'sheet' | 'sweep' | 'demo' | 'hand';
  decided: string | null;
  decidedBy: string | null;
  decidedHow: Generated<'' | 'desk' | 'auto' | 'number' | 'split'>;
  decision: Generated<string>;
  seenHome: string | null;
  seenOther: string | null;
  version: Generated<number>;
}

export interface DuplicateSweepTable {
  id: number;
  until: string;
  finished: string;
}

export interface EvidenceTable {
  id: string;
  spellId: string;
  workerId: string;
  class: number;
  says: 'in_post' | 'not_in_post';
  coversFrom: string;
  coversTo: string | null;
  observed: string;
  template: Generated<string>;
  fileHash: Generated<string>;
  source: Generated<string>;
  sourceRef: Generated<string>;
  recordedBy: string | null;
  note: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
  fileId: string | null;
}

export interface ExemptionTable {
  id: string;
  findingId: string;
  workerId: string;
  home: string;
  hosts: Generated<boolean>;
  state: Generated<'asked' | 'approved' | 'refused' | 'expired' | 'void'>;
  reason: string;
  fileId: string | null;
  askedBy: string;
  asked: Generated<string>;
  until: string;
  decidedBy: string | null;
  decided: string | null;
  decidedOn: string | null;
  decision: Generated<string>;
  factsHash: Generated<string>;
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

export interface ExternalFigureTable {
  id: string;
  figure: string;
  asOf: string;
  value: number;
  sharePercent: string | null;
  shareOf: Generated<string>;
  source: string;
  sourceDay: string | null;
  certainty: 'official' | 'press' | 'unverified';
  note: Generated<string>;
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface FigureClassTable {
  runId: string;
  classId: string;
  openedOn: string | null;
  seats: number;
  budget: string;
  origin: string;
  host: string;
  programme: string;
  mode: string;
  order: string;
  school: string;
  employer: string;
  pairing: string;
}

export interface FigureDivisionTable {
  code: string;
  fromDay: string;
  toDay: string;
  mapped: string;
}

export interface FigureGridTable {
  runId: string | null;
  freezeId: string | null;
  series: Generated<string>;
  cells: unknown;
}

export interface FigureMemberTable {
  runId: string;
  workerId: string;
  onDay: string;
  spellId: string;
  origin: string;
  host: string;
  where: string;
  people: string;
  monitored: string;
  relocated: string;
  sex: string;
  age: string;
  channel: string;
  programme: string;
  industry: string;
  occupation: string;
  evidence: string;
  pairing: string;
  answers: Generated<number[]>;
  mode: Generated<string>;
  order: Generated<string>;
  school: Generated<string>;
  employer: Generated<string>;
}

export interface FigureRunTable {
  id: string;
  figure: string;
  version: number;
  fromDay: string;
  toDay: string;
  asOf: string;
  class: number;
  form: Generated<'' | 'province' | 'enterprise' | 'post'>;
  knownAt: string;
  members: number;
  started: string;
  finished: Generated<string>;
  heldUntil: string | null;
  packs: Generated<string>;
}

export interface FigureTrainedTable {
  runId: string;
  classId: string;
  workerId: string;
  onDay: string;
  enrolledOn: string | null;
  attendedOn: string | null;
  finishedOn: string | null;
  employedOn: string | null;
  reportedOn: string | null;
  stable3On: string | null;
  stable6On: string | null;
  origin: string;
  host: string;
  where: string;
  people: string;
  monitored: string;
  relocated: string;
  sex: string;
  age: string;
  programme: string;
  mode: string;
  order: string;
  school: string;
  employer: string;
  pairing: string;
}

export interface FigureTreeTable {
  one: Generated<boolean>;
  edition: string;
  loaded: Generated<string>;
}

export interface FigureVillageTable {
  code: string;
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

export interface FindingTable {
  id: string;
  workerId: string;
  home: string;
  rule: string;
  about: Generated<string>;
  severity: 'doubt' | 'hint';
  factsHash: string;
  words: unknown;
  fields: Generated<string[]>;
  source: 'sheet' | 'save' | 'sweep';
  hosts: Generated<boolean>;
  state: Generated<'open' | 'exempt' | 'closed' | 'withdrawn'>;
  opened: string;
  firstOpened: string;
  reopened: Generated<number>;
  closed: string | null;
  closedHow: Generated<'' | 'corrected' | 'exempt' | 'withdrawn'>;
  assignee: string | null;
  assigned: string | null;
  assignedBy: string | null;
  version: Generated<number>;
  changed: Generated<string>;
}

export interface FindingCommentTable {
  id: string;
  findingId: string;
  workerId: string;
  kind: 'said' | 'assigned' | 'asked' | 'approved' | 'refused' | 'voided' | 'expired' | 'reopened' | 'closed' | 'withdrawn';
  words: Generated<string>;
  fileId: string | null;
  byAccount: string | null;
  toAccount: string | null;
  at: Generated<string>;
}

export interface FindingSourceTable {
  findingId: string;
  batchId: string;
  sheet: number;
  row: number;
  side: Generated<number>;
}

export interface FrozenChainTable {
  id: GeneratedAlways<number>;
  origin: string;
  year: number;
  series: string;
}

export interface FrozenMemberTable {
  chainId: number;
  workerId: string;
  seq: number;
  gone: boolean;
  onDay: string | null;
  spellId: string | null;
  origin: Generated<string>;
  host: Generated<string>;
  where: Generated<string>;
  people: Generated<string>;
  monitored: Generated<string>;
  relocated: Generated<string>;
  sex: Generated<string>;
  age: Generated<string>;
  channel: Generated<string>;
  programme: Generated<string>;
  industry: Generated<string>;
  occupation: Generated<string>;
  evidence: Generated<string>;
  pairing: Generated<string>;
  answers: Generated<number[]>;
}

export interface HomePeriodTable {
  id: string;
  workerId: string;
  code: string;
  hukou: Generated<'agricultural' | 'non_agricultural' | 'unknown'>;
  addressSealed: Buffer | null;
  validFrom: string;
  fromPrecision: Generated<'day' | 'month' | 'year'>;
  validTo: string | null;
  toPrecision: Generated<'day' | 'month' | 'year'>;
  source: Generated<string>;
  sourceRef: Generated<string>;
  recordedBy: string | null;
  reason: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface HouseholdTable {
  id: string;
  number: Generated<string>;
  home: string;
  created: Generated<string>;
  createdBy: string | null;
}

export interface HouseholdMemberTable {
  id: string;
  householdId: string;
  workerId: string;
  relation: Generated<string>;
  validFrom: string;
  validTo: string | null;
  source: Generated<string>;
  sourceRef: Generated<string>;
  recordedBy: string | null;
  reason: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
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

export interface IdentityPeriodTable {
  id: string;
  workerId: string;
  kind: 'poverty_general' | 'poverty_dibao' | 'poverty_tekun' | 'monitored_unstable' | 'monitored_marginal' | 'monitored_sudden' | 'low_income_dibao' | 'low_income_tekun' | 'relocated';
  validFrom: string;
  fromPrecision: Generated<'day' | 'month' | 'year'>;
  validTo: string | null;
  toPrecision: Generated<'day' | 'month' | 'year'>;
  riskRemoved: string | null;
  source: Generated<string>;
  sourceRef: Generated<string>;
  recordedBy: string | null;
  reason: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
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

export interface JointMeetingTable {
  id: string;
  agreementId: string;
  created: Generated<string>;
  createdBy: string | null;
}

export interface JointMeetingFactTable {
  meetingId: string;
  title: string;
  heldOn: string;
  place: string;
  originChair: Generated<string>;
  hostChair: Generated<string>;
  fileId: string | null;
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface MeetingResolutionTable {
  id: string;
  meetingId: string;
  number: number;
  text: string;
  created: Generated<string>;
  createdBy: string | null;
  createdName: Generated<string>;
}

export interface MigrationTable {
  name: string;
  hash: string;
  applied: Generated<string>;
}

export interface MonthApprovalTable {
  freezeId: string;
  side: 'origin' | 'host';
  accountId: string;
  role: string;
  areaCode: string;
  digest: string;
  steppedUp: boolean;
  at: Generated<string>;
}

export interface MonthFreezeTable {
  id: string;
  month: string;
  origin: '450000000000' | '520000000000';
  host: string;
  seq: number;
  knownAt: string;
  state: Generated<'computing' | 'proposed' | 'approved' | 'frozen' | 'refused'>;
  proposedBy: string | null;
  proposed: Generated<string>;
  jobId: string | null;
  checks: unknown;
  digest: string | null;
  cells: number | null;
  refusedBy: string | null;
  refused: string | null;
  reason: string | null;
  frozen: string | null;
  keyId: string | null;
  statement: string | null;
  signature: string | null;
}

export interface MonthFreezeSeriesTable {
  freezeId: string;
  series: string;
  figure: string;
  version: number;
  class: number;
  form: string;
  fromDay: string;
  toDay: string;
  asOf: string;
  members: number;
  homeless: number;
  merkleRoot: string;
  packs: Generated<string>;
}

export interface MonthPublicationTable {
  freezeId: string;
  accountId: string;
  at: Generated<string>;
  rule: Generated<number>;
}

export interface MonthPublishedTable {
  freezeId: string;
  body: unknown;
  made: Generated<string>;
}

export interface MonthReportTable {
  freezeId: string;
  accountId: string;
  reportedTo: string;
  at: Generated<string>;
}

export interface NoWorkTable {
  workerId: string;
  observed: string;
  template: Generated<string>;
  source: Generated<string>;
  sourceRef: Generated<string>;
  recordedBy: string | null;
  reason: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
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

export interface OrganisationSourceTable {
  id: Generated<string>;
  organisationId: string;
  batchId: string;
  sheet: number;
  row: number;
  side: Generated<number>;
  outcome: 'new' | 'changed' | 'unchanged';
  wrote: string | null;
  before: string | null;
  contactId: string | null;
  observedOn: string;
  extraSealed: Buffer | null;
  written: Generated<string>;
  undone: string | null;
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

export interface OutsideLineTable {
  batchId: string;
  sheet: number;
  row: number;
  side: Generated<number>;
  workerId: string;
  list: 'insurance' | 'payroll' | 'staff';
  class: number;
  organisationId: string | null;
  employerWords: string;
  months: number[];
  fromDay: string | null;
  toDay: string | null;
  payMonth: number | null;
  postWords: Generated<string>;
  observed: string;
  batchNumber: number;
  recordedBy: string | null;
  told: boolean;
  direct: Generated<boolean>;
  complete: Generated<boolean>;
  undone: string | null;
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

export interface ReportTable {
  id: string;
  accountId: string;
  form: string;
  formVersion: number;
  period: string;
  side: 'origin' | 'host';
  area: string;
  lang: 'zh' | 'en';
  formats: string[];
  basis: 'auto' | 'live';
  knownAt: string | null;
  title: unknown;
  asked: Generated<string>;
  jobId: string | null;
  scheduleId: string | null;
  content: unknown;
  made: string | null;
  deleted: string | null;
}

export interface ReportFileTable {
  reportId: string;
  format: 'xlsx' | 'pdf' | 'csv' | 'json';
  fileId: string;
  watermark: string;
}

export interface ReportFormTable {
  id: string;
  areaCode: string;
  createdBy: string;
  created: Generated<string>;
  retired: string | null;
  relation: Generated<string>;
}

export interface ReportFormVersionTable {
  formId: string;
  version: number;
  form: unknown;
  savedBy: string;
  saved: Generated<string>;
}

export interface ReportScheduleTable {
  id: string;
  accountId: string;
  form: string;
  every: 'month' | 'quarter' | 'year';
  onDay: number;
  side: 'origin' | 'host';
  area: string;
  lang: 'zh' | 'en';
  formats: string[];
  started: string;
  ended: string | null;
  formVersion: number | null;
  skipped: string | null;
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

export interface RosterBatchTable {
  id: string;
  number: Generated<number>;
  fileId: string;
  fileHash: string;
  area: string;
  organisationId: string | null;
  format: Generated<string>;
  handedIn: string;
  observedOn: string;
  observedSaid: Generated<boolean>;
  state: 'reading' | 'asks' | 'judged' | 'writing' | 'written' | 'undoing' | 'undone' | 'failed' | 'cancelled';
  sheets: Generated<unknown>;
  samplesSealed: Buffer | null;
  counts: Generated<unknown>;
  report: Generated<unknown>;
  problem: unknown;
  reached: unknown;
  jobId: string | null;
  seconds: string | null;
  version: Generated<number>;
  created: Generated<string>;
  createdBy: string | null;
  written: string | null;
  undone: string | null;
  undoneBy: string | null;
}

export interface RosterMappingTable {
  template: string;
  owner: string;
  sheet: string;
  columns: unknown;
  saved: Generated<string>;
  savedBy: string | null;
}

export interface RosterRowTable {
  id: string;
  batchId: string;
  sheet: number;
  row: number;
  side: Generated<number>;
  verdict: 'accepted' | 'doubtful' | 'refused';
  outcome: 'new' | 'changed' | 'unchanged' | 'refused';
  rules: Generated<string[]>;
  subjectKind: Generated<string>;
  subjectId: string | null;
  sample: Generated<boolean>;
  detailSealed: Buffer;
}

export interface RoundByHostTable {
  spellId: string | null;
  workerId: string | null;
  home: string | null;
  hostKey: string | null;
  orgKey: string | null;
  employer: string | null;
  start: string | null;
  ended: string | null;
  until: string | null;
  closed: string | null;
  shownUntil: string | null;
  verifiedUntil: string | null;
  verifiedClass: number | null;
  stockUntil: string | null;
  verified: number[] | null;
  leftIn: number[] | null;
  tried: number[] | null;
  employerSaid: number[] | null;
}

export interface RoundByOrgTable {
  spellId: string | null;
  workerId: string | null;
  home: string | null;
  hostKey: string | null;
  orgKey: string | null;
  employer: string | null;
  start: string | null;
  ended: string | null;
  until: string | null;
  closed: string | null;
  shownUntil: string | null;
  verifiedUntil: string | null;
  verifiedClass: number | null;
  stockUntil: string | null;
  verified: number[] | null;
  leftIn: number[] | null;
  tried: number[] | null;
  employerSaid: number[] | null;
}

export interface RoundRuleTable {
  fromMonth: string;
  dueDay: number;
  remindDays: number;
  reason: Generated<string>;
  province: Generated<string>;
  version: Generated<number>;
  recordedBy: string | null;
  recorded: Generated<string>;
}

export interface RoundSpellTable {
  spellId: string;
  workerId: string;
  home: string;
  hostKey: string;
  orgKey: string;
  employer: string;
  start: string;
  ended: string | null;
  until: string | null;
  closed: string | null;
  shownUntil: string;
  verifiedUntil: string | null;
  verifiedClass: number | null;
  stockUntil: string | null;
  verified: Generated<number[]>;
  leftIn: Generated<number[]>;
  tried: Generated<number[]>;
  employerSaid: Generated<number[]>;
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

export interface ScopeByKeyTable {
  workerId: string | null;
}

export interface ScopeByWorkerTable {
  workerId: string | null;
}

export interface ScreenTokenTable {
  id: string;
  title: string;
  side: 'origin' | 'host';
  areaCode: string;
  tokenHash: Buffer;
  created: Generated<string>;
  createdBy: string;
  expires: string;
  revoked: string | null;
  revokedBy: string | null;
  office: string | null;
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

export interface SigningKeyTable {
  id: string;
  publicKey: string;
  privateSealed: Buffer;
  created: Generated<string>;
}

export interface SpellTable {
  id: string;
  workerId: string;
  kind: 'employed' | 'self_employed' | 'flexible' | 'public_post' | 'internship';
  organisationId: string | null;
  employerWords: Generated<string>;
  occupation: Generated<string>;
  postWords: Generated<string>;
  industry: Generated<string>;
  industryWords: Generated<string>;
  place: Generated<string>;
  start: string;
  startPrecision: Generated<'day' | 'month' | 'year'>;
  ended: string | null;
  endPrecision: Generated<'day' | 'month' | 'year'>;
  endInferred: Generated<boolean>;
  leaveReason: Generated<'' | 'contractEnd' | 'resigned' | 'dismissed' | 'laidOff' | 'closedDown' | 'pay' | 'skill' | 'health' | 'care' | 'home' | 'school' | 'ownBusiness' | 'transfer' | 'postEnd' | 'retired' | 'died' | 'lost' | 'other'>;
  sideJob: Generated<boolean>;
  payMonth: number | null;
  channel: Generated<'' | 'self' | 'government' | 'agency' | 'recruited' | 'workshop' | 'publicPost' | 'flexible' | 'ownBusiness' | 'other'>;
  pointToPoint: boolean | null;
  publicPostKind: Generated<string>;
  assistedKind: Generated<'' | 'programme' | 'class' | 'order' | 'station' | 'agency' | 'trip' | 'publicPlacement'>;
  assistedRef: Generated<string>;
  contractFrom: string | null;
  contractTo: string | null;
  source: Generated<string>;
  sourceRef: Generated<string>;
  recordedBy: string | null;
  reason: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
  programme: Generated<'' | 'cook' | 'technician' | 'homeService' | 'artisan'>;
}

export interface SpellProposalTable {
  id: string;
  workerId: string;
  home: string;
  kind: 'spell' | 'earlier';
  spellId: string | null;
  organisationId: string | null;
  employerWords: string;
  employerKey: string;
  fromDay: string;
  toDay: string;
  class: number;
  lists: string[];
  payMonth: number | null;
  postWords: Generated<string>;
  observed: string;
  state: Generated<'open' | 'accepted' | 'declined'>;
  reason: Generated<'' | 'notWorking' | 'otherPerson' | 'wrongEmployer' | 'other'>;
  words: Generated<string>;
  decidedBy: string | null;
  decided: string | null;
  proposed: string;
  version: Generated<number>;
}

export interface SpellVouchedTable {
  spellId: string;
  workerId: string;
  c: number;
  upto: number;
  best: number | null;
  fromDay: string;
  lDay: string | null;
  closed: string | null;
  closingClass: number | null;
  recorded: string;
  superseded: string;
}

export interface StabilityCriterionTable {
  province: string;
  key: string;
  version: number;
  definition: unknown;
  reason: string;
  recordedBy: string | null;
  recorded: Generated<string>;
  retired: Generated<boolean>;
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

export interface TargetProposalTable {
  id: string;
  agreementId: string;
  indicator: string;
  year: number;
  fromDay: string;
  persons: number;
  before: number | null;
  side: 'origin' | 'host';
  reason: string;
  proposedBy: string | null;
  proposedName: Generated<string>;
  proposedOn: string;
  proposed: Generated<string>;
  state: Generated<'open' | 'approved' | 'refused' | 'withdrawn'>;
  decidedSide: 'origin' | 'host' | null;
  decidedBy: string | null;
  decidedName: Generated<string>;
  decidedOn: string | null;
  decided: string | null;
  answer: Generated<string>;
  sourceRef: Generated<string>;
}

export interface TrainingAdoptionTable {
  versionId: string;
  sideCode: string;
  adoptedOn: string;
  documentNumber: Generated<string>;
  accountId: string | null;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface TrainingAttendanceTable {
  classId: string;
  workerId: string;
  lessons: Generated<string[]>;
  says: Generated<string>;
  missed: Generated<number[]>;
}

export interface TrainingAttendanceBookTable {
  classId: string;
  workerId: string;
  lessons: string[];
  says: string;
  source: string;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface TrainingBudgetTable {
  id: string;
  classId: string;
  fund: 'linkage' | 'employment' | 'unemployment' | 'cooperation' | 'county' | 'employer' | 'other';
  purpose: 'tuition' | 'materials' | 'living' | 'transport' | 'mentors' | 'examination' | 'other';
  amount: string;
  note: Generated<string>;
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface TrainingClassTable {
  id: string;
  registered: Generated<string>;
  registeredBy: string | null;
}

export interface TrainingClassFactTable {
  classId: string;
  title: string;
  programme: string;
  versionId: string | null;
  mode: 'schooling' | 'doorstep' | 'remote' | 'organised';
  orderKind: 'named' | 'directed' | 'enterprise' | null;
  schoolId: string;
  employerId: string | null;
  place: string;
  address: Generated<string>;
  originCode: string;
  hostCode: string | null;
  agreementId: string | null;
  planFrom: string;
  planTo: string;
  enrolUntil: string;
  seats: number;
  note: Generated<string>;
  source: Generated<string>;
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface TrainingClassStepTable {
  classId: string;
  state: 'plan' | 'approval' | 'enrolling' | 'opened' | 'teaching' | 'finished' | 'assessed' | 'tracking' | 'archived' | 'cancelled';
  onDay: string;
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface TrainingCodeRefusedTable {
  id: string;
  lessonId: string;
  classId: string;
  workerId: string;
  why: 'wrong' | 'old' | 'ahead';
  device: Generated<string>;
  at: Generated<string>;
}

export interface TrainingCohortTable {
  id: string;
  registered: Generated<string>;
  registeredBy: string | null;
}

export interface TrainingCohortFactTable {
  cohortId: string;
  title: string;
  programme: string;
  major: string;
  kind: 'schools' | 'enterprise';
  schoolId: string;
  partnerId: string;
  place: string;
  originCode: string;
  hostCode: string | null;
  fromDay: string;
  toDay: string;
  terms: number;
  seats: number;
  note: Generated<string>;
  source: Generated<string>;
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface TrainingEnrolmentTable {
  id: string;
  classId: string;
  workerId: string;
  registered: Generated<string>;
}

export interface TrainingEnrolmentFactTable {
  enrolmentId: string;
  classId: string;
  workerId: string;
  way: 'self' | 'list' | 'invited' | 'office';
  state: 'invited' | 'declined' | 'applied' | 'refused' | 'waiting' | 'enrolled' | 'withdrawn' | 'finished' | 'failed';
  askedOn: string;
  waitingNo: number | null;
  seat: number | null;
  enrolledOn: string | null;
  endedOn: string | null;
  reasonCode: Generated<string>;
  reason: Generated<string>;
  doubts: Generated<string[]>;
  source: Generated<string>;
  sourceRef: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface TrainingInternshipTable {
  id: string;
  studentId: string;
  cohortId: string;
  workerId: string;
  organisationId: string;
  place: string;
  occupation: Generated<string>;
  post: string;
  fromDay: string;
  toDay: string | null;
  agreedOn: string;
  payMonth: number | null;
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface TrainingLessonTable {
  id: string;
  classId: string;
  registered: Generated<string>;
}

export interface TrainingLessonFactTable {
  lessonId: string;
  classId: string;
  module: number;
  kind: 'theory' | 'practice';
  day: string;
  fromMinute: number;
  toMinute: number;
  hours: string;
  teacherId: string | null;
  room: Generated<string>;
  roomKey: Generated<string>;
  state: 'planned' | 'cancelled';
  deed: 'planned' | 'moved' | 'corrected' | 'cancelled';
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface TrainingMarkTable {
  id: string;
  lessonId: string;
  classId: string;
  workerId: string;
  says: 'present' | 'late' | 'leftEarly' | 'absent' | 'excused';
  missed: number | null;
  how: 'code' | 'list' | 'offline' | 'desk' | 'sheet' | 'remote';
  at: string;
  sentId: string;
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface TrainingMarkSentTable {
  id: string;
  lessonId: string;
  classId: string;
  workerId: string;
  says: 'present' | 'late' | 'leftEarly' | 'absent' | 'excused' | 'nothing';
  missed: number | null;
  how: 'code' | 'list' | 'offline' | 'desk' | 'sheet' | 'remote';
  deviceAt: string;
  at: string;
  skewMs: Generated<number>;
  clock: 'right' | 'wrong' | 'changed';
  device: Generated<string>;
  reason: Generated<string>;
  sourceRef: Generated<string>;
  givenBy: string | null;
  givenName: Generated<string>;
  recorded: Generated<string>;
  undone: string | null;
}

export interface TrainingMentorTable {
  id: string;
  classId: string;
  teacherId: string;
  task: string;
  fromDay: string;
  toDay: string | null;
  signedOn: string | null;
  fileId: string | null;
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface TrainingModuleTable {
  versionId: string;
  number: number;
  title: string;
  theoryHours: number;
  practiceHours: number;
  units: Generated<string[]>;
}

export interface TrainingOrderTable {
  classId: string;
  officeCode: string;
  entryDays: number;
  contractDays: number;
  words: Generated<string>;
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface TrainingOrderPostTable {
  id: string;
  classId: string;
  title: string;
  occupation: Generated<string>;
  place: string;
  heads: number;
  payMin: number;
  payMax: number;
  note: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface TrainingOrderSignatureTable {
  classId: string;
  party: 'employer' | 'school' | 'office';
  state: 'signed' | 'void';
  post: Generated<string>;
  signedOn: string;
  accountId: string | null;
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface TrainingPromiseCountTable {
  classId: string;
  countedOn: string;
  posts: number;
  trainees: number;
  gone: number;
  intentMet: number;
  intentNot: number;
  intentYet: number;
  entryMet: number;
  entryNot: number;
  entryYet: number;
  practiceMet: number;
  practiceNot: number;
  practiceYet: number;
  contractMet: number;
  contractNot: number;
  contractYet: number;
}

export interface TrainingPromiseDeedTable {
  enrolmentId: string;
  kind: 'intent' | 'entry' | 'practice';
  classId: string;
  workerId: string;
  postId: string | null;
  onDay: string;
  toDay: string | null;
  note: Generated<string>;
  fileId: string | null;
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface TrainingQuizTryTable {
  id: string;
  unitId: string;
  workerId: string;
  classId: string;
  versionId: string;
  number: number;
  seed: number;
  asked: string;
  answered: string | null;
  answers: unknown;
  mark: number | null;
  passed: boolean | null;
}

export interface TrainingRollTable {
  id: string;
  lessonId: string;
  classId: string;
  lateAfter: number;
  opened: Generated<string>;
  openedBy: string | null;
  openedName: Generated<string>;
  closed: string | null;
}

export interface TrainingRollPhotoTable {
  id: string;
  lessonId: string;
  classId: string;
  fileId: string;
  added: Generated<string>;
  addedBy: string | null;
  addedName: Generated<string>;
  removed: string | null;
  removedBy: string | null;
  removedName: Generated<string>;
  reason: Generated<string>;
}

export interface TrainingStandardTable {
  id: string;
  code: string;
  registered: Generated<string>;
  registeredBy: string | null;
}

export interface TrainingStandardVersionTable {
  id: string;
  standardId: string;
  ordinal: number;
  label: string;
  title: string;
  programme: string;
  occupation: string;
  leadsTo: 'certificate' | 'ability' | 'completion';
  leadsName: string;
  leadsLevel: number | null;
  ageFrom: number;
  ageTo: number | null;
  education: Generated<string>;
  admission: Generated<string>;
  attendancePercent: number;
  theoryPass: number | null;
  practicePass: number | null;
  passRule: Generated<string>;
  materials: Generated<string>;
  sizeFrom: number;
  sizeTo: number;
  lessonMinutes: Generated<number>;
  validFrom: string;
  sides: string[];
  documentNumber: Generated<string>;
  source: string;
  certainty: 'official' | 'press' | 'unverified';
  note: Generated<string>;
  revision: Generated<number>;
  created: Generated<string>;
  createdBy: string | null;
  createdName: Generated<string>;
  changed: Generated<string>;
  changedName: Generated<string>;
}

export interface TrainingStudentTable {
  id: string;
  cohortId: string;
  workerId: string;
  registered: Generated<string>;
}

export interface TrainingStudentStepTable {
  studentId: string;
  number: number;
  cohortId: string;
  workerId: string;
  step: 'enter' | 'transferIn' | 'suspend' | 'resume' | 'transferOut' | 'withdraw' | 'graduate' | 'complete' | 'leave';
  onDay: string;
  untilDay: string | null;
  otherCohortId: string | null;
  otherWords: Generated<string>;
  diplomaNumber: Generated<string>;
  reason: Generated<string>;
  source: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface TrainingStudyClockTable {
  workerId: string;
  classId: string;
  unitId: string;
  token: string;
  before: string | null;
  at: string;
}

export interface TrainingTeacherTable {
  id: string;
  organisationId: string;
  name: string;
  kind: 'teacher' | 'mentor' | 'guest';
  duty: Generated<string>;
  fromDay: string;
  toDay: string | null;
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface TrainingTermTable {
  cohortId: string;
  number: number;
  fromDay: string;
  toDay: string;
  classId: string | null;
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface TrainingUnitTable {
  id: string;
  classId: string;
  lessonId: string;
  registered: Generated<string>;
  registeredBy: string | null;
}

export interface TrainingUnitPictureTable {
  versionId: string;
  fileId: string;
  classId: string;
}

export interface TrainingUnitProgressTable {
  unitId: string;
  workerId: string;
  classId: string;
  versionId: string;
  opened: string;
  seconds: Generated<number>;
  best: number | null;
  tries: Generated<number>;
  completed: string | null;
}

export interface TrainingUnitVersionTable {
  id: string;
  unitId: string;
  classId: string;
  ordinal: number;
  state: 'draft' | 'published' | 'replaced';
  title: string;
  blocks: unknown;
  questions: Generated<unknown>;
  passMark: Generated<number>;
  leastSeconds: number;
  revision: Generated<number>;
  saved: Generated<string>;
  savedBy: string | null;
  savedName: Generated<string>;
  published: string | null;
  publishedName: Generated<string>;
}

export interface VerificationAnswerTable {
  id: string;
  spellId: string;
  workerId: string;
  day: string;
  answer: 'still' | 'left' | 'notReached';
  via: Generated<'' | 'visit' | 'phone' | 'roster' | 'employer'>;
  reason: Generated<string>;
  lastDay: string | null;
  place: Generated<string>;
  note: Generated<string>;
  fileId: string | null;
  evidenceId: string | null;
  givenOn: string;
  givenBy: string | null;
  byEmployer: Generated<boolean>;
  sourceRef: Generated<string>;
  recorded: Generated<string>;
  undone: string | null;
  wroteSpell: Generated<boolean>;
}

export interface WorkItemTable {
  id: string;
  planId: string;
  number: number;
  resolutionId: string | null;
  created: Generated<string>;
}

export interface WorkItemFactTable {
  itemId: string;
  title: string;
  outcome: string;
  lead: 'origin' | 'host';
  originOrganisation: string | null;
  originUnit: string;
  originArea: string;
  hostOrganisation: string | null;
  hostUnit: string;
  hostArea: string;
  dueDay: string;
  state: 'open' | 'in_progress' | 'said_done' | 'sent_back' | 'closed' | 'dropped';
  deed: 'opened' | 'started' | 'said_done' | 'closed' | 'sent_back' | 'due_moved' | 'corrected' | 'dropped';
  side: 'origin' | 'host';
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface WorkNoteTable {
  id: string;
  itemId: string;
  kind: 'progress' | 'proof';
  side: 'origin' | 'host';
  words: Generated<string>;
  fileId: string | null;
  link: Generated<string>;
  noted: Generated<string>;
  notedBy: string | null;
  notedName: Generated<string>;
}

export interface WorkPlanTable {
  id: string;
  agreementId: string;
  year: number;
  title: string;
  document: Generated<string>;
  created: Generated<string>;
  createdBy: string | null;
  createdName: Generated<string>;
}

export interface WorkerTable {
  id: string;
  area: string;
  registered: string;
  source: 'form' | 'sheet' | 'station' | 'exchange' | 'demo';
  sourceRef: Generated<string>;
  created: Generated<string>;
  createdBy: string | null;
}

export interface WorkerBasicTable {
  workerId: string;
  name: string;
  pinyin: Generated<string>;
  initials: Generated<string>;
  fuzzy: Generated<string>;
  otherKeys: Generated<string[]>;
  documentKind: 'residentIdCard' | 'hongKongMacaoTravelPermit' | 'taiwanTravelPermit' | 'foreignPermanentResidentCard' | 'foreignPassport' | 'chinesePassport' | 'travelPermitToHongKongMacao' | 'none';
  numberSealed: Buffer | null;
  numberIndex: string | null;
  numberIndexNext: string | null;
  tailIndex: string | null;
  tailIndexNext: string | null;
  birthday: string | null;
  birthdayPrecision: Generated<'day' | 'month' | 'year'>;
  sex: '0' | '1' | '2' | '9';
  ethnic: Generated<string>;
  diedOn: string | null;
  source: Generated<string>;
  sourceRef: Generated<string>;
  recordedBy: string | null;
  reason: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface WorkerConditionTable {
  workerId: string;
  education: Generated<'' | 'illiterate' | 'primary' | 'juniorHigh' | 'seniorHigh' | 'juniorCollege' | 'bachelorOrAbove'>;
  schoolStage: Generated<string>;
  health: Generated<string[]>;
  disability: Generated<string>;
  ability: Generated<'' | 'ordinary' | 'skilled' | 'weak' | 'lost' | 'none'>;
  political: Generated<'' | 'party' | 'league' | 'masses' | 'other'>;
  marital: Generated<'' | 'single' | 'married' | 'widowed' | 'divorced'>;
  validFrom: string;
  source: Generated<string>;
  sourceRef: Generated<string>;
  recordedBy: string | null;
  reason: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface WorkerContactTable {
  id: string;
  workerId: string;
  kind: 'own' | 'family' | 'other';
  holder: Generated<string>;
  phoneSealed: Buffer;
  phoneIndex: string;
  phoneIndexNext: string | null;
  source: Generated<string>;
  sourceRef: Generated<string>;
  recordedBy: string | null;
  reason: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface WorkerGramTable {
  gram: string;
  home: string;
  workerId: string;
}

export interface WorkerGramInScopeTable {
  gram: string | null;
  home: string | null;
  workerId: string | null;
  personId: string | null;
  records: number | null;
  shadowed: boolean | null;
  homeKnown: boolean | null;
  hukou: string | null;
  name: string | null;
  pinyin: string | null;
  initials: string | null;
  fuzzy: string | null;
  documentKind: string | null;
  hasNumber: boolean | null;
  birthday: string | null;
  sex: string | null;
  ethnic: string | null;
  diedOn: string | null;
  householdId: string | null;
  relation: string | null;
  poverty: string | null;
  monitored: string | null;
  riskOpen: boolean | null;
  lowIncome: string | null;
  relocated: boolean | null;
  education: string | null;
  schoolStage: string | null;
  ability: string | null;
  health: string[] | null;
  willing: string | null;
  skills: number | null;
  hasPhone: boolean | null;
  consented: boolean | null;
  working: string | null;
  workPlace: string | null;
  workOrg: string | null;
  workSince: string | null;
  verifiedUntil: string | null;
  verifiedClass: number | null;
  certificates: number | null;
  inClass: boolean | null;
  changed: string | null;
  described: string | null;
}

export interface WorkerInScopeTable {
  workerId: string | null;
  personId: string | null;
  records: number | null;
  shadowed: boolean | null;
  home: string | null;
  homeKnown: boolean | null;
  hukou: string | null;
  name: string | null;
  pinyin: string | null;
  initials: string | null;
  fuzzy: string | null;
  documentKind: string | null;
  hasNumber: boolean | null;
  birthday: string | null;
  sex: string | null;
  ethnic: string | null;
  diedOn: string | null;
  householdId: string | null;
  relation: string | null;
  poverty: string | null;
  monitored: string | null;
  riskOpen: boolean | null;
  lowIncome: string | null;
  relocated: boolean | null;
  education: string | null;
  schoolStage: string | null;
  ability: string | null;
  health: string[] | null;
  willing: string | null;
  skills: number | null;
  hasPhone: boolean | null;
  consented: boolean | null;
  working: string | null;
  workPlace: string | null;
  workOrg: string | null;
  workSince: string | null;
  verifiedUntil: string | null;
  verifiedClass: number | null;
  certificates: number | null;
  inClass: boolean | null;
  changed: string | null;
  described: string | null;
}

export interface WorkerInSmallScopeTable {
  workerId: string | null;
  personId: string | null;
  records: number | null;
  shadowed: boolean | null;
  home: string | null;
  homeKnown: boolean | null;
  hukou: string | null;
  name: string | null;
  pinyin: string | null;
  initials: string | null;
  fuzzy: string | null;
  documentKind: string | null;
  hasNumber: boolean | null;
  birthday: string | null;
  sex: string | null;
  ethnic: string | null;
  diedOn: string | null;
  householdId: string | null;
  relation: string | null;
  poverty: string | null;
  monitored: string | null;
  riskOpen: boolean | null;
  lowIncome: string | null;
  relocated: boolean | null;
  education: string | null;
  schoolStage: string | null;
  ability: string | null;
  health: string[] | null;
  willing: string | null;
  skills: number | null;
  hasPhone: boolean | null;
  consented: boolean | null;
  working: string | null;
  workPlace: string | null;
  workOrg: string | null;
  workSince: string | null;
  verifiedUntil: string | null;
  verifiedClass: number | null;
  certificates: number | null;
  inClass: boolean | null;
  changed: string | null;
  described: string | null;
}

export interface WorkerIntentionTable {
  workerId: string;
  willing: 'yes' | 'local' | 'no';
  hindered: Generated<string[]>;
  occupations: Generated<string[]>;
  places: Generated<string[]>;
  payMin: number | null;
  together: Generated<string[]>;
  training: Generated<string>;
  note: Generated<string>;
  statedOn: string;
  source: Generated<string>;
  sourceRef: Generated<string>;
  recordedBy: string | null;
  reason: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface WorkerLinkTable {
  workerId: string;
  personId: string;
  cause: 'own' | 'number' | 'desk' | 'auto' | 'split' | 'demo';
  pairId: string | null;
  recordedBy: string | null;
  reason: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface WorkerNotedTable {
  noted: Generated<string>;
  workerId: string;
}

export interface WorkerNowTable {
  workerId: string;
  personId: string;
  records: Generated<number>;
  shadowed: Generated<boolean>;
  home: string;
  homeKnown: Generated<boolean>;
  hukou: Generated<string>;
  name: Generated<string>;
  pinyin: Generated<string>;
  initials: Generated<string>;
  fuzzy: Generated<string>;
  documentKind: Generated<string>;
  hasNumber: Generated<boolean>;
  birthday: string | null;
  sex: Generated<string>;
  ethnic: Generated<string>;
  diedOn: string | null;
  householdId: string | null;
  relation: Generated<string>;
  poverty: Generated<string>;
  monitored: Generated<string>;
  riskOpen: Generated<boolean>;
  lowIncome: Generated<string>;
  relocated: Generated<boolean>;
  education: Generated<string>;
  schoolStage: Generated<string>;
  ability: Generated<string>;
  health: Generated<string[]>;
  willing: Generated<string>;
  skills: Generated<number>;
  hasPhone: Generated<boolean>;
  consented: Generated<boolean>;
  working: Generated<'working' | 'not_working' | 'unknown'>;
  workPlace: Generated<string>;
  workOrg: string | null;
  workSince: string | null;
  verifiedUntil: string | null;
  verifiedClass: number | null;
  certificates: Generated<number>;
  inClass: Generated<boolean>;
  changed: Generated<string>;
  described: Generated<string>;
}

export interface WorkerScopeTable {
  key: string;
  workerId: string;
  fromDay: string;
  toDay: string;
  source: string;
}

export interface WorkerSkillTable {
  id: string;
  workerId: string;
  occupation: Generated<string>;
  words: Generated<string>;
  years: number | null;
  source: Generated<string>;
  sourceRef: Generated<string>;
  recordedBy: string | null;
  reason: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface WorkerSourceTable {
  id: Generated<string>;
  workerId: string;
  batchId: string;
  sheet: number;
  row: number;
  side: Generated<number>;
  outcome: 'new' | 'changed' | 'unchanged';
  observedOn: string;
  extra: Generated<unknown>;
  extraSealed: Buffer | null;
  written: Generated<string>;
  undone: string | null;
}

export interface WorkingGroupTable {
  id: string;
  agreementId: string;
  side: 'origin' | 'host' | 'joint';
  name: string;
  leadingPost: string;
  memberPosts: Generated<string[]>;
  fromDay: string;
  toDay: string | null;
  source: Generated<string>;
  reason: Generated<string>;
  recordedBy: string | null;
  recordedName: Generated<string>;
  recorded: Generated<string>;
  superseded: Generated<string>;
}

export interface Tables {
  account: AccountTable;
  accountSecret: AccountSecretTable;
  accountSheet: AccountSheetTable;
  agreement: AgreementTable;
  agreementEnd: AgreementEndTable;
  agreementFact: AgreementFactTable;
  agreementSignature: AgreementSignatureTable;
  agreementTarget: AgreementTargetTable;
  agreementText: AgreementTextTable;
  agreementTextSignature: AgreementTextSignatureTable;
  audit: AuditTable;
  auditSubject: AuditSubjectTable;
  batchDoubt: BatchDoubtTable;
  classSteps: ClassStepsTable;
  comparison: ComparisonTable;
  comparisonRow: ComparisonRowTable;
  consent: ConsentTable;
  delivery: DeliveryTable;
  deskSweep: DeskSweepTable;
  duplicatePair: DuplicatePairTable;
  duplicateSweep: DuplicateSweepTable;
  evidence: EvidenceTable;
  exemption: ExemptionTable;
  exportLog: ExportLogTable;
  externalFigure: ExternalFigureTable;
  figureClass: FigureClassTable;
  figureDivision: FigureDivisionTable;
  figureGrid: FigureGridTable;
  figureMember: FigureMemberTable;
  figureRun: FigureRunTable;
  figureTrained: FigureTrainedTable;
  figureTree: FigureTreeTable;
  figureVillage: FigureVillageTable;
  file: FileTable;
  fileReference: FileReferenceTable;
  finding: FindingTable;
  findingComment: FindingCommentTable;
  findingSource: FindingSourceTable;
  frozenChain: FrozenChainTable;
  frozenMember: FrozenMemberTable;
  homePeriod: HomePeriodTable;
  household: HouseholdTable;
  householdMember: HouseholdMemberTable;
  idempotency: IdempotencyTable;
  identityPeriod: IdentityPeriodTable;
  job: JobTable;
  jointMeeting: JointMeetingTable;
  jointMeetingFact: JointMeetingFactTable;
  meetingResolution: MeetingResolutionTable;
  migration: MigrationTable;
  monthApproval: MonthApprovalTable;
  monthFreeze: MonthFreezeTable;
  monthFreezeSeries: MonthFreezeSeriesTable;
  monthPublication: MonthPublicationTable;
  monthPublished: MonthPublishedTable;
  monthReport: MonthReportTable;
  noWork: NoWorkTable;
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
  organisationSource: OrganisationSourceTable;
  organisationStaff: OrganisationStaffTable;
  outsideLine: OutsideLineTable;
  overrideLook: OverrideLookTable;
  pairing: PairingTable;
  recoveryCode: RecoveryCodeTable;
  recurringRun: RecurringRunTable;
  regionTreeVersion: RegionTreeVersionTable;
  report: ReportTable;
  reportFile: ReportFileTable;
  reportForm: ReportFormTable;
  reportFormVersion: ReportFormVersionTable;
  reportSchedule: ReportScheduleTable;
  roleGrant: RoleGrantTable;
  rosterBatch: RosterBatchTable;
  rosterMapping: RosterMappingTable;
  rosterRow: RosterRowTable;
  roundByHost: RoundByHostTable;
  roundByOrg: RoundByOrgTable;
  roundRule: RoundRuleTable;
  roundSpell: RoundSpellTable;
  savedView: SavedViewTable;
  scopeByKey: ScopeByKeyTable;
  scopeByWorker: ScopeByWorkerTable;
  screenToken: ScreenTokenTable;
  session: SessionTable;
  setting: SettingTable;
  signInAddress: SignInAddressTable;
  signInGuard: SignInGuardTable;
  signingKey: SigningKeyTable;
  spell: SpellTable;
  spellProposal: SpellProposalTable;
  spellVouched: SpellVouchedTable;
  stabilityCriterion: StabilityCriterionTable;
  stationService: StationServiceTable;
  targetProposal: TargetProposalTable;
  trainingAdoption: TrainingAdoptionTable;
  trainingAttendance: TrainingAttendanceTable;
  trainingAttendanceBook: TrainingAttendanceBookTable;
  trainingBudget: TrainingBudgetTable;
  trainingClass: TrainingClassTable;
  trainingClassFact: TrainingClassFactTable;
  trainingClassStep: TrainingClassStepTable;
  trainingCodeRefused: TrainingCodeRefusedTable;
  trainingCohort: TrainingCohortTable;
  trainingCohortFact: TrainingCohortFactTable;
  trainingEnrolment: TrainingEnrolmentTable;
  trainingEnrolmentFact: TrainingEnrolmentFactTable;
  trainingInternship: TrainingInternshipTable;
  trainingLesson: TrainingLessonTable;
  trainingLessonFact: TrainingLessonFactTable;
  trainingMark: TrainingMarkTable;
  trainingMarkSent: TrainingMarkSentTable;
  trainingMentor: TrainingMentorTable;
  trainingModule: TrainingModuleTable;
  trainingOrder: TrainingOrderTable;
  trainingOrderPost: TrainingOrderPostTable;
  trainingOrderSignature: TrainingOrderSignatureTable;
  trainingPromiseCount: TrainingPromiseCountTable;
  trainingPromiseDeed: TrainingPromiseDeedTable;
  trainingQuizTry: TrainingQuizTryTable;
  trainingRoll: TrainingRollTable;
  trainingRollPhoto: TrainingRollPhotoTable;
  trainingStandard: TrainingStandardTable;
  trainingStandardVersion: TrainingStandardVersionTable;
  trainingStudent: TrainingStudentTable;
  trainingStudentStep: TrainingStudentStepTable;
  trainingStudyClock: TrainingStudyClockTable;
  trainingTeacher: TrainingTeacherTable;
  trainingTerm: TrainingTermTable;
  trainingUnit: TrainingUnitTable;
  trainingUnitPicture: TrainingUnitPictureTable;
  trainingUnitProgress: TrainingUnitProgressTable;
  trainingUnitVersion: TrainingUnitVersionTable;
  verificationAnswer: VerificationAnswerTable;
  workItem: WorkItemTable;
  workItemFact: WorkItemFactTable;
  workNote: WorkNoteTable;
  workPlan: WorkPlanTable;
  worker: WorkerTable;
  workerBasic: WorkerBasicTable;
  workerCondition: WorkerConditionTable;
  workerContact: WorkerContactTable;
  workerGram: WorkerGramTable;
  workerGramInScope: WorkerGramInScopeTable;
  workerInScope: WorkerInScopeTable;
  workerInSmallScope: WorkerInSmallScopeTable;
  workerIntention: WorkerIntentionTable;
  workerLink: WorkerLinkTable;
  workerNoted: WorkerNotedTable;
  workerNow: WorkerNowTable;
  workerScope: WorkerScopeTable;
  workerSkill: WorkerSkillTable;
  workerSource: WorkerSourceTable;
  workingGroup: WorkingGroupTable;
}
