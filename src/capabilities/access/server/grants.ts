// Granting and taking back roles.
import { sql } from 'kysely';
import { notFound } from '#platform/problem.ts';
import { type Call, handle, type Route } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import type { Text } from '#standards/text.ts';
import {
  badHolding,
  dutiesClash,
  endRole,
  grantRole,
  lastSecurityAdmin,
  mayNotGrant,
  type NewHolding,
  notYourself,
} from '../contractAccounts.ts';
import { areaOf, covers, type Holding, holdingFault, isRole, rolesClash, roleTexts } from '../rules.ts';
import { mayGive } from '../rulesDelegation.ts';
import { accountDetail, getAccount, hasSecurityAdmin, insertGrants, type Target } from './accountRows.ts';
import { realDay } from './authenticator.ts';
import { type AccessParts, areaExists } from './parts.ts';
import { endSessions } from './sessions.ts';

const FAULTS: Record<'role' | 'level' | 'relationMissing' | 'relationWrong' | 'noSuchArea' | 'days', Text> = {
  role: { zh: '没有这个角色', en: 'There is no such role' },
  level: {
    zh: '这个角色不在这一级设。请换辖区，或者换角色',
    en: 'This role is not held at that level; choose another area or another role',
  },
  relationMissing: { zh: '这个角色要写明所属机构', en: 'This role needs its organisation' },
  relationWrong: {
    zh: '所属机构的写法不对，或者这个角色不带机构',
    en: 'The organisation is not written as expected, or the role takes none',
  },
  noSuchArea: { zh: '没有这个辖区，请查代码', en: 'There is no such area; check the code' },
  days: { zh: '结束日期早于开始日期', en: 'The last day is before the first' },
};
export const holdingFaultText = (holding: Holding): Text | undefined => {
  const fault = holdingFault(holding);
  if (fault) return FAULTS[fault];
  return areaExists(holding.areaCode) ? undefined : FAULTS.noSuchArea;
};
const fault = (text: Text) => badHolding({ why: text.zh, whyEn: text.en });

/** May the actor give this, here and now? Also asks where the organisation lies that the role is bound to. */
export const mayGiveNow = async (call: Pick<Call, 'db' | 'actor'>, parts: AccessParts, holding: Holding): Promise<boolean> => {
  const { db, actor } = call;
  const isSystem = actor.grants.some((g) => g.role === 'system_admin');
  // the very first: while nobody may appoint administrators, the system administrator may
  if (isSystem && ['security_admin', 'audit_admin'].includes(holding.role)) return !(await hasSecurityAdmin(db));
  if (!mayGive(actor.grants, holding)) return false;
  if (holding.relation === null) return true;
  const area = parts.relationArea ? await parts.relationArea(db, holding.relation) : null;
  if (area === null) return isSystem;
  return area !== undefined && actor.grants.some((g) => covers(g.area, areaOf(area)) && mayGive([g], holding));
};

/** Everything that can be wrong with granting `holding` to an account that holds `had`. */
export const refuseHolding = async (call: Call, parts: AccessParts, wanted: NewHolding, had: readonly Holding[]): Promise<void> => {
  const text = holdingFaultText(wanted);
  if (text) throw fault(text);
  if (wanted.validTo !== null && wanted.validTo < (wanted.validFrom ?? realDay(call.services.clock.now()))) throw fault(FAULTS.days);
  if (!(await mayGiveNow(call, parts, wanted))) {
    const name = isRole(wanted.role) ? roleTexts[wanted.role] : { zh: wanted.role, en: wanted.role };
    throw mayNotGrant({ role: name.zh, roleEn: name.en });
  }
  if (rolesClash([...had.map((h) => h.role), wanted.role])) throw dutiesClash();
};

/** Two security administrators who end each other at once must not both succeed. */
export const keepOneSecurityAdmin = async (db: Db, target: Target): Promise<void> => {
  if (!target.grants.some((g) => g.role === 'security_admin')) return;
  await sql`select pg_advisory_xact_lock(7300454)`.execute(db);
  const { rows } = await sql<{ n: number }>`select count(distinct a.id)::int as n from role_grant g join account a on a.id = g.account_id
    where g.role = 'security_admin' and g.area_code = '' and g.valid_to is null and g.ended is null and a.state = 'active' and a.id <> ${target.id}`.execute(
    db,
  );
  if (!rows[0]!.n) throw lastSecurityAdmin();
};

export const grantRoutes = (parts: AccessParts): readonly Route[] =>
  [
    handle(grantRole, async (call, { id, ...wanted }) => {
      const { db, actor, services } = call;
      if (id === actor.accountId) throw notYourself();
      // a further role for an account one knows of; the account need not be one's own to manage
      const target = await getAccount(db, actor, id, true);
      await refuseHolding(call, parts, wanted, target.grants);
      const at = services.clock.now();
      await insertGrants(db, [{ ...wanted, accountId: id, validFrom: wanted.validFrom ?? realDay(at), grantedBy: actor.accountId }], at);
      call.note({
        subject: { kind: 'account', id },
        area: wanted.areaCode,
        details: { role: wanted.role, relation: wanted.relation, validTo: wanted.validTo },
      });
      return accountDetail(call, id);
    }),
    handle(endRole, async (call, { id, grantId, reason }) => {
      const { db, actor, services } = call;
      if (id === actor.accountId) throw notYourself();
      const target = await getAccount(db, actor, id, true);
      const grant = target.grants.find((g) => g.id === grantId);
      if (!grant) throw notFound();
      if (!mayGive(actor.grants, grant)) {
        const name = isRole(grant.role) ? roleTexts[grant.role] : { zh: grant.role, en: grant.role };
        throw mayNotGrant({ role: name.zh, roleEn: name.en });
      }
      if (grant.role === 'security_admin') await keepOneSecurityAdmin(db, target);
      const at = services.clock.now();
      await db
        .updateTable('roleGrant')
        .set({ ended: at.toISOString(), endedBy: actor.accountId, endReason: reason })
        .where('id', '=', grantId)
        .execute();
      if (target.grants.length === 1) await endSessions(db, id, at);
      call.note({ subject: { kind: 'account', id }, area: grant.areaCode, details: { role: grant.role, reason } });
      return accountDetail(call, id);
    }),
  ].map((r) => ({ ...r, as: 'system' as const }));
