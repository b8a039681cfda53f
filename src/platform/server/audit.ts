import { sql } from 'kysely';
import type { Actor } from './actor.ts';
import type { Services } from './services.ts';
import type { Db } from './store.ts';

/** What one deed leaves on record. Never personal data: names of changed fields, counts, codes, reasons. */
export interface AuditNote {
  readonly action: string;
  readonly outcome?: 'done' | 'refused';
  /** 12-digit division code the deed concerns. */
  readonly area?: string;
  readonly subject?: { readonly kind: string; readonly id: string };
  /** Further subjects of batch work. */
  readonly subjects?: readonly { readonly kind: string; readonly id: string }[];
  readonly details?: Readonly<Record<string, unknown>>;
  /** Who turned out to be acting, where that was not known when the request came: someone who has just signed in. */
  readonly by?: Actor;
}

/** Who wants to hear of which action: `on` of the compositions. Patterns: an action, or `workers.*`. */
export interface Subscriber {
  /** Unique and stable: it is the key of the deliveries. */
  readonly name: string;
  readonly to: readonly string[];
  /**
   * Runs after commit, in a transaction of its own under role `system` in which the delivery is also marked done. Throwing means "again later";
   * after ten times it is parked and shown to the administrator. Whatever it does beyond the database must bear being done twice.
   */
  handle(delivered: { readonly db: Db; readonly services: Services; readonly news: News }): Promise<void>;
}

/** An audit row, as a subscriber reads it. */
export interface News {
  readonly auditId: number;
  readonly at: string;
  readonly accountId: string | null;
  readonly action: string;
  readonly area: string;
  readonly subject: { readonly kind: string; readonly id: string } | null;
  readonly subjects: readonly { readonly kind: string; readonly id: string }[];
  readonly details: Readonly<Record<string, unknown>>;
  readonly requestId: string;
}

export const hears = (subscriber: Subscriber, action: string): boolean =>
  subscriber.to.some((p) => p === action || (p.endsWith('.*') && action.startsWith(p.slice(0, -1))));

/** Further subjects of a deed that is done in chunks: in the transaction of each. */
export const addSubjects = async (db: Db, auditId: number, subjects: NonNullable<AuditNote['subjects']>): Promise<void> => {
  // Two arrays, not three parameters a row: a file may name 100,000 people; and one named twice is one subject.
  await sql`insert into audit_subject (audit_id, kind, id) select distinct ${auditId}::bigint, s.kind, s.id
    from unnest(${subjects.map((s) => s.kind)}::text[], ${subjects.map((s) => s.id)}::text[]) as s (kind, id) on conflict do nothing`.execute(
    db,
  );
};

/** One delivery per subscriber; a deed that is done in chunks tells them with its last one. */
export const tellSubscribers = async (db: Db, auditId: number, action: string, subscribers: readonly Subscriber[]): Promise<void> => {
  const listeners = subscribers.filter((s) => hears(s, action));
  if (listeners.length)
    await db
      .insertInto('delivery')
      .values(listeners.map((s) => ({ auditId, subscriber: s.name })))
      .execute();
};

/** Writes the audit row and, in the same transaction, one delivery per subscriber. */
export const writeAudit = async (
  db: Db,
  actor: Actor,
  requestId: string,
  note: AuditNote,
  subscribers: readonly Subscriber[] = [],
): Promise<number> => {
  const { id } = await db
    .insertInto('audit')
    .values({
      accountId: actor.accountId,
      roles: [...new Set(actor.grants.map((g) => g.role))],
      action: note.action,
      outcome: note.outcome ?? 'done',
      area: note.area ?? '',
      subjectKind: note.subject?.kind ?? '',
      subjectId: note.subject?.id ?? '',
      details: JSON.stringify(note.details ?? {}),
      requestId,
      viewAs: actor.viewedBy?.accountId ?? null,
      overrideId: actor.overrideId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (note.subjects?.length) await addSubjects(db, id, note.subjects);
  if (note.outcome !== 'refused') await tellSubscribers(db, id, note.action, subscribers);
  return id;
};
