// Whom to call 联系人, who works there 工作人员, what went wrong 事件. Part of contract.ts, which passes it on.
import { z } from 'zod';
import { Day, endpoint, Id, Instant, line, named, prose } from '#platform/contract.ts';
import { changed } from '#platform/problem.ts';
import {
  badPhone,
  CONTACT_WRITE,
  CONTACTS,
  Contact,
  closedAlready,
  DayPrecision,
  endBeforeStart,
  INCIDENTS,
  Incident,
  IncidentKind,
  IncidentState,
  inFuture,
  mergedAlready,
  noSuchLogin,
  notYourOrganisation,
  outsideArea,
  reason,
  Staff,
  settledBefore,
  WRITE,
} from './contractShapes.ts';

export const listContacts = endpoint({
  id: 'organisations.listContacts',
  method: 'GET',
  path: '/organisations/:id/contacts',
  can: CONTACTS,
  summary: { zh: '机构的联系人', en: 'Whom to call at an organisation' },
  input: z.object({ id: Id }),
  output: z.object({ items: z.array(Contact) }),
  problems: [notYourOrganisation],
});
const contact = {
  name: named(line(60), '联系人', 'Contact'),
  duty: named(z.string().trim().max(60).default(''), '职务', 'Duty'),
  phone: named(line(40), '电话', 'Phone'),
  note: named(z.string().trim().max(200).default(''), '说明', 'Note'),
};
export const addContact = endpoint({
  id: 'organisations.addContact',
  method: 'POST',
  path: '/organisations/:id/contacts',
  can: CONTACT_WRITE,
  summary: { zh: '登记联系人', en: 'Enter a contact' },
  input: z.object({ id: Id, ...contact }),
  output: Contact,
  problems: [notYourOrganisation, outsideArea, badPhone, closedAlready, mergedAlready],
});
export const editContact = endpoint({
  id: 'organisations.editContact',
  method: 'POST',
  path: '/organisations/:id/contacts/:contactId',
  can: CONTACT_WRITE,
  summary: { zh: '更正联系人', en: 'Correct a contact' },
  input: z.object({ id: Id, contactId: Id, version: z.int(), ...contact }),
  output: Contact,
  problems: [notYourOrganisation, outsideArea, badPhone, changed],
});
export const removeContact = endpoint({
  id: 'organisations.removeContact',
  method: 'DELETE',
  path: '/organisations/:id/contacts/:contactId',
  can: CONTACT_WRITE,
  summary: { zh: '删去联系人', en: 'Remove a contact' },
  input: z.object({ id: Id, contactId: Id }),
  output: z.object({}),
  problems: [notYourOrganisation, outsideArea],
});

export const addStaff = endpoint({
  id: 'organisations.addStaff',
  method: 'POST',
  path: '/organisations/:id/staff',
  can: WRITE,
  summary: { zh: '登记工作人员', en: 'Enter a member of staff' },
  input: z.object({
    id: Id,
    name: named(line(60), '姓名', 'Name'),
    duty: named(line(60), '职责', 'Duty'),
    login: named(z.string().trim().max(60).default(''), '登录名', 'Login'),
    fromDay: named(Day, '从哪天起', 'First day'),
    toDay: named(Day.nullable().default(null), '到哪天止', 'Last day'),
  }),
  output: Staff,
  problems: [outsideArea, endBeforeStart, noSuchLogin, closedAlready, mergedAlready],
});
export const endStaff = endpoint({
  id: 'organisations.endStaff',
  method: 'POST',
  path: '/organisations/:id/staff/:staffId/end',
  can: WRITE,
  summary: { zh: '工作人员离岗', en: 'A member of staff left' },
  input: z.object({ id: Id, staffId: Id, toDay: named(Day, '最后一天', 'Last day'), reason }),
  output: Staff,
  problems: [outsideArea, endBeforeStart],
});

export const listIncidents = endpoint({
  id: 'organisations.listIncidents',
  method: 'GET',
  path: '/organisations/:id/incidents',
  can: INCIDENTS,
  summary: { zh: '机构的欠薪、事故等事件', en: 'Wage arrears, accidents and other incidents of an organisation' },
  input: z.object({ id: Id }),
  output: z.object({ items: z.array(Incident) }),
});
const incident = {
  kind: named(IncidentKind, '事件', 'Incident'),
  happenedOn: named(Day, '发生日期', 'Day'),
  precision: named(DayPrecision.default('day'), '日期知道到', 'Precision of the day'),
  what: named(prose(500, 4), '经过', 'What happened'),
  amount: named(z.number().min(0).max(9_999_999_999).nullable().default(null), '金额（元）', 'Amount (yuan)'),
  persons: named(z.int().min(0).max(1_000_000).nullable().default(null), '涉及人数', 'Persons affected'),
  source: named(line(200), '来源', 'Source'),
};
export const recordIncident = endpoint({
  id: 'organisations.recordIncident',
  method: 'POST',
  path: '/organisations/:id/incidents',
  can: WRITE,
  summary: { zh: '登记欠薪、事故等事件', en: 'Record wage arrears, an accident or another incident' },
  // also of a closed organisation: it is often when one closes that wages are found unpaid
  input: z.object({ id: Id, ...incident }),
  output: Incident,
  problems: [outsideArea, inFuture, mergedAlready],
});
export const correctIncident = endpoint({
  id: 'organisations.correctIncident',
  method: 'POST',
  path: '/organisations/:id/incidents/:incidentId/correct',
  can: WRITE,
  summary: { zh: '更正事件', en: 'Correct an incident' },
  input: z.object({
    id: Id,
    incidentId: Id,
    seen: Instant,
    ...incident,
    state: named(IncidentState, '状态', 'State'),
    settledOn: named(Day.nullable().default(null), '了结日期', 'Day settled'),
    outcome: named(z.string().trim().max(300).default(''), '处理结果', 'Outcome'),
    reason,
  }),
  output: Incident,
  problems: [outsideArea, inFuture, settledBefore, changed],
});
export const settleIncident = endpoint({
  id: 'organisations.settleIncident',
  method: 'POST',
  path: '/organisations/:id/incidents/:incidentId/settle',
  can: WRITE,
  summary: { zh: '事件了结', en: 'Settle an incident' },
  input: z.object({
    id: Id,
    incidentId: Id,
    settledOn: named(Day, '了结日期', 'Day settled'),
    outcome: named(line(300, 4), '处理结果', 'Outcome'),
  }),
  output: Incident,
  problems: [outsideArea, inFuture, settledBefore],
});
export const withdrawIncident = endpoint({
  id: 'organisations.withdrawIncident',
  method: 'POST',
  path: '/organisations/:id/incidents/:incidentId/withdraw',
  can: WRITE,
  summary: { zh: '撤销事件：登记错了', en: 'Withdraw an incident that was recorded by mistake' },
  input: z.object({ id: Id, incidentId: Id, reason }),
  output: z.object({}),
  problems: [outsideArea],
});
