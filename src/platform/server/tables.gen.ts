// Generated from the migrated database by `npm run generate`. Do not edit.
import type { Generated, GeneratedAlways } from 'kysely';

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

export interface RecurringRunTable {
  name: string;
  day: string;
  jobId: string;
}

export interface RegionTreeVersionTable {
  id: string;
  hash: string;
  source: string;
  validFrom: string;
  note: Generated<string>;
  registered: Generated<string>;
}

export interface SettingTable {
  name: string;
  value: unknown;
  changed: Generated<string>;
  changedBy: string | null;
}

export interface Tables {
  audit: AuditTable;
  auditSubject: AuditSubjectTable;
  delivery: DeliveryTable;
  file: FileTable;
  fileReference: FileReferenceTable;
  idempotency: IdempotencyTable;
  job: JobTable;
  migration: MigrationTable;
  pairing: PairingTable;
  recurringRun: RecurringRunTable;
  regionTreeVersion: RegionTreeVersionTable;
  setting: SettingTable;
}
