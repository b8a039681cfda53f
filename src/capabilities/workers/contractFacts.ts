// Registering a person, and the ordinary events of a life as deeds: moved, died, joined or left a group, corrected. Every one supersedes, none overwrites.
import { z } from 'zod';
import { Code12, Day, endpoint, Id, Instant, line, named, TextOut } from '#platform/contract.ts';
import { changed, notFound } from '#platform/problem.ts';
import {
  alreadyDead,
  BasicIn,
  beforeBirth,
  birthContradicts,
  birthdayNeeded,
  ConditionIn,
  ConsentIn,
  ContactKind,
  DayOf,
  From,
  HomeIn,
  homeOutside,
  householdNumberTaken,
  householdTaken,
  IdentityIn,
  IntentionIn,
  inFuture,
  Likeness,
  looksLike,
  noSuchFact,
  noSuchHousehold,
  notAfter,
  notYours,
  numberTaken,
  periodsOverlap,
  Reason,
  Relation,
  riskOnlyMonitored,
  secondHead,
  sexContradicts,
  tooManySaid,
  unknownPlace,
} from './contractShapes.ts';

const id = { id: Id } as const;
const done = z.object({ id: Id });
const PhoneIn = named(line(40), '手机', 'Mobile');
const HouseholdIn = z.object({
  /** An existing household by its number, or by the worker id of somebody who belongs to it. */
  number: named(line(40).optional(), '户编号', 'Household number'),
  memberId: Id.optional(),
  /** Found a new household; with the number, where it has one. */
  found: named(z.boolean().default(false), '新立一户', 'New household'),
  relation: named(Relation, '与户主关系', 'Relation to the head'),
  from: DayOf('起始日', 'From').optional(),
});

export const registerWorker = endpoint({
  id: 'workers.registerWorker',
  method: 'POST',
  path: '/workers',
  can: 'workers.register',
  summary: { zh: '建档', en: 'Register a person' },
  input: z.object({
    ...BasicIn,
    home: z.object({ ...HomeIn, ...From }).partial({ from: true }),
    phone: PhoneIn.optional(),
    phoneKind: named(ContactKind.default('own'), '谁的电话', 'Whose telephone'),
    phoneHolder: named(z.string().trim().max(40).default(''), '机主', 'Holder'),
    identities: named(
      z
        .array(notAfter(z.object(IdentityIn)))
        .max(6)
        .default([]),
      '身份',
      'Groups',
    ),
    condition: z.object(ConditionIn).optional(),
    intention: z.object(IntentionIn).optional(),
    consent: z.object(ConsentIn).optional(),
    household: HouseholdIn.optional(),
    /** Looked at the likenesses: none of these is this person. */
    notTheSame: named(z.array(Id).max(50).default([]), '看过，不是同一个人', 'Looked at, not the same'),
  }),
  output: z.object({
    id: Id,
    /** The number is also on record elsewhere: the records were joined, both areas are told (跨区重复). */
    crossArea: z.object({ county: z.string() }).nullable(),
    /** Pairs that wait on the desk. */
    pairs: z.int(),
  }),
  problems: [
    numberTaken,
    looksLike,
    homeOutside,
    unknownPlace,
    birthContradicts,
    sexContradicts,
    birthdayNeeded,
    tooManySaid,
    secondHead,
    noSuchHousehold,
    householdTaken,
    householdNumberTaken,
    beforeBirth,
    inFuture,
    periodsOverlap,
    riskOnlyMonitored,
  ],
});

/** Understood as it is typed: what the number tells, where the place is, who looks alike. A question, not a deed. */
export const checkWorker = endpoint({
  id: 'workers.checkWorker',
  method: 'POST',
  path: '/workers/check',
  can: 'workers.register',
  summary: { zh: '边填边查：证件号、地名、电话、可能的重复', en: 'While typing: number, place, telephone, likely duplicates' },
  input: z.object({
    name: z.string().max(60).optional(),
    documentKind: BasicIn.documentKind,
    number: z.string().max(40).optional(),
    birthday: Day.optional().catch(undefined),
    sex: BasicIn.sex,
    homeText: z.string().max(200).optional(),
    homeCode: Code12.optional().catch(undefined),
    phone: z.string().max(40).optional(),
    /** The record that is being corrected: not a likeness of itself. */
    except: Id.optional(),
  }),
  output: z.object({
    name: z.object({ ok: z.boolean(), message: TextOut.nullable() }).nullable(),
    number: z
      .object({
        ok: z.boolean(),
        message: TextOut.nullable(),
        masked: z.string(),
        birthday: Day.nullable(),
        sex: z.enum(['0', '1', '2', '9']).nullable(),
        /** Where the first six digits were issued, where the tree knows them. */
        issued: z.string(),
        /** What was mended: spaces, apostrophes, 15 digits. */
        repairs: z.array(TextOut),
      })
      .nullable(),
    phone: z.object({ ok: z.boolean(), message: TextOut.nullable() }).nullable(),
    place: z
      .object({
        status: z.enum(['sure', 'likely', 'ambiguous', 'unknown']),
        code: Code12.nullable(),
        name: z.string(),
        candidates: z.array(z.object({ code: Code12, name: z.string() })),
        message: TextOut.nullable(),
        inside: z.boolean(),
      })
      .nullable(),
    /** The very number is on record inside my area. */
    same: z.object({ workerId: Id, name: z.string() }).nullable(),
    likenesses: z.array(Likeness),
  }),
  audited: false,
  whileViewingAs: true,
});

export const correctBasic = endpoint({
  id: 'workers.correctBasic',
  method: 'PUT',
  path: '/workers/:id/basic',
  can: 'workers.correct',
  summary: { zh: '更正姓名、证件、出生、民族', en: 'Correct name, document, birth, ethnic group' },
  input: z.object({
    ...id,
    /** `recorded` of what was on the screen. */
    recorded: Instant,
    ...BasicIn,
    /** Left out: the number stays as it is. */
    keepNumber: z.boolean().default(false),
    reason: Reason,
  }),
  output: done,
  problems: [notFound, notYours, changed, numberTaken, birthContradicts, sexContradicts, birthdayNeeded, beforeBirth],
});

export const moveHome = endpoint({
  id: 'workers.moveHome',
  method: 'POST',
  path: '/workers/:id/move',
  can: 'workers.correct',
  summary: { zh: '迁移：从某天起户籍在别处', en: 'Moved: the home is elsewhere from a day on' },
  input: z.object({ ...id, ...HomeIn, ...From, reason: Reason.optional() }),
  /** `gone`: the home now lies outside one's area; the page closes. */
  output: z.object({ id: Id, gone: z.boolean() }),
  problems: [notFound, notYours, unknownPlace, periodsOverlap, beforeBirth, inFuture],
});
export const correctHome = endpoint({
  id: 'workers.correctHome',
  method: 'PUT',
  path: '/workers/:id/homes/:factId',
  can: 'workers.correct',
  summary: { zh: '更正一段户籍', en: 'Correct a home' },
  input: z.object({ ...id, factId: Id, ...HomeIn, ...From, to: DayOf('终止日', 'To').optional(), reason: Reason }),
  output: z.object({ id: Id, gone: z.boolean() }),
  problems: [notFound, notYours, noSuchFact, unknownPlace, periodsOverlap, beforeBirth],
});
export const addIdentity = endpoint({
  id: 'workers.addIdentity',
  method: 'POST',
  path: '/workers/:id/identities',
  can: 'workers.correct',
  summary: { zh: '登记身份', en: 'Record a group' },
  input: notAfter(z.object({ ...id, ...IdentityIn, reason: Reason.optional() })),
  output: done,
  problems: [notFound, notYours, periodsOverlap, riskOnlyMonitored, beforeBirth, inFuture],
});
export const correctIdentity = endpoint({
  id: 'workers.correctIdentity',
  method: 'PUT',
  path: '/workers/:id/identities/:factId',
  can: 'workers.correct',
  summary: { zh: '更正、退出或消除风险', en: 'Correct, end, or record that the risk is removed' },
  input: notAfter(z.object({ ...id, factId: Id, ...IdentityIn, reason: Reason })),
  output: done,
  problems: [notFound, notYours, noSuchFact, periodsOverlap, riskOnlyMonitored, beforeBirth],
});
export const saveCondition = endpoint({
  id: 'workers.saveCondition',
  method: 'PUT',
  path: '/workers/:id/condition',
  can: 'workers.correct',
  summary: { zh: '文化程度、健康、劳动能力', en: 'Education, health, labour ability' },
  input: z.object({ ...id, ...ConditionIn, validFrom: DayOf('从哪天起', 'From').optional(), reason: Reason.optional() }),
  output: done,
  problems: [notFound, notYours, tooManySaid, beforeBirth, inFuture],
});
export const addSkill = endpoint({
  id: 'workers.addSkill',
  method: 'POST',
  path: '/workers/:id/skills',
  can: 'workers.correct',
  summary: { zh: '登记技能', en: 'Record a skill' },
  input: z
    .object({
      ...id,
      occupation: named(
        z
          .string()
          .regex(/^(\d-\d\d-\d\d-\d\d)?$/)
          .default(''),
        '工种',
        'Occupation',
      ),
      words: named(z.string().trim().max(60).default(''), '会做什么', 'In words'),
      years: named(z.int().min(0).max(70).optional(), '做了几年', 'Years'),
    })
    .refine((v) => v.occupation !== '' || v.words !== '', {
      path: ['words'],
      params: { rule: 'workers.skillEmpty', text: { zh: '选一个工种，或者写出会做什么', en: 'Choose an occupation or say it in words' } },
    }),
  output: done,
  problems: [notFound, notYours],
});
export const saveIntention = endpoint({
  id: 'workers.saveIntention',
  method: 'PUT',
  path: '/workers/:id/intention',
  can: 'workers.correct',
  summary: { zh: '登记就业意愿', en: 'Record the intention' },
  input: z.object({ ...id, ...IntentionIn, statedOn: DayOf('哪天说的', 'Stated on').optional() }),
  output: done,
  problems: [notFound, notYours, unknownPlace, inFuture],
});
export const addContact = endpoint({
  id: 'workers.addContact',
  method: 'POST',
  path: '/workers/:id/contacts',
  can: 'workers.contact',
  summary: { zh: '登记电话', en: 'Record a telephone' },
  input: z.object({
    ...id,
    phone: PhoneIn,
    kind: named(ContactKind.default('own'), '谁的电话', 'Whose'),
    holder: named(z.string().trim().max(40).default(''), '机主', 'Holder'),
    /** The one it replaces. */
    replaces: Id.optional(),
  }),
  output: done,
  problems: [notFound, notYours, noSuchFact],
});
export const giveConsent = endpoint({
  id: 'workers.giveConsent',
  method: 'POST',
  path: '/workers/:id/consents',
  can: 'workers.correct',
  summary: { zh: '登记知情同意', en: 'Record a consent' },
  input: z.object({ ...id, ...ConsentIn }),
  output: done,
  problems: [notFound, notYours, inFuture],
});
export const withdrawConsent = endpoint({
  id: 'workers.withdrawConsent',
  method: 'POST',
  path: '/workers/:id/consents/:factId/withdraw',
  can: 'workers.correct',
  summary: { zh: '撤回同意', en: 'Withdraw a consent' },
  input: z.object({ ...id, factId: Id, on: DayOf('撤回日期', 'Withdrawn on') }),
  output: done,
  problems: [notFound, notYours, noSuchFact, inFuture, beforeBirth],
});
export const recordDeath = endpoint({
  id: 'workers.recordDeath',
  method: 'POST',
  path: '/workers/:id/death',
  can: 'workers.correct',
  summary: { zh: '登记去世', en: 'Record a death' },
  input: z.object({ ...id, on: DayOf('去世日期', 'Died on'), reason: Reason.optional() }),
  output: done,
  problems: [notFound, notYours, alreadyDead, beforeBirth, inFuture],
});
/** A fact that was wrong altogether: it no longer counts, and stays readable as it was. */
export const withdrawFact = endpoint({
  id: 'workers.withdrawFact',
  method: 'POST',
  path: '/workers/:id/withdraw',
  can: 'workers.correct',
  summary: { zh: '撤回一条登错的', en: 'Withdraw an entry that was wrong altogether' },
  input: z.object({
    ...id,
    kind: z.enum(['home', 'identity', 'skill', 'contact', 'consent', 'intention', 'condition', 'death', 'member']),
    /** Not for death, intention and condition, of which there is one. */
    factId: Id.optional(),
    reason: Reason,
  }),
  output: done,
  problems: [notFound, notYours, noSuchFact],
});
export const joinHousehold = endpoint({
  id: 'workers.joinHousehold',
  method: 'POST',
  path: '/workers/:id/household',
  can: 'workers.correct',
  summary: { zh: '入户、分户、改与户主关系', en: 'Join or found a household, or change the relation to the head' },
  input: HouseholdIn.extend({ ...id, reason: Reason.optional() }),
  output: z.object({ id: Id, householdId: Id, lacksHead: z.boolean() }),
  problems: [notFound, notYours, secondHead, noSuchHousehold, householdTaken, householdNumberTaken, beforeBirth, inFuture],
});
